//! `line`: values over years or dates, up to four series. Series are named at the ends of their lines and differ in
//! dash and marker as well as in colour; a gap in the data is a gap in the line.

use super::across::{Across, MARGIN};
use super::bar::{by_weight, tick_labels};
use super::canvas::{Pen, units};
use super::ends::{END_GAP, end_blocks, place_ends, total_height};
use super::frame::{Area, Fault, Frame, HEAD, Upright, axis_line, blanks, rules};
use super::labels::{Anchor, Crowd, Label, Lettering, Look, Placed, SIZE, SPACE, VALUE_SIZE, padded, widest};
use super::limits::Limits;
use super::marks::{Mark, Marker, Shape};
use super::scale::ValueScale;
use super::{Chart, Context, Palette, Plot, Refusal, Series, alt};
use crate::doc::Drawing;
use crate::locale::Locale;
use crate::page::{Color, Point, Rect};
use rust_decimal::Decimal;

/// More points than this are closer together than a line is wide.
const MOST_POINTS: usize = 500;
/// More lines than this cannot be told apart without colour.
const MOST_SERIES: usize = 4;
/// From the lowest to the highest tick: 52 mm, more only where the names of the series need it.
const PLOT_HEIGHT: f32 = 147.0;
/// From the tick labels to the plot.
const TICK_GAP: f32 = 6.0;
/// From the axis to the labels below it.
pub(super) const NAME_GAP: f32 = 4.5;
/// From the last place to the edge of the plot where names of series follow it.
const END_MARGIN: f32 = 6.0;
/// The width of a line.
const LINE: f32 = 1.6;
/// The size of a marker.
const RADIUS: f32 = 2.1;
/// The size of the ring around a point that is set off.
const RING: f32 = 4.2;
/// Points closer together than this have markers only where the line would not show them.
const MARKER_PITCH: f32 = 6.5;
/// From a point to its value.
const VALUE_GAP: f32 = 4.4;
/// The value that is set off is told where all other places are taken, up to so many lines above or below its point.
const FARTHEST: u8 = 12;
/// Up to so many points all have their values, where there is room.
const MOST_VALUES: usize = 12;

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
        Limits { kind: self.name(), places: MOST_POINTS, series: MOST_SERIES, negative: true }.check(plot)?;
        Lines::lay_out(plot, context)?.paint(plot, context)
    }

    fn describe(&self, plot: &Plot, locale: &Locale) -> String {
        alt::describe(&locale.chart.line, plot, locale)
    }

    fn key(&self, plot: &Plot, context: Context<'_>) -> Option<String> {
        alt::line_key(plot, context.locale, !scale(plot).base().is_zero())
    }
}

/// The axis of all values.
fn scale(plot: &Plot) -> ValueScale {
    let values: Vec<Decimal> = plot.series.iter().flat_map(|series| series.values.iter().flatten().copied()).collect();
    ValueScale::around(&values)
}

/// How a series is drawn.
pub(super) struct Dress {
    pub(super) color: Color,
    dash: &'static [f32],
    marker: Marker,
}

/// How the series of this index is drawn.
pub(super) fn dress(index: usize, palette: &Palette) -> Dress {
    match index {
        0 => Dress { color: palette.accent, dash: &[], marker: Marker::Disc },
        1 => Dress { color: palette.signal, dash: &[4.5, 2.0], marker: Marker::Square },
        2 => Dress { color: palette.grey, dash: &[1.2, 1.6], marker: Marker::Triangle },
        _ => Dress { color: palette.ink, dash: &[6.0, 1.8, 1.2, 1.8], marker: Marker::Diamond },
    }
}

/// Lines with all their labels in place.
struct Lines {
    scale: ValueScale,
    across: Across,
    frame: Frame,
    /// The labels in reading order.
    labels: Vec<Placed>,
    /// The places of the value labels.
    values: Vec<Rect>,
    /// From a point to a name that could not stand beside it.
    leaders: Vec<(Point, Point)>,
}

