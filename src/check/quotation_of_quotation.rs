//! Words from a second hand.

use super::language;
use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};

/// Words are quoted from where they were said.
pub(super) struct QuotationOfQuotation;

impl Check for QuotationOfQuotation {
    fn name(&self) -> &'static str {
        "quotation-of-quotation"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a quotation that stands almost wholly in quotation marks of its own, or whose speaker or \
                     locator says \"quoted in\", \"cited by\" or the like.",
            why: "Who quotes a quotation trusts somebody's cut, translation and memory. The original often says \
                     more, or something else.",
            example: r##"[quotations.minister]
text    = "No one is held for what they write."
speaker = "the Minister of the Interior, as quoted by a newspaper"
date    = 2020-12-20
source  = "statement"
locator = "para. 3""##,
            remedy: "Find the original and quote that. Where it cannot be had, say so in the text, and `[[allow]]` the \
                     finding.",
            references: "United Nations Editorial Manual Online, Quotations.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for (id, quotation) in context.spec.quotations.iter() {
            let texts = [Some(&quotation.speaker), quotation.locator.as_ref()];
            let named = context.language.and_then(|language| {
                texts.into_iter().flatten().find_map(|text| {
                    let range = language::phrase(&text.value, language.second_hand, language)?;
                    Some(text.locate(range))
                })
            });
            let place = named.or_else(|| is_inner(&quotation.text.value).then_some(quotation.text.span));
            if let Some(place) = place {
                sink.push(
                    self.finding(format!("the quotation `{}` is second-hand", id.value))
                        .at(place, "one person’s words in another’s text")
                        .help("find the original and quote that")
                        .help("if it cannot be had, say so in the text, and allow this with a reason (`[[allow]]`)"),
                );
            }
        }
    }
}

/// Quotation marks that open and close.
const MARKS: [(char, char); 5] = [('“', '”'), ('«', '»'), ('„', '“'), ('「', '」'), ('"', '"')];

/// Whether most letters of a quotation, but not all of it, stand in quotation marks of its own.
fn is_inner(text: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    let all = letters(text);
    MARKS.iter().any(|(open, close)| {
        let Some((before, rest)) = text.split_once(*open) else { return false };
        let Some((inside, after)) = rest.split_once(*close) else { return false };
        let whole = letters(before) == 0 && letters(after) == 0;
        !whole && letters(inside) * 10 >= all * 7
    })
}
