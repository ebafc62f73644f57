//! The specification itself: files that cannot be read, broken TOML, unknown names, values that are none.

use super::{Bad, OUTPUT};
use crate::support::{Case, SECTION, exit, spec_with};

#[test]
fn a_missing_folder() {
    let case = Case::new().file(OUTPUT, super::OLD);
    let before = case.tree();
    let outcome = case.run(["build", "no-such-folder", "--output", OUTPUT]).ended(exit::IO);
    assert!(outcome.stderr.contains("no-such-folder"), "{outcome}");
    assert_eq!(case.tree(), before);
}

#[test]
fn a_missing_file() {
    let case = Case::new().file(OUTPUT, super::OLD);
    let before = case.tree();
    for spec in [".", "other.toml"] {
        let outcome = case.run(["build", spec, "--output", OUTPUT]).ended(exit::IO);
        assert!(outcome.stderr.contains(".toml"), "{outcome}");
    }
    assert_eq!(case.tree(), before);
}

#[test]
fn a_file_that_is_no_specification() {
    let case = Case::new().file("notes.txt", "spec = 1").file(OUTPUT, super::OLD);
    let before = case.tree();
    let outcome = case.run(["build", "notes.txt", "--output", OUTPUT]);
    assert!(matches!(outcome.code, Some(exit::USAGE | exit::IO | exit::FINDINGS)), "{outcome}");
    assert!(outcome.stderr.contains("notes.txt"), "{outcome}");
    assert_eq!(case.tree(), before);
}

#[test]
fn an_empty_file() {
    let refused = Bad::spec("").case.run(["check", ".", "--format", "json"]).ended(exit::FINDINGS);
    assert!(refused.findings().iter().any(|finding| finding.text.contains("briefing")), "{refused}");
}

#[test]
fn not_utf_8() {
    let mut bytes = spec_with(SECTION).into_bytes();
    bytes.extend_from_slice(b"# caf\xe9\n");
    let case = Case::new().file("briefing.toml", &bytes);
    Bad::new(case).finds_unplaced("not-utf-8").refused().says("briefing.toml");
}

#[test]
fn broken_toml_in_three_places_is_shown_in_all_three() {
    let text = spec_with(SECTION) + "\n[[sections]]\nheading = \nid = \"x\" \"y\"\n\n[organisation\nname = \"N\"\n";
    let bad = Bad::spec(&text);
    bad.finds("invalid-toml", "\nid = \"x\"")
        .finds("invalid-toml", "\"y\"")
        .finds("invalid-toml", "\nname = \"N\"")
        .refused();
}

#[test]
fn an_unknown_key() {
    Bad::spec(&spec_with(&format!("titel = \"x\"\n{SECTION}"))).finds("unknown-key", "titel").refused().says("title");
}

#[test]
fn an_unknown_table() {
    Bad::spec(&spec_with(&format!("{SECTION}\n[figurs.x]\nvalue = 1\n")))
        .finds("unknown-key", "figurs")
        .refused()
        .says("figures");
}

#[test]
fn an_unknown_source_in_a_record() {
    let text = spec_with(&format!(
        "[figures.dead]\nwhat = \"dead\"\nvalue = 3\nbound = \"exact\"\nperiod = 2020\nsource = \"annual\"\n{SECTION}"
    ));
    Bad::spec(&text).finds("unknown-source", "\"annual\"").refused();
}

#[test]
fn an_unknown_source_in_the_text() {
    Bad::spec(&spec_with("[[sections]]\nheading = \"H\"\ntext = \"Said so [@annual, p. 4].\"\n"))
        .finds("unknown-source", "annual, p")
        .refused();
}

#[test]
fn an_unknown_figure_names_the_nearest() {
    let text = "[figures.dead_2020]\nwhat = \"dead\"\nvalue = 3\nbound = \"exact\"\nperiod = 2020\nsource = \"a\"\n\n\
                [[sections]]\nheading = \"H\"\ntext = \"There were {{ figures.dead_2021 }}.\"\n";
    Bad::spec(&spec_with(text)).finds("unknown-figure", "dead_2021").refused().says("dead_2020");
}

#[test]
fn an_unknown_chart() {
    Bad::spec(&spec_with("[[sections]]\nheading = \"H\"\ntext = \"\"\"\n\n{{ charts.nothing }}\n\"\"\"\n"))
        .finds("unknown-chart", "nothing")
        .refused();
}

