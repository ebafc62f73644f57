//! Small numbers in digits.

use super::{Manual, because, rule_in_english, running};
use crate::check::numerals;
use crate::check::running::BREAK;
use crate::check::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use rust_decimal::Decimal;
use std::ops::Range;

/// Numbers under ten are words.
pub(in crate::check) struct NumberWords;

const MANUAL: Manual = Manual {
    says: "numbers under 10 are written as words, except in percentages, decimals, units, money, and a series in which one is \
           10 or more",
    page: "https://www.un.org/dgacm/en/content/editorial-manual/numbers-dates-time",
};

const WORDS: [&str; 10] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

/// What a number before it makes a measure, a sum of money or a percentage.
const UNITS: &str = "per percent million billion trillion km kilometre kilometres m metre metres cm mm kg kilogram kilograms kilo \
                     kilos g gram grams tonne tonnes ton tons litre litres hectare hectares mile miles degrees dollars euros \
                     pounds rials tomans cents point points out";

impl Check for NumberWords {
    fn name(&self) -> &'static str {
        "un-number-words"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a count under ten that is typed in digits in English running text, where the profile asks for the \
                    style of the United Nations. Dates, times, ages, references, measures, money, percentages and numbers \
                    beside a larger one in the same sentence are left alone. Figures need nothing: the program prints their \
                    small numbers as words there.",
            why: "Documents of the United Nations write eight, and not 8; an editor would change each of them.",
            example: r##"[briefing]
profile = "un-briefing"
[[sections]]
heading = "Facts"
text = "The Monitor published 3 reports.""##,
            remedy: "Write the word; where the number is evidence, make it a figure.",
            references: "United Nations Editorial Manual Online, Numbers, dates and time: \
                         <https://www.un.org/dgacm/en/content/editorial-manual/numbers-dates-time>.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let (Some(rule), Some(language)) = (rule_in_english(context), context.language) else { return };
        let large = |at: usize, marks: &[(usize, crate::check::running::Mark)]| {
            let mark = marks.iter().find(|(place, _)| *place == at).and_then(|(_, mark)| mark.figure());
            let amount = mark.and_then(|id| context.figure(id)).and_then(|figure| figure.amount);
            amount.is_some_and(|amount| amount.value >= Decimal::TEN)
        };
        for own in running(context) {
            let text = own.text();
            let numbers = numerals::evidence(text, language);
            for number in &numbers {
                let Some(word) = text.get(number.range.clone()).and_then(word) else { continue };
                let sentence = sentence(text, &number.range);
                let mut breaks = text.match_indices(BREAK).map(|(at, _)| at).filter(|at| sentence.contains(at));
                let series = numbers.iter().filter(|other| sentence.contains(&other.range.start));
                let beside = series.filter_map(|other| other.value).any(|value| value >= Decimal::TEN)
                    || breaks.any(|at| large(at, &own.paragraph.marks));
                if beside || measures(text, &number.range) || !own.holds(&number.range) {
                    continue;
                }
                let written = text.get(number.range.clone()).unwrap_or("");
                let finding = self
                    .finding(format!("`{written}` is a number under ten in digits"))
                    .at_maybe(own.paragraph.locate(&number.range, &context.evidence.specification), "")
                    .help(format!("write `{word}`"));
                sink.push(because(finding, rule, &MANUAL));
            }
        }
    }
}

/// The word for a digit.
fn word(written: &str) -> Option<&'static str> {
    let digit = written.parse::<usize>().ok().filter(|_| written.len() == 1)?;
    WORDS.get(digit).copied()
}

/// The sentence around a place.
fn sentence(text: &str, range: &Range<usize>) -> Range<usize> {
    let ends = |text: &str| [". ", "? ", "! "].iter().filter_map(|end| text.find(end)).min();
    let starts = |text: &str| [". ", "? ", "! "].iter().filter_map(|end| text.rfind(end)).max();
    let before = starts(text.get(..range.start).unwrap_or("")).map_or(0, |at| at + 2);
    let after = ends(text.get(range.end..).unwrap_or("")).map_or(text.len(), |at| range.end + at);
    before..after
}

/// Whether a number is of a measure or of money, or stands in a word or a range: "3 km", "$5", "3-year", "5–7".
fn measures(text: &str, range: &Range<usize>) -> bool {
    let (before, after) = (text.get(..range.start).unwrap_or(""), text.get(range.end..).unwrap_or(""));
    let joined = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || "$€£¥-–—/:%.,".contains(c));
    let next = after.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let decimal = after.strip_prefix(['.', ',']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    joined(before.chars().next_back())
        || after.starts_with(['-', '–', '/', '%'])
        || decimal
        || after.trim_start().starts_with(['%', '$', '€', '£'])
        || (after.starts_with([' ', '\u{a0}']) && UNITS.split_whitespace().any(|unit| unit == next))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::in_prose;

    #[test]
    fn counts_under_ten_are_found() {
        let lines = in_prose(
            &NumberWords,
            "The Monitor published 3 reports. It names 9 prisons, and 12 people died. It got 0 replies.",
        );
        assert_eq!(lines, ["3: `3` is a number under ten in digits", "0: `0` is a number under ten in digits"]);
    }

    #[test]
    fn what_the_manual_excepts_is_left_alone() {
        let text = "On 3 May, article 6, para. 4; 5 per cent, 3 km, 5 million, $5, a child aged 9, 3-year terms, 5–7 cells, \
                    7.5 of them, nine reports, “3 reports”, 2 to 14 people.";
        assert_eq!(in_prose(&NumberWords, text), [""; 0]);
    }
}
