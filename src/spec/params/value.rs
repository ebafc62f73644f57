//! What a parameter can be, and what can be asked of it.

use super::ParamType;
use crate::locale::Locale;
use crate::spec::{PartialDate, Period};
use chrono::{Datelike, Days, Months, NaiveDate};
use rust_decimal::Decimal;

/// The longest text that is put in.
const LONGEST: usize = 1000;

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// Words, or a name of something.
    Text(String),
    /// A number.
    Number(Decimal),
    /// A day.
    Date(NaiveDate),
    /// A month, quarter or year, by its first day.
    Span(Unit, NaiveDate),
}

/// A stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Month,
    Quarter,
    Year,
}

impl Unit {
    fn months(self) -> u32 {
        match self {
            Unit::Month => 1,
            Unit::Quarter => 3,
            Unit::Year => 12,
        }
    }

    /// The first day of the stretch that a day lies in.
    fn start(self, day: NaiveDate) -> Option<NaiveDate> {
        let month0 = day.month0() / self.months() * self.months();
        NaiveDate::from_ymd_opt(day.year(), month0 + 1, 1)
    }

    /// `2026-10`, `2026-Q4`, `2026`.
    fn raw(self, start: NaiveDate) -> String {
        match self {
            Unit::Month => format!("{:04}-{:02}", start.year(), start.month()),
            Unit::Quarter => format!("{:04}-Q{}", start.year(), start.month0() / 3 + 1),
            Unit::Year => format!("{:04}", start.year()),
        }
    }
}

type Wrong = (String, String);

impl Value {
    /// Reads a value; what is wrong, and what to write.
    pub(super) fn read(kind: ParamType, text: &str, today: Option<NaiveDate>) -> Result<Value, Wrong> {
        let wrong = |what: &str, help: &str| Err((format!("`{text}` is no {what}"), help.to_owned()));
        if text.chars().count() > LONGEST {
            return Err((format!("it is longer than {LONGEST} characters"), "shorten it".to_owned()));
        }
        if text.is_empty() || text.chars().any(|letter| letter.is_control() || matches!(letter, '{' | '}')) {
            return wrong("value that can be put in", "write words without braces and control characters");
        }
        let unit = match kind {
            ParamType::Text | ParamType::Choice => return Ok(Value::Text(text.to_owned())),
            ParamType::Number => {
                let number = text.parse().map(Value::Number);
                return number.or_else(|_| wrong("number", "write digits with a point: `57`, `7.5`"));
            }
            ParamType::Date => {
                let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").map(Value::Date);
                return day.or_else(|_| wrong("day", "write year, month, day: `2026-10-31`"));
            }
            ParamType::Country => {
                let letters = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
                let help = "write the two letters of ISO 3166-1: `IR`";
                return if letters { Ok(Value::Text(text.to_owned())) } else { wrong("country", help) };
            }
            ParamType::Language => {
                let known = text.parse::<icu_locale_core::LanguageIdentifier>().is_ok();
                return if known { Ok(Value::Text(text.to_owned())) } else { wrong("language", "write a tag: `fr`") };
            }
            ParamType::Month => Unit::Month,
            ParamType::Quarter => Unit::Quarter,
            ParamType::Year => Unit::Year,
        };
        if let Some(back) = relative(text, unit) {
            let today = today.ok_or_else(|| {
                (
                    format!("`{text}` is counted from the document’s date"),
                    "write that as a date: `date = 2026-11-02`".to_owned(),
                )
            })?;
            let start = unit.start(today).and_then(|start| start.checked_sub_months(Months::new(back * unit.months())));
            return start.map_or_else(|| wrong("time", "write it out"), |start| Ok(Value::Span(unit, start)));
        }
        match (parsed(text, unit), unit) {
            (Some(start), _) => Ok(Value::Span(unit, start)),
            (None, Unit::Month) => wrong("month", "write year and month: `2026-10`, or `last month`"),
            (None, Unit::Quarter) => wrong("quarter", "write year and quarter: `2026-Q4`, or `last quarter`"),
            (None, Unit::Year) => wrong("year", "write it with four digits: `2026`, or `last year`"),
        }
    }

