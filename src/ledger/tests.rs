use super::*;
use crate::check;
use crate::doc::Node;
use crate::evidence::files::testing::Briefing;
use model::Examined;
use serde_json::Value;
use std::collections::BTreeSet;

/// A specification with each kind of record, one of each unused.
pub(crate) const SPEC: &str = include_str!("tests/briefing.toml");

/// A specification with its files.
pub(crate) fn folder(text: &str) -> Briefing {
    let folder = Briefing::new().file("briefing.toml", text);
    // the file whose hash the specification has
    let texts = ["He said that no one was ever told.", "Quite another text."];
    let other = texts.into_iter().find(|other| text.contains(&sha256(other.as_bytes()))).unwrap_or("");
    let copy = if text.contains(&sha256(b"")) { "" } else { "He said that no one\nwas ever told of it.\n" };
    let folder = folder.file("other.txt", other);
    folder.file("d.csv", "year,n\n2019,3\n2020,5\n").file("copy.txt", copy)
}

fn ledger_of(text: &str) -> Ledger {
    let folder = folder(text);
    let mut sink = Sink::default();
    let briefing = crate::load(folder.place.path(), &mut sink).briefing.unwrap();
    let document = crate::compose(&briefing, &mut sink);
    check(&briefing, &document, &mut sink);
    let pages = crate::layout(&briefing, &document, &mut sink);
    assert!(!sink.has_errors(), "{:#?}", sink.findings());
    crate::ledger(&briefing, &document, &pages, &sink).unwrap()
}

fn figure<'a>(ledger: &'a Ledger, id: &str) -> &'a model::Figure {
    ledger.figures.iter().find(|figure| figure.id == id).unwrap()
}

#[test]
fn what_is_used_stands_in_it_and_nothing_else() {
    let ledger = ledger_of(SPEC);
    let ids: Vec<&str> = ledger.figures.iter().map(|figure| figure.id.as_str()).collect();
    assert_eq!(ids, ["killed", "held", "all", "disputed"], "`unused` is not in it, `held` stands behind `all`");
    assert!(figure(&ledger, "held").uses.is_empty());
    assert_eq!(ledger.quotations.len(), 1);
    let sources: Vec<&str> = ledger.sources.iter().map(|source| source.id.as_str()).collect();
    assert_eq!(sources, ["a", "b"]);
    assert_eq!(ledger.charts[0].data.as_deref(), Some("d.csv"));
    assert_eq!(ledger.charts[0].sha256, Some(sha256(b"year,n\n2019,3\n2020,5\n")));
    let names: Vec<&str> = ledger.attachments.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["briefing.toml", "d.csv"]);
    assert_eq!(ledger.specification.sha256, sha256(SPEC.as_bytes()));
    assert!(ledger.checks.contains(&"bound-dropped".to_owned()));
}

#[test]
fn each_use_says_what_is_printed_and_where() {
    let ledger = ledger_of(SPEC);
    let killed = figure(&ledger, "killed");
    let uses: Vec<(&str, Option<&str>, Vec<&str>)> = killed
        .uses
        .iter()
        .map(|used| {
            (used.place.as_str(), used.label.as_deref(), used.printed.iter().map(|p| p.text.as_str()).collect())
        })
        .collect();
    assert_eq!(
        uses,
        [
            ("key-figures", Some("Key figures"), vec!["at least", "246"]),
            ("paragraph", Some("para. 1"), vec!["At least 246"]),
            ("table", Some("Table 1"), vec!["at least 246"]),
        ]
    );
    assert!(killed.uses.iter().all(|used| used.page == used.printed.first().map(|printed| printed.page)));
    assert_eq!(figure(&ledger, "all").computed_from.as_ref().unwrap().figures, ["killed", "held"]);
    assert_eq!(figure(&ledger, "disputed").estimates[1].printed, "more than 900");
}

#[test]
fn quotations_say_whether_they_were_compared() {
    let ledger = ledger_of(SPEC);
    let quotation = &ledger.quotations[0];
    assert_eq!(quotation.verified.level.as_deref(), Some("exact"));
    assert_eq!(quotation.verified.sha256, ledger.sources[0].archive.as_ref().unwrap().sha256);
    assert!(ledger.sources[0].archive.as_ref().unwrap().present);
    assert_eq!(quotation.uses[0].printed[0].text, "no one was ever told");
}

/// The specification, its annex asked for and what does not stand in the copy allowed.
fn allowed() -> String {
    let allow = "\n[[allow]]\ncheck = \"quotation-not-in-archive\"\nat = \"quotations.told\"\nreason = \"The copy is abridged.\"\n";
    SPEC.replace("[sources.a]", "[ledger]\nannex = true\n\n[sources.a]") + allow
}

