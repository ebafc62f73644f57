//! The text of a PDF, page by page, as a reader sees it: lines of words put together from the places of the glyphs.
//!
//! In come bytes, out go pages of lines, or the reason why there are none. A glyph that does not say which character it is
//! becomes U+FFFD and is counted: it is never guessed. This file uses nothing of the rest of the program but how raised text
//! is written.

use super::raised;
use hayro_interpret::font::{FontData, Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Vec2};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, interpret_page,
};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The text of one page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PdfPage {
    /// Its lines, in the order in which the file draws them; none is empty.
    pub lines: Vec<String>,
    /// Where each of them stands.
    pub places: Vec<Place>,
    /// How many glyphs it draws.
    pub glyphs: usize,
    /// How many of these do not say which character they are; each stands in `lines` as U+FFFD.
    pub unreadable: usize,
}

/// Where a line of a page stands, in tenths of a point.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Across the direction of the line, from where the page begins.
    pub height: i32,
    /// The size of its type.
    pub size: i32,
}

/// Why a PDF gives no pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PdfFault {
    /// A password is needed to open it.
    Locked,
    /// It is encrypted in a way that is not known here.
    Encrypted,
    /// It is no PDF, or too broken to be read.
    Broken,
    /// It has more text than the limit allows.
    TooLong,
}

/// The pages of the PDF `bytes`, of which no more than `limit` characters are taken.
///
/// Text that is drawn invisibly (the layer of recognised text over a scan) is read as well; small raised glyphs are set apart
/// (`10²` is never read as 102), and so are small digits below the line behind a digit.
///
/// # Errors
/// A [`PdfFault`].
pub fn pages(bytes: Vec<u8>, limit: usize) -> Result<Vec<PdfPage>, PdfFault> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => PdfFault::Locked,
        LoadPdfError::Decryption(_) => PdfFault::Encrypted,
        LoadPdfError::Invalid => PdfFault::Broken,
    })?;
    let cache = InterpreterCache::new();
    let mut pages = Vec::new();
    let mut left = limit;
    for page in pdf.pages().iter() {
        let visible = page.intersected_crop_box();
        let bounds = Rect::new(visible.x0, visible.y0, visible.x1, visible.y1);
        let settings =
            InterpreterSettings { font_resolver: Arc::new(|_| stand_in()), ..InterpreterSettings::default() };
        let mut context = Context::new(Affine::IDENTITY, bounds, &cache, pdf.xref(), settings);
        let mut device = TextDevice::new(left);
        interpret_page(page, &mut context, &mut device);
        if device.full {
            return Err(PdfFault::TooLong);
        }
        let page = device.finish();
        left = left.saturating_sub(page.lines.iter().map(String::len).sum());
        pages.push(page);
    }
    if pages.is_empty() { Err(PdfFault::Broken) } else { Ok(pages) }
}

/// The face that stands in for fonts that a file names and does not hold; only names and widths of its glyphs matter.
fn stand_in() -> Option<(FontData, u32)> {
    const FACE: &[u8] = include_bytes!("../../fonts/SourceSerif4_400Regular_Italic.ttf");
    Some((Arc::new(FACE), 0))
}

/// A gap between glyphs that is a space, in em.
const SPACE: f64 = 0.17;
/// A step across the line that begins another line, in em.
const NEW_LINE: f64 = 0.5;
/// A step back along the line that begins another line, in em.
const BACK: f64 = 1.0;
/// How much smaller than the text around it a raised or lowered glyph is.
const SMALL: f64 = 0.85;
/// How far a raised glyph stands above the line, or a lowered one below it, in em of the line.
const RAISED: f64 = 0.12;

/// Where the pen is after a glyph.
#[derive(Clone, Copy)]
struct Pen {
    /// The end of the glyph.
    at: Point,
    /// The direction of the line, one em long.
    along: Vec2,
    /// The length of an em.
    em: f64,
}

/// Takes text from drawing instructions, and drops everything else.
struct TextDevice {
    page: PdfPage,
    line: String,
    /// Where the line begins; the sizes of its glyphs added up, and how many they are.
    height: f64,
    sizes: (f64, u32),
    pen: Option<Pen>,
    /// The glyph that stands on the line: what raised ones are measured against.
    base: Option<(Point, f64)>,
    /// The place and text of the last run, by which one that is drawn twice to look bold is known.
    last: Option<(Point, String)>,
    left: usize,
    full: bool,
}

