//! The summary box.

use super::prose::Look;
use super::title::paragraph;
use super::{Composer, Part};
use crate::doc::{Frame, Group, Inline, Node, Place, PlaceKind, Style};

/// The summary box.
pub(super) struct Summary;

impl Part for Summary {
    fn name(&self) -> &'static str {
        "summary"
    }

    fn lower(&self, composer: &mut Composer<'_>) -> Vec<Node> {
        let Some(summary) = &composer.inputs.spec.summary else { return Vec::new() };
        let heading = summary.heading.as_ref();
        let title = heading.map_or_else(|| composer.inputs.locale.words.summary.clone(), |text| text.value.clone());
        composer.uses.enter_at(Place { kind: PlaceKind::Summary, label: Some(title.clone()), anchor: None });
        let mut children =
            vec![paragraph(Style::BoxHeading, vec![Inline::words(title, heading.map(|text| text.span))])];
        children.extend(composer.prose(&summary.text, Look { depth: 0, ..Look::plain(Style::BoxText) }));
        vec![Node::Group(Group { frame: Frame::Box, children })]
    }
}
