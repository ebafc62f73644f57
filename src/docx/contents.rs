//! The table of contents, and lists of figures and tables: fields that Word can fill anew. They name no pages, which only
//! Word knows; each line leads to its place.

use super::Writer;
use super::numbers;
use super::paragraph::{Paragraph, Piece};
use super::references;
use super::runs::Look;
use super::xml::Xml;
use crate::doc::{Contents, ContentsLine, Inline, Listed};

impl Writer<'_> {
    /// The heading and the lines.
    pub(super) fn contents(&mut self, contents: &Contents) -> Vec<Piece> {
        let title = self.runs(&[Inline::words(contents.title.clone(), None)], false);
        let heading = Paragraph { keep_next: true, ..Paragraph::new("TOCHeading", title) };
        let lines = contents.lines(references::in_order(&self.document.body));
        let instruction = match contents.listed {
            Listed::Headings(depth) => format!(" TOC \\o \"1-{}\" \\n \\h ", depth.saturating_sub(1).max(1)),
            Listed::Figures => " TOC \\c \"Figure\" \\n \\h ".to_owned(),
            Listed::Tables => " TOC \\c \"Table\" \\n \\h ".to_owned(),
        };
        let field = lines.iter().all(is_found);
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
            let left = numbers::INDENT * u32::from(line.level);
            let width = if matches!(contents.listed, Listed::Headings(_)) {
                567 + 227 * u32::from(line.level) / 2
            } else {
                1134
            };
            let indent = (!line.number.is_empty()).then_some((left + width, width));
            pieces.push(Piece::Paragraph(Paragraph { indent, ..Paragraph::new(style, xml.finish()) }));
        }
        pieces
    }

    fn line(&self, xml: &mut Xml, line: &ContentsLine) {
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

/// Whether Word finds the line again when it fills the field.
fn is_found(line: &ContentsLine) -> bool {
    match line.heading {
        Some(style) => super::styles::id(style).starts_with("Heading"),
        None => references::number_of(&line.number).is_some(),
    }
}
