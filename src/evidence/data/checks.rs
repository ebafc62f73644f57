//! What a file says of a cell, beside its text, against what its column is declared to be.

use super::cells::{self, Value};
use super::reader::Within;
use super::rows::{Raw, Written};
use super::{Asked, Cell, Column, Table};
use crate::diag::{Diagnostic, Sink, Span};
use crate::spec::{ColumnType, DataColumn, Records, Source, Spanned, Spec, solar_hijri};
use chrono::{Datelike, Days};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// A cell that holds a formula and not what comes of it, without its place.
pub(super) fn formula(raw: &Raw) -> Option<Diagnostic> {
    match raw.written {
        Written::NoResult => {
            let finding = Diagnostic::error("formula-without-result", "a formula whose result is not in the file");
            Some(finding.help("open the file in a spreadsheet program and save it there: that puts the results in"))
        }
        Written::Error if raw.text == "bytes" => Some(
            Diagnostic::error("invalid-cell", "bytes, which are no text").help("leave the column out of the table"),
        ),
        Written::Error => {
            let message = format!("`{}` is the error of a formula", raw.text);
            Some(Diagnostic::error("formula-error", message).help("mend the formula, and save the file"))
        }
        _ => None,
    }
}

/// The value of a cell in `column`, or why there is none. What lets the value stand goes to `findings`.
pub(super) fn value(
    raw: &Raw,
    (column, kind, truths): (&Column, ColumnType, &[String]),
    within: Within<'_>,
    sources: &Records<Source>,
    findings: &mut Sink,
) -> Result<Value, Box<Diagnostic>> {
    let refused = |message: String, help: &str| {
        Box::new(Diagnostic::error("invalid-cell", message).at(raw.span, within).help(help))
    };
    if let Some(finding) = formula(raw) {
        return Err(Box::new(finding.at(raw.span, within)));
    }
    let numbers = matches!(kind, ColumnType::Number | ColumnType::Integer | ColumnType::Year);
    let text = &raw.text;
    match raw.written {
        Written::Day if numbers => {
            let help = "format the cells as numbers, or declare the column as `date`";
            return Err(refused(format!("`{text}` is a day where a number is wanted"), help));
        }
        Written::Time if kind != ColumnType::Text => {
            return Err(refused(
                format!("`{text}` is a time"),
                "leave the time of day out, or declare the column as `text`",
            ));
        }
        Written::Number if kind == ColumnType::Date => {
            return Err(refused(format!("`{text}` is a number where a day is wanted"), "format the cells as dates"));
        }
        Written::Truth if numbers => {
            let help = "write a number; `true` and `false` are none";
            return Err(refused(format!("`{text}` is no number"), help));
        }
        _ => {}
    }
    let scientific = (raw.written == Written::Number && text.contains(['e', 'E']))
        .then(|| Decimal::from_scientific(text).ok())
        .flatten()
        .map(|number| number.normalize().to_string());
    let text = scientific.as_ref().unwrap_or(text);
    // a spreadsheet keeps a month as its first day
    let first_day = text.strip_suffix("-01").filter(|_| kind == ColumnType::Month && raw.written == Written::Day);
    let text = first_day.unwrap_or(text);
    let value = cells::parse(text, kind, if raw.written == Written::Truth { &[] } else { truths }, sources);
    // other digits than those of ASCII cannot be numbers in a workbook
    let is_text = raw.written == Written::Words || raw.written == Written::Quoted && kind != ColumnType::Year;
    if numbers && is_text && text.is_ascii() && value.is_ok() {
        let message = format!("`{text}` is a text in the file, not a number");
        let help = "make it a number: the program that wrote the file leaves texts out of its sums";
        findings.push(Diagnostic::warning("number-as-text", message).at(raw.span, within).help(help));
    }
    value.map_err(|fault| Box::new(fault.diagnostic(text, &column.name, raw.span).at(raw.span, within)))
}

