//! Styles of citation in whole documents.

use crate::support::{Case, exit, root};
use briefing::diag::Sink;

/// A case of the suite with its style in several languages.
fn editions(style: &str) -> Case {
    let text = std::fs::read_to_string(root().join("tests/suite/citations-un/briefing.toml")).expect("the case");
    let text = text
        .replace("language  = \"en-GB\"", "language  = \"en-GB\"\nlanguages = [\"en-GB\", \"fr\", \"ar\"]")
        .replace("\"un-editorial\"", &format!("\"{style}\""))
        .replace("title     = \"Deaths in Testland\"", "title = { en = \"Deaths\", fr = \"Décès\", ar = \"الوفيات\" }")
        .replace("\"people who died in custody\"", "{ en = \"people\", fr = \"personnes\", ar = \"أشخاص\" }")
        .replace("place   = \"Testland\"", "place = { en = \"Testland\", fr = \"Testland\", ar = \"تستلاند\" }")
        .replace("\"the Minister\"", "{ en = \"the Minister\", fr = \"la Ministre\", ar = \"الوزيرة\" }")
        .replace(
            "locator = \"p. 1\"",
            "locator = \"p. 1\"\ntranslation = { fr = { text = \"non\", translator = \"A\" }, ar = { text = \"لا\", translator = \"A\" } }",
        )
        .replace("heading = \"The count\"", "heading = { en = \"The count\", fr = \"Le décompte\", ar = \"العدد\" }");
    let (before, prose) = text.split_once("\ntext = \"\"\"\nThe Institute").expect("the section");
    let prose = format!("The Institute{}", prose.trim_end().trim_end_matches("\"\"\""));
    let section = format!(
        "\n[sections.text]\nen = \"\"\"\n{prose}\"\"\"\nfr = \"\"\"\n{prose}\"\"\"\nar = \"\"\"\n{prose}\"\"\"\n"
    );
    Case::spec(&format!("{before}{section}"))
}

#[test]
fn every_edition_has_notes_in_its_own_words() {
    for style in ["chicago-notes", "oscola", "un-editorial"] {
        let case = editions(style);
        let built = case.run(["build", ".", "--lang", "all", "--output", "{lang}.pdf"]);
        assert_eq!(built.code, Some(exit::OK), "{style}\n{built}");
        let again = editions(style);
        again.run(["build", ".", "--lang", "all", "--output", "{lang}.pdf"]).ended(exit::OK);
        assert_eq!(case.tree(), again.tree(), "{style}: the same bytes");
    }
}

#[test]
fn the_style_is_part_of_what_is_built() {
    let text = std::fs::read_to_string(root().join("tests/suite/citations-own/briefing.toml")).expect("the case");
    let style = std::fs::read_to_string(root().join("tests/suite/citations-own/styles/titles.csl")).expect("the style");
    let pdf = |style: &str| {
        let case = Case::spec(&text).file("styles/titles.csl", style);
        case.run(["build", ".", "--output", "a.pdf"]).ended(exit::OK);
        case.tree().remove(std::path::Path::new("a.pdf")).expect("a file")
    };
    assert_ne!(pdf(&style), pdf(&style.replace("delimiter=\" | \"", "delimiter=\", \"")));
    let faulty = Case::spec(&text).file("styles/titles.csl", style.replace("</citation>", ""));
    let refused = faulty.run(["check", "."]).ended(exit::FINDINGS);
    assert!(refused.stderr.contains("style-faulty"), "{refused}");
    let escaping = Case::spec(&text.replace("\"titles\"", "\"../titles\"")).file("styles/a.csl", style);
    let refused = escaping.run(["check", "."]).ended(exit::FINDINGS);
    assert!(refused.stderr.contains("unknown-style"), "{refused}");
}

#[test]
fn short_notes_leave_the_rest_to_the_list_of_sources() {
    let text = |list: bool| {
        format!(
            "spec = 1\n[briefing]\ntitle = \"Deaths\"\ndate = 2021-04-09\nlanguage = \"en-GB\"\ncitations = \"briefing-short\"\n\
             source_list = {list}\n[sources.a]\ntype = \"report\"\ntitle = \"A long title\"\ntitle_short = \"Institute 2020\"\n\
             author = [\"The Institute\"]\nissued = 2020-05-01\n\
             [[sections]]\nheading = \"One\"\ntext = \"First [@a, p. 3]. Again [@a, p. 4].\"\n"
        )
    };
    let html = |list: bool| {
        let case = Case::spec(&text(list));
        case.run(["build", ".", "--format", "html", "--output", "a.html"]).ended(exit::OK);
        String::from_utf8(case.tree().remove(std::path::Path::new("a.html")).expect("a file")).expect("text")
    };
    let said = |html: &str, what: &str| html.matches(what).count();
    let listed = html(true);
    assert_eq!(said(&listed, "A long title"), 1, "in the list of sources");
    assert!(said(&listed, "Institute 2020") >= 3 && said(&listed, "href=\"#source-a\"") >= 2, "{listed}");
    let alone = html(false);
    assert_eq!(said(&alone, "A long title"), 1, "in the first note, where there is no list");
}

#[test]
fn citations_side_by_side_share_a_note() {
    let sources: String = (1..=10)
        .map(|n| format!("[sources.s{n}]\ntype = \"report\"\ntitle = \"Report {n}\"\nissued = 2020-01-01\n\n"))
        .collect();
    let cited: Vec<String> = (1..=10).map(|n| format!("[@s{n}, p. {n}]")).collect();
    let cited = cited.join(" ");
    let section = format!("[[sections]]\nheading = \"Text\"\ntext = \"A claim {cited}. Another [@s1, p. 2].\"\n");
    let head = "spec = 1\n\n[briefing]\ntitle = \"Notes\"\ndate = 2021-01-01\nlanguage = \"en-GB\"\n\n";
    let case = Case::spec(&format!("{head}{sources}{section}"));
    let mut sink = Sink::default();
    let loaded = briefing::load(case.path(), &mut sink);
    let briefing = loaded.briefing.unwrap_or_else(|| panic!("{:?}", sink.findings()));
    let document = briefing::compose(&briefing, &mut sink);
    // ten marks in a row would read as the number 12345678910
    assert_eq!(document.notes.len(), 2, "{:?}", document.notes);
    let first = format!("{:?}", document.notes[0].text);
    assert!((1..=10).all(|n| first.contains(&format!("Report {n}"))), "{first}");
}
