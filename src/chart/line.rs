//! `line`: values over years or dates, up to four series. Series are named at the ends of their lines and differ in
//! dash and marker as well as in colour; a gap in the data is a gap in the line, and so is a change of method or source.

use super::above::{Above, dashed};
use super::across::{Across, MARGIN};
use super::bar::{rule_areas, tick_labels};
use super::beside::Beside;
use super::canvas::{Pen, units};
use super::dress::{Dress, dress};
use super::ends::{END_GAP, Ends, end_blocks, place_ends, total_height};
use super::frame::{Area, Fault, Frame, HEAD, Upright, axis_line, blanks, rules};
use super::hatch::Fill;
use super::labels::{Anchor, Look, Placed, SIZE, VALUE_SIZE, widest};
use super::limits::Limits;
use super::marks::{Growth, Mark, Shape};
use super::points::{RADIUS, RING, VALUE_GAP, Values, set_off_color};
use super::scale::ValueScale;
use super::{At, Base, Chart, Context, Gap, Palette, Plot, Refusal, Series, alt, breaks, cut, periods};
use crate::doc::Drawing;
use crate::locale::Locale;
use crate::page::{Point, Rect};
use rust_decimal::Decimal;

/// More points than this are closer together than a line is wide.
pub(super) const MOST_POINTS: usize = 500;
/// More lines than this cannot be told apart without colour.
const MOST_SERIES: usize = 4;
/// From the lowest to the highest tick: 52 mm, more only where the names of the series need it.
pub(super) const PLOT_HEIGHT: f32 = 147.0;
/// From the tick labels to the plot.
pub(super) const TICK_GAP: f32 = 6.0;
/// From the axis to the labels below it.
pub(super) const NAME_GAP: f32 = 4.5;
/// From the last place to the edge of the plot where names of series follow it.
pub(super) const END_MARGIN: f32 = 6.0;
/// The width of a line.
pub(super) const LINE: f32 = 1.6;
/// Points closer together than this have markers only where the line would not show them.
const MARKER_PITCH: f32 = 6.5;
/// A line across a gap, where the author asks for one: its width and its dots, which no series has.
const BRIDGE: (f32, &[f32]) = (0.8, &[0.8, 2.4]);
/// How strong the colour of a band of uncertainty is.
const BAND: f32 = 0.2;

/// Lines.
pub struct Line;

impl Chart for Line {
    fn name(&self) -> &'static str {
        "line"
    }

    fn purpose(&self) -> &'static str {
        "shows how one to four counts change over years or dates"
    }

    fn draw(&self, plot: &Plot, context: Context<'_>) -> Result<Drawing, Refusal> {
        draw(self.name(), plot, Way::Straight, context)
    }

    fn describe(&self, plot: &Plot, locale: &Locale) -> String {
        alt::describe(&locale.chart.line, plot, locale)
    }

    fn key(&self, plot: &Plot, context: Context<'_>) -> Option<String> {
        alt::line_key(plot, context.locale, is_cut(plot))
    }

    fn cuts_axis(&self, plot: &Plot) -> bool {
        plot.options.base == Base::Unsaid && is_cut(plot)
    }
}

/// How two points are joined.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// By a straight line.
    Straight,
    /// By a step: a value holds until the next.
    Step,
}

/// Draws lines of a kind.
pub(super) fn draw(kind: &'static str, plot: &Plot, way: Way, context: Context<'_>) -> Result<Drawing, Refusal> {
    Limits { kind, places: MOST_POINTS, series: MOST_SERIES, negative: true }.check(plot)?;
    if plot.options.layout.is_some_and(|layout| layout != super::Layout::Grouped) {
        return Err(Refusal::new("lines are not stacked", "use `kind = \"area\"`, or leave `layout` out"));
    }
    Lines::lay_out(plot, way, context)?.paint(plot, way, context)
}

/// Whether the axis leaves zero out.
pub(super) fn is_cut(plot: &Plot) -> bool {
    !scale(plot, []).base().is_zero()
}

/// The axis of all values, the ends of intervals and annotated values among them.
fn scale(plot: &Plot, noted: impl IntoIterator<Item = Decimal>) -> ValueScale {
    let values = plot.series.iter().flat_map(|series| series.values.iter().flatten().copied());
    let ends = plot.options.intervals.iter().flatten().flatten().flat_map(|(low, high)| [*low, *high]);
    let values: Vec<Decimal> = values.chain(ends).chain(noted).collect();
    cut::scale(plot.options.base, &values, ValueScale::around)
}

