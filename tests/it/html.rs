//! HTML files: every sample and cases of the suite, read back by another parser: each paragraph, cell, note and description
//! once and in order. `tests/run` has axe-core and html-validate judge those of all documents; here they are shown faults.

use crate::expected::{self, documents};
use crate::samples::judged;
use crate::support::{Case, SECTION, exit, in_language, root, spec_with};
use briefing::diag::{Files, Sink};
use std::fs;
use std::path::{Path, PathBuf};

/// A briefing as an HTML file, and what its text must be.
fn written(folder: &Path, language: &str) -> (String, String) {
    let mut sink = Sink::default();
    let loaded = briefing::load_with(folder, in_language(language), Files::default(), &mut sink);
    let briefing = loaded.briefing.expect("a briefing");
    let document = briefing::compose(&briefing, &mut sink);
    let bytes = briefing::write_html(&briefing, &document);
    (String::from_utf8(bytes).expect("UTF-8"), expected::web(&document))
}

#[test]
fn html_files_say_what_the_document_says() {
    let case = Case::new();
    let mut files = Vec::new();
    for (name, folder, language) in documents() {
        let (text, expected) = written(&folder, &language);
        let file = case.path().join(format!("{name}.html"));
        fs::write(&file, text).expect("a file");
        fs::write(file.with_extension("expected"), expected).expect("a file");
        files.push(file);
    }
    let files: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    judged("html_text.py", &files);
}

#[test]
fn faults_in_html_files_are_seen() {
    let case = Case::new();
    let (text, expected) = written(&root().join("tests/suite/every-block"), "en-GB");
    let file = case.path().join("good.html");
    fs::write(&file, text).expect("a file");
    fs::write(file.with_extension("expected"), expected).expect("a file");
    judged("plant_html.py", &[&file]);
}

#[test]
fn html_files_are_the_same_bytes_each_time() {
    let folder = root().join("tests/suite/every-block");
    assert_eq!(written(&folder, "en-GB").0, written(&folder, "en-GB").0);
}

#[test]
fn html_files_need_nothing_from_elsewhere() {
    for (name, folder, language) in documents() {
        let (text, _) = written(&folder, &language);
        for outside in [
            "<script",
            "<link",
            "<iframe",
            "@import",
            "url(h",
            " src=\"http",
            " srcset",
            " onload",
            "<?xml",
            "xml:lang",
        ] {
            assert!(!text.contains(outside), "{name}: {outside}");
        }
    }
}

#[test]
fn languages_say_which_they_are_and_how_they_run() {
    let (text, _) = written(&root().join("tests/suite/persian"), "fa");
    assert!(text.contains("<html lang=\"fa\" dir=\"rtl\">"), "{}", &text[..200]);
    let (text, _) = written(&root().join("tests/suite/two-scripts"), "en-GB");
    assert!(text.contains("<html lang=\"en-GB\" dir=\"ltr\">"));
    assert!(text.contains("lang=\"fa\" dir=\"rtl\""), "what is quoted in Persian says so");
}

#[test]
fn a_reference_by_page_is_an_arrow_to_its_place() {
    let (text, _) = written(&root().join("tests/suite/end-notes"), "en-GB");
    assert!(text.contains("page\u{a0}<a href=\"#section-2\">↓<span class=\"hidden\">"), "what comes is below");
    assert!(text.contains("page\u{a0}<a href=\"#section-1\">↑<span class=\"hidden\">"), "what came is above");
}

#[test]
fn a_body_that_names_formats_takes_no_html() {
    let spec = spec_with(SECTION).replacen("[briefing]", "[briefing]\nprofile = \"hrc-ngo-general\"", 1);
    let written = Case::spec(&spec).run(["build", ".", "--format", "html"]).ended(exit::OK);
    assert!(written.stderr.contains("no HTML file is accepted by the Human Rights Council"), "{written}");
    assert!(written.stderr.contains("--format docx"), "the format that it takes is named: {written}");
}

#[test]
fn html_is_asked_for_by_name_or_by_the_ending_of_the_output() {
    let case = Case::copy(&root().join("tests/suite/two-scripts"));
    let build = |args: &[&str], code: i32| case.run([&["build", ".", "--quiet"], args].concat()).ended(code);
    let is = |name: &str, begin: &[u8]| fs::read(case.path().join(name)).expect("a file").starts_with(begin);
    build(&["--output", "a.html"], exit::OK);
    assert!(is("a.html", b"<!DOCTYPE html>"));
    build(&["--output", "b.pdf", "--format", "html,pdf"], exit::OK);
    assert!(is("b.pdf", b"%PDF") && is("b.html", b"<!DOCTYPE html>"));
    let refused = build(&["--output", "e.html", "--format", "docx"], exit::USAGE);
    assert!(refused.stderr.contains("format-mismatch"), "{refused}");
    assert!(!case.path().join("e.html").exists());
}
