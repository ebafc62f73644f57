//! A source that knows the future.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};

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
            finds: "Finds a figure whose period ends after the last day on which its source can have been issued.",
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
            remedy: "Write the time that the source speaks of: `period = { from = 2020-01-01, to = 2020-06-30 }`.",
            references: "Guidance on Casualty Recording (OHCHR, 2019).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for figure in context.figures {
            let (Some(period), Some(source)) = (&figure.figure.period, figure.source) else { continue };
            let Some(issued) = context.spec.sources.get(source).and_then(|source| source.issued.as_ref()) else {
                continue;
            };
            let last = period.value.days().map(|(_, last)| last);
            if last.zip(issued.value.last_day()).is_some_and(|(last, issued)| last > issued) {
                sink.push(
                    self.finding(format!(
                        "the period of the figure `{}` goes on after its source was issued",
                        figure.id.value
                    ))
                    .at(period.span, "ends later")
                    .also(issued.span, "issued before that")
                    .help("write the time that the source speaks of, or name the edition that covers all of it"),
                );
            }
        }
    }
}
