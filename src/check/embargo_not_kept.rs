//! An embargo that nobody keeps.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::profile::Demand;

/// Until the embargo ends nobody publishes the text.
pub(super) struct EmbargoNotKept;

impl Check for EmbargoNotKept {
    fn name(&self) -> &'static str {
        "embargo-not-kept"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds an embargo in `[submission]` that ends after the date of the document, where the profile’s body publishes what it receives, or decides itself when it is published; and one that the document does not speak of.",
            why: "Who is named in a text that comes out early is warned, or in danger; and a committee that finds its evidence published drops it.",
            example: r##"[briefing]
title    = "Executions in Testland"
date     = 2027-01-04
language = "en-GB"
profile  = "hrc-ngo-general"

[submission]
embargo = 2027-02-01"##,
            remedy: "Submit when the embargo has ended, or end it earlier. Where the body keeps embargoes, say it in the document: `classification = \"EMBARGOED UNTIL 1 FEBRUARY 2027\"`.",
            references: "The rules of the receiving bodies, as `briefing profiles` lists them with their addresses and dates.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let briefing = &context.spec.briefing;
        let embargo = context.spec.submission.as_ref().and_then(|submission| submission.embargo.as_ref());
        let Some(embargo) = embargo.filter(|embargo| embargo.value > briefing.date.value) else { return };
        let rule = |wanted: Demand| context.profile.demands().find(|(_, demand)| **demand == wanted);
        let body = super::receiving::body(context);
        let (message, label, help) = if rule(Demand::Published).is_some() {
            let message =
                format!("what is sent is published by {body}, and the embargo ends later than the document is dated");
            (message, "ends later".to_owned(), "submit when the embargo has ended, or end it earlier")
        } else if rule(Demand::NotPublishedBefore).is_some() {
            let message = format!("when the text is published is decided by {body}, and the embargo names a day");
            (message, "may not be kept".to_owned(), "ask the clerk, and take the embargo out where it is not agreed")
        } else if briefing.classification.is_none() {
            let help = "write `classification = \"EMBARGOED UNTIL …\"` in `[briefing]`; it then stands on every page";
            ("the document does not speak of its embargo".to_owned(), "it is printed nowhere".to_owned(), help)
        } else {
            return;
        };
        let finding = self.finding(message).at(embargo.span, label);
        let broken = rule(Demand::Published).or_else(|| rule(Demand::NotPublishedBefore));
        let finding = finding.also(briefing.date.span, "the date of the document").help(help);
        sink.push(match broken {
            Some((rule, _)) => super::receiving::because(finding, rule, context),
            None => finding,
        });
    }
}
