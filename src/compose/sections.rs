//! Sections and their sub-sections.

use super::prose::Look;
use super::{Composer, Part};
use crate::doc::{Heading, Inline, Node, Place, PlaceKind, Style};
use crate::profile::Profile;
use crate::spec::Section;
use std::sync::Arc;

/// All sections.
pub(super) struct Sections;

impl Part for Sections {
    fn name(&self) -> &'static str {
        "sections"
    }

    fn lower(&self, composer: &mut Composer<'_>) -> Vec<Node> {
        composer.notes.begin_text();
        let sections = &composer.inputs.spec.sections;
        sections.iter().flat_map(|section| lower(composer, section, 1)).collect()
    }
}

fn lower(composer: &mut Composer<'_>, section: &Section, depth: usize) -> Vec<Node> {
    let start = composer.uses.count();
    let text = composer.text(&section.heading);
    let id = section.id.as_ref().map(|id| id.value.as_str());
    let mut nodes = vec![composer.section_heading(text, id, depth)];
    composer.uses.bring_here(start);
    let look = Look { paragraph: Style::Body, list: Style::ListText, numbered: true, depth };
    if let Some(text) = &section.text {
        nodes.extend(composer.prose(text, look));
    }
    for inner in &section.sections {
        nodes.extend(lower(composer, inner, depth + 1));
    }
    nodes
}

impl Composer<'_> {
    /// A numbered heading, with a label for cross references where it has an id.
    pub(super) fn section_heading(&mut self, text: Vec<Inline>, id: Option<&str>, depth: usize) -> Node {
        let (number, anchor) = self.begin_section(depth);
        if let Some(id) = id {
            let bare = number.as_deref().map(|number| number.trim_end_matches('.'));
            let reference = match bare {
                Some(number) => self.inputs.locale.words.section_reference.fill(&[("n", number)]),
                None => crate::doc::plain_text(&text),
            };
            self.label("sections", id, reference, anchor.to_string());
        }
        let reference = number.as_deref().map(|number| number.trim_end_matches('.'));
        let reference = reference.map(|number| self.inputs.locale.words.section_reference.fill(&[("n", number)]));
        self.uses.enter_at(Place { kind: PlaceKind::Section, label: reference, anchor: Some(anchor.clone()) });
        let anchor: Option<Arc<str>> = Some(anchor);
        let style = Profile::heading_style(depth);
        Node::Heading(Heading { level: (depth + 1).min(6) as u8, style, number, text, anchor, listed: true })
    }
}
