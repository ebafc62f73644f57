//! `small-multiples`: one small line chart a series, all on the same axes, so that shapes can be compared.

use super::bar::{rule_areas, tick_labels};
use super::canvas::Pen;
use super::frame::{Area, Fault, Frame, axis_line, blanks, rules};
use super::labels::{
    Anchor, Block, Label, Lettering, Look, Placed, SIZE, SMALL_SIZE, SPACE, VALUE_SIZE, overlap, padded, widest,
};
use super::legend::{WORDS_SHARE, draw_line};
use super::limits::Limits;
use super::line::stretches;
use super::marks::{Mark, Marker, Shape};
use super::places::Names;
use super::scale::ValueScale;
use super::{Axis, Base, Chart, Context, Plot, Refusal, Series, alt, cut};
use crate::doc::Drawing;
use crate::locale::Locale;
use crate::page::{Point, Rect};
use chrono::Datelike;
use rust_decimal::Decimal;

/// More panels do not fit on a page with their caption.
const MOST_PANELS: usize = 24;
/// More points in a panel cannot be told apart.
const MOST_POINTS: usize = 250;
/// Panels side by side, at most.
const MOST_COLUMNS: usize = 4;
/// A panel is not narrower than this where several stand side by side.
const LEAST_WIDTH: f32 = 92.0;
/// The height of the plot of a panel.
const HEIGHT: f32 = 58.0;
/// The drawing is not taller than this: it stands whole on a page.
const TALLEST: f32 = 600.0;
/// Between panels: across and down.
const GAP: (f32, f32) = (16.0, 12.0);
/// From the labels of the axis to the plot.
const TICK_GAP: f32 = 5.0;
/// From the title of a panel to its plot.
const TITLE_GAP: f32 = 7.0;
/// From the plot to the names of the places below: half of a value beside a point on the axis stands there too.
const NAME_GAP: f32 = 4.5;
/// From the last point to its value.
const VALUE_GAP: f32 = 5.0;
/// From a line to its first value.
const FIRST_GAP: f32 = 3.2;
/// The part of a panel that the value of its last point takes up, at most.
const VALUE_SHARE: f32 = 0.5;
/// From the edges of a plot to its first point.
const INSET: f32 = 3.0;
/// The width of a line and the radius of a point.
const LINE: (f32, f32) = (1.4, 1.9);

/// Panels.
pub struct SmallMultiples;

impl Chart for SmallMultiples {
    fn name(&self) -> &'static str {
        "small-multiples"
    }

    fn purpose(&self) -> &'static str {
        "shows how each of up to twenty-four counts changes, one small chart each on the same scale"
    }

    fn draw(&self, plot: &Plot, context: Context<'_>) -> Result<Drawing, Refusal> {
        Limits { kind: self.name(), places: MOST_POINTS, series: MOST_PANELS, negative: true }.check(plot)?;
        Panels::lay_out(plot, context)?.paint(plot, context)
    }

    fn describe(&self, plot: &Plot, locale: &Locale) -> String {
        alt::describe(&locale.chart.small_multiples, plot, locale)
    }

    fn key(&self, plot: &Plot, context: Context<'_>) -> Option<String> {
        alt::line_key(plot, context.locale, !scale(plot).base().is_zero())
    }

    fn cuts_axis(&self, plot: &Plot) -> bool {
        plot.options.base == Base::Unsaid && !scale(plot).base().is_zero()
    }
}

fn scale(plot: &Plot) -> ValueScale {
    let values = plot.series.iter().flat_map(|series| series.values.iter().flatten().copied());
    cut::scale(plot.options.base, &values.collect::<Vec<_>>(), ValueScale::around_in_panel)
}

/// Where the places stand, as shares of the axis, 0 to 1; refused where they are names, between which nothing changes.
fn shares(plot: &Plot, names: &Names) -> Result<Vec<f64>, Refusal> {
    let at: Vec<f64> = match &plot.x {
        Axis::Months(days) | Axis::Dates(days) => days.iter().map(|day| f64::from(day.num_days_from_ce())).collect(),
        Axis::Years(_) | Axis::Categories(_) => {
            names.years().unwrap_or_default().iter().map(|year| *year as f64).collect()
        }
    };
    let (Some(first), Some(last)) = (at.first(), at.last()) else {
        return Err(Refusal::new(
            "the places of a `small-multiples` chart must be years in rising order, months or dates",
            "declare the `x` column as `year`, `month` or `date`, or use `kind = \"heat-table\"` to compare names",
        ));
    };
    let span = last - first;
    Ok(at.iter().map(|place| if span > 0.0 { (place - first) / span } else { 0.5 }).collect())
}

