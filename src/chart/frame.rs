//! The frame of a drawing: where the plot stands in it, plotters' coordinates inside the plot, and the order of painting.

use super::canvas::{Canvas, Pen, Undrawable, units};
use super::labels::{Lettering, Placed, overlap, padded};
use super::marks::{Mark, Shape};
use super::scale::ValueScale;
use super::{Context, Refusal};
use crate::doc::Drawing;
use crate::page::{Color, Point, Rect};
use plotters::chart::{ChartBuilder, ChartContext};
use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::ranged1d::{Ranged, ValueFormatter};
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::Rectangle;
use plotters::style::{Color as _, RGBColor, ShapeStyle};
use rust_decimal::Decimal;
use std::fmt::Debug;
use std::ops::Range;

/// The width of the lines of the grid.
const HAIRLINE: f32 = 0.4;
/// How strong their colour is: they stand behind the data.
const HAIRLINE_STRENGTH: f64 = 0.6;
/// Room above the highest label, between it and the caption.
pub(super) const HEAD: f32 = 3.0;
/// The width of the line at zero.
const AXIS_LINE: f32 = 0.8;

/// What can go wrong inside plotters.
pub(super) type Fault = DrawingAreaErrorKind<Undrawable>;
/// The canvas, in its own units.
pub(super) type Area<'a> = DrawingArea<Canvas<'a>, Shift>;
/// A chart on the canvas.
pub(super) type Chart<'a, X, Y> = ChartContext<'a, Canvas<'a>, Cartesian2d<X, Y>>;
/// Places from left to right, values upwards.
pub(super) type Upright<'a> = Chart<'a, RangedCoordf64, ValueScale>;
/// Values from left to right, places downwards.
pub(super) type Lying<'a> = Chart<'a, ValueScale, RangedCoordf64>;

/// Where the plot stands in a drawing, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    /// The width of the drawing.
    pub(super) width: f32,
    /// Its height.
    pub(super) height: f32,
    /// Where the marks stand.
    pub(super) plot: Rect,
}

impl Frame {
    /// The height of a value on an axis that rises.
    pub(super) fn y(&self, scale: &ValueScale, value: Decimal) -> f32 {
        self.plot.y + self.plot.height * (1.0 - scale.share(value) as f32)
    }

    /// The place of a value on an axis that runs to the right.
    pub(super) fn x(&self, scale: &ValueScale, value: Decimal) -> f32 {
        self.plot.x + self.plot.width * scale.share(value) as f32
    }

    /// The lower end of the line at the base of an axis that runs to the right.
    pub(super) fn foot(&self, scale: &ValueScale) -> Point {
        Point { x: self.x(scale, scale.base()), y: self.plot.y + self.plot.height }
    }

    /// The chart inside the plot.
    pub(super) fn upright<'a>(&self, area: &Area<'a>, x: Range<f64>, y: &ValueScale) -> Result<Upright<'a>, Fault> {
        self.builder(area).build_cartesian_2d(x, y.clone())
    }

    /// The chart inside the plot.
    pub(super) fn lying<'a>(&self, area: &Area<'a>, x: &ValueScale, y: Range<f64>) -> Result<Lying<'a>, Fault> {
        self.builder(area).build_cartesian_2d(x.clone(), y)
    }

    /// Plotters takes the last unit off each side that a range has; the margins give it back.
    fn builder<'a, 'b>(&self, area: &'b Area<'a>) -> ChartBuilder<'b, 'b, Canvas<'a>> {
        let right = units(self.width) - units(self.plot.x + self.plot.width);
        let bottom = units(self.height) - units(self.plot.y + self.plot.height);
        let mut builder = ChartBuilder::on(area);
        builder
            .margin_left(units(self.plot.x))
            .margin_top(units(self.plot.y))
            .margin_right((right - 1).max(0))
            .margin_bottom((bottom - 1).max(0));
        builder
    }

    /// Paints the marks, then the labels in reading order. Here, and nowhere in the kinds, a chart is mirrored where its
    /// language runs from right to left: the canvas turns the marks, and each label moves to the other side.
    pub(super) fn painted(
        &self,
        context: Context<'_>,
        labels: Vec<Placed>,
        marks: impl FnOnce(&Area<'_>) -> Result<(), Fault>,
    ) -> Result<Drawing, Refusal> {
        let mut items = Vec::new();
        {
            let size = (self.width, self.height);
            let canvas = Canvas::new(size, context.locale.rtl(), Lettering::new(context), &mut items);
            marks(&canvas.into_drawing_area()).map_err(refused)?;
        }
        let turned = |label: Placed| if context.locale.rtl() { label.mirrored(self.width) } else { label };
        items.extend(labels.into_iter().flat_map(|label| turned(label).items));
        Ok(Drawing { width: self.width, height: self.height, items })
    }
}

fn refused(fault: Fault) -> Refusal {
    Refusal::new(format!("the chart could not be drawn: {fault}"), "print the data as a table with `[tables.…]`")
}

/// Hairlines at the ticks of the values: across an upright chart.
pub(super) fn rules<X, Y>(chart: &mut Chart<'_, X, Y>, color: Color, upright: bool) -> Result<(), Fault>
where
    X: Ranged + ValueFormatter<X::ValueType>,
    Y: Ranged + ValueFormatter<Y::ValueType>,
    X::ValueType: Debug,
    Y::ValueType: Debug,
{
    let mut mesh = chart.configure_mesh();
    if upright {
        mesh.disable_x_mesh();
    } else {
        mesh.disable_y_mesh();
    }
    let faint = RGBColor(color.r, color.g, color.b).mix(HAIRLINE_STRENGTH);
    let style = ShapeStyle::from(&faint).stroke_width(units(HAIRLINE).unsigned_abs());
    mesh.disable_axes().set_all_tick_mark_size(0).bold_line_style(style).light_line_style(style).draw()
}

/// The line at zero, over the whole chart.
pub(super) fn axis_line<C>(from: C, to: C, color: Color) -> Mark<C> {
    Mark { places: vec![from, to], shape: Shape::Line(Pen { color, width: AXIS_LINE, dash: &[] }) }
}

/// White behind each label that a line of the grid would cross.
pub(super) fn blanks(area: &Area<'_>, labels: &[Rect], rules: &[Rect]) -> Result<(), Fault> {
    for label in labels.iter().filter(|label| rules.iter().any(|rule| overlap(**label, *rule))) {
        let room = padded(*label, 1.0, 0.0);
        let corners = [(units(room.x), units(room.y)), (units(room.x + room.width), units(room.y + room.height))];
        area.draw(&Rectangle::new(corners, fill_style(Color::WHITE)))?;
    }
    Ok(())
}

/// A filled shape.
pub(super) fn fill_style(color: Color) -> ShapeStyle {
    ShapeStyle::from(&RGBColor(color.r, color.g, color.b)).filled()
}
