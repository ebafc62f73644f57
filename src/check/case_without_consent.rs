//! A name that is printed without leave.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};

/// A name is printed only where all three were agreed to.
pub(super) struct CaseWithoutConsent;

impl Check for CaseWithoutConsent {
    fn name(&self) -> &'static str {
        "case-without-consent"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a case whose name is printed and for which `consent` does not say that it may be submitted, told to the State, and published.",
            why: "A name that reaches the authorities or the public can bring arrest, torture or death on the person and the family. The three are different things, and each is theirs to give.",
            example: r##"[cases.a]
name     = "Example Person"
identity = "public"
what     = "enforced disappearance""##,
            remedy: "Write `identity = \"protected\"` and an `alias`. Only where the person agrees to all three, write `consent = { by = \"the mother\", date = 2026-10-01, submit = true, share_with_state = true, publish = true }`; a `false` is an answer, and is not turned into `true` to be rid of the finding.",
            references: "OHCHR, Training Manual on Human Rights Monitoring, chapter on confidentiality; the consent fields of the Special Procedures’ form and of the form of the Working Group on Enforced or Involuntary Disappearances.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for (id, case) in context.spec.cases.iter().filter(|(_, case)| case.is_public()) {
            let place = case.identity.as_ref().map_or(id.span, |identity| identity.span);
            let (missing, place, only) = match &case.consent {
                None => (
                    "nothing says that anybody agreed".to_owned(),
                    place,
                    "add `consent` only if the person agrees to all of it",
                ),
                Some(consent) => {
                    let asked = [
                        ("the name would be submitted", &consent.submit),
                        ("the state would read the name", &consent.share_with_state),
                        ("the name would be published", &consent.publish),
                    ];
                    let refused: Vec<&str> =
                        asked.iter().filter(|(_, given)| !given.value).map(|(what, _)| *what).collect();
                    let Some((_, first)) = asked.iter().find(|(_, given)| !given.value) else { continue };
                    let only = "change `consent` only if the person agrees";
                    (format!("not agreed to: {}", refused.join(", ")), first.span, only)
                }
            };
            let message = format!("the name of the case `{}` is printed without consent", id.value);
            sink.push(
                self.finding(message)
                    .at(place, missing)
                    .help(format!("write `identity = \"protected\"` and an `alias`; {only}")),
            );
        }
    }
}
