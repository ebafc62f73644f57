//! A sheet of a workbook: filled cells by row and column, from which rows are made, and the text in which findings show
//! them. Line 7 of that text is row 7 of the sheet.

use super::Asked;
use super::rows::{Raw, Row, Written};
use crate::diag::{Diagnostic, FileId, Files, Sink, Span};
use crate::spec::Text;
use std::collections::BTreeMap;
use std::ops::Range;

/// The most that a workbook may unpack to, and the most text that the cells of a sheet may hold, in bytes: 256 MiB; less in tests, which must
/// make such files.
pub(super) const UNPACKED: usize = if cfg!(test) { 4 << 20 } else { 256 << 20 };
/// The most cells of a table, empty ones included.
const CELLS: usize = if cfg!(test) { 40_000 } else { 4_000_000 };
/// The rows that a sheet may have.
const ROWS: u32 = 1_048_576;
/// The columns that it may have.
const COLUMNS: u32 = 16_384;

/// Row and column of a cell, from 0.
pub(super) type At = (u32, u32);

/// Why a workbook is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refused {
    /// It is none, or a broken one.
    Broken,
    /// It needs a password.
    Locked,
    /// It unpacks to more than [`UNPACKED`], or has more than [`CELLS`].
    TooLarge,
    /// It has no such sheet, but these.
    Sheets(Vec<String>),
}

/// What is filled of a sheet.
#[derive(Debug, Clone, Default)]
pub(super) struct Sheet {
    /// Its name.
    pub name: String,
    /// Its cells that are not empty.
    pub cells: BTreeMap<At, (String, Written)>,
    /// Its merged cells: the first and the last of each.
    pub merged: Vec<(At, At)>,
    bytes: usize,
}

impl Sheet {
    /// An empty sheet.
    pub fn new(name: &str) -> Self {
        Sheet { name: name.to_owned(), ..Sheet::default() }
    }

    /// Fills a cell.
    pub fn fill(&mut self, at: At, text: &str, written: Written) -> Result<(), Refused> {
        let text = text.trim();
        let silent = !matches!(written, Written::NoResult | Written::Error);
        if text.is_empty() && silent {
            return Ok(());
        }
        self.bytes += text.len();
        if self.bytes > UNPACKED || self.cells.len() >= CELLS || at.0 >= ROWS || at.1 >= COLUMNS {
            return Err(Refused::TooLarge);
        }
        self.cells.insert(at, (text.to_owned(), written));
        Ok(())
    }
}

/// Which sheet is meant: that of the name, or the only one.
pub(super) fn choose(wanted: Option<&str>, names: Vec<String>) -> Result<String, Refused> {
    let found = match (wanted, names.as_slice()) {
        (Some(wanted), _) => names.iter().find(|name| *name == wanted),
        (None, [only]) => Some(only),
        (None, _) => None,
    };
    found.cloned().ok_or(Refused::Sheets(names))
}

/// The finding for a workbook that is not read.
pub(super) fn refusal(refused: Refused, bytes: &[u8], data: Asked<'_>) -> Diagnostic {
    let (file, at) = (data.name, data.span);
    match refused {
        Refused::Broken => {
            let finding = Diagnostic::error("not-a-workbook", format!("`{}` cannot be read as a workbook", file));
            let finding = finding.at(at, "");
            let head = bytes.get(..bytes.len().min(512)).unwrap_or(bytes);
            if bytes.is_empty() {
                finding.help("the file is empty: save it again")
            } else if head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
                finding.help("it is an older workbook (XLS) or has a password: save it as XLSX without a password")
            } else if !head.starts_with(b"PK") && std::str::from_utf8(head).is_ok_and(|text| !text.contains('\0')) {
                finding.help("it is a text: name it `.csv`, `.tsv` or `.json`, as it is")
            } else {
                finding.help("open it in a spreadsheet program and save it as XLSX or ODS")
            }
        }
        Refused::Locked => Diagnostic::error("not-a-workbook", format!("`{}` has a password", file))
            .at(at, "")
            .help("save it without a password"),
        Refused::TooLarge => {
            let message = format!("`{}` is too large when it is unpacked", file);
            let help = "a workbook may unpack to 256 MiB and a table have 4 million cells: save the sheet as CSV";
            Diagnostic::error("too-large", message).at(at, "").help(help)
        }
        Refused::Sheets(names) => {
            let known = names.iter().map(String::as_str);
            match &data.sheet {
                Some(sheet) => {
                    let message = format!("there is no sheet `{}` in `{}`", sheet.value, file);
                    Diagnostic::error("unknown-sheet", message).at(sheet.span, "not found").suggest(&sheet.value, known)
                }
                None => {
                    let message = format!("`{}` has {} sheets, and which is meant is not said", file, names.len());
                    let finding = Diagnostic::error("unknown-sheet", message).at(at, "");
                    finding.help("name it: `sheet = \"…\"`").suggest("", known)
                }
            }
        }
    }
}

