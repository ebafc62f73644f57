//! The text of a page as it is compared: characters with their places in, a hash and searchable words out.
//!
//! Whoever reads a page, in whatever way, hands over what stands on it in the order in which it is drawn ([`PageWords::push`]).
//! The hash takes no notice of white space, of invisible characters and of hyphens at the ends of lines; searching takes
//! notice of letters and digits, and of what stands between the digits of a number.

use super::order::logical;
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
/// What parts two numbers in searchable words.
const APART: char = '|';

/// Characters that belong together, and where they stand. The unit is any; `y` grows downwards.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// The characters.
    pub text: String,
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
    hash: Sha256,
    characters: usize,
    lines: Vec<Vec<String>>,
    last: Option<Piece>,
    /// What raised characters are measured against.
    base: Option<(f64, f64)>,
}

impl PageWords {
    /// Takes what is drawn next.
    pub fn push(&mut self, piece: Piece) {
        let seen: String = piece.text.chars().filter(|c| !is_invisible(*c)).collect();
        self.characters += seen.chars().count();
        self.hash.update(seen.as_bytes());
        if piece.text == "\u{ad}" || piece.em <= 0.0 || piece.em.is_nan() {
            return;
        }
        let raised = self.base.is_some_and(|(y, em)| piece.em < SMALL * em && y - piece.y > RAISED * em);
        if let Some(last) = &self.last {
            let em = last.em.max(piece.em);
            let forth = piece.x - last.end;
            if (piece.y - last.y).abs() > NEW_LINE * em || forth < -BACK * em {
                self.lines.push(Vec::new());
            } else if forth > SPACE * last.em.min(piece.em) || raised {
                self.add(" ".to_owned());
            }
        }
        if !raised {
            self.base = Some((piece.y, piece.em));
        }
        self.add(piece.text.clone());
        if raised {
            self.add(" ".to_owned());
        }
        self.last = Some(piece);
    }

    /// Another piece of marked content begins: a number does not go on into it. The mark of a note stands so.
    pub fn part(&mut self) {
        self.add(" ".to_owned());
    }

    fn add(&mut self, text: String) {
        match self.lines.last_mut() {
            Some(line) => line.push(text),
            None => self.lines.push(vec![text]),
        }
    }

    /// How many characters there are, and their hash.
    #[must_use]
    pub fn digest(&self) -> (usize, String) {
        let hash = self.hash.clone().finalize();
        (self.characters, hash.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// The words to search in: once with lines that run from left to right, once from right to left.
    #[must_use]
    pub fn searchable(&self) -> Searchable {
        let joined = |rtl| {
            let mut words = Words::default();
            for line in &self.lines {
                logical(line, rtl).into_iter().for_each(|text| words.add(text));
                words.line_ends();
            }
            words.text
        };
        Searchable([joined(false), joined(true)])
    }
}

/// What nobody sees: white space, what only steers, a hyphen that the text does not have.
fn is_invisible(c: char) -> bool {
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
    c.is_some_and(char::is_numeric)
}

/// Whether a number goes on with these characters.
fn goes_on(mut rest: impl Iterator<Item = char>) -> bool {
    match rest.next() {
        Some(c) if joins(c) => digit(rest.next()),
        next => digit(next),
    }
}

/// Where `text` stands in `pages`, from the page `from` on: whole on one page, or broken over two. Pages count from 0.
#[must_use]
pub fn find(pages: &[Searchable], from: usize, text: &str) -> Vec<(usize, String)> {
    let words = Words::of(text);
    if words.is_empty() {
        return Vec::new();
    }
    let rest = || pages.iter().enumerate().skip(from);
    if let Some((page, _)) = rest().find(|(_, page)| page.holds(&words)) {
        return vec![(page, text.to_owned())];
    }
    let cuts: Vec<usize> = text.char_indices().map(|(at, _)| at).filter(|at| *at > 0).collect();
    for (page, here) in rest().take(BROKEN) {
        let Some(next) = pages.get(page + 1) else { break };
        for cut in cuts.iter().rev() {
            let (head, tail) = text.split_at(*cut);
            let (first, second) = (Words::of(head), Words::of(tail));
            if !first.is_empty() && !second.is_empty() && here.holds(&first) && next.holds(&second) {
                return vec![(page, head.trim().to_owned()), (page + 1, tail.trim().to_owned())];
            }
        }
    }
    Vec::new()
}

/// The numbers in a text, each with the marks between its digits.
#[must_use]
pub fn numbers(text: &str) -> Vec<String> {
    let words = Words::of(text);
    let parts = words.split(|c: char| !c.is_numeric() && !joins(c));
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
            if c.is_alphanumeric() {
                let after_digit = self.text.chars().next_back().is_some_and(char::is_numeric);
                if c.is_numeric() && after_digit {
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
