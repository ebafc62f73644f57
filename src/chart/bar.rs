//! `bar`: standing bars, one a place, their values above them.

use super::above::{Above, dashed};
use super::beside::{Beside, Settled};
use super::columns;
use super::dress::{MOST_LOOKS, mark_color};
use super::frame::{Fault, Frame, HEAD, Upright, axis_line, blanks, rules};
use super::hatch::Fill;
use super::labels::{
    Anchor, Block, Crowd, Label, Lettering, Look, Placed, SIZE, SMALL_SIZE, SPACE, VALUE_SIZE, widest,
};
use super::limits::Limits;
use super::marks::{Growth, Mark, SIGN_REACH, Shape, sign, whisker_width};
use super::places::{Names, PlaceLabels, inside};
use super::scale::ValueScale;
use super::{Chart, Context, Layout, Plot, Refusal, Series, alt, breaks, stack};
use crate::doc::Drawing;
use crate::locale::Locale;
use crate::page::{Color, Rect};
use crate::spec::Bound;
use rust_decimal::Decimal;

/// More bars than this cannot be told apart at the width of a page.
const MOST_BARS: usize = 60;
/// From this part of the width on, the plot takes all of it.
const NEARLY_ALL: f32 = 0.75;
/// From the lowest to the highest tick: 52 mm.
const PLOT_HEIGHT: f32 = 147.0;
/// The part of its place that a bar fills.
const FILLED: f32 = 0.72;
/// The thickness of a bar, at most.
const THICKEST: f32 = 40.0;
/// From the middle of one bar to the next, at least: thinner bars could not be told apart.
const NARROWEST: f32 = 4.5;
/// From the middle of one bar to the next, at most, where labels need no more: bars far apart are hard to compare.
const WIDEST: f32 = 84.0;
/// From the tick labels to the plot.
const TICK_GAP: f32 = 6.0;
/// From the end of a bar or its sign to its value.
const VALUE_GAP: f32 = 2.6;
/// From the axis to the names below it.
const NAME_GAP: f32 = 4.5;
/// From the axis to the words that stand where the data has no value.
const ABSENT_GAP: f32 = 3.2;
/// What stands for these words where bars are too narrow for them. A dash could be taken for a low bar.
pub(super) const NO_VALUE: &str = "×";

/// Standing bars.
pub struct Bar;

impl Chart for Bar {
    fn name(&self) -> &'static str {
        "bar"
    }

    fn purpose(&self) -> &'static str {
        "compares counts over a few dozen years or categories; several columns side by side, stacked, or as shares"
    }

    fn draw(&self, plot: &Plot, context: Context<'_>) -> Result<Drawing, Refusal> {
        Limits { kind: self.name(), places: MOST_BARS, series: MOST_LOOKS, negative: false }.check(plot)?;
        let layout = stack::checked_layout(plot, Layout::Grouped)?;
        if plot.series.len() > 1 {
            return columns::draw(plot, layout, context);
        }
        let names = Names::of(&plot.x, context.locale).at_equal_distances();
        match plot.series.first() {
            Some(series) => Bars::lay_out(plot, series, &names, context)?.paint(plot, context),
            None => Err(Refusal::new("the chart has no column of values", "name a column in `y`")),
        }
    }

    fn describe(&self, plot: &Plot, locale: &Locale) -> String {
        alt::describe_bars(&locale.chart.bar, plot, false, locale)
    }

    fn key(&self, plot: &Plot, context: Context<'_>) -> Option<String> {
        let layout = stack::layout(&plot.options, Layout::Grouped);
        let names = Names::of(&plot.x, context.locale).at_equal_distances();
        let has_sign = match plot.series.as_slice() {
            [series] => Bars::lay_out(plot, series, &names, context).is_ok_and(|bars| bars.has_sign_for_absent),
            several => several.iter().any(|series| series.values.iter().any(Option::is_none)),
        };
        alt::bars_key(plot, layout, has_sign, columns::unlabelled(plot, layout, context), context)
    }
}

/// Bars with all their labels in place.
struct Bars<'a> {
    series: &'a Series,
    highlight: Option<usize>,
    scale: ValueScale,
    frame: Frame,
    thickness: f32,
    /// The labels in reading order.
    labels: Vec<Placed>,
    /// The places of the value labels and of the signs below them.
    values: Vec<Rect>,
    above: Above,
    beside: Settled,
    pitch: f32,
    /// Whether [`NO_VALUE`] stands somewhere.
    has_sign_for_absent: bool,
}

