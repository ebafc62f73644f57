//! Words that must be searched for.

use super::{Check, Context, Documentation};
use crate::diag::{Diagnostic, Severity, Sink};

/// Every quotation says where in its source it stands.
pub(super) struct QuotationWithoutLocator;

impl Check for QuotationWithoutLocator {
    fn name(&self) -> &'static str {
        "quotation-without-locator"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a quotation that does not say where in its source the words stand.",
            why: "Quotations are what a hostile reader checks first; in a report of a hundred pages nobody \
                  finds them without a page.",
            example: r#"[quotations.registrar]
text    = "We count what has come in."
speaker = "a registrar"
source  = "institute"
date    = 2020-03-01"#,
            remedy: "Give `locator`: `p. 15`, `para. 4`, a heading, the minute of a recording.",
            references: "United Nations Editorial Manual Online, Footnotes and other references.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for (id, _) in context.spec.quotations.iter().filter(|(_, quotation)| quotation.locator.is_none()) {
            sink.push(
                Diagnostic::warning(self.name(), format!("the quotation `{}` has no locator", id.value))
                    .at(id.span, "where in the source?")
                    .help("add `locator`: `p. 15`, `para. 4`, a heading, the minute of a recording"),
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
        assert_eq!(found(&QuotationWithoutLocator, quotation), ["q: the quotation `q` has no locator"]);
        assert_eq!(found(&QuotationWithoutLocator, &format!("{quotation}locator = \"p. 1\"\n")), [""; 0]);
    }
}
