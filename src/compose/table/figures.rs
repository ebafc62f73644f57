//! Tables of figures: one row each, or one row an estimate.

use super::super::Composer;
use super::super::notes::capitalised;
use super::super::prose::located;
use super::data::source_cell;
use super::totals::{self, Refusal, no_total};
use super::{EMPTY, cell, number_cell};
use crate::diag::Span;
use crate::doc::{Cell, Column, ColumnAlign, Inline, Row, RowKind, Table};
use crate::evidence::figure;
use crate::spec::{self, Bound, Estimate, Figure, Totals};
use rust_decimal::Decimal;

/// The table of a list of figures.
pub(super) fn table(composer: &mut Composer<'_>, record: &spec::Table, span: Span) -> Option<Table> {
    let inputs = composer.inputs;
    let figures: Vec<(&str, &Figure)> =
        record.figures.iter().filter_map(|id| Some((id.value.as_str(), inputs.spec.figures.get(&id.value)?))).collect();
    let words = &inputs.locale.words;
    let whats = figures.len() > 1 || figures.iter().all(|(_, figure)| figure.estimates.is_empty());
    let mut heads = vec![words.source.clone(), words.number.clone(), words.counted.clone()];
    if whats {
        heads.insert(0, words.counted.clone());
        heads.truncate(3);
    }
    let head = Row { cells: heads.iter().map(|text| cell(text.clone(), None)).collect(), ..Row::default() };
    let mut rows = Vec::new();
    for &(id, figure) in &figures {
        if figure.estimates.is_empty() {
            rows.push(figure_row(composer, id, figure, span));
        }
        for estimate in &figure.estimates {
            let printed = figure::print_estimate(estimate, figure, inputs.locale).text;
            composer.uses.record("figures", id, vec![printed]);
            rows.push(estimate_row(composer, estimate, figure, whats));
        }
    }
    rows.extend(total(composer, record, &figures)?);
    let numbers = if whats { 2 } else { 1 };
    let columns = heads.into_iter().enumerate().map(|(place, name)| Column {
        name,
        align: if place == numbers { ColumnAlign::Number } else { ColumnAlign::Start },
        row_head: place == 0,
    });
    let columns = columns.collect();
    let notes: Vec<_> = record.note.iter().collect();
    let source = composer.source_line(None, &notes, &[]);
    Some(Table { columns, head: vec![head], rows, source, ..Table::default() })
}

/// What, source, number.
fn figure_row(composer: &mut Composer<'_>, id: &str, record: &Figure, span: Span) -> Row {
    let inputs = composer.inputs;
    let what = cell(capitalised(&record.what.value), Some(record.what.span));
    let mut text = Vec::new();
    if let Some(source) = &record.source {
        text = located(composer.cite_below(&source.value, None), span);
    }
    let more = record.locator.is_some() || record.basis.is_some() || record.excluded.is_some();
    if more || !composer.lists_sources() {
        text.push(composer.figure_mark(id, span));
    }
    let printed = figure::print(record, inputs.locale).text;
    composer.uses.record("figures", id, vec![printed.clone()]);
    let number = number_cell(printed, Some(span), inputs.locale);
    Row { cells: vec![what, Cell { text, ..Cell::default() }, number], ..Row::default() }
}

/// Source, number, what it counts; or, beside other figures, what, source, number.
fn estimate_row(composer: &mut Composer<'_>, estimate: &Estimate, of: &Figure, beside: bool) -> Row {
    let inputs = composer.inputs;
    let span = estimate.source.span;
    let locator = estimate.locator.as_ref().map(|locator| locator.value.as_str());
    let mut source = source_cell(composer, &estimate.source.value, locator, span);
    if let Some(by) = &estimate.by {
        let place = Some(by.locate(0..by.value.len()));
        source.text.insert(0, Inline::words(format!("{} (", by.value), place));
        source.text.push(Inline::words(")", None));
    }
    let number = number_cell(figure::print_estimate(estimate, of, inputs.locale).text, Some(span), inputs.locale);
    let basis = estimate.basis.as_ref().map_or_else(
        || cell(EMPTY, Some(span)),
        |basis| cell(capitalised(&basis.value), Some(basis.locate(0..basis.value.len()))),
    );
    let cells =
        if beside { vec![counted_cell(composer, estimate, of), source, number] } else { vec![source, number, basis] };
    Row { cells, ..Row::default() }
}

