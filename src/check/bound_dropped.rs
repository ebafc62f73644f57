//! A minimum that became a total on its way into a title.

use super::drawn::Shown;
use super::numerals::Found;
use super::quantity::Quantity;
use super::running::{Kind, Paragraph};
use super::{Check, Context, Documentation};
use super::{language, numerals};
use crate::diag::{Severity, Sink};

/// A number keeps its bound in titles, labels and captions.
pub(super) struct BoundDropped;

impl BoundDropped {
    /// A value of the data that the paragraph speaks of.
    fn of_data(&self, paragraph: &Paragraph<'_>, found: &Found, context: Context<'_>, sink: &mut Sink) {
        let (Some(language), Some(value)) = (context.language, found.value) else { return };
        let is_said = language::phrase(&paragraph.text, language.bounds, language).is_some()
            || language::phrase(&paragraph.text, language.totals_after, language).is_some();
        let Some(bound) = Shown::around(paragraph, context).filter(|_| !is_said).and_then(|shown| shown.bound(value))
        else {
            return;
        };
        let number = paragraph.text.get(found.range.clone()).unwrap_or("");
        let help = match context.locale.bound_word(bound) {
            Some(word) => format!("write \u{201c}{word}\u{201d} before the number, or leave the number out"),
            None => "say in words before the number how exact it is, or leave the number out".to_owned(),
        };
        sink.push(
            self.finding(format!("{} gives `{number}` without its bound", paragraph.title()))
                .at_maybe(
                    paragraph.locate(&found.range, &context.evidence.specification),
                    format!("in the data it is `{}`", bound.name()),
                )
                .help(help),
        );
    }
}

impl Check for BoundDropped {
    fn name(&self) -> &'static str {
        "bound-dropped"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a number in a title, subtitle, label, caption, note or alternative text that is the value of \
                     a figure of the same thing, without the words that say how exact it is. In the words of a chart or a table, a \
                     value of its data that is not exact, where no word in them says so.",
            why: "Titles are what is read and quoted. \"267 executed\" in a title makes a total of what the source \
                     calls a minimum.",
            example: r##"[figures.executions]
what   = "people executed in 2020"
value  = 267
bound  = "at-least"
period = 2020
source = "institute"

[[key_figures]]
figure = "executions"
label  = "of the 267 people executed were never named""##,
            remedy: "Write the bound too (\"at least 267\"), or leave the number to the figure.",
            references: "Guidance on Casualty Recording (OHCHR, 2019).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let Some(language) = context.language else { return };
        for paragraph in context.text.iter().filter(|paragraph| paragraph.kind == Kind::Label) {
            let words = Quantity::of(&paragraph.text);
            for found in numerals::evidence(&paragraph.text, language) {
                let before = paragraph.text.get(..found.range.start).unwrap_or("");
                if language::ends_with(before, language.bounds, language).is_some() {
                    continue;
                }
                let Some(figure) = found.value.and_then(|value| context.inexact(value, &words)) else {
                    self.of_data(paragraph, &found, context, sink);
                    continue;
                };
                let number = paragraph.text.get(found.range.clone()).unwrap_or("");
                let bound = figure.figure.bound.as_ref().map_or("", |bound| bound.value.name());
                let word = figure.figure.bound.as_ref().and_then(|bound| context.locale.bound_word(bound.value));
                let help = match word {
                    Some(word) => format!("write \u{201c}{word}\u{201d} before the number, or leave the number out"),
                    None => "say in words before the number how exact it is, or leave the number out".to_owned(),
                };
                sink.push(
                    self.finding(format!("{} gives `{number}` without its bound", paragraph.title()))
                        .at_maybe(
                            paragraph.locate(&found.range, &context.evidence.specification),
                            "reads as if it were exact",
                        )
                        .also(figure.id.span, format!("`{bound}` here"))
                        .help(help),
                );
            }
        }
    }
}
