//! `quotation-unmarked-omission`.

use super::verified::{checked, near};
use super::{Check, Context, Documentation};
use crate::archive::matching::nearest::Difference;
use crate::diag::{Severity, Sink};

/// A quotation that leaves out words of the archived copy of its source without `[…]`.
pub(super) struct QuotationUnmarkedOmission;

impl Check for QuotationUnmarkedOmission {
    fn name(&self) -> &'static str {
        "quotation-unmarked-omission"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "A quotation that leaves out words of the archived copy of its source without `[…]`.",
            why: "A reader must see where words are missing.",
            example: r#"# the copy has: “Nobody at the gate gave an order.”
[quotations.q]
text    = "Nobody gave an order."
speaker = "a general"
source  = "inquiry""#,
            remedy: "Put the words back; or write `[…]` there, if the sense stays the same: without “at least” a minimum becomes an exact number.",
            references: "United Nations Editorial Manual Online, Quotations.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let found = checked(context).filter_map(|(id, quotation, checked)| {
            let near = near(checked, Difference::Omission)?;
            Some(
                self.finding(format!("the quotation `{id}` leaves out words without a mark"))
                    .at(quotation.text.span, "words are missing")
                    .help(format!("{} of `{}`, with what was left out: {}", near.place(), checked.file, near.shown))
                    .help("put the words back, or write `[…]` there if the sense stays the same"),
            )
        });
        found.for_each(|finding| sink.push(finding));
    }
}
