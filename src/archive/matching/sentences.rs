//! Where sentences begin and end in an archive. When in doubt a sentence goes on: a stop ends it only before a space and what may
//! begin another, and not behind an abbreviation, a title or an initial.

use super::super::Text;
use super::tokens::{Kind, Token, is_cjk};
use super::turning::Words;
use std::ops::Range;

/// How far from what is found its sentences are looked for, in characters.
const REACH: usize = 1500;

/// How many lines before and behind a line it is measured against.
const NEAR: usize = 20;

/// What may stand between the stop of a sentence and the space behind it.
const CLOSING: &str = "'\"’”»)]";
/// What may stand between that space and the first letter of the next sentence.
const OPENING: &str = "'\"‘“«([¿¡-";

/// The sentences around a passage.
pub(super) struct Sentences {
    /// The tokens at which one begins.
    starts: Vec<usize>,
    window: Range<usize>,
}

/// A character of the words, and its token.
type Char = (usize, Token);

impl Sentences {
    /// Those around the tokens `passage`, in a language of which no more may be known.
    pub(super) fn around(text: &Text, all: &[Token], passage: &Range<usize>, language: Option<&Words>) -> Self {
        let window = passage.start.saturating_sub(REACH)..(passage.end + REACH).min(all.len());
        let of_words =
            |(_, token): &Char| matches!(token.kind, Kind::Word | Kind::Raised | Kind::LineHyphen | Kind::Wall);
        let tokens = all.get(window.clone()).unwrap_or(&[]).iter().copied();
        let chars: Vec<Char> =
            tokens.enumerate().map(|(at, token)| (at + window.start, token)).filter(of_words).collect();
        let mut starts: Vec<usize> = Vec::new();
        if window.start == 0 {
            starts.extend(chars.first().map(|(at, _)| *at));
        }
        for at in 0..chars.len() {
            let next = after_stop(&chars, at, language).or_else(|| after_heading(text, &chars, at));
            starts.extend(next.and_then(|next| chars.get(next)).map(|(at, _)| *at));
        }
        starts.sort_unstable();
        starts.dedup();
        Sentences { starts, window }
    }

    /// The tokens of the sentence that a passage begins in, before it.
    pub(super) fn before(&self, start: usize) -> Range<usize> {
        self.starts.iter().rev().find(|at| **at <= start).copied().unwrap_or(self.window.start)..start
    }

    /// The tokens of the sentence that a passage ends in, behind it.
    pub(super) fn after(&self, end: usize) -> Range<usize> {
        end..self.starts.iter().find(|at| **at >= end).copied().unwrap_or(self.window.end)
    }

    /// The pieces of what is left out that belong to a sentence of which something is left, and the sentences between.
    pub(super) fn cut(&self, gap: &Range<usize>) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
        let inside: Vec<usize> = self.starts.iter().copied().filter(|at| (gap.start..=gap.end).contains(at)).collect();
        let (Some(first), Some(last)) = (inside.first(), inside.last()) else { return (vec![gap.clone()], Vec::new()) };
        let between = inside.iter().zip(inside.iter().skip(1)).map(|(start, end)| *start..*end).collect();
        (vec![gap.start..*first, *last..gap.end], between)
    }
}

fn c(chars: &[Char], at: usize) -> Option<char> {
    chars.get(at).map(|(_, token)| token.c)
}

/// Where the next sentence begins, if the character at `at` ends one.
fn after_stop(chars: &[Char], at: usize, language: Option<&Words>) -> Option<usize> {
    let stop = c(chars, at)?;
    if chars.get(at)?.1.kind == Kind::Wall {
        return Some(at + 1);
    }
    let full = "。！？".contains(stop);
    if !full && !".!?؟۔".contains(stop) {
        return None;
    }
    let skip = |from: usize, among: &str| {
        from + chars.iter().skip(from).take_while(|(_, token)| among.contains(token.c)).count()
    };
    let mut next = skip(at + 1, CLOSING);
    let spaced = c(chars, next).is_none_or(char::is_whitespace);
    next = skip(next, " ");
    let begins = c(chars, skip(next, OPENING))
        .is_none_or(|c| c == '\n' || is_cjk(c) || (c.is_alphabetic() && !c.is_lowercase()));
    if full {
        return Some(next);
    }
    (spaced && begins && (stop != '.' || !is_abbreviated(chars, at, language))).then_some(next)
}

/// Whether the stop at `at` is that of an abbreviation or an initial, or one of several.
fn is_abbreviated(chars: &[Char], at: usize, language: Option<&Words>) -> bool {
    let before = chars.get(..at).unwrap_or(&[]).iter().rev();
    let mut word: Vec<char> = before.map(|(_, token)| token.c).take_while(|c| c.is_alphabetic()).collect();
    word.reverse();
    if word.is_empty() {
        return at.checked_sub(1).and_then(|before| c(chars, before)).is_some_and(|c| c == '.');
    }
    let word: String = word.into_iter().flat_map(char::to_lowercase).collect();
    word.chars().count() == 1
        || language.is_some_and(|language| language.abbreviations.split_whitespace().any(|known| known == word))
}

/// Where the next line begins, if the line that ends at `at` is a short one without a stop and the next begins as a sentence does:
/// the line of a heading or of a list.
fn after_heading(text: &Text, chars: &[Char], at: usize) -> Option<usize> {
    let (_, here) = chars.get(at)?;
    let (_, next) = chars.get(at + 1)?;
    if (here.page, here.line) == (next.page, next.line) || here.kind == Kind::LineHyphen {
        return None;
    }
    let lines = &text.pages.get(here.page)?.lines;
    let length = |line: &String| line.chars().count();
    let near = lines.iter().skip(here.line.saturating_sub(NEAR)).take(2 * NEAR + 1);
    let longest = near.map(length).max().unwrap_or(0);
    let short = lines.get(here.line).is_some_and(|line| length(line) * 10 < longest * 6);
    (short && next.c.is_alphabetic() && !next.c.is_lowercase()).then_some(at + 1)
}
