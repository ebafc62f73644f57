//! PNG: the page painted on white, with its title and description as international text (PNG, 11.3.3.4).

use super::About;
use super::outline::Outlines;
use crate::page::{Color, Item, Page, Path, Picture, Segment};
use crate::text::Fonts;
use png::text_metadata::ITXtChunk;
use png::{BitDepth, ColorType, DeflateCompression, Encoder, Filter, PixelDimensions, Unit};
use tiny_skia::{FillRule, Mask, Paint, PathBuilder, PixmapMut, Stroke, StrokeDash, Transform};

/// The longest side in pixels: far above any page, far below what memory holds.
const LONGEST: f32 = 16_000.0;
/// Points to a metre: 72 to the inch.
const POINTS_PER_METRE: f32 = 72.0 / 0.0254;
/// So much of a pixel is a fault of rounding, and no further pixel.
const ROUNDING: f32 = 0.01;
/// Deflate level of a chart: a longer search takes most of the time of a picture, for a tenth of its size.
const LEVEL: u8 = 2;

/// The bytes of a pixel on the canvas: red, green, blue, and how opaque, which is wholly.
const PIXEL: usize = 4;

/// The memory that pictures are painted in, some megabytes: each takes that of the one before it.
#[derive(Debug, Default)]
pub struct Canvas {
    pixels: Vec<u8>,
    indices: Vec<u8>,
    size: (u32, u32),
}

/// The page as the bytes of a file, so many pixels to a point.
pub(super) fn write(
    page: &Page,
    about: &About,
    fonts: &Fonts,
    (density, canvas): (f32, &mut Canvas),
) -> Option<Vec<u8>> {
    paint(page, fonts, density, canvas)?;
    encode(canvas, about, density)
}

fn paint(page: &Page, fonts: &Fonts, density: f32, canvas: &mut Canvas) -> Option<()> {
    let pixels = |points: f32| (points * density - ROUNDING).ceil();
    let scale = Transform::from_scale(density, density);
    let (width, height) = (pixels(page.width), pixels(page.height));
    if !(1.0..=LONGEST).contains(&width) || !(1.0..=LONGEST).contains(&height) {
        return None;
    }
    canvas.size = (width as u32, height as u32);
    // all bytes 255: opaque white
    canvas.pixels.clear();
    canvas.pixels.resize(width as usize * height as usize * PIXEL, u8::MAX);
    let mut canvas = PixmapMut::from_bytes(&mut canvas.pixels, canvas.size.0, canvas.size.1)?;
    let mut mask = None;
    let mut outlines = Outlines::new(fonts);
    for item in &page.items {
        match item {
            // the text chunks say what the structure tree says in a PDF; a chart has no image
            Item::Begin(_) | Item::End | Item::Image { .. } => {}
            Item::Glyphs(run) => fill(&mut canvas, &outlines.of_run(run), run.color, (scale, mask.as_ref())),
            Item::Path(path) => paint_path(&mut canvas, path, (scale, mask.as_ref())),
            Item::Clip(segments) => mask = clip(&canvas, segments, scale),
            Item::Unclip => mask = None,
        }
    }
    Some(())
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

fn fill(canvas: &mut PixmapMut<'_>, segments: &[Segment], color: Color, (scale, mask): Where<'_>) {
    if let Some(path) = traced(segments) {
        canvas.fill_path(&path, &paint_of(color), FillRule::Winding, scale, mask);
    }
}

fn paint_path(canvas: &mut PixmapMut<'_>, path: &Path, (scale, mask): Where<'_>) {
    if let Some(color) = path.fill {
        fill(canvas, &path.segments, color, (scale, mask));
    }
    if let (Some(stroke), Some(traced)) = (&path.stroke, traced(&path.segments)) {
        let dash = if stroke.dash.is_empty() { None } else { StrokeDash::new(stroke.dash.clone(), 0.0) };
        let pen = Stroke { width: stroke.width, dash, ..Stroke::default() };
        canvas.stroke_path(&traced, &paint_of(stroke.color), &pen, scale, mask);
    }
}

fn clip(canvas: &PixmapMut<'_>, segments: &[Segment], scale: Transform) -> Option<Mask> {
    let mut mask = Mask::new(canvas.width(), canvas.height())?;
    if let Some(path) = traced(segments) {
        mask.fill_path(&path, FillRule::Winding, true, scale);
    }
    Some(mask)
}

fn encode(canvas: &mut Canvas, about: &About, density: f32) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (width, height) = canvas.size;
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_depth(BitDepth::Eight);
    let per_metre = (density * POINTS_PER_METRE) as u32;
    encoder.set_pixel_dims(Some(PixelDimensions { xppu: per_metre, yppu: per_metre, unit: Unit::Meter }));
    let row = width as usize * PIXEL;
    let rgb: Vec<u8>;
    let data = match indexed(&canvas.pixels, row, &mut canvas.indices) {
        Some(palette) => {
            encoder.set_color(ColorType::Indexed);
            encoder.set_palette(palette);
            encoder.set_deflate_compression(DeflateCompression::Level(LEVEL));
            // neighbours in a palette are no neighbours in colour: nothing is foretold
            encoder.set_filter(Filter::NoFilter);
            &canvas.indices
        }
        None => {
            encoder.set_color(ColorType::Rgb);
            // the ground is white and opaque: three bytes a pixel
            rgb = canvas
                .pixels
                .as_chunks::<PIXEL>()
                .0
                .iter()
                .flat_map(|[red, green, blue, _]| [*red, *green, *blue])
                .collect();
            &rgb
        }
    };
    let mut writer = encoder.write_header().ok()?;
    for (keyword, text) in [("Title", &about.title), ("Description", &about.description)] {
        let mut chunk = ITXtChunk::new(keyword, text.as_str());
        chunk.language_tag.clone_from(&about.language);
        writer.write_text_chunk(&chunk).ok()?;
    }
    writer.write_image_data(data).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}

