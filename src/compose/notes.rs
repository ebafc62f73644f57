//! Notes: numbered in the order of their marks; what was said before is referred to, not said again. Tables have notes of
//! their own, with letters, that stand below the table wherever it moves (Editorial Manual of the United Nations,
//! "Footnotes").

use crate::doc::{Inline, Note, NoteId, NotePlace, Words};
use crate::evidence::citation::close;
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
    /// For a source by a style of CSL: what stands between it and another one. It is repeated as the style does.
    pub between: Option<Arc<str>>,
}

/// Where notes are being made.
#[derive(Debug, Default)]
enum Part {
    /// Running text: what was said before is referred to.
    #[default]
    Text,
    /// The front matter, which stands together on a page: the same mark is set again.
    Front,
    /// A table: letters, below it.
    Table { known: BTreeMap<String, NoteId>, notes: Vec<NoteId> },
}

/// The notes made so far.
#[derive(Debug, Default)]
pub(super) struct Notes {
    notes: Vec<Note>,
    known: BTreeMap<String, NoteId>,
    feet: usize,
    part: Part,
    /// Whether notes of the text stand at the end of the document.
    end: bool,
    /// Whether the note made last refers to an earlier one.
    refers: bool,
}

impl Notes {
    /// Notes of the text that stand at the end of the document.
    pub fn ending() -> Self {
        Notes { end: true, ..Notes::default() }
    }

    /// Whether there are notes for the end of the document.
    pub fn at_end(&self) -> bool {
        self.notes.iter().any(|note| note.place == NotePlace::End)
    }

    /// The number of the next note; none in a table, whose notes have letters.
    pub fn next_number(&self) -> Option<usize> {
        (!matches!(self.part, Part::Table { .. })).then_some(self.feet + 1)
    }

    /// Whether the note made last refers to an earlier one in place of something.
    pub fn refers(&self) -> bool {
        self.refers
    }

    /// Begins the front matter.
    pub fn begin_front(&mut self) {
        self.part = Part::Front;
    }

    /// Begins running text.
    pub fn begin_text(&mut self) {
        self.part = Part::Text;
    }

    /// Begins a table.
    pub fn begin_table(&mut self) {
        self.part = Part::Table { known: BTreeMap::new(), notes: Vec::new() };
    }

    /// Ends a table; its notes.
    pub fn end_table(&mut self) -> Vec<NoteId> {
        match std::mem::take(&mut self.part) {
            Part::Table { notes, .. } => notes,
            Part::Text | Part::Front => Vec::new(),
        }
    }

    /// The note that says all of this already, where its mark may be set again.
    fn said(&self, parts: &[NotePart]) -> Option<NoteId> {
        let known = match &self.part {
            Part::Text => return None,
            Part::Front => &self.known,
            Part::Table { known, .. } => known,
        };
        let mut notes = parts.iter().map(|part| known.get(&part.key));
        let first = *notes.next()??;
        notes.all(|note| note == Some(&first)).then_some(first)
    }

    /// The earlier note that says all of this, to which the text refers once.
    fn said_by_one(&self, parts: &[NotePart]) -> Option<NoteId> {
        let mut notes = parts.iter().map(|part| self.known.get(&part.key).filter(|_| part.between.is_none()));
        let first = *notes.next()??;
        notes.all(|note| note == Some(&first)).then_some(first)
    }

    /// Makes a note of these parts, or finds the one whose mark is set again.
    pub fn add(&mut self, parts: Vec<NotePart>, locale: &Locale) -> NoteId {
        if let Some(said) = self.said(&parts) {
            return said;
        }
        if let Some(earlier) = self.said_by_one(&parts) {
            let mut text = vec![self.see(earlier, false, locale)];
            close(&mut text, &locale.citation.stop);
            self.refers = true;
            return self.push(parts.into_iter().map(|part| part.key).collect(), text, locale);
        }
        let leads = parts.iter().filter(|part| part.lead.is_some()).count() > 1;
        let mut text = Vec::new();
        let mut seen: Vec<String> = Vec::new();
        let mut joint: Option<Arc<str>> = None;
        self.refers = false;
        for part in parts {
            if seen.contains(&part.key) {
                continue;
            }
            let joined = joint.take().filter(|_| part.between.is_some() && !(leads && part.lead.is_some()));
            match joined {
                Some(between) => text.push(Inline::words(between.to_string(), None)),
                None if text.is_empty() => {}
                None => {
                    close(&mut text, &locale.citation.stop);
                    text.push(Inline::words(locale.citation.space.as_str(), None));
                }
            }
            let lead = part.lead.filter(|_| leads);
            let led = lead.is_some();
            if let Some(lead) = lead {
                text.push(Inline::words(format!("{}{}", capitalised(&lead), locale.citation.colon), None));
            }
            match self.known.get(&part.key).filter(|_| part.between.is_none()) {
                Some(earlier) => {
                    text.push(self.see(*earlier, led, locale));
                    self.refers = true;
                }
                None => {
                    text.extend(part.text);
                    joint = part.between;
                }
            }
            seen.push(part.key);
        }
        close(&mut text, &locale.citation.stop);
        self.push(seen, text, locale)
    }

