//! What was set before: lines of paragraphs that are the same from one document to the next, or from one round of the
//! layout to the next.
//!
//! What comes out of a memory is what would have been made: its keys are hashes over all that a line depends on (the text,
//! the look and language of each run, the setting, the measure) but the faces, whose memory it is. It holds two generations, so that
//! it never grows beyond twice [`MOST`] glyphs however many documents pass through it.

use super::generations::{Generations, Key};
use super::{Align, Family, Figures, Fonts, Line, Missing, Setting, TextRun, Weight};
use sha2::{Digest, Sha256};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How many glyphs a generation holds; a glyph takes about 32 bytes.
const MOST: usize = 200_000;

/// How a text is broken into lines.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Breaking {
    /// The measure in points; where it is not finite, lines end only where the text says so.
    pub measure: f32,
    /// How lines stand.
    pub align: Align,
    /// Whether letters take part in justifying a line.
    pub fine: bool,
    /// Whether marks hang beyond the edges.
    pub hang: bool,
}

impl Breaking {
    /// One line that is never broken.
    pub const NEVER: Breaking = Breaking { measure: f32::INFINITY, align: Align::Start, fine: false, hang: false };
}

/// A text in lines.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Set {
    /// Its lines.
    pub lines: Vec<Line>,
    /// The characters that no face has.
    pub missing: Vec<Missing>,
}

impl Set {
    fn glyphs(&self) -> usize {
        self.lines.iter().flat_map(|line| &line.pieces).map(|piece| piece.glyphs.glyphs.len() + 8).sum()
    }
}

/// How many widths a generation holds.
const MOST_WIDTHS: usize = 20_000;

/// How wide a text is, in points.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Widths {
    /// On one line, broken only where the text says so: [`super::Shaped::width`].
    pub whole: f32,
    /// Of the widest piece that is broken only in an emergency: [`super::Shaped::min_width`].
    pub least: f32,
}

/// What was set before. Shared by threads.
#[derive(Debug)]
pub struct Memory {
    sets: Mutex<Generations<Arc<Set>>>,
    widths: Mutex<Generations<Widths>>,
}

impl Default for Memory {
    fn default() -> Self {
        Memory { sets: Mutex::new(Generations::new(MOST)), widths: Mutex::new(Generations::new(MOST_WIDTHS)) }
    }
}

