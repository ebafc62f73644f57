//! Dates in the words of a language (CLDR, through ICU4X), in the Gregorian calendar.

use chrono::{Datelike, NaiveDate};
use icu_calendar::{Date, Iso};
use icu_datetime::fieldsets::{D, M, MD, YM, YMD};
use icu_datetime::{DateTimeFormatter, DateTimeFormatterPreferences};

/// Dates in one language. ICU4X's formatters cannot be shared between threads and cost some microseconds, so each use
/// makes its own.
#[derive(Debug)]
pub(super) struct Dates(DateTimeFormatterPreferences);

/// Prints a date with one field set (each is a type of its own); a date that ICU4X cannot take, as ISO 8601 has it.
macro_rules! print {
    ($dates:expr, $fields:expr, $date:expr) => {
        DateTimeFormatter::try_new($dates.0, $fields)
            .ok()
            .zip(iso($date))
            .map_or_else(|| $date.to_string(), |(formatter, date)| formatter.format(&date).to_string())
    };
}

impl Dates {
    /// The language `locale`; none where ICU4X has no data for it.
    pub(super) fn new(locale: &icu_locale_core::Locale) -> Option<Self> {
        let preferences = DateTimeFormatterPreferences::from(locale);
        DateTimeFormatter::try_new(preferences, YMD::long()).ok()?;
        Some(Dates(preferences))
    }

    /// "3 September 2020".
    pub(super) fn date(&self, date: NaiveDate) -> String {
        bind(&print!(self, YMD::long(), date))
    }

    /// "3 Sept 2020".
    pub(super) fn date_short(&self, date: NaiveDate) -> String {
        bind(&print!(self, YMD::medium(), date))
    }

    /// "3".
    pub(super) fn day(&self, date: NaiveDate) -> String {
        print!(self, D::long(), date)
    }

    /// "September".
    pub(super) fn month(&self, date: NaiveDate) -> String {
        print!(self, M::long(), date)
    }

    /// "Sept".
    pub(super) fn month_short(&self, date: NaiveDate) -> String {
        print!(self, M::medium(), date)
    }

    /// "3 September".
    pub(super) fn month_day(&self, date: NaiveDate) -> String {
        bind(&print!(self, MD::long(), date))
    }

    /// "3 Sept".
    pub(super) fn month_day_short(&self, date: NaiveDate) -> String {
        bind(&print!(self, MD::medium(), date))
    }

    /// "September 2020".
    pub(super) fn year_month(&self, date: NaiveDate) -> String {
        print!(self, YM::long(), date)
    }

    /// "Sept 2020".
    pub(super) fn year_month_short(&self, date: NaiveDate) -> String {
        print!(self, YM::medium(), date)
    }
}

fn iso(date: NaiveDate) -> Option<Date<Iso>> {
    let part = |number: u32| u8::try_from(number).ok();
    Date::try_new_iso(date.year(), part(date.month())?, part(date.day())?).ok()
}

/// Makes the first space one at which no line breaks: between the day and its month, in whatever order they stand.
fn bind(text: &str) -> String {
    text.replacen(' ', "\u{A0}", 1)
}
