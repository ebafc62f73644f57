//! The findings of many documents, each said once: with the row of the first document that has it and how many others do.

use super::table::Table;
use briefing::diag::{Diagnostic, FileId, Files, Sink};
use std::collections::BTreeMap;

/// The most findings that are told apart; of further ones only their number is kept, so that a batch of any length needs
/// the same memory.
const KEPT: usize = 200;

/// What was found so far.
pub(super) struct Findings {
    files: Files,
    kept: Vec<Kept>,
    more: BTreeMap<&'static str, usize>,
}

struct Kept {
    finding: Diagnostic,
    /// The row of the first document, by its index.
    row: usize,
    documents: usize,
}

impl Findings {
    /// Nothing found; `files` are those of the table.
    pub fn new(files: Files) -> Self {
        Findings { files, kept: Vec::new(), more: BTreeMap::new() }
    }

    /// Takes over the findings of the document of `row`, which point into `files`.
    pub fn add(&mut self, findings: &[Diagnostic], files: &Files, row: usize) {
        let mut moved: BTreeMap<FileId, FileId> = BTreeMap::new();
        for finding in findings {
            let finding = self.moved(finding.clone(), files, &mut moved);
            if let Some(kept) = self.kept.iter_mut().find(|kept| kept.finding == finding) {
                kept.row = kept.row.min(row);
                kept.documents += 1;
            } else if self.kept.len() < KEPT {
                self.kept.push(Kept { finding, row, documents: 1 });
            } else {
                *self.more.entry(finding.code).or_insert(0) += 1;
            }
        }
    }

    /// The finding with its places in our own files.
    fn moved(&mut self, mut finding: Diagnostic, files: &Files, moved: &mut BTreeMap<FileId, FileId>) -> Diagnostic {
        let edits = finding.fix.iter_mut().flat_map(|fix| fix.edits.iter_mut().map(|edit| &mut edit.span));
        let labels = finding.primary.iter_mut().chain(finding.labels.iter_mut()).map(|label| &mut label.span);
        for span in labels.chain(edits) {
            let known = moved.get(&span.file).copied();
            let added =
                known.or_else(|| files.get(span.file).map(|file| self.files.add(file.name.clone(), &file.text)));
            if let Some(file) = added {
                moved.insert(span.file, file);
                span.file = file;
            }
        }
        finding
    }

    /// All of them, each with its rows, and a line that says of how many only the number is known.
    pub fn into_shown(self, table: &Table) -> (Sink, Files, Option<String>) {
        let mut sink = Sink::default();
        for Kept { mut finding, row, documents } in self.kept {
            let others = match documents {
                1 => String::new(),
                2 => " and one other".to_owned(),
                _ => format!(" and {} others", documents - 1),
            };
            if let Some(row) = table.rows.get(row) {
                finding = finding.also(row.span, format!("in the document of this row{others}"));
            }
            sink.push(finding);
        }
        let more: Vec<String> = self.more.iter().map(|(code, count)| format!("`{code}` {count} times")).collect();
        let line = (!more.is_empty()).then(|| format!("further findings, all in the manifest: {}", more.join(", ")));
        (sink, self.files, line)
    }
}
