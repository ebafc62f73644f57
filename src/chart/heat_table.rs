//! `heat-table`: rows by columns, as months by years: each cell prints its value and is shaded by it, in as many steps as
//! the key below shows.

use super::canvas::units;
use super::frame::{Area, Fault, Frame, HEAD, fill_style};
use super::labels::{Anchor, Block, Label, Lettering, Look, Placed, SIZE, SMALL_SIZE, VALUE_SIZE};
use super::legend::WORDS_SHARE;
use super::limits::Limits;
use super::named_rows::{NAMES_SHARE, name_block};
use super::places::Names;
use super::scale::ValueScale;
use super::{Chart, Context, Palette, Plot, Refusal, alt};
use crate::doc::Drawing;
use crate::locale::Locale;
use crate::page::{Color, Rect};
use plotters::element::Rectangle;
use rust_decimal::Decimal;

/// More rows do not fit on a page with their caption.
const MOST_ROWS: usize = 40;
/// More columns have no room for their values.
const MOST_COLUMNS: usize = 24;
/// The height of a cell, at least.
const CELL: f32 = 17.0;
/// The white between cells.
const GAP: f32 = 1.0;
/// From a value to the edge of its cell, at least.
const INSET: f32 = 2.0;
/// From the names to the cells.
const NAME_GAP: f32 = 6.0;
/// From the heads to the cells.
const HEAD_GAP: f32 = 3.0;
/// From the cells to the key.
const KEY_GAP: f32 = 9.0;
/// A field of the key: its height, and its width at most.
const FIELD: (f32, f32) = (7.0, 40.0);
/// How dark the lightest and the darkest step are: shares of the accent colour.
const SHADES: (f32, f32) = (0.08, 0.92);
/// The contrast of text on its ground, at least (WCAG 2.2, 1.4.3).
pub(super) const CONTRAST: f64 = 4.5;
/// What stands in a cell without a value.
pub(super) const NO_VALUE: &str = "–";

/// Shaded cells.
pub struct HeatTable;

impl Chart for HeatTable {
    fn name(&self) -> &'static str {
        "heat-table"
    }

    fn purpose(&self) -> &'static str {
        "prints a value for each row and column, such as month and year, and shades it by size"
    }

    fn draw(&self, plot: &Plot, context: Context<'_>) -> Result<Drawing, Refusal> {
        Limits { kind: self.name(), places: MOST_ROWS, series: MOST_COLUMNS, negative: false }.check(plot)?;
        Cells::lay_out(plot, context)?.paint(context)
    }

    fn describe(&self, plot: &Plot, locale: &Locale) -> String {
        alt::describe(&locale.chart.heat_table, plot, locale)
    }

    fn key(&self, plot: &Plot, context: Context<'_>) -> Option<String> {
        let gap = plot.series.iter().any(|series| series.values.iter().any(Option::is_none));
        let sentences: Vec<String> = alt::signs_key(plot, context.locale)
            .into_iter()
            .chain(gap.then(|| plot.options.absent_key(NO_VALUE, context.locale)))
            .collect();
        (!sentences.is_empty()).then(|| sentences.join(&context.locale.citation.space))
    }
}

/// The axis whose steps are the shades: its ticks are their limits.
fn scale(plot: &Plot) -> ValueScale {
    let values = plot.series.iter().flat_map(|series| series.values.iter().flatten().copied());
    ValueScale::of_shades(&values.collect::<Vec<_>>())
}

/// How many shades there are.
fn steps(scale: &ValueScale) -> usize {
    scale.ticks().len().saturating_sub(1).max(1)
}

/// The step of a value: from one limit up to the next, the last one with its upper end.
fn step(scale: &ValueScale, value: Decimal) -> usize {
    let passed = scale.ticks().iter().filter(|tick| **tick <= value).count();
    passed.saturating_sub(1).min(steps(scale).saturating_sub(1))
}

