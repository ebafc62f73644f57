//! A case that does not say what the body asks for.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::profile::{CaseField, Demand};
use crate::spec::Case;

/// A case has the fields that the profile’s body wants.
pub(super) struct CaseIncomplete;

impl Check for CaseIncomplete {
    fn name(&self) -> &'static str {
        "case-incomplete"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a case that lacks what the profile’s body asks of each: victim, perpetrator, date, place, circumstances, steps taken, consent.",
            why: "A communication without one of them is not processed; nobody writes back.",
            example: r##"[briefing]
title    = "A disappearance in Testland"
date     = 2027-01-04
language = "en-GB"
profile  = "wgeid-case"

[cases.a]
alias = "Mr A."
what  = "enforced disappearance""##,
            remedy: "Write the field that the message names; where something is not known, say so in it.",
            references: "The rules of the receiving bodies, as `briefing profiles` lists them with their addresses and dates.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for (rule, demand) in context.profile.demands() {
            let Demand::Cases(fields) = demand else { continue };
            if context.spec.cases.is_empty() {
                let finding = self.finding("there is no case, which the body asks for".to_owned());
                let finding = finding.at(super::receiving::place(context), super::receiving::body(context));
                sink.push(super::receiving::because(finding, rule).help("write one for each person: `[cases.ID]`"));
            }
            for (id, case) in context.spec.cases.iter() {
                for (what, help) in fields.iter().filter_map(|field| missing(*field, case, context)) {
                    let finding = self.finding(format!("the case `{}` does not say {what}", id.value));
                    let finding = finding.at(id.span, "the body asks for it");
                    sink.push(super::receiving::because(finding, rule).help(help));
                }
            }
        }
    }
}

/// What a case lacks, and how it is added.
fn missing(field: CaseField, case: &Case, context: Context<'_>) -> Option<(&'static str, &'static str)> {
    let (there, what, help) = match field {
        CaseField::Victim => (case.shown().is_some(), "who suffered", "write `name` or `alias`"),
        CaseField::Perpetrator => (
            case.perpetrator.is_some(),
            "who is believed responsible",
            "write `perpetrator`; where nobody knows, say so",
        ),
        CaseField::Date => (case.date.is_some(), "when it happened", "write `date`: a day, a month or a year"),
        CaseField::Place => (case.place.is_some(), "where it happened", "write `place`"),
        CaseField::Circumstances => (case.circumstances.is_some(), "how it happened", "write `circumstances`"),
        CaseField::Remedies => (
            case.remedies.is_some(),
            "what was tried to get redress",
            "write `remedies`; where nothing could be tried, say why",
        ),
        CaseField::Consent => (
            case.consent.as_ref().is_some_and(|consent| consent.submit.value),
            "that somebody agreed to its being submitted",
            "write `consent = { by = \"…\", submit = true, share_with_state = …, publish = … }`",
        ),
        CaseField::Submitter => {
            (context.spec.organisation.is_some(), "who submits it", "write `[organisation]` with `name` and `email`")
        }
    };
    (!there).then_some((what, help))
}
