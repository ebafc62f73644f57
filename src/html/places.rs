//! The places that links lead to: found before anything is written, so that no link leads nowhere.

use crate::doc::{Caption, Document, Inline, Node, NoteId, plain_text};
use crate::locale::Locale;
use std::collections::{BTreeMap, BTreeSet};

/// The places of a document.
#[derive(Default)]
pub(super) struct Places {
    /// What each is called, by its name in links; empty where it is not called anything.
    called: BTreeMap<String, String>,
    /// The notes that have a mark.
    marked: BTreeSet<NoteId>,
}

impl Places {
    /// All of a document.
    pub(super) fn of(document: &Document, locale: &Locale) -> Self {
        let mut places = Places::default();
        places.nodes(&document.body, locale);
        for (index, note) in document.notes.iter().enumerate() {
            places.called.insert(NoteId(index as u32).anchor(), locale.words.note_number.fill(&[("n", &note.mark)]));
            places.text(&note.text);
        }
        places
    }

    /// Whether there is a place of this name.
    pub(super) fn has(&self, anchor: &str) -> bool {
        self.called.contains_key(anchor)
    }

    /// What a place is called.
    pub(super) fn called(&self, anchor: &str) -> &str {
        self.called.get(anchor).map_or("", String::as_str)
    }

    /// Whether a note has a mark to go back to.
    pub(super) fn is_marked(&self, note: NoteId) -> bool {
        self.marked.contains(&note)
    }

    fn add(&mut self, anchor: Option<&str>, called: impl Into<String>) {
        if let Some(anchor) = anchor {
            self.called.insert(anchor.to_owned(), called.into());
        }
    }

    fn text(&mut self, text: &[Inline]) {
        self.marked.extend(text.iter().filter_map(|inline| match inline {
            Inline::NoteMark(note) => Some(*note),
            Inline::Text(_) | Inline::Page(_) | Inline::Break => None,
        }));
    }

    fn caption(&mut self, anchor: Option<&str>, caption: Option<&Caption>) {
        self.add(anchor, caption.map_or("", |caption| caption.label.as_str()));
        if let Some(caption) = caption {
            self.text(&caption.title);
            self.text(&caption.subtitle);
        }
    }

    fn nodes(&mut self, nodes: &[Node], locale: &Locale) {
        for node in nodes {
            match node {
                Node::Heading(heading) => {
                    self.add(heading.anchor.as_deref(), plain_text(&heading.text));
                    self.text(&heading.text);
                }
                Node::Paragraph(paragraph) => {
                    let number = paragraph.number.as_deref();
                    let called = number.map(|number| locale.words.paragraph_reference.fill(&[("n", number)]));
                    self.add(paragraph.anchor.as_deref(), called.unwrap_or_default());
                    self.text(&paragraph.text);
                }
                Node::List(list) => {
                    for item in &list.items {
                        self.add(item.anchor.as_deref(), item.label.as_str());
                        self.nodes(&item.body, locale);
                    }
                }
                Node::Group(group) => self.nodes(&group.children, locale),
                Node::Columns(columns) => columns.cells.iter().for_each(|cell| self.nodes(cell, locale)),
                Node::Table(table) => {
                    self.caption(table.anchor.as_deref(), table.caption.as_ref());
                    let rows = table.head.iter().chain(&table.rows);
                    rows.flat_map(|row| &row.cells).for_each(|cell| self.text(&cell.text));
                    self.text(&table.source);
                }
                Node::Figure(figure) => {
                    self.caption(figure.anchor.as_deref(), figure.caption.as_ref());
                    self.text(&figure.source);
                }
                Node::Cover(cover) => {
                    self.nodes(&cover.title, locale);
                    self.nodes(&cover.imprint, locale);
                }
                Node::Contents(_) | Node::EndNotes | Node::PageBreak => {}
            }
        }
    }
}
