//! People counted twice.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::spec::Spanned;

/// What is added does not overlap.
pub(super) struct OverlappingSubsets;

impl Check for OverlappingSubsets {
    fn name(&self) -> &'static str {
        "overlapping-subsets"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a sum (`parts`, or `computed_from = { sum = … }`) in which one figure stands twice, in which \
                     one is a `subset_of` another, or in which two figures of the same thing have times that overlap.",
            why: "Women are among the prisoners and children among the women: whoever adds overlapping groups counts \
                     some of the dead twice.",
            example: r##"[figures.prisoners]
what   = "prisoners executed"
value  = 100
bound  = "exact"
period = 2020
source = "monitor"

[figures.women]
what      = "women executed"
value     = 9
bound     = "exact"
period    = 2020
source    = "monitor"
subset_of = "prisoners"

[figures.all]
what          = "people executed"
value         = 109
bound         = "exact"
period        = 2020
source        = "monitor"
computed_from = { sum = ["prisoners", "women"] }"##,
            remedy: "Add only groups that exclude each other, in times that do not overlap.",
            references: "Guidance on Casualty Recording (OHCHR, 2019).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for figure in context.figures {
            let sum = figure.figure.computed_from.as_ref().map(|computation| &computation.sum);
            for list in [Some(&figure.figure.parts), sum].into_iter().flatten() {
                let mut members: Vec<&Spanned<String>> = Vec::new();
                for id in list {
                    if let Some((other, why)) =
                        members.iter().find_map(|other| twice(context, other, id).map(|why| (other, why)))
                    {
                        sink.push(
                            self.finding(format!(
                                "`{}` adds `{}` and `{}`: {why}",
                                figure.id.value, other.value, id.value
                            ))
                            .at(id.span, "counted twice")
                            .also(other.span, "counted here already")
                            .help("add only groups that exclude each other, in times that do not overlap"),
                        );
                    }
                    members.push(id);
                }
            }
        }
    }
}

/// Why two members of a sum have people in common.
fn twice(context: Context<'_>, a: &Spanned<String>, b: &Spanned<String>) -> Option<&'static str> {
    if a.value == b.value {
        return Some("they are one");
    }
    let (first, second) = (context.figure(&a.value)?, context.figure(&b.value)?);
    if context.is_within(first, &b.value) || context.is_within(second, &a.value) {
        return Some("one is a part of the other");
    }
    let (a, b) = (first.figure.period.as_ref()?.value, second.figure.period.as_ref()?.value);
    let one_place = first.place() == second.place();
    let alike = first.key_without_time() == second.key_without_time() && one_place;
    (alike && a != b && a.overlaps(&b)).then_some("their times overlap")
}
