//! The numbers that a chart or a table shows, and those that can be worked out of what it shows.

use super::Context;
use super::running::{Drawn, Paragraph};
use crate::evidence::data::{Table, Value};
use crate::spec::{Bound, Chart, Figure, PartialDate};
use chrono::Datelike;
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::{BTreeMap, BTreeSet};

/// What is shown.
#[derive(Default)]
pub(super) struct Shown {
    /// Each number in it: values, parts of dates, numbers in texts, and how many rows and columns it has.
    numbers: BTreeSet<Decimal>,
    /// Its columns of values, and what they come to for each place and each part.
    columns: Vec<Vec<Decimal>>,
    /// Its rows: where each stands, and its values.
    pub(super) rows: Vec<(String, Vec<Decimal>)>,
    /// How exact the values are that are not exact; none for one that is exact elsewhere.
    bounds: BTreeMap<Decimal, Option<Bound>>,
}

impl Shown {
    /// What the chart or table shows whose words the paragraph is.
    pub(super) fn around(paragraph: &Paragraph<'_>, context: Context<'_>) -> Option<Self> {
        let (_, id) = paragraph.name;
        match paragraph.drawn? {
            Drawn::WithChart | Drawn::InPlaceOfChart => Shown::in_chart(context, context.spec.charts.get(id)?),
            Drawn::WithTable => Shown::in_table(context, context.spec.tables.get(id)?),
        }
    }

    /// What a chart shows; none where its data could not be read.
    pub(super) fn in_chart(context: Context<'_>, chart: &Chart) -> Option<Self> {
        if let Some(id) = &chart.figure {
            return context.spec.figures.get(&id.value).map(Shown::of_figure);
        }
        let table = context.evidence.data.get(&chart.data.as_ref()?.value)?;
        let mut shown = Shown::of_numbers(table);
        shown.numbers.insert(Decimal::from(chart.y.len()));
        let index = |name: &str| table.columns.iter().position(|column| column.name == name);
        let x = chart.x.as_ref().and_then(|x| index(&x.value));
        let split = chart.split.as_ref().and_then(|split| index(&split.value));
        let values: Vec<(usize, Bound)> = chart
            .y
            .iter()
            .filter_map(|series| {
                let at = index(&series.column.value)?;
                let bound = series.bound.as_ref().map(|bound| bound.value).or(table.columns.get(at)?.bound);
                Some((at, bound.unwrap_or(Bound::Exact)))
            })
            .collect();
        shown.add(table, &values, x, [x, split]);
        Some(shown)
    }

    /// What a table shows; none where it is not of data, or these could not be read.
    pub(super) fn in_table(context: Context<'_>, table: &crate::spec::Table) -> Option<Self> {
        let data = context.evidence.data.get(&table.data.as_ref()?.value)?;
        let mut shown = Shown::of_numbers(data);
        let is_printed =
            |name: &str| table.columns.is_empty() || table.columns.iter().any(|column| column.value == name);
        let columns = data.columns.iter().enumerate().filter(|(_, column)| is_printed(&column.name));
        let values: Vec<(usize, Bound)> = columns
            .filter(|(at, _)| data.rows.iter().any(|row| number(row.get(*at).map(|cell| &cell.value)).is_some()))
            .map(|(at, column)| (at, column.bound.unwrap_or(Bound::Exact)))
            .collect();
        let first = data.columns.iter().position(|column| is_printed(&column.name));
        let groups = table.group_by.as_ref().and_then(|by| data.columns.iter().position(|c| c.name == by.value));
        shown.add(data, &values, first, [first, groups]);
        Some(shown)
    }

