//! Places in a source, which specifications may type as English has them, in the words of the language.

use super::{Locale, Phrase};

impl Locale {
    /// A locator in the language's own words: of `p. 8, paras. 3–5` in French "p. 8, par. 3–5". What is not one of a few
    /// short words with a number stays as it is written; so does all in English.
    #[must_use]
    pub fn locator(&self, locator: &str) -> String {
        if self.tag.split('-').next() == Some("en") {
            return locator.to_owned();
        }
        let parts: Vec<String> = locator.split(", ").map(|part| self.place(part.trim())).collect();
        parts.join(&self.citation.comma)
    }

    /// A page of the document itself: `{n}`.
    #[must_use]
    pub fn page(&self) -> &Phrase {
        &self.data.locators.page
    }

    /// The edition of a book: "2nd ed."; words such as "revised edition" stand as they are.
    #[must_use]
    pub fn edition(&self, edition: &str) -> String {
        let number = edition.trim().trim_end_matches('.').parse::<u32>();
        number.map_or_else(|_| edition.to_owned(), |number| self.ordinal(&self.data.plurals.edition, number))
    }

    /// The volume of a journal or of a work: "vol. 12".
    #[must_use]
    pub fn volume(&self, number: &str) -> String {
        self.numbered(&self.data.locators.volume, number)
    }

    /// The issue of a journal: "no. 3".
    #[must_use]
    pub fn issue(&self, number: &str) -> String {
        self.numbered(&self.data.locators.issue, number)
    }

    /// The pages on which a work stands: "pp. 12–18".
    #[must_use]
    pub fn pages(&self, pages: &str) -> String {
        let several = pages.contains(['-', '–', ',']);
        let words = &self.data.locators;
        self.numbered(if several { &words.pages } else { &words.page }, pages)
    }

    /// What is no number, such as "Supplement", needs no word before it.
    fn numbered(&self, phrase: &Phrase, number: &str) -> String {
        match is_number(number) {
            true => phrase.fill(&[("n", &self.in_digits(number))]),
            false => number.to_owned(),
        }
    }

    fn place(&self, place: &str) -> String {
        let known =
            place.split_once([' ', '\u{a0}']).and_then(|(word, number)| Some((self.word(word)?, number.trim())));
        match known.filter(|(_, number)| is_number(number)) {
            Some((phrase, number)) => phrase.fill(&[("n", &self.in_digits(number))]),
            None => place.to_owned(),
        }
    }

    fn word(&self, word: &str) -> Option<&Phrase> {
        let words = &self.data.locators;
        Some(match word.trim_end_matches('.').to_lowercase().as_str() {
            "p" | "page" => &words.page,
            "pp" | "pages" => &words.pages,
            "para" | "paragraph" => &words.paragraph,
            "paras" | "paragraphs" => &words.paragraphs,
            "art" | "article" => &words.article,
            "arts" | "articles" => &words.articles,
            "sec" | "sect" | "section" => &words.section,
            "ch" | "chap" | "chapter" => &words.chapter,
            "table" => &words.table,
            "annex" => &words.annex,
            "note" | "footnote" => &words.note,
            "vol" | "volume" => &words.volume,
            "no" | "issue" => &words.issue,
            _ => return None,
        })
    }
}

/// Whether a text is a number, a range or a list of such, with letters and brackets as documents have them: `8`, `3–5`,
/// `6 (1)`, `12a`, `IV`.
fn is_number(text: &str) -> bool {
    let roman = !text.is_empty() && text.chars().all(|letter| "IVXLC".contains(letter));
    let numeric = |letter: char| letter.is_ascii_digit() || "–-—().,  ".contains(letter) || letter.is_ascii_lowercase();
    roman || (text.starts_with(|first: char| first.is_ascii_digit()) && text.chars().all(numeric) && !has_word(text))
}

/// Whether there are two letters in a row: words, not the letter of a paragraph.
fn has_word(text: &str) -> bool {
    text.as_bytes().windows(2).any(|pair| pair.iter().all(u8::is_ascii_lowercase))
}
