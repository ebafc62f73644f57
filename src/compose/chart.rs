//! Charts: the plot is made from data, drawn once, and captioned.

mod data_table;
mod events;
mod joined;
mod options;
mod refused;
mod rows;
mod split;

use super::{Block, Composer};
use crate::chart::{self, Axis, Context, Needs, Palette, Plot, Said, Series, Statement};
use crate::diag::{Diagnostic, Span};
use crate::doc::{Figure, Graphic, Node, plain_text};
use crate::evidence::data::{Table, Value};
use crate::evidence::{citation, figure};
use crate::spec::{self, Bound, Chart, ColumnType, Estimate, Sort, Spanned, Text};
use rust_decimal::Decimal;

/// `{{ charts.ID }}` alone in a paragraph.
pub(super) struct ChartBlock;

impl Block for ChartBlock {
    fn collection(&self) -> &'static str {
        "charts"
    }

    fn lower(&self, id: &str, _: Span, composer: &mut Composer<'_>) -> Vec<Node> {
        let inputs = composer.inputs;
        let Some(record) = inputs.spec.charts.get(id) else { return Vec::new() };
        // numbered first: a chart that cannot be drawn is still referred to
        let label = composer.number_figure("charts", id);
        composer.uses.record("charts", id, Vec::new());
        let Some(kind) = chart::find(&record.kind.value) else {
            let name = &record.kind.value;
            composer.report(
                Diagnostic::error("unknown-kind", format!("unknown kind of chart `{name}`"))
                    .at(record.kind.span, "not a kind of chart")
                    .suggest(name, chart::names()),
            );
            return Vec::new();
        };
        let Some((plot, sources)) = drawn(composer, record, kind.needs()) else { return Vec::new() };
        let palette = palette(inputs.theme);
        let context =
            Context { fonts: inputs.fonts, locale: inputs.locale, palette: &palette, width: inputs.full_width };
        let drawing = match composer.drawings.get(id) {
            Some(drawing) => drawing.clone(),
            None => match kind.draw(&plot, context) {
                Ok(drawing) => drawing,
                Err(refusal) => {
                    let finding = refused::finding(composer, (id, record), refusal);
                    composer.report(finding);
                    return Vec::new();
                }
            },
        };
        composer.drawings.insert(id.to_owned(), drawing.clone());
        if kind.cuts_axis(&plot) {
            composer.report(cut_axis(id, record));
        }
        // in the order in which they are read, for their notes are numbered
        let subtitle = measured(record, inputs.evidence);
        let caption = composer.caption(&label, &record.title, record.subtitle.as_ref().or(subtitle.as_ref()));
        let notes: Vec<_> = record.note.iter().chain(&record.across_sources).collect();
        let withheld = record.data.as_ref().and_then(|data| inputs.evidence.withheld(&data.value, inputs.locale));
        let key = [kind.key(&plot, context), withheld]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(&inputs.locale.citation.space);
        let source = composer.source_line((!key.is_empty()).then_some(key), &notes, &sources);
        // as they are read: what stands in a title in braces is printed as its value
        let spoken = Plot { title: plain_text(&caption.title), subtitle: plain_text(&caption.subtitle), ..plot };
        let alt = record.alt.as_ref().map_or_else(|| kind.describe(&spoken, inputs.locale), |alt| alt.value.clone());
        let figure = Node::Figure(Figure {
            caption: Some(caption),
            graphic: Graphic::Drawing(drawing),
            alt,
            source,
            anchor: Some(label.anchor),
            origin: Some(record.kind.span),
        });
        let wanted = record.data_table.as_ref().is_some_and(|wanted| wanted.value);
        let table = wanted.then(|| data_table::node(composer, id, record, &label.text)).flatten();
        std::iter::once(figure).chain(table).collect()
    }
}

