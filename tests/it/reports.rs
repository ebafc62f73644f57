//! How findings are written for tools, what is allowed, and what `--fix` changes.

use crate::samples::judged;
use crate::support::{Case, SECTION, exit, spec_with};

/// A specification with a comment, an error, warnings that can be mended, and one that is allowed.
fn faulty() -> String {
    spec_with(
        "# a comment that stays\n[sources.b]\ntype = \"webpage\"   # and its layout\ntitle = \"Statеment\"\n\
         publisher = \"The Office\"\nissued = 2020\n\
         url = \"https://example.org/r?id=7&utm_source=x#top\" # long\n\n\
         [figures.f]\nwhat = \"people\"\nvalue = 5\nbound = \"exact\"\nperiod = 2020\nsource = \"a\"\n\n\
         [quotations.q]\ntext = '''“No one [...] knows.”'''\nspeaker = \"a mother\"\ndate = 2020\nsource = \"b\"\nlocator = \"p. 1\"\n\n\
         [[allow]]\ncheck = \"figure-without-place\"\nat = \"figures.f\"\nreason = \"it is of the whole world\"\n\n\
         [[sections]]\nheading = \"Facts\"\ntext = \"\"\"\nThey are {{ figures.f }} [@a]. A hun\u{ad}dred tongues.\n\n{{ quotations.q }}\n\"\"\"\n",
    )
}

/// The same with all that is certain put right.
fn mended() -> String {
    faulty()
        .replace("Statеment", "Statement")
        .replace("?id=7&utm_source=x", "?id=7")
        .replace("“No one [...] knows.”", "No one […] knows.")
        .replace('\u{ad}', "")
}

#[test]
fn sarif_is_valid_against_its_schema() {
    let case = Case::spec(&faulty());
    let log = case.run(["check", ".", "--format", "sarif"]).ended(exit::FINDINGS).stdout;
    let value: serde_json::Value = serde_json::from_str(&log).expect("JSON");
    let results = value["runs"][0]["results"].as_array().expect("results");
    let suppressed = results.iter().filter(|result| result.get("suppressions").is_some());
    assert_eq!(suppressed.count(), 1, "{log}");
    assert!(results.iter().any(|result| result.get("fixes").is_some()), "{log}");
    let clean = Case::spec(&spec_with(&SECTION.replace("no source.", "no source [@a].")));
    let empty = clean.run(["check", ".", "--format", "sarif"]).ended(exit::OK).stdout;
    let case = case.file("a.sarif", &log).file("b.sarif", &empty);
    judged("sarif.py", &[&case.path().join("a.sarif"), &case.path().join("b.sarif")]);
}

#[test]
fn annotations_are_one_a_line() {
    let outcome =
        Case::spec(&faulty()).run(["check", ".", "--format", "github", "--show-allowed"]).ended(exit::FINDINGS);
    let lines: Vec<&str> = outcome.stdout.lines().collect();
    assert!(
        lines.iter().all(|line| ["::error ", "::warning ", "::notice "].iter().any(|start| line.starts_with(start))),
        "{outcome}"
    );
    let error = lines.iter().find(|line| line.contains("look-alike-letters")).expect("the error");
    assert!(error.starts_with("::error file=briefing.toml,line=") && error.contains("%0Ahelp: "), "{error}");
    assert!(
        lines.iter().any(|line| line.starts_with("::notice ") && line.contains("it is of the whole world")),
        "{outcome}"
    );
}

#[test]
fn what_is_allowed_is_shown_on_demand_only() {
    let case = Case::spec(&mended());
    let quiet = case.run(["check", "."]).ended(exit::OK);
    assert!(!quiet.stderr.contains("figure-without-place"), "{quiet}");
    let shown = case.run(["check", ".", "--show-allowed"]).ended(exit::OK);
    assert!(shown.stderr.contains("allowed[figure-without-place]"), "{shown}");
    assert!(shown.stderr.contains("reason: it is of the whole world"), "{shown}");
    let lines = case.run(["check", ".", "--show-allowed", "--format", "json", "--deny", "warnings"]).ended(exit::OK);
    let [only] = lines.findings().try_into().expect("one line");
    assert_eq!((only.code.as_str(), only.severity.as_str()), ("figure-without-place", "allowed"));
}

#[test]
fn fix_changes_what_is_certain_and_nothing_else() {
    let case = Case::spec(&faulty());
    let dry = case.run(["check", ".", "--fix", "--dry-run"]).ended(exit::FINDINGS);
    assert!(dry.stdout.contains("+title = \"Statement\"") && dry.stdout.starts_with("--- ./briefing.toml\n"), "{dry}");
    let read = || {
        String::from_utf8(case.tree().remove(std::path::Path::new("briefing.toml")).expect("the file")).expect("text")
    };
    assert_eq!(read(), faulty(), "a dry run writes nothing");
    let fixed = case.run(["check", ".", "--fix"]).ended(exit::OK);
    assert_eq!(read(), mended(), "{fixed}");
    assert!(fixed.stderr.contains("changed 5 places"), "{fixed}");
    let again = case.run(["check", ".", "--fix"]).ended(exit::OK);
    assert!(again.stderr.contains("nothing that could be changed for certain") && read() == mended(), "{again}");
    assert_eq!(case.tree().len(), 1, "no file is left behind");
    case.run(["check", ".", "--dry-run"]).ended(exit::USAGE);
}

#[test]
fn fix_keeps_line_ends_and_the_mark_at_the_beginning() {
    let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let case = Case::spec(&windows(&faulty()));
    case.run(["check", ".", "--fix", "--quiet"]).ended(exit::OK);
    let bytes = case.tree().remove(std::path::Path::new("briefing.toml")).expect("the file");
    assert_eq!(String::from_utf8(bytes).expect("text"), windows(&mended()));
}

#[test]
fn json_lines_hold_the_changes() {
    let outcome = Case::spec(&faulty()).run(["check", ".", "--format", "json"]).ended(exit::FINDINGS);
    let line = outcome.stdout.lines().find(|line| line.contains("look-alike-letters")).expect("the line");
    let value: serde_json::Value = serde_json::from_str(line).expect("JSON");
    let edit = &value["fix"]["edits"][0];
    let at = |key: &str| usize::try_from(edit[key].as_u64().expect("a number")).expect("small");
    assert_eq!(&faulty()[at("start")..at("end")], "Statеment");
}
