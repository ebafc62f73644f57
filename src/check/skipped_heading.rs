//! A heading two levels below the one before it.

use super::{Check, Context, Documentation, running};
use crate::diag::{Severity, Sink, Span};
use crate::spec::prose::{Block, Piece};

/// Headings go down one level at a time.
pub(super) struct SkippedHeading;

impl Check for SkippedHeading {
    fn name(&self) -> &'static str {
        "skipped-heading"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a heading inside a text (`###`, `####`) that stands two levels below the heading before it, or that is \
                     the first of its text and not of the highest level that the text uses. Sections and sub-sections are \
                     nested by `[[sections.sections]]` and cannot skip a level.",
            why: "Whoever listens to a document goes through it by its headings. A level that is skipped sounds like \
                     a part that is missing, and a PDF with one is not accessible (PDF/UA-1).",
            example: r##"[[sections]]
heading = "Executions"
text    = """
#### In public

Three were in public.

### In prison

All others were in prison.
""""##,
            remedy: "Give the heading the level that comes next: as many `#` as its neighbours, or one more than the \
                     heading it belongs under.",
            references: "ISO 14289-1:2014, 7.4.2; WCAG 2.1, 1.3.1 Info and Relationships.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for prose in running::prose(context.spec) {
            let mut headings = Vec::new();
            // what a condition leaves out is known only when the document is made
            if !gather(&prose.blocks, &mut headings) {
                continue;
            }
            let mut above = 0;
            for (level, place) in headings {
                if level > above + 1 {
                    let message = match above {
                        0 => "the first heading of a text stands below a higher one that follows".to_owned(),
                        _ => "a heading skips a level".to_owned(),
                    };
                    let help = match above {
                        0 => "write as many `#` as before the highest heading of this text",
                        _ => "write one `#` more than before the heading above it",
                    };
                    sink.push(self.finding(message).at_maybe(place, "too low").help(help));
                }
                above = level;
            }
        }
    }
}

/// The headings of a text with their levels; false where they stand under a condition.
fn gather(blocks: &[Block], found: &mut Vec<(u8, Option<Span>)>) -> bool {
    blocks.iter().all(|block| match block {
        Block::Heading { level, text } => {
            found.push((*level, text.iter().find_map(Piece::span)));
            true
        }
        Block::List { items, .. } => items.iter().all(|item| gather(item, found)),
        Block::Quote(blocks) => gather(blocks, found),
        Block::If { .. } | Block::For { .. } => false,
        Block::Paragraph(_) => true,
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    #[test]
    fn levels_that_are_skipped() {
        let found = |text: &str| in_prose(&SkippedHeading, text);
        let first = "First: the first heading of a text stands below a higher one that follows";
        assert_eq!(found("#### First\n\nW.\n\n### Then\n\nW."), [first]);
        let skips = found("### First\n\nW.\n\n##### Deep\n\nW.\n\n#### Third\n\nW.");
        assert_eq!(skips, ["Deep: a heading skips a level"]);
    }

    #[test]
    fn levels_in_order() {
        for text in
            ["### A\n\nW.\n\n#### B\n\nW.\n\n### C\n\nW.", "##### Only\n\nW.", "W.\n\n### A\n\n##### B\n\nW.", "W."]
        {
            assert_eq!(in_prose(&SkippedHeading, text), [""; 0], "{text}");
        }
    }
}
