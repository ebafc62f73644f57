//! Brackets that do not close.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};

/// What is put into a quotation stands in brackets that open and close.
pub(super) struct InsertionBrackets;

impl Check for InsertionBrackets {
    fn name(&self) -> &'static str {
        "insertion-brackets"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a quotation or its translation with a square bracket that opens and does not close, or \
                     closes without having opened, with brackets in brackets, or with nothing between them.",
            why: "Brackets part the words of the speaker from those of whoever quotes. Where one is missing, nobody \
                     knows whose words follow.",
            example: r##"[quotations.minister]
text    = "No one is held for what [they write."
speaker = "the Minister of the Interior"
date    = 2020-12-20
source  = "statement"
locator = "para. 3""##,
            remedy: "Open it where your own words begin and close it where they end, or take it out.",
            references: "United Nations Editorial Manual Online, Quotations.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for (id, quotation) in context.spec.quotations.iter() {
            let translation = quotation.translation.as_ref().map(|translation| &translation.text);
            for text in [Some(&quotation.text), translation].into_iter().flatten() {
                if let Some((at, why, help)) = fault(&text.value) {
                    sink.push(
                        self.finding(format!("a bracket in the quotation `{}` {why}", id.value))
                            .at(text.locate(at..at + 1), "this one")
                            .help(help),
                    );
                }
            }
        }
    }
}

/// The first bracket that is wrong, why, and what to do.
fn fault(text: &str) -> Option<(usize, &'static str, &'static str)> {
    let mut open: Option<usize> = None;
    for (at, c) in text.char_indices() {
        match (c, open) {
            ('[', Some(_)) => {
                return Some((at, "opens inside another", "close the one before it first, or take this one out"));
            }
            ('[', None) => open = Some(at),
            (']', None) => {
                return Some((at, "closes but was never opened", "open it where your own words begin, or take it out"));
            }
            (']', Some(start)) if text.get(start + 1..at).is_some_and(|inside| inside.trim().is_empty()) => {
                return Some((start, "holds nothing", "write your own words in it, or take it out"));
            }
            (']', Some(_)) => open = None,
            _ => {}
        }
    }
    open.map(|at| (at, "opens and never closes", "close it where your own words end, or take it out"))
}
