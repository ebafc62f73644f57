//! Designs: the measures, colours and type of a document, as data. One TOML file a theme, embedded; the same document can
//! be set in each, and a specification can change any key of one ([`KEYS`]).
//!
//! Lengths are points unless a key says `_mm`. Colours are named in `[colors]` and used by name. Nothing that is a matter
//! of design stands in the code of `layout` or `compose`.

pub mod contrast;
mod file;
mod keys;

use crate::doc::Style;
use crate::page::Color;
use crate::text::{Align, Family, Figures, TextStyle, Weight};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

pub use keys::{KEYS, Key, Kind, Setting, TABLES, of, sizes};

/// The embedded themes: name and file.
const THEMES: &[(&str, &str)] = &[
    ("parliament", include_str!("themes/parliament.toml")),
    ("plain", include_str!("themes/plain.toml")),
    ("report", include_str!("themes/report.toml")),
];

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
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// Margins and columns.
    pub page: PageRule,
    /// Its colours.
    pub colors: Colors,
    /// Running head and foot.
    pub furniture: Furniture,
    /// The organisation's logo.
    pub logo: LogoRule,
    /// The cover page.
    pub cover: CoverRule,
    /// How main sections open.
    pub section: SectionRule,
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
    /// Headings, the rule below the title.
    pub accent: Color,
    /// What is set off; never the only carrier of a meaning.
    pub signal: Color,
    /// Secondary text.
    pub grey: Color,
    /// The ground of boxes.
    pub tint: Color,
    /// Thin rules.
    pub hairline: Color,
    /// The first series of a chart.
    pub series: Color,
    /// What a chart sets off.
    pub highlight: Color,
    /// The field of the cover.
    pub field: Color,
    /// Text on that field.
    pub on_field: Color,
}

/// What stands in the running head and foot: lists of pieces for the start, the middle and the end of the line.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Furniture {
    /// In the head, where lines begin.
    pub head_start: Vec<Piece>,
    /// In the head, in the middle.
    pub head_center: Vec<Piece>,
    /// In the head, where lines end.
    pub head_end: Vec<Piece>,
    /// In the foot, where lines begin.
    pub foot_start: Vec<Piece>,
    /// In the foot, in the middle.
    pub foot_center: Vec<Piece>,
    /// In the foot, where lines end.
    pub foot_end: Vec<Piece>,
    /// What of it stands on a first page that is no cover.
    pub first_page: FirstPage,
    /// Between two pieces that stand side by side.
    pub separator: String,
}

/// A piece of a running head or foot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Piece {
    /// The title.
    Title,
    /// The short title where there is one, else the title.
    ShortTitle,
    /// The kind of document.
    Kind,
    /// For whom it is.
    Audience,
    /// The organisation's name.
    Organisation,
    /// Its short name where it has one.
    ShortOrganisation,
    /// The date.
    Date,
    /// "Page 3 of 12".
    Page,
    /// The page's number alone.
    PageNumber,
}

/// What of head and foot stands on a first page that is no cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FirstPage {
    /// Nothing.
    None,
    /// The foot.
    Foot,
    /// Head and foot.
    Both,
}

/// Where the organisation's logo stands.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogoRule {
    /// The places.
    pub places: Vec<LogoPlace>,
    /// Its height in millimetres.
    pub height_mm: f32,
}

/// A place for the logo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LogoPlace {
    /// On the cover, or above the title where there is none.
    Title,
    /// At the end, with "About …".
    About,
}

/// The cover page.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoverRule {
    /// Whether there is one.
    pub page: bool,
    /// The height of the coloured field as a share of the paper's; 0 for none.
    pub field: f32,
    /// The height of the picture as a share of the paper's.
    pub picture: f32,
    /// Around the title inside the field, in millimetres.
    pub padding_mm: f32,
    /// The thickness of the short rule above the title; 0 for none.
    pub rule: f32,
    /// Its length in millimetres.
    pub rule_length_mm: f32,
    /// From that rule to the title.
    pub rule_gap: f32,
    /// From the field to what stands at the foot of the cover, at least, in millimetres.
    pub clear_mm: f32,
}

/// How each main section opens.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionRule {
    /// A section that would begin below this share of a page starts the next one.
    pub page_from: f32,
    /// The thickness of the rule above the heading; 0 for none.
    pub rule: f32,
    /// From that rule to the heading.
    pub rule_gap: f32,
}

