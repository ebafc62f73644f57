//! `dot-range`: what each source says, one row a source, for figures whose sources disagree. It shows the statements side by
//! side and makes nothing of them: no total, no mean.

use super::bar::tick_labels;
use super::frame::{Fault, Frame, Lying, axis_line, blanks, rules};
use super::horizontal_bar::{rule_areas, thinned};
use super::labels::{Anchor, Block, Label, Lettering, Look, Placed, SIZE, SMALL_SIZE, VALUE_SIZE};
use super::limits::check_size;
use super::marks::{INTERVAL_TICK, Mark, Marker, POINT, Shape, Sign, sign};
use super::named_rows::name_lines;
use super::scale::ValueScale;
use super::{Chart, Context, Palette, Plot, Refusal, Said, Statement, alt};
use crate::doc::Drawing;
use crate::locale::Locale;
use crate::page::{Color, Rect};
use crate::spec::Bound;
use rust_decimal::Decimal;

/// More rows than this do not fit on a page with their caption and the table that explains them.
const MOST_ROWS: usize = 25;
/// A row whose texts stand on one line.
const ROW: f32 = 18.0;
/// The room between rows with texts of several lines.
const ROW_GAP: f32 = 7.0;
/// The part of the width that names take up, at most.
const NAMES_SHARE: f32 = 0.42;
/// From the names to the axis.
const NAME_GAP: f32 = 9.0;
/// The same where an arrow to the left begins near zero.
const ARROW_GAP: f32 = 16.0;
/// From a mark to what it says.
const LABEL_GAP: f32 = 5.0;
/// From the axis to the words of a source that gives no number, and to a text that stands left of its mark.
const AXIS_GAP: f32 = 5.0;
/// The part of its room that a line of words fills, at most: set as one it can be a little wider than its words.
const WORDS_SHARE: f32 = 0.97;
/// The length of an arrow.
const ARROW: f32 = 19.0;
/// The length of an arrow to the left that begins near zero: it ends at zero unless it would be shorter than this.
const SHORT_ARROW: f32 = 10.5;
/// The axis is not shorter than this.
const LEAST_AXIS: f32 = 72.0;
/// From the last row to the labels of the ticks.
const TICK_GAP: f32 = 3.0;
/// Room above the first and below the last row.
const MARGIN: f32 = 1.0;

/// What each source says.
pub struct DotRange;

impl Chart for DotRange {
    fn name(&self) -> &'static str {
        "dot-range"
    }

    fn purpose(&self) -> &'static str {
        "shows what each source says of a figure on which sources disagree"
    }

    fn draw(&self, plot: &Plot, context: Context<'_>) -> Result<Drawing, Refusal> {
        check(plot)?;
        Rows::lay_out(&ordered(plot), context)?.paint(context)
    }

    fn describe(&self, plot: &Plot, locale: &Locale) -> String {
        alt::describe_statements(plot, &ordered(plot), locale)
    }

    fn key(&self, plot: &Plot, context: Context<'_>) -> Option<String> {
        alt::statements_key(&plot.statements, context.locale)
    }
}

/// The numbers that a source gives.
fn numbers(said: Said) -> impl Iterator<Item = Decimal> {
    let (first, second) = match said {
        Said::Number(number, _) => (Some(number), None),
        Said::Between(low, high) => (Some(low), Some(high)),
        Said::Words => (None, None),
    };
    first.into_iter().chain(second)
}

