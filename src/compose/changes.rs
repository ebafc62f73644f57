//! What changed since the briefing before: figures and numbers of charts and tables in a table, sources and quotations by name; and what a figure that
//! changed was, in its note.

use super::notes::capitalised;
use super::title::paragraph;
use super::{Before, Composer, Part};
use crate::diff::{self, Kind, RecordChange};
use crate::doc::{Cell, Column, ColumnAlign, Inline, Node, Place, PlaceKind, Row, Style, Table, plain_text};
use crate::evidence::data::{self, Value};
use crate::evidence::{citation, figure};
use crate::locale::{Locale, Phrase};
use crate::spec::{Bound, ColumnType, Figure, Quotation, Source};
use std::collections::BTreeSet;

/// What stands where a figure was not, or is no more.
const NOTHING: &str = "–";

/// The keys of a figure that its printed form shows; a new locator or basis stands in its note.
const SHOWN: [&str; 5] = ["what", "number", "unit", "period", "place"];

/// What changed.
pub(super) struct Changes;

impl Part for Changes {
    fn name(&self) -> &'static str {
        "changes"
    }

    fn lower(&self, composer: &mut Composer<'_>) -> Vec<Node> {
        let Some(before) = composer.inputs.before else { return Vec::new() };
        let (inputs, locale) = (composer.inputs, composer.inputs.locale);
        let words = &locale.words;
        let changes = diff::evidence(before.spec, inputs.spec);
        let title = words.changes_since.fill(&[("date", &locale.date(before.spec.briefing.date.value))]);
        let mut nodes = vec![composer.section_heading(vec![Inline::words(title.clone(), None)], None, 1)];
        composer.uses.enter_at(Place { kind: PlaceKind::Changes, ..composer.uses.place() });
        for change in changes.figures.iter().filter(|change| is_shown(change)) {
            if let Some(now) = inputs.spec.figures.get(&change.id) {
                composer.uses.record("figures", &change.id, vec![printed(now, locale)]);
            }
        }
        let figures: Vec<Row> = changes
            .figures
            .iter()
            .filter(|change| is_shown(change) && !composer.tells_few(&change.id))
            .filter_map(|change| row(before.spec.figures.get(&change.id), inputs.spec.figures.get(&change.id), locale))
            .collect();
        let rows: Vec<Row> = figures.into_iter().chain(revised(before, composer)).collect();
        if !rows.is_empty() {
            nodes.push(Node::Table(table(rows, words.continued.fill(&[("label", &title)]), locale)));
        }
        let sources = |kind| {
            names(&changes.sources, kind, |id| {
                let source = inputs.spec.sources.get(id).or_else(|| before.spec.sources.get(id));
                source.map(|source| source_name(source, locale))
            })
        };
        let quotations = |kind| {
            names(&changes.quotations, kind, |id| {
                let quotation = inputs.spec.quotations.get(id).or_else(|| before.spec.quotations.get(id));
                quotation.map(|quotation| quotation_name(quotation, locale))
            })
        };
        let lists = [
            (&words.changed_quotations, quotations(false)),
            (&words.dropped_quotations, quotations(true)),
            (&words.changed_sources, sources(false)),
            (&words.dropped_sources, sources(true)),
        ];
        nodes.extend(lists.into_iter().filter_map(|(phrase, names)| list(phrase, &names, locale)));
        if nodes.len() == 1 {
            nodes.push(paragraph(Style::Body, vec![Inline::words(words.no_changes.clone(), None)]));
        }
        nodes
    }
}

/// The numbers that charts and tables print of times or things that the briefing before had as well, and that are not what they
/// were: "Recorded, Ruritania, December 2025".
fn revised(before: Before<'_>, composer: &Composer<'_>) -> Vec<Row> {
    let (inputs, locale) = (composer.inputs, composer.inputs.locale);
    let charts = inputs.spec.charts.iter().filter_map(|(_, chart)| chart.data.as_ref());
    let tables = inputs.spec.tables.iter().filter_map(|(_, table)| table.data.as_ref());
    let mut seen = BTreeSet::new();
    let printed = charts.chain(tables).map(|id| id.value.as_str()).filter(|id| seen.insert(*id)).collect::<Vec<_>>();
    let mut told = BTreeSet::new();
    let mut rows = Vec::new();
    for id in printed {
        let Some((old, new)) = before.data.get(id).zip(inputs.evidence.data.get(id)) else { continue };
        let Some(record) = inputs.spec.data.get(id) else { continue };
        let below = inputs.evidence.accounts.get(&format!("data.{id}")).and_then(|account| account.below);
        let tells_few = |change: &diff::Revised<'_>| match (below, change.old, change.new) {
            (Some(below), Value::Number(old), Value::Number(new)) => (*new - *old).abs() < below.into(),
            // what was withheld and is not, or the other way round, says that few make the difference
            (Some(_), ..) => true,
            (None, ..) => false,
        };
        for change in diff::revised(old, new, record).into_iter().filter(|change| !tells_few(change)) {
            let Some(column) = new.columns.get(change.column) else { continue };
            let Some((from, to)) = number(change.old, column, locale).zip(number(change.new, column, locale)) else {
                continue;
            };
            let what = format!("{}{}{}", column.label, locale.citation.comma, place(change.row, locale));
            let words = [what, from, to];
            // one number may stand in the data of a chart and of a table
            if told.insert(words.clone()) {
                let cell = |text: String| Cell { text: vec![Inline::words(text, None)], ..Cell::default() };
                rows.push(Row { cells: words.into_iter().map(cell).collect(), ..Row::default() });
            }
        }
    }
    rows
}

