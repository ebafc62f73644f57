//! Designs: the measures, colours and type of a document, as data. One TOML file a theme, embedded; the same document can
//! be set in each.
//!
//! Lengths are points unless a key says `_mm`. Colours are named in `[colors]` and used by name.

use crate::doc::Style;
use crate::page::Color;
use crate::text::{Align, Family, Figures, TextStyle, Weight};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The embedded themes: name and file.
const THEMES: &[(&str, &str)] =
    &[("parliament", include_str!("themes/parliament.toml")), ("plain", include_str!("themes/plain.toml"))];

/// Points in a millimetre.
pub const MM: f32 = 72.0 / 25.4;

/// A paper size in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PaperSize {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

impl PaperSize {
    /// ISO 216 A4: 210 mm by 297 mm.
    pub const A4: PaperSize = PaperSize { width: 210.0 * MM, height: 297.0 * MM };
    /// US Letter: 8.5 by 11 inches.
    pub const LETTER: PaperSize = PaperSize { width: 612.0, height: 792.0 };
}

/// A design.
#[derive(Debug, Clone)]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// Margins and columns.
    pub page: PageRule,
    /// Its colours.
    pub colors: Colors,
    /// Rules, boxes and gaps.
    pub shapes: Shapes,
    styles: BTreeMap<Style, StyleRule>,
}

/// Margins and columns, in millimetres.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageRule {
    /// Above the text.
    pub top_mm: f32,
    /// Below the notes.
    pub bottom_mm: f32,
    /// At the left.
    pub left_mm: f32,
    /// At the right.
    pub right_mm: f32,
    /// The column for section and paragraph numbers, its gap to the text included; 0 for none.
    pub side_mm: f32,
    /// From the paper's top edge to the running head's baseline.
    pub head_mm: f32,
    /// From the paper's bottom edge to the running foot's baseline.
    pub foot_mm: f32,
    /// Whether a rule stands below the running head.
    pub head_rule: bool,
    /// The step of the baseline grid in points; 0 for none. Lines of styles whose leading is a whole number of steps stand
    /// on it whatever stood above them, and so does the text below a heading.
    #[serde(default)]
    pub grid: f32,
}

/// The colours.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Colors {
    /// Text.
    pub ink: Color,
    /// Headings, the first series of a chart.
    pub accent: Color,
    /// What is set off; never the only carrier of a meaning.
    pub signal: Color,
    /// Secondary text.
    pub grey: Color,
    /// The ground of boxes.
    pub tint: Color,
    /// Thin rules.
    pub hairline: Color,
}

/// Rules, boxes and gaps.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shapes {
    /// Inside a box, at each side.
    pub box_padding: f32,
    /// Whether boxes have a ground; without, a hairline surrounds them.
    pub box_ground: bool,
    /// The width of the bar beside a quotation; 0 for none.
    pub quotation_bar: f32,
    /// From the bar to the quotation; the indent at both sides where there is no bar.
    pub quotation_indent: f32,
    /// The rule below the title block; 0 for none.
    pub title_rule: f32,
    /// Hairlines.
    pub hairline: f32,
    /// The rules above and below a table.
    pub table_rule: f32,
    /// Above and below the text of a table's cells.
    pub cell_padding: f32,
    /// Between columns.
    pub column_gap: f32,
    /// Above and below figures, tables and boxes.
    pub float_gap: f32,
    /// From a list item's label to its text.
    pub list_indent: f32,
    /// From a note's number to its text.
    pub note_indent: f32,
    /// Between notes.
    pub note_gap: f32,
    /// From the text to the notes' rule, at least.
    pub note_space: f32,
}

