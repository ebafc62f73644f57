//! The plotters backend: plotters' drawing calls become display-list items, as vectors and real text.
//!
//! Plotters counts in whole units; a unit is a hundredth of a point, so that a mark is off by no more than that. Whatever
//! would be a bitmap is an error, as is turned text. A drawing has no transparency: colours are blended with white.

use super::labels::{Anchor, Lettering, Look};
use crate::page::{Color, Item, Path, Point, Segment, Stroke};
use crate::text::Weight;
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
    FontTransform,
};
use std::fmt;

/// Plotters' units in a point.
const UNITS: f32 = 100.0;
/// The share of the radius at which the control points of a quarter circle stand.
const QUARTER: f32 = 0.552_284_8;

/// A length in plotters' units.
pub(super) fn units(points: f32) -> i32 {
    // A drawing is some hundred points wide, far inside i32.
    (points * UNITS).round() as i32
}

/// A length in points.
pub(super) fn points(units: i32) -> f32 {
    units as f32 / UNITS
}

/// What plotters asked for and a drawing cannot hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Undrawable {
    /// Single pixels and bitmaps.
    Bitmap,
    /// Text at an angle.
    TurnedText,
    /// Text with a character that no face has.
    Text(String),
}

impl fmt::Display for Undrawable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Undrawable::Bitmap => f.write_str("a drawing holds no bitmaps"),
            Undrawable::TurnedText => f.write_str("a drawing holds no turned text"),
            Undrawable::Text(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Undrawable {}

type Drawn = Result<(), DrawingErrorKind<Undrawable>>;

fn refuse(what: Undrawable) -> Drawn {
    Err(DrawingErrorKind::DrawingError(what))
}

/// How a line is drawn.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pen {
    /// Its colour.
    pub(super) color: Color,
    /// Its width in points.
    pub(super) width: f32,
    /// Dash and gap in turn, in points; empty for a solid line.
    pub(super) dash: &'static [f32],
}

/// A drawing under way.
pub(super) struct Canvas<'a> {
    size: (f32, f32),
    /// Where the language runs from right to left, so does the whole chart.
    mirrored: bool,
    lettering: Lettering<'a>,
    items: &'a mut Vec<Item>,
}

impl<'a> Canvas<'a> {
    /// An empty canvas of `size`, width and height in points, whose marks go to `items`. On a mirrored one all that is
    /// drawn at `x` stands at `width − x`.
    pub(super) fn new(size: (f32, f32), mirrored: bool, lettering: Lettering<'a>, items: &'a mut Vec<Item>) -> Self {
        Canvas { size, mirrored, lettering, items }
    }

    /// The marks that `paint` makes, seen only inside the closed ring of straight lines through `ring`.
    pub(super) fn clipped(&mut self, ring: &[Point], paint: impl FnOnce(&mut Self)) {
        let clip = self.turned(closed(outline(ring)));
        self.items.push(Item::Clip(clip));
        paint(self);
        self.items.push(Item::Unclip);
    }

    fn turned(&self, segments: Vec<Segment>) -> Vec<Segment> {
        if !self.mirrored {
            return segments;
        }
        let width = self.size.0;
        segments.into_iter().map(|segment| segment.map(|at| Point { x: width - at.x, y: at.y })).collect()
    }

    /// A filled ring of straight lines.
    pub(super) fn fill(&mut self, ring: &[Point], color: Color) {
        self.path(closed(outline(ring)), Some(color), None);
    }

    /// An open line.
    pub(super) fn stroke(&mut self, line: &[Point], pen: &Pen) {
        self.path(outline(line), None, Some(pen));
    }

    /// A disc.
    pub(super) fn disc(&mut self, center: Point, radius: f32, color: Color) {
        self.path(circle(center, radius), Some(color), None);
    }

    /// A circle with nothing inside.
    pub(super) fn ring(&mut self, center: Point, radius: f32, pen: &Pen) {
        self.path(circle(center, radius), None, Some(pen));
    }

    /// A path.
    pub(super) fn path(&mut self, segments: Vec<Segment>, fill: Option<Color>, pen: Option<&Pen>) {
        let stroke = pen.map(|pen| Stroke { color: pen.color, width: pen.width, dash: pen.dash.to_vec() });
        let segments = self.turned(segments);
        self.items.push(Item::Path(Path { segments, fill, stroke }));
    }
}

/// Plotters' point on the page.
pub(super) fn point((x, y): BackendCoord) -> Point {
    Point { x: points(x), y: points(y) }
}

fn outline(line: &[Point]) -> Vec<Segment> {
    let piece = |(index, &at)| if index == 0 { Segment::Move(at) } else { Segment::Line(at) };
    line.iter().enumerate().map(piece).collect()
}

