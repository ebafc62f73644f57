//! Sections of pages: upright and lying ones.

use super::furniture::Furniture;
use super::paragraph::{Paragraph, Piece};
use super::xml::Xml;
use super::{Setup, Writer, styles};
use crate::theme::{MM, PaperSize};

/// A sheet, in twentieths of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sheet {
    width: u32,
    height: u32,
    /// Above, right, below, left.
    margins: [u32; 4],
    /// From the edges to the running head and foot.
    furniture: [u32; 2],
    /// Whether it lies on its side.
    pub(super) lying: bool,
}

fn twips(points: f32) -> u32 {
    (points * styles::TWIPS).round().max(0.0) as u32
}

impl Sheet {
    /// The paper, upright.
    pub(super) fn upright(setup: Setup<'_>) -> Self {
        let (page, PaperSize { width, height }) = (setup.theme.page, setup.paper);
        let margins = [page.top_mm, page.right_mm, page.bottom_mm, page.left_mm].map(|margin| twips(margin * MM));
        // measured to the edge of the line there, and here to its baseline
        let furniture = [(page.head_mm - 4.0).max(6.0), page.foot_mm.max(6.0)].map(|edge| twips(edge * MM));
        Sheet { width: twips(width), height: twips(height), margins, furniture, lying: false }
    }

    /// The same sheet on its side.
    pub(super) fn turned(self) -> Self {
        let [above, right, below, left] = self.margins;
        Sheet { width: self.height, height: self.width, margins: [left, above, right, below], lying: true, ..self }
    }

    /// The width of its text.
    pub(super) fn text_width(&self) -> u32 {
        let [_, right, _, left] = self.margins;
        self.width.saturating_sub(right + left)
    }

    /// The height of its text.
    pub(super) fn text_height(&self) -> u32 {
        let [above, _, below, _] = self.margins;
        self.height.saturating_sub(above + below)
    }
}

/// The part `document.xml`.
pub(super) fn document(writer: &Writer<'_>, pieces: Vec<Piece>, furniture: &Furniture) -> Vec<u8> {
    let mut sections = Sections { writer, furniture, first: true };
    let mut written: Vec<Piece> = Vec::new();
    for piece in pieces {
        let Piece::Section(sheet) = piece else {
            // two tables that touch would be one
            if matches!((written.last(), &piece), (Some(Piece::Table(_)), Piece::Table(_))) {
                written.push(Piece::Paragraph(Paragraph::new("SourceLine", Vec::new())));
            }
            written.push(apart(piece, written.last()));
            continue;
        };
        let properties = sections.properties(sheet);
        match written.last_mut() {
            Some(Piece::Paragraph(last)) if last.section.is_none() => last.section = Some(properties),
            _ => {
                let holder = Paragraph { section: Some(properties), ..Paragraph::new("SourceLine", Vec::new()) };
                written.push(Piece::Paragraph(holder));
            }
        }
    }
    // a body does not end with a table
    if !matches!(written.last(), Some(Piece::Paragraph(last)) if last.section.is_none()) {
        written.push(Piece::Paragraph(Paragraph::new("SourceLine", Vec::new())));
    }
    let last = sections.properties(Sheet::upright(writer.setup));
    let mut xml = Xml::part();
    xml.open(
        "w:document",
        &[
            ("xmlns:w", super::WORD),
            ("xmlns:r", super::package::RELATIONS),
            ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
            ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
            ("xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
        ],
    );
    xml.open("w:body", &[]);
    for piece in &written {
        match piece {
            Piece::Paragraph(paragraph) => paragraph.write(&mut xml),
            Piece::Table(table) => xml.append(table),
            Piece::Section(_) => {}
        }
    }
    xml.append(&last);
    xml.finish()
}

/// A paragraph right below a table, but for its notes and its source, stands apart from it.
fn apart(mut piece: Piece, before: Option<&Piece>) -> Piece {
    const GAP: u32 = 200;
    if let (Piece::Paragraph(paragraph), Some(Piece::Table(_))) = (&mut piece, before)
        && !matches!(paragraph.style, "SourceLine" | "TableNote" | "Caption" | "Heading1" | "Heading2" | "Heading3")
    {
        paragraph.before = Some(GAP);
    }
    piece
}

struct Sections<'a> {
    writer: &'a Writer<'a>,
    furniture: &'a Furniture,
    /// Whether no section was written yet.
    first: bool,
}

impl Sections<'_> {
    fn properties(&mut self, sheet: Sheet) -> Vec<u8> {
        let mut xml = Xml::fragment();
        xml.open("w:sectPr", &[]);
        self.furniture.refer(&mut xml, sheet.lying, self.first);
        xml.open("w:endnotePr", &[]);
        xml.value("w:numFmt", "decimal");
        xml.close();
        let (width, height) = (sheet.width.to_string(), sheet.height.to_string());
        let mut size = vec![("w:w", width.as_str()), ("w:h", height.as_str())];
        if sheet.lying {
            size.push(("w:orient", "landscape"));
        }
        xml.empty("w:pgSz", &size);
        let [above, right, below, left] = sheet.margins.map(|margin| margin.to_string());
        let [head, foot] = sheet.furniture.map(|edge| edge.to_string());
        xml.empty(
            "w:pgMar",
            &[
                ("w:top", &above),
                ("w:right", &right),
                ("w:bottom", &below),
                ("w:left", &left),
                ("w:header", &head),
                ("w:footer", &foot),
                ("w:gutter", "0"),
            ],
        );
        if self.first && self.furniture.first_differs() {
            xml.empty("w:titlePg", &[]);
        }
        if self.writer.base == super::script::Kind::RightToLeft {
            xml.empty("w:bidi", &[]);
        }
        self.first = false;
        xml.finish()
    }
}
