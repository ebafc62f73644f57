//! Bold or italic type that stresses words.

use super::{Manual, because, each_piece, rule};
use crate::check::language::holds;
use crate::check::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::profile::Demand;
use crate::spec::prose::Piece;

/// Words are not stressed by type.
pub(in crate::check) struct Emphasised;

const MANUAL: Manual = Manual {
    says: "italics and bold type are not used for emphasis",
    page: "https://www.un.org/dgacm/en/content/editorial-manual/",
};

/// Words that are no title and no foreign word: in italics, they are stressed.
const STRESSED: &str = "after all always and any are at before both cannot did do does each even every everyone few had has \
                        have is least may more most must never no none not nothing one only or over same several shall \
                        should since still than two until was were will within without";

impl Check for Emphasised {
    fn name(&self) -> &'static str {
        "un-emphasis"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds bold words in the text, and in English small words in italics that can be neither a title nor \
                    foreign (*not*, *all*, *never*), where the profile asks for the style of the United Nations. Other \
                    italics are left alone: titles and foreign words stand in them.",
            why: "Type that shouts makes a report sound like an appeal, and the editors of the United Nations take it out.",
            example: r##"[briefing]
profile = "un-briefing"
[[sections]]
heading = "Facts"
text = "The law was **never** changed.""##,
            remedy: "Take the asterisks away, and let the order of the words carry the stress.",
            references: "United Nations Editorial Manual Online, Instructions for the preparation of documents, and Italics and \
                         bold print: <https://www.un.org/dgacm/en/content/editorial-manual/>.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let Some(rule) = rule(context) else { return };
        // where the body takes none at all, `emphasis-not-taken` says so
        if context.profile.demands().any(|(_, demand)| *demand == Demand::NoEmphasis) {
            return;
        }
        let english = context.language.is_some_and(|language| language.tag == "en");
        each_piece(context.spec, &mut |piece| {
            let (what, span) = match piece {
                Piece::Words { emphasis, span, .. } if emphasis.bold => ("bold", *span),
                Piece::Words { text, emphasis, span, .. } if emphasis.italic && english && stressed(text) => {
                    ("italic", *span)
                }
                Piece::Expression { expression, emphasis } if emphasis.bold => ("bold", expression.span),
                _ => return,
            };
            let finding = self
                .finding(format!("{what} type for emphasis"))
                .at(span, "")
                .help("take the asterisks away, and let the order of the words carry the stress");
            sink.push(because(finding, rule, &MANUAL));
        });
    }
}

/// Whether all words are such as only stress puts into italics.
fn stressed(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some() && words.all(|word| holds(STRESSED, word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::in_prose;

    #[test]
    fn bold_words_and_small_words_in_italics() {
        let lines =
            in_prose(&Emphasised, "It was **never** done, and *not at all* [@a], by the *Basij* or *The Times*.");
        assert_eq!(lines, ["never: bold type for emphasis", "not at all: italic type for emphasis"]);
        assert_eq!(in_prose(&Emphasised, "> It was **never** done."), [""; 0]);
    }
}