/// What an estimate counts, beside other figures; how it was made belongs to that, or who counted would be lost.
fn counted_cell(composer: &Composer<'_>, estimate: &Estimate, of: &Figure) -> Cell {
    let mut counted = cell(capitalised(&of.what.value), Some(of.what.span));
    if let Some(basis) = &estimate.basis {
        counted.text.push(Inline::words(composer.inputs.locale.citation.colon.clone(), None));
        let place = basis.locate(0..basis.value.len());
        counted.text.push(Inline::words(basis.value.clone(), Some(place)));
    }
    counted
}

/// The row that adds up the figures, where one is asked for; none, with a finding, where it cannot be told.
fn total(composer: &mut Composer<'_>, record: &spec::Table, figures: &[(&str, &Figure)]) -> Option<Option<Row>> {
    let Some(asked) = &record.totals else { return Some(None) };
    let sum = match &asked.value {
        Totals::None => return Some(None),
        Totals::All => sum(figures),
        Totals::Columns(_) => {
            Err(Refusal { message: "a table of figures has one column of numbers".to_owned(), at: Vec::new() })
        }
    };
    match sum {
        Ok((value, bound)) => {
            let locale = composer.inputs.locale;
            let unit = figures.first().and_then(|(_, figure)| figure.unit.as_ref());
            let number = locale.number(&value);
            let number = unit.map_or_else(|| number.clone(), |unit| format!("{number}\u{a0}{}", unit.value));
            let label = Cell { columns: 2, ..cell(locale.words.total.clone(), None) };
            let number = number_cell(locale.bounded(bound, &number), None, locale);
            Some(Some(Row { cells: vec![label, number], kind: RowKind::Total, highlight: false }))
        }
        Err(refusal) => {
            composer.report(no_total(asked.span, refusal));
            None
        }
    }
}

/// The sum of figures of one source, period and unit.
fn sum(figures: &[(&str, &Figure)]) -> Result<(Decimal, Bound), Refusal> {
    let mut total = None;
    let mut first: Option<&Figure> = None;
    for (id, figure) in figures {
        let at = vec![figure.what.span];
        let Some(value) = &figure.value else {
            return Err(Refusal { message: format!("`{id}` has no single value"), at });
        };
        if let Some((first, differs)) = first.and_then(|first| Some((first, differs(first, figure)?))) {
            let message = format!("`{id}` has another {differs} than the figure before it");
            return Err(Refusal { message, at: vec![first.what.span, figure.what.span] });
        }
        first = first.or(Some(figure));
        let bound = figure.bound.as_ref().map_or(Bound::Exact, |bound| bound.value);
        total = Some(totals::add(total, (value.value, bound)).map_err(|message| Refusal { message, at })?);
    }
    total.ok_or_else(|| Refusal { message: "there is nothing to add up".to_owned(), at: Vec::new() })
}

/// What two figures differ in, so that they cannot be added.
fn differs(one: &Figure, other: &Figure) -> Option<&'static str> {
    let source = |figure: &Figure| figure.source.as_ref().map(|source| source.value.clone());
    let unit = |figure: &Figure| figure.unit.as_ref().map(|unit| unit.value.clone());
    let period = |figure: &Figure| figure.period.as_ref().map(|period| period.value);
    if source(one) != source(other) {
        return Some("source");
    }
    if period(one) != period(other) {
        return Some("period");
    }
    (unit(one) != unit(other)).then_some("unit")
}
