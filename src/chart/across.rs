//! The axis of a line chart that runs across: names at equal distances, years and days at their true ones.

use super::labels::{Anchor, Block, Lettering, Look, Placed, SIZE, SPACE};
use super::limits::count;
use super::places::{self, Names, PlaceLabels, Unit, stacked, unit_of};
use super::scale::{DateStep, date_ticks_of};
use super::{Axis, Context, Refusal};
use crate::locale::Locale;
use crate::page::Rect;
use chrono::{Datelike, NaiveDate};
use std::ops::Range;

/// From the left edge of the plot to the first place: half a value's label, which must not touch the labels of the axis.
pub(super) const MARGIN: f32 = 16.0;
/// The room of a date label, at least.
const DATE_ROOM: f32 = 20.0;

/// Where the places stand.
pub(super) struct Across {
    places: Vec<f64>,
    range: Range<f64>,
    plot: Rect,
}

/// The labels below the axis.
pub(super) struct Below {
    /// In reading order: one entry a place with names, one a tick with dates; some may be empty.
    pub(super) blocks: Vec<Vec<Placed>>,
    /// Their height.
    pub(super) height: f32,
}

impl Across {
    /// The places of `axis` inside the plot, the last one `after` points before its right edge.
    pub(super) fn new(axis: &Axis, plot: Rect, after: f32, locale: &Locale) -> Self {
        let places: Vec<f64> = match axis {
            Axis::Categories(_) | Axis::Years(_) => match Names::of(axis, locale).years() {
                Some(years) => years.iter().map(|year| *year as f64).collect(),
                None => (0..count(axis)).map(|index| index as f64).collect(),
            },
            Axis::Months(days) | Axis::Dates(days) => {
                days.iter().map(|day| f64::from(day.num_days_from_ce())).collect()
            }
        };
        let (first, last) = (places.first().copied().unwrap_or(0.0), places.last().copied().unwrap_or(0.0));
        let span = last - first;
        let point = span / f64::from((plot.width - MARGIN - after).max(1.0));
        let range = if span > 0.0 {
            first - point * f64::from(MARGIN)..last + point * f64::from(after)
        } else {
            first - 1.0..last + 1.0
        };
        Across { places, range, plot }
    }

    /// The places in the chart's coordinates.
    pub(super) fn places(&self) -> &[f64] {
        &self.places
    }

    /// The ends of the axis in the chart's coordinates.
    pub(super) fn range(&self) -> Range<f64> {
        self.range.clone()
    }

    /// Where a place stands in the drawing.
    pub(super) fn x(&self, index: usize) -> f32 {
        self.place(self.places.get(index).copied().unwrap_or(self.range.start))
    }

    /// Where a day stands in the drawing.
    pub(super) fn day(&self, day: NaiveDate) -> f32 {
        self.place(f64::from(day.num_days_from_ce()))
    }

    /// Halfway between a place and the one before it; the edge of the plot before the first and after the last.
    pub(super) fn before(&self, index: usize) -> f32 {
        match (index.checked_sub(1), index < self.places.len()) {
            (None, _) => self.plot.x,
            (_, false) => self.plot.x + self.plot.width,
            (Some(before), true) => (self.x(before) + self.x(index)) / 2.0,
        }
    }

    /// Where a number of the chart's coordinates stands in the drawing.
    pub(super) fn place(&self, at: f64) -> f32 {
        let share = (at - self.range.start) / (self.range.end - self.range.start);
        self.plot.x + self.plot.width * share as f32
    }

    /// The smallest distance between two places.
    pub(super) fn pitch(&self) -> f32 {
        let xs: Vec<f32> = (0..self.places.len()).map(|index| self.x(index)).collect();
        xs.iter().zip(xs.iter().skip(1)).map(|(a, b)| b - a).fold(f32::INFINITY, f32::min)
    }

    /// The labels, their tops at `top`.
    pub(super) fn labels(
        &self,
        axis: &Axis,
        highlight: Option<usize>,
        top: f32,
        context: Context<'_>,
    ) -> Result<Below, Refusal> {
        match axis {
            Axis::Categories(_) | Axis::Years(_) => {
                self.name_labels(&Names::of(axis, context.locale), highlight, top, context)
            }
            Axis::Months(days) => self.date_labels(Unit::Month, days, top, context),
            Axis::Dates(days) => self.date_labels(unit_of(days), days, top, context),
        }
    }

    fn name_labels(
        &self,
        names: &Names,
        highlight: Option<usize>,
        top: f32,
        context: Context<'_>,
    ) -> Result<Below, Refusal> {
        let xs: Vec<f32> = (0..self.places.len()).map(|index| self.x(index)).collect();
        let labels = PlaceLabels::fit(names, &xs, self.pitch().min(self.plot.width), highlight, context)?;
        let height = labels.height();
        let place =
            |(block, x): (Option<Block>, f32)| block.map_or_else(Vec::new, |block| inside(&block, x, top, context));
        Ok(Below { blocks: labels.blocks.into_iter().zip(xs).map(place).collect(), height })
    }

    /// As many whole days, months or years as stand apart.
    fn date_labels(&self, unit: Unit, days: &[NaiveDate], top: f32, context: Context<'_>) -> Result<Below, Refusal> {
        if days.is_empty() {
            return Ok(Below { blocks: Vec::new(), height: 0.0 });
        }
        let mut most = (self.plot.width / DATE_ROOM).max(1.0) as usize;
        loop {
            let (step, ticks) = date_ticks_of(unit, days, most);
            let blocks = date_blocks(step, &ticks, context)?;
            let xs: Vec<f32> = ticks.iter().map(|day| self.place(f64::from(day.num_days_from_ce()))).collect();
            let placed: Vec<Vec<Placed>> =
                blocks.iter().zip(&xs).map(|(block, x)| inside(block, *x, top, context)).collect();
            if most <= 1 || ticks.len() < 2 || stand_apart(&placed) {
                let height = blocks.iter().map(Block::height).fold(0.0, f32::max);
                return Ok(Below { blocks: placed, height });
            }
            most = ticks.len() - 1;
        }
    }
}

/// A block in the middle of `x`, kept inside the drawing.
fn inside(block: &Block, x: f32, top: f32, context: Context<'_>) -> Vec<Placed> {
    block.placed(places::inside(x, block.width(), context.width), top, Anchor::Middle)
}

fn stand_apart(placed: &[Vec<Placed>]) -> bool {
    let end = |lines: &[Placed]| lines.iter().map(|line| line.area.x + line.area.width).fold(0.0, f32::max);
    let start = |lines: &[Placed]| lines.iter().map(|line| line.area.x).fold(f32::INFINITY, f32::min);
    placed.iter().zip(placed.iter().skip(1)).all(|(a, b)| end(a) + SPACE <= start(b))
}

fn date_blocks(step: DateStep, ticks: &[NaiveDate], context: Context<'_>) -> Result<Vec<Block>, Refusal> {
    let unit = match step {
        DateStep::Days(_) => Unit::Day,
        DateStep::Months(_) => Unit::Month,
        DateStep::Years(_) => Unit::Year,
    };
    let lettering = Lettering::new(context);
    let look = Look::plain(SIZE, context.palette.ink);
    let block = |lines: Vec<String>| -> Result<Block, Refusal> {
        Ok(Block { lines: lines.iter().map(|line| lettering.line(line, look)).collect::<Result<_, _>>()? })
    };
    stacked(unit, ticks, context.locale).into_iter().map(block).collect()
}
