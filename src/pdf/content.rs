//! Display-list items to printpdf operations, page by page.

use super::compress::Deflater;
use super::font::{Subsets, resource};
use super::glyphs::Line;
use super::object::{self, Flip};
use super::{Fault, glyphs, image};
use crate::page::{Artifact, Color, Item, Mark, Page, Pages, Path, Point, Rect, Segment, Stroke};
use crate::text::FaceId;
use lopdf::{Document, ObjectId, Stream};
use printpdf::{
    DictItem, LineDashPattern, LinePoint, Op, PaintMode, PdfDocument, PdfFont, PdfPage, Polygon, PolygonRing, Pt,
    WindingOrder, XObjectTransform,
};
use std::collections::BTreeMap;

/// How many pages printpdf turns into operators at a time: its operations are far larger than what they become.
const AT_A_TIME: usize = 32;

/// The document as far as printpdf writes it but for what is on its pages: fonts and pictures, all under our own names, since
/// those that printpdf would give come from a counter that is shared by all documents of a process.
pub fn frame(pages: &Pages, subsets: &Subsets) -> std::io::Result<PdfDocument> {
    let mut document = PdfDocument::new("");
    let fonts = subsets.iter().map(|(face, subset)| (resource(face), PdfFont::new(subset.font.clone())));
    document.resources.fonts.map = fonts.collect();
    document.resources.xobjects.map = image::resources(pages)?;
    document.pages = pages.pages.iter().map(|page| sheet(page, Vec::new())).collect();
    if let Some(first) = document.pages.first_mut() {
        first.ops = glyphs::sheet(subsets);
    }
    Ok(document)
}

/// Puts onto the pages of `document` what is on them. The sheet of glyphs on the first one goes.
pub fn fill(document: &mut Document, pages: &Pages, subsets: &Subsets) -> Result<(), Fault> {
    let mut deflater = Deflater::new();
    let mut places = document.get_pages().into_values();
    for pages_here in pages.pages.chunks(AT_A_TIME) {
        let mut part = PdfDocument::new("");
        part.pages = pages_here.iter().map(|page| draw_page(pages, page, subsets)).collect();
        let mut part = super::converted(&part)?;
        for (from, to) in part.get_pages().into_values().zip(&mut places) {
            let drawn = std::mem::take(&mut content(&mut part, from)?.content);
            let place = content(document, to)?;
            place.set_content(drawn);
            deflater.stream(place)?;
        }
    }
    Ok(())
}

/// What is on a page.
fn content(document: &mut Document, page: ObjectId) -> Result<&mut Stream, Fault> {
    let id = document.get_dictionary(page).and_then(|page| page.get(b"Contents")?.as_reference())?;
    Ok(document.get_object_mut(id)?.as_stream_mut()?)
}

fn draw_page(pages: &Pages, page: &Page, subsets: &Subsets) -> PdfPage {
    let mut painter = Painter::new(pages, page, subsets);
    for item in &page.items {
        painter.item(item);
    }
    painter.end_text();
    sheet(page, painter.ops)
}

fn sheet(page: &Page, ops: Vec<Op>) -> PdfPage {
    let height = Flip::new(page.height).y(0.0);
    let sheet = printpdf::Rect::from_xywh(Pt(0.0), Pt(0.0), Pt(object::points(page.width)), Pt(height));
    PdfPage { media_box: sheet.clone(), trim_box: sheet.clone(), crop_box: sheet, ops }
}

/// Marked content with properties (ISO 32000-1, 14.6).
pub fn marked<const N: usize>(tag: &str, properties: [(&str, DictItem); N]) -> Op {
    let map: BTreeMap<String, DictItem> = properties.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties: DictItem::Dict { map } }
}

/// What a viewer remembers from one operation to the next.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The colour inside.
    pub fill: Option<Color>,
    /// The face and size.
    pub font: Option<(FaceId, f32)>,
    stroke: Option<Stroke>,
}

/// Writes the operations of one page.
#[derive(Debug)]
pub struct Painter<'a> {
    pages: &'a Pages,
    /// The faces.
    pub subsets: &'a Subsets,
    /// The page's coordinates.
    pub flip: Flip,
    /// The operations so far.
    pub ops: Vec<Op>,
    /// What the viewer remembers.
    pub state: State,
    /// The line of text that is open.
    pub line: Option<Line>,
    /// What the viewer remembered when the clip began.
    unclipped: State,
    /// The number of the next piece of marked content on this page.
    next_mark: i64,
}

impl<'a> Painter<'a> {
    fn new(pages: &'a Pages, page: &Page, subsets: &'a Subsets) -> Self {
        Painter {
            pages,
            subsets,
            flip: Flip::new(page.height),
            ops: Vec::new(),
            state: State::default(),
            line: None,
            unclipped: State::default(),
            next_mark: 0,
        }
    }

    fn item(&mut self, item: &Item) {
        if let Item::Glyphs(run) = item {
            self.glyphs(run);
            return;
        }
        self.end_text();
        match item {
            Item::Begin(mark) => self.begin(*mark),
            Item::End => self.ops.push(Op::EndMarkedContent),
            Item::Path(path) => self.path(path),
            Item::Clip(segments) => self.clip(segments),
            Item::Unclip => {
                self.ops.push(Op::RestoreGraphicsState);
                self.state = std::mem::take(&mut self.unclipped);
            }
            Item::Image { image, rect } => self.image(*image, *rect),
            Item::Glyphs(_) => {}
        }
    }

