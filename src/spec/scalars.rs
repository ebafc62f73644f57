//! Values read from one TOML value: strings, numbers, dates.

use super::edition;
use super::field::{Field, Scalar};
use super::prose::{self, Prose};
use super::rule::{Kind, Rule};
use super::schema::Schemas;
use super::sources::{Name, Person};
use super::strings;
use super::tables::Totals;
use super::tree::{Node, Reader, Reference};
use super::types::Period;
use super::value::{PartialDate, PlaceName, Spanned, Text};
use crate::diag::Diagnostic;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use toml::de::{DeInteger, DeValue};
use toml::value::{Datetime, Offset};

/// The version of the format that this program reads.
const VERSION: u32 = 1;

impl Scalar for u32 {
    fn read(node: Node<'_>, rule: Rule, reader: &mut Reader<'_>) -> Option<Self> {
        let DeValue::Integer(integer) = node.value else {
            reader.wrong_type(node, "a whole number", None);
            return None;
        };
        let number = u32::from_str_radix(integer.as_str(), integer.radix()).ok();
        if rule == Rule::Version && number != Some(VERSION) {
            let message = format!("version {integer} of the format is not known");
            reader.error("unknown-version", node.span, message, &format!("this program reads `spec = {VERSION}`"));
            return None;
        }
        number
    }

    fn schema(rule: Rule, _: &mut Schemas) -> Value {
        match rule {
            Rule::Version => json!({ "const": VERSION }),
            _ => json!({ "type": "integer", "minimum": 0 }),
        }
    }
}

impl Scalar for bool {
    fn read(node: Node<'_>, _: Rule, reader: &mut Reader<'_>) -> Option<Self> {
        let DeValue::Boolean(value) = node.value else {
            reader.wrong_type(node, "`true` or `false`", Some("write it without quotation marks".to_owned()));
            return None;
        };
        Some(*value)
    }

    fn schema(_: Rule, _: &mut Schemas) -> Value {
        json!({ "type": "boolean" })
    }
}

impl Scalar for String {
    fn read(node: Node<'_>, rule: Rule, reader: &mut Reader<'_>) -> Option<Self> {
        let Text { value, .. } = reader.string(node)?;
        if let Rule::Refers(kind) = rule {
            reader.references.push(Reference { kind, id: value.clone(), span: node.span });
        }
        strings::check_rule(&value, rule, node, reader).then_some(value)
    }

    fn schema(rule: Rule, _: &mut Schemas) -> Value {
        match rule {
            Rule::CslType => json!({ "type": "string", "enum": strings::CSL_TYPES }),
            Rule::Refers(Kind::Source | Kind::Figure | Kind::Data) | Rule::Id => {
                json!({ "type": "string", "pattern": strings::ID_PATTERN })
            }
            Rule::Language => {
                json!({ "type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$" })
            }
            _ => json!({ "type": "string", "minLength": 1 }),
        }
    }
}

/// The value unless it is a string without any words, of which there is a finding.
fn filled<'t>(node: Node<'t>, reader: &mut Reader<'_>) -> Option<Node<'t>> {
    let DeValue::String(text) = node.value else { return Some(node) };
    if text.trim().is_empty() {
        let message = format!("`{}` is empty", node.key);
        reader.error("empty-string", node.span, message, "write something, or take it out");
        return None;
    }
    Some(node)
}

impl Field for Text {
    fn read(node: Node<'_>, rule: Rule, reader: &mut Reader<'_>) -> Option<Self> {
        let of_edition = matches!(node.value, DeValue::Table(_));
        let node = filled(reader.text_of_edition(node, rule)?, reader)?;
        let mut text = reader.string(node)?;
        text.of_edition = of_edition;
        strings::check_rule(&text.value, rule, node, reader).then_some(text)
    }