    /// Every number in a table, the parts of its dates and the numbers in its texts, and how many rows it has.
    fn of_numbers(table: &Table) -> Self {
        let mut held = BTreeSet::from([Decimal::from(table.rows.len())]);
        for cell in table.rows.iter().flatten() {
            match &cell.value {
                Value::Number(number) => held.extend([*number, number.abs()]),
                Value::Year(year) => held.extend([Decimal::from(*year)]),
                Value::Date(day) => held.extend([Decimal::from(day.year()), day.month().into(), day.day().into()]),
                Value::Month(first) => held.extend([Decimal::from(first.year()), first.month().into()]),
                Value::Text(text) => {
                    held.extend(super::alt_number::numbers(text).into_iter().flat_map(|(_, readings)| readings));
                }
                Value::Below(below) => held.extend([Decimal::from(*below)]),
                Value::Source(_) | Value::Truth(_) | Value::Withheld | Value::Empty => {}
            }
        }
        Shown { numbers: held, ..Shown::default() }
    }

    fn of_figure(figure: &Figure) -> Self {
        let mut held = BTreeSet::from([Decimal::from(figure.estimates.len())]);
        held.extend(figure.value.iter().map(|value| value.value));
        held.extend(figure.between.iter().flat_map(|between| between.value));
        let mut bounds = BTreeMap::new();
        for estimate in &figure.estimates {
            held.extend(estimate.value.iter().map(|value| value.value));
            held.extend(estimate.between.iter().flat_map(|between| between.value));
            if let Some(value) = &estimate.value {
                let bound = estimate.bound.as_ref().map_or(Bound::Exact, |bound| bound.value);
                bounds.entry(value.value).or_insert((bound != Bound::Exact).then_some(bound));
            }
        }
        let periods = figure.period.iter().flat_map(|period| [period.value.from, period.value.to]);
        held.extend(periods.flat_map(parts));
        Shown { numbers: held, bounds, ..Shown::default() }
    }

    /// Adds the columns of values of a table, each with its bound; `place` is the column of places, `keys` are those by which rows
    /// can be taken together.
    fn add(&mut self, table: &Table, values: &[(usize, Bound)], place: Option<usize>, keys: [Option<usize>; 2]) {
        let at = |row: &[crate::evidence::data::Cell], index: usize| number(row.get(index).map(|cell| &cell.value));
        for (index, bound) in values {
            let column: Vec<Decimal> = table.rows.iter().filter_map(|row| at(row, *index)).collect();
            for value in &column {
                let known = self.bounds.entry(*value).or_insert((*bound != Bound::Exact).then_some(*bound));
                *known = known.filter(|_| *bound != Bound::Exact);
            }
            self.columns.push(column);
        }
        for key in keys.into_iter().flatten() {
            for (index, _) in values {
                let mut sums: BTreeMap<String, Decimal> = BTreeMap::new();
                for row in table.rows.iter() {
                    let Some(value) = at(row, *index) else { continue };
                    let name = row.get(key).map(|cell| cell.value.key()).unwrap_or_default();
                    let sum = sums.entry(name).or_default();
                    *sum = sum.saturating_add(value);
                }
                self.columns.push(sums.into_values().collect());
            }
        }
        for row in table.rows.iter() {
            let name = place.and_then(|place| row.get(place)).map(|cell| cell.value.key()).unwrap_or_default();
            self.rows.push((name, values.iter().filter_map(|(index, _)| at(row, *index)).collect()));
        }
    }

    /// Whether the number stands in it.
    pub(super) fn holds(&self, number: Decimal) -> bool {
        self.numbers.contains(&number)
    }

    /// Whether there are as many rows, or more: "three provinces".
    pub(super) fn counts(&self, number: Decimal) -> bool {
        number <= Decimal::from(self.rows.len())
    }

    /// How exact a value is, where it is not exact wherever it stands.
    pub(super) fn bound(&self, number: Decimal) -> Option<Bound> {
        self.bounds.get(&number).copied().flatten()
    }

