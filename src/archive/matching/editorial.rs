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

/// What must be found of a quotation at a level.
pub(super) fn items(quotation: &str, level: Level) -> Vec<Item> {
    let chars = of_quotation(quotation, level > Level::Exact);
    if level < Level::Editorial {
        return chars.into_iter().map(Item::Char).collect();
    }
    let mut items = Vec::new();
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        let rest = chars.get(at..).unwrap_or(&[]);
        let starts = |mark: &str| {
            mark.chars().count() <= rest.len() && mark.chars().eq(rest.iter().copied().take(mark.chars().count()))
        };
        if starts("[sic]") {
            trim(&mut items);
            at += "[sic]".len();
        } else if let Some(mark) = OMISSIONS.iter().find(|mark| starts(mark)) {
            trim(&mut items);
            at += mark.chars().count();
            at += chars.iter().skip(at).take_while(|c| **c == ' ').count();
            if !items.is_empty() && at < chars.len() {
                items.push(Item::Gap);
            }
        } else if let Some((length, letter)) = insertion(rest) {
            at += length;
            match letter {
                Some(letter) => items.push(Item::Letter(letter)),
                None if matches!(items.last(), None | Some(Item::Char(' ') | Item::Gap)) => {
                    at += usize::from(chars.get(at) == Some(&' '));
                }
                None => {}
            }
        } else {
            items.push(Item::Char(*c));
            at += 1;
        }
    }
    trim(&mut items);
    items
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
