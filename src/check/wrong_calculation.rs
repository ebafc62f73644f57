//! A result that its numbers do not give.

use super::counted::Amount;
use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::spec::Bound;
use rust_decimal::Decimal;

/// What is calculated is calculated right.
pub(super) struct WrongCalculation;

impl Check for WrongCalculation {
    fn name(&self) -> &'static str {
        "wrong-calculation"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a figure whose value is not what the figures named in `computed_from` give: a sum, a \
                     difference, a share or a change in per cent. The result may be rounded to as many digits as are \
                     written.",
            why: "A percentage that does not fit its numbers is found by the first reader with a calculator, who \
                     then checks nothing else.",
            example: r##"[figures.kurdish]
what   = "Kurdish prisoners executed"
value  = 183
bound  = "exact"
period = 2024
source = "monitor"

[figures.all]
what   = "prisoners executed"
value  = 901
bound  = "exact"
period = 2024
source = "monitor"

[figures.share]
what          = "share of Kurdish prisoners"
value         = 20.5
bound         = "about"
unit          = "per cent"
period        = 2024
source        = "monitor"
computed_from = { share = ["kurdish", "all"] }"##,
            remedy: "Write the number that the calculation gives, or look the figures up and correct the wrong one. Where the source itself prints the wrong one, quote \
                     it in words and say so.",
            references: "Making Data Meaningful, part 1: A guide to writing stories about numbers (UNECE, 2009).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for figure in context.figures {
            let Some(computation) = context.computation(figure) else { continue };
            let (Some(said), Some(result)) = (figure.amount, computation.result()) else { continue };
            if agrees(said, result) {
                continue;
            }
            let Some(shown) = computation.rounded(said.value.scale()) else { continue };
            sink.push(
                self.finding(format!(
                    "the figure `{}` says {}, but {}",
                    figure.id.value,
                    said.value,
                    computation.gives(shown)
                ))
                .at(figure.number_span(), format!("the figures give {shown}"))
                .also(computation.span, "calculated from these")
                .help("write the result, or look the figures up and correct the wrong one"),
            );
        }
    }
}

/// Whether a number is the rounded result of a calculation. "A fall of 10" is written without its sign.
fn agrees(said: Amount, result: Decimal) -> bool {
    let half = Decimal::new(5, said.value.scale().saturating_add(1));
    let result = if said.value.is_sign_positive() { result.abs() } else { result };
    match said.bound {
        Bound::AtLeast | Bound::MoreThan => result >= said.value - half,
        Bound::AtMost | Bound::FewerThan => result <= said.value + half,
        Bound::Exact | Bound::About => (said.value - result).abs() <= half,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_may_be_rounded_to_the_digits_that_are_written() {
        let said = |text: &str, bound| Amount { value: text.parse().unwrap(), bound };
        let share = Decimal::from(18300) / Decimal::from(901);
        assert!(agrees(said("20.3", Bound::About), share) && agrees(said("20", Bound::Exact), share));
        assert!(!agrees(said("20.5", Bound::About), share) && !agrees(said("21", Bound::Exact), share));
        assert!(agrees(said("20", Bound::MoreThan), share) && !agrees(said("21", Bound::AtLeast), share));
        assert!(agrees(said("10.6", Bound::About), Decimal::new(-1058, 2)), "a fall without its sign");
        assert!(!agrees(said("-10.6", Bound::About), Decimal::new(1058, 2)));
    }
}
