//! Whether a quotation stands in an archive word for word, and where.
//!
//! A quotation is tried at one [`Level`] after another, each of which lets one more kind of difference pass that is not of
//! the words: white space, then the shape of marks, then what a page prints between lines, then note marks, then what an
//! editor may do. Letters, digits, case and accents are never let pass, and nothing is ever "nearly" found: [`nearest`] only
//! serves to show what stands there instead.

mod editorial;
mod find;
pub mod nearest;
mod negations;
mod roles;
mod tokens;

use super::Text;
use editorial::{Item, items};
use find::find;
use serde::Serialize;
use std::ops::RangeInclusive;
use tokens::{Token, tokens};

/// What differences pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// White space, invisible characters, hyphens at the ends of lines.
    Exact,
    /// Also the shape of quotation marks, dashes, dots and ligatures.
    Typography,
    /// Also running heads and page numbers between the words.
    Pages,
    /// Also the marks of notes, and notes at the foot of a page between the words.
    Notes,
    /// Also what an editor may do: `[…]`, `[word]`, `[T]`, `[sic]`.
    Editorial,
}

impl Level {
    /// All, from the strictest.
    pub const ALL: [Level; 5] = [Level::Exact, Level::Typography, Level::Pages, Level::Notes, Level::Editorial];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Level::Exact => "exact",
            Level::Typography => "typography",
            Level::Pages => "pages",
            Level::Notes => "notes",
            Level::Editorial => "editorial",
        }
    }
}

/// So many characters may be left out at one `[…]`.
pub const FAR: usize = find::GAP;

/// Where the words of a quotation stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Match {
    /// The strictest level at which they are found.
    pub level: Level,
    /// The pages, from 1; none where the archive has no pages.
    pub pages: Option<(usize, usize)>,
    /// The first line on the page, or the paragraph, from 1.
    pub line: usize,
    /// What is left out at each `[…]`.
    pub dropped: Vec<String>,
    /// Those of the dropped words that can turn the sense of what is left: "not", "if", "may".
    pub turning: Vec<String>,
    /// The numbers that stand alone at the head or foot of these pages: what is printed as their number.
    pub printed: Vec<String>,
}

/// Why the words of a quotation are not found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Miss {
    /// They stand there at a looser level than is allowed.
    Looser(Level),
    /// Each piece between `[…]` stands there, and not in this order.
    Order,
    /// Each piece between `[…]` stands there in this order, and one too far from the one before.
    Far,
    /// What stands there instead, as near as it gets.
    Near(nearest::Nearest),
    /// Nothing like it is there.
    Absent,
}

/// An archive, made ready for several quotations.
#[derive(Debug)]
pub struct Archive<'a> {
    text: &'a Text,
    plain: Vec<Token>,
    typographic: Vec<Token>,
    noted: Vec<Token>,
    /// With the notes of its pages behind its text, where it has any.
    flowing: Option<Vec<Token>>,
}

impl<'a> Archive<'a> {
    /// Prepares `text`.
    #[must_use]
    pub fn new(text: &'a Text) -> Self {
        let typographic = tokens(text, true);
        let mut noted = typographic.clone();
        tokens::mark_notes(&mut noted);
        let mut flowing = tokens::flowing(text);
        if let Some(all) = &mut flowing {
            tokens::mark_notes(all);
        }
        Archive { text, plain: tokens(text, false), typographic, noted, flowing }
    }

    fn at(&self, level: Level) -> &[Token] {
        match level {
            Level::Exact => &self.plain,
            Level::Typography | Level::Pages => &self.typographic,
            Level::Notes | Level::Editorial => &self.noted,
        }
    }

    /// What is searched at a level: the pages as they are, and then the text alone.
    fn searched(&self, level: Level) -> impl Iterator<Item = &[Token]> {
        let flowing = self.flowing.as_deref().filter(|_| level >= Level::Notes);
        std::iter::once(self.at(level)).chain(flowing)
    }

