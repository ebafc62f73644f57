//! A number without its time.

use super::{Check, Context, Documentation};
use crate::diag::{Diagnostic, Severity, Sink};

/// Every figure says for what time it holds.
pub(super) struct FigureWithoutPeriod;

impl Check for FigureWithoutPeriod {
    fn name(&self) -> &'static str {
        "figure-without-period"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a figure that does not say for what time it holds.",
            why: "A count without its time cannot be checked or compared: sources count by calendar year, by other twelve \
                  months, or up to the day of their report.",
            example: r#"[figures.executions]
what   = "people executed"
value  = 267
bound  = "at-least"
source = "institute""#,
            remedy: "Give `period`: a year (`2020`), a month (`\"2019-11\"`), a day, or `{ from = …, to = … }`.",
            references: "Guidance on Casualty Recording (OHCHR, 2019).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for (id, _) in context.spec.figures.iter().filter(|(_, figure)| figure.period.is_none()) {
            sink.push(
                Diagnostic::error(self.name(), format!("the figure `{}` has no period", id.value))
                    .at(id.span, "for what time does it hold?")
                    .help("add `period`: a year (`2020`), a month (`\"2019-11\"`), a day, or `{ from = …, to = … }`"),
            );
        }
    }
}
