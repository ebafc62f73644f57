//! Whether a quotation stands in an archive word for word, and where.
//!
//! A quotation is tried at one [`Level`] after another, each of which lets one more kind of difference pass that is not of
//! the words: white space, then the shape of marks, then what a page prints between lines, then note marks, then what an
//! editor may do. Letters, digits, case and accents are never let pass, and nothing is ever "nearly" found: [`nearest`] only
//! serves to show what stands there instead.

mod edges;
mod editorial;
mod find;
mod marks;
pub mod nearest;
mod negations;
mod roles;
mod sentences;
mod tokens;
mod turning;

use super::Text;
use editorial::{Item, Quoted, quoted};
use find::find;
use sentences::Sentences;
use serde::Serialize;
use std::ops::{Range, RangeInclusive};
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
    /// The words of the sentences that it begins and ends in, before and behind it, where no `[…]` says so; with those that can turn the
    /// sense.
    pub cut: Cut,
    /// Words in brackets that can turn the sense, and that the archive does not have.
    pub inserted: Vec<String>,
    /// Whether words are dropped, and which words turn the sense in its language is not known.
    pub unexamined: bool,
    /// The archive's own next words, where the quotation ends with other words in brackets.
    pub replaced: Option<String>,
    /// The numbers that stand alone at the head or foot of these pages: what is printed as their number.
    pub printed: Vec<String>,
}

/// Words of a sentence of which only the rest is quoted, without a mark.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Cut {
    /// The sentence with the words that are left out in brackets, where some of them can turn the sense.
    pub shown: String,
    /// These words.
    pub turning: Vec<String>,
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
        marks::mark_notes(&mut noted);
        let mut flowing = tokens::flowing(text);
        if let Some(all) = &mut flowing {
            marks::mark_notes(all);
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
            let quoted = quoted(quotation, level);
            let (all, found) = self.first(&quoted.items, level)?;
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
        self.searched(level).find_map(|all| Some((all, find(all, quoted, level)?)))
    }

    fn miss(&self, quotation: &str) -> Miss {
        let quoted = quoted(quotation, Level::Editorial).items;
        let pieces: Vec<&[Item]> = quoted.split(|item| matches!(item, Item::Gap)).collect();
        if pieces.len() > 1 && pieces.iter().all(|piece| self.first(piece, Level::Editorial).is_some()) {
            return if self.follow(&pieces) { Miss::Far } else { Miss::Order };
        }
        // of several pieces, the first that is not there alone is the one to show
        let missing = pieces.into_iter().find(|piece| self.first(piece, Level::Editorial).is_none()).unwrap_or(&quoted);
        let needle: String = missing.iter().map(Item::shown).collect();
        nearest::nearest(self.text.paged, self.at(Level::Typography), &needle).map_or(Miss::Absent, Miss::Near)
    }

    /// Whether the pieces stand in this order, however far from each other.
    fn follow(&self, pieces: &[&[Item]]) -> bool {
        self.searched(Level::Editorial).any(|all| {
            let mut rest = all;
            pieces.iter().all(|piece| {
                let Some(found) = find(rest, piece, Level::Editorial) else { return false };
                rest = rest.get(found.end..).unwrap_or(&[]);
                true
            })
        })
    }

    fn describe(&self, level: Level, all: &[Token], found: &find::Found, quoted: &Quoted, language: &str) -> Match {
        let token = |index: usize| all.get(index).or(all.last());
        let (first, last) = (token(found.start), token(found.end.saturating_sub(1)));
        let (from, to) = (first.map_or(0, |token| token.page), last.map_or(0, |token| token.page));
        let mut found_there = Match {
            level,
            pages: self.text.paged.then_some((from + 1, to + 1)),
            line: first.map_or(1, |token| token.line + 1),
            dropped: Vec::new(),
            turning: Vec::new(),
            cut: Cut::default(),
            inserted: Vec::new(),
            unexamined: false,
            replaced: None,
            printed: self.printed(from..=to),
        };
        self.examine(&mut found_there, all, found, quoted, language);
        found_there
    }

    /// What is left out and put in, and what that does to the sense.
    fn examine(&self, at: &mut Match, all: &[Token], found: &find::Found, quoted: &Quoted, language: &str) {
        let words = negations::of(language);
        let sentences = Sentences::around(self.text, all, &(found.start..found.end), words);
        let text = |range: &Range<usize>| tokens::text(all.get(range.clone()).unwrap_or(&[])).trim().to_owned();
        let turning = |text: &str| words.map_or(Vec::new(), |words| negations::turning(text, words));
        let (before, after) = (sentences.before(found.start), sentences.after(found.end));
        let mut cut = Vec::new();
        if quoted.opens {
            at.dropped.push(text(&before));
            cut.push(before.clone());
        }
        for gap in &found.gaps {
            at.dropped.push(text(gap));
            let kept = text(&(gap.end..gap.end + 2));
            at.turning.extend(words.and_then(|words| negations::bound(&text(gap), &kept, words)));
            let (ends, between) = sentences.cut(gap);
            cut.extend(ends);
            // an answer of a word or two is of what was said before it
            cut.extend(between.into_iter().filter(|range| is_answer(&text(range))));
        }
        if quoted.closes {
            at.dropped.push(text(&after));
            cut.push(after.clone());
        }
        at.unexamined = words.is_none() && at.dropped.iter().any(|text| text.chars().any(char::is_alphanumeric));
        for range in cut {
            let more = turning(&text(&range));
            at.turning.extend(more.into_iter().filter(|word| !at.turning.contains(word)).collect::<Vec<_>>());
        }
        let open = |marked: bool, range: &Range<usize>| if marked { String::new() } else { text(range) };
        let (head, tail) = (open(quoted.opens, &before), open(quoted.closes, &after));
        at.cut.turning = [&head, &tail].into_iter().flat_map(|text| turning(text)).collect();
        if !at.cut.turning.is_empty() {
            let part = |text: &str| if text.is_empty() { String::new() } else { format!("[-{text}-]") };
            at.cut.shown = format!("{} … {}", part(&head), part(&tail)).trim().to_owned();
        }
        at.inserted = quoted.inserted.iter().flat_map(|text| turning(text)).collect();
        let next = text(&after);
        if quoted.ends_inserted && !quoted.closes && next.starts_with(char::is_alphanumeric) && replaces(quoted) {
            at.replaced = Some(next.split_whitespace().take(3).collect::<Vec<_>>().join(" "));
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

/// Whether a sentence is of a word or two.
fn is_answer(sentence: &str) -> bool {
    let characters = sentence.chars().filter(|c| tokens::is_cjk(*c) && c.is_alphanumeric()).count();
    characters <= 3 && sentence.split_whitespace().count() <= 2
}

/// Whether the words in brackets at the end can stand for words of the archive, and are no remark.
fn replaces(quoted: &Quoted) -> bool {
    const REMARKS: [&str; 7] = ["emphasis", "added", "translat", "note", "footnote", "citation", "italics"];
    quoted.inserted.last().is_some_and(|text| {
        let small = text.to_lowercase();
        text.split_whitespace().count() <= 3 && !REMARKS.iter().any(|remark| small.contains(remark))
    })
}

#[cfg(test)]
mod tests;