fn closed(mut segments: Vec<Segment>) -> Vec<Segment> {
    segments.push(Segment::Close);
    segments
}

/// Four quarter circles.
fn circle(center: Point, radius: f32) -> Vec<Segment> {
    let at = |x: f32, y: f32| Point { x: center.x + x * radius, y: center.y + y * radius };
    let k = QUARTER;
    vec![
        Segment::Move(at(1.0, 0.0)),
        Segment::Curve(at(1.0, k), at(k, 1.0), at(0.0, 1.0)),
        Segment::Curve(at(-k, 1.0), at(-1.0, k), at(-1.0, 0.0)),
        Segment::Curve(at(-1.0, -k), at(-k, -1.0), at(0.0, -1.0)),
        Segment::Curve(at(k, -1.0), at(1.0, -k), at(1.0, 0.0)),
        Segment::Close,
    ]
}

/// The colour as it looks on white paper; none where nothing is to be seen.
fn opaque(color: BackendColor) -> Option<Color> {
    let alpha = color.alpha.clamp(0.0, 1.0);
    let blend = |part: u8| (f64::from(part) * alpha + 255.0 * (1.0 - alpha)).round() as u8;
    let (r, g, b) = color.rgb;
    (alpha > 0.0).then(|| Color::rgb(blend(r), blend(g), blend(b)))
}

/// The pen of a plotters style, whose width is in canvas units.
fn pen<S: BackendStyle>(style: &S) -> Option<Pen> {
    opaque(style.color()).map(|color| Pen { color, width: style.stroke_width() as f32 / UNITS, dash: &[] })
}

/// The look and anchor of a plotters text.
fn look<T: BackendTextStyle>(style: &T) -> Option<Look> {
    let weight = if matches!(style.style(), FontStyle::Bold) { Weight::Bold } else { Weight::Regular };
    opaque(style.color()).map(|color| Look { size: style.size() as f32 / UNITS, weight, color })
}

impl DrawingBackend for Canvas<'_> {
    type ErrorType = Undrawable;

    fn get_size(&self) -> (u32, u32) {
        (units(self.size.0).unsigned_abs(), units(self.size.1).unsigned_abs())
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Drawn {
        refuse(Undrawable::Bitmap)
    }

    fn blit_bitmap(&mut self, _: BackendCoord, _: (u32, u32), _: &[u8]) -> Drawn {
        refuse(Undrawable::Bitmap)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, style: &S, fill: bool) -> Drawn {
        let ring = [a, (b.0, a.1), b, (a.0, b.1)];
        if fill {
            return self.fill_polygon(ring, style);
        }
        if let Some(pen) = pen(style) {
            self.path(closed(outline(&ring.map(point))), None, Some(&pen));
        }
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let line: Vec<Point> = path.into_iter().map(point).collect();
        if let Some(pen) = pen(style).filter(|_| line.len() > 1) {
            self.stroke(&line, &pen);
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        let segments = circle(point(center), radius as f32 / UNITS);
        if let Some(pen) = pen(style) {
            if fill {
                self.path(segments, Some(pen.color), None);
            } else {
                self.path(segments, None, Some(&pen));
            }
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, ring: I, style: &S) -> Drawn {
        let ring: Vec<Point> = ring.into_iter().map(point).collect();
        if let Some(color) = opaque(style.color()) {
            self.fill(&ring, color);
        }
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, at: BackendCoord) -> Drawn {
        if !matches!(style.transform(), FontTransform::None) {
            return refuse(Undrawable::TurnedText);
        }
        let Some(look) = look(style) else { return Ok(()) };
        let at = point(at);
        let anchor = match style.anchor().h_pos {
            HPos::Left => Anchor::Left,
            HPos::Center => Anchor::Middle,
            HPos::Right => Anchor::Right,
        };
        let baseline = match style.anchor().v_pos {
            VPos::Top => at.y + look.cap_height(),
            VPos::Center => at.y + look.cap_height() / 2.0,
            VPos::Bottom => at.y,
        };
        let line = self.lettering.line(text, look).map_err(undrawable)?;
        let placed = line.placed(at.x, baseline, anchor);
        self.items.extend(if self.mirrored { placed.mirrored(self.size.0) } else { placed }.items);
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Undrawable>> {
        let look = look(style).unwrap_or(Look {
            size: style.size() as f32 / UNITS,
            weight: Weight::Regular,
            color: Color::BLACK,
        });
        let line = self.lettering.line(text, look).map_err(undrawable)?;
        Ok((units(line.width()).unsigned_abs(), units(look.leading()).unsigned_abs()))
    }
}

fn undrawable(refusal: super::Refusal) -> DrawingErrorKind<Undrawable> {
    DrawingErrorKind::DrawingError(Undrawable::Text(refusal.message))
}
