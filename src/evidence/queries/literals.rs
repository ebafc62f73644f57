//! Texts beside columns of times that are no times: `day >= '2026-10-5'` compares letter by letter, and a number comes that is wrong.

use super::named;
use super::shape::{Token, tokens};
use crate::diag::Diagnostic;
use crate::spec::{ColumnType, Spec, Text};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What a text stands beside: its name in the query, and how many letters of a day it holds.
struct Beside {
    column: String,
    length: usize,
}

/// A text beside a column of days or months that is neither.
pub(super) fn no_time(spec: &Spec, query: &Text, tables: impl Iterator<Item = String>) -> Option<Diagnostic> {
    let tokens = tokens(&query.value)?;
    let all: BTreeSet<String> = tables.collect();
    let tables = named(&query.value, all.iter());
    let held = |name: &str| {
        let columns = tables.iter().filter_map(|table| spec.data.get(table)).flat_map(|data| data.columns.iter());
        let mut kinds = columns.filter(|(column, _)| column.value.eq_ignore_ascii_case(name)).map(|(_, column)| {
            match column.r#type.value {
                ColumnType::Date => Some(10),
                ColumnType::Month => Some(7),
                _ => None,
            }
        });
        // a name that tables have for unlike things says nothing
        let first = kinds.next()??;
        kinds.all(|kind| kind == Some(first)).then_some(first)
    };
    tokens.iter().enumerate().find_map(|(at, token)| {
        let text = token.word.strip_prefix('\'')?.strip_suffix('\'')?;
        let beside = before(&tokens, at, &held).or_else(|| after(&tokens, at, &held))?;
        (!is_time(text)).then(|| {
            let (what, example) = match beside.length {
                10 => ("days", "'2026-10-05'"),
                7 => ("months", "'2026-10'"),
                _ => ("years", "'2026'"),
            };
            let message = format!("`{}` holds {what}, and `{}` is no time", beside.column, token.word);
            let finding = Diagnostic::error("query-never-equal", message);
            let finding = finding.at(query.locate(token.place.clone()), "compared letter by letter");
            match text {
                "" => finding.help(format!("where nothing is in it, write `{} is null`", beside.column)),
                _ => finding.help(format!("write it in full, as the data are kept: `{example}`")),
            }
        })
    })
}

/// Whether a text is a day, a month, a quarter or a year. How long it is, is looked at elsewhere.
fn is_time(text: &str) -> bool {
    let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    match parts.as_slice() {
        [year] => digits(year, 4),
        [year, quarter] if quarter.starts_with('Q') => digits(year, 4) && matches!(*quarter, "Q1" | "Q2" | "Q3" | "Q4"),
        [year, month] => digits(year, 4) && digits(month, 2) && (1..=12).contains(&month.parse::<u32>().unwrap_or(0)),
        [year, month, day] => {
            digits(year, 4) && digits(month, 2) && digits(day, 2) && NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok()
        }
        _ => false,
    }
}

fn is_sign(token: &Token) -> bool {
    matches!(token.word.as_str(), "=" | "<" | ">" | "!" | "is" | "not")
}

/// The column that a text is compared with and that stands before it.
fn before(tokens: &[Token], at: usize, held: &dyn Fn(&str) -> Option<usize>) -> Option<Beside> {
    let word = |at: usize| tokens.get(at).map(|token| token.word.as_str());
    let mut place = at.checked_sub(1)?;
    let own = match word(place)? {
        "between" => place,
        // the later end of a stretch
        "and" => {
            let start = (0..place).rev().find(|at| matches!(word(*at), Some("between" | "and" | "or" | "where")))?;
            if word(start) != Some("between") {
                return None;
            }
            start
        }
        "(" | "," => {
            let is_listed = |token: &Token| token.word == "," || token.is_value;
            while tokens.get(place).is_some_and(is_listed) {
                place = place.checked_sub(1)?;
            }
            let list = place.checked_sub(1)?;
            if word(place) != Some("(") || word(list) != Some("in") {
                return None;
            }
            list
        }
        _ if is_sign(tokens.get(place)?) => {
            while place > 0 && tokens.get(place - 1).is_some_and(is_sign) {
                place -= 1;
            }
            place
        }
        _ => return None,
    };
    let mut end = own.checked_sub(1)?;
    if word(end) == Some("not") {
        end = end.checked_sub(1)?;
    }
    ending(tokens, end, held)
}

