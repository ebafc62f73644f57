//! Words that the reader cannot read.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};

/// Words in another language are translated.
pub(super) struct UntranslatedQuotation;

impl Check for UntranslatedQuotation {
    fn name(&self) -> &'static str {
        "untranslated-quotation"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a quotation whose `language` is not the document's and that has no `translation`.",
            why: "Most readers see letters and nothing more; the argument that rests on the words is lost.",
            example: r##"[quotations.minister]
text     = "Personne n'est détenu pour ses écrits."
language = "fr"
speaker = "the Minister of the Interior"
date    = 2020-12-20
source  = "statement"
locator = "para. 3""##,
            remedy: "Add `translation = { text = \"…\", translator = \"…\" }`.",
            references: "United Nations Editorial Manual Online, Quotations.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for (id, quotation) in context.spec.quotations.iter().filter(|(_, quotation)| quotation.translation.is_none()) {
            let Some(language) = &quotation.language else { continue };
            if primary(&language.value) != primary(&context.spec.briefing.language.value) {
                sink.push(
                    self.finding(format!("the quotation `{}` is not translated", id.value))
                        .at(language.span, "not the language of the document")
                        .help("add `translation = { text = \"…\", translator = \"…\" }`"),
                );
            }
        }
    }
}

/// The language of a tag, without its region and script.
fn primary(tag: &str) -> String {
    tag.split('-').next().unwrap_or("").to_lowercase()
}
