//! `timeline`: what happened when: days as points and stretches of time as bars, at their true distances, each with its
//! text.
//!
//! Texts stand right of the line that leads up from their day on the axis below. An event stands higher than all later ones that
//! begin below its text or bar; so no line crosses a text, no two texts meet, and the first event is read first.

use super::canvas::{Pen, units};
use super::frame::{Area, Fault, Frame, HEAD, fill_style};
use super::labels::{Anchor, Block, Label, Lettering, Look, Placed, SIZE, SMALL_SIZE, SPACE};
use super::legend::{WORDS_SHARE, draw_line};
use super::marks::{Mark, Marker, Shape};
use super::places::inside;
use super::scale::{DateStep, date_ticks};
use super::{Chart, Context, Event, Needs, Plot, Refusal, alt};
use crate::doc::Drawing;
use crate::locale::Locale;
use crate::page::{Point, Rect};
use crate::spec::PartialDate;
use chrono::{Datelike, NaiveDate};
use plotters::element::Rectangle;

/// More events do not fit on a page with their texts.
const MOST_EVENTS: usize = 40;
/// The drawing is not taller than this: it stands whole on a page.
const TALLEST: f32 = 560.0;
/// The part of the width that a text takes up, at most.
const TEXT_SHARE: f32 = 0.36;
/// The lines of a text, at most.
const MOST_LINES: usize = 8;
/// From the lowest text to the axis.
const ABOVE_AXIS: f32 = 9.0;
/// From the line of an event to its text.
const TEXT_GAP: f32 = 4.0;
/// From one text to the next, across and down.
const APART: (f32, f32) = (6.0, 7.0);
/// The thickness of the axis and of the bar of a stretch of time.
const AXIS: f32 = 1.2;
const BAR: f32 = 4.0;
/// From such a bar to its text.
const BAR_GAP: f32 = 2.5;
/// The radius of the point of an event on the axis.
const RADIUS: f32 = 3.0;
/// The room of a tick label.
const TICK_ROOM: f32 = 34.0;
/// From the axis to the labels of the ticks.
const TICK_GAP: f32 = 5.5;
/// The length of a tick.
const TICK: f32 = 3.0;

/// Events along an axis.
pub struct Timeline;

impl Chart for Timeline {
    fn name(&self) -> &'static str {
        "timeline"
    }

    fn purpose(&self) -> &'static str {
        "shows events and stretches of time in their order and at their true distances"
    }

    fn needs(&self) -> Needs {
        Needs::Events
    }

    fn draw(&self, plot: &Plot, context: Context<'_>) -> Result<Drawing, Refusal> {
        check(plot)?;
        Events::lay_out(plot, context)?.paint(plot, context)
    }

    fn describe(&self, plot: &Plot, locale: &Locale) -> String {
        let said = |event: &&Event| (when(event, locale), event.text.clone());
        let points: Vec<(String, String)> = ordered(plot).iter().map(|(_, event)| event).map(said).collect();
        alt::describe_points(&locale.chart.timeline, plot, &points, locale)
    }

    fn key(&self, plot: &Plot, context: Context<'_>) -> Option<String> {
        let words = &context.locale.chart;
        let any = |in_months: bool| plot.events.iter().any(|event| event.to.is_some() && event.in_months == in_months);
        let keys = [any(false).then_some(&words.stretch_key), any(true).then_some(&words.month_key)];
        keys.into_iter().flatten().next().cloned()
    }
}

fn check(plot: &Plot) -> Result<(), Refusal> {
    if plot.events.is_empty() {
        return Err(Refusal::new("the timeline has no events", "check that the data file holds rows below its head"));
    }
    if plot.events.len() > MOST_EVENTS {
        let events = plot.events.len();
        return Err(Refusal::new(
            format!("a `timeline` chart shows at most {MOST_EVENTS} events legibly, and this data has {events}"),
            "print the data as a table with `[tables.…]`, or chart fewer events",
        ));
    }
    if let Some(event) = plot.events.iter().find(|event| event.to.is_some_and(|to| to < event.from)) {
        let (from, text) = (event.from, &event.text);
        return Err(Refusal::new(
            format!("the event of {from}, `{text}`, ends before it begins"),
            "put its two dates right in the data file",
        ));
    }
    match plot.events.iter().find(|event| event.text.trim().is_empty()) {
        None => Ok(()),
        Some(event) => {
            Err(Refusal::new(format!("the event of {} has no text", event.from), "say in the data file what happened"))
        }
    }
}

