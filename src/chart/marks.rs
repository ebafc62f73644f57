//! Marks that plotters does not have: dashed lines, the markers of series, and the signs of bounds.
//!
//! They take their places from plotters' coordinates without its clamp: plotters moves a point outside the axis to its
//! edge, which would draw a false value.

use super::canvas::{Canvas, Pen, Undrawable, point};
use super::hatch::{self, Fill};
use crate::page::{Color, Point, Segment};
use crate::spec::Bound;
use plotters::coord::CoordTranslate;
use plotters::drawing::Rect;
use plotters::element::{CoordMapper, Drawable, PointCollection};
use plotters_backend::{BackendCoord, DrawingErrorKind};

/// From the end of a bar to the sign of its bound.
const SIGN_GAP: f32 = 1.7;
/// The height of such a sign.
const SIGN_HEIGHT: f32 = 2.6;
/// Half its width, at most.
const SIGN_HALF: f32 = 4.4;
/// The width of its line.
const SIGN_PEN: f32 = 1.0;
/// What a sign takes up beyond the end of its bar.
pub(super) const SIGN_REACH: f32 = SIGN_GAP + SIGN_HEIGHT + SIGN_PEN / 2.0;

/// The radius of a point that stands for a number.
pub(super) const POINT: f32 = 3.0;
/// The head of an arrow: its length, and half its height.
const HEAD: (f32, f32) = (4.2, 2.3);
/// The dots of an arrow's shaft and the gaps between them.
const DOTS: &[f32] = &[1.0, 1.5];
/// The thickness of the line of an interval.
const INTERVAL: f32 = 3.4;
/// The thickness of the ticks at its ends.
pub(super) const INTERVAL_TICK: f32 = 1.0;
/// Half their height.
const INTERVAL_HALF: f32 = 4.6;

/// The thickness of a whisker.
pub(super) const WHISKER: f32 = 0.9;
/// The thickness of the white ground that sets it off from its bar.
const WHISKER_GROUND: f32 = 2.1;

/// The length of the ticks of a whisker on a bar so thick.
pub(super) fn whisker_width(thickness: f32) -> f32 {
    (thickness * 0.5).clamp(2.0, 8.0)
}

/// Where the mark of a bound points to: its number stands at the flat end of the bar, the sign beyond it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// Away from the bar: that number or more.
    More,
    /// Back to the bar: that number or fewer.
    Less,
    /// A wave: near that number.
    Near,
}

/// The sign of a bound; an exact number has none.
pub(super) fn sign(bound: Bound) -> Option<Sign> {
    match bound {
        Bound::Exact => None,
        Bound::AtLeast | Bound::MoreThan => Some(Sign::More),
        Bound::AtMost | Bound::FewerThan => Some(Sign::Less),
        Bound::About => Some(Sign::Near),
    }
}

/// Where a bar grows to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Growth {
    /// Standing bars.
    Up,
    /// Lying bars.
    Right,
}

/// The marker of a series, so that series differ not by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    /// A disc.
    Disc,
    /// A square.
    Square,
    /// A triangle.
    Triangle,
    /// A diamond.
    Diamond,
    /// A ring.
    Ring,
    /// An upright cross.
    Cross,
}

/// What is drawn at the places of a [`Mark`].
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    /// A line through all of them.
    Line(Pen),
    /// A marker at each, `radius` points large.
    Marker(Marker, f32, Color),
    /// A ring around each.
    Ring(f32, Pen),
    /// The sign of a bound beyond the end of a bar that is so thick, in points.
    Sign(Sign, Growth, f32, Color),
    /// A dotted arrow away from a point, so long in points: to the right, or with a negative length to the left.
    Arrow(f32, Color),
    /// A thick line from the first place to the last, with a tick at each end of the second colour.
    Interval(Color, Color),
    /// The rectangle between the first place and the last.
    Bar(Fill),
    /// The area inside the closed line through all of them.
    Area(Fill),
    /// A thin line from the first place to the last, with a tick across each end that is so long, in points.
    Whisker(Growth, f32, Color),
}

/// Something drawn at places of the chart.
pub(super) struct Mark<C> {
    /// The places, in the chart's coordinates.
    pub(super) places: Vec<C>,
    /// What is drawn there.
    pub(super) shape: Shape,
}

/// Plotters' translation of coordinates without its clamp.
pub(super) struct Unclamped;

impl CoordMapper for Unclamped {
    type Output = BackendCoord;

    fn map<T: CoordTranslate>(translation: &T, from: &T::From, _: &Rect) -> BackendCoord {
        translation.translate(from)
    }
}

impl<'a, C> PointCollection<'a, C, Unclamped> for &'a Mark<C> {
    type Point = &'a C;
    type IntoIter = &'a [C];

    fn point_iter(self) -> &'a [C] {
        &self.places
    }
}