impl<'a> Bars<'a> {
    fn lay_out(plot: &Plot, series: &'a Series, names: &Names, context: Context<'_>) -> Result<Self, Refusal> {
        let beside = Beside::annotations(plot, context)?;
        let tops = Tops::new(plot, series);
        let scale = ValueScale::with_zero(&tops.values().chain(beside.values()).collect::<Vec<_>>());
        let ticks = tick_labels(&scale, context)?;
        let left = widest(&ticks) + TICK_GAP;
        // What stands right of the plot takes its room from the bars.
        let full = context;
        let context = Context { width: full.width - beside.width(), ..full };
        let columns = Columns::new(left, series, names, context)?;
        let above = Above::lay_out(&annotated(plot, &columns), full)?;
        let names = PlaceLabels::fit(names, &columns.middles(), columns.pitch, plot.highlight, context)?;
        let absent = Absent::new(plot, series, &columns, context)?;
        let room = Room { scale: &scale, columns: &columns, tops: &tops, top: HEAD + above.height };
        let (frame, shown) = value_labels((plot, series), room, &absent, context)?;
        let height = frame.plot.y + PLOT_HEIGHT + NAME_GAP + names.height();
        let frame = Frame { width: full.width, height, ..frame };
        let with_sign = |(index, placed): (usize, &Option<Placed>)| {
            let placed = placed.as_ref()?;
            Some(Rect { height: placed.area.height + tops.label_rise(index), ..placed.area })
        };
        let values = shown.iter().enumerate().filter_map(with_sign).collect();
        let mut labels: Vec<Placed> = scale
            .ticks()
            .iter()
            .zip(&ticks)
            .map(|(tick, label)| label.centered(left - TICK_GAP, frame.y(&scale, *tick), Anchor::Right))
            .collect();
        labels.extend(above.labels(HEAD));
        let absent_blocks = absent.placed(series, &columns, &frame);
        let told = shown.into_iter().zip(absent_blocks);
        for ((middle, block), (value, absent)) in columns.middles().into_iter().zip(names.blocks).zip(told) {
            let below = frame.plot.y + PLOT_HEIGHT + NAME_GAP;
            labels.extend(
                block.into_iter().flat_map(|block| {
                    block.placed(inside(middle, block.width(), context.width), below, Anchor::Middle)
                }),
            );
            labels.extend(value);
            labels.extend(absent);
        }
        let beside = beside.settle(&scale, &frame, HEAD + above.height);
        labels.extend(beside.labels.iter().cloned());
        let (highlight, thickness, pitch) = (plot.highlight, columns.thickness, columns.pitch);
        let has_sign_for_absent = absent.is_sign && series.values.iter().any(Option::is_none);
        Ok(Bars {
            series,
            highlight,
            scale,
            frame,
            thickness,
            labels,
            values,
            above,
            beside,
            pitch,
            has_sign_for_absent,
        })
    }

    fn paint(self, plot: &Plot, context: Context<'_>) -> Result<Drawing, Refusal> {
        let palette = context.palette;
        let (frame, scale) = (self.frame, &self.scale);
        let notes = self.above.lines(HEAD, &frame);
        let edges = breaks::upright(plot, |at| frame.plot.x + at as f32 * self.pitch, frame.plot);
        frame.painted(context, self.labels, |area| {
            let places = self.series.values.len() as f64;
            let mut chart = frame.upright(area, 0.0..places, scale)?;
            rules(&mut chart, palette.hairline, true)?;
            dashed(area, &notes, palette.grey)?;
            self.beside.paint(area, palette)?;
            let crossing = [rule_areas(&frame, scale), notes, self.beside.lines.clone()].concat();
            blanks(area, &self.values, &crossing)?;
            let half = f64::from(self.thickness / frame.plot.width) * places / 2.0;
            for (index, value) in self.series.values.iter().enumerate() {
                let Some(value) = value else { continue };
                let color = mark_color(self.highlight, index, palette);
                let provisional = plot.options.is_provisional(index);
                let fill = Fill { provisional, ..Fill::plain(color) };
                let middle = index as f64 + 0.5;
                let corners = vec![(middle - half, *value), (middle + half, scale.base())];
                chart.draw_series([Mark { places: corners, shape: Shape::Bar(fill) }])?;
                draw_end(&mut chart, plot, (index, middle), *value, self.thickness, color)?;
            }
            dashed(area, &edges, palette.ink)?;
            chart.draw_series([axis_line((0.0, scale.base()), (places, scale.base()), palette.ink)])?;
            Ok(())
        })
    }
}