/// A palette of three bytes a colour in the order in which they first come, with the colour of each pixel in `indices`; none
/// where there are more than a palette holds. A chart has few colours and their shades: a third of the bytes, and a third of
/// the time.
fn indexed(pixels: &[u8], row: usize, indices: &mut Vec<u8>) -> Option<Vec<u8>> {
    const AT_ONCE: usize = 16 * PIXEL;
    indices.clear();
    indices.reserve(pixels.len() / PIXEL);
    let mut colors = Colors::new();
    let (mut last, mut index) = ([0; PIXEL], None);
    let mut above: &[u8] = &[];
    for line in pixels.chunks(row) {
        // nearly all of a chart is one colour, its neighbours the same, and many a row as the one above it
        if line == above {
            indices.extend_from_within(indices.len() - line.len() / PIXEL..);
            continue;
        }
        above = line;
        for some in line.chunks(AT_ONCE) {
            if let Some(index) = index
                && some.starts_with(&last)
                && some[..some.len() - PIXEL] == some[PIXEL..]
            {
                indices.resize(indices.len() + some.len() / PIXEL, index);
                continue;
            }
            for pixel in some.as_chunks::<PIXEL>().0 {
                let known = index.filter(|_| *pixel == last);
                let now = known.or_else(|| colors.index(*pixel))?;
                (last, index) = (*pixel, Some(now));
                indices.push(now);
            }
        }
    }
    Some(colors.palette)
}

/// The colours of a palette and how each is found: in a table of places twice as many as there are colours, the place of
/// one being told by its bytes, and the next where that is taken.
struct Colors {
    palette: Vec<u8>,
    places: [Option<(u32, u8)>; 512],
}

impl Colors {
    fn new() -> Self {
        Colors { palette: Vec::new(), places: [None; 512] }
    }

    /// The index of a colour, which is added where it is new; none where the palette is full.
    fn index(&mut self, color: [u8; PIXEL]) -> Option<u8> {
        const MOST: usize = 256;
        // multiplicative hashing (D. Knuth, "The Art of Computer Programming", volume 3, 6.4)
        const GOLDEN: u32 = 2_654_435_769;
        let key = u32::from_le_bytes(color);
        let mut place = (key.wrapping_mul(GOLDEN) >> 23) as usize;
        loop {
            match self.places.get(place).copied()? {
                Some((known, index)) if known == key => return Some(index),
                Some(_) => place = (place + 1) % self.places.len(),
                None => break,
            }
        }
        let index = self.palette.len() / 3;
        if index == MOST {
            return None;
        }
        let [red, green, blue, _] = color;
        self.palette.extend([red, green, blue]);
        self.places[place] = Some((key, index as u8));
        Some(index as u8)
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// So many colours, each in a run of another length, in rows of 100 pixels of which each second one is the first again.
    fn colorful(colors: u32) -> Vec<u8> {
        let runs = (0..colors).flat_map(|color| {
            let [low, high, ..] = (color * 7).to_le_bytes();
            std::iter::repeat_n([low, high, low, u8::MAX], 1 + color as usize * 13 % 40)
        });
        let pixels: Vec<[u8; PIXEL]> = runs.collect();
        pixels.chunks(100).flat_map(|row| [row, row]).flatten().flatten().copied().collect()
    }

    #[test]
    fn each_pixel_has_its_color_in_the_palette() {
        for colors in [1, 2, 17, 255, 256] {
            let pixels = colorful(colors);
            // what the picture before left behind is not seen
            let mut indices = vec![3; 9];
            let palette = indexed(&pixels, 100 * PIXEL, &mut indices).unwrap();
            assert_eq!(palette.len(), colors as usize * 3);
            let again = indices.iter().flat_map(|index| {
                let at = usize::from(*index) * 3;
                [palette[at], palette[at + 1], palette[at + 2], u8::MAX]
            });
            assert!(again.eq(pixels.iter().copied()), "{colors}");
        }
    }

    #[test]
    fn more_colors_than_a_palette_holds_are_no_palette() {
        assert_eq!(indexed(&colorful(257), 100 * PIXEL, &mut Vec::new()), None);
    }
}
