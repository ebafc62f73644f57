//! `range`: from a lower to an upper value a row, with a point between them where the data has one. The first two columns
//! of `y` are the ends, a third is the point.

use super::bar::tick_labels;
use super::dress::muted;
use super::frame::{Frame, axis_line, blanks, rules};
use super::horizontal_bar::rule_areas;
use super::labels::{Anchor, Label, Lettering, Look, Placed, SIZE, VALUE_SIZE};
use super::legend::RADIUS;
use super::limits::{Limits, count};
use super::marks::{INTERVAL_TICK, Mark, Marker, Shape};
use super::named_rows::{MOST_ROWS, Room, Row, frame, names_right, order, placed_name, rows, tick_row};
use super::places::Names;
use super::scale::ValueScale;
use super::{Base, Chart, Context, Palette, Plot, Refusal, alt, cut};
use crate::doc::Drawing;
use crate::locale::Locale;
use crate::page::{Color, Rect};
use crate::spec::Bound;
use rust_decimal::Decimal;

/// From the end of a range to what is printed beside it.
const VALUE_GAP: f32 = 5.0;
/// What a range reaches beyond its ends.
const REACH: f32 = INTERVAL_TICK / 2.0;

/// Low to high, one range a row.
pub struct Range;

impl Chart for Range {
    fn name(&self) -> &'static str {
        "range"
    }

    fn purpose(&self) -> &'static str {
        "shows a lower and an upper value a row, with a point between them where there is one"
    }

    fn draw(&self, plot: &Plot, context: Context<'_>) -> Result<Drawing, Refusal> {
        Limits { kind: self.name(), places: MOST_ROWS, series: 3, negative: true }.check(plot)?;
        check(plot, context.locale)?;
        Ranges::lay_out(plot, context)?.paint(plot, context)
    }

    fn describe(&self, plot: &Plot, locale: &Locale) -> String {
        let names = Names::of(&plot.x, locale).names;
        let said = |index: usize| {
            let name = names.get(index).cloned().unwrap_or_default();
            let text = spoken(plot, index, locale).unwrap_or_else(|| plot.options.absent(locale).to_owned());
            (name, text)
        };
        alt::describe_points(&locale.chart.range, plot, &shown(plot).into_iter().map(said).collect::<Vec<_>>(), locale)
    }

    fn key(&self, plot: &Plot, context: Context<'_>) -> Option<String> {
        let words = &context.locale.chart;
        let mut sentences = vec![words.interval_key.clone()];
        if let Some(point) = plot.series.get(2) {
            sentences.push(words.point_key.fill(&[("series", &point.name)]));
        }
        sentences.extend(alt::signs_key(plot, context.locale));
        if !scale(plot).base().is_zero() {
            sentences.push(words.cut_axis_key.clone());
        }
        Some(sentences.join(&context.locale.citation.space))
    }

    fn cuts_axis(&self, plot: &Plot) -> bool {
        plot.options.base == Base::Unsaid && !scale(plot).base().is_zero()
    }
}

fn value(plot: &Plot, series: usize, index: usize) -> Option<Decimal> {
    plot.series.get(series)?.values.get(index).copied().flatten()
}

/// The two ends of a row, rising; none where the data has none.
fn ends(plot: &Plot, index: usize) -> Option<(Decimal, Decimal)> {
    value(plot, 0, index).zip(value(plot, 1, index))
}

fn check(plot: &Plot, locale: &Locale) -> Result<(), Refusal> {
    if plot.series.len() < 2 {
        return Err(Refusal::new(
            "a `range` chart needs two columns of values, the lower and the upper one",
            "write `y = [\"low\", \"high\"]`; a third column is the point between them",
        ));
    }
    let names = Names::of(&plot.x, locale).names;
    for (index, name) in names.iter().enumerate() {
        check_row(plot, index, name)?;
    }
    Ok(())
}

/// Half a range, or one that falls, would be drawn as something the data does not say.
fn check_row(plot: &Plot, index: usize, name: &str) -> Result<(), Refusal> {
    let (low, high, point) = (value(plot, 0, index), value(plot, 1, index), value(plot, 2, index));
    match (low, high) {
        (None, None) if point.is_none() => Ok(()),
        (Some(low), Some(high)) if low > high => Err(Refusal::new(
            format!("the row `{name}` runs from {low} down to {high}"),
            "name the column of the lower values first in `y`, or put the row right in the data file",
        )),
        (Some(low), Some(high)) => match point.filter(|point| *point < low || *point > high) {
            None => Ok(()),
            Some(point) => Err(Refusal::new(
                format!("the point {point} of the row `{name}` lies outside its range, {low} to {high}"),
                "put the row right in the data file",
            )),
        },
        _ => Err(Refusal::new(
            format!("the row `{name}` has only one end of its range"),
            "give both ends in the data file, or leave all cells of the row empty",
        )),
    }
}

fn scale(plot: &Plot) -> ValueScale {
    let values: Vec<Decimal> = plot.series.iter().flat_map(|series| series.values.iter().flatten().copied()).collect();
    cut::scale(plot.options.base, &values, ValueScale::around).ended(&values)
}