/// A panel in its place.
struct Panel {
    plot: Rect,
    /// The width of the plot that has points: what is right of it is the room of the last value.
    inner: f32,
    /// What its values cover.
    values: Vec<Rect>,
}

impl Panel {
    fn x(&self, share: f64) -> f32 {
        self.plot.x + INSET + (self.inner - 2.0 * INSET) * share as f32
    }

    fn y(&self, scale: &ValueScale, value: Decimal) -> f32 {
        self.plot.y + self.plot.height * (1.0 - scale.share(value) as f32)
    }
}

/// How the panels stand.
struct Grid {
    columns: usize,
    left: f32,
    width: f32,
}

/// Panels with all their labels in place.
struct Panels {
    panels: Vec<Panel>,
    shares: Vec<f64>,
    scale: ValueScale,
    size: (f32, f32),
    labels: Vec<Placed>,
}

impl Panels {
    fn lay_out(plot: &Plot, context: Context<'_>) -> Result<Self, Refusal> {
        let names = Names::of(&plot.x, context.locale);
        let shares = shares(plot, &names)?;
        let scale = scale(plot);
        let ticks = tick_labels(&scale, context)?;
        let ends = end_names(&names, context)?;
        let lasts = plot.series.iter().map(|series| last_value(series, context)).collect::<Result<Vec<_>, _>>()?;
        let beside = widest(lasts.iter().flatten().map(|(_, label)| label)) + VALUE_GAP;
        let (grid, titles) = Grid::fit(plot, (widest(&ticks) + TICK_GAP, beside), &ends, context)?;
        let (mut panels, mut labels) = (Vec::new(), Vec::new());
        let mut top = 2.0;
        for (row, titles) in titles.chunks(grid.columns).enumerate() {
            let title = titles.iter().map(Block::height).fold(0.0, f32::max);
            let y = top + title + TITLE_GAP;
            for (column, block) in titles.iter().enumerate() {
                let x = grid.left + (grid.width + GAP.0) * column as f32;
                let plot_area = Rect { x, y, width: grid.width, height: HEIGHT };
                let mut panel = Panel { plot: plot_area, inner: grid.width - beside, values: Vec::new() };
                labels.extend(block.placed(x, y - TITLE_GAP - block.height(), Anchor::Left));
                if column == 0 {
                    let tick = |(tick, label): (&Decimal, &Label)| {
                        label.centered(x - TICK_GAP, panel.y(&scale, *tick), Anchor::Right)
                    };
                    labels.extend(scale.ticks().iter().zip(&ticks).map(tick));
                }
                labels.extend(below(&panel, &ends, context));
                let number = row * grid.columns + column;
                if let Some(series) = plot.series.get(number) {
                    let last = lasts.get(number).and_then(Option::as_ref);
                    let values = told(series, &panel, last, &shares, &scale, context)?;
                    panel.values = values.iter().map(|value| value.area).collect();
                    labels.extend(values);
                }
                panels.push(panel);
            }
            let look = Look::plain(SMALL_SIZE, context.palette.grey);
            top = y + HEIGHT + NAME_GAP + look.ascent() + look.descent() + GAP.1;
        }
        if top - GAP.1 > TALLEST {
            return Err(Refusal::new(
                "the panels need more than a page",
                "chart fewer series, or use `kind = \"heat-table\"`, which needs less room",
            ));
        }
        Ok(Panels { panels, shares, scale, size: (context.width, top - GAP.1), labels })
    }

    fn paint(self, plot: &Plot, context: Context<'_>) -> Result<Drawing, Refusal> {
        let Panels { panels, shares, scale, size, labels } = self;
        let whole = Frame { width: size.0, height: size.1, plot: Rect::default() };
        whole.painted(context, labels, |area| {
            for (number, panel) in panels.iter().enumerate() {
                draw_panel(area, panel, whole, (plot, number), &shares, &scale, context)?;
            }
            for (panel, share) in panels.iter().zip(plot.highlight.and_then(|at| shares.get(at)).into_iter().cycle()) {
                let x = panel.x(*share);
                let pen = Pen { color: context.palette.signal, width: 0.8, dash: &[1.5, 1.5] };
                let (top, bottom) = (panel.plot.y, panel.plot.y + panel.plot.height);
                draw_line(area, Point { x, y: top }, Point { x, y: bottom }, &pen)?;
            }
            Ok(())
        })
    }
}

