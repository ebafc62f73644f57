//! Tables: of data, column by column; of figures, one row each or one row an estimate; of cases.

mod data;
mod figures;
mod head;
mod highlight;
mod totals;

use super::{Block, Composer};
use crate::diag::Span;
use crate::doc::{Cell, Inline, Node, NumberPlace, Orientation, Table};
use crate::locale::Locale;
use crate::spec;

/// What stands in a cell without data.
pub(super) const EMPTY: &str = "–";

/// `{{ tables.ID }}` alone in a paragraph.
pub(super) struct TableBlock;

impl Block for TableBlock {
    fn collection(&self) -> &'static str {
        "tables"
    }

    fn lower(&self, id: &str, span: Span, composer: &mut Composer<'_>) -> Vec<Node> {
        let inputs = composer.inputs;
        let Some(record) = inputs.spec.tables.get(id) else { return Vec::new() };
        // numbered first, so that notes inside come after what stands before
        let label = composer.number_table(id);
        composer.notes.begin_table();
        let table = of(composer, record, span);
        let notes = composer.notes.end_table();
        let Some(table) = table else { return Vec::new() };
        vec![Node::Table(Table {
            caption: Some(composer.caption(&label, &record.title, record.subtitle.as_ref())),
            continued: inputs.locale.words.continued.fill(&[("label", &label.text)]),
            notes,
            orientation: orientation(record),
            anchor: Some(label.anchor),
            origin: Some(record.title.span),
            ..table
        })]
    }
}

fn orientation(record: &spec::Table) -> Orientation {
    match record.orientation.as_ref().map(|orientation| orientation.value) {
        None | Some(spec::Orientation::Auto) => Orientation::Auto,
        Some(spec::Orientation::Portrait) => Orientation::Portrait,
        Some(spec::Orientation::Landscape) => Orientation::Landscape,
    }
}

/// The table of a record without its caption and notes.
pub(super) fn of(composer: &mut Composer<'_>, record: &spec::Table, span: Span) -> Option<Table> {
    if record.data.is_some() {
        return data::table(composer, record);
    }
    if record.cases.is_empty() {
        return figures::table(composer, record, span);
    }
    let ids: Vec<&str> = record.cases.iter().map(|id| id.value.as_str()).collect();
    let notes: Vec<_> = record.note.iter().collect();
    let source = composer.source_line(None, &notes, &[]);
    Some(Table { source, ..super::cases::table(composer, &ids, span) })
}

pub(super) fn cell(text: impl Into<String>, span: Option<Span>) -> Cell {
    Cell { text: vec![Inline::words(text, span)], ..Cell::default() }
}

/// A cell of a column of numbers: it knows where its last number stands.
fn number_cell(text: String, span: Option<Span>, locale: &Locale) -> Cell {
    let number = locale.last_number(&text).map(|(start, point, end)| NumberPlace { start, point, end });
    Cell { number, ..cell(text, span) }
}

/// What stands in a column of numbers where there is none: where the units of the others stand.
fn no_number(span: Option<Span>) -> Cell {
    let number = NumberPlace { start: 0, point: EMPTY.len(), end: EMPTY.len() };
    Cell { number: Some(number), ..cell(EMPTY, span) }
}

#[cfg(test)]
mod tests;