    fn push(&mut self, keys: Vec<String>, text: Vec<Inline>, locale: &Locale) -> NoteId {
        let id = NoteId(self.notes.len() as u32);
        let (mark, place) = match &mut self.part {
            Part::Table { known, notes } => {
                known.extend(keys.into_iter().map(|key| (key, id)));
                notes.push(id);
                (letter(notes.len(), locale.letters()), NotePlace::Table)
            }
            Part::Text | Part::Front => {
                for key in keys {
                    self.known.entry(key).or_insert(id);
                }
                self.feet += 1;
                let place = if self.end { NotePlace::End } else { NotePlace::Foot };
                (locale.in_digits(&self.feet.to_string()), place)
            }
        };
        self.notes.push(Note { mark, place, text });
        id
    }

    /// Hands the notes over.
    pub fn take(&mut self) -> Vec<Note> {
        std::mem::take(&mut self.notes)
    }

    /// "See note 4.", linked; "see note 4." after what it is said of and a colon.
    fn see(&self, earlier: NoteId, led: bool, locale: &Locale) -> Inline {
        let mark = self.notes.get(earlier.0 as usize).map_or("", |note| note.mark.as_str());
        let see = locale.words.see_note.fill(&[("n", mark)]);
        Inline::Text(Words {
            text: if led { uncapitalised(&see) } else { see },
            link: Some(Target::Anchor(Arc::from(earlier.anchor()))),
            ..Words::default()
        })
    }
}

/// a, b … z, aa, ab … in the letters of the language.
fn letter(mut number: usize, letters: &[String]) -> String {
    let mut text = String::new();
    let count = letters.len().max(1);
    while number > 0 {
        text.insert_str(0, letters.get((number - 1) % count).map_or("*", String::as_str));
        number = (number - 1) / count;
    }
    text
}

/// The text with its first letter in lower case.
fn uncapitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// The text with its first letter in upper case.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::plain_text;

    fn part(key: &str) -> Vec<NotePart> {
        vec![NotePart { key: key.to_owned(), lead: None, text: vec![Inline::words(key, None)], between: None }]
    }

    #[test]
    fn notes_are_referred_to_in_text_and_marked_again_in_front() {
        let locale = Locale::find("en-GB").unwrap();
        let mut notes = Notes::default();
        notes.begin_front();
        assert_eq!(notes.add(part("a"), locale), notes.add(part("a"), locale));
        notes.begin_text();
        let again = notes.add(part("a"), locale);
        notes.begin_table();
        let first = notes.add(part("b"), locale);
        assert_eq!(notes.add(part("b"), locale), first);
        assert_eq!(notes.end_table(), [first]);
        notes.add(part("b"), locale);
        let notes = notes.take();
        let marks: Vec<&str> = notes.iter().map(|note| note.mark.as_str()).collect();
        assert_eq!(marks, ["1", "2", "a", "3"]);
        assert_eq!(plain_text(&notes[again.0 as usize].text), "See note 1.");
        assert_eq!(plain_text(&notes[3].text), "b.", "a table's note is not referred to from outside");
    }

    #[test]
    fn a_note_that_says_two_things_is_referred_to_once() {
        let locale = Locale::find("en-GB").unwrap();
        let parts = |keys: &[&str]| -> Vec<NotePart> {
            keys.iter()
                .flat_map(|key| part(key))
                .map(|part| NotePart { lead: Some(part.key.clone()), ..part })
                .collect()
        };
        let mut notes = Notes::default();
        notes.add(parts(&["a", "b"]), locale);
        notes.add(part("c"), locale);
        notes.add(parts(&["a", "b"]), locale);
        notes.add(parts(&["a", "c"]), locale);
        let texts: Vec<String> = notes.take().iter().map(|note| plain_text(&note.text)).collect();
        assert_eq!(texts, ["A: a. B: b.", "c.", "See note 1.", "A: see note 1. C: see note 2."]);
    }

    #[test]
    fn letters_go_on_after_z() {
        let latin: Vec<String> = ('a'..='z').map(String::from).collect();
        assert_eq!([1, 26, 27, 53].map(|number| letter(number, &latin)), ["a", "z", "aa", "ba"]);
        assert_eq!([1, 2, 3].map(|number| letter(number, &["а".to_owned(), "б".to_owned()])), ["а", "б", "аа"]);
    }
}
