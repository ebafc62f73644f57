//! A number that its own author has corrected.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};

/// Of two counts by one body, one has taken the place of the other.
pub(super) struct RevisedCount;

impl Check for RevisedCount {
    fn name(&self) -> &'static str {
        "revised-count"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds two figures that give different numbers for the same thing, time and place, by the same \
                     author in two sources, where neither says `superseded_by`.",
            why: "Organisations revise their counts. Whoever prints both, or the old one, quotes a number that its \
                     author has given up.",
            example: r##"[sources.report_2019]
type   = "report"
title  = "Deaths in the protests"
author = ["Amnesty International"]
issued = 2019-12-16

[sources.report_2020]
type   = "report"
title  = "Details of the deaths"
author = ["Amnesty International"]
issued = 2020-05-20

[figures.first]
what   = "people killed"
value  = 208
period = "2019-11"
source = "report_2019"

[figures.second]
what   = "people killed"
value  = 304
period = "2019-11"
source = "report_2020""##,
            remedy: "Write `superseded_by` into the older record, and print the newer one. Where both stand, say in \
                     `basis` what each counts.",
            references: "Guidance on Casualty Recording (OHCHR, 2019).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for (earlier, later) in context.rivals() {
            if earlier.source != later.source && earlier.same_counter(later) && !earlier.differs_in_basis(later) {
                let (old, new) =
                    if context.issued(earlier) > context.issued(later) { (later, earlier) } else { (earlier, later) };
                sink.push(
                    self.finding(format!(
                        "`{}` and `{}` are counts of one thing by one body, and differ",
                        earlier.id.value, later.id.value
                    ))
                    .at(old.number_span(), "has this one been replaced?")
                    .also(new.number_span(), "the other number")
                    .help(format!(
                        "if so, write `superseded_by = \"{}\"` into `{}`; if `{}` was replaced, the reverse",
                        new.id.value, old.id.value, new.id.value
                    ))
                    .help("if neither was replaced, say in `basis` what each counts"),
                );
            }
        }
    }
}
