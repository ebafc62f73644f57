//! What two specifications differ in.

use super::*;
use crate::diag::{Files, Sink};
use crate::doc::{Heading, Inline, Node, Paragraph, Style};
use crate::locale::Locale;
use crate::spec::{Wanted, read_edition};

fn spec(records: &str) -> Spec {
    let text = format!("spec = 1\n[briefing]\ntitle = \"T\"\ndate = 2021-01-01\nlanguage = \"en-GB\"\n{records}");
    let (mut files, mut sink) = (Files::default(), Sink::default());
    let file = files.add("briefing.toml", &text);
    let spec = read_edition(
        file,
        &text,
        Wanted { language: None, known: &Locale::languages(), ..Wanted::default() },
        &mut sink,
    );
    assert!(sink.is_empty(), "{:?}", sink.findings());
    spec.expect("a specification")
}

const SOURCES: &str = "[sources.a]\ntype = \"report\"\ntitle = \"A\"\nissued = 2020\n[sources.b]\ntype = \"report\"\ntitle = \"B\"\nissued = 2020\n";

fn changes(old: &str, new: &str) -> Changes {
    let (old, new, document) =
        (spec(&format!("{SOURCES}{old}")), spec(&format!("{SOURCES}{new}")), Document::default());
    let data = Tables::new();
    let side = |spec| Side { spec, data: &data, document: &document };
    compare(side(&old), side(&new))
}

fn figure(rest: &str) -> String {
    format!("[figures.f]\nwhat = \"people executed\"\nsource = \"a\"\n{rest}\n")
}

/// A key, what it was, what it is, and by how much it changed.
type Differing<'a> = (&'a str, Option<&'a str>, Option<&'a str>, Option<&'a str>);

fn fields(change: &RecordChange) -> Vec<Differing<'_>> {
    let fields = change.fields.iter();
    fields.map(|f| (f.field, f.old.as_deref(), f.new.as_deref(), f.difference.as_deref())).collect()
}

#[test]
fn the_same_has_no_changes() {
    let one = figure("value = 1.50\nbound = \"exact\"\nperiod = 2020");
    assert!(changes(&one, &one).is_empty());
    assert!(changes(&one, &one.replace("1.50", "1.5")).is_empty(), "one number in two spellings");
}

#[test]
fn a_figure_is_compared_key_by_key() {
    let old = figure("value = 246\nbound = \"at-least\"\nperiod = 2019\nplace = \"Iran\"");
    let new = figure(
        "value = 267\nbound = \"at-least\"\nperiod = { from = 2020-01-01, to = 2020-06-30 }\nlocator = \"p. 2\"",
    );
    let found = changes(&old, &new);
    assert_eq!((found.figures.len(), found.figures[0].kind), (1, Kind::Changed));
    assert_eq!(
        fields(&found.figures[0]),
        [
            ("number", Some("at-least 246"), Some("at-least 267"), Some("21")),
            ("period", Some("2019"), Some("2020-01-01 to 2020-06-30"), None),
            ("place", Some("Iran"), None, None),
            ("locator", None, Some("p. 2"), None),
        ]
    );
}

#[test]
fn numbers_of_unlike_bounds_are_not_subtracted() {
    let number = |rest: &str| figure(&format!("{rest}\nperiod = 2020"));
    let found = changes(&number("value = 10\nbound = \"at-least\""), &number("value = 12\nbound = \"exact\""));
    assert_eq!(fields(&found.figures[0]), [("number", Some("at-least 10"), Some("exact 12"), None)]);
    let found = changes(&number("between = [1, 2]"), &number("value = 12\nbound = \"exact\""));
    assert_eq!(fields(&found.figures[0]), [("number", Some("between 1 and 2"), Some("exact 12"), None)]);
}

#[test]
fn every_estimate_counts() {
    let estimates = |second: &str| {
        let one = "{ value = 5, bound = \"exact\", source = \"a\" }";
        format!("[figures.f]\nwhat = \"dead\"\nperiod = 2020\nestimates = [{one}, {second}]\n")
    };
    let found = changes(
        &estimates("{ words = \"dozens\", source = \"b\" }"),
        &estimates("{ between = [20, 30], source = \"b\" }"),
    );
    let expected = ("number", Some("exact 5 (a); dozens (b)"), Some("exact 5 (a); between 20 and 30 (b)"), None);
    assert_eq!(fields(&found.figures[0]), [expected]);
}

#[test]
fn what_comes_and_goes_is_said_whole() {
    let found = changes(
        &figure("value = 1\nbound = \"exact\""),
        "[sources.c]\ntype = \"report\"\ntitle = \"C\"\nissued = 2021\n",
    );
    assert_eq!((found.figures[0].kind, found.figures[0].fields.len()), (Kind::Removed, 3));
    assert_eq!((found.sources[0].kind, found.sources[0].id.as_str()), (Kind::Added, "c"));
    assert_eq!(fields(&found.sources[0])[1], ("title", None, Some("C"), None));
}

#[test]
fn one_changed_letter_of_a_quotation_is_a_change() {
    let quotation = |words: &str| {
        format!(
            "[quotations.q]\ntext = \"{words}\"\nspeaker = \"S\"\ndate = 2020\nsource = \"a\"\nlocator = \"p. 1\"\n"
        )
    };
    let found = changes(&quotation("We do not count."), &quotation("We do now count."));
    assert_eq!(fields(&found.quotations[0]), [("text", Some("We do not count."), Some("We do now count."), None)]);
}

fn document(paragraphs: &[&str]) -> Document {
    let words = |text: &str| vec![Inline::words(text, None)];
    let node = |text: &&str| match text.strip_prefix("# ") {
        Some(heading) => Node::Heading(Heading {
            level: 2,
            style: Style::Title,
            number: None,
            text: words(heading),
            anchor: None,
            listed: true,
        }),
        None => Node::Paragraph(Paragraph { style: Style::Body, number: None, text: words(text), anchor: None }),
    };
    Document { body: paragraphs.iter().map(node).collect(), ..Document::default() }
}

#[test]
fn the_text_is_compared_by_paragraph() {
    let old = document(&["# Summary", "At least 246 people were executed.", "Gone for good.", "# Law", "Stays."]);
    let new = document(&["# Summary", "At least 267 people were executed.", "# Law", "Stays.", "New."]);
    let (empty, none) = (spec(""), Tables::default());
    let found =
        compare(Side { spec: &empty, data: &none, document: &old }, Side { spec: &empty, data: &none, document: &new })
            .text;
    let seen: Vec<_> = found.iter().map(|c| (c.below.as_str(), c.kind, c.old.as_deref(), c.new.as_deref())).collect();
    assert_eq!(
        seen,
        [
            (
                "Summary",
                Kind::Changed,
                Some("At least 246 people were executed."),
                Some("At least 267 people were executed.")
            ),
            ("Summary", Kind::Removed, Some("Gone for good."), None),
            ("Law", Kind::Added, None, Some("New.")),
        ]
    );
}
