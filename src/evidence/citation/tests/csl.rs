//! Styles of CSL: forms, titles as they are, names, places, and what the styles leave out.

use super::super::*;
use super::{marked, spec};
use crate::locale::Locale;

const KEYS: &str = "type = \"report\"\ntitle = \"iPhone in der DDR: eine Studie\"\n\
    author = [{ family = \"van der Berg\", given = \"Jan\" }, \"Amnesty International\"]\n\
    publisher = \"the Institute\"\npublisher_place = \"Geneva\"\nissued = 2019-03-07\nnumber = \"A/HRC/56/22\"\n\
    url = \"https://example.org/a\"\naccessed = 2020-01-02\nnote = \"Read in a copy\"\n\
    archive = { url = \"https://web.archive.org/x\", captured = 2020-01-03T04:05:06Z }";

const NEWS: &str = "type = \"article-newspaper\"\ntitle = \"Why “now”?\"\nauthor = [{ family = \"Millard\", given = \"Robin\" }]\n\
    container_title = \"the Tribune\"\nissued = 2012-03-27\nurl = \"https://example.org/b\"";

fn style(name: &str) -> Style {
    Style::find(name).unwrap().unwrap()
}

/// The citation of a source with these keys in note 7.
fn cited(name: &str, keys: &str, locator: Option<&str>, position: Position<'_>, locale: &str) -> String {
    let (_briefing, spec) = spec(keys);
    let source = spec.sources.get("s").unwrap();
    let cited = Cited { id: "s", source, locator, position, note: Some(7) };
    marked(&style(name).cite(cited, &[], Locale::find(locale).unwrap()))
}

#[track_caller]
fn holds(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "no `{part}` in {text}");
    }
}

/// Full citations: titles and names of publishers as they are written, what the style leaves out behind it.
#[test]
fn full_forms() {
    let archived = "https://example.org/a (archived at web.archive.org/x, captured 3\u{a0}January 2020)";
    let full = |name, keys, locator| cited(name, keys, Some(locator), Position::First, "en-GB");
    assert_eq!(
        full("chicago-notes", KEYS, "p. 8"),
        format!(
            "Jan van der Berg and Amnesty International, _iPhone in der DDR: eine Studie_, A/HRC/56/22 (the Institute, 2019), 8, {archived}"
        )
    );
    holds(
        &full("oscola", KEYS, "p. 8"),
        &[
            "Jan van der Berg and Amnesty International, ‘iPhone in der DDR: eine Studie’ (the Institute 2019) A/HRC/56/22 8",
            "accessed 2 January 2020 (archived at",
        ],
    );
    holds(
        &full("un-editorial", KEYS, "p. 8"),
        &[
            "_iPhone in der DDR: eine Studie_ (Geneva, the Institute, 7 March 2019), A/HRC/56/22, p. 8, available at https://example.org/a",
        ],
    );
    holds(
        &full("un-editorial", NEWS, "p. 8, table 2"),
        &["Robin Millard, “Why ‘now’?”, _the Tribune_, 27 March 2012, p. 8, table 2, "],
    );
    holds(&full("oscola", NEWS, "00:12:30"), &["‘Why “now”?’ _the Tribune_ (27 March 2012)", "00:12:30"]);
    let quoting = NEWS.replace("Why “now”?", "Leaders’ word: ‘don’t wait’ – now");
    holds(&full("oscola", &quoting, "p. 8"), &["‘Leaders’ word: “don’t wait” – now’"]);
    assert_eq!(full("apa", KEYS, "p. 8"), "(van der Berg & Amnesty International, 2019, p. 8)");
}

