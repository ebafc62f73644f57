//! What changed from one briefing to another.

use crate::support::{Case, exit, spec_with};

const FIGURE: &str = r#"
[figures.executed]
what = "people executed"
value = 246
bound = "at-least"
period = 2019
source = "a"
locator = "p. 3"

[[sections]]
heading = "Facts"
text = """
Testland put {{ figures.executed }} people to death.

Nothing else is known."""
"#;

fn case() -> Case {
    let new = FIGURE.replace("246", "267").replace("= 2019", "= 2020").replace("Nothing else", "Nothing more");
    Case::new()
        .file("old/briefing.toml", spec_with(FIGURE))
        .file("new/briefing.toml", spec_with(&new).replace("issued = 2021", "issued = 2022"))
}

#[test]
fn for_people() {
    let case = case();
    let outcome = case.run(["diff", "old", "new"]).ended(exit::OK);
    let expected = "\
figures
  executed changed
    number: at-least 246 → at-least 267 (+21)
    period: 2019 → 2020
sources
  a changed
    issued: 2021 → 2022
text
  Facts
    - Testland put at least 246 people to death.
    + Testland put at least 267 people to death.
    - Nothing else is known.
    + Nothing more is known.
";
    assert!(outcome.stdout.starts_with(expected), "{outcome}");
    assert_eq!(outcome.stderr, "", "warnings are no changes");
    let same = case.run(["diff", "old", "old"]).ended(exit::OK).stdout;
    assert!(same.starts_with("nothing changed: both are `old`;"), "{same}");
    let back = case.run(["diff", "new", "old"]).ended(exit::OK);
    assert!(back.stdout.contains("at-least 267 → at-least 246 (-21)"), "{back}");
}

#[test]
fn for_tools() {
    let outcome = case().run(["diff", "old", "new", "--format", "json"]).ended(exit::OK);
    let changes: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("JSON");
    let number = &changes["figures"][0]["fields"][0];
    assert_eq!((&number["field"], &number["difference"]), (&"number".into(), &"21".into()));
    assert_eq!(changes["text"][0]["kind"], "changed");
    assert_eq!(changes["quotations"], serde_json::json!([]));
}

#[test]
fn what_cannot_be_compared() {
    let case =
        case().file("bad/briefing.toml", spec_with("[[sections]]\nheading = \"F\"\ntext = \"{{ figures.none }}\"\n"));
    let outcome = case.run(["diff", "old", "bad"]).ended(exit::FINDINGS);
    assert!(outcome.stderr.contains("figures.none") && outcome.stdout.is_empty(), "{outcome}");
    case.run(["diff", "old", "absent"]).ended(exit::IO);
    case.run(["diff", "old", "new", "--set-old", "month"]).ended(exit::USAGE);
}

#[test]
fn nothing_reaches_the_terminal_raw() {
    let spec = |text: &str| spec_with(&format!("[[sections]]\nheading = \"F\"\ntext = \"\"\"{text}\"\"\"\n"));
    let case = Case::new().file("a/briefing.toml", spec("One.")).file("b/briefing.toml", spec("One.\u{e000}Two."));
    let outcome = case.run(["diff", "a", "b"]);
    assert!(!outcome.stdout.contains('\u{e000}'), "{outcome}");
}

const DATA: &str = r#"
[data.months]
file = "months.csv"
source = "a"
[data.months.columns]
month = { type = "month", unique = true }
killed = { type = "number", bound = "at-least", label = "Killed" }

[charts.killed]
kind = "bar"
data = "months"
x = "month"
y = "killed"
title = "Killed by month"
subtitle = "People"

[[sections]]
heading = "Facts"
text = """
Months differ.

{{ charts.killed }}
"""
"#;

/// A number that is put right in the data of a chart stands in no figure and in no paragraph.
#[test]
fn revised_data_are_named() {
    let case = Case::new()
        .file("old/briefing.toml", spec_with(DATA))
        .file("new/briefing.toml", spec_with(DATA))
        .file("old/months.csv", "month,killed\n2020-01,3\n2020-02,7\n2020-03,5\n")
        .file("new/months.csv", "month,killed\n2020-02,9\n2020-03,5\n2020-04,4\n");
    let outcome = case.run(["diff", "old", "new"]).ended(exit::OK);
    let expected = "\
data
  months changed
    2020-02 killed: 7 → 9 (+2)
    2020-04 added
    2020-01 removed
";
    assert!(outcome.stdout.contains(expected), "{outcome}");
    let json = case.run(["diff", "old", "new", "--format", "json"]).ended(exit::OK);
    let changes: serde_json::Value = serde_json::from_str(&json.stdout).expect("JSON");
    assert_eq!(changes["data"][0]["rows"][0]["cells"][0]["difference"], "2");
    let html = ["build", "new", "--format", "html", "--output", "n.html", "--changes", "old"];
    case.run(html).ended(exit::OK);
    let text = std::fs::read_to_string(case.path().join("n.html")).expect("text").replace("&nbsp;", " ");
    let text = text.replace('\u{a0}', " ");
    for part in ["Killed, February 2020", "at least 7", "at least 9"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("Killed, January 2020") && !text.contains("Killed, March 2020"), "{text}");
}

/// Without a unique column rows are what they hold; a table of many is not a wall.
#[test]
fn rows_without_a_name_are_told_by_their_cells() {
    let spec =
        DATA.replace(", unique = true", "").replace("month = { type = \"month\" }", "month = { type = \"text\" }");
    let spec = spec.replace("kind = \"bar\"", "kind = \"horizontal-bar\"");
    let rows = |from: u32| (from..from + 60).map(|n| format!("x,{n}\ny,{n}\n")).collect::<String>();
    let case = Case::new()
        .file("old/briefing.toml", spec_with(&spec.replace("{{ charts.killed }}", "")))
        .file("new/briefing.toml", spec_with(&spec.replace("{{ charts.killed }}", "")))
        .file("old/months.csv", format!("month,killed\n{}", rows(0)))
        .file("new/months.csv", format!("month,killed\n{}", rows(30)));
    let outcome = case.run(["diff", "old", "new"]).ended(exit::OK);
    assert!(outcome.stdout.contains("    x, 60 added\n"), "{outcome}");
    assert!(outcome.stdout.contains("    and 80 further rows: `--format json` has all\n"), "{outcome}");
}
