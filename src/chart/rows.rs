//! Lying bars: one row a place, with room for long names at their left. Several series stand below each other, follow each
//! other, or are laid around a middle.

use super::above::{Above, dashed};
use super::bar::tick_labels_of;
use super::columns::{inside_look, paint_patches, patch};
use super::dress::{Dress, dress, dresses_around, mark_color};
use super::frame::{Area, Fault, Frame, Lying, axis_line, blanks, rules};
use super::hatch::Fill;
use super::horizontal_bar::{rule_areas, thinned};
use super::key_row::KeyRow;
use super::keys::has_mixed_bounds;
use super::labels::{Anchor, Block, Label, Lettering, Look, Placed, SIZE, SMALL_SIZE, VALUE_SIZE};
use super::marks::{Growth, Mark, SIGN_REACH, Shape, Sign, sign, whisker_width};
use super::named_rows::name_lines;
use super::places::Names;
use super::row_axis::{Way, piles, scale, stands_apart, tick_text};
use super::scale::ValueScale;
use super::stack::{self, Pile};
use super::{At, Context, Layout, Plot, Refusal, alt, breaks};
use crate::doc::Drawing;
use crate::page::{Color, Rect};
use rust_decimal::Decimal;

/// A row with a name of one line and one bar.
const ROW: f32 = 16.0;
/// The room between names of several lines.
const ROW_GAP: f32 = 5.0;
/// The thickness of a bar.
const THICKNESS: f32 = 11.5;
/// The thickness of one of several bars in a row.
const THIN: f32 = 8.8;
/// The thickness of a bar of several pieces: their numbers stand inside.
const THICK: f32 = 13.0;
/// The part of the width that names take up, at most.
const NAMES_SHARE: f32 = 0.42;
/// From the names to the axis.
const NAME_GAP: f32 = 6.0;
/// From the end of a bar or its sign to its value.
const VALUE_GAP: f32 = 3.5;
/// From the last row to the labels of the ticks.
const TICK_GAP: f32 = 3.0;
/// Room above the first and below the last bar.
const MARGIN: f32 = 1.0;
/// Room around a number inside its piece.
const INSIDE: f32 = 1.8;

/// Draws lying bars.
pub(super) fn draw(plot: &Plot, way: Way, context: Context<'_>) -> Result<Drawing, Refusal> {
    if plot.options.annotations.iter().any(|note| !matches!(note.at, At::Value(_))) {
        return Err(Refusal::new(
            "an annotation of lying bars stands at a value, not at a row",
            "write `value = …` in place of `at`, or use `kind = \"bar\"`",
        ));
    }
    if plot.sort_by_value && !plot.options.breaks.is_empty() {
        return Err(Refusal::new(
            "rows in the order of their values have no place where the series breaks",
            "write `sort = \"data\"`",
        ));
    }
    Scene::lay_out(plot, way, context)?.paint(plot, way, context)
}

/// The largest part whose number has no room inside it; none where all are told.
pub(super) fn unlabelled(plot: &Plot, way: Way, context: Context<'_>) -> Option<Decimal> {
    if plot.series.len() > 1 { Scene::lay_out(plot, way, context).ok()?.unlabelled } else { None }
}

/// How the series look.
fn dresses(plot: &Plot, way: Way, context: Context<'_>) -> Vec<Dress> {
    let all = plot.series.len();
    match way {
        Way::Around(_) => {
            let sides: Vec<_> = (0..all).map(|series| plot.options.side(series, all)).collect();
            dresses_around(&sides, context.palette)
        }
        Way::FromZero(_) => (0..all).map(|series| dress(series, context.palette)).collect(),
    }
}

/// A bar or a piece of one.
struct Piece {
    from: Decimal,
    to: Decimal,
    /// Its middle, from the middle of its row.
    across: f32,
    thickness: f32,
    fill: Fill,
    /// What is printed inside, where it fits.
    inside: Option<String>,
    /// What it stands for: its value or its share.
    size: Decimal,
}

/// What stands at the end of a bar.
struct Tip {
    /// The end of the bar; none where the data has no value.
    value: Option<Decimal>,
    /// What reaches farthest, bar or interval.
    end: Decimal,
    interval: Option<(Decimal, Decimal)>,
    across: f32,
    thickness: f32,
    sign: Option<Sign>,
    color: Color,
    label: Label,
}

impl Tip {
    /// From the end of the bar to its label.
    fn gap(&self) -> f32 {
        VALUE_GAP + self.sign.map_or(0.0, |_| SIGN_REACH)
    }
}

