//! `horizontal-bar`: lying bars, one a row, with room for long names at their left and their values at their ends.

use super::bar::tick_labels;
use super::frame::{Fault, Frame, Lying, axis_line, blanks, fill_style, rules};
use super::labels::{Anchor, Block, Label, Lettering, Look, Placed, SIZE, SMALL_SIZE, VALUE_SIZE};
use super::limits::Limits;
use super::marks::{Growth, Mark, SIGN_REACH, Shape, sign};
use super::places::Names;
use super::scale::ValueScale;
use super::{Chart, Context, Palette, Plot, Refusal, Series, alt};
use crate::doc::Drawing;
use crate::locale::Locale;
use crate::page::{Color, Rect};
use plotters::element::Rectangle;
use rust_decimal::Decimal;

/// More rows than this do not fit on a page with their caption.
const MOST_ROWS: usize = 40;
/// A row with a name of one line.
const ROW: f32 = 16.0;
/// The room between names of several lines.
const ROW_GAP: f32 = 5.0;
/// The thickness of a bar.
const THICKNESS: f32 = 10.5;
/// The part of the width that names take up, at most.
const NAMES_SHARE: f32 = 0.42;
/// From the names to the axis.
const NAME_GAP: f32 = 6.0;
/// From the end of a bar or its sign to its value.
const VALUE_GAP: f32 = 3.5;
/// From the last row to the labels of the ticks.
const TICK_GAP: f32 = 3.0;
/// From one label of the ticks to the next, at least.
const TICK_SPACE: f32 = 8.0;
/// Room above the first and below the last bar.
const MARGIN: f32 = 1.0;

/// Lying bars.
pub struct HorizontalBar;

impl Chart for HorizontalBar {
    fn name(&self) -> &'static str {
        "horizontal-bar"
    }

    fn purpose(&self) -> &'static str {
        "compares counts of categories with long names, the largest first"
    }

    fn draw(&self, plot: &Plot, context: Context<'_>) -> Result<Drawing, Refusal> {
        Limits { kind: self.name(), places: MOST_ROWS, series: 1, negative: false }.check(plot)?;
        match plot.series.first() {
            Some(series) => Rows::lay_out(plot, series, context)?.paint(context),
            None => Err(Refusal::new("the chart has no column of values", "name a column in `y`")),
        }
    }

    fn describe(&self, plot: &Plot, locale: &Locale) -> String {
        alt::describe_sorted(&locale.chart.horizontal_bar, plot, locale)
    }

    fn key(&self, plot: &Plot, context: Context<'_>) -> Option<String> {
        alt::sign_of_bars(plot, context.locale)
    }
}

/// A row.
struct Row {
    value: Option<Decimal>,
    set_off: bool,
    name: Block,
    label: Label,
    /// Its middle, from the top of the plot.
    middle: f32,
    /// What it takes up.
    height: f32,
}

impl Row {
    fn color(&self, palette: &Palette) -> Color {
        if self.set_off { palette.signal } else { palette.accent }
    }
}

/// Rows with all their labels in place.
struct Rows {
    rows: Vec<Row>,
    sign: Option<super::marks::Sign>,
    scale: ValueScale,
    frame: Frame,
    labels: Vec<Placed>,
    values: Vec<Rect>,
}

impl Rows {
    fn lay_out(plot: &Plot, series: &Series, context: Context<'_>) -> Result<Self, Refusal> {
        let scale = ValueScale::with_zero(&series.values.iter().flatten().copied().collect::<Vec<_>>());
        let rows = rows(plot, series, context)?;
        let ticks = tick_labels(&scale, context)?;
        let sign = sign(series.bound);
        let reach = VALUE_GAP + sign.map_or(0.0, |_| SIGN_REACH);
        let plot = plot_area(&rows, &ticks, &scale, reach, context.width);
        let below = plot.y + plot.height + TICK_GAP;
        let tick_look = Look::plain(SIZE, context.palette.grey);
        let height = below + tick_look.ascent() + tick_look.descent();
        let frame = Frame { width: context.width, height, plot };
        let mut labels: Vec<Placed> = thinned(&ticks, &scale, &frame, below + tick_look.ascent());
        let mut values = Vec::new();
        for row in &rows {
            let top = plot.y + row.middle - row.name.height() / 2.0;
            labels.extend(row.name.placed(plot.x - NAME_GAP, top, Anchor::Right));
            let end = frame.x(&scale, row.value.unwrap_or(scale.base()));
            let gap = if row.value.is_some() { reach } else { VALUE_GAP };
            let value = row.label.centered(end + gap, plot.y + row.middle, Anchor::Left);
            values.push(Rect { x: value.area.x - gap, width: value.area.width + gap, ..value.area });
            labels.push(value);
        }
        Ok(Rows { rows, sign, scale, frame, labels, values })
    }

