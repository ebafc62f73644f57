//! Images, with alternative text, caption and credit.

use super::prose::Look;
use super::{Block, Composer};
use crate::diag::Span;
use crate::doc::{Caption, Figure, Graphic, Inline, Node, Style};
use crate::evidence::citation;
use crate::page::Picture;
use rust_decimal::prelude::ToPrimitive;
use std::sync::Arc;

/// `{{ images.ID }}` alone in a paragraph.
pub(super) struct ImageBlock;

impl Block for ImageBlock {
    fn collection(&self) -> &'static str {
        "images"
    }

    fn lower(&self, id: &str, _: Span, composer: &mut Composer<'_>) -> Vec<Node> {
        let Some(image) = composer.inputs.spec.images.get(id) else { return Vec::new() };
        let label = composer.number_figure("images", id);
        let Some(picture) = composer.picture(&image.file.value) else { return Vec::new() };
        let title = image.caption.as_ref().map(|prose| {
            let nodes = composer.prose(prose, Look::plain(Style::CaptionTitle));
            nodes
                .into_iter()
                .find_map(|node| if let Node::Paragraph(paragraph) = node { Some(paragraph.text) } else { None })
        });
        let caption = Caption { label: label.text, title: title.flatten().unwrap_or_default(), subtitle: Vec::new() };
        let mut source: Vec<Inline> =
            image.credit.iter().map(|credit| Inline::words(credit.value.clone(), Some(credit.span))).collect();
        citation::close(&mut source, &composer.inputs.locale.citation.stop);
        let width = image.width.as_ref().and_then(|width| width.value.to_f32()).unwrap_or(1.0);
        vec![Node::Figure(Figure {
            caption: Some(caption),
            graphic: Graphic::Picture { picture, width },
            alt: image.alt.value.clone(),
            source,
            anchor: Some(label.anchor),
            origin: Some(image.file.span),
        })]
    }
}

impl Composer<'_> {
    /// Places a picture; its number in the document. One that could not be read was reported when it was gathered.
    pub(super) fn picture(&mut self, file: &str) -> Option<usize> {
        let picture = self.inputs.evidence.pictures.get(file)?;
        // a logo stands on the cover and at the end, and in the file once
        let same = |placed: &Picture| Arc::ptr_eq(&placed.rgb, &picture.rgb);
        if let Some(index) = self.pictures.iter().position(same) {
            return Some(index);
        }
        self.pictures.push(picture.clone());
        Some(self.pictures.len() - 1)
    }
}
