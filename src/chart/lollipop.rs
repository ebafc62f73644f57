//! `lollipop`: one value a row as a dot at the end of a thin line from zero, which weighs less on the page than a bar.

use super::bar::tick_labels;
use super::canvas::Pen;
use super::dress::mark_color;
use super::frame::{Frame, axis_line, blanks, rules};
use super::horizontal_bar::rule_areas;
use super::labels::{Anchor, Label, Lettering, Look, Placed, SIZE, VALUE_SIZE};
use super::legend::{Dress, RADIUS, shapes};
use super::limits::{Limits, count};
use super::marks::{Mark, Marker, Shape};
use super::named_rows::{MOST_ROWS, Room, Row, frame, names_right, order, placed_name, rows, tick_row};
use super::scale::ValueScale;
use super::{Chart, Context, Plot, Refusal, Series, alt};
use crate::doc::Drawing;
use crate::locale::Locale;
use crate::page::Rect;
use crate::spec::Bound;
use rust_decimal::Decimal;

/// From the middle of the dot to its value.
const VALUE_GAP: f32 = RADIUS + 3.5;
/// The thickness of the line from zero.
const STEM: f32 = 1.4;

/// Dots at the ends of lines.
pub struct Lollipop;

impl Chart for Lollipop {
    fn name(&self) -> &'static str {
        "lollipop"
    }

    fn purpose(&self) -> &'static str {
        "compares counts of categories with long names where bars would be too heavy"
    }

    fn draw(&self, plot: &Plot, context: Context<'_>) -> Result<Drawing, Refusal> {
        Limits { kind: self.name(), places: MOST_ROWS, series: 1, negative: true }.check(plot)?;
        match plot.series.first() {
            Some(series) => Sticks::lay_out(plot, series, context)?.paint(plot, series, context),
            None => Err(Refusal::new("the chart has no column of values", "name a column in `y`")),
        }
    }

    fn describe(&self, plot: &Plot, locale: &Locale) -> String {
        alt::describe_sorted(&locale.chart.lollipop, plot, locale)
    }

    fn key(&self, plot: &Plot, context: Context<'_>) -> Option<String> {
        alt::points_key(plot, context.locale, false)
    }
}

/// Rows with all their labels in place.
struct Sticks {
    rows: Vec<Row>,
    scale: ValueScale,
    frame: Frame,
    labels: Vec<Placed>,
    values: Vec<Rect>,
}

fn value_of(series: &Series, index: usize) -> Option<Decimal> {
    series.values.get(index).copied().flatten()
}

/// The value of a row as printed, or that there is none.
fn text(plot: &Plot, series: &Series, index: usize, context: Context<'_>) -> Result<Label, Refusal> {
    let lettering = Lettering::new(context);
    let Some(value) = value_of(series, index) else {
        return lettering.line(plot.options.absent(context.locale), Look::plain(SIZE, context.palette.grey));
    };
    let look = if plot.highlight == Some(index) {
        Look::bold(VALUE_SIZE, context.palette.signal)
    } else {
        Look::strong(VALUE_SIZE, context.palette.accent)
    };
    lettering.line(&alt::marked(series.bound, &value, context.locale), look)
}

/// What stands beside the dot of a row: its value away from zero.
fn room(value: Option<Decimal>, label: &Label, scale: &ValueScale) -> Room {
    let far = VALUE_GAP + label.width();
    match value {
        Some(value) if is_below_zero(value) => Room { value, left: far, right: RADIUS },
        Some(value) => Room { value, left: RADIUS, right: far },
        None => Room { value: scale.base(), left: 0.0, right: far },
    }
}

fn is_below_zero(value: Decimal) -> bool {
    value.is_sign_negative() && !value.is_zero()
}

impl Sticks {
    fn lay_out(plot: &Plot, series: &Series, context: Context<'_>) -> Result<Self, Refusal> {
        let values: Vec<Decimal> = series.values.iter().flatten().copied().collect();
        let scale = ValueScale::with_zero(&values).ended(&values);
        let order = order(plot, count(&plot.x), |index| value_of(series, index));
        let rows = rows(plot, &order, context)?;
        let texts = rows.iter().map(|row| text(plot, series, row.index, context)).collect::<Result<Vec<_>, _>>()?;
        let rooms: Vec<Room> =
            rows.iter().zip(&texts).map(|(row, label)| room(value_of(series, row.index), label, &scale)).collect();
        let ticks = tick_labels(&scale, context)?;
        let frame = frame(&rows, &rooms, &ticks, &scale, 0.0, context)?;
        let right = names_right(&rows, &frame, &rooms, &scale);
        let mut labels = tick_row(&ticks, &scale, &frame, context);
        let mut values = Vec::new();
        for ((row, label), room) in rows.iter().zip(&texts).zip(&rooms) {
            labels.extend(placed_name(row, &frame, right));
            let middle = frame.plot.y + row.middle;
            let x = frame.x(&scale, room.value);
            let placed = if is_below_zero(room.value) {
                label.centered(x - VALUE_GAP, middle, Anchor::Right)
            } else {
                label.centered(x + VALUE_GAP, middle, Anchor::Left)
            };
            values.push(placed.area);
            labels.push(placed);
        }
        Ok(Sticks { rows, scale, frame, labels, values })
    }

    fn paint(self, plot: &Plot, series: &Series, context: Context<'_>) -> Result<Drawing, Refusal> {
        let Sticks { rows, scale, frame, labels, values } = self;
        let palette = context.palette;
        frame.painted(context, labels, |area| {
            let depth = f64::from(frame.plot.height);
            let mut chart = frame.lying(area, &scale, depth..0.0)?;
            rules(&mut chart, palette.hairline, false)?;
            blanks(area, &values, &rule_areas(&frame, &scale))?;
            for row in &rows {
                let Some(value) = value_of(series, row.index) else { continue };
                let (middle, color) = (f64::from(row.middle), mark_color(plot.highlight, row.index, palette));
                let pen = Pen { color, width: STEM, dash: &[] };
                let places = vec![(scale.base(), middle), (value, middle)];
                chart.draw_series([Mark { places, shape: Shape::Line(pen) }])?;
                let dress = Dress { color, marker: Marker::Disc, hollow: series.bound == Bound::About };
                for shape in shapes(dress, RADIUS) {
                    chart.draw_series([Mark { places: vec![(value, middle)], shape }])?;
                }
            }
            chart.draw_series([axis_line((scale.base(), 0.0), (scale.base(), depth), palette.ink)])?;
            Ok(())
        })
    }
}
