//! Tables: of data, column by column; or of figures, one row each or one row an estimate.

use super::chart::{column, is_bounded, missing_bound};
use super::notes::{NotePart, capitalised};
use super::prose::located;
use super::{Block, Composer};
use crate::diag::Span;
use crate::doc::{Cell, Column, ColumnAlign, Inline, Node, Row, Table};
use crate::evidence::data::{self, Value};
use crate::evidence::{citation, figure};
use crate::spec::{self, ColumnType, Estimate, Figure};

/// What stands in a cell without data.
const EMPTY: &str = "–";

/// `{{ tables.ID }}` alone in a paragraph.
pub(super) struct TableBlock;

impl Block for TableBlock {
    fn collection(&self) -> &'static str {
        "tables"
    }

    fn lower(&self, id: &str, span: Span, composer: &mut Composer<'_>) -> Vec<Node> {
        let Some(record) = composer.inputs.spec.tables.get(id) else { return Vec::new() };
        // numbered first, so that notes inside come after what stands before
        let label = composer.number_table(id);
        composer.notes.begin_table();
        let table = of(composer, record, span);
        let notes = composer.notes.end_table();
        let Some(table) = table else { return Vec::new() };
        vec![Node::Table(Table {
            caption: Some(composer.caption(&label, &record.title, record.subtitle.as_ref())),
            notes,
            anchor: Some(label.anchor),
            origin: Some(record.title.span),
            ..table
        })]
    }
}

/// The table of a record without its caption and notes.
pub(super) fn of(composer: &mut Composer<'_>, record: &spec::Table, span: Span) -> Option<Table> {
    if record.data.is_some() { of_data(composer, record) } else { of_figures(composer, record, span) }
}

fn cell(text: impl Into<String>, span: Option<Span>) -> Cell {
    Cell { text: vec![Inline::words(text, span)], columns: 1 }
}

fn of_data(composer: &mut Composer<'_>, record: &spec::Table) -> Option<Table> {
    let inputs = composer.inputs;
    let id = record.data.as_ref()?;
    let data = inputs.evidence.data.get(&id.value)?;
    let shown: Vec<usize> = if record.columns.is_empty() {
        (0..data.columns.len()).collect()
    } else {
        let asked = record.columns.iter();
        asked.map(|name| column(composer, data, &name.value, name.span, &id.value)).collect::<Option<_>>()?
    };
    let mut columns = Vec::new();
    let mut head = Row::default();
    for (place, &index) in shown.iter().enumerate() {
        let column = data.columns.get(index)?;
        if column.kind == ColumnType::Number && column.bound.is_none() {
            composer.report(missing_bound(&column.name, id.span));
            return None;
        }
        let number = column.kind == ColumnType::Number;
        let align = if number { ColumnAlign::Number } else { ColumnAlign::Start };
        columns.push(Column { align, row_head: place == 0 && !number });
        head.cells.push(cell(head_text(composer, column), None));
    }
    let rows = data
        .rows
        .iter()
        .map(|row| Row {
            cells: shown.iter().map(|&index| data_cell(composer, row.get(index))).collect(),
            total: false,
        })
        .collect();
    let record_data = inputs.spec.data.get(&id.value)?;
    let notes: Vec<_> = record.note.iter().chain(record_data.note.iter()).collect();
    let sources: Vec<_> = record_data
        .source
        .iter()
        .map(|source| (source.value.clone(), record_data.locator.as_ref().map(|locator| locator.value.clone())))
        .collect();
    let source = composer.source_line(None, &notes, &sources);
    Some(Table { columns, head: vec![head], rows, source, ..Table::default() })
}

/// A column's head; it says once what bound all its numbers have.
fn head_text(composer: &Composer<'_>, column: &data::Column) -> String {
    let bound =
        column.bound.filter(|bound| is_bounded(*bound)).and_then(|bound| composer.inputs.locale.bound_word(bound));
    match bound.filter(|_| column.kind == ColumnType::Number) {
        Some(word) => format!("{}{}{word}", column.label, composer.inputs.locale.citation.comma),
        None => column.label.clone(),
    }
}

