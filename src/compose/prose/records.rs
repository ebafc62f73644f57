//! Records inside a sentence: figures, quotations, names.

use super::super::composer::begins_sentence;
use super::super::notes::{NotePart, capitalised};
use super::super::quotation::without_stop;
use super::{Line, bound_together, house, located};
use crate::diag::Span;
use crate::doc::{Emphasis, Inline, Words};
use crate::evidence::figure;
use std::sync::Arc;

impl Line<'_, '_> {
    /// A number with its bound, and the note that gives its source.
    pub(super) fn figure(&mut self, id: &str, span: Span, emphasis: Emphasis) {
        let inputs = self.composer.inputs;
        let Some(record) = inputs.spec.figures.get(id) else { return };
        let printed = house::figure(record, figure::print(record, inputs.locale).text, self.small, inputs);
        let text = if begins_sentence(&self.text) { capitalised(&printed) } else { printed.clone() };
        self.composer.uses.record("figures", id, vec![text.clone()]);
        self.text.push(Inline::emphasised(bound_together(&text), emphasis, Some(span)));
        let note = self.composer.figure_note(id);
        self.pending.push(NotePart {
            key: format!("figure {id}"),
            lead: Some(printed),
            text: located(note, span),
            between: None,
        });
    }

    /// The words of others in the marks of the language.
    pub(super) fn quotation(&mut self, id: &str, span: Span, emphasis: Emphasis) {
        let inputs = self.composer.inputs;
        let Some(quotation) = inputs.spec.quotations.get(id) else { return };
        let quotes = inputs.locale.quotes();
        let shown = quotation.translation.as_ref().map_or(&quotation.text, |translation| &translation.text);
        // the sentence has its own stop, or takes over that of the quotation where the language has it outside
        let own = self.next.is_some_and(|next| matches!(next, '.' | ',' | ';' | ':' | '!' | '?'));
        let outside = inputs.locale.stop_outside() && self.next.is_none();
        let inner = without_stop(&shown.value).filter(|_| own || outside);
        let printed = inner.unwrap_or(&shown.value);
        let text = format!("{}{printed}{}", quotes.outer.0, quotes.outer.1);
        let foreign = quotation.translation.is_none().then_some(quotation.language.as_ref()).flatten();
        let language = foreign.map(|language| Arc::from(language.value.as_str()));
        self.composer.uses.record("quotations", id, vec![printed.to_owned()]);
        let moved = inner.is_some() && outside;
        self.verbatim.push(self.text.len());
        self.text.push(Inline::Text(Words {
            text,
            emphasis,
            link: None,
            language,
            origin: Some(shown.span),
            ..Words::default()
        }));
        let text = self.composer.quotation_note(id);
        let between = self.composer.between_sources();
        let text = located(text, span);
        self.pending.push(NotePart { key: format!("quotation {id}"), lead: None, text, between });
        if moved {
            self.words(".", emphasis, None, span);
        }
    }

    /// A name or title in the form of the edition.
    pub(super) fn term(&mut self, id: &str, span: Span, emphasis: Emphasis) {
        if let Some(term) = self.composer.inputs.spec.terms.get(id) {
            let name = &term.name.value;
            let text = if begins_sentence(&self.text) { capitalised(name) } else { name.clone() };
            self.words(&text, emphasis, None, span);
        }
    }

    /// A case in a sentence: the name or what stands for it, with the note of its sources.
    pub(super) fn case(&mut self, id: &str, span: Span, emphasis: Emphasis) {
        let Some(name) = self.composer.inputs.spec.cases.get(id).and_then(|case| case.shown()) else { return };
        let text = if begins_sentence(&self.text) { capitalised(&name.value) } else { name.value.clone() };
        self.words(&text, emphasis, None, span);
        let parts = self.composer.case_note(id, span);
        self.pending.extend(parts);
    }
}
