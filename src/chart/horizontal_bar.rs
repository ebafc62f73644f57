//! `horizontal-bar`: lying bars, one row a place, with room for long names at their left and their values at their ends.

use super::dress::MOST_LOOKS;
use super::frame::Frame;
use super::labels::{Anchor, Label, Placed};
use super::limits::Limits;
use super::row_axis::Way;
use super::rows;
use super::scale::ValueScale;
use super::{Chart, Context, Layout, Plot, Refusal, alt, stack};
use crate::doc::Drawing;
use crate::locale::Locale;
use crate::page::Rect;

/// More rows than this do not fit on a page with their caption.
const MOST_ROWS: usize = 40;
/// More bars below each other than this do not either.
const MOST_BARS: usize = 48;
/// From one label of the ticks to the next, at least.
const TICK_SPACE: f32 = 8.0;

/// Lying bars.
pub struct HorizontalBar;

impl Chart for HorizontalBar {
    fn name(&self) -> &'static str {
        "horizontal-bar"
    }

    fn purpose(&self) -> &'static str {
        "compares counts of categories with long names, the largest first; several columns below each other, stacked, or as shares"
    }

    fn draw(&self, plot: &Plot, context: Context<'_>) -> Result<Drawing, Refusal> {
        Limits { kind: self.name(), places: MOST_ROWS, series: MOST_LOOKS, negative: false }.check(plot)?;
        let layout = stack::checked_layout(plot, Layout::Grouped)?;
        let bars = super::limits::count(&plot.x) * plot.series.len();
        if layout == Layout::Grouped && plot.series.len() > 1 && bars > MOST_BARS {
            return Err(Refusal::new(
                format!("{bars} bars below each other do not fit on a page with their caption"),
                "chart fewer rows or columns, or write `layout = \"stacked\"` where the columns are parts of a whole",
            ));
        }
        rows::draw(plot, Way::FromZero(layout), context)
    }

    fn describe(&self, plot: &Plot, locale: &Locale) -> String {
        alt::describe_bars(&locale.chart.horizontal_bar, plot, plot.sort_by_value, locale)
    }

    fn key(&self, plot: &Plot, context: Context<'_>) -> Option<String> {
        let layout = stack::layout(&plot.options, Layout::Grouped);
        let unlabelled = rows::unlabelled(plot, Way::FromZero(layout), context);
        alt::bars_key(plot, layout, false, unlabelled, context)
    }
}

/// The lines of the grid as areas.
pub(super) fn rule_areas(frame: &Frame, scale: &ValueScale) -> Vec<Rect> {
    let Rect { y, height, .. } = frame.plot;
    scale.ticks().iter().map(|tick| Rect { x: frame.x(scale, *tick), y, width: 0.0, height }).collect()
}

/// The labels of every tick, or of every second or third where they would touch.
pub(super) fn thinned(ticks: &[Label], scale: &ValueScale, frame: &Frame, baseline: f32) -> Vec<Placed> {
    let all = ticks.iter().zip(scale.ticks());
    let all: Vec<Placed> =
        all.map(|(label, tick)| label.placed(frame.x(scale, *tick), baseline, Anchor::Middle)).collect();
    let every = |step: usize| all.iter().step_by(step).cloned().collect::<Vec<_>>();
    let apart = |shown: &Vec<Placed>| {
        let pairs = shown.iter().zip(shown.iter().skip(1));
        pairs.into_iter().all(|(a, b)| a.area.x + a.area.width + TICK_SPACE <= b.area.x)
    };
    (1..=all.len()).map(every).find(apart).unwrap_or_default()
}
