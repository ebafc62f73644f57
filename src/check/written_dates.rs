//! Dates in running text, with the month by its name: "31 February 2020", "March 3, 2031", "2020年2月31日".

use super::language::Language;
use super::language::months::{Calendar, month, of_two_words};
use super::numerals::{Token, is_digit, tokens, western};
use crate::spec::solar_hijri;
use chrono::NaiveDate;
use std::ops::Range;

/// A date as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    /// Its place in the text, in bytes.
    pub(super) range: Range<usize>,
    calendar: Calendar,
    year: Option<i32>,
    month: u32,
    day: Option<u32>,
}

impl Written {
    /// Whether there is no such day.
    pub(super) fn is_impossible(&self) -> bool {
        let Some(day) = self.day else { return false };
        // without its year, 29 February may be right; and "45 March" may be 45 of something
        day > self.days() && (self.year.is_some() || day <= 31) || day == 0 && self.year.is_some()
    }

    /// How many days its month has.
    fn days(&self) -> u32 {
        match (self.calendar, self.month, self.year) {
            (Calendar::Gregorian, 2, year) => {
                let leap = year.is_none_or(|year| NaiveDate::from_ymd_opt(year, 2, 29).is_some());
                if leap { 29 } else { 28 }
            }
            (Calendar::Gregorian, 4 | 6 | 9 | 11, _) => 30,
            (Calendar::Gregorian, ..) | (Calendar::SolarHijri, 1..=6, _) => 31,
            (Calendar::SolarHijri, 12, Some(year)) => {
                let (first, next) =
                    (solar_hijri::first_day(year, 12), solar_hijri::first_day(year.saturating_add(1), 1));
                let days = first.zip(next).and_then(|(first, next)| u32::try_from((next - first).num_days()).ok());
                days.unwrap_or(30)
            }
            (Calendar::SolarHijri, ..) => 30,
        }
    }

    /// The first day that it can mean; none without its year.
    pub(super) fn first_day(&self) -> Option<NaiveDate> {
        let (year, day) = (self.year?, self.day.unwrap_or(1));
        match self.calendar {
            Calendar::Gregorian => NaiveDate::from_ymd_opt(year, self.month, day),
            Calendar::SolarHijri => solar_hijri::first_day(year, self.month)?
                .checked_add_days(chrono::Days::new(u64::from(day.saturating_sub(1)))),
        }
    }
}

impl Written {
    /// The last day that it can mean; none without its year.
    pub(super) fn last_day(&self) -> Option<NaiveDate> {
        let first = self.first_day()?;
        let rest = if self.day.is_some() { 0 } else { self.days().saturating_sub(1) };
        first.checked_add_days(chrono::Days::new(u64::from(rest)))
    }
}

