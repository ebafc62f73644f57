//! Texts by language, and what is missing in an edition.

use super::super::*;
use super::line;
use crate::diag::Files;

const HEAD: &str =
    "spec = 1\n[briefing]\ndate = 2021-02-15\nlanguage = \"en-GB\"\nlanguages = [\"en-GB\", \"fr\", \"fa\"]\n";

/// One edition of the head with `rest` after it, and its findings; lines of `rest` count from 1.
fn edition(language: Option<&str>, rest: &str) -> (Option<Spec>, Vec<String>) {
    let text = format!("{HEAD}{rest}");
    let mut files = Files::default();
    let file = files.add("t.toml", &text);
    let mut sink = Sink::default();
    let wanted = Wanted { language, known: &["en-GB", "fr", "fa", "zh"], set: Set::default() };
    let spec = read_edition(file, &text, wanted, &mut sink);
    let lines = HEAD.lines().count();
    let moved = |finding: &Diagnostic| {
        if finding.primary.is_none() {
            return finding.message.clone();
        }
        let text = line(finding, &files);
        let (number, tail) = text.split_once(':').unwrap();
        format!("{}:{tail}", number.parse::<i32>().unwrap() - lines as i32)
    };
    let found = sink.into_sorted().iter().map(moved).collect();
    (spec, found)
}

const TITLE: &str = "title = { en = \"T\", fr = \"F\", fa = \"ف\" }\n";

#[test]
fn the_text_of_the_edition_is_taken() {
    let rest = format!(
        "{TITLE}[organisation]\nname = \"Amnesty\"\naddress = {{ en = \"London\", fr = \"Londres\", fa = \"لندن\" }}\n"
    );
    for (language, title, address, tag) in
        [(None, "T", "London", "en-GB"), (Some("en"), "T", "London", "en-GB"), (Some("fr"), "F", "Londres", "fr")]
    {
        let (spec, found) = edition(language, &rest);
        assert_eq!(found, [""; 0]);
        let spec = spec.unwrap();
        assert_eq!((spec.briefing.title.as_str(), spec.briefing.language.value.as_str()), (title, tag));
        let organisation = spec.organisation.unwrap();
        assert_eq!(organisation.name.as_str(), "Amnesty");
        assert_eq!(organisation.address.unwrap().as_str(), address);
    }
}

#[test]
fn an_exact_tag_comes_before_its_language() {
    let (spec, _) = edition(None, "title = { en = \"color\", en-GB = \"colour\", fr = \"f\", fa = \"ف\" }\n");
    assert_eq!(spec.unwrap().briefing.title.as_str(), "colour");
}

#[test]
fn what_an_edition_lacks_is_found_once_for_all() {
    let rest = "title = { en = \"T\" }\nsubtitle = \"S\"\n";
    let title = "1:9 missing-translation `title` has no text in `fr`, `fa`";
    let both = [title, "2:12 missing-translation `subtitle` has no text in `fr`, `fa`"];
    assert_eq!(edition(Some("fr"), rest).1, both);
    assert_eq!(edition(Some("fa"), rest).1, both);
    assert_eq!(edition(None, rest).1, [""; 0]);
}

#[test]
fn prose_and_lists_are_by_language_too() {
    let rest = format!(
        "{TITLE}keywords = [{{ en = \"a\", fr = \"b\", fa = \"ج\" }}]\n[[sections]]\nheading = {{ en = \"H\", fr = \"G\", fa = \"ه\" }}\n\
         [sections.text]\nen = \"One {{{{ figures.nope }}}}.\"\nfr = \"Un.\"\nfa = \"\"\n"
    );
    assert_eq!(edition(None, &rest).1, ["6:22 unknown-figure unknown figure `nope`"]);
    let (spec, found) = edition(Some("fr"), &rest);
    assert_eq!(found, [""; 0]);
    assert_eq!(spec.unwrap().briefing.keywords[0].as_str(), "b");
    assert_eq!(edition(Some("fa"), &rest).1, ["8:6 empty-string `text` is empty"]);
}

