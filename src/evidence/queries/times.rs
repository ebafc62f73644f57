//! Times of unlike lengths in queries. A day is kept as `2026-10-31` and a month as `2026-10`: compared as the texts that
//! they are, they are never equal, and `'2026-01' >= '2026-01-01'` is false, so that a January would be left out of a sum and
//! nobody would see it.

use super::named;
use super::parameters::Parameters;
use crate::diag::Diagnostic;
use crate::evidence::data::Table;
use crate::spec::{ColumnType, Spec, Text};
use std::collections::BTreeMap;

/// The first whole year of the Gregorian calendar; an earlier one is taken for that of another calendar.
const FIRST_GREGORIAN: u32 = 1583;

/// How long a time is, as its text tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Length {
    Day,
    Month,
    Quarter,
    Year,
    OtherCalendar,
}

impl Length {
    /// That of a text such as `2026-10`; none of what is no time.
    fn of(text: &str) -> Option<Self> {
        let shape: String = text.chars().map(|letter| if letter.is_ascii_digit() { '0' } else { letter }).collect();
        let length = match shape.as_str() {
            "0000-00-00" => Length::Day,
            "0000-00" => Length::Month,
            "0000-Q0" => Length::Quarter,
            "0000" => Length::Year,
            _ => return None,
        };
        let year: u32 = text.get(..4)?.parse().ok()?;
        Some(if year < FIRST_GREGORIAN { Length::OtherCalendar } else { length })
    }

    /// That of what a column holds.
    fn held(kind: ColumnType) -> Option<Self> {
        match kind {
            ColumnType::Date => Some(Length::Day),
            ColumnType::Month => Some(Length::Month),
            ColumnType::Year => Some(Length::Year),
            _ => None,
        }
    }

    fn one(self) -> &'static str {
        match self {
            Length::Day => "a day",
            Length::Month => "a month",
            Length::Quarter => "a quarter",
            Length::Year => "a year",
            Length::OtherCalendar => "of another calendar",
        }
    }

    fn many(self) -> &'static str {
        match self {
            Length::Day => "days",
            Length::Month => "months",
            Length::Quarter => "quarters",
            Length::Year | Length::OtherCalendar => "years",
        }
    }
}

/// A column of times that is compared with a time of another length.
pub(super) fn never_equal(
    spec: &Spec,
    parameters: &Parameters,
    query: &Text,
    data: &BTreeMap<String, Table>,
) -> Option<Diagnostic> {
    let lowered = query.value.to_ascii_lowercase();
    let words = cut(&words(&lowered));
    let tables = named(&query.value, data.keys());
    let held = |(word, cut): Word<'_>| -> Vec<Length> {
        let name = word.rsplit('.').next().unwrap_or(word).trim_matches(['"', '[', ']', '`']);
        let columns = tables.iter().filter_map(|table| spec.data.get(table)).flat_map(|data| data.columns.iter());
        let own = columns.filter(|(column, _)| column.value.eq_ignore_ascii_case(name));
        let own: Vec<Length> = own.filter_map(|(_, column)| Length::held(column.r#type.value)).collect();
        // of a year, which is a number, a text of the same digits is cut
        match cut.filter(|_| own.iter().any(|own| *own != Length::Year)) {
            Some(length) => vec![length],
            None => own,
        }
    };
    let given = |(word, cut): Word<'_>| match word.strip_prefix('\'').and_then(|word| word.strip_suffix('\'')) {
        Some(text) => Length::of(text),
        None => parameters.get(word).and_then(|value| Length::of(&value)).map(|own| cut.unwrap_or(own)),
    };
    let (column, holds, time, length) = compared(&words).into_iter().find_map(|(column, time)| {
        let (holds, length) = (held(column), given(time)?);
        let first = *holds.first()?;
        (!holds.contains(&length)).then_some((column, first, time, length))
    })?;
    let (column, is_cut) = (column.0, column.1.is_some());
    let (time, column) = (time.0, if is_cut { format!("substr({column}, …)") } else { column.to_owned() });
    let message = format!(
        "`{column}` holds {}, and `{time}` is {}: they are never equal, nor is one before the other",
        holds.many(),
        length.one()
    );
    let finding = Diagnostic::error("query-never-equal", message).at(query.span, "");
    Some(finding.help(help((column.as_str(), holds), (time, length), parameters)))
}