    /// Where `quotation`, in the language of the tag `language`, stands, at no looser level than `loosest`.
    ///
    /// # Errors
    /// [`Miss`].
    pub fn verify(&self, quotation: &str, language: &str, loosest: Level) -> Result<Match, Miss> {
        let found = Level::ALL.into_iter().find_map(|level| {
            let quoted = items(quotation, level);
            let (all, found) = self.first(&quoted, level)?;
            Some((level, all, found, quoted))
        });
        match found {
            Some((level, all, found, quoted)) if level <= loosest => {
                Ok(self.describe(level, all, &found, &quoted, language))
            }
            Some((level, ..)) => Err(Miss::Looser(level)),
            None => Err(self.miss(quotation)),
        }
    }

    fn first(&self, quoted: &[Item], level: Level) -> Option<(&[Token], find::Found)> {
        self.searched(level).find_map(|all| Some((all, find(all, quoted, level >= Level::Pages)?)))
    }

    fn miss(&self, quotation: &str) -> Miss {
        let quoted = items(quotation, Level::Editorial);
        let pieces: Vec<&[Item]> = quoted.split(|item| matches!(item, Item::Gap)).collect();
        if pieces.len() > 1 && pieces.iter().all(|piece| self.first(piece, Level::Editorial).is_some()) {
            return if self.follow(&pieces) { Miss::Far } else { Miss::Order };
        }
        // of several pieces, the first that is not there alone is the one to show
        let missing = pieces.into_iter().find(|piece| self.first(piece, Level::Editorial).is_none()).unwrap_or(&quoted);
        let needle: String = missing.iter().map(Item::shown).collect();
        nearest::nearest(self.at(Level::Typography), &needle).map_or(Miss::Absent, Miss::Near)
    }

    /// Whether the pieces stand in this order, however far from each other.
    fn follow(&self, pieces: &[&[Item]]) -> bool {
        self.searched(Level::Editorial).any(|all| {
            let mut rest = all;
            pieces.iter().all(|piece| {
                let Some(found) = find(rest, piece, true) else { return false };
                rest = rest.get(found.end..).unwrap_or(&[]);
                true
            })
        })
    }

    fn describe(&self, level: Level, all: &[Token], found: &find::Found, quoted: &[Item], language: &str) -> Match {
        let token = |index: usize| all.get(index).or(all.last());
        let (first, last) = (token(found.start), token(found.end.saturating_sub(1)));
        let (from, to) = (first.map_or(0, |token| token.page), last.map_or(0, |token| token.page));
        let mut before = quoted.split(|item| matches!(item, Item::Gap));
        let (mut dropped, mut turning) = (Vec::new(), Vec::new());
        for gap in &found.gaps {
            let text = tokens::text(all.get(gap.clone()).unwrap_or(&[]));
            let ends = before.next().is_some_and(|piece| {
                let piece: String = piece.iter().map(Item::shown).collect();
                negations::ends_sentence(&piece)
            });
            turning.extend(negations::turning(&text, ends, language));
            dropped.push(text.trim().to_owned());
        }
        Match {
            level,
            pages: self.text.paged.then_some((from + 1, to + 1)),
            line: first.map_or(1, |token| token.line + 1),
            dropped,
            turning,
            printed: self.printed(from..=to),
        }
    }

    /// The numbers that stand alone at the head or foot of pages.
    fn printed(&self, pages: RangeInclusive<usize>) -> Vec<String> {
        let mut found = Vec::new();
        for page in pages.filter_map(|page| self.text.pages.get(page)) {
            let edges = page.lines.iter().take(3).chain(page.lines.iter().rev().take(3));
            let numbers = edges.flat_map(|line| line.split(|c: char| !c.is_alphanumeric()));
            found.extend(numbers.filter(|word| roles::is_page_number(word)).map(str::to_owned));
        }
        found.sort();
        found.dedup();
        found
    }
}

#[cfg(test)]
mod tests;
