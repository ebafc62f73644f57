//! Text files: their encoding from a byte order mark, from what is said of them, from their bytes; paragraphs by line.

use super::{Text, Unreadable};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

/// The paragraphs of a text file; a form feed ends a page, as `pdftotext` writes it.
pub(super) fn read(bytes: &[u8]) -> Result<Text, Unreadable> {
    let text = super::raised::plain(&decode(bytes, None)?);
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{85}')) {
        return Err(Unreadable::UnknownKind);
    }
    let text = text.trim_end_matches('\u{c}');
    if !text.contains('\u{c}') {
        return Ok(Text::of_paragraphs(text.lines().map(str::to_owned)));
    }
    let page = |page: &str| Text::of_paragraphs(page.lines().map(str::to_owned)).pages;
    Ok(Text { paged: true, pages: text.split('\u{c}').flat_map(page).collect() })
}

/// The characters of `bytes`. A byte order mark is believed first, then `declared`, then UTF-8 where the bytes are valid,
/// then what their frequencies suggest.
pub(super) fn decode(bytes: &[u8], declared: Option<&str>) -> Result<String, Unreadable> {
    let declared = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    let encoding = match (Encoding::for_bom(bytes), declared) {
        (Some((marked, _)), _) => marked,
        (None, Some(declared)) => declared,
        (None, None) if std::str::from_utf8(bytes).is_ok() => UTF_8,
        (None, None) if bytes.contains(&0) => return Err(Unreadable::UnknownKind),
        (None, None) => {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(bytes, true);
            detector.guess(None, Utf8Detection::Deny)
        }
    };
    let (text, _, broken) = encoding.decode(bytes);
    if broken { Err(Unreadable::WrongEncoding) } else { Ok(text.into_owned()) }
}
