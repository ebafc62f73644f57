//! "Last year", read next year.

use super::language::{self, Language};
use super::running::{Kind, Paragraph};
use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use std::ops::Range;

/// A date can be understood on any day.
pub(super) struct RelativeDate;

impl Check for RelativeDate {
    fn name(&self) -> &'static str {
        "relative-date"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds words that mean another date to a later reader, \"this year\", \"last \
                     month\", \"yesterday\", in the text, headings, titles and labels. Words in quotation marks are \
                     left alone.",
            why: "A briefing is read for years. \"Last year\" then means another year, and a reader who does not \
                     look at the date of the document gets it wrong.",
            example: r##"[[sections]]
heading = "Executions"
text    = "Last year the number of executions rose.""##,
            remedy: "Write the date: \"in 2020\", \"in March 2021\".",
            references: "United Nations Editorial Manual Online, Numbers, dates and time.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let Some(language) = context.language else { return };
        let own = |paragraph: &&Paragraph<'_>| matches!(paragraph.kind, Kind::Body | Kind::Heading | Kind::Label);
        for paragraph in context.text.iter().filter(own) {
            let mut from = 0;
            while let Some(range) = next(paragraph, from, language) {
                from = range.end;
                if is_quoted(&paragraph.text, range.start) {
                    continue;
                }
                let words = paragraph.text.get(range.clone()).unwrap_or("");
                sink.push(
                    self.finding(format!("\u{201c}{words}\u{201d} means another date to a later reader"))
                        .at_maybe(paragraph.locate(&range, &context.evidence.specification), "which date is meant?")
                        .help("write the date: the year, or the month and the year"),
                );
            }
        }
    }
}

fn next(paragraph: &Paragraph<'_>, from: usize, language: &Language) -> Option<Range<usize>> {
    let range = language::phrase(paragraph.text.get(from..)?, language.relative, language)?;
    Some(from + range.start..from + range.end)
}

/// Whether a quotation mark is open at the byte `at`.
fn is_quoted(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("");
    [('“', '”'), ('«', '»'), ('‘', '’'), ('「', '」')].iter().any(|(open, close)| {
        before.rfind(*open).is_some_and(|opened| before.rfind(*close).is_none_or(|closed| closed < opened))
    }) || before.matches('"').count() % 2 == 1
}
