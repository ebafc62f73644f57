//! Font files of the briefing's own: what is made with them, and what `briefing fonts` says of them.

use crate::support::{Case, exit, root, spec_with};
use std::fs;
use std::path::Path;

const TEXT: &str = "\n[[sections]]\nheading = \"H\"\ntext = \"The report, 报告 2020年, is **bold** here.\"\n";

fn font(name: &str) -> Vec<u8> {
    fs::read(root().join("tests/fonts").join(name)).expect("the font")
}

fn with_han() -> Case {
    Case::spec(&spec_with(TEXT)).file("fonts/ExampleHan-Regular.ttf", font("ExampleHan-Regular.ttf"))
}

fn build(case: &Case, name: &str) -> Vec<u8> {
    case.run(["build", ".", "--output", name]).ended(exit::OK);
    fs::read(case.path().join(name)).expect("the document")
}

#[test]
fn the_command_says_what_shows_what_and_where_it_looked() {
    let said = with_han().run(["fonts", "."]).ended(exit::OK).stdout;
    for line in [
        "  ExampleHan-Regular (fonts/ExampleHan-Regular.ttf)",
        "    3 Han: 告年报",
        "  SourceSerif4-Regular (bundled)",
        "every character has a font",
        "  fonts/: one font file",
        "    fonts/ExampleHan-Regular.ttf: Example Han Regular",
    ] {
        assert!(said.lines().any(|found| found == line), "`{line}` is not in\n{said}");
    }
}

#[test]
fn the_command_says_what_has_no_font() {
    let outcome = Case::spec(&spec_with(TEXT)).run(["fonts", "."]).ended(exit::FINDINGS);
    let said = &outcome.stdout;
    assert!(said.contains("without a font\n  briefing.toml:"), "{outcome}");
    assert!(said.contains("`报` (U+62A5)") && said.contains("Noto Sans SC"), "{outcome}");
    assert!(said.contains("  fonts/: no font file"), "{outcome}");
}

#[test]
fn a_folder_of_the_user_s_is_used_when_it_is_named() {
    let shared = Case::new().file("a.ttf", font("ExampleHan-Regular.ttf"));
    let case = Case::spec(&spec_with(TEXT));
    case.run(["check", "."]).ended(exit::FINDINGS);
    let folder = shared.path().to_str().expect("UTF-8");
    case.run(["build", ".", "--fonts", folder, "--output", "a.pdf"]).ended(exit::OK);
    let said = case.run(["fonts", ".", "--fonts", folder]).ended(exit::OK).stdout;
    assert!(said.contains("ExampleHan-Regular (a.ttf)"), "{said}");
}

#[test]
fn the_same_font_gives_the_same_bytes_and_another_one_others() {
    let case = with_han();
    let first = build(&case, "a.pdf");
    assert_eq!(first, build(&case, "b.pdf"));
    assert_eq!(first, build(&with_han(), "a.pdf"), "a copy of the folder");
    let other = Case::spec(&spec_with(TEXT)).file("fonts/ExampleHan-Bold.otf", font("ExampleHan-Bold.otf"));
    assert_ne!(first, build(&other, "a.pdf"));
}

/// Each format that a font comes in, through the judges.
#[test]
fn pass_the_judges() {
    let text = "\n[[sections]]\nheading = \"三 abc\"\ntext = \"一二三 abc **一二三 xyz** 的是。\"\n";
    let family = |file: &str| spec_with(&format!("[fonts.own]\nfile = \"{file}\"\nfamily = \"serif\"\n{text}"));
    let cases = [
        ("cff", "ExampleHan-Bold.otf", String::new()),
        ("variable", "ExampleVariable.ttf", String::new()),
        ("collection", "Example.ttc", "face = \"Example Two Regular\"\n".to_owned()),
    ];
    let han = ("fonts/ExampleHan-Regular.ttf", font("ExampleHan-Regular.ttf"));
    let made: Vec<(Case, std::path::PathBuf)> = cases
        .into_iter()
        .map(|(name, file, more)| {
            let spec = family(file).replace("family = \"serif\"\n", &format!("family = \"serif\"\n{more}"));
            let case = Case::spec(&spec).file(file, font(file)).file(han.0, &han.1);
            let output = format!("{name}.pdf");
            build(&case, &output);
            let path = case.path().join(output);
            (case, path)
        })
        .collect();
    let files: Vec<&Path> = made.iter().map(|(_, path)| path.as_path()).collect();
    crate::samples::judged("judge", &files);
}