impl Grid {
    /// As many panels side by side as have room for themselves, for the names of their ends, for their titles and for the
    /// value of their last point, which takes up `beside`; with these titles.
    fn fit(
        plot: &Plot,
        (left, beside): (f32, f32),
        ends: &[Label],
        context: Context<'_>,
    ) -> Result<(Grid, Vec<Block>), Refusal> {
        let needed = ends.iter().map(Label::width).sum::<f32>() + 2.0 * INSET + 6.0;
        let most = MOST_COLUMNS.min(plot.series.len().max(1));
        let mut refusal = None;
        for columns in (1..=most).rev() {
            let grid = Grid::of(columns, plot.series.len(), left, context.width);
            if columns > 1 && grid.width < LEAST_WIDTH.max(needed) || beside > grid.width * VALUE_SHARE {
                continue;
            }
            match titles(plot, grid.width, context) {
                Ok(titles) => return Ok((grid, titles)),
                Err(too_long) => refusal = Some(too_long),
            }
        }
        Err(refusal.unwrap_or_else(|| {
            Refusal::new(
                "the values do not fit beside the lines",
                "give the column in thousands or millions, and say so in `subtitle`",
            )
        }))
    }

    /// At most so many columns, and no more than it takes for the same number of rows: the last row is as full as can be.
    fn of(columns: usize, panels: usize, left: f32, width: f32) -> Grid {
        let columns = panels.div_ceil(panels.div_ceil(columns).max(1)).max(1);
        let gaps = GAP.0 * (columns as f32 - 1.0);
        Grid { columns, left, width: (width - left - gaps) / columns as f32 }
    }
}

/// The names of the first and the last place.
fn end_names(names: &Names, context: Context<'_>) -> Result<Vec<Label>, Refusal> {
    let lettering = Lettering::new(context);
    let look = Look::plain(SMALL_SIZE, context.palette.grey);
    let ends = [names.names.first(), names.names.last()];
    let several = names.names.len() > 1;
    ends.iter().flatten().take(if several { 2 } else { 1 }).map(|name| lettering.line(name, look)).collect()
}

/// The first place below the left end of a plot, the last below the right end of its points.
fn below(panel: &Panel, ends: &[Label], context: Context<'_>) -> Vec<Placed> {
    let look = Look::plain(SMALL_SIZE, context.palette.grey);
    let baseline = panel.plot.y + panel.plot.height + NAME_GAP + look.ascent();
    let right = panel.plot.x + panel.plot.width;
    let mut placed: Vec<Placed> =
        ends.first().map(|label| label.placed(panel.plot.x, baseline, Anchor::Left)).into_iter().collect();
    if let [first, last] = ends {
        // in the middle below the last point, where the first leaves room and the panel holds it
        let least = panel.plot.x + first.width() + 4.0 + last.width() / 2.0;
        let middle = panel.x(1.0).max(least).min(right - last.width() / 2.0);
        placed.push(last.placed(middle, baseline, Anchor::Middle));
    }
    placed
}

fn titles(plot: &Plot, width: f32, context: Context<'_>) -> Result<Vec<Block>, Refusal> {
    let lettering = Lettering::new(context);
    let title = |series: &Series| -> Result<Block, Refusal> {
        for size in [VALUE_SIZE, SIZE, SMALL_SIZE] {
            if let Some(lines) =
                lettering.wrapped(&series.name, Look::strong(size, context.palette.ink), width * WORDS_SHARE)?
            {
                return Ok(Block { lines });
            }
        }
        Err(Refusal::new(
            format!("the name `{}` is too long to stand above its panel", series.name),
            "shorten it in the data file, or give the series a shorter `label` in `y`",
        ))
    };
    plot.series.iter().map(title).collect()
}

/// The values of a panel: the first one above or below its line, where there is room, and the last one right of it.
fn told(
    series: &Series,
    panel: &Panel,
    last: Option<&(usize, Label)>,
    shares: &[f64],
    scale: &ValueScale,
    context: Context<'_>,
) -> Result<Vec<Placed>, Refusal> {
    let at = |(index, share): (usize, &f64)| {
        let value = series.values.get(index).copied().flatten()?;
        Some((value, Point { x: panel.x(*share), y: panel.y(scale, value) }))
    };
    let points: Vec<(Decimal, Point)> = shares.iter().enumerate().filter_map(at).collect();
    let (Some((_, label)), Some((_, end))) = (last, points.last()) else { return Ok(Vec::new()) };
    let last = label.centered(end.x + VALUE_GAP, end.y, Anchor::Left);
    let first = match points.as_slice() {
        [(value, _), _, ..] => {
            let look = Look::strong(SIZE, context.palette.accent);
            let label = Lettering::new(context).line(&alt::marked(series.bound, value, context.locale), look)?;
            let line: Vec<Point> = points.iter().map(|(_, point)| *point).collect();
            beside_first(&label, &line, panel).filter(|first| !overlap(padded(first.area, SPACE, 0.0), last.area))
        }
        _ => None,
    };
    Ok(first.into_iter().chain([last]).collect())
}

