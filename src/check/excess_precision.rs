//! Digits that nobody knows.

use super::context::{Computation, Operation};
use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::spec::Bound;
use rust_decimal::Decimal;

/// A number has as many digits as are known.
pub(super) struct ExcessPrecision;

impl Check for ExcessPrecision {
    fn name(&self) -> &'static str {
        "excess-precision"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a share or a change in per cent with more decimals than its figures can carry (more than \
                     one; with fewer than a hundred cases, any), and a value that is `about` and has five or more \
                     digits that count.",
            why: "\"20.3108 per cent of 901 people\" and \"about 12,347\" claim a knowledge that nobody has; a \
                     reader who sees that doubts the rest.",
            example: r##"[figures.share]
what   = "share of prisoners held without charge"
value  = 12345
bound  = "about"
period = 2020
source = "monitor""##,
            remedy: "Round as the source does, or to what the number of cases can carry.",
            references: "Making Data Meaningful, part 1: A guide to writing stories about numbers (UNECE, 2009).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for figure in context.figures {
            let Some(said) = figure.amount else { continue };
            let place = figure.number_span();
            if let Some(most) = context.computation(figure).and_then(|computation| decimals(&computation)) {
                if said.value.normalize().scale() > most {
                    let message = format!(
                        "the figure `{}` has more decimals than those it is calculated from can carry",
                        figure.id.value
                    );
                    let help = format!("round it to {}", said.value.round_dp(most).normalize());
                    sink.push(self.finding(message).at(place, "too exact").help(help));
                }
            } else if said.bound == Bound::About && significant(said.value) >= DIGITS {
                let message = format!(
                    "the figure `{}` is “about {}”: that is too exact for “about”",
                    figure.id.value, said.value
                );
                sink.push(
                    self.finding(message).at(place, "too exact").help("round it as the source does; is it `exact`?"),
                );
            }
        }
    }
}

/// From how many digits that count on "about" is not credible.
const DIGITS: usize = 5;

/// How many decimals a share or a change can carry; none for other calculations.
fn decimals(computation: &Computation<'_>) -> Option<u32> {
    let base = match computation.operation {
        Operation::Share => computation.operands.get(1)?,
        Operation::Change => computation.operands.first()?,
        Operation::Sum | Operation::Difference => return None,
    };
    Some(if base.amount?.value < Decimal::ONE_HUNDRED { 0 } else { 1 })
}

/// The digits of a number without zeros at either end.
fn significant(value: Decimal) -> usize {
    let digits: String = value.normalize().abs().to_string().chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').len()
}
