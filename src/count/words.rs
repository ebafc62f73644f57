//! What a word is.

use std::ops::AddAssign;
use unicode_script::{Script, UnicodeScript};

/// How words are counted, for those who read the number.
pub const DEFINITION: &str = "Words are what stands between white space; each Han character, kana and full-width mark is one; \
                              hyphens, slashes, apostrophes and full stops do not divide; a mark that stands alone (« — ») is \
                              one, as Word counts it. Generated numbers, note marks, running \
                              heads and page numbers are not counted.";

/// How many words and characters a text has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Words {
    /// Words.
    pub words: usize,
    /// Words where dashes (– and —) divide too: what a strict reader would count.
    pub strict: usize,
    /// Characters without white space.
    pub characters: usize,
}

impl AddAssign for Words {
    fn add_assign(&mut self, other: Words) {
        self.words += other.words;
        self.strict += other.strict;
        self.characters += other.characters;
    }
}

/// Counts a text.
#[must_use]
pub fn words(text: &str) -> Words {
    let mut counted = Words::default();
    // whether a word is open, as each of the two counts sees it
    let (mut open, mut strict) = (false, false);
    for letter in text.chars().filter(|letter| !is_ignorable(*letter)) {
        if letter.is_whitespace() {
            (open, strict) = (false, false);
            continue;
        }
        counted.characters += 1;
        if stands_alone(letter) {
            counted.words += 1;
            counted.strict += 1;
            (open, strict) = (false, false);
            continue;
        }
        counted.words += usize::from(!open);
        counted.strict += usize::from(!strict);
        open = true;
        // what follows a dash is another word
        strict = !matches!(letter, '–' | '—' | '―');
    }
    counted
}

/// Characters that nobody sees: soft hyphens, joiners, marks of direction.
fn is_ignorable(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Characters that are a word each: Han, kana, bopomofo, and full-width marks.
fn stands_alone(letter: char) -> bool {
    matches!(letter.script(), Script::Han | Script::Hiragana | Script::Katakana | Script::Bopomofo)
        || matches!(letter, '\u{3001}'..='\u{303f}' | '\u{30fb}' | '\u{30fc}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}')
}

#[cfg(test)]
mod tests;