    fn schema(rule: Rule, schemas: &mut Schemas) -> Value {
        match rule {
            Rule::Url => {
                super::schema::by_language(json!({ "type": "string", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://" }))
            }
            Rule::Sha256 => json!({ "type": "string", "pattern": "^[0-9A-Fa-f]{64}$" }),
            Rule::Same => json!({ "type": "string", "minLength": 1 }),
            _ => schemas.text(),
        }
    }
}

impl Field for Prose {
    fn read(node: Node<'_>, rule: Rule, reader: &mut Reader<'_>) -> Option<Self> {
        let node = filled(reader.text_of_edition(node, rule)?, reader)?;
        let text = reader.string(node)?;
        let mut citations = Vec::new();
        let prose = prose::parse(&text, reader.sink, &mut citations);
        let cited = citations.into_iter().map(|id| Reference { kind: Kind::Source, id: id.value, span: id.span });
        reader.references.extend(cited);
        reader.references.extend(prose.iter().flat_map(super::references::of_prose));
        prose
    }

    fn schema(_: Rule, schemas: &mut Schemas) -> Value {
        schemas.text()
    }
}

impl Scalar for Decimal {
    fn read(node: Node<'_>, rule: Rule, reader: &mut Reader<'_>) -> Option<Self> {
        let number = number(node, reader)?;
        if rule == Rule::Share && (number <= Decimal::ZERO || number > Decimal::ONE) {
            let message = format!("`{}` must be above 0 and at most 1", node.key);
            reader.error("out-of-range", node.span, message, "write `0.5` for half the width");
            return None;
        }
        Some(number)
    }

    fn schema(rule: Rule, _: &mut Schemas) -> Value {
        match rule {
            Rule::Share => json!({ "type": "number", "exclusiveMinimum": 0, "maximum": 1 }),
            _ => json!({ "type": "number" }),
        }
    }
}

/// The number as it is written, digit for digit.
fn number(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Decimal> {
    let exact = match node.value {
        DeValue::Integer(integer) => whole(integer),
        DeValue::Float(float) if float.as_str().contains(['n', 'i']) => {
            let message = format!("`{}` must be a number, not `{}`", node.key, float.as_str());
            reader.error("no-number", node.span, message, "write the number, or leave the record out");
            return None;
        }
        DeValue::Float(float) => fraction(float.as_str()),
        _ => {
            let help = "write it without quotation marks, without separators: `1500`, `12.5`";
            reader.wrong_type(node, "a number", Some(help.to_owned()));
            return None;
        }
    };
    if exact.is_none() {
        let message = format!("`{}` has more digits than can be kept exactly", node.key);
        reader.error("out-of-range", node.span, message, "numbers have at most 28 digits");
    }
    exact
}

fn whole(integer: &DeInteger<'_>) -> Option<Decimal> {
    match integer.radix() {
        10 => Decimal::from_str_exact(integer.as_str()).ok(),
        radix => i64::from_str_radix(integer.as_str(), radix).ok().map(Decimal::from),
    }
}

/// `12.5`, `1e3`: the exponent moves the point, so that nothing is rounded.
fn fraction(digits: &str) -> Option<Decimal> {
    let (mantissa, exponent) = digits.split_once(['e', 'E']).unwrap_or((digits, "0"));
    let mantissa = Decimal::from_str_exact(mantissa).ok()?;
    let exponent: i32 = exponent.parse().ok()?;
    let scale = i64::from(mantissa.scale()) - i64::from(exponent);
    let up = u32::try_from(-scale).ok().filter(|up| *up > 0);
    match up {
        Some(up) => {
            let factor = Decimal::from_i128_with_scale(10_i128.checked_pow(up)?, 0);
            Decimal::try_from_i128_with_scale(mantissa.mantissa(), 0).ok()?.checked_mul(factor)
        }
        None => Decimal::try_from_i128_with_scale(mantissa.mantissa(), u32::try_from(scale).ok()?).ok(),
    }
}

impl Scalar for PlaceName {
    fn read(node: Node<'_>, _: Rule, reader: &mut Reader<'_>) -> Option<Self> {
        match node.value {
            DeValue::String(text) => Some(PlaceName(text.trim().to_owned())),
            DeValue::Integer(integer) => Some(PlaceName(integer.to_string())),
            DeValue::Datetime(datetime) if date(datetime).is_some() => Some(PlaceName(datetime.to_string())),
            _ => {
                reader.wrong_type(
                    node,
                    "a place of the axis",
                    Some("write it as in the data: `\"Tehran\"`, `2015`, `2015-03-01`".to_owned()),
                );
                None
            }
        }
    }

    fn schema(_: Rule, _: &mut Schemas) -> Value {
        json!({ "type": ["string", "integer"] })
    }
}

impl Scalar for [Decimal; 2] {
    fn read(node: Node<'_>, _: Rule, reader: &mut Reader<'_>) -> Option<Self> {
        const HELP: &str = "write the lower end first: `[2800, 3800]`";
        let nodes = reader.list(node, false)?;
        let ends: Vec<Option<Decimal>> = nodes.iter().map(|end| number(*end, reader)).collect();
        let ends: Vec<Decimal> = ends.into_iter().collect::<Option<_>>()?;
        let &[low, high] = ends.as_slice() else {
            let message = format!("`{}` has {} numbers; an interval has two", node.key, ends.len());
            reader.error("wrong-length", node.span, message, HELP);
            return None;
        };
        if low >= high {
            let message = format!("`{}` must rise: {low} is not below {high}", node.key);
            reader.error("wrong-order", node.span, message, HELP);
            return None;
        }
        Some([low, high])
    }

    fn schema(_: Rule, _: &mut Schemas) -> Value {
        json!({ "type": "array", "items": { "type": "number" }, "minItems": 2, "maxItems": 2 })
    }
}

/// A TOML date without a time.
fn date(datetime: &Datetime) -> Option<NaiveDate> {
    let date = datetime.date.filter(|_| datetime.time.is_none())?;
    NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
}

/// A date that is that of a parameter: `{{ params.month.value }}`.
const OF_PARAMETER: &str = r"^\{\{ *params\.[a-z0-9_.]+ *\}\}$";

impl Scalar for NaiveDate {
    fn read(node: Node<'_>, _: Rule, reader: &mut Reader<'_>) -> Option<Self> {
        let found = match node.value {
            DeValue::Datetime(datetime) => date(datetime),
            // a date can be that of a parameter
            DeValue::String(text) if text.contains("{{") => {
                let text = reader.string(node)?;
                NaiveDate::parse_from_str(text.value.trim(), "%Y-%m-%d").ok()
            }
            _ => None,
        };
        if found.is_none() {
            let help = "write year, month, day, without quotation marks: `2021-02-15`";
            reader.wrong_type(node, "a date", Some(help.to_owned()));
        }
        found
    }

    fn schema(_: Rule, _: &mut Schemas) -> Value {
        json!({ "anyOf": [{ "type": "string", "format": "date" }, { "type": "string", "pattern": OF_PARAMETER }] })
    }
}

impl Scalar for DateTime<Utc> {
    fn read(node: Node<'_>, _: Rule, reader: &mut Reader<'_>) -> Option<Self> {
        let found = match node.value {
            DeValue::Datetime(datetime) => moment(datetime),
            _ => None,
        };
        if found.is_none() {
            let help = "write date and time in UTC, without quotation marks: `2021-02-10T09:12:00Z`";
            reader.wrong_type(node, "a date with a time and `Z`", Some(help.to_owned()));
        }
        found
    }

    fn schema(_: Rule, _: &mut Schemas) -> Value {
        json!({ "type": "string", "format": "date-time" })
    }
}

fn moment(datetime: &Datetime) -> Option<DateTime<Utc>> {
    let (day, time) = (datetime.date?, datetime.time?);
    let day = NaiveDate::from_ymd_opt(i32::from(day.year), u32::from(day.month), u32::from(day.day))?;
    let second = u32::from(time.second.unwrap_or(0));
    let local =
        day.and_hms_nano_opt(u32::from(time.hour), u32::from(time.minute), second, time.nanosecond.unwrap_or(0))?;
    let ahead = match datetime.offset? {
        Offset::Z => 0,
        Offset::Custom { minutes } => i64::from(minutes),
    };
    local.checked_sub_signed(TimeDelta::minutes(ahead)).map(|utc| utc.and_utc())
}

impl Scalar for PartialDate {
    fn read(node: Node<'_>, _: Rule, reader: &mut Reader<'_>) -> Option<Self> {
        let found = partial(node, reader);
        if found.is_none() {
            wrong_date(node, "a date, a month or a year", reader);
        }
        found
    }

    fn schema(_: Rule, _: &mut Schemas) -> Value {
        json!({ "anyOf": [
            { "type": "string", "format": "date" },
            { "type": "string", "pattern": OF_PARAMETER },
            { "type": "string", "pattern": "^[0-9]{4}(-(0[1-9]|1[0-2]))?$" },
            { "type": "integer", "minimum": 1, "maximum": 9999 },
        ] })
    }
}

/// A date, a month `"2019-12"`, a year `2019` or `"2019"`.
fn partial(node: Node<'_>, reader: &mut Reader<'_>) -> Option<PartialDate> {
    match node.value {
        DeValue::Datetime(datetime) => date(datetime).map(PartialDate::from),
        DeValue::Integer(integer) => {
            let year = i32::from_str_radix(integer.as_str(), integer.radix()).ok()?;
            (1..=9999).contains(&year).then(|| PartialDate::year(year))
        }
        // a date can be that of a parameter, and then the day may stand there too
        DeValue::String(value) if value.contains("{{") => {
            let text = reader.string(node)?.value;
            typed(text.trim())
        }
        DeValue::String(value) => month_or_year(value),
        _ => None,
    }
}

/// The value of a parameter as a date: `2019-12-23`, `2019-12` or `2019`. A month of the Solar Hijri calendar looks like one
/// of the Gregorian calendar before there was one, and is none.
fn typed(text: &str) -> Option<PartialDate> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    let date = day.map(PartialDate::from).or_else(|| month_or_year(text));
    date.filter(|date| date.year >= super::params::GREGORIAN_FROM)
}

/// The period of a parameter: a date, or two with a slash between them, as ISO 8601 has it.
fn of_parameter(text: &str) -> Option<Period> {
    let (from, to) = text.split_once('/').unwrap_or((text, text));
    let (from, to) = (typed(from.trim())?, typed(to.trim())?);
    (from.first_day() <= to.last_day()).then_some(Period { from, to })
}

/// `2019-12` or `2019`.
fn month_or_year(value: &str) -> Option<PartialDate> {
    let digits = |part: &str, count: usize| -> Option<u32> {
        let plain = part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
        if plain { part.parse().ok() } else { None }
    };
    let (year, month) = value.split_once('-').map_or((value, None), |(year, month)| (year, Some(month)));
    let year = i32::try_from(digits(year, 4)?).ok().filter(|year| *year > 0)?;
    match month {
        None => Some(PartialDate::year(year)),
        Some(month) => digits(month, 2).filter(|m| (1..=12).contains(m)).map(|m| PartialDate::month(year, m)),
    }
}

/// A date that cannot be read: of the wrong type, or a string or number that means none.
fn wrong_date(node: Node<'_>, wanted: &str, reader: &mut Reader<'_>) {
    if matches!(node.value, DeValue::String(text) if reader.lacks_param(text)) {
        return;
    }
    let help = match node.value {
        DeValue::String(value) if value.parse::<Datetime>().is_ok() => {
            "write a date without quotation marks: `2019-12-23`"
        }
        DeValue::String(value) if value.contains("{{") => {
            "of a time ask `.period`, or `.start.value` and `.end.value`, which are Gregorian"
        }
        _ => "write `2019-12-23`, `\"2019-12\"` or `2019`",
    };
    match node.value {
        DeValue::String(_) | DeValue::Integer(_) => {
            let given = strings::shown(reader.text.get(node.span.range()).unwrap_or(""));
            reader.sink.push(
                Diagnostic::error("invalid-date", format!("`{}` must be {wanted}, not `{given}`", node.key))
                    .at(node.span, "")
                    .help(help),
            );
        }
        _ => reader.wrong_type(node, wanted, Some(help.to_owned())),
    }
}

super::record::record! {
    /// A time with a start and an end.
    struct Interval {
        /// Its first day, month or year.
        from: Spanned<PartialDate>,
        /// Its last day, month or year.
        to: Spanned<PartialDate>,
    }
}

impl Scalar for Period {
    fn read(node: Node<'_>, _: Rule, reader: &mut Reader<'_>) -> Option<Self> {
        if let DeValue::Table(_) = node.value {
            return interval(&<Interval as Field>::read(node, Rule::Free, reader)?, reader);
        }
        let found = match node.value {
            DeValue::String(value) if value.contains("{{") => of_parameter(&reader.string(node)?.value),
            _ => partial(node, reader).map(|date| Period { from: date, to: date }),
        };
        if found.is_none() {
            wrong_date(node, "a year, a month, a date or `{ from = …, to = … }`", reader);
        }
        found
    }

    fn schema(rule: Rule, schemas: &mut Schemas) -> Value {
        json!({ "anyOf": [PartialDate::schema(rule, schemas), <Interval as Field>::schema(rule, schemas)] })
    }
}

fn interval(interval: &Interval, reader: &mut Reader<'_>) -> Option<Period> {
    let Interval { from, to } = interval;
    if to.value.last_day() < from.value.first_day() {
        reader.sink.push(
            Diagnostic::error("wrong-order", format!("`to` is before `from`: {} is before {}", to.value, from.value))
                .at(to.span, "the end")
                .also(from.span, "the start")
                .help("put the earlier date into `from`"),
        );
        return None;
    }
    Some(Period { from: from.value, to: to.value })
}

impl Scalar for Totals {
    fn read(node: Node<'_>, _: Rule, reader: &mut Reader<'_>) -> Option<Self> {
        match node.value {
            DeValue::Boolean(true) => Some(Totals::All),
            DeValue::Boolean(false) => Some(Totals::None),
            DeValue::Array(_) => <Vec<Spanned<String>> as Field>::read(node, Rule::Free, reader).map(Totals::Columns),
            _ => {
                let help = "write `true` for all columns of numbers, or name some: `[\"executions\"]`";
                reader.wrong_type(node, "`true`, `false` or a list of columns", Some(help.to_owned()));
                None
            }
        }
    }

    fn schema(_: Rule, _: &mut Schemas) -> Value {
        json!({ "anyOf": [{ "type": "boolean" }, { "type": "array", "items": { "type": "string", "minLength": 1 } }] })
    }
}

impl Field for Name {
    fn read(node: Node<'_>, rule: Rule, reader: &mut Reader<'_>) -> Option<Self> {
        match node.value {
            DeValue::String(_) => Text::read(node, rule, reader).map(Name::Institution),
            DeValue::Table(_) if edition::is_by_language(node) => Text::read(node, rule, reader).map(Name::Institution),
            DeValue::Table(_) => {
                let Person { family, given } = <Person as Field>::read(node, rule, reader)?;
                Some(Name::Person { family, given })
            }
            _ => {
                let help =
                    "write `\"Amnesty International\"` or `{ family = \"Satterthwaite\", given = \"Margaret\" }`";
                reader.wrong_type(node, "a string or a table", Some(help.to_owned()));
                None
            }
        }
    }

    fn schema(rule: Rule, schemas: &mut Schemas) -> Value {
        json!({ "anyOf": [Text::schema(rule, schemas), <Person as Field>::schema(rule, schemas)] })
    }
}
