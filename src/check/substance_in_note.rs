//! Words in notes that the body wants in the text.

use super::running::Mark;
use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink, Span};
use crate::profile::Demand;
use crate::spec::Figure;

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
            finds: "Finds what would stand in a note beside the reference, where the profile’s body accepts notes for references alone: of a figure that is printed its basis, the cases left out, and what sources that disagree say; of a citation, a figure or a quotation a locator that says more than where: a long one, or one with a verb. Whether a title or a short locator argues only a person can say, so that the checklist leaves the rule to one. How a figure was calculated from others is a reference to them.",
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
            remedy: "Say it in the text, and take `basis` or `excluded` out of the record, or the words out of the locator. In place of `estimates` write a figure for each source, and print each in the text.",
            references: "The rules of the receiving bodies, as `briefing profiles` lists them with their addresses and dates.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let wanted = |demand: &Demand| *demand == Demand::NotesForReferences;
        let Some((rule, _)) = context.profile.demands().find(|(_, demand)| wanted(demand)) else { return };
        let mut found = Vec::new();
        for (id, figure) in context.spec.figures.iter().filter(|(id, _)| context.printed.figure(&id.value)) {
            of_figure(&id.value, figure, is_in_text(&id.value, context), &mut found);
        }
        for (id, quotation) in context.spec.quotations.iter() {
            if context.printed.any || context.printed.quotations.contains(&id.value) {
                let locator = quotation.locator.iter().map(|locator| (locator.value.as_str(), locator.span));
                found.extend(
                    locator.filter_map(|(text, span)| long(text, span, &format!("the quotation `{}`", id.value))),
                );
            }
        }
        for (_, mark) in context.text.iter().flat_map(|paragraph| &paragraph.marks) {
            let Mark::Citation(items) = mark else { continue };
            for item in items {
                let locator = item.locator.iter().map(|locator| (locator.value.as_str(), locator.span));
                let of = format!("the source `{}`", item.source.value);
                found.extend(locator.filter_map(|(text, span)| long(text, span, &of)));
            }
        }
        for Substance { what, span, help } in found {
            let label =
                format!("notes with more than references are not accepted by {}", super::receiving::body(context));
            let finding = self.finding(format!("{what} would be printed in a note")).at(span, label).help(help);
            sink.push(super::receiving::because(finding, rule, context));
        }
    }
}

/// Something that would stand in a note beside the reference.
struct Substance {
    what: String,
    span: Span,
    help: &'static str,
}

/// What to do about a field.
const SAY: &str = "say it in the text, and take it out here";

fn of_figure(id: &str, figure: &Figure, in_text: bool, found: &mut Vec<Substance>) {
    let basis = figure.basis.as_ref().map(|basis| (basis.span, "the basis"));
    let excluded = figure.excluded.as_ref().map(|excluded| (excluded.span, "the cases left out"));
    if let Some((span, what)) = basis.or(excluded) {
        found.push(Substance { what: format!("{what} of `{id}`"), span, help: SAY });
    }
    let locator = figure.locator.as_ref().filter(|_| figure.estimates.is_empty());
    found.extend(locator.and_then(|locator| long(&locator.value, locator.span, &format!("the figure `{id}`"))));
    // those of a chart are its rows
    if let Some(first) = figure.estimates.first().filter(|_| in_text) {
        found.push(Substance {
            what: format!("what each source says of `{id}`"),
            span: first.source.span,
            help: "write a figure for each source in place of `estimates`, and print each in the text",
        });
    }
}

/// Whether a sentence or a key figure prints the figure, with a note.
fn is_in_text(id: &str, context: Context<'_>) -> bool {
    let printed = |mark: &Mark| mark.figure() == Some(id);
    context.spec.key_figures.iter().any(|key| key.figure.value == id)
        || context.text.iter().flat_map(|paragraph| &paragraph.marks).any(|(_, mark)| printed(mark))
}

/// The most words of a locator: "section 3 of the annex to the second part, pp. 14 and 15" has 13.
const WORDS: usize = 14;

/// A shorter locator says no sentence.
const FEW: usize = 4;

/// Words that make a sentence of a locator: forms of "be" and "have", what was done, and what joins clauses.
const SAYS: [&str; 58] = [
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
    "had",
    "where",
    "which",
    "who",
    "that",
    "because",
    "found",
    "says",
    "said",
    "shows",
    "notes",
    "reports",
    "est",
    "sont",
    "était",
    "étaient",
    "été",
    "ont",
    "où",
    "qui",
    "que",
    "es",
    "son",
    "fue",
    "fueron",
    "eran",
    "han",
    "donde",
    "quien",
    "porque",
    "был",
    "была",
    "были",
    "было",
    "где",
    "который",
    "которые",
    "что",
    "как",
    "كان",
    "كانت",
    "حيث",
    "الذي",
    "التي",
    "أن",
    "است",
    "بود",
    "بودند",
    "شد",
    "شدند",
    "که",
    "کجا",
];

/// A locator that says more than where. The title of a chapter, in quotation marks, may be long.
fn long(locator: &str, span: Span, of: &str) -> Option<Substance> {
    let mut quoted = false;
    let mut outside = String::new();
    for letter in locator.chars() {
        match letter {
            '“' | '«' | '„' => quoted = true,
            '”' | '»' => quoted = false,
            '"' => quoted = !quoted,
            letter if !quoted => outside.push(letter),
            _ => {}
        }
    }
    // Chinese has no spaces: two of its letters are about a word
    let han = outside.chars().filter(|letter| ('\u{4e00}'..='\u{9fff}').contains(letter)).count() / 2;
    let words = outside.split_whitespace().count() + han;
    if words > FEW
        && outside
            .split(|letter: char| !letter.is_alphabetic())
            .any(|word| SAYS.contains(&word.to_lowercase().as_str()))
    {
        return Some(Substance {
            what: format!("the sentence in the locator of {of}"),
            span,
            help: "keep the place in the locator (`p. 4, para. 12`), and say the rest in the text",
        });
    }
    (words > WORDS).then(|| Substance {
        what: format!("the {words} words of the locator of {of}"),
        span,
        help: "keep the place in the locator (`p. 4, para. 12`), and say the rest in the text",
    })
}
