//! Paths in pixels: curves as short lines, and lines with a width as areas.

use super::cells::Cells;
use crate::page::{Point, Segment, Stroke};

/// How far the lines that stand for a curve may be off it, in pixels.
const TOLERANCE: f32 = 0.1;
/// The most lines to a curve: those of the largest picture need fewer.
const MOST_LINES: f32 = 500.0;
/// A corner sharper than this, in widths of the line from its inner to its outer end, is cut off, as in PDF and SVG.
const MITER_LIMIT: f32 = 4.0;
/// The most dashes to a line; one with more is drawn whole.
const MOST_DASHES: f32 = 100_000.0;

/// One ring or line of a path.
#[derive(Debug, Default, Clone, PartialEq)]
struct Contour {
    points: Vec<Point>,
    closed: bool,
}

impl Contour {
    /// The ends of its straight pieces.
    fn ends(&self) -> impl Iterator<Item = (Point, Point)> {
        let back = self.points.first().filter(|_| self.closed);
        self.points.iter().zip(self.points.iter().skip(1).chain(back)).map(|(from, to)| (*from, *to))
    }
}

/// Adds what is inside the path, whose points stand where `place` says: each of its lines is closed.
pub(super) fn fill(cells: &mut Cells, segments: &[Segment], place: impl Fn(Point) -> Point) {
    contours(segments, place, |contour| cells.ring(contour.points.iter().copied()));
}

/// Adds what the line of a path covers.
pub(super) fn stroke(cells: &mut Cells, segments: &[Segment], stroke: &Stroke, density: f32) {
    // no width is the thinnest line that can be seen (ISO 32000-1, 8.4.3.2)
    let half = if stroke.width > 0.0 { stroke.width * density / 2.0 } else { 0.5 };
    contours(
        segments,
        |at| at.times(density),
        |contour| match dashes(contour, &stroke.dash, density) {
            Some(dashes) => dashes.iter().for_each(|dash| widen(cells, dash, half)),
            None => widen(cells, contour, half),
        },
    );
}

/// Hands on each ring and line of a path.
fn contours(segments: &[Segment], place: impl Fn(Point) -> Point, mut each: impl FnMut(&Contour)) {
    let mut contour = Contour::default();
    let mut hand_on = |contour: &mut Contour, closed: bool| {
        contour.closed = closed;
        if contour.points.len() > 1 {
            each(contour);
        }
        contour.points.clear();
    };
    // a line that follows a closed ring begins where that did
    let mut start = Point::default();
    for segment in segments {
        if contour.points.is_empty() && matches!(segment, Segment::Line(_) | Segment::Curve(..)) {
            contour.points.push(start);
        }
        match *segment {
            Segment::Move(to) => {
                hand_on(&mut contour, false);
                start = place(to);
                contour.points.push(start);
            }
            Segment::Line(to) => contour.points.push(place(to)),
            Segment::Curve(a, b, to) => curve(&mut contour.points, [place(a), place(b), place(to)]),
            Segment::Close => hand_on(&mut contour, true),
        }
    }
    hand_on(&mut contour, false);
}

/// Adds a cubic Bézier curve as so many lines of equal share that none is off by more than the tolerance (G. Wang, 1984: from
/// the largest second difference of the control points).
fn curve(points: &mut Vec<Point>, [b, c, d]: [Point; 3]) {
    let Some(&a) = points.last() else { return };
    let bend = |a: Point, b: Point, c: Point| size(a.x - 2.0 * b.x + c.x, a.y - 2.0 * b.y + c.y);
    let lines = (0.75 * bend(a, b, c).max(bend(b, c, d)) / TOLERANCE).sqrt().ceil().clamp(1.0, MOST_LINES) as u16;
    for line in 1..lines {
        let t = f32::from(line) / f32::from(lines);
        let u = 1.0 - t;
        let (first, second, third, fourth) = (u * u * u, 3.0 * u * u * t, 3.0 * u * t * t, t * t * t);
        let along = |a: f32, b: f32, c: f32, d: f32| first * a + second * b + third * c + fourth * d;
        points.push(Point { x: along(a.x, b.x, c.x, d.x), y: along(a.y, b.y, c.y, d.y) });
    }
    points.push(d);
}

