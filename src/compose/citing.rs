//! Citations in notes: what was cited in which note, which decides between the full form of a citation, a short one and
//! "ibid.".

use super::Composer;
use super::notes::NotePart;
use crate::doc::{Inline, NoteId};
use crate::evidence::citation::{self, Cited, Position, Style};
use crate::page::Target;
use crate::spec::{Name, Source, Spec};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A source and the place in it.
type Citation = (String, Option<String>);

/// What was cited so far, for styles of CSL.
#[derive(Debug, Default)]
pub(super) struct Citing {
    /// The notes that cite a source first and last, by its id.
    notes: BTreeMap<String, (usize, usize)>,
    /// What the note cites that is being made.
    now: Vec<Citation>,
    /// The one source of the note before, where it cites one only.
    last: Option<Citation>,
}

impl Citing {
    /// The note that was being made is there, under this number, or it is none of those that count. `referring`: it refers to
    /// an earlier note in place of something.
    fn settle(&mut self, number: Option<usize>, referring: bool) {
        let now = std::mem::take(&mut self.now);
        let Some(number) = number else { return };
        for (id, _) in &now {
            self.notes.entry(id.clone()).or_insert((number, number)).1 = number;
        }
        self.last = match now.as_slice() {
            [one] if !referring => Some(one.clone()),
            _ => None,
        };
    }
}

impl Composer<'_> {
    /// The note text for a source, by its id; records that it is cited. An unknown id was reported when the specification
    /// was read and gives nothing.
    pub(super) fn cite(&mut self, id: &str, locator: Option<&str>) -> Vec<Inline> {
        let inputs = self.inputs;
        let Some(source) = inputs.spec.sources.get(id) else { return Vec::new() };
        self.cited.insert(id.to_owned());
        if let Some(style) = inputs.evidence.citations.as_deref() {
            return self.cite_by(style, id, source, locator);
        }
        let again = !self.noted.insert(id.to_owned());
        if inputs.evidence.short_notes && self.lists_sources() {
            listed(citation::short(source, locator, inputs.locale), id)
        } else if again {
            citation::short(source, locator, inputs.locale)
        } else {
            citation::note(source, locator, inputs.locale)
        }
    }

    /// The same by a style of CSL.
    fn cite_by(&mut self, style: &Style, id: &str, source: &Source, locator: Option<&str>) -> Vec<Inline> {
        let number = self.notes.next_number();
        let known = self.citing.notes.get(id).copied();
        let before = self.citing.now.last().or(self.citing.last.as_ref().filter(|_| self.citing.now.is_empty()));
        let before = before.filter(|(before, _)| before == id).map(|(_, locator)| locator.clone());
        let here = self.citing.now.iter().any(|(cited, _)| cited == id);
        let first = known.map(|(first, _)| first).or(number.filter(|_| here));
        let position = match (first, number, &before) {
            (None, ..) => Position::First,
            (Some(first), Some(_), Some(before)) => Position::Same { first, before: before.as_deref() },
            (Some(first), Some(number), None) => {
                Position::Again { first, ago: number - known.map_or(number, |(_, last)| last).min(number) }
            }
            // tables are read by themselves
            (Some(first), None, _) => Position::Again { first, ago: usize::MAX },
        };
        let others = alike(style, self.inputs.spec, source);
        let cited = Cited { id, source, locator, position, note: number };
        let mut text = style.cite(cited, &others, self.inputs.locale);
        if matches!(position, Position::Same { .. }) && !self.citing.now.is_empty() {
            begin_small(&mut text);
        }
        if number.is_some() {
            self.citing.now.push((id.to_owned(), locator.map(str::to_owned)));
        }
        text
    }

    /// A source in a table or below a chart: in short, linked to its entry where the list of sources gives it in full.
    pub(super) fn cite_below(&mut self, id: &str, locator: Option<&str>) -> Vec<Inline> {
        let inputs = self.inputs;
        let Some(source) = inputs.spec.sources.get(id) else { return Vec::new() };
        self.cited.insert(id.to_owned());
        let style = inputs.evidence.citations.as_deref();
        match (style, self.lists_sources()) {
            (None, false) => citation::note(source, locator, inputs.locale),
            (Some(style), false) => {
                let cited = Cited { id, source, locator, position: Position::First, note: None };
                style.cite(cited, &alike(style, inputs.spec, source), inputs.locale)
            }
            (_, true) => listed(citation::short(source, locator, inputs.locale), id),
        }
    }

    /// Makes a note of these parts, or finds the one whose mark is set again.
    pub(super) fn add_note(&mut self, parts: Vec<NotePart>) -> NoteId {
        let number = self.notes.next_number();
        let note = self.notes.add(parts, self.inputs.locale);
        let made = self.notes.next_number() != number;
        let referring = self.notes.refers();
        self.citing.settle(number.filter(|_| made), referring);
        note
    }

    /// What stands between two sources of a note where a style of CSL says so; such sources are repeated as the style
    /// does, and not by a reference to the earlier note.
    pub(super) fn between_sources(&self) -> Option<Arc<str>> {
        self.inputs.evidence.citations.as_deref().map(|style| Arc::from(style.between(self.inputs.locale)))
    }
}

/// Links the words to the source's entry in the list.
fn listed(mut text: Vec<Inline>, id: &str) -> Vec<Inline> {
    for inline in &mut text {
        if let Inline::Text(words) = inline {
            words.link = Some(Target::Anchor(super::composer::source_anchor(id)));
        }
    }
    text
}

/// Begins "Ibid." with a small letter, where it does not begin the note.
fn begin_small(text: &mut [Inline]) {
    let Some(Inline::Text(first)) = text.first_mut() else { return };
    let mut letters = first.text.chars();
    if let Some(letter) = letters.next().filter(|_| first.origin.is_none()) {
        first.text = letter.to_lowercase().chain(letters).collect();
    }
}

/// The sources that a style of authors and dates could not tell from each other: of the authors and year of this one, itself
/// included; none where it stands alone.
fn alike<'a>(style: &Style, spec: &'a Spec, source: &Source) -> Vec<(&'a str, &'a Source)> {
    if style.is_for_notes() {
        return Vec::new();
    }
    let authors = |source: &Source| -> Vec<String> {
        source
            .makers()
            .iter()
            .map(|name| match name {
                Name::Institution(name) => name.value.clone(),
                Name::Person { family, given } => {
                    format!("{family} {}", given.as_ref().map_or("", |given| given.as_str()))
                }
            })
            .collect()
    };
    let year = |source: &Source| source.issued.as_ref().map(|issued| issued.value.year);
    let same = |other: &&Source| authors(other) == authors(source) && year(other) == year(source);
    let alike: Vec<(&str, &Source)> =
        spec.sources.iter().filter(|(_, other)| same(other)).map(|(id, other)| (id.value.as_str(), other)).collect();
    if alike.len() > 1 { alike } else { Vec::new() }
}
