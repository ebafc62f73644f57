//! What stands right of an upright plot, level with a value: the names of the pieces of the last stack, and annotations of
//! values. Where they would touch they move apart, and a leader shows where from.

use super::above::{dashed, too_long};
use super::canvas::{Pen, units};
use super::frame::{Area, Fault, Frame};
use super::labels::{Anchor, Block, Lettering, Look, Placed, SIZE, SMALL_SIZE, spread};
use super::marks::{Mark, Shape};
use super::scale::ValueScale;
use super::{At, Context, Palette, Plot, Refusal};
use crate::page::{Point, Rect};
use rust_decimal::Decimal;

/// From the plot to the texts.
const GAP: f32 = 5.0;
/// From one text to the next.
const SPACE: f32 = 3.0;
/// The part of the width that they take up, at most.
pub(super) const SHARE: f32 = 0.24;

/// What annotations of values take up one below the other, at most.
const MOST_HEIGHT: f32 = 140.0;

/// A text at a value.
struct Note {
    at: Decimal,
    block: Block,
    /// Whether a line across the plot leads to it.
    line: bool,
}

/// Texts right of the plot.
#[derive(Default)]
pub(super) struct Beside {
    notes: Vec<Note>,
}

/// The same in their places.
pub(super) struct Settled {
    /// The texts, downwards.
    pub(super) labels: Vec<Placed>,
    /// The lines across the plot, as areas.
    pub(super) lines: Vec<Rect>,
    leaders: Vec<(Point, Point)>,
}

impl Beside {
    /// The annotations of values.
    pub(super) fn annotations(plot: &Plot, context: Context<'_>) -> Result<Self, Refusal> {
        let lettering = Lettering::new(context);
        let mut beside = Beside::default();
        for annotation in &plot.options.annotations {
            let At::Value(at) = annotation.at else { continue };
            let wrapped = [SIZE, SMALL_SIZE].into_iter().find_map(|size| {
                let look = Look::plain(size, context.palette.ink);
                lettering.wrapped(&annotation.text, look, context.width * SHARE).transpose()
            });
            let lines = wrapped.transpose()?.ok_or_else(|| too_long(&annotation.text))?;
            beside.notes.push(Note { at, block: Block { lines }, line: true });
        }
        if beside.height() > MOST_HEIGHT {
            return Err(Refusal::new(
                format!("{} annotations of values do not fit beside the chart", beside.notes.len()),
                "annotate fewer values, or say more of them in `note`",
            ));
        }
        Ok(beside)
    }

    /// Adds a name at a value.
    pub(super) fn add(&mut self, at: Decimal, block: Block) {
        self.notes.push(Note { at, block, line: false });
    }

    /// The values that the axis must hold.
    pub(super) fn values(&self) -> impl Iterator<Item = Decimal> {
        self.notes.iter().filter(|note| note.line).map(|note| note.at)
    }

    /// What they take up beside the plot; 0 where there are none.
    pub(super) fn width(&self) -> f32 {
        self.notes.iter().map(|note| note.block.width() + GAP).fold(0.0, f32::max)
    }

    /// What they take up one below the other.
    pub(super) fn height(&self) -> f32 {
        self.notes.iter().map(|note| note.block.height() + SPACE).sum()
    }

    /// The lines of annotated values across the plot, as areas.
    pub(super) fn lines(&self, scale: &ValueScale, frame: &Frame) -> Vec<Rect> {
        let Rect { x, width, .. } = frame.plot;
        let line = |note: &Note| Rect { x, y: frame.y(scale, note.at), width, height: 0.0 };
        self.notes.iter().filter(|note| note.line).map(line).collect()
    }

    /// The values with their texts.
    pub(super) fn into_blocks(self) -> impl Iterator<Item = (Decimal, Block)> {
        self.notes.into_iter().map(|note| (note.at, note.block))
    }

    /// Puts them beside the plot of `frame`, between `top` and its foot.
    pub(super) fn settle(mut self, scale: &ValueScale, frame: &Frame, top: f32) -> Settled {
        let plot = frame.plot;
        let y = |note: &Note| frame.y(scale, note.at);
        self.notes.sort_by(|a, b| y(a).total_cmp(&y(b)));
        let wanted: Vec<(f32, f32)> = self.notes.iter().map(|note| (y(note), note.block.height() + SPACE)).collect();
        let middles = spread(&wanted, top, plot.y + plot.height);
        let x = plot.x + plot.width;
        let mut settled = Settled { labels: Vec::new(), lines: self.lines(scale, frame), leaders: Vec::new() };
        for (note, middle) in self.notes.iter().zip(middles) {
            let half = note.block.height() / 2.0;
            if (middle - y(note)).abs() > half {
                let (from, to) = (Point { x, y: y(note) }, Point { x: x + GAP - 1.5, y: middle });
                settled.leaders.push((from, to));
            }
            settled.labels.extend(note.block.placed(x + GAP, middle - half, Anchor::Left));
        }
        settled
    }
}

impl Settled {
    /// Paints the lines and leaders.
    pub(super) fn paint(&self, area: &Area<'_>, palette: &Palette) -> Result<(), Fault> {
        dashed(area, &self.lines, palette.grey)?;
        for (from, to) in &self.leaders {
            let places = [from, to].map(|at| (units(at.x), units(at.y))).to_vec();
            let pen = Pen { color: palette.hairline, width: 0.5, dash: &[] };
            area.draw(&Mark { places, shape: Shape::Line(pen) })?;
        }
        Ok(())
    }
}
