//! An annex for a body that accepts none.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::profile::Demand;

/// Where no annexes are accepted there is none.
pub(super) struct AnnexNotTaken;

impl Check for AnnexNotTaken {
    fn name(&self) -> &'static str {
        "annex-not-taken"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds that `[submission]` asks for an annex of cases where the profile’s body accepts none. Of the bodies whose profiles are embedded none is known for certain to refuse annexes: a rule with `demand = \"no-annexes\"` in a profile of your own says it.",
            why: "What is annexed there is cut off, or the whole is sent back.",
            example: r##"# profiles/committee.toml has a rule with demand = "no-annexes"
[briefing]
title    = "Executions in Testland"
date     = 2027-01-04
language = "en-GB"
profile  = "committee"

[submission]
annex_of_cases = true"##,
            remedy: "Delete `annex_of_cases`, and put the cases that matter most into the text, each as a paragraph of its own.",
            references: "The rules of the receiving bodies, as `briefing profiles` lists them with their addresses and dates.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let Some((rule, _)) = context.profile.demands().find(|(_, demand)| **demand == Demand::NoAnnexes) else {
            return;
        };
        let asked = context.spec.submission.as_ref().and_then(|submission| submission.annex_of_cases.as_ref());
        if let Some(asked) = asked.filter(|asked| asked.value) {
            let finding = self
                .finding(format!("no annexes are accepted by {}", super::receiving::body(context)))
                .at(asked.span, "asks for an annex")
                .help("delete `annex_of_cases`, and put the cases that matter most into the text");
            sink.push(super::receiving::because(finding, rule, context));
        }
    }
}
