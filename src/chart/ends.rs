//! The ends of the lines of several series: each has its name and its last value beside it, so that no legend is needed.

use super::across::Across;
use super::beside::Beside;
use super::dress::dress;
use super::frame::Frame;
use super::labels::{Anchor, Block, Label, Lettering, Look, Placed, SMALL_SIZE, VALUE_SIZE, spread};
use super::line::NAME_GAP;
use super::places::Names;
use super::scale::ValueScale;
use super::{Context, Plot, Refusal, Series, alt};
use crate::page::{Color, Point};
use rust_decimal::Decimal;

/// From the plot to the names of the series.
pub(super) const END_GAP: f32 = 5.0;
/// From the name of one series to the next.
const END_SPACE: f32 = 3.0;
/// The part of the width that the names of the series take up, at most.
const ENDS_SHARE: f32 = 0.24;

/// The name of each series with its last value; none where there is one series, which the caption names.
pub(super) fn end_blocks(plot: &Plot, context: Context<'_>) -> Result<Vec<Option<Block>>, Refusal> {
    if plot.series.len() < 2 {
        return Ok(vec![None; plot.series.len()]);
    }
    let lettering = Lettering::new(context);
    let names = Names::of(&plot.x, context.locale).names;
    let block = |(index, series): (usize, &Series)| -> Result<Option<Block>, Refusal> {
        let color = dress(index, context.palette).text;
        let mut lines = series_name(lettering, &series.name, color, context.width * ENDS_SHARE)?;
        lines.extend(last_value(series, &names, Look::plain(VALUE_SIZE, color), context)?);
        Ok(Some(Block { lines }))
    };
    plot.series.iter().enumerate().map(block).collect()
}

/// The place and the value of the last point of a series.
fn last(series: &Series) -> Option<(usize, Decimal)> {
    series.values.iter().enumerate().rev().find_map(|(at, value)| value.map(|value| (at, value)))
}

/// Whether a series ends before the axis does.
fn ends_early(series: &Series, last: usize) -> bool {
    last.saturating_add(1) < series.values.len()
}

/// The last value of a series; where the series ends before the axis does, with the place that it belongs to.
fn last_value(series: &Series, names: &[String], look: Look, context: Context<'_>) -> Result<Vec<Label>, Refusal> {
    let Some((at, value)) = last(series) else { return Ok(Vec::new()) };
    let lettering = Lettering::new(context);
    let number = alt::marked(series.bound, &value, context.locale);
    let Some(name) = names.get(at).filter(|_| ends_early(series, at)) else {
        return Ok(vec![lettering.line(&number, look)?]);
    };
    let place = format!("({name})");
    let both = lettering.line(&format!("{number} {place}"), look)?;
    if both.width() <= context.width * ENDS_SHARE {
        return Ok(vec![both]);
    }
    Ok(vec![lettering.line(&number, look)?, lettering.line(&place, look)?])
}

fn series_name(lettering: Lettering<'_>, name: &str, color: Color, measure: f32) -> Result<Vec<Label>, Refusal> {
    for size in [VALUE_SIZE, SMALL_SIZE] {
        if let Some(lines) = lettering.wrapped(name, Look::strong(size, color), measure)? {
            return Ok(lines);
        }
    }
    Err(Refusal::new(
        format!("the name `{name}` is too long to stand at the end of its line"),
        "give the series a shorter `label` in `y`",
    ))
}

/// Names and annotated values beside a plot.
pub(super) struct Ends {
    /// By series; then the annotated values.
    pub(super) placed: Vec<Vec<Placed>>,
    /// From a point to a text that could not stand beside it.
    pub(super) leaders: Vec<(Point, Point)>,
}

/// The names beside the last points of their lines, and the texts of annotated values, moved apart where they would touch; a
/// leader shows where from. None stands above `top`.
pub(super) fn place_ends(
    plot: &Plot,
    ends: Vec<Option<Block>>,
    notes: Beside,
    top: f32,
    scale: &ValueScale,
    across: &Across,
    frame: &Frame,
) -> Ends {
    let mut leaders = Vec::new();
    let mut waiting: Vec<End> = Vec::new();
    for ((index, series), block) in plot.series.iter().enumerate().zip(ends) {
        if let (Some(block), Some((at, value))) = (block, last(series)) {
            let end = Point { x: across.x(at), y: frame.y(scale, value) };
            waiting.push(End { index, at: end, is_early: ends_early(series, at), block });
        }
    }
    let right = frame.plot.x + frame.plot.width;
    let mut entries = plot.series.len();
    for (value, block) in notes.into_blocks() {
        let at = Point { x: right, y: frame.y(scale, value) };
        waiting.push(End { index: entries, at, is_early: false, block });
        entries += 1;
    }
    let mut placed: Vec<Vec<Placed>> = vec![Vec::new(); entries];
    waiting.sort_by(|a, b| a.at.y.total_cmp(&b.at.y).then(a.index.cmp(&b.index)));
    let wanted: Vec<(f32, f32)> = waiting.iter().map(|end| (end.at.y, end.block.height() + END_SPACE)).collect();
    let x = right + END_GAP;
    // Below the plot stand the labels of the places.
    let bottom = frame.plot.y + frame.plot.height + NAME_GAP;
    for (end, middle) in waiting.into_iter().zip(spread(&wanted, top, bottom)) {
        let half = end.block.height() / 2.0;
        if end.is_early || (middle - end.at.y).abs() > half {
            leaders.push((end.at, Point { x: x - 1.5, y: middle }));
        }
        if let Some(slot) = placed.get_mut(end.index) {
            *slot = end.block.placed(x, middle - half, Anchor::Left);
        }
    }
    Ends { placed, leaders }
}

/// The end of a line, or an annotated value.
struct End {
    /// The index of its series, or what follows them.
    index: usize,
    /// Its last point.
    at: Point,
    /// Whether the axis goes on.
    is_early: bool,
    /// What is told there.
    block: Block,
}

/// What the names of all series take up, one below the other.
pub(super) fn total_height(ends: &[Option<Block>]) -> f32 {
    ends.iter().flatten().map(|block| block.height() + END_SPACE).sum()
}
