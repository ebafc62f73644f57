//! What a document says about itself, in its properties, at head and foot, and in the files that it carries.

use chrono::NaiveDate;
use std::sync::Arc;

/// What a document says about itself.
#[derive(Debug, Clone, Default)]
pub struct Meta {
    /// The title.
    pub title: String,
    /// Who answers for it.
    pub author: String,
    /// One sentence on what it is; may be empty.
    pub subject: String,
    /// Key words.
    pub keywords: Vec<String>,
    /// The language of the text, BCP 47.
    pub language: String,
    /// Its date: it stands in the file's properties, since no clock is read.
    pub date: NaiveDate,
    /// The digits of the numbers of pages.
    pub digits: Digits,
    /// The running head and foot.
    pub furniture: Furniture,
    /// SHA-256 over all that went in: makes the file's identifier.
    pub digest: [u8; 32],
}

/// The ten digits of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Digits(pub [char; 10]);

impl Default for Digits {
    fn default() -> Self {
        Digits(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
    }
}

impl Digits {
    /// A whole number in these digits.
    #[must_use]
    pub fn print(&self, number: usize) -> String {
        let digit = |letter: char| letter.to_digit(10).and_then(|digit| self.0.get(digit as usize).copied());
        number.to_string().chars().filter_map(digit).collect()
    }
}

/// The running head and foot, which repeat what stands elsewhere: they are artifacts.
#[derive(Debug, Clone, Default)]
pub struct Furniture {
    /// The head: start, middle and end of the line.
    pub head: [Vec<Running>; 3],
    /// The foot: start, middle and end of the line.
    pub foot: [Vec<Running>; 3],
    /// Whether the head stands on a first page that is no cover.
    pub first_head: bool,
    /// Whether the foot does.
    pub first_foot: bool,
    /// What stands in the middle above the head of each page but the first, which says it in its text: "EMBARGOED UNTIL …".
    pub classification: String,
}

/// A piece of a running head or foot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Running {
    /// Words.
    Text(String),
    /// "Page {page} of {pages}" in the document's language.
    PageLabel(String),
}

/// A file embedded in the output (PDF/A-3 associated file).
#[derive(Debug, Clone)]
pub struct Attachment {
    /// Its name.
    pub name: String,
    /// What it is, in one sentence.
    pub description: String,
    /// Its media type, such as `text/csv`.
    pub media_type: &'static str,
    /// How it belongs to the document.
    pub relationship: Relationship,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

/// How an attachment belongs to the document (ISO 19005-3, annex E).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relationship {
    /// The document was made from it.
    Source,
    /// It holds data that the document shows.
    Data,
}
