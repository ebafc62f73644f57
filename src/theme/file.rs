//! Theme files: TOML to [`Theme`], and the settings of a specification laid over one.

use super::{Colors, CoverRule, Furniture, LogoRule, PageRule, SectionRule, Setting, Shapes, StyleRule, THEMES, Theme};
use crate::doc::Style;
use crate::page::Color;
use crate::text::{Align, Family, Figures, TextStyle, Weight};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::{Table, Value};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ThemeFile {
    page: PageRule,
    faces: Faces,
    colors: BTreeMap<String, String>,
    furniture: Furniture,
    logo: LogoRule,
    cover: CoverRule,
    section: SectionRule,
    shapes: Shapes,
    styles: BTreeMap<Style, StyleFile>,
}

/// The families that styles name by their part.
#[derive(Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
struct Faces {
    text: Family,
    other: Family,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Face {
    Text,
    Other,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StyleFile {
    face: Face,
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

/// The file of an embedded theme.
pub(super) fn source(name: &str) -> Option<Table> {
    let (_, text) = THEMES.iter().find(|(known, _)| *known == name)?;
    toml::from_str(text).ok()
}

/// Makes a theme of a file.
pub(super) fn build(name: &str, table: Table) -> Result<Theme, String> {
    let file: ThemeFile = table.try_into().map_err(|error: toml::de::Error| error.to_string())?;
    let named = |name| color(&file.colors, name);
    let colors = Colors {
        ink: named("ink")?,
        accent: named("accent")?,
        signal: named("signal")?,
        grey: named("grey")?,
        tint: named("tint")?,
        hairline: named("hairline")?,
        series: named("series")?,
        highlight: named("highlight")?,
        field: named("field")?,
        on_field: named("on_field")?,
    };
    let mut styles = BTreeMap::new();
    for (style, rule) in &file.styles {
        styles.insert(*style, rule.resolve(file.faces, &file.colors)?);
    }
    if let Some(style) = Style::ALL.iter().find(|style| !styles.contains_key(style)) {
        return Err(format!("theme `{name}` does not define {style:?}"));
    }
    let ThemeFile { page, furniture, logo, cover, section, shapes, .. } = file;
    Ok(Theme { name: name.to_owned(), page, colors, furniture, logo, cover, section, shapes, styles })
}

impl StyleFile {
    fn resolve(&self, faces: Faces, colors: &BTreeMap<String, String>) -> Result<StyleRule, String> {
        let figures = if self.tabular { Figures::Tabular } else { Figures::Proportional };
        let family = match self.face {
            Face::Text => faces.text,
            Face::Other => faces.other,
        };
        Ok(StyleRule {
            text: TextStyle {
                family,
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

/// The colour of this name, or the colour `#rrggbb` itself.
fn color(colors: &BTreeMap<String, String>, name: &str) -> Result<Color, String> {
    if let Some(color) = Color::from_hex(name) {
        return Ok(color);
    }
    let text = colors.get(name).ok_or_else(|| format!("no colour `{name}`"))?;
    // `series = "accent"`: one colour may be another
    let text = colors.get(text).unwrap_or(text);
    Color::from_hex(text).ok_or_else(|| format!("`{text}` is not a colour code; write `#rrggbb`"))
}

/// The styles that `[text]` speaks of.
const RUNNING: [&str; 3] = ["body", "list-text", "recommendation"];

/// What a style's size carries along.
const MEASURES: [&str; 4] = ["size", "leading", "before", "after"];

/// The file with the settings in it. What is short for several keys goes first, so that a key of its own counts more.
pub(super) fn overlaid<'s>(mut file: Table, settings: impl IntoIterator<Item = &'s Setting>) -> Table {
    let settings: Vec<&Setting> = settings.into_iter().collect();
    let short = |setting: &&&Setting| setting.table == "text" || setting.key == "side_column";
    for setting in settings.iter().filter(short) {
        widened(&mut file, setting);
    }
    for setting in settings.iter().filter(|setting| !short(setting)) {
        let given = |key: &str| settings.iter().any(|other| other.table == setting.table && other.key == key);
        let Some(table) = inner(&mut file, &setting.table) else { continue };
        if setting.table.starts_with("styles.") && setting.key == "size" && !given("leading") {
            let factor = ratio(table, &setting.value);
            scale(table, "leading", factor);
        }
        table.insert(setting.key.clone(), setting.value.clone());
    }
    file
}

/// Does what a short key says.
fn widened(file: &mut Table, setting: &Setting) {
    if setting.key == "side_column" {
        if let (Some(page), Some(false)) = (inner(file, "page"), setting.value.as_bool()) {
            page.insert("side_mm".to_owned(), Value::Float(0.0));
        }
        return;
    }
    if setting.key == "size" {
        let factor = inner(file, "styles.body").map_or(1.0, |body| ratio(body, &setting.value));
        let Some(styles) = inner(file, "styles") else { return };
        for (_, style) in styles.iter_mut().filter(|(name, _)| !name.starts_with("cover-")) {
            let Some(style) = style.as_table_mut() else { continue };
            MEASURES.iter().for_each(|measure| scale(style, measure, factor));
        }
        return;
    }
    for name in RUNNING {
        let Some(style) = inner(file, &format!("styles.{name}")) else { continue };
        let value = match (setting.key.as_str(), number(&setting.value), style.get("size").and_then(number)) {
            ("leading", Some(times), Some(size)) => Value::Float(times * size),
            _ => setting.value.clone(),
        };
        style.insert(setting.key.clone(), value);
    }
}

/// A table by its path.
fn inner<'t>(file: &'t mut Table, path: &str) -> Option<&'t mut Table> {
    path.split('.').try_fold(file, |table, part| table.get_mut(part)?.as_table_mut())
}

/// How many times a style's size the wanted one is.
fn ratio(style: &Table, wanted: &Value) -> f64 {
    match (style.get("size").and_then(number), number(wanted)) {
        (Some(size), Some(wanted)) if size > 0.0 => wanted / size,
        _ => 1.0,
    }
}

fn scale(style: &mut Table, key: &str, factor: f64) {
    if let Some(value) = style.get(key).and_then(number) {
        // a hundredth of a point is less than a printer can show
        style.insert(key.to_owned(), Value::Float((value * factor * 100.0).round() / 100.0));
    }
}

fn number(value: &Value) -> Option<f64> {
    value.as_float().or_else(|| value.as_integer().map(|whole| whole as f64))
}
