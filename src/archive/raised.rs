//! Raised and lowered text, which must never join the word or the number before it: `304<sup>5</sup>` is not 3045.
//!
//! Digits become those of Unicode that are raised or lowered; all else that is raised stands between [`BEGIN`] and [`END`], which
//! are no characters of any text. [`plain`] keeps them out of what a file says.

/// Where raised text begins.
pub(super) const BEGIN: char = '\u{fdd0}';
/// Where it ends.
pub(super) const END: char = '\u{fdd1}';

const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const LOWERED: &str = "₀₁₂₃₄₅₆₇₈₉";
/// The zeros of the digits that are known: European, Arabic and Persian.
const ZEROS: [char; 3] = ['0', '\u{660}', '\u{6f0}'];

/// Whether a character is a raised digit.
pub(super) fn is_digit(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// Text of a file without the characters that only this module writes.
pub(super) fn plain(text: &str) -> String {
    text.chars().filter(|c| !matches!(*c, BEGIN | END)).collect()
}

/// Raised text. A number in square brackets stays as it is: it is a mark wherever it stands.
pub(super) fn raise(text: &str) -> String {
    let bare = text.trim();
    let bracketed = bare.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    if bare.is_empty() || bracketed.is_some_and(|inner| inner.chars().all(|c| c.is_ascii_digit())) {
        return text.to_owned();
    }
    let digits: String = text.chars().map(|c| shifted(c, RAISED)).collect();
    if digits.chars().all(|c| is_digit(c) || c.is_whitespace() || ",;-–".contains(c)) {
        return digits;
    }
    format!("{BEGIN}{digits}{END}")
}

/// Lowered text behind `before`: beside a number its digits are set apart, beside a letter (H₂O) they are read as they are
/// written.
pub(super) fn lower(text: &str, before: Option<char>) -> String {
    match before {
        Some(before) if before.is_numeric() => text.chars().map(|c| shifted(c, LOWERED)).collect(),
        _ => text.to_owned(),
    }
}

/// A digit in another place.
fn shifted(c: char, digits: &str) -> char {
    let value = ZEROS.iter().find_map(|zero| (c as u32).checked_sub(*zero as u32).filter(|value| *value < 10));
    value.and_then(|value| digits.chars().nth(value as usize)).unwrap_or(c)
}

/// Two raised stretches side by side are one.
pub(super) fn joined(line: &str) -> String {
    let mut seam = String::from(END);
    seam.push(BEGIN);
    line.replace(&seam, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raised_text_is_set_apart() {
        assert_eq!(raise("5"), "⁵");
        assert_eq!(raise("۵, 6"), "⁵, ⁶");
        assert_eq!(raise("[12]"), "[12]");
        assert_eq!(raise("th"), "\u{fdd0}th\u{fdd1}");
        assert_eq!(raise("(7)"), "\u{fdd0}(⁷)\u{fdd1}");
        assert_eq!(raise(" "), " ");
        assert_eq!(lower("2", Some('H')), "2");
        assert_eq!(lower("5", Some('4')), "₅");
        assert_eq!(plain("3\u{fdd0}4\u{fdd1}"), "34");
        assert_eq!(joined("a\u{fdd0}b\u{fdd1}\u{fdd0}c\u{fdd1}"), "a\u{fdd0}bc\u{fdd1}");
    }
}
