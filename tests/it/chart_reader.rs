//! Charts read back from the page by a reader that shares no code with the program (`tests/judges/chart_reader.py`): every
//! mark stands at the value of the attached data, and planted faults are seen.

use crate::support::{Case, PROGRAM, exit, root, skipped};
use std::path::PathBuf;
use std::process::{Command, Output};

/// The exit code of a reader without its libraries.
const NOT_INSTALLED: i32 = 2;

/// Python with the judges' libraries, where `tests/judges/install` puts it.
fn python() -> PathBuf {
    let home = std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache"));
    let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from).or(home).unwrap_or_default();
    let own = cache.join("briefing-judges/venv/bin/python");
    if own.is_file() { own } else { PathBuf::from("python3") }
}

fn ask(args: &[&str]) -> Option<Output> {
    let reader = root().join("tests/judges/chart_reader.py");
    let output = Command::new(python()).arg(reader).args(args).output().ok()?;
    if output.status.code() == Some(NOT_INSTALLED) {
        skipped("the reader of charts", "pikepdf is not installed");
        return None;
    }
    Some(output)
}

#[test]
fn marks_of_made_up_data_stand_at_their_values_and_faults_are_seen() {
    let Some(output) = ask(&["prove", PROGRAM, "--sets", "8", "--plants", "16"]) else { return };
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.lines().count() >= 32, "a line a kind and a form of one: {said}");
}

#[test]
fn names_in_four_scripts_stand_apart_and_inside() {
    let Some(output) = ask(&["labels", PROGRAM, "--sets", "6"]) else { return };
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.lines().count() >= 32 && !said.contains(" 0 of 6 drawn"), "a line a kind and a form of one: {said}");
}

#[test]
fn the_gallery_shows_its_data() {
    let case = Case::copy(&root().join("briefings/chart-gallery"));
    case.run(["build", ".", "--output", "gallery.pdf"]).ended(exit::OK);
    let file = case.path().join("gallery.pdf");
    let Some(output) = ask(&["read", &file.to_string_lossy()]) else { return };
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    let charts = |what: &str| said.lines().filter(|line| line.contains(what)).count();
    // What the reader does not know it says, and never passes over in silence.
    assert_eq!((charts("marks agree"), charts("not read, this reader does not know")), (21, 0), "{said}");
}
