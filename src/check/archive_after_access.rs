//! A copy of what may have changed.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};

/// What is kept is what was read.
pub(super) struct ArchiveAfterAccess;

impl Check for ArchiveAfterAccess {
    fn name(&self) -> &'static str {
        "archive-after-access"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds an archived copy that was captured more than a day after the source was read (`accessed`).",
            why: "Between reading and saving the page may have changed. The copy then proves another text than the \
                     one that is cited.",
            example: r##"[sources.statement]
type     = "webpage"
title    = "Statement on public order"
accessed = 2021-02-01
archive  = { url = "https://web.archive.org/example", captured = 2021-03-01T09:12:00Z }"##,
            remedy: "Read the copy again, and set `accessed` to the day on which that was done.",
            references: "Berkeley Protocol on Digital Open Source Investigations (OHCHR and Human Rights Center, University \
                     of California, Berkeley, 2022).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for (id, source) in context.spec.sources.iter() {
            let captured = source.archive.as_ref().and_then(|archive| archive.captured.as_ref());
            let (Some(captured), Some(accessed)) = (captured, &source.accessed) else { continue };
            if (captured.value.date_naive() - accessed.value).num_days() > 1 {
                sink.push(
                    self.finding(format!("the source `{}` was archived after it was read", id.value))
                        .at(captured.span, "captured at this time")
                        .also(accessed.span, "read before that")
                        .help("read the copy again, and set `accessed` to that day"),
                );
            }
        }
    }
}
