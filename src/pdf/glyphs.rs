//! Glyph runs to text operations.
//!
//! The pen of a viewer moves by the widths that the file states, which are whole thousandths of the em. What a run wants
//! beyond that (kerning, justification, the rest that rounding left) goes between the glyphs as adjustments, also in whole
//! thousandths, each worked out from where the pen really stands: errors never add up.
//!
//! A `TJ` operation has a string for each stretch of glyphs. Since printpdf embeds the glyphs that its own `ShowText` names,
//! it is given a page with a [`sheet`] of all of them, in whose place the page's content is then put. Glyph numbers stand in
//! the strings as bytes and not as hexadecimal digits, which are twice as many.

use super::content::Painter;
use super::font::{Entry, Subset, Subsets, clusters, resource};
use super::object;
use super::stream::{hexadecimal, integer, literal};
use crate::page::{Glyph, GlyphRun};
use crate::text::FaceId;
use printpdf::{Codepoint, Op, PdfFontHandle, Pt, TextItem};
use unicode_bidi::{BidiClass, bidi_class};

/// How far a glyph may stand from its place, in thousandths of the em, before the pen is moved: the widths of the file are
/// cut off, and a move for each rest would double the size of a page. In 10 point type it is a fiftieth of a point.
const TOLERANCE: f64 = 2.0;

/// The line of text that is being written: runs of one face and size on one baseline.
#[derive(Debug)]
pub struct Line {
    face: FaceId,
    size: f32,
    /// Where it starts, as the file states it.
    x: f32,
    y: f32,
    /// How far the viewer's pen is from the start, in thousandths of the em.
    pen: f64,
    /// What is to be shown by the next operation, as it is written: strings of glyph numbers, and adjustments.
    list: Vec<u8>,
    /// The numbers of the glyphs since the last adjustment, two bytes each.
    stretch: Vec<u8>,
    rise: f32,
}

impl Line {
    /// Whether a run can go on where this line stands.
    fn takes(&self, run: &GlyphRun, y: f32) -> bool {
        self.face == run.face && self.size == run.size && self.y == y
    }

    /// Moves the pen to `x` on the page.
    fn move_to(&mut self, x: f32) {
        let target = (f64::from(x) - f64::from(self.x)) * 1000.0 / f64::from(self.size);
        let adjustment = (self.pen - target).round();
        if adjustment.abs() >= TOLERANCE {
            self.end_stretch();
            if !self.list.is_empty() {
                self.list.push(b' ');
            }
            if adjustment < 0.0 {
                self.list.push(b'-');
            }
            integer(adjustment.abs() as u64, &mut self.list);
            self.pen -= adjustment;
        }
    }

    /// Adds a glyph and moves the pen behind it.
    fn show(&mut self, entry: &Entry) {
        self.stretch.extend(entry.id.to_be_bytes());
        self.pen += f64::from(entry.width);
    }

    fn end_stretch(&mut self) {
        if !self.stretch.is_empty() {
            literal(&self.stretch, &mut self.list);
            self.stretch.clear();
        }
    }
}

/// Operations that name each glyph in use, with its text.
pub fn sheet(subsets: &Subsets) -> Vec<Op> {
    let mut ops = vec![Op::StartTextSection];
    for (face, subset) in subsets.iter() {
        let name = |entry: &Entry| Codepoint { gid: entry.id, offset: 0.0, cid: Some(entry.text.clone()) };
        ops.push(Op::SetFont { font: PdfFontHandle::External(resource(face)), size: Pt(1.0) });
        ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(subset.entries().map(name).collect())] });
    }
    ops.push(Op::EndTextSection);
    ops
}

