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
            finds: "Finds that `[submission]` names a place where the text was published, where the profile’s body takes only what was not.",
            why: "Evidence becomes the committee’s own when it takes it. What stands on a site already is refused, and its privilege is lost.",
            example: r##"[briefing]
title    = "Executions in Testland"
date     = 2027-01-04
language = "en-GB"
profile  = "uk-commons"

[submission]
published = "our site, 3 December 2026""##,
            remedy: "Write it anew for the committee, and ask its clerk before it is published.",
            references: "The rules of the receiving bodies, as `briefing profiles` lists them with their addresses and dates.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let wanted = |demand: &Demand| *demand == Demand::NotPublishedBefore;
        let Some((rule, _)) = context.profile.demands().find(|(_, demand)| wanted(demand)) else { return };
        if let Some(published) = context.spec.submission.as_ref().and_then(|submission| submission.published.as_ref()) {
            let finding = self
                .finding("the text was published before".to_owned())
                .at(published.span, super::receiving::body(context));
            sink.push(
                super::receiving::because(finding, rule)
                    .help("write it anew, and ask the clerk before it is published"),
            );
        }
    }
}
