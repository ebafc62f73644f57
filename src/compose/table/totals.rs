//! Totals: sums of exact decimals, only where a sum says what is known.
//!
//! Exact numbers of one source can be added, and so can minimums: the sum of minimums is a minimum. Approximate numbers and
//! upper limits are not added, nor columns with gaps, nor what different sources say: such a sum would look like a count.

use super::super::Composer;
use super::super::chart::{column, source_of};
use super::data::Plan;
use super::{cell, no_number, number_cell};
use crate::diag::{Diagnostic, Span};
use crate::doc::{Cell, Row, RowKind};
use crate::evidence::data::{Column, Value};
use crate::spec::{Bound, ColumnType, Spanned, Totals};
use rust_decimal::Decimal;

/// The columns to add up, and where that is asked for.
pub(super) struct Adds<'a> {
    columns: Vec<usize>,
    asked: &'a Spanned<Totals>,
}

/// Why there is no total.
pub(super) struct Refusal {
    /// What is wrong.
    pub message: String,
    /// Where it stands.
    pub at: Vec<Span>,
}

/// What stands in the way of a total, as a finding.
pub(super) fn no_total(asked: Span, refusal: Refusal) -> Diagnostic {
    let finding = Diagnostic::error("no-total", refusal.message).at(asked, "asked for here");
    let finding = refusal.at.into_iter().fold(finding, |finding, span| finding.also(span, ""));
    finding.help("leave the total out, or name the columns that can be added: `totals = [\"executions\"]`")
}

/// Adds `part` to what is known so far. A sum with a minimum in it is a minimum.
///
/// # Errors
/// The number is no count that can be added, or the sum has too many digits.
pub(super) fn add(sum: Option<(Decimal, Bound)>, part: (Decimal, Bound)) -> Result<(Decimal, Bound), String> {
    let (value, bound) = part;
    if matches!(bound, Bound::About | Bound::AtMost | Bound::FewerThan) {
        return Err(format!("numbers that are `{}` cannot be added up", bound.name()));
    }
    let Some((sum, sum_bound)) = sum else { return Ok(part) };
    let value = sum.checked_add(value).ok_or("the total has more digits than can be kept exactly")?;
    let bound = match (sum_bound, bound) {
        (Bound::MoreThan, _) | (_, Bound::MoreThan) => Bound::MoreThan,
        (Bound::AtLeast, _) | (_, Bound::AtLeast) => Bound::AtLeast,
        _ => Bound::Exact,
    };
    Ok((value, bound))
}

/// The columns that a total is asked for: `Some(None)` for no total at all, none with a finding.
pub(super) fn adds<'a>(
    composer: &mut Composer<'_>,
    plan: &Plan<'_>,
    asked: Option<&'a Spanned<Totals>>,
) -> Option<Option<Adds<'a>>> {
    let Some(asked) = asked else { return Some(None) };
    let is_number =
        |index: &usize| plan.data.columns.get(*index).is_some_and(|column| column.kind == ColumnType::Number);
    let columns: Vec<usize> = match &asked.value {
        Totals::None => return Some(None),
        Totals::All => plan.shown.iter().copied().filter(is_number).collect(),
        Totals::Columns(names) => names
            .iter()
            .map(|name| column(composer, plan.data, &name.value, name.span, plan.id))
            .collect::<Option<_>>()?,
    };
    let name = |index: &usize| plan.data.columns.get(*index).map_or("", |column| column.name.as_str());
    let fault = if let Some(other) = columns.iter().find(|index| !is_number(index)) {
        Some(format!("`{}` holds no numbers", name(other)))
    } else if let Some(hidden) = columns.iter().find(|index| !plan.shown.contains(index)) {
        Some(format!("`{}` is not printed", name(hidden)))
    } else if columns.is_empty() {
        Some("there is no column of numbers to add up".to_owned())
    } else if plan.shown.first().is_some_and(|first| columns.contains(first)) {
        Some("the first column is added up, so that there is no room for the word `Total`".to_owned())
    } else {
        None
    };
    match fault {
        None => Some(Some(Adds { columns, asked })),
        Some(message) => {
            composer.report(no_total(asked.span, Refusal { message, at: Vec::new() }));
            None
        }
    }
}

