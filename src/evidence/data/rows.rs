//! CSV and TSV to rows of raw cells with their places. The `csv` crate says what the cells hold; where they stand it does not say,
//! so that the bytes of each record are gone through once more by the same rules (RFC 4180).

use super::reader::Reader;
use crate::diag::{Diagnostic, FileId, Sink, Span};
use std::ops::Range;

/// A row as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// Its cells.
    pub cells: Vec<Raw>,
    /// Its place, without the end of its line.
    pub span: Span,
    /// Row and column, from 0, of its first cell on a sheet; files of text have none.
    pub on_sheet: Option<(u32, u32)>,
}

/// A cell as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Raw {
    /// Its text, without quotation marks and outer space.
    pub text: String,
    /// Its place.
    pub span: Span,
    /// What the file says that it is.
    pub written: Written,
}

impl Raw {
    /// Whether nothing is there.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.written == Written::Plain
    }
}

/// What a file says of a cell beside its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// Nothing: the text is all there is.
    Plain,
    /// A text, in a file that has numbers as well.
    Words,
    /// A text, in a file that has numbers as well but no years of their own.
    Quoted,
    /// A number.
    Number,
    /// True or false.
    Truth,
    /// A day.
    Day,
    /// A day with a time of it, or a length of time.
    Time,
    /// A formula whose result is not in the file.
    NoResult,
    /// An error of a formula.
    Error,
}

/// Hands all rows of cells between which `separator` stands to `to`; empty lines are left out.
pub(super) fn read(text: &str, separator: u8, file: FileId, to: &mut Reader<'_>) {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    for record in reader.records() {
        // The text is UTF-8 and stands in memory, and rows may differ in length: nothing is left that can fail.
        let Ok(record) = record else { break };
        let start = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(0);
        let places = places(text, start, separator);
        if places.unclosed {
            // what stands between the marks was taken for cells: only this is wrong
            *to.findings = Sink::default();
            to.findings.push(unclosed(&places, file));
            break;
        }
        let end = places.cells.last().map_or(start, |last| last.end);
        let first = places.cells.first().map_or(start, |first| first.start);
        let spans = places.cells.into_iter().map(|range| Span::new(file, range));
        let raw = |(text, span): (&str, Span)| Raw { text: text.to_owned(), span, written: Written::Plain };
        let cells = record.iter().zip(spans).map(raw).collect();
        to.take(&Row { cells, span: Span::new(file, first..end), on_sheet: None });
    }
}

fn unclosed(places: &Places, file: FileId) -> Diagnostic {
    let start = places.cells.last().map_or(0, |last| last.start);
    Diagnostic::error("unclosed-quote", "a quotation mark is opened and not closed before the end of the file")
        .at(Span::new(file, start..start + 1), "opened here")
        .help("close it; inside quotation marks, write `\"\"` for one mark")
}

/// Where the cells of one record stand.
struct Places {
    cells: Vec<Range<usize>>,
    unclosed: bool,
}

/// Goes through the record that begins at `start`, or after the ends of lines there.
fn places(text: &str, start: usize, separator: u8) -> Places {
    let bytes = text.as_bytes();
    let is_line_end = |at: usize| matches!(bytes.get(at), Some(b'\r' | b'\n'));
    let mut at = start;
    while is_line_end(at) {
        at += 1;
    }
    let mut cells = Vec::new();
    loop {
        let begin = at;
        let (end, closed) = cell_end(bytes, begin, separator);
        cells.push(begin..end);
        if !closed {
            return Places { cells, unclosed: true };
        }
        match bytes.get(end) {
            Some(byte) if *byte == separator => at = end + 1,
            _ => return Places { cells, unclosed: false },
        }
    }
}

/// The end of the cell that begins at `start`: at a separator, an end of line, or the end of the text; and whether all
/// quotation marks are closed there. A mark opens only at the beginning of a cell; doubled, it stands for itself.
fn cell_end(bytes: &[u8], start: usize, separator: u8) -> (usize, bool) {
    let mut quoted = bytes.get(start) == Some(&b'"');
    let mut at = if quoted { start + 1 } else { start };
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' if quoted && bytes.get(at + 1) == Some(&b'"') => at += 1,
            b'"' if quoted => quoted = false,
            b'\r' | b'\n' if !quoted => return (at, true),
            byte if *byte == separator && !quoted => return (at, true),
            _ => {}
        }
        at += 1;
    }
    (bytes.len(), !quoted)
}
