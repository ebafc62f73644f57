//! Numbers of nowhere.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};

/// Every figure says for which place it holds.
pub(super) struct FigureWithoutPlace;

impl Check for FigureWithoutPlace {
    fn name(&self) -> &'static str {
        "figure-without-place"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a figure without `place`.",
            why: "A number that is true of a province is soon read as one of the country; only the record can say \
                     which it is.",
            example: r##"[figures.executions]
what   = "people executed"
value  = 267
bound  = "at-least"
period = 2020
source = "institute""##,
            remedy: "Add `place`, as the source has it.",
            references: "Guidance on Casualty Recording (OHCHR, 2019).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for (id, _) in context.spec.figures.iter().filter(|(_, figure)| figure.place.is_none()) {
            sink.push(
                self.finding(format!("the figure `{}` does not say for which place it holds", id.value))
                    .at(id.span, "has no `place`")
                    .help("add `place`, as the source has it: `place = \"Iran\"`"),
            );
        }
    }
}
