//! What a parameter can be, and what can be asked of it.

use super::compared::Typed;
use super::time::{self, Shape, Time};
use super::{ParamType, codes};
use crate::locale::Locale;
use chrono::{Datelike, NaiveDate};
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
    /// A stretch of time.
    Time(Time),
    /// The number of a year.
    Year(i32),
}

/// An answer to what is asked of a stretch of time.
type Ask = fn(Time) -> Option<Value>;

/// What can be asked of a stretch of time, by the name that stands behind the point.
const ASKED: &[(&str, Ask)] = &[
    ("previous", |time| Some(Value::Time(time.previous()))),
    ("next", |time| Some(Value::Time(time.next()))),
    ("same_last_year", |time| Some(Value::Time(time.same_last_year()))),
    ("year_to_date", |time| time.ending(Shape::YearToDate).map(Value::Time)),
    ("twelve_months", |time| time.ending(Shape::TwelveMonths).map(Value::Time)),
    ("start", |time| time.start().map(Value::Date)),
    ("end", |time| time.end().map(Value::Date)),
    ("year", |time| Some(Value::Year(time.year()))),
    ("period", |time| time.period().map(|period| Value::Text(typed(&period)))),
];

/// A period as it is typed for a parameter: `2026-10`, `2026-10-23/2026-11-21`.
fn typed(period: &crate::spec::Period) -> String {
    if period.from == period.to { period.from.to_string() } else { format!("{}/{}", period.from, period.to) }
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
        if let Some(kind) = Time::kind(kind) {
            return Time::read(text, kind, today).map(Value::Time);
        }
        match kind {
            ParamType::Number => {
                let plain = text.strip_prefix('-').unwrap_or(text);
                let digits = plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
                let whole = plain.starts_with(|first: char| first.is_ascii_digit()) && !plain.ends_with('.');
                let number = Decimal::from_str_exact(text).ok().filter(|_| digits && whole).map(Value::Number);
                number.map_or_else(|| wrong("number", "write digits with a point: `57`, `7.5`"), Ok)
            }
            ParamType::Date => {
                let help = "write year, month, day: `2026-10-31`";
                let shape = text.split('-').map(str::len).eq([4, 2, 2]);
                match NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| shape) {
                    Some(day) => time::gregorian(text, "day", day.year()).map(|()| Value::Date(day)),
                    None => wrong("day", help),
                }
            }
            ParamType::Country => {
                let help = "write the two capital letters of ISO 3166-1: `IR`";
                if codes::is_country(text) { Ok(Value::Text(text.to_owned())) } else { wrong("country", help) }
            }
            ParamType::Language => {
                if codes::is_language(text) {
                    Ok(Value::Text(text.to_owned()))
                } else {
                    wrong("language", "write a tag: `fr`")
                }
            }
            _ => Ok(Value::Text(text.to_owned())),
        }
    }

    /// As it is typed.
    pub(super) fn raw(&self) -> String {
        match self {
            Value::Text(text) => text.clone(),
            Value::Number(number) => number.normalize().to_string(),
            Value::Date(day) => day.format("%Y-%m-%d").to_string(),
            Value::Time(time) => time.raw(),
            Value::Year(year) => year.to_string(),
        }
    }

    /// As conditions compare it.
    pub(super) fn typed(&self) -> Typed {
        match self {
            Value::Number(number) => Typed::Number(number.normalize()),
            Value::Year(year) => Typed::Number(Decimal::from(*year)),
            other => Typed::Text(other.raw()),
        }
    }

    /// The names of what can be asked of it, apart from `value`.
    pub(super) fn asked(&self) -> impl Iterator<Item = &'static str> {
        let time = if let Value::Time(time) = self { Some(*time) } else { None };
        let is_there = move |ask: Ask| time.and_then(ask).is_some();
        ASKED.iter().filter(move |(_, ask)| is_there(*ask)).map(|(name, _)| *name)
    }

    /// What stands behind a point: `previous`, `start`.
    pub(super) fn ask(&self, name: &str) -> Option<Value> {
        let Value::Time(time) = *self else { return None };
        ASKED.iter().find(|(known, _)| *known == name).and_then(|(_, ask)| ask(time))
    }

    /// What names joined by `_` lead to, as queries have them: `same_last_year_start`.
    pub(super) fn ask_joined(&self, path: &str) -> Option<Value> {
        if path.is_empty() {
            return Some(self.clone());
        }
        ASKED.iter().find_map(|(name, _)| {
            let rest = path.strip_prefix('_')?.strip_prefix(name)?;
            if rest.is_empty() || rest.starts_with('_') { self.ask(name)?.ask_joined(rest) } else { None }
        })
    }

    /// As a language prints it.
    pub(super) fn printed(&self, locale: Option<&Locale>) -> String {
        let Some(locale) = locale else { return self.raw() };
        match self {
            Value::Text(text) => text.clone(),
            Value::Number(number) => locale.number(number),
            Value::Date(day) => locale.date(*day),
            Value::Year(year) => locale.year(*year),
            Value::Time(time) => match time.period() {
                Some(period) if time.solar => locale.solar_hijri(&period),
                // a quarter has no name that all languages share: its months are said
                Some(period) => locale.period(&period),
                None => self.raw(),
            },
        }
    }
}
