//! Places that a series of times lacks: where rows follow each other at a step that can be told, a row that is not there is a
//! gap, as an empty cell is. A line that ran on across it would show a value that nobody gave.

use super::Axis;
use super::places::{Unit, date_name, unit_of};
use crate::locale::Locale;
use chrono::{Datelike, Days, Months, NaiveDate};

/// Up to so many places that are lacking in one gap are all named; of more, so many and the last.
const MOST_NAMED: i64 = 12;

/// Places that an axis lacks between two others.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// The first place after them, by its index.
    pub at: usize,
    /// How many there are.
    pub count: usize,
    /// The first twelve of them at most and the last, of the kind that the axis has.
    pub lacks: Axis,
}

/// How places are counted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Count {
    Years,
    /// On the same day of each month.
    Months,
    /// On the last day of each month.
    EndsOfMonths,
    Days,
}

impl Axis {
    /// The places as data files have them, whatever the language prints.
    #[must_use]
    pub fn as_written(&self) -> Vec<String> {
        match self {
            Axis::Categories(names) => names.clone(),
            Axis::Years(years) => years.iter().map(ToString::to_string).collect(),
            Axis::Months(days) => days.iter().map(|day| day.format("%Y-%m").to_string()).collect(),
            Axis::Dates(days) => days.iter().map(ToString::to_string).collect(),
        }
    }

    /// The places that a series of times lacks: more than half of its steps are equal, and all are whole multiples of that
    /// one. Of a column of months half of them are enough, for it says itself what it counts.
    #[must_use]
    pub fn gaps(&self) -> Vec<Gap> {
        let (count, counts) = self.counted();
        let steps: Vec<i64> = counts.iter().zip(counts.iter().skip(1)).map(|(a, b)| b - a).collect();
        let Some(step) = steps.iter().copied().min().filter(|step| *step > 0) else { return Vec::new() };
        let regular = steps.iter().filter(|other| **other == step).count() * 2;
        let can_be_told = regular > steps.len() || regular == steps.len() && matches!(self, Axis::Months(_));
        if !can_be_told || steps.iter().any(|other| other % step != 0) {
            return Vec::new();
        }
        let found = steps.iter().enumerate().filter(|(_, other)| **other > step);
        found.map(|(before, wide)| self.gap(before, count, step, wide / step - 1)).collect()
    }

    /// Whether all steps from time to time are equal. Names have none.
    #[must_use]
    pub fn is_even(&self) -> bool {
        let (_, counts) = self.counted();
        let mut steps = counts.iter().zip(counts.iter().skip(1)).map(|(a, b)| b - a);
        let first = steps.next();
        steps.all(|step| Some(step) == first)
    }

    fn gap(&self, before: usize, count: Count, step: i64, lacking: i64) -> Gap {
        let after = |first: NaiveDate, number: i64| {
            let by = u32::try_from(number * step).ok()?;
            match count {
                Count::Days => first.checked_add_days(Days::new(u64::from(by))),
                Count::Years => first.with_year(first.year().checked_add_unsigned(by)?),
                Count::Months => first.checked_add_months(Months::new(by)),
                Count::EndsOfMonths => first.with_day(1)?.checked_add_months(Months::new(by + 1))?.pred_opt(),
            }
        };
        let named = (1..=lacking.min(MOST_NAMED)).chain((lacking > MOST_NAMED).then_some(lacking));
        let days = |days: &[NaiveDate]| -> Vec<NaiveDate> {
            days.get(before).into_iter().flat_map(|first| named.clone().filter_map(|n| after(*first, n))).collect()
        };
        let lacks = match self {
            Axis::Categories(_) => Axis::Categories(Vec::new()),
            Axis::Years(years) => {
                let year = |(year, n): (&i32, i64)| i32::try_from(i64::from(*year) + n * step).ok();
                Axis::Years(years.get(before).into_iter().cycle().zip(named).filter_map(year).collect())
            }
            Axis::Months(first) => Axis::Months(days(first)),
            Axis::Dates(all) => Axis::Dates(days(all)),
        };
        Gap { at: before + 1, count: usize::try_from(lacking).unwrap_or(usize::MAX), lacks }
    }

    /// Where each place stands in a count of years, months or days; nowhere where places are names.
    fn counted(&self) -> (Count, Vec<i64>) {
        let month = |day: &NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month0());
        match self {
            Axis::Categories(_) => (Count::Years, Vec::new()),
            Axis::Years(years) => (Count::Years, years.iter().map(|year| i64::from(*year)).collect()),
            Axis::Months(days) => (Count::Months, days.iter().map(month).collect()),
            Axis::Dates(days) => match count_of(days) {
                Count::Years => (Count::Years, days.iter().map(|day| i64::from(day.year())).collect()),
                Count::Days => (Count::Days, days.iter().map(|day| i64::from(day.num_days_from_ce())).collect()),
                months => (months, days.iter().map(month).collect()),
            },
        }
    }
}

