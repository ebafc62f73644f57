//! What a batch remembers of a document: one line of the journal, and the same line of the manifest.

use briefing::diag::{Diagnostic, Files};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A document of a batch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// Where it is, below the folder.
    pub output: String,
    /// The line of its row in the table.
    pub line: usize,
    /// The language of its edition.
    pub language: String,
    /// Its parameters, by name.
    pub parameters: BTreeMap<String, String>,
    /// What became of it.
    pub status: Status,
    /// The SHA-256 of all that it is made from, but what is protected.
    pub inputs: Option<String>,
    /// The same with what is protected: in the journal, never in a manifest.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub kept_back: Option<String>,
    /// The SHA-256 of the file.
    pub sha256: Option<String>,
    /// The file's size.
    pub bytes: Option<usize>,
    /// How many pages it has.
    pub pages: Option<usize>,
    /// What was found.
    pub findings: Vec<Found>,
}

/// What became of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Status {
    /// It is there.
    Written,
    /// It has errors; nothing was written for it.
    Failed,
}

/// A finding, as far as it is remembered.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Found {
    /// Its name.
    pub code: String,
    /// `error` or `warning`.
    pub severity: String,
    /// What is wrong.
    pub message: String,
    /// Where: a file, a line and a column.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub place: Option<(String, usize, usize)>,
}

impl Found {
    /// What is remembered of `finding`.
    pub fn new(finding: &Diagnostic, files: &Files) -> Found {
        let place = finding.primary.as_ref().and_then(|label| {
            let file = files.get(label.span.file)?;
            let at = file.position(label.span.start as usize);
            Some((file.name.clone(), at.line, at.column))
        });
        Found {
            code: finding.code.to_owned(),
            severity: finding.severity.to_string(),
            message: finding.message.clone(),
            place,
        }
    }
}

impl Entry {
    /// The entry as it stands in a manifest, which may be given away.
    pub fn given_away(self) -> Entry {
        Entry { kept_back: None, ..self }
    }

    /// Takes texts that are protected out of what was found.
    pub fn withhold(&mut self, secrets: &[String]) {
        for secret in secrets.iter().filter(|secret| !secret.trim().is_empty()) {
            for found in &mut self.findings {
                found.message = found.message.replace(secret.trim(), "[withheld]");
            }
        }
    }

    /// Its line.
    pub fn line(&self) -> String {
        // maps with string keys and plain values cannot fail to be written
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The entry of a line; none where the line is not whole.
    pub fn parse(line: &str) -> Option<Entry> {
        serde_json::from_str(line).ok()
    }
}
