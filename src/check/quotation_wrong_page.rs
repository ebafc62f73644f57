//! `quotation-wrong-page`.

use super::verified::{checked, page};
use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::evidence::quotations::Outcome;

/// A quotation whose locator names a page on which its words do not stand in the archived copy.
pub(super) struct QuotationWrongPage;

impl Check for QuotationWrongPage {
    fn name(&self) -> &'static str {
        "quotation-wrong-page"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "A quotation whose locator names a page on which its words do not stand in the archived copy.",
            why: "Whoever looks the words up looks on that page.",
            example: r#"# the words stand on page 12 of the copy
[quotations.q]
text    = "Nobody gave an order."
speaker = "a general"
source  = "inquiry"
locator = "p. 21""#,
            remedy: "See which number is printed on the page that has the words, and correct `locator`; or correct the source, where the words are from another.",
            references: "United Nations Editorial Manual Online, Quotations.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let found = checked(context).filter_map(|(id, quotation, checked)| {
            let Outcome::Found(found) = &checked.outcome else { return None };
            let (locator, (from, to)) = (quotation.locator.as_ref()?, found.pages?);
            let named = page(&locator.value)?;
            let right = (from..=to).any(|page| page.to_string() == named) || found.printed.contains(&named);
            (!right).then(|| {
                self.finding(format!("the words of the quotation `{id}` are not on page {named}"))
                    .at(locator.span, "another page")
                    .help(format!(
                        "page {from} of `{}` has them; if the printed page has that number, correct `locator`",
                        checked.file
                    ))
            })
        });
        found.for_each(|finding| sink.push(finding));
    }
}