/// What days count.
fn count_of(days: &[NaiveDate]) -> Count {
    let is_last = |day: &NaiveDate| day.succ_opt().is_some_and(|next| next.day() == 1);
    let first = days.first().map_or(0, NaiveDate::day);
    match unit_of(days) {
        Unit::Year => Count::Years,
        _ if days.iter().all(|day| day.day() == first) => Count::Months,
        _ if days.iter().all(is_last) => Count::EndsOfMonths,
        _ => Count::Days,
    }
}

impl Gap {
    /// The places that are lacking, as their axis names its places.
    pub(super) fn names(&self, axis: &Axis, locale: &Locale) -> Vec<String> {
        match (&self.lacks, axis) {
            (Axis::Years(years), _) => years.iter().map(|year| locale.year(*year)).collect(),
            (Axis::Months(days), _) => days.iter().map(|day| date_name(Unit::Month, *day, locale)).collect(),
            (Axis::Dates(days), Axis::Dates(all)) => {
                let unit = unit_of(all);
                days.iter().map(|day| date_name(unit, *day, locale)).collect()
            }
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::places::Names;
    use super::*;

    fn days(days: &[&str]) -> Vec<NaiveDate> {
        days.iter().map(|day| day.parse().unwrap()).collect()
    }

    fn lacking(axis: &Axis) -> Vec<(usize, Vec<String>)> {
        axis.gaps().iter().map(|gap| (gap.at, gap.lacks.as_written())).collect()
    }

    #[test]
    fn a_row_that_a_regular_series_lacks_is_a_gap() {
        let one = |at: usize, names: &[&str]| vec![(at, names.iter().map(ToString::to_string).collect::<Vec<_>>())];
        assert_eq!(lacking(&Axis::Years(vec![2015, 2016, 2017, 2020])), one(3, &["2018", "2019"]));
        assert_eq!(lacking(&Axis::Years(vec![2000, 2005, 2010, 2020])), one(3, &["2015"]), "every five years");
        let months = Axis::Months(days(&["2025-11-01", "2025-12-01", "2026-02-01"]));
        assert_eq!(lacking(&months), one(2, &["2026-01"]), "of months half is enough");
        let firsts = ["2025-10-01", "2025-11-01", "2025-12-01", "2026-02-01"];
        assert_eq!(lacking(&Axis::Dates(days(&firsts))), one(3, &["2026-01-01"]));
        let ends = ["2026-01-31", "2026-02-28", "2026-03-31", "2026-05-31"];
        assert_eq!(lacking(&Axis::Dates(days(&ends))), one(3, &["2026-04-30"]));
        let weeks = ["2026-01-05", "2026-01-12", "2026-01-19", "2026-02-02"];
        assert_eq!(lacking(&Axis::Dates(days(&weeks))), one(3, &["2026-01-26"]));
    }

    #[test]
    fn where_no_step_can_be_told_nothing_is_lacking() {
        assert_eq!(lacking(&Axis::Years(vec![2010, 2014, 2015, 2020])), []);
        assert_eq!(lacking(&Axis::Years(vec![2014, 2015, 2020])), [], "half is not enough");
        assert_eq!(lacking(&Axis::Years(vec![2015, 2018])), []);
        assert_eq!(lacking(&Axis::Years(vec![2016, 2015, 2017])), []);
        assert_eq!(lacking(&Axis::Dates(days(&["2026-01-05", "2026-01-12", "2026-01-19", "2026-01-30"]))), []);
        assert_eq!(lacking(&Axis::Dates(days(&["2026-01-01"]))), []);
        assert_eq!(lacking(&Axis::Dates(Vec::new())), []);
    }

    #[test]
    fn what_is_lacking_is_named_as_the_axis_names_it() {
        let locale = Locale::find("fr").unwrap();
        let names = |x: Axis| {
            let gap = x.gaps().remove(0);
            gap.names(&x, locale)
        };
        let januaries = days(&["2023-01-01", "2024-01-01", "2026-01-01"]);
        assert_eq!(names(Axis::Months(januaries)), ["janv. 2025"], "a month stays one in January");
        let first = days(&["2026-02-27", "2026-02-28", "2026-03-02", "2026-03-03", "2026-03-04"]);
        assert_eq!(names(Axis::Dates(first)), ["1er\u{a0}mars 2026"], "a day stays one on the first");
        assert_eq!(names(Axis::Years(vec![2015, 2016, 2017, 2019])), ["2018"]);
    }

    #[test]
    fn years_are_times_in_the_digits_of_every_language() {
        for tag in ["en-GB", "fa", "ar"] {
            let names = Names::of(&Axis::Years(vec![2015, 2018, 2019]), Locale::find(tag).unwrap());
            assert_eq!(names.years(), Some([2015, 2018, 2019].as_slice()), "{tag}");
        }
    }

    #[test]
    fn a_wide_gap_is_counted_and_not_listed_whole() {
        let gaps = Axis::Dates(days(&["2026-01-01", "2026-01-02", "2026-01-03", "9999-12-31"])).gaps();
        assert_eq!((gaps.len(), gaps[0].lacks.as_written().len()), (1, 13));
        assert_eq!(gaps[0].lacks.as_written().last().map(String::as_str), Some("9999-12-30"));
        assert!(gaps[0].count > 2_000_000);
    }
}
