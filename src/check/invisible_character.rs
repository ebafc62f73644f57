//! What nobody can see.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use std::ops::Range;
use unicode_script::{Script, UnicodeScript};

/// A text holds only what a reader sees or its script needs.
pub(super) struct InvisibleCharacter;

impl Check for InvisibleCharacter {
    fn name(&self) -> &'static str {
        "invisible-character"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds soft hyphens, word joiners, invisible operators, and in words of Latin, Cyrillic or Greek \
                     letters joiners and direction marks. Persian and Arabic need joiners and direction marks; there \
                     they are left alone.",
            why: "They come along with copied text. Searching and reading aloud stumble over them, and a quotation \
                     that has one is not the same as its source.",
            example: r##"[sources.report]
type  = "report"
title = "Annual re\u00adport""##,
            remedy: "Delete it; `briefing check --fix` does.",
            references: "Unicode Standard Annex 9, Unicode Bidirectional Algorithm; Unicode Technical Standard 39, Unicode \
                     Security Mechanisms.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for paragraph in context.text {
            for (at, c) in paragraph.text.char_indices().filter(|(at, c)| is_stray(&paragraph.text, *at, *c)) {
                let range = at..at + c.len_utf8();
                let finding = self
                    .finding(format!(
                        "{} holds {} (U+{:04X}), which nobody sees",
                        paragraph.title(),
                        called(c),
                        u32::from(c)
                    ))
                    .at_maybe(
                        paragraph.locate(&range, &context.evidence.specification),
                        neighbours(&paragraph.text, &range),
                    )
                    .help("delete it; copied text often brings such characters along");
                let place = paragraph.exactly(&range, &context.evidence.specification);
                sink.push(match place {
                    Some(place) => finding.fix("delete it", place, ""),
                    None => finding,
                });
            }
        }
    }
}

/// What an invisible character is called.
fn called(c: char) -> &'static str {
    match c {
        '\u{ad}' => "a soft hyphen",
        '\u{180e}' => "a Mongolian vowel separator",
        '\u{200c}' => "a zero-width non-joiner",
        '\u{200d}' => "a zero-width joiner",
        '\u{200e}' => "a left-to-right mark",
        '\u{200f}' => "a right-to-left mark",
        '\u{2060}' => "a word joiner",
        _ => "an invisible operator",
    }
}

/// Where it is, by the letters that can be seen.
fn neighbours(text: &str, range: &Range<usize>) -> String {
    let before = text.get(..range.start).and_then(|text| text.chars().next_back());
    let after = text.get(range.end..).and_then(|text| text.chars().next());
    let seen = |c: Option<char>| c.filter(|c| c.is_alphanumeric());
    match (seen(before), seen(after)) {
        (Some(before), Some(after)) => format!("between “{before}” and “{after}”"),
        (Some(before), None) => format!("after “{before}”"),
        (None, Some(after)) => format!("before “{after}”"),
        (None, None) => "here".to_owned(),
    }
}

/// Whether an invisible character has no work to do where it stands.
fn is_stray(text: &str, at: usize, c: char) -> bool {
    match c {
        '\u{ad}' | '\u{2060}'..='\u{2064}' | '\u{180e}' => true,
        '\u{200c}'..='\u{200f}' => {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            let after = text.get(at + c.len_utf8()..).and_then(|after| after.chars().next());
            let western = |c: Option<char>| {
                c.is_some_and(|c| matches!(c.script(), Script::Latin | Script::Cyrillic | Script::Greek))
            };
            western(before) && western(after)
        }
        _ => false,
    }
}
