//! The house style, source by source.

use super::*;
use crate::doc::plain_text;
use crate::evidence::files::testing::Briefing;
use crate::locale::Locale;
use crate::page::Target;
use crate::spec::Spec;
use std::sync::Arc;

fn en() -> &'static Locale {
    Locale::find("en-GB").unwrap()
}

fn spec(keys: &str) -> (Briefing, Spec) {
    let mut briefing = Briefing::new();
    let spec = briefing.spec(&format!("[sources.s]\n{keys}\n"));
    (briefing, spec)
}

/// The text with italics in underscores.
fn marked(text: &[Inline]) -> String {
    text.iter()
        .map(|inline| match inline {
            Inline::Text(words) if words.emphasis.italic => format!("_{}_", words.text),
            other => plain_text(std::slice::from_ref(other)),
        })
        .collect()
}

fn noted(keys: &str, locator: Option<&str>) -> String {
    marked(&note(spec(keys).1.sources.get("s").unwrap(), locator, en()))
}

fn listed(keys: &str) -> String {
    marked(&entry(spec(keys).1.sources.get("s").unwrap(), en()))
}

const REPORT: &str = "type = \"report\"\nauthor = [\"Amnesty International\"]\npublisher = \"Amnesty International\"\n\
                      title = \"Blood-soaked secrets\"\nnumber = \"MDE 13/9421/2018\"\nissued = \"2018-12\"\n\
                      url = \"https://www.amnesty.org/\"";

const ARTICLE: &str = "type = \"article-newspaper\"\nauthor = [{ family = \"Millard\", given = \"Robin\" }]\n\
                       title = \"Iran executions surge: “worst” year\"\ncontainer_title = \"The Express Tribune\"\n\
                       publisher = \"AFP\"\nissued = 2012-03-27\nurl = \"http://example.org/a/1/\"\naccessed = 2021-02-03";

#[test]
fn a_report() {
    assert_eq!(
        noted(REPORT, Some("p. 8")),
        "Amnesty International, _Blood-soaked secrets_ (MDE 13/9421/2018; December 2018), p.\u{a0}8, www.amnesty.org"
    );
    assert_eq!(
        noted(
            "type = \"report\"\ntitle = \"R\"\ngenre = \"report\"\nnumber = \"A/HRC/56/22\"\npublisher = \"United Nations\"\npublisher_place = \"Geneva\"\nissued = 2024",
            Some("paras. 12–14")
        ),
        "_R_ (report, A/HRC/56/22; United Nations, Geneva, 2024), paras.\u{a0}12–14"
    );
}

#[test]
fn an_article() {
    assert_eq!(
        noted(ARTICLE, None),
        "Robin Millard, “Iran executions surge: ‘worst’ year”, _The Express Tribune_, AFP, 27\u{a0}March 2012, \
         example.org/a/1/ (accessed 3\u{a0}February 2021)"
    );
}

#[test]
fn several_authors() {
    let keys = "type = \"report\"\ntitle = \"T\"\nissued = 2020\n\
                author = [{ family = \"B\", given = \"A\" }, \"IHRNGO\", { family = \"D\", given = \"C\" }]";
    assert_eq!(noted(keys, None), "A B, IHRNGO and C D, _T_ (2020)");
    assert_eq!(listed(keys), "B, A, IHRNGO and C D, _T_ (2020).");
    assert_eq!(marked(&short(spec(keys).1.sources.get("s").unwrap(), None, en())), "B, IHRNGO and D, _T_");
}

#[test]
fn a_law_stands_upright_and_so_does_a_supplied_title() {
    assert_eq!(
        noted(
            "type = \"legislation\"\ntitle = \"Situation in Iran\"\npublisher = \"Human Rights Council\"\nnumber = \"resolution 46/18\"\nissued = 2021-03-23",
            None
        ),
        "Situation in Iran (resolution 46/18; Human Rights Council, 23\u{a0}March 2021)"
    );
    assert_eq!(noted("type = \"webpage\"\ntitle = \"[A report]\"", None), "[A report], no date");
}

#[test]
fn a_chapter_says_in_what_it_stands() {
    assert_eq!(
        noted("type = \"report\"\ntitle = \"T\"\ncontainer_title = \"Series\"\nissued = 2020", None),
        "_T_, in _Series_ (2020)"
    );
}

#[test]
fn an_archived_copy() {
    let archive = "archive = { url = \"https://archive.example/x\", captured = 2021-02-10T09:12:00Z }";
    assert!(
        noted(&format!("{REPORT}\n{archive}"), None)
            .ends_with("www.amnesty.org (archived at archive.example/x, captured 10\u{a0}February 2021)")
    );
    let local = "archive = { file = \"sources/a.txt\", captured = 2021-02-10T09:12:00Z }";
    assert!(
        noted(&format!("{ARTICLE}\n{local}"), None)
            .ends_with("(accessed 3\u{a0}February 2021; archived copy, captured 10\u{a0}February 2021)")
    );
    assert!(noted(&format!("{REPORT}\narchive = {{ file = \"a.txt\" }}"), None).ends_with("www.amnesty.org"));
}