#[test]
fn editors_and_editions() {
    let book = "type = \"book\"\ntitle = \"A work\"\nedition = \"2\"\npublisher = \"the Press\"\nissued = 2019\n\
        author = [{ family = \"Millard\", given = \"Robin\" }]\neditor = [{ family = \"Berg\", given = \"Jan\" }]";
    let full = |name, keys: &str| cited(name, keys, None, Position::First, "en-GB");
    for (name, expected) in [
        ("chicago-notes", "Robin Millard, _A work_, 2nd edn, ed. Jan Berg (the Press, 2019)"),
        ("oscola", "Robin Millard, _A work_ (Jan Berg ed, 2nd edn, the Press 2019)"),
        ("un-editorial", "Robin Millard, _A work_, Jan Berg, ed., 2nd edn (the Press, 2019)"),
    ] {
        assert_eq!(full(name, book), expected, "{name}");
        let words = full(name, &book.replace("\"2\"", "\"iRev. Edition\""));
        holds(&words, &["iRev. Edition"]);
    }
}

#[test]
fn every_case_of_a_style_leaves_titles_alone() {
    // APA prints titles in sentence case, Chicago in title case, this one in capitals
    for name in ["chicago-notes", "apa", "vancouver", "ieee"] {
        let Some(Ok(style)) = Style::find(name) else { continue };
        let (_briefing, spec) = spec(KEYS);
        let sources: Vec<(&str, &Source)> =
            spec.sources.iter().map(|(id, source)| (id.value.as_str(), source)).collect();
        for (id, text) in style.entries(&sources, Locale::find("en-US").unwrap()).unwrap() {
            if id == "s" {
                holds(&marked(&text), &["iPhone in der DDR: eine Studie", "the Institute"]);
            }
        }
    }
    let shouting = "<style xmlns=\"http://purl.org/net/xbiblio/csl\" class=\"note\" version=\"1.0\"><info><title>T</title><id>t</id>\
        <updated>2026-01-01T00:00:00+00:00</updated></info><citation><layout><text variable=\"title\" text-case=\"uppercase\"/></layout></citation></style>";
    let style = styles::parse_for_tests(shouting).unwrap();
    let (_briefing, spec) = spec(KEYS);
    let source = spec.sources.get("s").unwrap();
    let cited = Cited { id: "s", source, locator: None, position: Position::First, note: Some(1) };
    let text = marked(&style.cite(cited, &[], Locale::find("en-GB").unwrap()));
    assert!(text.starts_with("iPhone in der DDR: eine Studie, A/HRC/56/22, example.org/a (archived at"), "{text}");
}

#[test]
fn repeated_forms() {
    let again = |name, position| cited(name, KEYS, Some("paras. 3–5"), position, "en-GB");
    let later = Position::Again { first: 4, ago: 3 };
    let other = Position::Same { first: 4, before: Some("p. 2") };
    let same = Position::Same { first: 4, before: Some("paras. 3–5") };
    let short = "van der Berg and Amnesty International, _iPhone in der DDR: eine Studie_, paras 3–5";
    assert_eq!([later, other, same].map(|position| again("chicago-notes", position)), [short; 3]);
    assert_eq!(
        [later, other, same].map(|position| again("oscola", position)),
        ["van der Berg and Amnesty International (n 4) paras 3–5", "ibid 3–5", "ibid"]
    );
    assert_eq!(
        [later, other, same].map(|position| again("un-editorial", position)),
        [
            "van der Berg and Amnesty International, _iPhone in der DDR: eine Studie_, paras. 3–5",
            "Ibid., paras. 3–5",
            "Ibid"
        ]
    );
}

#[test]
fn words_marks_and_digits_are_those_of_the_language() {
    let full = |locale| cited("un-editorial", KEYS, Some("para. 3"), Position::First, locale);
    let same = |locale| cited("un-editorial", KEYS, Some("art. 3"), Position::Same { first: 1, before: None }, locale);
    holds(&full("fr"), &["Berg et Amnesty", "7 mars 2019", "par. 3, disponible sur"]);
    holds(&full("es"), &["Berg y Amnesty", "párr. 3"]);
    holds(&full("ru"), &["Berg и Amnesty", "7 марта 2019 г.", "п. 3", "2 января 2020"]);
    holds(&full("ar"), &["Berg و Amnesty", "International، ", "الفقرة 3", "نسخة محفوظة"]);
    holds(&full("fa"), &["بند ۳", "۲۰۱۹", "A/HRC/56/22"]);
    holds(&full("zh"), &["International，", "第3段", "（Geneva，the Institute，2019年3月7日）"]);
    assert_eq!(same("ar"), "المرجع السابق، المادة 3");
    assert_eq!(same("ru"), "Там же, ст. 3");
}

