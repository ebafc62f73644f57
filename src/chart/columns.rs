//! Standing bars of several series: side by side, on top of each other, or as shares of the whole.

use super::above::{Above, dashed};
use super::bar::{NO_VALUE, rule_areas, tick_labels_of};
use super::beside::{self, Beside, Settled};
use super::canvas::units;
use super::dress::{dress, text_on, tint};
use super::frame::{Area, Fault, Frame, HEAD, Upright, axis_line, blanks, rules};
use super::hatch::Fill;
use super::key_row::KeyRow;
use super::labels::{Anchor, Block, Label, Lettering, Look, Placed, SIZE, SMALL_SIZE, SPACE, widest};
use super::marks::{Mark, Shape, sign};
use super::places::{Names, PlaceLabels, inside};
use super::scale::ValueScale;
use super::stack::{self, Pile};
use super::tips::{Tip, Values, draw_tip};
use super::{Context, Layout, Plot, Refusal, alt, breaks};
use crate::doc::Drawing;
use crate::page::{Color, Rect};
use rust_decimal::Decimal;

/// From the lowest to the highest tick: 52 mm.
pub(super) const PLOT_HEIGHT: f32 = 147.0;
/// The part of its place that a group of bars fills.
const FILLED: f32 = 0.78;
/// The thickness of a bar, at most.
const THICKEST: f32 = 34.0;
/// The thickness of a bar, at least: thinner ones could not be told apart.
const THINNEST: f32 = 3.0;
/// From the middle of one place to the next, at most, where its bars need no more.
const WIDEST: f32 = 96.0;
/// From this part of the width on, the plot takes all of it.
const NEARLY_ALL: f32 = 0.75;
/// From the tick labels to the plot.
const TICK_GAP: f32 = 6.0;
/// From the axis to the names below it.
const NAME_GAP: f32 = 4.5;
/// From the axis to the sign that stands where the data has no value.
const ABSENT_GAP: f32 = 3.2;
/// Room around a number inside its piece.
const INSIDE: f32 = 2.6;

/// Draws standing bars of several series.
pub(super) fn draw(plot: &Plot, layout: Layout, context: Context<'_>) -> Result<Drawing, Refusal> {
    Scene::lay_out(plot, layout, context)?.paint(plot, context)
}

/// The largest part whose number has no room inside it; none where all are told.
pub(super) fn unlabelled(plot: &Plot, layout: Layout, context: Context<'_>) -> Option<Decimal> {
    let is_told_inside = layout == Layout::Percent && plot.series.len() > 1;
    if is_told_inside { Scene::lay_out(plot, layout, context).ok()?.unlabelled } else { None }
}

/// A bar, or a piece of a stack.
struct Bar {
    middle: f32,
    thickness: f32,
    from: Decimal,
    to: Decimal,
    fill: Fill,
    /// What is printed inside it, where that fits.
    share: Option<String>,
    place: usize,
}

/// Bars with all their labels in place.
struct Scene {
    bars: Vec<Bar>,
    tips: Vec<Tip>,
    scale: ValueScale,
    frame: Frame,
    pitch: f32,
    key: KeyRow,
    above: Above,
    beside: Settled,
    /// Room taken by value labels and signs.
    values: Vec<Rect>,
    /// The grounds of numbers inside hatched pieces.
    patches: Vec<(Rect, Color)>,
    labels: Vec<Placed>,
    /// The largest part whose number has no room inside it.
    unlabelled: Option<Decimal>,
}