/// The row with the totals of `rows`; none, with a finding, where one cannot be told.
pub(super) fn row(
    composer: &mut Composer<'_>,
    plan: &Plan<'_>,
    sums: &Adds<'_>,
    rows: &[usize],
    label: String,
    kind: RowKind,
) -> Option<Row> {
    let locale = composer.inputs.locale;
    let before = plan.shown.iter().take_while(|index| !sums.columns.contains(index)).count();
    let columns = u16::try_from(before).unwrap_or(u16::MAX);
    let mut cells = vec![Cell { columns, ..cell(label, None) }];
    for &index in plan.shown.iter().skip(before) {
        if !sums.columns.contains(&index) {
            cells.push(Cell::default());
            continue;
        }
        match sum(plan, index, rows) {
            Ok(Some((value, bound))) => {
                cells.push(number_cell(locale.bounded(bound, &locale.number(&value)), None, locale));
            }
            Ok(None) => cells.push(no_number(None)),
            Err(refusal) => {
                composer.report(no_total(sums.asked.span, refusal));
                return None;
            }
        }
    }
    Some(Row { cells, kind, highlight: false })
}

/// The sum of a column over `rows`, with its bound; none where all cells are empty.
fn sum(plan: &Plan<'_>, index: usize, rows: &[usize]) -> Result<Option<(Decimal, Bound)>, Refusal> {
    let Some(column) = plan.data.columns.get(index) else { return Ok(None) };
    let bound = column.bound.unwrap_or(Bound::Exact);
    if let Some(total) = withheld(plan, index, rows) {
        return total.map(|total| Some((total, bound)));
    }
    let mut total = None;
    let mut source: Option<(Option<String>, Span)> = None;
    for &row in rows {
        let Some(cell) = plan.cell(row, index) else { continue };
        let Value::Number(value) = cell.value else {
            gap(column, bound, cell.span)?;
            continue;
        };
        let from = plan.data.rows.get(row).and_then(|cells| source_of(plan.data, cells, index));
        match &source {
            Some((known, span)) if *known != from => {
                let message = format!("the numbers of `{}` come from different sources", column.name);
                return Err(Refusal { message, at: vec![*span, cell.span] });
            }
            Some(_) => {}
            None => source = Some((from, cell.span)),
        }
        let refuse = |message| Refusal { message: format!("`{}`: {message}", column.name), at: vec![cell.span] };
        total = Some(add(total, (value, bound)).map_err(refuse)?);
    }
    Ok(total)
}

/// The total of rows of which some numbers are not given: as it was counted, where it may be given.
fn withheld(plan: &Plan<'_>, index: usize, rows: &[usize]) -> Option<Result<Decimal, Refusal>> {
    let hidden = |row: &&usize| {
        plan.cell(**row, index).is_some_and(|cell| matches!(cell.value, Value::Below(_) | Value::Withheld))
    };
    let first = rows.iter().find(hidden)?;
    let mut own = rows.to_vec();
    own.sort_unstable();
    let margin = plan.data.margins.iter().find(|margin| margin.rows == own).map(|margin| &margin.total);
    Some(match margin {
        Some(Value::Number(total)) => Ok(*total),
        _ => {
            let message = "a total of numbers that are withheld would give one of them away".to_owned();
            Err(Refusal { message, at: plan.cell(*first, index).map(|cell| cell.span).into_iter().collect() })
        }
    })
}

/// A minimum is still one where a number is missing; a sum of exact numbers is then no sum.
fn gap(column: &Column, bound: Bound, span: Span) -> Result<(), Refusal> {
    if matches!(bound, Bound::AtLeast | Bound::MoreThan) {
        return Ok(());
    }
    let message = format!("`{}` has an empty cell, so that a total would look complete", column.name);
    Err(Refusal { message, at: vec![span] })
}
