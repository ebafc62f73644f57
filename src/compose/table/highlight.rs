//! What is set off in a table of data, by what a column holds.

use super::super::Composer;
use super::super::chart::column;
use super::data::Plan;
use crate::diag::Diagnostic;
use crate::evidence::data::Value;
use crate::locale::Locale;
use crate::spec::{ColumnType, HighlightPart, TableHighlight};
use std::collections::BTreeSet;

/// The rows and cells that are set off.
#[derive(Default)]
pub(super) struct Highlights {
    rows: BTreeSet<usize>,
    cells: BTreeSet<(usize, usize)>,
    labels: Vec<String>,
}

impl Highlights {
    /// Whether a row is set off.
    pub fn row(&self, row: usize) -> bool {
        self.rows.contains(&row)
    }

    /// Whether a cell is set off.
    pub fn cell(&self, row: usize, column: usize) -> bool {
        self.cells.contains(&(row, column))
    }

    /// What it means, for the line below the table.
    pub fn key(&self, locale: &Locale) -> Option<String> {
        let text = self.labels.join(&locale.citation.semicolon);
        (!text.is_empty()).then(|| locale.words.highlight_key.fill(&[("text", &text)]))
    }
}

/// Applies the rules; one that sets nothing off is a warning.
pub(super) fn find(composer: &mut Composer<'_>, plan: &Plan<'_>) -> Option<Highlights> {
    let mut found = Highlights::default();
    for rule in &plan.record.highlight {
        let index = column(composer, plan.data, &rule.column.value, rule.column.span, plan.id)?;
        check(composer, plan, rule, index)?;
        let holds = |row: &usize| plan.cell(*row, index).is_some_and(|cell| holds(rule, &cell.value));
        let rows: Vec<usize> = (0..plan.data.rows.len()).filter(holds).collect();
        if rows.is_empty() {
            composer.report(nothing(plan, rule, index));
            continue;
        }
        match part(rule) {
            HighlightPart::Row => found.rows.extend(rows),
            HighlightPart::Cell => found.cells.extend(rows.into_iter().map(|row| (row, index))),
        }
        found.labels.push(rule.label.value.clone());
    }
    Some(found)
}

fn part(rule: &TableHighlight) -> HighlightPart {
    rule.what.as_ref().map_or(HighlightPart::Row, |what| what.value)
}

fn check(composer: &mut Composer<'_>, plan: &Plan<'_>, rule: &TableHighlight, index: usize) -> Option<()> {
    let name = &rule.column.value;
    let number = plan.data.columns.get(index).is_some_and(|column| column.kind == ColumnType::Number);
    let fault = if rule.is.is_none() && !number {
        Some((format!("`{name}` holds no numbers"), "write `is` with what the cell must hold"))
    } else if part(rule) == HighlightPart::Cell && !plan.shown.contains(&index) {
        Some((format!("`{name}` is not printed"), "write `what = \"row\"`, or print the column"))
    } else {
        None
    };
    let Some((message, help)) = fault else { return Some(()) };
    composer.report(Diagnostic::error("cannot-highlight", message).at(rule.column.span, "").help(help));
    None
}

fn holds(rule: &TableHighlight, value: &Value) -> bool {
    if let Some(is) = &rule.is {
        return match value {
            Value::Number(number) => is.value.trim().parse() == Ok(*number),
            other => other.as_written() == is.value.trim(),
        };
    }
    let Value::Number(number) = value else { return false };
    rule.above.as_ref().is_none_or(|limit| *number > limit.value)
        && rule.below.as_ref().is_none_or(|limit| *number < limit.value)
}

fn nothing(plan: &Plan<'_>, rule: &TableHighlight, index: usize) -> Diagnostic {
    let message = format!("no row is set off by `{}`", rule.column.value);
    let finding = Diagnostic::warning("nothing-highlighted", message).at(rule.column.span, "");
    let Some(is) = &rule.is else { return finding.help("change the limit, or take the highlight out") };
    let known: BTreeSet<String> =
        (0..plan.data.rows.len()).filter_map(|row| plan.cell(row, index)).map(|cell| cell.value.as_written()).collect();
    finding.suggest(&is.value, known.iter().map(String::as_str)).help("write what the cell in the file holds")
}
