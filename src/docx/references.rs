//! What is referred to, found before anything is written: Word's fields hold the text that they come to.

use super::numbers::{self, Headings, Scheme};
use crate::doc::{Caption, Document, Heading, Inline, List, Node, Note, NoteId, NotePlace, Row, Table};
use crate::page::Target;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a reference to a place says, where Word can say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reference {
    /// The number of a heading, a paragraph or an item of a list.
    Number(String),
    /// The label of a figure or table.
    Caption(String),
    /// The mark of a note.
    Note(String),
}

/// What is referred to.
#[derive(Default)]
pub(super) struct References {
    /// What references to the places say.
    pub(super) says: BTreeMap<Arc<str>, Reference>,
    /// How headings are numbered.
    pub(super) scheme: Option<Scheme>,
    /// The places that are referred to.
    wanted: BTreeSet<Arc<str>>,
    /// The places that there are.
    places: BTreeSet<Arc<str>>,
    /// The numbers of the bookmarks.
    bookmarks: BTreeMap<Arc<str>, usize>,
    /// How many marks each note has.
    marks: BTreeMap<NoteId, u32>,
    /// Whether there is a table of contents.
    contents: bool,
    counted: Counted,
}

/// Headings and paragraphs as Word counts them.
#[derive(Default)]
pub(super) struct Counted {
    headings: Headings,
    paragraphs: u32,
}

impl Counted {
    /// The list level that numbers a heading as it is printed; none where Word does not come to that.
    pub(super) fn heading(&mut self, heading: &Heading, scheme: Option<Scheme>) -> Option<usize> {
        let (number, scheme) = (heading.number.as_deref()?, scheme?);
        let level = usize::from(heading.level.checked_sub(2)?);
        self.headings.count(scheme, level, number).then_some(level)
    }

    /// Whether Word comes to the number of a paragraph.
    pub(super) fn paragraph(&mut self, number: Option<&str>) -> bool {
        let counts = number.is_some_and(|number| number == (self.paragraphs + 1).to_string());
        self.paragraphs += u32::from(counts);
        counts
    }
}

/// The nodes of a body as they stand here: Word sets endnotes at the very end, so their heading goes there with them.
pub(super) fn in_order(nodes: &[Node]) -> Vec<&Node> {
    let mut ordered: Vec<&Node> = nodes.iter().collect();
    if let Some(at) = nodes.iter().position(|node| matches!(node, Node::EndNotes)) {
        let from = match at.checked_sub(1).and_then(|before| nodes.get(before)) {
            Some(Node::Heading(_)) => at - 1,
            _ => at,
        };
        let moved: Vec<&Node> = ordered.drain(from..=at).collect();
        ordered.extend(moved);
    }
    ordered
}

/// How Word counts a list: its pattern and its first number; none where the labels do not follow each other.
pub(super) fn list(list: &List) -> Option<(numbers::Pattern, u32)> {
    let mut labels = list.items.iter().map(|item| numbers::parse(&item.label));
    let (pattern, start) = labels.next()??;
    let bullet = pattern.format == "bullet";
    let follows = labels.enumerate().all(|(index, label)| {
        label.is_some_and(|(other, number)| other == pattern && (bullet || number == start + index as u32 + 1))
    });
    follows.then_some((pattern, start))
}

impl References {
    /// All of a document.
    pub(super) fn of(document: &Document) -> Self {
        let mut found = References { scheme: scheme(&document.body), ..References::default() };
        found.nodes(in_order(&document.body));
        for note in &document.notes {
            found.text(&note.text);
        }
        found.notes(&document.notes);
        if found.contents {
            found.headings(&document.body);
        }
        let there = found.wanted.intersection(&found.places);
        found.bookmarks = there.enumerate().map(|(index, anchor)| (Arc::clone(anchor), index + 1)).collect();
        found
    }

    /// The number of the bookmark of a place; none where nothing refers to it, or there is no such place.
    pub(super) fn bookmark(&self, anchor: &str) -> Option<usize> {
        self.bookmarks.get(anchor).copied()
    }

    /// Whether any paragraph is counted.
    pub(super) fn has_numbered_paragraphs(&self) -> bool {
        self.counted.paragraphs > 0
    }

    /// Notes are places; what has more marks than one is referred to by the later ones.
    fn notes(&mut self, notes: &[Note]) {
        for (id, count) in &self.marks {
            let Some(note) = notes.get(id.0 as usize) else { continue };
            let anchor: Arc<str> = Arc::from(id.anchor());
            if note.place == NotePlace::Table || *count > 1 {
                self.wanted.insert(Arc::clone(&anchor));
            }
            if note.place != NotePlace::Table {
                self.says.insert(Arc::clone(&anchor), Reference::Note(note.mark.clone()));
            }
            self.places.insert(anchor);
        }
    }

