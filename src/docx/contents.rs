//! The table of contents, and lists of figures and tables: fields that Word can fill anew. They name no pages, which only
//! Word knows; each line leads to its place.

use super::Writer;
use super::numbers;
use super::paragraph::{Paragraph, Piece};
use super::references;
use super::runs::Look;
use super::xml::Xml;
use crate::doc::{Caption, Contents, Frame, Heading, Inline, Listed, Node, plain_text};
use std::sync::Arc;

/// A line.
struct Line {
    number: String,
    title: String,
    level: usize,
    anchor: Option<Arc<str>>,
    /// Whether Word would find it again.
    found: bool,
}

impl Writer<'_> {
    /// The heading and the lines.
    pub(super) fn contents(&mut self, contents: &Contents) -> Vec<Piece> {
        let title = self.runs(&[Inline::words(contents.title.clone(), None)], false);
        let heading = Paragraph { keep_next: true, ..Paragraph::new("TOCHeading", title) };
        let mut lines = Vec::new();
        collect(references::in_order(&self.document.body), contents.listed, &mut lines);
        let instruction = match contents.listed {
            Listed::Headings(depth) => format!(" TOC \\o \"1-{}\" \\n \\h ", depth.saturating_sub(1).max(1)),
            Listed::Figures => " TOC \\c \"Figure\" \\n \\h ".to_owned(),
            Listed::Tables => " TOC \\c \"Table\" \\n \\h ".to_owned(),
        };
        let field = lines.iter().all(|line| line.found);
        let count = lines.len();
        let mut pieces = vec![Piece::Paragraph(heading)];
        for (index, line) in lines.iter().enumerate() {
            let mut xml = Xml::fragment();
            if field && index == 0 {
                begin(&mut xml, &instruction);
            }
            self.line(&mut xml, line);
            if field && index + 1 == count {
                character(&mut xml, "end");
            }
            let style = match (contents.listed, line.level) {
                (Listed::Figures | Listed::Tables, _) => "TableofFigures",
                (_, 0) => "TOC1",
                (_, 1) => "TOC2",
                _ => "TOC3",
            };
            let left = numbers::INDENT * line.level as u32;
            let width =
                if matches!(contents.listed, Listed::Headings(_)) { 567 + 227 * line.level as u32 / 2 } else { 1134 };
            let indent = (!line.number.is_empty()).then_some((left + width, width));
            pieces.push(Piece::Paragraph(Paragraph { indent, ..Paragraph::new(style, xml.finish()) }));
        }
        pieces
    }

    fn line(&self, xml: &mut Xml, line: &Line) {
        let mark = line.anchor.as_deref().and_then(|anchor| self.bookmark(anchor));
        if let Some((_, name)) = &mark {
            xml.open("w:hyperlink", &[("w:anchor", name), ("w:history", "1")]);
        }
        let text = if line.number.is_empty() { line.title.clone() } else { format!("{}\t{}", line.number, line.title) };
        self.text(xml, &text, Look::default());
        if mark.is_some() {
            xml.close();
        }
    }
}

fn character(xml: &mut Xml, kind: &str) {
    xml.open("w:r", &[]);
    xml.empty("w:fldChar", &[("w:fldCharType", kind)]);
    xml.close();
}

fn begin(xml: &mut Xml, instruction: &str) {
    character(xml, "begin");
    xml.open("w:r", &[]);
    xml.element("w:instrText", &[("xml:space", "preserve")], instruction);
    xml.close();
    character(xml, "separate");
}

fn collect<'n>(nodes: impl IntoIterator<Item = &'n Node>, listed: Listed, lines: &mut Vec<Line>) {
    for node in nodes {
        match node {
            Node::Heading(heading) => lines.extend(of_heading(heading, listed)),
            Node::Figure(figure) if listed == Listed::Figures => {
                lines.extend(figure.caption.as_ref().map(|caption| of_caption(caption, figure.anchor.clone())));
            }
            Node::Table(table) if listed == Listed::Tables => {
                lines.extend(table.caption.as_ref().map(|caption| of_caption(caption, table.anchor.clone())));
            }
            // headings inside boxes are the boxes' own
            Node::Group(group) if group.frame == Frame::None || !matches!(listed, Listed::Headings(_)) => {
                collect(&group.children, listed, lines);
            }
            Node::List(list) => list.items.iter().for_each(|item| collect(&item.body, listed, lines)),
            _ => {}
        }
    }
}

fn of_heading(heading: &Heading, listed: Listed) -> Option<Line> {
    let Listed::Headings(depth) = listed else { return None };
    let wanted = heading.listed && heading.level > 1 && heading.level <= depth;
    wanted.then(|| Line {
        number: heading.number.clone().unwrap_or_default(),
        title: plain_text(&heading.text),
        level: usize::from(heading.level - 2),
        anchor: heading.anchor.clone(),
        found: super::styles::id(heading.style).starts_with("Heading"),
    })
}

fn of_caption(caption: &Caption, anchor: Option<Arc<str>>) -> Line {
    Line {
        number: caption.label.clone(),
        title: plain_text(&caption.title),
        level: 0,
        anchor,
        found: references::number_of(&caption.label).is_some(),
    }
}
