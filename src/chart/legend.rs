//! How the series of a chart of points differ, by marker and tone and not by colour alone, and the line above the plot that
//! names them.

use super::canvas::{Pen, units};
use super::frame::{Area, Fault};
use super::labels::{Anchor, Label, Lettering, Look, Placed, SIZE, SMALL_SIZE};
use super::marks::{Mark, Marker, Shape};
use super::{Context, Palette, Plot, Refusal, Series};
use crate::page::{Color, Point};
use crate::spec::Bound;

/// The radius of a marker.
pub(super) const RADIUS: f32 = 3.1;
/// The thickness of the line of a hollow marker.
const HOLLOW: f32 = 1.2;
/// From a marker to the name of its series.
const NAME_GAP: f32 = 4.0;
/// The part of its room that a line of words fills, at most: set as one it can be a little wider than its words.
pub(super) const WORDS_SHARE: f32 = 0.97;
/// From one name to the next.
const SPACE: f32 = 14.0;
/// Above the names: a marker reaches higher than a letter.
const ABOVE: f32 = 1.2;
/// Below the names.
const BELOW: f32 = 5.0;

/// How a series is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Dress {
    /// Its colour.
    pub(super) color: Color,
    /// Its marker.
    pub(super) marker: Marker,
    /// Whether only its outline is drawn: an approximate number.
    pub(super) hollow: bool,
}

/// How the series of this index is drawn.
pub(super) fn dress(index: usize, bound: Bound, palette: &Palette) -> Dress {
    let (color, marker) = match index {
        0 => (palette.accent, Marker::Disc),
        1 => (palette.signal, Marker::Diamond),
        2 => (palette.grey, Marker::Square),
        _ => (palette.ink, Marker::Triangle),
    };
    Dress { color, marker, hollow: bound == Bound::About }
}

/// The marks of a value, the outline first: two shapes for a hollow one.
pub(super) fn shapes(dress: Dress, radius: f32) -> Vec<Shape> {
    let mut shapes = vec![Shape::Marker(dress.marker, radius, dress.color)];
    if dress.hollow {
        shapes.push(Shape::Marker(dress.marker, radius - HOLLOW, Color::WHITE));
    }
    shapes
}

/// The names of the series with their markers, above the plot; as many lines as they need.
pub(super) struct Legend {
    /// The names.
    pub(super) labels: Vec<Placed>,
    marks: Vec<(Point, Dress)>,
    /// What it takes up, the room below included; 0 where there is one series, which the caption names.
    pub(super) height: f32,
}

/// The name of a series; with its bound, where that is not exact, as not each of its points can say so.
pub(super) fn series_name(series: &Series, context: Context<'_>) -> String {
    match context.locale.bound_word(series.bound) {
        Some(word) => format!("{} ({word})", series.name),
        None => series.name.clone(),
    }
}

impl Legend {
    /// The names of the series of a plot; nothing where it has only one.
    pub(super) fn lay_out(plot: &Plot, context: Context<'_>) -> Result<Self, Refusal> {
        if plot.series.len() < 2 {
            return Ok(Legend { labels: Vec::new(), marks: Vec::new(), height: 0.0 });
        }
        let (mut labels, mut marks) = (Vec::new(), Vec::new());
        let line = Look::plain(SIZE, context.palette.ink).leading() + 1.5;
        let (mut x, mut y) = (0.0_f32, ABOVE + Look::plain(SIZE, context.palette.ink).ascent());
        for (index, series) in plot.series.iter().enumerate() {
            let measure = (context.width - 2.0 * RADIUS - NAME_GAP) * WORDS_SHARE;
            let lines = name_lines(&series_name(series, context), measure, context)?;
            let width = 2.0 * RADIUS + NAME_GAP + lines.iter().map(Label::width).fold(0.0, f32::max);
            if x > 0.0 && x + width > context.width {
                (x, y) = (0.0, y + line);
            }
            let middle = y - lines.first().map_or(0.0, |line| line.look().cap_height()) / 2.0;
            marks.push((Point { x: x + RADIUS * 1.3, y: middle }, dress(index, series.bound, context.palette)));
            let several = lines.len() > 1;
            for (number, label) in lines.iter().enumerate() {
                y += if number > 0 { line } else { 0.0 };
                labels.push(label.placed(x + 2.0 * RADIUS + NAME_GAP, y, Anchor::Left));
            }
            (x, y) = if several { (0.0, y + line) } else { (x + width + SPACE, y) };
        }
        let last = labels.last().map_or(0.0, |label| label.area.y + label.area.height);
        Ok(Legend { labels, marks, height: last + BELOW })
    }

    /// Names that need no markers, as they stand above those of the plot.
    pub(super) fn of_names(labels: Vec<Placed>, height: f32) -> Self {
        Legend { labels, marks: Vec::new(), height }
    }

    /// Draws the markers.
    pub(super) fn draw(&self, area: &Area<'_>) -> Result<(), Fault> {
        for (at, dress) in &self.marks {
            for shape in shapes(*dress, RADIUS) {
                area.draw(&Mark { places: vec![(units(at.x), units(at.y))], shape })?;
            }
        }
        Ok(())
    }
}

/// A name on one line, or on several where it is longer than the drawing is wide.
fn name_lines(name: &str, measure: f32, context: Context<'_>) -> Result<Vec<Label>, Refusal> {
    let lettering = Lettering::new(context);
    for size in [SIZE, SMALL_SIZE] {
        if let Some(lines) = lettering.wrapped(name, Look::plain(size, context.palette.ink), measure)? {
            return Ok(lines);
        }
    }
    Err(Refusal::new(
        format!("the name `{name}` is too long to stand above the chart"),
        "give the series a shorter `label` in `y`",
    ))
}

/// A line between two places of the canvas, in points.
pub(super) fn draw_line(area: &Area<'_>, from: Point, to: Point, pen: &Pen) -> Result<(), Fault> {
    let places = [from, to].map(|at| (units(at.x), units(at.y))).to_vec();
    area.draw(&Mark { places, shape: Shape::Line(pen.clone()) })
}
