//! Where a quotation may not begin or end: inside a word, a compound with a hyphen, or a number. "304 people" is not what a
//! source says that has "1,304 people", nor "violent" of one that has "non-violent".

use super::tokens::is_word;

/// So many characters on either side decide.
const REACH: usize = 5;

/// Whether what stands before, the nearest character first, and what comes after belong together.
pub(super) fn is_inside(before: impl Iterator<Item = char>, after: impl Iterator<Item = char>) -> bool {
    let before: Vec<char> = before.take(REACH).collect();
    let after: Vec<char> = after.take(REACH).collect();
    let (Some(left), Some(right)) = (before.first().copied(), after.first().copied()) else { return false };
    let (further_left, further_right) = (before.get(1).copied(), after.get(1).copied());
    let word = |c: Option<char>| c.is_some_and(is_word);
    let digit = |c: Option<char>| c.is_some_and(char::is_numeric);
    if is_word(left) && is_word(right) || is_numeral(left) && is_numeral(right) {
        return true;
    }
    // beside the hyphen of a compound, or the dash of a range of numbers
    let joins = |sign: char, a: Option<char>, b: Option<char>| {
        matches!(sign, '-' | '‐' | '‑') && word(a) && word(b) || sign == '–' && digit(a) && digit(b)
    };
    if joins(left, further_left, Some(right)) || joins(right, Some(left), further_right) {
        return true;
    }
    // beside a sign inside a number
    let groups = |a: &[char], b: &[char]| {
        let run = |of: &[char]| of.iter().take_while(|c| c.is_numeric()).count();
        (1..=3).contains(&run(a)) && run(b) == 3
    };
    let parts = |sign: char, a: &[char], b: &[char]| match sign {
        '.' | ',' | '\'' | '’' | '٬' | '٫' => digit(a.first().copied()) && digit(b.first().copied()),
        ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' => groups(a, b),
        _ => false,
    };
    let rest = |of: &[char]| of.get(1..).unwrap_or_default().to_vec();
    parts(left, &rest(&before), &after)
        || parts(right, &before, &rest(&after))
        || left.is_numeric() && matches!(right, '%' | '٪' | '‰')
        || matches!(left, '$' | '€' | '£' | '¥') && right.is_numeric()
}

/// Numbers of Chinese are written without spaces.
fn is_numeral(c: char) -> bool {
    "〇零一二两三四五六七八九十百千万亿".contains(c) || c.is_numeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// At the bar.
    fn inside(text: &str) -> bool {
        let (before, after) = text.split_once('|').unwrap();
        is_inside(before.chars().rev(), after.chars())
    }

    #[test]
    fn words_compounds_and_numbers_are_whole() {
        for text in [
            "exe|cuted",
            "1,|304 people",
            "1|,304 people",
            "3.|14",
            "1 |304 people",
            "1|\u{a0}304",
            "12\u{202f}|304",
            "non-|violent",
            "state|-sponsored",
            "12-|15 people",
            "12–|15",
            "١٬|٣٠٤",
            "۱|٬۳۰۴",
            "$|500",
            "20|%",
            "一千|三百人",
            "1|万",
            "1’|304",
        ] {
            assert!(inside(text), "{text}");
        }
        for text in [
            "the |men",
            "in 2019, |304 died",
            "in 2019 |304 died",
            "were 12. |304 others",
            "l'|homme",
            "pre-| and post-",
            "word – |word",
            "2019|: they",
            "20| per cent",
            "被|处决",
            "(|304",
            "12 |3040",
        ] {
            assert!(!inside(text), "{text}");
        }
    }
}
