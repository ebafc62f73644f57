//! A stretch of time as the value of a parameter: a month, a quarter, a year, the year so far, twelve months; in the
//! Gregorian or the Solar Hijri calendar.

use super::ParamType;
use crate::spec::{PartialDate, Period, solar_hijri};
use chrono::{Datelike, NaiveDate};

/// Which stretch of a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Month,
    Quarter,
    Year,
    /// From the first month of the year to this one.
    YearToDate,
    /// This month and the eleven before it.
    TwelveMonths,
}

/// A stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Time {
    pub shape: Shape,
    /// Whether it is of the Solar Hijri calendar.
    pub solar: bool,
    /// Its last month, in its calendar, counted from that of year 0: the year times twelve, and the month less one.
    last: i32,
}

/// The first year that the Gregorian calendar has whole; what is below is a year of another one.
pub(in crate::spec) const GREGORIAN_FROM: i32 = 1583;

/// The last year that is taken for one that somebody meant.
const LATEST: i32 = 2200;

impl Time {
    /// The type's shape, and whether it is of the Solar Hijri calendar; none where it is no stretch of time.
    pub fn kind(kind: ParamType) -> Option<(Shape, bool)> {
        match kind {
            ParamType::Month => Some((Shape::Month, false)),
            ParamType::Quarter => Some((Shape::Quarter, false)),
            ParamType::Year => Some((Shape::Year, false)),
            ParamType::YearToDate => Some((Shape::YearToDate, false)),
            ParamType::TwelveMonths => Some((Shape::TwelveMonths, false)),
            ParamType::SolarHijriMonth => Some((Shape::Month, true)),
            ParamType::SolarHijriYear => Some((Shape::Year, true)),
            _ => None,
        }
    }

    /// Reads what is typed; "last month" and its like are counted from `today`. What is wrong, and what to write.
    pub fn read(text: &str, (shape, solar): (Shape, bool), today: Option<NaiveDate>) -> Result<Time, (String, String)> {
        if let Some(back) = relative(text, shape) {
            let Some(today) = today else {
                return Err((
                    format!("`{text}` is counted from the document’s date"),
                    "write that as a date: `date = 2026-11-02`".to_owned(),
                ));
            };
            let now = Time { shape, solar, last: month_of(today, solar) }.whole();
            // of stretches that end with a month, the last one is that of the month before
            let step = if shape.ends_with_month() { 1 } else { shape.months() };
            return Ok(Time { last: now.last - back * step, ..now });
        }
        let (what, help) = shape.words(solar);
        let wrong = || (format!("`{text}` is no {what}"), help.to_owned());
        let time = Time { shape, solar, last: parsed(text, shape).ok_or_else(wrong)? };
        let year = time.last.div_euclid(12);
        if solar && !solar_hijri::YEARS.contains(&year) {
            let range = format!("from {} to {}", solar_hijri::YEARS.start(), solar_hijri::YEARS.end());
            return Err((format!("`{text}` is no {what}: its years are {range}"), help.to_owned()));
        }
        if !solar {
            gregorian(text, what, year)?;
        }
        Ok(time)
    }

    /// The whole stretch in which the last month lies.
    fn whole(self) -> Self {
        let months = if self.shape.ends_with_month() { 1 } else { self.shape.months() };
        Time { last: self.last.div_euclid(months) * months + months - 1, ..self }
    }

    /// How many months it has.
    fn length(self) -> i32 {
        if self.shape == Shape::YearToDate { self.last.rem_euclid(12) + 1 } else { self.shape.months() }
    }

    /// The same stretch some months later, or earlier.
    fn moved(self, months: i32) -> Self {
        Time { last: self.last + months, ..self }
    }

    /// The one before, which has no day in common with it: of the year so far, that of the year before.
    pub fn previous(self) -> Self {
        self.moved(-self.shape.months())
    }

    /// The one after.
    pub fn next(self) -> Self {
        self.moved(self.shape.months())
    }

    /// The same of the year before.
    pub fn same_last_year(self) -> Self {
        self.moved(-12)
    }

    /// The stretch of another shape that ends with it; none where that has no sense, as for a year.
    pub fn ending(self, shape: Shape) -> Option<Self> {
        (self.shape == Shape::Month).then_some(Time { shape, ..self })
    }

    /// The year of its last month, in its calendar.
    pub fn year(self) -> i32 {
        self.last.div_euclid(12)
    }

    /// Its first day.
    pub fn start(self) -> Option<NaiveDate> {
        first_day(self.last - self.length() + 1, self.solar)
    }

    /// Its last day.
    pub fn end(self) -> Option<NaiveDate> {
        first_day(self.last + 1, self.solar)?.pred_opt()
    }

