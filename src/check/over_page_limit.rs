//! A document of more pages than the body accepts.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::profile::Demand;

/// The document has no more pages than the body accepts.
pub(super) struct OverPageLimit;

impl Check for OverPageLimit {
    fn name(&self) -> &'static str {
        "over-page-limit"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a document with more pages than the profile’s body accepts, all that is printed on them included. The pages of the PDF are counted; those of a Word file can be more or fewer.",
            why: "A submission over the limit is sent back, cut off, or not read.",
            example: r##"[briefing]
title    = "Executions in Testland"
date     = 2027-01-04
language = "en-GB"
profile  = "us-approps""##,
            remedy: "Shorten the text, or take out what the body does not need.",
            references: "The rules of the receiving bodies, as `briefing profiles` lists them with their addresses and dates.",
        }
    }

    fn needs_pages(&self) -> bool {
        true
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let Some(pages) = context.pages else { return };
        for (rule, demand) in context.profile.demands() {
            let Demand::Pages { at_most, .. } = demand else { continue };
            let (limit, number) = (*at_most as usize, pages.pages.len());
            if number > limit {
                let message = format!("{number} pages, {} more than the limit of {limit}", number - limit);
                let label = format!("the limit of {}", super::receiving::body(context));
                let finding =
                    self.finding(message).at(super::receiving::place(context), label).help("shorten the text");
                let finding = super::receiving::because(finding, rule, context);
                sink.push(match context.profile.takes_word() {
                    true => finding.help(
                        "these are the pages of the PDF; Word breaks lines in its own way, so look at its pages too",
                    ),
                    false => finding,
                });
            }
        }
    }
}
