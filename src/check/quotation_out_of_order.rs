//! `quotation-out-of-order`.

use super::verified::checked;
use super::{Check, Context, Documentation};
use crate::archive::matching::Miss;
use crate::diag::{Severity, Sink};
use crate::evidence::quotations::{Checked, Outcome};

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
            finds: "A quotation whose pieces between `[…]` stand in the archived copy in another order, or too far from each other.",
            why: "Pieces that are put together anew say what nobody said.",
            example: r#"# the copy has: “We were at the gate. Nobody gave an order.”
[quotations.q]
text    = "Nobody gave an order. […] We were at the gate."
speaker = "a general"
source  = "inquiry""#,
            remedy: "Quote the pieces in the order of the source, or make two quotations of them.",
            references: "United Nations Editorial Manual Online, Quotations.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let out = |checked: &Checked| matches!(checked.outcome, Outcome::Missed { miss: Miss::Order, .. });
        let found = checked(context).filter(|(.., checked)| out(checked)).map(|(id, quotation, checked)| {
            self.finding(format!("the pieces of the quotation `{id}` stand otherwise in `{}`", checked.file))
                .at(quotation.text.span, "in another order, or more than 1500 characters apart")
                .help("quote the pieces in the order of the source, or make two quotations of them")
        });
        found.for_each(|finding| sink.push(finding));
    }
}
