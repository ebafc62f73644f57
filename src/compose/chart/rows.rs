//! Rows that the data lack: a year, month or day that a series of times leads to and that has no row.

use super::super::Composer;
use crate::chart::{self, Axis, Gap, Series};
use crate::diag::Diagnostic;
use crate::evidence::data::{Cell, Table, Value};
use crate::spec::{Chart, ChartGaps, ColumnType, Sort};

/// Up to so many gaps are named.
const MOST_NAMED: usize = 6;

/// A row without its year, month or day has no place on an axis of times.
pub(super) fn check_dated(composer: &mut Composer<'_>, record: &Chart, table: &Table, x: usize) -> Option<()> {
    let what = match table.columns.get(x).map(|column| column.kind) {
        Some(ColumnType::Year) => "year",
        Some(ColumnType::Month) => "month",
        Some(ColumnType::Date) => "date",
        _ => return Some(()),
    };
    let Some(cell) = table.rows.iter().filter_map(|row| row.get(x)).find(|cell| cell.value == Value::Empty) else {
        return Some(());
    };
    let finding = Diagnostic::error("empty-cell", format!("a row has no {what}, and so no place on the axis"))
        .at_maybe(record.x.as_ref().map(|x| x.span), "the axis of the chart")
        .also(cell.span, "empty");
    composer.report(finding.help(format!("fill in the {what}, or leave the row out of the data")));
    None
}

/// Places without a row are a finding: in bars their absence could not be seen, and a line breaks there.
pub(super) fn check(composer: &mut Composer<'_>, record: &Chart, (table, x): (&Table, usize), axis: &Axis) {
    let joins = record.gaps.as_ref().is_some_and(|gaps| gaps.value == ChartGaps::Join);
    let mut gaps = if (follow_time(record) || leaves_free(record)) && !joins { axis.gaps() } else { Vec::new() };
    if gaps.is_empty() {
        return check_even(composer, record, axis);
    }
    // In rows of one series each, that all lack a place is seen in the chart, which leaves it free, as that one lacks it is.
    gaps.retain(|gap| record.split.is_none() || !leaves_free(record) || !is_filled(gap));
    let Some(first) = gaps.first() else { return };
    let after = axis.as_written().get(first.at).cloned().unwrap_or_default();
    let cell = table.rows.iter().filter_map(|row| row.get(x)).find(|cell| cell.value.as_written() == after);
    let id = id_of(composer, record);
    let message = format!("the data of the chart `{id}` have no row for {}", missing(&gaps));
    let finding = Diagnostic::warning("missing-row", message)
        .at_maybe(record.x.as_ref().map(|x| x.span), "the times of this column");
    let finding =
        cell.into_iter().fold(finding, |finding, cell| finding.also(cell.span, "the first row after the gap"));
    let lines = ["line", "step-line"].contains(&record.kind.value.as_str());
    let shows = match record.kind.value.as_str() {
        _ if lines => "the line then breaks there",
        "area" | "small-multiples" => "the chart then breaks there",
        _ if gaps.iter().all(is_filled) => "its place is then left free",
        _ => "across a gap of more than twelve places its rows stand side by side",
    };
    let finding = finding.help(format!("add the row, its cell empty if no figure is known; {shows}"));
    composer.report(match lines {
        true => finding.help("or write `gaps = \"join\"`: a dotted line is drawn instead, and the chart says so"),
        false => finding,
    });
}

/// The record does not know its id: it is the one that is written there.
fn id_of<'a>(composer: &Composer<'a>, record: &Chart) -> &'a str {
    let mut charts = composer.inputs.spec.charts.iter();
    charts.find(|(_, chart)| chart.kind.span == record.kind.span).map_or("", |(id, _)| id.value.as_str())
}

/// Rows of times that stand side by side look as if they followed each other at one step.
fn check_even(composer: &mut Composer<'_>, record: &Chart, axis: &Axis) {
    let by_value = record.sort.as_ref().is_none_or(|sort| sort.value == Sort::Value);
    let in_order = ["bar", "heat-table"].contains(&record.kind.value.as_str()) || leaves_free(record) && !by_value;
    if !in_order || axis.is_even() {
        return;
    }
    let id = id_of(composer, record);
    let message =
        format!("the times of the chart `{id}` follow each other at unlike steps, and its rows stand side by side");
    let finding = Diagnostic::warning("uneven-times", message)
        .at_maybe(record.x.as_ref().map(|x| x.span), "the times of this column")
        .help("add the rows that are lacking, with empty cells if no figure is known")
        .help("or use `kind = \"line\"`, whose axis keeps the distances");
    composer.report(finding);
}