fn check(plot: &Plot) -> Result<(), Refusal> {
    const TABLE: &str = "print the figure as a table: `[tables.…]` with `figures`";
    let statements = &plot.statements;
    if !plot.series.is_empty() {
        return Err(Refusal::new(
            "a `dot-range` chart is drawn from a figure, not from data",
            "name the figure in `figure`, and delete `data`, `x` and `y`",
        ));
    }
    if statements.len() < 2 {
        return Err(Refusal::new(
            "a `dot-range` chart shows where sources disagree, and the figure has fewer than two estimates",
            "a figure with one number needs no chart; print it in a sentence",
        ));
    }
    if statements.len() > MOST_ROWS {
        let rows = statements.len();
        let message =
            format!("a `dot-range` chart shows at most {MOST_ROWS} sources legibly, and the figure has {rows}");
        return Err(Refusal::new(message, TABLE));
    }
    let given: Vec<Decimal> = statements.iter().flat_map(|statement| numbers(statement.said)).collect();
    if given.is_empty() {
        return Err(Refusal::new("no source of the figure gives a number", TABLE));
    }
    for number in given {
        check_size(&number, TABLE)?;
        if number.is_sign_negative() && !number.is_zero() {
            let message = format!("a `dot-range` chart cannot show the negative value {number}");
            return Err(Refusal::new(message, TABLE));
        }
    }
    Ok(())
}

/// The statements in the order in which they are shown: as given, or the largest number first and words last. Equal ones
/// stay in the order of the figure.
fn ordered(plot: &Plot) -> Vec<&Statement> {
    let mut shown: Vec<&Statement> = plot.statements.iter().collect();
    if plot.sort_by_value {
        shown.sort_by_key(|statement| std::cmp::Reverse(numbers(statement.said).max()));
    }
    shown
}

/// A row.
struct Row {
    said: Said,
    name: Block,
    /// What the source says: one line beside a mark, or words on as many as they need.
    text: Block,
    /// Its middle, from the top of the plot.
    middle: f32,
    /// What it takes up.
    height: f32,
}

/// Whether an arrow to the left may end left of zero.
fn crosses_zero(said: Said, scale: &ValueScale) -> bool {
    match said {
        Said::Number(number, bound) => {
            sign(bound) == Some(Sign::Less) && scale.share(number) as f32 * LEAST_AXIS < SHORT_ARROW
        }
        _ => false,
    }
}

/// Where the text of a row stands.
#[derive(Clone, Copy)]
enum Beside {
    /// Right of this place.
    Right(f32),
    /// Left of this place.
    Left(f32),
}

impl Row {
    /// Where its mark begins and ends; none for words, which have no mark.
    fn extent(&self, scale: &ValueScale, frame: &Frame) -> Option<(f32, f32)> {
        match self.said {
            Said::Words => None,
            Said::Between(low, high) => {
                let half = INTERVAL_TICK / 2.0;
                Some((frame.x(scale, low) - half, frame.x(scale, high) + half))
            }
            Said::Number(number, bound) => {
                let x = frame.x(scale, number);
                let arrow = arrow(bound, x - frame.plot.x).unwrap_or_default();
                Some(((x - POINT).min(x + arrow), (x + POINT).max(x + arrow)))
            }
        }
    }

    /// Right of the mark, or left of it where there is no room at its right; none where there is none at all.
    fn beside(&self, scale: &ValueScale, frame: &Frame) -> Option<Beside> {
        let axis = frame.plot.x;
        let Some((left, right)) = self.extent(scale, frame) else { return Some(Beside::Right(axis + AXIS_GAP)) };
        if right + LABEL_GAP + self.text.width() <= frame.width {
            Some(Beside::Right(right + LABEL_GAP))
        } else if left - LABEL_GAP - self.text.width() >= axis + AXIS_GAP && right <= frame.width {
            Some(Beside::Left(left - LABEL_GAP))
        } else {
            None
        }
    }
}

/// The length of the arrow of a bound at a point so far right of zero; none where it has no arrow. To the left it is
/// negative.
fn arrow(bound: Bound, from_zero: f32) -> Option<f32> {
    match sign(bound)? {
        Sign::More => Some(ARROW),
        Sign::Less => Some(-from_zero.clamp(SHORT_ARROW, ARROW)),
        Sign::Near => None,
    }
}

