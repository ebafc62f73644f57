//! A document without bold and italic type, for bodies that take none.

use crate::doc::{Caption, Document, Emphasis, Figure, Inline, Node, Row, Table};

/// Takes all emphasis out of the text; the look of headings is the theme's affair.
pub(super) fn without_emphasis(document: &mut Document) {
    nodes(&mut document.body);
    document.notes.iter_mut().for_each(|note| inlines(&mut note.text));
}

fn nodes(all: &mut [Node]) {
    for node in all {
        match node {
            Node::Heading(heading) => inlines(&mut heading.text),
            Node::Paragraph(paragraph) => inlines(&mut paragraph.text),
            Node::List(list) => list.items.iter_mut().for_each(|item| nodes(&mut item.body)),
            Node::Group(group) => nodes(&mut group.children),
            Node::Columns(columns) => columns.cells.iter_mut().for_each(|cell| nodes(cell)),
            Node::Table(Table { caption: heads, head, rows, source, .. }) => {
                caption(heads.as_mut());
                inlines(source);
                let cells = |row: &mut Row| row.cells.iter_mut().for_each(|cell| inlines(&mut cell.text));
                head.iter_mut().chain(rows).for_each(cells);
            }
            Node::Figure(Figure { caption: heads, source, .. }) => {
                caption(heads.as_mut());
                inlines(source);
            }
            Node::Cover(cover) => {
                nodes(&mut cover.title);
                nodes(&mut cover.imprint);
            }
            Node::Contents(_) | Node::EndNotes | Node::PageBreak => {}
        }
    }
}

fn caption(caption: Option<&mut Caption>) {
    if let Some(caption) = caption {
        inlines(&mut caption.title);
        inlines(&mut caption.subtitle);
    }
}

fn inlines(text: &mut [Inline]) {
    for inline in text {
        match inline {
            Inline::Text(words) => words.emphasis = Emphasis::default(),
            Inline::Page(page) => page.emphasis = Emphasis::default(),
            Inline::NoteMark(_) | Inline::Break => {}
        }
    }
}
