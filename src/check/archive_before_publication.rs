//! A copy of what was not there yet.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};

/// No copy is older than what it copies.
pub(super) struct ArchiveBeforePublication;

impl Check for ArchiveBeforePublication {
    fn name(&self) -> &'static str {
        "archive-before-publication"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds an archived copy that was captured before its source was issued.",
            why: "The copy is of another page, or of an earlier text at the same address: what is quoted may not \
                     stand in it.",
            example: r##"[sources.statement]
type    = "webpage"
title   = "Statement on public order"
issued  = 2021-03-30
archive = { url = "https://web.archive.org/example", captured = 2021-03-01T09:12:00Z }"##,
            remedy: "Look both dates up; name the copy that was made of the published text.",
            references: "Berkeley Protocol on Digital Open Source Investigations (OHCHR and Human Rights Center, University \
                     of California, Berkeley, 2022).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for (id, source) in context.spec.sources.iter() {
            let captured = source.archive.as_ref().and_then(|archive| archive.captured.as_ref());
            let (Some(captured), Some(issued)) = (captured, &source.issued) else { continue };
            // East of Greenwich it may already be the next day.
            let day = captured.value.date_naive().succ_opt();
            if day.zip(issued.value.first_day()).is_some_and(|(day, issued)| day < issued) {
                sink.push(
                    self.finding(format!("the source `{}` was archived before it was issued", id.value))
                        .at(captured.span, "captured at this time")
                        .also(issued.span, "issued later")
                        .help("look both dates up, and name the copy of the published text"),
                );
            }
        }
    }
}
