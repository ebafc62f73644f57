//! Values of PostgreSQL to texts, exactly, and parameters to what the server reads. The forms are those of the server's binary
//! protocol: PostgreSQL documentation, "Frontend/Backend Protocol", and `numeric_send` of its source.

use super::super::database::Field;
use bytes::BytesMut;
use chrono::{Days, NaiveDate, TimeDelta};
use postgres::types::{Format, FromSql, IsNull, Kind, ToSql, Type, to_sql_checked};
use std::error::Error;

/// Why a value is none.
type Broken = Box<dyn Error + Sync + Send>;

/// Whether values of a type become texts.
pub(super) fn is_readable(kind: &Type) -> bool {
    let readable = [
        Type::BOOL,
        Type::INT2,
        Type::INT4,
        Type::INT8,
        Type::FLOAT4,
        Type::FLOAT8,
        Type::NUMERIC,
        Type::DATE,
        Type::TIMESTAMP,
        Type::TIMESTAMPTZ,
        Type::TEXT,
        Type::VARCHAR,
        Type::BPCHAR,
        Type::NAME,
    ];
    readable.contains(kind) || matches!(kind.kind(), Kind::Enum(_))
}

impl<'a> FromSql<'a> for Field {
    fn from_sql(kind: &Type, raw: &'a [u8]) -> Result<Self, Broken> {
        Ok(match *kind {
            Type::BOOL => Field::Truth(bool::from_sql(kind, raw)?),
            Type::INT2 => Field::Number(i16::from_sql(kind, raw)?.to_string()),
            Type::INT4 => Field::Number(i32::from_sql(kind, raw)?.to_string()),
            Type::INT8 => Field::Number(i64::from_sql(kind, raw)?.to_string()),
            // the shortest text that is this number
            Type::FLOAT4 => Field::Number(f32::from_sql(kind, raw)?.to_string()),
            Type::FLOAT8 => Field::Number(f64::from_sql(kind, raw)?.to_string()),
            Type::NUMERIC => Field::Number(numeric(raw)?),
            Type::DATE => day(i32::from_be_bytes(raw.try_into()?))?,
            Type::TIMESTAMP => time(i64::from_be_bytes(raw.try_into()?), "")?,
            Type::TIMESTAMPTZ => time(i64::from_be_bytes(raw.try_into()?), "+00")?,
            _ => Field::Text(std::str::from_utf8(raw)?.trim().to_owned()),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Self, Broken> {
        Ok(Field::Nothing)
    }

    fn accepts(kind: &Type) -> bool {
        is_readable(kind)
    }
}

/// The day from which days and times are counted.
const EPOCH: Option<NaiveDate> = NaiveDate::from_ymd_opt(2000, 1, 1);

fn day(days: i32) -> Result<Field, Broken> {
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

fn time(microseconds: i64, zone: &str) -> Result<Field, Broken> {
    if microseconds == i64::MAX || microseconds == i64::MIN {
        return Ok(Field::Text("infinity".to_owned()));
    }
    let midnight = EPOCH.and_then(|epoch| epoch.and_hms_opt(0, 0, 0));
    let time = midnight.and_then(|midnight| midnight.checked_add_signed(TimeDelta::microseconds(microseconds)));
    Ok(Field::Time(format!("{}{zone}", time.ok_or("a time out of range")?)))
}

/// A `numeric`: four numbers of 16 bits (how many digits, the weight of the first, the sign, how many decimals are shown), then the
/// digits, to the base of 10,000.
fn numeric(raw: &[u8]) -> Result<String, Broken> {
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

/// A parameter: a text that the server reads as the type it has found for it.
#[derive(Debug)]
pub(super) struct Parameter<'a>(pub &'a str);

impl ToSql for Parameter<'_> {
    fn to_sql(&self, _: &Type, out: &mut BytesMut) -> Result<IsNull, Broken> {
        out.extend_from_slice(self.0.as_bytes());
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    fn encode_format(&self, _: &Type) -> Format {
        Format::Text
    }

    to_sql_checked!();
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
}
