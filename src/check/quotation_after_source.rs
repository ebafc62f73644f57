//! Words said after they were printed.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};

/// Nothing is said after the source that reports it.
pub(super) struct QuotationAfterSource;

impl Check for QuotationAfterSource {
    fn name(&self) -> &'static str {
        "quotation-after-source"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a quotation whose date lies after the last day on which its source can have been issued.",
            why: "One of the two dates is wrong, and with it the note.",
            example: r##"[sources.statement]
type   = "webpage"
title  = "Statement on public order"
issued = 2020-12-20

[quotations.minister]
text    = "No one is held for what they write."
speaker = "the Minister of the Interior"
date    = 2021-12-20
source  = "statement"
locator = "para. 3""##,
            remedy: "Look both dates up and correct the wrong one.",
            references: "United Nations Editorial Manual Online, Footnotes and other references.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for (id, quotation) in context.spec.quotations.iter() {
            let issued = context.source(&quotation.source.value).and_then(|source| source.issued.as_ref());
            let (Some(date), Some(issued)) = (&quotation.date, issued) else { continue };
            if date.value.first_day().zip(issued.value.last_day()).is_some_and(|(said, issued)| said > issued) {
                sink.push(
                    self.finding(format!(
                        "the words of the quotation `{}` were said after their source was issued",
                        id.value
                    ))
                    .at(date.span, "said on this day")
                    .also(issued.span, "issued before")
                    .help("look both dates up and correct the wrong one"),
                );
            }
        }
    }
}
