//! Dates in the words of a language (CLDR, through ICU4X), in the Gregorian or the Solar Hijri calendar.

use crate::spec::solar_hijri;
use chrono::{Datelike, NaiveDate};
use icu_calendar::{Date, Iso};
use icu_datetime::fieldsets::{D, M, MD, YM, YMD};
use icu_datetime::{DateTimeFormatter, DateTimeFormatterPreferences};
use std::sync::OnceLock;

/// The narrow space that CLDR has before "г." in Russian. It is so narrow that readers of PDF take it for none.
const NARROW: char = '\u{202F}';

/// A formatter for one field set, made when it is first asked for; none where ICU4X has no data for it.
type Kept<F> = OnceLock<Option<DateTimeFormatter<F>>>;

/// A calendar proper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum System {
    Gregorian,
    SolarHijri,
}

impl System {
    /// The language `tag` with this calendar, as ICU4X takes it.
    fn locale(self, tag: &str) -> Option<icu_locale_core::Locale> {
        let calendar = match self {
            System::Gregorian => "gregory",
            System::SolarHijri => "persian",
        };
        format!("{tag}-u-ca-{calendar}").parse().ok()
    }
}

/// Dates in one language and calendar.
#[derive(Debug)]
pub(super) struct Dates {
    system: System,
    /// How the first day of a month is numbered before the month's name.
    first_day: String,
    /// Names for the twelve months in place of those of CLDR; none where those serve.
    months: Vec<String>,
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
            .replace(NARROW, "\u{A0}")
    };
}

impl Dates {
    /// The language `tag`; none where ICU4X has no data for it.
    pub(super) fn new(tag: &str, system: System, first_day: &str, months: &[String]) -> Option<Self> {
        let preferences = DateTimeFormatterPreferences::from(&system.locale(tag)?);
        let long = DateTimeFormatter::try_new(preferences, YMD::long()).ok()?;
        Some(Dates {
            system,
            first_day: first_day.to_owned(),
            months: months.to_vec(),
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

    /// Which calendar.
    pub(super) fn system(&self) -> System {
        self.system
    }

    /// Year and month of a day in this calendar.
    pub(super) fn year_and_month(&self, date: NaiveDate) -> (i32, u32) {
        let solar = solar_hijri::of_day(date).filter(|_| self.system == System::SolarHijri);
        solar.map_or_else(|| (date.year(), date.month()), |(year, month, _)| (year, month))
    }

    /// "3 September 2020".
    pub(super) fn date(&self, date: NaiveDate) -> String {
        self.named(self.bound(&print!(self.long, YMD::long(), date)), date)
    }

    /// "3 Sept 2020".
    pub(super) fn date_short(&self, date: NaiveDate) -> String {
        self.bound(&print!(self.medium, YMD::medium(), date))
    }

    /// "3".
    pub(super) fn day(&self, date: NaiveDate) -> String {
        let day = print!(self.day, D::long(), date);
        if day == "1" { self.first_day.clone() } else { day }
    }

    /// "September".
    pub(super) fn month(&self, date: NaiveDate) -> String {
        self.named(print!(self.month, M::long(), date), date)
    }

    /// "Sept".
    pub(super) fn month_short(&self, date: NaiveDate) -> String {
        print!(self.month_short, M::medium(), date)
    }

    /// "3 September".
    pub(super) fn month_day(&self, date: NaiveDate) -> String {
        self.named(self.bound(&print!(self.month_day, MD::long(), date)), date)
    }

    /// "3 Sept".
    pub(super) fn month_day_short(&self, date: NaiveDate) -> String {
        self.bound(&print!(self.month_day_short, MD::medium(), date))
    }

    /// "September 2020".
    pub(super) fn year_month(&self, date: NaiveDate) -> String {
        self.named(print!(self.year_month, YM::long(), date), date)
    }

    /// "Sept 2020".
    pub(super) fn year_month_short(&self, date: NaiveDate) -> String {
        print!(self.year_month_short, YM::medium(), date)
    }
}

impl Dates {
    /// The text with the month's name that documents use in place of CLDR's.
    fn named(&self, text: String, date: NaiveDate) -> String {
        let Some(name) = self.months.get(date.month0() as usize) else { return text };
        text.replace(&print!(self.month, M::long(), date), name)
    }

    /// Makes the first space one at which no line breaks: between the day and its month, in whatever order they stand.
    fn bound(&self, text: &str) -> String {
        let text = text.replacen(' ', "\u{A0}", 1);
        match text.strip_prefix("1\u{A0}") {
            Some(rest) => format!("{}\u{A0}{rest}", self.first_day),
            None => text,
        }
    }
}

fn iso(date: NaiveDate) -> Option<Date<Iso>> {
    let part = |number: u32| u8::try_from(number).ok();
    Date::try_new_iso(date.year(), part(date.month())?, part(date.day())?).ok()
}
