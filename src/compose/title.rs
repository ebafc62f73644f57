//! The title block: kind and audience, title, subtitle.

use super::{Composer, Part, typography};
use crate::doc::{Emphasis, Frame, Group, Heading, Inline, Node, Paragraph, Style};
use std::sync::Arc;

/// The title block.
pub(super) struct Title;

impl Part for Title {
    fn name(&self) -> &'static str {
        "title"
    }

    fn lower(&self, composer: &mut Composer<'_>) -> Vec<Node> {
        let briefing = &composer.inputs.spec.briefing;
        let locale = composer.inputs.locale;
        let kind = briefing.kind.as_ref();
        let kind_text = kind.map_or_else(|| locale.words.briefing.clone(), |kind| kind.value.clone());
        let bold = Emphasis { bold: true, italic: false };
        let mut kicker = vec![Inline::emphasised(kind_text, bold, kind.map(|kind| kind.span))];
        if let Some(audience) = &briefing.audience {
            kicker.push(Inline::words(" ", None));
            kicker.push(Inline::words(audience.value.clone(), Some(audience.span)));
        }
        kicker.push(Inline::words(" · ", None));
        kicker.push(Inline::words(locale.date(briefing.date.value), Some(briefing.date.span)));
        let mut children = vec![
            paragraph(Style::Kicker, kicker),
            Node::Heading(Heading {
                level: 1,
                style: Style::Title,
                number: None,
                text: vec![Inline::words(
                    typography::plain(&briefing.title.value, locale),
                    Some(briefing.title.locate(0..briefing.title.value.len())),
                )],
                anchor: Some(Arc::from("title")),
                listed: true,
            }),
        ];
        if let Some(subtitle) = &briefing.subtitle {
            let place = subtitle.locate(0..subtitle.value.len());
            children.push(paragraph(
                Style::Subtitle,
                vec![Inline::words(typography::plain(&subtitle.value, locale), Some(place))],
            ));
        }
        vec![Node::Group(Group { frame: Frame::Title, children })]
    }
}

/// A paragraph without number or anchor.
pub(super) fn paragraph(style: Style, text: Vec<Inline>) -> Node {
    Node::Paragraph(Paragraph { style, number: None, text, anchor: None })
}
