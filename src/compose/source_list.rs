//! The list of the sources that are cited, in alphabetical order.

use super::notes::close;
use super::prose::located;
use super::title::paragraph;
use super::{Composer, Part};
use crate::doc::{Heading, Inline, Node, Style};
use crate::evidence::citation;
use std::sync::Arc;

/// The list of sources.
pub(super) struct SourceList;

impl Part for SourceList {
    fn name(&self) -> &'static str {
        "source-list"
    }

    fn lower(&self, composer: &mut Composer<'_>) -> Vec<Node> {
        let inputs = composer.inputs;
        let declined = inputs.spec.briefing.source_list.as_ref().is_some_and(|list| !list.value);
        if declined || composer.cited.is_empty() {
            return Vec::new();
        }
        let cited = inputs.spec.sources.iter().filter(|(id, _)| composer.cited.contains(&id.value));
        let mut entries: Vec<((String, String, String), Vec<Inline>)> = cited
            .map(|(id, source)| {
                let mut entry = located(citation::entry(source, inputs.locale), id.span);
                close(&mut entry);
                (citation::sort_key(source), entry)
            })
            .collect();
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        let title = Inline::words(inputs.locale.words.sources.clone(), None);
        let mut nodes = vec![Node::Heading(Heading {
            level: 2,
            style: Style::Heading1,
            number: None,
            text: vec![title],
            anchor: Some(Arc::from("sources")),
            listed: true,
        })];
        nodes.extend(entries.into_iter().map(|(_, entry)| paragraph(Style::Reference, entry)));
        nodes
    }
}
