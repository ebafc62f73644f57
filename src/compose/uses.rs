//! Where the evidence is printed: written down by what prints it.

use super::Composer;
use super::labels::Label;
use crate::doc::{Place, PlaceKind, Use};
use crate::evidence::figure::Printed;
use std::sync::Arc;

/// The places written down so far, and the one where composing stands.
#[derive(Debug, Default)]
pub(super) struct Uses {
    uses: Vec<Use>,
    place: Place,
}

/// What [`Uses::end_paragraph`] must know of what was before the paragraph.
#[derive(Debug)]
pub(super) struct Outer {
    place: Place,
    uses: usize,
}

impl Uses {
    /// Hands the uses over.
    pub fn take(&mut self) -> Vec<Use> {
        std::mem::take(&mut self.uses)
    }

    /// Where composing stands.
    pub fn place(&self) -> Place {
        self.place.clone()
    }

    /// What follows stands in this place.
    pub fn enter_at(&mut self, place: Place) {
        self.place = place;
    }

    /// What follows stands in the thing of this kind with this label.
    pub fn enter(&mut self, kind: PlaceKind, label: Option<&Label>) {
        let (text, anchor) = (label.map(|label| label.text.clone()), label.map(|label| label.anchor.clone()));
        self.enter_at(Place { kind, label: text, anchor });
    }

    /// A record is printed here, as `printed`; empty where it is drawn.
    pub fn record(&mut self, collection: &'static str, id: &str, printed: Vec<String>) {
        self.uses.push(Use { collection, id: id.to_owned(), printed, place: self.place() });
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.uses.len()
    }

    /// What was written down since there were `start` stands here: a heading is made before it has its place.
    pub fn bring_here(&mut self, start: usize) {
        let place = self.place();
        self.uses.get_mut(start..).unwrap_or_default().iter_mut().for_each(|used| used.place = place.clone());
    }

    /// A record is printed in a paragraph of its own: the name of that paragraph.
    pub fn apart(&mut self, collection: &'static str, id: &str, printed: Vec<String>) -> Arc<str> {
        self.record(collection, id, printed);
        let anchor = Self::name(self.uses.len());
        if let Some(last) = self.uses.last_mut() {
            last.place.anchor = Some(anchor.clone());
        }
        anchor
    }

    /// A figure is set large: its lead above its number.
    pub fn large(&mut self, id: &str, printed: &Printed) -> Arc<str> {
        let pieces = printed.lead.iter().chain([&printed.value]);
        self.apart("figures", id, pieces.cloned().collect())
    }

    /// Ends a paragraph that may be called `anchor` already: its name, where it needs one.
    pub fn end_paragraph(&mut self, outer: Outer, anchor: Option<Arc<str>>) -> Option<Arc<str>> {
        self.place = outer.place;
        let own = Self::name(outer.uses + 1);
        let new = self.uses.get_mut(outer.uses..).unwrap_or_default();
        if new.is_empty() {
            return anchor;
        }
        let anchor = anchor.unwrap_or(own);
        new.iter_mut().for_each(|used| used.place.anchor = Some(anchor.clone()));
        Some(anchor)
    }

    /// The name of the place of the use with this number, from 1.
    fn name(number: usize) -> Arc<str> {
        Arc::from(format!("use-{number}"))
    }
}

impl Composer<'_> {
    /// Begins a paragraph, which may have a number.
    pub(super) fn begin_paragraph(&mut self, number: Option<&str>) -> Outer {
        let outer = Outer { place: self.uses.place(), uses: self.uses.count() };
        if let Some(number) = number {
            let label = self.inputs.locale.words.paragraph_reference.fill(&[("n", number)]);
            self.uses.enter_at(Place { kind: PlaceKind::Paragraph, label: Some(label), anchor: None });
        }
        outer
    }
}
