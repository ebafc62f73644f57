//! The values above standing bars and stacks: all where they stand apart, else at a smaller size, else those that matter
//! most.

use super::bar::by_weight;
use super::columns::{Grid, PLOT_HEIGHT};
use super::frame::{Fault, Frame, Upright};
use super::labels::{Anchor, Crowd, Label, Lettering, Look, Placed, SIZE, SMALL_SIZE, VALUE_SIZE};
use super::marks::{Growth, Mark, SIGN_REACH, Shape, Sign, whisker_width};
use super::scale::ValueScale;
use super::{Context, Plot, Refusal, alt};
use crate::page::{Color, Rect};
use rust_decimal::Decimal;

/// From the end of a bar or its sign to its value.
const VALUE_GAP: f32 = 2.6;

/// A value above a bar or a stack.
pub(super) struct Tip {
    /// The index of its place.
    pub(super) place: usize,
    /// The index of its series; 0 for a whole stack.
    pub(super) series: usize,
    /// Where it stands.
    pub(super) middle: f32,
    /// The thickness of its bar.
    pub(super) thickness: f32,
    /// The end of the bar.
    pub(super) value: Decimal,
    /// What is highest, bar or interval.
    pub(super) top: Decimal,
    /// Between which ends the value lies.
    pub(super) interval: Option<(Decimal, Decimal)>,
    /// The sign of its bound.
    pub(super) sign: Option<Sign>,
    /// The colour of the sign.
    pub(super) color: Color,
    /// The colour of the value.
    pub(super) text: Color,
}

impl Tip {
    /// From its top to the baseline of its value.
    pub(super) fn rise(&self) -> f32 {
        VALUE_GAP + self.sign.map_or(0.0, |_| SIGN_REACH)
    }
}

/// The sign of a bound beyond the end of a bar, or the interval in which its value lies.
pub(super) fn draw_tip(chart: &mut Upright<'_>, tip: &Tip, frame: &Frame) -> Result<(), Fault> {
    let x = f64::from(tip.middle - frame.plot.x);
    if let Some(sign) = tip.sign {
        let shape = Shape::Sign(sign, Growth::Up, tip.thickness, tip.color);
        chart.draw_series([Mark { places: vec![(x, tip.value)], shape }])?;
    }
    if let Some((low, high)) = tip.interval {
        let shape = Shape::Whisker(Growth::Up, whisker_width(tip.thickness), tip.text);
        chart.draw_series([Mark { places: vec![(x, low), (x, high)], shape }])?;
    }
    Ok(())
}

/// The values above bars and stacks.
pub(super) struct Values<'a> {
    /// What is told.
    pub(super) tips: &'a [Tip],
    /// The axis of values.
    pub(super) scale: &'a ValueScale,
    /// The places.
    pub(super) grid: &'a Grid,
    /// Where the plot may begin.
    pub(super) top: f32,
    /// What the signs for no value cover; `y` counts upwards from the axis.
    pub(super) crosses: &'a [Rect],
}

/// Those that fit, by the index of their tip, and the frame that has room for them.
pub(super) struct Shown {
    /// By the index of the tip.
    pub(super) placed: Vec<Option<Placed>>,
    /// The frame, which has room for them.
    pub(super) frame: Frame,
}

impl Shown {
    /// Those of one place.
    pub(super) fn of_place<'a>(&'a self, tips: &'a [Tip], place: usize) -> impl Iterator<Item = Placed> + 'a {
        let of = move |(tip, placed): (&Tip, &Option<Placed>)| placed.clone().filter(|_| tip.place == place);
        tips.iter().zip(&self.placed).filter_map(of)
    }

    /// What they cover, down to the ends of their bars.
    pub(super) fn areas(&self, tips: &[Tip]) -> Vec<Rect> {
        let area = |(tip, placed): (&Tip, &Option<Placed>)| {
            placed.as_ref().map(|placed| Rect { height: placed.area.height + tip.rise(), ..placed.area })
        };
        tips.iter().zip(&self.placed).filter_map(area).collect()
    }
}

