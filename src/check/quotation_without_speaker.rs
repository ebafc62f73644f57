//! Words of nobody.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};

/// Every quotation says who speaks.
pub(super) struct QuotationWithoutSpeaker;

impl Check for QuotationWithoutSpeaker {
    fn name(&self) -> &'static str {
        "quotation-without-speaker"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a quotation whose `speaker` names nobody: \"unknown\", \"n/a\", \"TBD\", \"?\".",
            why: "Words without a speaker are no evidence. Where the speaker must be protected, say what can be \
                     said: \"a former prisoner, whose name is withheld\".",
            example: r##"[quotations.minister]
text    = "No one is held for what they write."
speaker = "n/a"
date    = 2020-12-20
source  = "statement"
locator = "para. 3""##,
            remedy: "Name the speaker; or say what is known, and no more: \"a voice in the video\", \"a former prisoner\".",
            references: "United Nations Editorial Manual Online, Quotations.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for (id, quotation) in context.spec.quotations.iter() {
            let speaker = quotation.speaker.value.trim().to_lowercase();
            let letters = speaker.chars().any(char::is_alphabetic);
            if !letters || EMPTY.contains(&speaker.trim_matches(|c: char| !c.is_alphanumeric())) {
                sink.push(
                    self.finding(format!("the quotation `{}` names no speaker", id.value))
                        .at(quotation.speaker.span, "not a speaker")
                        .help("name the speaker, or say what is known: \"a voice in the video\""),
                );
            }
        }
    }
}

/// Words that name nobody, in small letters.
const EMPTY: &[&str] = &[
    "unknown",
    "n/a",
    "n.n",
    "na",
    "nn",
    "none",
    "tbd",
    "tbc",
    "todo",
    "xxx",
    "speaker",
    "name",
    "someone",
    "somebody",
    "inconnu",
    "desconocido",
    "неизвестно",
];