impl Lines {
    fn lay_out(plot: &Plot, context: Context<'_>) -> Result<Self, Refusal> {
        let scale = scale(plot);
        let ticks = tick_labels(&scale, context)?;
        let ends = end_blocks(plot, context)?;
        let left = widest(&ticks) + TICK_GAP;
        let right = ends.iter().flatten().map(|block| block.width() + END_GAP).fold(0.0, f32::max);
        let tick = Look::plain(SIZE, context.palette.grey);
        let top = HEAD + (Look::plain(VALUE_SIZE, tick.color).ascent() + VALUE_GAP).max(tick.ascent());
        let room = Rect {
            x: left,
            y: top,
            width: (context.width - left - right).max(1.0),
            height: PLOT_HEIGHT.max(total_height(&ends) - top),
        };
        let across = Across::new(&plot.x, room, if right > 0.0 { END_MARGIN } else { MARGIN }, context.locale);
        let below = across.labels(&plot.x, plot.highlight, top + room.height + NAME_GAP, context)?;
        let height = top + room.height + NAME_GAP + below.height;
        let frame = Frame { width: context.width, height, plot: room };
        let (end_labels, leaders) = place_ends(plot, ends, &scale, &across, &frame);
        let shown = Values::new(plot, &scale, &across, &frame).placed(context)?;
        let values = shown.iter().flatten().flatten().map(|placed| placed.area).collect();
        let mut labels: Vec<Placed> = scale
            .ticks()
            .iter()
            .zip(&ticks)
            .map(|(tick, label)| label.centered(left - TICK_GAP, frame.y(&scale, *tick), Anchor::Right))
            .collect();
        labels.extend(in_reading_order(below.blocks, end_labels, shown));
        Ok(Lines { scale, across, frame, labels, values, leaders })
    }

    fn paint(self, plot: &Plot, context: Context<'_>) -> Result<Drawing, Refusal> {
        let Lines { scale, across, frame, labels, values, leaders } = self;
        let palette = context.palette;
        frame.painted(context, labels, |area| {
            let mut chart = frame.upright(area, across.range(), &scale)?;
            rules(&mut chart, palette.hairline, true)?;
            blanks(area, &values, &rule_areas(&frame, &scale))?;
            let base = if scale.low().is_zero() || scale.base().is_zero() { palette.ink } else { palette.hairline };
            let range = across.range();
            chart.draw_series([axis_line((range.start, scale.base()), (range.end, scale.base()), base)])?;
            draw_leaders(area, &leaders, palette)?;
            for (index, series) in plot.series.iter().enumerate() {
                draw_series(&mut chart, series, &across, &dress(index, palette))?;
            }
            draw_highlight(&mut chart, plot, &across, palette)
        })
    }
}

/// The lines of the grid as areas.
fn rule_areas(frame: &Frame, scale: &ValueScale) -> Vec<Rect> {
    let Rect { x, width, .. } = frame.plot;
    scale.ticks().iter().map(|tick| Rect { x, y: frame.y(scale, *tick), width, height: 0.0 }).collect()
}

fn draw_leaders(area: &Area<'_>, leaders: &[(Point, Point)], palette: &Palette) -> Result<(), Fault> {
    let pen = Pen { color: palette.hairline, width: 0.5, dash: &[] };
    for (from, to) in leaders {
        let places = [from, to].map(|at| (units(at.x), units(at.y))).to_vec();
        area.draw(&Mark { places, shape: Shape::Line(pen.clone()) })?;
    }
    Ok(())
}

/// The unbroken stretches of a series.
fn stretches(series: &Series, across: &Across) -> Vec<Vec<(f64, Decimal)>> {
    let points: Vec<Option<(f64, Decimal)>> =
        across.places().iter().zip(&series.values).map(|(x, value)| value.map(|value| (*x, value))).collect();
    points
        .split(Option::is_none)
        .map(|stretch| stretch.iter().flatten().copied().collect::<Vec<_>>())
        .filter(|stretch| !stretch.is_empty())
        .collect()
}

