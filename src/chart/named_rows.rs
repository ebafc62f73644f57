//! Rows with a name at their left and their values on one axis below: what dot plots, lollipops and ranges share.

use super::frame::Frame;
use super::horizontal_bar::thinned;
use super::labels::{Anchor, Block, Label, Lettering, Look, Placed, SIZE, SMALL_SIZE};
use super::places::Names;
use super::scale::ValueScale;
use super::{Context, Plot, Refusal};
use crate::page::Rect;
use rust_decimal::Decimal;

/// More rows than this do not fit on a page with their caption.
pub(super) const MOST_ROWS: usize = 40;
/// A row with a name of one line.
const ROW: f32 = 17.0;
/// The room between names of several lines.
const ROW_GAP: f32 = 6.0;
/// The part of the width that names take up, at most.
pub(super) const NAMES_SHARE: f32 = 0.42;
/// The part that they take up where two lines are enough for that: a long line of one name would take the room of all marks.
const EASY_SHARE: f32 = 0.3;
/// From the names to the axis.
const NAME_GAP: f32 = 8.0;
/// From the last row to the labels of the ticks.
const TICK_GAP: f32 = 3.0;
/// Room above the first and below the last row.
const MARGIN: f32 = 1.0;
/// An axis shorter than this shows nothing.
const LEAST_AXIS: f32 = 60.0;

/// A row: its place in the data, its name, and where it stands.
pub(super) struct Row {
    /// Its index in the data.
    pub(super) index: usize,
    /// Its name.
    pub(super) name: Block,
    /// Its middle, from the top of the plot.
    pub(super) middle: f32,
    height: f32,
}

/// What stands beside the mark of a value, in points from its middle.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// The value.
    pub(super) value: Decimal,
    /// To its left.
    pub(super) left: f32,
    /// To its right.
    pub(super) right: f32,
}

/// The indices of the rows as shown: as given, or those with the largest `key` first, rows without one last.
pub(super) fn order<K: Ord>(plot: &Plot, places: usize, key: impl Fn(usize) -> Option<K>) -> Vec<usize> {
    let mut order: Vec<usize> = (0..places).collect();
    if plot.sort_by_value {
        order.sort_by_key(|index| std::cmp::Reverse(key(*index)));
    }
    order
}

/// The rows in this order, each as high as its name needs.
pub(super) fn rows(plot: &Plot, order: &[usize], context: Context<'_>) -> Result<Vec<Row>, Refusal> {
    let names = Names::of(&plot.x, context.locale).names;
    let mut top = MARGIN;
    let mut rows = Vec::new();
    for &index in order {
        let name = names.get(index).map_or("", String::as_str);
        let name = name_block(name, plot.highlight == Some(index), context.width * NAMES_SHARE, context)?;
        let height = if name.lines.len() > 1 { name.height() + ROW_GAP } else { ROW };
        rows.push(Row { index, name, middle: top + height / 2.0, height });
        top += height;
    }
    Ok(rows)
}

/// A name, on several lines where it must be; never cut.
pub(super) fn name_block(name: &str, set_off: bool, measure: f32, context: Context<'_>) -> Result<Block, Refusal> {
    let ink = context.palette.ink;
    for size in [SIZE, SMALL_SIZE] {
        let look = if set_off { Look::bold(size, ink) } else { Look::plain(size, ink) };
        if let Some(lines) = name_lines(name, look, measure, context)? {
            return Ok(Block { lines });
        }
    }
    Err(Refusal::new(
        format!("the category `{name}` is too long for the chart"),
        "shorten it in the data file; a word of more than some 35 letters cannot be broken",
    ))
}

/// The lines of a name that takes up `measure` at most: rather two short ones than a long one.
pub(super) fn name_lines(
    name: &str,
    look: Look,
    measure: f32,
    context: Context<'_>,
) -> Result<Option<Vec<Label>>, Refusal> {
    const EASY_LINES: usize = 2;
    let lettering = Lettering::new(context);
    match lettering.wrapped_to(name, look, measure.min(context.width * EASY_SHARE), EASY_LINES)? {
        Some(lines) => Ok(Some(lines)),
        None => lettering.wrapped(name, look, measure),
    }
}

/// The frame: the plot stands right of the names and `top` points below the edge of the drawing, as wide as it can be with
/// all that stands beside the marks inside the drawing.
pub(super) fn frame(
    rows: &[Row],
    rooms: &[Room],
    ticks: &[Label],
    scale: &ValueScale,
    top: f32,
    context: Context<'_>,
) -> Result<Frame, Refusal> {
    let names = rows.iter().map(|row| row.name.width()).fold(0.0, f32::max);
    let first_tick = ticks.first().map_or(0.0, Label::width) / 2.0;
    let share = |value: Decimal| scale.share(value) as f32;
    // what would reach past the axis to the left, were the axis no longer than it must be
    let past = |room: &Room| room.left - share(room.value) * LEAST_AXIS;
    let left = (names + NAME_GAP + rooms.iter().map(past).fold(0.0, f32::max)).max(first_tick);
    let mut width = context.width - left - ticks.last().map_or(0.0, Label::width) / 2.0;
    for room in rooms {
        let free = context.width - left - room.right;
        let part = share(room.value);
        width = if part > 0.0 { width.min(free / part) } else { width };
    }
    let is_inside = |room: &Room| left + width * share(room.value) + room.right <= context.width + 0.01;
    if width < LEAST_AXIS || !rooms.iter().all(is_inside) {
        return Err(Refusal::new(
            "the values do not fit beside the names",
            "shorten the names in the data file, or print the data as a table with `[tables.…]`",
        ));
    }
    let depth = rows.iter().map(|row| row.height).sum::<f32>() + 2.0 * MARGIN;
    let look = Look::plain(SIZE, context.palette.grey);
    let height = top + depth + TICK_GAP + look.ascent() + look.descent();
    Ok(Frame { width: context.width, height, plot: Rect { x: left, y: top, width, height: depth } })
}

/// The labels of the ticks below the plot.
pub(super) fn tick_row(ticks: &[Label], scale: &ValueScale, frame: &Frame, context: Context<'_>) -> Vec<Placed> {
    let look = Look::plain(SIZE, context.palette.grey);
    thinned(ticks, scale, frame, frame.plot.y + frame.plot.height + TICK_GAP + look.ascent())
}

/// A row's name, its right end where all names end.
pub(super) fn placed_name(row: &Row, frame: &Frame, names_right: f32) -> Vec<Placed> {
    row.name.centered(names_right, frame.plot.y + row.middle, Anchor::Right)
}

/// Where the names end: the right edge of the widest, which stands at the left edge of the drawing or right of it.
pub(super) fn names_right(rows: &[Row], frame: &Frame, rooms: &[Room], scale: &ValueScale) -> f32 {
    let reach = |room: &Room| frame.x(scale, room.value) - room.left;
    let least = rooms.iter().map(reach).fold(frame.plot.x, f32::min);
    let widest = rows.iter().map(|row| row.name.width()).fold(0.0, f32::max);
    (least - NAME_GAP).max(widest)
}
