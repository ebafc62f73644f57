//! PNG: the page painted on white, with its title and description as international text (PNG, 11.3.3.4).

use super::About;
use super::canvas::{Canvas, Colors};
use crate::page::{Page, Picture};
use png::text_metadata::ITXtChunk;
use png::{BitDepth, ColorType, DeflateCompression, Encoder, Filter, PixelDimensions, Unit};

/// The longest side in pixels: far above any page, far below what memory holds.
const LONGEST: f32 = 16_000.0;
/// Points to a metre: 72 to the inch.
const POINTS_PER_METRE: f32 = 72.0 / 0.0254;
/// So much of a pixel is a fault of rounding, and no further pixel.
const ROUNDING: f32 = 0.01;
/// Deflate level of a chart: a longer search takes most of the time of a picture, for a tenth of its size.
const LEVEL: u8 = 2;

/// The page as the bytes of a file, so many pixels to a point.
pub(super) fn write(page: &Page, about: &About, density: f32, canvas: &mut Canvas<'_>) -> Option<Vec<u8>> {
    let pixels = |points: f32| {
        let pixels = (points * density - ROUNDING).ceil();
        (1.0..=LONGEST).contains(&pixels).then_some(pixels as u16)
    };
    let size = (pixels(page.width)?, pixels(page.height)?);
    let colors = canvas.paint(page, size, density);
    encode(&canvas.pixels, (size, colors), about, density)
}

fn encode(pixels: &[u8], (size, colors): ((u16, u16), Colors), about: &About, density: f32) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, size.0.into(), size.1.into());
    encoder.set_depth(BitDepth::Eight);
    let per_metre = (density * POINTS_PER_METRE) as u32;
    encoder.set_pixel_dims(Some(PixelDimensions { xppu: per_metre, yppu: per_metre, unit: Unit::Meter }));
    match colors {
        Colors::Palette(palette) => {
            encoder.set_color(ColorType::Indexed);
            encoder.set_palette(palette);
            encoder.set_deflate_compression(DeflateCompression::Level(LEVEL));
            // neighbours in a palette are no neighbours in colour: nothing is foretold
            encoder.set_filter(Filter::NoFilter);
        }
        Colors::Rgb => encoder.set_color(ColorType::Rgb),
    }
    let mut writer = encoder.write_header().ok()?;
    for (keyword, text) in [("Title", &about.title), ("Description", &about.description)] {
        let mut chunk = ITXtChunk::new(keyword, text.as_str());
        chunk.language_tag.clone_from(&about.language);
        writer.write_text_chunk(&chunk).ok()?;
    }
    writer.write_image_data(pixels).ok()?;
    writer.finish().ok()?;
    Some(bytes)
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
