//! The organisation's logo, where the theme places it.

use super::Composer;
use crate::doc::{Figure, Graphic, Node, Plate};
use crate::spec::Organisation;
use crate::theme::{LogoPlace, MM};

/// A logo is at most this share of the full width.
const WIDEST: f32 = 0.5;

impl Composer<'_> {
    /// The logo, where the theme has it in this place.
    pub(super) fn logo(&mut self, place: LogoPlace) -> Option<Plate> {
        let organisation: Option<&Organisation> = self.inputs.spec.organisation.as_ref();
        let logo = organisation.and_then(|organisation| organisation.logo.as_ref());
        let logo = logo.filter(|_| self.inputs.theme.logo.places.contains(&place))?;
        let picture = self.picture(&logo.file.value)?;
        Some(Plate { picture, alt: Some(logo.alt.value.clone()), origin: Some(logo.file.span) })
    }

    /// The logo as a figure, as high as the theme says.
    pub(super) fn logo_figure(&mut self, place: LogoPlace) -> Option<Node> {
        let Plate { picture, alt, origin } = self.logo(place)?;
        let ratio = self.pictures.get(picture).map_or(1.0, |p| p.width as f32 / p.height.max(1) as f32);
        let width = self.inputs.theme.logo.height_mm * MM * ratio / self.inputs.full_width;
        Some(Node::Figure(Figure {
            caption: None,
            graphic: Graphic::Picture { picture, width: width.min(WIDEST) },
            alt: alt.unwrap_or_default(),
            source: Vec::new(),
            anchor: None,
            origin,
        }))
    }
}
