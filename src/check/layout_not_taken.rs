//! Notes, paper or numbers other than the body asks for.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink, Span};
use crate::doc::Style;
use crate::profile::{Demand, ProfileNotes, ProfilePaper, TypeSize};
use crate::spec::{NotesAt, Paper};
use crate::theme::{MM, Piece, Theme};

/// The layout is the one that the body asks for.
pub(super) struct LayoutNotTaken;

/// What to do about a key that goes against the profile.
const SET: &str = "delete this line: the profile sets it";
/// What to do about a design that goes against the profile.
const UNSET: &str = "take what you set of sizes and margins out of `[theme]`: the profile sets it as the body asks";
/// What to do about pages without numbers.
const PAGES: &str = "write `foot_center = [\"page-number\"]` in `[theme.furniture]`, or take out what you set there";

impl Check for LayoutNotTaken {
    fn name(&self) -> &'static str {
        "layout-not-taken"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds notes in another place, another paper, another size of type or other margins than the profile’s body asks for, a design without page numbers where it asks for them, and a profile of your own that does not number the paragraphs where the body asks for it.",
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
                Demand::Type(wanted) => match other_type(context, *wanted, &body) {
                    Some(found) => found,
                    None => continue,
                },
                Demand::NumberedPages if context.theme.is_some_and(|theme| !numbers_pages(theme)) => (
                    super::receiving::place(context),
                    format!("the pages have no numbers, which are asked for by {body}"),
                    "does not number them",
                    PAGES.to_owned(),
                ),
                _ => continue,
            };
            let finding = self.finding(what).at(span, label).help(help);
            sink.push(super::receiving::because(finding, rule, context));
        }
    }
}

/// Where another size of type or other margins are set than those asked for, and what to say of it.
fn other_type(context: Context<'_>, wanted: TypeSize, body: &str) -> Option<(Span, String, &'static str, String)> {
    let theme = context.theme.filter(|theme| !has(theme, wanted))?;
    let set = context.spec.theme.as_ref().and_then(|choice| choice.settings.first());
    let is_size = theme.style(Style::Body).text.size.round() as u32 == wanted.points;
    let what = if is_size && has(theme, TypeSize { spacing: None, ..wanted }) {
        format!("the lines are not as far apart as asked for by {body}")
    } else if is_size {
        format!("the margins are not those asked for by {body}")
    } else {
        format!("the size of running text is not the one asked for by {body}")
    };
    let span = set.map_or_else(|| super::receiving::place(context), |setting| setting.span);
    Some((span, what, "sets another", UNSET.to_owned()))
}

/// Whether a design has running text of this size, and these margins.
fn has(theme: &Theme, wanted: TypeSize) -> bool {
    // a hair more or less is nothing that a ruler shows
    let same = |own: f32, wanted: u32| (own - wanted as f32).abs() < 0.1;
    let page = theme.page;
    let sides = [page.top_mm, page.bottom_mm, page.left_mm, page.right_mm];
    let margins = wanted.margins.is_none_or(|margins| sides.iter().all(|side| same(side * MM, margins)));
    let body = theme.style(Style::Body);
    let spaced = wanted.spacing.is_none_or(|spacing| (body.leading - body.text.size * spacing.leading()).abs() < 0.1);
    margins && spaced && same(body.text.size, wanted.points)
}

/// Whether head or foot say the number of the page.
fn numbers_pages(theme: &Theme) -> bool {
    let furniture = &theme.furniture;
    let bands = [
        &furniture.head_start,
        &furniture.head_center,
        &furniture.head_end,
        &furniture.foot_start,
        &furniture.foot_center,
        &furniture.foot_end,
    ];
    bands.iter().any(|band| band.iter().any(|piece| matches!(piece, Piece::Page | Piece::PageNumber)))
}