impl<C> Drawable<Canvas<'_>, Unclamped> for Mark<C> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        places: I,
        canvas: &mut Canvas<'_>,
        _: (u32, u32),
    ) -> Result<(), DrawingErrorKind<Undrawable>> {
        let places: Vec<Point> = places.map(point).collect();
        match &self.shape {
            Shape::Line(pen) => canvas.stroke(&places, pen),
            Shape::Marker(marker, radius, color) => {
                places.iter().for_each(|&at| draw_marker(canvas, *marker, at, *radius, *color));
            }
            Shape::Ring(radius, pen) => places.iter().for_each(|&at| canvas.ring(at, *radius, pen)),
            Shape::Sign(sign, growth, thickness, color) => {
                places.iter().for_each(|&at| draw_sign(canvas, *sign, *growth, at, *thickness, *color));
            }
            Shape::Arrow(length, color) => places.iter().for_each(|&at| draw_arrow(canvas, at, *length, *color)),
            Shape::Interval(line, ends) => draw_interval(canvas, &places, *line, *ends),
            Shape::Bar(fill) => {
                if let (Some(&a), Some(&b)) = (places.first(), places.last()) {
                    hatch::fill(canvas, &[a, Point { x: b.x, y: a.y }, b, Point { x: a.x, y: b.y }], *fill);
                }
            }
            Shape::Area(fill) => hatch::fill(canvas, &places, *fill),
            Shape::Whisker(growth, across, color) => draw_whisker(canvas, &places, *growth, *across, *color),
        }
        Ok(())
    }
}

/// Markers of one size look equally large when their areas are alike: the others reach a little further than the disc.
fn draw_marker(canvas: &mut Canvas<'_>, marker: Marker, at: Point, radius: f32, color: Color) {
    let corner = |x: f32, y: f32| Point { x: at.x + x * radius, y: at.y + y * radius };
    match marker {
        Marker::Disc => canvas.disc(at, radius, color),
        Marker::Square => {
            canvas.fill(&[corner(-0.9, -0.9), corner(0.9, -0.9), corner(0.9, 0.9), corner(-0.9, 0.9)], color);
        }
        Marker::Triangle => canvas.fill(&[corner(0.0, -1.25), corner(1.15, 0.85), corner(-1.15, 0.85)], color),
        Marker::Diamond => {
            canvas.fill(&[corner(0.0, -1.3), corner(1.3, 0.0), corner(0.0, 1.3), corner(-1.3, 0.0)], color);
        }
        Marker::Ring => {
            canvas.disc(at, radius * 1.1, Color::WHITE);
            canvas.ring(at, radius * 0.9, &Pen { color, width: 1.0, dash: &[] });
        }
        Marker::Cross => {
            let pen = Pen { color, width: 1.3, dash: &[] };
            canvas.stroke(&[corner(-1.2, 0.0), corner(1.2, 0.0)], &pen);
            canvas.stroke(&[corner(0.0, -1.2), corner(0.0, 1.2)], &pen);
        }
    }
}

/// The ticks stand with their middles at the ends. The line is white below and coloured above, so that it is seen on a
/// bar and beside it.
fn draw_whisker(canvas: &mut Canvas<'_>, places: &[Point], growth: Growth, across: f32, color: Color) {
    let half = across / 2.0;
    for (color, width) in [(Color::WHITE, WHISKER_GROUND), (color, WHISKER)] {
        let pen = Pen { color, width, dash: &[] };
        canvas.stroke(places, &pen);
        for at in places {
            let end = |by: f32| match growth {
                Growth::Up => Point { x: at.x + by, y: at.y },
                Growth::Right => Point { x: at.x, y: at.y + by },
            };
            canvas.stroke(&[end(-half), end(half)], &pen);
        }
    }
}

/// The shaft begins clear of the point that it leaves.
fn draw_arrow(canvas: &mut Canvas<'_>, at: Point, length: f32, color: Color) {
    let place = |along: f32, across: f32| Point { x: at.x + along * length.signum(), y: at.y + across };
    let (tip, (head, half)) = (length.abs(), HEAD);
    canvas.stroke(&[place(POINT + 1.0, 0.0), place(tip - head, 0.0)], &Pen { color, width: 1.1, dash: DOTS });
    canvas.fill(&[place(tip, 0.0), place(tip - head, -half), place(tip - head, half)], color);
}

/// The ticks stand with their middles at the ends of the interval.
fn draw_interval(canvas: &mut Canvas<'_>, places: &[Point], line: Color, ends: Color) {
    canvas.stroke(places, &Pen { color: line, width: INTERVAL, dash: &[] });
    for at in places {
        let end = |across: f32| Point { x: at.x, y: at.y + across };
        canvas
            .stroke(&[end(-INTERVAL_HALF), end(INTERVAL_HALF)], &Pen { color: ends, width: INTERVAL_TICK, dash: &[] });
    }
}

fn draw_sign(canvas: &mut Canvas<'_>, sign: Sign, growth: Growth, at: Point, thickness: f32, color: Color) {
    let half = (thickness * 0.36).min(SIGN_HALF);
    // `along` the bar's growth, `across` it.
    let place = |across: f32, along: f32| match growth {
        Growth::Up => Point { x: at.x + across, y: at.y - along },
        Growth::Right => Point { x: at.x + along, y: at.y + across },
    };
    let (near, far) = (SIGN_GAP, SIGN_GAP + SIGN_HEIGHT);
    let pen = Pen { color, width: SIGN_PEN, dash: &[] };
    match sign {
        Sign::More => canvas.stroke(&[place(-half, near), place(0.0, far), place(half, near)], &pen),
        Sign::Less => canvas.stroke(&[place(-half, far), place(0.0, near), place(half, far)], &pen),
        Sign::Near => {
            let (middle, swing) = ((near + far) / 2.0, SIGN_HEIGHT * 1.3);
            let curve = Segment::Curve(
                place(-half / 3.0, middle + swing),
                place(half / 3.0, middle - swing),
                place(half, middle),
            );
            canvas.path(vec![Segment::Move(place(-half, middle)), curve], None, Some(&pen));
        }
    }
}