/// The column, or the piece cut from one, that ends with a token.
fn ending(tokens: &[Token], end: usize, held: &dyn Fn(&str) -> Option<usize>) -> Option<Beside> {
    let last = tokens.get(end)?;
    if last.is_name {
        return held(&last.word).map(|length| Beside { column: last.word.clone(), length });
    }
    let cut = tokens.get(..=end)?;
    let [.., function, open, name, _, from, _, length, _] = cut else { return None };
    starting(&[function, open, name, from, length], held)
}

/// `substr(day, 1, 7)`.
fn starting(parts: &[&Token; 5], held: &dyn Fn(&str) -> Option<usize>) -> Option<Beside> {
    let [function, open, name, from, length] = parts;
    let is_cut = matches!(function.word.as_str(), "substr" | "substring") && open.word == "(" && from.word == "1";
    held(&name.word).filter(|_| is_cut && name.is_name)?;
    let length = length.word.parse().ok().filter(|length| [4, 7, 10].contains(length))?;
    Some(Beside { column: format!("substr({}, 1, {length})", name.word), length })
}

/// The column that a text is compared with and that stands behind it.
fn after(tokens: &[Token], at: usize, held: &dyn Fn(&str) -> Option<usize>) -> Option<Beside> {
    let signs = tokens.get(at + 1..)?.iter().take_while(|token| is_sign(token)).count();
    let rest = tokens.get(at + 1 + signs..).filter(|_| signs > 0)?;
    match rest {
        [function, open, name, _, from, _, length, ..] if open.word == "(" => {
            starting(&[function, open, name, from, length], held)
        }
        [name, open, ..] if open.word == "(" && name.is_name => None,
        [name, ..] if name.is_name => held(&name.word).map(|length| Beside { column: name.word.clone(), length }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(condition: &str) -> Option<String> {
        let query = format!("select count(*) from cases where {condition}");
        let tokens = tokens(&query).unwrap();
        let held = |name: &str| match name {
            "day" => Some(10),
            "month" => Some(7),
            _ => None,
        };
        tokens.iter().enumerate().find_map(|(at, token)| {
            let text = token.word.strip_prefix('\'')?.strip_suffix('\'')?;
            let beside = before(&tokens, at, &held).or_else(|| after(&tokens, at, &held))?;
            (!is_time(text)).then_some(beside.column)
        })
    }

    #[test]
    fn texts_that_are_no_times_are_found() {
        for condition in [
            "day >= '2026-10-5'",
            "day = '05.10.2026'",
            "month = 'October 2026'",
            "'2026-13' = month",
            "day between '2026-10-01' and '2026-10-32'",
            "day not in ('2026-10-01', 'x')",
            "place = 'A' and substr(day, 1, 7) = '2026-1'",
            "day <> ''",
            "day is not '5 October'",
            "day <= '2026-02-31'",
        ] {
            assert!(found(condition).is_some(), "{condition}");
        }
        for condition in [
            "day >= '2026-10-05'",
            "place = 'A' and month = '2026-10'",
            "place in ('A', 'B') and day < '2026-10-05'",
            "day between '2026-10-01' and '2026-10-31' and place = 'A'",
            "substr(day, 9, 2) = '05'",
            "substr(day, 1, 4) = '2026'",
            "'A' = place",
        ] {
            assert_eq!(found(condition), None, "{condition}");
        }
    }
}
