//! The values at the points of lines and of the edges of areas: above or below their point, clear of every line.

use super::across::Across;
use super::bar::by_weight;
use super::dress::dress;
use super::frame::Frame;
use super::labels::{Anchor, Crowd, Label, Lettering, Look, Placed, SPACE, VALUE_SIZE, overlap, padded};
use super::scale::ValueScale;
use super::{Context, Palette, Plot, Refusal, Series, alt};
use crate::page::{Color, Point, Rect};

/// The size of a marker.
pub(super) const RADIUS: f32 = 2.1;
/// The size of the ring around a point that is set off.
pub(super) const RING: f32 = 4.2;
/// From a point to its value.
pub(super) const VALUE_GAP: f32 = 4.4;
/// The value that is set off is told where all other places are taken, up to so many lines above or below its point.
const FARTHEST: u8 = 12;
/// From a value to the line of a break or an annotation, at least.
const LINE_ROOM: f32 = 1.5;
/// From a value to the edge of an area beside it, at least.
const EDGE_ROOM: f32 = 1.5;
/// So much nearer another point may be than its own, at most.
const NEARER: f32 = 0.75;
/// Up to so many points all have their values, where there is room.
const MOST_VALUES: usize = 12;

/// The signal colour is the second line's, where there is one.
pub(super) fn set_off_color(plot: &Plot, palette: &Palette) -> Color {
    if plot.series.len() > 1 { palette.ink } else { palette.signal }
}

/// Places the values at their points.
pub(super) struct Values<'a> {
    plot: &'a Plot,
    scale: &'a ValueScale,
    across: &'a Across,
    frame: &'a Frame,
    /// The pieces of all lines.
    pieces: Vec<(Point, Point)>,
    /// Lines of breaks and annotations: a value stands clear of them where it can, else on white.
    lines: Vec<Rect>,
    /// Where the room for values begins.
    top: f32,
    /// Whether what lies below the points is filled, so that values stand above them only.
    filled: bool,
    /// Whether values are those of a whole, of which no series has the colour.
    whole: bool,
    /// Whether a value holds until the next: then it is told where it changes.
    held: bool,
}

impl<'a> Values<'a> {
    /// Values at the points of `plot`, not above `top`; `pieces` are the lines that none may cross.
    pub(super) fn new(
        plot: &'a Plot,
        scale: &'a ValueScale,
        across: &'a Across,
        frame: &'a Frame,
        pieces: Vec<(Point, Point)>,
        top: f32,
    ) -> Self {
        Values { plot, scale, across, frame, pieces, lines: Vec::new(), top, filled: false, whole: false, held: false }
    }

    /// The same, clear of these lines where there is room.
    pub(super) fn beside_lines(self, lines: Vec<Rect>) -> Self {
        Values { lines, ..self }
    }

    /// The same above areas, which they may not stand on; of several areas they are the whole.
    pub(super) fn above_areas(self, several: bool) -> Self {
        Values { filled: true, whole: several, ..self }
    }

    /// The same at steps: what stays is told once.
    pub(super) fn at_steps(self, held: bool) -> Self {
        Values { held, ..self }
    }

    /// All values of a short series where they fit, else those that matter most first; by series and place.
    pub(super) fn placed(&self, context: Context<'_>) -> Result<Vec<Vec<Option<Placed>>>, Refusal> {
        let several = self.plot.series.len() > 1;
        if let ([series], false) = (self.plot.series.as_slice(), several)
            && series.values.len() <= MOST_VALUES
        {
            let told = |index: &usize| self.at(series, *index).is_some() && self.is_told(0, series, *index);
            let known = (0..series.values.len()).filter(told).collect::<Vec<_>>();
            let shown = self.place(std::slice::from_ref(&known), context)?;
            if shown.iter().flatten().flatten().count() == known.len() {
                return Ok(shown);
            }
            let mut order = self.order(0, series, several);
            order.extend(known.into_iter().filter(|index| !order.contains(index)).collect::<Vec<_>>());
            return self.place(&[order], context);
        }
        let orders: Vec<Vec<usize>> =
            self.plot.series.iter().enumerate().map(|(at, series)| self.order(at, series, several)).collect();
        self.place(&orders, context)
    }