impl Scene {
    fn lay_out(plot: &Plot, layout: Layout, context: Context<'_>) -> Result<Self, Refusal> {
        let piles = match layout {
            Layout::Grouped => None,
            Layout::Stacked | Layout::Percent => Some(stack::piles(plot, layout, context)?),
        };
        let mut beside = Beside::annotations(plot, context)?;
        let scale = scale(plot, layout, piles.as_deref(), &beside);
        let ticks = ticks(&scale, layout, context)?;
        let left = widest(&ticks) + TICK_GAP;
        let named = name_last_pieces(plot, layout, piles.as_deref(), &mut beside, context)?;
        let key = if named { KeyRow::default() } else { KeyRow::of_series(plot, left, HEAD, context)? };
        let grid = Grid::new(plot, left, context.width - left - beside.width(), layout)?;
        let (bars, tips) = marks(plot, piles.as_deref(), &grid, context)?;
        let above = Above::lay_out(&annotated(plot, &grid), context)?;
        let names = Names::of(&plot.x, context.locale).at_equal_distances();
        let narrow = Context { width: context.width - beside.width(), ..context };
        let names = PlaceLabels::fit(&names, &grid.middles(), grid.pitch, plot.highlight, narrow)?;
        let no_value = Lettering::new(context).line(NO_VALUE, Look::plain(SMALL_SIZE, context.palette.grey))?;
        let absent = absent(plot, piles.as_deref(), &grid, no_value.width());
        let crosses: Vec<Rect> = absent.iter().map(|(_, x)| cross(&no_value, *x)).collect();
        let top = HEAD + key.height + above.height;
        let shown = Values { tips: &tips, scale: &scale, grid: &grid, top, crosses: &crosses };
        let shown = shown.placed(plot, context, beside.height())?;
        let frame = Frame { height: shown.frame.height + NAME_GAP + names.height(), ..shown.frame };
        let baseline = frame.plot.y + PLOT_HEIGHT - ABSENT_GAP;
        let signed = |(place, x)| (place, no_value.clone().placed(x, baseline, Anchor::Middle));
        let absent: Vec<(usize, Placed)> = absent.into_iter().map(signed).collect();
        let (inside_labels, patches) = numbers_inside(&bars, &scale, &frame, context)?;
        let unlabelled = unlabelled_of(&bars, &inside_labels, if named { grid.places - 1 } else { grid.places });
        let top = HEAD + key.height;
        let beside = beside.settle(&scale, &frame, top + above.height);
        let mut key = key;
        let mut labels = placed_ticks(&ticks, &scale, &frame);
        labels.extend(key.labels());
        labels.extend(above.labels(top));
        let values = shown.areas(&tips);
        let below = frame.plot.y + PLOT_HEIGHT + NAME_GAP;
        for (place, (middle, block)) in grid.middles().into_iter().zip(names.blocks).enumerate() {
            let name =
                block.map(|block| block.placed(inside(middle, block.width(), narrow.width), below, Anchor::Middle));
            labels.extend(name.into_iter().flatten());
            labels.extend(inside_labels.iter().filter(|(_, at, _)| *at == place).map(|(_, _, label)| label.clone()));
            labels.extend(shown.of_place(&tips, place));
            labels.extend(absent.iter().filter(|(at, _)| *at == place).map(|(_, label)| label.clone()));
        }
        labels.extend(beside.labels.iter().cloned());
        Ok(Scene {
            bars,
            tips,
            scale,
            pitch: grid.pitch,
            frame,
            key,
            above,
            beside,
            values,
            patches,
            labels,
            unlabelled,
        })
    }

    fn paint(self, plot: &Plot, context: Context<'_>) -> Result<Drawing, Refusal> {
        let palette = context.palette;
        let (frame, scale) = (&self.frame, &self.scale);
        let notes = self.above.lines(HEAD + self.key.height, frame);
        let edges = breaks::upright(plot, |at| frame.plot.x + at as f32 * self.pitch, frame.plot);
        frame.painted(context, self.labels, |area| {
            let mut chart = frame.upright(area, 0.0..f64::from(frame.plot.width), scale)?;
            rules(&mut chart, palette.hairline, true)?;
            dashed(area, &notes, palette.grey)?;
            self.beside.paint(area, palette)?;
            let crossing = [rule_areas(frame, scale), notes, self.beside.lines.clone()].concat();
            blanks(area, &self.values, &crossing)?;
            self.key.paint(area)?;
            for bar in &self.bars {
                draw_bar(&mut chart, bar, frame)?;
            }
            separate(area, &self.bars, scale, frame)?;
            paint_patches(area, &self.patches)?;
            for tip in &self.tips {
                draw_tip(&mut chart, tip, frame)?;
            }
            dashed(area, &edges, palette.ink)?;
            let end = f64::from(frame.plot.width);
            chart.draw_series([axis_line((0.0, scale.base()), (end, scale.base()), palette.ink)])?;
            Ok(())
        })
    }
}

/// The axis of values; it holds annotated values too.
fn scale(plot: &Plot, layout: Layout, piles: Option<&[Pile]>, beside: &Beside) -> ValueScale {
    if layout == Layout::Percent {
        return ValueScale::of_shares();
    }
    let values = plot.series.iter().flat_map(|series| series.values.iter().flatten().copied());
    let highs = plot.options.intervals.iter().flatten().flatten().map(|(_, high)| *high);
    let totals = piles.into_iter().flatten().filter_map(|pile| pile.total);
    ValueScale::with_zero(&values.chain(highs).chain(totals).chain(beside.values()).collect::<Vec<_>>())
}

