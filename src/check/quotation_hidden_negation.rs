//! `quotation-hidden-negation`.

use super::verified::checked;
use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::evidence::quotations::Outcome;

/// A quotation in which `[…]` hides a word that can turn its sense: not, without, unless, if, may.
pub(super) struct QuotationHiddenNegation;

impl Check for QuotationHiddenNegation {
    fn name(&self) -> &'static str {
        "quotation-hidden-negation"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "A quotation in which `[…]` hides a word that can turn its sense: not, without, unless, if, may.",
            why: "Left out, such a word makes a speaker say what was denied or only supposed.",
            example: r#"# the copy has: “We did not fire.”
[quotations.q]
text    = "We did […] fire."
speaker = "a general"
source  = "inquiry""#,
            remedy: "Quote the words. If the sense is the same without them, say so in the `reason` of the quotation.",
            references: "United Nations Editorial Manual Online, Quotations.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let found = checked(context).filter_map(|(id, quotation, checked)| {
            let Outcome::Found(found) = &checked.outcome else { return None };
            if found.turning.is_empty() || quotation.reason.is_some() {
                return None;
            }
            Some(
                self.finding(format!("`[…]` in the quotation `{id}` hides “{}”", found.turning.join("”, “")))
                    .at(quotation.text.span, "the sense may change")
                    .help(format!("left out: “{}”", found.dropped.join("”, “")))
                    .help(format!(
                        "quote the words; if the sense is the same without them, add `reason = \"…\"` to `{id}`"
                    )),
            )
        });
        found.for_each(|finding| sink.push(finding));
    }
}