/// Lines with all their labels in place.
struct Lines {
    scale: ValueScale,
    across: Across,
    frame: Frame,
    above: Above,
    /// The labels in reading order.
    labels: Vec<Placed>,
    /// The places of the value labels.
    values: Vec<Rect>,
    /// From a point to a name that could not stand beside it.
    leaders: Vec<(Point, Point)>,
    /// The lines of annotated values.
    noted: Vec<Rect>,
}

impl Lines {
    fn lay_out(plot: &Plot, way: Way, context: Context<'_>) -> Result<Self, Refusal> {
        let beside = Beside::annotations(plot, context)?;
        let scale = scale(plot, beside.values());
        let ticks = tick_labels(&scale, context)?;
        let ends = end_blocks(plot, context)?;
        let left = widest(&ticks) + TICK_GAP;
        let right = ends.iter().flatten().map(|block| block.width() + END_GAP).fold(beside.width(), f32::max);
        let room = Rect { x: left, y: 0.0, width: (context.width - left - right).max(1.0), height: PLOT_HEIGHT };
        let across = Across::new(&plot.x, room, if right > 0.0 { END_MARGIN } else { MARGIN }, context.locale);
        let above = Above::lay_out(&annotated(plot, &across), context)?;
        let tick = Look::plain(SIZE, context.palette.grey);
        let head = HEAD + above.height;
        let y = head + (Look::plain(VALUE_SIZE, tick.color).ascent() + VALUE_GAP).max(tick.ascent());
        let room = Rect { y, height: PLOT_HEIGHT.max(total_height(&ends) + beside.height() + head - y), ..room };
        let below = across.labels(&plot.x, plot.highlight, y + room.height + NAME_GAP, context)?;
        let height = y + room.height + NAME_GAP + below.height;
        let frame = Frame { width: context.width, height, plot: room };
        let noted = beside.lines(&scale, &frame);
        let Ends { placed, leaders } = place_ends(plot, ends, beside, head, &scale, &across, &frame);
        let pieces = pieces(plot, way, &scale, &across, &frame);
        let lines = [above.lines(HEAD, &frame), breaks::upright(plot, |at| across.before(at), frame.plot)].concat();
        let shown = Values::new(plot, &scale, &across, &frame, pieces, head).beside_lines(lines);
        let shown = shown.at_steps(way == Way::Step).placed(context)?;
        let values = shown.iter().flatten().flatten().map(|placed| placed.area).collect();
        let mut labels: Vec<Placed> = scale
            .ticks()
            .iter()
            .zip(&ticks)
            .map(|(tick, label)| label.centered(left - TICK_GAP, frame.y(&scale, *tick), Anchor::Right))
            .collect();
        labels.extend(above.labels(HEAD));
        labels.extend(in_reading_order(below.blocks, placed, shown));
        Ok(Lines { scale, across, frame, above, labels, values, leaders, noted })
    }

    fn paint(self, plot: &Plot, way: Way, context: Context<'_>) -> Result<Drawing, Refusal> {
        let Lines { scale, across, frame, above, labels, values, leaders, noted } = self;
        let palette = context.palette;
        let notes = above.lines(HEAD, &frame);
        let edges = breaks::upright(plot, |at| across.before(at), frame.plot);
        frame.painted(context, labels, |area| {
            periods::paint(area, plot, &across, &frame, palette)?;
            let mut chart = frame.upright(area, across.range(), &scale)?;
            rules(&mut chart, palette.hairline, true)?;
            dashed(area, &notes, palette.grey)?;
            dashed(area, &noted, palette.grey)?;
            let crossing = [rule_areas(&frame, &scale), notes, noted.clone(), edges.clone()].concat();
            dashed(area, &edges, palette.ink)?;
            // Before the bands: a label on a band needs no white ground.
            blanks(area, &values, &crossing)?;
            draw_bands(&mut chart, plot, &across, palette)?;
            draw_base(&mut chart, area, &scale, &across, &frame, palette)?;
            draw_leaders(area, &leaders, palette)?;
            for (index, _) in plot.series.iter().enumerate() {
                draw_series(&mut chart, plot, index, way, &across, &dress(index, palette))?;
            }
            draw_highlight(&mut chart, plot, &across, palette)
        })
    }
}

/// The annotations of places and days.
pub(super) fn annotated<'p>(plot: &'p Plot, across: &Across) -> Vec<(f32, &'p str)> {
    let of = |note: &'p super::Annotation| match note.at {
        At::Place(place) => Some((across.x(place), note.text.as_str())),
        At::Day(day) => Some((across.day(day), note.text.as_str())),
        At::Value(_) => None,
    };
    plot.options.annotations.iter().filter_map(of).collect()
}

