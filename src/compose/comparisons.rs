//! Comparisons in expressions: numbers are compared as numbers and parameters by their value, and what can only be false, or only true, is
//! refused. A condition that never holds leaves a paragraph out, and nobody sees it.

use crate::diag::{Diagnostic, Span};
use crate::spec::prose::Expression;
use crate::spec::{Param, Records, Typed};
use minijinja::value::Value;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;
use std::ops::Range;

/// Collections whose records are opaque: a figure has no number that could be taken away from its bound.
const RECORDS: [&str; 10] = [
    "figures",
    "quotations",
    "terms",
    "cases",
    "charts",
    "tables",
    "images",
    "sections",
    "recommendations",
    "paragraphs",
];

/// A piece of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece<'a> {
    /// Names with points between them.
    Path(Vec<&'a str>),
    /// A text, without its quotation marks.
    Text(&'a str),
    /// A number.
    Number,
    /// Any other sign.
    Sign(&'a str),
}

/// A value as expressions have it.
pub(super) fn value(typed: &Typed) -> Value {
    match typed {
        Typed::Text(text) => Value::from(text.as_str()),
        Typed::Number(number) => match (number.fract().is_zero(), number.to_i64(), number.to_f64()) {
            (true, Some(whole), _) => Value::from(whole),
            (_, _, Some(number)) => Value::from(number),
            _ => Value::from(number.to_string()),
        },
    }
}

/// The expression with each path of a parameter replaced by a name that stands for its value: `params.m` is what `params.m.value` is, and
/// `params.m.start.value` is there as well.
pub(super) fn with_values(source: &str, params: &Records<Param>, globals: &mut BTreeMap<String, Value>) -> String {
    let mut made = source.to_owned();
    for (place, piece) in pieces(source).into_iter().rev() {
        let Piece::Path(path) = piece else { continue };
        let ["params", id, behind @ ..] = path.as_slice() else { continue };
        // a sum of days is none, and what a bracket asks for is asked of the record
        if source.get(place.end..).is_some_and(|rest| rest.trim_start().starts_with(['[', '(', '.'])) {
            continue;
        }
        let Some(typed) = params.get(id).and_then(|param| param.asked(behind)) else { continue };
        let name = path.join("__");
        globals.insert(name.clone(), value(&typed));
        made.replace_range(place, &name);
    }
    made
}

/// Refuses comparisons that say nothing.
pub(super) fn examine(expression: &Expression, params: &Records<Param>) -> Result<(), Diagnostic> {
    let pieces = pieces(&expression.source);
    let span = |place: &Range<usize>| Span {
        start: expression.span.start + place.start as u32,
        end: expression.span.start + place.end as u32,
        ..expression.span
    };
    let signs = pieces.iter().enumerate().filter(|(_, (_, piece))| is_comparison(piece));
    for (at, _) in signs {
        let Some(((left, right), (_, sign))) =
            at.checked_sub(1).and_then(|before| pieces.get(before)).zip(pieces.get(at + 1)).zip(pieces.get(at))
        else {
            continue;
        };
        for (place, piece) in [left, right] {
            if let Some(record) = record(piece) {
                return Err(opaque(&record).at(span(place), "compared"));
            }
        }
        // what is calculated or filtered is another value
        let alone = |piece: Option<&(Range<usize>, Piece<'_>)>| {
            !matches!(piece, Some((_, Piece::Sign("+" | "-" | "*" | "/" | "%" | "~" | "|" | "[" | "(" | "."))))
        };
        let before = at.checked_sub(2).and_then(|before| pieces.get(before));
        if !alone(pieces.get(at + 2)) || !alone(before) && !matches!(before, Some((_, Piece::Sign("(")))) {
            continue;
        }
        for ((place, one), (_, other)) in [(left, right), (right, left)] {
            let Piece::Path(path) = one else { continue };
            let ["params", id, behind @ ..] = path.as_slice() else { continue };
            let Some((param, typed)) = params.get(id).and_then(|param| Some((param, param.asked(behind)?))) else {
                continue;
            };
            if let Some(help) = senseless(param, behind, &typed, (sign, other)) {
                let message = format!("`{}` is compared with what it can never be", path.join("."));
                return Err(Diagnostic::error("template-error", message).at(span(place), "compared").help(help));
            }
        }
    }
    Ok(())
}

/// What to write in place of a comparison of a value with what cannot be compared with it.
fn senseless(param: &Param, behind: &[&str], typed: &Typed, (sign, other): (&Piece<'_>, &Piece<'_>)) -> Option<String> {
    match (typed, other) {
        (_, Piece::Text(text)) => param.never_equal(behind, text),
        (Typed::Text(text), Piece::Number) => Some(match text.parse::<Decimal>() {
            Ok(_) => {
                "it is a text: write the number between quotation marks, or give the parameter `type = \"number\"`"
                    .to_owned()
            }
            Err(_) => format!("it is a text: write what it is compared with as it is typed: `\"{text}\"`"),
        }),
        _ => None.filter(|_: &String| is_comparison(sign)),
    }
}

fn opaque(record: &str) -> Diagnostic {
    let message = format!("`{record}` cannot be compared: a record has no value of its own in conditions");
    let finding = Diagnostic::error("template-error", message);
    if record.starts_with("figures.") {
        let finding = finding.help("a figure's number is never without its bound: make the condition one on a parameter, `{% if params.NAME > 10 %}`");
        return finding.help("what rose or fell is said by `change(figures.A, figures.B)`");
    }
    finding.help("make the condition one on a parameter: `{% if params.NAME == \"…\" %}`")
}

/// The record that a piece names, and not something of it.
fn record(piece: &Piece<'_>) -> Option<String> {
    match piece {
        Piece::Path(path) => match path.as_slice() {
            [collection, id] if RECORDS.contains(collection) => Some(format!("{collection}.{id}")),
            // what a figure does not have is asked for to compare it
            [collection @ "figures", id, "value" | "number"] => Some(format!("{collection}.{id}")),
            _ => None,
        },
        _ => None,
    }
}

fn is_comparison(piece: &Piece<'_>) -> bool {
    matches!(piece, Piece::Sign("==" | "!=" | "<" | ">" | "<=" | ">="))
}

/// The pieces of an expression with their places.
fn pieces(source: &str) -> Vec<(Range<usize>, Piece<'_>)> {
    let mut found: Vec<(Range<usize>, Piece<'_>)> = Vec::new();
    let mut at = 0;
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    while let Some(rest) = source.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(first) = rest.chars().next() else { break };
        let (length, piece) = if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        } else if matches!(first, '"' | '\'') {
            let length = quoted(rest, first);
            (length, Piece::Text(rest.get(1..length.saturating_sub(1).max(1)).unwrap_or_default()))
        } else if first.is_ascii_digit() {
            let end = rest.find(|letter: char| !(is_part(letter) || letter == '.')).unwrap_or(rest.len());
            (end, Piece::Number)
        } else if is_part(first) {
            let end = rest.find(|letter: char| !(is_part(letter) || letter == '.')).unwrap_or(rest.len());
            let path = rest.get(..end).unwrap_or_default().trim_end_matches('.');
            (path.len(), Piece::Path(path.split('.').collect()))
        } else {
            let two = rest.get(..2).filter(|two| ["==", "!=", "<=", ">=", "//", "**"].contains(two));
            let sign = two.or_else(|| rest.get(..first.len_utf8())).unwrap_or(rest);
            (sign.len(), Piece::Sign(sign))
        };
        // a path that goes on behind a bracket is none of its own
        let goes_on = matches!(found.last(), Some((_, Piece::Sign("."))));
        if !goes_on || !matches!(piece, Piece::Path(_)) {
            found.push((at..at + length, piece));
        }
        at += length.max(1);
    }
    found
}

/// How long a text is, its quotation marks included.
fn quoted(text: &str, mark: char) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            letter if letter == mark => return at + letter.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_paths_texts_numbers_and_signs() {
        let words = |source: &str| -> Vec<String> {
            pieces(source).into_iter().map(|(place, _)| source[place].to_owned()).collect()
        };
        assert_eq!(words("params.m.start.value >= \"2026\""), ["params.m.start.value", ">=", "\"2026\""]);
        assert_eq!(words("not(a.b|int>10)"), ["not", "(", "a.b", "|", "int", ">", "10", ")"]);
        assert_eq!(words("'a \\' b' == x"), ["'a \\' b'", "==", "x"]);
        assert_eq!(words("params[\"m\"].value"), ["params", "[", "\"m\"", "]", "."]);
    }

    #[test]
    fn records_are_told_from_what_they_have() {
        let path = |path: &'static str| record(&Piece::Path(path.split('.').collect()));
        assert_eq!(path("figures.a").as_deref(), Some("figures.a"));
        assert_eq!(path("figures.a.value").as_deref(), Some("figures.a"));
        assert_eq!(path("figures.a.what"), None);
        assert_eq!(path("params.a"), None);
    }
}
