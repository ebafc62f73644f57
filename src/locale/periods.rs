//! Days, months, years and stretches of time, in the calendar or calendars of the locale.
//!
//! Only days are carried over to the Solar Hijri calendar. A Gregorian month or year lies in two of its months or years, so
//! that one that stands alone stays what the source says, and is marked as Gregorian where days are printed otherwise. Days
//! that are months or years of the Solar Hijri calendar, whole, are said as such in it.

use super::dates::{Dates, System};
use super::{Locale, Phrase};
use crate::spec::{Calendar, PartialDate, Period, solar_hijri};
use chrono::NaiveDate;

impl Locale {
    /// A day: "3 September 2020", with no line break between day and month; in both calendars where both are asked for.
    #[must_use]
    pub fn date(&self, date: NaiveDate) -> String {
        self.in_calendars(&self.data.periods.both, |dates| dates.date(date))
    }

    /// A day inside brackets, where a second calendar has none of its own.
    #[must_use]
    pub fn date_inside(&self, date: NaiveDate) -> String {
        self.in_calendars(&self.data.periods.both_inside, |dates| dates.date(date))
    }

    /// The names of months as dates have them, in every form; the parts of a name of several words one by one.
    #[must_use]
    pub fn month_names(&self) -> &[String] {
        self.month_names.get_or_init(|| {
            let mut names = Vec::new();
            for month in 1..=12 {
                let Some(day) = NaiveDate::from_ymd_opt(2021, month, 15) else { continue };
                let text = format!("{} {}", self.date(day), self.date_short(day));
                let words = text.split(|letter: char| !letter.is_alphabetic());
                names.extend(words.filter(|word| word.chars().count() > 2).map(str::to_owned));
            }
            names
        })
    }

    /// A day in short, in the Gregorian calendar: "3 Sept 2020".
    #[must_use]
    pub fn date_short(&self, date: NaiveDate) -> String {
        self.gregorian.date_short(date)
    }

    /// A month in short, for axes: "Sept". Axes are in the Gregorian calendar, whose months the data has.
    #[must_use]
    pub fn month_short(&self, date: NaiveDate) -> String {
        self.gregorian.month_short(date)
    }

    /// Month and year in short, for axes: "Sept 2020".
    #[must_use]
    pub fn month_year_short(&self, date: NaiveDate) -> String {
        self.gregorian.year_month_short(date)
    }

    /// Day and month in short, for axes: "3 Sept".
    #[must_use]
    pub fn day_month_short(&self, date: NaiveDate) -> String {
        self.gregorian.month_day_short(date)
    }

    /// A day, a month or a year, as exact as it is known: "3 September 2020", "September 2020", "2020".
    #[must_use]
    pub fn partial_date(&self, date: &PartialDate) -> String {
        match first_day(date).filter(|_| exactness(date) == Exactness::Day) {
            Some(day) => self.date(day),
            None => self.marked(self.undated(date)),
        }
    }

    /// The same inside brackets.
    #[must_use]
    pub fn partial_date_inside(&self, date: &PartialDate) -> String {
        match first_day(date).filter(|_| exactness(date) == Exactness::Day) {
            Some(day) => self.date_inside(day),
            None => self.partial_date(date),
        }
    }

    /// A stretch of time, as short as it can be said without doubt: "2020", "November 2019", "15–19 November 2019",
    /// "from 15 November to 3 December 2019", "from 1 August 2023 to 31 March 2024".
    #[must_use]
    pub fn period(&self, period: &Period) -> String {
        let Period { from, to } = period;
        let phrases = &self.data.periods;
        match (exactness(from), exactness(to)) {
            _ if from == to => self.partial_date(from),
            (Exactness::Day, Exactness::Day) => match first_day(from).zip(first_day(to)) {
                Some((from, to)) => self.in_calendars(&phrases.both, |dates| self.days(dates, from, to)),
                None => self.between_any(from, to),
            },
            (Exactness::Year, Exactness::Year) => {
                let years = [("from", self.year(from.year)), ("to", self.year(to.year))];
                self.marked(fill(&phrases.years, &years))
            }
            (Exactness::Month, Exactness::Month) => self.marked(self.months(from, to)),
            _ => self.between_any(from, to),
        }
    }

    /// Months or a year of the Solar Hijri calendar: by their names, and by their days where days are Gregorian alone.
    #[must_use]
    pub fn solar_hijri(&self, period: &Period) -> String {
        let Some((from, to)) = period.days().filter(|_| self.calendar == Calendar::Gregorian) else {
            return self.period(period);
        };
        let [name, days] = [&self.solar_hijri, &self.gregorian].map(|dates| self.days(dates, from, to));
        fill(&self.data.periods.both, &[("first", name), ("second", days)])
    }

