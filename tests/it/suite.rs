//! Small inputs with accepted answers: `tests/suite/NAME/briefing.toml`, and beside it what the program says
//! (`findings.txt`), what a screen reader would say (`tags.txt`) and, where that file is there, what stands where
//! (`pages.txt`). `BLESS=1 cargo test --test it suite` accepts what the program answers now. A case whose answer is not
//! accepted yet fails, and so does one that answers something new.

use crate::support::{Case, root};
use briefing::diag::Sink;
use briefing::page::dump;
use std::fs;
use std::path::{Path, PathBuf};

/// The folders of the suite.
fn cases() -> Vec<PathBuf> {
    let entries =
        fs::read_dir(root().join("tests/suite")).expect("the suite").map(|entry| entry.expect("an entry").path());
    let mut found: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    found.sort();
    found
}

/// Compares `answer` with what is accepted in `file`; an empty answer is accepted as no file at all.
fn accepted(file: &Path, answer: &str) -> Result<(), String> {
    if std::env::var_os("BLESS").is_some() {
        let done = if answer.is_empty() { fs::remove_file(file).or(Ok(())) } else { fs::write(file, answer) };
        return done.map_err(|error| format!("{}: {error}", file.display()));
    }
    let wanted = fs::read_to_string(file).unwrap_or_default();
    if wanted == answer { Ok(()) } else { Err(format!("{}\n{}", file.display(), difference(&wanted, answer))) }
}

/// The pages of a specification as text, and their structure; none where it has errors.
fn dumps(folder: &Path) -> Option<(String, String)> {
    let mut sink = Sink::default();
    let briefing = briefing::load(folder, &mut sink).briefing?;
    let document = briefing::compose(&briefing, &mut sink);
    let document = briefing::annexed(&briefing, document, &sink);
    let pages = briefing::layout(&briefing, &document, &mut sink);
    (!sink.has_errors()).then(|| (dump::dump(&pages), dump::tags(&pages)))
}

/// The lines around the first that differs.
fn difference(wanted: &str, got: &str) -> String {
    let same = wanted.lines().zip(got.lines()).take_while(|(wanted, got)| wanted == got).count();
    let from = same.saturating_sub(2);
    let part = |text: &str| text.lines().skip(from).take(12).collect::<Vec<_>>().join("\n  ");
    format!("from line {}, accepted:\n  {}\nnow:\n  {}", from + 1, part(wanted), part(got))
}

#[test]
fn every_case_answers_as_accepted() {
    let mut failures = Vec::new();
    for folder in cases() {
        let case = Case::copy(&folder);
        let outcome = case.run(["check", "."]);
        assert!(matches!(outcome.code, Some(0 | 1)), "{}\n{outcome}", folder.display());
        let findings = format!("{}{}", outcome.stdout, outcome.stderr);
        let (pages, tags) = dumps(&folder).unwrap_or_default();
        failures.extend(accepted(&folder.join("findings.txt"), &findings).err());
        failures.extend(accepted(&folder.join("tags.txt"), &tags).err());
        if folder.join("pages.txt").is_file() {
            failures.extend(accepted(&folder.join("pages.txt"), &pages).err());
        }
    }
    assert!(failures.is_empty(), "{} not as accepted (BLESS=1 accepts):\n{}", failures.len(), failures.join("\n\n"));
}

#[test]
fn a_difference_is_seen() {
    let text = difference("a\nb\nc\n", "a\nb\nd\n");
    assert!(text.contains("c") && text.contains("d") && text.contains("line 1"), "{text}");
    assert!(accepted(Path::new("/nonexistent/findings.txt"), "error").is_err());
}
