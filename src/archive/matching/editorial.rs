//! A quotation as what must be found: characters, letters of either case, gaps.

use super::Level;
use super::tokens::of_quotation;

/// What must be found next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    /// This character.
    Char(char),
    /// This letter, small or capital: `[T]`.
    Letter(char),
    /// Anything, up to [`super::find::GAP`] characters: `[…]`.
    Gap,
}

impl Item {
    /// It as a character, for comparing with what is near.
    pub(super) fn shown(&self) -> char {
        match self {
            Item::Char(c) | Item::Letter(c) => *c,
            Item::Gap => ' ',
        }
    }
}

/// The marks of an omission, as they are after folding.
const OMISSIONS: [&str; 4] = ["[...]", "[. . .]", "[ ... ]", "(...)"];

/// A quotation, taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Quoted {
    /// What must be found.
    pub(super) items: Vec<Item>,
    /// Whether `[…]` says that words before it are left out.
    pub(super) opens: bool,
    /// Whether `[…]` says that words behind it are left out.
    pub(super) closes: bool,
    /// The words that an editor put in.
    pub(super) inserted: Vec<String>,
    /// Whether the last of them end it, and stand for nothing that is marked as left out.
    pub(super) ends_inserted: bool,
}

/// What must be found of a quotation at a level.
pub(super) fn quoted(quotation: &str, level: Level) -> Quoted {
    let chars = of_quotation(quotation, level > Level::Exact);
    let mut quoted = Quoted::default();
    if level < Level::Editorial {
        quoted.items = chars.into_iter().map(Item::Char).collect();
        return quoted;
    }
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        let items = &mut quoted.items;
        let rest = chars.get(at..).unwrap_or(&[]);
        let starts = |mark: &str| {
            mark.chars().count() <= rest.len() && mark.chars().eq(rest.iter().copied().take(mark.chars().count()))
        };
        if starts("[sic]") {
            trim(items);
            at += "[sic]".len();
        } else if let Some(mark) = OMISSIONS.iter().find(|mark| starts(mark)) {
            trim(items);
            at += mark.chars().count();
            at += chars.iter().skip(at).take_while(|c| **c == ' ').count();
            quoted.opens |= items.is_empty();
            quoted.closes = at >= chars.len();
            if !items.is_empty() && !quoted.closes && items.last() != Some(&Item::Gap) {
                items.push(Item::Gap);
            }
        } else if let Some((length, letter)) = insertion(rest) {
            at += length;
            match letter {
                Some(letter) => items.push(Item::Letter(letter)),
                None => {
                    quoted.inserted.extend(rest.get(1..length - 1).map(|inner| inner.iter().collect()));
                    quoted.ends_inserted = !matches!(items.last(), None | Some(Item::Gap));
                    if matches!(items.last(), None | Some(Item::Char(' ') | Item::Gap)) {
                        at += usize::from(chars.get(at) == Some(&' '));
                    }
                }
            }
        } else {
            items.push(Item::Char(*c));
            quoted.ends_inserted = false;
            at += 1;
        }
    }
    trim(&mut quoted.items);
    // `[…] [word]` at the end: what is left out there has no end to be found
    if quoted.items.last() == Some(&Item::Gap) {
        quoted.items.pop();
        quoted.closes = true;
        trim(&mut quoted.items);
    }
    quoted
}

fn trim(items: &mut Vec<Item>) {
    while items.last() == Some(&Item::Char(' ')) {
        items.pop();
    }
}

/// Words in brackets at the beginning of `rest`: how long they are, and the letter where it is one alone.
fn insertion(rest: &[char]) -> Option<(usize, Option<char>)> {
    let inner = rest.strip_prefix(&['['])?;
    let end = inner.iter().position(|c| *c == ']')?;
    let inner = inner.get(..end)?;
    match inner {
        [letter] if letter.is_alphabetic() => Some((end + 2, Some(*letter))),
        _ if inner.iter().any(|c| c.is_alphabetic()) => Some((end + 2, None)),
        _ => None,
    }
}