/// The events with their index in the data, the earliest first; those of one day in the order of the data.
fn ordered(plot: &Plot) -> Vec<(usize, &Event)> {
    let mut events: Vec<(usize, &Event)> = plot.events.iter().enumerate().collect();
    events.sort_by_key(|(_, event)| (event.from, event.to));
    events
}

/// The day as printed, or the first and the last one.
fn when(event: &Event, locale: &Locale) -> String {
    let name = |day: NaiveDate| match event.in_months {
        true => locale.partial_date(&PartialDate::month(day.year(), day.month())),
        false => locale.date(day),
    };
    let from = name(event.from);
    match event.to.map(name).filter(|to| *to != from) {
        Some(to) => format!("{from} – {to}"),
        None => from,
    }
}

/// The axis: days to points.
struct Axis {
    first: NaiveDate,
    last: NaiveDate,
    left: f32,
    right: f32,
}

impl Axis {
    fn x(&self, day: NaiveDate) -> f32 {
        let span = (self.last - self.first).num_days() as f32;
        let part = if span > 0.0 { (day - self.first).num_days() as f32 / span } else { 0.0 };
        self.left + (self.right - self.left) * part
    }

    /// The ticks with their labels, those that would touch left out.
    fn ticks(&self, context: Context<'_>) -> Result<Vec<(f32, Label)>, Refusal> {
        let lettering = Lettering::new(context);
        let look = Look::plain(SIZE, context.palette.grey);
        let most = ((self.right - self.left) / TICK_ROOM) as usize;
        let (step, days) = date_ticks(self.first, self.last, most.max(1));
        let locale = context.locale;
        let name = |day: NaiveDate| match step {
            DateStep::Years(_) => locale.year(day.year()),
            DateStep::Months(_) => locale.month_year_short(day),
            DateStep::Days(_) => locale.date_short(day),
        };
        let mut ticks: Vec<(f32, Label)> = Vec::new();
        let mut free = 0.0;
        for day in days {
            let label = lettering.line(&name(day), look)?;
            let middle = inside(self.x(day), label.width(), context.width);
            if middle - label.width() / 2.0 >= free {
                free = middle + label.width() / 2.0 + SPACE;
                ticks.push((self.x(day), label));
            }
        }
        Ok(ticks)
    }
}

/// An event with its text.
struct Shown<'a> {
    index: usize,
    event: &'a Event,
    date: Block,
    text: Block,
    x: f32,
    /// Where its bar ends, for a stretch of time.
    end: Option<f32>,
    /// How high it stands above the lowest text.
    rise: f32,
}

impl Shown<'_> {
    fn bar(&self) -> f32 {
        self.end.map_or(0.0, |_| BAR + BAR_GAP)
    }

    /// What it covers to the right of its day.
    fn width(&self) -> f32 {
        let text = TEXT_GAP + self.date.width().max(self.text.width());
        text.max(self.end.map_or(0.0, |end| end - self.x))
    }

    fn height(&self) -> f32 {
        self.bar() + self.date.height() + self.text.height()
    }

    /// Its upper edge.
    fn top(&self, frame: &Frame) -> f32 {
        frame.plot.y + frame.plot.height - ABOVE_AXIS - self.rise - self.height()
    }
}

/// Sets the text of an event: the day in bold, what happened below.
fn set<'a>(
    (index, event): (usize, &'a Event),
    axis: &Axis,
    measure: f32,
    set_off: bool,
    context: Context<'_>,
) -> Result<Shown<'a>, Refusal> {
    let lettering = Lettering::new(context);
    let palette = context.palette;
    let color = if set_off { palette.signal } else { palette.accent };
    for size in [SIZE, SMALL_SIZE] {
        let measure = measure * WORDS_SHARE;
        let date = lettering.wrapped(&when(event, context.locale), Look::bold(size, color), measure)?;
        let text = lettering.wrapped_to(&event.text, Look::plain(size, palette.ink), measure, MOST_LINES)?;
        if let (Some(date), Some(text)) = (date, text) {
            return Ok(Shown {
                index,
                event,
                date: Block { lines: date },
                text: Block { lines: text },
                x: axis.x(event.from),
                end: event.to.map(|to| axis.x(to)),
                rise: 0.0,
            });
        }
    }
    Err(Refusal::new(
        format!("the text of the event of {} is too long for the chart", event.from),
        "shorten it in the data file to some two sentences, and tell the rest in the text",
    ))
}

