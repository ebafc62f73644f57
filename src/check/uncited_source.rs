//! A source that nothing cites.

use super::{Check, Context, Documentation};
use crate::diag::{Diagnostic, Severity, Sink};

/// Every source is cited.
pub(super) struct UncitedSource;

impl Check for UncitedSource {
    fn name(&self) -> &'static str {
        "uncited-source"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a source that no figure, quotation, chart, table or sentence of the document cites.",
            why: "It is left out of the list of sources; often a citation was lost when text was cut.",
            example: r#"[sources.institute]
type  = "report"
title = "Annual report"

[[sections]]
heading = "Executions"
text    = "The authorities announce few executions.""#,
            remedy: "Cite it (`[@id, locator]`), or take the record out.",
            references: "docs/specification.md, The principle.",
        }
    }

    fn needs_document(&self) -> bool {
        true
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let Some(cited) = context.cited else { return };
        for (id, _) in context.spec.sources.iter().filter(|(id, _)| !cited.contains(&id.value)) {
            sink.push(
                Diagnostic::warning(self.name(), format!("the source `{}` is never cited", id.value))
                    .at(id.span, "not in the document")
                    .help(format!("cite it with `[@{}, locator]`, or take the record out", id.value)),
            );
        }
    }
}
