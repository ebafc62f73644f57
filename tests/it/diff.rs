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
    assert_eq!(case.run(["diff", "old", "old"]).ended(exit::OK).stdout, "nothing changed\n");
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
