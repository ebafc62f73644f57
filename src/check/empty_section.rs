//! A heading over nothing.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::spec::Section;
use crate::spec::prose::{Block, Piece};

/// A heading stands over words.
pub(super) struct EmptySection;

impl Check for EmptySection {
    fn name(&self) -> &'static str {
        "empty-section"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a section without text and without sections below it, and a heading inside a text with \
                     nothing before the next one of its rank or the end.",
            why: "Something was cut, or not yet written. Who listens to the document hears a heading and then \
                     another.",
            example: r##"[[sections]]
heading = "Recommendations of the experts""##,
            remedy: "Write the text, or take the heading out.",
            references: "WCAG 2.1, 2.4.6 Headings and Labels.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        each(&context.spec.sections, &mut |section| {
            let text = section.text.as_ref();
            if text.is_none() && section.sections.is_empty() {
                sink.push(
                    self.finding("a section has a heading and nothing else".to_owned())
                        .at(section.heading.span, "nothing follows")
                        .help("write its `text`, or take the section out"),
                );
            }
            let blocks = text.map_or(&[][..], |text| text.blocks.as_slice());
            for (index, block) in blocks.iter().enumerate() {
                let Block::Heading { level, text } = block else { continue };
                let empty = match blocks.get(index + 1) {
                    None => section.sections.is_empty(),
                    Some(Block::Heading { level: next, .. }) => next <= level,
                    Some(_) => false,
                };
                if let Some(Piece::Words { span, .. }) = text.first().filter(|_| empty) {
                    let finding = self
                        .finding("a heading inside a text has nothing below it".to_owned())
                        .at(*span, "nothing follows");
                    sink.push(finding.help("write what belongs below it, or take it out"));
                }
            }
        });
    }
}

fn each<'a>(sections: &'a [Section], see: &mut impl FnMut(&'a Section)) {
    for section in sections {
        see(section);
        each(&section.sections, see);
    }
}
