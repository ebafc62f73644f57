//! What was to be filled in.

use super::running::Kind;
use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::text::is_letter_or_digit;
use std::ops::Range;

/// Nothing is printed that was meant to be replaced.
pub(super) struct PlaceholderText;

impl Check for PlaceholderText {
    fn name(&self) -> &'static str {
        "placeholder-text"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds stopgaps in any text: \"TODO\", \"TBD\", \"TK\", \"XXX\", \"lorem ipsum\", \"???\", \
                     \"[citation needed]\", \"[insert …]\".",
            why: "They are always found by the reader, and always after the document was sent.",
            example: r##"[[sections]]
heading = "Executions"
text    = "TODO: describe the trend.""##,
            remedy: "Write what belongs there, or take it out.",
            references: "Manual on Human Rights Monitoring (OHCHR, revised edition).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for paragraph in context.text.iter().filter(|paragraph| paragraph.kind != Kind::Quotation) {
            if let Some(range) = stopgap(&paragraph.text) {
                let words = paragraph.text.get(range.clone()).unwrap_or("");
                sink.push(
                    self.finding(format!("`{words}` is still to be filled in"))
                        .at_maybe(paragraph.locate(&range, &context.evidence.specification), "would be printed")
                        .help("write what belongs there, or take it out"),
                );
            }
        }
    }
}

/// Stopgaps that are words of their own, in capitals.
const WORDS: &[&str] = &["TODO", "FIXME", "TBD", "TBC", "TK", "TKTK", "XXX", "XXXX"];

/// Stopgaps wherever they stand, in small letters.
const PHRASES: &[&str] = &[
    "lorem ipsum",
    "???",
    "[citation needed]",
    "[insert ",
    "[source]",
    "[source?]",
    "[date]",
    "[name]",
    "[number]",
    "[to be ",
];

/// The first stopgap.
fn stopgap(text: &str) -> Option<Range<usize>> {
    let lower = text.to_ascii_lowercase();
    let phrase = PHRASES
        .iter()
        .filter_map(|phrase| lower.find(phrase).map(|at| at..at + phrase.trim_end().len()))
        .min_by_key(|range| range.start);
    phrase.or_else(|| {
        let word = text.split(|c: char| !is_letter_or_digit(c)).find(|word| WORDS.contains(word))?;
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        Some(start..start + word.len())
    })
}
