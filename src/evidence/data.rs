//! Tables of data: a file becomes columns of typed cells, each of which knows its place in the file. `format` says which
//! kinds of files there are; each has a reader, and all readers give the same rows of raw cells.
//!
//! The first row names the columns. What a cell may hold is strict on purpose: `1,500` could be one and a half thousand or
//! one and a half, so that a separator is refused rather than guessed at. Persian and Arabic digits are read.

mod cells;
mod checks;
mod format;
mod json;
mod ods;
mod rows;
mod sheet;
mod sqlite;
mod xlsx;
mod zipped;

pub use cells::Value;
pub use checks::references;

use super::files::{Folder, Kind};
use crate::diag::{Diagnostic, Files, Severity, Sink, Span};
use crate::spec::{Bound, ColumnType, Data, DataColumn, Records, Source};
use format::Format;
use rows::{Raw, Row};
use std::collections::BTreeMap;

/// A table of data, without fault.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its file, below the briefing's folder, as the specification names it.
    pub file: String,
    /// What is embedded of the file: its bytes, or, where it may hold more than the table (workbooks, databases), the table
    /// as CSV.
    pub bytes: Vec<u8>,
    /// The name under which that is embedded.
    pub attached: String,
    /// The media type of that.
    pub media_type: &'static str,
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
    let mut findings = Sink::default();
    let read = match open(data, folder, files, &mut findings) {
        Ok(read) => read,
        Err(finding) => {
            sink.push(finding);
            return None;
        }
    };
    let Read { format, rows, bytes } = read;
    let allowed = checks::allowed(data, sources, &mut findings);
    let table = Reader { data, format, sources, allowed, findings: &mut findings }.table(&rows);
    if let Some((columns, rows)) = &table {
        checks::unique(data, columns, rows, &mut findings);
    }
    let faults = findings.has_errors();
    report(findings, data, sink);
    let (columns, rows) = table.filter(|_| !faults)?;
    let attached = attached(data, format);
    Some(Table { file: data.file.value.clone(), bytes, attached, media_type: format.media_type(), columns, rows })
}

/// A file as it was read.
struct Read {
    format: Format,
    rows: Vec<Row>,
    bytes: Vec<u8>,
}

/// Reads the rows of a file. What is wrong with the file as a whole comes back, what is wrong in it goes to `findings`.
fn open(data: &Data, folder: &Folder, files: &mut Files, findings: &mut Sink) -> Result<Read, Diagnostic> {
    let (path, at) = (&data.file.value, Some(data.file.span));
    // a file that is not there, or that is elsewhere, is said to be so whatever its name ends in
    let format =
        Format::of(&data.file).map_err(|unknown| folder.sha256(path, Kind::DATA, at).err().unwrap_or(unknown))?;
    needless(data, format)?;
    let shown = folder.shown(path);
    let rows = match format {
        Format::Csv | Format::Tsv | Format::Json | Format::JsonLines => {
            let text = folder.read_text(path, Kind::DATA, at)?;
            let file = files.add(shown, &text);
            let rows = match format {
                Format::Csv => rows::read(&text, b',', file, findings),
                Format::Tsv => rows::read(&text, b'\t', file, findings),
                _ => json::read(&text, format == Format::JsonLines, file, findings),
            };
            return Ok(Read { format, rows, bytes: text.into_bytes() });
        }
        Format::Xlsx | Format::Ods => {
            let range = data.range.as_ref().map(sheet::corners).transpose()?;
            let bytes = folder.read(path, Kind::DATA, at)?;
            let wanted = data.sheet.as_ref().map(|sheet| sheet.value.as_str());
            let read = if format == Format::Xlsx { xlsx::read } else { ods::read };
            let rows = read(&bytes, wanted).and_then(|sheet| sheet::rows(&sheet, range, &shown, files, findings));
            rows.map_err(|refused| sheet::refusal(refused, &bytes, data))?
        }
        Format::Sqlite => sqlite::read(&folder.read(path, Kind::DATA, at)?, data, &shown, files)?,
    };
    Ok(Read { format, bytes: sheet::csv(&rows), rows })
}