/// Rows with all their texts in place.
struct Rows {
    rows: Vec<Row>,
    scale: ValueScale,
    frame: Frame,
    labels: Vec<Placed>,
    /// What the lines of the grid do not cross.
    texts: Vec<Rect>,
}

impl Rows {
    fn lay_out(shown: &[&Statement], context: Context<'_>) -> Result<Self, Refusal> {
        let given: Vec<Decimal> = shown.iter().flat_map(|statement| numbers(statement.said)).collect();
        let scale = ValueScale::with_zero(&given).ended(&given);
        let ticks = tick_labels(&scale, context)?;
        let names: Vec<Block> =
            shown.iter().map(|statement| name(&statement.source, context)).collect::<Result<_, _>>()?;
        let first_tick = ticks.first().map_or(0.0, Label::width) / 2.0;
        let gap = if shown.iter().any(|statement| crosses_zero(statement.said, &scale)) { ARROW_GAP } else { NAME_GAP };
        let left = (names.iter().map(Block::width).fold(0.0, f32::max) + gap).max(first_tick);
        let rows = rows(shown, names, context.width - left - AXIS_GAP, context)?;
        let frame = frame(&rows, &scale, left, ticks.last().map_or(0.0, Label::width) / 2.0, context)?;
        let plot = frame.plot;
        let baseline = plot.y + plot.height + TICK_GAP + Look::plain(SIZE, context.palette.grey).ascent();
        let mut labels = thinned(&ticks, &scale, &frame, baseline);
        let mut texts = Vec::new();
        for row in &rows {
            let middle = plot.y + row.middle;
            labels.extend(row.name.centered(plot.x - gap, middle, Anchor::Right));
            let (x, anchor) = match row.beside(&scale, &frame).ok_or_else(no_room)? {
                Beside::Right(x) => (x, Anchor::Left),
                Beside::Left(x) => (x, Anchor::Right),
            };
            let placed = row.text.centered(x, middle, anchor);
            texts.extend(placed.iter().map(|line| line.area));
            labels.extend(placed);
        }
        Ok(Rows { rows, scale, frame, labels, texts })
    }

    fn paint(self, context: Context<'_>) -> Result<Drawing, Refusal> {
        let Rows { rows, scale, frame, labels, texts } = self;
        let palette = context.palette;
        frame.painted(context, labels, |area| {
            let depth = f64::from(frame.plot.height);
            // Downwards: the first row stands at the top.
            let mut chart = frame.lying(area, &scale, depth..0.0)?;
            rules(&mut chart, palette.hairline, false)?;
            blanks(area, &texts, &rule_areas(&frame, &scale))?;
            chart.draw_series([axis_line((scale.base(), 0.0), (scale.base(), depth), palette.ink)])?;
            for row in &rows {
                draw_mark(&mut chart, row, &scale, &frame, palette)?;
            }
            Ok(())
        })
    }
}

fn draw_mark(
    chart: &mut Lying<'_>,
    row: &Row,
    scale: &ValueScale,
    frame: &Frame,
    palette: &Palette,
) -> Result<(), Fault> {
    let middle = f64::from(row.middle);
    let color = palette.accent;
    let mut draw = |places: Vec<(Decimal, f64)>, shape: Shape| {
        chart.draw_series([Mark { places, shape }])?;
        Ok(())
    };
    match row.said {
        Said::Words => Ok(()),
        Said::Between(low, high) => draw(vec![(low, middle), (high, middle)], Shape::Interval(color, color)),
        Said::Number(number, bound) => {
            let at = vec![(number, middle)];
            if let Some(length) = arrow(bound, frame.x(scale, number) - frame.plot.x) {
                draw(at.clone(), Shape::Arrow(length, color))?;
            }
            draw(at.clone(), Shape::Marker(Marker::Disc, POINT, color))?;
            if bound == Bound::About {
                draw(at, Shape::Marker(Marker::Disc, POINT - HOLLOW, Color::WHITE))?;
            }
            Ok(())
        }
    }
}

