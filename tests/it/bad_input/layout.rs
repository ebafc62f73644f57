//! What does not fit on a page. Nothing may be cut off or painted beside the page: either it is set on more lines or
//! pages, with every word there once, or it is an error at its place.

use super::{Bad, OUTPUT};
use crate::support::{Case, exit, spec_with};

/// Builds `case`; either all of `words` are in the file, or the build is refused with an error that has a place.
#[track_caller]
fn is_whole_or_refused(case: &Case, words: &[String]) {
    let outcome = case.run(["build", ".", "--output", OUTPUT, "--messages", "json"]);
    match outcome.code {
        Some(exit::OK) => {
            let text = text_of(&std::fs::read(case.path().join(OUTPUT)).unwrap());
            let lost: Vec<_> = words.iter().filter(|word| text.matches(word.as_str()).count() != 1).collect();
            assert!(lost.is_empty(), "not in the file exactly once: {lost:?}\n{outcome}");
        }
        Some(exit::FINDINGS) => {
            let errors: Vec<_> = outcome.findings().into_iter().filter(|finding| finding.severity == "error").collect();
            assert!(errors.iter().all(|error| error.place.is_some()) && !errors.is_empty(), "{outcome}");
            assert_eq!(std::fs::read(case.path().join(OUTPUT)).unwrap(), super::OLD);
        }
        _ => panic!("neither built nor refused\n{outcome}"),
    }
}

/// The text of a PDF without spaces, so that words broken over lines are found; by a program that is not ours.
fn text_of(pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("it.pdf");
    std::fs::write(&file, pdf).unwrap();
    if !crate::support::is_installed("pdftotext") {
        crate::support::skipped("the text of a file", "`pdftotext` of poppler-utils is not installed");
        return String::new();
    }
    let output = std::process::Command::new("pdftotext").arg("-raw").arg(&file).arg("-").output().unwrap();
    String::from_utf8(output.stdout).unwrap().chars().filter(|c| !c.is_whitespace() && *c != '\u{ad}').collect()
}

#[test]
fn a_word_longer_than_the_line() {
    let word: String = (0..80).map(|n| format!("x{n:02}")).collect();
    let text = spec_with(&format!("[[sections]]\nheading = \"H\"\ntext = \"Before {word} after.\"\n"));
    is_whole_or_refused(&Bad::spec(&text).case, &[word]);
}

#[test]
fn a_table_wider_than_the_page() {
    let names: Vec<String> = (0..40).map(|n| format!("incomprehensibility{n:02}z")).collect();
    let csv = format!("{0}\n{0}\n", names.join(","));
    let text = spec_with(
        "[data.d]\nfile = \"data/d.csv\"\nsource = \"a\"\n\n[tables.t]\ndata = \"d\"\ntitle = \"T\"\n\n\
         [[sections]]\nheading = \"H\"\ntext = \"\"\"\n{{ tables.t }}\n\"\"\"\n",
    );
    let bad = Bad::spec(&text).file("data/d.csv", csv);
    bad.finds("table-too-wide", "\"T\"").refused();
}

/// The table `t` of `data/d.csv`.
const TABLE: &str = "[data.d]\nfile = \"data/d.csv\"\nsource = \"a\"\n\n[tables.t]\ndata = \"d\"\ntitle = \"T\"\n\n\
     [[sections]]\nheading = \"H\"\ntext = \"\"\"\n{{ tables.t }}\n\"\"\"\n";

#[test]
fn a_table_of_sixty_columns() {
    let row = |what: &str| (0..60).map(|n| format!("{what}{n:02}z")).collect::<Vec<_>>().join(",");
    let bad = Bad::spec(&spec_with(TABLE)).file("data/d.csv", format!("{}\n{}\n", row("head"), row("cell")));
    let refused = bad.finds("table-too-wide", "\"T\"").refused();
    refused.says("of its 60 columns the first ").says("`head00z` to `head").says("make two tables of it");
}

