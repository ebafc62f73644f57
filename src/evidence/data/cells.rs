//! One cell: text to a typed value, or why not.

use crate::diag::{Diagnostic, Span};
use crate::spec::{ColumnType, PartialDate, Records, Source};
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A number, exact to the last digit written.
    Number(Decimal),
    /// A year of the Gregorian calendar, 1 to 9999.
    Year(i32),
    /// A month of the Gregorian calendar, by its first day.
    Month(NaiveDate),
    /// A day.
    Date(NaiveDate),
    /// True or false.
    Truth(bool),
    /// The id of a source of the specification.
    Source(String),
    /// A number below this one, which is not given.
    Below(u32),
    /// A number that is not given, so that others cannot be worked out.
    Withheld,
}

impl Value {
    /// What makes it the same as another value: its text as files have it, numbers without the zeros behind.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Value::Number(number) => number.normalize().to_string(),
            other => other.as_written(),
        }
    }

    /// Its text as files have it, whatever the language prints: Western digits, `2026-10` for a month.
    #[must_use]
    pub fn as_written(&self) -> String {
        match self {
            Value::Empty | Value::Below(_) | Value::Withheld => String::new(),
            Value::Truth(truth) => truth.to_string(),
            Value::Text(text) | Value::Source(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Year(year) => year.to_string(),
            Value::Month(first) => month_of(*first).to_string(),
            Value::Date(date) => date.to_string(),
        }
    }
}

/// The month that begins on this day.
#[must_use]
pub fn month_of(first: NaiveDate) -> PartialDate {
    PartialDate::month(first.year(), first.month())
}

/// Why a text is no value of its column's type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    code: &'static str,
    what: &'static str,
    help: Option<String>,
}

impl Fault {
    fn new(what: &'static str, help: impl Into<String>) -> Self {
        Fault { code: "invalid-cell", what, help: Some(help.into()) }
    }

    pub(super) fn diagnostic(self, text: &str, column: &str, span: Span) -> Diagnostic {
        let finding = Diagnostic::error(self.code, format!("`{}` is {}", shown(text), self.what));
        let finding = finding.at(span, format!("in the column `{column}`"));
        self.help.into_iter().fold(finding, Diagnostic::help)
    }
}

/// The beginning of a text, for messages.
fn shown(text: &str) -> String {
    const SHOWN: usize = 40;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// The value of `text`, which has no outer space, in a column of this type.
pub(super) fn parse(
    text: &str,
    kind: ColumnType,
    truths: &[String],
    sources: &Records<Source>,
) -> Result<Value, Fault> {
    if text.is_empty() {
        return Ok(Value::Empty);
    }
    match kind {
        ColumnType::Text => Ok(Value::Text(text.to_owned())),
        ColumnType::Number => number(text).map(Value::Number),
        ColumnType::Integer => match number(text)? {
            whole if whole.fract().is_zero() => Ok(Value::Number(whole.normalize())),
            _ => Err(Fault::new("no whole number", "declare the column as `number`, or write a whole one")),
        },
        ColumnType::Month => month(text).map(Value::Month),
        ColumnType::Year => year(text).map(Value::Year),
        ColumnType::Date => date(text).map(Value::Date),
        ColumnType::Boolean => truth(text, truths).map(Value::Truth),
        ColumnType::Source => source(text, sources).map(Value::Source),
    }
}

/// A number: digits, with a sign before them and a decimal point among them at most. No separators of thousands, no
/// exponent, no per cent sign, no "nan".
fn number(text: &str) -> Result<Decimal, Fault> {
    let plain = western(text);
    let digits = plain.strip_prefix(['-', '+']).unwrap_or(&plain);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || !all_digits(fraction) {
        return Err(Fault::new("no number", number_help(&plain)));
    }
    let unsigned = plain.strip_prefix('+').unwrap_or(&plain);
    Decimal::from_str_exact(unsigned).map_err(|_| Fault::new("too long a number", "write at most 28 digits"))
}

/// What to write instead of `text`, which is no number.
fn number_help(text: &str) -> String {
    const SEPARATORS: [char; 7] = [',', ' ', '\'', '’', '_', '\u{a0}', '\u{202f}'];
    let bare = text.replace(SEPARATORS, "");
    if text.ends_with(['%', '٪']) {
        "leave the sign out and name the unit in the column's label".to_owned()
    } else if bare != text && bare.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        match text.split_once(',') {
            Some((whole, part)) if part.len() != 3 && !part.contains(SEPARATORS) => {
                format!("write `{whole}.{part}`: decimals with a point")
            }
            _ => format!("write `{bare}`: no separators between thousands"),
        }
    } else {
        "write digits only, or leave the cell empty and make the column `optional`".to_owned()
    }
}

