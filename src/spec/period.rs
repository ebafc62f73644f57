//! Times that are compared with each other.

use super::{Figure, Period};
use chrono::{Datelike, NaiveDate};

impl Period {
    /// Its first and its last day; none where the calendar has no such day.
    #[must_use]
    pub fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        Some((self.from.first_day()?, self.to.last_day()?))
    }

    /// Whether both are the same days, however they are written: `2020`, or its first and its last day.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self == other || self.days().is_some_and(|days| Some(days) == other.days())
    }

    /// How many days it has.
    #[must_use]
    pub fn length(&self) -> Option<i64> {
        self.days().map(|(first, last)| (last - first).num_days() + 1)
    }

    /// Whether it is one year of the Gregorian calendar, whole.
    #[must_use]
    pub fn is_calendar_year(&self) -> bool {
        self.days().is_some_and(|(first, last)| {
            first.year() == last.year() && first.ordinal() == 1 && (last.month(), last.day()) == (12, 31)
        })
    }

    /// Whether it is about a year long and no calendar year: a year of another calendar, or twelve other months.
    #[must_use]
    pub fn is_other_year(&self) -> bool {
        self.length().is_some_and(|length| (340..=380).contains(&length)) && !self.is_calendar_year()
    }

    /// Whether it has a day in common with another.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        let ends = self.days().zip(other.days());
        ends.is_some_and(|((a_from, a_to), (b_from, b_to))| a_from <= b_to && b_from <= a_to)
    }

    /// Whether it ends before another ends: it is the earlier of the two.
    #[must_use]
    pub fn is_before(&self, other: &Self) -> bool {
        self.days().zip(other.days()).is_some_and(|((_, a), (_, b))| a < b)
    }

    /// Whether one is a calendar year and the other a year of other months.
    #[must_use]
    pub fn is_year_of_other_kind(&self, other: &Self) -> bool {
        (self.is_calendar_year() && other.is_other_year()) || (self.is_other_year() && other.is_calendar_year())
    }
}

impl Figure {
    /// Whether the times of two figures are about as long: months have 28 to 31 days, quarters 90 to 92. That of an average
    /// is as long as one of those it is made of.
    #[must_use]
    pub fn is_for_as_long_as(&self, other: &Self) -> bool {
        self.length().zip(other.length()).is_none_or(|(a, b)| about_as_long(a, b))
    }

    fn length(&self) -> Option<i64> {
        let times = self.average_of.as_ref().map_or(1, |times| i64::from(times.value.max(1)));
        Some(self.period.as_ref()?.value.length()? / times)
    }
}

/// Whether two numbers of days are about the same.
fn about_as_long(a: i64, b: i64) -> bool {
    a * 8 <= b * 9 && b * 8 <= a * 9
}

#[cfg(test)]
mod tests;