/// A row.
struct Row {
    place: usize,
    /// What rows are sorted by.
    rank: Option<Decimal>,
    name: Block,
    pieces: Vec<Piece>,
    tips: Vec<Tip>,
    /// Its middle, from the top of the plot.
    middle: f32,
    height: f32,
}

/// Rows with all their labels in place.
struct Scene {
    rows: Vec<Row>,
    scale: ValueScale,
    frame: Frame,
    key: KeyRow,
    above: Above,
    labels: Vec<Placed>,
    values: Vec<Rect>,
    patches: Vec<(Rect, Color)>,
    /// Where the neutral answers begin that stand apart.
    apart: Option<Decimal>,
    /// The largest part whose number has no room inside it.
    unlabelled: Option<Decimal>,
}

impl Scene {
    fn lay_out(plot: &Plot, way: Way, context: Context<'_>) -> Result<Self, Refusal> {
        let (piles, apart) = piles(plot, way, context)?;
        let scale = scale(plot, way, piles.as_deref(), apart);
        let rows = rows(plot, way, piles, context)?;
        let ticks = tick_labels_of(&scale, context, |tick| tick_text(tick, way, context))?;
        let room = plot_area(&rows, &ticks, &scale, context.width);
        let mut key = if plot.series.len() > 1 {
            KeyRow::of_dresses(plot, &dresses(plot, way, context), (room.x, 2.0), context)?
        } else {
            KeyRow::default()
        };
        let flat = Frame { width: context.width, height: 0.0, plot: room };
        let above = Above::lay_out(&annotated(plot, &flat, &scale), context)?;
        let top = if key.height > 0.0 { 2.0 + key.height } else { 0.0 };
        let room = Rect { y: top + above.height, ..room };
        let below = room.y + room.height + TICK_GAP;
        let tick_look = Look::plain(SIZE, context.palette.grey);
        let height = below + tick_look.ascent() + tick_look.descent();
        let frame = Frame { width: context.width, height, plot: room };
        let mut labels = thinned(&ticks, &scale, &frame, below + tick_look.ascent());
        labels.extend(key.labels());
        labels.extend(above.labels(top));
        let (mut values, mut patches, mut unlabelled) = (Vec::new(), Vec::new(), None);
        for row in &rows {
            let middle = room.y + row.middle;
            labels.extend(row.name.centered(room.x - NAME_GAP, middle, Anchor::Right));
            for (size, inside) in numbers_inside(row, &scale, &frame, context)? {
                match inside {
                    Some((label, ground)) => {
                        labels.push(label);
                        patches.extend(ground);
                    }
                    None if size.is_zero() => {}
                    None => unlabelled = unlabelled.max(Some(size)),
                }
            }
            for tip in &row.tips {
                let gap = if tip.value.is_some() { tip.gap() } else { VALUE_GAP };
                let label = tip.label.centered(frame.x(&scale, tip.end) + gap, middle + tip.across, Anchor::Left);
                values.push(Rect { x: label.area.x - gap, width: label.area.width + gap, ..label.area });
                labels.push(label);
            }
        }
        Ok(Scene { rows, scale, frame, key, above, labels, values, patches, apart, unlabelled })
    }

    fn paint(self, plot: &Plot, way: Way, context: Context<'_>) -> Result<Drawing, Refusal> {
        let palette = context.palette;
        let (frame, scale) = (&self.frame, &self.scale);
        let notes = self.above.lines(if self.key.height > 0.0 { 2.0 + self.key.height } else { 0.0 }, frame);
        let edges = break_lines(plot, &self.rows, frame);
        frame.painted(context, self.labels, |area| {
            let depth = f64::from(frame.plot.height);
            // Downwards: the first row stands at the top.
            let mut chart = frame.lying(area, scale, depth..0.0)?;
            rules(&mut chart, palette.hairline, false)?;
            dashed(area, &notes, palette.grey)?;
            blanks(area, &self.values, &[rule_areas(frame, scale), notes].concat())?;
            self.key.paint(area)?;
            let around = matches!(way, Way::Around(_));
            if around {
                // Behind the bars: it would run through the neutral answers and their numbers.
                for at in [Some(Decimal::ZERO), self.apart].into_iter().flatten() {
                    chart.draw_series([axis_line((at, 0.0), (at, depth), palette.ink)])?;
                }
            }
            for row in &self.rows {
                draw_row(&mut chart, row)?;
                separate(area, row, scale, frame)?;
            }
            paint_patches(area, &self.patches)?;
            dashed(area, &edges, palette.ink)?;
            if !around {
                chart.draw_series([axis_line((scale.base(), 0.0), (scale.base(), depth), palette.ink)])?;
            }
            Ok(())
        })
    }
}