/// The labels of the ticks.
pub(super) fn ticks(scale: &ValueScale, layout: Layout, context: Context<'_>) -> Result<Vec<Label>, Refusal> {
    tick_labels_of(scale, context, |tick| match layout {
        Layout::Percent => stack::percent(*tick, context.locale),
        Layout::Grouped | Layout::Stacked => context.locale.number(tick),
    })
}

/// The labels of the ticks left of the plot.
pub(super) fn placed_ticks(ticks: &[Label], scale: &ValueScale, frame: &Frame) -> Vec<Placed> {
    let place = |(tick, label): (&Decimal, &Label)| {
        label.centered(frame.plot.x - TICK_GAP, frame.y(scale, *tick), Anchor::Right)
    };
    scale.ticks().iter().zip(ticks).map(place).collect()
}

/// Names the pieces of the last stack right of it, each with its value or share; whether that could be done.
pub(super) fn name_last_pieces(
    plot: &Plot,
    layout: Layout,
    piles: Option<&[Pile]>,
    beside: &mut Beside,
    context: Context<'_>,
) -> Result<bool, Refusal> {
    let Some(last) = piles.and_then(<[Pile]>::last).filter(|pile| !pile.pieces.is_empty()) else { return Ok(false) };
    let lettering = Lettering::new(context);
    let mut blocks = Vec::new();
    for piece in &last.pieces {
        let Some(series) = plot.series.get(piece.series) else { continue };
        let text = dress(piece.series, context.palette).text;
        let (look, length) = (Look::strong(SIZE, text), piece.size);
        let number = match layout {
            Layout::Percent => stack::percent(length, context.locale),
            Layout::Grouped | Layout::Stacked => alt::marked(series.bound, &length, context.locale),
        };
        let Some(mut lines) = lettering.wrapped(&series.name, look, context.width * beside::SHARE)? else {
            return Ok(false);
        };
        lines.push(lettering.line(&number, Look::plain(SIZE, text))?);
        blocks.push(((piece.from + piece.to) / Decimal::TWO, Block { lines }));
    }
    // Names far from their pieces could not be matched with them.
    let height: f32 = blocks.iter().map(|(_, block)| block.height() + SPACE).sum();
    if height + beside.height() > PLOT_HEIGHT {
        return Ok(false);
    }
    // From the top: names at one height keep this order, so that pieces of no height are named as they are stacked.
    for (at, block) in blocks.into_iter().rev() {
        beside.add(at, block);
    }
    Ok(true)
}

/// Places side by side, each with room for its bars.
pub(super) struct Grid {
    /// Where the first place begins.
    pub(super) left: f32,
    pitch: f32,
    thickness: f32,
    places: usize,
}

impl Grid {
    fn new(plot: &Plot, left: f32, width: f32, layout: Layout) -> Result<Self, Refusal> {
        let places = super::limits::count(&plot.x).max(1);
        let abreast = if layout == Layout::Grouped { plot.series.len().max(1) } else { 1 } as f32;
        let share = width / places as f32;
        let most = WIDEST.max(abreast * THICKEST / FILLED);
        let pitch = if share > most && most < share * NEARLY_ALL { most } else { share };
        let thickness = (pitch * FILLED / abreast).min(THICKEST);
        if thickness < THINNEST {
            return Err(Refusal::new(
                format!("{places} groups of {abreast} bars do not fit on the width of the chart"),
                "chart fewer rows or columns, or use `kind = \"line\"`",
            ));
        }
        Ok(Grid { left, pitch, thickness, places })
    }

    fn middles(&self) -> Vec<f32> {
        (0..self.places).map(|place| self.middle(place)).collect()
    }

    fn middle(&self, place: usize) -> f32 {
        self.left + (place as f32 + 0.5) * self.pitch
    }

    /// The middle of one of several bars abreast.
    fn abreast(&self, place: usize, bar: usize, of: usize) -> f32 {
        self.middle(place) + (bar as f32 - (of as f32 - 1.0) / 2.0) * self.thickness
    }

    /// What all places take up.
    pub(super) fn width(&self) -> f32 {
        self.pitch * self.places as f32
    }
}

/// The annotations of places and days, each at the middle of its bars.
fn annotated<'p>(plot: &'p Plot, grid: &Grid) -> Vec<(f32, &'p str)> {
    let of = |note: &'p super::Annotation| Some((grid.middle(plot.place_of(note.at)?), note.text.as_str()));
    plot.options.annotations.iter().filter_map(of).collect()
}