impl Painter<'_> {
    /// Shows a run.
    pub fn glyphs(&mut self, run: &GlyphRun) {
        let Some(subset) = self.subsets.get(run.face) else { return };
        self.begin_line(run);
        if let Some(language) = &run.language {
            self.begin_span("/Lang", |out| literal(language.as_bytes(), out));
        }
        let mut x = run.origin.x;
        for (cluster, text) in clusters(run) {
            let own_text = !stands_for(subset, cluster, &text);
            if own_text {
                self.begin_span("/ActualText", |out| hexadecimal(&object::utf16(&text), out));
            }
            for glyph in cluster {
                self.glyph(subset, glyph, x);
                x += glyph.advance;
            }
            if own_text {
                self.end_span();
            }
        }
        if run.language.is_some() {
            self.end_span();
        }
    }

    fn glyph(&mut self, subset: &Subset, glyph: &Glyph, x: f32) {
        let Some(entry) = subset.glyph(glyph.id) else { return };
        self.set_rise(object::points(glyph.dy));
        if let Some(line) = &mut self.line {
            line.move_to(x + glyph.dx);
            line.show(entry);
        }
    }

    /// Makes ready to show `run`: continues the line where it can, so that runs side by side become one operation.
    fn begin_line(&mut self, run: &GlyphRun) {
        let (x, y) = self.flip.point(run.origin);
        if self.line.as_ref().is_some_and(|line| line.takes(run, y)) {
            if self.state.fill != Some(run.color) {
                self.show_pending();
                self.set_fill(run.color);
            }
            return;
        }
        if self.line.is_some() {
            self.set_rise(0.0);
            self.show_pending();
        } else {
            self.out.operator("BT");
        }
        self.set_fill(run.color);
        if self.state.font != Some((run.face, run.size)) {
            self.state.font = Some((run.face, run.size));
            self.out.font(&resource(run.face).0, run.size);
        }
        self.out.numbers([1.0, 0.0, 0.0, 1.0, x, y], "Tm");
        let (list, stretch) = self.line.take().map(|line| (line.list, line.stretch)).unwrap_or_default();
        self.line = Some(Line { face: run.face, size: run.size, x, y, pen: 0.0, list, stretch, rise: 0.0 });
    }

    /// Ends the text, if there is any: paths and marks do not stand inside it.
    pub fn end_text(&mut self) {
        if self.line.is_some() {
            self.set_rise(0.0);
            self.show_pending();
            self.line = None;
            self.out.operator("ET");
        }
    }

    /// Lifts what follows above the baseline.
    fn set_rise(&mut self, rise: f32) {
        if self.line.as_ref().is_some_and(|line| line.rise != rise) {
            self.show_pending();
            self.out.numbers([rise], "Ts");
            if let Some(line) = &mut self.line {
                line.rise = rise;
            }
        }
    }

    fn begin_span(&mut self, key: &str, value: impl FnOnce(&mut Vec<u8>)) {
        self.show_pending();
        let mut properties = key.as_bytes().to_vec();
        value(&mut properties);
        self.out.marked("Span", &properties);
    }

    fn end_span(&mut self) {
        self.show_pending();
        self.out.operator("EMC");
    }

    fn show_pending(&mut self) {
        if let Some(line) = &mut self.line {
            line.end_stretch();
            if !line.list.is_empty() {
                self.out.show(&line.list);
                line.list.clear();
            }
        }
    }
}

/// Whether a cluster's text can be left to what its only glyph stands for. Where that is several letters of a script that
/// runs from right to left (lam-alef), it cannot: readers turn the letters of a line round, and would turn these round too.
fn stands_for(subset: &Subset, cluster: &[Glyph], text: &str) -> bool {
    match cluster {
        [glyph] => subset.glyph(glyph.id).is_some_and(|entry| entry.text == text) && !several_rtl_letters(text),
        _ => false,
    }
}

fn several_rtl_letters(text: &str) -> bool {
    let mut letters = text.chars();
    let first = letters.next().filter(|_| letters.next().is_some());
    first.is_some_and(|first| matches!(bidi_class(first), BidiClass::R | BidiClass::AL))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_several_letters_from_right_to_left_speak_for_themselves() {
        assert!(several_rtl_letters("لا"));
        assert!(!several_rtl_letters("ل") && !several_rtl_letters("fi") && !several_rtl_letters(""));
    }
}
