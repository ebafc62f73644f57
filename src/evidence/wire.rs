//! What PostgreSQL sends, to texts: without the connection, so that the tests of it need none. The forms are those of the server's
//! binary protocol: PostgreSQL documentation, "Frontend/Backend Protocol", and `numeric_send` of its source.

use super::database::Field;
use chrono::{Days, NaiveDate, TimeDelta};
use std::error::Error;

/// Why a value is none.
type Broken = Box<dyn Error + Sync + Send>;

/// The day from which days and times are counted.
const EPOCH: Option<NaiveDate> = NaiveDate::from_ymd_opt(2000, 1, 1);

/// The day that is so many days from the epoch.
pub(super) fn day(days: i32) -> Result<Field, Broken> {
    // what the server calls `infinity` and `-infinity`
    if days == i32::MAX || days == i32::MIN {
        return Ok(Field::Text("infinity".to_owned()));
    }
    let distance = Days::new(days.unsigned_abs().into());
    let day = EPOCH.and_then(|epoch| match days < 0 {
        true => epoch.checked_sub_days(distance),
        false => epoch.checked_add_days(distance),
    });
    Ok(Field::Day(day.ok_or("a day out of range")?.to_string()))
}

/// The time that is so many microseconds from the epoch.
pub(super) fn time(microseconds: i64, zone: &str) -> Result<Field, Broken> {
    if microseconds == i64::MAX || microseconds == i64::MIN {
        return Ok(Field::Text("infinity".to_owned()));
    }
    let midnight = EPOCH.and_then(|epoch| epoch.and_hms_opt(0, 0, 0));
    let time = midnight.and_then(|midnight| midnight.checked_add_signed(TimeDelta::microseconds(microseconds)));
    Ok(Field::Time(format!("{}{zone}", time.ok_or("a time out of range")?)))
}

/// A `numeric`: four numbers of 16 bits (how many digits, the weight of the first, the sign, how many decimals are shown), then the
/// digits, to the base of 10,000.
pub(super) fn numeric(raw: &[u8]) -> Result<String, Broken> {
    const BASE_DIGITS: usize = 4;
    const NEGATIVE: u16 = 0x4000;
    let mut words = raw.chunks_exact(2).map(|pair| pair.iter().fold(0, |word, byte| word << 8 | u16::from(*byte)));
    let (Some(count), Some(weight), Some(sign), Some(decimals)) =
        (words.next(), words.next(), words.next(), words.next())
    else {
        return Err("a number that is cut off".into());
    };
    if sign != 0 && sign != NEGATIVE {
        return Ok(if sign == 0xC000 { "NaN" } else { "infinity" }.to_owned());
    }
    let digits: Vec<u16> = words.collect();
    if digits.len() != usize::from(count) {
        return Err("a number that is cut off".into());
    }
    let weight = i32::from(weight.cast_signed());
    let digit = |place: i32| {
        let at = usize::try_from(weight - place).ok();
        at.and_then(|at| digits.get(at)).copied().unwrap_or(0)
    };
    let mut text = if sign == NEGATIVE { "-".to_owned() } else { String::new() };
    let whole: String = (0..=weight).rev().map(|place| format!("{:04}", digit(place))).collect();
    let whole = whole.trim_start_matches('0');
    text.push_str(if whole.is_empty() { "0" } else { whole });
    let decimals = usize::from(decimals);
    if decimals > 0 {
        let groups = i32::try_from(decimals.div_ceil(BASE_DIGITS))?;
        let fraction: String = (1..=groups).map(|place| format!("{:04}", digit(-place))).collect();
        text.push('.');
        text.push_str(fraction.get(..decimals).unwrap_or(&fraction));
    }
    Ok(text)
}

/// The name that a text begins with, without what stands before its last point and without quotation marks: `place` of
/// `c."place" from`.
pub(super) fn name_at(text: &str) -> String {
    let mut quoted = false;
    let end = text.find(|letter: char| {
        quoted ^= letter == '"';
        !(quoted || letter.is_alphanumeric() || matches!(letter, '_' | '.' | '"' | '$'))
    });
    let name = text.get(..end.unwrap_or(text.len())).unwrap_or_default();
    name.rsplit('.').next().unwrap_or(name).trim_matches('"').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(words: &[u16]) -> String {
        numeric(&words.iter().flat_map(|word| word.to_be_bytes()).collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn numbers_are_exact_to_the_last_digit() {
        assert_eq!(number(&[0, 0, 0, 0]), "0");
        assert_eq!(number(&[0, 0, 0, 2]), "0.00");
        assert_eq!(number(&[1, 0, 0, 0, 41]), "41");
        assert_eq!(number(&[1, 1, 0, 0, 12]), "120000");
        assert_eq!(number(&[2, 0, 0x4000, 2, 1, 5000]), "-1.50");
        assert_eq!(number(&[1, -1_i16 as u16, 0, 4, 7]), "0.0007");
        assert_eq!(number(&[1, -2_i16 as u16, 0, 6, 1200]), "0.000012");
        assert_eq!(number(&[3, 1, 0, 3, 9, 7, 1230]), "90007.123");
        assert_eq!(number(&[0, 0, 0xC000, 0]), "NaN");
        assert!(numeric(&[0, 2, 0, 0, 0, 0, 0, 0]).is_err());
    }

    #[test]
    fn days_and_times_are_those_of_the_calendar() {
        assert_eq!(day(0).unwrap(), Field::Day("2000-01-01".to_owned()));
        assert_eq!(day(-1).unwrap(), Field::Day("1999-12-31".to_owned()));
        assert_eq!(day(9800).unwrap(), Field::Day("2026-10-31".to_owned()));
        assert_eq!(time(-1_000_000, "+00").unwrap(), Field::Time("1999-12-31 23:59:59+00".to_owned()));
        assert_eq!(day(i32::MAX).unwrap(), Field::Text("infinity".to_owned()));
    }

    #[test]
    fn a_name_ends_where_its_letters_do() {
        for (text, name) in [("place, x", "place"), ("c.\"a b\" from", "a b"), ("public.casess", "casess"), ("(", "")] {
            assert_eq!(name_at(text), name);
        }
    }
}