/// The thickness of the line of a hollow dot.
const HOLLOW: f32 = 1.2;

/// The name of a source, on several lines where it must be.
fn name(source: &str, context: Context<'_>) -> Result<Block, Refusal> {
    for size in [SIZE, SMALL_SIZE] {
        let look = Look::plain(size, context.palette.ink);
        if let Some(lines) = name_lines(source, look, context.width * NAMES_SHARE, context)? {
            return Ok(Block { lines });
        }
    }
    Err(Refusal::new(
        format!("the name of the source `{source}` is too long for the chart"),
        "give the source a short `title_short`",
    ))
}

/// The rows, each as high as its texts need.
fn rows(shown: &[&Statement], names: Vec<Block>, measure: f32, context: Context<'_>) -> Result<Vec<Row>, Refusal> {
    let mut rows = Vec::new();
    let mut top = MARGIN;
    for (statement, name) in shown.iter().zip(names) {
        let text = text(statement, measure, context)?;
        let several = name.lines.len() > 1 || text.lines.len() > 1;
        let height = if several { name.height().max(text.height()) + ROW_GAP } else { ROW };
        rows.push(Row { said: statement.said, name, text, middle: top + height / 2.0, height });
        top += height;
    }
    Ok(rows)
}

/// What a source says: a number on one line, words on as many as the measure asks for.
fn text(statement: &Statement, measure: f32, context: Context<'_>) -> Result<Block, Refusal> {
    let lettering = Lettering::new(context);
    let printed = &statement.printed;
    if statement.said != Said::Words {
        let look = Look::strong(VALUE_SIZE, context.palette.accent);
        return Ok(Block { lines: vec![lettering.line(printed, look)?] });
    }
    // Not in the dress of numbers: what has no mark must not be read as the label of one at zero.
    let look = Look::plain(VALUE_SIZE, context.palette.ink);
    match lettering.wrapped(printed, look, measure * WORDS_SHARE)? {
        Some(lines) => Ok(Block { lines }),
        None => Err(Refusal::new(
            format!("the words {printed} are too long for the chart"),
            "quote fewer of them in `words`, and say the rest in `basis`",
        )),
    }
}

/// The plot right of the names: as wide as it can be with each text beside its mark. `last_tick` is half the width of the
/// label of the last tick.
fn frame(rows: &[Row], scale: &ValueScale, left: f32, last_tick: f32, context: Context<'_>) -> Result<Frame, Refusal> {
    let tick_look = Look::plain(SIZE, context.palette.grey);
    let depth = rows.iter().map(|row| row.height).sum::<f32>() + 2.0 * MARGIN;
    let height = depth + TICK_GAP + tick_look.ascent() + tick_look.descent();
    let of_width =
        |width: f32| Frame { width: context.width, height, plot: Rect { x: left, y: 0.0, width, height: depth } };
    let mut frame = of_width(context.width - left - last_tick);
    // A row without room gets it at the right of its mark. It keeps it, as the plot only ever becomes narrower; so this
    // ends when each row had its turn.
    for _ in 0..=rows.len() {
        if frame.plot.width < LEAST_AXIS {
            return Err(no_room());
        }
        let Some(row) = rows.iter().find(|row| row.beside(scale, &frame).is_none()) else { return Ok(frame) };
        let value = numbers(row.said).max().unwrap_or(scale.base());
        let share = scale.share(value) as f32;
        let end = row.extent(scale, &frame).map_or(0.0, |(_, right)| right - frame.x(scale, value));
        // A hair less, so that rounding does not ask again.
        let free = context.width - left - end - LABEL_GAP - row.text.width() - 0.01;
        if share <= 0.0 {
            return Err(no_room());
        }
        frame = of_width((free / share).min(frame.plot.width));
    }
    Err(no_room())
}

fn no_room() -> Refusal {
    Refusal::new(
        "the numbers do not fit beside the names of the sources",
        "give the sources shorter names in `title_short`, or print the figure as a table",
    )
}
