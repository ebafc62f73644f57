//! The style sheet: the theme's colours and type, in measures that follow the reader's own.

use super::Setup;
use crate::doc::Style;
use crate::text::{Family, Weight};
use crate::theme::{StyleRule, Theme};
use std::fmt::Write;

/// What is the same in every design.
const RULES: &str = include_str!("page.css");

/// The size of running text, in the reader's own measure.
const BODY: f32 = 1.125;
/// No text is smaller.
const LEAST: f32 = 0.8125;
/// Above this a heading grows with the width of the screen.
const LARGE: f32 = 1.75;

/// Faces that systems have, those of the PDF first.
fn faces(family: Family) -> &'static str {
    match family {
        Family::Serif => {
            "\"Source Serif 4\", Charter, \"Bitstream Charter\", \"Noto Serif\", Georgia, \"Noto Naskh Arabic\", \
             \"Noto Serif SC\", serif"
        }
        Family::Sans => {
            "\"Source Sans 3\", \"Noto Sans\", \"Segoe UI\", Roboto, \"Helvetica Neue\", Arial, \"Noto Sans Arabic\", \
             \"Noto Sans SC\", sans-serif"
        }
    }
}

/// The whole sheet. Writing to a string does not fail.
pub(super) fn sheet(setup: Setup<'_>) -> String {
    let theme = setup.theme;
    let mut css = String::from(":root {");
    let colors = theme.colors;
    let has_field = theme.cover.field > 0.0;
    let (field, on_field) =
        if has_field { (colors.field, colors.on_field) } else { (crate::page::Color::WHITE, colors.accent) };
    for (name, color) in [
        ("ink", colors.ink),
        ("accent", colors.accent),
        ("grey", colors.grey),
        ("tint", colors.tint),
        ("hairline", colors.hairline),
        ("field", field),
        ("on-field", on_field),
    ] {
        let _ = write!(css, " --{name}: {};", color.hex());
    }
    let ground = if theme.shapes.box_ground { "var(--tint)" } else { "transparent" };
    let _ = writeln!(
        css,
        " --ground: {ground}; --title-rule: {}px; --serif: {}; --sans: {}; }}",
        theme.shapes.title_rule,
        faces(Family::Serif),
        faces(Family::Sans)
    );
    css.push_str(RULES);
    for &style in Style::ALL {
        // the colours of the cover's field are those of the field
        let color = theme.style(style).text.color;
        let color = if color == colors.on_field { "var(--on-field)".to_owned() } else { color.hex() };
        push(&mut css, theme, style, &color);
    }
    let paper = setup.paper;
    let page = theme.page;
    let _ = writeln!(
        css,
        "@page {{ size: {:.0}pt {:.0}pt; margin: {}mm {}mm {}mm {}mm; }}",
        paper.width, paper.height, page.top_mm, page.right_mm, page.bottom_mm, page.left_mm
    );
    let size = theme.style(Style::Body).text.size / BODY;
    let _ = writeln!(css, "@media print {{ html {{ font-size: {size:.2}pt; }} }}");
    css
}

/// The rule of a style.
fn push(css: &mut String, theme: &Theme, style: Style, color: &str) {
    let StyleRule { text, leading, before, after, .. } = theme.style(style);
    let scale = BODY / theme.style(Style::Body).text.size;
    let size = (text.size * scale).max(LEAST);
    let family = match text.family {
        Family::Serif => "serif",
        Family::Sans => "sans",
    };
    let shown =
        if size > LARGE { format!("clamp({LARGE}rem, 1rem + 3.2vw, {size:.3}rem)") } else { format!("{size:.3}rem") };
    // lines on a screen need more room than on paper, but those of headings
    let tight = size > BODY || matches!(style, Style::Title | Style::KeyValue | Style::KeyValueSignal);
    let height = (leading / text.size).max(if tight { 1.15 } else { 1.5 });
    let _ = write!(
        css,
        ".{} {{ font-family: var(--{family}); font-size: {shown}; line-height: {height:.2}; color: {color};",
        style.name()
    );
    match text.weight {
        Weight::Regular => {}
        Weight::Semibold => css.push_str(" font-weight: 600;"),
        Weight::Bold => css.push_str(" font-weight: 700;"),
    }
    if text.italic {
        css.push_str(" font-style: italic;");
    }
    if text.small_caps {
        css.push_str(" font-variant-caps: small-caps;");
    }
    let (before, after) = (before * scale, (after * scale).max(least_after(style)));
    let _ = writeln!(css, " margin-block: {before:.2}rem {after:.2}rem; }}");
}

/// Paragraphs are parted by room, whatever they are on paper.
fn least_after(style: Style) -> f32 {
    match style {
        Style::Body | Style::BoxText | Style::Quotation => 0.75,
        Style::ListText | Style::Recommendation | Style::Reference | Style::About => 0.5,
        _ => 0.0,
    }
}
