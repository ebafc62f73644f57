//! Sources in words: notes, repeated notes, and entries of the list of sources.
//!
//! The program has a style of its own ([`own`]); others are files of the Citation Style Language, found by their name
//! ([`styles`]) and set by hayagriva ([`csl`]). Nothing of these is touched where no such style is asked for.

mod additions;
pub mod csl;
mod item;
mod locator;
pub mod own;
mod restore;
pub mod styles;

#[cfg(test)]
mod tests;

pub use csl::{Cited, Position};
pub use own::{entry, note, short};
pub use styles::Style;

use crate::doc::Inline;
use crate::spec::{Name, Source, Text};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What the list of sources is sorted by: author, or title where there is none; then date, then title. Case and accents
/// are folded.
#[must_use]
pub fn sort_key(source: &Source) -> (String, String, String) {
    let author = source.author.first().map(|name| match name {
        Name::Institution(name) => name.as_str().to_owned(),
        Name::Person { family, given } => format!("{family} {}", given.as_ref().map_or("", Text::as_str)),
    });
    let title = fold(source.title.as_str());
    let date = source.issued.as_ref().map_or_else(String::new, |date| date.value.to_string());
    (author.map_or_else(|| title.clone(), |author| fold(&author)), date, title)
}

/// Lower case without accents, quotation marks and brackets: "Élysée" stands with "elysee".
fn fold(text: &str) -> String {
    let letters = text.nfd().filter(|letter| !is_combining_mark(*letter));
    letters.flat_map(char::to_lowercase).skip_while(|letter| !letter.is_alphanumeric()).collect()
}

/// Ends a text with `stop`, unless it ends a sentence already, behind whatever marks close there.
pub fn close(text: &mut Vec<Inline>, stop: &str) {
    let plain = crate::doc::plain_text(text);
    let bare = plain.trim_end_matches(['”', '’', '"', ')', ']', '»', '）', '》', '」', '』']);
    if !plain.is_empty() && !bare.ends_with(['.', '!', '?', '…', '؟', '。']) {
        text.push(Inline::words(stop, None));
    }
}
