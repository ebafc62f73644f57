//! Cross references to pages.

use super::{Manual, because, each_piece, rule};
use crate::check::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::spec::prose::Piece;

/// A place in the document is named by its paragraph or section.
pub(in crate::check) struct PageReference;

const MANUAL: Manual = Manual {
    says: "references within a text are to paragraphs and sections, and not to pages, which differ by language",
    page: "https://www.un.org/dgacm/en/content/editorial-manual/footnotes/chap-09",
};

impl Check for PageReference {
    fn name(&self) -> &'static str {
        "un-page-reference"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a cross reference to a page, `{{ sections.ID.page }}`, where the profile asks for the style of the \
                    United Nations. Pages of sources, in citations, are left alone.",
            why: "A text of the United Nations is issued in several languages, whose pages differ. Numbers of paragraphs \
                  are the same in all.",
            example: r##"[briefing]
profile = "un-briefing"
[[sections]]
heading = "Facts"
text = "See {{ sections.trials.page }}."
[[sections]]
id = "trials"
heading = "Trials""##,
            remedy: "Refer to the paragraph, the section or the table: `{{ paragraphs.NAME.ref }}`, `{{ sections.ID.ref }}`.",
            references: "United Nations Editorial Manual Online, Footnotes and other references: \
                         <https://www.un.org/dgacm/en/content/editorial-manual/footnotes/chap-09>.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let Some(rule) = rule(context) else { return };
        each_piece(context.spec, &mut |piece| {
            let Piece::Expression { expression, .. } = piece else { return };
            let source = expression.source.trim();
            if let Some(target) = source.strip_suffix(".page") {
                let finding = self
                    .finding(format!("`{{{{ {source} }}}}` refers to a page"))
                    .at(expression.span, "")
                    .help(format!(
                        "write `{{{{ {target}.ref }}}}`, or name a paragraph and write `{{{{ paragraphs.NAME.ref }}}}`"
                    ));
                sink.push(because(finding, rule, &MANUAL));
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found;

    #[test]
    fn pages_of_the_document_are_found_and_those_of_sources_are_not() {
        let rest = "[[sections]]\nid = \"s\"\nheading = \"H\"\n\
                    text = \"See {{ sections.s.page }}, {{ sections.s.ref }} and [@a, p. 3].\"\n";
        let lines = found(&PageReference, rest);
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert!(lines[0].ends_with(": `{{ sections.s.page }}` refers to a page"), "{lines:?}");
    }
}