    /// `2026-10`, `2026-Q4`, `2026`; as it is typed.
    pub fn raw(self) -> String {
        let (year, month) = (self.year(), self.last.rem_euclid(12));
        match self.shape {
            Shape::Quarter => format!("{year:04}-Q{}", month / 3 + 1),
            Shape::Year => format!("{year:04}"),
            _ => format!("{year:04}-{:02}", month + 1),
        }
    }

    /// As a period: of the Gregorian calendar in months or years, of the Solar Hijri one in days.
    pub fn period(self) -> Option<Period> {
        let (start, end) = (self.start()?, self.end()?);
        if self.solar {
            return Some(Period { from: PartialDate::from(start), to: PartialDate::from(end) });
        }
        let part = |day: NaiveDate| match self.shape {
            Shape::Year => PartialDate::year(day.year()),
            _ => PartialDate::month(day.year(), day.month()),
        };
        Some(Period { from: part(start), to: part(end) })
    }
}

impl Shape {
    /// How many months it has; of the year so far, how many lie between it and the one before.
    fn months(self) -> i32 {
        match self {
            Shape::Month => 1,
            Shape::Quarter => 3,
            Shape::Year | Shape::YearToDate | Shape::TwelveMonths => 12,
        }
    }

    /// Whether it is named by its last month.
    fn ends_with_month(self) -> bool {
        matches!(self, Shape::Month | Shape::YearToDate | Shape::TwelveMonths)
    }

    /// What it is in a message, and how it is typed.
    fn words(self, solar: bool) -> (&'static str, &'static str) {
        match (self, solar) {
            (Shape::Quarter, _) => ("quarter", "write year and quarter: `2026-Q4`, or `last quarter`"),
            (Shape::Year, false) => ("year", "write it with four digits: `2026`, or `last year`"),
            (Shape::Year, true) => ("Solar Hijri year", "write it with four digits: `1405`, or `last year`"),
            (Shape::Month, false) => ("month", "write year and month: `2026-10`, or `last month`"),
            (_, true) => ("Solar Hijri month", "write year and month of that calendar: `1405-08`, or `last month`"),
            _ => ("month", "write its last month: `2026-10`, or `last month`"),
        }
    }
}

/// Whether a year may be meant of the Gregorian calendar; what is wrong, and what to write.
pub fn gregorian(text: &str, what: &str, year: i32) -> Result<(), (String, String)> {
    let other = "for a time of the Solar Hijri calendar, the type is `solar-hijri-month` or `solar-hijri-year`";
    if year < GREGORIAN_FROM {
        let first = format!("whose first whole year is {GREGORIAN_FROM}");
        return Err((format!("`{text}` is no {what} of the Gregorian calendar, {first}"), other.to_owned()));
    }
    if year > LATEST {
        return Err((format!("`{text}` is a {what} after {LATEST}"), "see which year is meant".to_owned()));
    }
    Ok(())
}

/// A month of year and number, counted.
fn month_of(day: NaiveDate, solar: bool) -> i32 {
    let gregorian = (day.year(), day.month());
    let (year, month) =
        if solar { solar_hijri::of_day(day).map_or(gregorian, |(year, month, _)| (year, month)) } else { gregorian };
    year * 12 + i32::try_from(month).unwrap_or(1) - 1
}

/// The first day of a month that was counted.
fn first_day(month: i32, solar: bool) -> Option<NaiveDate> {
    let (year, month) = (month.div_euclid(12), u32::try_from(month.rem_euclid(12) + 1).ok()?);
    if solar { solar_hijri::first_day(year, month) } else { NaiveDate::from_ymd_opt(year, month, 1) }
}

/// How many stretches back "this month", "last month" and their like are.
fn relative(text: &str, shape: Shape) -> Option<i32> {
    let (which, name) = text.split_once(' ')?;
    let wanted = match shape {
        Shape::Quarter => "quarter",
        Shape::Year => "year",
        _ => "month",
    };
    match which {
        "this" if name == wanted => Some(0),
        "last" if name == wanted => Some(1),
        _ => None,
    }
}

/// The last month of a stretch as it is typed, counted.
fn parsed(text: &str, shape: Shape) -> Option<i32> {
    let digits = |text: &str, length: usize| {
        (text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse::<i32>().ok())?
    };
    let (year, rest) = text.split_once('-').map_or((text, None), |(year, rest)| (year, Some(rest)));
    let year = digits(year, 4)?;
    let month = match (shape, rest) {
        (Shape::Year, None) => 12,
        (Shape::Year, Some(_)) => return None,
        (Shape::Quarter, Some(quarter)) => {
            digits(quarter.strip_prefix(['Q', 'q'])?, 1).filter(|quarter| (1..=4).contains(quarter))? * 3
        }
        (_, Some(month)) => digits(month, 2).filter(|month| (1..=12).contains(month))?,
        (_, None) => return None,
    };
    Some(year * 12 + month - 1)
}