/// Years that are taken for granted: what is before or after them is a slip, or of another calendar.
const YEARS: (i32, i32) = (1800, 2200);
/// Years that are probably of the Solar Hijri calendar.
const SOLAR_HIJRI: std::ops::RangeInclusive<i32> = 1200..=1500;

/// A number, or the year of a time, that is out of the range of its column.
pub(super) fn range(raw: &Raw, value: &Value, declared: Option<&DataColumn>, within: Within<'_>) -> Option<Diagnostic> {
    let (number, year) = match value {
        Value::Number(number) => (*number, None),
        Value::Year(year) => (Decimal::from(*year), Some(*year)),
        Value::Month(day) | Value::Date(day) => (Decimal::from(day.year()), Some(day.year())),
        _ => return None,
    };
    let end = |end: Option<&Spanned<Decimal>>, usual: i32| end.map(|end| end.value).or(year.map(|_| usual.into()));
    let least = end(declared.and_then(|column| column.least.as_ref()), YEARS.0).filter(|least| number < *least);
    let most = end(declared.and_then(|column| column.most.as_ref()), YEARS.1).filter(|most| number > *most);
    let (end, key, side) = least.map(|end| (end, "least", "below")).or(most.map(|end| (end, "most", "above")))?;
    let of_what = if year.is_some() { "the years" } else { "the numbers" };
    let message = format!("`{}` is {side} {of_what} of the column, which {} {end}", raw.text, ends(key));
    let finding = Diagnostic::error("invalid-cell", message).at(raw.span, within);
    let finding = match year.filter(|year| SOLAR_HIJRI.contains(year)) {
        Some(_) => finding.help(other_calendar(value)),
        None => finding,
    };
    Some(finding.help(format!("correct it, or write another `{key}` for the column where it is right")))
}

fn ends(key: &str) -> &'static str {
    if key == "least" { "begin with" } else { "end with" }
}

/// What to do with a time of the Solar Hijri calendar. It is given by its days, since a month or a year of that calendar lies
/// in two of the Gregorian one.
fn other_calendar(value: &Value) -> String {
    let gregorian = match value {
        Value::Date(day) => solar_hijri::first_day(day.year(), day.month())
            .and_then(|first| first.checked_add_days(Days::new(u64::from(day.day0())))),
        _ => None,
    };
    let said = "it looks like a time of the Solar Hijri calendar, and columns hold times of the Gregorian one";
    match gregorian {
        Some(day) => format!("{said}: that day is `{day}`"),
        None => format!("{said}: give days of that, or declare the column as `text`"),
    }
}

/// A text that a spreadsheet would take for a formula when it opens the file, which is handed on with the document.
pub(super) fn runs(text: &str, span: Span, within: Within<'_>) -> Option<Diagnostic> {
    let first = text.chars().next().filter(|first| matches!(first, '=' | '+' | '@'))?;
    let message = format!("a text begins with `{first}`: spreadsheets take it for a formula");
    let finding = Diagnostic::warning("formula-in-text", message).at(span, within);
    Some(finding.help("write the text without it, for the file is handed on with the document"))
}

/// The values that columns may have, by the names of these.
pub(super) fn allowed(
    data: Asked<'_>,
    sources: &Records<Source>,
    findings: &mut Sink,
) -> BTreeMap<String, (Vec<String>, Vec<String>)> {
    let mut all = BTreeMap::new();
    for (name, column) in data.columns.iter().filter(|(_, column)| !column.values.is_empty()) {
        let written: Vec<String> = column.values.iter().map(|value| value.value.clone()).collect();
        if column.r#type.value == ColumnType::Boolean {
            if let Some(last) = column.values.last().filter(|_| written.len() != 2) {
                let finding = Diagnostic::error("wrong-length", "there are two words for yes and no, in this order");
                findings.push(finding.at(last.span, "").help("write `values = [\"oui\", \"non\"]`"));
            }
            all.insert(name.value.clone(), (vec!["true".to_owned(), "false".to_owned()], written));
            continue;
        }
        let mut keys = Vec::new();
        for value in &column.values {
            match cells::parse(&value.value, column.r#type.value, &[], sources) {
                Ok(parsed) => keys.push(parsed.key()),
                Err(fault) => findings.push(fault.diagnostic(&value.value, &name.value, value.span)),
            }
        }
        all.insert(name.value.clone(), (keys, written));
    }
    all
}

