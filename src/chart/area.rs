//! `area`: how much there is over years or dates, one column alone or several on top of each other. It always stands on
//! zero; a gap in the data is a gap in the area.

use super::above::{Above, dashed};
use super::across::{Across, MARGIN};
use super::bar::rule_areas;
use super::beside::{Beside, Settled};
use super::canvas::Pen;
use super::columns::{name_last_pieces, placed_ticks, ticks};
use super::dress::{Pattern, dress, tint};
use super::frame::{Fault, Frame, HEAD, Upright, axis_line, blanks, rules};
use super::hatch::Fill;
use super::key_row::KeyRow;
use super::labels::{Look, Placed, SIZE, VALUE_SIZE, widest};
use super::limits::Limits;
use super::line::{END_MARGIN, LINE, MOST_POINTS, NAME_GAP, PLOT_HEIGHT, TICK_GAP, annotated, in_reading_order};
use super::marks::{Mark, Shape};
use super::points::{VALUE_GAP, Values};
use super::scale::ValueScale;
use super::stack::{self, Pile};
use super::{Chart, Context, Layout, Options, Plot, Refusal, Series, alt, breaks, periods};
use crate::doc::Drawing;
use crate::locale::Locale;
use crate::page::{Color, Point, Rect};
use crate::spec::Bound;
use rust_decimal::Decimal;

/// More areas than this are too thin to be compared.
const MOST_SERIES: usize = 5;
/// How strong the colour of a single area is, below its line.
const PALE: f32 = 0.3;
/// The width of the white lines between areas.
const EDGE: f32 = 0.8;

/// Areas.
pub struct Area;

impl Chart for Area {
    fn name(&self) -> &'static str {
        "area"
    }

    fn purpose(&self) -> &'static str {
        "shows how much there is over years or dates, and of up to five parts how they make up the whole"
    }

    fn draw(&self, plot: &Plot, context: Context<'_>) -> Result<Drawing, Refusal> {
        Limits { kind: self.name(), places: MOST_POINTS, series: MOST_SERIES, negative: false }.check(plot)?;
        if stack::checked_layout(plot, Layout::Stacked)? == Layout::Grouped && plot.series.len() > 1 {
            return Err(Refusal::new(
                "areas that stand side by side would cover each other",
                "write `layout = \"stacked\"` or `\"percent\"`, or use `kind = \"line\"`",
            ));
        }
        Areas::lay_out(plot, context)?.paint(plot, context)
    }

    fn describe(&self, plot: &Plot, locale: &Locale) -> String {
        alt::describe_stacked(&locale.chart.area, plot, layout(plot), false, locale)
    }

    fn key(&self, plot: &Plot, context: Context<'_>) -> Option<String> {
        alt::area_key(plot, layout(plot), context)
    }
}

/// One column is shown as it is.
fn layout(plot: &Plot) -> Layout {
    if plot.series.len() > 1 { stack::layout(&plot.options, Layout::Stacked) } else { Layout::Stacked }
}

/// Areas with all their labels in place.
struct Areas {
    piles: Vec<Pile>,
    scale: ValueScale,
    across: Across,
    frame: Frame,
    key: KeyRow,
    above: Above,
    beside: Settled,
    labels: Vec<Placed>,
    values: Vec<Rect>,
}

