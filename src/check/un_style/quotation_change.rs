//! Emphasis that a quotation did not have.

use super::{Manual, because, rule_in_english};
use crate::check::language::phrase;
use crate::check::running::Kind;
use crate::check::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};

/// A quotation is changed in four ways only.
pub(in crate::check) struct QuotationChange;

const MANUAL: Manual = Manual {
    says: "a quotation reproduces its original exactly; only its first letter, its final punctuation, its notes and plain errors \
           of typing may be changed",
    page: "https://www.un.org/dgacm/en/node/4440",
};

/// What is said of a change of the type.
const SAID: [&str; 8] = [
    "emphasis added",
    "emphasis mine",
    "emphasis ours",
    "my emphasis",
    "our emphasis",
    "italics added",
    "italics mine",
    "underlining added",
];

impl Check for QuotationChange {
    fn name(&self) -> &'static str {
        "un-quotation-change"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds words that say that a quotation was given emphasis (“emphasis added”), in an English quotation or \
                    beside it, where the profile asks for the style of the United Nations. Other changes have checks of their \
                    own: `omission-mark`, `insertion-brackets`, and those that compare a quotation with its archived source.",
            why: "The Manual permits four changes of a quotation, and emphasis is none of them.",
            example: r##"[briefing]
profile = "un-briefing"
[[sections]]
heading = "Facts"
text = "“No one is held” (emphasis added).""##,
            remedy: "Take out the emphasis and the note, and say in your own words what matters.",
            references: "United Nations Editorial Manual Online, Quotations: <https://www.un.org/dgacm/en/node/4440>.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let (Some(rule), Some(language)) = (rule_in_english(context), context.language) else { return };
        let texts = context.text.iter().filter(|text| matches!(text.kind, Kind::Body | Kind::Quotation));
        for paragraph in texts {
            let Some(range) = phrase(&paragraph.text, &SAID, language) else { continue };
            let place = paragraph.locate(&range, &context.evidence.specification);
            let finding = self
                .finding("a quotation was given emphasis".to_owned())
                .at_maybe(place, "says that the type was changed")
                .help("take out the emphasis and this note, and say in your own words what matters");
            sink.push(because(finding, rule, &MANUAL));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::in_prose;

    #[test]
    fn added_emphasis_is_found() {
        let lines = in_prose(&QuotationChange, "He said “no *one*” (emphasis added).");
        assert_eq!(lines, ["emphasis added: a quotation was given emphasis"]);
        assert_eq!(in_prose(&QuotationChange, "The emphasis of the report lies elsewhere."), [""; 0]);
    }
}
