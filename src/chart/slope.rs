//! `slope`: how each row changes between two or three times. The columns of `y` are the times, from left to right; each
//! row is a line with its name and values at both ends.

use super::canvas::Pen;
use super::dress::muted;
use super::frame::{Frame, HEAD, blanks};
use super::labels::{Anchor, Block, Crowd, Lettering, Look, Placed, SIZE, SMALL_SIZE, VALUE_SIZE, padded, spread};
use super::legend::{Dress, draw_line, shapes};
use super::limits::{Limits, count};
use super::marks::{Mark, Marker, Shape};
use super::places::Names;
use super::scale::ValueScale;
use super::{Base, Chart, Context, Palette, Plot, Refusal, alt, cut};
use crate::doc::Drawing;
use crate::locale::Locale;
use crate::page::{Color, Point, Rect};
use crate::spec::Bound;
use rust_decimal::Decimal;

/// More lines cannot be followed.
const MOST_LINES: usize = 20;
/// The texts of a row, by its index.
type RowTexts = (usize, Vec<Placed>);

/// A line from a text to its point.
type Leader = (Point, Point);

/// The height of the plot, at least.
const HEIGHT: f32 = 150.0;
/// The part of the width that the texts of one side take up, at most.
const SIDE_SHARE: f32 = 0.34;
/// From a point to the texts beside it.
const GAP: f32 = 7.0;
/// From the texts of one row to those of the next, at least.
const APART: f32 = 2.5;
/// From the names of the times to the first point.
const TIMES_GAP: f32 = 8.0;
/// From a point to a value above it.
const ABOVE: f32 = 4.4;
/// The room below the lowest point for the mark of an axis that leaves zero out.
const CUT_ROOM: f32 = 4.0;
/// The radius of a point.
const RADIUS: f32 = 2.6;
/// The width of a line.
const LINE: f32 = 1.5;
/// The same of a row that is set off.
const STRONG_LINE: f32 = 2.4;
/// The same of all others then.
const THIN_LINE: f32 = 1.1;
/// The plot is not narrower than this.
const LEAST_WIDTH: f32 = 60.0;

/// Lines between times.
pub struct Slope;

impl Chart for Slope {
    fn name(&self) -> &'static str {
        "slope"
    }

    fn purpose(&self) -> &'static str {
        "shows how up to twenty rows change between two or three times"
    }

    fn draw(&self, plot: &Plot, context: Context<'_>) -> Result<Drawing, Refusal> {
        Limits { kind: self.name(), places: MOST_LINES, series: 3, negative: true }.check(plot)?;
        check(plot, context.locale)?;
        Slopes::lay_out(plot, context)?.paint(plot, context)
    }

    fn describe(&self, plot: &Plot, locale: &Locale) -> String {
        let names = Names::of(&plot.x, locale).names;
        let said = |(index, name): (usize, String)| {
            let value = |series: &super::Series| {
                let value = series.values.get(index).copied().flatten();
                let text = value.map_or_else(
                    || plot.options.absent(locale).to_owned(),
                    |value| locale.bounded(series.bound, &locale.number(&value)),
                );
                format!("{text} ({})", series.name)
            };
            (name, plot.series.iter().map(value).collect::<Vec<_>>().join(", "))
        };
        let points: Vec<(String, String)> = names.into_iter().enumerate().map(said).collect();
        alt::describe_points(&locale.chart.slope, plot, &points, locale)
    }

    fn key(&self, plot: &Plot, context: Context<'_>) -> Option<String> {
        let words = &context.locale.chart;
        let gap = plot.series.iter().any(|series| series.values.iter().any(Option::is_none));
        let hollow = plot.series.iter().any(|series| series.bound == Bound::About);
        let sentences: Vec<String> = alt::signs_key(plot, context.locale)
            .into_iter()
            .chain(hollow.then(|| words.hollow_dot_key.clone()))
            .chain(gap.then(|| words.gap_key.clone()))
            .chain((!scale(plot).base().is_zero()).then(|| words.cut_axis_key.clone()))
            .collect();
        (!sentences.is_empty()).then(|| sentences.join(&context.locale.citation.space))
    }

    fn cuts_axis(&self, plot: &Plot) -> bool {
        plot.options.base == Base::Unsaid && !scale(plot).base().is_zero()
    }
}

