//! The table of contents, where the specification or the profile wants one.

use super::{Composer, Part};
use crate::doc::{Contents, Node};

/// The deepest heading level listed: sections and their sub-sections.
const DEPTH: u8 = 3;

/// The table of contents.
pub(super) struct ContentsPart;

impl Part for ContentsPart {
    fn name(&self) -> &'static str {
        "contents"
    }

    fn lower(&self, composer: &mut Composer<'_>) -> Vec<Node> {
        let asked = composer.inputs.spec.briefing.contents.as_ref().map(|contents| contents.value);
        if !asked.unwrap_or(composer.inputs.profile.contents) {
            return Vec::new();
        }
        vec![Node::Contents(Contents { title: composer.inputs.locale.words.contents.clone(), depth: DEPTH })]
    }
}