/// Gives each event its height: the latest first, each above those that begin below its text or bar; so those of one day keep
/// the order of the data, the first one uppermost.
fn stack(events: &mut [Shown<'_>]) {
    let mut placed: Vec<(f32, f32)> = Vec::new();
    for event in events.iter_mut().rev() {
        let right = event.x + event.width() + APART.0;
        let below = placed.iter().filter(|(x, _)| *x < right).map(|(_, top)| top + APART.1);
        event.rise = below.fold(0.0, f32::max);
        placed.push((event.x, event.rise + event.height()));
    }
}

/// Events with all their texts in place.
struct Events<'a> {
    events: Vec<Shown<'a>>,
    axis: Axis,
    ticks: Vec<f32>,
    frame: Frame,
    labels: Vec<Placed>,
}

impl<'a> Events<'a> {
    fn lay_out(plot: &'a Plot, context: Context<'_>) -> Result<Self, Refusal> {
        let shown = ordered(plot);
        let days = || shown.iter().flat_map(|(_, event)| [Some(event.from), event.to]).flatten();
        let (Some(first), Some(last)) = (days().min(), days().max()) else {
            return Err(Refusal::new("the timeline has no events", "check that the data file holds rows"));
        };
        let measure = context.width * TEXT_SHARE;
        let axis = Axis { first, last, left: RADIUS, right: context.width - measure - TEXT_GAP - 1.0 };
        let mut events = Vec::new();
        for (index, event) in shown {
            events.push(set((index, event), &axis, measure, plot.highlight == Some(index), context)?);
        }
        stack(&mut events);
        let tick = Look::plain(SIZE, context.palette.grey);
        let depth = events.iter().map(|event| event.rise + event.height()).fold(0.0, f32::max);
        let y = HEAD + depth + ABOVE_AXIS;
        let below = y + TICK_GAP + tick.cap_height();
        let height = below + tick.descent();
        if height > TALLEST {
            return Err(Refusal::new(
                "the texts of the events need more than a page",
                "shorten them in the data file, chart fewer, or print the data as a table with `[tables.…]`",
            ));
        }
        let frame = Frame {
            width: context.width,
            height,
            plot: Rect { x: axis.left, y: HEAD, width: axis.right - axis.left, height: y - HEAD },
        };
        let ticks = axis.ticks(context)?;
        let mut labels: Vec<Placed> = ticks
            .iter()
            .map(|(x, label)| label.placed(inside(*x, label.width(), context.width), below, Anchor::Middle))
            .collect();
        for event in &events {
            let top = event.top(&frame) + event.bar();
            labels.extend(event.date.placed(event.x + TEXT_GAP, top, Anchor::Left));
            labels.extend(event.text.placed(event.x + TEXT_GAP, top + event.date.height(), Anchor::Left));
        }
        let ticks = ticks.into_iter().map(|(x, _)| x).collect();
        Ok(Events { events, axis, ticks, frame, labels })
    }

    fn paint(self, plot: &Plot, context: Context<'_>) -> Result<Drawing, Refusal> {
        let Events { events, axis, ticks, frame, labels } = self;
        let palette = context.palette;
        frame.painted(context, labels, |area| {
            let y = frame.plot.y + frame.plot.height;
            let hairline = Pen { color: palette.hairline, width: 0.5, dash: &[] };
            for event in &events {
                let top = event.top(&frame);
                draw_line(area, Point { x: event.x, y: top }, Point { x: event.x, y }, &hairline)?;
            }
            let pen = Pen { color: palette.ink, width: AXIS, dash: &[] };
            draw_line(area, Point { x: axis.left, y }, Point { x: axis.right.max(axis.left + 1.0), y }, &pen)?;
            for x in ticks {
                draw_line(area, Point { x, y }, Point { x, y: y + TICK }, &pen)?;
            }
            events.iter().try_for_each(|event| draw_event(area, event, plot, frame, context))
        })
    }
}

/// Its point on the axis, where its day is known, and the bar of a stretch of time beside its text.
fn draw_event(
    area: &Area<'_>,
    event: &Shown<'_>,
    plot: &Plot,
    frame: Frame,
    context: Context<'_>,
) -> Result<(), Fault> {
    let palette = context.palette;
    let color = if plot.highlight == Some(event.index) { palette.signal } else { palette.accent };
    if let Some(end) = event.end {
        let top = event.top(&frame);
        // a stretch of one day is still seen
        let corners = [(units(event.x), units(top)), (units(end.max(event.x + 0.8)), units(top + BAR))];
        area.draw(&Rectangle::new(corners, fill_style(color)))?;
    }
    // of a month there is no day to put a point on
    if event.event.in_months {
        return Ok(());
    }
    let shape = Shape::Marker(Marker::Disc, RADIUS, color);
    area.draw(&Mark { places: vec![(units(event.x), units(frame.plot.y + frame.plot.height))], shape })
}
