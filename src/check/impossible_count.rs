//! Half a person.

use super::context::Counted;
use super::{Check, Context, Documentation};
use crate::diag::{Diagnostic, Severity, Sink};
use crate::spec::Figure;
use rust_decimal::Decimal;

/// What is said of a number below zero: what is wrong, at its place, and what to do.
const BELOW_ZERO: (&str, &str, &str) =
    ("is below zero", "a count is zero or more", "correct the number; if it is a change, say so with `unit`");

/// The same of decimals.
const DECIMALS: (&str, &str, &str) =
    ("has decimals", "of what unit?", "add `unit`, or correct the number: `1500` and not `1.500`");

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
            finds: "Finds a figure without a `unit` that has decimals or is below zero; that is an error.",
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
                    let below = value.value < Decimal::ZERO;
                    let (what, label, help) = if below { BELOW_ZERO } else { DECIMALS };
                    let finding = self.finding(format!("the figure `{}` counts something and {what}", figure.id.value));
                    // no count is below zero, whereas an average or a share may only lack its unit
                    let severity = if below { Severity::Error } else { finding.severity };
                    let finding = Diagnostic { severity, ..finding };
                    sink.push(finding.at(value.span, label).help(help));
                }
            }
        }
    }
}