/// Values that stand twice in a column that is declared `unique`.
pub(super) fn unique(data: Asked<'_>, columns: &[Column], rows: &[Vec<Cell>], findings: &mut Sink) {
    let is_unique = |name: &str| {
        data.columns.get(name).and_then(|column| column.unique.as_ref()).is_some_and(|unique| unique.value)
    };
    for (index, column) in columns.iter().enumerate().filter(|(_, column)| is_unique(&column.name)) {
        let filled = rows.iter().filter_map(|row| row.get(index)).filter(|cell| cell.value != Value::Empty);
        let mut keys: Vec<(String, Span)> = filled.map(|cell| (cell.value.key(), cell.span)).collect();
        // by value, and those that are the same in the order of the file
        keys.sort();
        for same in keys.chunk_by(|(a, _), (b, _)| a == b) {
            let [(key, first), others @ ..] = same else { continue };
            for (_, span) in others {
                let message = format!("`{key}` stands twice in the column `{}`", column.name);
                let finding = Diagnostic::error("duplicate-value", message).at(*span, "again");
                let help = "delete one of the rows, or take `unique` away";
                findings.push(finding.also(*first, "first").help(help));
            }
        }
    }
}

/// Values that do not stand in the column that `references` names; `tables` are those that were read.
pub fn references(spec: &Spec, tables: &BTreeMap<String, Table>, sink: &mut Sink) {
    for (id, data) in spec.data.iter() {
        let Some(table) = tables.get(&id.value) else { continue };
        let mut findings = Sink::default();
        for (name, column) in data.columns.iter() {
            if let Some(to) = &column.references {
                refer(table, &name.value, to, spec, tables, &mut findings);
            }
        }
        super::report(findings, Asked::of(id, data), sink);
    }
}

fn refer(
    table: &Table,
    name: &str,
    to: &Spanned<String>,
    spec: &Spec,
    tables: &BTreeMap<String, Table>,
    findings: &mut Sink,
) {
    let unknown = |message: String| Diagnostic::error("unknown-reference", message).at(to.span, "");
    let Some((id, other)) = to.value.split_once('.') else {
        let help = "write the id of the data, a point and the name of the column: `people.id`";
        findings.push(unknown(format!("`{}` is no column of data", to.value)).help(help));
        return;
    };
    if spec.data.get(id).is_none() {
        findings.push(unknown(format!("there is no data `{id}`")).suggest(id, spec.data.ids()));
        return;
    }
    // a table with faults of its own is reported
    let Some(there) = tables.get(id) else { return };
    let Some(at) = there.columns.iter().position(|column| column.name == other) else {
        let known = there.columns.iter().map(|column| column.name.as_str());
        findings.push(unknown(format!("there is no column `{other}` in the data `{id}`")).suggest(other, known));
        return;
    };
    let known: BTreeSet<String> =
        there.rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.value.key()).collect();
    let Some(own) = table.columns.iter().position(|column| column.name == name) else { return };
    for cell in table.rows.iter().filter_map(|row| row.get(own)).filter(|cell| cell.value != Value::Empty) {
        let key = cell.value.key();
        if !known.contains(&key) {
            let message = format!("`{key}` does not stand in `{}`", to.value);
            let finding =
                Diagnostic::error("broken-reference", message).at(cell.span, format!("in the column `{name}`"));
            let near = crate::diag::nearest(&key, known.iter().map(String::as_str));
            let help =
                near.map_or("add the row that is meant there".to_owned(), |near| format!("did you mean `{near}`?"));
            findings.push(finding.help(help));
        }
    }
}
