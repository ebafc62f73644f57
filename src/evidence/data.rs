//! Tables of data: a file becomes columns of typed cells, each of which knows its place in the file. `format` says which
//! kinds of files there are; each has a reader, and all readers give the same rows of raw cells. What a query or a database
//! gives goes the same way.
//!
//! The first row names the columns. What a cell may hold is strict on purpose: `1,500` could be one and a half thousand or
//! one and a half, so that a separator is refused rather than guessed at. Persian and Arabic digits are read.

mod cells;
mod checks;
mod database;
mod format;
mod given;
mod json;
mod kept;
mod ods;
mod reader;
mod rows;
mod sheet;
mod sqlite;
mod statement;
mod xlsx;
mod zipped;

pub use cells::{Value, month_of};
pub use checks::references;
pub(super) use database::read_database;
pub use given::Given;
pub(super) use given::of_query;
pub use kept::Tables;

use super::files::{Folder, Kind};
use crate::diag::{Diagnostic, Files, Severity, Sink, Span};
use crate::spec::{Bound, ColumnType, Data, Records, Source, Spanned, Spec, Text};
use format::Format;
use reader::Reader;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A table of data, without fault.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its file, below the briefing's folder, as the specification names it; `data.ID` of a query or a database.
    pub file: String,
    /// What is embedded of the file: its bytes, or, where it may hold more than the table (workbooks, databases), the table
    /// as CSV.
    pub bytes: Arc<[u8]>,
    /// The name under which that is embedded.
    pub attached: String,
    /// The media type of that.
    pub media_type: &'static str,
    /// Its columns, in the order of the file; at least one.
    pub columns: Vec<Column>,
    /// Its rows, in the order of the file; at least one, each with a cell a column.
    pub rows: Arc<Vec<Vec<Cell>>>,
    /// Of a table in which small numbers are not given: the totals of its rows and of its groups, as they may be printed.
    pub margins: Vec<Margin>,
}

/// The total of some rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Margin {
    /// The rows, by their place in the table, in order.
    pub rows: Vec<usize>,
    /// Their total, or that it is not given.
    pub total: Value,
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

/// Data that is read, and what its table is called in findings.
#[derive(Clone, Copy)]
struct Asked<'a> {
    data: &'a Data,
    /// The name of its file, or the id of a query's.
    name: &'a str,
    /// Where the specification names the file, or has the query.
    span: Span,
}

impl std::ops::Deref for Asked<'_> {
    type Target = Data;

    fn deref(&self) -> &Data {
        self.data
    }
}

impl<'a> Asked<'a> {
    /// Of the data `id`.
    fn of(id: &'a Spanned<String>, data: &'a Data) -> Self {
        match &data.file {
            Some(file) => Asked { data, name: &file.value, span: file.span },
            None => Asked { data, name: &id.value, span: data.origin().map_or(id.span, |origin| origin.span) },
        }
    }
}

/// Reads the file of the data `id`, or takes it from those that were read for other briefings. All that is wrong with it goes
/// to `sink`, up to a limit a file; then nothing comes back.
pub(super) fn read(
    (id, data): (&Spanned<String>, &Data),
    sources: &Records<Source>,
    (folder, kept): (&Folder, Option<&Tables>),
    files: &mut Files,
    sink: &mut Sink,
) -> Option<Table> {
    match kept {
        Some(kept) => kept.read((id, data), sources, folder, files, sink),
        None => read_file((id, data), sources, folder, files, sink),
    }
}

fn read_file(
    (id, data): (&Spanned<String>, &Data),
    sources: &Records<Source>,
    folder: &Folder,
    files: &mut Files,
    sink: &mut Sink,
) -> Option<Table> {
    let asked = Asked::of(id, data);
    let mut findings = Sink::default();
    let mut reader = Reader::new(asked, sources, &mut findings);
    let read = match open(asked, folder, files, &mut reader) {
        Ok(read) => read,
        Err(finding) => {
            sink.push(finding);
            return None;
        }
    };
    let (columns, rows) = reader.finish().unzip();
    let whole = !findings.has_errors();
    report(findings, asked, sink);
    let (columns, rows) = columns.zip(rows).filter(|_| whole)?;
    let (Read { format, bytes }, rows) = (read, Arc::new(rows));
    let (name, media_type) = (attached(asked, format), format.media_type());
    Some(Table { file: asked.name.to_owned(), bytes, attached: name, media_type, columns, rows, margins: Vec::new() })
}

/// Reads a file of data of which nothing is declared: all its cells are texts. `at` is where it is named.
pub fn undeclared(name: &str, at: Span, folder: &Folder, files: &mut Files, sink: &mut Sink) -> Option<Table> {
    let data = Data {
        file: Some(Text::verbatim(name, at)),
        database: None,
        query: None,
        protect: None,
        sheet: None,
        range: None,
        table: None,
        source: None,
        locator: None,
        covers: None,
        columns: Records::default(),
        note: None,
    };
    read_file((&Spanned::new(String::new(), at), &data), &Records::default(), folder, files, sink)
}

/// Whether a file of this name is a text whose cells stand between commas or tabs.
#[must_use]
pub fn is_delimited(name: &str) -> bool {
    let at = Span::new(crate::diag::FileId(0), 0..0);
    matches!(Format::of(name, at), Ok(Format::Csv | Format::Tsv))
}

/// A file as it was read.
struct Read {
    format: Format,
    bytes: Arc<[u8]>,
}