fn annotated<'p>(plot: &'p Plot, frame: &Frame, scale: &ValueScale) -> Vec<(f32, &'p str)> {
    let of = |note: &'p super::Annotation| match note.at {
        At::Value(value) => Some((frame.x(scale, value), note.text.as_str())),
        At::Place(_) | At::Day(_) => None,
    };
    plot.options.annotations.iter().filter_map(of).collect()
}

/// The rows in the order in which they are shown, each as high as its name and its bars need.
fn rows(plot: &Plot, way: Way, piles: Option<Vec<Pile>>, context: Context<'_>) -> Result<Vec<Row>, Refusal> {
    let names = Names::of(&plot.x, context.locale);
    let blocks = name_blocks(&names.names, plot.highlight, context)?;
    let mut rows = Vec::new();
    for (place, name) in blocks.into_iter().enumerate() {
        let pile = piles.as_ref().map(|piles| piles.get(place).cloned().unwrap_or_default());
        rows.push(match pile {
            None => grouped_row(plot, place, name, context)?,
            Some(pile) => stacked_row(plot, way, place, &pile, name, context)?,
        });
    }
    if plot.sort_by_value {
        // Largest first; rows without a value last; equal ones in the order of the data.
        rows.sort_by_key(|row| std::cmp::Reverse(row.rank));
    }
    let bars = match way {
        Way::FromZero(Layout::Grouped) if plot.series.len() > 1 => plot.series.len() as f32 * THIN + ROW_GAP + 2.0,
        Way::FromZero(Layout::Grouped) => ROW,
        Way::FromZero(_) | Way::Around(_) => THICK + ROW_GAP + 1.0,
    };
    let mut top = MARGIN;
    for row in &mut rows {
        let name = if row.name.lines.len() > 1 { row.name.height() + ROW_GAP } else { ROW };
        row.height = name.max(bars);
        row.middle = top + row.height / 2.0;
        top += row.height;
    }
    Ok(rows)
}

/// One bar a series, below each other.
fn grouped_row(plot: &Plot, place: usize, name: Block, context: Context<'_>) -> Result<Row, Refusal> {
    let lettering = Lettering::new(context);
    let palette = context.palette;
    let all = plot.series.len();
    let (mut pieces, mut tips) = (Vec::new(), Vec::new());
    let thickness = if all > 1 { THIN } else { THICKNESS };
    for (series, column) in plot.series.iter().enumerate() {
        let dress = dress(series, palette);
        let set_off = plot.highlight == Some(place);
        let color = if all == 1 { mark_color(plot.highlight, place, palette) } else { dress.color };
        let text = if set_off && all == 1 { palette.signal } else { dress.text };
        let value = column.values.get(place).copied().flatten();
        let across = (series as f32 - (all as f32 - 1.0) / 2.0) * thickness;
        let fill = Fill { color, pattern: dress.pattern, provisional: plot.options.is_provisional(place) };
        let size = if all > 1 { SMALL_SIZE } else { VALUE_SIZE };
        let label = match value {
            Some(value) => {
                let look = if set_off { Look::bold(size, text) } else { Look::strong(size, text) };
                lettering.line(&alt::number_of_bar(plot, (series, place), &value, context.locale), look)?
            }
            None => lettering.line(plot.options.absent(context.locale), Look::plain(size.min(SIZE), palette.grey))?,
        };
        if let Some(to) = value {
            pieces.push(Piece { from: Decimal::ZERO, to, across, thickness, fill, inside: None, size: to });
        }
        let interval = value.and(plot.options.interval(series, place));
        let end = interval.map_or(Decimal::ZERO, |(_, high)| high).max(value.unwrap_or_default());
        let sign = sign(column.bound).filter(|_| value.is_some() && interval.is_none());
        tips.push(Tip { value, end, interval, across, thickness, sign, color, label });
    }
    let rank = plot.series.first().and_then(|series| series.values.get(place).copied().flatten());
    Ok(Row { place, rank, name, pieces, tips, middle: 0.0, height: 0.0 })
}

