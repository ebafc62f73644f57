//! Text to lines of positioned glyphs: faces (the bundled ones and those of font files) and fallback, bidirectional runs, shaping, break opportunities, hyphenation
//! and total-fit line breaking.
//!
//! In goes a list of [`TextRun`]s; [`Fonts::shape`] shapes them once into a [`Shaped`] paragraph that can be measured and
//! broken at any measure. Out come [`Line`]s whose glyph runs stand relative to the line's start and baseline.
//! Nothing here knows of pages or of the document. All lengths are points.
//!
//! Promised: every visible character of the runs stands in the text of exactly one piece, and its cluster says which glyphs
//! show it; the exceptions are spaces where a line ends, and characters that never show (soft hyphens, controls of
//! direction). A character that no face has is reported. No line is wider than the measure, unless a single grapheme is;
//! a justified line ends at it within a hundredth of a point. With optical margins ([`Shaped::hanging`]) both hold of the
//! line without what [`Line::hang`] says. The same runs give the same lines on any machine.

mod bonds;
mod breaks;
mod cjk;
mod cut;
mod faces;
mod generations;
mod itemise;
mod line;
mod margin;
mod memory;
mod paragraph;
mod rivers;
mod sfnt;
mod shape;
mod suggest;
mod total_fit;
mod user;
mod words;

pub use faces::{Bytes, Face, Fonts, Metrics};
pub(crate) use generations::{Generations, Key};
pub use itemise::is_rtl_language;
pub use memory::{Breaking, Memory, Set, Widths};
pub use paragraph::Shaped;
pub use sfnt::FontFault;
pub use suggest::suggestion;
pub use unicode_script::Script;
pub use user::{FaceFacts, Member, UserFamily, inspect};

use crate::page::{Color, GlyphRun};
use std::ops::Range;
use std::sync::Arc;

/// [`char::is_alphabetic`], which takes long for letters that are not ASCII: at once for those of the languages that the
/// program speaks.
#[must_use]
pub fn is_letter(letter: char) -> bool {
    match letter {
        '\0'..='\u{7f}' => letter.is_ascii_alphabetic(),
        '×' | '÷' => false,
        '\u{c0}'..='\u{24f}' | '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' => true,
        '\u{620}'..='\u{657}' | '\u{66e}'..='\u{6d3}' | '\u{4e00}'..='\u{9fff}' => true,
        '\u{660}'..='\u{66d}' | '\u{6f0}'..='\u{6f9}' | '\u{2000}'..='\u{206f}' => false,
        _ => letter.is_alphabetic(),
    }
}

/// [`char::is_numeric`], at once for the same letters.
#[must_use]
pub fn is_digit(letter: char) -> bool {
    match letter {
        '\0'..='\u{7f}' => letter.is_ascii_digit(),
        '\u{c0}'..='\u{24f}' | '\u{400}'..='\u{52f}' | '\u{610}'..='\u{65f}' | '\u{66a}'..='\u{6ef}' => false,
        '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' => true,
        '\u{2000}'..='\u{206f}' => false,
        _ => letter.is_numeric(),
    }
}

/// [`char::is_alphanumeric`], at once for the same letters.
#[must_use]
pub fn is_letter_or_digit(letter: char) -> bool {
    is_letter(letter) || is_digit(letter)
}

/// The number of a face in [`Fonts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);

/// A family of faces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// Source Serif 4.
    Serif,
    /// Source Sans 3.
    Sans,
}

/// How heavy a face is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// 400.
    #[default]
    Regular,
    /// 600; the serif has none and takes 700.
    Semibold,
    /// 700.
    Bold,
}

/// Which digits are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Figures {
    /// Lining, each as wide as it is (`pnum`), for running text.
    #[default]
    Proportional,
    /// Lining, all of one width (`tnum`), for tables and axes.
    Tabular,
}

/// How a run looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextStyle {
    /// The family.
    pub family: Family,
    /// The weight.
    pub weight: Weight,
    /// Italic.
    pub italic: bool,
    /// Size of the em.
    pub size: f32,
    /// Colour.
    pub color: Color,
    /// Digits.
    pub figures: Figures,
    /// Small letters as small capitals (`smcp`); the text stays as it is typed.
    pub small_caps: bool,
    /// Set as superscript, with the face's own superior figures (`sups`) where it has them, else smaller and raised.
    pub superscript: bool,
}

/// Text with one look.
#[derive(Debug, Clone)]
pub struct TextRun<'a> {
    /// The text. U+2028 ends the line, as does any other line end of UAX 14. U+00A0 does not break; U+00AD may.
    pub text: &'a str,
    /// Its look.
    pub style: TextStyle,
    /// Its language (BCP 47) where it differs from the paragraph's.
    pub language: Option<Arc<str>>,
    /// A number of the caller's that comes back with each piece of the run. Runs with different tags are never merged.
    pub tag: u32,
}

/// What holds for a whole paragraph.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Setting<'a> {
    /// The language (BCP 47): hyphenation, shaping.
    pub language: &'a str,
    /// Whether the paragraph runs from right to left.
    pub rtl: bool,
    /// Whether words may be hyphenated.
    pub hyphenate: bool,
}

/// How lines stand between the margins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// Both edges straight, but for the last line.
    Justify,
    /// Ragged at the end.
    Start,
    /// Ragged at the start.
    End,
    /// Ragged at both sides.
    Center,
}

/// A character that no face has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The character.
    pub character: char,
    /// The index of the run it stands in.
    pub run: usize,
    /// Its first byte in that run.
    pub offset: usize,
}

/// A piece of a run on a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// The glyphs; the origin is relative to the line's left edge and baseline (`y` = 0).
    pub glyphs: GlyphRun,
    /// The run's tag.
    pub tag: u32,
}

/// A line, ready to be placed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Line {
    /// The pieces from left to right.
    pub pieces: Vec<Piece>,
    /// From the left edge of the measure to the end of the last glyph, trailing spaces left out.
    pub width: f32,
    /// How far the marks at its start and at its end hang beyond the measure: its optical edges are that much inside.
    pub hang: (f32, f32),
    /// Whether it ends in a hyphen that the text does not have.
    pub hyphenated: bool,
    /// What was added to each space, as a share of the natural space (negative when shrunk); 0 when not justified.
    pub stretch: f32,
    /// The characters on it that no face has.
    pub missing: Vec<Missing>,
    /// The bytes of the paragraph's text (all runs joined) that it shows.
    pub range: Range<usize>,
}

#[cfg(test)]
mod tests;
