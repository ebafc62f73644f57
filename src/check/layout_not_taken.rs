//! Notes, paper or numbers other than the body asks for.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::profile::{Demand, ProfileNotes, ProfilePaper};
use crate::spec::{NotesAt, Paper};

/// The layout is the one that the body asks for.
pub(super) struct LayoutNotTaken;

/// What to do about a key that goes against the profile.
const SET: &str = "delete this line: the profile sets it";

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
            remedy: "Delete the line: the profile sets it as the body asks. In a profile of your own write `numbered-paragraphs = true`.",
            references: "The rules of the receiving bodies, as `briefing profiles` lists them with their addresses and dates.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let briefing = &context.spec.briefing;
        let body = super::receiving::body(context);
        for (rule, demand) in context.profile.demands() {
            let (span, what, label, help) = match demand {
                Demand::Notes(place) => {
                    let Some(notes) = &briefing.notes else { continue };
                    let wanted = if *place == ProfileNotes::End { NotesAt::End } else { NotesAt::Foot };
                    if notes.value == wanted {
                        continue;
                    }
                    let (found, asked) = match wanted {
                        NotesAt::End => ("footnotes", "endnotes"),
                        NotesAt::Foot => ("endnotes", "footnotes"),
                    };
                    let what = format!("the notes are {found}, and {asked} are asked for by {body}");
                    (notes.span, what, "against the rule", SET.to_owned())
                }
                Demand::Paper(paper) => {
                    let Some(own) = &briefing.paper else { continue };
                    let wanted = if *paper == ProfilePaper::Letter { Paper::Letter } else { Paper::A4 };
                    if own.value == wanted {
                        continue;
                    }
                    let (found, asked) = match wanted {
                        Paper::Letter => ("A4", "US letter"),
                        Paper::A4 => ("US letter", "A4"),
                    };
                    let what = format!("the paper is {found}, and {asked} is asked for by {body}");
                    (own.span, what, "against the rule", SET.to_owned())
                }
                Demand::NumberedParagraphs if !context.profile.numbered_paragraphs => (
                    super::receiving::place(context),
                    format!("the paragraphs have no numbers, which are asked for by {body}"),
                    "does not number them",
                    match super::receiving::own_file(context) {
                        Some(file) => format!("write `numbered-paragraphs = true` in `{file}`"),
                        None => "make a profile of your own with `numbered-paragraphs = true`".to_owned(),
                    },
                ),
                _ => continue,
            };
            let finding = self.finding(what).at(span, label).help(help);
            sink.push(super::receiving::because(finding, rule, context));
        }
    }
}