/// A thread that failed while it held a memory leaves it whole: entries are put in one by one.
fn locked<T>(memory: &Mutex<T>) -> MutexGuard<'_, T> {
    memory.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Fonts {
    /// The same faces with a memory, which serves these faces alone.
    #[must_use]
    pub fn remembering(mut self, memory: Arc<Memory>) -> Fonts {
        self.memory = Some(memory);
        self
    }

    /// Shapes a paragraph and breaks it into lines.
    #[must_use]
    pub fn set(&self, runs: &[TextRun<'_>], setting: Setting<'_>, breaking: Breaking) -> Set {
        let Some(memory) = &self.memory else { return self.make(runs, setting, breaking) };
        let key = key(runs, setting, Some(breaking));
        let known = locked(&memory.sets).get(&key);
        if let Some(set) = known {
            return Set::clone(&set);
        }
        let set = self.make(runs, setting, breaking);
        locked(&memory.sets).keep(key, Arc::new(set.clone()), set.glyphs());
        set
    }

    /// How wide a text is when it is not broken, and how narrow it can be.
    #[must_use]
    pub fn widths(&self, runs: &[TextRun<'_>], setting: Setting<'_>) -> Widths {
        let measure = || {
            let shaped = self.shape(runs, setting);
            Widths { whole: shaped.width(), least: shaped.min_width() }
        };
        let Some(memory) = &self.memory else { return measure() };
        let key = key(runs, setting, None);
        let known = locked(&memory.widths).get(&key);
        known.unwrap_or_else(|| {
            let widths = measure();
            locked(&memory.widths).keep(key, widths, 1);
            widths
        })
    }

    fn make(&self, runs: &[TextRun<'_>], setting: Setting<'_>, breaking: Breaking) -> Set {
        let mut shaped = self.shape(runs, setting);
        if breaking.fine {
            shaped = shaped.finely_spaced();
        }
        if breaking.hang {
            shaped = shaped.hanging();
        }
        Set { lines: shaped.lines(breaking.measure, breaking.align), missing: shaped.missing }
    }
}

/// A hash over all that the lines of a text depend on, or, where it is not broken, its widths. Texts stand with their length
/// before them, so that none can pass for the beginning of another.
fn key(runs: &[TextRun<'_>], setting: Setting<'_>, breaking: Option<Breaking>) -> Key {
    let mut hash = Sha256::new();
    let text = |hash: &mut Sha256, text: &str| {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    };
    for run in runs {
        text(&mut hash, run.text);
        text(&mut hash, run.language.as_deref().unwrap_or_default());
        let style = run.style;
        let family = match style.family {
            Family::Serif => 0,
            Family::Sans => 1,
        };
        let weight = match style.weight {
            Weight::Regular => 0,
            Weight::Semibold => 1,
            Weight::Bold => 2,
        };
        let color = style.color;
        let flags = [style.italic, style.figures == Figures::Tabular, style.small_caps, style.superscript];
        hash.update([family, weight, color.r, color.g, color.b]);
        hash.update(flags.map(u8::from));
        hash.update(style.size.to_bits().to_le_bytes());
        hash.update(run.tag.to_le_bytes());
    }
    text(&mut hash, setting.language);
    hash.update([setting.rtl, setting.hyphenate].map(u8::from));
    let Some(breaking) = breaking else { return hash.finalize().into() };
    let align = match breaking.align {
        Align::Justify => 0,
        Align::Start => 1,
        Align::End => 2,
        Align::Center => 3,
    };
    let flags = [breaking.fine, breaking.hang];
    hash.update(flags.map(u8::from));
    hash.update([align]);
    hash.update(breaking.measure.to_bits().to_le_bytes());
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Color;
    use crate::text::TextStyle;

    const STYLE: TextStyle = TextStyle {
        family: Family::Serif,
        weight: Weight::Regular,
        italic: false,
        size: 10.0,
        color: Color::rgb(0, 0, 0),
        figures: Figures::Proportional,
        small_caps: false,
        superscript: false,
    };
    const SETTING: Setting<'_> = Setting { language: "en", rtl: false, hyphenate: true };
    const BREAKING: Breaking = Breaking { measure: 120.0, align: Align::Justify, fine: true, hang: true };

    fn run(text: &str) -> TextRun<'_> {
        TextRun { text, style: STYLE, language: None, tag: 0 }
    }

    #[test]
    fn what_is_remembered_is_what_would_be_made() {
        let text = "At least two hundred and sixty-seven people were executed in that year, most of them in secret.";
        let memory = Arc::new(Memory::default());
        let fonts = Fonts::bundled().clone().remembering(Arc::clone(&memory));
        let made = Fonts::bundled().set(&[run(text)], SETTING, BREAKING);
        assert!(made.lines.len() > 3);
        assert_eq!(fonts.set(&[run(text)], SETTING, BREAKING), made);
        assert_eq!(fonts.set(&[run(text)], SETTING, BREAKING), made, "the second time, from the memory");
        assert_eq!(memory.sets.lock().unwrap().held().0, 1);
    }

    #[test]
    fn widths_that_are_remembered_are_those_that_would_be_measured() {
        let fonts = Fonts::bundled().clone().remembering(Arc::default());
        for text in ["Proceedings", "of the Ministry of Justice", ""] {
            let shaped = Fonts::bundled().shape(&[run(text)], SETTING);
            let expected = Widths { whole: shaped.width(), least: shaped.min_width() };
            assert_eq!(fonts.widths(&[run(text)], SETTING), expected);
            assert_eq!(fonts.widths(&[run(text)], SETTING), expected, "the second time, from the memory");
        }
        let whole = fonts.widths(&[run("Proceedings")], Setting { hyphenate: false, ..SETTING });
        assert!(whole.least > fonts.widths(&[run("Proceedings")], SETTING).least);
    }

    #[test]
    fn whatever_a_line_depends_on_makes_another_key() {
        let plain = key(&[run("ab")], SETTING, Some(BREAKING));
        let bold = TextRun { style: TextStyle { weight: Weight::Bold, ..STYLE }, ..run("ab") };
        let small = TextRun { style: TextStyle { size: 9.0, ..STYLE }, ..run("ab") };
        let red = TextRun { style: TextStyle { color: Color::rgb(200, 0, 0), ..STYLE }, ..run("ab") };
        let french = TextRun { language: Some("fr".into()), ..run("ab") };
        let others = [
            key(&[run("a"), run("b")], SETTING, Some(BREAKING)),
            key(&[bold], SETTING, Some(BREAKING)),
            key(&[small], SETTING, Some(BREAKING)),
            key(&[red], SETTING, Some(BREAKING)),
            key(&[french], SETTING, Some(BREAKING)),
            key(&[run("ab")], Setting { language: "fr", ..SETTING }, Some(BREAKING)),
            key(&[run("ab")], Setting { hyphenate: false, ..SETTING }, Some(BREAKING)),
            key(&[run("ab")], SETTING, Some(Breaking { measure: 121.0, ..BREAKING })),
            key(&[run("ab")], SETTING, Some(Breaking { align: Align::Start, ..BREAKING })),
            key(&[run("ab")], SETTING, Some(Breaking { hang: false, ..BREAKING })),
            key(&[run("ab")], SETTING, None),
            plain,
        ];
        let different: std::collections::BTreeSet<Key> = others.into_iter().collect();
        assert_eq!(different.len(), others.len());
    }

    #[test]
    fn a_memory_does_not_grow_without_end() {
        let memory = Memory::default();
        let line = Line {
            pieces: vec![crate::text::Piece {
                glyphs: Fonts::bundled().line("alpha beta gamma", STYLE, SETTING).pieces[0].glyphs.clone(),
                tag: 0,
            }],
            ..Line::default()
        };
        let set = Arc::new(Set { lines: vec![line], missing: Vec::new() });
        let many = MOST / set.glyphs() * 5;
        for number in 0..many {
            let mut key = [0; 32];
            key[..8].copy_from_slice(&(number as u64).to_be_bytes());
            locked(&memory.sets).keep(key, Arc::clone(&set), set.glyphs());
        }
        let (count, glyphs) = locked(&memory.sets).held();
        assert!(count > 0 && count * set.glyphs() == glyphs && glyphs <= 2 * MOST);
    }
}