/// The label at the first point of a line: above all of the line that is below it, or below all that is above it, whichever is
/// nearer to the point; none where it would leave the plot.
fn beside_first(label: &Label, line: &[Point], panel: &Panel) -> Option<Placed> {
    let first = line.first()?;
    let left = (first.x - LINE.1).max(panel.plot.x);
    let right = left + label.width() + 1.0;
    // the line from the first point to where the label ends
    let inside = line.iter().zip(line.iter().skip(1)).take_while(|(from, _)| from.x < right);
    let heights = inside.map(|(from, to)| {
        let part = ((right - from.x) / (to.x - from.x).max(0.01)).min(1.0);
        from.y + (to.y - from.y) * part
    });
    let (top, bottom) = heights.fold((first.y, first.y), |(top, bottom), y| (top.min(y), bottom.max(y)));
    let cap = label.look().cap_height();
    let above = top - FIRST_GAP;
    let below = bottom + FIRST_GAP + cap;
    let fits_above = above - cap >= panel.plot.y - TITLE_GAP + FIRST_GAP;
    let fits_below = below + 1.0 <= panel.plot.y + panel.plot.height;
    let baseline = match (fits_above, fits_below) {
        (true, true) => {
            if first.y - top <= bottom - first.y {
                above
            } else {
                below
            }
        }
        (true, false) => above,
        (false, true) => below,
        (false, false) => return None,
    };
    Some(label.placed(left, baseline, Anchor::Left))
}

/// The last value of a series with its place.
fn last_value(series: &Series, context: Context<'_>) -> Result<Option<(usize, Label)>, Refusal> {
    let last = series.values.iter().enumerate().rev().find_map(|(at, value)| value.map(|value| (at, value)));
    let Some((at, value)) = last else { return Ok(None) };
    let look = Look::strong(SIZE, context.palette.accent);
    let text = alt::marked(series.bound, &value, context.locale);
    Ok(Some((at, Lettering::new(context).line(&text, look)?)))
}

fn draw_panel(
    area: &Area<'_>,
    panel: &Panel,
    whole: Frame,
    (plot, number): (&Plot, usize),
    shares: &[f64],
    scale: &ValueScale,
    context: Context<'_>,
) -> Result<(), Fault> {
    let Some(series) = plot.series.get(number) else { return Ok(()) };
    let palette = context.palette;
    let frame = Frame { plot: panel.plot, ..whole };
    // the axis runs on below the room of the last value
    let inner = f64::from(panel.inner - 2.0 * INSET);
    let (before, after) = (f64::from(INSET) / inner, f64::from(panel.plot.width - panel.inner + INSET) / inner);
    let range = -before..1.0 + after;
    let mut chart = frame.upright(area, range.clone(), scale)?;
    rules(&mut chart, palette.hairline, true)?;
    blanks(area, &panel.values, &rule_areas(&frame, scale))?;
    let base = if scale.base().is_zero() { palette.ink } else { palette.hairline };
    chart.draw_series([axis_line((range.start, scale.base()), (range.end, scale.base()), base)])?;
    if !scale.base().is_zero() {
        let from = Point { x: frame.plot.x, y: frame.y(scale, scale.base()) };
        cut::draw(area, from, cut::Way::Across, palette)?;
    }
    let point = |place: &usize| Some((*shares.get(*place)?, series.values.get(*place).copied().flatten()?));
    let stretches = stretches(plot, number, series);
    for (at, stretch) in stretches.iter().enumerate() {
        let stretch: Vec<(f64, Decimal)> = stretch.iter().filter_map(point).collect();
        let Some(last) = stretch.last().copied() else { continue };
        // a point alone between gaps, and the last one, which bears its value
        let is_last = at + 1 == stretches.len();
        let marked = if stretch.len() == 1 || is_last { vec![last] } else { Vec::new() };
        if stretch.len() > 1 {
            let pen = Pen { color: palette.accent, width: LINE.0, dash: &[] };
            chart.draw_series([Mark { places: stretch, shape: Shape::Line(pen) }])?;
        }
        let shape = Shape::Marker(Marker::Disc, LINE.1, palette.accent);
        chart.draw_series([Mark { places: marked, shape }])?;
    }
    Ok(())
}
