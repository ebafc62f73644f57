//! The zip files that workbooks are: what they unpack to is measured before anything is read of them, whatever they say of it themselves.

use super::sheet::{Refused, UNPACKED};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Unpacks all parts into nothing.
pub(super) fn unpacks(bytes: &[u8]) -> Result<(), Refused> {
    let mut archive = open(bytes)?;
    let mut left = UNPACKED as u64;
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(broken)?;
        if file.size() > left {
            return Err(Refused::TooLarge);
        }
        let read = std::io::copy(&mut file.take(left + 1), &mut std::io::sink()).map_err(|_| Refused::Broken)?;
        left = left.checked_sub(read).ok_or(Refused::TooLarge)?;
    }
    Ok(())
}

/// The text of one part.
pub(super) fn part(bytes: &[u8], name: &str) -> Result<String, Refused> {
    let mut archive = open(bytes)?;
    let file = archive.by_name(name).map_err(broken)?;
    let mut text = String::new();
    file.take(UNPACKED as u64 + 1).read_to_string(&mut text).map_err(|_| Refused::Broken)?;
    if text.len() > UNPACKED { Err(Refused::TooLarge) } else { Ok(text) }
}

fn open(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, Refused> {
    ZipArchive::new(Cursor::new(bytes)).map_err(broken)
}

fn broken(error: zip::result::ZipError) -> Refused {
    match error {
        zip::result::ZipError::UnsupportedArchive(what) if what.contains("assword") => Refused::Locked,
        _ => Refused::Broken,
    }
}