fn draw_series(chart: &mut Upright<'_>, series: &Series, across: &Across, dress: &Dress) -> Result<(), Fault> {
    let everywhere = across.pitch() >= MARKER_PITCH;
    for stretch in stretches(series, across) {
        let ends = [stretch.first(), stretch.last()].into_iter().flatten().copied().collect::<Vec<_>>();
        let marked = if everywhere { stretch.clone() } else { ends };
        if stretch.len() > 1 {
            let pen = Pen { color: dress.color, width: LINE, dash: dress.dash };
            chart.draw_series([Mark { places: stretch, shape: Shape::Line(pen) }])?;
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

/// The signal colour is the second line's, where there is one.
fn set_off_color(plot: &Plot, palette: &Palette) -> Color {
    if plot.series.len() > 1 { palette.ink } else { palette.signal }
}

/// Places the values at their points.
struct Values<'a> {
    plot: &'a Plot,
    scale: &'a ValueScale,
    across: &'a Across,
    frame: &'a Frame,
    /// The pieces of all lines.
    pieces: Vec<(Point, Point)>,
}

impl<'a> Values<'a> {
    fn new(plot: &'a Plot, scale: &'a ValueScale, across: &'a Across, frame: &'a Frame) -> Self {
        let at = |index: usize, value: Decimal| Point { x: across.x(index), y: frame.y(scale, value) };
        let mut pieces = Vec::new();
        for series in &plot.series {
            for (index, pair) in series.values.windows(2).enumerate() {
                if let [Some(from), Some(to)] = pair {
                    pieces.push((at(index, *from), at(index + 1, *to)));
                }
            }
        }
        Values { plot, scale, across, frame, pieces }
    }

    /// All values of a short series where they fit, else those that matter most first; by series and place.
    fn placed(&self, context: Context<'_>) -> Result<Vec<Vec<Option<Placed>>>, Refusal> {
        let several = self.plot.series.len() > 1;
        if let ([series], false) = (self.plot.series.as_slice(), several)
            && series.values.len() <= MOST_VALUES
        {
            let known = (0..series.values.len()).filter(|index| self.at(series, *index).is_some()).collect::<Vec<_>>();
            let shown = self.place(std::slice::from_ref(&known), context)?;
            if shown.iter().flatten().flatten().count() == known.len() {
                return Ok(shown);
            }
            let mut order = self.order(series, several);
            order.extend(known.into_iter().filter(|index| !order.contains(index)).collect::<Vec<_>>());
            return self.place(&[order], context);
        }
        let orders: Vec<Vec<usize>> = self.plot.series.iter().map(|series| self.order(series, several)).collect();
        self.place(&orders, context)
    }

    /// Which values of a series are told; the last stands beside its name where there are several series.
    fn order(&self, series: &Series, several: bool) -> Vec<usize> {
        let mut order = by_weight(&series.values, self.plot.highlight);
        if several {
            let last = series.values.iter().rposition(Option::is_some);
            order.retain(|index| Some(*index) != last);
        }
        order
    }

    fn at(&self, series: &Series, index: usize) -> Option<Point> {
        let value = series.values.get(index).copied().flatten()?;
        Some(Point { x: self.across.x(index), y: self.frame.y(self.scale, value) })
    }

    fn place(&self, orders: &[Vec<usize>], context: Context<'_>) -> Result<Vec<Vec<Option<Placed>>>, Refusal> {
        let mut crowd = Crowd::default();
        for series in &self.plot.series {
            for index in 0..series.values.len() {
                if let Some(Point { x, y }) = self.at(series, index) {
                    crowd.take(padded(Rect { x, y, width: 0.0, height: 0.0 }, RADIUS, RADIUS));
                }
            }
        }
        let places = self.across.places().len();
        let mut shown: Vec<Vec<Option<Placed>>> = vec![vec![None; places]; self.plot.series.len()];
        for ((number, series), order) in self.plot.series.iter().enumerate().zip(orders) {
            for &index in order {
                let label = self.label(number, series, index, context)?;
                let slot = shown.get_mut(number).and_then(|row| row.get_mut(index));
                if let (Some(label), Some(slot)) = (label, slot) {
                    *slot = self.settle(series, index, &label, &mut crowd);
                }
            }
        }
        Ok(shown)
    }

    fn label(
        &self,
        number: usize,
        series: &Series,
        index: usize,
        context: Context<'_>,
    ) -> Result<Option<Label>, Refusal> {
        let Some(value) = series.values.get(index).copied().flatten() else { return Ok(None) };
        let look = if self.plot.highlight == Some(index) {
            Look::bold(VALUE_SIZE, set_off_color(self.plot, context.palette))
        } else {
            Look::strong(VALUE_SIZE, dress(number, context.palette).color)
        };
        Lettering::new(context).line(&alt::marked(series.bound, &value, context.locale), look).map(Some)
    }

    /// Above the point or below it, on the outer side of the bend first; else off a corner, else beside it.
    fn settle(&self, series: &Series, index: usize, label: &Label, crowd: &mut Crowd) -> Option<Placed> {
        let at = self.at(series, index)?;
        let neighbours = [index.checked_sub(1), index.checked_add(1)];
        let mean =
            neighbours.into_iter().flatten().filter_map(|near| self.at(series, near)).map(|point| point.y - at.y);
        let above_first = mean.sum::<f32>() >= 0.0;
        let half = label.width() / 2.0;
        let right = self.frame.plot.x + self.frame.plot.width;
        let left = self.frame.plot.x + half;
        let x = at.x.clamp(left, (right - half).max(left));
        let gap = if self.plot.highlight == Some(index) { VALUE_GAP + RING - RADIUS } else { VALUE_GAP };
        let above = label.placed(x, at.y - gap, Anchor::Middle);
        let below = label.placed(x, at.y + gap + label.look().cap_height(), Anchor::Middle);
        let (up, down) = (at.y - gap / 2.0, at.y + gap / 2.0 + label.look().cap_height());
        let beside = [(at.x + gap, Anchor::Left), (at.x - gap, Anchor::Right)]
            .map(|(x, anchor)| [label.placed(x, up, anchor), label.placed(x, down, anchor)]);
        let off = |placed: &Placed| placed.area.y + label.look().ascent();
        let corners = |baseline: f32| {
            [(at.x + RADIUS, Anchor::Right), (at.x - RADIUS, Anchor::Left)]
                .map(|(x, anchor)| label.placed(x, baseline, anchor))
        };
        let sides = if above_first { [above, below] } else { [below, above] };
        let corners = sides.each_ref().map(|placed| corners(off(placed)));
        let farther = (1..=FARTHEST).filter(|_| self.plot.highlight == Some(index)).flat_map(|step| {
            let distance = f32::from(step) * label.look().leading();
            [-distance, distance].map(|rise| label.placed(x, at.y - gap + rise, Anchor::Middle))
        });
        let found = sides
            .into_iter()
            .chain(corners.into_iter().flatten())
            .chain(beside.into_iter().flatten())
            .chain(farther)
            .find(|placed| self.is_clear(placed.area, crowd));
        if let Some(placed) = &found {
            crowd.take(padded(placed.area, SPACE / 2.0, 0.0));
        }
        found
    }

    fn is_clear(&self, area: Rect, crowd: &Crowd) -> bool {
        let plot = self.frame.plot;
        let inside = area.y >= 0.0
            && area.y + area.height <= plot.y + plot.height
            && area.x >= plot.x
            && area.x + area.width <= plot.x + plot.width;
        inside && crowd.is_free(area) && !self.pieces.iter().any(|(from, to)| crosses(*from, *to, area))
    }
}

/// Whether a straight line from `from` to `to` passes through the area (Liang and Barsky's clipping).
fn crosses(from: Point, to: Point, area: Rect) -> bool {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let sides = [
        (-dx, from.x - area.x),
        (dx, area.x + area.width - from.x),
        (-dy, from.y - area.y),
        (dy, area.y + area.height - from.y),
    ];
    let (mut enters, mut leaves) = (0.0_f32, 1.0_f32);
    for (direction, distance) in sides {
        if direction == 0.0 {
            if distance < 0.0 {
                return false;
            }
        } else if direction < 0.0 {
            enters = enters.max(distance / direction);
        } else {
            leaves = leaves.min(distance / direction);
        }
    }
    enters <= leaves
}

/// With one series, each place is followed by its value: "2020 267". With several, the places come first, then each
/// series with its name.
fn in_reading_order(places: Vec<Vec<Placed>>, ends: Vec<Vec<Placed>>, values: Vec<Vec<Option<Placed>>>) -> Vec<Placed> {
    let mut labels = Vec::new();
    if let [only] = values.as_slice()
        && only.len() == places.len()
    {
        for (place, value) in places.into_iter().zip(only) {
            labels.extend(place);
            labels.extend(value.clone());
        }
        return labels;
    }
    labels.extend(places.into_iter().flatten());
    for (end, series) in ends.into_iter().zip(values) {
        labels.extend(end);
        labels.extend(series.into_iter().flatten());
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_crosses_an_area_or_passes_it() {
        let area = Rect { x: 10.0, y: 10.0, width: 10.0, height: 10.0 };
        let at = |x: f32, y: f32| Point { x, y };
        assert!(crosses(at(0.0, 0.0), at(30.0, 30.0), area));
        assert!(crosses(at(12.0, 12.0), at(13.0, 12.0), area));
        assert!(!crosses(at(0.0, 0.0), at(30.0, 5.0), area));
        assert!(!crosses(at(0.0, 25.0), at(9.0, 12.0), area));
        assert!(crosses(at(15.0, 0.0), at(15.0, 12.0), area));
        assert!(!crosses(at(15.0, 0.0), at(15.0, 9.0), area));
    }
}
