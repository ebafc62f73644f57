//! `quotation-unmarked-insertion`.

use super::verified::{checked, near};
use super::{Check, Context, Documentation};
use crate::archive::matching::nearest::Difference;
use crate::diag::{Severity, Sink};

/// A quotation that has words which the archived copy of its source has not, without brackets.
pub(super) struct QuotationUnmarkedInsertion;

impl Check for QuotationUnmarkedInsertion {
    fn name(&self) -> &'static str {
        "quotation-unmarked-insertion"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "A quotation with words that are not in the archived copy of its source, and not in brackets.",
            why: "A reader takes all words of a quotation for those of its speaker.",
            example: r#"# the copy has: “Nobody gave an order.”
[quotations.q]
text    = "Nobody ever gave an order."
speaker = "a general"
source  = "inquiry""#,
            remedy: "Delete the words; or, if they explain, put them in brackets: `[word]`.",
            references: "United Nations Editorial Manual Online, Quotations.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let found = checked(context).filter_map(|(id, quotation, checked)| {
            let near = near(checked, Difference::Insertion)?;
            Some(
                self.finding(format!("the quotation `{id}` has words that are not in its source"))
                    .at(quotation.text.span, "words were added")
                    .help(format!("{} of `{}`, with what was added: {}", near.place(), checked.file, near.shown))
                    .help("delete what was added or, if it explains, put it in brackets: `[word]`"),
            )
        });
        found.for_each(|finding| sink.push(finding));
    }
}
