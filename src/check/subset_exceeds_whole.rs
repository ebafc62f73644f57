//! A part that is larger than its whole.

use super::context::Counted;
use super::counted::Ends;
use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use rust_decimal::Decimal;

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
            if let Some((part, all)) = exceeds(figure, whole) {
                sink.push(
                    self.finding(format!(
                        "the figure `{}` is a part of `{}` and larger than it",
                        figure.id.value, whole.id.value
                    ))
                    .at(figure.number_span(), format!("{} here", figure.amount.map_or(part, |amount| amount.value)))
                    .also(whole.number_span(), format!("{} in all", whole.amount.map_or(all, |amount| amount.value)))
                    .help("look both up in their sources, and take both from one count"),
                );
            }
        }
    }
}

/// The least that a part can be and the most that its whole can be, where the part is larger, at the same time.
pub(super) fn exceeds(part: &Counted<'_>, whole: &Counted<'_>) -> Option<(Decimal, Decimal)> {
    let periods = [part, whole].map(|of| of.figure.period.as_ref().map(|period| period.value));
    let same = matches!(periods, [Some(a), Some(b)] if a.is_same(&b)) || periods == [None, None];
    // what one body has counted at least, it has also counted at least as a part
    let counted = whole.amount.filter(|_| part.same_counter(whole)).map(|all| all.value);
    let most = counted.or_else(|| Ends::of(whole.figure)?.high)?;
    let least = Ends::of(part.figure)?.low?;
    (same && least > most).then_some((least, most))
}
