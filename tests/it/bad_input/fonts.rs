//! Font files that cannot be used, and characters that no font has. How each file is refused is tested beside the code.

use super::Bad;
use crate::support::{Case, exit, root, spec_with};
use std::fs;
use std::os::unix::fs::symlink;

const SECTION: &str = "\n[[sections]]\nheading = \"H\"\ntext = \"A report, 报告.\"\n";

fn font() -> Vec<u8> {
    fs::read(root().join("tests/fonts/ExampleHan-Regular.ttf")).expect("the font")
}

fn spec() -> String {
    spec_with(&format!("[fonts.han]\nfile = \"fonts/han.ttf\"\nscripts = [\"Hani\"]\n{SECTION}"))
}

#[test]
fn a_good_font_is_accepted() {
    Bad::spec(&spec())
        .file("fonts/han.ttf", font())
        .case
        .run(["build", ".", "--output", super::OUTPUT])
        .ended(exit::OK);
}

#[test]
fn damaged_cut_off_empty_or_something_else() {
    for bytes in [&font()[..400], b"", b"wOFF....", b"a text"] {
        Bad::spec(&spec()).file("fonts/han.ttf", bytes).finds("invalid-font", "\"fonts/han.ttf\"").refused();
    }
}

#[test]
fn absent_a_folder_or_outside() {
    Bad::spec(&spec()).finds("missing-file", "\"fonts/han.ttf\"").refused();
    Bad::spec(&spec()).file("fonts/han.ttf/a", "x").finds("not-a-file", "\"fonts/han.ttf\"").refused();
    let outside = Case::new().file("han.ttf", font());
    Bad::spec(&spec())
        .file("fonts/x", "")
        .with(|folder| symlink(outside.path().join("han.ttf"), folder.join("fonts/han.ttf")).expect("a link"))
        .finds("outside-folder", "\"fonts/han.ttf\"")
        .refused();
}

#[test]
fn characters_without_a_font_are_named_with_the_font_that_has_them() {
    Bad::spec(&spec_with(SECTION))
        .finds("missing-glyph", "报")
        .refused()
        .says("`报` (U+62A5), `告` (U+544A) (Han script)")
        .says("Noto Sans SC or Source Han Sans");
}

#[test]
fn a_font_without_the_character_that_is_needed() {
    let spec = spec().replace("报告", "报囍告");
    Bad::spec(&spec).file("fonts/han.ttf", font()).finds("missing-glyph", "囍").refused().says("U+56CD");
}

#[test]
fn a_folder_of_fonts_that_is_not_there() {
    let outcome = Case::spec(&spec_with("")).run(["check", ".", "--fonts", "nowhere"]);
    assert_eq!(outcome.code, Some(exit::IO), "{outcome}");
    assert!(outcome.stderr.contains("nowhere"), "{outcome}");
}
