//! Rows of raw cells to columns and typed cells, one row after the other.

use super::cells::Value;
use super::format::Format;
use super::rows::{Raw, Row};
use super::{Asked, Cell, Column, checks, sheet};
use crate::diag::{Diagnostic, Sink, Span};
use crate::spec::{ColumnType, DataColumn, Records, Source};
use std::collections::BTreeMap;

/// Makes columns and cells of the rows of one file.
pub(super) struct Reader<'a> {
    data: Asked<'a>,
    /// What kind of file the rows are of.
    pub format: Format,
    sources: &'a Records<Source>,
    allowed: BTreeMap<String, (Vec<String>, Vec<String>)>,
    /// What is wrong so far.
    pub findings: &'a mut Sink,
    /// None before the first row; empty where that is faulty.
    columns: Option<Vec<Column>>,
    rows: Vec<Vec<Cell>>,
    /// Whether there was a row below the first.
    body: bool,
}

impl<'a> Reader<'a> {
    /// A reader of rows that are still to come.
    pub fn new(data: Asked<'a>, sources: &'a Records<Source>, findings: &'a mut Sink) -> Self {
        let allowed = checks::allowed(data, sources, findings);
        let format = Format::Csv;
        Reader { data, format, sources, allowed, findings, columns: None, rows: Vec::new(), body: false }
    }

    /// Takes the next row; the first one names the columns.
    pub fn take(&mut self, row: &Row) {
        match self.columns.take() {
            None => self.columns = Some(self.columns(row).unwrap_or_default()),
            Some(columns) => {
                self.body = true;
                if !columns.is_empty() {
                    let cells = self.row(row, &columns);
                    self.rows.extend(cells);
                }
                self.columns = Some(columns);
            }
        }
    }

    /// The columns and rows; none where there are faults.
    pub fn finish(self) -> Option<(Vec<Column>, Vec<Vec<Cell>>)> {
        if !self.body && !self.findings.has_errors() {
            self.findings.push(empty(self.data, self.columns.is_some()));
        }
        let columns = self.columns?;
        checks::unique(self.data, &columns, &self.rows, self.findings);
        (!self.findings.has_errors()).then_some((columns, self.rows))
    }

    /// The columns, where the head is without fault.
    fn columns(&mut self, head: &Row) -> Option<Vec<Column>> {
        if let Some(finding) = self.other_separator(head) {
            self.findings.push(finding);
            return None;
        }
        let mut columns: Vec<Column> = Vec::new();
        for cell in &head.cells {
            self.check_name(cell, &columns);
            columns.push(self.declared(&cell.text, cell.span));
        }
        for (name, _) in self.data.columns.iter() {
            if !columns.iter().any(|column| column.name == name.value) {
                let finding = unknown_column(&name.value, name.span, self.data.name, &columns);
                self.findings.push(finding);
            }
        }
        (!self.findings.has_errors()).then_some(columns)
    }

    /// Spreadsheets of many countries write `;` where they mean a comma.
    fn other_separator(&self, head: &Row) -> Option<Diagnostic> {
        let (others, help) = match self.format {
            Format::Csv => (
                [(';', "`;`"), ('\t', "tabs")],
                "separate them by commas, and write decimals with a point; or by tabs in a file `.tsv`",
            ),
            Format::Tsv => ([(';', "`;`"), (',', "commas")], "separate them by tabs; or by commas in a file `.csv`"),
            _ => return None,
        };
        let [Raw { text: name, span, .. }] = head.cells.as_slice() else { return None };
        let (_, shown) = others.into_iter().find(|(separator, _)| name.contains(*separator))?;
        let message = format!("the columns of `{}` are separated by {shown}", self.data.name);
        Some(Diagnostic::error("not-comma-separated", message).at(*span, "one column").help(help))
    }

