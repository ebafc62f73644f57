//! A source that knows the future.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};

/// What is said where the source was issued before the period began: what is wrong, at its place, and what to do.
const BEGINS: (&str, &str, &str) =
    ("begins", "begins later", "look both dates up: correct the wrong one, or name the source that has the number");

/// The same where it was issued within the period.
const ENDS: (&str, &str, &str) =
    ("ends", "ends later", "write the time that the source speaks of, or name the edition that covers all of it");

/// A source says nothing of a time after it.
pub(super) struct PeriodBeyondSource;

impl Check for PeriodBeyondSource {
    fn name(&self) -> &'static str {
        "period-beyond-source"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a figure whose period begins or ends after the last day on which its source can have been issued.",
            why: "A report of June 2020 cannot hold the executions of all of 2020. The period is too wide, or the \
                     source is another edition.",
            example: r##"[sources.half_year]
type   = "report"
title  = "Half-year report"
issued = 2020-07-03

[figures.executed]
what   = "people executed"
value  = 120
bound  = "at-least"
period = 2020
source = "half_year""##,
            remedy: "Write the time that the source speaks of: `period = { from = 2020-01-01, to = 2020-06-30 }`. \
                     Where the period begins after the source, one of the two dates, or the source, is wrong.",
            references: "Guidance on Casualty Recording (OHCHR, 2019).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for figure in context.figures {
            let (Some(period), Some(source)) = (&figure.figure.period, figure.source) else { continue };
            let Some(issued) = context.spec.sources.get(source).and_then(|source| source.issued.as_ref()) else {
                continue;
            };
            let Some(((first, last), end)) = period.value.days().zip(issued.value.last_day()) else { continue };
            let (what, label, help) = if first > end {
                BEGINS
            } else if last > end {
                ENDS
            } else {
                continue;
            };
            sink.push(
                self.finding(format!(
                    "the period of the figure `{}` {what} after its source was issued",
                    figure.id.value
                ))
                .at(period.span, label)
                .also(issued.span, "issued before that")
                .help(help),
            );
        }
    }
}
