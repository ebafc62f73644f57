//! A sub-heading without a second one.

use super::{Manual, because, rule};
use crate::check::{Check, Context, Documentation};
use crate::diag::{Severity, Sink, Span};
use crate::spec::Section;
use crate::spec::prose::{Block, Piece, Prose};

/// Where there is an A there is a B.
pub(in crate::check) struct LoneSubheading;

const MANUAL: Manual = Manual {
    says: "a text is divided by sub-headings only where there are two or more of one level",
    page: "https://www.un.org/dgacm/en/content/editorial-manual/headings",
};

impl Check for LoneSubheading {
    fn name(&self) -> &'static str {
        "un-lone-subheading"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a section with one sub-section, or one heading of its level in a text, where the profile asks for \
                    the style of the United Nations.",
            why: "A heading divides a text, and nothing is divided into one. The editors of the United Nations take it out.",
            example: r##"[briefing]
profile = "un-briefing"
[[sections]]
heading = "Facts"
[[sections.sections]]
heading = "Arrests"
text = "They were arrested.""##,
            remedy: "Put its text under the heading above, or divide the section into two parts.",
            references: "United Nations Editorial Manual Online, Headings and subheadings: \
                         <https://www.un.org/dgacm/en/content/editorial-manual/headings>.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let Some(rule) = rule(context) else { return };
        let mut lone = Vec::new();
        sections(&context.spec.sections, &mut lone);
        if let Some(summary) = &context.spec.summary {
            lone.extend(inside(&summary.text, 0));
        }
        for span in lone {
            let finding = self
                .finding("the only sub-heading of its section".to_owned())
                .at_maybe(span, "there is no second one")
                .help("put its text under the heading above, or divide the section into two parts");
            sink.push(because(finding, rule, &MANUAL));
        }
    }
}

fn sections(all: &[Section], lone: &mut Vec<Option<Span>>) {
    for section in all {
        let below = section.sections.len();
        let headings = section.text.as_ref().map(|text| inside(text, below)).unwrap_or_default();
        let first = section.text.as_ref().is_some_and(|text| headings_of(text).next().is_some());
        if let ([only], false) = (section.sections.as_slice(), first) {
            lone.push(Some(only.heading.span));
        }
        lone.extend(headings);
        sections(&section.sections, lone);
    }
}

/// The headings of a text, with their levels; those under a condition may be missing, and so are not counted.
fn headings_of(text: &Prose) -> impl Iterator<Item = (u8, &[Piece])> {
    text.blocks.iter().filter_map(|block| match block {
        Block::Heading { level, text } => Some((*level, text.as_slice())),
        _ => None,
    })
}

/// The places of the headings in a text that stand alone at their level, where `beside` sections follow it.
fn inside(text: &Prose, beside: usize) -> Vec<Option<Span>> {
    if text.blocks.iter().any(|block| matches!(block, Block::If { .. } | Block::For { .. })) {
        return Vec::new();
    }
    let all: Vec<(u8, &[Piece])> = headings_of(text).collect();
    let mut found = Vec::new();
    for (index, (level, pieces)) in all.iter().enumerate() {
        let same = |other: &&(u8, &[Piece])| other.0 == *level;
        let open = |other: &&(u8, &[Piece])| other.0 >= *level;
        let before = all.iter().take(index).rev().take_while(open).filter(same).count();
        let after = all.iter().skip(index + 1).take_while(open).filter(same).count();
        let others = if *level == 1 { before + after + beside } else { before + after };
        if others == 0 {
            found.push(pieces.iter().find_map(Piece::span));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{found, in_prose};

    #[test]
    fn one_is_too_few_and_two_are_enough() {
        let section = "[[sections.sections]]\nheading = \"I\"\ntext = \"x\"\n";
        let head = "[[sections]]\nheading = \"H\"\n";
        let line = "I: the only sub-heading of its section";
        assert_eq!(found(&LoneSubheading, &format!("{head}{section}")), [format!("\"I\"{}", &line[1..])]);
        assert_eq!(found(&LoneSubheading, &format!("{head}{section}{section}")), [""; 0]);
    }

    #[test]
    fn headings_in_a_text_are_counted_by_their_level() {
        let line = |heading: &str| format!("{heading}: the only sub-heading of its section");
        assert_eq!(in_prose(&LoneSubheading, "### One\n\nx"), [line("One")]);
        assert_eq!(in_prose(&LoneSubheading, "### One\n\nx\n\n### Two\n\ny"), [""; 0]);
        assert_eq!(in_prose(&LoneSubheading, "### One\n\n#### In it\n\nx\n\n### Two\n\ny"), [line("In it")]);
    }
}
