//! What must hold of a font file before it is used: that it is a TrueType or OpenType font, whole, with outlines, and that
//! its maker allows it to be embedded. Read from the bytes themselves (ISO/IEC 14496-22, 4.3 to 5.1), before any parser of
//! fonts sees them.

use std::fmt;

/// Why a font file cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FontFault {
    /// There is nothing in it.
    Empty,
    /// It is compressed for the web: WOFF or WOFF2.
    Web,
    /// It is a Type 1 font, which no system supports any more.
    Type1,
    /// It is something else.
    NotAFont,
    /// It ends before its last table does.
    CutOff,
    /// Its tables say things that cannot be.
    Damaged,
    /// Its maker forbids embedding (OS/2 `fsType`, bit 1).
    Restricted,
    /// Its maker allows embedding as a whole only (bit 8); a PDF holds the glyphs in use.
    NoSubsetting,
    /// Its maker allows embedding of its bitmaps only (bit 9).
    BitmapsOnly,
    /// It has bitmaps instead of outlines.
    NoOutlines,
    /// It does not say which characters its glyphs show (`cmap`).
    NoCharacters,
}

impl fmt::Display for FontFault {
    /// What is the matter, after the name of the file.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            FontFault::Empty => "is empty",
            FontFault::Web => "is compressed for the web (WOFF)",
            FontFault::Type1 => "is a Type 1 font",
            FontFault::NotAFont => "is no TrueType or OpenType font",
            FontFault::CutOff => "is cut off before its end",
            FontFault::Damaged => "is damaged",
            FontFault::Restricted => "must not be embedded: its maker restricts it (OS/2 `fsType` 0x0002)",
            FontFault::NoSubsetting => "may only be embedded as a whole (OS/2 `fsType` 0x0100)",
            FontFault::BitmapsOnly => "may only be embedded as bitmaps (OS/2 `fsType` 0x0200)",
            FontFault::NoOutlines => "has bitmaps and no outlines",
            FontFault::NoCharacters => "does not say which characters its glyphs show (no Unicode `cmap`)",
        })
    }
}

impl FontFault {
    /// What can be done about it.
    #[must_use]
    pub fn help(self) -> &'static str {
        match self {
            FontFault::Empty | FontFault::CutOff | FontFault::Damaged => "copy or download the font again",
            FontFault::Web => "convert it to `.ttf` or `.otf`, or take those files from where the font is published",
            FontFault::Type1 | FontFault::NotAFont => "name a `.ttf`, `.otf`, `.ttc` or `.otc` file",
            FontFault::Restricted | FontFault::NoSubsetting | FontFault::BitmapsOnly => {
                "take a font with a free licence, such as those of the Noto family"
            }
            FontFault::NoOutlines => "take an edition of the font with outlines",
            FontFault::NoCharacters => "take another edition of the font",
        }
    }
}

/// How many faces a file holds, once it is known that all of them can be used.
pub(super) fn check(bytes: &[u8]) -> Result<u32, FontFault> {
    const COLLECTION_HEAD: usize = 12;
    const MOST: u32 = 64;
    let Some(kind) = bytes.get(..4) else {
        return Err(if bytes.is_empty() { FontFault::Empty } else { FontFault::NotAFont });
    };
    match kind {
        b"wOFF" | b"wOF2" => Err(FontFault::Web),
        b"ttcf" => {
            let count = long(bytes, 8).ok_or(FontFault::CutOff)?;
            if count == 0 || count > MOST {
                return Err(FontFault::Damaged);
            }
            for index in 0..count as usize {
                let start = long(bytes, COLLECTION_HEAD + 4 * index).ok_or(FontFault::CutOff)?;
                face(bytes, start as usize)?;
            }
            Ok(count)
        }
        [0, 1, 0, 0] | b"OTTO" | b"true" => face(bytes, 0).map(|()| 1),
        _ if bytes.starts_with(b"%!") || bytes.get(6..8) == Some(b"%!") => Err(FontFault::Type1),
        _ => Err(FontFault::NotAFont),
    }
}

/// Checks the face whose directory of tables begins at `start`.
fn face(bytes: &[u8], start: usize) -> Result<(), FontFault> {
    let tables = Tables::read(bytes, start)?;
    for needed in [b"head", b"maxp", b"hhea", b"hmtx"] {
        if tables.get(needed).is_none() {
            return Err(FontFault::Damaged);
        }
    }
    let outlined = [b"glyf", b"CFF ", b"CFF2"].into_iter().any(|tag| tables.get(tag).is_some_and(|t| !t.is_empty()));
    if !outlined {
        return Err(FontFault::NoOutlines);
    }
    if tables.get(b"cmap").is_none() {
        return Err(FontFault::NoCharacters);
    }
    match tables.get(b"OS/2").and_then(|table| short(table, 8)) {
        Some(rights) => embedding(rights),
        // without the table nothing is forbidden
        None => Ok(()),
    }
}