/// Editions and dates stand as each language has them.
#[test]
fn editions_and_dates_are_those_of_the_language() {
    let book = "type = \"book\"\ntitle = \"T\"\nauthor = [\"I\"]\nedition = \"1\"\npublisher = \"P\"\nissued = 2019";
    let news =
        "type = \"article-newspaper\"\ntitle = \"T\"\nauthor = [\"I\"]\ncontainer_title = \"J\"\nissued = 2019-03-07";
    for (language, edition, date) in [
        ("en-GB", ", 1st edn (P, 2019)", ", J, 7 March 2019"),
        ("fr", ", 1re éd. (P, 2019)", ", J, 7 mars 2019"),
        ("es", ", 1.ª ed. (P, 2019)", ", J, 7 de marzo de 2019"),
        ("ru", ", 1-е изд. (P, 2019)", ", J, 7 марта 2019"),
        ("ar", "، الطبعة 1 (P، 2019)", "، J، 7 مارس 2019"),
        ("fa", "، ویراست ۱ (P، ۲۰۱۹)", "، J، ۷ مارس ۲۰۱۹"),
        ("zh", "，第1版（P，2019）", "，J，2019年3月7日"),
    ] {
        let plain = |keys| {
            cited("chicago-notes", keys, None, Position::First, language).replace(['_', '\u{2068}', '\u{2069}'], "")
        };
        holds(&plain(book), &[edition]);
        holds(&plain(news), &[date]);
    }
    for (language, end) in [("fr", "3e éd"), ("ar", "الطبعة 3"), ("fa", "ویراست ۳"), ("zh", "第3版")] {
        let third = cited("chicago-notes", &format!("{news}\nedition = \"3\""), None, Position::First, language);
        assert!(third.trim_end_matches('.').ends_with(end), "the word stands once: {third}");
    }
    let edited = format!("{book}\neditor = [{{ family = \"Berg\", given = \"Jan\" }}]\ncontainer_title = \"W\"")
        .replace("\"book\"", "\"chapter\"");
    holds(&cited("chicago-notes", &edited, None, Position::First, "ar"), &["تحرير"]);
    holds(&cited("chicago-notes", news, None, Position::First, "fa"), &["«T»،"]);
}

/// Names in all scripts lead back to the specification as pieces of their own, so that their direction is kept.
#[test]
fn names_in_seven_scripts() {
    let names = [
        ("عبادی", "شیرین"),
        ("王", "明"),
        ("Иванов", "Иван"),
        ("García Márquez", "José"),
        ("van der Berg", "Jan"),
        ("الهاشمي", "علي"),
        ("Élie", "Zoé"),
    ];
    for (family, given) in names {
        let keys =
            format!("type = \"book\"\ntitle = \"T\"\nauthor = [{{ family = \"{family}\", given = \"{given}\" }}]");
        let (_briefing, spec) = spec(&keys);
        let source = spec.sources.get("s").unwrap();
        for name in ["chicago-notes", "oscola", "un-editorial"] {
            let cited = Cited { id: "s", source, locator: None, position: Position::First, note: Some(1) };
            let text = style(name).cite(cited, &[], Locale::find("ar").unwrap());
            let own = |part: &str| {
                text.iter()
                    .any(|inline| matches!(inline, Inline::Text(words) if words.text == part && words.origin.is_some()))
            };
            let arabic = ["عبادی", "الهاشمي"].contains(&family);
            let parts =
                if arabic { vec![family.to_owned(), given.to_owned()] } else { vec![format!("{given} {family}")] };
            let parts = if family == "王" { vec!["王".to_owned(), "明".to_owned()] } else { parts };
            assert!(parts.iter().all(|part| own(part)) || own("王明"), "{name}: {parts:?} in {text:?}");
        }
    }
}