    /// As it is typed.
    pub(super) fn raw(&self) -> String {
        match self {
            Value::Text(text) => text.clone(),
            Value::Number(number) => number.normalize().to_string(),
            Value::Date(day) => day.format("%Y-%m-%d").to_string(),
            Value::Span(unit, start) => unit.raw(*start),
        }
    }

    /// All that can be asked of it: under no name its printed form, under `value` what is typed, and of times those before
    /// and their ends. `named` is the author's own word for a value.
    pub(super) fn attributes(
        &self,
        locale: Option<&Locale>,
        named: &dyn Fn(&str) -> Option<String>,
        see: &mut dyn FnMut(&str, String),
    ) {
        let raw = self.raw();
        see("value", raw.clone());
        see("", named(&raw).unwrap_or_else(|| self.printed(locale)));
        let Value::Span(unit, start) = *self else { return };
        let mut time = |name: &str, start: Option<NaiveDate>| {
            let Some(start) = start else { return };
            let value = Value::Span(unit, start);
            see(name, value.printed(locale));
            see(&format!("{name}.value"), value.raw());
        };
        time("previous", start.checked_sub_months(Months::new(unit.months())));
        time("next", start.checked_add_months(Months::new(unit.months())));
        time("same_last_year", start.checked_sub_months(Months::new(12)));
        let end =
            start.checked_add_months(Months::new(unit.months())).and_then(|next| next.checked_sub_days(Days::new(1)));
        let mut day = |name: &str, day: Option<NaiveDate>| {
            let Some(day) = day.map(Value::Date) else { return };
            see(name, day.printed(locale));
            see(&format!("{name}.value"), day.raw());
        };
        day("start", Some(start));
        day("end", end);
        // thirteen months with the one of last year, as charts of months have them
        day("year_before", start.checked_sub_months(Months::new(12)));
        see("year", start.year().to_string());
    }

    fn printed(&self, locale: Option<&Locale>) -> String {
        let Some(locale) = locale else { return self.raw() };
        match self {
            Value::Text(text) => text.clone(),
            Value::Number(number) => locale.number(number),
            Value::Date(day) => locale.date(*day),
            Value::Span(Unit::Month, start) => locale.partial_date(&partial(*start, true)),
            Value::Span(Unit::Year, start) => locale.partial_date(&partial(*start, false)),
            // a quarter has no name that all languages share: its months are said
            Value::Span(Unit::Quarter, start) => {
                let last = start.checked_add_months(Months::new(2)).unwrap_or(*start);
                locale.period(&Period { from: partial(*start, true), to: partial(last, true) })
            }
        }
    }
}

fn partial(start: NaiveDate, month: bool) -> PartialDate {
    PartialDate { year: start.year(), month: month.then(|| start.month()), day: None }
}

/// How many stretches back "this month", "last month" and their like are.
fn relative(text: &str, unit: Unit) -> Option<u32> {
    let (which, name) = text.split_once(' ')?;
    let wanted = match unit {
        Unit::Month => "month",
        Unit::Quarter => "quarter",
        Unit::Year => "year",
    };
    match which {
        "this" if name == wanted => Some(0),
        "last" if name == wanted => Some(1),
        _ => None,
    }
}

/// The first day of a month, quarter or year as it is typed.
fn parsed(text: &str, unit: Unit) -> Option<NaiveDate> {
    let digits = |text: &str, length: usize| {
        (text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse::<u32>().ok())?
    };
    let (year, rest) = text.split_once('-').map_or((text, None), |(year, rest)| (year, Some(rest)));
    let year = i32::try_from(digits(year, 4)?).ok()?;
    let month = match (unit, rest) {
        (Unit::Year, None) => 1,
        (Unit::Month, Some(month)) => digits(month, 2)?,
        (Unit::Quarter, Some(quarter)) => {
            let quarter = digits(quarter.strip_prefix(['Q', 'q'])?, 1).filter(|quarter| (1..=4).contains(quarter))?;
            quarter * 3 - 2
        }
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year, month, 1)
}