fn scale(plot: &Plot) -> ValueScale {
    let values = plot.series.iter().flat_map(|series| series.values.iter().flatten().copied());
    let values: Vec<Decimal> = values.collect();
    match plot.options.base {
        Base::Zero => ValueScale::with_zero(&values),
        Base::Unsaid | Base::Data => ValueScale::tight(&values),
    }
}

fn value(plot: &Plot, time: usize, row: usize) -> Option<Decimal> {
    plot.series.get(time)?.values.get(row).copied().flatten()
}

fn check(plot: &Plot, locale: &Locale) -> Result<(), Refusal> {
    if plot.series.len() < 2 {
        return Err(Refusal::new(
            "a `slope` chart needs two or three columns of values, one a time",
            "write `y = [\"before\", \"after\"]`",
        ));
    }
    let names = Names::of(&plot.x, locale).names;
    // its name stands at its ends: without both it would be a point that nobody can name
    let last = plot.series.len().saturating_sub(1);
    let bare = |row: &usize| value(plot, 0, *row).or(value(plot, last, *row)).is_none();
    match (0..count(&plot.x)).find(bare) {
        None => Ok(()),
        Some(row) => Err(Refusal::new(
            format!("the row `{}` has no value at the first or last time", names.get(row).map_or("", String::as_str)),
            "leave the row out of the data file, and say so in `note`",
        )),
    }
}

/// How a row is drawn: all alike; where one is set off, it in another colour, thicker and with bold texts, the others pale and thin.
struct RowDress {
    color: Color,
    /// The colour of its texts.
    text: Color,
    width: f32,
    bold: bool,
}

fn dress(plot: &Plot, row: usize, palette: &Palette) -> RowDress {
    if plot.highlight == Some(row) {
        RowDress { color: palette.signal, text: palette.signal, width: STRONG_LINE, bold: true }
    } else if plot.highlight.is_some() {
        RowDress { color: muted(palette.grey), text: palette.grey, width: THIN_LINE, bold: false }
    } else {
        RowDress { color: palette.accent, text: palette.accent, width: LINE, bold: false }
    }
}

/// One side of the chart: the rows that have a point there, from the top.
struct Side {
    anchor: Anchor,
    /// The row, the place of its point as a share of the axis, what is told.
    texts: Vec<(usize, f32, Block)>,
}

impl Side {
    /// The rows whose first (or last) point stands at this time.
    fn of(plot: &Plot, time: usize, anchor: Anchor, scale: &ValueScale, context: Context<'_>) -> Result<Self, Refusal> {
        let names = Names::of(&plot.x, context.locale).names;
        let mut texts = Vec::new();
        for (row, name) in names.iter().enumerate() {
            let Some(value) = value(plot, time, row) else { continue };
            let block = told(plot, time, row, name, value, context)?;
            texts.push((row, scale.share(value) as f32, block));
        }
        texts.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        Ok(Side { anchor, texts })
    }

    fn width(&self) -> f32 {
        self.texts.iter().map(|(_, _, block)| block.width()).fold(0.0, f32::max)
    }

    fn height(&self) -> f32 {
        self.texts.iter().map(|(_, _, block)| block.height() + APART).sum()
    }

