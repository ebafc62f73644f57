//! A figure alone in a paragraph: set large, as key figures are; and what figures add to notes.

use super::key_figures::value_text;
use super::notes::NotePart;
use super::prose::located;
use super::title::paragraph;
use super::{Block, Composer};
use crate::diag::Span;
use crate::doc::{Columns, Inline, Node, Paragraph, Style};
use crate::evidence::{citation, figure};

/// `{{ figures.ID }}` alone in a paragraph.
pub(super) struct FigureBlock;

impl Block for FigureBlock {
    fn collection(&self) -> &'static str {
        "figures"
    }

    fn lower(&self, id: &str, span: Span, composer: &mut Composer<'_>) -> Vec<Node> {
        let inputs = composer.inputs;
        let Some(record) = inputs.spec.figures.get(id) else { return Vec::new() };
        let large = figure::print(record, inputs.locale);
        let what = Inline::words(record.what.value.clone(), Some(span));
        let mark = composer.figure_mark(id, span);
        let anchor = Some(composer.uses.large(id, &large));
        let cell = vec![
            paragraph(
                Style::KeyBound,
                vec![Inline::words(large.lead.unwrap_or_else(|| "\u{a0}".to_owned()), Some(span))],
            ),
            Node::Paragraph(Paragraph {
                style: Style::KeyValue,
                number: None,
                text: value_text(composer, id, span),
                anchor,
            }),
            paragraph(Style::KeyLabel, vec![what, mark]),
        ];
        vec![Node::Columns(Columns { cells: vec![cell] })]
    }
}

impl Composer<'_> {
    /// The mark of a note with a figure's source.
    pub(super) fn figure_mark(&mut self, id: &str, span: Span) -> Inline {
        let text = located(self.figure_note(id), span);
        let part = NotePart { key: format!("figure {id}"), lead: None, text, between: None };
        Inline::NoteMark(self.add_note(vec![part]))
    }

    /// The text of a figure's note.
    pub(super) fn figure_note(&mut self, id: &str) -> Vec<Inline> {
        let inputs = self.inputs;
        let Some(record) = inputs.spec.figures.get(id) else { return Vec::new() };
        self.note_sources(id);
        let mut text =
            figure::note(record, inputs.spec, inputs.locale, &mut |source, locator| self.cite(source, locator));
        if let Some(before) = self.figure_before(id) {
            citation::close(&mut text, &inputs.locale.citation.stop);
            text.push(Inline::words(format!("{}{before}", inputs.locale.citation.space), None));
        }
        text
    }

    /// Records that a figure's sources are cited.
    pub(super) fn note_sources(&mut self, id: &str) {
        let Some(record) = self.inputs.spec.figures.get(id) else { return };
        let estimates = record.estimates.iter().map(|estimate| &estimate.source);
        self.cited.extend(record.source.iter().chain(estimates).map(|source| source.value.clone()));
    }
}
