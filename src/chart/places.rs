//! The labels of a category axis: all of them where they fit, on several lines where they must, every second or fifth
//! where they are years or dates; refused where a name would have to be cut or left out.

use super::labels::{Block, Label, Lettering, Look, SIZE, SMALL_SIZE, SPACE, widest};
use super::{Axis, Context, Refusal};
use crate::locale::Locale;
use chrono::{Datelike, NaiveDate};

/// What the places of an axis count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// Names.
    Name,
    /// Whole years.
    Year,
    /// Whole months.
    Month,
    /// Days.
    Day,
}

/// From one label to the next where some are left out: more, as the eye has to find the bars that have one.
const THIN_SPACE: f32 = 8.0;
/// Numbers up to this one are read as years, or as what can be treated like them.
const LAST_YEAR: i64 = 9999;

/// The printed names of the places, and what they count.
pub(super) struct Names {
    /// The names.
    pub(super) names: Vec<String>,
    /// What they count.
    pub(super) unit: Unit,
    /// Where each stands in a count of that unit.
    ordinals: Vec<i64>,
    /// Days and months on lines of their own; empty for other units.
    stacked: Vec<Vec<String>>,
}

impl Names {
    /// The names of the places of `axis`.
    pub(super) fn of(axis: &Axis, locale: &Locale) -> Self {
        match axis {
            Axis::Categories(names) => Self::of_categories(names),
            Axis::Years(years) => Self::of_years(years, locale),
            Axis::Months(days) => Self::of_dates(Unit::Month, days, locale),
            Axis::Dates(days) => Self::of_dates(unit_of(days), days, locale),
        }
    }

    /// Numbers in rising order are years, or can be treated as such: one may be left out between two others.
    pub(super) fn of_categories(names: &[String]) -> Self {
        let numbers: Vec<i64> = names.iter().map_while(|name| year(name)).collect();
        let rising = numbers.len() == names.len() && numbers.iter().zip(numbers.iter().skip(1)).all(|(a, b)| a < b);
        let unit = if rising { Unit::Year } else { Unit::Name };
        Names { names: names.to_vec(), unit, ordinals: if rising { numbers } else { Vec::new() }, stacked: Vec::new() }
    }

    /// Years that are not in rising order are names like others.
    fn of_years(years: &[i32], locale: &Locale) -> Self {
        let names = years.iter().map(|year| locale.year(*year)).collect();
        let rising = years.iter().zip(years.iter().skip(1)).all(|(a, b)| a < b);
        let unit = if rising { Unit::Year } else { Unit::Name };
        let ordinals = years.iter().filter(|_| rising).map(|year| i64::from(*year)).collect();
        Names { names, unit, ordinals, stacked: Vec::new() }
    }

    fn of_dates(unit: Unit, days: &[NaiveDate], locale: &Locale) -> Self {
        let names = days.iter().map(|day| date_name(unit, *day, locale)).collect();
        let ordinals = days.iter().map(|day| ordinal(unit, *day)).collect();
        Names { names, unit, ordinals, stacked: stacked(unit, days, locale) }
    }

    /// Where each place stands in a count of years; none where they are names.
    pub(super) fn years(&self) -> Option<&[i64]> {
        (self.unit == Unit::Year).then_some(self.ordinals.as_slice())
    }

    /// For marks at equal distances: where the places do not follow each other at equal distances, each must be named,
    /// as what is left out between two of them could not be told.
    pub(super) fn at_equal_distances(self) -> Self {
        let steps: Vec<i64> = self.ordinals.iter().zip(self.ordinals.iter().skip(1)).map(|(a, b)| b - a).collect();
        if steps.iter().zip(steps.iter().skip(1)).all(|(a, b)| a == b) {
            self
        } else {
            Names { names: self.names, unit: Unit::Name, ordinals: Vec::new(), stacked: Vec::new() }
        }
    }
}

