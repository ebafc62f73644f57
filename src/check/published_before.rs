//! A text that was published before it was sent.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::profile::Demand;

/// What must be new is new.
pub(super) struct PublishedBefore;

impl Check for PublishedBefore {
    fn name(&self) -> &'static str {
        "published-before"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds that `[submission]` names a place where the text was published, where the profile’s body accepts only what was not.",
            why: "Evidence becomes the committee’s own when it takes it. What is on a site already is refused, and its privilege is lost.",
            example: r##"[briefing]
title    = "Executions in Testland"
date     = 2027-01-04
language = "en-GB"
profile  = "uk-commons"

[submission]
published = "our site, 3 December 2026""##,
            remedy: "Write a new text for the committee, and ask its clerk before you publish it.",
            references: "The rules of the receiving bodies, as `briefing profiles` lists them with their addresses and dates.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let wanted = |demand: &Demand| *demand == Demand::NotPublishedBefore;
        let Some((rule, _)) = context.profile.demands().find(|(_, demand)| wanted(demand)) else { return };
        if let Some(published) = context.spec.submission.as_ref().and_then(|submission| submission.published.as_ref()) {
            let body = super::receiving::body(context);
            let finding = self
                .finding(format!("the text has already been published, and only new ones are accepted by {body}"))
                .at(published.span, "published here")
                .help("write a new text, and ask the clerk of the committee before you publish it");
            sink.push(super::receiving::because(finding, rule, context));
        }
    }
}
