//! Data with one value a row, and a column that says which series it belongs to: rows become series on one axis.

use super::{axis_of, column, place_name};
use crate::chart::{Axis, Series};
use crate::compose::Composer;
use crate::diag::{Diagnostic, Span};
use crate::evidence::data::{Cell, Table, Value};
use crate::spec::{Chart, Spanned};
use rust_decimal::Decimal;

/// The axis of all places and a series for each value of the column `by`, in the order in which they first appear; years,
/// months and dates in rising order. `whole` is the column of values as one series. A place without a row is a gap; two rows for
/// one place of one series are a finding.
pub(super) fn pivot(
    composer: &mut Composer<'_>,
    record: &Chart,
    table: &Table,
    (x, by, data): (usize, &Spanned<String>, &str),
    whole: Vec<Series>,
) -> Option<(Axis, Vec<Series>)> {
    let [whole] = <[Series; 1]>::try_from(whole).map_err(|_| composer.report(several(by.span))).ok()?;
    let by = column(composer, table, &by.value, by.span, data)?;
    let value = |row: usize, column: usize| table.rows.get(row)?.get(column).map(|cell| &cell.value);
    let rows = 0..table.rows.len();
    let places = in_time(distinct(rows.clone().filter_map(|row| value(row, x))));
    let names = in_time(distinct(rows.clone().filter_map(|row| value(row, by))));
    let mut found: Vec<Vec<Option<Decimal>>> = vec![vec![None; places.len()]; names.len()];
    let mut seen: Vec<(usize, usize, usize)> = Vec::new();
    for row in rows {
        let place = places.iter().position(|place| value(row, x) == Some(place))?;
        let name = names.iter().position(|name| value(row, by) == Some(name))?;
        if let Some((_, _, first)) = seen.iter().find(|(a, b, _)| (*a, *b) == (place, name)) {
            composer.report(twice(record, table, (*first, row, x))?);
            return None;
        }
        seen.push((place, name, row));
        *found.get_mut(name)?.get_mut(place)? = whole.values.get(row).copied().flatten();
    }
    let series = names
        .iter()
        .zip(found)
        .map(|(name, values)| Series { name: place_name(composer, name), values, ..whole.clone() })
        .collect();
    Some((axis_of(composer, &places), series))
}

/// The series of each row, by its index, in the order of [`pivot`].
pub(super) fn series_of_rows(table: &Table, by: usize) -> Vec<usize> {
    let value = |row: &[Cell]| row.get(by).map(|cell| cell.value.clone());
    let names = in_time(distinct(table.rows.iter().filter_map(|row| row.get(by).map(|cell| &cell.value))));
    let at = |row: &Vec<Cell>| names.iter().position(|name| value(row).as_ref() == Some(*name)).unwrap_or_default();
    table.rows.iter().map(at).collect()
}

/// Each value once, in the order in which they first appear.
fn distinct<'a>(values: impl Iterator<Item = &'a Value>) -> Vec<&'a Value> {
    let mut found = Vec::new();
    for value in values {
        if !found.contains(&value) {
            found.push(value);
        }
    }
    found
}

/// Years, months and days in rising order; all else as it is.
fn in_time(mut values: Vec<&Value>) -> Vec<&Value> {
    let time = |value: &Value| match value {
        Value::Date(day) | Value::Month(day) => Some((0, Some(*day))),
        Value::Year(year) => Some((*year, None)),
        _ => None,
    };
    if values.iter().all(|value| time(value).is_some()) {
        values.sort_by_key(|value| time(value));
    }
    values
}

fn several(span: Span) -> Diagnostic {
    Diagnostic::error("needless-columns", "`split` makes series of one column, and `y` names several")
        .at(span, "")
        .help("keep one column in `y`, or delete `split`")
}

/// Two rows for one place of one series.
fn twice(record: &Chart, table: &Table, (first, second, x): (usize, usize, usize)) -> Option<Diagnostic> {
    let cell = |row: usize| table.rows.get(row).and_then(|row| row.get(x));
    let by = record.split.as_ref().map_or("", |by| by.value.as_str());
    Some(
        Diagnostic::error("duplicate-row", format!("two rows for one place of one series of `{by}`"))
            .at(cell(second)?.span, "a second time")
            .also(cell(first)?.span, "the first time")
            .help("keep one of the rows, or name the column that tells them apart in `x` or `split`"),
    )
}
