//! The marks of notes, which may stand behind a word or a number and are none of it.

use super::super::raised;
use super::tokens::{Kind, Token, is_cjk};

/// Signs that mark notes where they are raised, and on the line.
const RAISED_SIGNS: &str = "*†‡§¶#";
const SIGNS: &str = "*†‡";

/// What may stand between a word and the mark behind it.
const CLOSING: &str = ".,;:!?'\")]”’»";

/// Units of length: raised behind them, 2 and 3 are powers.
const UNITS: [&str; 9] = ["m", "km", "cm", "mm", "dm", "ft", "in", "mi", "yd"];

/// Raised letters that may be the end of an ordinal or of a short word: 1er, XXIe, 2a, nº, Mr.
const OF_WORDS: &str = "aoerdsnmt";

fn c(all: &[Token], at: usize) -> char {
    all.get(at).map_or(' ', |token| token.c)
}

/// Where the characters from `at` on stop being such.
fn run(all: &[Token], at: usize, is: impl Fn(&Token) -> bool) -> usize {
    at + all.iter().skip(at).take_while(|token| is(token)).count()
}

/// Sets apart raised letters that can only be the mark of a note: such a letter never joins the word or the number before it.
pub(super) fn set_apart(all: &mut [Token]) {
    let mut at = 0;
    while at < all.len() {
        let end = run(all, at, |token| token.kind == Kind::Raised);
        if end > at && joins_nothing(all, at, end) {
            for token in all.get_mut(at..end).unwrap_or(&mut []) {
                token.kind = Kind::Mark;
            }
        }
        at = end.max(at + 1);
    }
}

fn joins_nothing(all: &[Token], at: usize, end: usize) -> bool {
    let content: String = all.get(at..end).unwrap_or(&[]).iter().map(|token| token.c).collect();
    let content = content.trim_matches(['(', ')', '[', ']', ' ']);
    let mut letters = content.chars();
    let (Some(letter), None) = (letters.next(), letters.next()) else { return false };
    if !letter.is_alphabetic() || is_cjk(letter) || c(all, end).is_alphanumeric() || at == 0 {
        return false;
    }
    let before = all.get(..at).unwrap_or(&[]).iter().rev();
    let word = before.take_while(|token| token.c.is_alphabetic()).count();
    let last = c(all, at - 1);
    (word >= 3 && last.is_lowercase()) || (last.is_numeric() && !OF_WORDS.contains(letter))
}

/// Marks what are the marks of notes: what is raised and short, or a sign, behind a word, a number or a mark of punctuation; a number
/// in brackets; up to three digits after a letter with a mark and before a space. Powers are none, and digits that touch a letter on
/// the line never are: MP3.
pub(super) fn mark_notes(all: &mut [Token]) {
    let mut at = 1;
    while at < all.len() {
        let marked = at_place(all, at);
        at = marked.end.max(at + 1);
        for token in all.get_mut(marked).unwrap_or(&mut []) {
            if matches!(token.kind, Kind::Word | Kind::Raised) {
                token.kind = Kind::Note;
            }
        }
    }
}

/// The mark that begins at a place, with the space before it; empty where none does, behind what is raised and no mark.
fn at_place(all: &[Token], at: usize) -> std::ops::Range<usize> {
    let (here, before) = (c(all, at), c(all, at - 1));
    let raised = all.get(at).is_some_and(is_raised);
    if raised || SIGNS.contains(here) {
        let end = raised_end(all, at);
        let from = at - usize::from(raised && before == ' ');
        let behind = c(all, from.saturating_sub(1));
        let stands = behind.is_alphanumeric() || CLOSING.contains(behind);
        let ends = !c(all, end).is_alphanumeric();
        if stands && ends && is_mark(all, at, end) && !is_power(all, from, at, end) {
            return from..end;
        }
        return if raised { end..end } else { at..at };
    }
    if here == '[' {
        let end = run(all, at + 1, |token| token.c.is_ascii_digit() || ", -".contains(token.c));
        if end > at + 1 && end - at < 12 && c(all, end) == ']' {
            return at - usize::from(before == ' ')..end + 1;
        }
    } else if here.is_ascii_digit() && at > 1 && ".,;:!?'\")".contains(before) {
        let letter = c(all, at - 2);
        let end = run(all, at, |token| token.c.is_ascii_digit());
        if (letter.is_alphabetic() || "'\")".contains(letter)) && end - at <= 3 && c(all, end) == ' ' {
            return at..end;
        }
    }
    at..at
}