/// Adds a line with a width: an oblong for each piece and a wedge at each corner, all the same way round, so that together
/// they are one area. Its ends are cut off straight.
fn widen(cells: &mut Cells, line: &Contour, half: f32) {
    let pieces: Vec<Piece> = line.ends().filter_map(|(from, to)| Piece::new(from, to)).collect();
    let next = pieces.iter().skip(1).map(Some).chain([pieces.first().filter(|_| line.closed && pieces.len() > 1)]);
    let corners: Vec<Option<Corner>> =
        pieces.iter().zip(next).map(|(piece, next)| Corner::new(piece, next?, half)).collect();
    let before = corners.last().into_iter().chain(&corners);
    for ((piece, before), after) in pieces.iter().zip(before).zip(&corners) {
        let end = |at: Point, corner: &Option<Corner>, side: f32| {
            let inner = corner.as_ref().filter(|corner| corner.side * side > 0.0).and_then(|corner| corner.inner);
            inner.unwrap_or_else(|| beside(at, piece.along, side))
        };
        let (from, to) = (piece.from, piece.to);
        cells.ring([end(from, before, half), end(to, after, half), end(to, after, -half), end(from, before, -half)]);
        if let Some(corner) = after {
            cells.ring(corner.wedge.iter().copied());
        }
    }
}

/// The point so far beside a line.
fn beside(at: Point, along: Point, side: f32) -> Point {
    Point { x: at.x - along.y * side, y: at.y + along.x * side }
}

/// A straight piece of a line.
struct Piece {
    from: Point,
    to: Point,
    /// Its direction, of length 1.
    along: Point,
    length: f32,
}

impl Piece {
    /// None where it has no length.
    fn new(from: Point, to: Point) -> Option<Self> {
        let along = direction(from, to)?;
        Some(Piece { from, to, along, length: distance(from, to) })
    }
}

/// Where two pieces of a line meet.
struct Corner {
    /// The side to which the line turns: 1 or −1 as in [`beside`].
    side: f32,
    /// Where their inner edges meet; none where one of them is too short for that.
    inner: Option<Point>,
    /// What lies between their outer ends: up to a tip, or straight across where that would be too long.
    wedge: Vec<Point>,
}

impl Corner {
    /// None where the line goes straight on or straight back.
    fn new(before: &Piece, after: &Piece, half: f32) -> Option<Self> {
        let (one, other, at) = (before.along, after.along, after.from);
        let turn = one.x * other.y - one.y * other.x;
        let ahead = 1.0 + one.x * other.x + one.y * other.y;
        if turn == 0.0 || ahead <= 0.0 {
            return None;
        }
        let side = turn.signum();
        let both = Point { x: one.x + other.x, y: one.y + other.y };
        // half the turn has this tangent, and so far the edges reach beyond the corner
        let reach = half * turn.abs() / ahead;
        let room = reach <= before.length.min(after.length) / 2.0;
        let inner = room.then(|| beside(at, both, side * half / ahead));
        let tip = (2.0 <= ahead * MITER_LIMIT * MITER_LIMIT).then(|| beside(at, both, -side * half / ahead));
        let mut wedge = vec![inner.unwrap_or(at), beside(at, one, -side * half)];
        wedge.extend(tip);
        wedge.push(beside(at, other, -side * half));
        if side > 0.0 {
            wedge.reverse();
        }
        Some(Corner { side, inner, wedge })
    }
}

/// The direction from a point to another, of length 1; none where they are one.
fn direction(from: Point, to: Point) -> Option<Point> {
    let (x, y) = (to.x - from.x, to.y - from.y);
    let length = size(x, y);
    (length > 0.0).then(|| Point { x: x / length, y: y / length })
}

/// The length of a step. A square root is the same on every machine, which `hypot` is not.
fn size(x: f32, y: f32) -> f32 {
    (x * x + y * y).sqrt()
}

fn distance(from: Point, to: Point) -> f32 {
    size(to.x - from.x, to.y - from.y)
}

