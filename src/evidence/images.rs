//! Pictures: PNG and JPEG files decoded to plain pixels. What else such a file holds (place, camera, thumbnail) is left
//! behind here and cannot reach a document.

use super::files::{Folder, Kind};
use crate::diag::{Diagnostic, Span};
use crate::page::Picture;
use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageResult, Rgba};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// The largest width and the largest height, in pixels.
pub const MAX_SIDE: u32 = 20_000;

/// The most pixels a picture may have: 40 million. At 300 dots an inch, an A4 page has 9 million.
pub const MAX_PIXELS: u64 = 40_000_000;

/// Reads the picture at `path`, which the specification names at `at`.
///
/// Its size is known before its pixels are decoded. Transparent pixels are laid on white, a JPEG is turned as its EXIF
/// orientation asks, and 16-bit samples are cut to 8.
///
/// # Errors
/// As [`Folder::read`]; also `invalid-image` where it is no PNG or JPEG, is damaged or cut off, or is too large.
pub fn read(path: &str, folder: &Folder, at: Option<Span>) -> Result<Picture, Diagnostic> {
    let bytes = folder.read(path, Kind::IMAGE, at)?;
    decode(&bytes).map_err(|fault| {
        let finding = Diagnostic::error("invalid-image", format!("`{path}` {}", fault.message)).at_maybe(at, "");
        finding.help(fault.help)
    })
}

/// Why bytes are no picture.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Fault {
    message: String,
    help: &'static str,
}

impl Fault {
    fn damaged(reason: impl std::fmt::Display) -> Self {
        let reason = reason.to_string();
        // what the decoders say of checksums is written for those who write decoders
        let reason = if reason.contains('{') { "a part of it fails its own check" } else { &reason };
        Fault { message: format!("is damaged: {reason}"), help: "save it again from the program it was made with" }
    }

    fn cut_off() -> Self {
        Fault { message: "is cut off before its end".to_owned(), help: "copy or download the file again" }
    }
}

fn decode(bytes: &[u8]) -> Result<Picture, Fault> {
    // The decoders are made to return errors. Should one panic over a file that somebody made for that, it is an error too.
    catch_unwind(AssertUnwindSafe(|| decode_unguarded(bytes)))
        .unwrap_or_else(|_| Err(Fault::damaged("the decoder gave up")))
}

fn decode_unguarded(bytes: &[u8]) -> Result<Picture, Fault> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => {
            let image = pixels(PngDecoder::new(Cursor::new(bytes)))?;
            if png_is_whole(bytes) { Ok(picture(&image)) } else { Err(Fault::cut_off()) }
        }
        [0xff, 0xd8, ..] => {
            let image = pixels(JpegDecoder::new(Cursor::new(bytes)))?;
            if jpeg_is_whole(bytes) { Ok(picture(&image)) } else { Err(Fault::cut_off()) }
        }
        [] => Err(Fault { message: "is empty".to_owned(), help: "name a PNG or JPEG file" }),
        _ => Err(Fault { message: "is neither PNG nor JPEG".to_owned(), help: "save it as PNG or JPEG" }),
    }
}

/// The pixels, turned upright, once the header has said that there are not too many.
fn pixels<D: ImageDecoder>(decoder: ImageResult<D>) -> Result<DynamicImage, Fault> {
    let mut decoder = decoder.map_err(Fault::damaged)?;
    let (width, height) = decoder.dimensions();
    check_size(width, height)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(Fault::damaged)?;
    image.apply_orientation(orientation);
    Ok(image)
}

fn check_size(width: u32, height: u32) -> Result<(), Fault> {
    if width == 0 || height == 0 {
        return Err(Fault::damaged("it has no pixels"));
    }
    if width > MAX_SIDE || height > MAX_SIDE || u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(Fault {
            message: format!(
                "is too large: {width} by {height} pixels; it may have {MAX_SIDE} a side and {} million in all",
                MAX_PIXELS / 1_000_000
            ),
            help: "make it smaller: 2,000 pixels across are enough for the width of a page",
        });
    }
    Ok(())
}

/// Plain pixels on white.
fn picture(image: &DynamicImage) -> Picture {
    let (width, height) = (image.width(), image.height());
    let rgb: Arc<[u8]> = if image.color().has_alpha() {
        image.to_rgba8().pixels().flat_map(on_white).collect()
    } else {
        Arc::from(image.to_rgb8().into_raw())
    };
    Picture { width, height, rgb }
}

/// A pixel laid on white, rounded to the nearest.
fn on_white(&Rgba([r, g, b, alpha]): &Rgba<u8>) -> [u8; 3] {
    let alpha = u32::from(alpha);
    [r, g, b].map(|part| {
        let sum = u32::from(part) * alpha + 255 * (255 - alpha);
        u8::try_from((sum + 127) / 255).unwrap_or(u8::MAX)
    })
}

/// Whether a PNG goes on to its `IEND` chunk. Decoders stop when they have all pixels and do not look.
fn png_is_whole(bytes: &[u8]) -> bool {
    const SIGNATURE: usize = 8;
    const FRAME: usize = 12; // length, name, checksum
    let mut rest = bytes.get(SIGNATURE..).unwrap_or_default();
    while let Some((&[a, b, c, d], after)) = rest.split_first_chunk::<4>() {
        let length = u32::from_be_bytes([a, b, c, d]) as usize;
        let Some(next) = rest.get(length.saturating_add(FRAME)..) else { return false };
        if after.starts_with(b"IEND") {
            return true;
        }
        rest = next;
    }
    false
}

/// Whether a JPEG goes on to its end marker, past the thumbnails in its headers. Decoders fill what is missing with grey.
fn jpeg_is_whole(bytes: &[u8]) -> bool {
    const END: u8 = 0xd9;
    const SCAN: u8 = 0xda;
    let mut rest = bytes.get(2..).unwrap_or_default();
    while let [0xff, marker, after @ ..] = rest {
        rest = match *marker {
            END => return true,
            0xff => rest.get(1..).unwrap_or_default(),
            // Markers without a length: TEM and the restart markers.
            0x01 | 0xd0..=0xd7 => after,
            marker => {
                let [high, low, ..] = after else { return false };
                let segment = after.get(usize::from(u16::from_be_bytes([*high, *low]))..).unwrap_or_default();
                if marker == SCAN { after_scan(segment) } else { segment }
            }
        };
    }
    false
}

/// What follows the coded data of a scan: the next marker that is neither a stuffed byte nor a restart.
fn after_scan(data: &[u8]) -> &[u8] {
    let is_marker = |pair: &[u8]| matches!(pair, [0xff, second] if !matches!(second, 0x00 | 0xd0..=0xd7 | 0xff));
    let at = data.windows(2).position(is_marker);
    at.and_then(|at| data.get(at..)).unwrap_or_default()
}

#[cfg(test)]
mod tests;