/// Whether each row has a place of its own, which can be left free.
fn leaves_free(record: &Chart) -> bool {
    ["bar", "horizontal-bar", "lollipop", "dot-plot", "range", "pictogram", "heat-table"]
        .contains(&record.kind.value.as_str())
}

/// Whether each of the places is named, and can be left free.
fn is_filled(gap: &Gap) -> bool {
    chart::count(&gap.lacks) == gap.count
}

/// What a chart of rows over time lacks, and leaves free.
fn lacking(record: &Chart, axis: &Axis) -> Vec<Gap> {
    let gaps = if leaves_free(record) { axis.gaps() } else { Vec::new() };
    gaps.into_iter().filter(is_filled).collect()
}

/// The series that `split` makes, with the places that all of them lack: see [`filled`].
pub(super) fn with_lacking(record: &Chart, mut axis: Axis, mut series: Vec<Series>) -> (Axis, Vec<Series>) {
    for gap in lacking(record, &axis).into_iter().rev() {
        let at = gap.at..gap.at;
        match (&mut axis, gap.lacks) {
            (Axis::Years(all), Axis::Years(years)) => drop(all.splice(at.clone(), years)),
            (Axis::Months(all), Axis::Months(days)) | (Axis::Dates(all), Axis::Dates(days)) => {
                drop(all.splice(at.clone(), days));
            }
            _ => continue,
        }
        for column in &mut series {
            column.values.splice(at.clone(), std::iter::repeat_n(None, gap.count));
        }
    }
    (axis, series)
}

/// The table of such a chart with the rows that it lacks, empty but for their place: bars that stood side by side across a gap would look
/// like a series without one. None where nothing is lacking, or so much that not all of it is named.
pub(super) fn filled(record: &Chart, table: &Table, x: usize, axis: &Axis) -> Option<Table> {
    let gaps = if record.split.is_none() { lacking(record, axis) } else { Vec::new() };
    let mut rows = table.rows.to_vec();
    for gap in gaps.iter().rev() {
        let next = table.rows.get(gap.at)?;
        let row = |value: Value| -> Vec<Cell> {
            let cell = |(index, cell): (usize, &Cell)| {
                let value = if index == x { value.clone() } else { Value::Empty };
                Cell { value, span: cell.span }
            };
            next.iter().enumerate().map(cell).collect()
        };
        let lacking = match &gap.lacks {
            Axis::Years(years) => years.iter().map(|year| Value::Year(*year)).map(row).collect(),
            Axis::Months(days) => days.iter().map(|day| Value::Month(*day)).map(row).collect(),
            Axis::Dates(days) => days.iter().map(|day| Value::Date(*day)).map(row).collect(),
            Axis::Categories(_) => Vec::new(),
        };
        rows.splice(gap.at..gap.at, lacking);
    }
    (rows.len() > table.rows.len()).then(|| Table { rows: rows.into(), margins: Vec::new(), ..table.clone() })
}

/// "2026-03, 2026-05 to 2026-07 and in 4 more gaps".
fn missing(gaps: &[Gap]) -> String {
    let named = |gap: &Gap| match gap.lacks.as_written().as_slice() {
        [first, .., last] => format!("{first} to {last}"),
        one => one.concat(),
    };
    let (shown, further) = gaps.split_at(gaps.len().min(MOST_NAMED));
    let shown: Vec<String> = shown.iter().map(named).collect();
    match (further.len(), shown.as_slice()) {
        (0, [first @ .., last]) if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        (0, _) => shown.concat(),
        (further, _) => format!("{} and in {further} more gaps", shown.join(", ")),
    }
}

/// Whether the marks stand in the order of the data, so that what is between two of them is missed.
pub(super) fn follow_time(record: &Chart) -> bool {
    match record.kind.value.as_str() {
        "horizontal-bar" => record.sort.as_ref().is_some_and(|sort| sort.value != Sort::Value),
        kind => ["bar", "line", "step-line", "area", "small-multiples"].contains(&kind),
    }
}
