//! Exactly one thousand.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::spec::Bound;
use rust_decimal::Decimal;

/// A round number is seldom exact.
pub(super) struct RoundNumberExact;

impl Check for RoundNumberExact {
    fn name(&self) -> &'static str {
        "round-number-exact"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a figure that is `exact`, without a unit, and a multiple of a thousand.",
            why: "Counts of people are seldom round. \"1,500\" is nearly always \"about 1,500\" or \"more than \
                     1,500\", and the bound was lost when the record was made.",
            example: r##"[figures.killed]
what   = "people killed"
value  = 1500000
bound  = "exact"
period = 1988
source = "institute""##,
            remedy: "Look the words before the number up in the source, and write `bound` accordingly. Where it is \
                     exact, `[[allow]]` the finding with a reason.",
            references: "Guidance on Casualty Recording (OHCHR, 2019).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for figure in context.figures.iter().filter(|figure| figure.figure.unit.is_none()) {
            let Some(said) = figure.amount.filter(|said| said.bound == Bound::Exact) else { continue };
            if said.value >= Decimal::ONE_THOUSAND && (said.value % Decimal::ONE_THOUSAND).is_zero() {
                let place = figure.figure.bound.as_ref().map_or(figure.id.span, |bound| bound.span);
                sink.push(
                    self.finding(format!(
                        "`{}` is exactly {}: a round number is seldom exact",
                        figure.id.value, said.value
                    ))
                    .at(place, "does the source say so?")
                    .help("look up the words before the number in the source: `about`, `more-than`, `at-least`?")
                    .help("if it is exact, allow it with a reason (`[[allow]]`)"),
                );
            }
        }
    }
}
