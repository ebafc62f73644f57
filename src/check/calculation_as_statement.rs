//! A calculation that looks like a statement.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};

/// A calculation is called one.
pub(super) struct CalculationAsStatement;

/// What words for "calculated" begin with, in the languages of documents.
const STEMS: [&str; 7] = ["calcul", "cálcul", "расч", "вычисл", "حساب", "محاسب", "计算"];

impl Check for CalculationAsStatement {
    fn name(&self) -> &'static str {
        "calculation-as-statement"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a figure with `computed_from` whose `basis` neither calls it a calculation nor has a number that it was \
                     calculated from. \
                     Without a `basis` the note gives the calculation.",
            why: "The note names the source, and the reader looks there for a number that does not stand in it.",
            example: r##"[figures.rise]
what          = "rise in executions"
value         = 43.3
bound         = "about"
unit          = "per cent"
period        = 2023
source        = "monitor"
basis         = "executions that the Monitor confirmed"
computed_from = { change = ["before", "after"] }"##,
            remedy: "Say in `basis` whose calculation it is and from which numbers: \"…; our calculation from 582 and 834\". Or \
                     take `basis` out, and the note gives the calculation.",
            references: "United Nations Editorial Manual Online, Footnotes and other references.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for figure in context.figures {
            let Some(basis) = &figure.figure.basis else { continue };
            let Some(computation) = context.computation(figure) else { continue };
            let digits: String = basis.value.chars().filter(|letter| !matches!(letter, ',' | '\u{a0}' | ' ')).collect();
            let amounts = || computation.operands.iter().filter_map(|operand| operand.amount);
            let lower = basis.value.to_lowercase();
            if STEMS.iter().any(|stem| lower.contains(stem)) {
                continue;
            }
            if amounts().any(|amount| digits.contains(&amount.value.normalize().to_string())) {
                continue;
            }
            sink.push(
                self.finding(format!(
                    "nothing tells the reader that the figure `{}` is a calculation",
                    figure.id.value
                ))
                .at(basis.span, "names no number that it was calculated from")
                .also(computation.span, "calculated here")
                .help(format!("add it here: \"…; our calculation: {}\"", computation.words()))
                .help("or take `basis` out: the note then gives the calculation, and no longer says how the cases were counted"),
            );
        }
    }
}
