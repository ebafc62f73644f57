//! Notes, paper or numbers other than the body asks for.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::profile::{Demand, ProfileNotes, ProfilePaper};
use crate::spec::{NotesAt, Paper};

/// The layout is the one that the body asks for.
pub(super) struct LayoutNotTaken;

/// What to do about a key that goes against the profile.
const SET: &str = "take the key out: the profile sets it";
/// What to do about a profile without numbers.
const NUMBER: &str = "write `numbered-paragraphs = true` in the file of the profile";

impl Check for LayoutNotTaken {
    fn name(&self) -> &'static str {
        "layout-not-taken"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds notes in another place, or another paper, than the profile’s body asks for, and a profile of your own that does not number the paragraphs where the body asks for it.",
            why: "The form is binding: what breaks it may not be considered.",
            example: r##"[briefing]
title    = "Executions in Testland"
date     = 2027-01-04
language = "en-GB"
profile  = "upr-joint"
notes    = "foot""##,
            remedy: "Take the key out: the profile sets it as the body asks. In a profile of your own write `numbered-paragraphs = true`.",
            references: "The rules of the receiving bodies, as `briefing profiles` lists them with their addresses and dates.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let briefing = &context.spec.briefing;
        for (rule, demand) in context.profile.demands() {
            let (span, what, help) = match demand {
                Demand::Notes(place) => {
                    let Some(notes) = &briefing.notes else { continue };
                    let wanted = if *place == ProfileNotes::End { NotesAt::End } else { NotesAt::Foot };
                    if notes.value == wanted {
                        continue;
                    }
                    (notes.span, "the notes stand in another place than the body asks for", SET)
                }
                Demand::Paper(paper) => {
                    let Some(own) = &briefing.paper else { continue };
                    let wanted = if *paper == ProfilePaper::Letter { Paper::Letter } else { Paper::A4 };
                    if own.value == wanted {
                        continue;
                    }
                    (own.span, "the paper is another than the body asks for", SET)
                }
                Demand::NumberedParagraphs if !context.profile.numbered_paragraphs => (
                    super::receiving::place(context),
                    "the paragraphs have no numbers, and the body asks for them",
                    NUMBER,
                ),
                _ => continue,
            };
            let finding = self.finding(what.to_owned()).at(span, super::receiving::body(context));
            sink.push(super::receiving::because(finding, rule).help(help));
        }
    }
}
