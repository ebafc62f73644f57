//! The search: what a quotation demands against the characters of an archive, with a way back from every choice.

use super::Level;
use super::edges::is_inside;
use super::editorial::Item;
use super::tokens::{Kind, Token, is_word};
use std::ops::Range;

/// The most characters that a `[…]` may leave out.
pub(super) const GAP: usize = 1500;

/// The most steps that are taken from one beginning.
const STEPS: u32 = 100_000;

/// The most steps that are taken after one end of a gap.
const STEPS_IN_GAP: u32 = 4000;

/// Where a quotation is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Its first token.
    pub(super) start: usize,
    /// The token after its last.
    pub(super) end: usize,
    /// The tokens that each gap leaves out.
    pub(super) gaps: Vec<Range<usize>>,
}

/// The first place at which all items are found, words whole at both ends. The level says what may stand between them.
pub(super) fn find(all: &[Token], items: &[Item], level: Level) -> Option<Found> {
    let first = *items.first()?;
    (0..all.len()).filter(|at| begins(all, *at, first)).find_map(|start| {
        let mut search = Search { all, items, level, steps: STEPS, gaps: Vec::new() };
        let end = search.from(start, 0, None)?;
        search.gaps.reverse();
        Some(Found { start, end, gaps: search.gaps })
    })
}

/// Whether a quotation may begin here: with its first character, and not within a word.
fn begins(all: &[Token], at: usize, first: Item) -> bool {
    let Some(token) = all.get(at) else { return false };
    if token.kind != Kind::Word || !fits(token.c, first) {
        return false;
    }
    let is_text = |token: &&Token| !matches!(token.kind, Kind::Head | Kind::Note | Kind::Mark);
    let before = all.get(..at).unwrap_or(&[]).iter().rev().filter(is_text);
    if is_word(token.c) && before.clone().next().is_some_and(|before| before.kind == Kind::LineHyphen) {
        return false;
    }
    let after = all.get(at..).unwrap_or(&[]).iter().filter(is_text);
    !is_inside(before.map(|token| token.c), after.map(|token| token.c))
}

fn fits(c: char, item: Item) -> bool {
    match item {
        Item::Char(wanted) => c == wanted,
        Item::Letter(wanted) => c.to_lowercase().eq(wanted.to_lowercase()),
        Item::Gap => false,
    }
}

struct Search<'a> {
    all: &'a [Token],
    items: &'a [Item],
    level: Level,
    steps: u32,
    gaps: Vec<Range<usize>>,
}

impl Search<'_> {
    /// The end of what is found from the token `at` and the item `item` on; `last` is the character before.
    fn from(&mut self, mut at: usize, mut item: usize, mut last: Option<char>) -> Option<usize> {
        loop {
            self.steps = self.steps.checked_sub(1)?;
            let Some(wanted) = self.items.get(item).copied() else { return (!self.within(at, last)).then_some(at) };
            let token = *self.all.get(at)?;
            if wanted == Item::Gap {
                return if self.within(at, last) { None } else { self.gap(at, item) };
            }
            if !matches!(token.kind, Kind::Word | Kind::Raised) {
                let end = at + self.all.iter().skip(at).take_while(|next| next.kind == token.kind).count();
                let past = match token.kind {
                    Kind::Wall => return None,
                    Kind::Head if self.level < Level::Pages => None,
                    Kind::Mark if self.level < Level::Notes => None,
                    Kind::LineHyphen => self.from(at + 1, item, last),
                    _ => self.from(end, item, last),
                };
                // what only stands between the words may be meant all the same, but a running head or a mark is no text
                if past.is_some() || matches!(token.kind, Kind::Head | Kind::Mark) {
                    return past;
                }
            }
            if !fits(token.c, wanted) {
                return None;
            }
            last = Some(token.c);
            at += 1;
            item += 1;
        }
    }

    /// Whether the token `at` goes on with the word or number of the character `last`.
    fn within(&self, at: usize, last: Option<char>) -> bool {
        let of_words = |next: &&Token| matches!(next.kind, Kind::Word | Kind::Raised | Kind::LineHyphen | Kind::Wall);
        let after = self.all.get(at..).unwrap_or(&[]).iter().filter(of_words);
        let Some(last) = last else { return false };
        if is_word(last) && after.clone().next().is_some_and(|next| next.kind == Kind::LineHyphen) {
            return true;
        }
        let before =
            self.all.get(..at).unwrap_or(&[]).iter().rev().filter(of_words).skip_while(|token| token.c != last);
        is_inside(before.map(|token| token.c), after.map(|token| token.c))
    }

    /// The end of what is found after a gap from the token `at` on, the shortest gap first.
    fn gap(&mut self, at: usize, item: usize) -> Option<usize> {
        let next = self.items.get(item + 1).copied()?;
        for start in (at..self.all.len()).take(GAP) {
            match self.all.get(start) {
                Some(token) if token.kind == Kind::Wall => return None,
                _ if !begins(self.all, start, next) => continue,
                _ => {}
            }
            let before = self.steps;
            self.steps = self.steps.min(STEPS_IN_GAP);
            let spent = self.steps;
            let found = self.from(start, item + 1, None);
            self.steps = before.saturating_sub(spent - self.steps);
            if let Some(end) = found {
                self.gaps.push(at..start);
                return Some(end);
            }
        }
        None
    }
}
