//! `step-line`: values that hold until the next one, as of a law, a list or a number in force.

use super::line::{self, Way, is_cut};
use super::{Base, Chart, Context, Plot, Refusal, alt};
use crate::doc::Drawing;
use crate::locale::Locale;

/// Lines in steps.
pub struct StepLine;

impl Chart for StepLine {
    fn name(&self) -> &'static str {
        "step-line"
    }

    fn purpose(&self) -> &'static str {
        "shows values that hold from one date to the next, one to four of them"
    }

    fn draw(&self, plot: &Plot, context: Context<'_>) -> Result<Drawing, Refusal> {
        line::draw(self.name(), plot, Way::Step, context)
    }

    fn describe(&self, plot: &Plot, locale: &Locale) -> String {
        alt::describe(&locale.chart.step_line, plot, locale)
    }

    fn key(&self, plot: &Plot, context: Context<'_>) -> Option<String> {
        alt::line_key(plot, context.locale, is_cut(plot))
    }

    fn cuts_axis(&self, plot: &Plot) -> bool {
        plot.options.base == Base::Unsaid && is_cut(plot)
    }
}
