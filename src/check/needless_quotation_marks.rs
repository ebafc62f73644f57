//! Quotation marks that print twice.

use super::{Check, Context, Documentation};
use crate::diag::Edit;
use crate::diag::{Severity, Sink};

/// A quotation record holds the words alone.
pub(super) struct NeedlessQuotationMarks;

impl Check for NeedlessQuotationMarks {
    fn name(&self) -> &'static str {
        "needless-quotation-marks"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a quotation whose whole text stands in quotation marks.",
            why: "The program sets the marks of the document's language: the reader would see two pairs.",
            example: r##"[quotations.minister]
text    = "“No one is held for what they write.”"
speaker = "the Minister of the Interior"
date    = 2020-12-20
source  = "statement"
locator = "para. 3""##,
            remedy: "Take the marks at both ends out.",
            references: "docs/specification.md, [quotations.ID].",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for (id, quotation) in context.spec.quotations.iter() {
            let translation = quotation.translation.as_ref().map(|translation| &translation.text);
            for text in [Some(&quotation.text), translation].into_iter().flatten() {
                let Some((open, close)) = marks(&text.value) else { continue };
                let ends = [text.locate(0..open), text.locate(text.value.len() - close..text.value.len())];
                let edits = ends.into_iter().map(|span| Edit { span, replacement: String::new() }).collect();
                sink.push(
                    self.finding(format!("the text of the quotation `{}` brings its own quotation marks", id.value))
                        .at(text.span, "the program sets them")
                        .help("take the marks at both ends out")
                        .fix_all("take the marks out", edits),
                );
            }
        }
    }
}

/// Marks that open, with those that close them.
const MARKS: [(char, &str); 7] =
    [('“', "”"), ('«', "»"), ('„', "“”"), ('‘', "’"), ('「', "」"), ('"', "\""), ('\'', "'")];

/// The lengths in bytes of the marks around a whole text; none where there are none, or where the first is closed before
/// the end.
fn marks(text: &str) -> Option<(usize, usize)> {
    let (open, closing) = MARKS.into_iter().find(|(open, _)| text.starts_with(*open))?;
    let close = text.chars().next_back().filter(|last| closing.contains(*last))?;
    let (start, end) = (open.len_utf8(), text.len() - close.len_utf8());
    let inside = text.get(start..end)?;
    (!inside.contains(open) && !inside.contains(close)).then_some((start, close.len_utf8()))
}
