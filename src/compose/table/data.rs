//! Tables of data: rows in the order of the file, or gathered into groups.

use super::super::Composer;
use super::super::chart::{column, missing_bound};
use super::super::notes::NotePart;
use super::super::prose::located;
use super::highlight::{self, Highlights};
use super::totals::{self, Adds};
use super::{EMPTY, cell, head, no_number, number_cell};
use crate::diag::Span;
use crate::doc::{Cell, Column, ColumnAlign, Inline, Row, RowKind, Table};
use crate::evidence::citation;
use crate::evidence::data::{self, Value, month_of};
use crate::locale::Locale;
use crate::spec::{self, Bound, ColumnType};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// A table of data that is being made.
#[derive(Clone)]
pub(super) struct Plan<'a> {
    /// What is asked for.
    pub record: &'a spec::Table,
    /// The id of the data.
    pub id: &'a str,
    /// The data.
    pub data: &'a data::Table,
    /// The columns that are printed, by their place in the data.
    pub shown: Vec<usize>,
    /// The column whose values gather the rows.
    pub group: Option<usize>,
}

impl Plan<'_> {
    /// The columns that are printed, in order.
    pub fn columns(&self) -> impl Iterator<Item = &data::Column> {
        self.shown.iter().filter_map(|&index| self.data.columns.get(index))
    }

    /// A cell of the data.
    pub fn cell(&self, row: usize, column: usize) -> Option<&data::Cell> {
        self.data.rows.get(row)?.get(column)
    }
}

/// The table that a record asks for; none, with a finding, where it cannot be made.
pub(super) fn table(composer: &mut Composer<'_>, record: &spec::Table) -> Option<Table> {
    let inputs = composer.inputs;
    let id = record.data.as_ref()?;
    let data = inputs.evidence.data.get(&id.value)?;
    composer.data.insert(id.value.clone());
    let plan = plan(composer, record, data, &id.value)?;
    if let Some(unbound) = plan.columns().find(|column| column.kind == ColumnType::Number && column.bound.is_none()) {
        composer.report(missing_bound(&unbound.name, id.span));
        return None;
    }
    let head = head::rows(composer, &plan)?;
    let highlights = highlight::find(composer, &plan)?;
    let rows = rows(composer, &plan, &highlights)?;
    let record_data = inputs.spec.data.get(&id.value)?;
    let notes: Vec<_> = record.note.iter().chain(record_data.note.iter()).collect();
    let sources: Vec<_> = record_data
        .source
        .iter()
        .map(|source| (source.value.clone(), record_data.locator.as_ref().map(|locator| locator.value.clone())))
        .collect();
    let withheld = inputs.evidence.withheld(&id.value, inputs.locale);
    let key = [highlights.key(inputs.locale), withheld]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(&inputs.locale.citation.space);
    let source = composer.source_line((!key.is_empty()).then_some(key), &notes, &sources);
    let columns = plan.columns().enumerate().map(|(place, column)| declared(place, column)).collect();
    Some(Table { columns, head, rows, source, ..Table::default() })
}

fn declared(place: usize, column: &data::Column) -> Column {
    let number = column.kind == ColumnType::Number;
    let align = if number { ColumnAlign::Number } else { ColumnAlign::Start };
    Column { name: column.name.clone(), align, row_head: place == 0 && !number }
}

/// Which columns are printed, and which one gathers the rows.
fn plan<'a>(
    composer: &mut Composer<'_>,
    record: &'a spec::Table,
    data: &'a data::Table,
    id: &'a str,
) -> Option<Plan<'a>> {
    let group = match &record.group_by {
        Some(name) => Some(column(composer, data, &name.value, name.span, id)?),
        None => None,
    };
    let shown: Vec<usize> = if record.columns.is_empty() {
        (0..data.columns.len()).filter(|index| Some(*index) != group).collect()
    } else {
        let asked = record.columns.iter();
        let shown = asked.map(|name| column(composer, data, &name.value, name.span, id)).collect::<Option<Vec<_>>>()?;
        shown.into_iter().filter(|index| Some(*index) != group).collect()
    };
    Some(Plan { record, id, data, shown, group })
}

fn rows(composer: &mut Composer<'_>, plan: &Plan<'_>, highlights: &Highlights) -> Option<Vec<Row>> {
    let all: Vec<usize> = (0..plan.data.rows.len()).collect();
    let sums = totals::adds(composer, plan, plan.record.totals.as_ref())?;
    let group_sums = totals::adds(composer, plan, plan.record.group_totals.as_ref())?;
    let mut rows = Vec::with_capacity(all.len());
    match plan.group {
        None => rows.extend(all.iter().map(|&row| plain(composer, plan, row, highlights))),
        Some(column) => {
            for members in groups(plan, column) {
                grouped(composer, plan, column, &members, group_sums.as_ref(), highlights, &mut rows)?;
            }
        }
    }
    if let Some(sums) = sums {
        let label = composer.inputs.locale.words.total.clone();
        rows.push(totals::row(composer, plan, &sums, &all, label, RowKind::Total)?);
    }
    Some(rows)
}

