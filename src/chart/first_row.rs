//! The names of series above their marks in the first row: nearer to what they name than a key, which the eye has to go back to.

use super::frame::Frame;
use super::labels::{Anchor, Label, Lettering, Look, Placed, SIZE, SPACE, VALUE_SIZE};
use super::legend::{RADIUS, dress, series_name};
use super::scale::ValueScale;
use super::{Context, Plot, Refusal};

/// From the names to the plot, whose first row has room above its marks.
const BELOW: f32 = 1.5;
/// Above the names.
const ABOVE: f32 = 2.0;

/// What the names take up above the plot.
pub(super) fn height(context: Context<'_>) -> f32 {
    ABOVE + Look::strong(SIZE, context.palette.ink).ascent() + BELOW
}

/// The names above the marks of the row `first`; none where there is one series, where a series has no mark in that row, or where
/// two names would touch.
pub(super) fn names(
    plot: &Plot,
    first: usize,
    scale: &ValueScale,
    frame: &Frame,
    context: Context<'_>,
) -> Result<Option<Vec<Placed>>, Refusal> {
    if plot.series.len() < 2 {
        return Ok(None);
    }
    let lettering = Lettering::new(context);
    let mut named: Vec<(f32, Label)> = Vec::new();
    for (at, series) in plot.series.iter().enumerate() {
        let Some(value) = series.values.get(first).copied().flatten() else { return Ok(None) };
        let look = Look::strong(VALUE_SIZE, dress(at, series.bound, context.palette).color);
        named.push((frame.x(scale, value), lettering.line(&series_name(series, context), look)?));
    }
    let baseline = frame.plot.y - BELOW;
    let placed: Vec<(f32, Placed)> = named
        .iter()
        .map(|(x, label)| {
            let half = label.width() / 2.0;
            (*x, label.placed(x.clamp(half, (frame.width - half).max(half)), baseline, Anchor::Middle))
        })
        .collect();
    let mut sorted: Vec<&(f32, Placed)> = placed.iter().collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let touch = |pair: &[&(f32, Placed)]| match pair {
        [(_, a), (_, b)] => a.area.x + a.area.width + SPACE > b.area.x,
        _ => false,
    };
    // a name that was moved away from the edge still stands above its mark
    let is_above = |(x, name): &(f32, Placed)| {
        name.area.x >= 0.0 && name.area.x - RADIUS <= *x && *x <= name.area.x + name.area.width + RADIUS
    };
    if sorted.windows(2).any(touch) || !placed.iter().all(is_above) {
        return Ok(None);
    }
    Ok(Some(placed.into_iter().map(|(_, name)| name).collect()))
}