/// What is measured, where the author does not say and the data has a unit: without it nobody knows what the numbers count.
fn measured(record: &Chart, evidence: &crate::evidence::Evidence) -> Option<Text> {
    let table = evidence.data.get(&record.data.as_ref()?.value)?;
    let columns: Option<Vec<_>> =
        record.y.iter().map(|y| table.columns.iter().find(|column| column.name == y.column.value)).collect();
    let columns = columns?;
    let (first, others) = columns.split_first()?;
    let unit = first.unit.as_ref().filter(|_| others.iter().all(|other| other.unit == first.unit))?;
    // a sign alone says nothing
    let unit = Some(unit).filter(|unit| unit.chars().any(char::is_alphabetic))?;
    let label =
        record.y.first().and_then(|y| y.label.as_ref()).map_or(first.label.as_str(), |label| label.value.as_str());
    // several columns are named where they are drawn, and so are those of a split
    let is_alone = others.is_empty() && record.split.is_none() && label != first.name;
    let text = if is_alone { format!("{label} ({unit})") } else { unit.clone() };
    Some(Text::verbatim(text, record.kind.span))
}

/// Small differences look large on an axis that leaves zero out.
fn cut_axis(id: &str, record: &Chart) -> Diagnostic {
    Diagnostic::warning("cut-axis", format!("the axis of the chart `{id}` does not begin at zero"))
        .at(record.kind.span, "its values lie close together")
        .help("write `base = \"zero\"`, or `base = \"data\"` where that is meant")
}

fn palette(theme: &crate::theme::Theme) -> Palette {
    let colors = theme.colors;
    Palette {
        ink: colors.ink,
        grey: colors.grey,
        hairline: colors.hairline,
        accent: colors.series,
        signal: colors.highlight,
    }
}

/// Sources, each with the place in it.
type Sources = Vec<(String, Option<String>)>;

/// What is drawn and the sources of it; none where there is something wrong with it.
fn drawn(composer: &mut Composer<'_>, record: &Chart, needs: Needs) -> Option<(Plot, Sources)> {
    let inputs = composer.inputs;
    if let Some(id) = &record.figure {
        let figure = inputs.spec.figures.get(&id.value)?;
        composer.uses.record("figures", &id.value, Vec::new());
        return Some((plot_of_figure(composer, record, figure), sources_of_figure(figure)));
    }
    let id = &record.data.as_ref()?.value;
    let table = inputs.evidence.data.get(id)?;
    composer.data.insert(id.clone());
    let plot = match needs {
        Needs::Values => plot_of_data(composer, record, table, id)?,
        Needs::Events => events::plot(composer, record, table, id)?,
    };
    if needs == Needs::Values {
        check_sources(composer, record, table, id);
    }
    Some((plot, sources_of_data(composer, record, table, id)))
}

/// What each source says of a figure; of a figure on which they agree, its one number, which a chart then refuses.
fn plot_of_figure(composer: &Composer<'_>, record: &Chart, of: &spec::Figure) -> Plot {
    let locale = composer.inputs.locale;
    let statements = if of.estimates.is_empty() {
        let source = of.source.as_ref().map_or("", |id| id.value.as_str());
        let said = said(of.value.as_ref(), of.bound.as_ref(), of.between.as_ref());
        vec![Statement { source: short_name(composer, source), said, printed: figure::print(of, locale).text }]
    } else {
        let statement = |estimate: &Estimate| Statement {
            source: match &estimate.by {
                Some(by) => by.value.clone(),
                None => short_name(composer, &estimate.source.value),
            },
            said: said(estimate.value.as_ref(), estimate.bound.as_ref(), estimate.between.as_ref()),
            printed: figure::print_estimate(estimate, of, locale).text,
        };
        of.estimates.iter().map(statement).collect()
    };
    Plot { statements, ..bare(record) }
}

/// A source as the list of sources and tables name it.
fn short_name(composer: &Composer<'_>, id: &str) -> String {
    let source = composer.inputs.spec.sources.get(id);
    source.map_or_else(String::new, |source| plain_text(&citation::short(source, None, composer.inputs.locale)))
}

