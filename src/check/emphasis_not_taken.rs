//! Bold or italic type where the body accepts none.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::profile::Demand;

/// Emphasis is left to the words.
pub(super) struct EmphasisNotTaken;

impl Check for EmphasisNotTaken {
    fn name(&self) -> &'static str {
        "emphasis-not-taken"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds bold or italic type in the text, where the profile’s body allows none.",
            why: "The body issues the text as it is received, and refuses what its form forbids.",
            example: r##"[briefing]
title    = "Executions in Testland"
date     = 2027-01-04
language = "en-GB"
profile  = "hrc-ngo-general"
[[sections]]
heading = "Facts"
text = "The law was **not** changed.""##,
            remedy: "Take the asterisks away and let the order of the words carry the stress.",
            references: "The rules of the receiving bodies, as `briefing profiles` lists them with their addresses and dates.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let message =
            format!("words are emphasised, and no emphasis is accepted by {}", super::receiving::body(context));
        for (rule, _) in context.profile.demands().filter(|(_, demand)| **demand == Demand::NoEmphasis) {
            super::receiving::emphasised(context.spec, &mut |span| {
                let finding = self.finding(message.clone()).at(span, "bold or italic").help("take the asterisks away");
                sink.push(super::receiving::because(finding, rule, context));
            });
        }
    }
}
