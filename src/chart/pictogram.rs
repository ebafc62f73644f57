//! `pictogram`: one mark a person. Only for counts: a mark cannot stand for a part of someone, nor for "about".

use super::canvas::{Pen, units};
use super::dress::mark_color;
use super::frame::{Area, Fault, Frame};
use super::labels::{Anchor, Block, Label, Lettering, Look, Placed, SIZE, VALUE_SIZE};
use super::limits::{Limits, count};
use super::marks::{Mark, Marker, Shape, Sign, sign};
use super::named_rows::{Row, order, rows};
use super::{Chart, Context, Plot, Refusal, Series, alt};
use crate::doc::Drawing;
use crate::locale::Locale;
use crate::page::{Color, Point, Rect};
use plotters::element::Polygon;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// More rows do not fit on a page.
const MOST_ROWS: usize = 20;
/// So many people in all can still be seen one by one.
pub(super) const MOST_MARKS: usize = 300;
/// A mark: its width and height.
const PERSON: (f32, f32) = (6.4, 13.0);
/// From one mark to the next.
const STEP: f32 = 8.2;
/// The further room behind every fifth and tenth mark, so that they can be counted.
const GROUPS: [(usize, f32); 2] = [(5, 2.2), (10, 3.0)];
/// From one line of marks to the next.
const LINE: f32 = 16.5;
/// From the names to the marks.
const NAME_GAP: f32 = 9.0;
/// From the last mark to the number.
const NUMBER_GAP: f32 = 6.0;
/// What the arrow of a minimum takes up.
const ARROW: f32 = 13.0;
/// Room between rows.
const ROW_GAP: f32 = 4.0;

/// One mark a person.
pub struct Pictogram;

impl Chart for Pictogram {
    fn name(&self) -> &'static str {
        "pictogram"
    }

    fn purpose(&self) -> &'static str {
        "shows each person of small counts as a mark of their own"
    }

    fn draw(&self, plot: &Plot, context: Context<'_>) -> Result<Drawing, Refusal> {
        Limits { kind: self.name(), places: MOST_ROWS, series: 1, negative: false }.check(plot)?;
        match plot.series.first() {
            Some(series) => People::lay_out(plot, series, context)?.paint(context),
            None => Err(Refusal::new("the chart has no column of values", "name a column in `y`")),
        }
    }

    fn describe(&self, plot: &Plot, locale: &Locale) -> String {
        alt::describe_sorted(&locale.chart.pictogram, plot, locale)
    }

    fn key(&self, plot: &Plot, context: Context<'_>) -> Option<String> {
        let words = &context.locale.chart;
        let more = plot.series.iter().any(|series| sign(series.bound) == Some(Sign::More));
        let arrow = more.then(|| words.arrow_key.clone());
        Some(
            std::iter::once(words.person_key.clone())
                .chain(arrow)
                .collect::<Vec<_>>()
                .join(&context.locale.citation.space),
        )
    }
}

/// How many marks a value has; refused where it is no small count.
fn marks(series: &Series, value: Decimal) -> Result<usize, Refusal> {
    const HELP: &str = "use `kind = \"horizontal-bar\"`, whose bars can carry that bound";
    if matches!(sign(series.bound), Some(Sign::Near | Sign::Less)) {
        return Err(Refusal::new(
            format!(
                "a `pictogram` chart shows each person as a mark, and the numbers of `{}` are not exact",
                series.name
            ),
            HELP,
        ));
    }
    let whole = value.fract().is_zero();
    value.to_usize().filter(|_| whole).ok_or_else(|| {
        Refusal::new(
            format!("a `pictogram` chart shows each person as a mark, and {value} is no whole number"),
            "use `kind = \"horizontal-bar\"`",
        )
    })
}

fn check_total(counts: &[Option<usize>]) -> Result<(), Refusal> {
    let total = counts.iter().flatten().fold(0_usize, |sum, count| sum.saturating_add(*count));
    if total > MOST_MARKS {
        return Err(Refusal::new(
            format!("a `pictogram` chart shows at most {MOST_MARKS} people one by one, and this data has {total}"),
            "use `kind = \"horizontal-bar\"`",
        ));
    }
    Ok(())
}

/// How far right of the first mark the mark of this index stands.
fn offset(index: usize) -> f32 {
    let groups = GROUPS.iter().map(|(size, room)| (index / size) as f32 * room);
    index as f32 * STEP + groups.sum::<f32>()
}

/// The marks of a row: where they stand, and of which colour.
struct Marks {
    places: Vec<Point>,
    color: Color,
    /// Where the arrow of a minimum begins.
    arrow: Option<Point>,
}

/// Rows with all their labels in place.
struct People {
    frame: Frame,
    marks: Vec<Marks>,
    labels: Vec<Placed>,
}

impl People {
    fn lay_out(plot: &Plot, series: &Series, context: Context<'_>) -> Result<Self, Refusal> {
        let value = |index: usize| series.values.get(index).copied().flatten();
        let counts = (0..count(&plot.x))
            .map(|index| value(index).map(|value| marks(series, value)).transpose())
            .collect::<Result<Vec<_>, _>>()?;
        check_total(&counts)?;
        let rows = rows(plot, &order(plot, counts.len(), value), context)?;
        let left = rows.iter().map(|row| row.name.width()).fold(0.0, f32::max) + NAME_GAP;
        let mut y = 1.0;
        let (mut all, mut labels) = (Vec::new(), Vec::new());
        for row in &rows {
            let text = number(plot, series, row, context)?;
            let count = counts.get(row.index).copied().flatten();
            let arrow = count.is_some() && sign(series.bound) == Some(Sign::More);
            let color = mark_color(plot.highlight, row.index, context.palette);
            let set = set_row(count.unwrap_or(0), arrow, &text, (left, y), context.width)?;
            let height = set.height.max(row.name.height());
            labels.extend(named_at(&row.name, left - NAME_GAP, y));
            labels.push(set.label);
            all.push(Marks { places: set.places, color, arrow: set.arrow });
            y += height + ROW_GAP;
        }
        let plot = Rect { x: left, y: 0.0, width: context.width - left, height: y };
        Ok(People { frame: Frame { width: context.width, height: y, plot }, marks: all, labels })
    }

