//! `quotation-not-in-archive`.

use super::verified::checked;
use super::{Check, Context, Documentation};
use crate::archive::matching::Miss;
use crate::diag::{Severity, Sink};
use crate::evidence::quotations::Outcome;

/// A quotation whose words do not stand in the archived copy of its source, nor anything like them.
pub(super) struct QuotationNotInArchive;

impl Check for QuotationNotInArchive {
    fn name(&self) -> &'static str {
        "quotation-not-in-archive"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "A quotation whose words, or anything like them, are not in the archived copy of its source.",
            why: "Words that the source does not have are the first thing that whoever is accused will look for.",
            example: r#"# the copy has nothing of the sort
[quotations.q]
text    = "The order came from the ministry on that morning."
speaker = "a general"
source  = "inquiry""#,
            remedy: "Look the words up. Correct `text` or `source`, or archive the document that they come from.",
            references: "United Nations Editorial Manual Online, Quotations.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let found = checked(context).filter_map(|(id, quotation, checked)| {
            let Outcome::Missed { miss: Miss::Absent, dark_pages } = &checked.outcome else { return None };
            dark_pages.is_empty().then(|| {
                self.finding(format!("the words of the quotation `{id}` are not in `{}`", checked.file))
                    .at(quotation.text.span, "not in the archived copy")
                    .help("look the words up; correct `text` or `source`, or archive the document they come from")
            })
        });
        found.for_each(|finding| sink.push(finding));
    }
}
