//! Tables that are no file's: what a query gives, and what is embedded of a table.

use super::cells::Value;
use super::reader::Reader;
use super::rows::{Raw, Row, Written};
use super::{Asked, Cell, Column, Table, format, report};
use crate::diag::{Diagnostic, Files, Sink, Span};
use crate::spec::{Data, Records, Source, Spanned};

/// A value that a query gives.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Given {
    /// Nothing.
    Nothing,
    /// A number.
    Number(String),
    /// A text, without outer space.
    Text(String),
}

impl Given {
    /// What makes it another label than others: nothing, a number and a text are never the same.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Given::Nothing => String::new(),
            Given::Number(number) => format!("n{number}"),
            Given::Text(text) => format!("t{text}"),
        }
    }

    fn raw(&self) -> (String, Written) {
        match self {
            Given::Nothing => (String::new(), Written::Plain),
            Given::Number(number) => (number.clone(), Written::Number),
            Given::Text(text) => (text.clone(), Written::Plain),
        }
    }
}

/// The table of the data `id`, which are what a query gave: its columns and rows. All that is wrong with it goes to `sink`;
/// then nothing comes back. Findings show the rows as a file called `data.ID`, without what stands in the column `hidden`.
pub(in super::super) fn of_query(
    (id, data): (&Spanned<String>, &Data),
    (head, cells, hidden): (&[String], &[Vec<Given>], Option<usize>),
    sources: &Records<Source>,
    files: &mut Files,
    sink: &mut Sink,
) -> Option<Table> {
    let name = format!("data.{}", id.value);
    let asked = Asked { name: &name, ..Asked::of(id, data) };
    let mut findings = Sink::default();
    let is_number = |index| cells.iter().any(|row| matches!(row.get(index), Some(Given::Number(_))));
    undeclared(asked, head, is_number, &mut findings);
    let all = std::iter::once(head.iter().map(|name| (name.clone(), Written::Plain)).collect())
        .chain(cells.iter().map(|row| row.iter().map(Given::raw).collect()));
    let mut reader = Reader::new(asked, sources, &mut findings);
    reader.format = format::Format::Sqlite;
    rows(all.collect(), &name, hidden, files).iter().for_each(|row| reader.take(row));
    let made = reader.finish();
    if let Some(hidden) = hidden {
        findings = unsaid(findings, head.get(hidden).map_or("", String::as_str), asked);
    }
    table((asked, &id.value), made, findings, "what this query gives", sink)
}

/// Findings without the numbers that they are about.
fn unsaid(findings: Sink, column: &str, asked: Asked<'_>) -> Sink {
    let mut all = Sink::default();
    for finding in findings.into_sorted() {
        let is_of_cell = finding.primary.as_ref().is_some_and(|label| label.span.file != asked.span.file);
        if !is_of_cell {
            all.push(finding);
        } else if !all.has_errors() {
            let message = format!(
                "a cell of `{}` is not what is declared; which is not said, for numbers are protected",
                asked.name
            );
            let finding = Diagnostic::error("invalid-cell", message).at(asked.span, "");
            all.push(finding.help(format!(
                "see what is declared for its labels and for `{column}`: `least`, `most`, `values`, `unique`"
            )));
        }
    }
    all
}

/// Reads rows that are no file's; findings show them as a file called `name`.
pub(super) fn read(
    mut reader: Reader<'_>,
    all: Vec<Vec<(String, Written)>>,
    name: &str,
    files: &mut Files,
) -> Option<(Vec<Column>, Vec<Vec<Cell>>)> {
    reader.format = format::Format::Sqlite;
    rows(all, name, None, files).iter().for_each(|row| reader.take(row));
    reader.finish()
}

/// The table of what was read, to be embedded as CSV; none where there are faults. `what` says of the rows what they are.
pub(super) fn table(
    (asked, id): (Asked<'_>, &str),
    made: Option<(Vec<Column>, Vec<Vec<Cell>>)>,
    findings: Sink,
    what: &str,
    sink: &mut Sink,
) -> Option<Table> {
    let whole = !findings.has_errors();
    let mut placed = Sink::default();
    for mut finding in findings.into_sorted() {
        // the text that is shown is nobody's file
        if finding.primary.as_ref().is_some_and(|label| label.span.file != asked.span.file) {
            finding = finding.also(asked.span, what);
        }
        placed.push(finding);
    }
    report(placed, asked, sink);
    let (columns, rows) = made.filter(|_| whole)?;
    let mut table = Table {
        file: asked.name.to_owned(),
        bytes: Vec::new().into(),
        attached: format!("{id}.csv"),
        media_type: format::Format::Csv.media_type(),
        columns,
        rows: rows.into(),
        margins: Vec::new(),
    };
    table.embed();
    Some(table)
}

/// Numbers in a column of which nothing is said would be texts.
pub(super) fn undeclared(data: Asked<'_>, head: &[String], is_number: impl Fn(usize) -> bool, findings: &mut Sink) {
    for (index, name) in head.iter().enumerate().filter(|(_, name)| data.columns.get(name).is_none()) {
        if is_number(index) {
            let message = format!("the column `{name}` of `{}` has numbers and is not declared", data.name);
            let finding = Diagnostic::error("undeclared-column", message).at(data.span, "");
            let key = if name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
                name.clone()
            } else {
                format!("\"{name}\"")
            };
            findings.push(finding.help(format!("add `columns.{key} = {{ type = \"number\", bound = \"…\" }}`")));
        }
    }
}

/// Rows of cells, and the text in which findings show them, which is added to `files`: a line a row.
pub(super) fn rows(all: Vec<Vec<(String, Written)>>, name: &str, hidden: Option<usize>, files: &mut Files) -> Vec<Row> {
    let mut text = String::new();
    let mut places = Vec::new();
    for (line, row) in all.iter().enumerate() {
        for (index, (cell, _)) in row.iter().enumerate() {
            let cell = if line > 0 && hidden == Some(index) { "…" } else { cell.as_str() };
            if index > 0 {
                text.push(',');
            }
            let start = text.len();
            text.push_str(&cell.replace(['\n', '\r'], " "));
            places.push(start..text.len());
        }
        text.push('\n');
    }
    let file = files.add(name, &text);
    let mut places = places.into_iter().map(|place| Span::new(file, place));
    let rows = all.into_iter().map(|cells| {
        let cells: Vec<Raw> =
            cells.into_iter().zip(&mut places).map(|((text, written), span)| Raw { text, span, written }).collect();
        let (start, end) =
            (cells.first().map_or(0, |cell| cell.span.start), cells.last().map_or(0, |cell| cell.span.end));
        Row { cells, span: Span { file, start, end }, on_sheet: None }
    });
    rows.collect()
}

impl Table {
    /// Writes what is embedded of it anew, as CSV, from what its cells hold now.
    pub(in super::super) fn embed(&mut self) {
        let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
        // into memory, and rows are of one length: nothing is there that can fail
        let _ = writer.write_record(self.columns.iter().map(|column| &column.name));
        for row in self.rows.iter() {
            let _ = writer.write_record(row.iter().map(|cell| match &cell.value {
                Value::Below(below) => format!("<{below}"),
                Value::Withheld => "withheld".to_owned(),
                value => value.key(),
            }));
        }
        self.bytes = writer.into_inner().unwrap_or_default().into();
    }
}
