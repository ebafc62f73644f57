//! A language that the body does not accept.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::profile::Demand;

/// The body can read it.
pub(super) struct LanguageNotTaken;

impl Check for LanguageNotTaken {
    fn name(&self) -> &'static str {
        "language-not-taken"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds an edition in a language that the profile’s body does not accept.",
            why: "What the secretariat cannot read is not considered, or waits for a translation that nobody ordered.",
            example: r##"[briefing]
title    = "Executions in Testland"
date     = 2027-01-04
language = "fa"
profile  = "ccpr""##,
            remedy: "Write an edition in one of the languages that the message names.",
            references: "The rules of the receiving bodies, as `briefing profiles` lists them with their addresses and dates.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let language = &context.spec.briefing.language;
        let primary = language.value.split('-').next().unwrap_or_default();
        for (rule, demand) in context.profile.demands() {
            let Demand::Languages(taken) = demand else { continue };
            if !taken.iter().any(|tag| tag == primary) {
                let body = super::receiving::body(context);
                let message = format!("no documents in `{}` are accepted by {body}", language.value);
                let help = format!("add an edition in one of these: {}", taken.join(", "));
                let finding = self.finding(message).at(language.span, "another language").help(help);
                sink.push(super::receiving::because(finding, rule, context));
            }
        }
    }
}
