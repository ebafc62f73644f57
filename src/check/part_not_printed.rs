//! A text for a part that the profile does not print.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink, Span};
use crate::spec::{NotesAt, Spec};

/// What the author writes is printed, or it is said that it is not.
pub(super) struct PartNotPrinted;

impl Check for PartNotPrinted {
    fn name(&self) -> &'static str {
        "part-not-printed"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a summary, key figures, contents, recommendations, words about the organisation and their like in the specification, where the profile has no such part, so that they are printed nowhere.",
            why: "Whoever wrote it believes that the body reads it.",
            example: r##"[briefing]
title    = "Executions in Testland"
date     = 2027-01-04
language = "en-GB"
profile  = "hrc-ngo-general"

[summary]
text = "Testland executed more people than in any year before.""##,
            remedy: "Move the text into a section, or take it out; or name the part in `parts` of a profile of your own that extends this one.",
            references: "The forms of the receiving bodies, as `briefing profiles` shows them.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let profile = context.profile;
        for Given { part, what, place, help } in given(context.spec) {
            if profile.prints(part) {
                continue;
            }
            sink.push(
                self.finding(format!("the profile `{}` prints no {what}", profile.name))
                    .at_maybe(place, "this is printed nowhere")
                    .help(help),
            );
        }
    }
}

/// Something that the specification gives for a part.
struct Given {
    /// The part that prints it.
    part: &'static str,
    /// What it is, after "prints no".
    what: &'static str,
    place: Option<Span>,
    help: &'static str,
}

/// What to do about a text.
const MOVE: &str = "move it into a section, or take it out";
/// What to do about a key.
const TAKE_OUT: &str = "take the key out";

fn given(spec: &Spec) -> Vec<Given> {
    let briefing = &spec.briefing;
    let about = spec.organisation.as_ref().and_then(|organisation| organisation.about.as_ref());
    let contents = briefing.contents.as_ref().filter(|contents| contents.value).map(|contents| contents.span);
    let lists = briefing.lists.first().map(|list| list.span);
    let notes = briefing.notes.as_ref().filter(|notes| notes.value == NotesAt::End).map(|notes| notes.span);
    let sources = briefing.source_list.as_ref().filter(|list| list.value).map(|list| list.span);
    let rows = [
        ("summary", "summary", spec.summary.as_ref().map(|summary| summary.text.span), MOVE),
        ("key-figures", "key figures", spec.key_figures.first().map(|key| Some(key.figure.span)), MOVE),
        ("sections", "sections", spec.sections.first().map(|section| Some(section.heading.span)), MOVE),
        ("recommendations", "recommendations", spec.recommendations.first().map(|one| Some(one.to.span)), MOVE),
        ("about", "words about the organisation", about.map(|about| about.span), MOVE),
        ("contents", "table of contents", contents.map(Some), TAKE_OUT),
        ("contents", "lists of charts and tables", lists.map(Some), TAKE_OUT),
        ("end-notes", "notes at the end", notes.map(Some), TAKE_OUT),
        ("source-list", "list of sources", sources.map(Some), TAKE_OUT),
    ];
    let given = rows.into_iter();
    given.filter_map(|(part, what, place, help)| Some(Given { part, what, place: place?, help })).collect()
}
