//! A shaped paragraph: it can be measured, and broken into lines at any measure.

use super::breaks::{self, Ending, Opportunity};
use super::cjk::{self, Habit};
use super::cut::sums_at;
use super::faces::Fonts;
use super::itemise::{Item, itemise};
use super::line::{LineMaker, Place};
use super::margin;
use super::memory::Breaking;
use super::rivers::without_rivers;
use super::shape::{Features, Request, ShapedGlyph, Shaper, ends_line, is_hidden};
use super::total_fit::{Break, Spacing, Sum, TOLERANCE, best_fit};
use super::{Align, Figures, Line, Missing, Piece, Setting, TextRun, TextStyle};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;
use unicode_script::Script;

/// The size of a superscript that the face has no glyphs for, and how far it is raised, in ems.
const SUPERSCRIPT: (f32, f32) = (0.6, 0.33);

/// A run without its text.
#[derive(Debug, Clone)]
pub(super) struct Run {
    /// Its bytes in the paragraph's text.
    pub(super) range: Range<usize>,
    pub(super) style: TextStyle,
    pub(super) language: Option<Arc<str>>,
    pub(super) tag: u32,
}

/// An item with its glyphs.
#[derive(Debug, Clone)]
pub(super) struct ShapedItem {
    pub(super) item: Item,
    pub(super) features: Features,
    pub(super) size: f32,
    pub(super) raise: f32,
    /// Where its glyphs stand in [`Shaped::glyphs`].
    pub(super) glyphs: Range<usize>,
}

impl ShapedItem {
    /// Whether its letters stand apart, so that space may come between them.
    pub(super) fn parts(&self) -> bool {
        matches!(self.item.script, Script::Latin | Script::Cyrillic | Script::Greek)
    }

    /// Whether it runs from right to left: its glyphs stand from its last character to its first.
    pub(super) fn rtl(&self) -> bool {
        self.item.level % 2 == 1
    }
}

/// A paragraph, shaped once.
#[derive(Debug, Clone)]
pub struct Shaped {
    /// The characters that no face has. They show nothing a reader could use: treat them as an error.
    pub missing: Vec<Missing>,
    pub(super) fonts: Fonts,
    /// The text of all runs, joined.
    pub(super) text: String,
    pub(super) language: Arc<str>,
    pub(super) rtl: bool,
    /// Whether there may be Chinese or Japanese in it.
    pub(super) cjk: bool,
    /// Whether marks at the edges of lines hang beyond them.
    hang: bool,
    /// Whether letters take part in justifying a line.
    fine: bool,
    pub(super) runs: Vec<Run>,
    pub(super) items: Vec<ShapedItem>,
    pub(super) glyphs: Vec<ShapedGlyph>,
    /// The start of the paragraph, then each place where a line may end. Empty when there is nothing to show.
    pub(super) breaks: Vec<Break>,
    /// The sum up to each byte.
    pub(super) sums: Vec<Sum>,
}

impl Fonts {
    /// Shapes a paragraph.
    #[must_use]
    pub fn shape(&self, runs: &[TextRun<'_>], setting: Setting<'_>) -> Shaped {
        let mut shaped = Shaped::empty(self, setting);
        shaped.take_runs(runs);
        let mut shaper = Shaper::new();
        shaped.shape_items(&mut shaper);
        shaped.find_missing();
        shaped.sum();
        shaped.find_breaks(setting.hyphenate, &mut shaper);
        shaped
    }

    /// Sets a text as one line that is never broken, such as a label; its natural width, no matter how wide.
    /// [`Line::missing`] names what no face has.
    #[must_use]
    pub fn line(&self, text: &str, style: TextStyle, setting: Setting<'_>) -> Line {
        let text: Cow<'_, str> =
            if text.contains(ends_line) { text.replace(ends_line, " ").into() } else { text.into() };
        let run = TextRun { text: &text, style, language: None, tag: 0 };
        let set = self.set(&[run], Setting { hyphenate: false, ..setting }, Breaking::NEVER);
        set.lines.into_iter().next_back().unwrap_or_default()
    }

    /// The width of a text on one line.
    #[must_use]
    pub fn width(&self, text: &str, style: TextStyle, setting: Setting<'_>) -> f32 {
        self.line(text, style, setting).width
    }
}

impl Shaped {
    /// The same paragraph with fine spacing: where the spaces of a justified line would be far from natural, a trace is added
    /// or taken away between its letters. Scripts whose letters join are left alone.
    #[must_use]
    pub fn finely_spaced(mut self) -> Self {
        self.fine = true;
        self
    }

    /// The same paragraph with optical margins: hyphens, quotation marks, stops and commas at the edges of a line hang
    /// beyond them in part, so that the edges look straight.
    #[must_use]
    pub fn hanging(mut self) -> Self {
        self.hang = true;
        let mut breaks = std::mem::take(&mut self.breaks);
        for at in &mut breaks {
            (at.hang_end, at.hang_start) = self.edges(at.end, at.next, at.tail);
        }
        self.breaks = breaks;
        self
    }

