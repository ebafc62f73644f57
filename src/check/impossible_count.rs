//! Half a person.

use super::context::Counted;
use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::spec::Figure;
use rust_decimal::Decimal;

/// A count is a whole number and not below zero.
pub(super) struct ImpossibleCount;

impl Check for ImpossibleCount {
    fn name(&self) -> &'static str {
        "impossible-count"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a figure without a `unit` that is below zero or has decimals.",
            why: "A count of people has neither; the unit is missing, or the point was meant to separate thousands.",
            example: r##"[figures.executed]
what   = "people executed"
value  = 1.5
bound  = "about"
period = 2020
source = "monitor""##,
            remedy: "Give it a `unit` (\"per cent\"), write of how many times it is the average (`average_of`), or correct the \
                     number: `1500` and not `1.500`.",
            references: "United Nations Editorial Manual Online, Numbers, dates and time.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        // a share or a change is per cent
        let is_percent = |figure: &Figure| {
            figure.computed_from.as_ref().is_some_and(|from| !from.share.is_empty() || !from.change.is_empty())
        };
        let counts = |figure: &&Counted<'_>| figure.figure.unit.is_none() && !is_percent(figure.figure);
        for figure in context.figures.iter().filter(counts) {
            let estimates = figure.figure.estimates.iter().filter_map(|estimate| estimate.value.as_ref());
            for value in figure.figure.value.iter().chain(estimates) {
                // an average need not be whole
                let fraction = !value.value.fract().is_zero() && figure.figure.average_of.is_none();
                if fraction || value.value < Decimal::ZERO {
                    let what = if fraction { "has decimals" } else { "is below zero" };
                    sink.push(
                        self.finding(format!("the figure `{}` counts something and {what}", figure.id.value))
                            .at(value.span, "of what unit?")
                            .help("add `unit`, or correct the number: `1500` and not `1.500`"),
                    );
                }
            }
        }
    }
}
