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

#[cfg(test)]
mod tests {
    use super::super::table::{Cell, Row};
    use super::*;
    use briefing::diag::Span;

    /// A table of `rows` rows, each one letter on a line.
    fn table(rows: usize, files: &mut Files) -> Table {
        let file = files.add("t.csv", &"x\n".repeat(rows + 1));
        let row =
            |line: usize| Row { line: line + 1, cells: Vec::new(), span: Span::new(file, 2 * line..2 * line + 1) };
        let columns: Vec<Cell> = Vec::new();
        Table { name: "t.csv".to_owned(), columns, rows: (1..=rows).map(row).collect() }
    }

    /// A finding in a file of the document's own.
    fn found(message: &str) -> (Diagnostic, Files) {
        let mut files = Files::default();
        files.add("first.toml", "");
        let file = files.add("briefing.toml", "spec = 1");
        (Diagnostic::warning("x", message).at(Span::new(file, 0..4), "here"), files)
    }

    #[test]
    fn a_finding_of_many_documents_is_said_once_with_its_first_row() {
        let mut files = Files::default();
        let table = table(9, &mut files);
        let mut findings = Findings::new(files);
        for row in [7, 2, 5] {
            let (finding, files) = found("same");
            findings.add(&[finding], &files, row);
        }
        let (sink, files, more) = findings.into_shown(&table);
        let [finding] = sink.findings() else { panic!("{:?}", sink.findings()) };
        assert_eq!(files.text(finding.primary.as_ref().unwrap().span), "spec", "its place is in our own files");
        assert_eq!(finding.labels[0].span, table.rows[2].span);
        assert_eq!((finding.labels[0].text.as_str(), more), ("in the document of this row and 2 others", None));
    }

    #[test]
    fn no_number_of_documents_takes_more_memory() {
        let mut files = Files::default();
        let table = table(1, &mut files);
        let mut findings = Findings::new(files);
        for number in 0..KEPT + 55 {
            let (finding, files) = found(&format!("number {number}"));
            findings.add(&[finding], &files, 0);
        }
        assert_eq!(findings.kept.len(), KEPT);
        let (_, _, more) = findings.into_shown(&table);
        assert_eq!(more.as_deref(), Some("further findings, all in the manifest: `x` 55 times"));
    }
}