impl TextDevice {
    fn new(limit: usize) -> Self {
        TextDevice {
            page: PdfPage::default(),
            line: String::new(),
            height: 0.0,
            sizes: (0.0, 0),
            pen: None,
            base: None,
            last: None,
            left: limit,
            full: false,
        }
    }

    fn finish(mut self) -> PdfPage {
        self.end_line();
        self.page
    }

    fn end_line(&mut self) {
        let line = raised::joined(self.line.trim());
        if !line.is_empty() {
            self.page.lines.push(line);
            let (sum, count) = self.sizes;
            self.page.places.push(Place { height: tenths(self.height), size: tenths(sum / f64::from(count.max(1))) });
        }
        self.line.clear();
        self.sizes = (0.0, 0);
    }

    /// Takes a glyph that stands at `transform`, its units a thousandth of an em; `stretched` are all of its run in the same way.
    fn glyph(&mut self, glyph: &Glyph<'_>, transform: Affine, stretched: bool) {
        if self.full {
            return;
        }
        let vector = |x: f64, y: f64| transform * Point::new(x, y) - transform * Point::ORIGIN;
        let (start, along, em) = (transform * Point::ORIGIN, vector(1000.0, 0.0), vector(0.0, 1000.0).hypot());
        let advance = match glyph {
            Glyph::Outline(outline) => outline.advance_width(),
            Glyph::Type3(type3) => type3.advance_width(),
        };
        let text = match glyph.as_unicode() {
            Some(BfString::Char(c)) => String::from(c),
            Some(BfString::String(text)) => text,
            None => String::from(char::REPLACEMENT_CHARACTER),
        };
        let text = raised::plain(&text);
        let text = if text.contains('\0') { String::from(char::REPLACEMENT_CHARACTER) } else { text };
        self.page.glyphs += 1;
        self.page.unreadable += usize::from(text.contains(char::REPLACEMENT_CHARACTER));
        self.step(start, em);
        let text = self.raised(text, start, along, em);
        if self.sizes.1 == 0 && along.hypot() > 0.0 {
            self.height = (along / along.hypot()).cross(start.to_vec2());
        }
        if !text.trim().is_empty() {
            self.sizes = (self.sizes.0 + em, self.sizes.1 + 1);
        }
        match self.left.checked_sub(text.len() + 1) {
            Some(left) => self.left = left,
            None => self.full = true,
        }
        self.line.push_str(&text);
        let width = f64::from(advance.unwrap_or(500.0)) / 1000.0;
        // a stand-in is stretched glyph by glyph to the widths of what it stands in for; what the file means is the same for all
        let forth = if stretched { along } else { along / (along.hypot() / em) };
        self.pen = Some(Pen { at: start + forth * width, along, em });
    }

    /// Begins a new line or word where the next glyph stands apart from the last.
    fn step(&mut self, start: Point, em: f64) {
        let Some(pen) = self.pen else { return };
        let length = pen.along.hypot();
        if !(length > 0.0 && em > 0.0) {
            return;
        }
        let size = pen.em.max(em);
        let (moved, unit) = (start - pen.at, pen.along / length);
        let (forth, across) = (moved.dot(unit), moved.cross(unit).abs());
        if across > NEW_LINE * size || forth < -BACK * size {
            self.end_line();
            self.base = None;
        } else if forth > SPACE * pen.em.min(em) && !self.line.ends_with(char::is_whitespace) {
            self.line.push(' ');
        }
    }

    /// The text, set apart where it is smaller than what it follows, and higher, or lower and of a number.
    fn raised(&mut self, text: String, start: Point, along: Vec2, em: f64) -> String {
        if text.trim().is_empty() || text == "\u{fffd}" {
            return text;
        }
        if let Some((base, size)) = self.base
            && em < SMALL * size
            && along.hypot() > 0.0
        {
            let above = (along / along.hypot()).cross(start - base) / size;
            if above > RAISED {
                return raised::raise(&text);
            }
            if above < -RAISED {
                return raised::lower(&text, self.line.chars().next_back());
            }
        }
        self.base = Some((start, em));
        text
    }
}

