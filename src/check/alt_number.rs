//! An alternative text of a chart with a number that the chart does not show.

use super::drawn::Shown;
use super::{Check, Context, Documentation};
use crate::diag::{Diagnostic, Severity, Sink};
use rust_decimal::Decimal;
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
            let Some(shown) = Shown::in_chart(context, chart) else { continue };
            for range in unheld(&alt.value, |number| shown.holds(number)) {
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

/// The places of the numbers of a text that are not held.
fn unheld(text: &str, holds: impl Fn(Decimal) -> bool) -> Vec<Range<usize>> {
    let is_held = |readings: &[Decimal]| readings.iter().any(|number| holds(*number));
    numbers(text).into_iter().filter(|(_, readings)| !is_held(readings)).map(|(range, _)| range).collect()
}

/// Each number of a text, with the ways in which it can be read: `1,500` is one and a half thousand or one and a half, since
/// languages differ. Persian and Arabic digits are read.
pub(super) fn numbers(text: &str) -> Vec<(Range<usize>, Vec<Decimal>)> {
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

    fn says(text: &str, held: &[&str]) -> Vec<String> {
        let held: Vec<Decimal> = held.iter().map(|number| number.parse().unwrap()).collect();
        unheld(text, |number| held.contains(&number)).into_iter().map(|range| text[range].to_owned()).collect()
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
