//! Provisional periods of a chart whose marks are lines or areas: a hatched ground behind them.

use super::across::Across;
use super::canvas::units;
use super::dress::{Pattern, tint};
use super::frame::{Area, Fault, Frame};
use super::hatch::Fill;
use super::marks::{Mark, Shape};
use super::{Palette, Plot};
use crate::page::Rect;

/// How strong the ground is; its lines are white.
const STRENGTH: f32 = 0.32;

/// Paints the grounds of provisional periods.
pub(super) fn paint(
    area: &Area<'_>,
    plot: &Plot,
    across: &Across,
    frame: &Frame,
    palette: &Palette,
) -> Result<(), Fault> {
    let color = tint(palette.hairline, STRENGTH);
    for Rect { x, y, width, height } in periods(plot, across, frame.plot) {
        let places = vec![(units(x), units(y)), (units(x + width), units(y + height))];
        let fill = Fill { color, pattern: Pattern::Rising, provisional: false };
        area.draw(&Mark { places, shape: Shape::Bar(fill) })?;
    }
    Ok(())
}

/// From halfway before its first place to halfway after its last.
fn periods(plot: &Plot, across: &Across, area: Rect) -> Vec<Rect> {
    let count = across.places().len();
    let mut found = Vec::new();
    let mut start = None;
    for place in 0..=count {
        let provisional = place < count && plot.options.is_provisional(place);
        match (start, provisional) {
            (None, true) => start = Some(across.before(place)),
            (Some(from), false) => {
                found.push(Rect { x: from, width: across.before(place) - from, ..area });
                start = None;
            }
            _ => {}
        }
    }
    found
}
