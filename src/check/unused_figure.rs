//! Evidence that is never shown.

use super::context::Counted;
use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use std::collections::BTreeSet;

/// Every figure is printed, or another figure rests on it.
pub(super) struct UnusedFigure;

impl Check for UnusedFigure {
    fn name(&self) -> &'static str {
        "unused-figure"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a figure that the document prints nowhere and that no other figure is made of.",
            why: "Often the sentence that printed it was cut, or the number was typed there by hand.",
            example: r##"[figures.executions]
what   = "people executed"
value  = 267
bound  = "at-least"
period = 2020
source = "institute""##,
            remedy: "Print it with `{{ figures.ID }}`, in a table or as a key figure, or take the record out. Where another record gives another number for the same thing, do not take it out: the disagreement of the sources would be hidden.",
            references: "docs/specification.md, The principle.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        if context.printed.any {
            return;
        }
        let rested: BTreeSet<&str> = context.figures.iter().flat_map(Counted::rests_on).collect();
        // what `disagreeing-sources` asks to be printed must not be deleted
        let contradicts: BTreeSet<&str> = context
            .rivals()
            .filter(|(a, b)| !a.same_counter(b))
            .flat_map(|(a, b)| [a.id.value.as_str(), b.id.value.as_str()])
            .collect();
        for figure in context.figures.iter().filter(|figure| !context.printed.figure(&figure.id.value)) {
            let id = figure.id.value.as_str();
            // What has been superseded is kept as a record of what was said.
            if !rested.contains(id) && figure.figure.superseded_by.is_none() {
                let otherwise = if contradicts.contains(id) {
                    "do not take it out, for then nothing says that sources disagree"
                } else {
                    "or take it out"
                };
                sink.push(
                    self.finding(format!("the figure `{id}` is printed nowhere"))
                        .at(figure.id.span, "not in the document")
                        .help(format!(
                            "print it with `{{{{ figures.{id} }}}}`, in a table or as a key figure; {otherwise}"
                        )),
                );
            }
        }
    }
}