/// How a style looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StyleRule {
    /// Face, size, colour.
    pub text: TextStyle,
    /// From baseline to baseline.
    pub leading: f32,
    /// Space before; the larger of two neighbours' after and before counts.
    pub before: f32,
    /// Space after.
    pub after: f32,
    /// How lines stand.
    pub align: Align,
    /// Whether words are hyphenated.
    pub hyphenate: bool,
    /// Whether letters take part in justifying a line, by a trace, where its spaces would be far from natural.
    pub fine_spacing: bool,
    /// Whether hyphens, quotation marks, stops and commas hang over the edges of justified lines.
    pub optical_margins: bool,
    /// Whether it uses the full width, side column included.
    pub full: bool,
    /// Whether it stays with what follows.
    pub keep_with_next: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ThemeFile {
    page: PageRule,
    colors: BTreeMap<String, String>,
    shapes: Shapes,
    styles: BTreeMap<Style, StyleFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StyleFile {
    family: Family,
    #[serde(default)]
    weight: Weight,
    #[serde(default)]
    italic: bool,
    size: f32,
    leading: f32,
    #[serde(default = "ink")]
    color: String,
    #[serde(default)]
    before: f32,
    #[serde(default)]
    after: f32,
    #[serde(default = "start")]
    align: Align,
    #[serde(default)]
    hyphenate: bool,
    #[serde(default)]
    fine_spacing: bool,
    #[serde(default)]
    optical_margins: bool,
    #[serde(default)]
    small_caps: bool,
    #[serde(default)]
    full: bool,
    #[serde(default)]
    keep_with_next: bool,
    #[serde(default)]
    tabular: bool,
}

fn ink() -> String {
    "ink".to_owned()
}

fn start() -> Align {
    Align::Start
}

impl Theme {
    /// The theme of this name. Embedded themes are read once; the tests load each.
    #[must_use]
    pub fn find(name: &str) -> Option<&'static Theme> {
        static LOADED: OnceLock<Vec<Theme>> = OnceLock::new();
        let load = || THEMES.iter().filter_map(|(name, text)| Theme::parse(name, text).ok()).collect();
        LOADED.get_or_init(load).iter().find(|theme| theme.name == name)
    }

    /// The names of the themes.
    pub fn names() -> impl Iterator<Item = &'static str> {
        THEMES.iter().map(|(name, _)| *name)
    }

    /// Reads a theme.
    ///
    /// # Errors
    /// The text is no theme: what is wrong, in one sentence.
    pub fn parse(name: &str, text: &str) -> Result<Theme, String> {
        let file: ThemeFile = toml::from_str(text).map_err(|error| error.to_string())?;
        let colors = Colors {
            ink: color(&file.colors, "ink")?,
            accent: color(&file.colors, "accent")?,
            signal: color(&file.colors, "signal")?,
            grey: color(&file.colors, "grey")?,
            tint: color(&file.colors, "tint")?,
            hairline: color(&file.colors, "hairline")?,
        };
        let mut styles = BTreeMap::new();
        for (style, rule) in &file.styles {
            styles.insert(*style, rule.resolve(&file.colors)?);
        }
        if let Some(style) = Style::ALL.iter().find(|style| !styles.contains_key(style)) {
            return Err(format!("theme `{name}` does not define {style:?}"));
        }
        Ok(Theme { name: name.to_owned(), page: file.page, colors, shapes: file.shapes, styles })
    }

    /// Whether lines of this leading stand on the baseline grid.
    #[must_use]
    pub fn on_grid(&self, leading: f32) -> bool {
        let steps = leading / self.page.grid;
        self.page.grid > 0.0 && (steps - steps.round()).abs() < 0.001 && steps > 0.5
    }

    /// The rule of a style.
    #[must_use]
    pub fn style(&self, style: Style) -> StyleRule {
        // `parse` refuses a theme without each style; the body's rule is never missing.
        self.styles.get(&style).or_else(|| self.styles.values().next()).copied().unwrap_or(FALLBACK)
    }

    /// The width of the text area, side column included, on paper of this width.
    #[must_use]
    pub fn full_width(&self, paper: PaperSize) -> f32 {
        paper.width - (self.page.left_mm + self.page.right_mm) * MM
    }
}

impl StyleFile {
    fn resolve(&self, colors: &BTreeMap<String, String>) -> Result<StyleRule, String> {
        let figures = if self.tabular { Figures::Tabular } else { Figures::Proportional };
        Ok(StyleRule {
            text: TextStyle {
                family: self.family,
                weight: self.weight,
                italic: self.italic,
                size: self.size,
                color: color(colors, &self.color)?,
                figures,
                small_caps: self.small_caps,
                superscript: false,
            },
            leading: self.leading,
            before: self.before,
            after: self.after,
            align: self.align,
            hyphenate: self.hyphenate,
            fine_spacing: self.fine_spacing,
            optical_margins: self.optical_margins,
            full: self.full,
            keep_with_next: self.keep_with_next,
        })
    }
}

/// Never seen: see [`Theme::style`].
const FALLBACK: StyleRule = StyleRule {
    text: TextStyle {
        family: Family::Serif,
        weight: Weight::Regular,
        italic: false,
        size: 10.0,
        color: Color::BLACK,
        figures: Figures::Proportional,
        small_caps: false,
        superscript: false,
    },
    leading: 14.0,
    before: 0.0,
    after: 0.0,
    align: Align::Start,
    hyphenate: false,
    fine_spacing: false,
    optical_margins: false,
    full: false,
    keep_with_next: false,
};

/// The colour of this name, written `#rrggbb`.
fn color(colors: &BTreeMap<String, String>, name: &str) -> Result<Color, String> {
    let text = colors.get(name).ok_or_else(|| format!("no colour `{name}`"))?;
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii());
    let part = |range| digits.and_then(|digits| digits.get(range)).and_then(|part| u8::from_str_radix(part, 16).ok());
    match (part(0..2), part(2..4), part(4..6)) {
        (Some(r), Some(g), Some(b)) => Ok(Color::rgb(r, g, b)),
        _ => Err(format!("`{text}` is no colour; write `#rrggbb`")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_loads_and_defines_every_style() {
        for (name, text) in THEMES {
            if let Err(error) = Theme::parse(name, text) {
                panic!("{name}: {error}");
            }
            assert!(Theme::find(name).is_some());
        }
    }

    #[test]
    fn a_theme_without_a_style_is_refused() {
        let text = THEMES[0].1.replace("[styles.kicker]", "[styles.kicker2]");
        assert!(Theme::parse("x", &text).is_err());
        let text = THEMES[0].1.replace("#16202b", "black");
        assert!(Theme::parse("x", &text).unwrap_err().contains("no colour"));
    }

    /// Contrast of text on white and on the boxes' ground, WCAG 2.2, 1.4.3: at least 4.5.
    #[test]
    fn text_can_be_read() {
        let luminance = |c: Color| {
            let part = |v: u8| {
                let v = f64::from(v) / 255.0;
                if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * part(c.r) + 0.7152 * part(c.g) + 0.0722 * part(c.b)
        };
        let contrast = |a: Color, b: Color| {
            let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
            a.max(b) / a.min(b)
        };
        for name in Theme::names() {
            let theme = Theme::find(name).unwrap();
            for style in Style::ALL {
                let color = theme.style(*style).text.color;
                for ground in [Color::WHITE, theme.colors.tint] {
                    assert!(contrast(color, ground) >= 4.5, "{name} {style:?} {:.2}", contrast(color, ground));
                }
            }
        }
    }
}
