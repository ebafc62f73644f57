//! Data files and charts drawn from them.

use super::Bad;
use crate::support::{Case, exit, spec_with};

/// A specification with a chart of `data/d.csv`.
fn charted() -> String {
    spec_with(
        r#"[data.d]
file = "data/d.csv"
source = "a"
columns.year = { type = "year" }
columns.n = { type = "number", bound = "exact", label = "Executions" }

[charts.c]
kind = "bar"
data = "d"
x = "year"
y = "n"
title = "Executions rose"

[[sections]]
heading = "H"
text = """
{{ charts.c }}
"""
"#,
    )
}

#[test]
fn good_data_is_accepted() {
    // The other cases differ from this one in one place each.
    let case = Bad::spec(&charted()).file("data/d.csv", "year,n\n2019,1\n2020,2\n").case;
    case.run(["build", ".", "--output", super::OUTPUT]).ended(0);
    assert_ne!(case.tree()[std::path::Path::new(super::OUTPUT)], super::OLD, "the old file is replaced");
}

#[test]
fn a_chart_of_a_figure_with_one_number() {
    for (kind, says) in [("dot-range", "fewer than two estimates"), ("bar", "is drawn from data, not from a figure")] {
        let record = format!(
            "[figures.f]\nwhat = \"people\"\nvalue = 3\nbound = \"exact\"\nperiod = 2020\nsource = \"a\"\n\n\
             [charts.c]\nkind = \"{kind}\"\nfigure = \"f\"\ntitle = \"T\"\n\n\
             [[sections]]\nheading = \"H\"\ntext = \"\"\"\n{{{{ charts.c }}}}\n\"\"\"\n"
        );
        let refused = Bad::spec(&spec_with(&record)).finds("chart-refused", &format!("\"{kind}\"")).refused();
        refused.says(says);
    }
}

#[test]
fn a_missing_file() {
    Bad::spec(&charted()).finds("missing-file", "\"data/d.csv\"").refused();
}

#[test]
fn a_file_outside_the_folder() {
    for path in ["../d.csv", "/etc/passwd"] {
        let text = charted().replace("data/d.csv", path);
        Bad::spec(&text).finds("outside-folder", &format!("\"{path}\"")).refused();
    }
}

#[test]
fn not_utf_8() {
    let bad = Bad::spec(&charted()).file("data/d.csv", b"year,n\n2019,1\n2020,\xe9\n");
    let refused = bad.finds("not-utf-8", "\"data/d.csv\"").refused();
    refused.says("data/d.csv");
}

#[test]
fn a_short_line() {
    Bad::spec(&charted())
        .file("data/d.csv", "year,n\n2019,1\n2020\n")
        .finds_in("data/d.csv", "ragged-row", "2020")
        .refused();
}

#[test]
fn a_long_line() {
    Bad::spec(&charted())
        .file("data/d.csv", "year,n\n2019,1\n2020,2,3\n")
        .finds_in("data/d.csv", "ragged-row", "2020")
        .refused();
}

#[test]
fn a_word_in_a_number_column() {
    Bad::spec(&charted())
        .file("data/d.csv", "year,n\n2019,1\n2020,many\n")
        .finds_in("data/d.csv", "invalid-cell", "many")
        .refused();
}

#[test]
fn words_that_some_parsers_take_for_numbers() {
    for word in ["nan", "inf", "1e999", "0x10", "1,5"] {
        let csv = format!("year,n\n2019,1\n2020,\"{word}\"\n");
        let bad = Bad::spec(&charted()).file("data/d.csv", &csv).finds_at("data/d.csv", "invalid-cell", 3, 6);
        bad.refused();
    }
}

#[test]
fn an_empty_cell() {
    Bad::spec(&charted())
        .file("data/d.csv", "year,n\n2019,1\n2020,\n")
        .finds_at("data/d.csv", "empty-cell", 3, 6)
        .refused();
}

#[test]
fn a_column_that_is_not_there() {
    let text = charted().replace("y = \"n\"", "y = \"m\"");
    Bad::spec(&text).file("data/d.csv", "year,n\n2019,1\n2020,2\n").finds("unknown-column", "\"m\"").refused();
}

#[test]
fn two_columns_of_one_name() {
    Bad::spec(&charted())
        .file("data/d.csv", "year,n,n\n2019,1,2\n")
        .finds_at("data/d.csv", "duplicate-column", 1, 8)
        .refused();
}

#[test]
fn a_chart_of_nothing() {
    Bad::spec(&charted()).file("data/d.csv", "year,n\n").finds("empty-data", "\"data/d.csv\"").refused();
}

#[test]
fn a_file_of_nothing() {
    Bad::spec(&charted()).file("data/d.csv", "").finds("empty-data", "\"data/d.csv\"").refused();
}

#[test]
fn a_chart_of_words() {
    let text = charted().replace("type = \"number\", bound = \"exact\", ", "type = \"text\", ");
    Bad::spec(&text).file("data/d.csv", "year,n\n2019,one\n2020,two\n").finds("not-a-number", "\"n\"").refused();
}

#[test]
fn a_chart_of_bad_data_is_not_said_to_be_missing() {
    // The chart stands there; what is wrong is a cell.
    let text = charted().replace("{{ charts.c }}", "See {{ charts.c.ref }}.\n\n{{ charts.c }}");
    Bad::spec(&text)
        .file("data/d.csv", "year,n\n2019,1\n2020,many\n")
        .finds_in("data/d.csv", "invalid-cell", "many")
        .refused();
}

#[test]
fn files_are_named_as_the_author_would_type_them() {
    let case = Case::new().file("monthly/briefing.toml", charted() + "titel = 1\n");
    let case = case.file("monthly/data/d.csv", "year,n\n2019,1\n2020,many\n");
    let shown = case.run(["check", "monthly"]).ended(exit::FINDINGS).stderr;
    assert!(shown.contains("--> monthly/briefing.toml:"), "{shown}");
    let case = case.file("monthly/briefing.toml", charted());
    let shown = case.run(["check", "monthly"]).ended(exit::FINDINGS).stderr;
    assert!(shown.contains("--> monthly/data/d.csv:3:6"), "{shown}");
}