fn said(
    value: Option<&Spanned<Decimal>>,
    bound: Option<&Spanned<Bound>>,
    between: Option<&Spanned<[Decimal; 2]>>,
) -> Said {
    match (value, between.map(|between| between.value)) {
        (Some(value), _) => Said::Number(value.value, bound.map_or(Bound::Exact, |bound| bound.value)),
        (None, Some([low, high])) => Said::Between(low, high),
        (None, None) => Said::Words,
    }
}

fn sources_of_figure(figure: &spec::Figure) -> Sources {
    let mut found = Sources::new();
    for estimate in &figure.estimates {
        let source = (estimate.source.value.clone(), estimate.locator.as_ref().map(|locator| locator.value.clone()));
        if !found.contains(&source) {
            found.push(source);
        }
    }
    found
}

/// A plot with the words of its record and nothing in it.
fn bare(record: &Chart) -> Plot {
    Plot {
        x: Axis::Categories(Vec::new()),
        x_label: String::new(),
        series: Vec::new(),
        statements: Vec::new(),
        events: Vec::new(),
        highlight: None,
        sort_by_value: record.sort.as_ref().is_none_or(|sort| sort.value == Sort::Value),
        title: record.title.value.clone(),
        subtitle: record.subtitle.as_ref().map_or_else(String::new, |subtitle| subtitle.value.clone()),
        options: chart::Options::default(),
    }
}

/// The plot of data; a column that is not there, or of the wrong type, is a finding.
fn plot_of_data(composer: &mut Composer<'_>, record: &Chart, table: &Table, data: &str) -> Option<Plot> {
    let x = record.x.as_ref()?;
    let (x, columns) =
        (column(composer, table, &x.value, x.span, data), columns_of_values(composer, record, table, data));
    let (x, columns) = (x?, columns?);
    rows::check_dated(composer, record, table, x)?;
    let filled = rows::filled(record, table, x, &axis(composer, table, x));
    let given = table;
    let table = filled.as_ref().unwrap_or(given);
    let axis = axis(composer, table, x);
    needless_until(composer, record)?;
    let named = |(asked, &(index, bound)): (&spec::ChartSeries, &(usize, Bound))| {
        let label = asked.label.as_ref().map(|label| label.value.clone());
        let name = label.or_else(|| table.columns.get(index).map(|column| column.label.clone()))?;
        Some(Series { name, values: numbers(table, index), bound })
    };
    let series: Vec<Series> = record.y.iter().zip(&columns).map(named).collect::<Option<_>>()?;
    let (axis, series) = match &record.split {
        Some(by) => split::pivot(composer, record, table, (x, by, data), series)?,
        None => (axis, series),
    };
    let lacking = if filled.is_some() { self::axis(composer, given, x) } else { axis.clone() };
    rows::check(composer, record, (given, x), &lacking);
    let (axis, series) = if record.split.is_some() { rows::with_lacking(record, axis, series) } else { (axis, series) };
    let highlight = highlight(composer, record, &axis)?;
    let asked = options::Asked { record, table, data, x, axis: &axis, columns: &columns };
    let mut options =
        if record.split.is_some() { asked.options_of_split(composer)? } else { asked.options(composer)? };
    options.withheld = composer.inputs.evidence.withheld(data, composer.inputs.locale).is_some();
    let x_label = table.columns.get(x)?.label.clone();
    Some(Plot { x: axis, x_label, series, highlight, options, ..bare(record) })
}

/// The columns of values with their bounds; none where one of them is not there, holds no numbers or has no bound, each of
/// which is a finding.
fn columns_of_values(
    composer: &mut Composer<'_>,
    record: &Chart,
    table: &Table,
    data: &str,
) -> Option<Vec<(usize, Bound)>> {
    let mut found = Vec::new();
    for asked in &record.y {
        let Some(index) = column(composer, table, &asked.column.value, asked.column.span, data) else { continue };
        let Some(column) = table.columns.get(index) else { continue };
        if !check_numbers(composer, table, index, asked.column.span) {
            continue;
        }
        match asked.bound.as_ref().map(|bound| bound.value).or(column.bound) {
            Some(bound) => found.push((index, bound)),
            None => composer.report(missing_bound(&column.name, asked.column.span)),
        }
    }
    (found.len() == record.y.len()).then_some(found)
}