/// All bars, and what is told above them.
fn marks(
    plot: &Plot,
    piles: Option<&[Pile]>,
    grid: &Grid,
    context: Context<'_>,
) -> Result<(Vec<Bar>, Vec<Tip>), Refusal> {
    match piles {
        None => Ok(grouped(plot, grid, context)),
        Some(piles) => stacked(plot, piles, grid, context),
    }
}

fn fill(plot: &Plot, series: usize, place: usize, context: Context<'_>) -> Fill {
    let dress = dress(series, context.palette);
    Fill { color: dress.color, pattern: dress.pattern, provisional: plot.options.is_provisional(place) }
}

fn grouped(plot: &Plot, grid: &Grid, context: Context<'_>) -> (Vec<Bar>, Vec<Tip>) {
    let (mut bars, mut tips) = (Vec::new(), Vec::new());
    let of = plot.series.len();
    for place in 0..grid.places {
        for (series, column) in plot.series.iter().enumerate() {
            let Some(value) = column.values.get(place).copied().flatten() else { continue };
            let (middle, thickness) = (grid.abreast(place, series, of), grid.thickness);
            let fill = fill(plot, series, place, context);
            let interval = plot.options.interval(series, place);
            bars.push(Bar { middle, thickness, from: Decimal::ZERO, to: value, fill, share: None, place });
            tips.push(Tip {
                place,
                series,
                middle,
                thickness,
                value,
                top: interval.map_or(value, |(_, high)| high.max(value)),
                interval,
                sign: sign(column.bound).filter(|_| interval.is_none()),
                color: fill.color,
                text: dress(series, context.palette).text,
            });
        }
    }
    (bars, tips)
}

fn stacked(plot: &Plot, piles: &[Pile], grid: &Grid, context: Context<'_>) -> Result<(Vec<Bar>, Vec<Tip>), Refusal> {
    let shares = stack::layout(&plot.options, Layout::Stacked) == Layout::Percent;
    // Shares have no total that would need a bound.
    let bound = if shares { None } else { sign(stack::total_bound(plot)?) };
    let (mut bars, mut tips) = (Vec::new(), Vec::new());
    for (place, pile) in piles.iter().enumerate() {
        let (middle, thickness) = (grid.middle(place), grid.thickness);
        for piece in &pile.pieces {
            let share = shares.then(|| stack::percent(piece.size, context.locale));
            let fill = fill(plot, piece.series, place, context);
            bars.push(Bar { middle, thickness, from: piece.from, to: piece.to, fill, share, place });
        }
        if let Some(total) = pile.total.filter(|_| !shares) {
            let ink = context.palette.ink;
            let (value, top) = (total, total);
            let (sign, interval) = (bound, None);
            tips.push(Tip { place, series: 0, middle, thickness, value, top, interval, sign, color: ink, text: ink });
        }
    }
    Ok((bars, tips))
}

fn rect_of(bar: &Bar, scale: &ValueScale, frame: &Frame) -> Rect {
    let (a, b) = (frame.y(scale, bar.from), frame.y(scale, bar.to));
    Rect { x: bar.middle - bar.thickness / 2.0, y: a.min(b), width: bar.thickness, height: (a - b).abs() }
}

fn draw_bar(chart: &mut Upright<'_>, bar: &Bar, frame: &Frame) -> Result<(), Fault> {
    let x = |by: f32| f64::from(bar.middle + by - frame.plot.x);
    let half = bar.thickness / 2.0;
    let places = vec![(x(-half), bar.to), (x(half), bar.from)];
    chart.draw_series([Mark { places, shape: Shape::Bar(bar.fill) }])?;
    Ok(())
}

/// White lines between the pieces of stacks, and between bars that stand side by side: hairlines that survive printing.
fn separate(area: &Area<'_>, bars: &[Bar], scale: &ValueScale, frame: &Frame) -> Result<(), Fault> {
    const LINE: f32 = 0.7;
    for (before, bar) in bars.iter().zip(bars.iter().skip(1)) {
        let (a, b) = (rect_of(before, scale, frame), rect_of(bar, scale, frame));
        let white = if bar.place != before.place {
            continue;
        } else if bar.from == before.to && bar.middle == before.middle {
            // Not where one of the two is so thin that nothing of it would be left.
            if a.height.min(b.height) < 2.0 * LINE {
                continue;
            }
            Rect { x: b.x, y: a.y - LINE / 2.0, width: b.width, height: LINE }
        } else {
            Rect { x: b.x - LINE / 2.0, y: a.y.max(b.y), width: LINE, height: a.height.min(b.height) }
        };
        paint_patches(area, &[(white, Color::WHITE)])?;
    }
    Ok(())
}