#[test]
fn addresses_lead_out_and_titles_say_their_language() {
    let (_briefing, spec) = spec(&format!("{KEYS}\nlanguage = \"de\""));
    let source = spec.sources.get("s").unwrap();
    let cited = Cited { id: "s", source, locator: None, position: Position::First, note: Some(1) };
    let text = style("chicago-notes").cite(cited, &[], Locale::find("en-GB").unwrap());
    let linked = |inline: &Inline| matches!(inline, Inline::Text(words) if words.link == Some(crate::page::Target::Uri("https://example.org/a".into())));
    assert!(text.iter().any(linked), "{text:?}");
    let german = |inline: &Inline| matches!(inline, Inline::Text(words) if words.text.starts_with("iPhone") && words.language.as_deref() == Some("de") && words.origin.is_some());
    assert!(text.iter().any(german), "{text:?}");
}

#[test]
fn lists_have_the_order_of_the_style() {
    let (_briefing, spec) = spec(&format!("{KEYS}\n[sources.t]\n{NEWS}"));
    let sources: Vec<(&str, &Source)> = spec
        .sources
        .iter()
        .filter(|(id, _)| ["s", "t"].contains(&id.value.as_str()))
        .map(|(id, source)| (id.value.as_str(), source))
        .collect();
    let list = |name| -> Vec<(String, String)> {
        let entries = style(name).entries(&sources, Locale::find("en-GB").unwrap()).unwrap();
        entries.into_iter().map(|(id, text)| (id, marked(&text))).collect()
    };
    let [(s, first), (t, second)] = &list("chicago-notes")[..] else { panic!() };
    assert_eq!((s.as_str(), t.as_str()), ("s", "t"));
    holds(
        first,
        &[
            "Berg, Jan van der, and Amnesty International. _iPhone in der DDR",
            "captured 3\u{a0}January 2020). Read in a copy.",
        ],
    );
    holds(second, &["Millard, Robin. ‘Why “now”?’. _the Tribune_, 27 March 2012. https://example.org/b."]);
    let [(t, first), _] = &list("un-editorial")[..] else { panic!() };
    assert_eq!(t, "t");
    holds(first, &["Millard, Robin, “Why ‘now’?”, _the Tribune_, 27 March 2012, available at https://example.org/b."]);
}

/// Two sources of one author and year are told apart by letters in citations and in the list alike.
#[test]
fn authors_and_dates_are_told_apart() {
    let (_briefing, spec) = spec(
        "type = \"report\"\ntitle = \"One\"\nauthor = [\"A\"]\nissued = 2019\n[sources.t]\ntype = \"report\"\ntitle = \"Two\"\nauthor = [\"A\"]\nissued = 2019",
    );
    let sources: Vec<(&str, &Source)> = spec
        .sources
        .iter()
        .filter(|(id, _)| ["s", "t"].contains(&id.value.as_str()))
        .map(|(id, source)| (id.value.as_str(), source))
        .collect();
    let en = Locale::find("en-GB").unwrap();
    let list = style("apa").entries(&sources, en).unwrap();
    for (id, source) in &sources {
        let cited = Cited { id, source, locator: None, position: Position::First, note: Some(1) };
        let text = marked(&style("apa").cite(cited, &sources, en));
        let letter = text.trim_end_matches(')').chars().last().unwrap();
        let entry = &list.iter().find(|(known, _)| known == id).unwrap().1;
        holds(&marked(entry), &[&format!("2019{letter}")]);
    }
}

#[test]
fn what_cannot_be_used_is_refused_with_its_reason() {
    let why = |text: &str| styles::parse_for_tests(text).map(|_| ()).unwrap_err().message;
    let style = |inside: &str| {
        format!(
            "<style xmlns=\"http://purl.org/net/xbiblio/csl\" class=\"note\" version=\"1.0\"><info><title>T</title><id>t</id>\
             <updated>2026-01-01T00:00:00+00:00</updated></info>{inside}<citation><layout><text macro=\"a\"/></layout></citation></style>"
        )
    };
    holds(&why("no"), &["no style of CSL"]);
    holds(&why("<style>"), &["no style of CSL"]);
    holds(&why(&style("")), &["it has no macro `a`"]);
    holds(
        &why(&style("<macro name=\"a\"><text macro=\"b\"/></macro><macro name=\"b\"><text macro=\"a\"/></macro>")),
        &["goes round in a circle"],
    );
    let deep = format!("<macro name=\"a\">{}{}</macro>", "<group>".repeat(100_000), "</group>".repeat(100_000));
    holds(&why(&style(&deep)), &["too deep"]);
    let numbers = Style::find("ieee").unwrap().unwrap_err();
    holds(&numbers.message, &["numbers or labels"]);
    assert!(Style::find("no-such-style").is_none());
}