/// The interval in which a value lies, or the sign of its bound.
fn draw_end(
    chart: &mut Upright<'_>,
    plot: &Plot,
    (index, middle): (usize, f64),
    value: Decimal,
    thickness: f32,
    color: Color,
) -> Result<(), Fault> {
    let sign = plot.series.first().and_then(|series| sign(series.bound));
    if let Some((low, high)) = plot.options.interval(0, index) {
        let shape = Shape::Whisker(Growth::Up, whisker_width(thickness), color);
        chart.draw_series([Mark { places: vec![(middle, low), (middle, high)], shape }])?;
    } else if let Some(sign) = sign {
        let shape = Shape::Sign(sign, Growth::Up, thickness, color);
        chart.draw_series([Mark { places: vec![(middle, value)], shape }])?;
    }
    Ok(())
}

/// What is highest at each place: the bar, or the interval in which its value lies.
struct Tops {
    tops: Vec<Option<Decimal>>,
    intervals: Vec<bool>,
    bound: Bound,
}

impl Tops {
    fn new(plot: &Plot, series: &Series) -> Self {
        let interval = |index: usize| plot.options.interval(0, index);
        let top = |(index, value): (usize, &Option<Decimal>)| {
            value.map(|value| interval(index).map_or(value, |(_, high)| high.max(value)))
        };
        let tops = series.values.iter().enumerate().map(top).collect();
        let intervals = (0..series.values.len()).map(|index| interval(index).is_some()).collect();
        Tops { tops, intervals, bound: series.bound }
    }

    fn values(&self) -> impl Iterator<Item = Decimal> {
        self.tops.iter().flatten().copied()
    }

    fn at(&self, index: usize) -> Option<Decimal> {
        self.tops.get(index).copied().flatten()
    }

    /// What the sign of a bound takes up.
    fn sign_reach(&self, index: usize) -> f32 {
        let has_interval = self.intervals.get(index).copied().unwrap_or(false);
        sign(self.bound).filter(|_| !has_interval).map_or(0.0, |_| SIGN_REACH)
    }

    /// From the top to the baseline of the value.
    fn label_rise(&self, index: usize) -> f32 {
        VALUE_GAP + self.sign_reach(index)
    }
}

/// The annotations of places, each at the middle of its bar.
fn annotated<'p>(plot: &'p Plot, columns: &Columns) -> Vec<(f32, &'p str)> {
    let middles = columns.middles();
    let of = |note: &'p super::Annotation| Some((middles.get(plot.place_of(note.at)?).copied()?, note.text.as_str()));
    plot.options.annotations.iter().filter_map(of).collect()
}

/// The lines of the grid as areas.
pub(super) fn rule_areas(frame: &Frame, scale: &ValueScale) -> Vec<Rect> {
    let Rect { x, width, .. } = frame.plot;
    scale.ticks().iter().map(|tick| Rect { x, y: frame.y(scale, *tick), width, height: 0.0 }).collect()
}

/// The labels of a value axis.
pub(super) fn tick_labels(scale: &ValueScale, context: Context<'_>) -> Result<Vec<Label>, Refusal> {
    tick_labels_of(scale, context, |tick| context.locale.number(tick))
}

/// The labels of a value axis whose ticks are printed as `text` says.
pub(super) fn tick_labels_of(
    scale: &ValueScale,
    context: Context<'_>,
    text: impl Fn(&Decimal) -> String,
) -> Result<Vec<Label>, Refusal> {
    let lettering = Lettering::new(context);
    let look = Look::plain(SIZE, context.palette.grey);
    scale.ticks().iter().map(|tick| lettering.line(&text(tick), look)).collect()
}

/// Places side by side.
struct Columns {
    left: f32,
    pitch: f32,
    thickness: f32,
    count: usize,
}