/// Reads a file and hands its rows to `reader`. What is wrong with the file as a whole comes back.
fn open(data: Asked<'_>, folder: &Folder, files: &mut Files, reader: &mut Reader<'_>) -> Result<Read, Diagnostic> {
    let (path, at) = (data.name, Some(data.span));
    // a file that is not there, or that is elsewhere, is said to be so whatever its name ends in
    let format =
        Format::of(path, data.span).map_err(|unknown| folder.sha256(path, Kind::DATA, at).err().unwrap_or(unknown))?;
    needless(data, format)?;
    reader.format = format;
    let shown = folder.shown(path);
    let rows = match format {
        Format::Csv | Format::Tsv | Format::Json | Format::JsonLines => {
            let text = folder.read_text(path, Kind::DATA, at)?;
            let file = files.add(shown, &text);
            match format {
                Format::Csv => rows::read(&text, b',', file, reader),
                Format::Tsv => rows::read(&text, b'\t', file, reader),
                _ => {
                    let rows = json::read(&text, format == Format::JsonLines, file, reader.findings);
                    if !reader.findings.has_errors() {
                        rows.iter().for_each(|row| reader.take(row));
                    }
                }
            }
            // it stays in memory once, for findings and to be embedded
            let text = files.get(file).map_or_else(|| Arc::from(text.as_str()), |file| Arc::clone(&file.text));
            return Ok(Read { format, bytes: text.into() });
        }
        Format::Xlsx | Format::Ods => {
            let range = data.range.as_ref().map(sheet::corners).transpose()?;
            let bytes = folder.read(path, Kind::DATA, at)?;
            let wanted = data.sheet.as_ref().map(|sheet| sheet.value.as_str());
            let read = if format == Format::Xlsx { xlsx::read } else { ods::read };
            let rows = read(&bytes, wanted).and_then(|sheet| {
                sheet::left_out(&sheet, range, data).into_iter().for_each(|finding| reader.findings.push(finding));
                sheet::rows(&sheet, range, &shown, files, reader.findings)
            });
            rows.map_err(|refused| sheet::refusal(refused, &bytes, data))?
        }
        Format::Sqlite => sqlite::read(&folder.read(path, Kind::DATA, at)?, data, &shown, files)?,
    };
    // what is wrong with the sheet itself is said before its cells are looked at
    if !reader.findings.has_errors() {
        rows.iter().for_each(|row| reader.take(row));
    }
    Ok(Read { format, bytes: sheet::csv(&rows).into() })
}

/// Keys that say nothing of a file of this kind.
fn needless(data: Asked<'_>, format: Format) -> Result<(), Diagnostic> {
    let workbook = format.is_workbook();
    let keys = [
        ("sheet", &data.sheet, workbook, "workbooks (XLSX, ODS)"),
        ("range", &data.range, workbook, "workbooks (XLSX, ODS)"),
        ("table", &data.table, format == Format::Sqlite, "SQLite files"),
    ];
    match keys.iter().find_map(|(key, value, fits, of)| Some((key, value.as_ref().filter(|_| !fits)?, of))) {
        Some((key, value, of)) => {
            let message = format!("`{key}` says nothing of `{}`", data.name);
            let finding = Diagnostic::error("needless-key", message).at(value.span, "");
            Err(finding.help(format!("delete `{key}`: it is for {of}")))
        }
        None => Ok(()),
    }
}

/// The name under which a table is embedded: that of its file, with what of the file was read.
fn attached(data: Asked<'_>, format: Format) -> String {
    let mut name = data.name.replace('/', "-");
    if !(format.is_workbook() || format == Format::Sqlite) {
        return name;
    }
    for part in [&data.sheet, &data.range, &data.table].into_iter().flatten() {
        name.push('-');
        name.extend(part.value.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '-' }));
    }
    name + ".csv"
}

/// Gives the tables names under which they can all be embedded: two that are not the same have not the same name, and none has
/// that of another file that is embedded. One file that several read is embedded once.
pub(super) fn name(spec: &Spec, tables: &mut BTreeMap<String, Table>) {
    let others = ["briefing.toml", "evidence-ledger.json"];
    let mut known: BTreeMap<String, Vec<u8>> = others.map(|name| (name.to_owned(), Vec::new())).into();
    for (id, _) in spec.data.iter() {
        let Some(table) = tables.get_mut(&id.value) else { continue };
        let own = Sha256::digest(&table.bytes).to_vec();
        let taken = |name: &str| known.get(&name.to_lowercase()).is_some_and(|other| *other != own);
        let mut name = table.attached.clone();
        let mut tries = 0;
        while taken(&name) {
            tries += 1;
            let mark = if tries == 1 { id.value.clone() } else { format!("{}-{tries}", id.value) };
            name = format!("{mark}-{}", table.attached);
        }
        known.insert(name.to_lowercase(), own);
        table.attached = name;
    }
}

/// Hands findings on; of a file that is wrong from top to bottom, the first ones.
fn report(findings: Sink, data: Asked<'_>, sink: &mut Sink) {
    const SHOWN: usize = 20;
    let all = findings.into_sorted();
    let further = all.len().saturating_sub(SHOWN);
    let grave = all.iter().any(|finding| finding.severity == Severity::Error);
    let (errors, warnings): (Vec<_>, Vec<_>) = all.into_iter().partition(|finding| finding.severity == Severity::Error);
    for finding in errors.into_iter().chain(warnings).take(SHOWN) {
        sink.push(finding);
    }
    if further > 0 {
        let message = format!("`{}` has {further} further faults, not shown", data.name);
        let finding = if grave {
            Diagnostic::error("further-faults", message)
        } else {
            Diagnostic::warning("further-faults", message)
        };
        sink.push(finding.at(data.span, ""));
    }
}

#[cfg(test)]
mod tests;
