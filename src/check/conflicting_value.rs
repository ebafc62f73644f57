//! One quantity, two values.

use super::counted::apart;
use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};

/// One source says one thing of one quantity.
pub(super) struct ConflictingValue;

impl Check for ConflictingValue {
    fn name(&self) -> &'static str {
        "conflicting-value"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds two figures that give different numbers for the same thing, time and place from the same \
                     source. A `basis` that differs says that they count different things; so does `superseded_by`.",
            why: "One of the two is mistyped or belongs to another year. Both would be printed, each with a note to \
                     the same page.",
            example: r##"[figures.killed]
what   = "people killed in the protests"
value  = 304
period = "2019-11"
source = "institute"

[figures.killed_again]
what   = "people killed in the protests"
value  = 340
period = "2019-11"
source = "institute""##,
            remedy: "Look the number up in the source and correct the wrong record. Where they count different things, \
                     say so in `what` or in `basis`.",
            references: "Guidance on Casualty Recording (OHCHR, 2019).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for (earlier, later) in context.rivals() {
            let one_source = earlier.source.is_some() && earlier.source == later.source;
            let contradict = earlier.amount.zip(later.amount).is_some_and(|(a, b)| apart(a, b));
            if one_source && contradict && !earlier.differs_in_basis(later) {
                let place = later.number_span();
                sink.push(
                    self.finding(format!(
                        "`{}` and `{}` give different numbers for the same thing",
                        earlier.id.value, later.id.value
                    ))
                    .at(place, "one number here")
                    .also(earlier.number_span(), "another here, from the same source")
                    .help("look the number up in the source and correct the wrong record")
                    .help("where they count different things, say so in `what` or `basis`"),
                );
            }
        }
    }
}
