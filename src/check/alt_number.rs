//! An alternative text of a chart with a number that the chart does not show.

use super::{Check, Context, Documentation};
use crate::diag::{Diagnostic, Severity, Sink};
use crate::evidence::data::{Table, Value};
use crate::spec::{Chart, Figure, PartialDate};
use chrono::Datelike;
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use std::ops::Range;

/// What is heard is what is seen.
pub(super) struct AltNumber;

impl Check for AltNumber {
    fn name(&self) -> &'static str {
        "alt-number"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a number in the alternative text of a chart that its data does not hold: neither as a value, nor as a \
                    year or part of a date, nor as the number of its rows or columns. Numbers written as words are not \
                    looked at.",
            why: "Who hears a chart cannot see that its description is wrong. A description typed by hand stays as it is when \
                  the data is corrected, and then says something else than the picture.",
            example: r#"[charts.executions]
kind  = "bar"
data  = "executions"
x     = "year"
y     = "recorded"
title = "Executions rose"
alt   = "Bars that rise from 251 in 2019 to 267 in 2020.""#,
            remedy: "Put the number right, or leave `alt` out: it is then made from the data. A difference or a share that \
                     the data does not hold belongs into the text, with its own record.",
            references: "WCAG 2.2, 1.1.1 Non-text Content.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for (id, chart) in context.spec.charts.iter() {
            let Some(alt) = &chart.alt else { continue };
            let Some(held) = held(context, chart) else { continue };
            for range in unheld(&alt.value, &held) {
                let number = alt.value.get(range.clone()).unwrap_or_default();
                let message = format!("the data of the chart `{}` does not hold the number `{number}`", id.value);
                sink.push(
                    Diagnostic::warning(self.name(), message)
                        .at(alt.span, "the alternative text says it")
                        .help("put it right, or leave `alt` out: it is then made from the data"),
                );
            }
        }
    }
}

/// The numbers that a chart shows; none where its data could not be read.
fn held(context: Context<'_>, chart: &Chart) -> Option<BTreeSet<Decimal>> {
    if let Some(id) = &chart.figure {
        return context.spec.figures.get(&id.value).map(of_figure);
    }
    let table = context.evidence.data.get(&chart.data.as_ref()?.value)?;
    let mut held = of_table(table);
    held.insert(Decimal::from(chart.y.len()));
    Some(held)
}

/// Every number in a table, the parts of its dates and the numbers in its texts, and how many rows it has.
fn of_table(table: &Table) -> BTreeSet<Decimal> {
    let mut held = BTreeSet::from([Decimal::from(table.rows.len())]);
    for cell in table.rows.iter().flatten() {
        match &cell.value {
            Value::Number(number) => held.extend([*number, number.abs()]),
            Value::Year(year) => held.extend([Decimal::from(*year)]),
            Value::Date(day) => held.extend([Decimal::from(day.year()), day.month().into(), day.day().into()]),
            Value::Month(first) => held.extend([Decimal::from(first.year()), first.month().into()]),
            Value::Text(text) => held.extend(numbers(text).into_iter().flat_map(|(_, readings)| readings)),
            Value::Below(below) => held.extend([Decimal::from(*below)]),
            Value::Source(_) | Value::Truth(_) | Value::Withheld | Value::Empty => {}
        }
    }
    held
}

fn of_figure(figure: &Figure) -> BTreeSet<Decimal> {
    let mut held = BTreeSet::from([Decimal::from(figure.estimates.len())]);
    held.extend(figure.value.iter().map(|value| value.value));
    held.extend(figure.between.iter().flat_map(|between| between.value));
    for estimate in &figure.estimates {
        held.extend(estimate.value.iter().map(|value| value.value));
        held.extend(estimate.between.iter().flat_map(|between| between.value));
    }
    let periods = figure.period.iter().flat_map(|period| [period.value.from, period.value.to]);
    held.extend(periods.flat_map(parts));
    held
}

fn parts(date: PartialDate) -> impl Iterator<Item = Decimal> {
    let year = Some(Decimal::from(date.year));
    [year, date.month.map(Decimal::from), date.day.map(Decimal::from)].into_iter().flatten()
}

