//! A document later than the body accepts it.

use super::{Check, Context, Documentation};
use crate::diag::{Diagnostic, Severity, Sink};
use crate::profile::Demand;

/// What to do; the date of a document is never changed to make it look in time.
const HELP: &str = "submit to a later session; if `date`, `session` or `deadline` is wrong, correct it";

/// It is there in time.
pub(super) struct DeadlineMissed;

impl Check for DeadlineMissed {
    fn name(&self) -> &'static str {
        "deadline-missed"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a document dated after the deadline that `[submission]` gives, or that follows from the day on which the session opens, and a session that was before the document. Where the body names only about when it is, that day is a warning.",
            why: "What comes late is not considered, whatever it says.",
            example: r##"[briefing]
title    = "Executions in Testland"
date     = 2027-01-04
language = "en-GB"
profile  = "hrc-ngo-general"

[submission]
session = 2027-01-11"##,
            remedy: "Submit to a later session. Where a date in the specification is wrong, correct it; do not backdate the document.",
            references: "The rules of the receiving bodies, as `briefing profiles` lists them with their addresses and dates.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let Some(submission) = &context.spec.submission else { return };
        let date = context.spec.briefing.date.value;
        let mut report = |message: String, span, label: &str| {
            sink.push(self.finding(message).at(span, label.to_owned()).help(HELP));
        };
        if let Some(deadline) = submission.deadline.as_ref().filter(|deadline| deadline.value < date) {
            let time = submission
                .deadline_time
                .as_ref()
                .map_or_else(|| " (its hour is not given)".to_owned(), |time| format!(", {time}"));
            let message = format!("the document of {date} is later than the deadline, {}{time}", deadline.value);
            report(message, deadline.span, "the deadline");
        }
        let Some(session) = &submission.session else { return };
        if session.value < date {
            report(format!("the session opened before {date}, the date of the document"), session.span, "the session");
            return;
        }
        for (rule, demand) in context.profile.demands() {
            let Demand::Deadline(deadline) = demand else { continue };
            let Some(last) = deadline.day(session.value).filter(|last| date > *last) else { continue };
            let hour = deadline.hour_in_words();
            // the day that the author read on the body's calendar is held against the document above
            if deadline.about && submission.deadline.is_some() {
                continue;
            }
            let about = if deadline.about { "which was about " } else { "" };
            let message = format!("the document of {date} is later than the deadline, {about}{last}{hour}");
            let finding = self.finding(message).at(session.span, "counted back from this day").help(match deadline.about {
                true => "look up the day, and write it as `deadline` in `[submission]`; if it has passed, submit to a later session",
                false => HELP,
            });
            let finding = super::receiving::because(finding, rule, context);
            sink.push(match deadline.about {
                true => Diagnostic { severity: Severity::Warning, ..finding },
                false => finding,
            });
        }
    }
}
