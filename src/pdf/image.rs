//! Pictures as image resources: three bytes a pixel, each row predicted from its neighbours as PNG does, then deflated.

use super::compress::Deflater;
use super::deflated::Deflated;
use super::object::integer;
use crate::page::{Item, Pages, Picture};
use printpdf::{DictItem, ExternalStream, ExternalXObject, XObject, XObjectId};
use std::collections::{BTreeMap, BTreeSet};

/// Bytes a pixel.
const CHANNELS: usize = 3;
/// The predictor of `FlateDecode` by which each row names its own filter (ISO 32000-1, 7.4.4.4).
const PNG_PREDICTOR: i64 = 15;

/// The name of a picture among the resources of a page.
pub fn resource(image: usize) -> XObjectId {
    XObjectId(format!("I{image}"))
}

/// The pictures that are painted somewhere, under their names.
pub fn resources(pages: &Pages, known: Option<&Deflated>) -> std::io::Result<BTreeMap<XObjectId, XObject>> {
    let items = pages.pages.iter().flat_map(|page| &page.items);
    let used: BTreeSet<usize> = items
        .filter_map(|item| match item {
            Item::Image { image, .. } => Some(*image),
            _ => None,
        })
        .collect();
    let pictures = used.into_iter().filter_map(|image| Some((image, pages.images.get(image)?)));
    pictures.map(|(image, picture)| Ok((resource(image), x_object(picture, known)?))).collect()
}

fn x_object(picture: &Picture, known: Option<&Deflated>) -> std::io::Result<XObject> {
    let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
    let (width, height) = (i64::from(picture.width), i64::from(picture.height));
    let prediction = [
        ("Predictor", DictItem::Int(PNG_PREDICTOR)),
        ("Colors", DictItem::Int(integer(CHANNELS))),
        ("BitsPerComponent", DictItem::Int(8)),
        ("Columns", DictItem::Int(width)),
    ];
    let entries = [
        ("Type", name("XObject")),
        ("Subtype", name("Image")),
        ("Width", DictItem::Int(width)),
        ("Height", DictItem::Int(height)),
        ("ColorSpace", name("DeviceRGB")),
        ("BitsPerComponent", DictItem::Int(8)),
        ("Filter", name("FlateDecode")),
        ("DecodeParms", DictItem::Dict { map: owned(prediction) }),
    ];
    let deflate = || Deflater::new().deflate(&predict(picture));
    let content = match known {
        // of other pixels in a row other rows are predicted
        Some(known) => known.of(format!("picture {width} {height}").as_bytes(), &picture.rgb, deflate)?,
        None => deflate()?,
    };
    let stream = ExternalStream { dict: owned(entries), content, compress: false };
    Ok(XObject::External(ExternalXObject { stream, width: None, height: None, dpi: None }))
}

fn owned<const N: usize>(entries: [(&str, DictItem); N]) -> BTreeMap<String, DictItem> {
    entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// What a filter foretells from the bytes to the left, above, and above to the left.
type Filter = fn(u8, u8, u8) -> u8;

/// The filters of PNG that are tried for each row (PNG specification, section 9), each behind the byte that names it.
const FILTERS: [(u8, Filter); 4] = [(0, |_, _, _| 0), (1, |left, _, _| left), (2, |_, above, _| above), (4, paeth)];

/// The rows, each behind its filter's number and as differences from what the filter foretells.
fn predict(picture: &Picture) -> Vec<u8> {
    let length = picture.width as usize * CHANNELS;
    let mut rows = Vec::with_capacity(picture.rgb.len() + picture.height as usize);
    let mut above = vec![0; length];
    for row in picture.rgb.chunks_exact(length.max(1)) {
        let filtered = FILTERS.iter().map(|&(number, filter)| (number, differences(row, &above, filter)));
        // The usual rule of thumb: the smallest differences deflate best. The first of equals is taken.
        if let Some((number, bytes)) = filtered.min_by_key(|(_, bytes)| weight(bytes)) {
            rows.push(number);
            rows.extend(bytes);
        }
        above.copy_from_slice(row);
    }
    rows
}

fn differences(row: &[u8], above: &[u8], filter: Filter) -> Vec<u8> {
    // The bytes one pixel to the left: nothing stands before the first.
    fn shifted(bytes: &[u8]) -> impl Iterator<Item = u8> + '_ {
        std::iter::repeat_n(0, CHANNELS).chain(bytes.iter().copied())
    }
    let neighbours = shifted(row).zip(above).zip(shifted(above));
    row.iter()
        .zip(neighbours)
        .map(|(&byte, ((left, &above), corner))| byte.wrapping_sub(filter(left, above, corner)))
        .collect()
}

fn weight(bytes: &[u8]) -> u64 {
    bytes.iter().map(|byte| u64::from(byte.cast_signed().unsigned_abs())).sum()
}

/// Paeth's predictor: the neighbour nearest to `left + above - corner`.
fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let guess = i16::from(left) + i16::from(above) - i16::from(corner);
    let distance = |value: u8| (guess - i16::from(value)).abs();
    if distance(left) <= distance(above) && distance(left) <= distance(corner) {
        left
    } else if distance(above) <= distance(corner) {
        above
    } else {
        corner
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Undoes the prediction, as a viewer does.
    fn restore(rows: &[u8], width: usize) -> Vec<u8> {
        let length = width * CHANNELS;
        let mut pixels: Vec<u8> = Vec::new();
        let mut above = vec![0; length];
        for row in rows.chunks(length + 1) {
            let filter = FILTERS.iter().find(|(number, _)| *number == row[0]).unwrap().1;
            let mut current = vec![0; length];
            for at in 0..length {
                let before = |bytes: &[u8]| at.checked_sub(CHANNELS).map_or(0, |at| bytes[at]);
                current[at] = row[1 + at].wrapping_add(filter(before(&current), above[at], before(&above)));
            }
            pixels.extend(&current);
            above = current;
        }
        pixels
    }

    #[test]
    fn prediction_can_be_undone() {
        let (width, height) = (7, 5);
        let rgb: Vec<u8> = (0..width * height * 3).map(|n: u32| (n * n % 251) as u8).collect();
        let picture = Picture { width, height, rgb: rgb.clone().into() };
        assert_eq!(restore(&predict(&picture), width as usize), rgb);
    }

    #[test]
    fn a_gradient_shrinks_more_than_by_deflating_alone() {
        let (width, height) = (200u32, 100u32);
        let rgb: Vec<u8> = (0..height)
            .flat_map(|y| (0..width).flat_map(move |x| [(x + y) as u8, (x * 2) as u8, (y * 3) as u8]))
            .collect();
        let picture = Picture { width, height, rgb: rgb.clone().into() };
        let deflated = |bytes: &[u8]| Deflater::new().deflate(bytes).unwrap().len();
        assert!(deflated(&predict(&picture)) * 2 < deflated(&rgb));
    }
}