impl Columns {
    /// Places over the width of the drawing; few places are closer together, as far as their labels allow.
    fn new(left: f32, series: &Series, names: &Names, context: Context<'_>) -> Result<Self, Refusal> {
        let count = series.values.len();
        let share = (context.width - left) / count.max(1) as f32;
        if share < NARROWEST {
            return Err(Refusal::new(
                format!("{count} bars do not fit beside the labels of the axis"),
                "chart fewer rows, or use `kind = \"line\"`",
            ));
        }
        let pitch = if share > WIDEST { label_room(series, names, context)?.max(WIDEST) } else { share };
        // A plot that is nearly as wide as the page looks like a mistake.
        let pitch = if pitch > share * NEARLY_ALL { share } else { pitch };
        Ok(Columns { left, pitch, thickness: (pitch * FILLED).min(THICKEST), count })
    }

    fn width(&self) -> f32 {
        self.pitch * self.count as f32
    }

    fn middles(&self) -> Vec<f32> {
        (0..self.count).map(|index| self.left + (index as f32 + 0.5) * self.pitch).collect()
    }
}

/// The room in which each name and each value stands on one line.
fn label_room(series: &Series, names: &Names, context: Context<'_>) -> Result<f32, Refusal> {
    let lettering = Lettering::new(context);
    let width = |text: &str, size: f32| Ok(lettering.line(text, Look::bold(size, context.palette.ink))?.width());
    let mut room = 0.0_f32;
    for name in &names.names {
        room = room.max(width(name, SIZE)?);
    }
    for value in series.values.iter().flatten() {
        room = room.max(width(&context.locale.number(value), VALUE_SIZE)?);
    }
    Ok(room + 3.0 * SPACE)
}

/// What stands on the axis where the data has no value: the words "no data", or a sign where they do not fit.
struct Absent {
    block: Block,
    is_sign: bool,
}

impl Absent {
    fn new(plot: &Plot, series: &Series, columns: &Columns, context: Context<'_>) -> Result<Self, Refusal> {
        let lettering = Lettering::new(context);
        let look = Look::plain(SMALL_SIZE, context.palette.grey);
        match lettering.wrapped(plot.options.absent(context.locale), look, columns.pitch - SPACE / 2.0)? {
            Some(lines) if series.values.iter().any(Option::is_none) => {
                Ok(Absent { block: Block { lines }, is_sign: false })
            }
            _ => Ok(Absent { block: Block { lines: vec![lettering.line(NO_VALUE, look)?] }, is_sign: true }),
        }
    }

    /// Its lines, by place.
    fn placed(&self, series: &Series, columns: &Columns, frame: &Frame) -> Vec<Vec<Placed>> {
        let descent = self.block.lines.last().map_or(0.0, |line| line.look().descent());
        let top = frame.plot.y + frame.plot.height - ABSENT_GAP - self.block.height() + descent;
        let lines = |(value, middle): (&Option<Decimal>, f32)| match value {
            Some(_) => Vec::new(),
            None => self.block.placed(middle, top, Anchor::Middle),
        };
        series.values.iter().zip(columns.middles()).map(lines).collect()
    }
}

/// What values above bars are placed by.
#[derive(Clone, Copy)]
struct Room<'a> {
    scale: &'a ValueScale,
    columns: &'a Columns,
    tops: &'a Tops,
    /// Where the room for them begins.
    top: f32,
}

/// Values above their bars: all where they stand apart, else at a smaller size, else only those that matter most. The
/// frame leaves room for the highest.
fn value_labels(
    (plot, series): (&Plot, &Series),
    room: Room<'_>,
    absent: &Absent,
    context: Context<'_>,
) -> Result<(Frame, Vec<Option<Placed>>), Refusal> {
    let every: Vec<usize> = (0..series.values.len()).collect();
    let mut attempt = None;
    for size in [VALUE_SIZE, SMALL_SIZE] {
        let texts = value_texts(plot, series, size, context)?;
        let frame = room.frame(&texts, context.width);
        let crowd = room.crowd(series, absent, &frame);
        let placed = room.place_values(&frame, &texts, &every, crowd.clone());
        if placed.iter().zip(&texts).all(|(placed, text)| placed.is_some() || text.is_none()) {
            return Ok((frame, placed));
        }
        attempt = Some((frame, texts, crowd));
    }
    match attempt {
        None => Err(Refusal::new("the chart has no values", "fill the column in the data file")),
        Some((frame, texts, crowd)) => {
            let order = by_weight(&series.values, plot.highlight);
            let placed = room.place_values(&frame, &texts, &order, crowd);
            Ok((frame, placed))
        }
    }
}