    fn paint(self, context: Context<'_>) -> Result<Drawing, Refusal> {
        let Rows { rows, sign, scale, frame, labels, values } = self;
        let palette = context.palette;
        frame.painted(context, labels, |area| {
            let depth = f64::from(frame.plot.height);
            // Downwards: the first row stands at the top.
            let mut chart = frame.lying(area, &scale, depth..0.0)?;
            rules(&mut chart, palette.hairline, false)?;
            blanks(area, &values, &rule_areas(&frame, &scale))?;
            for row in &rows {
                let Some(value) = row.value else { continue };
                draw_bar(&mut chart, row, value, &scale, palette)?;
                if let Some(sign) = sign {
                    let shape = Shape::Sign(sign, Growth::Right, THICKNESS, row.color(palette));
                    chart.draw_series([Mark { places: vec![(value, f64::from(row.middle))], shape }])?;
                }
            }
            chart.draw_series([axis_line((scale.base(), 0.0), (scale.base(), depth), palette.ink)])?;
            Ok(())
        })
    }
}

fn draw_bar(
    chart: &mut Lying<'_>,
    row: &Row,
    value: Decimal,
    scale: &ValueScale,
    palette: &Palette,
) -> Result<(), Fault> {
    let (middle, half) = (f64::from(row.middle), f64::from(THICKNESS) / 2.0);
    let corners = [(scale.base(), middle - half), (value, middle + half)];
    chart.draw_series([Rectangle::new(corners, fill_style(row.color(palette)))])?;
    Ok(())
}

/// The lines of the grid as areas.
pub(super) fn rule_areas(frame: &Frame, scale: &ValueScale) -> Vec<Rect> {
    let Rect { y, height, .. } = frame.plot;
    scale.ticks().iter().map(|tick| Rect { x: frame.x(scale, *tick), y, width: 0.0, height }).collect()
}

/// The rows in the order in which they are shown, each as high as its name needs.
fn rows(plot: &Plot, series: &Series, context: Context<'_>) -> Result<Vec<Row>, Refusal> {
    let names = Names::of(&plot.x, context.locale);
    let blocks = name_blocks(&names.names, plot.highlight, context)?;
    let lettering = Lettering::new(context);
    let palette = context.palette;
    let mut rows = Vec::new();
    for ((index, value), name) in series.values.iter().enumerate().zip(blocks) {
        let set_off = plot.highlight == Some(index);
        let label = match value {
            Some(value) if set_off => {
                lettering.line(&context.locale.number(value), Look::bold(VALUE_SIZE, palette.signal))?
            }
            Some(value) => lettering.line(&context.locale.number(value), Look::strong(VALUE_SIZE, palette.accent))?,
            None => lettering.line(&context.locale.words.no_data, Look::plain(SIZE, palette.grey))?,
        };
        rows.push(Row { value: *value, set_off, name, label, middle: 0.0, height: 0.0 });
    }
    if plot.sort_by_value {
        // Largest first; rows without a value last; equal ones in the order of the data.
        rows.sort_by_key(|row| std::cmp::Reverse(row.value));
    }
    let mut top = MARGIN;
    for row in &mut rows {
        row.height = if row.name.lines.len() > 1 { row.name.height() + ROW_GAP } else { ROW };
        row.middle = top + row.height / 2.0;
        top += row.height;
    }
    Ok(rows)
}

/// The names, on several lines where they must be.
fn name_blocks(names: &[String], highlight: Option<usize>, context: Context<'_>) -> Result<Vec<Block>, Refusal> {
    let lettering = Lettering::new(context);
    let measure = context.width * NAMES_SHARE;
    let fitted = |index: usize, name: &str| -> Result<Block, Refusal> {
        for size in [SIZE, SMALL_SIZE] {
            let set_off = highlight == Some(index);
            let look =
                if set_off { Look::bold(size, context.palette.ink) } else { Look::plain(size, context.palette.ink) };
            if let Some(lines) = lettering.wrapped(name, look, measure)? {
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
fn plot_area(rows: &[Row], ticks: &[Label], scale: &ValueScale, reach: f32, width: f32) -> Rect {
    let names = rows.iter().map(|row| row.name.width()).fold(0.0, f32::max);
    let first_tick = ticks.first().map_or(0.0, Label::width) / 2.0;
    let left = (names + NAME_GAP).max(first_tick);
    let mut room = width - left - ticks.last().map_or(0.0, Label::width) / 2.0;
    for row in rows {
        let share = scale.share(row.value.unwrap_or(scale.base())) as f32;
        let free = width - left - reach - row.label.width();
        if share > 0.0 {
            room = room.min(free / share);
        }
    }
    let height = rows.iter().map(|row| row.height).sum::<f32>() + 2.0 * MARGIN;
    Rect { x: left, y: 0.0, width: room.max(1.0), height }
}

/// The labels of every tick, or of every second or third where they would touch.
pub(super) fn thinned(ticks: &[Label], scale: &ValueScale, frame: &Frame, baseline: f32) -> Vec<Placed> {
    let all = ticks.iter().zip(scale.ticks());
    let all: Vec<Placed> =
        all.map(|(label, tick)| label.placed(frame.x(scale, *tick), baseline, Anchor::Middle)).collect();
    let every = |step: usize| all.iter().step_by(step).cloned().collect::<Vec<_>>();
    let apart = |shown: &Vec<Placed>| {
        let pairs = shown.iter().zip(shown.iter().skip(1));
        pairs.into_iter().all(|(a, b)| a.area.x + a.area.width + TICK_SPACE <= b.area.x)
    };
    (1..=all.len()).map(every).find(apart).unwrap_or_default()
}
