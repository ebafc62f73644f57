//! A report that comes every month, as somebody new would make it: from an empty folder, October's, then November's, then
//! what changed.

use crate::support::{Case, exit, is_installed, skipped};
use std::fs;

/// October's specification and data turned into November's, as the README of the sample says.
fn next_month(case: &Case) {
    case.run_as(std::process::Command::new("cp").args(["-r", "october", "november"])).ended(exit::OK);
    let path = case.path().join("november/briefing.toml");
    let text = fs::read_to_string(&path).expect("text");
    let months = [
        ("date      = 2026-11-05", "date      = 2026-12-04"),
        ("issued    = 2026-11-02", "issued    = 2026-12-01"),
        ("from = 2025-10-01, to = 2026-10-31", "from = 2025-11-01, to = 2026-11-30"),
        // the old month becomes the month before
        ("September", "Brumaire"),
        ("septembre", "brumaire"),
        ("October", "November"),
        ("octobre", "novembre"),
        ("Brumaire", "October"),
        ("brumaire", "octobre"),
        ("d’novembre", "de novembre"),
        ("2026-10\"", "2026-11\""),
        ("2026-09\"", "2026-10\""),
        ("2025-10\"", "2025-11\""),
    ];
    let mut text = months.iter().fold(text, |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replace(old, new)
    });
    for (id, value) in [
        ("ruritania", 6),
        ("ruritania_before", 15),
        ("ruritania_year_before", 11),
        ("graustark", 5),
        ("graustark_before", 5),
        ("graustark_year_before", 2),
    ] {
        let start = text.find(&format!("[figures.{id}]")).expect("a figure");
        let (before, record) = text.split_at(start);
        let at = record.find("value ").expect("a value");
        let end = at + record[at..].find('\n').expect("a line");
        text = format!("{before}{}value   = {value}{}", &record[..at], &record[end..]);
    }
    fs::write(&path, text).expect("a file");
    let path = case.path().join("november/data/example-months.csv");
    let data = fs::read_to_string(&path).expect("text");
    let rows: Vec<&str> = data.lines().filter(|row| !row.starts_with("2025-10")).collect();
    fs::write(&path, format!("{}\n2026-11-01,6,1,5,1,invented example\n", rows.join("\n"))).expect("a file");
}

#[test]
fn two_months_from_an_empty_folder() {
    let case = Case::new();
    case.run(["new", "october", "--template", "monthly"]).ended(exit::OK);
    let text = fs::read_to_string(case.path().join("october/briefing.toml")).expect("text");
    assert!(text.starts_with("#:schema ./briefing.schema.json\n"), "{}", &text[..60]);
    case.run(["check", "october", "--deny", "warnings"]).ended(exit::OK);
    case.run(["build", "october", "--lang", "all"]).ended(exit::OK);
    next_month(&case);
    case.run(["check", "november", "--deny", "warnings"]).ended(exit::OK);
    case.run(["build", "november", "--lang", "all"]).ended(exit::OK);
    let changes = case.run(["diff", "october", "november"]).ended(exit::OK).stdout;
    for line in [
        "  ruritania changed\n",
        "    number: at-least 15 → at-least 6 (-9)\n",
        "    period: 2026-10 → 2026-11\n",
        "    number: at-least 12 → at-least 15 (+3)\n",
        "    issued: 2026-11-02 → 2026-12-01\n",
        "    - In Ruritania, at least 15 people were executed in October, after at least 12 in September.\n",
        "    + In Ruritania, at least 6 people were executed in November, after at least 15 in October.\n",
    ] {
        assert!(changes.contains(line), "{line}\n{changes}");
    }
}

/// The words of a PDF, by a reader that is not ours.
fn words(case: &Case, file: &str) -> String {
    let output = case.run_as(std::process::Command::new("pdftotext").args(["-layout", file, "-"]));
    output.ended(exit::OK).stdout.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_changed_is_printed() {
    let case = Case::new();
    case.run(["new", "october", "--template", "monthly"]).ended(exit::OK);
    next_month(&case);
    case.run(["build", "november", "--lang", "all", "--output", "{lang}.pdf", "--changes", "october"]).ended(exit::OK);
    case.run(["build", "november", "--output", "plain.pdf"]).ended(exit::OK);
    case.run(["build", "october", "--output", "same.pdf", "--changes", "october"]).ended(exit::OK);
    if !is_installed("pdftotext") {
        return skipped("what a changed briefing prints", "`pdftotext` is not installed");
    }
    let english = words(&case, "en-GB.pdf");
    for part in [
        "Changes since 5 November 2026",
        "What is counted Before Now",
        "at least 15 (October 2026) at least 6 (November 2026)",
        "Before: at least 15 (October 2026).",
        "Sources new or changed: Example register.",
    ] {
        assert!(english.contains(part), "{part}\n{english}");
    }
    let french = words(&case, "fr.pdf");
    assert!(
        french.contains("Changements depuis le 5 novembre 2026") && french.contains("au moins 15 (octobre 2026)"),
        "{french}"
    );
    assert!(!words(&case, "plain.pdf").contains("Before"), "only where it is asked for");
    let same = words(&case, "same.pdf");
    assert!(same.contains("No figure, quotation or source has changed."), "{same}");
    assert!(!same.contains("Before:"), "{same}");
    let refused = case.run(["build", "november", "--output", "x.pdf", "--changes", "none"]).ended(exit::IO);
    assert!(refused.stderr.contains("there is no specification at `none`"), "{refused}");
    assert!(!case.path().join("x.pdf").exists());
}

#[test]
fn a_month_that_was_forgotten_is_found() {
    let case = Case::new();
    case.run(["new", "october", "--template", "monthly"]).ended(exit::OK);
    let path = case.path().join("october/briefing.toml");
    let text = fs::read_to_string(&path).expect("text");
    fs::write(&path, text.replace("from = 2025-10-01, to = 2026-10-31", "from = 2025-11-01, to = 2026-11-30"))
        .expect("a file");
    let outcome = case.run(["check", "october", "--deny", "warnings"]);
    assert!(outcome.stderr.contains("figure-older-than-report"), "{outcome}");
}

#[test]
fn an_unknown_template_is_refused_with_the_known_ones() {
    let outcome = Case::new().run(["new", "x", "--template", "weekly"]).ended(exit::USAGE);
    assert!(outcome.stderr.contains("monthly") && outcome.stderr.contains("briefing"), "{outcome}");
}