/// Persian and Arabic digits, decimal point, separator of thousands and minus sign as ASCII has them.
fn western(text: &str) -> String {
    let ascii = |letter: char| match letter {
        '\u{660}'..='\u{669}' => digit(letter, 0x660),
        '\u{6f0}'..='\u{6f9}' => digit(letter, 0x6f0),
        '\u{66b}' => '.',
        '\u{66c}' => ',',
        '\u{2212}' => '-',
        _ => letter,
    };
    text.chars().map(ascii).collect()
}

fn digit(letter: char, zero: u32) -> char {
    char::from_digit(u32::from(letter).wrapping_sub(zero), 10).unwrap_or(letter)
}

fn year(text: &str) -> Result<i32, Fault> {
    let plain = western(text);
    let digits = plain.len() <= 4 && plain.bytes().all(|byte| byte.is_ascii_digit());
    let year = plain.parse::<i32>().ok().filter(|year| digits && (1..=9999).contains(year));
    year.ok_or_else(|| Fault::new("no year", "write it as `2020`; for days, declare the column as `date`"))
}

fn date(text: &str) -> Result<NaiveDate, Fault> {
    let plain = western(text);
    let mut parts = plain.split('-');
    let mut part = |length: usize| {
        let part = parts.next().filter(|part| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()));
        part.and_then(|part| part.parse::<u32>().ok())
    };
    let fields = (part(4), part(2), part(2));
    let (Some(year), Some(month), Some(day), None) = (fields.0, fields.1, fields.2, parts.next()) else {
        return Err(Fault::new("no date", "write it as `2019-11-15`: year, month, day"));
    };
    let date =
        i32::try_from(year).ok().filter(|year| *year > 0).and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
    date.ok_or_else(|| {
        Fault::new(
            "no day of the calendar",
            "the month has no such day: see which day is meant; year, month and day stand in this order",
        )
    })
}

/// Whether a text says yes: by the two words that the specification gives, else by those that files have everywhere.
fn truth(text: &str, words: &[String]) -> Result<bool, Fault> {
    let is = |word: &str| text.to_lowercase() == word.to_lowercase();
    let found = match words {
        [yes, no] => [is(yes), is(no)],
        _ => [is("true") || is("yes") || text == "1", is("false") || is("no") || text == "0"],
    };
    match (found, words) {
        ([true, _], _) => Ok(true),
        ([_, true], _) => Ok(false),
        (_, [yes, no]) => {
            Err(Fault::new("neither of the two words for yes and no", format!("write `{yes}` or `{no}`")))
        }
        _ => {
            let help = "write `true` or `false`, `yes` or `no`; or name your own words for them: `values = [\"oui\", \"non\"]`";
            Err(Fault::new("neither true nor false", help))
        }
    }
}

/// A month, by its first day.
fn month(text: &str) -> Result<NaiveDate, Fault> {
    const HELP: &str = "write it as `2019-11`: year, month";
    let plain = western(text);
    match date(&format!("{plain}-01")) {
        Ok(first) => Ok(first),
        Err(_) if date(&plain).is_ok() => Err(Fault::new("a day where a month is wanted", HELP)),
        Err(fault) if fault.what == "no day of the calendar" => Err(Fault::new("no month of the calendar", HELP)),
        Err(_) => Err(Fault::new("no month", HELP)),
    }
}

fn source(text: &str, sources: &Records<Source>) -> Result<String, Fault> {
    if sources.get(text).is_some() {
        return Ok(text.to_owned());
    }
    let help = crate::diag::nearest(text, sources.ids()).map(|near| format!("did you mean `{near}`?"));
    Err(Fault { code: "unknown-source", what: "no source of the specification", help })
}