/// The rows as shown: the one that reaches highest first, where rows are sorted.
fn shown(plot: &Plot) -> Vec<usize> {
    order(plot, count(&plot.x), |index| ends(plot, index).map(|(low, high)| (high, low)))
}

/// What is printed beside a range: its ends, and the point where there is one.
fn printed(plot: &Plot, index: usize, locale: &Locale) -> Option<String> {
    let (low, high) = ends(plot, index)?;
    let number = |series: usize, value: Decimal| {
        let bound = plot.series.get(series).map_or(Bound::Exact, |series| series.bound);
        alt::marked(bound, &value, locale)
    };
    let (low_text, high_text) = (number(0, low), number(1, high));
    // a dash before a minus sign would be read as another
    let range = if low.is_sign_negative() {
        locale.chart.range_point.fill(&[("low", &low_text), ("high", &high_text)])
    } else {
        format!("{low_text}–{high_text}")
    };
    Some(match value(plot, 2, index) {
        Some(point) => format!("{} ({range})", number(2, point)),
        None => range,
    })
}

/// The same for those who listen, with bounds as words.
fn spoken(plot: &Plot, index: usize, locale: &Locale) -> Option<String> {
    let (low, high) = ends(plot, index)?;
    let number = |series: usize, value: Decimal| {
        let bound = plot.series.get(series).map_or(Bound::Exact, |series| series.bound);
        locale.bounded(bound, &locale.number(&value))
    };
    let range = locale.chart.range_point.fill(&[("low", &number(0, low)), ("high", &number(1, high))]);
    Some(match value(plot, 2, index) {
        Some(point) => format!("{} ({range})", number(2, point)),
        None => range,
    })
}

fn text(plot: &Plot, index: usize, context: Context<'_>) -> Result<Label, Refusal> {
    let lettering = Lettering::new(context);
    let set_off = plot.highlight == Some(index);
    match printed(plot, index, context.locale) {
        None => lettering.line(plot.options.absent(context.locale), Look::plain(SIZE, context.palette.grey)),
        Some(text) if set_off => lettering.line(&text, Look::bold(VALUE_SIZE, context.palette.signal)),
        Some(text) => lettering.line(&text, Look::strong(VALUE_SIZE, context.palette.accent)),
    }
}

fn color(plot: &Plot, index: usize, palette: &Palette) -> Color {
    if plot.highlight == Some(index) { palette.signal } else { palette.accent }
}

/// Rows with all their labels in place.
struct Ranges {
    rows: Vec<Row>,
    scale: ValueScale,
    frame: Frame,
    labels: Vec<Placed>,
    values: Vec<Rect>,
}

impl Ranges {
    fn lay_out(plot: &Plot, context: Context<'_>) -> Result<Self, Refusal> {
        let scale = scale(plot);
        let rows = rows(plot, &shown(plot), context)?;
        let texts = rows.iter().map(|row| text(plot, row.index, context)).collect::<Result<Vec<_>, _>>()?;
        let mut rooms = Vec::new();
        for (row, label) in rows.iter().zip(&texts) {
            let (low, high) = ends(plot, row.index).unwrap_or((scale.low(), scale.low()));
            rooms.push(Room { value: high, left: RADIUS, right: REACH + VALUE_GAP + label.width() });
            rooms.push(Room { value: low, left: RADIUS, right: 0.0 });
        }
        let ticks = tick_labels(&scale, context)?;
        let frame = frame(&rows, &rooms, &ticks, &scale, 0.0, context)?;
        let right = names_right(&rows, &frame, &rooms, &scale);
        let mut labels = tick_row(&ticks, &scale, &frame, context);
        let mut values = Vec::new();
        for (row, label) in rows.iter().zip(&texts) {
            labels.extend(placed_name(row, &frame, right));
            let high = ends(plot, row.index).map_or(scale.low(), |(_, high)| high);
            let x = frame.x(&scale, high) + REACH + VALUE_GAP;
            let placed = label.centered(x, frame.plot.y + row.middle, Anchor::Left);
            values.push(placed.area);
            labels.push(placed);
        }
        Ok(Ranges { rows, scale, frame, labels, values })
    }

    fn paint(self, plot: &Plot, context: Context<'_>) -> Result<Drawing, Refusal> {
        let Ranges { rows, scale, frame, labels, values } = self;
        let palette = context.palette;
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
            for row in &rows {
                let (middle, color) = (f64::from(row.middle), color(plot, row.index, palette));
                let Some((low, high)) = ends(plot, row.index) else { continue };
                let places = vec![(low, middle), (high, middle)];
                let point = value(plot, 2, row.index);
                // behind a point the line is paler, so that the point is seen on it, and the line beside the point
                let line = if point.is_some() { muted(color) } else { color };
                chart.draw_series([Mark { places, shape: Shape::Interval(line, color) }])?;
                let shape = Shape::Marker(Marker::Disc, RADIUS, color);
                chart
                    .draw_series([Mark { places: point.map(|point| (point, middle)).into_iter().collect(), shape }])?;
            }
            Ok(())
        })
    }
}
