//! Apples less pears.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};

/// A calculation stays within one count.
pub(super) struct CalculationAcrossCounts;

impl Check for CalculationAcrossCounts {
    fn name(&self) -> &'static str {
        "calculation-across-counts"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a figure whose `computed_from` joins figures of different bodies. Two sources by one author, \
                     or of one `origin`, are one count.",
            why: "Each body counts by its own standard. A rise from the lower count of one to the higher count of \
                     another is a number that belongs to no source.",
            example: r##"[figures.before]
what   = "people executed in 2022"
value  = 582
bound  = "at-least"
period = 2022
source = "ihrngo"

[figures.after]
what   = "people executed in 2023"
value  = 853
bound  = "at-least"
period = 2023
source = "amnesty"

[figures.rise]
what          = "rise in executions"
value         = 46.6
bound         = "about"
unit          = "per cent"
period        = 2023
source        = "amnesty"
computed_from = { change = ["before", "after"] }"##,
            remedy: "Take both numbers from the count of one body. Where both truly come from one count that two sources \
                     print, name in both, as `origin`, who counted.",
            references: "Guidance on Casualty Recording (OHCHR, 2019).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for figure in context.figures {
            let Some(computation) = context.computation(figure) else { continue };
            // what could not be calculated at all has been said: `not-calculable`
            if figure.amount.is_none() && figure.figure.between.is_none() {
                continue;
            }
            let Some((first, rest)) = computation.operands.split_first() else { continue };
            if let Some(other) = rest.iter().find(|other| !first.same_counter(other)) {
                let message = format!(
                    "`{}` combines the counts of two bodies: `{}` and `{}`",
                    figure.id.value, first.id.value, other.id.value
                );
                let finding = self.finding(message).at(computation.span, "each body counts in its own way");
                let finding = finding
                    .also(first.counter_span(), "counted by one body")
                    .also(other.counter_span(), "counted by another");
                sink.push(
                    finding
                        .help("take both numbers from one body’s count")
                        .help("if both truly come from one count, name in both, as `origin`, who counted"),
                );
            }
        }
    }
}
