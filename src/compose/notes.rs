//! Notes: numbered in the order of their marks; what was said before is referred to, not said again.

use crate::doc::{Inline, Note, NoteId, Words, plain_text};
use crate::locale::Locale;
use crate::page::Target;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What one number or citation adds to a note.
#[derive(Debug, Clone)]
pub(super) struct NotePart {
    /// What makes it the same as another: a figure's id, a source with its locator.
    pub key: String,
    /// The number it belongs to, as printed; said where a note serves several.
    pub lead: Option<String>,
    /// Its text, without a full stop at its end.
    pub text: Vec<Inline>,
}

/// The notes made so far.
#[derive(Debug, Default)]
pub(super) struct Notes {
    notes: Vec<Note>,
    known: BTreeMap<String, NoteId>,
    /// The first note of the part at hand: within it a mark is set again rather than a note that says "see note 4".
    part: u32,
}

impl Notes {
    /// Begins a part that stands together on a page: the front matter, a table.
    pub fn begin_part(&mut self) {
        self.part = self.notes.len() as u32;
    }

    /// Ends such a part.
    pub fn end_part(&mut self) {
        self.part = u32::MAX;
    }

    /// The note of this part that says all of this already.
    fn said(&self, parts: &[NotePart]) -> Option<NoteId> {
        let mut notes = parts.iter().map(|part| self.known.get(&part.key));
        let first = *notes.next()??;
        let same = notes.all(|note| note == Some(&first));
        (same && first.0 >= self.part).then_some(first)
    }

    /// Makes a note of these parts.
    pub fn add(&mut self, parts: Vec<NotePart>, locale: &Locale) -> NoteId {
        if let Some(said) = self.said(&parts) {
            return said;
        }
        let id = NoteId(self.notes.len() as u32);
        let mark = (id.0 + 1).to_string();
        let leads = parts.iter().filter(|part| part.lead.is_some()).count() > 1;
        let mut text = Vec::new();
        let mut seen = Vec::new();
        for part in parts {
            if seen.contains(&part.key) {
                continue;
            }
            if !text.is_empty() {
                text.push(Inline::words(" ", None));
            }
            if let Some(lead) = part.lead.filter(|_| leads) {
                text.push(Inline::words(format!("{}: ", capitalised(&lead)), None));
            }
            match self.known.get(&part.key) {
                Some(earlier) => text.push(see(*earlier, locale)),
                None => {
                    text.extend(part.text);
                    close(&mut text);
                }
            }
            seen.push(part.key);
        }
        for key in seen {
            self.known.entry(key).or_insert(id);
        }
        self.notes.push(Note { mark, text });
        id
    }

    /// Hands the notes over.
    pub fn take(&mut self) -> Vec<Note> {
        std::mem::take(&mut self.notes)
    }
}

/// "See note 4.", linked.
fn see(earlier: NoteId, locale: &Locale) -> Inline {
    let number = (earlier.0 + 1).to_string();
    Inline::Text(Words {
        text: locale.words.see_note.fill(&[("n", &number)]),
        link: Some(Target::Anchor(Arc::from(format!("note-{number}")))),
        ..Words::default()
    })
}

/// Ends a text with a full stop, unless it ends with one.
pub(super) fn close(text: &mut Vec<Inline>) {
    let plain = plain_text(text);
    let bare = plain.trim_end_matches(['”', '’', '"', ')', ']', '»']);
    if !plain.is_empty() && !bare.ends_with(['.', '!', '?', '…']) {
        text.push(Inline::words(".", None));
    }
}

/// The text with its first letter in upper case.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
