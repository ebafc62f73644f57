//! `dot-plot`: several values a row on one axis, so that what changed, or who differs, is seen as a distance.

use super::bar::tick_labels;
use super::canvas::Pen;
use super::first_row;
use super::frame::{Frame, axis_line, blanks, rules};
use super::horizontal_bar::rule_areas;
use super::labels::{Anchor, Label, Lettering, Look, Placed, SIZE, VALUE_SIZE};
use super::legend::{Legend, RADIUS, dress, shapes};
use super::limits::{Limits, count};
use super::marks::{Mark, Shape};
use super::named_rows::{MOST_ROWS, Room, Row, frame, names_right, order, placed_name, rows, tick_row};
use super::scale::ValueScale;
use super::{Base, Chart, Context, Plot, Refusal, alt, cut};
use crate::doc::Drawing;
use crate::locale::Locale;
use crate::page::Rect;
use crate::spec::Bound;
use rust_decimal::Decimal;

/// More series are not told apart by their markers.
const MOST_SERIES: usize = 4;
/// From the middle of a marker to its value.
const VALUE_GAP: f32 = RADIUS * 1.3 + 3.0;
/// Between two values that stand together.
const PAIR_GAP: f32 = 5.0;
/// From the axis to a value, at least.
const AXIS_GAP: f32 = 2.0;
/// The line between the values of a row.
const SPAN: f32 = 1.6;

/// Dots on one axis.
pub struct DotPlot;

impl Chart for DotPlot {
    fn name(&self) -> &'static str {
        "dot-plot"
    }

    fn purpose(&self) -> &'static str {
        "compares up to four values a row on one axis, as before and after"
    }

    fn draw(&self, plot: &Plot, context: Context<'_>) -> Result<Drawing, Refusal> {
        Limits { kind: self.name(), places: MOST_ROWS, series: MOST_SERIES, negative: true }.check(plot)?;
        Dots::lay_out(plot, context)?.paint(plot, context)
    }

    fn describe(&self, plot: &Plot, locale: &Locale) -> String {
        alt::describe_sorted(&locale.chart.dot_plot, plot, locale)
    }

    fn key(&self, plot: &Plot, context: Context<'_>) -> Option<String> {
        alt::points_key(plot, context.locale, !scale(plot).base().is_zero())
    }

    fn cuts_axis(&self, plot: &Plot) -> bool {
        plot.options.base == Base::Unsaid && !scale(plot).base().is_zero()
    }
}

fn values(plot: &Plot) -> impl Iterator<Item = Decimal> {
    plot.series.iter().flat_map(|series| series.values.iter().flatten().copied())
}

fn scale(plot: &Plot) -> ValueScale {
    let values: Vec<Decimal> = values(plot).collect();
    cut::scale(plot.options.base, &values, ValueScale::around).ended(&values)
}

/// The values of a row with the index of their series, the smallest first.
fn of_row(plot: &Plot, index: usize) -> Vec<(Decimal, usize)> {
    let value = |(at, series): (usize, &super::Series)| Some((series.values.get(index).copied().flatten()?, at));
    let mut found: Vec<(Decimal, usize)> = plot.series.iter().enumerate().filter_map(value).collect();
    found.sort();
    found
}

/// The texts of a row: the smallest value at the left, the largest at the right, or that there is none.
struct Texts {
    left: Option<(Decimal, Label)>,
    right: (Decimal, Label),
    /// Whether the smallest stands at the right too, before the largest, as it has no room right of the axis.
    together: bool,
}

impl Texts {
    fn of(plot: &Plot, index: usize, scale: &ValueScale, context: Context<'_>) -> Result<Self, Refusal> {
        let lettering = Lettering::new(context);
        let set_off = plot.highlight == Some(index);
        let found = of_row(plot, index);
        let label = |(value, at): (Decimal, usize)| -> Result<(Decimal, Label), Refusal> {
            let series = plot.series.get(at).ok_or_else(|| Refusal::new("a series is missing", "report this fault"))?;
            let color = dress(at, series.bound, context.palette).color;
            let look = if set_off { Look::bold(VALUE_SIZE, color) } else { Look::strong(VALUE_SIZE, color) };
            Ok((value, lettering.line(&alt::marked(series.bound, &value, context.locale), look)?))
        };
        match (found.first(), found.last()) {
            (Some(first), Some(last)) if found.len() > 1 => {
                Ok(Texts { left: Some(label(*first)?), right: label(*last)?, together: false })
            }
            (Some(only), _) => Ok(Texts { left: None, right: label(*only)?, together: false }),
            _ => {
                let look = Look::plain(SIZE, context.palette.grey);
                let right = (scale.low(), lettering.line(plot.options.absent(context.locale), look)?);
                Ok(Texts { left: None, right, together: false })
            }
        }
    }

    fn rooms(&self) -> Vec<Room> {
        let (value, label) = &self.right;
        let mut right = Room { value: *value, left: RADIUS * 1.3, right: VALUE_GAP + label.width() };
        let left = self.left.as_ref().map(|(value, label)| {
            let beside = VALUE_GAP + label.width();
            if self.together {
                right.right += label.width() + PAIR_GAP;
            }
            Room { value: *value, left: if self.together { RADIUS * 1.3 } else { beside }, right: RADIUS * 1.3 }
        });
        std::iter::once(right).chain(left).collect()
    }

    /// Whether its smallest value would stand over the axis.
    fn is_cramped(&self, scale: &ValueScale, frame: &Frame) -> bool {
        self.left.as_ref().is_some_and(|(value, label)| {
            let end = frame.x(scale, *value) - VALUE_GAP - label.width();
            !self.together && end < frame.plot.x + AXIS_GAP
        })
    }

