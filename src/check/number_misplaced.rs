//! A number that is given for another place or time than the one it belongs to.

use super::drawn::Shown;
use super::numerals::western;
use super::{Check, Context, Documentation};
use super::{alt_number, numerals};
use crate::diag::{Severity, Sink};
use rust_decimal::Decimal;
use std::ops::Range;

/// Each number stands beside its own year.
pub(super) struct NumberMisplaced;

impl Check for NumberMisplaced {
    fn name(&self) -> &'static str {
        "number-misplaced"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a value that the words around a chart or a table, or its alternative text, give for another year, month or \
                    name of the data than the one it has there. In each sentence numbers and names are taken together in their \
                    order, where there are as many of both and they take turns: \"251 in 2019, 267 in 2020\". It looks at no \
                    other sentences.",
            why: "Swapped values are all in the data, so that no other check sees them, and each of them is false.",
            example: r#"[charts.executions]
kind  = "bar"
data  = "executions"
x     = "year"
y     = "recorded"
title = "Executions rose from 267 in 2019 to 251 in 2020""#,
            remedy: "Put the value right, or the year or name.",
            references: "docs/charts.md.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let Some(language) = context.language else { return };
        for paragraph in context.text.iter().filter(|paragraph| paragraph.drawn.is_some()) {
            let numbers = numerals::evidence(&paragraph.text, language);
            if numbers.is_empty() {
                continue;
            }
            let Some(shown) = Shown::around(paragraph, context) else { continue };
            let places = places(&paragraph.text, &shown);
            for sentence in sentences(&paragraph.text) {
                let within = |range: &Range<usize>| sentence.start <= range.start && range.end <= sentence.end;
                let overlaps = |range: &Range<usize>| {
                    places.iter().any(|(place, _)| place.start < range.end && range.start < place.end)
                };
                let mut marks: Vec<(Range<usize>, Mark<'_>)> = places
                    .iter()
                    .filter(|(range, _)| within(range))
                    .map(|(r, row)| (r.clone(), Mark::Place(row)))
                    .collect();
                let values = numbers.iter().filter(|number| within(&number.range) && !overlaps(&number.range));
                marks.extend(values.filter_map(|number| Some((number.range.clone(), Mark::Value(number.value?)))));
                marks.sort_by_key(|(range, _)| range.start);
                for (range, value, name) in misplaced(&marks, &shown) {
                    let written = paragraph.text.get(range.clone()).unwrap_or("");
                    let given = shown.rows.iter().filter(|(row, _)| row == name).flat_map(|(_, values)| values);
                    let given: Vec<String> = given.map(ToString::to_string).collect();
                    let place = paragraph.locate(&range, &context.evidence.specification);
                    let message = format!("{} gives `{written}` for `{name}`", paragraph.title());
                    let others = shown.rows.iter().filter(|(_, values)| values.contains(&value));
                    let others: Vec<String> = others.map(|(row, _)| format!("`{row}`")).take(3).collect();
                    sink.push(
                        self.finding(message)
                            .at_maybe(place, format!("the data has it for {}", others.join(", ")))
                            .help(format!("for `{name}` the data has {}", given.join(", "))),
                    );
                }
            }
        }
    }
}

/// What stands in a sentence.
enum Mark<'a> {
    /// A value.
    Value(Decimal),
    /// The name of a row.
    Place(&'a str),
}

/// The values that the data has for other rows only, with the names that stand beside them.
fn misplaced<'a>(marks: &[(Range<usize>, Mark<'a>)], shown: &Shown) -> Vec<(Range<usize>, Decimal, &'a str)> {
    let mut pairs = Vec::new();
    for pair in marks.chunks(2) {
        match pair {
            [(range, Mark::Value(value)), (_, Mark::Place(name))]
            | [(_, Mark::Place(name)), (range, Mark::Value(value))] => {
                pairs.push((range.clone(), *value, *name));
            }
            // they do not take turns: nobody can say which belong together
            _ => return Vec::new(),
        }
    }
    let first_is_place = matches!(marks.first(), Some((_, Mark::Place(_))));
    let takes_turns = marks.iter().step_by(2).all(|(_, mark)| matches!(mark, Mark::Place(_)) == first_is_place);
    let has =
        |name: &str, value: Decimal| shown.rows.iter().any(|(row, values)| row == name && values.contains(&value));
    pairs.retain(|(_, value, name)| {
        let elsewhere = shown.rows.iter().any(|(row, values)| row != name && values.contains(value));
        // what is worked out of a row, its total say, is its own
        let own = shown.rows.iter().filter(|(row, _)| row == name).map(|(_, values)| values.iter().sum::<Decimal>());
        takes_turns && elsewhere && !has(name, *value) && !own.into_iter().any(|sum| sum == *value)
    });
    pairs
}

/// Where the names of rows stand in a text: years in any digits, and names as the data writes them.
fn places<'a>(text: &str, shown: &'a Shown) -> Vec<(Range<usize>, &'a str)> {
    let mut found: Vec<(Range<usize>, &str)> = Vec::new();
    let mut names: Vec<&str> =
        shown.rows.iter().map(|(name, _)| name.as_str()).filter(|name| !name.is_empty()).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.dedup();
    let typed = alt_number::numbers(text);
    for name in names {
        let numeral = name.parse::<Decimal>().ok();
        let ranges: Vec<Range<usize>> = match numeral {
            Some(_) => {
                typed.iter().map(|(range, _)| range.clone()).filter(|range| is_year(text, range, name)).collect()
            }
            None => text.match_indices(name).map(|(at, _)| at..at + name.len()).filter(|r| is_whole(text, r)).collect(),
        };
        for range in ranges {
            if found.iter().all(|(other, _)| range.end <= other.start || other.end <= range.start) {
                found.push((range, name));
            }
        }
    }
    found
}

fn is_year(text: &str, range: &Range<usize>, name: &str) -> bool {
    let written = text.get(range.clone()).unwrap_or_default();
    written.chars().count() == name.len() && name.len() == 4 && written.chars().map(western).eq(name.chars())
}

fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).and_then(|text| text.chars().next_back());
    let after = text.get(range.end..).and_then(|text| text.chars().next());
    ![before, after].into_iter().flatten().any(char::is_alphanumeric)
}

/// The sentences and half-sentences of a text. A point between digits ends none.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        let next = text.get(end..).and_then(|rest| rest.chars().next());
        let ends = matches!(letter, ';' | '؛' | '؟' | '。' | '；' | '？' | '!' | '?' | '\n')
            || letter == '.' && next.is_none_or(char::is_whitespace);
        if ends {
            found.push(start..end);
            start = end;
        }
    }
    found.push(start..text.len());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_a_text() {
        let row = |name: &str| (name.to_owned(), Vec::new());
        let mut shown = Shown::default();
        shown.rows = vec![row("2019"), row("Sistan"), row("Sistan and Baluchistan")];
        let found = |text: &str| {
            let mut found = places(text, &shown);
            found.sort_by_key(|(range, _)| range.start);
            found.into_iter().map(|(_, name)| name).collect::<Vec<_>>()
        };
        assert_eq!(found("12 in 2019, 4 in Sistan and Baluchistan"), ["2019", "Sistan and Baluchistan"]);
        assert_eq!(found("در ۲۰۱۹"), ["2019"]);
        assert_eq!(found("Sistans, 20190"), [""; 0]);
    }

    #[test]
    fn halves_of_sentences() {
        let text = "From 1.5 to 2. Then; now";
        let parts: Vec<&str> = sentences(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(parts, ["From 1.5 to 2.", " Then;", " now"]);
    }
}
