//! Sources and their archived copies.

use super::record::record;
use super::rule::Rule;
use super::value::{PartialDate, Spanned, Text};
use chrono::{DateTime, NaiveDate, Utc};

record! {
    /// A source, in the terms of CSL. Key names have `_` where CSL has `-`.
    pub struct Source {
        /// The CSL item type: `report`, `article-newspaper`, `webpage`, `legislation`, `speech`, `book` …
        r#type: Spanned<String> => Rule::CslType,
        /// Its title, as printed on it.
        title: Text => Rule::Name,
        /// Who wrote it: names of institutions as they are, persons as `{ family = "…", given = "…" }`.
        author: Vec<Name> => Rule::Name,
        /// Who edited it, or the work of `container_title`: names as those of `author`.
        editor: Vec<Name> => Rule::Name,
        /// The newspaper, journal, series or site it stands in.
        container_title: Option<Text> => Rule::Name,
        /// Who published it.
        publisher: Option<Text> => Rule::Name,
        /// Where.
        publisher_place: Option<Text> => Rule::Name,
        /// When: a date, a month `"2019-12"` or a year.
        issued: Option<Spanned<PartialDate>>,
        /// The number or symbol: `A/HRC/56/22`, `MDE 13/2308/2020`.
        number: Option<Text> => Rule::Name,
        /// Which edition of a book: a number, or words such as `revised edition`.
        edition: Option<Text> => Rule::Name,
        /// The volume of the journal, or of the work.
        volume: Option<Text> => Rule::Name,
        /// The issue of the journal or newspaper.
        issue: Option<Text> => Rule::Name,
        /// The pages on which it stands in the work of `container_title`: `12–18`.
        page: Option<Text> => Rule::Name,
        /// What kind of report or document, in words.
        genre: Option<Text> => Rule::Name,
        /// Its address.
        url: Option<Text> => Rule::Url,
        /// When it was read there.
        accessed: Option<Spanned<NaiveDate>>,
        /// Its language, BCP 47, where it is not the document's.
        language: Option<Spanned<String>> => Rule::Language,
        /// A short title for repeated notes.
        title_short: Option<Text> => Rule::Name,
        /// What the reader must know about it; printed at the end of its entry.
        note: Option<Text>,
        /// The archived copy.
        archive: Option<Archive>,
    }
}

impl Source {
    /// Who made it: its authors, or where it names none its editors.
    #[must_use]
    pub fn makers(&self) -> &[Name] {
        if self.author.is_empty() { &self.editor } else { &self.author }
    }
}

/// A name: a string for an institution, a table for a person.
#[derive(Debug, Clone)]
pub enum Name {
    /// The name of an institution, as it is.
    Institution(Text),
    /// The name of a person.
    Person {
        /// The family name.
        family: Text,
        /// The given names.
        given: Option<Text>,
    },
}

record! {
    /// The name of a person.
    pub(super) struct Person {
        /// The family name.
        family: Text => Rule::Name,
        /// The given names.
        given: Option<Text> => Rule::Name,
    }
}

record! {
    /// An archived copy of a source (the fields follow the Berkeley Protocol).
    pub struct Archive {
        /// The file, below the briefing's folder.
        file: Option<Text> => Rule::Same,
        /// The SHA-256 of the file, 64 hexadecimal digits.
        sha256: Option<Text> => Rule::Sha256,
        /// When it was captured, UTC.
        captured: Option<Spanned<DateTime<Utc>>>,
        /// Where a public archive keeps it.
        url: Option<Text> => Rule::Url,
        /// Who captured it.
        collector: Option<Text> => Rule::Name,
        /// With what: the program and its version.
        tool: Option<Text> => Rule::Name,
        /// In whose hands it was since.
        custody: Option<Text> => Rule::Name,
        /// A text file with the words of a file that cannot be read: of a scan, or of a font that does not say its letters.
        text: Option<Text> => Rule::Same,
        /// The SHA-256 of that text file.
        text_sha256: Option<Text> => Rule::Sha256,
    }
}
