//! `quotation-out-of-order`.

use super::verified::checked;
use super::{Check, Context, Documentation};
use crate::archive::matching::{FAR, Miss};
use crate::diag::{Severity, Sink};
use crate::evidence::quotations::Outcome;

/// A quotation whose pieces between `[…]` stand in the archived copy in another order, or too far from each other.
pub(super) struct QuotationOutOfOrder;

impl Check for QuotationOutOfOrder {
    fn name(&self) -> &'static str {
        "quotation-out-of-order"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "A quotation whose pieces between `[…]` are in another order in the archived copy, or too far apart there.",
            why: "Pieces that are put together anew say what nobody said.",
            example: r#"# the copy has: “We were at the gate. Nobody gave an order.”
[quotations.q]
text    = "Nobody gave an order. […] We were at the gate."
speaker = "a general"
source  = "inquiry""#,
            remedy: "Quote the pieces in the order of the source; where they are too far apart, make two quotations of them.",
            references: "United Nations Editorial Manual Online, Quotations.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let found = checked(context).filter_map(|(id, quotation, checked)| {
            let (what, label, help) = match &checked.outcome {
                Outcome::Missed { miss: Miss::Order, .. } => (
                    "in another order".to_owned(),
                    "not the order of the source",
                    "quote the pieces in the order of the source, or make two quotations of them",
                ),
                Outcome::Missed { miss: Miss::Far, .. } => (
                    format!("more than {FAR} characters apart"),
                    "too much is left out at one `[…]`",
                    "make two quotations of them",
                ),
                _ => return None,
            };
            Some(
                self.finding(format!("the pieces of the quotation `{id}` are {what} in `{}`", checked.file))
                    .at(quotation.text.span, label)
                    .help(help),
            )
        });
        found.for_each(|finding| sink.push(finding));
    }
}
