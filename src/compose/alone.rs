//! A document that holds one chart and nothing else, to be shown outside its briefing.

use super::chart::ChartBlock;
use super::composer::Composer;
use super::{Block, Inputs, labels};
use crate::diag::{Sink, Span};
use crate::doc::{Attachment, Document, Furniture, Node, Relationship, plain_text};
use crate::evidence::figure::table_of_estimates;

/// Composes the chart `id`, with its caption and its source line in full, since there is no list of sources. Its data is
/// attached unless the author declines. None where there is no such chart, or it cannot be drawn: the reason is in `sink`.
pub fn alone(inputs: Inputs<'_>, id: &str, sink: &mut Sink) -> Option<Document> {
    let record = inputs.spec.charts.get(id)?;
    let mut composer = Composer::of_one(inputs, labels::Labels::default());
    let span: Span = record.kind.span;
    let mut body = ChartBlock.lower(id, span, &mut composer);
    let mut document = composer.around(Vec::new());
    body.retain(|node| matches!(node, Node::Figure(_)));
    let figure = body.iter_mut().find_map(|node| if let Node::Figure(figure) = node { Some(figure) } else { None });
    if let Some(figure) = figure {
        figure.anchor = None;
        if let Some(caption) = &mut figure.caption {
            // "Figure 3" is a number of the briefing
            caption.label.clear();
            document.meta.title = plain_text(&caption.title);
        }
        document.meta.subject.clone_from(&figure.alt);
    }
    document.meta.furniture = Furniture::default();
    let data = record.data.as_ref().and_then(|data| inputs.evidence.data.get(&data.value));
    let own = data.map(|table| table.attached.clone());
    document
        .attachments
        .retain(|attached| attached.relationship == Relationship::Data && Some(&attached.name) == own.as_ref());
    if let Some((id, figure)) = record.figure.as_ref().and_then(|id| Some((id, inputs.spec.figures.get(&id.value)?)))
        && inputs.spec.briefing.attach.as_ref().is_none_or(|attach| attach.value)
    {
        let name = format!("{}.csv", id.value);
        document.attachments.push(Attachment {
            description: inputs.locale.words.attached_data.fill(&[("file", &name)]),
            name,
            media_type: "text/csv",
            relationship: Relationship::Data,
            bytes: table_of_estimates(figure, &inputs.spec.sources).into(),
        });
    }
    sink.append(composer.into_sink());
    document.body = body;
    (!document.body.is_empty()).then_some(document)
}