fn is_raised(token: &Token) -> bool {
    token.kind == Kind::Raised || (token.kind == Kind::Word && raised::is_digit(token.c))
}

/// The end of raised text, in which single marks of punctuation may stand: ⁵,⁶.
fn raised_end(all: &[Token], at: usize) -> usize {
    let of_run = |token: &Token| is_raised(token) || SIGNS.contains(token.c);
    let mut end = run(all, at, of_run);
    while ",;-".contains(c(all, end)) && all.get(end + 1).is_some_and(is_raised) {
        end = run(all, end + 1, of_run);
    }
    end
}

/// Whether raised text can be the mark of a note: a number, a sign, a letter, the same letter twice, or a small Roman number.
fn is_mark(all: &[Token], at: usize, end: usize) -> bool {
    let content: String = all.get(at..end).unwrap_or(&[]).iter().map(|token| token.c).collect();
    let content = content.trim_matches(['(', ')', '[', ']', ' ']);
    let letters: Vec<char> = content.chars().collect();
    let numbers = letters.iter().all(|c| raised::is_digit(*c) || ",;-".contains(*c));
    match letters.as_slice() {
        [] => false,
        _ if numbers => letters.len() <= 12,
        _ if letters.iter().all(|c| RAISED_SIGNS.contains(*c)) => letters.len() <= 4,
        [letter] => letter.is_alphabetic() && !is_cjk(*letter),
        [a, b] if a == b => a.is_alphabetic() && !is_cjk(*a),
        _ => letters.len() <= 4 && letters.iter().all(|c| "ivx".contains(*c)),
    }
}

/// Whether what is raised from `at` to `end`, behind what ends at `from`, may be a power, a fraction or a part of a sum, and so
/// belongs to the number: 10², 5 km², 5 ½ in two sizes, $5⁵⁰.
fn is_power(all: &[Token], from: usize, at: usize, end: usize) -> bool {
    let back = |from: usize, is: &dyn Fn(char) -> bool| {
        let word = all.get(..from).unwrap_or(&[]).iter().rev().take_while(|token| is(token.c)).count();
        let start = from - word;
        let text: String = all.get(start..from).unwrap_or(&[]).iter().map(|token| token.c).collect();
        (start, text)
    };
    let content: String = all.get(at..end).unwrap_or(&[]).iter().map(|token| token.c).collect();
    let next = all.get(end..).unwrap_or(&[]).iter().map(|token| token.c).find(|c| *c != ' ').unwrap_or(' ');
    let (start, number) = back(from, &|c| c.is_numeric() || ".,".contains(c));
    if number.chars().any(char::is_numeric) {
        let money = start.checked_sub(1).is_some_and(|before| "$€£¥".contains(c(all, before)));
        return number == "10"
            || number == "2"
            || "=×·^+−±/⁄<>".contains(next)
            || (money && content.chars().count() == 2);
    }
    let (start, unit) = back(from, &char::is_alphabetic);
    let small = content == "²" || content == "³";
    let of_number = back(start, &|c| c == ' ').0.checked_sub(1).is_some_and(|before| c(all, before).is_numeric());
    let variable = unit.chars().count() == 1 && unit.chars().all(char::is_lowercase);
    small && (variable || (of_number && UNITS.contains(&unit.as_str())))
}