/// The line at zero; where zero is left out, a hairline that begins with a zigzag.
fn draw_base(
    chart: &mut Upright<'_>,
    area: &Area<'_>,
    scale: &ValueScale,
    across: &Across,
    frame: &Frame,
    palette: &Palette,
) -> Result<(), Fault> {
    let range = across.range();
    let is_cut = !scale.base().is_zero();
    let color = if is_cut { palette.hairline } else { palette.ink };
    chart.draw_series([axis_line((range.start, scale.base()), (range.end, scale.base()), color)])?;
    if is_cut {
        let from = Point { x: frame.plot.x, y: frame.y(scale, scale.base()) };
        cut::draw(area, from, cut::Way::Across, palette)?;
    }
    Ok(())
}

/// Fine lines from points to their names.
pub(super) fn draw_leaders(area: &Area<'_>, leaders: &[(Point, Point)], palette: &Palette) -> Result<(), Fault> {
    let pen = Pen { color: palette.hairline, width: 0.5, dash: &[] };
    for (from, to) in leaders {
        let places = [from, to].map(|at| (units(at.x), units(at.y))).to_vec();
        area.draw(&Mark { places, shape: Shape::Line(pen.clone()) })?;
    }
    Ok(())
}

/// The unbroken stretches of a series, by the index of their places.
pub(super) fn stretches(plot: &Plot, number: usize, series: &Series) -> Vec<Vec<usize>> {
    let mut found: Vec<Vec<usize>> = Vec::new();
    let gaps = plot.x.gaps();
    let mut joined = false;
    for (place, value) in series.values.iter().enumerate() {
        joined &= !gaps.iter().any(|gap| gap.at == place);
        if value.is_none() {
            joined = false;
            continue;
        }
        match found.last_mut().filter(|_| joined && !plot.options.breaks_at(number, place)) {
            Some(stretch) => stretch.push(place),
            None => found.push(vec![place]),
        }
        joined = true;
    }
    found
}

/// The last place before each gap and the first after it, where the author joins lines across gaps; never across a break.
pub(super) fn bridges(plot: &Plot, number: usize, series: &Series) -> Vec<[usize; 2]> {
    let stretches = if plot.options.join_gaps { stretches(plot, number, series) } else { Vec::new() };
    let ends = stretches.iter().zip(stretches.iter().skip(1));
    let ends = ends.filter_map(|(before, after)| Some([*before.last()?, *after.first()?]));
    ends.filter(|[from, to]| !(from + 1..=*to).any(|place| plot.options.breaks_at(number, place))).collect()
}

/// The points through which a stretch runs.
fn path<V: Copy>(points: &[(f64, V)], way: Way) -> Vec<(f64, V)> {
    if way == Way::Straight {
        return points.to_vec();
    }
    let mut path = points.first().copied().into_iter().collect::<Vec<_>>();
    for (before, after) in points.iter().zip(points.iter().skip(1)) {
        path.extend([(after.0, before.1), *after]);
    }
    path
}

fn points_of(series: &Series, stretch: &[usize], across: &Across) -> Vec<(f64, Decimal)> {
    let point = |&place: &usize| Some((*across.places().get(place)?, series.values.get(place).copied().flatten()?));
    stretch.iter().filter_map(point).collect()
}

/// The pieces of all lines, which no label may cross.
fn pieces(plot: &Plot, way: Way, scale: &ValueScale, across: &Across, frame: &Frame) -> Vec<(Point, Point)> {
    let mut pieces = Vec::new();
    let gaps = plot.x.gaps();
    for (number, series) in plot.series.iter().enumerate() {
        let bridges = bridges(plot, number, series).into_iter().map(|ends| ends.to_vec());
        for stretch in stretches(plot, number, series).into_iter().chain(bridges) {
            let at = |(x, value): (f64, Decimal)| Point { x: across.place(x), y: frame.y(scale, value) };
            let path: Vec<Point> = path(&points_of(series, &stretch, across), way).into_iter().map(at).collect();
            pieces.extend(path.iter().copied().zip(path.iter().skip(1).copied()));
        }
        for place in (0..series.values.len()).filter(|place| !is_banded(plot, &gaps, number, *place)) {
            if let Some((low, high)) = plot.options.interval(number, place) {
                let end = |value| Point { x: across.x(place), y: frame.y(scale, value) };
                pieces.push((end(low), end(high)));
            }
        }
    }
    pieces
}

/// Whether the interval of this place is part of a band, which a value may stand on, and not a whisker: with that of a
/// neighbour to which its point is joined, in a plot of one line.
fn is_banded(plot: &Plot, gaps: &[Gap], number: usize, place: usize) -> bool {
    let joined = |at: usize| {
        let both = [at.checked_sub(1), Some(at)].map(|at| at.and_then(|at| plot.options.interval(number, at)));
        let is_gap = plot.options.breaks_at(number, at) || gaps.iter().any(|gap| gap.at == at);
        both.iter().all(Option::is_some) && !is_gap
    };
    plot.series.len() == 1 && (joined(place) || joined(place + 1))
}

