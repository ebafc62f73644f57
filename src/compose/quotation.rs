//! A quotation set apart, with who said it, when, and the note that gives its source.

use super::notes::{NotePart, capitalised};
use super::prose::located;
use super::title::paragraph;
use super::{Block, Composer};
use crate::diag::Span;
use crate::doc::{Frame, Group, Inline, Node, Paragraph, Style, Words};
use crate::spec::{Quotation, Text};
use std::sync::Arc;

/// `{{ quotations.ID }}` alone in a paragraph.
pub(super) struct QuotationBlock;

impl Block for QuotationBlock {
    fn collection(&self) -> &'static str {
        "quotations"
    }

    fn lower(&self, id: &str, span: Span, composer: &mut Composer<'_>) -> Vec<Node> {
        let inputs = composer.inputs;
        let Some(quotation) = inputs.spec.quotations.get(id) else { return Vec::new() };
        let mut children = Vec::new();
        if let Some(translation) = &quotation.translation {
            children.push(quoted(composer, id, &translation.text, None));
        }
        let language = quotation.language.as_ref().map(|language| Arc::<str>::from(language.value.as_str()));
        children.push(quoted(composer, id, &quotation.text, language.as_ref()));
        let mut attribution = attribution(composer, quotation);
        let text = composer.quotation_note(id);
        let part = NotePart {
            key: format!("quotation {id}"),
            lead: None,
            text: located(text, span),
            between: composer.between_sources(),
        };
        attribution.push(Inline::NoteMark(composer.add_note(vec![part])));
        children.push(paragraph(Style::Attribution, attribution));
        vec![Node::Group(Group { frame: Frame::Quotation, children })]
    }
}

fn quoted(composer: &mut Composer<'_>, id: &str, text: &Text, language: Option<&Arc<str>>) -> Node {
    let stop_outside = composer.inputs.locale.stop_outside();
    let printed = without_stop(&text.value).filter(|_| stop_outside).unwrap_or(&text.value);
    let anchor = Some(composer.uses.apart("quotations", id, vec![printed.to_owned()]));
    let marks = &composer.inputs.locale.quotes().outer;
    let words =
        |text: String, origin| Inline::Text(Words { text, language: language.cloned(), origin, ..Words::default() });
    let inside = words(printed.to_owned(), Some(text.locate(0..printed.len())));
    let mut inlines = vec![words(marks.0.clone(), None), inside, words(marks.1.clone(), None)];
    if printed.len() < text.value.len() {
        inlines.push(words(".".to_owned(), None));
    }
    Node::Paragraph(Paragraph { style: Style::Quotation, number: None, text: inlines, anchor })
}

/// A quotation without the full stop of its last sentence; none where it ends otherwise, or in an abbreviation, whose full stop
/// belongs to the word.
pub(super) fn without_stop(text: &str) -> Option<&str> {
    let inner = text.strip_suffix('.').filter(|inner| !inner.ends_with(['.', ' ', '\u{a0}', ']']))?;
    let word = inner.rsplit(char::is_whitespace).next().unwrap_or(inner);
    let initial = word.chars().count() == 1 && word.starts_with(char::is_alphabetic);
    let abbreviated = word.contains('.') || initial || ABBREVIATIONS.contains(&word);
    (!abbreviated).then_some(inner)
}

/// Words that end in a full stop of their own and often end a sentence.
const ABBREVIATIONS: &[&str] =
    &["etc", "al", "ibid", "Inc", "Ltd", "Co", "Jr", "Sr", "г", "гг", "др", "пр", "etcétera", "Ud", "Uds"];

/// The speaker, the date, the translator.
fn attribution(composer: &Composer<'_>, quotation: &Quotation) -> Vec<Inline> {
    let locale = composer.inputs.locale;
    let speaker = &quotation.speaker;
    let place = Some(speaker.locate(0..speaker.value.len()));
    let mut text = vec![Inline::words(capitalised(&speaker.value), place)];
    if let Some(date) = &quotation.date {
        text.push(Inline::words(
            format!("{}{}", locale.citation.comma, locale.partial_date(&date.value)),
            Some(date.span),
        ));
    }
    if let Some(translation) = &quotation.translation {
        let by = locale.words.translated_by.fill(&[("name", &translation.translator.value)]);
        text.push(Inline::words(
            format!("{}{by}{}", locale.citation.open, locale.citation.close),
            Some(translation.translator.span),
        ));
    }
    text
}

impl Composer<'_> {
    /// The note of a quotation: its source.
    pub(super) fn quotation_note(&mut self, id: &str) -> Vec<Inline> {
        let Some(quotation) = self.inputs.spec.quotations.get(id) else { return Vec::new() };
        self.cite(&quotation.source.value, quotation.locator.as_ref().map(Text::as_str))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_stop_of_a_sentence_is_left_out() {
        assert_eq!(without_stop("He killed a person."), Some("He killed a person"));
        for text in ["at 9 p.m.", "and so on etc.", "no one…", "no one...", "by J.", "no one", "Who?", "he said […]."]
        {
            assert_eq!(without_stop(text), None, "{text}");
        }
    }
}
