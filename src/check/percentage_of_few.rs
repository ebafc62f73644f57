//! A percentage of so few that one case more or less changes it.

use super::context::Operation;
use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::evidence::change::SMALLEST_BASE;
use rust_decimal::Decimal;

/// A change in per cent has a base that is not tiny.
pub(super) struct PercentageOfFew;

impl Check for PercentageOfFew {
    fn name(&self) -> &'static str {
        "percentage-of-few"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a change in per cent (`computed_from = { change = [\"before\", \"after\"] }`) whose earlier number is \
                    below 20.",
            why: "From 4 to 9 is a rise of 125 per cent, and from 4 to 8 one of 100: one case more or less changes the percentage \
                  greatly, and it sounds like a finding.",
            example: r##"[figures.before]
what   = "people executed"
value  = 4
bound  = "exact"
period = 2022
source = "monitor"

[figures.after]
what   = "people executed"
value  = 9
bound  = "exact"
period = 2023
source = "monitor"

[figures.rise]
what          = "rise in executions"
period        = 2023
source        = "monitor"
computed_from = { change = ["before", "after"] }"##,
            remedy: "Print both numbers: `{{ change(figures.before, figures.after) }}` does, without a percentage. Where it is to \
                     stay, write why in `[[allow]]`.",
            references: "Making Data Meaningful, part 1: A guide to writing stories about numbers (UNECE, 2009).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for figure in context.figures {
            let Some(computation) = context.computation(figure) else { continue };
            let [before, _] = computation.operands.as_slice() else { continue };
            let Some(base) = before.figure.value.as_ref().filter(|_| computation.operation == Operation::Change) else {
                continue;
            };
            if base.value < Decimal::from(SMALLEST_BASE) {
                sink.push(
                    self.finding(format!("`{}` is a percentage of {}", figure.id.value, base.value))
                        .at(computation.span, format!("the base is below {SMALLEST_BASE}"))
                        .also(base.span, format!("`{}`", before.id.value))
                        .help("print both numbers and no percentage: a few cases more or less would change it greatly"),
                );
            }
        }
    }
}
