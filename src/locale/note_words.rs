//! The words of the cover note of a submission.

use super::words::Phrase;
use serde::Deserialize;

/// The draft of a message to the receiving body.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoteWords {
    /// That it is a draft, and that nothing was sent.
    pub draft: String,
    /// To whom it goes: `{body}`.
    pub to: Phrase,
    /// Its subject: `{title}`.
    pub subject: Phrase,
    /// Until when it must be there: `{date}`.
    pub deadline: Phrase,
    /// What is sent, and by whom: `{title}`, `{name}`.
    pub enclosed: Phrase,
    /// Who submits it together: `{names}`.
    pub joint: Phrase,
    /// Above the list of files.
    pub files: String,
    /// A file and its size: `{file}`, `{size}` in kilobytes.
    pub file: Phrase,
    /// Where it was published before: `{place}`.
    pub published: Phrase,
    /// That it was not.
    pub unpublished: String,
    /// In brackets, for the person who finishes the note: whether it was published before.
    pub ask_published: String,
    /// Until when it may not be published: `{date}`.
    pub embargo: Phrase,
    /// How it is marked: `{marking}`.
    pub marked: Phrase,
    /// That names are withheld.
    pub withheld: String,
    /// That the names which stand in forms are to be kept confidential, where there are forms.
    pub forms: String,
}