/// The places of the numbers of a text that are not held.
fn unheld(text: &str, held: &BTreeSet<Decimal>) -> Vec<Range<usize>> {
    let is_held = |readings: &[Decimal]| readings.iter().any(|number| held.contains(number));
    numbers(text).into_iter().filter(|(_, readings)| !is_held(readings)).map(|(range, _)| range).collect()
}

/// Each number of a text, with the ways in which it can be read: `1,500` is one and a half thousand or one and a half, since
/// languages differ. Persian and Arabic digits are read.
fn numbers(text: &str) -> Vec<(Range<usize>, Vec<Decimal>)> {
    let mut found = Vec::new();
    let mut letters = text.char_indices().peekable();
    while let Some((start, first)) = letters.next() {
        let Some(first) = digit(first) else { continue };
        let (mut written, mut end) = (String::from(first), start);
        end += text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        while let Some(&(at, letter)) = letters.peek() {
            let next = text.get(at + letter.len_utf8()..).and_then(|rest| rest.chars().next()).and_then(digit);
            match digit(letter) {
                Some(letter) => written.push(letter),
                // a sign inside a number has a digit on both sides
                None if is_separator(letter) && next.is_some() => {
                    written.push(if letter == '٫' { '.' } else { letter });
                }
                None => break,
            }
            end = at + letter.len_utf8();
            letters.next();
        }
        found.push((start..end, readings(&written)));
    }
    found
}

fn digit(letter: char) -> Option<char> {
    let value = match letter {
        '0'..='9' => return Some(letter),
        '\u{660}'..='\u{669}' => u32::from(letter) - 0x660,
        '\u{6f0}'..='\u{6f9}' => u32::from(letter) - 0x6f0,
        _ => return None,
    };
    char::from_digit(value, 10)
}

fn is_separator(letter: char) -> bool {
    matches!(letter, '.' | ',' | '\u{a0}' | '\u{202f}' | '’' | '\'' | '٬' | '٫')
}

/// All separators left out; and the last one as the decimal point.
fn readings(written: &str) -> Vec<Decimal> {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let mut texts = vec![digits(written)];
    if let Some(at) = written.rfind(['.', ',']) {
        texts.push(format!(
            "{}.{}",
            digits(written.get(..at).unwrap_or_default()),
            digits(written.get(at..).unwrap_or_default())
        ));
    }
    texts.iter().filter_map(|text| text.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    fn of(numbers: &[&str]) -> BTreeSet<Decimal> {
        numbers.iter().map(|number| number.parse().unwrap()).collect()
    }

    fn says(text: &str, held: &[&str]) -> Vec<String> {
        unheld(text, &of(held)).into_iter().map(|range| text[range].to_owned()).collect()
    }

    #[test]
    fn a_number_that_is_not_held() {
        assert_eq!(says("It rises from 251 to 277.", &["251", "267"]), ["277"]);
        assert_eq!(says("1,500 of 2020; 66.5 per cent", &["1500", "2020"]), ["66.5"]);
        assert_eq!(says("از ۲۵۱ به ۲۷۷", &["251"]), ["۲۷۷"]);
        assert_eq!(says("12, 13", &["12"]), ["13"]);
    }

    #[test]
    fn numbers_that_are_held_however_they_are_written() {
        assert_eq!(says("1,500; 1 500; 1\u{a0}500; 66,5; 66.5; 1.500", &["1500", "66.5", "1", "500"]), [""; 0]);
        assert_eq!(says("No number at all, and none, either.", &[]), [""; 0]);
        assert_eq!(says("۱٬۵۰۰", &["1500"]), [""; 0]);
    }

    #[test]
    fn the_alternative_text_of_a_figure() {
        let figure = "[figures.f]\nwhat = \"people killed\"\nperiod = 2019\nestimates = [\n\
                      { value = 304, bound = \"at-least\", source = \"a\" },\n\
                      { between = [200, 225], source = \"b\" },\n]\n\
                      [charts.c]\nkind = \"dot-range\"\nfigure = \"f\"\ntitle = \"T\"\nalt = ";
        let right = "\"2 sources for 2019: at least 304, and 200 to 225.\"\n";
        assert_eq!(found(&AltNumber, &format!("{figure}{right}")), [""; 0]);
        assert_eq!(
            found(&AltNumber, &format!("{figure}\"At least 340.\"\n")),
            ["\"At least 340.\": the data of the chart `c` does not hold the number `340`"]
        );
    }
}
