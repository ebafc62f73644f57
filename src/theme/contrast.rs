//! Contrast after WCAG 2.2 (1.4.3 and 1.4.11, level AA), for every pair of text and ground that a document can make.
//!
//! Relative luminance and contrast ratio are those of <https://www.w3.org/TR/WCAG22/#dfn-relative-luminance> and
//! <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>. They depend on lightness alone, so that what passes here can be
//! read in grey print too.

use super::Theme;
use crate::doc::Style;
use crate::page::Color;
use crate::text::Weight;

/// What text needs.
pub const TEXT: f64 = 4.5;
/// What large text and graphics need.
pub const LARGE: f64 = 3.0;

/// Relative luminance, 0 (black) to 1 (white).
#[must_use]
pub fn luminance(color: Color) -> f64 {
    let part = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(color.r) + 0.7152 * part(color.g) + 0.0722 * part(color.b)
}

/// The contrast ratio of two colours, 1 to 21.
#[must_use]
pub fn ratio(a: Color, b: Color) -> f64 {
    let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
    a.max(b) / a.min(b)
}

/// Two colours that meet on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// What stands there: `styles.title`, or a key of `[colors]`.
    pub front: String,
    /// Its colour.
    pub color: Color,
    /// What it stands on: a key of `[colors]`, or `paper`.
    pub ground: &'static str,
    /// That colour.
    pub behind: Color,
    /// The contrast it needs.
    pub least: f64,
}

impl Pair {
    /// Its contrast.
    #[must_use]
    pub fn ratio(&self) -> f64 {
        ratio(self.color, self.behind)
    }

    /// Whether it can be seen.
    #[must_use]
    pub fn passes(&self) -> bool {
        self.ratio() >= self.least
    }
}

/// Text on the cover.
const ON_COVER: [&str; 3] = ["cover-kicker", "cover-title", "cover-subtitle"];

/// Every pair that a document in this theme can make.
#[must_use]
pub fn pairs(theme: &Theme) -> Vec<Pair> {
    let colors = theme.colors;
    let mut pairs = Vec::new();
    for style in Style::ALL {
        let (name, rule) = (style.name(), theme.style(*style));
        let large = rule.text.size >= 18.0 || (rule.text.size >= 14.0 && rule.text.weight == Weight::Bold);
        let least = if large { LARGE } else { TEXT };
        let mut grounds = vec![("paper", Color::WHITE)];
        if ON_COVER.contains(&name) {
            grounds = if theme.cover.field > 0.0 { vec![("field", colors.field)] } else { grounds };
        } else if theme.shapes.box_ground {
            grounds.push(("tint", colors.tint));
        }
        let front = format!("styles.{name}");
        pairs.extend(grounds.into_iter().map(|(ground, behind)| Pair {
            front: front.clone(),
            color: rule.text.color,
            ground,
            behind,
            least,
        }));
    }
    // charts: their colours are marks and the labels of marks; words stand in ink and grey
    let on_paper = [
        ("series", colors.series, TEXT),
        ("highlight", colors.highlight, TEXT),
        ("ink", colors.ink, TEXT),
        ("grey", colors.grey, TEXT),
        ("signal", colors.signal, LARGE),
        ("accent", colors.accent, LARGE),
    ];
    pairs.extend(on_paper.map(|(name, color, least)| Pair {
        front: name.to_owned(),
        color,
        ground: "paper",
        behind: Color::WHITE,
        least,
    }));
    pairs
}

/// The colour most like `color` that has the contrast `least` on `behind`: darker or lighter, whichever is nearer.
#[must_use]
pub fn nearest(color: Color, behind: Color, least: f64) -> Option<Color> {
    const STEPS: u16 = 255;
    let toward = |end: u8, step: u16| {
        let part = |value: u8| {
            let (value, end) = (u32::from(value), u32::from(end));
            let mixed = value * u32::from(STEPS - step) + end * u32::from(step);
            u8::try_from((mixed + u32::from(STEPS) / 2) / u32::from(STEPS)).unwrap_or(u8::MAX)
        };
        Color::rgb(part(color.r), part(color.g), part(color.b))
    };
    let distance = |other: Color| {
        let part = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
        part(color.r, other.r) + part(color.g, other.g) + part(color.b, other.b)
    };
    [0, u8::MAX]
        .into_iter()
        .filter_map(|end| (0..=STEPS).map(|step| toward(end, step)).find(|mixed| ratio(*mixed, behind) >= least))
        .min_by_key(|mixed| distance(*mixed))
}
