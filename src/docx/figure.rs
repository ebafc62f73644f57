//! Charts and pictures: SVG with a PNG for readers that have none, each with what it shows in words.

use super::paragraph::{Paragraph, Piece};
use super::references::{number_of, unbroken};
use super::runs::Look;
use super::xml::Xml;
use super::{Part, Writer};
use crate::doc::{Caption, Drawing, Figure, Graphic, Plate};
use crate::page::Page;
use crate::picture::{self, About};

/// Units of drawings in a point (English Metric Units).
const EMU: f32 = 12_700.0;
/// The extension that holds the SVG of a picture, and its name space.
const SVG: (&str, &str) =
    ("{96DAC541-7B7A-43D3-8B79-37D633B846F1}", "http://schemas.microsoft.com/office/drawing/2016/SVG/main");
/// The extension that says that a picture only adorns, and its name space.
const DECORATIVE: (&str, &str) =
    ("{C183D7F6-B498-43B3-948B-1728B52AA6E4}", "http://schemas.microsoft.com/office/drawing/2017/decorative");

/// What is counted under a caption.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counted {
    Figure,
    Table,
}

/// A picture among the files of the package.
struct Placed {
    png: String,
    svg: Option<String>,
    /// In points.
    width: f32,
    height: f32,
}

impl Writer<'_> {
    /// A figure with its caption and its source.
    pub(super) fn figure(&mut self, figure: &Figure) -> Vec<Piece> {
        let mut pieces = self.caption(figure.caption.as_ref(), figure.anchor.as_deref(), Counted::Figure);
        let placed = match &figure.graphic {
            Graphic::Drawing(drawing) => self.drawing(drawing, figure),
            Graphic::Picture { picture, width } => self.picture(*picture, *width),
        };
        if let Some(placed) = placed {
            let mut xml = Xml::fragment();
            self.inline(&mut xml, &placed, Some(&figure.alt));
            let keep_next = !figure.source.is_empty();
            pieces.push(Piece::Paragraph(Paragraph { keep_next, ..Paragraph::new("FigureImage", xml.finish()) }));
        }
        pieces.extend(self.source(&figure.source));
        pieces
    }

    /// The source below a figure or table.
    pub(super) fn source(&mut self, source: &[crate::doc::Inline]) -> Option<Piece> {
        (!source.is_empty()).then(|| Piece::Paragraph(Paragraph::new("SourceLine", self.runs(source, false))))
    }

    /// A picture that the design places.
    pub(super) fn plate(&mut self, plate: &Plate, share: f32) -> Option<Piece> {
        let placed = self.picture(plate.picture, share)?;
        let mut xml = Xml::fragment();
        self.inline(&mut xml, &placed, plate.alt.as_deref());
        Some(Piece::Paragraph(Paragraph::new("FigureImage", xml.finish())))
    }

    /// A caption: label and title, and what is measured below.
    pub(super) fn caption(&mut self, caption: Option<&Caption>, anchor: Option<&str>, counted: Counted) -> Vec<Piece> {
        let Some(caption) = caption else { return Vec::new() };
        let mut xml = Xml::fragment();
        let label = caption.label.as_str();
        self.marked_place(&mut xml, anchor, |writer, xml| writer.label(xml, label, counted));
        if !label.is_empty() && !caption.title.is_empty() {
            self.text(&mut xml, "\u{2003}", Look::default());
        }
        self.inlines(&mut xml, &caption.title, false);
        let first = Paragraph { keep_next: true, ..Paragraph::new("Caption", xml.finish()) };
        let mut pieces = vec![Piece::Paragraph(first)];
        if !caption.subtitle.is_empty() {
            let runs = self.runs(&caption.subtitle, false);
            let below = Paragraph { keep_next: true, ..Paragraph::new("CaptionSubtitle", runs) };
            pieces.push(Piece::Paragraph(below));
        }
        pieces
    }

    /// "Figure 2": Word counts it, where it comes to the same.
    fn label(&mut self, xml: &mut Xml, label: &str, counted: Counted) {
        let Some((before, number)) = number_of(label) else { return self.text(xml, label, Look::default()) };
        let (name, count) = match counted {
            Counted::Figure => ("Figure", &mut self.figures),
            Counted::Table => ("Table", &mut self.tables),
        };
        let again = if number == *count + 1 { String::new() } else { format!("\\r {number} ") };
        *count = number;
        // as references have it, for they repeat what stands here
        self.text(xml, &unbroken(before), Look::default());
        self.field(xml, &format!(" SEQ {name} \\* ARABIC {again}"), &number.to_string(), Look::default());
    }

    /// The files of a drawing.
    fn drawing(&mut self, drawing: &Drawing, figure: &Figure) -> Option<Placed> {
        let page = Page { width: drawing.width, height: drawing.height, items: drawing.items.clone() };
        let number = self.drawings + 1;
        let label = figure.caption.as_ref().map_or_else(String::new, |caption| caption.label.clone());
        let about = About {
            id: format!("drawing-{number}"),
            title: label,
            description: figure.alt.clone(),
            language: self.language.to_owned(),
        };
        let png = picture::png_on(&mut self.canvas, &page, &about)?;
        let svg = picture::svg_on(&mut self.canvas, &page, &about);
        let (png_name, svg_name) = (format!("media/drawing{number}.png"), format!("media/drawing{number}.svg"));
        Some(Placed {
            png: self.file(png_name, png),
            svg: Some(self.file(svg_name, svg)),
            width: drawing.width,
            height: drawing.height,
        })
    }

    /// The file of a picture, so wide as a share of the text.
    fn picture(&mut self, index: usize, share: f32) -> Option<Placed> {
        let picture = self.document.pictures.get(index)?;
        let name = format!("media/picture{}.png", index + 1);
        let known = self.media.iter().any(|(known, _)| known.strip_prefix("word/") == Some(&name));
        let png = match known {
            true => self.relations_of(Part::Document).part("image", &name),
            false => self.file(name, picture::raster(picture)?),
        };
        let width = self.sheet.text_width() as f32 / super::styles::TWIPS * share;
        let height = width * picture.height as f32 / picture.width.max(1) as f32;
        Some(Placed { png, svg: None, width, height })
    }

    /// Adds a file; the id of its relation.
    fn file(&mut self, name: String, bytes: Vec<u8>) -> String {
        let id = self.relations_of(Part::Document).part("image", &name);
        self.media.push((format!("word/{name}"), bytes));
        id
    }

    /// The run that shows a picture in the line.
    fn inline(&mut self, xml: &mut Xml, placed: &Placed, alt: Option<&str>) {
        self.drawings += 1;
        let (width, height) = self.fitted(placed);
        let (width, height) = ((width * EMU).round().to_string(), (height * EMU).round().to_string());
        let id = self.drawings.to_string();
        let name = format!("Picture {id}");
        xml.open("w:r", &[]);
        xml.open("w:drawing", &[]);
        xml.open("wp:inline", &[("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")]);
        xml.empty("wp:extent", &[("cx", &width), ("cy", &height)]);
        match alt.filter(|alt| !alt.is_empty()) {
            Some(alt) => xml.empty("wp:docPr", &[("id", &id), ("name", &name), ("descr", alt)]),
            None => {
                xml.open("wp:docPr", &[("id", &id), ("name", &name)]);
                xml.open("a:extLst", &[]);
                xml.open("a:ext", &[("uri", DECORATIVE.0)]);
                xml.empty("adec:decorative", &[("xmlns:adec", DECORATIVE.1), ("val", "1")]);
                (0..3).for_each(|_| xml.close());
            }
        }
        xml.open("wp:cNvGraphicFramePr", &[]);
        xml.empty("a:graphicFrameLocks", &[("noChangeAspect", "1")]);
        xml.close();
        graphic(xml, placed, (&id, &name), (&width, &height));
        (0..3).for_each(|_| xml.close());
    }

    /// Its size, made smaller where the sheet has not the room.
    fn fitted(&self, placed: &Placed) -> (f32, f32) {
        // room for caption and source on the same page
        const MOST: f32 = 0.8;
        let points = |twips: u32| twips as f32 / super::styles::TWIPS;
        let (width, height) = (points(self.sheet.text_width()), points(self.sheet.text_height()) * MOST);
        let scale = (width / placed.width).min(height / placed.height).min(1.0);
        (placed.width * scale, placed.height * scale)
    }
}

