//! Annotations of dates and places: each text stands in a lane above the plot, with a fine line down to its place, so that
//! it covers neither marks nor labels.

use super::canvas::{Pen, units};
use super::frame::{Area, Fault, Frame};
use super::labels::{Anchor, Block, Lettering, Look, Placed, SIZE, SMALL_SIZE};
use super::marks::{Mark, Shape};
use super::{Context, Refusal};
use crate::page::{Color, Rect};

/// The part of the width that a text takes up, at most.
const SHARE: f32 = 0.3;
/// From a line to its text.
const GAP: f32 = 3.5;
/// From one text to the next, at least.
const SPACE: f32 = 5.0;
/// From one lane to the next.
const LANE_GAP: f32 = 2.0;
/// From the lowest lane to the plot.
const BELOW: f32 = 4.0;
/// The width of the lines.
const LINE: f32 = 0.6;
/// Dash and gap of the lines.
pub(super) const DASH: &[f32] = &[2.0, 1.6];

/// A text and where it stands.
struct Note {
    x: f32,
    block: Block,
    /// Whether it stands left of its line.
    left: bool,
    lane: usize,
}

impl Note {
    /// From where to where it reaches, its line included.
    fn span(&self) -> (f32, f32) {
        let reach = GAP + self.block.width();
        if self.left { (self.x - reach, self.x) } else { (self.x, self.x + reach) }
    }

    /// Whether the other's text or line stands in the way of this text.
    fn meets(&self, other: &Note) -> bool {
        let ((from, to), (start, end)) = (self.span(), other.span());
        from < end + SPACE && start < to + SPACE
    }
}

/// Annotations, laid out in lanes.
#[derive(Default)]
pub(super) struct Above {
    /// What the lanes take up; 0 without annotations.
    pub(super) height: f32,
    notes: Vec<Note>,
    tops: Vec<f32>,
}

impl Above {
    /// Lays out the texts at their `x`.
    pub(super) fn lay_out(wanted: &[(f32, &str)], context: Context<'_>) -> Result<Self, Refusal> {
        let mut notes = Vec::new();
        for (x, text) in wanted {
            let block = block(text, context)?;
            let left = x + GAP + block.width() > context.width;
            notes.push(Note { x: *x, block, left, lane: 0 });
        }
        notes.sort_by(|a, b| a.x.total_cmp(&b.x));
        turn_left(&mut notes);
        into_lanes(&mut notes);
        let lanes = notes.iter().map(|note| note.lane + 1).max().unwrap_or(0);
        let height = |lane: usize| {
            let of_lane = notes.iter().filter(|note| note.lane == lane);
            of_lane.map(|note| note.block.height()).fold(0.0, f32::max) + LANE_GAP
        };
        // The highest lane comes first.
        let mut tops = vec![0.0; lanes];
        let mut edge = 0.0;
        for lane in (0..lanes).rev() {
            if let Some(top) = tops.get_mut(lane) {
                *top = edge;
            }
            edge += height(lane);
        }
        Ok(Above { height: if lanes > 0 { edge + BELOW } else { 0.0 }, notes, tops })
    }

    fn top(&self, note: &Note) -> f32 {
        self.tops.get(note.lane).copied().unwrap_or_default()
    }

    /// The texts in the order of the axis; the lanes begin at `top`.
    pub(super) fn labels(&self, top: f32) -> Vec<Placed> {
        let placed = |note: &Note| {
            let (x, anchor) = if note.left { (note.x - GAP, Anchor::Right) } else { (note.x + GAP, Anchor::Left) };
            note.block.placed(x, top + self.top(note), anchor)
        };
        self.notes.iter().flat_map(placed).collect()
    }

    /// What the lines take up, down to the foot of the plot.
    pub(super) fn lines(&self, top: f32, frame: &Frame) -> Vec<Rect> {
        let foot = frame.plot.y + frame.plot.height;
        let line = |note: &Note| {
            let y = top + self.top(note);
            Rect { x: note.x, y, width: 0.0, height: foot - y }
        };
        self.notes.iter().map(line).collect()
    }
}

/// Paints fine dashed lines through areas without width or without height.
pub(super) fn dashed(area: &Area<'_>, lines: &[Rect], color: Color) -> Result<(), Fault> {
    for Rect { x, y, width, height } in lines {
        let places = vec![(units(*x), units(*y)), (units(x + width), units(y + height))];
        area.draw(&Mark { places, shape: Shape::Line(Pen { color, width: LINE, dash: DASH }) })?;
    }
    Ok(())
}

fn block(text: &str, context: Context<'_>) -> Result<Block, Refusal> {
    let lettering = Lettering::new(context);
    for size in [SIZE, SMALL_SIZE] {
        let look = Look::plain(size, context.palette.ink);
        if let Some(lines) = lettering.wrapped(text, look, context.width * SHARE)? {
            return Ok(Block { lines });
        }
    }
    Err(too_long(text))
}

/// An annotation is never cut.
pub(super) fn too_long(text: &str) -> Refusal {
    Refusal::new(
        format!("the annotation `{text}` does not fit on three lines"),
        "shorten its `text`, and say the rest in `note`",
    )
}

/// A text over which the line of one to its right would run, because that one has no room on its right, turns as well.
fn turn_left(notes: &mut [Note]) {
    let mut leftmost = f32::INFINITY;
    for note in notes.iter_mut().rev() {
        if note.span().1 > leftmost {
            note.left = true;
        }
        if note.left {
            leftmost = leftmost.min(note.x);
        }
    }
}

/// Texts at the right of their lines from right to left, then those at the left from left to right: each in the lowest lane
/// above all that stand in its way, so that no line runs through a text.
fn into_lanes(notes: &mut [Note]) {
    let rights = (0..notes.len()).rev().filter(|at| notes.get(*at).is_some_and(|note| !note.left));
    let lefts = (0..notes.len()).filter(|at| notes.get(*at).is_some_and(|note| note.left));
    let order: Vec<usize> = rights.chain(lefts).collect();
    let mut done: Vec<usize> = Vec::new();
    for at in order {
        let Some(note) = notes.get(at) else { continue };
        let in_way = done.iter().filter_map(|at| notes.get(*at)).filter(|other| note.meets(other));
        let lane = in_way.map(|other| other.lane + 1).max().unwrap_or(0);
        if let Some(note) = notes.get_mut(at) {
            note.lane = lane;
        }
        done.push(at);
    }
}
