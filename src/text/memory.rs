//! What was set before: lines of paragraphs that are the same from one document to the next, or from one round of the
//! layout to the next.
//!
//! What comes out of a memory is what would have been made: its keys are hashes over all that a line depends on (the text,
//! the look and language of each run, the setting, the measure) but the faces, whose memory it is. It holds two generations, so that
//! it never grows beyond twice [`MOST`] glyphs however many documents pass through it.

use super::{Align, Family, Figures, Fonts, Line, Missing, Setting, TextRun, Weight};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

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

type Key = [u8; 32];

/// What was set before. Shared by threads.
#[derive(Debug, Default)]
pub struct Memory(Mutex<Generations>);

#[derive(Debug, Default)]
struct Generations {
    young: BTreeMap<Key, Arc<Set>>,
    old: BTreeMap<Key, Arc<Set>>,
    glyphs: usize,
}

impl Memory {
    /// What was set under this key. A thread that failed while it held the memory leaves it whole: entries are put in one
    /// by one.
    fn get(&self, key: &Key) -> Option<Arc<Set>> {
        let mut held = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(set) = held.young.get(key) {
            return Some(Arc::clone(set));
        }
        let set = held.old.remove(key)?;
        held.keep(*key, Arc::clone(&set));
        Some(set)
    }

    fn put(&self, key: Key, set: Arc<Set>) {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).keep(key, set);
    }
}

impl Generations {
    fn keep(&mut self, key: Key, set: Arc<Set>) {
        self.glyphs += set.glyphs();
        if self.glyphs > MOST {
            self.old = std::mem::take(&mut self.young);
            self.glyphs = set.glyphs();
        }
        self.young.insert(key, set);
    }
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
        let key = key(runs, setting, breaking);
        if let Some(set) = memory.get(&key) {
            return Set::clone(&set);
        }
        let set = self.make(runs, setting, breaking);
        memory.put(key, Arc::new(set.clone()));
        set
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

/// A hash over all that the lines of a text depend on. Texts stand with their length before them, so that none can pass
/// for the beginning of another.
fn key(runs: &[TextRun<'_>], setting: Setting<'_>, breaking: Breaking) -> Key {
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
    let align = match breaking.align {
        Align::Justify => 0,
        Align::Start => 1,
        Align::End => 2,
        Align::Center => 3,
    };
    let flags = [setting.rtl, setting.hyphenate, breaking.fine, breaking.hang];
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
        assert_eq!(memory.0.lock().unwrap().young.len(), 1);
    }

    #[test]
    fn whatever_a_line_depends_on_makes_another_key() {
        let plain = key(&[run("ab")], SETTING, BREAKING);
        let bold = TextRun { style: TextStyle { weight: Weight::Bold, ..STYLE }, ..run("ab") };
        let small = TextRun { style: TextStyle { size: 9.0, ..STYLE }, ..run("ab") };
        let red = TextRun { style: TextStyle { color: Color::rgb(200, 0, 0), ..STYLE }, ..run("ab") };
        let french = TextRun { language: Some("fr".into()), ..run("ab") };
        let others = [
            key(&[run("a"), run("b")], SETTING, BREAKING),
            key(&[bold], SETTING, BREAKING),
            key(&[small], SETTING, BREAKING),
            key(&[red], SETTING, BREAKING),
            key(&[french], SETTING, BREAKING),
            key(&[run("ab")], Setting { language: "fr", ..SETTING }, BREAKING),
            key(&[run("ab")], Setting { hyphenate: false, ..SETTING }, BREAKING),
            key(&[run("ab")], SETTING, Breaking { measure: 121.0, ..BREAKING }),
            key(&[run("ab")], SETTING, Breaking { align: Align::Start, ..BREAKING }),
            key(&[run("ab")], SETTING, Breaking { hang: false, ..BREAKING }),
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
            memory.put(key, Arc::clone(&set));
        }
        let held = memory.0.lock().unwrap();
        assert!((held.young.len() + held.old.len()) * set.glyphs() <= 2 * MOST);
        assert!(!held.young.is_empty());
    }
}