/// The dates in `text`, in the order in which they stand.
pub(super) fn dates(text: &str, language: &Language) -> Vec<Written> {
    if language.tag == "zh" {
        return chinese(text);
    }
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let date = day_first(&tokens, at, language)
            .or_else(|| month_first(&tokens, at, language))
            .or_else(|| month_and_year(&tokens, at, language));
        match date {
            Some((date, next)) => {
                found.push(date);
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

/// "31 February 2020", "31st of February", "1er mars", "31 de febrero de 2020", «31 февраля 2020 года».
fn day_first(tokens: &[Token<'_>], at: usize, language: &Language) -> Option<(Written, usize)> {
    let first = tokens.get(at).filter(|token| token.is_open())?;
    let day = day(first.core)?;
    // "la ley 31 de febrero de 2020"
    if at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|before| before.is_label(language)) {
        return None;
    }
    let at_month = skip(tokens, at + 1, language);
    let ((calendar, month), last) = month_at(tokens, at_month, language)?;
    let (year, end) = year_after(tokens, last, language);
    let range = first.range.start..tokens.get(end)?.range.end;
    Some((Written { range, calendar, year, month, day: Some(day) }, end + 1))
}

/// "March 3, 2031"; without the year, "In May 12 people died" would be one.
fn month_first(tokens: &[Token<'_>], at: usize, language: &Language) -> Option<(Written, usize)> {
    let first = tokens.get(at).filter(|token| token.is_open() && language.tag == "en")?;
    let ((calendar, month), last) = month_at(tokens, at, language)?;
    let second = tokens.get(last + 1).filter(|second| second.is_open() || second.raw.ends_with(','))?;
    let (day, year) = (day(second.core)?, year(tokens.get(last + 2)?.core, calendar)?);
    let range = first.range.start..tokens.get(last + 2)?.range.end;
    Some((Written { range, calendar, year: Some(year), month, day: Some(day) }, last + 3))
}

/// "March 2031".
fn month_and_year(tokens: &[Token<'_>], at: usize, language: &Language) -> Option<(Written, usize)> {
    let first = tokens.get(at)?;
    let ((calendar, month), last) = month_at(tokens, at, language)?;
    let (year, end) = year_after(tokens, last, language);
    let range = first.range.start..tokens.get(end)?.range.end;
    Some((Written { range, calendar, year: Some(year?), month, day: None }, end + 1))
}

/// The month that stands at `at`, and its last word.
fn month_at(tokens: &[Token<'_>], at: usize, language: &Language) -> Option<((Calendar, u32), usize)> {
    let token = tokens.get(at)?;
    let two = tokens.get(at + 1).and_then(|next| of_two_words(&token.lower, &next.lower));
    if let Some(month) = two.filter(|_| language.tag == "ar" && token.is_open()) {
        return Some((month, at + 1));
    }
    let fits = !language.months_capitalised || token.is_capitalised();
    month(&token.lower, language).filter(|_| fits).map(|month| (month, at))
}

/// The year behind the month whose last word stands at `last`, and the last word of both.
fn year_after(tokens: &[Token<'_>], last: usize, language: &Language) -> (Option<i32>, usize) {
    let open = tokens.get(last).is_some_and(|month| month.is_open() || month.raw.ends_with(['.', ',']));
    let at = skip(tokens, last + 1, language);
    // a month of a calendar has years of its own
    let calendar =
        tokens.get(last).and_then(|token| month(&token.lower, language)).map_or(Calendar::Gregorian, |m| m.0);
    match tokens.get(at).filter(|_| open).and_then(|token| year(token.core, calendar)) {
        Some(year) => (Some(year), at),
        None => (None, last),
    }
}

/// Past "of", "de", "من".
fn skip(tokens: &[Token<'_>], at: usize, language: &Language) -> usize {
    if tokens.get(at).is_some_and(|token| token.is(language.of) && token.is_open()) { at + 1 } else { at }
}

/// `31`, `31st`, `1er`, `31-го`.
fn day(core: &str) -> Option<u32> {
    let text: String = core.chars().map(western).collect();
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let ordinal = matches!(rest, "" | "st" | "nd" | "rd" | "th" | "er" | "º" | "-го");
    (ordinal && (1..=2).contains(&digits.len())).then(|| digits.parse().ok()).flatten()
}

fn year(core: &str, calendar: Calendar) -> Option<i32> {
    let text: String = core.chars().map(western).collect();
    let four = text.len() == 4 && text.chars().all(|c| c.is_ascii_digit());
    let years = match calendar {
        Calendar::Gregorian => 1500..=2199,
        Calendar::SolarHijri => 1200..=1499,
    };
    four.then(|| text.parse().ok()).flatten().filter(|year| years.contains(year))
}

/// `2020年2月31日` and `2020年2月`.
fn chinese(text: &str) -> Vec<Written> {
    let mut found = Vec::new();
    for (at, mark) in text.match_indices('年') {
        let before = text.get(..at).unwrap_or("");
        let start = before.trim_end_matches(is_digit).len();
        let rest = text.get(at + mark.len()..).unwrap_or("");
        let Some((month, after)) = number(rest, '月').filter(|(month, _)| (1..=12).contains(month)) else { continue };
        let day = number(after, '日');
        let Some(year) = year(before.get(start..).unwrap_or(""), Calendar::Gregorian) else { continue };
        let end = text.len() - day.map_or(after, |(_, rest)| rest).len();
        let day = day.map(|(day, _)| day);
        found.push(Written { range: start..end, calendar: Calendar::Gregorian, year: Some(year), month, day });
    }
    found
}

/// The number with which `text` begins where `unit` follows it, and what follows that.
fn number(text: &str, unit: char) -> Option<(u32, &str)> {
    let rest = text.trim_start_matches(is_digit);
    let digits: String = text.get(..text.len() - rest.len())?.chars().map(western).collect();
    Some((digits.parse().ok()?, rest.strip_prefix(unit)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::language;

    fn read(tag: &str, text: &str, wanted: impl Fn(&Written) -> bool) -> Vec<String> {
        let found = dates(text, language::find(tag).unwrap());
        found.into_iter().filter(wanted).map(|date| text[date.range].to_owned()).collect()
    }

    #[test]
    fn impossible_dates_in_each_language() {
        for (tag, text, date) in [
            ("en", "On 31 February 2020 they met.", "31 February 2020"),
            ("en", "On February 30, 2020 they met.", "February 30, 2020"),
            ("en", "On the 31st of April they met.", "31st of April"),
            ("en", "On 29 February 2021 they met.", "29 February 2021"),
            ("en", "From 28 to 31 June 2020", "31 June 2020"),
            ("en", "On 32 May 2020 they met.", "32 May 2020"),
            ("fr", "Le 31 février 2020, ils ont parlé.", "31 février 2020"),
            ("es", "El 31 de junio de 2020 hablaron.", "31 de junio de 2020"),
            ("ru", "31 апреля 2020 года они встретились.", "31 апреля 2020"),
            ("ar", "في 31 فبراير 2020 التقوا.", "31 فبراير 2020"),
            ("ar", "في 31 تشرين الثاني/نوفمبر 2020 التقوا.", "31 تشرين الثاني/نوفمبر 2020"),
            ("fa", "در ۳۱ مهر ۱۴۰۰ دیدار کردند.", "۳۱ مهر ۱۴۰۰"),
            ("fa", "در ۳۰ فوریهٔ ۲۰۲۰ دیدار کردند.", "۳۰ فوریهٔ ۲۰۲۰"),
            ("fa", "در ۳۰ اسفند ۱۴۰۲ دیدار کردند.", "۳۰ اسفند ۱۴۰۲"),
            ("zh", "2020年2月31日，双方会面。", "2020年2月31日"),
        ] {
            assert_eq!(read(tag, text, Written::is_impossible), [date], "{tag}: {text}");
        }
    }

    #[test]
    fn dates_that_there_are() {
        for (tag, text) in [
            ("en", "On 29 February 2020, 31 May, 29 February and in May 45 people; article 31 June did."),
            ("en", "Rule 32 March 2020; 1500 June bugs; they may 31 times march 40 miles."),
            ("fr", "Le 1er mars 2020, le 29 février 2020 et le 31 août ; la loi 31 de juin 2020."),
            ("es", "El 29 de febrero de 2020 y el 31 de mayo; la ley 31 de junio de 2020."),
            ("ru", "29 февраля 2020 года, 31 мая, 30 июня."),
            ("ar", "في 29 فبراير 2020 و31 أيار/مايو 2020؛ 31 كانون الأول/ديسمبر 2020."),
            ("fa", "در ۳۱ شهریور ۱۴۰۰، ۳۰ مهر ۱۴۰۰، ۳۰ اسفند ۱۴۰۳ و ۳۱ مه ۲۰۲۰."),
            ("zh", "2020年2月29日、2020年12月31日。"),
        ] {
            assert_eq!(read(tag, text, Written::is_impossible), [""; 0], "{tag}: {text}");
        }
        let days =
            |tag: &str, text: &str| dates(text, language::find(tag).unwrap())[0].first_day().unwrap().to_string();
        assert_eq!(days("en", "in March 2031"), "2031-03-01");
        assert_eq!(days("fa", "۲۴ آبان ۱۳۹۸"), "2019-11-15");
        assert_eq!(days("es", "en marzo de 2031"), "2031-03-01");
        assert_eq!(days("ar", "في تشرين الثاني 2031"), "2031-11-01");
        assert_eq!(days("zh", "2031年3月"), "2031-03-01");
    }
}