/// Whether a column holds numbers; a finding where it does not.
fn check_numbers(composer: &mut Composer<'_>, table: &Table, index: usize, span: Span) -> bool {
    let Some(column) = table.columns.get(index) else { return false };
    if column.kind != ColumnType::Number {
        composer.report(
            Diagnostic::error("not-a-number", format!("the column `{}` holds no numbers", column.name))
                .at(span, "cannot be drawn")
                .help(format!("declare it: `{} = {{ type = \"number\", bound = \"…\" }}`", column.name)),
        );
    }
    column.kind == ColumnType::Number
}

/// A number is never printed without its bound.
pub(super) fn missing_bound(column: &str, span: Span) -> Diagnostic {
    Diagnostic::error("missing-bound", format!("the numbers of the column `{column}` have no bound"))
        .at(span, "how exact are they?")
        .help("add `bound` to the column: `exact`, `at-least`, `more-than`, `about`, `at-most` or `fewer-than`")
}

/// The index of a column.
pub(super) fn column(composer: &mut Composer<'_>, table: &Table, name: &str, span: Span, data: &str) -> Option<usize> {
    let found = table.columns.iter().position(|column| column.name == name);
    if found.is_none() {
        composer.report(
            Diagnostic::error("unknown-column", format!("unknown column `{name}`"))
                .at(span, format!("not in the data `{data}`"))
                .suggest(name, table.columns.iter().map(|column| column.name.as_str())),
        );
    }
    found
}

fn axis(composer: &Composer<'_>, table: &Table, column: usize) -> Axis {
    let values: Vec<&Value> = table.rows.iter().filter_map(|row| row.get(column).map(|cell| &cell.value)).collect();
    axis_of(composer, &values)
}

/// The axis with these places.
fn axis_of(composer: &Composer<'_>, values: &[&Value]) -> Axis {
    let whole = |axis: Option<Axis>| axis.filter(|axis| chart::count(axis) > 0);
    let year = |value: &&Value| if let Value::Year(year) = value { Some(*year) } else { None };
    let month = |value: &&Value| if let Value::Month(first) = value { Some(*first) } else { None };
    let day = |value: &&Value| if let Value::Date(date) = value { Some(*date) } else { None };
    whole(values.iter().map(year).collect::<Option<_>>().map(Axis::Years))
        .or_else(|| whole(values.iter().map(month).collect::<Option<_>>().map(Axis::Months)))
        .or_else(|| whole(values.iter().map(day).collect::<Option<_>>().map(Axis::Dates)))
        .unwrap_or_else(|| Axis::Categories(values.iter().map(|value| place_name(composer, value)).collect()))
}

/// A value as the name of a place or of a series.
fn place_name(composer: &Composer<'_>, value: &Value) -> String {
    let locale = composer.inputs.locale;
    match value {
        Value::Text(text) | Value::Source(text) => text.clone(),
        Value::Year(year) => locale.year(*year),
        Value::Month(first) => locale.month_year_short(*first),
        Value::Number(number) => locale.number(number),
        Value::Date(date) => locale.date_short(*date),
        Value::Truth(truth) => locale.truth(*truth).to_owned(),
        Value::Empty | Value::Below(_) | Value::Withheld => String::new(),
    }
}

/// Only a timeline has stretches of time.
fn needless_until(composer: &mut Composer<'_>, record: &Chart) -> Option<()> {
    let Some(until) = &record.until else { return Some(()) };
    composer.report(
        Diagnostic::error("needless-columns", format!("`until` says nothing about a `{}` chart", record.kind.value))
            .at(until.span, "")
            .help("delete it, or use `kind = \"timeline\"`"),
    );
    None
}

fn numbers(table: &Table, column: usize) -> Vec<Option<Decimal>> {
    let number = |value: &Value| if let Value::Number(number) = value { Some(*number) } else { None };
    table.rows.iter().map(|row| row.get(column).and_then(|cell| number(&cell.value))).collect()
}

