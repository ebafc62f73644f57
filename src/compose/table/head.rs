//! The head of a table of data: one row, or two where heads stand over several columns.

use super::super::Composer;
use super::super::chart::{column, is_bounded};
use super::cell;
use super::data::Plan;
use crate::diag::{Diagnostic, Span};
use crate::doc::{Cell, Row};
use crate::evidence::data;
use crate::spec::{ColumnType, HeadGroup};

/// The rows of the head.
pub(super) fn rows(composer: &mut Composer<'_>, plan: &Plan<'_>) -> Option<Vec<Row>> {
    let heads: Vec<Cell> = plan.columns().map(|column| cell(text(composer, column), None)).collect();
    let groups = &plan.record.head_groups;
    if groups.is_empty() {
        return Some(vec![Row { cells: heads, ..Row::default() }]);
    }
    let over = over(composer, plan, groups)?;
    let (mut above, mut below) = (Row::default(), Row::default());
    let mut last = None;
    for (head, group) in heads.into_iter().zip(over) {
        match group {
            None => above.cells.push(Cell { rows: 2, ..head }),
            Some(number) => {
                if let Some(group) = groups.get(number).filter(|_| last != group) {
                    let columns = u16::try_from(group.columns.len()).unwrap_or(u16::MAX);
                    let span = group.label.locate(0..group.label.value.len());
                    above.cells.push(Cell { columns, ..cell(group.label.value.clone(), Some(span)) });
                }
                below.cells.push(head);
            }
        }
        last = group;
    }
    Some(vec![above, below])
}

/// A column's head; it says once what bound all its numbers have, and their unit.
fn text(composer: &Composer<'_>, column: &data::Column) -> String {
    let locale = composer.inputs.locale;
    let bound = column.bound.filter(|bound| is_bounded(*bound)).and_then(|bound| locale.bound_word(bound));
    let mut text = column.label.clone();
    if let Some(word) = bound.filter(|_| column.kind == ColumnType::Number) {
        text = format!("{text}{}{word}", locale.citation.comma);
    }
    match &column.unit {
        Some(unit) => format!("{text}{}{unit}{}", locale.citation.open, locale.citation.close),
        None => text,
    }
}

/// The group over each column that is printed.
fn over(composer: &mut Composer<'_>, plan: &Plan<'_>, groups: &[HeadGroup]) -> Option<Vec<Option<usize>>> {
    let mut over: Vec<Option<usize>> = vec![None; plan.shown.len()];
    for (number, group) in groups.iter().enumerate() {
        let places = places(composer, plan, group)?;
        if !places.windows(2).all(|pair| matches!(pair, [a, b] if a + 1 == *b)) {
            let what = format!("the columns under `{}` do not stand side by side", group.label);
            return refuse(composer, group.label.span, what, "name them in the order in which `columns` has them");
        }
        for (place, name) in places.into_iter().zip(&group.columns) {
            match over.get_mut(place) {
                Some(slot) if slot.is_none() => *slot = Some(number),
                _ => {
                    let what = format!("`{}` stands under two heads", name.value);
                    return refuse(composer, name.span, what, "take it out of one of them");
                }
            }
        }
    }
    Some(over)
}

/// Where the columns of a group stand among those that are printed.
fn places(composer: &mut Composer<'_>, plan: &Plan<'_>, group: &HeadGroup) -> Option<Vec<usize>> {
    if group.columns.is_empty() {
        let what = format!("`{}` stands over no column", group.label);
        return refuse(composer, group.label.span, what, "name columns, or take it out");
    }
    let mut places = Vec::with_capacity(group.columns.len());
    for name in &group.columns {
        let index = column(composer, plan.data, &name.value, name.span, plan.id)?;
        let Some(place) = plan.shown.iter().position(|shown| *shown == index) else {
            let what = format!("`{}` is not printed", name.value);
            return refuse(composer, name.span, what, "name it in `columns` of the table, or take it out here");
        };
        places.push(place);
    }
    Some(places)
}

fn refuse<T>(composer: &mut Composer<'_>, span: Span, what: String, help: &str) -> Option<T> {
    composer.report(Diagnostic::error("head-group", what).at(span, "").help(help));
    None
}
