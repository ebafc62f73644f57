//! Workbooks of Office Open XML, read with `calamine` cell by cell: a sheet with one cell at each end is two cells, not a billion.

use super::rows::Written;
use super::sheet::{Refused, Sheet, choose};
use super::zipped;
use calamine::{DataRef, ExcelDateTime, Reader, SheetType, Xlsx, XlsxError};
use std::io::Cursor;

/// The sheet `wanted`, or the only one.
pub(super) fn read(bytes: &[u8], wanted: Option<&str>) -> Result<Sheet, Refused> {
    zipped::unpacks(bytes)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(refused)?;
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let name = choose(wanted, sheets.map(|sheet| sheet.name.clone()).collect())?;
    let mut sheet = Sheet::new(&name);
    for merged in book.merge_cells_by_sheet_name(&name).map_err(refused)? {
        sheet.merged.push((merged.start, merged.end));
    }
    let mut cells = book.worksheet_cells_reader(&name).map_err(refused)?;
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(refused)? {
        let (text, written) = match cell.value {
            DataRef::Empty if cell.formula.is_some() => (String::new(), Written::NoResult),
            DataRef::Empty => continue,
            DataRef::Int(number) => (number.to_string(), Written::Number),
            DataRef::Float(number) => (shortest(number), Written::Number),
            DataRef::String(text) => (text, Written::Words),
            DataRef::SharedString(text) => {
                sheet.fill(cell.pos, text, Written::Words)?;
                continue;
            }
            DataRef::Bool(truth) => (truth.to_string(), Written::Truth),
            DataRef::DateTime(time) => day(time),
            DataRef::DateTimeIso(text) => match text.strip_suffix("T00:00:00") {
                Some(day) => (day.to_owned(), Written::Day),
                None if text.len() == 10 => (text, Written::Day),
                None => (text, Written::Time),
            },
            DataRef::DurationIso(text) => (text, Written::Time),
            DataRef::Error(error) => (error.to_string(), Written::Error),
        };
        sheet.fill(cell.pos, &text, written)?;
    }
    Ok(sheet)
}

fn refused(error: XlsxError) -> Refused {
    match error {
        XlsxError::Password => Refused::Locked,
        _ => Refused::Broken,
    }
}

/// A number as the spreadsheet shows it: with fifteen digits at most, for the sixteenth is an accident of the binary form.
fn shortest(number: f64) -> String {
    let rounded = format!("{number:.14e}").parse::<f64>().unwrap_or(number);
    rounded.to_string()
}

/// A day, or a day with its time.
fn day(time: ExcelDateTime) -> (String, Written) {
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    let text = format!("{year:04}-{month:02}-{day:02}");
    if time.is_duration() {
        (shortest(time.as_f64()), Written::Time)
    } else if time.as_f64().fract() == 0.0 && time.as_f64() >= 1.0 {
        (text, Written::Day)
    } else {
        (format!("{text} {hour:02}:{minute:02}:{second:02}"), Written::Time)
    }
}