/// Every style that comes along can be read; those for notes and for authors and dates set a citation and a list.
#[test]
fn every_style_sets_a_source() {
    let (_briefing, spec) = spec(KEYS);
    let source = spec.sources.get("s").unwrap();
    let mut usable = 0;
    for name in styles::names().skip(2) {
        let Ok(style) = Style::find(name).unwrap() else { continue };
        let cited = Cited { id: "s", source, locator: Some("p. 8"), position: Position::First, note: Some(1) };
        let text = marked(&style.cite(cited, &[], Locale::find("en-GB").unwrap()));
        assert!(text.to_lowercase().contains("berg"), "{name}: {text}");
        usable += 1;
    }
    assert!(usable > 30, "{usable}");
}

/// Styles with a line taken out, or with variables and elements where they do not belong: what can be read at all sets something.
#[test]
fn damaged_styles_never_stop_the_program() {
    let (_briefing, spec) = spec(&format!("{KEYS}\n[sources.t]\n{NEWS}"));
    let sources: Vec<(&str, &Source)> = spec.sources.iter().map(|(id, source)| (id.value.as_str(), source)).collect();
    let en = Locale::find("en-GB").unwrap();
    let text = include_str!("../../styles/un-editorial.csl");
    let mut variants = Vec::new();
    let lines: Vec<&str> = text.lines().collect();
    for at in 0..lines.len() {
        variants.push([&lines[..at], &lines[at + 1..]].concat().join("\n"));
    }
    for variable in ["title", "issued", "volume", "locator", "author"] {
        for other in ["issued", "author", "page", "locator", "citation-number", "year-suffix", "page-first"] {
            variants.push(text.replace(&format!("variable=\"{variable}\""), &format!("variable=\"{other}\"")));
        }
    }
    for other in ["<number variable", "<label variable", "<date variable", "<names variable"] {
        variants.push(text.replace("<text variable", other));
    }
    let mut set = 0;
    for style in variants.iter().filter_map(|variant| styles::parse_for_tests(variant).ok()) {
        set += 1;
        let again = Position::Again { first: 1, ago: 2 };
        for position in [Position::First, again, Position::Same { first: 1, before: Some("p. 1") }] {
            let (id, source) = sources[set % sources.len()];
            let _ = style.cite(Cited { id, source, locator: Some("p. 8"), position, note: Some(3) }, &[], en);
        }
        let _ = style.entries(&sources, en);
    }
    assert!(set > 80, "{set}");
}

#[test]
fn a_profile_may_name_a_style() {
    use crate::evidence::files::testing::Briefing;
    let named = |citations: &str| {
        let mut briefing = Briefing::new();
        let spec = briefing.spec("");
        let mut profile = crate::profile::Profile::find("report").unwrap().clone();
        profile.citations = Some(citations.to_owned());
        let mut spec = spec;
        spec.briefing.profile = Some(crate::spec::Spanned::new("own".to_owned(), spec.spec.span));
        let mut sink = crate::diag::Sink::default();
        let folder = briefing.folder();
        let style = styles::read(&spec, Some(&profile), &folder, &mut briefing.files, &mut sink);
        (
            style.map(|style| style.name().to_owned()),
            sink.into_sorted().iter().map(|finding| finding.code).collect::<Vec<_>>(),
        )
    };
    assert_eq!(named("oscola"), (Some("oscola".to_owned()), vec![]));
    assert_eq!(named("briefing"), (None, vec![]));
    assert_eq!(named("osccola"), (None, vec!["unknown-style"]));
}
