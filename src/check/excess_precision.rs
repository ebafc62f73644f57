//! Digits that nobody knows.

use super::context::Computation;
use super::counted::Amount;
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
            remedy: "Round as the source does, or to what the number of cases can carry: once, from the full result.",
            references: "Making Data Meaningful, part 1: A guide to writing stories about numbers (UNECE, 2009).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for figure in context.figures {
            let Some(said) = figure.amount else { continue };
            let place = figure.number_span();
            let computation = context.computation(figure);
            let most = computation.as_ref().and_then(Computation::decimals);
            if let Some((computation, most)) = computation.as_ref().zip(most) {
                if said.value.normalize().scale() > most {
                    let message = format!(
                        "the figure `{}` is more exact than the numbers it is calculated from",
                        figure.id.value
                    );
                    let help = format!("write {}", proposed(said, computation, most));
                    sink.push(
                        self.finding(message)
                            .at(place, "too exact")
                            .also(computation.span, "calculated from these")
                            .help(help),
                    );
                }
            } else if said.bound == Bound::About && significant(said.value) >= DIGITS {
                let message = format!(
                    "the figure `{}` is “about {}”: that is too exact for “about”",
                    figure.id.value, said.value
                );
                sink.push(
                    self.finding(message)
                        .at(place, "too exact")
                        .help("round it as the source does, or write `bound = \"exact\"` if the source says so"),
                );
            }
        }
    }
}

/// From how many digits that count on "about" is not credible.
const DIGITS: usize = 5;

/// The number to write: the result of the calculation rounded once, and not what was rounded before. A minimum or maximum that
/// is not the result itself is the author's own, and is rounded as it stands.
fn proposed(said: Amount, computation: &Computation<'_>, most: u32) -> Decimal {
    let own = said.value.round_dp(most).normalize();
    let Some(result) = computation.rounded(most) else { return own };
    let result = if said.value.is_sign_positive() { result.abs() } else { result };
    let one_sided = !matches!(said.bound, Bound::Exact | Bound::About);
    if one_sided && (said.value - result).abs() > Decimal::ONE { own } else { result }
}

/// The digits of a number without zeros at either end.
fn significant(value: Decimal) -> usize {
    let digits: String = value.normalize().abs().to_string().chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').len()
}

#[cfg(test)]
mod tests {
    use super::super::testing::hints;
    use super::super::wrong_calculation::WrongCalculation;
    use super::*;

    fn share(part: u32, whole: u32, value: &str, bound: &str) -> String {
        let figure = |id: &str, value: &str, bound: &str, unit: &str| {
            format!(
                "[figures.{id}]\nwhat = \"{id}\"\nvalue = {value}\nbound = \"{bound}\"\n{unit}period = 2020\nsource = \"a\"\n"
            )
        };
        let (part, whole) = (part.to_string(), whole.to_string());
        figure("k", &part, "exact", "")
            + &figure("all", &whole, "exact", "")
            + &figure("r", value, bound, "unit = \"per cent\"\n")
            + "computed_from = { share = [\"k\", \"all\"] }\n"
    }

    #[test]
    fn the_full_result_is_rounded_and_only_once() {
        // 5 of 67 is 7.46: rounded to 7.5 and that to 8 it would be a number that no calculation gives
        assert_eq!(hints(&ExcessPrecision, &share(5, 67, "7.5", "about")), ["write 7"]);
        assert_eq!(hints(&ExcessPrecision, &share(183, 901, "20.3108", "about")), ["write 20.3"]);
        assert_eq!(
            hints(&ExcessPrecision, &share(50, 67, "7.5", "at-least")),
            ["write 8"],
            "a minimum of the author's own"
        );
    }

    #[test]
    fn what_is_wrong_and_too_exact_is_told_one_number() {
        let text = share(5, 67, "9.5", "about");
        assert_eq!(hints(&ExcessPrecision, &text), ["write 7"]);
        let found = super::super::testing::found(&WrongCalculation, &text);
        assert_eq!(found, ["9.5: the figure `r` says 9.5, but 5 of 67 is 7 per cent"]);
    }
}