/// The corners of `A3:F40`.
pub(super) fn corners(range: &Text) -> Result<(At, At), Diagnostic> {
    let parsed = range.value.split_once(':').and_then(|(from, to)| Some((cell(from)?, cell(to)?)));
    parsed.filter(|(from, to)| from.0 < to.0 && from.1 <= to.1).ok_or_else(|| {
        let message = format!("`{}` is no range of cells", range.value);
        let finding = Diagnostic::error("invalid-range", message).at(range.span, "");
        finding.help("write the first cell and the last one: `A3:F40`; the names of the columns are in the first row")
    })
}

/// Row and column of `B7`.
fn cell(text: &str) -> Option<At> {
    let text = text.trim().replace('$', "");
    let digits = text.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, row) = text.split_at(digits);
    if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|letter| letter.is_ascii_alphabetic()) {
        return None;
    }
    let column = letters.bytes().fold(0, |sum, letter| sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    let row: u32 = row.parse().ok()?;
    (row > 0 && row <= ROWS && column <= COLUMNS).then(|| (row - 1, column - 1))
}

/// A cell as people name it: `B7`.
pub(super) fn named((row, column): At) -> String {
    let (mut letters, mut rest) = (Vec::new(), column + 1);
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    format!("{}{}", letters.iter().rev().collect::<String>(), row + 1)
}

/// The rows of a sheet, that of the names first, and the text in which findings show them, which is added to `files`.
pub(super) fn rows(
    sheet: &Sheet,
    range: Option<(At, At)>,
    name: &str,
    files: &mut Files,
    findings: &mut Sink,
) -> Result<Vec<Row>, Refused> {
    let Some((first, last)) = extent(sheet, range) else { return Ok(Vec::new()) };
    let width = (last.1 - first.1) as usize + 1;
    if width.saturating_mul((last.0 - first.0) as usize + 1) > CELLS {
        return Err(Refused::TooLarge);
    }
    let mut text = "\n".repeat(first.0 as usize);
    let mut lines: Vec<(u32, Vec<Range<usize>>)> = Vec::new();
    let mut before = false;
    for row in first.0..=last.0 {
        let filled = sheet.cells.range((row, first.1)..=(row, last.1)).next().is_some();
        // rows without a cell are one finding where they begin
        if filled || before {
            lines.push((row, line(sheet, row, first.1..=last.1, &mut text)));
        }
        before = filled;
        text.push('\n');
    }
    let file = files.add(name, &text);
    for (from, to) in &sheet.merged {
        if from.0 <= last.0 && to.0 >= first.0 && from.1 <= last.1 && to.1 >= first.1 {
            findings.push(merged(sheet, (*from, *to), &lines, first.1, file));
        }
    }
    let row = |(number, places): (u32, Vec<Range<usize>>)| {
        let whole = places.first().map_or(0, |first| first.start)..places.last().map_or(0, |last| last.end);
        let cells = places.into_iter().zip(first.1..).map(|(place, column)| {
            let (text, written) =
                sheet.cells.get(&(number, column)).cloned().unwrap_or((String::new(), Written::Plain));
            Raw { text, span: Span::new(file, place), written }
        });
        Row { cells: cells.collect(), span: Span::new(file, whole), on_sheet: Some((number, first.1)) }
    };
    Ok(lines.into_iter().map(row).collect())
}