/// A group's head, its rows, and its total where one is asked for.
fn grouped(
    composer: &mut Composer<'_>,
    plan: &Plan<'_>,
    column: usize,
    members: &[usize],
    sums: Option<&Adds<'_>>,
    highlights: &Highlights,
    rows: &mut Vec<Row>,
) -> Option<()> {
    let first = members.first().and_then(|&row| plan.cell(row, column));
    let mut head = data_cell(composer, first);
    head.number = None;
    head.columns = u16::try_from(plan.shown.len()).unwrap_or(u16::MAX);
    let name = crate::doc::plain_text(&head.text);
    rows.push(Row { cells: vec![head], kind: RowKind::Group, highlight: false });
    rows.extend(members.iter().map(|&row| plain(composer, plan, row, highlights)));
    if let Some(sums) = sums {
        let label = composer.inputs.locale.words.group_total.fill(&[("group", &name)]);
        rows.push(totals::row(composer, plan, sums, members, label, RowKind::GroupTotal)?);
    }
    Some(())
}

/// The rows of each value of a column, in the order in which the values first come.
fn groups(plan: &Plan<'_>, column: usize) -> Vec<Vec<usize>> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for row in 0..plan.data.rows.len() {
        let key = plan.cell(row, column).map(|cell| cell.value.as_written()).unwrap_or_default();
        let place = *places.entry(key).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.push(row),
            None => groups.push(vec![row]),
        }
    }
    groups
}

fn plain(composer: &mut Composer<'_>, plan: &Plan<'_>, row: usize, highlights: &Highlights) -> Row {
    let cells = plan
        .shown
        .iter()
        .map(|&column| Cell { highlight: highlights.cell(row, column), ..data_cell_of(composer, plan, row, column) });
    Row { cells: cells.collect(), kind: RowKind::Plain, highlight: highlights.row(row) }
}

fn data_cell_of(composer: &mut Composer<'_>, plan: &Plan<'_>, row: usize, column: usize) -> Cell {
    let data = plan.cell(row, column);
    let number = plan.data.columns.get(column).is_some_and(|column| column.kind == ColumnType::Number);
    match data {
        Some(data) if number && data.value == Value::Empty => no_number(Some(data.span)),
        data => data_cell(composer, data),
    }
}

fn data_cell(composer: &mut Composer<'_>, cell_data: Option<&data::Cell>) -> Cell {
    let locale = composer.inputs.locale;
    let Some(data) = cell_data else { return cell(EMPTY, None) };
    let span = Some(data.span);
    match &data.value {
        Value::Empty => cell(EMPTY, span),
        Value::Text(text) => cell(text.clone(), span),
        Value::Number(number) => number_cell(locale.number(number), span, locale),
        Value::Year(year) => cell(locale.year(*year), span),
        // neither a month nor a date is broken in a cell
        Value::Month(first) => cell(locale.partial_date(&month_of(*first)).replace(' ', "\u{a0}"), span),
        Value::Date(date) => cell(locale.date(*date).replace(' ', "\u{a0}"), span),
        Value::Source(id) => source_cell(composer, id, None, data.span),
        Value::Truth(truth) => cell(locale.truth(*truth), span),
        withheld @ (Value::Below(_) | Value::Withheld) => withheld_cell(withheld, span, locale),
    }
}

/// A number that is not given.
pub(super) fn withheld_cell(value: &Value, span: Option<Span>, locale: &Locale) -> Cell {
    match value {
        Value::Below(below) => {
            let number = locale.number(&Decimal::from(*below));
            number_cell(locale.bounded(Bound::FewerThan, &number), span, locale)
        }
        _ => cell(locale.data_words.withheld.clone(), span),
    }
}

/// A source in short; with the mark of a note where there is no list of sources, or a locator to be given.
pub(super) fn source_cell(composer: &mut Composer<'_>, id: &str, locator: Option<&str>, span: Span) -> Cell {
    let inputs = composer.inputs;
    let Some(source) = inputs.spec.sources.get(id) else { return cell(EMPTY, Some(span)) };
    if composer.lists_sources() && locator.is_none() {
        return Cell { text: located(composer.cite_below(id, None), span), ..Cell::default() };
    }
    let mut text = located(citation::short(source, None, inputs.locale), span);
    let key = format!("source {id} {}", locator.unwrap_or_default());
    let note = located(composer.cite(id, locator), span);
    let part = NotePart { key, lead: None, text: note, between: composer.between_sources() };
    text.push(Inline::NoteMark(composer.add_note(vec![part])));
    Cell { text, ..Cell::default() }
}
