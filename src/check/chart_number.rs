//! A title of a chart or a table with a number that it does not show.

use super::drawn::Shown;
use super::running::Drawn;
use super::{Check, Context, Documentation};
use super::{language, numerals};
use crate::diag::{Severity, Sink};
use rust_decimal::Decimal;

/// What is said above a chart is what it shows.
pub(super) struct ChartNumber;

impl Check for ChartNumber {
    fn name(&self) -> &'static str {
        "chart-number"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a number in the title, subtitle, note, annotation or note of a break of a chart or a table, in digits or \
                    words, that is neither in its data nor a figure of the briefing, and that its data does not give: not as a sum or \
                    mean, nor as a share, a difference, a change in per cent or a multiple of neighbours, ends or extremes, rounded \
                    as it is written. After \"nearly\", \"more than\" and the like, round figures are compared as such.",
            why: "A chart is copied with its title and without its text. A title that was typed by hand stays as it is when the \
                  data is corrected, and then says what the bars below it deny.",
            example: r#"[charts.executions]
kind  = "bar"
data  = "executions"
x     = "year"
y     = "recorded"
title = "Executions rose to 992""#,
            remedy: "Put the number right, make it a figure and write `{{ figures.ID }}` in its place, or leave it out. Where it \
                     states no fact about events, `[[allow]]` it with a reason.",
            references: "docs/specification.md, The principle; docs/charts.md.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let Some(language) = context.language else { return };
        let printed = [Some(Drawn::WithChart), Some(Drawn::WithTable)];
        for paragraph in context.text.iter().filter(|paragraph| printed.contains(&paragraph.drawn)) {
            let numbers = numerals::evidence(&paragraph.text, language);
            if numbers.is_empty() {
                continue;
            }
            let Some(shown) = Shown::around(paragraph, context) else { continue };
            for number in numbers {
                let Some(value) = number.value else { continue };
                let before = paragraph.text.get(..number.range.start).unwrap_or("");
                let written = paragraph.text.get(number.range.clone()).unwrap_or("");
                let about = language::ends_with(before, language.bounds, language).is_some();
                let base = is_base(value) && language::ends_with(before, language.each, language).is_some();
                let counted = !written.contains(numerals::is_digit) && shown.counts(value);
                let holds = shown.holds(value) || shown.gives(value) || about && shown.holds_about(value);
                if holds || base || counted || is_recorded(value, context) {
                    continue;
                }
                let place = paragraph.locate(&number.range, &context.evidence.specification);
                sink.push(
                    self.finding(format!("{} says `{written}`, which its data does not give", paragraph.title()))
                        .at_maybe(place, "neither a value, nor a sum, share or change of values")
                        .help("put it right, or make it a figure and write `{{ figures.ID }}` here")
                        .help("where it states no fact about events, allow it with a reason (`[[allow]]`)"),
                );
            }
        }
    }
}

/// "per 100,000": what a rate is of.
fn is_base(value: Decimal) -> bool {
    [100, 1_000, 10_000, 100_000, 1_000_000].into_iter().any(|base| value == Decimal::from(base))
}

/// Whether a figure of the briefing, or one of its estimates, has this number.
fn is_recorded(value: Decimal, context: Context<'_>) -> bool {
    context.with_value(value).next().is_some()
        || context.figures.iter().any(|figure| {
            let estimates = figure.figure.estimates.iter();
            let mut ends = figure.figure.between.iter().flat_map(|between| between.value);
            ends.any(|end| end == value)
                || estimates.clone().any(|estimate| estimate.value.as_ref().is_some_and(|of| of.value == value))
                || estimates.flat_map(|of| &of.between).any(|between| between.value.contains(&value))
        })
}
