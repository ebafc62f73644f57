//! `quotation-cut-sentence`.

use super::verified::checked;
use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::evidence::quotations::Outcome;

/// A quotation that is cut out of a sentence whose other words can turn its sense.
pub(super) struct QuotationCutSentence;

impl Check for QuotationCutSentence {
    fn name(&self) -> &'static str {
        "quotation-cut-sentence"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "A quotation that begins or ends in the middle of a sentence, without `[…]`, where the rest of that sentence has a word that can turn the sense: not, without, unless, if, may.",
            why: "A piece of a sentence can say the opposite of the whole, and the reader does not see that it is a piece.",
            example: r#"# the copy has: “They refused to fire on the crowd unless they were attacked.”
[quotations.q]
text    = "fire on the crowd"
speaker = "a general"
source  = "inquiry""#,
            remedy: "Quote the whole sentence; where the piece says what the whole says, say so in `reason`.",
            references: "United Nations Editorial Manual Online, Quotations.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let found = checked(context).filter_map(|(id, quotation, checked)| {
            let Outcome::Found(found) = &checked.outcome else { return None };
            if found.cut.turning.is_empty() || quotation.reason.is_some() {
                return None;
            }
            let words = found.cut.turning.join("”, “");
            Some(
                self.finding(format!("the quotation `{id}` is a piece of a sentence that also has “{words}”"))
                    .at(quotation.text.span, "the sense of the whole may be another")
                    .help(format!("left out is: {}", found.cut.shown))
                    .help("quote the whole sentence; where the piece says the same, say why: `reason = \"…\"`"),
            )
        });
        found.for_each(|finding| sink.push(finding));
    }
}
