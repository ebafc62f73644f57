//! A text longer than the body accepts.

use super::{Check, Context, Documentation};
use crate::count;
use crate::diag::Diagnostic;
use crate::diag::{Severity, Sink};
use crate::profile::Demand;

/// The text is no longer than the body accepts.
pub(super) struct OverWordLimit;

impl Check for OverWordLimit {
    fn name(&self) -> &'static str {
        "over-word-limit"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a document with more words than the profile’s body accepts, counted as that body counts. A document that only the stricter count puts over the limit is a warning with both counts: that takes words joined by a dash for two, and counts title, list of sources and words about the author where the rule leaves out only notes or annexes. So is one that is longer than the body recommends.",
            why: "A submission over the limit is sent back, cut off, or not read.",
            example: r##"[briefing]
title    = "Executions in Testland"
date     = 2027-01-04
language = "en-GB"
profile  = "hrc-ngo-special""##,
            remedy: "Shorten the text. `briefing count` says where the words are; moving them into notes helps only where the body does not count notes.",
            references: "The rules of the receiving bodies, as `briefing profiles` lists them with their addresses and dates.",
        }
    }

    fn needs_document(&self) -> bool {
        true
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let Some(document) = context.document else { return };
        for (rule, demand) in context.profile.demands() {
            let Demand::Words { at_most, counted } = demand else { continue };
            let limit = *at_most as usize;
            let counts = count::count(document);
            let (words, strictest) = (counts.sum(counted), counts.strictest(counted));
            let place = super::receiving::place(context);
            if words.words > limit {
                let over = words.words - limit;
                let message = format!("{} words, {over} more than the limit of {limit}", words.words);
                let label = format!("the limit of {}", super::receiving::body(context));
                let help = "shorten the text; `briefing count` says where the words are";
                let finding = self.finding(message).at(place, label).help(help);
                sink.push(super::receiving::because(finding, rule, context));
            } else if strictest > limit {
                let near = if words.words == limit { "the limit".to_owned() } else { format!("of {limit} allowed") };
                let how = if words.strict > limit {
                    "if words joined by a dash count as two"
                } else {
                    "if all that stands in the text is counted, and words joined by a dash as two"
                };
                let stricter = if words.strict > limit { words.strict } else { strictest };
                let message = format!("{} words, {near}; {stricter} {how}", words.words);
                let finding = Diagnostic { severity: Severity::Warning, ..self.finding(message) };
                let finding = finding.at(place, format!("the limit of {}", super::receiving::body(context))).help(
                    "cut a few words: `briefing count` says where they are, and word processors count differently",
                );
                sink.push(super::receiving::because(finding, rule, context));
            }
        }
    }
}
