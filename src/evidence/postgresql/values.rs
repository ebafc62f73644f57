//! Values of PostgreSQL to texts, exactly, and parameters to what the server reads.

use super::super::database::Field;
use super::super::wire::{day, numeric, time};
use bytes::BytesMut;
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