impl Values<'_> {
    /// All where they stand apart, else at a smaller size, else those that matter most.
    pub(super) fn placed(&self, plot: &Plot, context: Context<'_>, beside: f32) -> Result<Shown, Refusal> {
        let mut last = None;
        for size in [VALUE_SIZE, SMALL_SIZE] {
            let labels = self.labels(plot, size, context)?;
            let frame = self.frame(&labels, context, beside);
            let placed = self.place(&labels, &frame, &(0..self.tips.len()).collect::<Vec<_>>());
            if placed.iter().all(Option::is_some) {
                return Ok(Shown { placed, frame });
            }
            last = Some((labels, frame));
        }
        match last {
            None => Ok(Shown { placed: Vec::new(), frame: self.frame(&[], context, beside) }),
            Some((labels, frame)) => Ok(Shown { placed: self.place(&labels, &frame, &self.weightiest(plot)), frame }),
        }
    }

    fn labels(&self, plot: &Plot, size: f32, context: Context<'_>) -> Result<Vec<Label>, Refusal> {
        let lettering = Lettering::new(context);
        let label = |tip: &Tip| {
            let set_off = plot.highlight == Some(tip.place);
            let look = if set_off { Look::bold(size, tip.text) } else { Look::strong(size, tip.text) };
            lettering.line(&alt::number_of_bar(plot, (tip.series, tip.place), &tip.value, context.locale), look)
        };
        self.tips.iter().map(label).collect()
    }

    /// The plot stands as far down as its highest label needs.
    fn frame(&self, labels: &[Label], context: Context<'_>, beside: f32) -> Frame {
        let tick = Look::plain(SIZE, Color::BLACK);
        let reach = |(tip, label): (&Tip, &Label)| {
            tip.rise() + label.look().ascent() - (1.0 - self.scale.share(tip.top) as f32) * PLOT_HEIGHT
        };
        let needed = self.tips.iter().zip(labels).map(reach).fold(tick.ascent() - tick.cap_height() / 2.0, f32::max);
        let y = (self.top + needed).max(self.top + beside - PLOT_HEIGHT);
        let plot = Rect { x: self.grid.left, y, width: self.grid.width(), height: PLOT_HEIGHT };
        Frame { width: context.width, height: y + PLOT_HEIGHT, plot }
    }

    fn place(&self, labels: &[Label], frame: &Frame, order: &[usize]) -> Vec<Option<Placed>> {
        let mut crowd = Crowd::default();
        let foot = frame.plot.y + PLOT_HEIGHT;
        for tip in self.tips {
            let y = frame.y(self.scale, tip.top) - tip.sign.map_or(0.0, |_| SIGN_REACH);
            let x = tip.middle - tip.thickness / 2.0;
            crowd.take(Rect { x, y, width: tip.thickness, height: foot - y });
        }
        // the comma of one number must not reach into another, nor into a sign for no value
        let mut labelled = Crowd::default();
        self.crosses.iter().for_each(|cross| labelled.take(Rect { y: foot - cross.y, ..*cross }));
        let mut placed = vec![None; labels.len()];
        for &index in order {
            let (Some(tip), Some(label)) = (self.tips.get(index), labels.get(index)) else { continue };
            let half = label.width() / 2.0;
            if label.width() > frame.plot.width {
                // it would reach into what stands beside the plot; the value stands in the text and the data
                continue;
            }
            let (first, end) = (frame.plot.x + half, frame.plot.x + frame.plot.width - half);
            let x = tip.middle.clamp(first, end.max(first));
            let at = label.placed(x, frame.y(self.scale, tip.top) - tip.rise(), Anchor::Middle);
            // Digits do not descend: only what is above the baseline must not touch a bar.
            let digits =
                Rect { height: label.look().ascent(), x: at.area.x - 1.0, width: at.area.width + 2.0, ..at.area };
            if crowd.is_free(digits)
                && labelled.is_free(at.area)
                && let Some(slot) = placed.get_mut(index)
            {
                labelled.take(at.area);
                *slot = Some(at);
            }
        }
        placed
    }

    /// The tips that are told first, series by series.
    fn weightiest(&self, plot: &Plot) -> Vec<usize> {
        let mut order = Vec::new();
        for series in 0..plot.series.len() {
            let of: Vec<usize> =
                (0..self.tips.len()).filter(|at| self.tips.get(*at).is_some_and(|t| t.series == series)).collect();
            let values: Vec<Option<Decimal>> = of.iter().map(|at| self.tips.get(*at).map(|tip| tip.value)).collect();
            let highlight =
                of.iter().position(|at| self.tips.get(*at).is_some_and(|tip| Some(tip.place) == plot.highlight));
            order.extend(by_weight(&values, highlight).into_iter().filter_map(|at| of.get(at).copied()));
        }
        order
    }
}