/// One bar of several pieces, its whole at its end.
fn stacked_row(
    plot: &Plot,
    way: Way,
    place: usize,
    pile: &Pile,
    name: Block,
    context: Context<'_>,
) -> Result<Row, Refusal> {
    let lettering = Lettering::new(context);
    let palette = context.palette;
    let (across, thickness) = (0.0, THICK);
    let dresses = dresses(plot, way, context);
    let piece = |piece: &stack::Piece| {
        let dress = dresses.get(piece.series)?;
        let fill = Fill { color: dress.color, pattern: dress.pattern, provisional: plot.options.is_provisional(place) };
        let inside = (!is_told_at_end(plot, way, piece)).then(|| size_text(plot, piece, way, context));
        Some(Piece { from: piece.from, to: piece.to, across, thickness, fill, inside, size: piece.size })
    };
    let pieces: Vec<Piece> = pile.pieces.iter().filter_map(piece).collect();
    let color = palette.ink;
    let mut tips = Vec::new();
    if let (Some(total), Way::FromZero(Layout::Stacked)) = (pile.total, way) {
        let label = lettering.line(&context.locale.number(&total), Look::strong(VALUE_SIZE, color))?;
        let sign = sign(stack::total_bound(plot)?);
        tips.push(Tip { value: Some(total), end: total, interval: None, across, thickness, sign, color, label });
    }
    for piece in pile.pieces.iter().filter(|piece| is_told_at_end(plot, way, piece)) {
        let color = dresses.get(piece.series).map_or(palette.ink, |dress| dress.text);
        let label = lettering.line(&size_text(plot, piece, way, context), Look::strong(SMALL_SIZE, color))?;
        let (value, end) = (Some(piece.to), piece.to);
        tips.push(Tip { value, end, interval: None, across, thickness, sign: None, color, label });
    }
    if pile.pieces.is_empty() {
        let label = lettering.line(plot.options.absent(context.locale), Look::plain(SIZE, palette.grey))?;
        let end = Decimal::ZERO;
        tips.push(Tip { value: None, end, interval: None, across, thickness, sign: None, color, label });
    }
    let rank = match way {
        Way::FromZero(Layout::Stacked) => pile.total,
        Way::FromZero(_) => pile.pieces.first().map(|piece| piece.size),
        Way::Around(_) => {
            let beside = pile.pieces.iter().filter(|piece| !stands_apart(plot, piece.series));
            beside.map(|piece| piece.to).filter(Decimal::is_sign_positive).max()
        }
    };
    Ok(Row { place, rank, name, pieces, tips, middle: 0.0, height: 0.0 })
}

/// What is printed of a piece; of answers around a middle with the sign of its bound, where they are not all alike: no other
/// mark tells it.
fn size_text(plot: &Plot, piece: &stack::Piece, way: Way, context: Context<'_>) -> String {
    let locale = context.locale;
    match plot.series.get(piece.series) {
        _ if way.is_percent() => stack::percent(piece.size, locale),
        Some(series) if matches!(way, Way::Around(_)) && has_mixed_bounds(plot) => {
            alt::marked(series.bound, &piece.size, locale)
        }
        _ => locale.number(&piece.size),
    }
}

/// Whether the number of a piece stands at its end: the second axis has no ticks, so a neutral answer that stands apart must
/// be told even where it is short. Several of them follow each other, and have an end each only inside.
fn is_told_at_end(plot: &Plot, way: Way, piece: &stack::Piece) -> bool {
    let apart = (0..plot.series.len()).filter(|series| stands_apart(plot, *series)).count();
    matches!(way, Way::Around(_)) && apart == 1 && stands_apart(plot, piece.series)
}

/// The names, on several lines where they must be.
fn name_blocks(names: &[String], highlight: Option<usize>, context: Context<'_>) -> Result<Vec<Block>, Refusal> {
    let measure = context.width * NAMES_SHARE;
    let fitted = |index: usize, name: &str| -> Result<Block, Refusal> {
        for size in [SIZE, SMALL_SIZE] {
            let set_off = highlight == Some(index);
            let look =
                if set_off { Look::bold(size, context.palette.ink) } else { Look::plain(size, context.palette.ink) };
            if let Some(lines) = name_lines(name, look, measure, context)? {
                return Ok(Block { lines });
            }
        }
        Err(Refusal::new(
            format!("the category `{name}` is too long for the chart"),
            "shorten it in the data file; a word of more than some 35 letters cannot be broken",
        ))
    };
    names.iter().enumerate().map(|(index, name)| fitted(index, name)).collect()
}

/// The plot: right of the widest name, and so narrow that each value fits at the end of its bar.
fn plot_area(rows: &[Row], ticks: &[Label], scale: &ValueScale, width: f32) -> Rect {
    let names = rows.iter().map(|row| row.name.width()).fold(0.0, f32::max);
    let first_tick = ticks.first().map_or(0.0, Label::width) / 2.0;
    let left = (names + NAME_GAP).max(first_tick);
    let mut room = width - left - ticks.last().map_or(0.0, Label::width) / 2.0;
    for tip in rows.iter().flat_map(|row| &row.tips) {
        let share = scale.share(tip.end) as f32;
        let free = width - left - tip.gap() - tip.label.width();
        if share > 0.0 {
            room = room.min(free / share);
        }
    }
    let height = rows.iter().map(|row| row.height).sum::<f32>() + 2.0 * MARGIN;
    Rect { x: left, y: 0.0, width: room.max(1.0), height }
}