/// What days count: years or months, where they are the first days of those.
pub(super) fn unit_of(days: &[NaiveDate]) -> Unit {
    if days.iter().all(|day| day.ordinal() == 1) {
        Unit::Year
    } else if days.iter().all(|day| day.day() == 1) {
        Unit::Month
    } else {
        Unit::Day
    }
}

fn year(name: &str) -> Option<i64> {
    name.trim().parse().ok().filter(|number| (0..=LAST_YEAR).contains(number))
}

/// A date said as finely as the axis counts.
pub(super) fn date_name(unit: Unit, day: NaiveDate, locale: &Locale) -> String {
    match unit {
        Unit::Year => locale.year(day.year()),
        Unit::Month => locale.month_year_short(day),
        Unit::Day | Unit::Name => locale.date_short(day),
    }
}

/// Days or months, with the year below the first of each year; years alone.
pub(super) fn stacked(unit: Unit, days: &[NaiveDate], locale: &Locale) -> Vec<Vec<String>> {
    let mut told = None;
    let lines = |day: &NaiveDate| {
        let year = locale.year(day.year());
        let first = match unit {
            Unit::Year => return vec![year],
            Unit::Month => locale.month_short(*day),
            Unit::Day | Unit::Name => locale.day_month_short(*day),
        };
        let is_told = told.replace(day.year()) == Some(day.year());
        if is_told { vec![first] } else { vec![first, year] }
    };
    days.iter().map(lines).collect()
}

pub(super) fn ordinal(unit: Unit, day: NaiveDate) -> i64 {
    match unit {
        Unit::Year => i64::from(day.year()),
        Unit::Month => i64::from(day.year()) * 12 + i64::from(day.month0()),
        Unit::Day | Unit::Name => i64::from(day.num_days_from_ce()),
    }
}

/// The distances between the labels that are shown, rising.
fn distances(unit: Unit) -> &'static [i64] {
    match unit {
        Unit::Name => &[1],
        Unit::Year => &[1, 2, 5, 10, 20, 25, 50, 100, 200, 500],
        Unit::Month => &[1, 2, 3, 6, 12, 24, 60, 120, 240, 600],
        Unit::Day => &[1, 2, 7, 14, 28, 56, 112, 224],
    }
}

/// The labels of the places, by their index; some may be left out.
pub(super) struct PlaceLabels {
    /// The labels that are shown.
    pub(super) blocks: Vec<Option<Block>>,
}

impl PlaceLabels {
    /// The height of the tallest.
    pub(super) fn height(&self) -> f32 {
        self.blocks.iter().flatten().map(Block::height).fold(0.0, f32::max)
    }