    /// Breaks the paragraph into lines no wider than `measure` (points) and sets each of them. Empty when there is nothing
    /// to show. A measure that is not finite breaks only where the text says so, and aligns nothing.
    #[must_use]
    pub fn lines(&self, measure: f32, align: Align) -> Vec<Line> {
        let measure = measure.max(0.0);
        let breaks = self.breaks_for(measure);
        let mut spacing = match align {
            Align::Justify if self.fine => Spacing::Letters(0),
            Align::Justify => Spacing::Spaces,
            Align::Start | Align::End | Align::Center => Spacing::Ragged,
        };
        let ends = if f64::from(measure) + TOLERANCE >= self.natural_width() {
            (1..breaks.len()).filter(|at| breaks[*at].ending == Ending::Mandatory).collect()
        } else {
            let (fit, chosen) = best_fit(&breaks, f64::from(measure), spacing);
            spacing = chosen;
            let ragged = spacing == Spacing::Ragged;
            if ragged { fit.ends } else { without_rivers(self, &breaks, f64::from(measure), spacing, fit) }
        };
        let mut maker = LineMaker::new(self, Place { measure, align, spacing });
        let mut from = 0;
        let line = |to: usize| {
            let line = maker.line(&breaks[from], &breaks[to]);
            from = to;
            line
        };
        ends.into_iter().map(line).collect()
    }

    /// The natural width of the longest line, broken only where the text says so; 0 when there is nothing to show.
    #[must_use]
    pub fn width(&self) -> f32 {
        self.natural_width() as f32
    }

    fn natural_width(&self) -> f64 {
        let mut widest = 0.0;
        let mut from = 0;
        for (at, end) in self.breaks.iter().enumerate().filter(|(_, end)| end.ending == Ending::Mandatory) {
            widest = f64::max(widest, end.at_end.width - self.breaks[from].at_next.width);
            from = at;
        }
        widest
    }

    /// The width of the widest piece that is broken only in an emergency, with its hyphen.
    #[must_use]
    pub fn min_width(&self) -> f32 {
        self.breaks.windows(2).map(|pair| piece_width(&pair[0], &pair[1])).fold(0.0, f64::max) as f32
    }

    fn empty(fonts: &Fonts, setting: Setting<'_>) -> Self {
        Shaped {
            missing: Vec::new(),
            fonts: fonts.clone(),
            text: String::new(),
            language: setting.language.into(),
            rtl: setting.rtl,
            cjk: false,
            hang: false,
            fine: false,
            runs: Vec::new(),
            items: Vec::new(),
            glyphs: Vec::new(),
            breaks: Vec::new(),
            sums: Vec::new(),
        }
    }

    fn take_runs(&mut self, runs: &[TextRun<'_>]) {
        self.text.reserve(runs.iter().map(|run| run.text.len()).sum());
        for run in runs {
            let start = self.text.len();
            self.text.push_str(run.text);
            let range = start..self.text.len();
            self.runs.push(Run { range, style: run.style, language: run.language.clone(), tag: run.tag });
        }
        self.cjk = cjk::may_be_in(&self.text);
    }

    fn shape_items(&mut self, shaper: &mut Shaper) {
        let items = itemise(&self.fonts, &self.text, &self.runs, &self.language, self.rtl);
        let mut glyphs = Vec::with_capacity(self.text.len());
        for item in items {
            let style = self.runs[item.run].style;
            let features = match style.figures {
                _ if style.superscript => Features::Superior,
                _ if style.small_caps => Features::SmallCaps,
                Figures::Proportional => Features::Proportional,
                Figures::Tabular => Features::Tabular,
            };
            let start = glyphs.len();
            let mut shaped = ShapedItem { item, features, size: style.size, raise: 0.0, glyphs: start..start };
            self.reshape(shaper, &shaped, shaped.item.range.clone(), &mut glyphs);
            if style.superscript && !self.has_superiors(shaper, &shaped, &glyphs[start..]) {
                glyphs.truncate(start);
                let (size, raise) = SUPERSCRIPT;
                shaped.features = Features::Proportional;
                (shaped.size, shaped.raise) = (style.size * size, style.size * raise);
                self.reshape(shaper, &shaped, shaped.item.range.clone(), &mut glyphs);
            }
            shaped.glyphs.end = glyphs.len();
            self.items.push(shaped);
        }
        self.glyphs = glyphs;
    }

    /// Whether the face has a superior glyph of its own for each character: each glyph differs from the plain one.
    fn has_superiors(&self, shaper: &mut Shaper, item: &ShapedItem, superior: &[ShapedGlyph]) -> bool {
        let mut plain = Vec::new();
        let item = ShapedItem { features: Features::Proportional, ..item.clone() };
        self.reshape(shaper, &item, item.item.range.clone(), &mut plain);
        plain.len() == superior.len() && plain.iter().zip(superior).all(|(a, b)| a.id != b.id)
    }

    /// Shapes a part of an item.
    pub(super) fn reshape(
        &self,
        shaper: &mut Shaper,
        shaped: &ShapedItem,
        range: Range<usize>,
        out: &mut Vec<ShapedGlyph>,
    ) {
        let request = Request {
            text: &self.text,
            range,
            rtl: shaped.rtl(),
            script: shaped.item.script,
            language: self.language_of(shaped),
            features: shaped.features,
            size: shaped.size,
            raise: shaped.raise,
        };
        let start = out.len();
        let end = request.range.end;
        shaper.shape(self.fonts.face(shaped.item.face), &request, out);
        if self.cjk && !shaped.rtl() {
            self.around(Habit::of(self.language_of(shaped))).adjust(
                out.get_mut(start..).unwrap_or_default(),
                end,
                shaped.size,
            );
        }
    }

    /// The language of an item.
    pub(super) fn language_of(&self, item: &ShapedItem) -> &str {
        self.runs[item.item.run].language.as_deref().unwrap_or(&self.language)
    }

    fn around(&self, habit: Habit) -> cjk::Around<'_, impl Fn(usize) -> bool> {
        let raised = |at: usize| {
            let index = self.runs.partition_point(|run| run.range.end <= at);
            self.runs.get(index).is_some_and(|run| run.style.superscript)
        };
        cjk::Around { text: &self.text, habit, raised }
    }

