//! Profiles: for whom a briefing is, how it is laid out and what the body that receives it asks for. One commented TOML file
//! a profile, embedded; a specification's folder may hold more.
//!
//! A profile says how the document is built (parts, numbering, notes, theme) and lists the body's [`Rule`]s, each with
//! the address it was read at, the date of that text and how certain it is. A rule that the program can examine has a
//! [`Demand`].

mod examine;
mod files;
mod numbering;
mod rule;

use crate::doc::Style;
use crate::theme::PaperSize;
use serde::Deserialize;
use std::collections::BTreeMap;

pub use files::{DEFAULT, Fault};
pub use numbering::HeadingNumbers;
pub use rule::{
    AsOf, CaseField, Certainty, Counted, Deadline, Demand, FIELDS, FileFormat, HouseStyle, Rule, Spacing, TypeSize,
};

/// The parts of which a document is made, which `compose` has: a profile is held against them when it is read.
pub const PARTS: &[&str] = &[
    "title",
    "key-figures",
    "summary",
    "key-words",
    "contents",
    "sections",
    "recommendations",
    "changes",
    "end-notes",
    "source-list",
    "about",
    "annex",
    "data-dictionary",
];

/// What a `title-pattern` may name in braces.
pub const PLACES: [&str; 4] = ["submitter", "country", "session", "title"];

/// A profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its name.
    pub name: String,
    /// For whom, in one sentence.
    pub purpose: String,
    /// The body that receives it; none for a free form.
    pub body: Option<String>,
    /// The theme it is set in.
    pub theme: String,
    /// The paper, where the specification names none.
    pub paper: ProfilePaper,
    /// The size of running text and the margins, where they are not the theme's.
    pub type_size: Option<TypeSize>,
    /// Whether paragraphs of sections are numbered through.
    pub numbered_paragraphs: bool,
    /// How section headings are numbered.
    pub heading_numbers: HeadingNumbers,
    /// Whether a table of contents is printed, where the specification does not say.
    pub contents: bool,
    /// Where notes stand, where the specification does not say.
    pub notes: ProfileNotes,
    /// The style of citations, where the specification does not say; none for the program's own.
    pub citations: Option<String>,
    /// Whether bold and italic type may stand in the text, those of the program's own citations included.
    pub emphasis: bool,
    /// The face that Word files name, where the body asks for one.
    pub word_face: Option<String>,
    /// What the title of a message with it must say: `{submitter}, {country}, {session}`.
    pub title_pattern: Option<String>,
    /// The same for editions in other languages, by their codes.
    pub title_patterns: BTreeMap<String, String>,
    /// Whether an annex lists the evidence, where the specification does not say.
    pub ledger: bool,
    /// The parts of the document in order, by the names of block kinds.
    pub parts: Vec<String>,
    /// What the body asks for.
    pub rules: Vec<Rule>,
}

/// A paper named by a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProfilePaper {
    /// 210 × 297 mm.
    A4,
    /// 8.5 × 11 inches.
    Letter,
}

impl ProfilePaper {
    /// Its size.
    #[must_use]
    pub fn size(self) -> PaperSize {
        match self {
            ProfilePaper::A4 => PaperSize::A4,
            ProfilePaper::Letter => PaperSize::LETTER,
        }
    }
}

/// Where the notes of the text stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProfileNotes {
    /// At the foot of the page.
    #[default]
    Foot,
    /// At the end of the document.
    End,
}

impl Profile {
    /// What the title of a message with an edition in `language` must say.
    #[must_use]
    pub fn title_pattern(&self, language: &str) -> Option<&str> {
        let primary = language.split('-').next().unwrap_or(language);
        self.title_patterns.get(primary).or(self.title_pattern.as_ref()).map(String::as_str)
    }

    /// The style of a section heading at this depth, from 1.
    #[must_use]
    pub fn heading_style(depth: usize) -> Style {
        match depth {
            0 | 1 => Style::Heading1,
            2 => Style::Heading2,
            _ => Style::Heading3,
        }
    }

    /// Whether the document has this part.
    #[must_use]
    pub fn prints(&self, part: &str) -> bool {
        self.parts.iter().any(|printed| printed == part)
    }

    /// Whether the body takes Word files; one that says nothing of formats takes any.
    #[must_use]
    pub fn takes_word(&self) -> bool {
        let taken = self.demands().find_map(|(_, demand)| match demand {
            Demand::Formats(formats) => Some(formats),
            _ => None,
        });
        taken.is_none_or(|formats| formats.contains(&FileFormat::Docx))
    }

    /// Whether contact data stand outside the text.
    #[must_use]
    pub fn keeps_contact_apart(&self) -> bool {
        self.demands().any(|(_, demand)| *demand == Demand::ContactApart)
    }

    /// The rules that the program can examine and that are certain enough to be held against a document.
    pub fn demands(&self) -> impl Iterator<Item = (&Rule, &Demand)> {
        let certain = |rule: &&Rule| rule.certainty != Certainty::Unconfirmed;
        self.rules.iter().filter(certain).filter_map(|rule| Some((rule, rule.demand.as_ref()?)))
    }
}
