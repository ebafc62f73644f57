//! A word twice.

use super::language;
use super::running::{Kind, Paragraph};
use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::text::{is_letter, is_letter_or_digit};
use std::ops::Range;

/// No word stands twice.
pub(super) struct RepeatedWord;

impl Check for RepeatedWord {
    fn name(&self) -> &'static str {
        "repeated-word"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds the same word twice in a row in the text, a heading, a title or a label.",
            why: "It is what is left of a sentence that was rewritten. Readers skip over it; those who hear the \
                     document do not.",
            example: r##"[[sections]]
heading = "Executions"
text    = "The authorities did not not announce it.""##,
            remedy: "Read the sentence aloud, and take one out where it is one too many.",
            references: "United Nations Editorial Manual Online, Editorial practice.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let doubles = context.language.map_or("", |language| language.doubles);
        let own = |paragraph: &&Paragraph<'_>| matches!(paragraph.kind, Kind::Body | Kind::Heading | Kind::Label);
        for paragraph in context.text.iter().filter(own) {
            for (range, word) in twice(&paragraph.text) {
                if !language::holds(doubles, &word.to_lowercase()) {
                    sink.push(
                        self.finding(format!("\u{201c}{word}\u{201d} stands twice"))
                            .at_maybe(paragraph.locate(&range, &context.evidence.specification), "again")
                            .help("read the sentence aloud, and take one out where it is one too many"),
                    );
                }
            }
        }
    }
}

/// The second of two words that are the same, with nothing but space between them; of more in a row, that one alone.
fn twice(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut found = Vec::new();
    let mut last: Option<&str> = None;
    let mut in_a_row = false;
    for word in text.split(char::is_whitespace) {
        let letters = word.chars().any(is_letter) && word.chars().all(|c| is_letter(c) || c == '\u{200c}');
        let core = word.trim_end_matches(|c: char| !is_letter_or_digit(c));
        // Capitals are names more often than words: "Boutros Boutros-Ghali"; "The the" is none
        let small = core.chars().next().is_some_and(|c| !c.is_uppercase());
        let again = small && last.is_some_and(|last| last == core || last.to_lowercase() == core);
        if again && !in_a_row {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            found.push((start..start + core.len(), core));
        }
        in_a_row = again;
        last = Some(word).filter(|_| letters);
    }
    found
}