    /// How far the blank halves of full-width marks at the two ends of a line hang outside it.
    pub(super) fn hangs(&self, line: &Range<usize>) -> (f32, f32) {
        if !self.cjk || line.is_empty() {
            (0.0, 0.0)
        } else {
            (self.hangs_at(line.start, true), self.hangs_at(line.end, false))
        }
    }

    fn hangs_at(&self, at: usize, start: bool) -> f32 {
        if !self.cjk || self.rtl {
            return 0.0;
        }
        let inside = if start { at } else { at.saturating_sub(1) };
        let index = self.items.partition_point(|shaped| shaped.item.range.end <= inside);
        let Some(item) = self.items.get(index).filter(|item| item.item.level == 0) else { return 0.0 };
        let around = self.around(Habit::of(self.language_of(item)));
        let advance = |at: usize| match self.sums.get(at..at + 2) {
            Some([before, after]) => (after.width - before.width) as f32 / item.size,
            _ => 0.0,
        };
        let ems = if start { around.hangs_at_start(at, advance) } else { around.hangs_at_end(at, advance) };
        ems * item.size
    }

    fn find_missing(&mut self) {
        for shaped in &self.items {
            let start = self.runs[shaped.item.run].range.start;
            for glyph in self.glyphs[shaped.glyphs.clone()].iter().filter(|glyph| glyph.id == 0) {
                let at = glyph.cluster as usize;
                if let Some(character) = self.text[at..].chars().next() {
                    self.missing.push(Missing { character, run: shaped.item.run, offset: at - start });
                }
            }
        }
        self.missing.sort_by_key(|missing| (missing.run, missing.offset));
    }

    fn sum(&mut self) {
        let mut sums = vec![Sum::default(); self.text.len() + 1];
        for item in &self.items {
            for glyph in &self.glyphs[item.glyphs.clone()] {
                let sum = &mut sums[glyph.cluster as usize + 1];
                *sum = sum.plus(&Sum::of(glyph, item, &self.text), 1.0);
            }
        }
        let mut total = Sum::default();
        for sum in &mut sums {
            total = total.plus(sum, 1.0);
            *sum = total;
        }
        self.sums = sums;
    }

    fn find_breaks(&mut self, hyphenate: bool, shaper: &mut Shaper) {
        let words = hyphenate.then(|| &*self.fonts.words);
        let found = breaks::opportunities(&self.text, &self.runs, &self.language, words);
        if found.is_empty() {
            return;
        }
        let next = breaks::skip_blank(&self.text, 0);
        let start = Opportunity { end: next, next, ending: Ending::Plain, penalty: 0.0 };
        self.breaks = std::iter::once(start).chain(found).map(|found| self.measured(found, shaper)).collect();
    }

    fn measured(&self, found: Opportunity, shaper: &mut Shaper) -> Break {
        let Opportunity { end, next, ending, penalty } = found;
        let (mut at_end, mut at_next) = sums_at(self, shaper, end);
        if next != end {
            (_, at_next) = sums_at(self, shaper, next);
        }
        let tail = if ending == Ending::Hyphen { self.hyphen_width(end) } else { 0.0 };
        if tail == 0.0 {
            // no space comes after the last letter of a line
            at_end.letters -= self.letter_before(end);
        }
        let (hang_end, hang_start) = self.edges(end, next, tail);
        Break { end, next, ending, penalty, at_end, at_next, tail, hang_end, hang_start }
    }