fn value_texts(plot: &Plot, series: &Series, size: f32, context: Context<'_>) -> Result<Vec<Option<Label>>, Refusal> {
    let lettering = Lettering::new(context);
    let palette = context.palette;
    let text = |(index, value): (usize, &Option<Decimal>)| {
        let set_off = plot.highlight == Some(index);
        let look = if set_off { Look::bold(size, palette.signal) } else { Look::strong(size, palette.accent) };
        let number = |value: &Decimal| alt::number_of_bar(plot, (0, index), value, context.locale);
        value.as_ref().map(|value| lettering.line(&number(value), look)).transpose()
    };
    series.values.iter().enumerate().map(text).collect()
}

impl Room<'_> {
    /// The plot stands as far down as its highest label needs.
    fn frame(&self, texts: &[Option<Label>], width: f32) -> Frame {
        let reach = |(index, label): (usize, &Option<Label>)| {
            let share = self.scale.share(self.tops.at(index).unwrap_or(self.scale.base())) as f32;
            let ascent = label.as_ref().map_or(0.0, |label| label.look().ascent());
            self.tops.label_rise(index) + ascent - (1.0 - share) * PLOT_HEIGHT
        };
        let tick = Look::plain(SIZE, Color::BLACK);
        let top = texts.iter().enumerate().map(reach).fold(tick.ascent() - tick.cap_height() / 2.0, f32::max);
        let plot = Rect { x: self.columns.left, y: self.top + top, width: self.columns.width(), height: PLOT_HEIGHT };
        Frame { width, height: self.top + top + PLOT_HEIGHT, plot }
    }

    /// The bars with their signs, and what stands for absent values.
    fn crowd(&self, series: &Series, absent: &Absent, frame: &Frame) -> Crowd {
        let mut crowd = Crowd::default();
        for (index, middle) in self.columns.middles().into_iter().enumerate() {
            let Some(top) = self.tops.at(index) else { continue };
            let y = frame.y(self.scale, top) - self.tops.sign_reach(index);
            let (x, width) = (middle - self.columns.thickness / 2.0, self.columns.thickness);
            crowd.take(Rect { x, y, width, height: frame.plot.y + frame.plot.height - y });
        }
        for line in absent.placed(series, self.columns, frame).into_iter().flatten() {
            crowd.take(line.area);
        }
        crowd
    }

    /// Puts each value in `order` above its bar, where it covers nothing else. None reaches into the labels of the axis:
    /// the first of two numbers side by side would be read as part of the other.
    fn place_values(
        &self,
        frame: &Frame,
        texts: &[Option<Label>],
        order: &[usize],
        mut crowd: Crowd,
    ) -> Vec<Option<Placed>> {
        let middles = self.columns.middles();
        let mut placed: Vec<Option<Placed>> = vec![None; texts.len()];
        for &index in order {
            let (Some(Some(label)), Some(top)) = (texts.get(index), self.tops.at(index)) else { continue };
            let (Some(middle), Some(slot)) = (middles.get(index), placed.get_mut(index)) else { continue };
            let half = label.width() / 2.0;
            let first = self.columns.left + half;
            let x = middle.clamp(first, (frame.width - half).max(first));
            let at = label.placed(x, frame.y(self.scale, top) - self.tops.label_rise(index), Anchor::Middle);
            // Digits do not descend: only what is above the baseline must not touch a sign.
            let area = at.area;
            let digits = Rect { height: label.look().ascent(), x: area.x - 1.0, width: area.width + 2.0, ..area };
            if crowd.is_free(digits) {
                crowd.take(at.area);
                *slot = Some(at);
            }
        }
        placed
    }
}

/// Which values are told first: the one set off, the highest, the last, the first, the lowest.
pub(super) fn by_weight(values: &[Option<Decimal>], highlight: Option<usize>) -> Vec<usize> {
    let known = || values.iter().enumerate().filter_map(|(index, value)| value.map(|value| (value, index)));
    let highest = known().max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, index)| index);
    let lowest = known().min_by(|a, b| a.0.cmp(&b.0).then(a.1.cmp(&b.1))).map(|(_, index)| index);
    let first = known().next().map(|(_, index)| index);
    let last = known().next_back().map(|(_, index)| index);
    let mut order: Vec<usize> = Vec::new();
    for index in [highlight, highest, last, first, lowest].into_iter().flatten() {
        if !order.contains(&index) {
            order.push(index);
        }
    }
    order
}
