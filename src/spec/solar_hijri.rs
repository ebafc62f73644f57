//! The Solar Hijri calendar, in which Iran and Afghanistan count their months and years: between it and days.

use super::Period;
use chrono::{Datelike, NaiveDate};
use icu_calendar::cal::Persian;
use icu_calendar::{Date, Iso};

/// The years that are taken: the calendar has been the official one since 1304 (1925), and a number that is not in this
/// range is a Gregorian year, or a slip.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1304..=1599;

/// Year, month and day of a day in this calendar; none where it cannot be carried over.
#[must_use]
pub fn of_day(day: NaiveDate) -> Option<(i32, u32, u32)> {
    let part = |number: u32| u8::try_from(number).ok();
    let date = Date::<Iso>::try_new_iso(day.year(), part(day.month())?, part(day.day())?).ok()?;
    let date = date.to_calendar(Persian::new());
    Some((date.year().extended_year(), u32::from(date.month().ordinal), u32::from(date.day_of_month().0)))
}

/// The first day of a month of this calendar; none where there is no such month.
#[must_use]
pub fn first_day(year: i32, month: u32) -> Option<NaiveDate> {
    let date = Date::try_new_persian(year, u8::try_from(month).ok()?, 1).ok()?.to_calendar(Iso);
    NaiveDate::from_ymd_opt(
        date.year().extended_year(),
        u32::from(date.month().ordinal),
        u32::from(date.day_of_month().0),
    )
}

/// The first and the last month of this calendar, each with its year, that a stretch of time consists of; none where it
/// begins or ends within a month.
#[must_use]
pub fn whole_months(period: &Period) -> Option<((i32, u32), (i32, u32))> {
    let (first, last) = period.days()?;
    let (from_year, from_month, 1) = of_day(first)? else { return None };
    let (to_year, to_month, 1) = of_day(last.succ_opt()?)? else { return None };
    let to = if to_month == 1 { (to_year - 1, 12) } else { (to_year, to_month - 1) };
    Some(((from_year, from_month), to))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::PartialDate;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn months_begin_where_the_calendars_of_iran_have_them() {
        // 1399 and 1403 were leap years: their last month had thirty days
        for (year, month, first) in
            [(1400, 1, "2021-03-21"), (1404, 1, "2025-03-21"), (1405, 8, "2026-10-23"), (1405, 9, "2026-11-22")]
        {
            assert_eq!(first_day(year, month), Some(day(first)));
            assert_eq!(of_day(day(first)), Some((year, month, 1)));
        }
        assert_eq!(of_day(day("2025-03-20")), Some((1403, 12, 30)));
        assert_eq!(first_day(1405, 13), None);
    }

    #[test]
    fn whole_months_are_known() {
        let months = |from: &str, to: &str| {
            whole_months(&Period { from: PartialDate::from(day(from)), to: PartialDate::from(day(to)) })
        };
        assert_eq!(months("2026-10-23", "2026-11-21"), Some(((1405, 8), (1405, 8))));
        assert_eq!(months("2025-03-21", "2026-03-20"), Some(((1404, 1), (1404, 12))));
        assert_eq!(months("2026-10-23", "2026-11-22"), None);
        assert_eq!(months("2026-10-24", "2026-11-21"), None);
    }
}