/// Whether a font may be embedded and cut down (OpenType 1.9.1, OS/2, `fsType`). Of several levels the most generous
/// counts, as before version 3 of the table.
fn embedding(rights: u16) -> Result<(), FontFault> {
    const RESTRICTED: u16 = 0x0002;
    const PREVIEW_OR_EDITABLE: u16 = 0x0004 | 0x0008;
    const NO_SUBSETTING: u16 = 0x0100;
    const BITMAPS_ONLY: u16 = 0x0200;
    match rights {
        rights if rights & RESTRICTED != 0 && rights & PREVIEW_OR_EDITABLE == 0 => Err(FontFault::Restricted),
        rights if rights & BITMAPS_ONLY != 0 => Err(FontFault::BitmapsOnly),
        rights if rights & NO_SUBSETTING != 0 => Err(FontFault::NoSubsetting),
        _ => Ok(()),
    }
}

/// The tables of one face.
struct Tables<'b>(Vec<(&'b [u8], &'b [u8])>);

impl<'b> Tables<'b> {
    /// Reads the directory; each table must stand in the file whole.
    fn read(bytes: &'b [u8], start: usize) -> Result<Self, FontFault> {
        const HEAD: usize = 12;
        const RECORD: usize = 16;
        let count = start.checked_add(4).and_then(|at| short(bytes, at)).ok_or(FontFault::CutOff)?;
        let mut tables = Vec::new();
        for index in 0..usize::from(count) {
            let at = start + HEAD + RECORD * index;
            let record = bytes.get(at..at + RECORD).ok_or(FontFault::CutOff)?;
            let (tag, rest) = record.split_at(4);
            let offset = long(rest, 4).ok_or(FontFault::CutOff)? as usize;
            let length = long(rest, 8).ok_or(FontFault::CutOff)? as usize;
            let end = offset.checked_add(length).ok_or(FontFault::Damaged)?;
            tables.push((tag, bytes.get(offset..end).ok_or(FontFault::CutOff)?));
        }
        Ok(Tables(tables))
    }

    fn get(&self, tag: &[u8; 4]) -> Option<&'b [u8]> {
        self.0.iter().find(|(name, _)| *name == tag).map(|(_, table)| *table)
    }
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    let [high, low] = bytes.get(at..)?.first_chunk()?;
    Some(u16::from_be_bytes([*high, *low]))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_be_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A font of these tables, each as its tag and its bytes.
    fn font(tables: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
        let mut bytes = vec![0, 1, 0, 0, 0, tables.len() as u8, 0, 0, 0, 0, 0, 0];
        let mut offset = bytes.len() + 16 * tables.len();
        for (tag, table) in tables {
            bytes.extend(*tag);
            bytes.extend([0; 4]);
            bytes.extend((offset as u32).to_be_bytes());
            bytes.extend((table.len() as u32).to_be_bytes());
            offset += table.len();
        }
        tables.iter().for_each(|(_, table)| bytes.extend(*table));
        bytes
    }

    const NEEDED: [(&[u8; 4], &[u8]); 6] =
        [(b"head", b"x"), (b"maxp", b"x"), (b"hhea", b"x"), (b"hmtx", b"x"), (b"cmap", b"x"), (b"glyf", b"x")];

    fn with_rights(rights: u16) -> Result<u32, FontFault> {
        let mut os2 = [0; 10];
        os2[8..].copy_from_slice(&rights.to_be_bytes());
        let mut tables = NEEDED.to_vec();
        tables.push((b"OS/2", &os2));
        check(&font(&tables))
    }

    #[test]
    fn what_is_no_font_is_named() {
        assert_eq!(check(b""), Err(FontFault::Empty));
        assert_eq!(check(b"OT"), Err(FontFault::NotAFont));
        assert_eq!(check(b"%PDF-1.7 and so on"), Err(FontFault::NotAFont));
        assert_eq!(check(b"wOF2...."), Err(FontFault::Web));
        assert_eq!(check(b"%!PS-AdobeFont-1.0"), Err(FontFault::Type1));
        assert_eq!(check(b"\x80\x01\x10\x00\x00\x00%!PS-AdobeFont"), Err(FontFault::Type1));
        assert_eq!(check(b"ttcf\0\x01\0\0\xff\xff\xff\xff"), Err(FontFault::Damaged));
    }

    #[test]
    fn tables_must_be_there_and_whole() {
        let whole = font(&NEEDED);
        assert_eq!(check(&whole), Ok(1));
        for end in 4..whole.len() {
            assert_eq!(check(&whole[..end]), Err(FontFault::CutOff), "{end}");
        }
        for (missing, fault) in [(0, FontFault::Damaged), (4, FontFault::NoCharacters), (5, FontFault::NoOutlines)] {
            let mut tables = NEEDED.to_vec();
            tables.remove(missing);
            assert_eq!(check(&font(&tables)), Err(fault));
        }
    }

    #[test]
    fn the_maker_s_wishes_are_respected() {
        for allowed in [0x0000, 0x0004, 0x0008, 0x000c, 0x0006, 0x000a] {
            assert_eq!(with_rights(allowed), Ok(1), "{allowed:#06x}");
        }
        assert_eq!(with_rights(0x0002), Err(FontFault::Restricted));
        assert_eq!(with_rights(0x0102), Err(FontFault::Restricted));
        assert_eq!(with_rights(0x0100), Err(FontFault::NoSubsetting));
        assert_eq!(with_rights(0x0108), Err(FontFault::NoSubsetting));
        assert_eq!(with_rights(0x0204), Err(FontFault::BitmapsOnly));
    }
}
