//! Old numbers in a new report.

use super::context::Counted;
use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use std::collections::BTreeSet;

/// A report on a time prints figures of that time.
pub(super) struct FigureOlderThanReport;

impl Check for FigureOlderThanReport {
    fn name(&self) -> &'static str {
        "figure-older-than-report"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a figure that is printed and whose period ends before the time the briefing reports on \
                     (`briefing.period`). Figures that others are compared with, in `computed_from`, are left alone.",
            why: "In a monthly report the figure of last month is the commonest mistake: one record was not brought \
                     up to date.",
            example: r##"[briefing]
title    = "Executions in October"
date     = 2026-11-05
language = "en-GB"
period   = "2026-10"

[figures.executed]
what   = "people executed"
value  = 21
bound  = "at-least"
period = "2026-09"
source = "monitor""##,
            remedy: "Use a newer figure: look its number, its period and its source up. Where the older time is meant, \
                     `[[allow]]` the finding with its reason. To change the period alone falsifies the record.",
            references: "Manual on Human Rights Monitoring (OHCHR, revised edition).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let Some((reported, start)) =
            context.spec.briefing.period.as_ref().and_then(|period| Some((period, period.value.days()?.0)))
        else {
            return;
        };
        let compared: BTreeSet<&str> = context.figures.iter().flat_map(Counted::compared_with).collect();
        for figure in context.figures.iter().filter(|figure| context.printed.figure(&figure.id.value)) {
            let Some(period) = &figure.figure.period else { continue };
            let older = period.value.days().is_some_and(|(_, last)| last < start);
            if older && !compared.contains(figure.id.value.as_str()) {
                sink.push(
                    self.finding(format!("the figure `{}` is older than the time reported on", figure.id.value))
                        .at(period.span, "ends before that")
                        .also(reported.span, "the briefing reports on this time")
                        .help("use a newer figure, or allow this one with a reason (`[[allow]]`); do not change its period"),
                );
            }
        }
    }
}