#[test]
fn a_table_that_fits_only_on_its_side() {
    let row = |what: &str| (0..12).map(|n| format!("{what}{n:02}zzzz")).collect::<Vec<_>>().join(",");
    let case = Bad::spec(&spec_with(TABLE)).file("data/d.csv", format!("{}\n{}\n", row("head"), row("cell"))).case;
    let words: Vec<String> = (0..12).map(|n| format!("cell{n:02}zzzz")).collect();
    is_whole_or_refused(&case, &words);
}

#[test]
fn a_word_longer_than_its_cell() {
    let word: String = (0..133).map(|n| format!("x{n:03}")).collect();
    let bad = Bad::spec(&spec_with(TABLE)).file("data/d.csv", format!("first,second\n1,{word}\n"));
    is_whole_or_refused(&bad.case, &[word]);
}

#[test]
fn three_hundred_notes_in_a_table() {
    let estimates: Vec<String> = (0..300)
        .map(|n| {
            format!("  {{ value = {}, bound = \"exact\", source = \"a\", locator = \"place{n:03}z\" }},", n + 1000)
        })
        .collect();
    let text = format!(
        "[figures.f]\nwhat = \"dead\"\nperiod = 2020\nestimates = [\n{}\n]\n\n[tables.t]\nfigures = [\"f\"]\ntitle = \"T\"\n\n\
         [[sections]]\nheading = \"H\"\ntext = \"\"\"\n{{{{ tables.t }}}}\n\"\"\"\n",
        estimates.join("\n")
    );
    let words: Vec<String> = (0..300).map(|n| format!("place{n:03}z")).collect();
    is_whole_or_refused(&Bad::spec(&spec_with(&text)).case, &words);
}

#[test]
fn a_total_that_cannot_be_told() {
    let text = TABLE
        .replace("source = \"a\"\n", "source = \"a\"\ncolumns.n = { type = \"number\", bound = \"about\" }\n")
        .replace("title = \"T\"\n", "title = \"T\"\ntotals = true\n");
    let bad = Bad::spec(&spec_with(&text)).file("data/d.csv", "place,n\nNorth,3\nSouth,4\n");
    bad.finds("no-total", "true\n").refused().says("cannot be added up");
}

#[test]
fn a_cell_higher_than_the_page() {
    let words: Vec<String> = (0..2500).map(|n| format!("w{n:04}z")).collect();
    let text = spec_with(
        "[data.d]\nfile = \"data/d.csv\"\nsource = \"a\"\n\n[tables.t]\ndata = \"d\"\ntitle = \"T\"\n\n\
         [[sections]]\nheading = \"H\"\ntext = \"\"\"\n{{ tables.t }}\n\"\"\"\n",
    );
    let bad = Bad::spec(&text).file("data/d.csv", format!("first,second\n1,{}\n", words.join(" ")));
    is_whole_or_refused(&bad.case, &words);
}

#[test]
fn a_footnote_longer_than_a_page() {
    let words: Vec<String> = (0..2500).map(|n| format!("w{n:04}z")).collect();
    let text = format!(
        "[figures.dead]\nwhat = \"dead\"\nvalue = 3\nbound = \"exact\"\nperiod = 2020\nsource = \"a\"\nbasis = \"{}\"\n\n\
         [[sections]]\nheading = \"H\"\ntext = \"There were {{{{ figures.dead }}}}.\"\n",
        words.join(" ")
    );
    is_whole_or_refused(&Bad::spec(&spec_with(&text)).case, &words);
}

#[test]
fn a_heading_longer_than_a_page() {
    let words: Vec<String> = (0..1500).map(|n| format!("w{n:04}z")).collect();
    let text = spec_with(&format!("[[sections]]\nheading = \"{}\"\ntext = \"T.\"\n", words.join(" ")));
    let outcome = Bad::spec(&text).case.run(["build", ".", "--output", OUTPUT, "--messages", "json"]);
    // A heading also stands in the outline; what matters is that it is neither cut nor a crash.
    assert!(matches!(outcome.code, Some(exit::OK | exit::FINDINGS)), "{outcome}");
}
