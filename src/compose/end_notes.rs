//! The notes at the end, where the profile or the specification wants them there.

use super::{Composer, Part};
use crate::doc::{Heading, Inline, Node, Style};
use std::sync::Arc;

/// The notes at the end.
pub(super) struct EndNotes;

impl Part for EndNotes {
    fn name(&self) -> &'static str {
        "end-notes"
    }

    fn lower(&self, composer: &mut Composer<'_>) -> Vec<Node> {
        if !composer.notes.at_end() {
            return Vec::new();
        }
        let heading = Heading {
            level: 2,
            style: Style::Heading1,
            number: None,
            text: vec![Inline::words(composer.inputs.locale.words.notes.clone(), None)],
            anchor: Some(Arc::from("notes")),
            listed: true,
        };
        vec![Node::Heading(heading), Node::EndNotes]
    }
}
