//! Values that know where they stand in the file.

use super::decode::Origin;
use crate::diag::Span;
use chrono::{Datelike, NaiveDate};
use std::fmt;
use std::ops::Range;

/// A value and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its place: the whole TOML value, quotation marks included.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// A value with its place.
    #[must_use]
    pub fn new(value: T, span: Span) -> Self {
        Spanned { value, span }
    }
}

/// A text, decoded, that still knows where in the file each of its bytes stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The text: escapes resolved, line ends `\n`.
    pub value: String,
    /// Its place: the whole TOML value, quotation marks included.
    pub span: Span,
    /// Whether it is the edition's own, out of a table by language.
    pub(super) of_edition: bool,
    origin: Origin,
}

impl Text {
    /// A text that stands in the file as it is, from the start of `span`.
    #[must_use]
    pub fn verbatim(value: impl Into<String>, span: Span) -> Self {
        Text { value: value.into(), span, of_edition: false, origin: Origin::verbatim(span.start) }
    }

    /// A text decoded from the TOML string at `span`.
    pub(crate) fn decoded(value: String, span: Span, origin: Origin) -> Self {
        Text { value, span, of_edition: false, origin }
    }

    /// Where `range`, in bytes of [`Text::value`], stands in the file. An escape counts as a whole.
    #[must_use]
    pub fn locate(&self, range: Range<usize>) -> Span {
        Span::new(self.span.file, self.origin.locate(range))
    }

    /// The text with each of some ranges replaced; they rise and do not touch. What is put in stands in the file where what
    /// it replaces does.
    pub(crate) fn replaced(&self, pieces: &[(Range<usize>, String)]) -> Text {
        let mut value = String::new();
        let mut at = 0;
        for (range, text) in pieces {
            value.push_str(self.value.get(at..range.start).unwrap_or_default());
            value.push_str(text);
            at = range.end;
        }
        value.push_str(self.value.get(at..).unwrap_or_default());
        Text { value, origin: self.origin.replaced(pieces), ..self.clone() }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.value
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.value)
    }
}

/// The name of a place on an axis, as the data file has it: a word, a year or a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceName(pub String);

/// A date of which the day, or the day and the month, may be unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartialDate {
    /// The year, 1 to 9999.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: Option<u32>,
    /// The day of the month; never without the month.
    pub day: Option<u32>,
}

impl PartialDate {
    /// A year.
    #[must_use]
    pub fn year(year: i32) -> Self {
        PartialDate { year, month: None, day: None }
    }

    /// A month.
    #[must_use]
    pub fn month(year: i32, month: u32) -> Self {
        PartialDate { year, month: Some(month), day: None }
    }

    /// The first day it can mean; none where there is no such day.
    #[must_use]
    pub fn first_day(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day it can mean; none where there is no such day.
    #[must_use]
    pub fn last_day(self) -> Option<NaiveDate> {
        let month = self.month.unwrap_or(12);
        match self.day {
            Some(day) => NaiveDate::from_ymd_opt(self.year, month, day),
            None => (28..=31).rev().find_map(|day| NaiveDate::from_ymd_opt(self.year, month, day)),
        }
    }
}

impl From<NaiveDate> for PartialDate {
    fn from(date: NaiveDate) -> Self {
        PartialDate { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
    }
}

impl fmt::Display for PartialDate {
    /// ISO 8601: `2019`, `2019-12`, `2019-12-23`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_partial_date_spans_the_days_it_can_mean() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d);
        assert_eq!(PartialDate::year(2020).first_day(), day(2020, 1, 1));
        assert_eq!(PartialDate::year(2020).last_day(), day(2020, 12, 31));
        assert_eq!(PartialDate::month(2020, 2).last_day(), day(2020, 2, 29));
        assert_eq!(PartialDate::month(2021, 2).last_day(), day(2021, 2, 28));
        let whole = PartialDate { year: 2019, month: Some(12), day: Some(23) };
        assert_eq!((whole.first_day(), whole.last_day()), (day(2019, 12, 23), day(2019, 12, 23)));
        assert_eq!(whole.to_string(), "2019-12-23");
        assert_eq!(PartialDate::month(987, 3).to_string(), "0987-03");
    }
}
