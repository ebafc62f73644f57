//! The text of a page as it is compared: characters with their places in, a hash and searchable words out.
//!
//! Whoever reads a page, in whatever way, hands over what stands on it in the order in which it is drawn ([`PageWords::push`]).
//! The hash takes no notice of white space, of invisible characters and of hyphens at the ends of lines; searching takes
//! notice of letters and digits, and of what stands between the digits of a number.

use super::order::{is_rtl, logical};
use crate::text::{is_digit, is_letter_or_digit};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A gap that is a space, in em.
const SPACE: f64 = 0.17;
/// A step across the line that begins another, in em.
const NEW_LINE: f64 = 0.5;
/// A step back along the line that begins another, in em.
const BACK: f64 = 1.0;
/// How much smaller than what it follows a raised character is.
const SMALL: f64 = 0.85;
/// How far a raised character stands above the line, in em of the line.
const RAISED: f64 = 0.12;
/// On how many pages, from the one on which it may begin, a text is looked for that is broken over two.
const BROKEN: usize = 4;
/// From how many letters and digits on a text cannot stand somewhere by chance.
const LONG: usize = 60;
/// How many letters and digits of such a text a page has at the least: the better part of a line.
const SHORTEST: usize = 12;
/// How far before the place where a text ceases to stand on a page its break is looked for, in characters.
const BACK_LETTERS: usize = 24;
/// What parts two numbers in searchable words.
const APART: char = '|';

/// Where characters that belong together stand. The unit is any; `y` grows downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// Where they begin, on the baseline.
    pub x: f64,
    /// The baseline.
    pub y: f64,
    /// Where they end.
    pub end: f64,
    /// The size of the type.
    pub em: f64,
}

/// The words of a page.
#[derive(Debug, Clone, Default)]
pub struct PageWords {
    /// What is hashed.
    seen: String,
    lines: Vec<Line>,
    last: Option<Place>,
    /// What raised characters are measured against.
    base: Option<(f64, f64)>,
}

/// Pieces of text on one baseline, in the order in which they are drawn.
#[derive(Debug, Clone, Default)]
struct Line {
    text: String,
    /// Where in `text` each piece ends.
    ends: Vec<usize>,
    /// Whether any letter runs from right to left.
    rtl: bool,
}

impl Line {
    fn pieces(&self) -> Vec<&str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).filter_map(|(start, end)| self.text.get(start..*end)).collect()
    }
}

impl PageWords {
    /// Takes what is drawn next.
    pub fn push(&mut self, text: &str, place: Place) {
        self.see(text);
        if text == "\u{ad}" || place.em <= 0.0 || place.em.is_nan() {
            return;
        }
        // nearly all of a page: it goes on where the last stopped, on the same line
        let follows = |last: Place| (last.end, last.y, last.em) == (place.x, place.y, place.em);
        if self.base == Some((place.y, place.em)) && self.last.is_some_and(follows) {
            self.add(text);
            self.last = Some(place);
            return;
        }
        let raised = self.base.is_some_and(|(y, em)| place.em < SMALL * em && y - place.y > RAISED * em);
        if let Some(last) = &self.last {
            let em = last.em.max(place.em);
            let forth = place.x - last.end;
            if (place.y - last.y).abs() > NEW_LINE * em || forth < -BACK * em {
                self.lines.push(Line::default());
            } else if forth > SPACE * last.em.min(place.em) || raised {
                self.add(" ");
            }
        }
        if !raised {
            self.base = Some((place.y, place.em));
        }
        self.add(text);
        if raised {
            self.add(" ");
        }
        self.last = Some(place);
    }

    fn see(&mut self, text: &str) {
        match text.as_bytes() {
            [byte] if byte.is_ascii_graphic() => self.seen.push(char::from(*byte)),
            _ => self.seen.extend(text.chars().filter(|c| !is_invisible(*c))),
        }
    }

    /// Another piece of marked content begins: a number does not go on into it. The mark of a note stands so.
    pub fn part(&mut self) {
        self.add(" ");
    }

    fn add(&mut self, text: &str) {
        if self.lines.is_empty() {
            self.lines.push(Line::default());
        }
        if let Some(line) = self.lines.last_mut() {
            line.text.push_str(text);
            line.ends.push(line.text.len());
            line.rtl |= !text.is_ascii() && is_rtl(text);
        }
    }

