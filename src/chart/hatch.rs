//! Patterns on areas: vector lines, clipped to the area they lie on.

use super::canvas::{Canvas, Pen};
use super::dress::{Pattern, contrast, tint};
use crate::page::{Color, Point, Rect, Segment};

/// How an area is filled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Fill {
    /// Its colour.
    pub(super) color: Color,
    /// The lines on it.
    pub(super) pattern: Pattern,
    /// Whether what it shows is provisional: then it is pale, hatched in its own colour, and has an outline.
    pub(super) provisional: bool,
}

impl Fill {
    /// A plain area.
    pub(super) fn plain(color: Color) -> Self {
        Fill { color, pattern: Pattern::Plain, provisional: false }
    }
}

/// From line to line of a pattern.
const PITCH: f32 = 4.2;
/// How much wider the gaps of a wide pattern are.
const WIDE: f32 = 2.2;
/// The width of its lines: they survive printing.
const LINE: f32 = 0.55;
/// From line to line where a value is provisional.
const PROVISIONAL_PITCH: f32 = 3.2;
/// The width of these lines and of the outline.
const PROVISIONAL_LINE: f32 = 0.7;
/// How strong the ground of a provisional area is.
const PALE: f32 = 0.16;

/// Fills the closed ring of straight lines through `ring`.
pub(super) fn fill(canvas: &mut Canvas<'_>, ring: &[Point], fill: Fill) {
    if !fill.provisional {
        canvas.fill(ring, fill.color);
        lines(canvas, ring, fill.pattern, PITCH, &Pen { color: quiet(fill.color), width: LINE, dash: &[] });
        return;
    }
    canvas.fill(ring, tint(fill.color, PALE));
    let pen = Pen { color: fill.color, width: PROVISIONAL_LINE, dash: &[] };
    let pattern = if fill.pattern == Pattern::Plain { Pattern::Rising } else { fill.pattern };
    lines(canvas, ring, pattern, PROVISIONAL_PITCH, &pen);
    outline(canvas, ring, &pen);
}

/// The colour of the lines of a pattern: a tint of their ground, as strong as can be with the lines still seen. White lines on a
/// dark ground would shout louder than what they stand on.
pub(super) fn quiet(ground: Color) -> Color {
    const SEEN: f32 = 1.9;
    (0..100)
        .rev()
        .map(|part: u8| tint(ground, f32::from(part) / 100.0))
        .find(|line| contrast(*line, ground) >= SEEN)
        .unwrap_or(Color::WHITE)
}

/// The outline stands inside the area, so that it does not reach beyond the value.
fn outline(canvas: &mut Canvas<'_>, ring: &[Point], pen: &Pen) {
    let doubled = Pen { width: pen.width * 2.0, ..pen.clone() };
    canvas.clipped(ring, |canvas| {
        let mut closed = ring.to_vec();
        closed.extend(ring.first());
        canvas.stroke(&closed, &doubled);
    });
}

fn lines(canvas: &mut Canvas<'_>, ring: &[Point], pattern: Pattern, pitch: f32, pen: &Pen) {
    let area = bounds(ring);
    let segments = match pattern {
        Pattern::Plain => return,
        Pattern::Rising => slanted(area, pitch, true),
        Pattern::Falling => slanted(area, pitch, false),
        Pattern::Crossed => [slanted(area, pitch, true), slanted(area, pitch, false)].concat(),
        Pattern::WideRising => slanted(area, pitch * WIDE, true),
        Pattern::WideFalling => slanted(area, pitch * WIDE, false),
    };
    // A bar without length has no room for lines, and an empty clip is no path.
    if segments.is_empty() || area.width <= 0.0 || area.height <= 0.0 {
        return;
    }
    canvas.clipped(ring, |canvas| canvas.path(segments, None, Some(pen)));
}

fn bounds(ring: &[Point]) -> Rect {
    let (mut low, mut high) = ((f32::INFINITY, f32::INFINITY), (f32::NEG_INFINITY, f32::NEG_INFINITY));
    for at in ring {
        low = (low.0.min(at.x), low.1.min(at.y));
        high = (high.0.max(at.x), high.1.max(at.y));
    }
    Rect { x: low.0, y: low.1, width: high.0 - low.0, height: high.1 - low.1 }
}

/// So many steps of `pitch` cover `length`.
fn steps(length: f32, pitch: f32) -> impl Iterator<Item = f32> {
    // A drawing is some hundred points wide.
    let count = (length / pitch).ceil().max(0.0) as u16;
    (0..=count).map(move |step| f32::from(step) * pitch)
}

/// Lines at 45 degrees. They begin at multiples of the pitch, so that those of neighbouring areas meet, and end at the
/// edges of the area's bounds.
fn slanted(area: Rect, pitch: f32, rising: bool) -> Vec<Segment> {
    let pitch = pitch * std::f32::consts::SQRT_2;
    let mut segments = Vec::new();
    let length = area.width + area.height;
    for step in steps(length, pitch).filter(|step| *step < length) {
        // `step` runs along the upper edge and down the right one.
        let (from, to) = (step.min(area.width), (step - area.width).max(0.0));
        let (end, down) = ((step - area.height).max(0.0), step.min(area.height));
        let x = |along: f32| if rising { area.x + along } else { area.x + area.width - along };
        segments.push(Segment::Move(Point { x: x(from), y: area.y + to }));
        segments.push(Segment::Line(Point { x: x(end), y: area.y + down }));
    }
    segments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stay_inside_the_bounds_of_their_area() {
        let area = Rect { x: 10.0, y: 20.0, width: 31.0, height: 7.5 };
        for segments in [slanted(area, 4.0, true), slanted(area, 4.0, false)] {
            assert!(segments.len() >= 4, "{segments:?}");
            for segment in segments {
                let (Segment::Move(at) | Segment::Line(at)) = segment else { panic!("{segment:?}") };
                assert!((10.0..=41.0).contains(&at.x) && (20.0..=27.5).contains(&at.y), "{at:?}");
            }
        }
    }
}
