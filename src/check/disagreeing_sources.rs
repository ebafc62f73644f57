//! A choice between sources that nobody sees.

use super::context::Counted;
use super::counted::counters;
use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::spec::Spec;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Where sources disagree, the reader is told.
pub(super) struct DisagreeingSources;

impl Check for DisagreeingSources {
    fn name(&self) -> &'static str {
        "disagreeing-sources"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a figure that is printed while another record of the same thing, time and place, by another \
                     body and with another number, is printed nowhere. The number may stand in `value`, in `between` or in \
                     one of its `estimates`; what the printed figure itself has among its estimates is no finding.",
            why: "Whoever knows the other number will ask why it was left out. A choice between sources is \
                     legitimate; a silent one looks like picking.",
            example: r##"[figures.institute]
what   = "people executed"
value  = 267
period = 2020
source = "institute"

[figures.monitor]
what   = "people executed"
value  = 246
period = 2020
source = "monitor"

[[sections]]
heading = "Executions"
text    = "In 2020 {{ figures.institute }} people were put to death.""##,
            remedy: "Print the other figure too, or make both `estimates` of one figure; the note then names every \
                     source.",
            references: "Manual on Human Rights Monitoring (OHCHR, revised edition).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for (earlier, later) in context.alike() {
            let printed = [earlier, later].map(|figure| context.printed.figure(&figure.id.value));
            let (shown, hidden) = match printed {
                [true, false] => (earlier, later),
                [false, true] => (later, earlier),
                _ => continue,
            };
            let (said, unsaid) = (statements(shown, context.spec), statements(hidden, context.spec));
            if unsaid.iter().any(|unsaid| !said.is_empty() && said.iter().all(|said| said.disagrees(unsaid))) {
                sink.push(
                    self.finding(format!(
                        "`{}` is printed; `{}`, which says otherwise, is not",
                        shown.id.value, hidden.id.value
                    ))
                    .at(hidden.id.span, "another number for the same thing, printed nowhere")
                    .also(shown.id.span, "this one is printed")
                    .help("print both, or make them `estimates` of one figure"),
                );
            }
        }
    }
}

/// What one body says: a number, or the two ends of an interval.
struct Statement {
    counters: BTreeSet<String>,
    ends: [Decimal; 2],
}

impl Statement {
    fn disagrees(&self, other: &Self) -> bool {
        self.ends != other.ends && self.counters.is_disjoint(&other.counters)
    }
}

/// What a figure says, each body's number for itself. Words that are no number say nothing here.
fn statements(figure: &Counted<'_>, spec: &Spec) -> Vec<Statement> {
    let ends = |value: Option<Decimal>, between: Option<[Decimal; 2]>| value.map(|value| [value; 2]).or(between);
    let record = figure.figure;
    let own = ends(figure.amount.map(|amount| amount.value), record.between.as_ref().map(|between| between.value));
    let own = own.map(|ends| Statement { counters: figure.counters.clone(), ends });
    let estimates = record.estimates.iter().filter_map(|estimate| {
        let value = estimate.value.as_ref().map(|value| value.value);
        Some(Statement {
            ends: ends(value, estimate.between.as_ref().map(|between| between.value))?,
            counters: counters(estimate.origin.as_ref(), Some(&estimate.source.value), spec),
        })
    });
    own.into_iter().chain(estimates).collect()
}
