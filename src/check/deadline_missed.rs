//! A document later than the body accepts it.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::profile::{Deadline, Demand};
use chrono::Days;

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
            finds: "Finds a document dated after the deadline that `[submission]` gives, or that follows from the day on which the session opens, and a session that was before the document.",
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
            let time = submission.deadline_time.as_ref().map(|time| format!(", {time}")).unwrap_or_default();
            let message = format!("the document of {date} is later than the deadline, {}{time}", deadline.value);
            report(message, deadline.span, "the deadline");
        }
        let Some(session) = &submission.session else { return };
        if session.value < date {
            report(format!("the session opened before {date}, the date of the document"), session.span, "the session");
            return;
        }
        for (rule, demand) in context.profile.demands() {
            let Demand::Deadline(Deadline { days_before_session, hour, zone }) = demand else { continue };
            let Some(last) = session.value.checked_sub_days(Days::new(u64::from(*days_before_session))) else {
                continue;
            };
            if date > last {
                let hour = hour.as_deref().map(|hour| format!(", {hour}")).unwrap_or_default();
                let zone = zone.as_deref().map(|zone| format!(" {zone}")).unwrap_or_default();
                let message = format!("the document of {date} is later than the deadline, {last}{hour}{zone}");
                let finding = self.finding(message).at(session.span, "counted back from this day").help(HELP);
                sink.push(super::receiving::because(finding, rule, context));
            }
        }
    }
}