/// The dashes of a line; none where it is drawn whole: its pattern has no length, an odd number of parts, or one that is
/// no length.
fn dashes(line: &Contour, pattern: &[f32], density: f32) -> Option<Vec<Contour>> {
    let sum = pattern.iter().sum::<f32>() * density;
    let sound = pattern.iter().all(|part| *part >= 0.0) && sum > 0.0 && sum.is_finite();
    let length: f32 = line.ends().map(|(from, to)| distance(from, to)).sum();
    if !sound || !pattern.len().is_multiple_of(2) || length / sum * pattern.len() as f32 > MOST_DASHES {
        return None;
    }
    let mut parts = pattern.iter().map(|part| part * density).cycle().zip([true, false].into_iter().cycle());
    let (mut left, mut drawn) = parts.next()?;
    let mut dashes = Vec::new();
    let mut dash = Contour::default();
    for (mut from, to) in line.ends() {
        let Some(along) = direction(from, to) else { continue };
        let mut rest = distance(from, to);
        if drawn && dash.points.is_empty() {
            dash.points.push(from);
        }
        while left < rest {
            from = Point { x: from.x + along.x * left, y: from.y + along.y * left };
            rest -= left;
            if drawn {
                dash.points.push(from);
                dashes.push(std::mem::take(&mut dash));
            }
            (left, drawn) = parts.next()?;
            if drawn {
                dash.points.push(from);
            }
        }
        left -= rest;
        if drawn {
            dash.points.push(to);
        }
    }
    dashes.push(dash);
    Some(dashes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Color;
    use crate::picture::cells::LEVELS;
    use std::collections::BTreeMap;

    fn at(x: f32, y: f32) -> Point {
        Point { x, y }
    }

    fn line(points: &[(f32, f32)]) -> Vec<Segment> {
        let piece = |(index, &(x, y))| if index == 0 { Segment::Move(at(x, y)) } else { Segment::Line(at(x, y)) };
        points.iter().enumerate().map(piece).collect()
    }

    /// The pixels of a stroke and how much of each is covered.
    fn covered(segments: &[Segment], width: f32, dash: &[f32]) -> BTreeMap<(i16, i16), f32> {
        let mut cells = Cells::default();
        stroke(&mut cells, segments, &Stroke { color: Color::BLACK, width, dash: dash.to_vec() }, 1.0);
        let share = |level: u8| f32::from(level) / f32::from(LEVELS);
        let spans = cells.all().into_iter();
        spans.flat_map(|span| (span.from..span.to).map(move |x| ((x, span.row), share(span.level)))).collect()
    }

    fn area(segments: &[Segment], width: f32, dash: &[f32]) -> f32 {
        covered(segments, width, dash).values().sum()
    }

    #[test]
    fn a_line_is_as_wide_as_it_says_and_ends_where_it_ends() {
        let pixels = covered(&line(&[(2.0, 5.0), (6.0, 5.0)]), 2.0, &[]);
        let expected = (2..6).flat_map(|x| [((x, 4), 1.0), ((x, 5), 1.0)]).collect();
        assert_eq!(pixels, expected);
        let slanted = area(&line(&[(2.0, 2.0), (32.0, 42.0)]), 3.0, &[]);
        assert!((slanted - 150.0).abs() < 2.0, "{slanted}");
        assert_eq!(area(&line(&[(2.0, 2.5), (12.0, 2.5)]), 0.0, &[]), 10.0, "no width is one pixel");
        assert_eq!(area(&line(&[(2.0, 2.5), (2.0, 2.5)]), 4.0, &[]), 0.0, "no length is nothing");
    }

    #[test]
    fn corners_have_tips_on_both_turns_and_are_cut_where_they_are_sharp() {
        for corner in [[(2.0, 2.0), (12.0, 2.0), (12.0, 12.0)], [(2.0, 12.0), (12.0, 12.0), (12.0, 2.0)]] {
            // two oblongs of 10 by 2 that share a square of 1, and a square of 1 at the tip
            assert_eq!(area(&line(&corner), 2.0, &[]), 40.0, "{corner:?}");
        }
        let mut ring = line(&[(10.0, 10.0), (20.0, 10.0), (20.0, 20.0), (10.0, 20.0)]);
        ring.push(Segment::Close);
        assert_eq!(area(&ring, 2.0, &[]), 144.0 - 64.0, "four corners");
        // at 29 degrees a tip would be four widths long
        for (degrees, tip) in [(33.0_f32, 36), (25.0, 30)] {
            let (down, along) = degrees.to_radians().sin_cos();
            let back = (30.0 - 30.0 * along, 10.0 + 30.0 * down);
            let corner = covered(&line(&[(2.0, 10.0), (30.0, 10.0), back]), 4.0, &[]);
            let furthest = corner.last_key_value().map(|((x, _), _)| *x);
            assert_eq!(furthest, Some(tip), "{degrees}");
        }
    }

    #[test]
    fn a_ring_that_is_stroked_is_round() {
        let k = 0.552_284_8 * 20.0;
        let quarter = |a: Point, b: Point, c: Point| Segment::Curve(a, b, c);
        let ring = [
            Segment::Move(at(50.0, 30.0)),
            quarter(at(50.0, 30.0 + k), at(30.0 + k, 50.0), at(30.0, 50.0)),
            quarter(at(30.0 - k, 50.0), at(10.0, 30.0 + k), at(10.0, 30.0)),
            quarter(at(10.0, 30.0 - k), at(30.0 - k, 10.0), at(30.0, 10.0)),
            quarter(at(30.0 + k, 10.0), at(50.0, 30.0 - k), at(50.0, 30.0)),
            Segment::Close,
        ];
        for ((x, y), level) in covered(&ring, 4.0, &[]) {
            let away = ((f32::from(x) + 0.5 - 30.0).powi(2) + (f32::from(y) + 0.5 - 30.0).powi(2)).sqrt();
            let expected = (2.5 - (away - 20.0).abs()).clamp(0.0, 1.0);
            assert!((level - expected).abs() < 0.2, "{x} {y}: {level} and not {expected}");
        }
    }

    #[test]
    fn dashes_are_as_long_as_they_say() {
        let dashes = |segments: &[Segment], dash: &[f32]| -> Vec<i16> {
            let pixels = covered(segments, 2.0, dash);
            pixels.into_keys().filter(|(_, y)| *y == 4).map(|(x, _)| x).collect()
        };
        let straight = line(&[(0.0, 5.0), (12.0, 5.0)]);
        assert_eq!(dashes(&straight, &[3.0, 2.0]), [0, 1, 2, 5, 6, 7, 10, 11]);
        assert_eq!(dashes(&straight, &[1.0, 2.0, 4.0, 1.0]), [0, 3, 4, 5, 6, 8, 11]);
        let bent = line(&[(0.0, 5.0), (2.0, 5.0), (7.0, 5.0), (12.0, 5.0)]);
        assert_eq!(dashes(&bent, &[3.0, 2.0]), [0, 1, 2, 5, 6, 7, 10, 11], "they go on where the line does");
        for unsound in [&[0.0, 0.0][..], &[3.0], &[-1.0, 3.0], &[f32::NAN, 1.0], &[1.0e-9, 1.0e-9]] {
            assert_eq!(dashes(&straight, unsound), (0..12).collect::<Vec<_>>(), "{unsound:?}");
        }
    }

    #[test]
    fn a_line_after_a_closed_ring_begins_where_that_began() {
        let mut segments = line(&[(1.0, 1.0), (9.0, 1.0), (9.0, 9.0)]);
        segments.extend([Segment::Close, Segment::Line(at(1.0, 9.0))]);
        let mut starts = Vec::new();
        contours(&segments, |at| at, |contour| starts.push((contour.points[0], contour.closed)));
        assert_eq!(starts, [(at(1.0, 1.0), true), (at(1.0, 1.0), false)]);
    }

    #[test]
    fn a_curve_is_followed_closely() {
        let (a, b, c, d) = (at(0.0, 0.0), at(40.0, 90.0), at(120.0, -60.0), at(160.0, 30.0));
        let mut points = vec![a];
        curve(&mut points, [b, c, d]);
        let on = |t: f32| {
            let u = 1.0 - t;
            let along = |a: f32, b: f32, c: f32, d: f32| {
                u * u * u * a + 3.0 * u * u * t * b + 3.0 * u * t * t * c + t * t * t * d
            };
            at(along(a.x, b.x, c.x, d.x), along(a.y, b.y, c.y, d.y))
        };
        for step in 0..=1000 {
            let point = on(step as f32 / 1000.0);
            let off = |ends: &[Point]| {
                let (from, to) = (ends[0], ends[1]);
                let (x, y) = (to.x - from.x, to.y - from.y);
                let share = ((point.x - from.x) * x + (point.y - from.y) * y) / (x * x + y * y);
                let share = share.clamp(0.0, 1.0);
                distance(point, at(from.x + x * share, from.y + y * share))
            };
            let nearest = points.windows(2).map(off).fold(f32::INFINITY, f32::min);
            assert!(nearest < TOLERANCE, "{step}: {nearest}");
        }
    }
}
