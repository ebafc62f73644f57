//! Years of two calendars in one table.

use super::context::Counted;
use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::spec::Period;

/// The rows of a table are of like times.
pub(super) struct UnlikeYears;

impl Check for UnlikeYears {
    fn name(&self) -> &'static str {
        "unlike-years"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a table of figures in which one row is of a calendar year and another, of the same thing, of \
                     twelve other months.",
            why: "Rows that stand below each other are compared. The reader sees \"2022\" and \"2023\" and not that \
                     one of them begins in October.",
            example: r##"[figures.calendar]
what   = "people executed"
value  = 582
bound  = "at-least"
period = 2022
source = "monitor"

[figures.october]
what   = "people executed"
value  = 659
bound  = "at-least"
period = { from = 2022-10-10, to = 2023-10-08 }
source = "monitor"

[tables.executions]
figures = ["calendar", "october"]
title   = "Executions rose""##,
            remedy: "Take rows of one kind of year, or explain the difference in the `note` of the table.",
            references: "Making Data Meaningful, part 1: A guide to writing stories about numbers (UNECE, 2009).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for (id, table) in context.spec.tables.iter().filter(|(_, table)| table.note.is_none()) {
            let rows: Vec<_> = table.figures.iter().filter_map(|id| context.figure(&id.value)).collect();
            for other in rows.iter().filter(|row| is(row, Period::is_other_year)) {
                let like = rows.iter().find(|row| is(row, Period::is_calendar_year) && row.what.is_like(&other.what));
                let (Some(calendar), Some(period)) = (like, &other.figure.period) else { continue };
                sink.push(
                    self.finding(format!(
                        "the table `{}` sets `{}` beside `{}`: two kinds of year",
                        id.value, other.id.value, calendar.id.value
                    ))
                    .at(period.span, "twelve other months")
                    .also(calendar.period_span(), "a calendar year")
                    .help("take rows of one kind of year, or explain the difference in the `note` of the table"),
                );
            }
        }
    }
}

/// Whether the time of a figure is of a kind.
fn is(figure: &Counted<'_>, kind: fn(&Period) -> bool) -> bool {
    figure.figure.period.as_ref().is_some_and(|period| kind(&period.value))
}
