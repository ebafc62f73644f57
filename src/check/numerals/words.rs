//! Numbers written as words: "three hundred and four".

use super::{Found, Token};
use crate::check::language::{Language, holds};
use rust_decimal::Decimal;

/// From which value on a number written as a word is a count, whatever follows it. Smaller ones are counts before people
/// and deaths only: "two reports" tells nobody how many were killed.
const LARGE: u64 = 100;

/// The numbers in words that are evidence.
pub(super) fn evidence(tokens: &[Token<'_>], language: &Language) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some((value, length)) = number(tokens.get(at..).unwrap_or(&[]), language) else {
            at += 1;
            continue;
        };
        let phrase = tokens.get(at..at + length).unwrap_or(&[]);
        if let (Some(first), Some(last)) = (phrase.first(), phrase.last())
            && counts(value, at, length, tokens, language)
        {
            found.push(Found { range: first.range.start..last.range.end, value: Some(Decimal::from(value)) });
        }
        at += length;
    }
    found
}

/// Whether a number in words counts something that needs a source.
fn counts(value: u64, at: usize, length: usize, tokens: &[Token<'_>], language: &Language) -> bool {
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let determined = before.is_some_and(|before| {
        before.is(language.determiners) || before.is(language.labels) || before.has_digits() || before.is(language.ages)
    });
    let open = tokens.get(at + length - 1).is_some_and(Token::is_open);
    let after: Vec<&Token<'_>> = tokens.iter().skip(at + length).take(if open { 2 } else { 0 }).collect();
    let of = |words: &str| after.iter().any(|token| token.is(words));
    // A length of time stands next to its number, or after "working".
    let timed = of(language.times) || after.iter().any(|token| token.is("old"));
    !determined && !timed && (value >= LARGE || of(language.victims))
}

/// The number with which `tokens` begin, and of how many words it is.
fn number(tokens: &[Token<'_>], language: &Language) -> Option<(u64, usize)> {
    let mut value = Value::default();
    let mut length = 0;
    for (index, token) in tokens.iter().enumerate() {
        match parts(&token.lower, language) {
            Some(parts) => {
                parts.into_iter().for_each(|part| value.take(part));
                length = index + 1;
            }
            // "three hundred and four": the joint belongs to the number where a number follows.
            None if length > 0 && index == length && holds(JOINTS, &token.lower) => {}
            None => break,
        }
        if length > index && !token.is_open() {
            break;
        }
    }
    // "Hundred" and "million" by themselves give no number in English; "cent personnes" and "mil personas" are counts.
    let alone = match value.whole() {
        100 => language.tag != "en",
        1000 => matches!(language.tag, "es" | "fa" | "fr"),
        _ => false,
    };
    (length > 0 && (value.said || alone)).then(|| (value.whole(), length))
}

/// What may stand inside a number.
const JOINTS: &str = "and et y و";

/// The numerals of a word: "twenty-three" has two, and Arabic writes "and" together with the next word.
fn parts(lower: &str, language: &Language) -> Option<Vec<u64>> {
    let known = |part: &str| {
        let named = |part: &str| language.numerals.iter().find(|(name, _)| *name == part).map(|(_, value)| *value);
        named(part).or_else(|| part.strip_prefix('و').filter(|_| language.tag == "ar").and_then(named))
    };
    lower
        .split('-')
        .filter(|part| !holds(JOINTS, part))
        .map(known)
        .collect::<Option<Vec<_>>>()
        .filter(|parts| !parts.is_empty())
}

/// A number that is read word by word.
#[derive(Default)]
struct Value {
    /// Whole thousands and millions read so far.
    above: u64,
    /// What is below them.
    below: u64,
    /// Whether a numeral stood there that is no bare multiplier.
    said: bool,
}

impl Value {
    fn take(&mut self, numeral: u64) {
        match numeral {
            100 => self.below = self.below.max(1).saturating_mul(100),
            1000 | 1_000_000 => {
                self.above = self.above.saturating_add(self.below.max(1).saturating_mul(numeral));
                self.below = 0;
            }
            other => self.below = self.below.saturating_add(other),
        }
        self.said |= !matches!(numeral, 100 | 1000 | 1_000_000);
    }

    fn whole(&self) -> u64 {
        self.above.saturating_add(self.below)
    }
}
