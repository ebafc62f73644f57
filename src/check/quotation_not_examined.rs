//! `quotation-not-examined`.

use super::verified::checked;
use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::evidence::quotations::Outcome;

/// A quotation with `[…]` in a language whose negations the program does not know.
pub(super) struct QuotationNotExamined;

impl Check for QuotationNotExamined {
    fn name(&self) -> &'static str {
        "quotation-not-examined"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "A quotation with `[…]` in a language whose words for “not”, “unless” or “may” the program does not know: whether one of them is left out cannot be examined. It knows those of Arabic, Chinese, English, French, Persian, Russian and Spanish.",
            why: "Nobody would see that such a word is gone.",
            example: r#"[quotations.q]
text     = "Wir haben […] geschossen."
language = "de"
speaker  = "a general"
source   = "inquiry""#,
            remedy: "Have someone who reads the language compare the quotation with its source, and write so in `reason`.",
            references: "United Nations Editorial Manual Online, Quotations.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let found = checked(context).filter_map(|(id, quotation, checked)| {
            let Outcome::Found(found) = &checked.outcome else { return None };
            if !found.unexamined || quotation.reason.is_some() {
                return None;
            }
            Some(
                self.finding(format!(
                    "whether `[…]` in the quotation `{id}` hides a negation cannot be examined in its language"
                ))
                .at(quotation.text.span, "not examined")
                .help(format!("left out is: {}", found.dropped.join(" / ")))
                .help("have someone who reads it compare what is left out, and write so: `reason = \"…\"`"),
            )
        });
        found.for_each(|finding| sink.push(finding));
    }
}
