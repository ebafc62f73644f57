//! The title: a block above the text, or a cover where the theme has one.

use super::{Composer, Inputs, Part, typography};
use crate::doc::{Cover, Emphasis, Frame, Group, Heading, Inline, Node, Paragraph, Plate, Style};
use crate::spec::Text;
use crate::theme::LogoPlace;
use std::sync::Arc;

/// The title block.
pub(super) struct Title;

impl Part for Title {
    fn name(&self) -> &'static str {
        "title"
    }

    fn lower(&self, composer: &mut Composer<'_>) -> Vec<Node> {
        if composer.inputs.theme.cover.page {
            return vec![Node::Cover(cover(composer)), Node::PageBreak];
        }
        let mut children: Vec<Node> = composer.logo_figure(LogoPlace::Title).into_iter().collect();
        children.extend(classification(composer, Style::Classification));
        let mut kicker = kicker(composer);
        kicker.push(Inline::words(composer.inputs.theme.furniture.separator.clone(), None));
        kicker.push(date(composer));
        children.push(paragraph(Style::Kicker, kicker));
        children.extend(titles(composer, [Style::Title, Style::Subtitle, Style::Submitters]));
        children.extend(submitter(composer));
        vec![Node::Group(Group { frame: Frame::Title, children })]
    }
}

/// The cover: who issues it and when stand at its foot.
fn cover(composer: &mut Composer<'_>) -> Cover {
    let briefing = &composer.inputs.spec.briefing;
    let mut title: Vec<Node> = classification(composer, Style::CoverKicker).into_iter().collect();
    title.push(paragraph(Style::CoverKicker, kicker(composer)));
    title.extend(titles(composer, [Style::CoverTitle, Style::CoverSubtitle, Style::CoverSubtitle]));
    let bold = Emphasis { bold: true, italic: false };
    let organisation = composer.inputs.spec.organisation.as_ref();
    let issuer = organisation.map(|organisation| {
        let name = &organisation.name;
        Inline::emphasised(name.value.clone(), bold, Some(whole(name)))
    });
    let imprint = issuer.into_iter().chain([date(composer)]);
    let imprint = imprint.map(|inline| paragraph(Style::CoverImprint, vec![inline])).collect();
    let logo = composer.logo(LogoPlace::Title);
    let picture = briefing.cover.as_ref().and_then(|cover| {
        let alt = cover.alt.as_ref().map(|alt| alt.value.clone());
        Some(Plate { picture: composer.picture(&cover.file.value)?, alt, origin: Some(cover.file.span) })
    });
    Cover { title, imprint, logo, picture }
}

/// "EMBARGOED UNTIL …", where the author says so.
fn classification(composer: &Composer<'_>, style: Style) -> Option<Node> {
    let text = composer.inputs.spec.briefing.classification.as_ref()?;
    let bold = Emphasis { bold: true, italic: false };
    Some(paragraph(style, vec![Inline::emphasised(text.value.clone(), bold, Some(whole(text)))]))
}

/// The kind of document and its audience.
fn kicker(composer: &Composer<'_>) -> Vec<Inline> {
    let briefing = &composer.inputs.spec.briefing;
    let bold = Emphasis { bold: true, italic: false };
    let mut kicker = vec![Inline::emphasised(composer.kind(), bold, briefing.kind.as_ref().map(|kind| kind.span))];
    if let Some(audience) = &briefing.audience {
        kicker.push(Inline::words(" ", None));
        kicker.push(Inline::words(audience.value.clone(), Some(audience.span)));
    }
    kicker
}

fn date(composer: &Composer<'_>) -> Inline {
    let date = &composer.inputs.spec.briefing.date;
    Inline::words(composer.inputs.locale.date(date.value), Some(date.span))
}

/// Title and subtitle.
fn titles(composer: &Composer<'_>, [title, subtitle, submitters]: [Style; 3]) -> Vec<Node> {
    let briefing = &composer.inputs.spec.briefing;
    let locale = composer.inputs.locale;
    let heading = Node::Heading(Heading {
        level: 1,
        style: title,
        number: None,
        text: vec![Inline::words(typography::plain(&briefing.title.value, locale), Some(whole(&briefing.title)))],
        anchor: Some(Arc::from("title")),
        listed: true,
    });
    let below = briefing.subtitle.as_ref().map(|text| {
        paragraph(subtitle, vec![Inline::words(typography::plain(&text.value, locale), Some(whole(text)))])
    });
    let joint = joint(composer).map(|names| paragraph(submitters, names));
    std::iter::once(heading).chain(below).chain(joint).collect()
}

/// All who submit it together.
fn joint(composer: &Composer<'_>) -> Option<Vec<Inline>> {
    let joint = &composer.inputs.spec.submission.as_ref()?.joint;
    let mut names = Vec::new();
    for name in joint {
        if !names.is_empty() {
            names.push(Inline::words(composer.inputs.locale.citation.semicolon.as_str(), None));
        }
        names.push(Inline::words(name.value.clone(), Some(whole(name))));
    }
    (!names.is_empty()).then_some(names)
}

/// Who submits it, where no other part says so.
fn submitter(composer: &Composer<'_>) -> Option<Node> {
    let Inputs { spec, profile, .. } = composer.inputs;
    let joint = spec.submission.as_ref().is_some_and(|submission| !submission.joint.is_empty());
    let name = &spec.organisation.as_ref().filter(|_| !joint && !profile.prints("about"))?.name;
    Some(paragraph(Style::Subtitle, vec![Inline::words(name.value.clone(), Some(whole(name)))]))
}

/// The place of a text's words, without its quotation marks.
fn whole(text: &Text) -> crate::diag::Span {
    text.locate(0..text.value.len())
}

/// A paragraph without number or anchor.
pub(super) fn paragraph(style: Style, text: Vec<Inline>) -> Node {
    Node::Paragraph(Paragraph { style, number: None, text, anchor: None })
}
