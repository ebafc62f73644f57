//! Pictures that are whole, and files that only look like one.

use super::*;
use crate::evidence::files::testing::Briefing;
use image::{ExtendedColorType, ImageEncoder, ImageFormat, Luma, RgbImage, RgbaImage};

fn encoded(image: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.into().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A picture with something to compress in it.
fn motley(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([(x * 7 % 256) as u8, (y * 13 % 256) as u8, ((x * y) % 256) as u8])
    })
}

fn message(bytes: &[u8]) -> String {
    decode(bytes).unwrap_err().message
}

#[test]
fn pixels_are_as_they_were() {
    let image = motley(9, 5);
    let png = decode(&encoded(image.clone(), ImageFormat::Png)).unwrap();
    assert_eq!((png.width, png.height), (9, 5));
    assert_eq!(&png.rgb[..], image.as_raw());
    let jpeg = decode(&encoded(motley(64, 48), ImageFormat::Jpeg)).unwrap();
    assert_eq!((jpeg.width, jpeg.height, jpeg.rgb.len()), (64, 48, 64 * 48 * 3));
    let grey = image::GrayImage::from_pixel(2, 1, Luma([77]));
    assert_eq!(&decode(&encoded(grey, ImageFormat::Png)).unwrap().rgb[..], [77; 6]);
    let deep = image::ImageBuffer::<Luma<u16>, _>::from_pixel(1, 1, Luma([0xffff_u16]));
    assert_eq!(&decode(&encoded(deep, ImageFormat::Png)).unwrap().rgb[..], [255; 3]);
}

#[test]
fn what_is_transparent_is_white() {
    let image = RgbaImage::from_fn(3, 1, |x, _| Rgba([200, 0, 0, [0, 128, 255][x as usize]]));
    let picture = decode(&encoded(image, ImageFormat::Png)).unwrap();
    assert_eq!(&picture.rgb[..], [255, 255, 255, 227, 127, 127, 200, 0, 0]);
}

/// A JPEG whose EXIF data ask for it to be turned.
fn turned(orientation: u8) -> Vec<u8> {
    let mut exif = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0".to_vec();
    exif[19] = orientation;
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 100);
    encoder.set_exif_metadata(exif).unwrap();
    encoder.write_image(motley(64, 48).as_raw(), 64, 48, ExtendedColorType::Rgb8).unwrap();
    bytes
}

#[test]
fn a_photograph_stands_upright() {
    let size = |orientation| decode(&turned(orientation)).map(|picture| (picture.width, picture.height)).unwrap();
    assert_eq!(size(1), (64, 48));
    assert_eq!(size(6), (48, 64), "a quarter turn");
    assert_eq!(size(99), (64, 48), "no orientation there is");
}

#[test]
fn what_is_cut_off_is_refused() {
    for bytes in [encoded(motley(64, 48), ImageFormat::Png), encoded(motley(64, 48), ImageFormat::Jpeg), turned(6)] {
        assert!(decode(&bytes).is_ok());
        for length in [0, 1, 7, 20, 40, bytes.len() / 2, bytes.len() - 40, bytes.len() - 13, bytes.len() - 1] {
            assert!(decode(&bytes[..length]).is_err(), "{length} of {}", bytes.len());
        }
        let followed: Vec<u8> = bytes.iter().copied().chain(*b"\r\n").collect();
        assert!(decode(&followed).is_ok(), "what follows the end does no harm");
    }
}

#[test]
fn a_thumbnail_is_not_the_end() {
    // The end marker of a thumbnail stands in the comment; the picture's own is gone.
    let mut bytes = encoded(motley(64, 48), ImageFormat::Jpeg);
    bytes.truncate(bytes.len() - 2);
    bytes.splice(2..2, [0xff, 0xfe, 0, 4, 0xff, 0xd9]);
    assert_eq!(message(&bytes), "is cut off before its end");
}

#[test]
fn damage_is_refused() {
    let mut png = encoded(motley(64, 48), ImageFormat::Png);
    let middle = png.len() / 2;
    png[middle] ^= 0x55;
    assert!(message(&png).starts_with("is damaged: "), "{}", message(&png));
    assert_eq!(message(b"<svg/>"), "is neither PNG nor JPEG");
    assert_eq!(message(b"GIF89a"), "is neither PNG nor JPEG");
    assert_eq!(message(b""), "is empty");
}

/// A PNG whose header says that it is of this size.
fn claiming(width: u32, height: u32) -> Vec<u8> {
    let mut png = encoded(motley(4, 4), ImageFormat::Png);
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    let step = |crc: u32| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 };
    let crc = !png[12..29].iter().fold(u32::MAX, |crc, &byte| (0..8).fold(crc ^ u32::from(byte), |crc, _| step(crc)));
    png[29..33].copy_from_slice(&crc.to_be_bytes());
    png
}

#[test]
fn the_size_is_checked_before_the_pixels() {
    for (width, height) in [(100_000, 100_000), (20_001, 1), (1, 20_001), (8_000, 5_001)] {
        assert!(message(&claiming(width, height)).starts_with(&format!("is too large: {width} by {height} pixels")));
    }
    // Just within the limits, so that it is the missing pixels that are found.
    assert!(message(&claiming(8_000, 5_000)).starts_with("is damaged"), "{}", message(&claiming(8_000, 5_000)));
}

#[test]
fn the_finding_names_the_file() {
    let briefing = Briefing::new().file("images/i.png", "<svg/>");
    let finding = read("images/i.png", &briefing.folder(), None).unwrap_err();
    assert_eq!(
        briefing.line(&finding),
        "invalid-image: `images/i.png` is neither PNG nor JPEG; save it as PNG or JPEG"
    );
}
