//! A calculation that looks like a statement.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};

/// A calculation is called one.
pub(super) struct CalculationAsStatement;

impl Check for CalculationAsStatement {
    fn name(&self) -> &'static str {
        "calculation-as-statement"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a figure with `computed_from` and without `basis`.",
            why: "The note names the source, and the reader looks there for a number that does not stand in it.",
            example: r##"[figures.rise]
what          = "rise in executions"
value         = 43.3
bound         = "about"
unit          = "per cent"
period        = 2023
source        = "monitor"
computed_from = { change = ["before", "after"] }"##,
            remedy: "Say in `basis` whose calculation it is and from which numbers: \"our calculation from 582 and \
                     834\".",
            references: "United Nations Editorial Manual Online, Footnotes and other references.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for figure in context.figures.iter().filter(|figure| figure.figure.basis.is_none()) {
            let Some(computation) = context.computation(figure) else { continue };
            sink.push(
                self.finding(format!("nothing tells the reader that `{}` is a calculation", figure.id.value))
                    .at(computation.span, "calculated here")
                    .help(format!("say so in `basis`: \"our calculation: {}\"", computation.words())),
            );
        }
    }
}
