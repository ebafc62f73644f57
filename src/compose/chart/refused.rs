//! A chart that cannot be drawn: the finding points at what must be changed, a column that the chart names and the row of the
//! data file, and at the kind only where it is the kind.

use super::super::Composer;
use crate::chart::{About, Refusal};
use crate::diag::{Diagnostic, Span};
use crate::evidence::data::{Table, Value};
use crate::spec::Chart;

/// The finding of a refusal.
pub(super) fn finding(composer: &Composer<'_>, (id, record): (&str, &Chart), refusal: Refusal) -> Diagnostic {
    let finding = Diagnostic::error("chart-refused", format!("the chart `{id}`: {}", refusal.message));
    let table = record.data.as_ref().and_then(|data| composer.inputs.evidence.data.get(&data.value));
    let (at, cells) = refusal.about.map_or((None, Vec::new()), |about| places(record, table, about));
    let finding = match at {
        Some(at) => finding.at(at, "cannot be drawn"),
        None => finding.at(record.kind.span, "cannot be drawn"),
    };
    cells.into_iter().fold(finding, |finding, (span, word)| finding.also(span, word)).help(refusal.help)
}

/// The key of the chart, and the cells with a word about each.
fn places(record: &Chart, table: Option<&Table>, about: About) -> (Option<Span>, Vec<(Span, &'static str)>) {
    let column = |name: &str| table?.columns.iter().position(|column| column.name == name);
    let cell = |row: usize, column: Option<usize>| Some(table?.rows.get(row)?.get(column?)?.span);
    let is_empty = |row: usize, column: Option<usize>| {
        let cell = || table?.rows.get(row)?.get(column?);
        cell().is_some_and(|cell| cell.value == Value::Empty)
    };
    // with `split` all series are made of one column
    let of_series = |series: usize| record.y.get(if record.split.is_some() { 0 } else { series });
    match about {
        About::Series(series) => (of_series(series).map(|asked| asked.column.span), Vec::new()),
        About::Value(series, row) => {
            let Some(asked) = of_series(series) else { return (None, Vec::new()) };
            let index = column(&asked.column.value);
            let here = cell(row, index).filter(|_| record.split.is_none());
            let word = if is_empty(row, index) { "this cell is empty" } else { "this value" };
            (Some(asked.column.span), here.into_iter().map(|span| (span, word)).collect())
        }
        About::Place(row, before) => {
            let x = record.x.as_ref();
            let index = x.and_then(|x| column(&x.value)).filter(|_| record.split.is_none());
            let cells = [(cell(row, index), "this row"), (cell(before, index), "an earlier row")];
            (x.map(|x| x.span), cells.into_iter().filter_map(|(span, word)| Some((span?, word))).collect())
        }
    }
}