/// `a:graphic`: the picture, its files and its frame.
fn graphic(xml: &mut Xml, placed: &Placed, (id, name): (&str, &str), (width, height): (&str, &str)) {
    let uri = "http://schemas.openxmlformats.org/drawingml/2006/picture";
    xml.open("a:graphic", &[]);
    xml.open("a:graphicData", &[("uri", uri)]);
    xml.open("pic:pic", &[]);
    xml.open("pic:nvPicPr", &[]);
    xml.empty("pic:cNvPr", &[("id", id), ("name", name)]);
    xml.empty("pic:cNvPicPr", &[]);
    xml.close();
    xml.open("pic:blipFill", &[]);
    match &placed.svg {
        Some(svg) => {
            xml.open("a:blip", &[("r:embed", &placed.png)]);
            xml.open("a:extLst", &[]);
            xml.open("a:ext", &[("uri", SVG.0)]);
            xml.empty("asvg:svgBlip", &[("xmlns:asvg", SVG.1), ("r:embed", svg)]);
            (0..3).for_each(|_| xml.close());
        }
        None => xml.empty("a:blip", &[("r:embed", &placed.png)]),
    }
    xml.open("a:stretch", &[]);
    xml.empty("a:fillRect", &[]);
    xml.close();
    xml.close();
    xml.open("pic:spPr", &[]);
    xml.open("a:xfrm", &[]);
    xml.empty("a:off", &[("x", "0"), ("y", "0")]);
    xml.empty("a:ext", &[("cx", width), ("cy", height)]);
    xml.close();
    xml.open("a:prstGeom", &[("prst", "rect")]);
    xml.empty("a:avLst", &[]);
    (0..5).for_each(|_| xml.close());
}