    /// What `say` makes of the calendar that days are printed in, or of both, put together by a phrase.
    fn in_calendars(&self, both: &Phrase, say: impl Fn(&Dates) -> String) -> String {
        match self.calendar {
            Calendar::Gregorian => say(&self.gregorian),
            Calendar::SolarHijri => say(&self.solar_hijri),
            Calendar::Both => {
                let (gregorian, solar_hijri) = (say(&self.gregorian), say(&self.solar_hijri));
                let first = self.data.solar_hijri_first;
                let (first, second) = if first { (solar_hijri, gregorian) } else { (gregorian, solar_hijri) };
                fill(both, &[("first", first), ("second", second)])
            }
        }
    }

    /// A month or a year alone, in the Gregorian calendar.
    fn undated(&self, date: &PartialDate) -> String {
        match first_day(date).filter(|_| exactness(date) == Exactness::Month) {
            Some(day) => self.gregorian.year_month(day),
            None => self.data.periods.year.fill(&[("year", &self.year(date.year))]),
        }
    }

    /// Says that a month or a year is of the Gregorian calendar, where days are not.
    fn marked(&self, text: String) -> String {
        match self.calendar {
            Calendar::Gregorian => text,
            Calendar::SolarHijri | Calendar::Both => self.data.periods.gregorian.fill(&[("date", &text)]),
        }
    }

    /// The months of the Solar Hijri calendar that days are, whole; none where they begin or end within one.
    fn solar_hijri_months(&self, dates: &Dates, from: NaiveDate, to: NaiveDate) -> Option<String> {
        let days = Period { from: PartialDate::from(from), to: PartialDate::from(to) };
        let (first, last) = solar_hijri::whole_months(&days).filter(|_| dates.system() == System::SolarHijri)?;
        let phrases = &self.data.periods;
        // CLDR has no order of month and year for this calendar but one for all languages
        let month = |day: NaiveDate| {
            // Chinese has numbers for names, which CLDR fills up with a zero
            let name = dates.month(day);
            let values =
                [("month", name.trim_start_matches('0').to_owned()), ("year", self.year(dates.year_and_month(day).0))];
            fill(&phrases.solar_hijri_month, &values)
        };
        let values = [("from", month(from)), ("to", month(to)), ("from_month", dates.month(from))];
        Some(match (first, last) {
            _ if first == last => month(from),
            ((year, 1), (same, 12)) if year == same => fill(&phrases.solar_hijri_year, &[("year", self.year(year))]),
            ((year, _), (same, _)) if year == same => fill(&phrases.months_of_year, &values),
            _ => fill(&phrases.range, &values),
        })
    }

    /// Days of one calendar.
    fn days(&self, dates: &Dates, from: NaiveDate, to: NaiveDate) -> String {
        if let Some(months) = self.solar_hijri_months(dates, from, to) {
            return months;
        }
        let phrases = &self.data.periods;
        let ((from_year, from_month), (to_year, to_month)) = (dates.year_and_month(from), dates.year_and_month(to));
        let phrase = match (from_year == to_year, from_month == to_month) {
            (true, true) => &phrases.days,
            (true, false) => &phrases.days_of_year,
            _ => &phrases.days_range,
        };
        let values = [
            ("from", dates.date(from)),
            ("to", dates.date(to)),
            ("from_day", dates.day(from)),
            ("to_day", dates.day(to)),
            ("from_month_day", dates.month_day(from)),
            ("to_month_day", dates.month_day(to)),
            ("year", self.year(to_year)),
        ];
        fill(phrase, &values)
    }

    fn months(&self, from: &PartialDate, to: &PartialDate) -> String {
        let phrases = &self.data.periods;
        let month = first_day(from).map(|day| self.gregorian.month(day)).unwrap_or_default();
        let values = [("from", self.undated(from)), ("to", self.undated(to)), ("from_month", month)];
        fill(if from.year == to.year { &phrases.months_of_year } else { &phrases.range }, &values)
    }

    /// Between dates that are not known equally well.
    fn between_any(&self, from: &PartialDate, to: &PartialDate) -> String {
        fill(&self.data.periods.range, &[("from", self.partial_date(from)), ("to", self.partial_date(to))])
    }
}

fn fill(phrase: &Phrase, values: &[(&str, String)]) -> String {
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    phrase.fill(&values)
}

/// How exactly a date is known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Exactness {
    Year,
    Month,
    Day,
}

fn exactness(date: &PartialDate) -> Exactness {
    match (date.month, date.day) {
        (None, _) => Exactness::Year,
        (Some(_), None) => Exactness::Month,
        (Some(_), Some(_)) => Exactness::Day,
    }
}

/// The first day that a date can mean.
pub(super) fn first_day(date: &PartialDate) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(date.year, date.month.unwrap_or(1), date.day.unwrap_or(1))
}
