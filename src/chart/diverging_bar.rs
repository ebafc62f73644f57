//! `diverging-bar`: answers on a scale, laid around a middle: what is negative before it, what is positive after it, what is
//! neutral across it or apart.

use super::dress::MOST_LOOKS;
use super::limits::Limits;
use super::row_axis::Way;
use super::rows;
use super::{Chart, Context, Layout, Plot, Refusal, Side, alt, stack};
use crate::doc::Drawing;
use crate::locale::Locale;

/// More rows than this do not fit on a page with their caption.
const MOST_ROWS: usize = 35;

/// Answers around a middle.
pub struct DivergingBar;

impl Chart for DivergingBar {
    fn name(&self) -> &'static str {
        "diverging-bar"
    }

    fn purpose(&self) -> &'static str {
        "shows answers on a scale from against to for, with the neutral ones across the middle or apart"
    }

    fn draw(&self, plot: &Plot, context: Context<'_>) -> Result<Drawing, Refusal> {
        Limits { kind: self.name(), places: MOST_ROWS, series: MOST_LOOKS, negative: false }.check(plot)?;
        let layout = layout(plot)?;
        check_sides(plot)?;
        rows::draw(plot, Way::Around(layout), context)
    }

    fn describe(&self, plot: &Plot, locale: &Locale) -> String {
        alt::describe_bars(&locale.chart.diverging_bar, plot, plot.sort_by_value, locale)
    }

    fn key(&self, plot: &Plot, context: Context<'_>) -> Option<String> {
        let layout = stack::layout(&plot.options, Layout::Stacked);
        let unlabelled = rows::unlabelled(plot, Way::Around(layout), context);
        alt::answers_key(plot, layout, unlabelled, context)
    }
}

/// Values as they are, or as shares.
fn layout(plot: &Plot) -> Result<Layout, Refusal> {
    match stack::checked_layout(plot, Layout::Stacked)? {
        Layout::Grouped => Err(Refusal::new(
            "the answers of a `diverging-bar` chart do not stand side by side",
            "write `layout = \"percent\"` for shares, or leave `layout` out",
        )),
        layout => Ok(layout),
    }
}

fn check_sides(plot: &Plot) -> Result<(), Refusal> {
    let all = plot.series.len();
    let has = |side: Side| (0..all).any(|series| plot.options.side(series, all) == side);
    if has(Side::Negative) && has(Side::Positive) {
        return Ok(());
    }
    Err(Refusal::new(
        "a `diverging-bar` chart needs answers on both sides of its middle",
        "name two columns or more in `y`, from the most negative to the most positive, or say their `side`",
    ))
}
