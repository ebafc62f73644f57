//! The text of two documents, paragraph by paragraph.

use super::sequence::common;
use super::{Kind, TextChange};
use crate::doc::{Caption, Document, Inline, Node, Table, plain_text};

/// From this likeness on (Sørensen–Dice, of pairs of letters) a paragraph that is gone and one that is new are one that was changed.
const LIKE: f64 = 0.5;

/// What all notes stand below.
const NOTES: &str = "notes";

/// A paragraph or what is as good as one, and the heading it stands below.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Piece {
    text: String,
    below: String,
}

/// What changed in the text.
pub(super) fn compare(old: &Document, new: &Document) -> Vec<TextChange> {
    let (old, new) = (pieces(old), pieces(new));
    let texts = |pieces: &[Piece]| pieces.iter().map(|piece| piece.text.clone()).collect::<Vec<_>>();
    let mut pairs = common(&texts(&old), &texts(&new));
    pairs.push((old.len(), new.len()));
    let (mut changes, mut at) = (Vec::new(), (0, 0));
    for (old_end, new_end) in pairs {
        let gone = old.get(at.0..old_end).unwrap_or_default();
        let come = new.get(at.1..new_end).unwrap_or_default();
        stretch(gone, come, &mut changes);
        at = (old_end + 1, new_end + 1);
    }
    changes
}

/// A stretch without anything in common: what is alike is one piece that was changed.
fn stretch(mut gone: &[Piece], come: &[Piece], changes: &mut Vec<TextChange>) {
    let removed = |piece: &Piece| TextChange {
        below: piece.below.clone(),
        kind: Kind::Removed,
        old: Some(piece.text.clone()),
        new: None,
    };
    for piece in come {
        let like = gone.iter().position(|old| strsim::sorensen_dice(&old.text, &piece.text) >= LIKE);
        let old = like.and_then(|like| {
            let (before, rest) = gone.split_at(like);
            changes.extend(before.iter().map(removed));
            let (old, rest) = rest.split_first()?;
            gone = rest;
            Some(old.text.clone())
        });
        let kind = if old.is_some() { Kind::Changed } else { Kind::Added };
        changes.push(TextChange { below: piece.below.clone(), kind, old, new: Some(piece.text.clone()) });
    }
    changes.extend(gone.iter().map(removed));
}

fn pieces(document: &Document) -> Vec<Piece> {
    let mut pieces = Pieces::default();
    pieces.nodes(&document.body);
    NOTES.clone_into(&mut pieces.below);
    document.notes.iter().for_each(|note| pieces.add(&note.text));
    pieces.found
}

/// The pieces so far.
#[derive(Default)]
struct Pieces {
    found: Vec<Piece>,
    below: String,
}

impl Pieces {
    fn add(&mut self, text: &[Inline]) {
        self.words(&plain_text(text));
    }

    /// Adds a piece; how its lines are spaced and broken is no change.
    fn words(&mut self, text: &str) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            self.found.push(Piece { text, below: self.below.clone() });
        }
    }

    fn nodes(&mut self, nodes: &[Node]) {
        nodes.iter().for_each(|node| self.node(node));
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Heading(heading) => {
                self.add(&heading.text);
                self.below = plain_text(&heading.text);
            }
            Node::Paragraph(paragraph) => self.add(&paragraph.text),
            Node::List(list) => list.items.iter().for_each(|item| self.nodes(&item.body)),
            Node::Group(group) => self.nodes(&group.children),
            Node::Columns(columns) => columns.cells.iter().for_each(|cell| self.nodes(cell)),
            Node::Table(table) => self.table(table),
            Node::Figure(figure) => {
                self.caption(figure.caption.as_ref());
                self.words(&figure.alt);
                self.add(&figure.source);
            }
            Node::Cover(cover) => {
                self.nodes(&cover.title);
                self.nodes(&cover.imprint);
            }
            Node::Contents(_) | Node::EndNotes | Node::PageBreak => {}
        }
    }

    fn caption(&mut self, caption: Option<&Caption>) {
        if let Some(caption) = caption {
            self.add(&caption.title);
            self.add(&caption.subtitle);
        }
    }

    /// A row is one piece.
    fn table(&mut self, table: &Table) {
        self.caption(table.caption.as_ref());
        for row in table.head.iter().chain(&table.rows) {
            let cells: Vec<String> = row.cells.iter().map(|cell| plain_text(&cell.text)).collect();
            self.words(&cells.join(" | "));
        }
        self.add(&table.source);
    }
}
