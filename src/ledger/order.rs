//! From the order in which a line is drawn, left to right, to the order in which it is read.
//!
//! This is the reverse of what laying out does (Unicode Standard Annex 9), as far as it can be told from what is drawn: which
//! words of two directions stood first in the text when both runs are neutral beside each other cannot. Searching looks
//! at letters and digits only, for which it is enough.

use unicode_bidi::{BidiClass, bidi_class};

/// How a piece of a line runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Run {
    /// Letters from left to right.
    Left,
    /// Letters from right to left.
    Right,
    /// Digits: from left to right, wherever they stand.
    Digits,
    /// A mark that joins digits.
    Joint,
    /// Anything else.
    Neutral,
}

fn run(text: &str) -> Run {
    for c in text.chars() {
        match bidi_class(c) {
            BidiClass::L => return Run::Left,
            BidiClass::R | BidiClass::AL => return Run::Right,
            BidiClass::EN | BidiClass::AN => return Run::Digits,
            BidiClass::CS | BidiClass::ES => return Run::Joint,
            _ => {}
        }
    }
    Run::Neutral
}

/// Whether a text has letters that run from right to left before any other.
pub fn is_rtl(text: &str) -> bool {
    run(text) == Run::Right
}

/// The pieces of a line in reading order, where its base direction is from right to left (`rtl`) or not.
pub fn logical<'a>(line: &[&'a str], rtl: bool) -> Vec<&'a str> {
    let mut pieces: Vec<(Run, &str)> = line.iter().map(|text| (run(text), *text)).collect();
    if !pieces.iter().any(|(run, _)| *run == Run::Right) {
        return pieces.into_iter().map(|(_, text)| text).collect();
    }
    if rtl {
        pieces.reverse();
        turn_all(&mut pieces, Run::Left);
        turn_digits(&mut pieces);
    } else {
        let mut start = 0;
        while let Some(stretch) = stretch(&pieces, start, Run::Right) {
            start = stretch.end;
            if let Some(part) = pieces.get_mut(stretch) {
                part.reverse();
                turn_digits(part);
            }
        }
    }
    pieces.into_iter().map(|(_, text)| text).collect()
}

/// Turns each stretch that begins and ends with `of` and holds nothing of the other direction.
fn turn_all(pieces: &mut [(Run, &str)], of: Run) {
    let mut start = 0;
    while let Some(stretch) = stretch(pieces, start, of) {
        start = stretch.end;
        if let Some(part) = pieces.get_mut(stretch) {
            part.reverse();
            // what is turned as a whole has its digits turned with it, and the right way round
            part.iter_mut().filter(|(run, _)| matches!(run, Run::Digits | Run::Joint)).for_each(|(run, _)| *run = of);
        }
    }
}

/// The next stretch, from `start`, that begins and ends with `of`, with digits and neutral pieces inside.
fn stretch(pieces: &[(Run, &str)], start: usize, of: Run) -> Option<std::ops::Range<usize>> {
    let other = if of == Run::Left { Run::Right } else { Run::Left };
    let first = start + pieces.get(start..)?.iter().position(|(run, _)| *run == of)?;
    let inside = pieces.get(first..)?.iter().take_while(|(run, _)| *run != other);
    let last = inside.enumerate().filter(|(_, (run, _))| *run == of).map(|(at, _)| at).last()?;
    Some(first..first + last + 1)
}

/// Turns each number: digits, with single marks between them.
fn turn_digits(pieces: &mut [(Run, &str)]) {
    let mut at = 0;
    while at < pieces.len() {
        let is = |index: usize, wanted: Run| pieces.get(index).is_some_and(|(run, _)| *run == wanted);
        if !is(at, Run::Digits) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while is(end, Run::Digits) || (is(end, Run::Joint) && is(end + 1, Run::Digits)) {
            end += 1;
        }
        if let Some(number) = pieces.get_mut(at..end) {
            number.reverse();
        }
        at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(drawn: &str, rtl: bool) -> String {
        let line: Vec<String> = drawn.chars().map(String::from).collect();
        logical(&line.iter().map(String::as_str).collect::<Vec<_>>(), rtl).concat()
    }

    #[test]
    fn left_to_right_stays() {
        assert_eq!(read("At least 246", false), "At least 246");
        assert_eq!(read("At least 246", true), "At least 246");
    }

    #[test]
    fn right_to_left_is_turned_and_its_numbers_are_not() {
        // "دست کم ۲۴۶ نفر" as it is drawn
        assert_eq!(read("رفن ۲۴۶ مک تسد", true), "دست کم ۲۴۶ نفر");
        assert_eq!(read("رفن ۲٬۴۶۰ مک تسد", true), "دست کم ۲٬۴۶۰ نفر");
    }

    #[test]
    fn words_of_the_other_direction_stay_inside() {
        assert_eq!(read("شرازگ Amnesty International 2020 زا", true), "از 2020 Amnesty International گزارش");
        assert_eq!(read("he said مک تسد twice", false), "he said دست کم twice");
    }

    #[test]
    fn ligatures_are_turned_as_one() {
        assert_eq!(logical(&["م", "لا", "س"], true).concat(), "سلام");
    }
}
