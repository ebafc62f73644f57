//! The key words, on a line of their own, for bodies that ask for them.

use super::title::paragraph;
use super::{Composer, Part};
use crate::doc::{Inline, Node, Place, Style};

/// "Key words: …".
pub(super) struct KeyWords;

impl Part for KeyWords {
    fn name(&self) -> &'static str {
        "key-words"
    }

    fn lower(&self, composer: &mut Composer<'_>) -> Vec<Node> {
        let given = &composer.inputs.spec.briefing.keywords;
        if given.is_empty() {
            return Vec::new();
        }
        composer.uses.enter_at(Place::default());
        let (words, citation) = (&composer.inputs.locale.words, &composer.inputs.locale.citation);
        let mut text = vec![Inline::words(format!("{}{}", words.key_words, citation.colon), None)];
        for (index, word) in given.iter().enumerate() {
            if index > 0 {
                text.push(Inline::words(citation.semicolon.clone(), None));
            }
            text.push(Inline::words(word.value.clone(), Some(word.span)));
        }
        vec![paragraph(Style::About, text)]
    }
}