/// A length in tenths, of which no page has too many.
fn tenths(points: f64) -> i32 {
    (points * 10.0).round() as i32
}

/// Whether all glyphs of a run are stretched or narrowed along the line in the same way, and not only a stand-in to the widths
/// of what it stands in for, each glyph in its own. Of one glyph alone that cannot be seen: then only a large difference counts.
fn stretched(run: &GlyphRun<'_, '_>, transform: Affine) -> bool {
    let ratio = |own: Affine| {
        let place = transform * own;
        let vector = |x: f64, y: f64| place * Point::new(x, y) - place * Point::ORIGIN;
        vector(1000.0, 0.0).hypot() / vector(0.0, 1000.0).hypot()
    };
    let ratios: Vec<f64> = run.glyphs().iter().map(|glyph| ratio(glyph.transform())).collect();
    let (least, most) = ratios.iter().fold((f64::MAX, 0.0_f64), |(least, most), at| (least.min(*at), most.max(*at)));
    match ratios.len() {
        1 => !(0.8..1.25).contains(&least),
        _ => most - least < 0.02,
    }
}

impl<'a> Device<'a> for TextDevice {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        let Some(first) = run.glyphs().first() else { return };
        let start = props.transform * first.transform() * Point::ORIGIN;
        let em = (props.transform * first.transform() * Point::new(0.0, 1000.0) - start).hypot();
        let key: String = run.glyphs().iter().map(|glyph| format!("{} ", glyph.char_code())).collect();
        if self.last.as_ref().is_some_and(|(at, text)| *text == key && (*at - start).hypot() < 0.1 * em) {
            return;
        }
        self.last = Some((start, key));
        let stretched = stretched(run, props.transform);
        for glyph in run.glyphs() {
            self.glyph(glyph, props.transform * glyph.transform(), stretched);
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_pdf_is_refused() {
        assert_eq!(pages(Vec::new(), 1000), Err(PdfFault::Broken));
        assert_eq!(pages(b"<html>".to_vec(), 1000), Err(PdfFault::Broken));
    }

    /// A PDF of one page with this content, its font Helvetica by name only.
    fn pdf(content: &str) -> Vec<u8> {
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
                .to_owned(),
            format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        ];
        let mut file = "%PDF-1.4\n".to_owned();
        let mut table = String::new();
        for (index, object) in objects.iter().enumerate() {
            table += &format!("{:010} 00000 n \n", file.len());
            file += &format!("{} 0 obj\n{object}\nendobj\n", index + 1);
        }
        let at = file.len();
        file += &format!(
            "xref\n0 6\n0000000000 65535 f \n{table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{at}\n%%EOF\n"
        );
        file.into_bytes()
    }

    #[test]
    fn lines_are_put_together_from_places() {
        let content = "BT /F 12 Tf 50 700 Td (At least 15 were held) Tj 0 -14 Td (without charge.) Tj ET";
        let read = pages(pdf(content), 1000).unwrap();
        assert_eq!(read.len(), 1);
        assert_eq!(read[0].lines, ["At least 15 were held", "without charge."]);
        assert_eq!((read[0].glyphs, read[0].unreadable), (36, 0));
    }

    #[test]
    fn small_glyphs_off_the_line_are_set_apart() {
        let content = "BT /F 12 Tf 50 700 Td (killed 304) Tj 5 Ts /F 7 Tf (5) Tj 0 Ts /F 12 Tf ( men) Tj 5 Ts /F 7 Tf (ab) Tj \
                       0 Ts /F 12 Tf ( in 9) Tj -3 Ts /F 7 Tf (2) Tj ET";
        let read = pages(pdf(content), 1000).unwrap();
        assert_eq!(read[0].lines, ["killed 304⁵ men\u{fdd0}ab\u{fdd1} in 9₂"]);
    }

    #[test]
    fn more_text_than_the_limit_is_refused() {
        assert_eq!(pages(pdf("BT /F 12 Tf 50 700 Td (At least 15) Tj ET"), 8), Err(PdfFault::TooLong));
    }

    #[test]
    fn a_page_without_glyphs_has_no_lines() {
        let read = pages(pdf("0 0 10 10 re f"), 1000).unwrap();
        assert_eq!(read[0], PdfPage::default());
    }
}
