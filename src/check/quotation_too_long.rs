//! A quotation that is a reprint.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};

/// A quotation is no longer than it needs to be.
pub(super) struct QuotationTooLong;

impl Check for QuotationTooLong {
    fn name(&self) -> &'static str {
        "quotation-too-long"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a quotation of more than 250 words (400 characters in Chinese), or a translation of that \
                     length.",
            why: "Long passages are skipped. Beyond a fair length a quotation also needs the permission of whoever \
                     holds the rights.",
            example: r##"[quotations.minister]
text    = """
No one is held for what they write. … (and so on: all 310 words of the
paragraph, in one piece)"""
speaker = "the Minister of the Interior"
date    = 2020-12-20
source  = "statement"
locator = "para. 3""##,
            remedy: "Quote the sentences that matter, with `[…]` between them, and tell the rest.",
            references: "United Nations Editorial Manual Online, Quotations.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for (id, quotation) in context.spec.quotations.iter() {
            let translation = quotation.translation.as_ref().map(|translation| &translation.text);
            for text in [Some(&quotation.text), translation].into_iter().flatten() {
                let length = words(&text.value);
                if length > LONGEST {
                    sink.push(
                        self.finding(format!("the quotation `{}` has {length} words", id.value))
                            .at(text.span, format!("more than {LONGEST}"))
                            .help("quote the sentences that matter, with `[…]` between them"),
                    );
                }
            }
        }
    }
}

/// The longest quotation, in words.
const LONGEST: usize = 250;

/// How many words a text has; of Chinese and Japanese, eight characters count as five words.
fn words(text: &str) -> usize {
    let wide = text.chars().filter(|c| matches!(*c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')).count();
    if wide * 2 > text.chars().count() { wide * 5 / 8 } else { text.split_whitespace().count() }
}
