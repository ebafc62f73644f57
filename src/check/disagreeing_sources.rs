//! A choice between sources that nobody sees.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};

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
                     body and with another number, is printed nowhere.",
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
        for (earlier, later) in context.rivals() {
            let printed = [earlier, later].map(|figure| context.printed.figure(&figure.id.value));
            let (shown, hidden) = match printed {
                [true, false] => (earlier, later),
                [false, true] => (later, earlier),
                _ => continue,
            };
            if !shown.same_counter(hidden) {
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