#[test]
fn unknown_languages_are_findings() {
    let rest = "title = { en = \"T\", fr = \"F\", fa = \"ف\", zh = \"标\", fre = \"G\" }\n";
    assert_eq!(edition(None, rest).1, ["1:51 unknown-language `fre` is not a language of `title`"]);
    assert_eq!(edition(Some("de"), TITLE).1, ["the briefing has no edition in `de`"]);
    let text =
        "spec = 1\n[briefing]\ntitle = \"T\"\ndate = 2021-02-15\nlanguage = \"en\"\nlanguages = [\"fr\", \"FR\"]\n";
    assert_eq!(
        super::findings(text),
        [
            "6:13 missing-edition `languages` leaves out the main language, `en`",
            "6:20 duplicate-edition the edition `FR` is listed twice"
        ]
    );
    assert_eq!(editions(&format!("{HEAD}{TITLE}")), ["en-GB", "fr", "fa"]);
    assert_eq!(editions("[briefing]\nlanguage = \"fr\""), ["fr"]);
    assert_eq!(editions("language"), [""; 0]);
}

#[test]
fn a_quotation_is_translated_into_the_other_languages() {
    let rest = |translation: &str| {
        format!(
            "{TITLE}[sources.a]\ntype = \"report\"\ntitle = \"A\"\n[quotations.q]\ntext = \"Oui.\"\nlanguage = \"fr\"\n\
             speaker = \"s\"\nsource = \"a\"\n{translation}\n"
        )
    };
    let whole = rest(
        "translation = { en = { text = \"Yes.\", translator = \"t\" }, fa = { text = \"بله\", translator = \"t\" } }",
    );
    let quotation = |language| {
        let (spec, found) = edition(language, &whole);
        assert_eq!(found, [""; 0]);
        let quotation = spec.unwrap().quotations.get("q").unwrap().clone();
        (quotation.language.map(|tag| tag.value), quotation.translation.map(|translation| translation.text.value))
    };
    assert_eq!(quotation(None), (Some("fr".to_owned()), Some("Yes.".to_owned())));
    assert_eq!(quotation(Some("fr")), (None, None));
    let missing = ["5:1 missing-translation `[quotations.q]` has no translation into `en-GB`, `fa`"];
    assert_eq!(edition(None, &rest("")).1, missing);
    assert_eq!(edition(Some("fr"), &rest("")).1, [""; 0]);
    let plain = rest("translation = { text = \"Yes.\", translator = \"t\" }");
    assert_eq!(edition(None, &plain).1, [""; 0]);
    assert_eq!(
        edition(Some("fa"), &plain).1,
        ["10:15 missing-translation `[quotations.q]` has no translation into `fa`"]
    );
}

#[test]
fn files_and_words_of_the_original_are_the_same_in_every_edition() {
    let rest = format!("{TITLE}[data.d]\nfile = {{ en = \"a.csv\", fr = \"b.csv\", fa = \"c.csv\" }}\n");
    assert_eq!(edition(None, &rest).1, ["3:8 wrong-type `file` must be a string, not a table"]);
}

#[test]
fn terms_and_calendars_may_be_by_language() {
    let rest = format!(
        "{TITLE}calendar = {{ fa = \"both\" }}\n[terms.t]\nname = {{ en = \"N\", fr = \"M\", fa = \"ن\" }}\n\
         forms.genitive = {{ fr = \"du M\" }}\navoid = {{ en = [\"X\"], fa = [\"خ\", \"ژ\"] }}\n"
    );
    let read = |language| {
        let (spec, found) = edition(language, &rest);
        assert_eq!(found, [""; 0]);
        let spec = spec.unwrap();
        let term = spec.terms.get("t").unwrap().clone();
        let genitive = term.forms.get("genitive").unwrap().is_some();
        (spec.briefing.calendar.map(|calendar| calendar.value), genitive, term.avoid.len())
    };
    assert_eq!(read(None), (None, false, 1));
    assert_eq!(read(Some("fr")), (None, true, 0));
    assert_eq!(read(Some("fa")), (Some(Calendar::Both), false, 2));
}
