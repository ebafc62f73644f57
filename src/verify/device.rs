//! Takes the text of a page from drawing instructions, as it is drawn and as it is read aloud, and drops everything else.

use super::seen::Seen;
use crate::ledger::model::Marks;
use crate::ledger::text::{PageWords, Place};
use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};
use hayro_syntax::object::{Dict, String as PdfString};

/// The text of one page.
#[derive(Debug, Default)]
pub struct TextDevice {
    /// Its words.
    pub words: PageWords,
    /// What is painted beside them.
    pub marks: Marks,
    /// Places where digits or letters are read aloud that are not those drawn.
    pub disguised: Vec<String>,
    /// What can be seen.
    seen: Seen,
    /// The marked content that is open: whether it has a text of its own.
    open: Vec<bool>,
    /// The stretch whose text is given beside its glyphs.
    own: Option<Stretch>,
}

/// A stretch of glyphs with a text of its own (`ActualText`).
#[derive(Debug)]
struct Stretch {
    text: String,
    drawn: String,
    place: Option<Place>,
    /// Whether some of it cannot be seen.
    hidden: bool,
}

impl TextDevice {
    /// For a page with this visible area.
    pub fn of_page(page: Rect) -> Self {
        TextDevice { seen: Seen::of_page(page), ..TextDevice::default() }
    }

    /// The text that nobody sees, in words.
    pub fn unseen(&self) -> Vec<String> {
        self.seen.said()
    }

    fn glyph(&mut self, glyph: &Glyph<'_>, transform: Affine, unpainted: Option<&'static str>) {
        let at = |x: f64, y: f64| transform * Point::new(x, y);
        let advance = match glyph {
            Glyph::Outline(outline) => outline.advance_width(),
            Glyph::Type3(type3) => type3.advance_width(),
        };
        let (start, end) = (at(0.0, 0.0), at(f64::from(advance.unwrap_or(0.0)), 0.0));
        let em = (at(0.0, 1000.0) - start).hypot();
        let text = match glyph.as_unicode() {
            Some(BfString::Char(c)) => String::from(c),
            Some(BfString::String(text)) => text,
            None => String::from(char::REPLACEMENT_CHARACTER),
        };
        let width = f64::from(advance.unwrap_or(0.0));
        let along = (at(1000.0, 0.0) - start).hypot();
        if let Some(why) = unpainted.or_else(|| self.seen.outside(at(width / 2.0, 250.0), em, along)) {
            self.seen.hide(&text, why);
            if let Some(own) = &mut self.own {
                own.hidden = true;
            }
            return;
        }
        // the page of a file counts upwards
        let place = Place { x: start.x, y: -start.y, end: end.x, em };
        match &mut self.own {
            None => self.words.push(&text, place),
            Some(own) => {
                own.drawn.push_str(&text);
                match &mut own.place {
                    Some(known) => known.end = place.end,
                    None => own.place = Some(place),
                }
            }
        }
    }
}

impl<'a> Device<'a> for TextDevice {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let unpainted = self.seen.unpainted(&props, mode);
        for glyph in run.glyphs() {
            self.glyph(glyph, props.transform * glyph.transform(), unpainted);
        }
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        let text = properties.and_then(|properties| properties.get::<PdfString<'_>>("ActualText"));
        let own = text.map(|text| text_string(text.as_bytes())).filter(|_| self.own.is_none());
        let only_language = tag == b"Span" && properties.is_some_and(|properties| !properties.contains_key("MCID"));
        self.open.push(own.is_some());
        match own {
            Some(text) => self.own = Some(Stretch { text, drawn: String::new(), place: None, hidden: false }),
            None if !only_language && self.own.is_none() => self.words.part(),
            None => {}
        }
    }

    fn end_marked_content(&mut self) {
        if self.open.pop() != Some(true) {
            return;
        }
        let Some(own) = self.own.take() else { return };
        let silent = own.drawn.is_empty() && own.text.chars().any(char::is_alphanumeric);
        if digits(&own.text) != digits(&own.drawn) || letters(&own.text) != letters(&own.drawn) || silent {
            self.disguised.push(format!("“{}” is drawn and “{}” is read aloud", own.drawn, own.text));
        }
        let nowhere = Place { x: 0.0, y: 0.0, end: 0.0, em: 0.0 };
        let text = if own.hidden || silent { &own.drawn } else { &own.text };
        self.words.push(text, own.place.unwrap_or(nowhere));
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, mode: &DrawMode) {
        // an area without height comes as a line: both are counted as one
        self.marks.shapes += match mode {
            DrawMode::Fill(_) | DrawMode::Stroke(_) => 1,
            DrawMode::FillAndStroke(..) => 2,
            DrawMode::Invisible => 0,
        };
    }

    fn push_clip_path(&mut self, path: &ClipPath) {
        self.seen.clip(path);
    }

    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, _: BlendMode) {
        self.seen.group(opacity, mask.is_some());
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.marks.pictures += 1;
    }

    fn pop_clip(&mut self) {
        self.seen.unclip();
    }

    fn pop_transparency_group(&mut self) {
        self.seen.end_group();
    }
}

/// The digits in a text, whatever their script.
fn digits(text: &str) -> Vec<u32> {
    const ZEROS: [char; 3] = ['0', '\u{660}', '\u{6f0}'];
    let value =
        |c: char| ZEROS.iter().find_map(|zero| (c as u32).checked_sub(*zero as u32).filter(|value| *value < 10));
    text.chars().filter_map(value).collect()
}

/// The letters of the basic alphabet in a text, small: of them a font has a glyph each, so that those drawn are those read. A glyph
/// that stands for other letters does not always say which.
fn letters(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect()
}

/// A text string (ISO 32000-1, 7.9.2.2): UTF-16 with its mark, or UTF-8 with its mark, or else one byte a character.
pub fn text_string(bytes: &[u8]) -> String {
    if let Some(units) = bytes.strip_prefix(&[0xfe, 0xff]) {
        let units: Vec<u16> = units.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
        return String::from_utf16_lossy(&units);
    }
    if let Some(text) = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]) {
        return String::from_utf8_lossy(text).into_owned();
    }
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_compared_by_their_value() {
        assert_eq!(digits("۲۴۶"), digits("246"));
        assert_ne!(digits("۲۴۷"), digits("246"));
        assert!(digits("لا").is_empty());
    }

    #[test]
    fn text_strings_are_decoded() {
        assert_eq!(text_string(b"\xfe\xff\x00a\x06\x44"), "aل");
        assert_eq!(text_string(b"d.csv"), "d.csv");
    }
}
