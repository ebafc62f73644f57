//! What cross references print: the labels of figures, tables, sections, paragraphs and recommendations, known after a
//! first pass.

use std::collections::BTreeMap;
use std::sync::Arc;

/// A thing that can be referred to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// What a reference prints: "Figure 1", "section 3".
    pub text: String,
    /// The name of its place.
    pub anchor: Arc<str>,
}

/// All labels by collection and id.
#[derive(Debug, Clone, Default)]
pub struct Labels {
    known: BTreeMap<&'static str, BTreeMap<String, Label>>,
    complete: bool,
}

impl Labels {
    /// Notes a label. Something placed twice keeps its first.
    pub fn insert(&mut self, collection: &'static str, id: &str, label: Label) {
        self.known.entry(collection).or_default().entry(id.to_owned()).or_insert(label);
    }

    /// The label, where it is known.
    #[must_use]
    pub fn get(&self, collection: &str, id: &str) -> Option<&Label> {
        self.known.get(collection)?.get(id)
    }

    /// The ids known in a collection.
    pub fn ids<'a>(&'a self, collection: &str) -> impl Iterator<Item = &'a str> {
        self.known.get(collection).into_iter().flat_map(BTreeMap::keys).map(String::as_str)
    }

    /// Marks the labels as complete: from now on one that is missing does not exist.
    #[must_use]
    pub fn completed(mut self) -> Self {
        self.complete = true;
        self
    }

    /// Whether all have been given.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.complete
    }
}
