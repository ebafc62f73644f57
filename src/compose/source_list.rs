//! The list of the sources that are cited, in alphabetical order.

use super::composer::source_anchor;
use super::prose::located;
use super::{Composer, Part};
use crate::doc::{Emphasis, Heading, Inline, Node, Paragraph, Style};
use crate::evidence::citation;
use crate::locale::Locale;
use crate::spec::{Source, Spanned};
use std::sync::Arc;

/// The list of sources.
pub(super) struct SourceList;

impl Part for SourceList {
    fn name(&self) -> &'static str {
        "source-list"
    }

    fn lower(&self, composer: &mut Composer<'_>) -> Vec<Node> {
        if !composer.lists_sources() || composer.cited.is_empty() {
            return Vec::new();
        }
        let inputs = composer.inputs;
        let styled = inputs.evidence.citations.as_deref().and_then(|style| styled(composer, style));
        let entries = styled.unwrap_or_else(|| own(composer));
        let mut nodes = vec![Node::Heading(Heading {
            level: 2,
            style: Style::Heading1,
            number: None,
            text: vec![Inline::words(inputs.locale.words.sources.clone(), None)],
            anchor: Some(Arc::from("sources")),
            listed: true,
        })];
        nodes.extend(entries);
        nodes
    }
}

/// The entries by the program's own style.
fn own(composer: &Composer<'_>) -> Vec<Node> {
    let inputs = composer.inputs;
    let cited = inputs.spec.sources.iter().filter(|(id, _)| composer.cited.contains(&id.value));
    let mut entries: Vec<_> = cited.map(|(id, source)| (key(source), entry(id, source, inputs.locale))).collect();
    entries.sort_by(|a, b| a.0.cmp(&b.0));
    entries.into_iter().map(|(_, entry)| entry).collect()
}

/// The entries by a style of CSL, in its order; none where the style has no list.
fn styled(composer: &Composer<'_>, style: &citation::Style) -> Option<Vec<Node>> {
    let inputs = composer.inputs;
    let cited = inputs.spec.sources.iter().filter(|(id, _)| composer.cited.contains(&id.value));
    let sources: Vec<(&str, &Source)> = cited.map(|(id, source)| (id.value.as_str(), source)).collect();
    let entries = style.entries(&sources, inputs.locale)?.into_iter().filter_map(|(id, text)| {
        let (known, source) = inputs.spec.sources.iter().find(|(known, _)| known.value == id)?;
        let mut entry = head(source);
        entry.extend(text);
        Some(reference(&id, located(entry, known.span)))
    });
    Some(entries.collect())
}

/// Entries stand under the short title by which tables and charts name them, where they have one.
fn key(source: &Source) -> (String, String, String) {
    let key = citation::sort_key(source);
    match &source.title_short {
        Some(short) => (short.value.to_lowercase(), key.1, key.2),
        None => key,
    }
}

fn entry(id: &Spanned<String>, source: &Source, locale: &Locale) -> Node {
    let mut text = head(source);
    text.extend(citation::entry(source, locale));
    citation::close(&mut text, &locale.citation.stop);
    reference(&id.value, located(text, id.span))
}

/// The short title, by which tables, charts and the lines below them name a source; nothing where it has none.
fn head(source: &Source) -> Vec<Inline> {
    let Some(short) = &source.title_short else { return Vec::new() };
    let bold = Emphasis { bold: true, italic: false };
    let short = Inline::emphasised(short.value.clone(), bold, Some(short.locate(0..short.value.len())));
    vec![short, Inline::words("\u{2002}", None)]
}

fn reference(id: &str, text: Vec<Inline>) -> Node {
    let anchor = Some(source_anchor(id));
    Node::Paragraph(Paragraph { style: Style::Reference, number: None, text, anchor })
}