fn data_cell(composer: &mut Composer<'_>, cell_data: Option<&data::Cell>) -> Cell {
    let locale = composer.inputs.locale;
    let Some(data) = cell_data else { return cell(EMPTY, None) };
    let span = Some(data.span);
    match &data.value {
        Value::Empty => cell(EMPTY, span),
        Value::Text(text) => cell(text.clone(), span),
        Value::Number(number) => cell(locale.number(number), span),
        Value::Year(year) => cell(locale.year(*year), span),
        // a date is not broken in a cell
        Value::Date(date) => cell(locale.date(*date).replace(' ', "\u{a0}"), span),
        Value::Source(id) => source_cell(composer, id, None, data.span),
    }
}

/// A source in short; with the mark of a note where there is no list of sources, or a locator to be given.
fn source_cell(composer: &mut Composer<'_>, id: &str, locator: Option<&str>, span: Span) -> Cell {
    let inputs = composer.inputs;
    let Some(source) = inputs.spec.sources.get(id) else { return cell(EMPTY, Some(span)) };
    if composer.lists_sources() && locator.is_none() {
        return Cell { text: located(composer.cite_below(id, None), span), columns: 1 };
    }
    let mut text = located(citation::short(source, None, inputs.locale), span);
    let key = format!("source {id} {}", locator.unwrap_or_default());
    let note = located(composer.cite(id, locator), span);
    text.push(Inline::NoteMark(composer.notes.add(vec![NotePart { key, lead: None, text: note }], inputs.locale)));
    Cell { text, columns: 1 }
}

fn of_figures(composer: &mut Composer<'_>, record: &spec::Table, span: Span) -> Option<Table> {
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
    let head = Row { cells: heads.into_iter().map(|text| cell(text, None)).collect(), total: false };
    let mut rows = Vec::new();
    for (id, figure) in figures {
        if figure.estimates.is_empty() {
            rows.push(figure_row(composer, id, figure, span));
        }
        for estimate in &figure.estimates {
            rows.push(estimate_row(composer, estimate, figure, whats));
        }
    }
    let number = Column { align: ColumnAlign::Number, row_head: false };
    let start = Column { align: ColumnAlign::Start, row_head: false };
    let first = Column { row_head: true, ..start };
    let columns = if whats { vec![first, start, number] } else { vec![first, number, start] };
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
    let number = cell(figure::print(record, inputs.locale).text, Some(span));
    Row { cells: vec![what, Cell { text, columns: 1 }, number], total: false }
}

/// Source, number, what it counts; or, beside other figures, what, source, number.
fn estimate_row(composer: &mut Composer<'_>, estimate: &Estimate, of: &Figure, beside: bool) -> Row {
    let inputs = composer.inputs;
    let span = estimate.source.span;
    let locator = estimate.locator.as_ref().map(|locator| locator.value.as_str());
    let mut source = source_cell(composer, &estimate.source.value, locator, span);
    if let Some(by) = &estimate.by {
        let place = Some(by.locate(0..by.value.len()));
        let marks = &inputs.locale.citation;
        source.text.insert(0, Inline::words(format!("{}{}", by.value, marks.open), place));
        source.text.push(Inline::words(marks.close.as_str(), None));
    }
    let number = cell(figure::print_estimate(estimate, of, inputs.locale).text, Some(span));
    let basis = estimate.basis.as_ref().map_or_else(
        || cell(EMPTY, Some(span)),
        |basis| cell(capitalised(&basis.value), Some(basis.locate(0..basis.value.len()))),
    );
    let cells = if beside {
        vec![cell(capitalised(&of.what.value), Some(of.what.span)), source, number]
    } else {
        vec![source, number, basis]
    };
    Row { cells, total: false }
}