impl Areas {
    fn lay_out(plot: &Plot, context: Context<'_>) -> Result<Self, Refusal> {
        let layout = layout(plot);
        let piles = stack::piles(plot, layout, context)?;
        let mut beside = Beside::annotations(plot, context)?;
        let scale = scale(layout, &piles, &beside);
        let ticks = ticks(&scale, layout, context)?;
        let left = widest(&ticks) + TICK_GAP;
        let several = plot.series.len() > 1;
        let named = !several || name_last_pieces(plot, layout, Some(&piles), &mut beside, context)?;
        let mut key = if named { KeyRow::default() } else { KeyRow::of_series(plot, left, HEAD, context)? };
        let right = beside.width();
        let room = Rect { x: left, y: 0.0, width: (context.width - left - right).max(1.0), height: PLOT_HEIGHT };
        let across = Across::new(&plot.x, room, if right > 0.0 { END_MARGIN } else { MARGIN }, context.locale);
        let above = Above::lay_out(&annotated(plot, &across), context)?;
        let tick = Look::plain(SIZE, context.palette.grey);
        let head = HEAD + key.height + above.height;
        let y = head + (Look::plain(VALUE_SIZE, tick.color).ascent() + VALUE_GAP).max(tick.ascent());
        let room = Rect { y, ..room };
        let below = across.labels(&plot.x, plot.highlight, y + room.height + NAME_GAP, context)?;
        let height = y + room.height + NAME_GAP + below.height;
        let frame = Frame { width: context.width, height, plot: room };
        let whole = whole(plot, &piles)?;
        let shown = match &whole {
            Some(whole) => {
                let edges = edges(plot, &piles, &scale, &across, &frame);
                let notes = above.lines(HEAD + key.height, &frame);
                let lines = [notes, breaks::upright(plot, |at| across.before(at), frame.plot)].concat();
                let values = Values::new(whole, &scale, &across, &frame, edges, head).above_areas(several);
                values.beside_lines(lines).placed(context)?
            }
            None => Vec::new(),
        };
        let values = shown.iter().flatten().flatten().map(|placed| placed.area).collect();
        let beside = beside.settle(&scale, &frame, head);
        let mut labels = placed_ticks(&ticks, &scale, &frame);
        labels.extend(key.labels());
        labels.extend(above.labels(HEAD + key.height));
        labels.extend(in_reading_order(below.blocks, vec![beside.labels.clone()], shown));
        Ok(Areas { piles, scale, across, frame, key, above, beside, labels, values })
    }

    fn paint(self, plot: &Plot, context: Context<'_>) -> Result<Drawing, Refusal> {
        let palette = context.palette;
        let (frame, scale, across) = (&self.frame, &self.scale, &self.across);
        let notes = self.above.lines(HEAD + self.key.height, frame);
        let edges = breaks::upright(plot, |at| across.before(at), frame.plot);
        frame.painted(context, self.labels, |area| {
            periods::paint(area, plot, across, frame, palette)?;
            let mut chart = frame.upright(area, across.range(), scale)?;
            rules(&mut chart, palette.hairline, true)?;
            self.key.paint(area)?;
            for series in 0..plot.series.len() {
                draw_area(&mut chart, plot, series, &self.piles, across, context)?;
            }
            dashed(area, &notes, palette.grey)?;
            dashed(area, &edges, palette.ink)?;
            self.beside.paint(area, palette)?;
            let crossing = [rule_areas(frame, scale), notes, edges, self.beside.lines.clone()].concat();
            blanks(area, &self.values, &crossing)?;
            let range = across.range();
            let axis = [(range.start, scale.base()), (range.end, scale.base())];
            chart.draw_series([axis_line(axis[0], axis[1], palette.ink)])?;
            Ok(())
        })
    }
}

fn scale(layout: Layout, piles: &[Pile], beside: &Beside) -> ValueScale {
    if layout == Layout::Percent {
        return ValueScale::of_shares();
    }
    let totals = piles.iter().filter_map(|pile| pile.total);
    ValueScale::with_zero(&totals.chain(beside.values()).collect::<Vec<_>>())
}

/// The whole as one series, for the values that are told; shares always make up a hundred.
fn whole(plot: &Plot, piles: &[Pile]) -> Result<Option<Plot>, Refusal> {
    if layout(plot) == Layout::Percent {
        return Ok(None);
    }
    let bound = match plot.series.as_slice() {
        [one] => one.bound,
        _ => stack::total_bound(plot)?,
    };
    Ok(Some(of_totals(plot, piles, bound)))
}

fn of_totals(plot: &Plot, piles: &[Pile], bound: Bound) -> Plot {
    let values = piles.iter().map(|pile| pile.total).collect();
    let total = Series { name: String::new(), values, bound };
    Plot { series: vec![total], options: Options::default(), ..plot.clone() }
}

/// The places of each unbroken stretch: all columns break where one of them does.
fn stretches(plot: &Plot, piles: &[Pile]) -> Vec<Vec<usize>> {
    let places = breaks::places(plot);
    let mut found: Vec<Vec<usize>> = Vec::new();
    let gaps = plot.x.gaps();
    let mut joined = false;
    for (place, pile) in piles.iter().enumerate() {
        joined &= !gaps.iter().any(|gap| gap.at == place);
        if pile.pieces.is_empty() {
            joined = false;
            continue;
        }
        match found.last_mut().filter(|_| joined && !places.contains(&place)) {
            Some(stretch) => stretch.push(place),
            None => found.push(vec![place]),
        }
        joined = true;
    }
    found
}

