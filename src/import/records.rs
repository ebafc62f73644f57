//! Records as they stand in a specification.

use std::fmt::Write;

/// The keys of a source that a library can fill, in the order in which they are written.
pub(super) const KEYS: &[&str] = &[
    "type",
    "title",
    "title_short",
    "author",
    "editor",
    "container_title",
    "edition",
    "volume",
    "issue",
    "page",
    "publisher",
    "publisher_place",
    "issued",
    "number",
    "genre",
    "url",
    "accessed",
    "language",
    "note",
];

/// A source that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its id.
    pub id: String,
    /// What the library calls it.
    pub key: String,
    /// Its keys with their values, as TOML has them, in the order in which they are written.
    pub fields: Vec<(&'static str, String)>,
}

impl Record {
    /// The record as text: a header, and a line a key.
    #[must_use]
    pub fn toml(&self) -> String {
        let mut text = String::new();
        if self.key != self.id && !self.key.is_empty() {
            // writing to a string does not fail
            let _ = writeln!(text, "# `{}` in the library", self.key.escape_debug());
        }
        let _ = writeln!(text, "[sources.{}]", self.id);
        let width = self.fields.iter().map(|(key, _)| key.len()).max().unwrap_or(0);
        for (key, value) in &self.fields {
            let _ = writeln!(text, "{key:width$} = {value}");
        }
        text
    }
}

/// A TOML string.
pub(super) fn string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            letter if letter.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(letter));
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}
