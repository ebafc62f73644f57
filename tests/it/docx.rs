//! Word files: every sample and cases of the suite, read back by LibreOffice: each paragraph, cell and note once and in
//! order. `tests/run` has the validators judge those of all documents; here they are shown faults.

use crate::expected::{self, documents};
use crate::samples::judged;
use crate::support::{Case, exit, in_language, root};
use briefing::diag::{Files, Sink};
use std::fs;
use std::path::{Path, PathBuf};

/// A briefing as a Word file, and what its text must be.
fn written(folder: &Path, language: &str) -> (Vec<u8>, String) {
    let mut sink = Sink::default();
    let loaded = briefing::load_with(folder, in_language(language), Files::default(), &mut sink);
    let briefing = loaded.briefing.expect("a briefing");
    let document = briefing::compose(&briefing, &mut sink);
    let bytes = briefing::write_docx(&briefing, &document, &mut sink).expect("a Word file");
    (bytes, expected::word(&document))
}

#[test]
fn word_files_say_what_the_document_says() {
    let case = Case::new();
    let mut files = Vec::new();
    for (name, folder, language) in documents() {
        let (bytes, expected) = written(&folder, &language);
        let file = case.path().join(format!("{name}.docx"));
        fs::write(&file, bytes).expect("a file");
        fs::write(file.with_extension("expected"), expected).expect("a file");
        files.push(file);
    }
    let files: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    judged("word_text.py", &files);
}

#[test]
fn faults_in_word_files_are_seen() {
    let case = Case::new();
    let (bytes, expected) = written(&root().join("tests/suite/every-block"), "en-GB");
    let file = case.path().join("good.docx");
    fs::write(&file, bytes).expect("a file");
    fs::write(file.with_extension("expected"), expected).expect("a file");
    judged("plant_word.py", &[&file]);
}

#[test]
fn word_files_are_the_same_bytes_each_time() {
    let folder = root().join("tests/suite/every-block");
    assert_eq!(written(&folder, "en-GB").0, written(&folder, "en-GB").0);
}

#[test]
fn formats_are_asked_for_by_name_or_by_the_ending_of_the_output() {
    let case = Case::copy(&root().join("tests/suite/two-scripts"));
    let build = |args: &[&str], code: i32| case.run([&["build", ".", "--quiet"], args].concat()).ended(code);
    let is = |name: &str, begin: &[u8]| fs::read(case.path().join(name)).expect("a file").starts_with(begin);
    build(&["--output", "a.docx"], exit::OK);
    assert!(is("a.docx", b"PK"));
    build(&["--output", "b.pdf", "--format", "pdf,docx"], exit::OK);
    assert!(is("b.pdf", b"%PDF") && is("b.docx", b"PK"));
    build(&["--output", "c", "--format", "docx,pdf"], exit::OK);
    assert!(is("c.pdf", b"%PDF") && is("c.docx", b"PK"));
    build(&["--output", "d", "--format", "docx"], exit::OK);
    assert!(is("d", b"PK"));
    let refused = build(&["--output", "e.pdf", "--format", "docx"], exit::USAGE);
    assert!(refused.stderr.contains("format-mismatch"), "{refused}");
    let refused = build(&["--format", "odt"], exit::USAGE);
    assert!(refused.stderr.contains("possible values"), "{refused}");
    assert!(!case.path().join("e.pdf").exists());
}
