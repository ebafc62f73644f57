//! One word that is a number by its form: `300`, `1,500`, `42%`, `€3m`, `2/3`, `٣٠٤`.

use rust_decimal::Decimal;

/// A number by its form.
pub(super) struct Number {
    /// Its value, where it is a whole number without separators.
    pub(super) plain: Option<u32>,
    /// Its value as far as it can be read; none for fractions and rounded sums of money.
    pub(super) value: Option<Decimal>,
}

impl Number {
    /// None where the form says that it is something else: `6(5)`, `46/18`, `A/HRC/40/67`, `14:30`, `2020-11-30`, `18-year-old`,
    /// `1980s`, `15th`, `G20`.
    pub(super) fn read(core: &str) -> Option<Self> {
        let western: String = core.chars().map(western).collect();
        // Prepositions and "and" of Arabic are written together with the number.
        let text = western.trim_start_matches(|c: char| "~≈<>≤≥±+-−$€£¥وبلفكـ".contains(c));
        let digits = text.find(|c: char| !(c.is_ascii_digit() || SEPARATORS.contains(c))).unwrap_or(text.len());
        let (number, rest) = text.split_at(digits);
        if !number.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        match rest {
            // 30.11.2020
            "" if number.matches('.').count() > 1 && !is_grouped(number, '.') => None,
            "" | "%" | "‰" | "+" | "-strong" | "-odd" | "-plus" | "-fold" | "٪" => {
                let plain = if rest.is_empty() { number.parse().ok() } else { None };
                Some(Number { plain, value: value(number) })
            }
            "k" | "K" | "m" | "bn" => Some(Number { plain: None, value: None }),
            _ => is_fraction(number, rest).then_some(Number { plain: None, value: None }),
        }
    }

    /// Whether it is written as years are of which briefings speak: from 1800 to 2100, or from 1250 to 1480 of the calendars that
    /// begin with the Hijra.
    pub(super) fn is_written_like_a_year(&self, core: &str) -> bool {
        let is_year = |year: u32| (1800..=2100).contains(&year) || (1250..=1480).contains(&year);
        core.chars().count() == 4 && self.plain.is_some_and(is_year)
    }

    /// Whether it is a whole number of at most `most`.
    pub(super) fn at_most(&self, most: u32) -> bool {
        self.plain.is_some_and(|plain| plain <= most)
    }
}

/// What may stand between the digits of a number.
const SEPARATORS: &str = ",.'’\u{a0}\u{202f}\u{2009} ٬٫";

/// Zeros of the scripts whose digits are read.
const ZEROS: [char; 5] = ['\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{ff10}'];

/// A digit of any script as one of 0 to 9; any other character as it is.
pub(in crate::check) fn western(c: char) -> char {
    let digit = ZEROS.iter().find_map(|zero| u32::from(c).checked_sub(u32::from(*zero)).filter(|digit| *digit < 10));
    digit.and_then(|digit| char::from_digit(digit, 10)).unwrap_or(c)
}

/// Whether a character is a digit, of any script.
pub(in crate::check) fn is_digit(c: char) -> bool {
    western(c).is_ascii_digit()
}

/// Whether digits stand in groups of three: `1.500.000`.
fn is_grouped(number: &str, separator: char) -> bool {
    let mut groups = number.split(separator);
    groups.next().is_some_and(|first| (1..=3).contains(&first.len())) && groups.all(|group| group.len() == 3)
}

/// The value of digits with separators: groups of three are thousands, anything else after one mark is a fraction.
fn value(number: &str) -> Option<Decimal> {
    let spaced: String =
        number.chars().filter(|c| !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}' | ' ' | '\'' | '’' | '٬')).collect();
    let spaced = spaced.replace('٫', ".").trim_end_matches(['.', ',']).to_owned();
    let marks: Vec<char> = [',', '.'].into_iter().filter(|mark| spaced.contains(*mark)).collect();
    let plain = match marks.as_slice() {
        [] => spaced,
        [mark] if is_grouped(&spaced, *mark) => spaced.replace(*mark, ""),
        [mark] => spaced.replace(*mark, "."),
        // The last mark is that of the fraction.
        _ if spaced.rfind(',') > spaced.rfind('.') => spaced.replace('.', "").replace(',', "."),
        _ => spaced.replace(',', ""),
    };
    plain.parse().ok()
}

/// `2/3`; not `46/18` or `24/7`.
fn is_fraction(above: &str, rest: &str) -> bool {
    let below = rest.strip_prefix('/').and_then(|below| below.parse::<u32>().ok());
    above.parse::<u32>().ok().zip(below).is_some_and(|(above, below)| above < below && below <= 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_in_all_forms() {
        let value = |text: &str| Number::read(text).and_then(|number| number.value).map(|value| value.to_string());
        for (text, expected) in [
            ("1500", "1500"),
            ("1,500", "1500"),
            ("1.500", "1500"),
            ("1 500", "1500"),
            ("1’500", "1500"),
            ("12.5", "12.5"),
            ("12,5", "12.5"),
            ("1.500,5", "1500.5"),
            ("42%", "42"),
            ("٣٠٤", "304"),
            ("۱٬۵۰۰", "1500"),
            ("1.500.000", "1500000"),
            ("و304", "304"),
            ("１２", "12"),
        ] {
            assert_eq!(value(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["46/18", "14:30", "6(5)", "G20", "15th", "30.11.2020", "1980s", "1er", "46-я", "10-летний"]
        {
            assert!(Number::read(text).is_none(), "{text}");
        }
    }
}