fn rect_of(row: &Row, piece: &Piece, scale: &ValueScale, frame: &Frame) -> Rect {
    let (a, b) = (frame.x(scale, piece.from), frame.x(scale, piece.to));
    let y = frame.plot.y + row.middle + piece.across - piece.thickness / 2.0;
    Rect { x: a.min(b), y, width: (a - b).abs(), height: piece.thickness }
}

/// What a piece stands for, and its number inside, where that fits, with the plain ground that it needs on a hatched one.
type Inside = (Decimal, Option<(Placed, Option<(Rect, Color)>)>);

/// The numbers of the pieces of a row that are told inside, in the order of the series.
fn numbers_inside(row: &Row, scale: &ValueScale, frame: &Frame, context: Context<'_>) -> Result<Vec<Inside>, Refusal> {
    let mut found = Vec::new();
    for piece in &row.pieces {
        let Some(text) = &piece.inside else { continue };
        let (ground, look) = inside_look(piece.fill, context);
        let label = Lettering::new(context).line(text, look)?;
        let room = rect_of(row, piece, scale, frame);
        if label.width() + 2.0 * INSIDE <= room.width {
            let placed = label.centered(room.x + room.width / 2.0, room.y + room.height / 2.0, Anchor::Middle);
            let ground = ground.map(|color| (patch(&placed, look), color));
            found.push((piece.size, Some((placed, ground))));
        } else {
            found.push((piece.size, None));
        }
    }
    Ok(found)
}

fn draw_row(chart: &mut Lying<'_>, row: &Row) -> Result<(), Fault> {
    for piece in &row.pieces {
        let (middle, half) = (f64::from(row.middle + piece.across), f64::from(piece.thickness) / 2.0);
        let places = vec![(piece.from, middle - half), (piece.to, middle + half)];
        chart.draw_series([Mark { places, shape: Shape::Bar(piece.fill) }])?;
    }
    for tip in &row.tips {
        let at = f64::from(row.middle + tip.across);
        if let (Some(sign), Some(value)) = (tip.sign, tip.value) {
            let shape = Shape::Sign(sign, Growth::Right, tip.thickness, tip.color);
            chart.draw_series([Mark { places: vec![(value, at)], shape }])?;
        }
        if let Some((low, high)) = tip.interval {
            let shape = Shape::Whisker(Growth::Right, whisker_width(tip.thickness), tip.color);
            chart.draw_series([Mark { places: vec![(low, at), (high, at)], shape }])?;
        }
    }
    Ok(())
}

/// White lines between the pieces of a bar: hairlines that survive printing.
fn separate(area: &Area<'_>, row: &Row, scale: &ValueScale, frame: &Frame) -> Result<(), Fault> {
    const LINE: f32 = 0.7;
    let areas: Vec<Rect> = row.pieces.iter().map(|piece| rect_of(row, piece, scale, frame)).collect();
    let mut lines = Vec::new();
    for (at, a) in areas.iter().enumerate() {
        for b in areas.iter().skip(at + 1) {
            // Not where one of the two is so thin that nothing of it would be left.
            let seen = a.width.min(b.width) >= 2.0 * LINE;
            let edge = [(a.x + a.width, b.x), (b.x + b.width, a.x)].into_iter().find(|(a, b)| (a - b).abs() < 0.05);
            if let (Some((edge, _)), true, true) = (edge, seen, a.y == b.y) {
                lines.push((Rect { x: edge - LINE / 2.0, y: a.y, width: LINE, height: a.height }, Color::WHITE));
            } else if (b.y - a.y - a.height).abs() < 0.05 && seen {
                let width = a.width.min(b.width);
                lines.push((Rect { x: a.x, y: b.y - LINE / 2.0, width, height: LINE }, Color::WHITE));
            }
        }
    }
    paint_patches(area, &lines)
}

/// Lines between the rows where a series breaks.
fn break_lines(plot: &Plot, rows: &[Row], frame: &Frame) -> Vec<Rect> {
    let places = breaks::places(plot);
    let above = |row: &&Row| places.contains(&row.place);
    let line = |row: &Row| Rect {
        x: 0.0,
        y: frame.plot.y + row.middle - row.height / 2.0,
        width: frame.plot.x + frame.plot.width,
        height: 0.0,
    };
    rows.iter().filter(above).map(line).collect()
}