    /// The labels, the smallest value first.
    fn placed(&self, scale: &ValueScale, frame: &Frame, middle: f32) -> Vec<Placed> {
        let (value, label) = &self.right;
        let mut x = frame.x(scale, *value) + VALUE_GAP;
        let mut placed = Vec::new();
        if let Some((value, label)) = &self.left {
            if self.together {
                placed.push(label.centered(x, middle, Anchor::Left));
                x += label.width() + PAIR_GAP;
            } else {
                placed.push(label.centered(frame.x(scale, *value) - VALUE_GAP, middle, Anchor::Right));
            }
        }
        placed.push(label.centered(x, middle, Anchor::Left));
        placed
    }
}

/// The frame in which each row has its room. A row that gets its values together keeps them so; this
/// ends when each row had its turn.
fn fitted(
    rows: &[Row],
    texts: &mut [Texts],
    ticks: &[Label],
    scale: &ValueScale,
    top: f32,
    context: Context<'_>,
) -> Result<(Frame, Vec<Room>), Refusal> {
    loop {
        let rooms: Vec<Room> = texts.iter().flat_map(Texts::rooms).collect();
        let frame = frame(rows, &rooms, ticks, scale, top, context)?;
        match texts.iter_mut().find(|texts| texts.is_cramped(scale, &frame)) {
            Some(cramped) => cramped.together = true,
            None => return Ok((frame, rooms)),
        }
    }
}

/// The frame with the names of the series: above their marks in the first row, or in a key.
fn named(
    plot: &Plot,
    rows: &[Row],
    texts: &mut [Texts],
    ticks: &[Label],
    scale: &ValueScale,
    context: Context<'_>,
) -> Result<(Legend, Frame, Vec<Room>), Refusal> {
    let height = first_row::height(context);
    let (frame, rooms) = fitted(rows, texts, ticks, scale, height, context)?;
    if let Some(row) = rows.first()
        && let Some(names) = first_row::names(plot, row.index, scale, &frame, context)?
    {
        return Ok((Legend::of_names(names, height), frame, rooms));
    }
    let legend = Legend::lay_out(plot, context)?;
    let (frame, rooms) = fitted(rows, texts, ticks, scale, legend.height, context)?;
    Ok((legend, frame, rooms))
}

/// Rows with all their labels in place.
struct Dots {
    legend: Legend,
    rows: Vec<Row>,
    scale: ValueScale,
    frame: Frame,
    labels: Vec<Placed>,
    values: Vec<Rect>,
}

impl Dots {
    fn lay_out(plot: &Plot, context: Context<'_>) -> Result<Self, Refusal> {
        let scale = scale(plot);
        let order = order(plot, count(&plot.x), |index| of_row(plot, index).last().map(|(value, _)| *value));
        let rows = rows(plot, &order, context)?;
        let mut texts =
            rows.iter().map(|row| Texts::of(plot, row.index, &scale, context)).collect::<Result<Vec<_>, _>>()?;
        let ticks = tick_labels(&scale, context)?;
        let (legend, frame, rooms) = named(plot, &rows, &mut texts, &ticks, &scale, context)?;
        let mut labels = tick_row(&ticks, &scale, &frame, context);
        let mut values = Vec::new();
        let right = names_right(&rows, &frame, &rooms, &scale);
        for (row, texts) in rows.iter().zip(&texts) {
            labels.extend(placed_name(row, &frame, right));
            for placed in texts.placed(&scale, &frame, frame.plot.y + row.middle) {
                values.push(placed.area);
                labels.push(placed);
            }
        }
        Ok(Dots { legend, rows, scale, frame, labels, values })
    }

    fn paint(mut self, plot: &Plot, context: Context<'_>) -> Result<Drawing, Refusal> {
        let palette = context.palette;
        let mut labels = std::mem::take(&mut self.legend.labels);
        labels.append(&mut self.labels);
        let Dots { legend, rows, scale, frame, values, .. } = self;
        frame.painted(context, labels, |area| {
            let depth = f64::from(frame.plot.height);
            let mut chart = frame.lying(area, &scale, depth..0.0)?;
            rules(&mut chart, palette.hairline, false)?;
            let base = if scale.base().is_zero() { palette.ink } else { palette.hairline };
            chart.draw_series([axis_line((scale.base(), 0.0), (scale.base(), depth), base)])?;
            if !scale.base().is_zero() {
                cut::draw(area, frame.foot(&scale), cut::Way::Up, palette)?;
            }
            // a value beside a mark may stand over the line at zero
            blanks(area, &values, &rule_areas(&frame, &scale))?;
            legend.draw(area)?;
            for row in &rows {
                let middle = f64::from(row.middle);
                let found = of_row(plot, row.index);
                if let (Some((low, _)), Some((high, _))) = (found.first(), found.last()) {
                    let pen = Pen { color: palette.hairline, width: SPAN, dash: &[] };
                    chart.draw_series([Mark {
                        places: vec![(*low, middle), (*high, middle)],
                        shape: Shape::Line(pen),
                    }])?;
                }
                // the first series last, so that it lies above the others where they are equal
                let mut drawn = found;
                drawn.sort_by_key(|(_, at)| std::cmp::Reverse(*at));
                for (value, at) in drawn {
                    let bound = plot.series.get(at).map_or(Bound::Exact, |series| series.bound);
                    for shape in shapes(dress(at, bound, palette), RADIUS) {
                        chart.draw_series([Mark { places: vec![(value, middle)], shape }])?;
                    }
                }
            }
            Ok(())
        })
    }
}