/// The corners of what is read: the range without the empty rows at its end, or all that is filled.
fn extent(sheet: &Sheet, range: Option<(At, At)>) -> Option<(At, At)> {
    let (from, to) = range.unwrap_or(((0, 0), (ROWS, COLUMNS)));
    let inside = |at: &At| at.0 >= from.0 && at.0 <= to.0 && at.1 >= from.1 && at.1 <= to.1;
    let mut found: Option<(At, At)> = None;
    for at in sheet.cells.keys().filter(|at| inside(at)) {
        let (first, last) = found.unwrap_or((*at, *at));
        found = Some(((first.0.min(at.0), first.1.min(at.1)), (last.0.max(at.0), last.1.max(at.1))));
    }
    let (first, last) = found?;
    Some(if range.is_some() { (from, (last.0, to.1)) } else { (first, last) })
}

/// Filled cells that a range leaves out though they touch it: rows were added below it, or columns beside it.
pub(super) fn left_out(sheet: &Sheet, range: Option<(At, At)>, data: Asked<'_>) -> Option<Diagnostic> {
    let ((from, to), written) = range.zip(data.range.as_ref())?;
    let at = |(row, column): &At| {
        (*row == to.0 + 1 && (from.1..=to.1).contains(column)) || (*column == to.1 + 1 && (from.0..=to.0).contains(row))
    };
    let first = sheet.cells.keys().find(|place| at(place))?;
    let side = if first.0 > to.0 { "below" } else { "beside" };
    let message =
        format!("the cell `{}` {side} the range `{}` is filled, and is not read", named(*first), written.value);
    let finding = Diagnostic::warning("range-cuts", message).at(written.span, format!("on the sheet `{}`", sheet.name));
    Some(
        finding
            .help("widen the range; or leave an empty row or column between the table and what does not belong to it"),
    )
}

/// Writes a row as CSV into `text` and says where its cells stand.
fn line(sheet: &Sheet, row: u32, columns: std::ops::RangeInclusive<u32>, text: &mut String) -> Vec<Range<usize>> {
    let first = *columns.start();
    let place = |column: u32| {
        if column > first {
            text.push(',');
        }
        let start = text.len();
        let shown = match sheet.cells.get(&(row, column)) {
            Some((cell, _)) => cell.replace(['\n', '\r'], " "),
            None => String::new(),
        };
        if shown.contains([',', '"']) {
            text.push_str(&format!("\"{}\"", shown.replace('"', "\"\"")));
        } else {
            text.push_str(&shown);
        }
        start..text.len()
    };
    columns.map(place).collect()
}

fn merged(
    sheet: &Sheet,
    (from, to): (At, At),
    lines: &[(u32, Vec<Range<usize>>)],
    first: u32,
    file: FileId,
) -> Diagnostic {
    let line = lines.iter().find(|(row, _)| *row >= from.0);
    let place = line.and_then(|(_, places)| places.get(from.1.saturating_sub(first) as usize)).cloned().unwrap_or(0..0);
    let message = format!("the cells `{}:{}` are merged", named(from), named(to));
    Diagnostic::error("merged-cells", message)
        .at(Span::new(file, place), format!("on the sheet `{}`", sheet.name))
        .help("separate them, and fill in each of them: a merged cell has a value in one row and column only")
}

/// Rows as CSV: what is embedded of a file that holds more than the table.
pub(super) fn csv(rows: &[Row]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in rows {
        // into memory: nothing is there that can fail
        let _ = writer.write_record(row.cells.iter().map(|cell| cell.text.as_bytes()));
    }
    writer.into_inner().unwrap_or_default()
}
