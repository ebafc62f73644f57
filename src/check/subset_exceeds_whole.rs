//! A part that is larger than its whole.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};

/// No part is larger than its whole.
pub(super) struct SubsetExceedsWhole;

impl Check for SubsetExceedsWhole {
    fn name(&self) -> &'static str {
        "subset-exceeds-whole"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a figure that is larger than the figure it is a `subset_of`, at the same time and place: \
                     where the whole has an upper end, or where both come from one count.",
            why: "One of the two numbers is wrong, or they are of different counts and cannot be set against each \
                     other.",
            example: r##"[figures.all]
what   = "people executed"
value  = 25
bound  = "exact"
period = 2020
source = "monitor"

[figures.women]
what      = "women executed"
value     = 31
bound     = "at-least"
period    = 2020
source    = "monitor"
subset_of = "all""##,
            remedy: "Look both up in their sources; take both from one count.",
            references: "Making Data Meaningful, part 1: A guide to writing stories about numbers (UNECE, 2009).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for figure in context.figures {
            let Some(named) = &figure.figure.subset_of else { continue };
            let Some(whole) = context.figure(&named.value) else { continue };
            let (Some(part), Some(all)) = (figure.amount, whole.amount) else { continue };
            let same = figure.figure.period.as_ref().map(|period| period.value)
                == whole.figure.period.as_ref().map(|period| period.value);
            let most = if figure.same_counter(whole) { Some(all.value) } else { all.high() };
            if same && part.low().zip(most).is_some_and(|(part, most)| part > most) {
                sink.push(
                    self.finding(format!(
                        "the figure `{}` is a part of `{}` and larger than it",
                        figure.id.value, whole.id.value
                    ))
                    .at(figure.number_span(), format!("{} here", part.value))
                    .also(whole.number_span(), format!("{} in all", all.value))
                    .help("look both up in their sources, and take both from one count"),
                );
            }
        }
    }
}
