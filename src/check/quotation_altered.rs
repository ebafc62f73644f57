//! `quotation-altered`.

use super::verified::checked;
use super::{Check, Context, Documentation};
use crate::archive::matching::Miss;
use crate::archive::matching::nearest::Difference;
use crate::diag::{Severity, Sink};
use crate::evidence::quotations::Outcome;

/// A quotation whose words stand otherwise in the archived copy of its source, or stand there only with more differences than `verify` lets pass.
pub(super) struct QuotationAltered;

impl Check for QuotationAltered {
    fn name(&self) -> &'static str {
        "quotation-altered"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "A quotation whose words stand otherwise in the archived copy of its source, stand there only with more differences than `verify` lets pass, or end with others in brackets that replace them without a mark.",
            why: "One other letter, digit or word makes a quotation false, and with it whatever rests on it.",
            example: r#"# the copy has: “We did not fire on anyone.”
[quotations.q]
text    = "We did not fire at anyone."
speaker = "a general"
source  = "inquiry""#,
            remedy: "Write the words as the source has them.",
            references: "United Nations Editorial Manual Online, Quotations.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let found = checked(context).filter_map(|(id, quotation, checked)| match &checked.outcome {
            Outcome::Missed { miss: Miss::Near(near), .. }
                if near.difference == Difference::Change && !near.shown.contains('\u{fffd}') =>
            {
                Some(
                    self.finding(format!("the words of the quotation `{id}` differ from `{}`", checked.file))
                        .at(quotation.text.span, "not word for word")
                        .help(format!("{} of the archived copy has: {}", near.place(), near.shown))
                        .help("write the words as the source has them; `[-…-]`: only in the source, `{+…+}`: only in yours"),
                )
            }
            Outcome::Missed { miss: Miss::Looser(level), .. } => {
                let name = level.name();
                Some(
                    self.finding(format!(
                        "the words of the quotation `{id}` are in `{}` only when compared as loosely as `{name}`",
                        checked.file
                    ))
                    .at(quotation.text.span, "more differs than `verify` lets pass")
                    .help(format!("write the words as the source has them, or `verify = \"{name}\"`")),
                )
            }
            Outcome::Found(found) if quotation.reason.is_none() => {
                let next = found.replaced.as_ref()?;
                Some(
                    self.finding(format!("the quotation `{id}` ends with other words than `{}`", checked.file))
                        .at(quotation.text.span, "the words in brackets stand for none that are marked as left out")
                        .help(format!("the copy goes on: {next} …"))
                        .help("quote these words, or write `[…]` before those in brackets"),
                )
            }
            _ => None,
        });
        found.for_each(|finding| sink.push(finding));
    }
}
