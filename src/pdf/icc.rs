//! The sRGB colour space as an ICC profile, for the output intent that PDF/A asks for.
//!
//! The profile is written here from the numbers of IEC 61966-2-1 (its primaries adapted to D50 by the Bradford transform,
//! as ICC profiles are) in the form of ICC.1:2004-10, version 4.2, the newest that ISO 32000-1 knows. So no foreign file,
//! and no foreign licence, stands in each PDF. Colour management systems turn it into the same colours as their own sRGB.

/// Length of the header.
const HEADER: usize = 128;
/// The D50 white point of the profile connection space.
const D50: [f64; 3] = [0.9642, 1.0, 0.8249];
/// From D65 to D50 (Bradford), row by row.
const ADAPTATION: [f64; 9] =
    [1.047_882, 0.022_919, -0.050_217, 0.029_587, 0.990_484, -0.017_079, -0.009_247, 0.015_075, 0.751_678];
/// The red, green and blue primaries, adapted to D50.
const RED: [f64; 3] = [0.436_066, 0.222_488, 0.013_916];
const GREEN: [f64; 3] = [0.385_147, 0.716_873, 0.097_076];
const BLUE: [f64; 3] = [0.143_066, 0.060_608, 0.714_096];
/// The tone curve: `((x + 0.055) / 1.055) ^ 2.4` above 0.04045, `x / 12.92` below.
const CURVE: [f64; 5] = [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.040_45];
/// Parametric curve type 3: exponent, slope and offset above a limit, a straight line below.
const CURVE_TYPE: u16 = 3;

/// The profile's bytes.
pub fn srgb() -> Vec<u8> {
    let curve = parametric_curve();
    let tags: [(&[u8; 4], Vec<u8>); 10] = [
        (b"desc", localised("sRGB IEC61966-2.1")),
        (b"cprt", localised("No rights reserved")),
        (b"wtpt", xyz(D50)),
        (b"chad", fixed_array(&ADAPTATION)),
        (b"rXYZ", xyz(RED)),
        (b"gXYZ", xyz(GREEN)),
        (b"bXYZ", xyz(BLUE)),
        (b"rTRC", curve.clone()),
        (b"gTRC", curve.clone()),
        (b"bTRC", curve),
    ];
    let (table, data) = lay_out(&tags);
    let mut profile = header(HEADER + table.len() + data.len());
    profile.extend(table);
    profile.extend(data);
    profile
}

/// The tag table and the data behind it. Equal data is stored once, as the standard allows.
fn lay_out(tags: &[(&[u8; 4], Vec<u8>)]) -> (Vec<u8>, Vec<u8>) {
    let start = HEADER + 4 + 12 * tags.len();
    let mut table = word(tags.len()).to_vec();
    let mut data: Vec<u8> = Vec::new();
    let mut stored: Vec<(&[u8], usize)> = Vec::new();
    for (signature, content) in tags {
        let known = stored.iter().find(|(bytes, _)| *bytes == content.as_slice()).map(|(_, offset)| *offset);
        let offset = known.unwrap_or_else(|| {
            let offset = start + data.len();
            data.extend(content);
            data.resize(data.len().next_multiple_of(4), 0);
            stored.push((content, offset));
            offset
        });
        table.extend(*signature);
        table.extend(word(offset));
        table.extend(word(content.len()));
    }
    (table, data)
}

/// The header of a display profile from RGB to XYZ.
fn header(length: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(HEADER);
    bytes.extend(word(length));
    bytes.extend([0; 4]); // no preferred colour management module
    bytes.extend([0x04, 0x20, 0x00, 0x00]); // version 4.2
    bytes.extend(b"mntrRGB XYZ ");
    bytes.extend([2025u16, 1, 1, 0, 0, 0].into_iter().flat_map(u16::to_be_bytes));
    bytes.extend(b"acsp");
    bytes.extend([0; 28]); // platform, flags, device and its attributes, perceptual intent
    bytes.extend(D50.into_iter().flat_map(fixed));
    bytes.resize(HEADER, 0);
    bytes
}

/// A text in one language (`mluc`).
fn localised(text: &str) -> Vec<u8> {
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut bytes = b"mluc\0\0\0\0".to_vec();
    bytes.extend(word(1));
    bytes.extend(word(12));
    bytes.extend(b"enUS");
    bytes.extend(word(utf16.len()));
    bytes.extend(word(28));
    bytes.extend(utf16);
    bytes
}

fn xyz(value: [f64; 3]) -> Vec<u8> {
    let mut bytes = b"XYZ \0\0\0\0".to_vec();
    bytes.extend(value.into_iter().flat_map(fixed));
    bytes
}

fn fixed_array(values: &[f64]) -> Vec<u8> {
    let mut bytes = b"sf32\0\0\0\0".to_vec();
    bytes.extend(values.iter().copied().flat_map(fixed));
    bytes
}

fn parametric_curve() -> Vec<u8> {
    let mut bytes = b"para\0\0\0\0".to_vec();
    bytes.extend(CURVE_TYPE.to_be_bytes());
    bytes.extend([0; 2]);
    bytes.extend(CURVE.into_iter().flat_map(fixed));
    bytes
}

/// A signed number with sixteen bits behind the point.
fn fixed(value: f64) -> [u8; 4] {
    ((value * 65_536.0).round() as i32).to_be_bytes()
}

/// A length or offset; a profile is a few hundred bytes long.
fn word(value: usize) -> [u8; 4] {
    u32::try_from(value).unwrap_or(u32::MAX).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_tag_lies_inside_the_profile() {
        let profile = srgb();
        let at = |offset: usize| u32::from_be_bytes(profile[offset..offset + 4].try_into().unwrap()) as usize;
        assert_eq!(at(0), profile.len());
        assert_eq!(&profile[36..40], b"acsp");
        for tag in 0..at(HEADER) {
            let (offset, length) = (at(HEADER + 4 + 12 * tag + 4), at(HEADER + 4 + 12 * tag + 8));
            assert_eq!(offset % 4, 0);
            assert!(offset >= HEADER + 4 + 12 * 10 && offset + length <= profile.len());
        }
    }

    #[test]
    fn the_primaries_make_white() {
        for part in 0..3 {
            assert!((RED[part] + GREEN[part] + BLUE[part] - D50[part]).abs() < 2e-4, "part {part}");
        }
    }

    #[test]
    fn the_curve_has_no_step() {
        let [exponent, slope, offset, line, limit] = CURVE;
        assert!(((slope * limit + offset).powf(exponent) - line * limit).abs() < 1e-5);
    }
}