    /// The texts beside their points, moved apart where they would touch; a line leads to one that was moved far.
    fn placed(&self, x: f32, text_x: f32, plot: Rect, bottom: f32) -> (Vec<RowTexts>, Vec<Leader>) {
        let y = |share: f32| plot.y + plot.height * (1.0 - share);
        let wanted: Vec<(f32, f32)> =
            self.texts.iter().map(|(_, share, block)| (y(*share), block.height() + APART)).collect();
        let top = plot.y - TIMES_GAP + 1.0;
        let mut placed = Vec::new();
        let mut leaders = Vec::new();
        for ((row, share, block), middle) in self.texts.iter().zip(spread(&wanted, top, bottom)) {
            let lines = block.centered(text_x, middle, self.anchor);
            if (middle - y(*share)).abs() > block.height() / 2.0 {
                let inward = if self.anchor == Anchor::Right { 1.5 } else { -1.5 };
                leaders.push((Point { x, y: y(*share) }, Point { x: text_x + inward, y: middle }));
            }
            placed.push((*row, lines));
        }
        (placed, leaders)
    }
}

/// The name of a row with its value at this time.
fn told(
    plot: &Plot,
    time: usize,
    row: usize,
    name: &str,
    value: Decimal,
    context: Context<'_>,
) -> Result<Block, Refusal> {
    let lettering = Lettering::new(context);
    let bound = plot.series.get(time).map_or(Bound::Exact, |series| series.bound);
    let number = alt::marked(bound, &value, context.locale);
    let dress = dress(plot, row, context.palette);
    for size in [VALUE_SIZE, SIZE, SMALL_SIZE] {
        let look = if dress.bold { Look::bold(size, dress.text) } else { Look::plain(size, dress.text) };
        let measure = context.width * SIDE_SHARE;
        if let Some(lines) = lettering.wrapped(&format!("{name}  {number}"), look, measure)? {
            return Ok(Block { lines });
        }
    }
    Err(Refusal::new(
        format!("the name `{name}` is too long to stand beside its line"),
        "shorten it in the data file, or use `kind = \"dot-plot\"`, which has more room for names",
    ))
}

/// Lines with all their texts in place.
struct Slopes {
    scale: ValueScale,
    frame: Frame,
    labels: Vec<Placed>,
    /// Where the line of the time in the middle gives way to a value.
    blanks: Vec<Rect>,
    leaders: Vec<(Point, Point)>,
    /// Where the times stand.
    times: Vec<f32>,
}

impl Slopes {
    fn lay_out(plot: &Plot, context: Context<'_>) -> Result<Self, Refusal> {
        let scale = scale(plot);
        let last = plot.series.len().saturating_sub(1);
        let left = Side::of(plot, 0, Anchor::Right, &scale, context)?;
        let right = Side::of(plot, last, Anchor::Left, &scale, context)?;
        let heads = heads(plot, context)?;
        let side = |side: &Side| if side.width() > 0.0 { side.width() + GAP } else { RADIUS };
        let half = |head: Option<&Block>| head.map_or(0.0, |head| head.width() / 2.0);
        let x = side(&left).max(half(heads.first()));
        let width = context.width - x - side(&right).max(half(heads.last()));
        if width < LEAST_WIDTH {
            return Err(Refusal::new("the names do not fit beside the lines", "shorten the names in the data file"));
        }
        let head = heads.iter().map(Block::height).fold(0.0, f32::max);
        let top = HEAD + head + TIMES_GAP + SIZE / 2.0;
        let room = Rect { x, y: top, width, height: HEIGHT.max(left.height()).max(right.height()) };
        let bottom = room.y + room.height + SIZE;
        let below = if scale.base().is_zero() { 0.0 } else { CUT_ROOM };
        let frame = Frame { width: context.width, height: bottom + below + 1.0, plot: room };
        let times: Vec<f32> = (0..=last).map(|time| x + width * time as f32 / last.max(1) as f32).collect();
        let mut labels = placed_heads(&heads, &times)?;
        let (begin, mut leaders) = left.placed(x, x - GAP, room, bottom);
        let (end, further) = right.placed(x + width, x + width + GAP, room, bottom);
        leaders.extend(further);
        labels.extend(begin.into_iter().chain(end).flat_map(|(_, lines)| lines));
        let middle = middle_values(plot, &scale, &frame, &times, &labels, context)?;
        let blanks = middle.iter().map(|label| label.area).collect();
        labels.extend(middle);
        Ok(Slopes { scale, frame, labels, blanks, leaders, times })
    }