    /// How far what stands before the byte `end` hangs over the end of its line, and what stands at the byte `next` before
    /// the start of the next one: the blank halves of full-width marks always, other marks where margins are optical.
    fn edges(&self, end: usize, next: usize, tail: f32) -> (f32, f32) {
        // at a hyphen that is at the edge, and not what is blank before it
        let blank_end = if tail > 0.0 { 0.0 } else { self.hangs_at(end, false) };
        let blank = (blank_end, self.hangs_at(next, true));
        let optical = if self.hang { (self.hang_end(end, tail), self.hang_start(next)) } else { (0.0, 0.0) };
        let larger = |blank: f32, optical: f32| if blank > 0.0 { blank } else { optical };
        (larger(blank.0, optical.0), larger(blank.1, optical.1))
    }

    /// How far the mark before the byte `end` hangs over the end of its line; the hyphen there, where `tail` is its width.
    fn hang_end(&self, end: usize, tail: f32) -> f32 {
        if tail > 0.0 {
            return tail * margin::END_HYPHEN;
        }
        let Some((at, mark)) = self.text[..end].char_indices().rfind(|(_, letter)| !is_hidden(*letter)) else {
            return 0.0;
        };
        margin::at_end(mark) * self.advance(at)
    }

    /// How far the mark at the byte `next` hangs before the start of its line.
    fn hang_start(&self, next: usize) -> f32 {
        let mut letters = self.text[next..].char_indices();
        let Some((at, mark)) = letters.find(|(_, letter)| !is_hidden(*letter)) else { return 0.0 };
        margin::at_start(mark) * self.advance(next + at)
    }

    /// The advance of the cluster at a byte; 0 where it runs against the paragraph, since it does not stand at an edge.
    fn advance(&self, at: usize) -> f32 {
        let index = self.items.partition_point(|shaped| shaped.item.range.end <= at);
        if self.items.get(index).is_none_or(|shaped| shaped.rtl() != self.rtl) {
            return 0.0;
        }
        match self.sums.get(at..at + 2) {
            Some([before, after]) => (after.width - before.width) as f32,
            _ => 0.0,
        }
    }

    /// The size of the letter before the byte `end`; 0 where letters join.
    fn letter_before(&self, end: usize) -> f64 {
        let at = self.items.partition_point(|shaped| shaped.item.range.end < end);
        self.items.get(at).filter(|shaped| shaped.parts()).map_or(0.0, |shaped| f64::from(shaped.size))
    }

    /// The width of a hyphen set after the byte before `end`.
    fn hyphen_width(&self, end: usize) -> f32 {
        let at = self.items.partition_point(|shaped| shaped.item.range.end < end);
        self.items.get(at).and_then(|shaped| self.hyphen(shaped)).map_or(0.0, |(_, advance)| advance)
    }

    /// The hyphen's glyph in an item's face, and its advance.
    pub(super) fn hyphen(&self, shaped: &ShapedItem) -> Option<(u16, f32)> {
        let face = self.fonts.face(shaped.item.face);
        face.hyphen.map(|(id, advance)| (id, advance * shaped.size / f32::from(face.units_per_em)))
    }

    /// The space's glyph in the face of a piece.
    pub(super) fn space(&self, piece: &Piece) -> Option<u16> {
        self.fonts.face(piece.glyphs.face).space
    }

    /// The breaks for a measure: pieces that are wider can be cut between any two graphemes.
    fn breaks_for(&self, measure: f32) -> Cow<'_, [Break]> {
        let too_wide = |from: &Break, to: &Break| piece_width(from, to) > f64::from(measure) + TOLERANCE;
        if !self.breaks.windows(2).any(|pair| too_wide(&pair[0], &pair[1])) {
            return Cow::Borrowed(&self.breaks);
        }
        let mut shaper = Shaper::new();
        let mut breaks = self.breaks[..1].to_vec();
        for pair in self.breaks.windows(2) {
            if too_wide(&pair[0], &pair[1]) {
                let cut = |at| Opportunity { end: at, next: at, ending: Ending::Emergency, penalty: 0.0 };
                let cuts = breaks::emergencies(&self.text, pair[0].next..pair[1].end);
                breaks.extend(cuts.map(|at| self.measured(cut(at), &mut shaper)));
            }
            breaks.push(pair[1]);
        }
        Cow::Owned(breaks)
    }
}

fn piece_width(from: &Break, to: &Break) -> f64 {
    to.at_end.width - from.at_next.width + f64::from(to.tail)
}
