//! Display-list items to the operations of content streams, page by page.

use super::compress::Deflater;
use super::deflated::Deflated;
use super::font::{Subsets, resource};
use super::glyphs::Line;
use super::object::{self, Flip};
use super::stream::{Operations, integer};
use super::{Fault, glyphs, image};
use crate::page::{Artifact, Color, Item, Mark, Page, Pages, Path, Rect, Segment, Stroke};
use crate::text::FaceId;
use lopdf::{Document, ObjectId, Stream};
use printpdf::{PdfDocument, PdfFont, PdfPage, Pt};

/// The document as far as printpdf writes it but for what is on its pages: fonts and pictures, all under our own names, since
/// those that printpdf would give come from a counter that is shared by all documents of a process. The first page holds
/// the [`glyphs::sheet`], by which printpdf knows what of each font is embedded.
pub fn frame(pages: &Pages, subsets: &Subsets, known: Option<&Deflated>) -> std::io::Result<PdfDocument> {
    let mut document = PdfDocument::new("");
    let fonts = subsets.iter().map(|(face, subset)| (resource(face), PdfFont::new(subset.font.clone())));
    document.resources.fonts.map = fonts.collect();
    document.resources.xobjects.map = image::resources(pages, known)?;
    document.pages = pages.pages.iter().map(blank).collect();
    if let Some(first) = document.pages.first_mut() {
        first.ops = glyphs::sheet(subsets);
    }
    Ok(document)
}

/// Puts onto the pages of `document` what is on them. The sheet of glyphs on the first one goes.
pub fn fill(document: &mut Document, pages: &Pages, subsets: &Subsets) -> Result<(), Fault> {
    let mut deflater = Deflater::new();
    let places: Vec<ObjectId> = document.get_pages().into_values().collect();
    for (page, place) in pages.pages.iter().zip(places) {
        let place = content(document, place)?;
        place.set_content(operations(pages, page, subsets));
        deflater.stream(place, None)?;
    }
    Ok(())
}

fn blank(page: &Page) -> PdfPage {
    let height = Flip::new(page.height).y(0.0);
    let sheet = printpdf::Rect::from_xywh(Pt(0.0), Pt(0.0), Pt(object::points(page.width)), Pt(height));
    PdfPage { media_box: sheet.clone(), trim_box: sheet.clone(), crop_box: sheet, ops: Vec::new() }
}

/// What is on a page.
fn content(document: &mut Document, page: ObjectId) -> Result<&mut Stream, Fault> {
    let id = document.get_dictionary(page).and_then(|page| page.get(b"Contents")?.as_reference())?;
    Ok(document.get_object_mut(id)?.as_stream_mut()?)
}

/// The operations that paint a page.
fn operations(pages: &Pages, page: &Page, subsets: &Subsets) -> Vec<u8> {
    let mut painter = Painter::new(pages, page, subsets);
    for item in &page.items {
        painter.item(item);
    }
    painter.end_text();
    painter.out.into_bytes()
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
    pub out: Operations,
    /// What the viewer remembers.
    pub state: State,
    /// The line of text that is open.
    pub line: Option<Line>,
    /// What the viewer remembered when the clip began.
    unclipped: State,
    /// The number of the next piece of marked content on this page.
    next_mark: u64,
}

impl<'a> Painter<'a> {
    fn new(pages: &'a Pages, page: &Page, subsets: &'a Subsets) -> Self {
        Painter {
            pages,
            subsets,
            flip: Flip::new(page.height),
            out: Operations::default(),
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
            Item::End => self.out.operator("EMC"),
            Item::Path(path) => self.path(path),
            Item::Clip(segments) => self.clip(segments),
            Item::Unclip => {
                self.out.operator("Q");
                self.state = std::mem::take(&mut self.unclipped);
            }
            Item::Image { image, rect } => self.image(*image, *rect),
            Item::Glyphs(_) => {}
        }
    }

