//! The table of contents, and the lists of charts and tables, where the specification or the profile wants them.

use super::{Composer, Part};
use crate::doc::{Contents, Listed, Node};
use crate::spec::ListOf;

/// The deepest heading level listed: sections and their sub-sections.
const DEPTH: u8 = 3;

/// The table of contents.
pub(super) struct ContentsPart;

impl Part for ContentsPart {
    fn name(&self) -> &'static str {
        "contents"
    }

    fn lower(&self, composer: &mut Composer<'_>) -> Vec<Node> {
        let briefing = &composer.inputs.spec.briefing;
        let words = &composer.inputs.locale.words;
        let asked = briefing.contents.as_ref().map(|contents| contents.value);
        let headings =
            asked.unwrap_or(composer.inputs.profile.contents).then_some((&words.contents, Listed::Headings(DEPTH)));
        let lists = briefing.lists.iter().map(|list| match list.value {
            ListOf::Charts => (&words.list_of_figures, Listed::Figures),
            ListOf::Tables => (&words.list_of_tables, Listed::Tables),
        });
        let contents = |(title, listed): (&String, Listed)| Node::Contents(Contents { title: title.clone(), listed });
        headings.into_iter().chain(lists).map(contents).collect()
    }
}
