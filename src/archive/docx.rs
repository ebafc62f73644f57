//! Word processor documents (Office Open XML): the paragraphs of the text, then those of its notes.

use super::{TEXT_LIMIT, Text, Unreadable, inflate};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::Cursor;
use zip::ZipArchive;

/// The parts that hold words, in the order in which they are read.
const PARTS: [&str; 3] = ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"];

/// The words of a document; none where the archive holds no document.
pub(super) fn read(bytes: &[u8]) -> Result<Option<Text>, Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Broken)?;
    if archive.index_for_name(PARTS[0]).is_none() {
        return Ok(None);
    }
    let mut paragraphs = Vec::new();
    for part in PARTS {
        if archive.index_for_name(part).is_none() {
            continue;
        }
        let file = archive.by_name(part).map_err(|_| Unreadable::Broken)?;
        let xml = String::from_utf8(inflate(file, TEXT_LIMIT)?).map_err(|_| Unreadable::WrongEncoding)?;
        words(&xml, &mut paragraphs)?;
    }
    Ok(Some(Text::of_paragraphs(paragraphs)))
}

/// Adds the paragraphs of a part. What is marked as deleted is left out, and what is there twice for older programs.
fn words(xml: &str, paragraphs: &mut Vec<String>) -> Result<(), Unreadable> {
    let mut reader = Reader::from_str(xml);
    let mut line = String::new();
    let (mut inside, mut skipped) = (false, 0_usize);
    loop {
        let event = reader.read_event().map_err(|_| Unreadable::Broken)?;
        match &event {
            Event::Eof => break,
            Event::Start(start) => match start.local_name().as_ref() {
                "del" | "moveFrom" | "Fallback" => skipped += 1,
                "t" => inside = true,
                _ => {}
            },
            Event::End(end) => match end.local_name().as_ref() {
                "del" | "moveFrom" | "Fallback" => skipped = skipped.saturating_sub(1),
                "t" => inside = false,
                "p" => paragraphs.push(std::mem::take(&mut line)),
                _ => {}
            },
            Event::Empty(empty) if skipped == 0 => match empty.local_name().as_ref() {
                "tab" | "br" | "cr" => line.push(' '),
                "noBreakHyphen" => line.push('\u{2011}'),
                "softHyphen" => line.push('\u{ad}'),
                _ => {}
            },
            Event::Text(text) if inside && skipped == 0 => line.push_str(text),
            Event::CData(text) if inside && skipped == 0 => line.push_str(text),
            Event::GeneralRef(name) if inside && skipped == 0 => line.push(entity(name).ok_or(Unreadable::Broken)?),
            _ => {}
        }
    }
    paragraphs.push(line);
    Ok(())
}

/// The character of a reference without its `&` and `;`.
pub(crate) fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)
        }
    }
}
