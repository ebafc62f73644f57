//! PNG: the page painted on white, with its title and description as international text (PNG, 11.3.3.4).

use super::{About, outline};
use crate::page::{Color, Item, Page, Path, Picture, Segment};
use crate::text::Fonts;
use png::text_metadata::ITXtChunk;
use png::{BitDepth, ColorType, Encoder, Filter, PixelDimensions, Unit};
use std::collections::BTreeMap;
use tiny_skia::{FillRule, Mask, Paint, PathBuilder, Pixmap, Stroke, StrokeDash, Transform};

/// The longest side in pixels: far above any page, far below what memory holds.
const LONGEST: f32 = 16_000.0;
/// Points to a metre: 72 to the inch.
const POINTS_PER_METRE: f32 = 72.0 / 0.0254;
/// So much of a pixel is a fault of rounding, and no further pixel.
const ROUNDING: f32 = 0.01;

/// The page as the bytes of a file, so many pixels to a point.
pub(super) fn write(page: &Page, about: &About, fonts: &Fonts, density: f32) -> Option<Vec<u8>> {
    encode(&paint(page, fonts, density)?, about, density)
}

fn paint(page: &Page, fonts: &Fonts, density: f32) -> Option<Pixmap> {
    let pixels = |points: f32| (points * density - ROUNDING).ceil();
    let scale = Transform::from_scale(density, density);
    let (width, height) = (pixels(page.width), pixels(page.height));
    if !(1.0..=LONGEST).contains(&width) || !(1.0..=LONGEST).contains(&height) {
        return None;
    }
    let mut canvas = Pixmap::new(width as u32, height as u32)?;
    canvas.fill(tiny_skia::Color::WHITE);
    let mut mask = None;
    for item in &page.items {
        match item {
            // the text chunks say what the structure tree says in a PDF; a chart has no image
            Item::Begin(_) | Item::End | Item::Image { .. } => {}
            Item::Glyphs(run) => fill(&mut canvas, &outline::of_run(run, fonts), run.color, (scale, mask.as_ref())),
            Item::Path(path) => paint_path(&mut canvas, path, (scale, mask.as_ref())),
            Item::Clip(segments) => mask = clip(&canvas, segments, scale),
            Item::Unclip => mask = None,
        }
    }
    Some(canvas)
}

/// From points to pixels, and what may be painted on.
type Where<'a> = (Transform, Option<&'a Mask>);

fn paint_of(Color { r, g, b }: Color) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(r, g, b, 255);
    paint.anti_alias = true;
    paint
}

/// The path; none where it has no extent.
fn traced(segments: &[Segment]) -> Option<tiny_skia::Path> {
    let mut builder = PathBuilder::new();
    for segment in segments {
        match *segment {
            Segment::Move(to) => builder.move_to(to.x, to.y),
            Segment::Line(to) => builder.line_to(to.x, to.y),
            Segment::Curve(a, b, to) => builder.cubic_to(a.x, a.y, b.x, b.y, to.x, to.y),
            Segment::Close => builder.close(),
        }
    }
    builder.finish()
}

fn fill(canvas: &mut Pixmap, segments: &[Segment], color: Color, (scale, mask): Where<'_>) {
    if let Some(path) = traced(segments) {
        canvas.fill_path(&path, &paint_of(color), FillRule::Winding, scale, mask);
    }
}

fn paint_path(canvas: &mut Pixmap, path: &Path, (scale, mask): Where<'_>) {
    if let Some(color) = path.fill {
        fill(canvas, &path.segments, color, (scale, mask));
    }
    if let (Some(stroke), Some(traced)) = (&path.stroke, traced(&path.segments)) {
        let dash = if stroke.dash.is_empty() { None } else { StrokeDash::new(stroke.dash.clone(), 0.0) };
        let pen = Stroke { width: stroke.width, dash, ..Stroke::default() };
        canvas.stroke_path(&traced, &paint_of(stroke.color), &pen, scale, mask);
    }
}

fn clip(canvas: &Pixmap, segments: &[Segment], scale: Transform) -> Option<Mask> {
    let mut mask = Mask::new(canvas.width(), canvas.height())?;
    if let Some(path) = traced(segments) {
        mask.fill_path(&path, FillRule::Winding, true, scale);
    }
    Some(mask)
}

fn encode(canvas: &Pixmap, about: &About, density: f32) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, canvas.width(), canvas.height());
    encoder.set_depth(BitDepth::Eight);
    let per_metre = (density * POINTS_PER_METRE) as u32;
    encoder.set_pixel_dims(Some(PixelDimensions { xppu: per_metre, yppu: per_metre, unit: Unit::Meter }));
    let data = match indexed(canvas) {
        Some((palette, indices)) => {
            encoder.set_color(ColorType::Indexed);
            encoder.set_palette(palette);
            // neighbours in a palette are no neighbours in colour: nothing is foretold
            encoder.set_filter(Filter::NoFilter);
            indices
        }
        None => {
            encoder.set_color(ColorType::Rgb);
            // the ground is white and opaque: three bytes a pixel
            canvas.pixels().iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect()
        }
    };
    let mut writer = encoder.write_header().ok()?;
    for (keyword, text) in [("Title", &about.title), ("Description", &about.description)] {
        let mut chunk = ITXtChunk::new(keyword, text.as_str());
        chunk.language_tag.clone_from(&about.language);
        writer.write_text_chunk(&chunk).ok()?;
    }
    writer.write_image_data(&data).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}

/// A palette of three bytes a colour in the order in which they first come, and the colour of each pixel; none where there
/// are more than a palette holds. A chart has few colours and their shades: a third of the bytes, and a third of the time.
fn indexed(canvas: &Pixmap) -> Option<(Vec<u8>, Vec<u8>)> {
    const MOST: usize = 256;
    let mut known: BTreeMap<[u8; 3], u8> = BTreeMap::new();
    let mut palette = Vec::new();
    let mut last = None;
    let mut indices = Vec::with_capacity(canvas.pixels().len());
    for pixel in canvas.pixels() {
        let color = [pixel.red(), pixel.green(), pixel.blue()];
        let index = match last {
            Some((same, index)) if same == color => index,
            _ => match known.get(&color) {
                Some(index) => *index,
                None if known.len() < MOST => {
                    let index = known.len() as u8;
                    known.insert(color, index);
                    palette.extend(color);
                    index
                }
                None => return None,
            },
        };
        last = Some((color, index));
        indices.push(index);
    }
    Some((palette, indices))
}

/// A picture as the bytes of a file.
pub(super) fn raster(picture: &Picture) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, picture.width, picture.height);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&picture.rgb).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}