/// Keys that say nothing of a file of this kind.
fn needless(data: &Data, format: Format) -> Result<(), Diagnostic> {
    let workbook = format.is_workbook();
    let keys = [
        ("sheet", &data.sheet, workbook, "workbooks (XLSX, ODS)"),
        ("range", &data.range, workbook, "workbooks (XLSX, ODS)"),
        ("table", &data.table, format == Format::Sqlite, "SQLite files"),
    ];
    match keys.iter().find_map(|(key, value, fits, of)| Some((key, value.as_ref().filter(|_| !fits)?, of))) {
        Some((key, value, of)) => {
            let message = format!("`{key}` says nothing of `{}`", data.file.value);
            let finding = Diagnostic::error("needless-key", message).at(value.span, "");
            Err(finding.help(format!("delete `{key}`: it is for {of}")))
        }
        None => Ok(()),
    }
}

/// The name under which a table is embedded: that of its file, with what of the file was read.
fn attached(data: &Data, format: Format) -> String {
    let mut name = data.file.value.replace('/', "-");
    if !(format.is_workbook() || format == Format::Sqlite) {
        return name;
    }
    for part in [&data.sheet, &data.range, &data.table].into_iter().flatten() {
        name.push('-');
        name.extend(part.value.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '-' }));
    }
    name + ".csv"
}

/// Hands findings on; of a file that is wrong from top to bottom, the first ones.
fn report(findings: Sink, data: &Data, sink: &mut Sink) {
    const SHOWN: usize = 20;
    let all = findings.into_sorted();
    let further = all.len().saturating_sub(SHOWN);
    let grave = all.iter().any(|finding| finding.severity == Severity::Error);
    let (errors, warnings): (Vec<_>, Vec<_>) = all.into_iter().partition(|finding| finding.severity == Severity::Error);
    for finding in errors.into_iter().chain(warnings).take(SHOWN) {
        sink.push(finding);
    }
    if further > 0 {
        let message = format!("`{}` has {further} further faults, not shown", data.file.value);
        let finding = if grave {
            Diagnostic::error("further-faults", message)
        } else {
            Diagnostic::warning("further-faults", message)
        };
        sink.push(finding.at(data.file.span, ""));
    }
}

/// Makes columns and cells of the rows of one file.
struct Reader<'a> {
    data: &'a Data,
    format: Format,
    sources: &'a Records<Source>,
    allowed: BTreeMap<String, (Vec<String>, Vec<String>)>,
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
        for cell in &head.cells {
            self.check_name(cell, &columns);
            columns.push(self.declared(&cell.text, cell.span));
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
        let message = format!("the columns of `{}` are separated by {shown}", self.data.file.value);
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
        let cells = row
            .cells
            .iter()
            .zip(columns)
            .enumerate()
            .map(|(index, (cell, column))| self.cell(cell, &within(row, index, &column.name), column));
        cells.collect::<Vec<_>>().into_iter().collect()
    }

    fn cell(&mut self, raw: &Raw, within: &str, column: &Column) -> Option<Cell> {
        let optional = |column: &DataColumn| column.optional.as_ref().is_some_and(|optional| optional.value);
        let (span, name) = (raw.span, &column.name);
        let kind = self.data.columns.get(name).map_or(ColumnType::Text, |column| column.r#type.value);
        if kind == ColumnType::Text && matches!(self.format, Format::Csv | Format::Tsv) {
            checks::runs(&raw.text, span, within).into_iter().for_each(|finding| self.findings.push(finding));
        }
        // A column that the specification does not speak of may hold anything, nothing included.
        let may_be_empty = self.data.columns.get(name).is_none_or(optional);
        match checks::value(raw, (column, kind), within, self.sources, self.findings) {
            Ok(Value::Empty) if !may_be_empty => {
                let message = format!("the column `{name}` has an empty cell");
                let help = format!("fill it in, or write `optional = true` for the column `{name}`");
                self.findings.push(Diagnostic::error("empty-cell", message).at(span, within).help(help));
                None
            }
            Ok(value) => match self.allowed.get(name).filter(|(keys, _)| !keys.contains(&value.key())) {
                Some((_, written)) if value != Value::Empty => {
                    let message = format!("`{}` is none of the values of the column `{name}`", raw.text);
                    let finding = Diagnostic::error("value-not-declared", message).at(span, within);
                    self.findings.push(finding.suggest(&raw.text, written.iter().map(String::as_str)));
                    None
                }
                _ => Some(Cell { value, span }),
            },
            Err(finding) => {
                self.findings.push(*finding);
                None
            }
        }
    }
}

/// Where a cell is: its column, and on a sheet its name there.
fn within(row: &Row, index: usize, column: &str) -> String {
    match row.on_sheet.zip(u32::try_from(index).ok()) {
        Some(((row, first), index)) => format!("cell {}, in the column `{column}`", sheet::named((row, first + index))),
        None => format!("in the column `{column}`"),
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