    /// The contents refer to all headings and captions.
    fn headings(&mut self, nodes: &[Node]) {
        for node in nodes {
            let anchor = match node {
                Node::Heading(heading) => heading.anchor.as_ref(),
                Node::Figure(figure) => figure.anchor.as_ref(),
                Node::Table(table) => table.anchor.as_ref(),
                Node::Group(group) => {
                    self.headings(&group.children);
                    None
                }
                Node::List(list) => {
                    list.items.iter().for_each(|item| self.headings(&item.body));
                    None
                }
                _ => None,
            };
            self.wanted.extend(anchor.cloned());
        }
    }

    fn nodes<'n>(&mut self, nodes: impl IntoIterator<Item = &'n Node>) {
        for node in nodes {
            match node {
                Node::Heading(heading) => {
                    self.text(&heading.text);
                    let counted = self.counted.heading(heading, self.scheme).is_some();
                    self.number(heading.anchor.as_ref(), heading.number.as_deref().filter(|_| counted));
                }
                Node::Paragraph(paragraph) => {
                    self.text(&paragraph.text);
                    let counted = self.counted.paragraph(paragraph.number.as_deref());
                    self.number(paragraph.anchor.as_ref(), paragraph.number.as_deref().filter(|_| counted));
                }
                Node::List(items) => {
                    let counts = list(items).is_some_and(|(pattern, _)| pattern.format != "bullet");
                    for item in &items.items {
                        self.number(item.anchor.as_ref(), Some(item.label.as_str()).filter(|_| counts));
                        self.nodes(&item.body);
                    }
                }
                Node::Group(group) => self.nodes(&group.children),
                Node::Columns(columns) => columns.cells.iter().for_each(|cell| self.nodes(cell)),
                Node::Table(table) => self.table(table),
                Node::Figure(figure) => {
                    self.caption(figure.anchor.as_ref(), figure.caption.as_ref());
                    self.text(&figure.source);
                }
                Node::Cover(cover) => {
                    self.nodes(&cover.title);
                    self.nodes(&cover.imprint);
                }
                Node::Contents(_) => self.contents = true,
                Node::EndNotes | Node::PageBreak => {}
            }
        }
    }

    fn table(&mut self, table: &Table) {
        self.caption(table.anchor.as_ref(), table.caption.as_ref());
        let rows = |rows: &[Row], found: &mut Self| {
            rows.iter().flat_map(|row| &row.cells).for_each(|cell| found.text(&cell.text));
        };
        rows(&table.head, self);
        rows(&table.rows, self);
        self.text(&table.source);
    }

    fn caption(&mut self, anchor: Option<&Arc<str>>, caption: Option<&Caption>) {
        self.places.extend(anchor.cloned());
        let Some(caption) = caption else { return };
        self.text(&caption.title);
        self.text(&caption.subtitle);
        if let Some(anchor) = anchor.filter(|_| number_of(&caption.label).is_some()) {
            self.says.insert(Arc::clone(anchor), Reference::Caption(unbroken(&caption.label)));
        }
    }

    fn number(&mut self, anchor: Option<&Arc<str>>, number: Option<&str>) {
        self.places.extend(anchor.cloned());
        if let (Some(anchor), Some(number)) = (anchor, number) {
            // Word says a number without the stop at its end
            let said = number.trim_end_matches('.').to_owned();
            self.says.insert(Arc::clone(anchor), Reference::Number(said));
        }
    }

    fn text(&mut self, text: &[Inline]) {
        for inline in text {
            match inline {
                Inline::Text(words) => {
                    if let Some(Target::Anchor(anchor)) = &words.link {
                        self.wanted.insert(Arc::clone(anchor));
                    }
                }
                Inline::NoteMark(note) => *self.marks.entry(*note).or_default() += 1,
                Inline::Page(page) => {
                    self.wanted.insert(Arc::clone(&page.anchor));
                }
                Inline::Break => {}
            }
        }
    }
}

/// The scheme of the first heading that has a number.
fn scheme(nodes: &[Node]) -> Option<Scheme> {
    nodes.iter().find_map(|node| match node {
        Node::Heading(heading) => heading.number.as_deref().and_then(Headings::scheme),
        Node::Group(group) => scheme(&group.children),
        _ => None,
    })
}

/// A label in which no line ends, as references print it.
pub(super) fn unbroken(label: &str) -> String {
    label.replace(' ', "\u{a0}")
}

/// The words before the number of a label, and the number: "Figure ", 2. None where Word cannot count it.
pub(super) fn number_of(label: &str) -> Option<(&str, u32)> {
    let start = label
        .rfind(|letter: char| !letter.is_ascii_digit())
        .map_or(0, |at| at + label.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    let (before, digits) = label.split_at_checked(start)?;
    if digits.starts_with('0') || before.contains(char::is_numeric) {
        return None;
    }
    Some((before, digits.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_words_and_a_number() {
        assert_eq!(number_of("Figure 12"), Some(("Figure ", 12)));
        assert_eq!(number_of("Рисунок\u{a0}3"), Some(("Рисунок\u{a0}", 3)));
        assert_eq!(number_of("图1"), Some(("图", 1)));
        assert_eq!(number_of("شکل ۲"), None);
        assert_eq!(number_of("Figure"), None);
    }
}