    fn begin(&mut self, mark: Mark) {
        let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
        let pagination = |kind| marked("Artifact", [("Type", name("Pagination")), ("Subtype", name(kind))]);
        let op = match mark {
            Mark::Artifact(Artifact::Header) => pagination("Header"),
            Mark::Artifact(Artifact::Footer) => pagination("Footer"),
            Mark::Artifact(Artifact::Layout) => marked("Artifact", [("Type", name("Layout"))]),
            Mark::Content(id) => {
                let owner = self.pages.structure.contents.get(id.0 as usize);
                let element = owner.and_then(|owner| self.pages.structure.elements.get(owner.0 as usize));
                let number = self.next_mark;
                self.next_mark += 1;
                marked(element.map_or("Span", |e| e.role.standard_type()), [("MCID", DictItem::Int(number))])
            }
        };
        self.ops.push(op);
    }

    fn path(&mut self, path: &Path) {
        let rings = self.rings(&path.segments);
        if let Some(color) = path.fill {
            self.set_fill(color);
            let rings = rings.iter().map(|ring| PolygonRing { points: ring.points.clone() }).collect();
            self.ops.push(polygon(rings, PaintMode::Fill));
        }
        if let Some(stroke) = &path.stroke {
            self.set_stroke(stroke);
            self.ops.extend(rings.into_iter().map(|line| Op::DrawLine { line }));
        }
    }

    fn clip(&mut self, segments: &[Segment]) {
        self.unclipped = self.state.clone();
        self.ops.push(Op::SaveGraphicsState);
        let rings = self.rings(segments).into_iter().map(|ring| PolygonRing { points: ring.points }).collect();
        self.ops.push(polygon(rings, PaintMode::Clip));
    }

    /// The rings of a path, with the control points of curves marked as printpdf wants them.
    fn rings(&self, segments: &[Segment]) -> Vec<printpdf::Line> {
        let mut rings: Vec<printpdf::Line> = Vec::new();
        for segment in segments {
            let points = match *segment {
                Segment::Move(point) => {
                    rings.push(printpdf::Line::default());
                    vec![(point, false)]
                }
                Segment::Line(point) => vec![(point, false)],
                Segment::Curve(first, second, end) => vec![(first, true), (second, true), (end, false)],
                Segment::Close => Vec::new(),
            };
            if let Some(ring) = rings.last_mut() {
                ring.is_closed |= matches!(segment, Segment::Close);
                ring.points.extend(points.into_iter().map(|(point, bezier)| self.line_point(point, bezier)));
            }
        }
        rings
    }

    fn line_point(&self, point: Point, bezier: bool) -> LinePoint {
        let (x, y) = self.flip.point(point);
        LinePoint { p: printpdf::Point { x: Pt(x), y: Pt(y) }, bezier }
    }

    fn image(&mut self, image: usize, rect: Rect) {
        let transform = XObjectTransform {
            translate_x: Some(Pt(object::points(rect.x))),
            translate_y: Some(Pt(self.flip.y(rect.y + rect.height))),
            scale_x: Some(object::points(rect.width)),
            scale_y: Some(object::points(rect.height)),
            no_auto_scale: true,
            ..XObjectTransform::default()
        };
        self.ops.push(Op::UseXobject { id: image::resource(image), transform });
    }

    /// Sets the colour inside, where it changes.
    pub fn set_fill(&mut self, color: Color) {
        if self.state.fill != Some(color) {
            self.state.fill = Some(color);
            self.ops.push(Op::SetFillColor { col: rgb(color) });
        }
    }

    fn set_stroke(&mut self, stroke: &Stroke) {
        let known = self.state.stroke.as_ref();
        if known.map(|known| known.color) != Some(stroke.color) {
            self.ops.push(Op::SetOutlineColor { col: rgb(stroke.color) });
        }
        if known.map(|known| known.width) != Some(stroke.width) {
            self.ops.push(Op::SetOutlineThickness { pt: Pt(object::points(stroke.width)) });
        }
        if known.map_or(Vec::new(), |known| known.dash.clone()) != stroke.dash {
            let lengths: Vec<f32> = stroke.dash.iter().copied().map(object::points).collect();
            self.ops.push(Op::SetLineDashPattern { dash: LineDashPattern::new(0.0, &lengths) });
        }
        self.state.stroke = Some(stroke.clone());
    }
}

fn polygon(rings: Vec<PolygonRing>, mode: PaintMode) -> Op {
    Op::DrawPolygon { polygon: Polygon { rings, mode, winding_order: WindingOrder::NonZero } }
}

/// A colour with its parts from 0 to 1, rounded to thousandths: enough to tell 256 steps apart.
fn rgb(color: Color) -> printpdf::Color {
    let part = |value: u8| (f32::from(value) / 255.0 * 1000.0).round() / 1000.0;
    let (r, g, b) = (part(color.r), part(color.g), part(color.b));
    printpdf::Color::Rgb(printpdf::Rgb { r, g, b, icc_profile: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_keep_their_steps() {
        let part = |r: u8| match rgb(Color::rgb(r, 0, 0)) {
            printpdf::Color::Rgb(rgb) => rgb.r.to_string(),
            _ => String::new(),
        };
        let parts: std::collections::BTreeSet<String> = (0..=255).map(part).collect();
        assert_eq!(parts.len(), 256);
        assert_eq!(part(255), "1");
    }
}