    fn paint(self, plot: &Plot, context: Context<'_>) -> Result<Drawing, Refusal> {
        let Slopes { scale, frame, labels, blanks: given_way, leaders, times } = self;
        let palette = context.palette;
        let last = times.len().saturating_sub(1);
        frame.painted(context, labels, |area| {
            let hairline = Pen { color: palette.hairline, width: 0.5, dash: &[] };
            for x in &times {
                let is_cut = !scale.base().is_zero();
                let end = if is_cut { frame.height - 1.0 } else { frame.plot.y + frame.plot.height };
                let (top, foot) = (Point { x: *x, y: frame.plot.y - TIMES_GAP + 2.0 }, Point { x: *x, y: end });
                draw_line(area, top, foot, &hairline)?;
                if is_cut {
                    cut::draw(area, foot, cut::Way::Up, palette)?;
                }
            }
            let upright = |x: &f32| Rect { x: *x, y: 0.0, width: 0.0, height: frame.height };
            blanks(area, &given_way, &times.iter().map(upright).collect::<Vec<_>>())?;
            for (from, to) in &leaders {
                draw_line(area, *from, *to, &hairline)?;
            }
            let mut chart = frame.upright(area, 0.0..last.max(1) as f64, &scale)?;
            // what is set off lies above the others
            let mut order: Vec<usize> = (0..count(&plot.x)).collect();
            order.sort_by_key(|row| plot.highlight == Some(*row));
            for row in order {
                let dress = dress(plot, row, palette);
                let point = |time: usize| value(plot, time, row).map(|value| (time as f64, value));
                let points: Vec<Option<(f64, Decimal)>> = (0..=last).map(point).collect();
                for pair in points.windows(2) {
                    let &[Some(from), Some(to)] = pair else { continue };
                    let pen = Pen { color: dress.color, width: dress.width, dash: &[] };
                    chart.draw_series([Mark { places: vec![from, to], shape: Shape::Line(pen) }])?;
                }
                for (at, series) in points.into_iter().zip(&plot.series) {
                    let hollow = series.bound == Bound::About;
                    let dot = Dress { color: dress.color, marker: Marker::Disc, hollow };
                    for shape in at.iter().flat_map(|_| shapes(dot, RADIUS)) {
                        chart.draw_series([Mark { places: at.into_iter().collect(), shape }])?;
                    }
                }
            }
            Ok(())
        })
    }
}

/// The names of the times.
fn heads(plot: &Plot, context: Context<'_>) -> Result<Vec<Block>, Refusal> {
    let lettering = Lettering::new(context);
    let measure = context.width / (plot.series.len().max(1) as f32 + 0.6);
    let head = |series: &super::Series| -> Result<Block, Refusal> {
        for size in [VALUE_SIZE, SIZE, SMALL_SIZE] {
            let look = Look::strong(size, context.palette.ink);
            if let Some(lines) = lettering.wrapped(&series.name, look, measure)? {
                return Ok(Block { lines });
            }
        }
        Err(Refusal::new(
            format!("the name `{}` is too long to stand above its points", series.name),
            "give the series a shorter `label` in `y`",
        ))
    };
    plot.series.iter().map(head).collect()
}