/// Paints areas of one colour each.
pub(super) fn paint_patches(area: &Area<'_>, patches: &[(Rect, Color)]) -> Result<(), Fault> {
    for (Rect { x, y, width, height }, color) in patches {
        let places = vec![(units(*x), units(*y)), (units(x + width), units(y + height))];
        area.draw(&Mark { places, shape: Shape::Bar(Fill::plain(*color)) })?;
    }
    Ok(())
}

/// Numbers inside their pieces, where they fit, by the index of the bar and its place, and the plain grounds of those on hatched ones.
type Inside = (Vec<(usize, usize, Placed)>, Vec<(Rect, Color)>);

fn numbers_inside(bars: &[Bar], scale: &ValueScale, frame: &Frame, context: Context<'_>) -> Result<Inside, Refusal> {
    let (mut labels, mut patches) = (Vec::new(), Vec::new());
    for (index, bar) in bars.iter().enumerate() {
        let Some(text) = &bar.share else { continue };
        let (ground, look) = inside_look(bar.fill, context);
        let label = Lettering::new(context).line(text, look)?;
        let room = rect_of(bar, scale, frame);
        if label.width() + 2.0 * INSIDE > room.width || look.ascent() + 2.0 * INSIDE > room.height {
            continue;
        }
        let placed = label.centered(bar.middle, room.y + room.height / 2.0, Anchor::Middle);
        patches.extend(ground.map(|color| (patch(&placed, look), color)));
        labels.push((index, bar.place, placed));
    }
    Ok((labels, patches))
}

/// The largest share that is not told inside its piece, in the first so many places: the last stack may be told beside it.
fn unlabelled_of(bars: &[Bar], told: &[(usize, usize, Placed)], places: usize) -> Option<Decimal> {
    let silent = |(index, bar): &(usize, &Bar)| {
        bar.share.is_some() && bar.place < places && bar.to != bar.from && told.iter().all(|(at, _, _)| at != index)
    };
    bars.iter().enumerate().filter(silent).map(|(_, bar)| bar.to - bar.from).max()
}

/// The ground that a number needs inside an area filled so, and its look. Dark numbers on a colour of middle lightness are
/// weak between the lines of a pattern: they stand on a pale tint of it.
pub(super) fn inside_look(fill: Fill, context: Context<'_>) -> (Option<Color>, Look) {
    /// How strong the colour of a pale ground is.
    const PALE: f32 = 0.3;
    let hatched = fill.provisional || fill.pattern != super::dress::Pattern::Plain;
    let ink = context.palette.ink;
    let ground = match fill {
        Fill { provisional: true, .. } => Color::WHITE,
        Fill { color, .. } if hatched && text_on(color, ink) == ink => tint(color, PALE),
        Fill { color, .. } => color,
    };
    (hatched.then_some(ground), Look::strong(SMALL_SIZE, text_on(ground, ink)))
}

/// What a number covers, with a little room.
pub(super) fn patch(placed: &Placed, look: Look) -> Rect {
    let baseline = placed.area.y + look.ascent();
    let Rect { x, width, .. } = placed.area;
    Rect { x: x - 2.0, y: baseline - look.cap_height() - 1.5, width: width + 4.0, height: look.cap_height() + 3.0 }
}

/// Where the data has no value: the place, and the middle of the sign that says so.
fn absent(plot: &Plot, piles: Option<&[Pile]>, grid: &Grid, width: f32) -> Vec<(usize, f32)> {
    let missing = |place: usize| -> Vec<f32> {
        match piles {
            Some(piles) if piles.get(place).is_some_and(|pile| pile.pieces.is_empty()) => vec![grid.middle(place)],
            Some(_) => Vec::new(),
            None if width > grid.thickness => Vec::new(),
            None => {
                let columns = plot.series.iter().enumerate();
                let without = columns.filter(|(_, column)| column.values.get(place).copied().flatten().is_none());
                without.map(|(series, _)| grid.abreast(place, series, plot.series.len())).collect()
            }
        }
    };
    (0..grid.places).flat_map(|place| missing(place).into_iter().map(move |x| (place, x))).collect()
}

/// What the sign for no value covers, its foot at the axis: `y` counts upwards from there.
fn cross(label: &Label, x: f32) -> Rect {
    let height = ABSENT_GAP + label.look().ascent();
    Rect { x: x - label.width() / 2.0, y: height, width: label.width(), height }
}
