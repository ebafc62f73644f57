//! `quotation-unverified`.

use super::verified::checked;
use super::{Check, Context, Documentation};
use crate::archive::matching::Miss;
use crate::diag::{Severity, Sink};
use crate::evidence::quotations::Outcome;
use crate::spec::{Quotation, Verify};

/// A quotation that cannot be compared with the archived copy of its source, or is not to be and does not say why.
pub(super) struct QuotationUnverified;

impl Check for QuotationUnverified {
    fn name(&self) -> &'static str {
        "quotation-unverified"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "A quotation that cannot be compared with the archived copy of its source, or is not to be and does not say why.",
            why: "What nobody compared may be wrong.",
            example: r#"# `inquiry` is archived as a scan without text
[quotations.q]
text    = "Nobody gave an order."
speaker = "a general"
source  = "inquiry"

[quotations.r]
text    = "We were at the gate."
speaker = "a general"
source  = "inquiry"
verify  = "none""#,
            remedy: r#"Archive a copy that can be read, or put its words in a text file beside it and name that: `text`. Give a `reason` with `verify = "none"`."#,
            references: "United Nations Editorial Manual Online, Quotations.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let unsaid = |quotation: &Quotation| {
            quotation.reason.is_none() && quotation.verify.as_ref().is_some_and(|verify| verify.value == Verify::None)
        };
        for (id, quotation) in context.spec.quotations.iter().filter(|(_, quotation)| unsaid(quotation)) {
            sink.push(
                self.finding(format!("the quotation `{}` is not verified, and nothing says why", id.value))
                    .at(quotation.verify.as_ref().map_or(id.span, |verify| verify.span), "why?")
                    .help("add `reason = \"…\"`, or delete `verify`"),
            );
        }
        let found = checked(context).filter_map(|(id, quotation, checked)| {
            let help = "save the words of the copy as a text file beside it and name that: `text = \"sources/….txt\"`"
                .to_owned();
            let (why, help) = match &checked.outcome {
                Outcome::Unreadable(why, remedy) => (why.clone(), remedy.clone()),
                Outcome::Missed { miss: Miss::Absent, dark_pages } if !dark_pages.is_empty() => {
                    let pages: Vec<String> = dark_pages.iter().take(10).map(ToString::to_string).collect();
                    (format!("pages that cannot be read: {}", pages.join(", ")), help)
                }
                Outcome::Missed { miss: Miss::Near(near), .. } if near.shown.contains('\u{fffd}') => {
                    (format!("characters on {} cannot be read", near.place()), help)
                }
                _ => return None,
            };
            Some(
                self.finding(format!("the quotation `{id}` cannot be verified in `{}`: {why}", checked.file))
                    .at(quotation.text.span, "not compared")
                    .help(help),
            )
        });
        found.for_each(|finding| sink.push(finding));
    }
}
