//! A name that is printed, or a case that is handed in, without leave.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink, Span};
use crate::profile::Demand;
use crate::spec::Case;

/// A name is printed only where all three were agreed to; a case is handed in to a body only where that was.
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
            finds: "Finds a case whose name is printed and for which `consent` does not say that it may be submitted, told to the State, and published. Where the document is for a body, finds each case that is handed in to it (in a sentence, a card, a table, the annex or a form) without `submit = true`, its name withheld or not.",
            why: "What is told of a case can be enough to know who it was. A name that reaches the authorities or the public can bring arrest, torture or death on the person and the family. The three are different things, and each is theirs to give.",
            example: r##"[cases.a]
name     = "Example Person"
identity = "public"
what     = "enforced disappearance""##,
            remedy: "Write `identity = \"protected\"` and an `alias`. Only where the person agrees to all three, write `consent = { by = \"the mother\", date = 2026-10-01, submit = true, share_with_state = true, publish = true }`; a `false` is an answer, and is not turned into `true` to be rid of the finding. A case whose submission nobody agreed to is taken out.",
            references: "OHCHR, Training Manual on Human Rights Monitoring, chapter on confidentiality; the consent fields of the Special Procedures’ form and of the form of the Working Group on Enforced or Involuntary Disappearances.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for (id, case) in context.spec.cases.iter() {
            let found = if case.is_public() {
                refused(case, id.span, &["submit", "share_with_state", "publish"]).map(|(missing, place)| {
                    let help =
                        "write `identity = \"protected\"` and an `alias`; change `consent` only if the person agrees";
                    (format!("the name of the case `{}` is printed without consent", id.value), missing, place, help)
                })
            } else if is_handed_in(&id.value, context) {
                refused(case, id.span, &["submit"]).map(|(missing, place)| {
                    let help = "take the case out; write `submit = true` only if the person agrees";
                    (format!("the case `{}` is handed in without consent", id.value), missing, place, help)
                })
            } else {
                None
            };
            if let Some((message, missing, place, help)) = found {
                sink.push(self.finding(message).at(place, missing).help(help));
            }
        }
    }
}

/// Which of these nobody agreed to, in words, and where that is said.
fn refused(case: &Case, id: Span, asked: &[&str]) -> Option<(String, Span)> {
    let Some(consent) = &case.consent else {
        let place = case.identity.as_ref().map_or(id, |identity| identity.span);
        return Some(("nothing says that anybody agreed".to_owned(), place));
    };
    let given =
        [("submit", &consent.submit), ("share_with_state", &consent.share_with_state), ("publish", &consent.publish)];
    let refused: Vec<_> = given.iter().filter(|(name, given)| asked.contains(name) && !given.value).collect();
    let (_, first) = refused.first()?;
    let what = |name: &str| match name {
        "share_with_state" => "the state would read the name",
        "publish" => "the name would be published",
        _ => "the case would be submitted",
    };
    let names: Vec<&str> = refused.iter().map(|(name, _)| what(name)).collect();
    Some((format!("not agreed to: {}", names.join(", ")), first.span))
}

/// Whether a body is given this case: as a form, in the annex, or where the text prints it.
fn is_handed_in(id: &str, context: Context<'_>) -> bool {
    let has_forms = || context.profile.demands().any(|(_, demand)| matches!(demand, Demand::Cases(_)));
    let annexed = || {
        let submission = context.spec.submission.as_ref();
        submission.and_then(|submission| submission.annex_of_cases.as_ref()).is_some_and(|asked| asked.value)
    };
    context.profile.body.is_some() && (has_forms() || annexed() || context.printed.case(id))
}