/// The same, with this text in place of the copy's.
fn with_text(text: &str) -> String {
    let more = format!("file = \"copy.txt\", text = \"other.txt\", text_sha256 = \"{}\"", sha256(text.as_bytes()));
    allowed().replace("file = \"copy.txt\"", &more)
}

/// The same, with other bytes of the copy.
fn with_copy(text: &str) -> String {
    allowed().replace(&sha256(b"He said that no one\nwas ever told of it.\n"), &sha256(text.as_bytes()))
}

#[test]
fn it_says_which_file_was_read_and_what_was_found() {
    let verified = |text: &str| ledger_of(text).quotations.remove(0).verified;
    let words = "He said that no one was ever told.";
    let found = verified(&with_text(words));
    assert_eq!(found.text_file.as_deref(), Some("other.txt"));
    assert_eq!((found.sha256, found.outcome), (Some(sha256(words.as_bytes())), None));
    let row = annex_of(&with_text(words)).remove(0);
    let digits = &sha256(words.as_bytes())[..12];
    assert!(row[4].starts_with(&format!("word for word in the text file other.txt (SHA-256 {digits})")), "{row:?}");

    let missed = verified(&with_text("Quite another text."));
    assert_eq!((missed.level, missed.outcome.as_deref()), (None, Some("not-found")));
    let row = annex_of(&with_text("Quite another text.")).remove(0);
    assert!(row[4].starts_with("compared with other.txt (SHA-256 ") && row[4].contains("not found there"), "{row:?}");

    // without a copy the text is compared all the same
    let alone = with_text(words).replace("file = \"copy.txt\", ", "");
    let alone = alone.replace("sha256 = \"10136e65d2bffa10a23dc443acf8f2bb544101644f822a12eb7b5db60217bcc0\", ", "");
    assert_eq!(verified(&alone).text_file.as_deref(), Some("other.txt"));
    let wrong = alone.replace(&sha256(words.as_bytes()), &sha256(b"Quite another text."));
    assert_eq!(verified(&wrong).outcome.as_deref(), Some("not-found"), "{wrong}");

    assert_eq!(verified(&with_copy("")).outcome.as_deref(), Some("unreadable"));
    let row = annex_of(&with_copy("")).remove(0);
    assert!(row[4].starts_with("not compared: copy.txt (SHA-256 ") && row[4].contains("could not be read"), "{row:?}");
}

#[test]
fn findings_stand_with_their_record() {
    let ledger = ledger_of(SPEC);
    assert_eq!(figure(&ledger, "killed").checks, Examined::default());
    assert_eq!(figure(&ledger, "all").checks.warnings, ["figure-without-place"]);
    let allowed = &figure(&ledger, "disputed").checks.allowed;
    assert_eq!(allowed[0].check, "figure-without-place");
    assert_eq!(allowed[0].reason, "the sources do not say where");
}

#[test]
fn it_follows_its_schema() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let mut seen = BTreeSet::new();
    for text in [SPEC.to_owned(), with_text("Quite another text."), with_copy("")] {
        let value = serde_json::to_value(ledger_of(&text)).unwrap();
        follow(&schema, &schema, &value, "ledger", &mut seen);
    }
    // a schema whose keys no ledger has would pass as well
    let known = |at: &str, table: &Value| -> Vec<String> {
        table["properties"].as_object().unwrap().keys().map(|key| format!("{at}.{key}")).collect()
    };
    let mut all = known("#", &schema);
    all.extend(schema["definitions"].as_object().unwrap().iter().flat_map(|(name, table)| known(name, table)));
    let unseen: Vec<&String> = all.iter().filter(|key| !seen.contains(*key)).collect();
    let rare = ["Archive.url", "Figure.between", "Figure.excluded", "Figure.origin", "Figure.query", "Figure.unit"];
    let other = ["Estimate.between", "Estimate.words", "Quotation.language", "Quotation.translation", "Verified.pages"];
    let last =
        ["Specification.parameters", "Translation.text", "Translation.translator", "Verified.reason", "Chart.figure"];
    let counted = ["Figure.counted", "Counted.data", "Counted.rows", "Counted.left_out", "Counted.below"];
    let data = ["Data.query", "Data.counted", "Data.protected_below"];
    let known: Vec<&str> = rare.into_iter().chain(other).chain(last).chain(counted).chain(data).collect();
    assert!(unseen.iter().all(|key| known.contains(&key.as_str())), "{unseen:?}");
}

