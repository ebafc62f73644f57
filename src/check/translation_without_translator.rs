//! A translation that hides.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};

/// A translation is shown as one, with its translator.
pub(super) struct TranslationWithoutTranslator;

impl Check for TranslationWithoutTranslator {
    fn name(&self) -> &'static str {
        "translation-without-translator"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a quotation in one language from a source in another that is not marked as a translation.",
            why: "The words in quotation marks were never said: they are the translator's. Who compares them with \
                     the source does not find them.",
            example: r##"[sources.statement]
type     = "webpage"
title    = "Déclaration"
language = "fr"

[quotations.minister]
text    = "No one is held for what they write."
speaker = "the Minister of the Interior"
source  = "statement"
locator = "para. 3""##,
            remedy: "Give the original words with their `language`, and the others as `translation`, with who made it.",
            references: "United Nations Editorial Manual Online, Quotations.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let primary = |tag: &str| tag.split('-').next().unwrap_or("").to_lowercase();
        for (id, quotation) in context.spec.quotations.iter() {
            let source = context.source(&quotation.source.value).and_then(|source| source.language.as_ref());
            let Some(original) = source else { continue };
            let said =
                quotation.language.as_ref().map_or(&context.spec.briefing.language.value, |language| &language.value);
            if primary(said) != primary(&original.value) {
                sink.push(
                    self.finding(format!("the quotation `{}` seems to be a translation and does not say so", id.value))
                        .at(quotation.text.span, format!("in `{said}`"))
                        .also(original.span, "the source is in this language")
                        .help("give the original words with their `language`, and these as `translation`, with the translator"),
                );
            }
        }
    }
}
