//! Words in notes that the body wants in the text.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::profile::Demand;

/// Notes give references and nothing else.
pub(super) struct SubstanceInNote;

impl Check for SubstanceInNote {
    fn name(&self) -> &'static str {
        "substance-in-note"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a figure that is printed and puts more than its source into a note: a basis, cases left out, or sources that disagree, where the profile’s body accepts notes for references alone.",
            why: "Notes are outside the limit of words; what is argued there is taken for an attempt to get round it.",
            example: r##"[briefing]
title    = "Executions in Testland"
date     = 2027-01-04
language = "en-GB"
profile  = "upr-joint"

[figures.killed]
what   = "people killed"
value  = 304
basis  = "names collected by the organisation"
source = "amnesty""##,
            remedy: "Say it in the text, and take `basis` or `excluded` out of the record.",
            references: "The rules of the receiving bodies, as `briefing profiles` lists them with their addresses and dates.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let wanted = |demand: &Demand| *demand == Demand::NotesForReferences;
        let Some((rule, _)) = context.profile.demands().find(|(_, demand)| wanted(demand)) else { return };
        for (id, figure) in context.spec.figures.iter().filter(|(id, _)| context.printed.figure(&id.value)) {
            let place = figure.basis.as_ref().map(|basis| (basis.span, "the basis"));
            let place =
                place.or_else(|| figure.excluded.as_ref().map(|excluded| (excluded.span, "the cases left out")));
            if let Some((span, what)) = place {
                let body = super::receiving::body(context);
                let message = format!("{what} of `{}` would be printed in a note", id.value);
                let label = format!("notes with more than references are not accepted by {body}");
                let finding = self.finding(message).at(span, label).help("say it in the text, and take it out here");
                sink.push(super::receiving::because(finding, rule, context));
            }
        }
    }
}
