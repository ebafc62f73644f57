//! Tables of data: a CSV file becomes columns of typed cells, each of which knows its place in the file.
//!
//! The first row names the columns. What a cell may hold is strict on purpose: `1,500` could be one and a half thousand or
//! one and a half, so that a separator is refused rather than guessed at. Persian and Arabic digits are read.

mod cells;
mod rows;

pub use cells::Value;

use super::files::{Folder, Kind};
use crate::diag::{Diagnostic, Files, Sink, Span};
use crate::spec::{Bound, ColumnType, Data, DataColumn, Records, Source};
use rows::Row;

/// A table of data, without fault.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its file, below the briefing's folder, as the specification names it.
    pub file: String,
    /// The bytes of the file.
    pub bytes: Vec<u8>,
    /// Its columns, in the order of the file; at least one.
    pub columns: Vec<Column>,
    /// Its rows, in the order of the file; at least one, each with a cell a column.
    pub rows: Vec<Vec<Cell>>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name: its cell in the first row.
    pub name: String,
    /// Its head in printed tables; the name where the specification gives none.
    pub label: String,
    /// The unit of its numbers, where the specification gives one.
    pub unit: Option<String>,
    /// What its cells are.
    pub kind: ColumnType,
    /// How exact its numbers are, where the specification says so.
    pub bound: Option<Bound>,
    /// Where its name stands in the file.
    pub span: Span,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What it holds.
    pub value: Value,
    /// Where it stands in the file, quotation marks included.
    pub span: Span,
}

/// Reads the file of `data`. All that is wrong with it goes to `sink`, up to a limit a file; then nothing comes back.
pub(super) fn read(
    data: &Data,
    sources: &Records<Source>,
    folder: &Folder,
    files: &mut Files,
    sink: &mut Sink,
) -> Option<Table> {
    let at = Some(data.file.span);
    let text = match folder.read_text(&data.file.value, Kind::DATA, at) {
        Ok(text) => text,
        Err(finding) => {
            sink.push(finding);
            return None;
        }
    };
    let mut findings = Sink::default();
    let file = files.add(folder.shown(&data.file.value), &text);
    let rows = rows::read(&text, file, &mut findings);
    let table = Reader { data, sources, findings: &mut findings }.table(&rows);
    let faults = findings.has_errors();
    report(findings, data, sink);
    let (columns, rows) = table.filter(|_| !faults)?;
    Some(Table { file: data.file.value.clone(), bytes: text.into_bytes(), columns, rows })
}

/// Hands findings on; of a file that is wrong from top to bottom, the first ones.
fn report(findings: Sink, data: &Data, sink: &mut Sink) {
    const SHOWN: usize = 20;
    let all = findings.into_sorted();
    let further = all.len().saturating_sub(SHOWN);
    for finding in all.into_iter().take(SHOWN) {
        sink.push(finding);
    }
    if further > 0 {
        let message = format!("`{}` has {further} further faults, not shown", data.file.value);
        sink.push(Diagnostic::error("further-faults", message).at(data.file.span, ""));
    }
}

/// Makes columns and cells of the rows of one file.
struct Reader<'a> {
    data: &'a Data,
    sources: &'a Records<Source>,
    findings: &'a mut Sink,
}