/// What to write instead.
fn help((column, holds): (&str, Length), (time, length): (&str, Length), parameters: &Parameters) -> String {
    let has = |name: &str| parameters.get(name).is_some();
    let bare = time.strip_suffix("_start").or_else(|| time.strip_suffix("_end")).unwrap_or(time);
    if holds == Length::Day && has(&format!("{time}_start")) {
        format!("write `{column} between {time}_start and {time}_end`")
    } else if holds == Length::Month && length == Length::Day {
        format!("write its month: `substr({time}, 1, 7)`")
    } else if holds == Length::Year && has(&format!("{bare}_year")) {
        format!("write `{bare}_year`")
    } else {
        format!("compare {} with {}", holds.many(), holds.many())
    }
}

/// A word, and how long a time it is cut to: `substr(day, 1, 7)` is the month of a day.
type Word<'a> = (&'a str, Option<Length>);

/// The words, with each `substr` that cuts a time made one of them.
fn cut<'a>(words: &[&'a str]) -> Vec<Word<'a>> {
    let mut made = Vec::new();
    let mut rest = words;
    while let [first, more @ ..] = rest {
        let length = match rest {
            ["substr" | "substring", _, "1", "4", ..] => Some(Length::Year),
            ["substr" | "substring", _, "1", "7", ..] => Some(Length::Month),
            ["substr" | "substring", _, "1", "10", ..] => Some(Length::Day),
            _ => None,
        };
        match (length, more) {
            (Some(length), [word, _, _, further @ ..]) => {
                made.push((*word, Some(length)));
                rest = further;
            }
            _ => {
                made.push((*first, None));
                rest = more;
            }
        }
    }
    made
}

/// The words and signs of a query; brackets and commas are left out.
fn words(query: &str) -> Vec<&str> {
    let is_sign = |letter: char| matches!(letter, '<' | '>' | '=' | '!');
    let mut words = Vec::new();
    for word in query.split(|letter: char| letter.is_whitespace() || matches!(letter, '(' | ')' | ';' | ',')) {
        let mut rest = word;
        while let Some(first) = rest.chars().next() {
            let end = rest.find(|letter: char| is_sign(letter) != is_sign(first)).unwrap_or(rest.len());
            let (one, more) = rest.split_at(end);
            words.push(one);
            rest = more;
        }
    }
    words
}

/// The pairs of words that are compared, each in both orders.
fn compared<'a>(words: &[Word<'a>]) -> Vec<(Word<'a>, Word<'a>)> {
    let mut pairs = Vec::new();
    for (at, (word, _)) in words.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| words.get(at)).map(|before| match before.0 {
            "not" => at.checked_sub(2).and_then(|at| words.get(at)).copied().unwrap_or_default(),
            _ => *before,
        });
        let (Some(before), after) = (before, words.get(at + 1..).unwrap_or_default()) else { continue };
        match *word {
            "=" | "==" | "<" | ">" | "<=" | ">=" | "<>" | "!=" | "is" => {
                let other = after.iter().find(|word| word.0 != "not");
                pairs.extend(other.into_iter().flat_map(|other| [(before, *other), (*other, before)]));
            }
            "between" => pairs.extend([after.first(), after.get(2)].into_iter().flatten().map(|word| (before, *word))),
            "in" => {
                let listed = after.iter().take_while(|word| word.0.starts_with([':', '\'']));
                pairs.extend(listed.map(|word| (before, *word)));
            }
            _ => {}
        }
    }
    pairs
}
