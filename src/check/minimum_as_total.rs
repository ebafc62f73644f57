//! A minimum that is treated as the total.

use super::context::{Counted, Operation};
use super::counted::Amount;
use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::spec::Bound;

/// What is made of minimums is no exact number.
pub(super) struct MinimumAsTotal;

impl Check for MinimumAsTotal {
    fn name(&self) -> &'static str {
        "minimum-as-total"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a figure that is calculated from minimum counts and says more than they do: a sum of \
                     minimums that is not itself `at-least`, or a share or change on a minimum that claims to be \
                     `exact`.",
            why: "Where the true number may be larger, so may the sum, and the share may be smaller: the result \
                     looks more certain than anything it is made of.",
            example: r##"[figures.spring]
what   = "people executed in spring"
value  = 100
bound  = "at-least"
period = { from = "2020-03", to = "2020-05" }
source = "monitor"

[figures.summer]
what   = "people executed in summer"
value  = 80
bound  = "at-least"
period = { from = "2020-06", to = "2020-08" }
source = "monitor"

[figures.both]
what          = "people executed in spring and summer"
value         = 180
bound         = "exact"
period        = { from = "2020-03", to = "2020-08" }
source        = "monitor"
computed_from = { sum = ["spring", "summer"] }"##,
            remedy: "Give the sum the bound `at-least`. A share or a change of minimums may be higher or lower than \
                     it looks: give it the bound `about`, and say why in `basis`.",
            references: "Guidance on Casualty Recording (OHCHR, 2019).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for figure in context.figures {
            let Some(computation) = context.computation(figure) else { continue };
            let Some(said) = figure.amount else { continue };
            let minimum = |operand: &&&Counted<'_>| operand.amount.is_some_and(Amount::is_minimum);
            let base = match computation.operation {
                Operation::Sum => computation.operands.iter().find(minimum).filter(|_| !said.is_minimum()),
                Operation::Share => {
                    computation.operands.get(1).filter(|base| minimum(base) && said.bound == Bound::Exact)
                }
                Operation::Change | Operation::Difference => {
                    computation.operands.iter().find(minimum).filter(|_| said.bound == Bound::Exact)
                }
            };
            let Some(base) = base else { continue };
            let (help, wanted) = (wanted(computation.operation), said.bound.name());
            let place = figure.figure.bound.as_ref().map_or(figure.id.span, |bound| bound.span);
            sink.push(
                self.finding(format!(
                    "the figure `{}` is calculated from a minimum and says `{wanted}`",
                    figure.id.value
                ))
                .at(place, "more certain than what it is made of")
                .also(base.number_span(), format!("`{}` is a minimum", base.id.value))
                .also(computation.span, "calculated here")
                .help(help),
            );
        }
    }
}

/// The bound that a result of minimums can have: a sum can only be larger, a share or a change may be off either way.
fn wanted(operation: Operation) -> &'static str {
    if operation == Operation::Sum {
        "write `bound = \"at-least\"`"
    } else {
        "it may be higher or lower than this: write `bound = \"about\"`, and say why in `basis`"
    }
}
