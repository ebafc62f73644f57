//! Places in a source, as specifications type them, in the terms of CSL.

use crate::locale::Locale;
use citationberg::taxonomy::Locator;
use hayagriva::{LocatorPayload, SpecificLocator};

/// A place in a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    kind: Locator,
    /// The number, or the whole in words where CSL knows no such kind.
    text: String,
}

impl Place {
    /// Reads a locator. CSL has words for the kinds that it knows ("p. 8", "paras. 3–5", "00:12:30"); they are used in English, which
    /// specifications type. Other languages have their own words here, and so has what CSL does not know ("p. 8, table 2").
    pub fn of(text: &str, locale: &Locale) -> Place {
        let text = text.trim();
        if is_time(text) {
            return Place { kind: Locator::Timestamp, text: text.to_owned() };
        }
        let known = text.split_once([' ', '\u{a0}']).and_then(|(word, number)| Some((kind(word)?, number.trim())));
        match known.filter(|(_, number)| is_number(number) && locale.tag().starts_with("en")) {
            Some((kind, number)) => Place { kind, text: number.to_owned() },
            None => Place { kind: Locator::Custom, text: locale.locator(text) },
        }
    }

    /// As hayagriva takes it.
    pub fn specific(&self) -> SpecificLocator<'_> {
        SpecificLocator(self.kind, LocatorPayload::Str(&self.text))
    }
}

fn kind(word: &str) -> Option<Locator> {
    Some(match word.trim_end_matches('.').to_lowercase().as_str() {
        "p" | "pp" | "page" | "pages" => Locator::Page,
        "para" | "paras" | "paragraph" | "paragraphs" => Locator::Paragraph,
        "art" | "arts" | "article" | "articles" => Locator::ArticleLocator,
        "sec" | "sect" | "sects" | "section" | "sections" => Locator::Section,
        "ch" | "chap" | "chapter" | "chapters" => Locator::Chapter,
        "table" | "tables" => Locator::Table,
        "fig" | "figure" | "figures" => Locator::Figure,
        "note" | "notes" | "footnote" => Locator::Note,
        "vol" | "volume" => Locator::Volume,
        "line" | "lines" => Locator::Line,
        "part" => Locator::Part,
        _ => return None,
    })
}

/// A number, a range or a list of such, with letters and brackets: `8`, `3–5`, `6 (1)`, `12a`, `IV`; no further words.
fn is_number(text: &str) -> bool {
    let roman = !text.is_empty() && text.chars().all(|letter| "IVXLC".contains(letter));
    let numeric = |letter: char| letter.is_ascii_digit() || "–-—()., ".contains(letter) || letter.is_ascii_lowercase();
    let worded = text.as_bytes().windows(2).any(|pair| pair.iter().all(u8::is_ascii_lowercase));
    roman || (text.starts_with(|first: char| first.is_ascii_digit()) && text.chars().all(numeric) && !worded)
}

/// `12:30` or `00:12:30`, a range of such too.
fn is_time(text: &str) -> bool {
    let part = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    text.split(['–', '-']).all(|time| time.contains(':') && time.trim().split(':').all(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_known_by_their_word() {
        let read = |text, tag| {
            let place = Place::of(text, Locale::find(tag).unwrap());
            (place.kind, place.text)
        };
        let known = |kind, text: &str| (kind, text.to_owned());
        assert_eq!(read("p. 8", "en-GB"), known(Locator::Page, "8"));
        assert_eq!(read("paras. 3–5", "en-GB"), known(Locator::Paragraph, "3–5"));
        assert_eq!(read("art. 6 (1)", "en-GB"), known(Locator::ArticleLocator, "6 (1)"));
        assert_eq!(read("section IV", "en-GB"), known(Locator::Section, "IV"));
        assert_eq!(read("00:12:30", "fr"), known(Locator::Timestamp, "00:12:30"));
        assert_eq!(read("p. 8, table 2", "en-GB"), known(Locator::Custom, "p. 8, table 2"));
        assert_eq!(read("paras. 3–5", "fr"), known(Locator::Custom, "par. 3–5"));
    }
}