    fn check_name(&mut self, cell: &Raw, before: &[Column]) {
        let (name, span) = (&cell.text, cell.span);
        if let Some(finding) = checks::formula(cell) {
            self.findings.push(finding.at(span, "the name of a column"));
        } else if name.is_empty() {
            let finding = Diagnostic::error("unnamed-column", "a column has no name").at(span, "");
            self.findings.push(finding.help("name each column in the first row"));
        } else if let Some(first) = before.iter().find(|column| column.name.to_lowercase() == name.to_lowercase()) {
            let message = match first.name == *name {
                true => format!("two columns are named `{name}`"),
                false => format!("the columns `{}` and `{name}` differ in capital letters alone", first.name),
            };
            let finding = Diagnostic::error("duplicate-column", message);
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
            kind: declared.map_or(ColumnType::Text, |column| column.r#type.value.stored()),
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
        if row.cells.len() > 1 && row.cells.iter().all(Raw::is_empty) {
            self.findings
                .push(Diagnostic::error("empty-row", "a row of empty cells").at(row.span, "").help("delete it"));
            return None;
        }
        let mut made = Vec::with_capacity(columns.len());
        for (index, (cell, column)) in row.cells.iter().zip(columns).enumerate() {
            let within = within(row, index, &column.name);
            made.extend(self.cell(cell, within, column));
        }
        (made.len() == columns.len()).then_some(made)
    }

    fn cell(&mut self, raw: &Raw, within: Within<'_>, column: &Column) -> Option<Cell> {
        let optional = |column: &DataColumn| column.optional.as_ref().is_some_and(|optional| optional.value);
        let (span, name) = (raw.span, &column.name);
        let kind = self.data.columns.get(name).map_or(ColumnType::Text, |column| column.r#type.value);
        // all but JSON is embedded as cells between commas or tabs, which spreadsheets open
        if kind == ColumnType::Text && !matches!(self.format, Format::Json | Format::JsonLines) {
            checks::runs(&raw.text, span, within).into_iter().for_each(|finding| self.findings.push(finding));
        }
        // A column that the specification does not speak of may hold anything, nothing included.
        let may_be_empty = self.data.columns.get(name).is_none_or(optional);
        let allowed = self.allowed.get(name);
        let truths = allowed.filter(|_| kind == ColumnType::Boolean).map_or(&[][..], |(_, words)| words.as_slice());
        match checks::value(raw, (column, kind, truths), within, self.sources, self.findings) {
            Ok(Value::Empty) if !may_be_empty => {
                let message = format!("the column `{name}` has an empty cell");
                let help = format!("fill it in, or write `optional = true` for the column `{name}`");
                self.findings.push(Diagnostic::error("empty-cell", message).at(span, within).help(help));
                None
            }
            Ok(value) => match allowed.filter(|(keys, _)| !keys.contains(&value.key())) {
                Some((_, written)) if value != Value::Empty => {
                    let message = format!("`{}` is none of the values of the column `{name}`", raw.text);
                    let finding = Diagnostic::error("value-not-declared", message).at(span, within);
                    self.findings.push(finding.suggest(&raw.text, written.iter().map(String::as_str)));
                    None
                }
                _ => match checks::range(raw, &value, self.data.columns.get(name), within) {
                    Some(finding) => {
                        self.findings.push(finding);
                        None
                    }
                    None => Some(Cell { value, span }),
                },
            },
            Err(finding) => {
                self.findings.push(*finding);
                None
            }
        }
    }
}

/// Data without a row.
fn empty(data: Asked<'_>, has_head: bool) -> Diagnostic {
    let (what, help) = match (data.query.is_some(), has_head) {
        (true, _) => ("gives no row", "no row meets its conditions: widen them, or take the record out"),
        (false, true) => {
            ("is empty below the names of its columns", "add a row of data below them, or take the record out")
        }
        (false, false) => ("is empty", "write the names of the columns in its first row and the data below"),
    };
    let message = format!("`{}` {what}", data.name);
    Diagnostic::error("empty-data", message).at(data.span, "no row of data").help(help)
}

/// Where a cell is: its column, and on a sheet its name there. It is put into words only for a finding.
#[derive(Clone, Copy)]
pub(super) struct Within<'a> {
    column: &'a str,
    on_sheet: Option<(u32, u32)>,
}

fn within<'a>(row: &Row, index: usize, column: &'a str) -> Within<'a> {
    let place = row.on_sheet.zip(u32::try_from(index).ok());
    Within { column, on_sheet: place.map(|((row, first), index)| (row, first + index)) }
}

impl From<Within<'_>> for String {
    fn from(within: Within<'_>) -> String {
        match within.on_sheet {
            Some(place) => format!("cell {}, in the column `{}`", sheet::named(place), within.column),
            None => format!("in the column `{}`", within.column),
        }
    }
}

fn ragged(row: &Row, columns: &[Column]) -> Diagnostic {
    let (found, wanted) = (row.cells.len(), columns.len());
    let cells = if found == 1 { "cell" } else { "cells" };
    let message = format!("a row of {found} {cells} in a table of {wanted} columns");
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