/// The upper edges of the whole, which no value may cross.
fn edges(plot: &Plot, piles: &[Pile], scale: &ValueScale, across: &Across, frame: &Frame) -> Vec<(Point, Point)> {
    let mut edges = Vec::new();
    for stretch in stretches(plot, piles) {
        let at = |&place: &usize| {
            let (_, high) = piles.get(place)?.ends();
            Some(Point { x: across.x(place), y: frame.y(scale, high) })
        };
        let points: Vec<Point> = stretch.iter().filter_map(at).collect();
        edges.extend(points.iter().copied().zip(points.iter().skip(1).copied()));
    }
    edges
}

fn draw_area(
    chart: &mut Upright<'_>,
    plot: &Plot,
    series: usize,
    piles: &[Pile],
    across: &Across,
    context: Context<'_>,
) -> Result<(), Fault> {
    let alone = plot.series.len() == 1;
    let dress = dress(series, context.palette);
    let color = if alone { tint(dress.color, PALE) } else { dress.color };
    let pattern = if alone { Pattern::Plain } else { dress.pattern };
    let fill = Fill { color, pattern, provisional: false };
    for stretch in stretches(plot, piles) {
        let ends = |&place: &usize| {
            let piece = piles.get(place)?.pieces.get(series)?;
            Some((*across.places().get(place)?, piece.from, piece.to))
        };
        let ends: Vec<(f64, Decimal, Decimal)> = stretch.iter().filter_map(ends).collect();
        let upper: Vec<(f64, Decimal)> = ends.iter().map(|(x, _, to)| (*x, *to)).collect();
        let edge = if alone { (dress.color, LINE) } else { (Color::WHITE, EDGE) };
        let pen = |(color, width)| Pen { color, width, dash: &[] };
        if let [(x, from, to)] = ends.as_slice() {
            // A single place has no area: a line as long as its value.
            let shape = Shape::Line(pen((dress.color, LINE)));
            chart.draw_series([Mark { places: vec![(*x, *from), (*x, *to)], shape }])?;
            continue;
        }
        let lower = ends.iter().rev().map(|(x, from, _)| (*x, *from));
        let ring = upper.iter().copied().chain(lower).collect();
        chart.draw_series([Mark { places: ring, shape: Shape::Area(fill) }])?;
        draw_provisional(chart, plot, (&stretch, &ends), Fill { color: dress.color, pattern, provisional: true })?;
        chart.draw_series([Mark { places: upper, shape: Shape::Line(pen(edge)) }])?;
    }
    Ok(())
}

/// What of a stretch is provisional, over its fill, which covers the hatched ground: from halfway before the first provisional
/// place of a row of them to halfway after the last. `ends` are the lower and the upper edge at each place.
fn draw_provisional(
    chart: &mut Upright<'_>,
    plot: &Plot,
    (stretch, ends): (&[usize], &[(f64, Decimal, Decimal)]),
    fill: Fill,
) -> Result<(), Fault> {
    let is_provisional = |at: &usize| stretch.get(*at).is_some_and(|place| plot.options.is_provisional(*place));
    let halfway = |(a, b): (usize, usize)| {
        let (&(x, from, to), &(other, from_other, to_other)) = (ends.get(a)?, ends.get(b)?);
        let half = |a: Decimal, b: Decimal| (a + b) / Decimal::TWO;
        Some(((x + other) / 2.0, half(from, from_other), half(to, to_other)))
    };
    let mut first = 0;
    while first < ends.len() {
        let count = (first..ends.len()).take_while(is_provisional).count();
        let next = first + count;
        if count > 0 {
            let before = first.checked_sub(1).and_then(|before| halfway((before, first)));
            let after = halfway((next - 1, next));
            let inner = ends.iter().skip(first).take(count).copied();
            let edge: Vec<(f64, Decimal, Decimal)> = before.into_iter().chain(inner).chain(after).collect();
            let upper = edge.iter().map(|(x, _, to)| (*x, *to));
            let lower = edge.iter().rev().map(|(x, from, _)| (*x, *from));
            chart.draw_series([Mark { places: upper.chain(lower).collect(), shape: Shape::Area(fill) }])?;
        }
        first = next.max(first + 1);
    }
    Ok(())
}
