//! What is handed in to a body: the files that it takes, under the names that it asks for, the forms of single cases, the
//! data, the draft of a cover note, the checklist of its rules, and hashes. Nothing is sent anywhere.
//!
//! In come finished files and what the checks found; out come names and bytes.

mod checklist;
mod contact;
mod cover_note;
pub mod names;

use crate::diag::{Allowed, Diagnostic};
use crate::evidence::Evidence;
use crate::locale::Locale;
use crate::profile::{Demand, Profile, Rule};
use crate::spec::Spec;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// What a bundle is made from.
#[derive(Clone, Copy)]
pub struct Inputs<'a> {
    /// The specification.
    pub spec: &'a Spec,
    /// What was gathered for it.
    pub evidence: &'a Evidence,
    /// The rules of the body.
    pub profile: &'a Profile,
    /// The document's language.
    pub locale: &'a Locale,
    /// What was measured of the document.
    pub measures: Measures<'a>,
    /// What was found that does not keep the document from being written.
    pub findings: &'a [Diagnostic],
    /// What the checks found and the author lets stand.
    pub allowed: &'a [Allowed],
    /// The checks that do not run.
    pub off: &'a [&'static str],
}

/// What was measured of the document.
#[derive(Debug, Clone, Copy)]
pub struct Measures<'a> {
    /// Its words.
    pub counts: &'a crate::count::Counts,
    /// Its parts, each with where it ends.
    pub parts: &'a [(&'static str, usize)],
    /// Its pages.
    pub pages: usize,
    /// The bytes of its largest file.
    pub bytes: usize,
}

/// A file: its name below the folder of the bundle, and its bytes.
pub type File = (String, Vec<u8>);

/// All files of a bundle: those that are `finished`, and what goes with them, the file of its `ledger` among it, where it has one. The last one has the hashes of all others.
#[must_use]
pub fn assemble(inputs: Inputs<'_>, finished: Vec<File>, ledger: Option<File>) -> Vec<File> {
    let mut files = finished;
    // that a body takes nothing beside the document is heeded where it is only a hint too: what is left out harms nobody
    let alone = |rule: &Rule| matches!(rule.demand, Some(Demand::NoAnnexes | Demand::OneFile));
    if !inputs.profile.rules.iter().any(alone) {
        files.extend(
            inputs
                .evidence
                .embedded(inputs.spec)
                .map(|table| (format!("data/{}", table.attached), table.bytes.to_vec())),
        );
    }
    files.extend(contact::write(inputs).map(|sheet| (contact::NAME.to_owned(), sheet.into_bytes())));
    let note = cover_note::write(inputs, &files);
    // it is for whoever checks the document, and not enclosed
    files.extend(ledger);
    files.push(("cover-note.txt".to_owned(), note.into_bytes()));
    files.push(("checklist.md".to_owned(), checklist::write(inputs).into_bytes()));
    files.sort_by(|a, b| a.0.cmp(&b.0));
    let hashes = hashes(&files);
    files.push((HASHES.to_owned(), hashes.into_bytes()));
    files
}

/// The name of the file of hashes.
pub const HASHES: &str = "SHA256SUMS";

/// A line each, as `sha256sum --check` reads them.
fn hashes(files: &[File]) -> String {
    let mut text = String::new();
    for (name, bytes) in files {
        let hash = Sha256::digest(bytes);
        // writing to a string does not fail
        for byte in hash {
            let _ = write!(text, "{byte:02x}");
        }
        let _ = writeln!(text, "  {name}");
    }
    text
}
