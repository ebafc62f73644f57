//! What an author may ask of a chart beyond its columns: how series stand to each other, where a series breaks, what is
//! written beside a date or a value, what is provisional, and between which ends a value lies.

use super::{Axis, Plot};
use crate::locale::Locale;
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// What an author may ask of a chart beyond its columns. The default asks for nothing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Options {
    /// How several series stand to each other; none where the specification does not say.
    pub layout: Option<Layout>,
    /// Where an axis begins whose marks show their value by their place.
    pub base: Base,
    /// Where series break, in the order of the axis.
    pub breaks: Vec<Break>,
    /// What is written beside a date, a place or a value.
    pub annotations: Vec<Annotation>,
    /// The places whose values are provisional, by index; may be shorter than the axis.
    pub provisional: Vec<bool>,
    /// The ends between which each value lies, by series and place; may be shorter than either.
    pub intervals: Vec<Vec<Option<(Decimal, Decimal)>>>,
    /// On which side of the middle each series of a `diverging-bar` chart stands; may be shorter than the series.
    pub sides: Vec<Side>,
    /// Whether the neutral answers of a `diverging-bar` chart stand apart, and not across the middle.
    pub neutral_apart: bool,
    /// Whether lines are joined across gaps, dotted.
    pub join_gaps: bool,
    /// Whether a value that is missing is one that is not given.
    pub withheld: bool,
}

impl Options {
    /// What stands where there is no value: that there is none, or that it is not given.
    #[must_use]
    pub fn absent<'a>(&self, locale: &'a Locale) -> &'a str {
        if self.withheld { &locale.data_words.withheld } else { &locale.words.no_data }
    }

    /// What the sign means that stands there where words have no room.
    #[must_use]
    pub fn absent_key(&self, sign: &str, locale: &Locale) -> String {
        let phrase = if self.withheld { &locale.data_words.not_given_key } else { &locale.chart.no_value_key };
        phrase.fill(&[("sign", sign)])
    }
}

/// How several series stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Side by side.
    Grouped,
    /// On top of each other: the whole is their sum.
    Stacked,
    /// As shares of their sum.
    Percent,
}

/// Where an axis of values begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Base {
    /// At zero, unless the values lie so close together that their differences could not be seen.
    #[default]
    Unsaid,
    /// At zero.
    Zero,
    /// Near the values, and the author knows it.
    Data,
}

/// A change of method or source: what stands before it cannot be compared with what stands after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Break {
    /// The first place after the break; never the first of all.
    pub at: usize,
    /// The series that breaks; all of them where none is named.
    pub series: Option<usize>,
    /// What changes there.
    pub note: String,
}

/// A note in the picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotation {
    /// What it stands at.
    pub at: At,
    /// What it says.
    pub text: String,
}

/// What an annotation stands at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// A place of the axis, by its index.
    Place(usize),
    /// A day on an axis of dates.
    Day(NaiveDate),
    /// A value.
    Value(Decimal),
}

/// On which side of the middle a series stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Before the middle.
    Negative,
    /// Across the middle.
    Neutral,
    /// After the middle.
    Positive,
}

impl Plot {
    /// The place at which an annotation stands: of a day between two places, the earlier one, whose period it falls in.
    #[must_use]
    pub fn place_of(&self, at: At) -> Option<usize> {
        match (at, &self.x) {
            (At::Place(place), _) => Some(place),
            (At::Day(day), Axis::Months(days) | Axis::Dates(days)) => days.iter().rposition(|known| *known <= day),
            (At::Day(_), Axis::Categories(_) | Axis::Years(_)) | (At::Value(_), _) => None,
        }
    }
}

impl Options {
    /// Whether the value of this place is provisional.
    #[must_use]
    pub fn is_provisional(&self, place: usize) -> bool {
        self.provisional.get(place).copied().unwrap_or(false)
    }

    /// The ends between which the value lies, rising.
    #[must_use]
    pub fn interval(&self, series: usize, place: usize) -> Option<(Decimal, Decimal)> {
        *self.intervals.get(series)?.get(place)?
    }

    /// Whether a series breaks before this place.
    #[must_use]
    pub fn breaks_at(&self, series: usize, place: usize) -> bool {
        self.breaks.iter().any(|found| found.at == place && found.series.is_none_or(|of| of == series))
    }

    /// The side of a series; the first half is negative, the second positive, the middle one of an odd number neutral,
    /// unless the specification says otherwise.
    #[must_use]
    pub fn side(&self, series: usize, all: usize) -> Side {
        let unsaid = match (series * 2 + 1).cmp(&all) {
            std::cmp::Ordering::Less => Side::Negative,
            std::cmp::Ordering::Equal => Side::Neutral,
            std::cmp::Ordering::Greater => Side::Positive,
        };
        self.sides.get(series).copied().unwrap_or(unsaid)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_follow_the_order_of_the_series_unless_they_are_said() {
        use Side::{Negative, Neutral, Positive};
        let plain = Options::default();
        let sides = |options: &Options, all: usize| (0..all).map(|n| options.side(n, all)).collect::<Vec<_>>();
        assert_eq!(sides(&plain, 5), [Negative, Negative, Neutral, Positive, Positive]);
        assert_eq!(sides(&plain, 4), [Negative, Negative, Positive, Positive]);
        assert_eq!(sides(&plain, 1), [Neutral]);
        let said = Options { sides: vec![Negative, Positive, Positive], ..plain };
        assert_eq!(sides(&said, 3), [Negative, Positive, Positive]);
    }

    #[test]
    fn a_break_of_one_series_leaves_the_others_whole() {
        let of = |series| Options { breaks: vec![Break { at: 2, series, note: String::new() }], ..Options::default() };
        assert!(of(None).breaks_at(0, 2) && of(Some(1)).breaks_at(1, 2));
        assert!(!of(Some(1)).breaks_at(0, 2) && !of(None).breaks_at(0, 1));
    }
}
