//! A part that does not stand where the body wants it.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::profile::Demand;

/// What must come first comes first.
pub(super) struct PartOutOfOrder;

impl Check for PartOutOfOrder {
    fn name(&self) -> &'static str {
        "part-out-of-order"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds that another part is first, or last, than the one that the profile’s body asks for there.",
            why: "Who reads many submissions looks for the summary in one place.",
            example: r##"[briefing]
title    = "Executions in Testland"
date     = 2027-01-04
language = "en-GB"
profile  = "uk-commons""##,
            remedy: "Set the order in `parts` of your own profile; where the profile is one of the program’s, in one of your own that `extends` it.",
            references: "The rules of the receiving bodies, as `briefing profiles` lists them with their addresses and dates.",
        }
    }

    fn needs_document(&self) -> bool {
        true
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let Some(document) = context.document else { return };
        let skipped =
            |part: &&str| !matches!(*part, "title" | "contents" | "key-words" | "about" | "end-notes" | "source-list");
        let parts: Vec<&str> = document.parts.iter().map(|(name, _)| *name).filter(skipped).collect();
        for (rule, demand) in context.profile.demands() {
            let (wanted, found, place) = match demand {
                Demand::First(part) => (part, parts.first(), "first"),
                Demand::Last(part) => (part, parts.last(), "last"),
                _ => continue,
            };
            let Some(found) = found.filter(|found| *found != wanted && parts.contains(&wanted.as_str())) else {
                continue;
            };
            let body = super::receiving::body(context);
            let message = format!("the part `{found}` is {place}, where `{wanted}` should be");
            let finding = self.finding(message).at(super::receiving::place(context), format!("asked for by {body}"));
            let help = match super::receiving::own_file(context) {
                Some(file) => format!("put `{wanted}` {place} in `parts` of `{file}`"),
                None => format!(
                    "make a profile of your own that `extends` `{}`, and put `{wanted}` {place} in its `parts`",
                    context.profile.name
                ),
            };
            sink.push(super::receiving::because(finding.help(help), rule, context));
        }
    }
}
