//! Twelve months against twelve others.

use super::context::Operation;
use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::spec::Period;

/// A calculation compares like times.
pub(super) struct CalculationAcrossPeriods;

impl Check for CalculationAcrossPeriods {
    fn name(&self) -> &'static str {
        "calculation-across-periods"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a figure whose `computed_from` compares a calendar year with a year of other months, times \
                     of different length, or a part with a whole of another time.",
            why: "\"Year\" means the calendar year, the year from one 10 October to the next, the Persian year: a \
                     change between two kinds of year measures the calendar.",
            example: r##"[figures.before]
what   = "people executed"
value  = 582
bound  = "at-least"
period = 2022
source = "monitor"

[figures.after]
what   = "people executed"
value  = 659
bound  = "at-least"
period = { from = 2022-10-10, to = 2023-10-08 }
source = "monitor"

[figures.rise]
what          = "rise in executions"
value         = 13.2
bound         = "about"
unit          = "per cent"
period        = 2023
source        = "monitor"
computed_from = { change = ["before", "after"] }"##,
            remedy: "Compare periods of one kind. Where there is none, print both numbers with their periods and no \
                     change.",
            references: "Making Data Meaningful, part 1: A guide to writing stories about numbers (UNECE, 2009).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for figure in context.figures {
            let Some(computation) = context.computation(figure) else { continue };
            let [first, second] = computation.operands.as_slice() else { continue };
            let (Some(a), Some(b)) = (&first.figure.period, &second.figure.period) else { continue };
            let lengths = first.figure.is_for_as_long_as(second.figure);
            if let Some(why) = unlike(computation.operation, &a.value, &b.value, lengths) {
                sink.push(
                    self.finding(format!("the figure `{}` is calculated from unlike times: {why}", figure.id.value))
                        .at(computation.span, "not comparable")
                        .also(a.span, format!("`{}`", first.id.value))
                        .also(b.span, format!("`{}`", second.id.value))
                        .help("compare periods of one kind, or print both numbers and no comparison"),
                );
            }
        }
    }
}

/// Why two times cannot be compared; none where they can. `lengths` says whether they are about as long.
fn unlike(operation: Operation, a: &Period, b: &Period, lengths: bool) -> Option<&'static str> {
    match operation {
        Operation::Sum => None,
        Operation::Share => {
            let inside = a.days().zip(b.days()).is_none_or(|(part, whole)| whole.0 <= part.0 && part.1 <= whole.1);
            (!inside).then_some("the part does not lie within the whole")
        }
        Operation::Change | Operation::Difference => {
            if a.is_year_of_other_kind(b) {
                return Some("a calendar year and a year of other months");
            }
            (!lengths && operation == Operation::Change).then_some("one is longer than the other")
        }
    }
}
