//! "Reportedly", without who.

use super::language;
use super::running::Kind;
use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};

/// An accusation says whose it is.
pub(super) struct UnattributedClaim;

impl Check for UnattributedClaim {
    fn name(&self) -> &'static str {
        "unattributed-claim"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds words that hide who says something (\"reportedly\", \"it is alleged that\", \"observers \
                     say\") in a paragraph that cites no source, prints no record and names nobody (\"according to\").",
            why: "An accusation without an author is hearsay. It exposes whoever prints it, and helps nobody who has \
                     to act on it.",
            example: r##"[[sections]]
heading = "Detentions"
text    = "Prisoners were reportedly beaten on arrival.""##,
            remedy: "Name who reports it, if that is safe, and cite the source; or leave it out.",
            references: "Manual on Human Rights Monitoring (OHCHR, revised edition).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let Some(language) = context.language else { return };
        for paragraph in
            context.text.iter().filter(|paragraph| paragraph.kind == Kind::Body && !paragraph.has_evidence())
        {
            let Some(range) = language::phrase(&paragraph.text, language.hearsay, language) else { continue };
            if language::phrase(&paragraph.text, language.attributions, language).is_none() {
                let words = paragraph.text.get(range.clone()).unwrap_or("");
                sink.push(
                    self.finding(format!("\u{201c}{words}\u{201d} does not say who says so"))
                        .at_maybe(paragraph.locate(&range, &context.evidence.specification), "whose claim is it?")
                        .help("name who reports it, if that is safe, and cite the source: `[@ID, locator]`"),
                );
            }
        }
    }
}
