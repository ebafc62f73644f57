//! Words before a number that its record says already, or contradicts.

use super::language::{self, Language};
use super::running::{BREAK, Paragraph};
use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::spec::{Bound, Figure};
use std::ops::Range;

/// The record says how exact a number is, and nobody else.
pub(super) struct BoundInWords;

impl Check for BoundInWords {
    fn name(&self) -> &'static str {
        "bound-in-words"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds words right before a figure that say how exact it is (\"at least\", \"about\", \"exactly\", \
                     \"a total of\"), and words after it that make a total of a minimum (\"in total\").",
            why: "A figure prints its own bound: the reader gets \"at least at least 267\", or \"exactly at least \
                     267\". Where the words differ from the record, one of the two is wrong.",
            example: r##"[[sections]]
heading = "Executions"
text    = "The authorities put a total of {{ figures.executions }} people to death.""##,
            remedy: "See what the source says. Correct `bound` in the record if it is wrong; then delete the words.",
            references: "United Nations Editorial Manual Online, Numbers, dates and time.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let Some(language) = context.language else { return };
        for paragraph in context.text {
            for (at, mark) in &paragraph.marks {
                let Some(figure) = mark.figure().and_then(|id| context.spec.figures.get(id)) else { continue };
                if let Some((range, what)) = said(paragraph, *at, figure, language) {
                    let words = paragraph.text.get(range.clone()).unwrap_or("");
                    let printed = crate::evidence::figure::print(figure, context.locale).text;
                    let place = paragraph.locate(&range, &context.evidence.specification);
                    sink.push(
                        self.finding(format!("\u{201c}{words}\u{201d} is beside a figure, which {what}"))
                            .at_maybe(place, format!("the figure prints: \u{201c}{printed}\u{201d}"))
                            .help("see what the source says: correct `bound` if it is wrong, then delete the words"),
                    );
                }
            }
        }
    }
}

/// The words around the figure printed at `at` that say how exact it is, and why they are one too many.
fn said(
    paragraph: &Paragraph<'_>,
    at: usize,
    figure: &Figure,
    language: &Language,
) -> Option<(Range<usize>, &'static str)> {
    let exact = figure.bound.as_ref().is_some_and(|bound| bound.value == Bound::Exact);
    let text = paragraph.text.as_str();
    let start = text.get(..at)?.rfind(BREAK).map_or(0, |last| last + BREAK.len_utf8());
    let before = text.get(start..at)?;
    let moved = |range: Range<usize>| start + range.start..start + range.end;
    if let Some(range) = language::ends_with(before, language.bounds, language) {
        return Some((moved(range), "itself prints how exact it is"));
    }
    if let Some(range) = language::ends_with(before, language.totals, language).filter(|_| !exact) {
        return Some((moved(range), "is not exact"));
    }
    let after = at + BREAK.len_utf8();
    let rest = text.get(after..)?;
    let follows = !exact && language::starts_with(rest, language.totals_after, language);
    let range = language::phrase(rest, language.totals_after, language).filter(|_| follows)?;
    Some((after + range.start..after + range.end, "is not exact"))
}