    /// Labels in the middle of places at `x`, `pitch` apart.
    pub(super) fn fit(
        names: &Names,
        x: &[f32],
        pitch: f32,
        highlight: Option<usize>,
        context: Context<'_>,
    ) -> Result<Self, Refusal> {
        let lettering = Lettering::new(context);
        let look = |index: usize, size: f32| {
            let set_off = highlight == Some(index);
            if set_off { Look::bold(size, context.palette.ink) } else { Look::plain(size, context.palette.ink) }
        };
        let lines = |size: f32| -> Result<Vec<Label>, Refusal> {
            names.names.iter().enumerate().map(|(index, name)| lettering.line(name, look(index, size))).collect()
        };
        let stand_apart = |widths: Vec<f32>| {
            let ends: Vec<(f32, f32)> = x.iter().zip(widths).map(|(x, width)| ends(*x, width, context.width)).collect();
            ends.iter().zip(ends.iter().skip(1)).all(|(a, b)| a.1 + SPACE <= b.0)
        };
        let single = lines(SIZE)?;
        if widest(&single) + SPACE <= pitch && stand_apart(single.iter().map(Label::width).collect()) {
            return Ok(Self::all(single));
        }
        if !names.stacked.is_empty() {
            let line = |index: usize, text: &String| lettering.line(text, look(index, SIZE));
            let block = |(index, lines): (usize, &Vec<String>)| -> Result<Block, Refusal> {
                Ok(Block { lines: lines.iter().map(|text| line(index, text)).collect::<Result<_, _>>()? })
            };
            let blocks: Vec<Block> = names.stacked.iter().enumerate().map(block).collect::<Result<_, _>>()?;
            let widths: Vec<f32> = blocks.iter().map(Block::width).collect();
            if widths.iter().all(|width| width + SPACE <= pitch) && stand_apart(widths) {
                return Ok(PlaceLabels { blocks: blocks.into_iter().map(Some).collect() });
            }
        }
        if names.unit != Unit::Name {
            return Ok(thinned(single, names, x, highlight, context.width));
        }
        for size in [SIZE, SMALL_SIZE] {
            let wrap = |(index, name): (usize, &String)| lettering.wrapped(name, look(index, size), pitch - SPACE);
            let blocks: Option<Vec<_>> = names.names.iter().enumerate().map(wrap).collect::<Result<_, _>>()?;
            let blocks = blocks.map(|blocks| blocks.into_iter().map(|lines| Block { lines }).collect::<Vec<_>>());
            if let Some(blocks) = blocks.filter(|blocks| stand_apart(blocks.iter().map(Block::width).collect())) {
                return Ok(PlaceLabels { blocks: blocks.into_iter().map(Some).collect() });
            }
        }
        Err(Refusal::new(
            "the names of the categories do not fit below the axis",
            "use `kind = \"horizontal-bar\"`, which has room for long names, or shorten them in the data file",
        ))
    }

    fn all(labels: Vec<Label>) -> Self {
        PlaceLabels { blocks: labels.into_iter().map(|label| Some(Block { lines: vec![label] })).collect() }
    }
}

/// The middle of a label of width `label` at `x` that stays inside a drawing of width `drawing`.
pub(super) fn inside(x: f32, label: f32, drawing: f32) -> f32 {
    let half = label / 2.0;
    x.clamp(half, (drawing - half).max(half))
}

/// From where to where such a label reaches.
fn ends(x: f32, label: f32, drawing: f32) -> (f32, f32) {
    let middle = inside(x, label, drawing);
    (middle - label / 2.0, middle + label / 2.0)
}

/// The labels at the smallest round distance at which they stand apart; the one that is set off is always among them.
fn thinned(labels: Vec<Label>, names: &Names, x: &[f32], highlight: Option<usize>, width: f32) -> PlaceLabels {
    let reach: Vec<(f32, f32)> = x.iter().zip(&labels).map(|(x, label)| ends(*x, label.width(), width)).collect();
    let apart = |a: usize, b: usize| match (reach.get(a), reach.get(b)) {
        (Some(a), Some(b)) => a.1 + THIN_SPACE <= b.0 || b.1 + THIN_SPACE <= a.0,
        _ => false,
    };
    let origin = if names.unit == Unit::Day { names.ordinals.first().copied().unwrap_or(0) } else { 0 };
    let chosen = |distance: i64| -> Vec<usize> {
        let round = |(_, ordinal): &(usize, &i64)| (*ordinal - origin).rem_euclid(distance) == 0;
        names.ordinals.iter().enumerate().filter(round).map(|(index, _)| index).collect()
    };
    let stand_apart = |shown: &Vec<usize>| shown.iter().zip(shown.iter().skip(1)).all(|(a, b)| apart(*a, *b));
    let mut shown =
        distances(names.unit).iter().map(|&distance| chosen(distance)).find(stand_apart).unwrap_or_default();
    if shown.is_empty() {
        shown.push(0);
    }
    if let Some(set_off) = highlight {
        shown.retain(|&index| index == set_off || apart(index, set_off));
        shown.push(set_off);
    }
    let keep = |(index, label)| shown.contains(&index).then(|| Block { lines: vec![label] });
    PlaceLabels { blocks: labels.into_iter().enumerate().map(keep).collect() }
}
