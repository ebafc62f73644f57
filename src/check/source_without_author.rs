//! A source by nobody.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};

/// A reader can tell who says it.
pub(super) struct SourceWithoutAuthor;

impl Check for SourceWithoutAuthor {
    fn name(&self) -> &'static str {
        "source-without-author"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a source that has neither author, publisher nor container. Laws, treaties, judgments and \
                     messages are left alone.",
            why: "How much a number is worth depends on who gives it. A source without a maker cannot be weighed, \
                     and often not be found.",
            example: r##"[sources.statement]
type  = "webpage"
title = "Statement on public order"
url   = "https://example.org/statement""##,
            remedy: "Add `author` or `publisher`; where nobody is named, the site it stands on as `container_title`.",
            references: "United Nations Editorial Manual Online, Footnotes and other references.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        const NAMELESS: [&str; 6] =
            ["legislation", "treaty", "regulation", "bill", "legal_case", "personal_communication"];
        for (id, source) in
            context.spec.sources.iter().filter(|(_, source)| !NAMELESS.contains(&source.r#type.value.as_str()))
        {
            if source.makers().is_empty() && source.publisher.is_none() && source.container_title.is_none() {
                sink.push(
                    self.finding(format!("nothing says who made the source `{}`", id.value))
                        .at(id.span, "no author, publisher or container")
                        .help("add `author` or `publisher`, or the site it is on as `container_title`"),
                );
            }
        }
    }
}