    /// Which values of a series are told; the last stands beside its name where there are several series.
    fn order(&self, number: usize, series: &Series, several: bool) -> Vec<usize> {
        let mut order = by_weight(&series.values, self.plot.highlight);
        order.retain(|index| self.is_told(number, series, *index));
        if several {
            let last = series.values.iter().rposition(Option::is_some);
            order.retain(|index| Some(*index) != last);
        }
        order
    }

    /// Whether the value of a place is told: of one that holds, where it begins, and where it is set off.
    fn is_told(&self, number: usize, series: &Series, index: usize) -> bool {
        let value = |at: usize| series.values.get(at).copied().flatten();
        let before = index.checked_sub(1).and_then(value);
        let begins = before.is_none() || before != value(index) || self.plot.options.breaks_at(number, index);
        let after_gap = self.plot.x.gaps().iter().any(|gap| gap.at == index);
        !self.held || begins || after_gap || self.plot.highlight == Some(index)
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
        } else if self.whole {
            Look::strong(VALUE_SIZE, context.palette.ink)
        } else {
            Look::strong(VALUE_SIZE, dress(number, context.palette).text)
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
        let candidates: Vec<Placed> = sides
            .into_iter()
            .chain(corners.into_iter().flatten())
            .chain(beside.into_iter().flatten())
            .chain(farther)
            .filter(|placed| !self.filled || placed.area.y + label.look().ascent() <= at.y)
            .filter(|placed| !self.filled || self.is_above_edges(placed.area, off(placed)))
            .filter(|placed| self.is_clear(placed.area, crowd))
            .filter(|placed| self.plot.highlight == Some(index) || self.is_nearest(series, index, placed, label))
            .collect();
        let off_lines =
            |placed: &&Placed| !self.lines.iter().any(|line| overlap(padded(placed.area, LINE_ROOM, 0.0), *line));
        let found = candidates.iter().find(off_lines).or(candidates.first()).cloned();
        if let Some(placed) = &found {
            crowd.take(padded(placed.area, SPACE / 2.0, 0.0));
        }
        found
    }

    /// Whether a value with this baseline stands above all edges in its way: what lies below them is filled.
    fn is_above_edges(&self, area: Rect, baseline: f32) -> bool {
        let (from, to) = (area.x - EDGE_ROOM, area.x + area.width + EDGE_ROOM);
        let highest = |(a, b): &(Point, Point)| {
            let at = |x: f32| if b.x > a.x { a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x) } else { a.y.min(b.y) };
            (a.x <= to && from <= b.x).then(|| at(from.max(a.x)).min(at(to.min(b.x))))
        };
        self.pieces.iter().filter_map(highest).all(|edge| baseline <= edge)
    }

    /// Whether no other point of the series is nearer to the value than its own: it would be taken for that one's.
    fn is_nearest(&self, series: &Series, index: usize, placed: &Placed, label: &Label) -> bool {
        let Rect { x, y, width, .. } = placed.area;
        let baseline = y + label.look().ascent();
        let gap = |at: Point| {
            let across = (x - at.x).max(at.x - x - width).max(0.0);
            let down = (baseline - label.look().cap_height() - at.y).max(at.y - baseline).max(0.0);
            across.hypot(down)
        };
        let Some(own) = self.at(series, index).map(gap) else { return false };
        let others =
            (0..series.values.len()).filter(|other| *other != index).filter_map(|other| self.at(series, other));
        others.map(gap).all(|other| other + NEARER >= own)
    }

    fn is_clear(&self, area: Rect, crowd: &Crowd) -> bool {
        let plot = self.frame.plot;
        let inside = area.y >= self.top
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
