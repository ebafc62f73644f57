//! Words without their day.

use super::{Check, Context, Documentation};
use crate::diag::{Diagnostic, Severity, Sink};

/// Every quotation says when it was said.
pub(super) struct QuotationWithoutDate;

impl Check for QuotationWithoutDate {
    fn name(&self) -> &'static str {
        "quotation-without-date"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a quotation that does not say when the words were spoken or written.",
            why: "What an official said before an event and after it are two things; without the date a reader \
                  cannot tell which it was, nor find the words again.",
            example: r#"[quotations.registrar]
text    = "We count what has come in."
speaker = "a registrar"
source  = "institute"
locator = "p. 15""#,
            remedy: "Give `date`: a day, a month `\"2020-03\"` or a year. Where only the source is dated, its \
                     date as the latest the words can have is better than none.",
            references: "United Nations Editorial Manual Online, Quotations.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for (id, _) in context.spec.quotations.iter().filter(|(_, quotation)| quotation.date.is_none()) {
            sink.push(
                Diagnostic::warning(self.name(), format!("the quotation `{}` has no date", id.value))
                    .at(id.span, "when was it said?")
                    .help("add `date`: a day, a month (`\"2020-03\"`) or a year"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    #[test]
    fn none_and_one() {
        let quotation = "[quotations.q]\ntext = \"Words\"\nspeaker = \"S\"\nsource = \"a\"\n";
        assert_eq!(found(&QuotationWithoutDate, quotation), ["q: the quotation `q` has no date"]);
        assert_eq!(found(&QuotationWithoutDate, &format!("{quotation}date = 2020\n")), [""; 0]);
    }
}
