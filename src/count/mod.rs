//! How long a document is, as receiving bodies count: words by where they stand.
//!
//! In comes a [`Document`], out come [`Counts`]. What is generated is not counted: numbers of paragraphs, headings and
//! figures, marks of notes, running heads, page numbers. The parts are kept apart, because one body counts notes and the
//! next does not; which of them count says the profile.

mod words;

use crate::doc::{Caption, Cover, Document, Figure, Graphic, Group, Inline, Node, Row, Table, plain_text};
use crate::page::Item;
use crate::profile::Counted;
use std::collections::BTreeMap;
use std::ops::AddAssign;

pub use words::{DEFINITION, Words, words};

/// The words of a document, by where they stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts(BTreeMap<Counted, Words>);

impl Counts {
    /// Those of one place.
    #[must_use]
    pub fn of(&self, place: Counted) -> Words {
        self.0.get(&place).copied().unwrap_or_default()
    }

    /// Those of several places together.
    #[must_use]
    pub fn sum(&self, places: &[Counted]) -> Words {
        let mut sum = Words::default();
        places.iter().for_each(|place| sum += self.of(*place));
        sum
    }

    /// What a strict reader would count under a limit that counts these places: all that stands in the text but notes and annexes, of
    /// which bodies say themselves whether they count, and words joined by a dash as two.
    #[must_use]
    pub fn strictest(&self, places: &[Counted]) -> usize {
        let own = |place: &&Counted| !matches!(place, Counted::Notes | Counted::Annexes) || places.contains(place);
        Counted::ALL.iter().filter(own).map(|place| self.of(*place).strict).sum()
    }

    fn add(&mut self, place: Counted, text: &str) {
        self.0.entry(place).or_default().add_assign(words(text));
    }

    fn add_inlines(&mut self, place: Counted, inlines: &[Inline]) {
        self.add(place, &plain_text(inlines));
    }
}

/// Counts the words of a document.
#[must_use]
pub fn count(document: &Document) -> Counts {
    let mut counts = Counts::default();
    let mut start = 0;
    for (part, end) in &document.parts {
        let nodes = document.body.get(start..*end).unwrap_or_default();
        nodes.iter().for_each(|node| counts.node(node, place(part)));
        start = *end;
    }
    let rest = document.body.get(start..).unwrap_or_default();
    rest.iter().for_each(|node| counts.node(node, Counted::Body));
    document.notes.iter().for_each(|note| counts.add_inlines(Counted::Notes, &note.text));
    counts
}

/// Whether a part is an annex: none of the parts that every document may have.
#[must_use]
pub fn is_annex(part: &str) -> bool {
    place(part) == Counted::Annexes
}

/// Where the words of a part belong, beside those of its headings, tables and charts.
fn place(part: &str) -> Counted {
    match part {
        "title" | "contents" | "key-words" => Counted::Front,
        "key-figures" | "summary" | "sections" | "recommendations" | "end-notes" => Counted::Body,
        "source-list" => Counted::Sources,
        "about" => Counted::About,
        _ => Counted::Annexes,
    }
}

impl Counts {
    fn node(&mut self, node: &Node, place: Counted) {
        // in the text itself, headings and tables are counted apart
        let or = |inner: Counted| if place == Counted::Body { inner } else { place };
        match node {
            Node::Heading(heading) => self.add_inlines(or(Counted::Headings), &heading.text),
            Node::Paragraph(paragraph) => self.add_inlines(place, &paragraph.text),
            Node::List(list) => {
                list.items.iter().flat_map(|item| &item.body).for_each(|node| self.node(node, place));
            }
            Node::Group(Group { children, .. }) => children.iter().for_each(|node| self.node(node, place)),
            Node::Columns(columns) => columns.cells.iter().flatten().for_each(|node| self.node(node, place)),
            Node::Table(table) => self.table(table, or(Counted::Tables), or(Counted::Captions)),
            Node::Figure(figure) => self.figure(figure, or(Counted::Charts), or(Counted::Captions)),
            Node::Cover(Cover { title, imprint, .. }) => {
                title.iter().chain(imprint).for_each(|node| self.node(node, place));
            }
            Node::Contents(_) | Node::EndNotes | Node::PageBreak => {}
        }
    }

    fn table(&mut self, table: &Table, cells: Counted, captions: Counted) {
        self.caption(table.caption.as_ref(), &table.source, captions);
        let rows: Vec<&Row> = table.head.iter().chain(&table.rows).collect();
        rows.iter().flat_map(|row| &row.cells).for_each(|cell| self.add_inlines(cells, &cell.text));
    }

    fn figure(&mut self, figure: &Figure, inside: Counted, captions: Counted) {
        self.caption(figure.caption.as_ref(), &figure.source, captions);
        if let Graphic::Drawing(drawing) = &figure.graphic {
            for item in &drawing.items {
                if let Item::Glyphs(run) = item {
                    self.add(inside, &run.text);
                }
            }
        }
    }

    fn caption(&mut self, caption: Option<&Caption>, source: &[Inline], place: Counted) {
        if let Some(caption) = caption {
            self.add_inlines(place, &caption.title);
            self.add_inlines(place, &caption.subtitle);
        }
        self.add_inlines(place, source);
    }
}