/// The intervals in which values lie: a band along one line, a whisker at each point of several.
fn draw_bands(chart: &mut Upright<'_>, plot: &Plot, across: &Across, palette: &Palette) -> Result<(), Fault> {
    for (number, series) in plot.series.iter().enumerate() {
        let color = dress(number, palette).color;
        for stretch in stretches(plot, number, series) {
            let ends = |&place: &usize| {
                let (low, high) = plot.options.interval(number, place)?;
                Some((*across.places().get(place)?, low, high))
            };
            let known: Vec<_> = stretch.iter().map(ends).collect();
            for run in known.split(Option::is_none) {
                let run: Vec<_> = run.iter().flatten().copied().collect();
                if run.len() > 1 && plot.series.len() == 1 {
                    let there = run.iter().map(|(x, low, _)| (*x, *low));
                    let back = run.iter().rev().map(|(x, _, high)| (*x, *high));
                    let fill = Fill::plain(super::dress::tint(color, BAND));
                    chart.draw_series([Mark { places: there.chain(back).collect(), shape: Shape::Area(fill) }])?;
                    continue;
                }
                for (x, low, high) in run {
                    let shape = Shape::Whisker(Growth::Up, 4.0, color);
                    chart.draw_series([Mark { places: vec![(x, low), (x, high)], shape }])?;
                }
            }
        }
    }
    Ok(())
}

fn draw_series(
    chart: &mut Upright<'_>,
    plot: &Plot,
    number: usize,
    way: Way,
    across: &Across,
    dress: &Dress,
) -> Result<(), Fault> {
    let Some(series) = plot.series.get(number) else { return Ok(()) };
    for ends in bridges(plot, number, series) {
        let places = path(&points_of(series, &ends, across), way);
        let pen = Pen { color: dress.color, width: BRIDGE.0, dash: BRIDGE.1 };
        chart.draw_series([Mark { places, shape: Shape::Line(pen) }])?;
    }
    let everywhere = across.pitch() >= MARKER_PITCH;
    for stretch in stretches(plot, number, series) {
        let points = points_of(series, &stretch, across);
        let ends = [points.first(), points.last()].into_iter().flatten().copied().collect::<Vec<_>>();
        let marked = if everywhere { points.clone() } else { ends };
        if points.len() > 1 {
            let pen = Pen { color: dress.color, width: LINE, dash: dress.dash };
            chart.draw_series([Mark { places: path(&points, way), shape: Shape::Line(pen) }])?;
        }
        let shape = Shape::Marker(dress.marker, RADIUS, dress.color);
        chart.draw_series([Mark { places: marked, shape }])?;
    }
    Ok(())
}

/// A ring around the points of the place that is set off.
fn draw_highlight(chart: &mut Upright<'_>, plot: &Plot, across: &Across, palette: &Palette) -> Result<(), Fault> {
    let Some(index) = plot.highlight else { return Ok(()) };
    let Some(&x) = across.places().get(index) else { return Ok(()) };
    let known = plot.series.iter().filter_map(|series| series.values.get(index).copied().flatten());
    let places: Vec<(f64, Decimal)> = known.map(|value| (x, value)).collect();
    let pen = Pen { color: set_off_color(plot, palette), width: 1.0, dash: &[] };
    chart.draw_series([Mark { places, shape: Shape::Ring(RING, pen) }])?;
    Ok(())
}

/// With one series, each place is followed by its value: "2020 267". With several, the places come first, then each
/// series with its name. Annotated values come last.
pub(super) fn in_reading_order(
    places: Vec<Vec<Placed>>,
    ends: Vec<Vec<Placed>>,
    values: Vec<Vec<Option<Placed>>>,
) -> Vec<Placed> {
    let mut labels = Vec::new();
    if let [only] = values.as_slice()
        && only.len() == places.len()
    {
        for (place, value) in places.into_iter().zip(only) {
            labels.extend(place);
            labels.extend(value.clone());
        }
        labels.extend(ends.into_iter().flatten());
        return labels;
    }
    labels.extend(places.into_iter().flatten());
    let mut values = values.into_iter();
    for end in ends {
        labels.extend(end);
        labels.extend(values.next().into_iter().flatten().flatten());
    }
    labels.extend(values.flatten().flatten());
    labels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_holds_its_value_until_the_next() {
        let points = [(1.0, 5), (2.0, 7), (4.0, 6)];
        assert_eq!(path(&points, Way::Step), [(1.0, 5), (2.0, 5), (2.0, 7), (4.0, 7), (4.0, 6)]);
        assert_eq!(path(&points, Way::Straight), points);
    }
}
