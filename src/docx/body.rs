//! The nodes of the document as paragraphs and tables.

use super::paragraph::{Paragraph, Piece, Rule};
use super::references;
use super::runs::Look;
use super::xml::Xml;
use super::{Writer, numbers, script, styles};
use crate::doc::{self, Frame, Group, Heading, Inline, List, ListItem, Node, Style};

/// Above what closes the document, in twentieths of a point.
const COLOPHON_GAP: u32 = 200;
/// How far a literal number of a heading stands before its text, in twentieths of a point.
const HEADING_NUMBER: u32 = 567;

impl Writer<'_> {
    /// All nodes, one after the other.
    pub(super) fn body(&mut self, nodes: &[Node]) -> Vec<Piece> {
        self.nodes(references::in_order(nodes), 0)
    }

    /// Nodes inside so many lists.
    pub(super) fn nodes<'n>(&mut self, nodes: impl IntoIterator<Item = &'n Node>, depth: usize) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut breaks = false;
        for node in nodes {
            let mut more = self.node(node, depth);
            if breaks && let Some(first) = first(&mut more) {
                first.page_break = true;
                breaks = false;
            }
            breaks |= matches!(node, Node::PageBreak | Node::Cover(_));
            pieces.append(&mut more);
        }
        pieces
    }

    fn node(&mut self, node: &Node, depth: usize) -> Vec<Piece> {
        match node {
            Node::Heading(heading) => vec![Piece::Paragraph(self.heading(heading))],
            Node::Paragraph(paragraph) => vec![Piece::Paragraph(self.paragraph(paragraph, depth))],
            Node::List(list) => self.list(list, depth),
            Node::Group(group) => self.group(group, depth),
            Node::Columns(columns) => columns.cells.iter().flat_map(|cell| self.column(cell)).collect(),
            Node::Table(table) => self.table(table),
            Node::Figure(figure) => self.figure(figure),
            Node::Cover(cover) => {
                let mut pieces: Vec<Piece> = Vec::new();
                pieces.extend(cover.logo.as_ref().and_then(|logo| self.plate(logo, 0.3)));
                pieces.extend(cover.picture.as_ref().and_then(|picture| self.plate(picture, 1.0)));
                pieces.append(&mut self.nodes(&cover.title, 0));
                pieces.append(&mut self.nodes(&cover.imprint, 0));
                pieces
            }
            Node::Contents(contents) => self.contents(contents),
            Node::EndNotes | Node::PageBreak => Vec::new(),
        }
    }

    fn heading(&mut self, heading: &Heading) -> Paragraph {
        let style = styles::id(heading.style);
        let own = ["Heading1", "Heading2", "Heading3"].iter().position(|known| *known == style);
        let level = self.counted.heading(heading, self.references.scheme);
        let automatic = level.is_some() && level == own;
        let mut xml = Xml::fragment();
        let number = heading.number.as_deref().filter(|_| !automatic);
        self.marked_place(&mut xml, heading.anchor.as_deref(), |writer, xml| {
            if let Some(number) = number {
                writer.text(xml, &format!("{number}\t"), Look::default());
            }
            writer.inlines(xml, &heading.text, false);
        });
        let mut paragraph = Paragraph::new(style, xml.finish());
        paragraph.keep_next = true;
        if number.is_some() {
            paragraph.indent = Some((HEADING_NUMBER, HEADING_NUMBER));
        }
        if !automatic && own.is_some() && self.references.scheme.is_some() {
            paragraph.list = Some((0, numbers::NONE));
            paragraph.indent = paragraph.indent.or(Some((0, 0)));
        }
        if own.is_none() && heading.level >= 2 {
            paragraph.outline = Some((heading.level - 2).min(8));
        }
        paragraph
    }

    fn paragraph(&mut self, node: &doc::Paragraph, depth: usize) -> Paragraph {
        let automatic = self.counted.paragraph(node.number.as_deref());
        let number = node.number.as_deref().filter(|_| !automatic);
        let mut xml = Xml::fragment();
        // a paragraph all in a language of the other direction is set in its own, as in the PDF
        let outer = self.base;
        self.base = script::of_paragraph(&node.text, outer);
        self.marked_place(&mut xml, node.anchor.as_deref(), |writer, xml| {
            if let Some(number) = number {
                writer.text(xml, &format!("{number}\t"), Look::default());
            }
            writer.inlines(xml, &node.text, false);
        });
        let inner = std::mem::replace(&mut self.base, outer);
        let style = if automatic && node.style == Style::Body { "NumberedParagraph" } else { styles::id(node.style) };
        let mut paragraph = Paragraph::new(style, xml.finish());
        paragraph.bidi = (inner.is_rtl() != outer.is_rtl()).then(|| inner.is_rtl());
        let side = self.side();
        match (number, depth) {
            (Some(_), _) => paragraph.indent = Some((side, side)),
            (None, 0) if self.indent > 0 && matches!(node.style, Style::Quotation | Style::Attribution) => {
                paragraph.indent = Some((self.indent + numbers::INDENT, 0));
            }
            (None, 0) => {}
            (None, _) => paragraph.indent = Some((self.indent + numbers::INDENT * depth as u32, 0)),
        }
        if automatic && style != "NumberedParagraph" {
            paragraph.list = Some((0, numbers::PARAGRAPHS));
        }
        paragraph
    }

    fn list(&mut self, list: &List, depth: usize) -> Vec<Piece> {
        let number = references::list(list).map(|(pattern, start)| self.lists.begin(pattern, depth, start));
        let hanging = list.items.iter().map(|item| hanging(&item.label)).max().unwrap_or(0);
        list.items.iter().flat_map(|item| self.item(item, number, (depth, hanging))).collect()
    }

    /// An item: its first paragraph has the label.
    fn item(&mut self, item: &ListItem, list: Option<u32>, (depth, hanging): (usize, u32)) -> Vec<Piece> {
        let (first, rest) = match item.body.split_first() {
            Some((Node::Paragraph(first), rest)) => (Some(first), rest),
            _ => (None, item.body.as_slice()),
        };
        let label = Some(item.label.as_str()).filter(|label| list.is_none() && !label.is_empty());
        let mut xml = Xml::fragment();
        self.marked_place(&mut xml, item.anchor.as_deref(), |writer, xml| {
            if let Some(label) = label {
                writer.text(xml, &format!("{label}\t"), Look::default());
            }
            if let Some(first) = first {
                writer.counted.paragraph(first.number.as_deref());
                writer.marked_place(xml, first.anchor.as_deref(), |writer, xml| {
                    writer.inlines(xml, &first.text, false);
                });
            }
        });
        let style = first.map_or("ListParagraph", |first| styles::id(first.style));
        let mut paragraph = Paragraph::new(style, xml.finish());
        paragraph.list = list.map(|list| (0, list));
        let left = self.indent + numbers::INDENT * depth as u32 + hanging;
        paragraph.indent = Some((left, if list.is_some() || label.is_some() { hanging } else { 0 }));
        let mut pieces = vec![Piece::Paragraph(paragraph)];
        pieces.append(&mut self.nodes(rest, depth + 1));
        pieces
    }

    fn group(&mut self, group: &Group, depth: usize) -> Vec<Piece> {
        // what has a frame of its own does not stand in line with the numbered paragraphs
        let indent = self.indent;
        if !matches!(group.frame, Frame::None | Frame::Quotation) {
            self.indent = 0;
        }
        let mut pieces = self.nodes(&group.children, depth);
        self.indent = indent;
        let (shapes, colors) = (self.setup.theme.shapes, self.setup.theme.colors);
        let rule = |width: f32, gap: f32, color| Some(Rule { width: width.max(0.5), gap, color });
        match group.frame {
            Frame::None | Frame::Quotation => {}
            Frame::Box => {
                let rule = rule(0.75, shapes.box_padding.min(8.0), colors.accent);
                if let Some(first) = first(&mut pieces) {
                    first.above = rule;
                }
                if let Some(last) = last(&mut pieces) {
                    last.below = rule;
                }
            }
            Frame::Title if shapes.title_rule > 0.0 => {
                if let Some(last) = last(&mut pieces) {
                    last.below = rule(shapes.title_rule, shapes.title_rule_gap, colors.accent);
                }
            }
            Frame::Colophon => {
                if let Some(first) = first(&mut pieces) {
                    first.before = Some(COLOPHON_GAP);
                    if shapes.colophon_rule > 0.0 {
                        first.above = rule(shapes.colophon_rule, shapes.colophon_gap, colors.hairline);
                    }
                }
            }
            Frame::Title => {}
        }
        if group.frame != Frame::None {
            let count = pieces.len();
            for piece in pieces.iter_mut().take(count.saturating_sub(1)) {
                if let Piece::Paragraph(paragraph) = piece {
                    paragraph.keep_next = true;
                }
            }
        }
        pieces
    }

    /// A key figure: its lines below one another.
    fn column(&mut self, cell: &[Node]) -> Vec<Piece> {
        // what only keeps the lines of neighbours level has no meaning here
        let blank = |node: &Node| match node {
            Node::Paragraph(paragraph) => paragraph
                .text
                .iter()
                .all(|inline| matches!(inline, Inline::Text(words) if words.text.trim().is_empty())),
            _ => false,
        };
        let mut pieces: Vec<Piece> = Vec::new();
        let mut bound = Vec::new();
        for node in cell.iter().filter(|node| !blank(node)) {
            match node {
                // the bound and the number are one line, which nobody cuts in two
                Node::Paragraph(paragraph) if paragraph.style == Style::KeyBound => {
                    let mut xml = Xml::fragment();
                    let text = doc::plain_text(&paragraph.text);
                    self.text(&mut xml, &format!("{text} "), Look { style: Some("KeyBoundText"), ..Look::default() });
                    bound = xml.finish();
                }
                _ => pieces.append(&mut self.node(node, 0)),
            }
        }
        if let Some(first) = first(&mut pieces) {
            bound.append(&mut first.runs);
            first.runs = bound;
        }
        let count = pieces.len();
        for piece in pieces.iter_mut().take(count.saturating_sub(1)) {
            if let Piece::Paragraph(paragraph) = piece {
                paragraph.keep_next = true;
            }
        }
        pieces
    }
}

/// How far the text of an item stands behind its label, in twentieths of a point.
fn hanging(label: &str) -> u32 {
    const LETTER: u32 = 150;
    const GAP: u32 = 110;
    match label.chars().count() as u32 {
        0 => numbers::INDENT,
        count => (count * LETTER + GAP).max(numbers::INDENT),
    }
}

fn first(pieces: &mut [Piece]) -> Option<&mut Paragraph> {
    match pieces.first_mut() {
        Some(Piece::Paragraph(paragraph)) => Some(paragraph),
        _ => None,
    }
}

fn last(pieces: &mut [Piece]) -> Option<&mut Paragraph> {
    match pieces.last_mut() {
        Some(Piece::Paragraph(paragraph)) => Some(paragraph),
        _ => None,
    }
}