impl Reader<'_> {
    fn table(&mut self, rows: &[Row]) -> Option<(Vec<Column>, Vec<Vec<Cell>>)> {
        if self.findings.has_errors() {
            return None;
        }
        let Some((head, body)) = rows.split_first().filter(|(_, body)| !body.is_empty()) else {
            let what = if rows.is_empty() { "empty" } else { "empty below the names of its columns" };
            let message = format!("`{}` is {what}", self.data.file.value);
            self.findings.push(Diagnostic::error("empty-data", message).at(self.data.file.span, "no row of data"));
            return None;
        };
        let columns = self.columns(head)?;
        let rows = body.iter().filter_map(|row| self.row(row, &columns)).collect();
        Some((columns, rows))
    }

    /// The columns, where the head is without fault.
    fn columns(&mut self, head: &Row) -> Option<Vec<Column>> {
        if let Some(finding) = self.other_separator(head) {
            self.findings.push(finding);
            return None;
        }
        let mut columns: Vec<Column> = Vec::new();
        for (name, span) in &head.cells {
            self.check_name(name, *span, &columns);
            columns.push(self.declared(name, *span));
        }
        for (name, _) in self.data.columns.iter() {
            if !columns.iter().any(|column| column.name == name.value) {
                let finding = unknown_column(&name.value, name.span, &self.data.file.value, &columns);
                self.findings.push(finding);
            }
        }
        (!self.findings.has_errors()).then_some(columns)
    }

    /// Spreadsheets of many countries write `;` where they mean a comma.
    fn other_separator(&self, head: &Row) -> Option<Diagnostic> {
        let [(name, span)] = head.cells.as_slice() else { return None };
        let (_, shown) = [(';', "`;`"), ('\t', "tabs")].into_iter().find(|(separator, _)| name.contains(*separator))?;
        let message = format!("the columns of `{}` are separated by {shown}", self.data.file.value);
        let finding = Diagnostic::error("not-comma-separated", message).at(*span, "one column");
        Some(finding.help("separate them by commas, and write decimals with a point"))
    }

    fn check_name(&mut self, name: &str, span: Span, before: &[Column]) {
        if name.is_empty() {
            let finding = Diagnostic::error("unnamed-column", "a column has no name").at(span, "");
            self.findings.push(finding.help("name each column in the first row"));
        } else if let Some(first) = before.iter().find(|column| column.name == name) {
            let finding = Diagnostic::error("duplicate-column", format!("two columns are named `{name}`"));
            self.findings.push(finding.at(span, "again").also(first.span, "first").help("give each its own name"));
        }
    }

    /// A column as the specification declares it; text where it does not.
    fn declared(&self, name: &str, span: Span) -> Column {
        let declared = self.data.columns.get(name);
        let label = declared.and_then(|column| column.label.as_ref());
        Column {
            name: name.to_owned(),
            label: label.map_or_else(|| name.to_owned(), |label| label.value.clone()),
            unit: declared.and_then(|column| column.unit.as_ref()).map(|unit| unit.value.clone()),
            kind: declared.map_or(ColumnType::Text, |column| column.r#type.value),
            bound: declared.and_then(|column| column.bound.as_ref()).map(|bound| bound.value),
            span,
        }
    }

    /// A row's cells; none where it has too few, too many, or faults.
    fn row(&mut self, row: &Row, columns: &[Column]) -> Option<Vec<Cell>> {
        if row.cells.len() != columns.len() {
            self.findings.push(ragged(row, columns));
            return None;
        }
        if row.cells.len() > 1 && row.cells.iter().all(|(text, _)| text.is_empty()) {
            self.findings
                .push(Diagnostic::error("empty-row", "a row of empty cells").at(row.span, "").help("delete it"));
            return None;
        }
        let cells = row.cells.iter().zip(columns).map(|((text, span), column)| self.cell(text, *span, column));
        cells.collect::<Vec<_>>().into_iter().collect()
    }

    fn cell(&mut self, text: &str, span: Span, column: &Column) -> Option<Cell> {
        let optional = |column: &DataColumn| column.optional.as_ref().is_some_and(|optional| optional.value);
        // A column that the specification does not speak of may hold anything, nothing included.
        let may_be_empty = self.data.columns.get(&column.name).is_none_or(optional);
        let value = cells::parse(text, column.kind, self.sources);
        match value {
            Ok(Value::Empty) if !may_be_empty => {
                let name = &column.name;
                let message = format!("the column `{name}` has an empty cell");
                let help = format!("fill it in, or write `optional = true` for the column `{name}`");
                self.findings.push(Diagnostic::error("empty-cell", message).at(span, "").help(help));
                None
            }
            Ok(value) => Some(Cell { value, span }),
            Err(fault) => {
                self.findings.push(fault.diagnostic(text, &column.name, span));
                None
            }
        }
    }
}

fn ragged(row: &Row, columns: &[Column]) -> Diagnostic {
    let (found, wanted) = (row.cells.len(), columns.len());
    let message = format!("a row of {found} cells in a table of {wanted} columns");
    let help = match columns.get(found) {
        Some(missing) => format!("there is no cell for `{}`; an empty one still needs its comma", missing.name),
        None => "put a text that holds a comma between quotation marks".to_owned(),
    };
    Diagnostic::error("ragged-row", message).at(row.span, "").help(help)
}

fn unknown_column(name: &str, span: Span, file: &str, columns: &[Column]) -> Diagnostic {
    Diagnostic::error("unknown-column", format!("there is no column `{name}` in `{file}`"))
        .at(span, "not found")
        .suggest(name, columns.iter().map(|column| column.name.as_str()))
}

#[cfg(test)]
mod tests;
