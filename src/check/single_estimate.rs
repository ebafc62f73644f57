//! A disagreement of one.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::spec::Estimate;

/// Estimates are of several sources.
pub(super) struct SingleEstimate;

impl Check for SingleEstimate {
    fn name(&self) -> &'static str {
        "single-estimate"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a figure with `estimates` of which there is only one, and two estimates of one source that \
                     nothing tells apart.",
            why: "The note says that sources differ, and names one; or one source stands there twice, as if two had \
                     been asked.",
            example: r##"[figures.killed]
what      = "people killed"
period    = "2019-11"
estimates = [{ value = 304, bound = "at-least", source = "institute" }]"##,
            remedy: "Write `value`, `bound` and `source` into the figure itself. Where one source passes on what two \
                     bodies say, name them with `by`.",
            references: "Guidance on Casualty Recording (OHCHR, 2019).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for figure in context.figures {
            let estimates = &figure.figure.estimates;
            if let [only] = estimates.as_slice() {
                sink.push(
                    self.finding(format!(
                        "the figure `{}` has one estimate: there is nothing that differs",
                        figure.id.value
                    ))
                    .at(only.source.span, "the only source")
                    .help("write `value`, `bound` and `source` into the figure, or add what the others say"),
                );
            }
            let by = |estimate: &Estimate| estimate.by.as_ref().map(|by| by.value.clone());
            for (index, later) in estimates.iter().enumerate() {
                let same = |earlier: &&Estimate| earlier.source.value == later.source.value && by(earlier) == by(later);
                if let Some(earlier) = estimates.iter().take(index).find(same) {
                    sink.push(
                        self.finding(format!("two estimates of the figure `{}` come from one source", figure.id.value))
                            .at(later.source.span, "again")
                            .also(earlier.source.span, "first")
                            .help("say with `by` whose number each is, or take one out"),
                    );
                }
            }
        }
    }
}
