//! A page of no day.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};

/// Of a page on the web one knows when it was issued, or when it was read.
pub(super) struct UndatedSource;

impl Check for UndatedSource {
    fn name(&self) -> &'static str {
        "undated-source"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a page on the web (`webpage`, `post`, `post-weblog`) with neither `issued` nor `accessed`.",
            why: "Pages change. Without any date a reader cannot tell which text was meant, and the archives of the \
                     web cannot be asked for it.",
            example: r##"[sources.statement]
type  = "webpage"
title = "Statement on public order"
url   = "https://example.org/statement""##,
            remedy: "Add `accessed`, the day on which it was read; and `issued`, where the page gives a date.",
            references: "United Nations Editorial Manual Online, Footnotes and other references.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        const PAGES: [&str; 3] = ["webpage", "post", "post-weblog"];
        for (id, source) in
            context.spec.sources.iter().filter(|(_, source)| PAGES.contains(&source.r#type.value.as_str()))
        {
            if source.issued.is_none() && source.accessed.is_none() {
                sink.push(
                    self.finding(format!("the source `{}`, a web page, has no date at all", id.value))
                        .at(id.span, "neither `issued` nor `accessed`")
                        .help("add `issued` if the page has a date, and `accessed`, the day on which it was read"),
                );
            }
        }
    }
}
