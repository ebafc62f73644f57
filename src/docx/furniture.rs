//! The running head and foot.

use super::package::RELATIONS;
use super::paragraph::{Paragraph, Rule};
use super::runs::Look;
use super::xml::Xml;
use super::{Part, WORD, Writer};
use crate::doc::{Node, Running};

/// The relations of head and foot: on most pages, on the first, and on pages that lie on their side.
#[derive(Default)]
pub(super) struct Furniture {
    most: [String; 2],
    first: Option<[String; 2]>,
    lying: Option<[String; 2]>,
}

impl Furniture {
    /// Writes what a section says of them; the very first may begin with a page of its own kind.
    pub(super) fn refer(&self, xml: &mut Xml, lying: bool, is_first: bool) {
        let most = self.lying.as_ref().filter(|_| lying).unwrap_or(&self.most);
        let first = self.first.as_ref().filter(|_| is_first);
        for (index, name) in ["w:headerReference", "w:footerReference"].into_iter().enumerate() {
            for (kind, ids) in [("default", Some(most)), ("first", first)] {
                if let Some(id) = ids.and_then(|ids| ids.get(index)) {
                    xml.empty(name, &[("w:type", kind), ("r:id", id)]);
                }
            }
        }
    }

    /// Whether the first page has its own.
    pub(super) fn first_differs(&self) -> bool {
        self.first.is_some()
    }
}

/// Adds the parts, those of lying pages where there are any; how sections refer to them.
pub(super) fn parts(writer: &mut Writer<'_>, lies: bool, add: &mut impl FnMut(&str, Vec<u8>)) -> Furniture {
    let document = writer.document;
    let furniture = &document.meta.furniture;
    let cover = document.body.iter().any(|node| matches!(node, Node::Cover(_)));
    let (head_first, foot_first) = (furniture.first_head && !cover, furniture.first_foot && !cover);
    let classification = furniture.classification.as_str();
    let (head, foot) = (&furniture.head, &furniture.foot);
    let blank = <[Vec<Running>; 3]>::default();
    let mut pair = |writer: &mut Writer<'_>, number: u32, (head, classification), foot| {
        [("header", header(writer, head, classification)), ("footer", footer(writer, foot))].map(|(kind, bytes)| {
            let name = format!("{kind}{number}.xml");
            add(&format!("word/{name}"), bytes);
            writer.relations_of(Part::Document).part(kind, &name)
        })
    };
    let most = pair(writer, 1, (head, classification), foot);
    let first = (!head_first || !foot_first || !classification.is_empty()).then(|| {
        let (head, foot) = (if head_first { head } else { &blank }, if foot_first { foot } else { &blank });
        pair(writer, 2, (head, ""), foot)
    });
    let upright = writer.sheet;
    let lying = lies.then(|| {
        writer.sheet = upright.turned();
        pair(writer, 3, (head, classification), foot)
    });
    writer.sheet = upright;
    Furniture { most, first, lying }
}

fn header(writer: &Writer<'_>, pieces: &[Vec<Running>; 3], classification: &str) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.open("w:hdr", &[("xmlns:w", WORD), ("xmlns:r", RELATIONS)]);
    if !classification.is_empty() {
        let mut runs = Xml::fragment();
        writer.text(&mut runs, classification, Look::default());
        let paragraph = Paragraph { align: Some("center"), ..Paragraph::new("Classification", runs.finish()) };
        paragraph.write(&mut xml);
    }
    let mut paragraph = line(writer, "Header", pieces);
    let rule = Rule { width: 0.5, gap: 3.0, color: writer.setup.theme.colors.hairline };
    let shown = writer.setup.theme.page.head_rule && pieces.iter().any(|piece| !piece.is_empty());
    paragraph.below = shown.then_some(rule);
    paragraph.write(&mut xml);
    xml.finish()
}

fn footer(writer: &Writer<'_>, pieces: &[Vec<Running>; 3]) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.open("w:ftr", &[("xmlns:w", WORD), ("xmlns:r", RELATIONS)]);
    line(writer, "Footer", pieces).write(&mut xml);
    xml.finish()
}

/// A line: its start, its middle, its end.
fn line(writer: &Writer<'_>, style: &'static str, pieces: &[Vec<Running>; 3]) -> Paragraph {
    let width = writer.sheet.text_width();
    let mut runs = Xml::fragment();
    let last = pieces.iter().rposition(|piece| !piece.is_empty()).unwrap_or(0);
    // a stop in the middle only where something stands there: a long start would run past it
    let middle = pieces.get(1).is_some_and(|piece| !piece.is_empty());
    for (index, piece) in pieces.iter().enumerate().take(last + 1) {
        if index > 0 && (index > 1 || middle) {
            writer.text(&mut runs, "\t", Look::default());
        }
        for running in piece {
            match running {
                Running::Text(text) => writer.text(&mut runs, text, Look::default()),
                Running::PageLabel(text) => page_label(writer, &mut runs, text),
            }
        }
    }
    let mut tabs = vec![("right", width)];
    if middle {
        tabs.insert(0, ("center", width / 2));
    }
    Paragraph { tabs, ..Paragraph::new(style, runs.finish()) }
}

/// "Page {page} of {pages}": Word fills in both.
fn page_label(writer: &Writer<'_>, xml: &mut Xml, text: &str) {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        writer.text(xml, before, Look::default());
        let Some((name, after)) = after.split_once('}') else {
            rest = after;
            break;
        };
        let first = writer.document.meta.digits.print(1);
        match name {
            "page" => writer.field(xml, " PAGE ", &first, Look::default()),
            "pages" => writer.field(xml, " NUMPAGES ", &first, Look::default()),
            other => writer.text(xml, other, Look::default()),
        }
        rest = after;
    }
    writer.text(xml, rest, Look::default());
}