/// A number of data, with the bound of its column; a dash where there is none.
fn number(value: &Value, column: &data::Column, locale: &Locale) -> Option<String> {
    match value {
        Value::Number(number) => Some(locale.bounded(column.bound.unwrap_or(Bound::Exact), &locale.number(number))),
        Value::Empty if column.kind == ColumnType::Number => Some(NOTHING.to_owned()),
        _ => None,
    }
}

/// What a row is told by.
fn place(value: &Value, locale: &Locale) -> String {
    match value {
        Value::Month(first) => locale.partial_date(&data::month_of(*first)),
        Value::Date(day) => locale.date(*day),
        Value::Year(year) => locale.year(*year),
        Value::Number(number) => locale.number(number),
        value => value.key(),
    }
}

impl Composer<'_> {
    /// Whether what a figure was says of fewer people than may be told that they are new or gone: "30, now 27".
    fn tells_few(&self, id: &str) -> bool {
        let below = self.inputs.evidence.accounts.get(&format!("figures.{id}")).and_then(|account| account.below);
        let number = |spec: &crate::spec::Spec| Some(spec.figures.get(id)?.value.as_ref()?.value);
        let numbers = self.inputs.before.and_then(|before| number(before.spec)).zip(number(self.inputs.spec));
        below.zip(numbers).is_some_and(|(below, (old, new))| old != new && (new - old).abs() < below.into())
    }

    /// What a figure was in the briefing before, where it is printed otherwise now: "Before: at least 12 (September 2026)".
    pub(super) fn figure_before(&self, id: &str) -> Option<String> {
        let (before, now) = (self.inputs.before?.spec.figures.get(id)?, self.inputs.spec.figures.get(id)?);
        let locale = self.inputs.locale;
        let (old, new) = (printed(before, locale), printed(now, locale));
        (old != new && !self.tells_few(id)).then(|| locale.words.changed_from.fill(&[("figure", &old)]))
    }
}

/// A record that is new or gone is shown; one that changed, where its printed form does.
fn is_shown(change: &RecordChange) -> bool {
    change.kind != Kind::Changed || change.fields.iter().any(|field| SHOWN.contains(&field.field))
}

/// A figure with its period.
fn printed(record: &Figure, locale: &Locale) -> String {
    let number = figure::print(record, locale).text;
    match &record.period {
        Some(period) => {
            format!("{number}{}{}{}", locale.citation.open, locale.period(&period.value), locale.citation.close)
        }
        None => number,
    }
}

fn row(before: Option<&Figure>, now: Option<&Figure>, locale: &Locale) -> Option<Row> {
    let what = &now.or(before)?.what;
    let number = |record: Option<&Figure>| record.map_or_else(|| NOTHING.to_owned(), |record| printed(record, locale));
    // only a figure of this briefing has a place in its specification
    let place = now.map(|now| now.what.span);
    let words = [(capitalised(&what.value), place), (number(before), None), (number(now), place)];
    let cells =
        words.into_iter().map(|(text, place)| Cell { text: vec![Inline::words(text, place)], ..Cell::default() });
    Some(Row { cells: cells.collect(), ..Row::default() })
}

fn table(rows: Vec<Row>, continued: String, locale: &Locale) -> Table {
    let words = &locale.words;
    let heads = [&words.counted, &words.before, &words.now];
    let cell = |text: &String| Cell { text: vec![Inline::words(text.clone(), None)], ..Cell::default() };
    let head = Row { cells: heads.into_iter().map(cell).collect(), ..Row::default() };
    let columns = heads.into_iter().enumerate().map(|(place, name)| Column {
        name: name.clone(),
        align: ColumnAlign::Start,
        row_head: place == 0,
    });
    Table { columns: columns.collect(), head: vec![head], rows, continued, ..Table::default() }
}

/// The names of the records that are gone, or of those that are new or differ.
fn names(changes: &[RecordChange], gone: bool, name: impl Fn(&str) -> Option<String>) -> Vec<String> {
    changes
        .iter()
        .filter(|change| (change.kind == Kind::Removed) == gone)
        .filter_map(|change| name(&change.id))
        .collect()
}

fn source_name(source: &Source, locale: &Locale) -> String {
    plain_text(&citation::short(source, None, locale))
}

fn quotation_name(quotation: &Quotation, locale: &Locale) -> String {
    match &quotation.date {
        Some(date) => format!("{}{}{}", quotation.speaker, locale.citation.comma, locale.partial_date(&date.value)),
        None => quotation.speaker.value.clone(),
    }
}

fn list(phrase: &Phrase, names: &[String], locale: &Locale) -> Option<Node> {
    if names.is_empty() {
        return None;
    }
    let mut text = vec![Inline::words(phrase.fill(&[("list", &names.join(&locale.citation.semicolon))]), None)];
    citation::close(&mut text, &locale.citation.stop);
    Some(paragraph(Style::Body, text))
}