    fn paint(self, context: Context<'_>) -> Result<Drawing, Refusal> {
        let People { frame, marks, labels } = self;
        frame.painted(context, labels, |area| {
            for row in &marks {
                row.places.iter().try_for_each(|at| draw_person(area, *at, row.color))?;
                if let Some(at) = row.arrow {
                    draw_arrow(area, at, row.color)?;
                }
            }
            Ok(())
        })
    }
}

/// A row of marks, set.
struct SetRow {
    places: Vec<Point>,
    arrow: Option<Point>,
    label: Placed,
    height: f32,
}

/// The name of a row whose marks begin at `top`: beside the first line of them.
fn named_at(name: &Block, right: f32, top: f32) -> Vec<Placed> {
    match name.lines.as_slice() {
        [_] => name.centered(right, top + PERSON.1 / 2.0, Anchor::Right),
        _ => name.placed(right, top, Anchor::Right),
    }
}

/// Sets marks on as many lines as they need, each line of full tens; the number stands behind the last mark.
fn set_row(count: usize, arrow: bool, text: &Label, (left, top): (f32, f32), width: f32) -> Result<SetRow, Refusal> {
    let reach = NUMBER_GAP + text.width() + if arrow { ARROW } else { 0.0 };
    let fits = |marks: usize| left + offset(marks.saturating_sub(1)) + PERSON.0 + reach <= width;
    // whole tens, so that lines stand one below the other
    let tens = (1..).map(|tens| tens * 10).take_while(|marks| fits(*marks)).last();
    let a_line = if fits(count) { count.max(1) } else { tens.unwrap_or(5) };
    if !fits(a_line.min(count.max(1))) {
        return Err(Refusal::new("the marks do not fit beside the names", "shorten the names in the data file"));
    }
    let place = |index: usize| Point { x: left + offset(index % a_line), y: top + (index / a_line) as f32 * LINE };
    let places: Vec<Point> = (0..count).map(place).collect();
    let end = places.last().map_or(Point { x: left, y: top }, |at| Point { x: at.x + PERSON.0, y: at.y });
    let middle = end.y + PERSON.1 / 2.0;
    let after = if arrow { ARROW } else { 0.0 };
    let gap = if count > 0 { NUMBER_GAP } else { 0.0 };
    let label = text.centered(end.x + gap + after, middle, Anchor::Left);
    let arrow = arrow.then_some(Point { x: end.x + 2.0, y: middle });
    let lines = count.div_ceil(a_line).max(1);
    Ok(SetRow { places, arrow, label, height: (lines - 1) as f32 * LINE + PERSON.1 })
}

/// The number as printed.
fn number(plot: &Plot, series: &Series, row: &Row, context: Context<'_>) -> Result<Label, Refusal> {
    let lettering = Lettering::new(context);
    match series.values.get(row.index).copied().flatten() {
        None => lettering.line(plot.options.absent(context.locale), Look::plain(SIZE, context.palette.grey)),
        Some(value) => {
            let text = context.locale.bounded(series.bound, &context.locale.number(&value));
            let set_off = plot.highlight == Some(row.index);
            let color = if set_off { context.palette.signal } else { context.palette.accent };
            lettering.line(&text, Look::strong(VALUE_SIZE, color))
        }
    }
}

/// A head and shoulders, the top left corner of their box at `at`.
fn draw_person(area: &Area<'_>, at: Point, color: Color) -> Result<(), Fault> {
    let (width, height) = PERSON;
    let radius = width * 0.29;
    let head = Point { x: at.x + width / 2.0, y: at.y + radius };
    let shape = Shape::Marker(Marker::Disc, radius, color);
    area.draw(&Mark { places: vec![(units(head.x), units(head.y))], shape })?;
    let neck = at.y + 2.0 * radius + 0.7;
    // shoulders with cut corners, tapering to the feet
    let outline = [
        (0.10, 0.12),
        (0.24, 0.0),
        (0.76, 0.0),
        (0.90, 0.12),
        (0.90, 0.55),
        (0.72, 0.58),
        (0.70, 1.0),
        (0.30, 1.0),
        (0.28, 0.58),
        (0.10, 0.55),
    ];
    let body = at.y + height - neck;
    let points: Vec<(i32, i32)> =
        outline.iter().map(|(x, y)| (units(at.x + x * width), units(neck + y * body))).collect();
    area.draw(&Polygon::new(points, super::frame::fill_style(color)))
}

/// An arrow to the right: this many or more.
fn draw_arrow(area: &Area<'_>, at: Point, color: Color) -> Result<(), Fault> {
    let place = |x: f32, y: f32| (units(at.x + x), units(at.y + y));
    let shaft = Shape::Line(Pen { color, width: 1.1, dash: &[] });
    area.draw(&Mark { places: vec![place(1.0, 0.0), place(9.0, 0.0)], shape: shaft })?;
    let head = vec![place(12.0, 0.0), place(8.0, -2.3), place(8.0, 2.3)];
    area.draw(&Polygon::new(head, super::frame::fill_style(color)))
}
