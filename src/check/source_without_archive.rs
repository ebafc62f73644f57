//! A page that may be gone tomorrow.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};

/// What was read on the web is kept.
pub(super) struct SourceWithoutArchive;

impl Check for SourceWithoutArchive {
    fn name(&self) -> &'static str {
        "source-without-archive"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a source with an address and without an archived copy. It runs only where `[checks]` sets \
                     its level.",
            why: "Pages change and vanish. Without a copy nobody can say later what stood there on the day it was \
                     read.",
            example: r##"[sources.statement]
type  = "webpage"
title = "Statement on public order"
url   = "https://example.org/statement""##,
            remedy: "Give the address of a copy in a public archive in `archive`, with its time; or save the page below the \
                     briefing's folder and name the file there: `briefing archive` fills in its `sha256`.",
            references: "Berkeley Protocol on Digital Open Source Investigations (OHCHR and Human Rights Center, University \
                     of California, Berkeley, 2022).",
        }
    }

    fn on(&self) -> bool {
        false
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for (id, source) in context.spec.sources.iter() {
            if let (Some(url), None) = (&source.url, &source.archive) {
                sink.push(
                    self.finding(format!("the source `{}` has an address and no archived copy", id.value))
                        .at(url.span, "the page may change or vanish")
                        .help("add `archive = { url = \"…\", captured = … }` of a public archive")
                        .help("or `archive = { file = \"sources/…\", captured = … }`, a file that you saved; `briefing archive` fills in its `sha256`"),
                );
            }
        }
    }
}
