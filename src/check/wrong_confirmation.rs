//! A confirmation of a rule that nobody can or need confirm.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::profile::{Certainty, Rule};

/// What is confirmed is for a person to confirm.
pub(super) struct WrongConfirmation;

impl Check for WrongConfirmation {
    fn name(&self) -> &'static str {
        "wrong-confirmation"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds an entry of `[submission.confirmed]` for a rule that the profile does not have, that the program examines itself, or that asks for nothing.",
            why: "The checklist would say that a person saw to something which no person can vouch for.",
            example: r##"[briefing]
title    = "Executions in Testland"
date     = 2027-01-04
language = "en-GB"
profile  = "upr-joint"

[submission.confirmed]
length = "A. Example counted the words""##,
            remedy: "Take the entry out, or name the rule that was meant: `briefing profiles` shows those of a profile and who sees to each.",
            references: "The rules of the receiving bodies, as `briefing profiles` lists them with their addresses and dates.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let Some(submission) = &context.spec.submission else { return };
        let profile = context.profile;
        for (id, _) in submission.confirmed.iter() {
            let Some(rule) = profile.rules.iter().find(|rule| rule.id == id.value) else {
                let message = format!("the profile `{}` has no rule `{}`", profile.name, id.value);
                let open = profile.rules.iter().filter(|rule| !sees_to_itself(rule, context));
                sink.push(
                    self.finding(message)
                        .at(id.span, "no such rule")
                        .suggest(&id.value, open.map(|rule| rule.id.as_str()))
                        .help(format!("`briefing profiles {}` lists its rules", profile.name)),
                );
                continue;
            };
            if sees_to_itself(rule, context) {
                let message = match (rule.certainty, rule.information) {
                    (Certainty::Unconfirmed, _) => {
                        format!("the rule `{}` is a hint, which nobody need confirm", rule.id)
                    }
                    (_, true) => format!("the rule `{}` says what the body does, and asks for nothing", rule.id),
                    _ => format!("the program examines the rule `{}` itself", rule.id),
                };
                sink.push(self.finding(message).at(id.span, rule.says.clone()).help("take the entry out"));
            }
        }
    }
}

/// Whether there is nothing in a rule for a person to see to.
fn sees_to_itself(rule: &Rule, context: Context<'_>) -> bool {
    let has_session = context.spec.submission.as_ref().is_some_and(|submission| submission.session.is_some());
    let has_part =
        |part: &str| context.document.is_none_or(|document| document.parts.iter().any(|(name, _)| *name == part));
    !rule.is_for_a_person(has_session, has_part)
}