/// Holds a value against a schema: types, keys, references.
fn follow(root: &Value, schema: &Value, value: &Value, at: &str, seen: &mut BTreeSet<String>) {
    let reference = schema["$ref"].as_str().or_else(|| schema["allOf"][0]["$ref"].as_str());
    let name = reference.map(|reference| reference.rsplit('/').next().unwrap());
    let schema = name.map_or(schema, |name| &root["definitions"][name]);
    if let Some(pattern) = schema["enum"].as_array() {
        assert!(pattern.contains(value), "{at}: {value}");
    }
    match (schema["type"].as_str(), value) {
        (Some("object"), Value::Object(object)) if schema["properties"].is_object() => {
            for (key, inner) in object {
                let inner_schema = &schema["properties"][key];
                assert!(!inner_schema.is_null(), "{at} has `{key}`, which the schema has not");
                seen.insert(format!("{}.{key}", name.unwrap_or("#")));
                follow(root, inner_schema, inner, &format!("{at}.{key}"), seen);
            }
            for key in schema["required"].as_array().into_iter().flatten() {
                assert!(object.contains_key(key.as_str().unwrap()), "{at} has no {key}");
            }
        }
        (Some("array"), Value::Array(list)) => {
            list.iter().for_each(|inner| follow(root, &schema["items"], inner, at, seen));
        }
        (Some("string"), Value::String(_))
        | (Some("integer"), Value::Number(_))
        | (Some("boolean"), Value::Bool(_)) => {}
        (None, _) if schema["const"] == *value => {}
        (Some("object"), Value::Object(_)) => {}
        (wanted, found) => panic!("{at}: {found} is no {wanted:?}"),
    }
}

#[test]
fn without_attachments_there_is_none() {
    let text = SPEC.replace("[briefing]\n", "[briefing]\nattach = false\n");
    let folder = folder(&text);
    let mut sink = Sink::default();
    let briefing = crate::load(folder.place.path(), &mut sink).briefing.unwrap();
    let document = crate::compose(&briefing, &mut sink);
    let pages = crate::layout(&briefing, &document, &mut sink);
    assert_eq!(crate::ledger(&briefing, &document, &pages, &sink), None);
}

/// The text of the annex of a specification, cell by cell.
fn annex_of(text: &str) -> Vec<Vec<String>> {
    let folder = folder(text);
    let mut sink = Sink::default();
    let briefing = crate::load(folder.place.path(), &mut sink).briefing.unwrap();
    let document = crate::compose(&briefing, &mut sink);
    check(&briefing, &document, &mut sink);
    let before = document.body.len();
    let document = crate::annexed(&briefing, document, &sink);
    let tables = document.body[before..].iter().filter_map(|node| match node {
        Node::Table(table) => Some(table),
        _ => None,
    });
    tables
        .flat_map(|table| &table.rows)
        .map(|row| row.cells.iter().map(|cell| plain_text(&cell.text)).collect())
        .collect()
}

#[test]
fn the_annex_lists_what_is_used_once_it_is_asked_for() {
    assert!(annex_of(SPEC).is_empty());
    let mut rows = annex_of(&SPEC.replace("[sources.a]", "[ledger]\nannex = true\n\n[sources.a]"));
    // quotations come first
    rows.rotate_left(1);
    let first: Vec<&str> = rows[0].iter().map(String::as_str).collect();
    assert_eq!(first[..4], ["People killed", "at least 246", "2020 Testland", "Annual report, p.\u{a0}3"]);
    assert_eq!(first[4].len(), 12);
    assert_eq!(first[5], "Key\u{a0}figures, p.\u{a0} para.\u{a0}1, p.\u{a0} Table\u{a0}1, p.\u{a0}");
    assert_eq!(first[6], "nothing found");
    assert_eq!(rows[1][5], "only in a calculation");
    assert_eq!(rows[2][6], "warnings: figure-without-place");
    assert_eq!(
        rows[3][3],
        format!("Annual report, p.\u{a0}4: about 300 ({}) Another report: more than 900 (none)", rows[0][4])
    );
    assert_eq!(rows[3][6], "allowed: figure-without-place (the sources do not say where)");
    assert_eq!(rows[4][0], "“no one was ever told” A witness, 2\u{a0}January 2021");
    assert_eq!(rows[4][4], "word for word in the copy nothing found");
    assert_eq!(rows.len(), 5);
}

#[test]
fn a_profile_may_ask_for_the_annex_and_a_specification_decline_it() {
    let inputs = |ledger: bool, text: &str| {
        let folder = folder(text);
        let mut sink = Sink::default();
        let mut briefing = crate::load(folder.place.path(), &mut sink).briefing.unwrap();
        briefing.profile.to_mut().ledger = ledger;
        let document = crate::compose(&briefing, &mut sink);
        crate::annexed(&briefing, document, &sink).parts.iter().any(|(part, _)| *part == "ledger")
    };
    assert!(inputs(true, SPEC) && !inputs(false, SPEC));
    assert!(!inputs(true, &SPEC.replace("[sources.a]", "[ledger]\nannex = false\n\n[sources.a]")));
}