#[test]
fn the_short_form() {
    let again = |keys: &str| marked(&short(spec(keys).1.sources.get("s").unwrap(), Some("p. 2"), en()));
    assert_eq!(again(REPORT), "Amnesty International, _Blood-soaked secrets_, p.\u{a0}2");
    assert_eq!(again(ARTICLE), "Millard, “Iran executions surge: ‘worst’ year”, p.\u{a0}2");
    assert_eq!(again(&format!("{REPORT}\ntitle_short = \"Amnesty 2018\"")), "Amnesty 2018, p.\u{a0}2");
}

#[test]
fn an_entry_is_closed_once() {
    assert_eq!(
        listed(&format!("{ARTICLE}\nnote = \"Read in a copy.\"")),
        "Millard, Robin, “Iran executions surge: ‘worst’ year”, _The Express Tribune_, AFP, 27\u{a0}March 2012, \
         example.org/a/1/ (accessed 3\u{a0}February 2021). Read in a copy."
    );
    assert!(listed(&format!("{REPORT}\nnote = \"Why not?\"")).ends_with("www.amnesty.org. Why not?"));
    assert!(listed(&format!("{REPORT}\nnote = \"He said “no.”\"")).ends_with("He said “no.”"));
    assert!(listed(&format!("{REPORT}\nnote = \"A copy\"")).ends_with("A copy."));
}

#[test]
fn words_lead_back_to_the_specification_and_addresses_lead_out() {
    let (briefing, spec) = spec(&format!("{REPORT}\nlanguage = \"fr\""));
    let text = note(spec.sources.get("s").unwrap(), None, en());
    for inline in &text {
        let Inline::Text(words) = inline else { continue };
        if let Some(origin) = words.origin {
            assert_eq!(briefing.files.text(origin), words.text);
        }
        assert_eq!(words.language.is_some(), words.text == "Blood-soaked secrets");
    }
    let links: Vec<_> = text
        .iter()
        .filter_map(|inline| match inline {
            Inline::Text(words) => words.link.clone(),
            _ => None,
        })
        .collect();
    assert_eq!(links, [Target::Uri(Arc::from("https://www.amnesty.org/"))]);
}

#[test]
fn the_list_is_sorted_without_case_accents_and_marks() {
    let key = |title: &str| {
        let (_, spec) = spec(&format!("type = \"report\"\ntitle = \"{title}\""));
        sort_key(spec.sources.get("s").unwrap())
    };
    assert!(key("“Élan”") < key("embers"));
    assert!(key("[Éa]") < key("Eb"));
    assert!(sort_key(spec(REPORT).1.sources.get("s").unwrap()).0.starts_with("amnesty"));
}

#[test]
fn an_article_of_a_journal() {
    let keys = "type = \"article-journal\"\ntitle = \"A study\"\ncontainer_title = \"The Review\"\nvolume = \"12\"\nissue = \"3\"\n\
                page = \"10–18\"\nissued = 2019";
    assert_eq!(noted(keys, None), "“A study”, _The Review_, vol.\u{a0}12, no.\u{a0}3, 2019, pp.\u{a0}10–18");
    assert_eq!(noted(keys, Some("p. 11")), "“A study”, _The Review_, vol.\u{a0}12, no.\u{a0}3, 2019, p.\u{a0}11");
    let book = "type = \"book\"\ntitle = \"A work\"\nvolume = \"2\"\nnumber = \"ABC\"\nissued = 2019";
    assert_eq!(noted(book, None), "_A work_ (vol.\u{a0}2, ABC; 2019)");
}

#[test]
fn editors_and_editions() {
    let book = "type = \"book\"\ntitle = \"A work\"\nedition = \"2\"\npublisher = \"P\"\nissued = 2019\n\
                editor = [{ family = \"Berg\", given = \"Jan\" }, \"An Institute\"]";
    assert_eq!(
        noted(book, None),
        "_A work_, edited by Jan Berg and An Institute (2nd\u{a0}ed.; P, 2019)".replace("2nd\u{a0}", "2nd ")
    );
    let chapter = book
        .replace("\"book\"", "\"chapter\"\ncontainer_title = \"The Whole\"")
        .replace("\"2\"", "\"revised edition\"");
    assert_eq!(
        noted(&chapter, None),
        "“A work”, _The Whole_, edited by Jan Berg and An Institute, revised edition, P, 2019"
    );
    assert_eq!(["1", "3.", "11", "22"].map(|n| en().edition(n)), ["1st ed.", "3rd ed.", "11th ed.", "22nd ed."]);
    let second = |tag| Locale::find(tag).unwrap().edition("2");
    assert_eq!(
        ["fr", "es", "ru", "ar", "zh", "fa"].map(second),
        ["2e éd.", "2.ª ed.", "2-е изд.", "الطبعة 2", "第2版", "ویراست ۲"]
    );
    assert_eq!(Locale::find("fr").unwrap().edition("1"), "1re éd.");
}

mod csl;
