//! A report that comes every month, as somebody new would make it: from an empty folder, October's, then November's, then
//! what changed.

use crate::support::{Case, exit, is_installed, skipped};
use std::fs;

/// November's data beside October's, and a copy of the folder whose month is November.
fn next_month(case: &Case) {
    let data = fs::read_to_string(case.path().join("october/data/example-2026-10.csv")).expect("text");
    let november = format!("{}\n2026-11,6,1,5,1,invented example\n", data.trim_end());
    fs::write(case.path().join("october/data/example-2026-11.csv"), november).expect("a file");
    case.run_as(std::process::Command::new("cp").args(["-r", "october", "november"])).ended(exit::OK);
    let path = case.path().join("november/briefing.toml");
    let text = fs::read_to_string(&path).expect("text");
    assert!(text.contains("2026-11-05"));
    fs::write(&path, text.replace("2026-11-05", "2026-12-04")).expect("a file");
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
    let month = ["--set-new", "date=2026-12-04"];
    let changes = case.run(["diff", "october", "october"].into_iter().chain(month)).ended(exit::OK).stdout;
    assert_eq!(changes, case.run(["diff", "october", "november"]).ended(exit::OK).stdout, "set, or written");
    for line in [
        "  ruritania changed\n",
        "    number: at-least 15 → at-least 6 (-9)\n",
        "    period: 2026-10 → 2026-11\n",
        "    number: at-least 12 → at-least 15 (+3)\n",
        "    issued: 2026-11-05 → 2026-12-04\n",
        "    - In Ruritania, at least 15 people were executed in October 2026, after at least 12 in September 2026.\n",
        "    + In Ruritania, at least 6 people were executed in November 2026, after at least 15 in October 2026.\n",
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

/// What the README of the new folder tells, word for word.
#[test]
fn the_commands_of_the_readme() {
    let case = Case::new();
    let outcome = case.run(["new", "report", "--template", "monthly"]).ended(exit::OK);
    assert!(outcome.stdout.contains("report/README.md says how next month's is made"), "{outcome}");
    let readme = fs::read_to_string(case.path().join("report/README.md")).expect("text");
    let run = |command: &str| {
        assert!(readme.contains(command), "{command}");
        case.run(command.split(' ').skip(1)).ended(exit::OK)
    };
    run("briefing build report --lang all");
    let october = fs::read(case.path().join("out/report.pdf")).expect("a file");
    let data = fs::read_to_string(case.path().join("report/data/example-2026-10.csv")).expect("text");
    let november = format!("{}\n2026-11,6,1,5,1,invented example\n", data.trim_end());
    fs::write(case.path().join("report/data/example-2026-11.csv"), november).expect("a file");
    let outcome = run("briefing build report --lang all --set date=2026-12-04");
    assert!(outcome.stdout.contains("out/report-2026-12-04.pdf"), "{outcome}");
    assert!(case.path().join("out/report-2026-12-04-fr.pdf").exists(), "{outcome}");
    assert!(october == fs::read(case.path().join("out/report.pdf")).expect("a file"), "October's is left");
    let changes = run("briefing diff report report --set-old date=2026-11-05 --set-new date=2026-12-04");
    assert!(changes.stdout.contains("number: at-least 15 → at-least 6 (-9)"), "{changes}");
    assert!(readme.contains("`--changes report --set-old date=2026-11-05`"));
    let old = ["--changes", "report", "--set-old", "date=2026-11-05", "--output", "{month}-{lang}.pdf"];
    case.run(["build", "report", "--set", "date=2026-12-04"].into_iter().chain(old)).ended(exit::OK);
    if is_installed("pdftotext") {
        let text = words(&case, "2026-11-en-GB.pdf");
        assert!(text.contains("at least 15 (October 2026) at least 6 (November 2026)"), "{text}");
    }
}

#[test]
fn names_of_output_take_parameters() {
    let case = Case::new();
    case.run(["new", "report", "--template", "monthly"]).ended(exit::OK);
    let outcome = case.run(["build", "report", "--output", "{mnth}.pdf"]).ended(exit::FINDINGS);
    assert!(outcome.stderr.contains("there is no parameter `mnth`, as `--output` has it"), "{outcome}");
    assert!(outcome.stderr.contains("did you mean `month`?"), "{outcome}");
    let outcome = case.run(["build", "report", "--set-old", "month=2026-09"]).ended(exit::USAGE);
    assert!(outcome.stderr.contains("--changes"), "{outcome}");
}

#[test]
fn a_month_without_data_is_found() {
    let case = Case::new();
    case.run(["new", "october", "--template", "monthly"]).ended(exit::OK);
    let outcome = case.run(["check", "october", "--set", "month=2026-11"]);
    assert!(
        outcome.stderr.contains("there is no `data/example-2026-11.csv`") || outcome.stderr.contains("missing-file"),
        "{outcome}"
    );
    let stale = fs::read(case.path().join("october/data/example-2026-10.csv")).expect("a file");
    fs::write(case.path().join("october/data/example-2026-11.csv"), stale).expect("a file");
    let outcome = case.run(["check", "october", "--set", "month=2026-11"]).ended(exit::FINDINGS);
    assert!(outcome.stderr.contains("the query of `ruritania` must give one number; no row came"), "{outcome}");
}

#[test]
fn every_month_of_the_sample_is_made() {
    let case = Case::copy(&crate::support::root().join("briefings/monthly-executions"));
    let batch =
        ["batch", ".", "--over", "months.csv", "--lang", "all", "--output", "reports/{month}-{lang}.pdf", "--quiet"];
    case.run(batch).ended(exit::OK);
    let made = fs::read_dir(case.path().join("reports")).expect("a folder").filter_map(Result::ok);
    let documents = made.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "pdf")).count();
    assert_eq!(documents, 24, "twelve months in two languages");
}

#[test]
fn an_unknown_template_is_refused_with_the_known_ones() {
    let outcome = Case::new().run(["new", "x", "--template", "weekly"]).ended(exit::USAGE);
    assert!(outcome.stderr.contains("monthly") && outcome.stderr.contains("briefing"), "{outcome}");
}

/// Whoever adds November's row and leaves the oldest has charts of thirteen months, as their titles say.
#[test]
fn charts_are_of_thirteen_months_whatever_the_file_holds() {
    let case = Case::new();
    case.run(["new", "october", "--template", "monthly"]).ended(exit::OK);
    next_month(&case);
    let picture = |name: &str| {
        let arguments = ["chart", "november", "ruritania", "--format", "svg", "--output", name];
        case.run(arguments).ended(exit::OK);
        fs::read(case.path().join(name)).expect("a picture")
    };
    let fourteen = picture("fourteen.svg");
    let path = case.path().join("november/data/example-2026-11.csv");
    let data = fs::read_to_string(&path).expect("text");
    let rows: Vec<&str> = data.lines().filter(|row| !row.starts_with("2025-10")).collect();
    assert_eq!((data.lines().count(), rows.len()), (15, 14));
    fs::write(&path, rows.join("\n")).expect("a file");
    assert!(fourteen == picture("thirteen.svg"));
}

#[test]
fn commands_to_copy_are_typed_as_the_shell_wants_them() {
    let case = Case::new();
    let outcome = case.run(["new", "my report", "--template", "monthly"]).ended(exit::OK);
    assert!(outcome.stdout.contains("next: briefing build 'my report'\n"), "{outcome}");
    let readme = fs::read_to_string(case.path().join("my report/README.md")).expect("text");
    assert!(readme.contains("briefing build 'my report' --lang all"), "{readme}");
}