    /// Whether the number can be worked out of what is shown, rounded as it is: the sum or mean of a column or a row, a share
    /// of these, a difference, a change in per cent or a multiple between neighbours, ends or extremes.
    pub(super) fn gives(&self, wanted: Decimal) -> bool {
        let rounded =
            |value: Decimal| value.round_dp_with_strategy(wanted.scale(), RoundingStrategy::MidpointAwayFromZero).abs();
        let is_wanted = |value: Decimal| rounded(value) == wanted;
        let rows = self.rows.iter().map(|(_, values)| values.as_slice());
        self.columns.iter().map(Vec::as_slice).chain(rows).any(|values| worked_out(values).any(is_wanted))
    }

    /// Whether the number is one of those shown in round figures: "nearly 300", "more than 900".
    pub(super) fn holds_about(&self, rounded: Decimal) -> bool {
        let mut step = Decimal::ONE;
        while step < rounded && (rounded % (step * Decimal::TEN)).is_zero() {
            step *= Decimal::TEN;
        }
        let is_near = |value: &Decimal| step > Decimal::ONE && (*value - rounded).abs() < step;
        self.columns.iter().flatten().any(is_near) || self.columns.iter().any(|column| is_near(&sum(column)))
    }
}

fn number(value: Option<&Value>) -> Option<Decimal> {
    match value {
        Some(Value::Number(number)) => Some(*number),
        _ => None,
    }
}

fn parts(date: PartialDate) -> impl Iterator<Item = Decimal> {
    let year = Some(Decimal::from(date.year));
    [year, date.month.map(Decimal::from), date.day.map(Decimal::from)].into_iter().flatten()
}

fn sum(values: &[Decimal]) -> Decimal {
    values.iter().fold(Decimal::ZERO, |sum, value| sum.saturating_add(*value))
}

/// What can be worked out of a few values that stand together.
fn worked_out(values: &[Decimal]) -> impl Iterator<Item = Decimal> {
    let whole = sum(values);
    let mean = whole.checked_div(Decimal::from(values.len()));
    let shares = values.iter().filter_map(move |value| percent(*value, whole));
    let ends = values.first().zip(values.last()).map(|(first, last)| (*first, *last));
    let extremes = values.iter().min().zip(values.iter().max()).map(|(least, most)| (*least, *most));
    let neighbours = values.iter().zip(values.iter().skip(1)).map(|(a, b)| (*a, *b));
    let pairs = neighbours.chain(ends).chain(extremes);
    let compared = pairs.flat_map(|(from, to)| {
        let difference = to.saturating_sub(from);
        let times = [to.checked_div(from), from.checked_div(to)];
        let changes = [percent(difference, from), percent(to, from), percent(from, to)];
        std::iter::once(Some(difference)).chain(times).chain(changes).flatten()
    });
    [Some(whole), mean].into_iter().flatten().chain(shares).chain(compared)
}

fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(columns: &[&[i64]]) -> Shown {
        let columns: Vec<Vec<Decimal>> =
            columns.iter().map(|c| c.iter().map(|v| Decimal::from(*v)).collect()).collect();
        Shown { columns, ..Shown::default() }
    }

    #[test]
    fn what_can_be_worked_out() {
        let shown = shown(&[&[251, 267, 300]]);
        let number = |text: &str| text.parse::<Decimal>().unwrap();
        for (text, is_given) in [
            ("818", true),  // the sum
            ("49", true),   // between the ends
            ("16", true),   // between neighbours
            ("6.4", true),  // a change in per cent
            ("6.3", false), // cut off, not rounded
            ("20", true),
            ("1.2", true), // times
            ("33", true),  // a share, rounded
            ("992", false),
            ("272.7", true), // the mean
        ] {
            assert_eq!(shown.gives(number(text)), is_given, "{text}");
        }
        assert!(
            shown.holds_about(number("250")) && shown.holds_about(number("800")) && shown.holds_about(number("200"))
        );
        assert!(
            !shown.holds_about(number("240")) && !shown.holds_about(number("252")) && !shown.holds_about(number("500"))
        );
    }

    #[test]
    fn nothing_is_divided_by_nothing() {
        assert!(!shown(&[&[0, 0], &[]]).gives(Decimal::from(5)));
    }
}
