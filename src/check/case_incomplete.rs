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
            remedy: "Write the field that the message names; where something is not known, say so in it. Consent is asked for before it is written down; without it, take the case out.",
            references: "The rules of the receiving bodies, as `briefing profiles` lists them with their addresses and dates.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for (rule, demand) in context.profile.demands() {
            let Demand::Cases(fields) = demand else { continue };
            let label = format!("asked for by {}", super::receiving::body(context));
            if context.spec.cases.is_empty() {
                let finding = self
                    .finding("there is no case".to_owned())
                    .at(super::receiving::place(context), label.clone())
                    .help("write one for each person: `[cases.ID]`");
                sink.push(super::receiving::because(finding, rule, context));
            }
            for (id, case) in context.spec.cases.iter() {
                for field in fields {
                    let Some((what, help)) = missing(*field, case, context) else { continue };
                    let message = match field {
                        CaseField::Consent => {
                            format!("nothing says who agreed that the case `{}` be submitted", id.value)
                        }
                        _ => format!("the case `{}` does not say {what}", id.value),
                    };
                    let finding = self.finding(message).at(id.span, label.clone()).help(help);
                    // the fields of a form are one rule, whose sentence need not name them all
                    let silent =
                        *field == CaseField::Consent && !["consent", "agree"].iter().any(|w| rule.says.contains(w));
                    sink.push(match silent {
                        true => super::receiving::of(finding, rule),
                        false => super::receiving::because(finding, rule, context),
                    });
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
            "who agreed to what",
            "ask, then write `consent = { by = \"…\", submit = …, share_with_state = …, publish = … }`; without consent, take \
             the case out",
        ),
        CaseField::Submitter => {
            (context.spec.organisation.is_some(), "who submits it", "write `[organisation]` with `name` and `email`")
        }
    };
    (!there).then_some((what, help))
}
