//! Glyphs as paths.

use crate::page::{Glyph, GlyphRun, Point, Segment};
use crate::text::{FaceId, Fonts};
use skrifa::instance::Size;
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use std::collections::BTreeMap;

/// The outline of a glyph in font units, its origin at (0, 0), `y` downwards, nonzero winding rule. A glyph without an
/// outline, as a space, has none.
pub(super) fn of_glyph(face: FaceId, id: u16, fonts: &Fonts) -> Vec<Segment> {
    let face = fonts.face(face);
    let Ok(font) = FontRef::from_index(&face.bytes, face.index) else { return Vec::new() };
    let mut tracer = Tracer { at: Point::default(), segments: Vec::new() };
    let outline = font.outline_glyphs().get(GlyphId::from(id));
    // a variable font is drawn at the weight it is set at
    let location = font.axes().location(face.instance.map(|weight| ("wght", weight)));
    let settings = DrawSettings::unhinted(Size::unscaled(), &location);
    match outline.map(|outline| outline.draw(settings, &mut tracer)) {
        Some(Ok(_)) => tracer.segments,
        // the bundled faces are whole, and a test draws many glyphs of each; half an outline is none
        Some(Err(_)) | None => Vec::new(),
    }
}

/// The glyphs of a run with their origins, and the points in a font unit.
pub(super) fn places<'a>(run: &'a GlyphRun, fonts: &Fonts) -> (Vec<(&'a Glyph, Point)>, f32) {
    let scale = run.size / f32::from(fonts.face(run.face).units_per_em);
    let mut pen = run.origin.x;
    let place = |glyph: &'a Glyph| {
        let origin = Point { x: pen + glyph.dx, y: run.origin.y - glyph.dy };
        pen += glyph.advance;
        (glyph, origin)
    };
    (run.glyphs.iter().map(place).collect(), scale)
}

/// The outlines of the glyphs met so far: pictures show the same digits again and again.
pub(super) struct Outlines<'f> {
    pub(super) fonts: &'f Fonts,
    known: BTreeMap<(FaceId, u16), Vec<Segment>>,
}

impl<'f> Outlines<'f> {
    pub(super) fn new(fonts: &'f Fonts) -> Self {
        Outlines { fonts, known: BTreeMap::new() }
    }

    /// The outline of a glyph, as [`of_glyph`] gives it.
    pub(super) fn of_glyph(&mut self, face: FaceId, id: u16) -> &[Segment] {
        self.known.entry((face, id)).or_insert_with(|| of_glyph(face, id, self.fonts))
    }
}

/// Takes an outline in font units, `y` upwards.
struct Tracer {
    at: Point,
    segments: Vec<Segment>,
}

/// A point of an outline with `y` downwards.
fn place(x: f32, y: f32) -> Point {
    Point { x, y: -y }
}

impl OutlinePen for Tracer {
    fn move_to(&mut self, x: f32, y: f32) {
        self.at = place(x, y);
        self.segments.push(Segment::Move(self.at));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.at = place(x, y);
        self.segments.push(Segment::Line(self.at));
    }

    /// A quadratic curve as a cubic one: its control points lie two thirds of the way to the one it has.
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let (from, control, to) = (self.at, place(cx, cy), place(x, y));
        let near = |end: Point| Point {
            x: end.x + (control.x - end.x) * 2.0 / 3.0,
            y: end.y + (control.y - end.y) * 2.0 / 3.0,
        };
        self.segments.push(Segment::Curve(near(from), near(to), to));
        self.at = to;
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let (a, b, to) = (place(ax, ay), place(bx, by), place(x, y));
        self.segments.push(Segment::Curve(a, b, to));
        self.at = to;
    }

    fn close(&mut self) {
        self.segments.push(Segment::Close);
    }
}
