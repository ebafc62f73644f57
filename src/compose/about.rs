//! Who issues the briefing, and how to reach them.

use super::prose::Look;
use super::title::paragraph;
use super::{Composer, Part};
use crate::doc::{Emphasis, Frame, Group, Inline, Node, Place, Style, Words};
use crate::page::Target;
use crate::spec::{Organisation, Text};
use crate::theme::LogoPlace;
use std::sync::Arc;

/// About the author, and contact.
pub(super) struct About;

impl Part for About {
    fn name(&self) -> &'static str {
        "about"
    }

    fn lower(&self, composer: &mut Composer<'_>) -> Vec<Node> {
        let Some(organisation) = &composer.inputs.spec.organisation else { return Vec::new() };
        composer.uses.enter_at(Place::default());
        let words = &composer.inputs.locale.words;
        let title = words.about.fill(&[("organisation", &organisation.name.value)]);
        let bold = Emphasis { bold: true, italic: false };
        let mut children: Vec<Node> = composer.logo_figure(LogoPlace::About).into_iter().collect();
        children.push(paragraph(Style::About, vec![Inline::emphasised(title, bold, Some(organisation.name.span))]));
        if let Some(about) = &organisation.about {
            children.extend(composer.prose(about, Look { depth: 0, ..Look::plain(Style::About) }));
        }
        let apart = composer.inputs.profile.keeps_contact_apart();
        let contact = if apart { Vec::new() } else { contact(composer, organisation) };
        if !contact.is_empty() {
            children.push(paragraph(Style::About, contact));
        }
        vec![Node::Group(Group { frame: Frame::Colophon, children })]
    }
}

/// Address, e-mail, telephone and web site on one line.
fn contact(composer: &Composer<'_>, organisation: &Organisation) -> Vec<Inline> {
    let words = &composer.inputs.locale.words;
    let colon = &composer.inputs.locale.citation.colon;
    let plain = |text: &Text| vec![Inline::words(text.value.clone(), Some(text.span))];
    let linked = |label: &str, text: &Text, address: String| {
        let shown = text.value.trim_start_matches("https://").trim_end_matches('/').to_owned();
        let link = Some(Target::Uri(Arc::from(address)));
        vec![
            Inline::words(format!("{label}{colon}"), None),
            Inline::Text(Words { text: shown, link, origin: Some(text.span), ..Words::default() }),
        ]
    };
    let mut parts: Vec<Vec<Inline>> = Vec::new();
    parts.extend(organisation.address.as_ref().map(plain));
    parts.extend(organisation.email.as_ref().map(|email| linked(&words.email, email, format!("mailto:{email}"))));
    parts.extend(
        organisation
            .telephone
            .as_ref()
            .map(|number| vec![Inline::words(format!("{}{colon}{number}", words.telephone), Some(number.span))]),
    );
    parts.extend(organisation.website.as_ref().map(|site| linked(&words.website, site, site.value.clone())));
    let mut text = Vec::new();
    for part in parts {
        if !text.is_empty() {
            text.push(Inline::words(composer.inputs.theme.furniture.separator.clone(), None));
        }
        text.extend(part);
    }
    text
}