    fn begin(&mut self, mark: Mark) {
        let mut artifact = |properties: &str| self.out.marked("Artifact", properties.as_bytes());
        match mark {
            Mark::Artifact(Artifact::Header) => artifact("/Subtype/Header/Type/Pagination"),
            Mark::Artifact(Artifact::Footer) => artifact("/Subtype/Footer/Type/Pagination"),
            Mark::Artifact(Artifact::Layout) => artifact("/Type/Layout"),
            Mark::Content(id) => {
                let owner = self.pages.structure.contents.get(id.0 as usize);
                let element = owner.and_then(|owner| self.pages.structure.elements.get(owner.0 as usize));
                let mut properties = b"/MCID ".to_vec();
                integer(self.next_mark, &mut properties);
                self.next_mark += 1;
                self.out.marked(element.map_or("Span", |e| e.role.standard_type()), &properties);
            }
        }
    }

    fn path(&mut self, path: &Path) {
        if let Some(color) = path.fill {
            self.set_fill(color);
            self.closed(&path.segments, &["f"]);
        }
        if let Some(stroke) = &path.stroke {
            self.set_stroke(stroke);
            rings(&path.segments).for_each(|ring| self.line(ring));
        }
    }

    fn clip(&mut self, segments: &[Segment]) {
        self.unclipped = self.state.clone();
        self.out.operator("q");
        self.closed(segments, &["W", "n"]);
    }

    /// All rings of a path, the last one closed, and what is done with them.
    fn closed(&mut self, segments: &[Segment], operators: &[&str]) {
        let mut any = false;
        for ring in rings(segments) {
            self.trace(ring);
            any = true;
        }
        if any {
            self.out.operator("h");
            operators.iter().for_each(|operator| self.out.operator(operator));
        }
    }

    /// Strokes one ring.
    fn line(&mut self, ring: &[Segment]) {
        self.trace(ring);
        if ring.contains(&Segment::Close) {
            self.out.operator("h");
        }
        self.out.operator("S");
    }

    fn trace(&mut self, ring: &[Segment]) {
        for segment in ring {
            match *segment {
                Segment::Move(point) => {
                    let (x, y) = self.flip.point(point);
                    self.out.numbers([x, y], "m");
                }
                Segment::Line(point) => {
                    let (x, y) = self.flip.point(point);
                    self.out.numbers([x, y], "l");
                }
                Segment::Curve(first, second, end) => {
                    let [first, second, end] = [first, second, end].map(|point| self.flip.point(point));
                    self.out.numbers([first.0, first.1, second.0, second.1, end.0, end.1], "c");
                }
                Segment::Close => {}
            }
        }
    }

    fn image(&mut self, image: usize, rect: Rect) {
        let (width, height) = (object::points(rect.width), object::points(rect.height));
        let (x, y) = (object::points(rect.x), self.flip.y(rect.y + rect.height));
        self.out.operator("q");
        self.out.numbers([width, 0.0, 0.0, height, x, y], "cm");
        self.out.resource(&image::resource(image).0);
        self.out.operator("Q");
    }

    /// Sets the colour inside, where it changes.
    pub fn set_fill(&mut self, color: Color) {
        if self.state.fill != Some(color) {
            self.state.fill = Some(color);
            self.out.color(color, "rg");
        }
    }

    fn set_stroke(&mut self, stroke: &Stroke) {
        let known = self.state.stroke.as_ref();
        if known.map(|known| known.color) != Some(stroke.color) {
            self.out.color(stroke.color, "RG");
        }
        if known.map(|known| known.width) != Some(stroke.width) {
            self.out.numbers([object::points(stroke.width)], "w");
        }
        if known.map_or(&[][..], |known| known.dash.as_slice()) != stroke.dash.as_slice() {
            self.out.dash(stroke.dash.iter().copied().map(object::points));
        }
        self.state.stroke = Some(stroke.clone());
    }
}

/// The rings of a path: each begins where the pen is put down.
fn rings(segments: &[Segment]) -> impl Iterator<Item = &[Segment]> {
    let rings = segments.chunk_by(|_, next| !matches!(next, Segment::Move(_)));
    rings.filter(|ring| matches!(ring.first(), Some(Segment::Move(_))))
}
