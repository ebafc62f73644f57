//! `quotation-inserted-negation`.

use super::verified::checked;
use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::evidence::quotations::Outcome;

/// A quotation into which a negation or a condition was put in brackets.
pub(super) struct QuotationInsertedNegation;

impl Check for QuotationInsertedNegation {
    fn name(&self) -> &'static str {
        "quotation-inserted-negation"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "A quotation in which words in brackets can turn its sense, `[not]`, `[never]`, `[if]`, and the archived copy of its source does not have them.",
            why: "Brackets are for what makes the words clear. A negation in them makes a speaker say the opposite.",
            example: r#"# the copy has: “We fired.”
[quotations.q]
text    = "We [never] fired."
speaker = "a general"
source  = "inquiry""#,
            remedy: "Take the word out and say in your own words what you mean; where the source says it in another place, say so in `reason`.",
            references: "United Nations Editorial Manual Online, Quotations.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let found = checked(context).filter_map(|(id, quotation, checked)| {
            let Outcome::Found(found) = &checked.outcome else { return None };
            if found.inserted.is_empty() || quotation.reason.is_some() {
                return None;
            }
            Some(
                self.finding(format!("“{}” in brackets is not in the source of the quotation `{id}`", found.inserted.join("”, “")))
                    .at(quotation.text.span, "the sense may be another")
                    .help("take it out, and say in your own words what you mean; where the source says so elsewhere, say where: `reason = \"…\"`"),
            )
        });
        found.for_each(|finding| sink.push(finding));
    }
}