/// The relative luminance of a colour (WCAG 2.2).
fn luminance(color: Color) -> f64 {
    let part = |value: u8| {
        let share = f64::from(value) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(color.r) + 0.7152 * part(color.g) + 0.0722 * part(color.b)
}

/// The contrast ratio of two colours, 1 to 21 (WCAG 2.2).
pub(super) fn contrast(a: Color, b: Color) -> f64 {
    let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
    a.max(b) / a.min(b)
}

/// The accent colour thinned with white.
fn tint(color: Color, share: f32) -> Color {
    let part = |value: u8| (255.0 - (255.0 - f32::from(value)) * share).round() as u8;
    Color::rgb(part(color.r), part(color.g), part(color.b))
}

/// The ground and the text of a step: between the tones on which ink is read and those on which white is, there are some on
/// which neither is; these become lighter.
pub(super) fn shade(step: usize, steps: usize, palette: &Palette) -> (Color, Color) {
    const FINER: f32 = 0.01;
    let part = if steps > 1 { step as f32 / (steps - 1) as f32 } else { 0.0 };
    let mut share = SHADES.0 + (SHADES.1 - SHADES.0) * part;
    loop {
        let ground = tint(palette.accent, share);
        for text in [palette.ink, Color::WHITE] {
            if contrast(ground, text) >= CONTRAST {
                return (ground, text);
            }
        }
        if share <= FINER {
            return (Color::WHITE, Color::BLACK);
        }
        share -= FINER;
    }
}

/// A cell in its place.
struct Cell {
    area: Rect,
    ground: Color,
}

/// Cells with all their texts in place.
struct Cells {
    frame: Frame,
    cells: Vec<Cell>,
    labels: Vec<Placed>,
}

/// The measures of the grid.
struct Grid {
    left: f32,
    top: f32,
    column: f32,
    rows: Vec<(f32, f32)>,
}

impl Grid {
    fn cell(&self, row: usize, column: usize) -> Rect {
        let (y, height) = self.rows.get(row).copied().unwrap_or_default();
        let x = self.left + self.column * column as f32;
        Rect { x: x + GAP / 2.0, y: y + GAP / 2.0, width: self.column - GAP, height: height - GAP }
    }

    fn bottom(&self) -> f32 {
        self.rows.last().map_or(self.top, |(y, height)| y + height)
    }
}

impl Cells {
    fn lay_out(plot: &Plot, context: Context<'_>) -> Result<Self, Refusal> {
        let scale = scale(plot);
        let names = Names::of(&plot.x, context.locale).names;
        let blocks = names
            .iter()
            .enumerate()
            .map(|(index, name)| name_block(name, plot.highlight == Some(index), context.width * NAMES_SHARE, context))
            .collect::<Result<Vec<_>, _>>()?;
        let left = blocks.iter().map(Block::width).fold(0.0, f32::max) + NAME_GAP;
        let column = (context.width - left) / plot.series.len().max(1) as f32;
        let heads = heads(plot, column, context)?;
        let top = HEAD + heads.iter().map(Block::height).fold(0.0, f32::max) + HEAD_GAP;
        let mut y = top;
        let row = |block: &Block| {
            let height = CELL.max(block.height() + 4.0);
            y += height;
            (y - height, height)
        };
        let grid = Grid { left, top, column, rows: blocks.iter().map(row).collect() };
        let (mut cells, mut labels) = (Vec::new(), placed_heads(&heads, &grid));
        for (index, block) in blocks.iter().enumerate() {
            let area = grid.cell(index, 0);
            labels.extend(block.centered(left - NAME_GAP, area.y + area.height / 2.0, Anchor::Right));
            for column in 0..plot.series.len() {
                let (cell, label) = cell(plot, &scale, (index, column), grid.cell(index, column), context)?;
                cells.extend(cell);
                labels.push(label);
            }
        }
        let height = key(&scale, &grid, &mut cells, &mut labels, context)?;
        let plot = Rect { x: left, y: top, width: context.width - left, height: grid.bottom() - top };
        Ok(Cells { frame: Frame { width: context.width, height, plot }, cells, labels })
    }

    fn paint(self, context: Context<'_>) -> Result<Drawing, Refusal> {
        let Cells { frame, cells, labels } = self;
        frame.painted(context, labels, |area| cells.iter().try_for_each(|cell| fill(area, cell)))
    }
}

fn fill(area: &Area<'_>, cell: &Cell) -> Result<(), Fault> {
    let Rect { x, y, width, height } = cell.area;
    let corners = [(units(x), units(y)), (units(x + width), units(y + height))];
    area.draw(&Rectangle::new(corners, fill_style(cell.ground)))
}

/// The heads of the columns, on as many lines as they need.
fn heads(plot: &Plot, column: f32, context: Context<'_>) -> Result<Vec<Block>, Refusal> {
    let lettering = Lettering::new(context);
    let head = |series: &super::Series| -> Result<Block, Refusal> {
        for size in [SIZE, SMALL_SIZE] {
            let look = Look::plain(size, context.palette.ink);
            if let Some(lines) = lettering.wrapped(&series.name, look, (column - 2.0 * INSET) * WORDS_SHARE)? {
                return Ok(Block { lines });
            }
        }
        Err(Refusal::new(
            format!("the name `{}` does not fit above its column", series.name),
            "give the column a shorter `label` in `y`, or turn rows and columns around",
        ))
    };
    plot.series.iter().map(head).collect()
}

fn placed_heads(heads: &[Block], grid: &Grid) -> Vec<Placed> {
    let placed = |(index, head): (usize, &Block)| {
        let middle = grid.left + grid.column * (index as f32 + 0.5);
        head.placed(middle, grid.top - HEAD_GAP - head.height(), Anchor::Middle)
    };
    heads.iter().enumerate().flat_map(placed).collect()
}

/// A cell and its value; without a value it has no ground.
fn cell(
    plot: &Plot,
    scale: &ValueScale,
    (row, column): (usize, usize),
    area: Rect,
    context: Context<'_>,
) -> Result<(Option<Cell>, Placed), Refusal> {
    let lettering = Lettering::new(context);
    let palette = context.palette;
    let (x, y) = (area.x + area.width / 2.0, area.y + area.height / 2.0);
    let value = plot.series.get(column).and_then(|series| Some((series, series.values.get(row).copied().flatten()?)));
    let Some((series, value)) = value else {
        let label = lettering.line(NO_VALUE, Look::plain(SIZE, palette.grey))?;
        return Ok((None, label.centered(x, y, Anchor::Middle)));
    };
    let (ground, color) = shade(step(scale, value), steps(scale), palette);
    let text = alt::marked(series.bound, &value, context.locale);
    for size in [VALUE_SIZE, SIZE, SMALL_SIZE] {
        let look = if plot.highlight == Some(row) { Look::bold(size, color) } else { Look::plain(size, color) };
        let label = lettering.line(&text, look)?;
        if label.width() + 2.0 * INSET <= area.width {
            return Ok((Some(Cell { area, ground }), label.centered(x, y, Anchor::Middle)));
        }
    }
    Err(Refusal::new(
        format!("the value {text} does not fit into a cell"),
        "give the column in thousands or millions, and say so in `subtitle`; or chart fewer columns",
    ))
}

/// The key below the cells: a field a step with its limits. Returns the height of the drawing.
fn key(
    scale: &ValueScale,
    grid: &Grid,
    cells: &mut Vec<Cell>,
    labels: &mut Vec<Placed>,
    context: Context<'_>,
) -> Result<f32, Refusal> {
    let lettering = Lettering::new(context);
    let look = Look::plain(SMALL_SIZE, context.palette.grey);
    let ticks: Vec<Label> = scale
        .ticks()
        .iter()
        .map(|tick| lettering.line(&context.locale.number(tick), look))
        .collect::<Result<_, _>>()?;
    let half = |label: Option<&Label>| label.map_or(0.0, |label| label.width() / 2.0);
    let widest = ticks.iter().map(Label::width).fold(0.0, f32::max);
    let most = (context.width - half(ticks.first()) - half(ticks.last())) / steps(scale) as f32;
    let width = (widest + 8.0).max(FIELD.1.min(most)).min(most);
    let left = grid.left.min(context.width - half(ticks.last()) - width * steps(scale) as f32).max(half(ticks.first()));
    let y = grid.bottom() + KEY_GAP;
    for step in 0..steps(scale) {
        let area = Rect { x: left + width * step as f32, y, width: width - GAP, height: FIELD.0 };
        cells.push(Cell { area, ground: shade(step, steps(scale), context.palette).0 });
    }
    let baseline = y + FIELD.0 + 1.5 + look.ascent();
    // every label where they have room; otherwise the first and the last, which say the rest
    let all = widest + 4.0 <= width;
    let last = ticks.len().saturating_sub(1);
    for (index, label) in ticks.iter().enumerate().filter(|(index, _)| all || *index == 0 || *index == last) {
        labels.push(label.placed(left + width * index as f32, baseline, Anchor::Middle));
    }
    Ok(baseline + look.descent())
}