/// The names of the places as the data file has them, whatever the language prints.
fn places(table: &Table, column: usize) -> Vec<String> {
    table.rows.iter().map(|row| row.get(column).map(|cell| cell.value.as_written()).unwrap_or_default()).collect()
}

/// The place to be set off: none where none is asked for; no plot where it does not exist. A year is named as in the data,
/// whatever digits the language has.
fn highlight(composer: &mut Composer<'_>, record: &Chart, axis: &Axis) -> Option<Option<usize>> {
    let Some(wanted) = &record.highlight else { return Some(None) };
    let places = axis.as_written();
    // a year is written `2018` in the specification whatever digits it is printed in
    let printed = composer.inputs.locale.in_digits(&wanted.value);
    let found = places.iter().position(|place| *place == wanted.value || *place == printed);
    if found.is_none() {
        composer.report(
            Diagnostic::error("unknown-category", format!("no row `{}` to set off", wanted.value))
                .at(wanted.span, "not in the data")
                .suggest(&wanted.value, places.iter().map(String::as_str)),
        );
        return None;
    }
    Some(found)
}

/// The sources of what a chart of data draws: the data's, or those its rows name.
fn sources_of_data(composer: &Composer<'_>, record: &Chart, table: &Table, data: &str) -> Sources {
    let spec = composer.inputs.spec;
    let Some(data) = spec.data.get(data) else { return Vec::new() };
    if let Some(source) = &data.source {
        return vec![(source.value.clone(), data.locator.as_ref().map(|locator| locator.value.clone()))];
    }
    let drawn: Vec<usize> = record
        .y
        .iter()
        .filter_map(|series| table.columns.iter().position(|column| column.name == series.column.value))
        .collect();
    let mut found = Sources::new();
    for row in table.rows.iter() {
        for &index in &drawn {
            let empty = row.get(index).is_none_or(|cell| cell.value == Value::Empty);
            let Some(id) = (!empty).then(|| source_of(table, row, index)).flatten() else { continue };
            if !found.iter().any(|(known, _)| *known == id) {
                found.push((id, None));
            }
        }
    }
    found
}

/// A number without a source is a finding: all of the data has one, or each row that has a value.
fn check_sources(composer: &mut Composer<'_>, record: &Chart, table: &Table, data: &str) {
    let of_data = composer.inputs.spec.data.get(data).is_none_or(|data| data.source.is_some());
    let mut columns =
        record.y.iter().filter_map(|asked| table.columns.iter().position(|c| c.name == asked.column.value));
    let without = |column: usize| {
        let row = table.rows.iter().find(|row| {
            row.get(column).is_some_and(|cell| cell.value != Value::Empty) && source_of(table, row, column).is_none()
        });
        row.and_then(|row| row.get(column)).map(|cell| (column, cell.span))
    };
    let Some((column, span)) = columns.find_map(without).filter(|_| !of_data) else { return };
    let name = table.columns.get(column).map_or("", |column| column.name.as_str());
    let help = format!("add `source` to `[data.{data}]`, or fill a column of the type `source`");
    let message = format!("the column `{name}` is drawn and names no source");
    composer.report(Diagnostic::warning("missing-source", message).at(span, "from which source?").help(help));
}

/// The source that a row names for a column: the next source column to its right, or, with none, the last to its left.
pub(super) fn source_of(table: &Table, row: &[crate::evidence::data::Cell], index: usize) -> Option<String> {
    let is_source = |at: &usize| table.columns.get(*at).is_some_and(|column| column.kind == ColumnType::Source);
    let at = (index..table.columns.len()).find(is_source).or_else(|| (0..index).rev().find(is_source))?;
    match row.get(at).map(|cell| &cell.value) {
        Some(Value::Source(id)) => Some(id.clone()),
        _ => None,
    }
}

/// Whether numbers with this bound say so.
pub(super) fn is_bounded(bound: Bound) -> bool {
    bound != Bound::Exact
}