#[test]
fn two_records_with_one_id() {
    let record = "what = \"dead\"\nvalue = 3\nbound = \"exact\"\nperiod = 2020\nsource = \"a\"\n";
    let text = spec_with(&format!("[figures.dead]\n{record}\n[figures.dead] # again\n{record}{SECTION}"));
    Bad::spec(&text).finds("duplicate-id", "dead] # again").refused();
}

#[test]
fn two_sections_with_one_id() {
    let text = spec_with(
        "[[sections]]\nheading = \"H\"\nid = \"one\"\ntext = \"T.\"\n\n[[sections]]\nheading = \"I\"\nid = \"one\" # again\ntext = \"T.\"\n",
    );
    Bad::spec(&text).finds("duplicate-id", "\"one\" # again").refused();
}

#[test]
fn the_thirtieth_of_february() {
    let text = spec_with(SECTION).replace("2021-02-15", "2021-02-30");
    Bad::spec(&text).finds("invalid-date", "2021-02-30").refused();
}

#[test]
fn the_thirtieth_of_february_in_quotation_marks() {
    let text = spec_with(SECTION).replace("issued = 2021", "issued = \"2021-02-30\"");
    Bad::spec(&text).finds("invalid-date", "\"2021-02-30\"").refused();
}

#[test]
fn values_that_are_no_numbers() {
    for (value, code) in [
        ("nan", "no-number"),
        ("inf", "no-number"),
        ("-inf", "no-number"),
        ("\"many\"", "wrong-type"),
        ("true", "wrong-type"),
    ] {
        let text = format!(
            "[figures.dead]\nwhat = \"dead\"\nvalue = {value} # here\nbound = \"exact\"\nperiod = 2020\nsource = \"a\"\n{SECTION}"
        );
        Bad::spec(&spec_with(&text)).finds(code, &format!("{value} # here")).refused();
    }
}

#[test]
fn a_number_without_its_bound() {
    let text = format!("[figures.dead]\nwhat = \"dead\"\nvalue = 3\nperiod = 2020\nsource = \"a\"\n{SECTION}");
    let bad = Bad::spec(&spec_with(&text));
    let findings = bad.case.run(["check", ".", "--format", "json"]).ended(exit::FINDINGS).findings();
    assert!(findings.iter().any(|finding| finding.text.contains("`bound`")), "{findings:#?}");
}

#[test]
fn a_number_without_its_source() {
    let text = format!("[figures.dead]\nwhat = \"dead\"\nvalue = 3\nbound = \"exact\"\nperiod = 2020\n{SECTION}");
    let bad = Bad::spec(&spec_with(&text));
    let findings = bad.case.run(["check", ".", "--format", "json"]).ended(exit::FINDINGS).findings();
    assert!(findings.iter().any(|finding| finding.text.contains("`source`")), "{findings:#?}");
}

#[test]
fn all_mistakes_are_shown_at_once() {
    let text = format!(
        "titel = \"x\"\n\n[figures.dead]\nwhat = \"dead\"\nvalue = nan # here\nbound = \"exact\"\nperiod = 2020\nsource = \"nobody\"\n{SECTION}"
    );
    Bad::spec(&spec_with(&text))
        .finds("unknown-key", "titel")
        .finds("no-number", "nan # here")
        .finds("unknown-source", "\"nobody\"")
        .refused();
}

#[test]
fn a_specification_of_another_version() {
    let text = spec_with(SECTION).replace("spec = 1", "spec = 2");
    let findings = Bad::spec(&text).case.run(["check", ".", "--format", "json"]).ended(exit::FINDINGS).findings();
    let place = findings.iter().find_map(|finding| finding.place.clone());
    assert_eq!(place, Some(("briefing.toml".to_owned(), 1, 8)), "{findings:#?}");
}

#[test]
fn an_unknown_kind_of_chart_names_those_there_are() {
    let text = "[data.d]\nfile = \"data/d.csv\"\nsource = \"a\"\ncolumns.year = { type = \"year\" }\ncolumns.n = { type = \"number\", bound = \"exact\" }\n\n\
                [charts.c]\nkind = \"pie\"\ndata = \"d\"\nx = \"year\"\ny = \"n\"\ntitle = \"T\"\n\n\
                [[sections]]\nheading = \"H\"\ntext = \"\"\"\n{{ charts.c }}\n\"\"\"\n";
    Bad::spec(&spec_with(text))
        .file("data/d.csv", "year,n\n2019,1\n2020,2\n")
        .finds("unknown-kind", "\"pie\"")
        .refused()
        .says("bar");
}
