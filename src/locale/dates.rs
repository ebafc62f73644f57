//! Dates in the words of a language (CLDR, through ICU4X), in the Gregorian calendar.

use chrono::{Datelike, NaiveDate};
use icu_calendar::{Date, Iso};
use icu_datetime::fieldsets::{D, M, MD, YM, YMD};
use icu_datetime::{DateTimeFormatter, DateTimeFormatterPreferences};
use std::sync::OnceLock;

/// A formatter for one field set, made when it is first asked for; none where ICU4X has no data for it.
type Kept<F> = OnceLock<Option<DateTimeFormatter<F>>>;

/// Dates in one language.
#[derive(Debug)]
pub(super) struct Dates {
    preferences: DateTimeFormatterPreferences,
    long: Kept<YMD>,
    medium: Kept<YMD>,
    day: Kept<D>,
    month: Kept<M>,
    month_short: Kept<M>,
    month_day: Kept<MD>,
    month_day_short: Kept<MD>,
    year_month: Kept<YM>,
    year_month_short: Kept<YM>,
}

/// Prints a date with one field set (each is a type of its own); a date that ICU4X cannot take, as ISO 8601 has it.
macro_rules! print {
    ($dates:ident.$kept:ident, $fields:expr, $date:expr) => {
        $dates
            .$kept
            .get_or_init(|| DateTimeFormatter::try_new($dates.preferences, $fields).ok())
            .as_ref()
            .zip(iso($date))
            .map_or_else(|| $date.to_string(), |(formatter, date)| formatter.format(&date).to_string())
    };
}

impl Dates {
    /// The language `locale`; none where ICU4X has no data for it.
    pub(super) fn new(locale: &icu_locale_core::Locale) -> Option<Self> {
        let preferences = DateTimeFormatterPreferences::from(locale);
        let long = DateTimeFormatter::try_new(preferences, YMD::long()).ok()?;
        Some(Dates {
            preferences,
            long: OnceLock::from(Some(long)),
            medium: OnceLock::new(),
            day: OnceLock::new(),
            month: OnceLock::new(),
            month_short: OnceLock::new(),
            month_day: OnceLock::new(),
            month_day_short: OnceLock::new(),
            year_month: OnceLock::new(),
            year_month_short: OnceLock::new(),
        })
    }

    /// "3 September 2020".
    pub(super) fn date(&self, date: NaiveDate) -> String {
        bind(&print!(self.long, YMD::long(), date))
    }

    /// "3 Sept 2020".
    pub(super) fn date_short(&self, date: NaiveDate) -> String {
        bind(&print!(self.medium, YMD::medium(), date))
    }

    /// "3".
    pub(super) fn day(&self, date: NaiveDate) -> String {
        print!(self.day, D::long(), date)
    }

    /// "September".
    pub(super) fn month(&self, date: NaiveDate) -> String {
        print!(self.month, M::long(), date)
    }

    /// "Sept".
    pub(super) fn month_short(&self, date: NaiveDate) -> String {
        print!(self.month_short, M::medium(), date)
    }

    /// "3 September".
    pub(super) fn month_day(&self, date: NaiveDate) -> String {
        bind(&print!(self.month_day, MD::long(), date))
    }

    /// "3 Sept".
    pub(super) fn month_day_short(&self, date: NaiveDate) -> String {
        bind(&print!(self.month_day_short, MD::medium(), date))
    }

    /// "September 2020".
    pub(super) fn year_month(&self, date: NaiveDate) -> String {
        print!(self.year_month, YM::long(), date)
    }

    /// "Sept 2020".
    pub(super) fn year_month_short(&self, date: NaiveDate) -> String {
        print!(self.year_month_short, YM::medium(), date)
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