/// Rules, boxes and gaps.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shapes {
    /// Inside a box, at each side.
    pub box_padding: f32,
    /// Whether boxes have a ground.
    pub box_ground: bool,
    /// The line around a box without a ground; 0 for none.
    pub box_rule: f32,
    /// The width of the bar beside a quotation; 0 for none.
    pub quotation_bar: f32,
    /// From the bar to the quotation; the indent at both sides where there is no bar.
    pub quotation_indent: f32,
    /// The rule below the title block; 0 for none.
    pub title_rule: f32,
    /// From the title to that rule.
    pub title_rule_gap: f32,
    /// The rule above each key figure; 0 for none.
    pub column_rule: f32,
    /// From that rule to the key figure.
    pub column_rule_gap: f32,
    /// Between key figures.
    pub column_gap: f32,
    /// The rule above "About …"; 0 for none.
    pub colophon_rule: f32,
    /// From that rule to the text.
    pub colophon_gap: f32,
    /// Hairlines.
    pub hairline: f32,
    /// From the running head's baseline to the rule below it.
    pub head_rule_gap: f32,
    /// Between two texts in a running head or foot, at least.
    pub furniture_gap: f32,
    /// Between the columns of a table.
    pub table_column_gap: f32,
    /// The rules above and below a table.
    pub table_rule: f32,
    /// Above and below the text of a table's cells.
    pub cell_padding: f32,
    /// Above and below figures, tables and boxes.
    pub float_gap: f32,
    /// From a caption's label to its title.
    pub caption_gap: f32,
    /// From a list item's label to its text.
    pub list_indent: f32,
    /// Between a label and its text, at least.
    pub label_gap: f32,
    /// The dots that lead to the page in the contents; 0 for none.
    pub leader_dot: f32,
    /// From one dot to the next.
    pub leader_gap: f32,
    /// How far each level of the contents is indented.
    pub contents_indent: f32,
    /// The length of the rule above the notes; 0 for none.
    pub note_rule_length: f32,
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

impl Theme {
    /// The embedded theme of this name. Embedded themes are read once; the tests load each.
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

    /// The names of the styles, as theme files write them.
    pub fn style_names() -> impl Iterator<Item = &'static str> {
        Style::ALL.iter().map(|style| style.name())
    }

    /// The embedded theme `base` with some keys set otherwise, the later of two settings of one key counting.
    ///
    /// # Errors
    /// There is no such theme, or a setting that [`KEYS`] does not allow: what is wrong, in one sentence.
    pub fn changed<'s>(base: &str, settings: impl IntoIterator<Item = &'s Setting>) -> Result<Theme, String> {
        let source = file::source(base).ok_or_else(|| format!("no theme `{base}`"))?;
        file::build(base, file::overlaid(source, settings))
    }

    /// Reads a theme.
    ///
    /// # Errors
    /// The text is no theme: what is wrong, in one sentence.
    pub fn parse(name: &str, text: &str) -> Result<Theme, String> {
        file::build(name, toml::from_str(text).map_err(|error| error.to_string())?)
    }

    /// The same with running text of this size in points, all other type, its lines and its spaces in proportion.
    #[must_use]
    pub fn at_size(mut self, points: f32) -> Theme {
        let factor = points / self.style(Style::Body).text.size;
        self.page.grid *= factor;
        for rule in self.styles.values_mut() {
            for measure in [&mut rule.text.size, &mut rule.leading, &mut rule.before, &mut rule.after] {
                *measure *= factor;
            }
        }
        self
    }

    /// The same with lines so far apart in all text of more than one line, measured in the height of its letters: no closer than the
    /// theme has them where that is closer still, as in titles.
    #[must_use]
    pub fn spaced(mut self, lines: f32) -> Theme {
        let body = self.style(Style::Body);
        let own = body.leading / body.text.size.max(1.0);
        for rule in self.styles.values_mut() {
            // what is closer than running text keeps its proportion to it
            let proportion = (rule.leading / rule.text.size.max(1.0) / own).min(1.0);
            rule.leading = (rule.text.size * lines * proportion).max(rule.text.size);
        }
        self.page.grid = self.style(Style::Body).leading;
        self
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

#[cfg(test)]
mod tests;
