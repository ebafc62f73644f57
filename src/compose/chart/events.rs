//! The plot of a timeline: a column of dates or months, one of texts, and one of last days where the specification names it.

use super::{bare, column, highlight};
use crate::chart::{Axis, Event, Plot};
use crate::compose::Composer;
use crate::diag::{Diagnostic, Span};
use crate::evidence::data::{Cell, Table, Value, month_of};
use crate::spec::{Chart, ColumnType};
use chrono::NaiveDate;

/// The events of the data, one a row. A row without a date, and a column of another type, is a finding.
pub(super) fn plot(composer: &mut Composer<'_>, record: &Chart, table: &Table, data: &str) -> Option<Plot> {
    let x = record.x.as_ref()?;
    let of_month = |name: &str| table.columns.iter().any(|c| c.name == name && c.kind == ColumnType::Month);
    let in_months = of_month(&x.value);
    let time = if in_months { ColumnType::Month } else { ColumnType::Date };
    let from = typed(composer, table, (&x.value, x.span, data), time)?;
    let until = match &record.until {
        Some(until) => Some(typed(composer, table, (&until.value, until.span, data), time)?),
        None => None,
    };
    let [text] = record.y.as_slice() else {
        let span = record.y.get(1).map_or(record.kind.span, |second| second.column.span);
        let finding = Diagnostic::error("needless-columns", "a `timeline` chart has one column of texts in `y`");
        composer.report(finding.at(span, "").help("join the columns in the data file"));
        return None;
    };
    let text = typed(composer, table, (&text.column.value, text.column.span, data), ColumnType::Text)?;
    if let Some(split) = &record.split {
        let finding = Diagnostic::error("needless-columns", "`split` says nothing about a `timeline` chart");
        composer.report(finding.at(split.span, "").help("delete it"));
        return None;
    }
    let mut events = Vec::new();
    for row in table.rows.iter() {
        let Some(from) = row.get(from).and_then(day) else {
            composer.report(undated(row.get(from)?.span));
            return None;
        };
        let text = match row.get(text).map(|cell| &cell.value) {
            Some(Value::Text(text)) => text.clone(),
            _ => String::new(),
        };
        let until = until.and_then(|at| row.get(at)).and_then(day);
        let to = if in_months { month_of(until.unwrap_or(from)).last_day() } else { until };
        events.push(Event { from, to, in_months, text });
    }
    let days = events.iter().map(|event| event.from).collect();
    let days = if in_months { Axis::Months(days) } else { Axis::Dates(days) };
    let highlight = highlight(composer, record, &days)?;
    let x_label = table.columns.get(from)?.label.clone();
    Some(Plot { events, highlight, x_label, ..bare(record) })
}

fn day(cell: &Cell) -> Option<NaiveDate> {
    if let Value::Date(day) | Value::Month(day) = cell.value { Some(day) } else { None }
}

fn undated(span: Span) -> Diagnostic {
    Diagnostic::error("undated-event", "an event has no date")
        .at(span, "when was it?")
        .help("give the day in the data file, or leave the row out")
}

/// The index of a column of this type.
fn typed(
    composer: &mut Composer<'_>,
    table: &Table,
    (name, span, data): (&str, Span, &str),
    kind: ColumnType,
) -> Option<usize> {
    let index = column(composer, table, name, span, data)?;
    let found = table.columns.get(index)?;
    if found.kind == kind {
        return Some(index);
    }
    let (code, what, kind) = match kind {
        ColumnType::Date => ("not-a-date", "dates", "date"),
        ColumnType::Month => ("not-a-date", "months", "month"),
        _ => ("not-text", "texts", "text"),
    };
    composer.report(
        Diagnostic::error(code, format!("the column `{name}` holds no {what}"))
            .at(span, format!("a `timeline` chart needs {what} here"))
            .help(format!("declare it: `columns.{name} = {{ type = \"{kind}\" }}`")),
    );
    None
}
