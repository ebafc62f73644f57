//! SVG: paths on white, with a title and a description (WAI-ARIA Graphics: `role="img"`, `aria-labelledby`).

use super::About;
use super::outline::{Outlines, places};
use crate::page::{Color, GlyphRun, Item, Page, Path, Point, Rect, Segment};
use crate::text::{FaceId, Fonts};
use std::collections::BTreeSet;
use std::fmt::Write;

/// The bytes of a chart with many words.
const USUAL: usize = 1 << 16;

/// The page as an SVG document.
pub(super) fn write(page: &Page, about: &About, outlines: &mut Outlines<'_>) -> String {
    let (width, height) = (number(page.width), number(page.height));
    let id = &about.id;
    let mut svg = String::with_capacity(USUAL);
    let _ = write!(
        svg,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"{width}pt\" height=\"{height}pt\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" aria-labelledby=\"{id}-title {id}-description\" xml:lang=\"{language}\" lang=\"{language}\">\n\
         <title id=\"{id}-title\">{title}</title>\n\
         <desc id=\"{id}-description\">{description}</desc>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n",
        language = escaped(&about.language),
        title = escaped(&about.title),
        description = escaped(&about.description),
    );
    define_glyphs(&mut svg, page, id, outlines);
    let mut clips = 0_usize;
    for item in &page.items {
        push(&mut svg, item, id, &mut clips, outlines.fonts);
    }
    svg.push_str("</svg>\n");
    svg
}

/// The outline of each glyph once, in font units: a chart says the same digits again and again.
fn define_glyphs(svg: &mut String, page: &Page, id: &str, outlines: &mut Outlines<'_>) {
    let mut used = BTreeSet::new();
    for item in &page.items {
        if let Item::Glyphs(run) = item {
            used.extend(run.glyphs.iter().map(|glyph| (run.face.0, glyph.id)));
        }
    }
    svg.push_str("<defs>\n");
    for (face, glyph) in used {
        let whole = |segment: Segment| segment.map(|at| Point { x: at.x.round(), y: at.y.round() });
        let outline: Vec<Segment> = outlines.of_glyph(FaceId(face), glyph).iter().copied().map(whole).collect();
        let _ = write!(svg, "<path id=\"{id}-{face}-{glyph}\" d=\"");
        push_data(svg, &outline);
        svg.push_str("\"/>\n");
    }
    svg.push_str("</defs>\n");
}

/// Adds a run: each glyph in its place, in the scale of its size.
fn push_run(svg: &mut String, run: &GlyphRun, id: &str, fonts: &Fonts) {
    let (glyphs, scale) = places(run, fonts);
    let _ = write!(svg, "<g fill=\"{}\">", hex(run.color));
    for (glyph, Point { x, y }) in glyphs {
        let (face, glyph, x, y) = (run.face.0, glyph.id, number(x), number(y));
        let _ = write!(
            svg,
            "<use xlink:href=\"#{id}-{face}-{glyph}\" transform=\"translate({x} {y}) scale({scale:.5})\"/>"
        );
    }
    svg.push_str("</g>\n");
}

/// Adds an item. Writing to a string does not fail.
fn push(svg: &mut String, item: &Item, id: &str, clips: &mut usize, fonts: &Fonts) {
    match item {
        // the title and the description say what the parts of the structure tree say in a PDF
        Item::Begin(_) | Item::End => {}
        Item::Glyphs(run) => push_run(svg, run, id, fonts),
        Item::Path(path) => push_path(svg, path),
        Item::Clip(segments) => {
            *clips += 1;
            let _ = write!(svg, "<clipPath id=\"{id}-clip-{clips}\"><path d=\"");
            push_data(svg, segments);
            let _ = writeln!(svg, "\"/></clipPath>\n<g clip-path=\"url(#{id}-clip-{clips})\">");
        }
        Item::Unclip => svg.push_str("</g>\n"),
        Item::Image { rect, .. } => push_absent(svg, *rect),
    }
}

/// A chart has no image; where one stands all the same, its place is seen to be empty.
fn push_absent(svg: &mut String, rect: Rect) {
    let Rect { x, y, width, height } = rect;
    let [x, y, width, height] = [x, y, width, height].map(number);
    let _ = writeln!(
        svg,
        "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"none\" stroke=\"#000000\" stroke-width=\"0.5\"/>"
    );
}

fn push_path(svg: &mut String, path: &Path) {
    svg.push_str("<path d=\"");
    push_data(svg, &path.segments);
    let _ = match path.fill {
        Some(color) => write!(svg, "\" fill=\"{}\"", hex(color)),
        None => write!(svg, "\" fill=\"none\""),
    };
    if let Some(stroke) = &path.stroke {
        let _ = write!(svg, " stroke=\"{}\" stroke-width=\"{}\"", hex(stroke.color), number(stroke.width));
        if !stroke.dash.is_empty() {
            let dash: Vec<String> = stroke.dash.iter().map(|length| number(*length)).collect();
            let _ = write!(svg, " stroke-dasharray=\"{}\"", dash.join(" "));
        }
    }
    svg.push_str("/>\n");
}

/// Adds path data (SVG 1.1, 8.3).
fn push_data(svg: &mut String, segments: &[Segment]) {
    let mut push = |command: char, points: &[Point]| {
        svg.push(command);
        for (index, point) in points.iter().enumerate() {
            if index > 0 {
                svg.push(' ');
            }
            push_number(svg, point.x);
            svg.push(' ');
            push_number(svg, point.y);
        }
    };
    for segment in segments {
        match *segment {
            Segment::Move(to) => push('M', &[to]),
            Segment::Line(to) => push('L', &[to]),
            Segment::Curve(a, b, to) => push('C', &[a, b, to]),
            Segment::Close => push('Z', &[]),
        }
    }
}

fn number(length: f32) -> String {
    let mut text = String::new();
    push_number(&mut text, length);
    text
}

/// Adds a length with at most two decimals, no trailing zeros, no negative zero: the same bytes each time. What is no number
/// or larger than any picture is left to the standard library.
fn push_number(text: &mut String, length: f32) {
    const LARGEST: f64 = 1.0e9;
    let hundredths = (f64::from(length) * 100.0).round_ties_even();
    if hundredths.is_nan() || hundredths.abs() > LARGEST {
        let _ = write!(text, "{length}");
        return;
    }
    let size = hundredths.abs() as u64;
    if hundredths < 0.0 {
        text.push('-');
    }
    push_whole(text, size / 100);
    let (tenth, hundredth) = ((size / 10 % 10) as u8, (size % 10) as u8);
    if (tenth, hundredth) != (0, 0) {
        text.push('.');
        text.push(char::from(b'0' + tenth));
    }
    if hundredth > 0 {
        text.push(char::from(b'0' + hundredth));
    }
}

fn push_whole(text: &mut String, value: u64) {
    if value >= 10 {
        push_whole(text, value / 10);
    }
    text.push(char::from(b'0' + (value % 10) as u8));
}

fn hex(Color { r, g, b }: Color) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// Text for XML 1.0: the five characters with a meaning become entities; those that XML cannot hold are left out.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => escaped.push(letter),
        }
    }
    escaped
}
