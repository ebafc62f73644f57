//! Large numbers below the title: the bound above, what is counted below, with the mark of the note that gives the source.

use super::title::paragraph;
use super::{Composer, Part};
use crate::diag::Span;
use crate::doc::{Columns, Inline, Node, Paragraph, Place, PlaceKind, Style, Words};
use crate::evidence::figure;
use crate::spec::KeyFigure;

/// The key figures.
pub(super) struct KeyFigures;

impl Part for KeyFigures {
    fn name(&self) -> &'static str {
        "key-figures"
    }

    fn lower(&self, composer: &mut Composer<'_>) -> Vec<Node> {
        let spec = composer.inputs.spec;
        composer.notes.begin_front();
        let label = Some(composer.inputs.locale.words.key_figures.clone());
        composer.uses.enter_at(Place { kind: PlaceKind::KeyFigures, label, anchor: None });
        let cells: Vec<Vec<Node>> = spec.key_figures.iter().filter_map(|key| cell(composer, key)).collect();
        if cells.is_empty() { Vec::new() } else { vec![Node::Columns(Columns { cells })] }
    }
}

/// The large number: words of bounds in it are small.
pub(super) fn value_text(composer: &Composer<'_>, id: &str, span: Span) -> Vec<Inline> {
    let inputs = composer.inputs;
    let Some(record) = inputs.spec.figures.get(id) else { return Vec::new() };
    let pieces = figure::pieces(record, inputs.locale).into_iter();
    let words = pieces.map(|(text, small)| Words { text, small, origin: Some(span), ..Words::default() });
    words.map(Inline::Text).collect()
}

fn cell(composer: &mut Composer<'_>, key: &KeyFigure) -> Option<Vec<Node>> {
    let inputs = composer.inputs;
    let record = inputs.spec.figures.get(&key.figure.value)?;
    let large = figure::print(record, inputs.locale);
    let label = key.label.as_ref().unwrap_or(&record.what);
    let signal = key.highlight.as_ref().is_some_and(|highlight| highlight.value);
    let value = if signal { Style::KeyValueSignal } else { Style::KeyValue };
    let origin = Some(key.figure.span);
    let mut words = composer.text(label);
    words.push(composer.figure_mark(&key.figure.value, key.figure.span));
    let anchor = composer.uses.large(&key.figure.value, &large);
    Some(vec![
        paragraph(Style::KeyBound, vec![Inline::words(large.lead.unwrap_or_else(|| "\u{a0}".to_owned()), origin)]),
        Node::Paragraph(Paragraph {
            style: value,
            number: None,
            text: value_text(composer, &key.figure.value, key.figure.span),
            anchor: Some(anchor),
        }),
        paragraph(Style::KeyLabel, words),
    ])
}
