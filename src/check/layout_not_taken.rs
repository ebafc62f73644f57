//! Notes, paper or numbers other than the body asks for.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::profile::{Demand, ProfileNotes, ProfilePaper};
use crate::spec::{NotesAt, Paper};

/// The layout is the one that the body asks for.
pub(super) struct LayoutNotTaken;

impl Check for LayoutNotTaken {
    fn name(&self) -> &'static str {
        "layout-not-taken"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds notes in another place, or another paper, than the profile’s body asks for.",
            why: "The form is binding: what breaks it may not be considered.",
            example: r##"[briefing]
title    = "Executions in Testland"
date     = 2027-01-04
language = "en-GB"
profile  = "upr-joint"
notes    = "foot""##,
            remedy: "Take the key out: the profile sets it as the body asks.",
            references: "The rules of the receiving bodies, as `briefing profiles` lists them with their addresses and dates.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let briefing = &context.spec.briefing;
        for (rule, demand) in context.profile.demands() {
            let (span, what) = match demand {
                Demand::Notes(place) => {
                    let Some(notes) = &briefing.notes else { continue };
                    let wanted = if *place == ProfileNotes::End { NotesAt::End } else { NotesAt::Foot };
                    if notes.value == wanted {
                        continue;
                    }
                    (notes.span, "the notes stand in another place")
                }
                Demand::Paper(paper) => {
                    let Some(own) = &briefing.paper else { continue };
                    let wanted = if *paper == ProfilePaper::Letter { Paper::Letter } else { Paper::A4 };
                    if own.value == wanted {
                        continue;
                    }
                    (own.span, "the paper is another")
                }
                _ => continue,
            };
            let finding =
                self.finding(format!("{what} than the body asks for")).at(span, super::receiving::body(context));
            sink.push(super::receiving::because(finding, rule).help("take the key out: the profile sets it"));
        }
    }
}
