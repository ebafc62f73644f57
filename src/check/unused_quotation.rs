//! Words that are never heard.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};

/// Every quotation is printed.
pub(super) struct UnusedQuotation;

impl Check for UnusedQuotation {
    fn name(&self) -> &'static str {
        "unused-quotation"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a quotation that the document prints nowhere.",
            why: "Often the paragraph that printed it was cut, or the words were typed there by hand.",
            example: r##"[quotations.minister]
text    = "No one is held for what they write."
speaker = "the Minister of the Interior"
date    = 2020-12-20
source  = "statement"
locator = "para. 3""##,
            remedy: "Print it with `{{ quotations.ID }}`, or take the record out.",
            references: "docs/specification.md, The principle.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        if context.printed.any {
            return;
        }
        for (id, _) in context.spec.quotations.iter().filter(|(id, _)| !context.printed.quotations.contains(&id.value))
        {
            sink.push(
                self.finding(format!("the quotation `{}` is printed nowhere", id.value))
                    .at(id.span, "not in the document")
                    .help(format!("print it with `{{{{ quotations.{} }}}}`, or take it out", id.value)),
            );
        }
    }
}