    /// How many characters there are, and their hash.
    #[must_use]
    pub fn digest(&self) -> (usize, String) {
        let hash = Sha256::digest(self.seen.as_bytes());
        (self.seen.chars().count(), hash.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// The words to search in: once with lines that run from left to right, and, where any letter runs the other way, once
    /// from right to left.
    #[must_use]
    pub fn searchable(&self) -> Searchable {
        let joined = |rtl| {
            let mut words = Words::default();
            for line in &self.lines {
                match line.rtl {
                    false => words.add(&line.text),
                    true => logical(&line.pieces(), rtl).into_iter().for_each(|text| words.add(text)),
                }
                words.line_ends();
            }
            words.text
        };
        let turned = self.lines.iter().any(|line| line.rtl);
        Searchable([joined(false), if turned { joined(true) } else { String::new() }])
    }
}

/// What nobody sees: white space, what only steers, a hyphen that the text does not have.
fn is_invisible(c: char) -> bool {
    if c.is_ascii() {
        return c <= ' ' || c == '\u{7f}';
    }
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// The words of a page, to search in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Searchable([String; 2]);

impl Searchable {
    /// Whether `words` stand here.
    fn holds(&self, words: &str) -> bool {
        self.0.iter().any(|text| stands_in(text, words))
    }

    /// Whether `words` stand here, be it as the beginning of a longer number.
    fn has(&self, words: &str) -> bool {
        self.0.iter().any(|text| text.contains(words))
    }

    /// Whether the text stands here; none where it has neither letters nor digits.
    #[must_use]
    pub fn contains(&self, text: &str) -> Option<bool> {
        let words = Words::of(text);
        (!words.is_empty()).then(|| self.holds(&words))
    }
}

/// Whether `words` stand in `text`, and not as a part of a longer number.
fn stands_in(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let (before, after) = (text.get(..at).unwrap_or(""), text.get(at + words.len()..).unwrap_or(""));
        let cut_before = digit(words.chars().next()) && goes_on(before.chars().rev());
        let cut_after = digit(words.chars().next_back()) && goes_on(after.chars());
        !cut_before && !cut_after
    })
}

fn digit(c: Option<char>) -> bool {
    c.is_some_and(is_digit)
}

/// Whether a number goes on with these characters.
fn goes_on(mut rest: impl Iterator<Item = char>) -> bool {
    match rest.next() {
        Some(c) if joins(c) => digit(rest.next()),
        next => digit(next),
    }
}

/// Where `text` stands in `pages`, from the page `from` on: whole on one page, or broken over several. Pages count from 0.
#[must_use]
pub fn find(pages: &[Searchable], from: usize, text: &str) -> Vec<(usize, String)> {
    let words = Words::of(text);
    if words.is_empty() {
        return Vec::new();
    }
    let whole = |page: &usize| pages.get(*page).is_some_and(|page| page.holds(&words));
    let found = |page: usize| vec![(page, text.to_owned())];
    let all = from..pages.len();
    let near = from..pages.len().min(from + BROKEN);
    if words.chars().count() < LONG {
        // a few words may stand on two pages by chance: that they are broken is the last thing to think of
        let broken = || near.into_iter().find_map(|page| broken(pages, page, text, 1));
        return all.into_iter().find(whole).map(found).or_else(broken).unwrap_or_default();
    }
    let first = near.into_iter().find_map(|page| match whole(&page) {
        true => Some(found(page)),
        false => broken(pages, page, text, SHORTEST),
    });
    first.or_else(|| all.into_iter().find(whole).map(found)).unwrap_or_default()
}

/// Where a text stands that begins on `page` and goes on on the next one, and so on; its first part has so many letters and
/// digits at the least.
fn broken(pages: &[Searchable], page: usize, text: &str, least: usize) -> Option<Vec<(usize, String)>> {
    let (here, next) = (pages.get(page)?, pages.get(page + 1)?);
    let cuts: Vec<usize> = text.char_indices().map(|(at, _)| at).filter(|at| *at > 0).collect();
    let head = |cut: &usize| Words::of(text.get(..*cut).unwrap_or(""));
    // what begins a text that stands there stands there too
    let longest = cuts.partition_point(|cut| here.has(&head(cut)));
    let ends: Vec<usize> = cuts.get(longest.saturating_sub(BACK_LETTERS)..longest)?.iter().rev().copied().collect();
    let at_space = |cut: &&usize| text.get(..**cut).is_some_and(|head| head.ends_with(char::is_whitespace));
    // between two words rather than inside one, which may go on by chance as the text below it does
    for cut in ends.iter().filter(at_space).chain(ends.iter().filter(|cut| !at_space(cut))) {
        let (first, rest) = text.split_at(*cut);
        let words = Words::of(rest);
        if head(cut).chars().count() < least || words.is_empty() {
            continue;
        }
        let following = match next.holds(&words) {
            true => Some(vec![(page + 1, rest.trim().to_owned())]),
            false if words.chars().count() > LONG => broken(pages, page + 1, rest, LONG),
            false => None,
        };
        if let Some(following) = following {
            return Some(std::iter::once((page, first.trim().to_owned())).chain(following).collect());
        }
    }
    None
}

/// The numbers in a text, each with the marks between its digits.
#[must_use]
pub fn numbers(text: &str) -> Vec<String> {
    let words = Words::of(text);
    let parts = words.split(|c: char| !is_digit(c) && !joins(c));
    parts.map(|part| part.trim_matches(joins).to_owned()).filter(|part| !part.is_empty()).collect()
}

/// Letters and digits, put together.
#[derive(Debug, Default)]
struct Words {
    text: String,
    /// What stood between the last digit and here.
    between: Option<Between>,
}

/// What stands between two digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Between {
    /// One mark that may belong to a number.
    Mark(char),
    /// Anything else.
    Apart,
}

/// Whether a mark may stand inside a number.
fn joins(c: char) -> bool {
    matches!(c, '.' | ',' | '٫' | '٬' | '\'' | '’')
}

impl Words {
    fn of(text: &str) -> String {
        let mut words = Words::default();
        words.add(text);
        words.text
    }

    fn add(&mut self, text: &str) {
        for c in text.chars() {
            if is_letter_or_digit(c) {
                if is_digit(c) && digit(self.text.chars().next_back()) {
                    match self.between {
                        Some(Between::Mark(mark)) => self.text.push(mark),
                        Some(Between::Apart) => self.text.push(APART),
                        None => {}
                    }
                }
                self.text.push(c);
                self.between = None;
            } else if !is_invisible(c) || c.is_whitespace() {
                self.between = Some(if joins(c) && self.between.is_none() { Between::Mark(c) } else { Between::Apart });
            }
        }
    }

    fn line_ends(&mut self) {
        self.between = Some(Between::Apart);
    }
}

#[cfg(test)]
mod tests;
