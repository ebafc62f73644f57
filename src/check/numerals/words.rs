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
        let Some(number) = number(tokens.get(at..).unwrap_or(&[]), language) else {
            at += 1;
            continue;
        };
        let length = number.length;
        let phrase = tokens.get(at..at + length).unwrap_or(&[]);
        if let (Some(first), Some(last)) = (phrase.first(), phrase.last())
            && counts(&number, at, tokens, language)
        {
            found.push(Found { range: first.range.start..last.range.end, value: Some(Decimal::from(number.value)) });
        }
        at += length;
    }
    found
}

/// A number in words.
struct Words {
    value: u64,
    /// Of how many words it is.
    length: usize,
    /// Whether it is a bare "hundred" or "thousand".
    alone: bool,
}

/// Whether a number in words counts something that needs a source.
fn counts(number: &Words, at: usize, tokens: &[Token<'_>], language: &Language) -> bool {
    let end = at + number.length;
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let determined = before.is_some_and(|before| {
        before.is(language.determiners) || before.is(language.labels) || before.has_digits() || before.is(language.ages)
    });
    // "one of two men"
    let one_of = at.checked_sub(2).and_then(|at| tokens.get(at)).is_some_and(|word| word.is("یکی هیچ‌یک هیچ‌کدام"));
    let determined = determined || one_of && before.is_some_and(|before| before.is("از"));
    let open = tokens.get(end - 1).is_some_and(Token::is_open);
    let after = tokens.get(end..).filter(|_| open).unwrap_or(&[]);
    let near = after.get(..2.min(after.len())).unwrap_or(after);
    let of = |words: &str| near.iter().any(|token| token.is(words));
    // A length of time stands next to its number, or after "working".
    let timed = of(language.times) || near.iter().any(|token| token.is("old"));
    let (percent, hundred) = (is_percent(after), before.is_some_and(|before| before.is("per por pour")));
    if percent && !number.alone {
        return true;
    }
    // "thirty per cent" has been said; "a hundred times" is a way of speaking
    let idle = number.alone && (hundred || of(REPEATED));
    if determined || timed || idle {
        return false;
    }
    // "hundreds of people" and "a few hundred people" have no number in them
    if number.alone && language.tag == "en" {
        return before.is_some_and(|before| before.is("a")) && of(language.victims);
    }
    number.value >= LARGE || of(language.victims) || befell(before, after, language)
}

/// Words for how often something is done.
const REPEATED: &str = "times fois mercis vez veces раз раза مرة مرات بار";

/// "per cent", in each language.
fn is_percent(after: &[Token<'_>]) -> bool {
    let is = |at: usize, words: &str| after.get(at).is_some_and(|token| token.is(words));
    is(0, "percent pourcent процент* بالمئة بالمائة درصد")
        || is(0, "per") && is(1, "cent")
        || is(0, "pour") && is(1, "cent")
        || is(0, "por") && is(1, "ciento")
        || is(0, "في") && is(1, "المئة المائة")
}

/// "twelve were hanged", "three of them were killed", "they killed six".
fn befell(before: Option<&Token<'_>>, after: &[Token<'_>], language: &Language) -> bool {
    let said = after.iter().take(HELPERS).take_while(|token| token.is(language.helpers) && token.is_open()).count();
    let then = after.get(said).is_some_and(|token| token.is(language.deeds));
    let ends = after.first().is_none_or(|next| next.joins(language) || next.is(language.helpers) || next.is(PLACES));
    // Arabic writes "and" together with the next word
    let deed = |word: &Token<'_>| {
        word.is(language.deeds) || word.lower.strip_prefix(['و', 'ف']).is_some_and(|word| holds(language.deeds, word))
    };
    then || ends && before.is_some_and(|before| before.is_open() && deed(before))
}

/// Words that lead on to a place or a time.
const PLACES: &str = "in at on near en à dans в во на في";

/// How many words may stand between a number and what was done.
const HELPERS: usize = 4;

/// The number with which `tokens` begin.
fn number(tokens: &[Token<'_>], language: &Language) -> Option<Words> {
    let mut value = Value::default();
    let mut length = 0;
    for (index, token) in tokens.iter().enumerate() {
        match parts(&token.lower, language) {
            Some(parts) => {
                let mut longer = value;
                if !parts.into_iter().all(|part| longer.take(part, language)) {
                    break;
                }
                value = longer;
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
    let whole = value.whole();
    // "Hundred" and "million" by themselves give no number; "cent personnes" and "mil personas" are counts.
    let alone = match whole {
        100 => true,
        1000 => matches!(language.tag, "en" | "es" | "fa" | "fr"),
        _ => false,
    };
    (length > 0 && whole != 1 && (value.said || alone)).then_some(Words { value: whole, length, alone: !value.said })
}

/// What may stand inside a number.
const JOINTS: &str = "and et y و";

/// The numerals of a word: "twenty-three" has two, and Arabic writes "and" together with the next word, as Persian does
/// where it joins words.
fn parts(lower: &str, language: &Language) -> Option<Vec<u64>> {
    let joined = lower.contains(JOINER);
    let named = |part: &str| language.numerals.iter().find(|(name, _)| *name == part).map(|(_, value)| *value);
    let known = |part: &str| {
        let and = language.tag == "ar" || joined;
        named(part).or_else(|| part.strip_prefix('و').filter(|_| and).and_then(named))
    };
    lower
        .split(['-', JOINER])
        .filter(|part| !holds(JOINTS, part))
        .map(known)
        .collect::<Option<Vec<_>>>()
        .filter(|parts| !parts.is_empty())
}

/// Between the parts of one Persian word.
const JOINER: char = '\u{200c}';

/// A number that is read word by word.
#[derive(Default, Clone, Copy)]
struct Value {
    /// Whole thousands and millions read so far.
    above: u64,
    /// What is below them.
    below: u64,
    /// Whether a numeral stood there that is no bare multiplier.
    said: bool,
}

impl Value {
    /// Takes a numeral; false where no number goes on so: "two three".
    fn take(&mut self, numeral: u64, language: &Language) -> bool {
        let last = self.below % 100;
        let below = match numeral {
            100 => Some(self.below.max(1).saturating_mul(100)),
            1000 | 1_000_000 => {
                self.above = self.above.saturating_add(self.below.max(1).saturating_mul(numeral));
                Some(0)
            }
            // "two dozen"
            12 if (1..10).contains(&last) && language.tag != "ar" => Some(self.below + last * 11),
            // "quatre-vingts"
            20 if last == 4 && language.tag == "fr" => Some(self.below + 76),
            _ => goes_on(self.below, numeral, language).then_some(self.below.saturating_add(numeral)),
        };
        self.said |= !matches!(numeral, 100 | 1000 | 1_000_000);
        self.below = below.unwrap_or(self.below);
        below.is_some()
    }

    fn whole(&self) -> u64 {
        self.above.saturating_add(self.below)
    }
}

/// Whether a numeral that multiplies nothing can follow what was read.
fn goes_on(below: u64, numeral: u64, language: &Language) -> bool {
    let last = below % 100;
    match language.tag {
        _ if last == 0 => numeral < 100 || below == 0,
        // "five and twenty", "five ten"
        "ar" => last < 10 && (10..100).contains(&numeral),
        // "soixante-dix-sept", "quatre-vingt-onze", "dix-sept"
        "fr" if matches!(last, 60 | 80) => numeral < 20,
        "es" | "fr" if last == 10 => numeral < 10,
        _ => last >= 20 && last.is_multiple_of(10) && numeral < 10,
    }
}
