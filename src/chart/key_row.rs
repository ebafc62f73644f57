//! A key in the drawing: a swatch and a name for each series, above the plot, where names cannot stand beside their marks.

use super::canvas::units;
use super::dress::{Dress, dress};
use super::frame::{Area, Fault};
use super::hatch::Fill;
use super::labels::{Anchor, Block, Lettering, Look, Placed, SIZE, SMALL_SIZE};
use super::marks::{Mark, Shape};
use super::{Context, Plot, Refusal};
use crate::page::Rect;

/// The width and the height of a swatch.
const SWATCH: (f32, f32) = (11.0, 7.5);
/// From a swatch to its name.
const SWATCH_GAP: f32 = 4.0;
/// From one entry to the next.
const ENTRY_GAP: f32 = 14.0;
/// From one row to the next.
const ROW_GAP: f32 = 3.0;
/// From the key to what stands below it.
const BELOW: f32 = 7.0;

/// The key, laid out.
#[derive(Default)]
pub(super) struct KeyRow {
    /// What it takes up, the room below it included; 0 without entries.
    pub(super) height: f32,
    labels: Vec<Placed>,
    swatches: Vec<(Rect, Fill)>,
}

impl KeyRow {
    /// The names of all series from `left` on, from `top` downwards, on as many rows as they need.
    pub(super) fn of_series(plot: &Plot, left: f32, top: f32, context: Context<'_>) -> Result<Self, Refusal> {
        let dresses: Vec<Dress> = (0..plot.series.len()).map(|index| dress(index, context.palette)).collect();
        KeyRow::of_dresses(plot, &dresses, (left, top), context)
    }

    /// The same of series that look so.
    pub(super) fn of_dresses(
        plot: &Plot,
        dresses: &[Dress],
        (left, top): (f32, f32),
        context: Context<'_>,
    ) -> Result<Self, Refusal> {
        let lettering = Lettering::new(context);
        let mut key = KeyRow::default();
        let (mut x, mut y, mut row) = (left, top, 0.0_f32);
        for (series, dress) in plot.series.iter().zip(dresses) {
            let block = name_block(lettering, &series.name, context.width - left - SWATCH.0 - SWATCH_GAP, context)?;
            let width = SWATCH.0 + SWATCH_GAP + block.width();
            if x > left && x + width > context.width {
                (x, y, row) = (left, y + row + ROW_GAP, 0.0);
            }
            let first = block.lines.first().map_or(SIZE, |line| line.look().ascent() + line.look().descent());
            let swatch = Rect { x, y: y + (first - SWATCH.1) / 2.0, width: SWATCH.0, height: SWATCH.1 };
            let fill = Fill { color: dress.color, pattern: dress.pattern, provisional: false };
            key.swatches.push((swatch, fill));
            key.labels.extend(block.placed(x + SWATCH.0 + SWATCH_GAP, y, Anchor::Left));
            row = row.max(block.height());
            x += width + ENTRY_GAP;
        }
        key.height = y + row + BELOW - top;
        Ok(key)
    }

    /// Its texts in reading order.
    pub(super) fn labels(&mut self) -> Vec<Placed> {
        std::mem::take(&mut self.labels)
    }

    /// Paints the swatches.
    pub(super) fn paint(&self, area: &Area<'_>) -> Result<(), Fault> {
        for (Rect { x, y, width, height }, fill) in &self.swatches {
            let places = vec![(units(*x), units(*y)), (units(x + width), units(y + height))];
            area.draw(&Mark { places, shape: Shape::Bar(*fill) })?;
        }
        Ok(())
    }
}

fn name_block(lettering: Lettering<'_>, name: &str, measure: f32, context: Context<'_>) -> Result<Block, Refusal> {
    for size in [SIZE, SMALL_SIZE] {
        if let Some(lines) = lettering.wrapped(name, Look::plain(size, context.palette.ink), measure)? {
            return Ok(Block { lines });
        }
    }
    Err(Refusal::new(
        format!("the name `{name}` is too long for the key of the chart"),
        "give the series a shorter `label` in `y`",
    ))
}
