//! Glyph runs to text operations.
//!
//! The pen of a viewer moves by the widths that the file states, which are whole thousandths of the em. What a run wants
//! beyond that (kerning, justification, the rest that rounding left) goes between the glyphs as adjustments, also in whole
//! thousandths, each worked out from where the pen really stands: errors never add up.
//!
//! The `TJ` operations are written here, a string for each stretch of glyphs; printpdf's own `ShowText` takes a string, a
//! text and an operand for each single glyph, which was a quarter of the time of the whole program. Since printpdf embeds
//! the glyphs that `ShowText` names, it is first given a [`sheet`] of all of them, in place of which the first page comes.
//! Glyph numbers stand in the strings as bytes and not as hexadecimal digits, which are twice as many.

use super::content::{Painter, marked};
use super::font::{Entry, Subset, Subsets, clusters, resource};
use super::object;
use crate::page::{Glyph, GlyphRun};
use crate::text::FaceId;
use printpdf::{Codepoint, DictItem, Op, PdfFontHandle, Pt, TextItem, TextMatrix};
use unicode_bidi::{BidiClass, bidi_class};

/// How far a glyph may stand from its place, in thousandths of the em, before the pen is moved: the widths of the file are
/// cut off, and a move for each rest would double the size of a page. In 10 point type it is a fiftieth of a point.
const TOLERANCE: f64 = 2.0;

/// Room for the glyphs between two adjustments, in bytes: nineteen stretches in twenty need no more.
const STRETCH: usize = 16;

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
    /// What is to be shown by the next operation: strings of glyph numbers, and adjustments.
    items: Vec<DictItem>,
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
            self.items.push(DictItem::Int(adjustment as i64));
            self.pen -= adjustment;
        }
    }

    /// Adds a glyph and moves the pen behind it.
    fn show(&mut self, entry: &Entry) {
        let number = entry.id.to_be_bytes();
        match self.items.last_mut() {
            Some(DictItem::String { data, .. }) => data.extend(number),
            _ => {
                let mut data = Vec::with_capacity(STRETCH);
                data.extend(number);
                self.items.push(DictItem::String { data, literal: true });
            }
        }
        self.pen += f64::from(entry.width);
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
            self.begin_span("Lang", DictItem::String { data: language.as_bytes().to_vec(), literal: true });
        }
        let mut x = run.origin.x;
        for (cluster, text) in clusters(run) {
            let own_text = !stands_for(subset, cluster, &text);
            if own_text {
                self.begin_span("ActualText", DictItem::String { data: object::utf16(&text), literal: false });
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
            self.ops.push(Op::StartTextSection);
        }
        self.set_fill(run.color);
        if self.state.font != Some((run.face, run.size)) {
            self.state.font = Some((run.face, run.size));
            let font = PdfFontHandle::External(resource(run.face));
            self.ops.push(Op::SetFont { font, size: Pt(run.size) });
        }
        self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(Pt(x), Pt(y)) });
        self.line = Some(Line { face: run.face, size: run.size, x, y, pen: 0.0, items: Vec::new(), rise: 0.0 });
    }

    /// Ends the text, if there is any: paths and marks do not stand inside it.
    pub fn end_text(&mut self) {
        if self.line.is_some() {
            self.set_rise(0.0);
            self.show_pending();
            self.line = None;
            self.ops.push(Op::EndTextSection);
        }
    }

    /// Lifts what follows above the baseline.
    fn set_rise(&mut self, rise: f32) {
        if self.line.as_ref().is_some_and(|line| line.rise != rise) {
            self.show_pending();
            self.ops.push(Op::SetLineOffset { multiplier: rise });
            if let Some(line) = &mut self.line {
                line.rise = rise;
            }
        }
    }

    fn begin_span(&mut self, key: &str, value: DictItem) {
        self.show_pending();
        self.ops.push(marked("Span", [(key, value)]));
    }

    fn end_span(&mut self) {
        self.show_pending();
        self.ops.push(Op::EndMarkedContent);
    }

    fn show_pending(&mut self) {
        if let Some(line) = &mut self.line
            && !line.items.is_empty()
        {
            let items = DictItem::Array(std::mem::take(&mut line.items));
            self.ops.push(Op::Unknown { key: "TJ".to_owned(), value: vec![items] });
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