/// The names above their times; refused where they would touch.
fn placed_heads(heads: &[Block], times: &[f32]) -> Result<Vec<Placed>, Refusal> {
    let height = heads.iter().map(Block::height).fold(0.0, f32::max);
    let reach: Vec<(f32, f32)> =
        heads.iter().zip(times).map(|(head, x)| (x - head.width() / 2.0, x + head.width() / 2.0)).collect();
    if reach.iter().zip(reach.iter().skip(1)).any(|(a, b)| a.1 + APART > b.0) {
        return Err(Refusal::new(
            "the names of the times do not fit above the lines",
            "give the series shorter names with `label` in `y`",
        ));
    }
    let placed = |(head, x): (&Block, &f32)| head.placed(*x, HEAD + height - head.height(), Anchor::Middle);
    Ok(heads.iter().zip(times).flat_map(placed).collect())
}

/// The values at the time in the middle, each above or below its point, where nothing stands yet. What finds no place is in
/// the attached data.
fn middle_values(
    plot: &Plot,
    scale: &ValueScale,
    frame: &Frame,
    times: &[f32],
    taken: &[Placed],
    context: Context<'_>,
) -> Result<Vec<Placed>, Refusal> {
    let (Some(&x), Some(series), 3) = (times.get(1), plot.series.get(1), times.len()) else { return Ok(Vec::new()) };
    let lettering = Lettering::new(context);
    let mut crowd = Crowd::default();
    taken.iter().for_each(|placed| crowd.take(placed.area));
    let points: Vec<(usize, f32)> =
        (0..count(&plot.x)).filter_map(|row| value(plot, 1, row).map(|value| (row, frame.y(scale, value)))).collect();
    for (_, y) in &points {
        crowd.take(Rect { x: x - RADIUS, y: y - RADIUS, width: 2.0 * RADIUS, height: 2.0 * RADIUS });
    }
    let lines = lines(plot, scale, frame, times);
    let mut placed = Vec::new();
    for (row, y) in points {
        let Some(value) = value(plot, 1, row) else { continue };
        let dress = dress(plot, row, context.palette);
        let look = if dress.bold { Look::bold(SIZE, dress.text) } else { Look::strong(SIZE, dress.text) };
        let label = lettering.line(&alt::marked(series.bound, &value, context.locale), look)?;
        let beside = [y - ABOVE, y + ABOVE + look.cap_height()];
        let found = beside.into_iter().map(|baseline| label.placed(x, baseline, Anchor::Middle));
        let inside = |label: &Placed| label.area.y + label.area.height <= frame.height && label.area.y >= 0.0;
        // digits reach from the baseline to the height of capitals
        let ink = |label: &Placed| padded(label.area, 1.0, -1.6);
        let is_clear = |area: Rect| !lines.iter().any(|(from, to)| crosses(area, *from, *to));
        let free = |label: &Placed| crowd.is_free(ink(label)) && is_clear(ink(label));
        if let Some(label) = found.filter(inside).find(free) {
            crowd.take(label.area);
            placed.push(label);
        }
    }
    Ok(placed)
}

/// The lines between the points.
fn lines(plot: &Plot, scale: &ValueScale, frame: &Frame, times: &[f32]) -> Vec<(Point, Point)> {
    let point =
        |row: usize, time: usize| Some(Point { x: *times.get(time)?, y: frame.y(scale, value(plot, time, row)?) });
    let steps = (0..times.len()).zip(1..times.len());
    let of_step = |(from, to): (usize, usize)| (0..count(&plot.x)).map(move |row| (row, from, to));
    steps.flat_map(of_step).filter_map(|(row, from, to)| point(row, from).zip(point(row, to))).collect()
}

/// Whether a line that runs to the right passes through an area.
fn crosses(area: Rect, from: Point, to: Point) -> bool {
    let (left, right) = (area.x.max(from.x), (area.x + area.width).min(to.x));
    if left >= right || to.x <= from.x {
        return false;
    }
    let y = |x: f32| from.y + (to.y - from.y) * (x - from.x) / (to.x - from.x);
    let (first, second) = (y(left), y(right));
    first.min(second) < area.y + area.height && first.max(second) > area.y
}
