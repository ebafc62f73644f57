//! Word processor documents (Office Open XML): the paragraphs of the text, then those of its notes.

use super::{TEXT_LIMIT, Text, Unreadable, inflate, raised};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::io::Cursor;
use zip::ZipArchive;

/// The parts that hold words, in the order in which they are read.
const PARTS: [&str; 3] = ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"];
/// The part that says how styles look.
const STYLES: &str = "word/styles.xml";

/// The styles of characters that stand off the line, and where.
type Styles = BTreeMap<String, String>;

/// The words of a document; none where the archive holds no document.
pub(super) fn read(bytes: &[u8]) -> Result<Option<Text>, Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Broken)?;
    if archive.index_for_name(PARTS[0]).is_none() {
        return Ok(None);
    }
    let mut part = |name: &str| {
        if archive.index_for_name(name).is_none() {
            return Ok(None);
        }
        let file = archive.by_name(name).map_err(|_| Unreadable::Broken)?;
        String::from_utf8(inflate(file, TEXT_LIMIT)?).map(Some).map_err(|_| Unreadable::WrongEncoding)
    };
    let styles = part(STYLES)?.map_or(Ok(Styles::new()), |xml| styles(&xml))?;
    let mut paragraphs = Vec::new();
    for name in PARTS {
        if let Some(xml) = part(name)? {
            words(&xml, &styles, &mut paragraphs)?;
        }
    }
    Ok(Some(Text::of_paragraphs(paragraphs)))
}

/// The styles that stand off the line for themselves.
fn styles(xml: &str) -> Result<Styles, Unreadable> {
    let mut reader = Reader::from_str(xml);
    let (mut styles, mut style) = (Styles::new(), None);
    loop {
        match &reader.read_event().map_err(|_| Unreadable::Broken)? {
            Event::Eof => return Ok(styles),
            Event::Start(start) if start.local_name().as_ref() == "style" => style = attribute(start, "styleId"),
            Event::Start(start) | Event::Empty(start) if start.local_name().as_ref() == "vertAlign" => {
                if let (Some(style), Some(place)) = (&style, attribute(start, "val")) {
                    styles.insert(style.clone(), place);
                }
            }
            _ => {}
        }
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.value.to_string())
}

/// Adds the paragraphs of a part. What is marked as deleted is left out, and what is there twice for older programs.
fn words(xml: &str, styles: &Styles, paragraphs: &mut Vec<String>) -> Result<(), Unreadable> {
    let mut reader = Reader::from_str(xml);
    let mut line = Line::default();
    let (mut inside, mut skipped) = (false, 0_usize);
    loop {
        let event = reader.read_event().map_err(|_| Unreadable::Broken)?;
        match &event {
            Event::Eof => break,
            Event::Start(start) => match start.local_name().as_ref() {
                "del" | "moveFrom" | "Fallback" => skipped += 1,
                "t" => inside = true,
                "r" => line.run(),
                "vertAlign" | "rStyle" => line.shift(start, styles),
                _ => {}
            },
            Event::End(end) => match end.local_name().as_ref() {
                "del" | "moveFrom" | "Fallback" => skipped = skipped.saturating_sub(1),
                "t" => inside = false,
                "r" => line.run(),
                "p" => paragraphs.push(line.end()),
                _ => {}
            },
            Event::Empty(empty) if skipped == 0 => match empty.local_name().as_ref() {
                "tab" | "br" | "cr" => line.run.push(' '),
                "noBreakHyphen" => line.run.push('\u{2011}'),
                "softHyphen" => line.run.push('\u{ad}'),
                "vertAlign" | "rStyle" => line.shift(empty, styles),
                _ => {}
            },
            Event::Text(text) if inside && skipped == 0 => line.run.push_str(&raised::plain(text)),
            Event::CData(text) if inside && skipped == 0 => line.run.push_str(&raised::plain(text)),
            Event::GeneralRef(name) if inside && skipped == 0 => line.run.push(entity(name).ok_or(Unreadable::Broken)?),
            _ => {}
        }
    }
    paragraphs.push(line.end());
    Ok(())
}

/// A paragraph, run by run.
#[derive(Default)]
struct Line {
    text: String,
    /// The run that is open, and where it stands: `superscript`, `subscript`.
    run: String,
    place: String,
}

impl Line {
    /// A run begins or ends.
    fn run(&mut self) {
        let run = std::mem::take(&mut self.run);
        self.text += &match std::mem::take(&mut self.place).as_str() {
            "superscript" => raised::raise(&run),
            "subscript" => raised::lower(&run, self.text.chars().next_back()),
            _ => run,
        };
    }

    /// The run stands off the line, by itself or by its style.
    fn shift(&mut self, property: &BytesStart<'_>, styles: &Styles) {
        let value = attribute(property, "val").unwrap_or_default();
        match property.local_name().as_ref() {
            "rStyle" => self.place = styles.get(&value).cloned().unwrap_or_default(),
            _ => self.place = value,
        }
    }

    fn end(&mut self) -> String {
        self.run();
        raised::joined(&std::mem::take(&mut self.text))
    }
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
