//! A share of more than all.

use super::context::Operation;
use super::subset_exceeds_whole::exceeds;
use super::{Check, Context, Documentation};
use crate::diag::{Diagnostic, Severity, Sink};
use rust_decimal::Decimal;

/// A part of a whole is at most the whole.
pub(super) struct ShareAboveWhole;

impl Check for ShareAboveWhole {
    fn name(&self) -> &'static str {
        "share-above-whole"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a share (`computed_from = { share = … }`) of more than 100 per cent, where both numbers are of \
                     one time. Where the first is a `subset_of` the second it is an error.",
            why: "More than all of the prisoners cannot be Kurdish. One of the numbers is wrong, the two stand in the \
                     wrong order, or they are of different counts.",
            example: r##"[figures.all]
what   = "prisoners executed"
value  = 120
bound  = "at-least"
period = 2020
source = "monitor"

[figures.kurdish]
what   = "Kurdish prisoners executed"
value  = 183
bound  = "exact"
period = 2020
source = "institute"

[figures.share]
what          = "share of Kurdish prisoners"
period        = 2020
source        = "institute"
computed_from = { share = ["kurdish", "all"] }"##,
            remedy: "Write the part first and the whole second, and take both from one count. Where a ratio is meant, \
                     say the two numbers in place of a percentage.",
            references: "Making Data Meaningful, part 1: A guide to writing stories about numbers (UNECE, 2009).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for figure in context.figures {
            let Some(computation) = context.computation(figure).filter(|it| it.operation == Operation::Share) else {
                continue;
            };
            let [part, whole] = computation.operands.as_slice() else { continue };
            let time = |of: &super::context::Counted<'_>| of.figure.period.as_ref().map(|period| period.value);
            let above = computation.result().is_some_and(|share| share > Decimal::ONE_HUNDRED);
            let within = context.is_within(part, &whole.id.value);
            // that the part is larger than its whole is said there
            let said = part.figure.subset_of.as_ref().is_some_and(|id| id.value == whole.id.value)
                && exceeds(part, whole).is_some();
            let (true, true, false) = (above, time(part) == time(whole) || within, said) else { continue };
            let message = format!("the share `{}` is of more than all", figure.id.value);
            let finding = if within { Diagnostic::error(self.name(), message) } else { self.finding(message) };
            let place = figure.figure.value.as_ref().map_or(computation.span, |value| value.span);
            sink.push(
                finding
                    .at(place, "more than 100 per cent")
                    .also(part.number_span(), format!("`{}` is the part", part.id.value))
                    .also(whole.number_span(), format!("`{}` is the whole", whole.id.value))
                    .help("write the part first and the whole second, and take both from one count")
                    .help("where a ratio is meant, say the two numbers in place of a percentage"),
            );
        }
    }
}
