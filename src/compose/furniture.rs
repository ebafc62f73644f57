//! The running head and foot, from the pieces that the theme names.

use super::{Composer, typography};
use crate::doc::{Furniture, Running};
use crate::theme::{FirstPage, Piece};

impl Composer<'_> {
    /// What stands in head and foot.
    pub(super) fn furniture(&self) -> Furniture {
        let rule = &self.inputs.theme.furniture;
        let classification = self.inputs.spec.briefing.classification.as_ref();
        Furniture {
            head: [&rule.head_start, &rule.head_center, &rule.head_end].map(|pieces| self.band(pieces)),
            foot: [&rule.foot_start, &rule.foot_center, &rule.foot_end].map(|pieces| self.band(pieces)),
            first_head: rule.first_page == FirstPage::Both,
            first_foot: rule.first_page != FirstPage::None,
            classification: classification.map_or_else(String::new, |text| text.value.clone()),
        }
    }

    /// Pieces side by side, those left out that have nothing to say.
    fn band(&self, pieces: &[Piece]) -> Vec<Running> {
        let separator = &self.inputs.theme.furniture.separator;
        let mut band: Vec<Running> = Vec::new();
        let mut before = None;
        for piece in pieces {
            let Some(running) = self.running(*piece) else { continue };
            if !band.is_empty() {
                // "Briefing for Members of Parliament" is one phrase
                let phrase = before == Some(Piece::Kind) && *piece == Piece::Audience;
                band.push(Running::Text(if phrase { " ".to_owned() } else { separator.clone() }));
            }
            band.push(running);
            before = Some(*piece);
        }
        band
    }

    fn running(&self, piece: Piece) -> Option<Running> {
        let spec = self.inputs.spec;
        let briefing = &spec.briefing;
        let organisation = spec.organisation.as_ref();
        let name = organisation.map(|organisation| &organisation.name);
        let text = match piece {
            Piece::Title => typography::plain(&briefing.title.value, self.inputs.locale),
            Piece::ShortTitle => {
                let title = briefing.short_title.as_ref().unwrap_or(&briefing.title);
                typography::plain(&title.value, self.inputs.locale)
            }
            Piece::Kind => self.kind(),
            Piece::Audience => briefing.audience.as_ref()?.value.clone(),
            Piece::Organisation => name?.value.clone(),
            Piece::ShortOrganisation => organisation?.short_name.as_ref().or(name)?.value.clone(),
            Piece::Date => self.inputs.locale.date(briefing.date.value),
            Piece::Page => return Some(Running::PageLabel(self.inputs.locale.words.page_of.as_str().to_owned())),
            Piece::PageNumber => return Some(Running::PageLabel("{page}".to_owned())),
        };
        Some(Running::Text(text))
    }

    /// The kind of document: the author's word, or "Briefing" in the document's language.
    pub(super) fn kind(&self) -> String {
        let kind = self.inputs.spec.briefing.kind.as_ref();
        kind.map_or_else(|| self.inputs.locale.words.briefing.clone(), |kind| kind.value.clone())
    }
}
