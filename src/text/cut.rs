//! Cutting shaped items: whether glyphs can be parted before a byte, and how wide the two sides are when they cannot.

use super::cjk;
use super::is_letter;
use super::paragraph::{Shaped, ShapedItem};
use super::shape::{ShapedGlyph, Shaper, is_hidden};
use super::total_fit::Sum;
use super::words::Looks;
use std::ops::Range;

/// How many glyphs beside an unsafe cut are looked at for a safe one. Where a whole word is joined there is none, and the
/// letters further off do not change.
const REACH: usize = 16;

/// The index between an item's glyphs at which a cut before the byte `at` falls; none when that cut would change glyphs.
pub(super) fn cut_at(shaped: &Shaped, item: &ShapedItem, at: usize) -> Option<usize> {
    let all = &shaped.glyphs[item.glyphs.clone()];
    let cut = index_at(item, all, at);
    if at == item.item.range.start || at == item.item.range.end {
        return Some(cut);
    }
    let first = if item.rtl() { all[..cut].last() } else { all.get(cut) };
    let shown = shaped.text[at..item.item.range.end].find(|c: char| !is_hidden(c)).map(|offset| at + offset);
    match first {
        Some(glyph) => (Some(glyph.cluster as usize) == shown && !glyph.unsafe_to_break).then_some(cut),
        None => shown.is_none().then_some(cut),
    }
}

/// The index at which the glyphs of clusters before `at` meet the others.
fn index_at(item: &ShapedItem, all: &[ShapedGlyph], at: usize) -> usize {
    all.partition_point(|glyph| ((glyph.cluster as usize) < at) != item.rtl())
}

/// The sums up to a cut before `at`: of the line that ends there, and of the text that the next line does not have.
/// They differ where the cut falls inside a ligature or a kerned pair.
pub(super) fn sums_at(shaped: &Shaped, shaper: &mut Shaper, at: usize) -> (Sum, Sum) {
    let plain = shaped.sums.get(at).copied().unwrap_or_default();
    let index = shaped.items.partition_point(|item| item.item.range.end <= at);
    let Some(item) = shaped.items.get(index).filter(|item| cut_at(shaped, item, at).is_none()) else {
        return (plain, plain);
    };
    let Range { start, end } = safe_around(shaped, item, at);
    let before = shaped.sums[start].plus(&width(shaped, shaper, item, start..at), 1.0);
    let after = shaped.sums[end].plus(&width(shaped, shaper, item, at..end), -1.0);
    (before, after)
}

/// The nearest safe cuts before and after an unsafe one.
fn safe_around(shaped: &Shaped, item: &ShapedItem, at: usize) -> Range<usize> {
    let all = &shaped.glyphs[item.glyphs.clone()];
    let (left, right) = all.split_at(index_at(item, all, at));
    let Range { start, end } = item.item.range;
    if item.rtl() {
        nearest(right.iter(), at).unwrap_or(start)..nearest(left.iter().rev(), at).unwrap_or(end)
    } else {
        nearest(left.iter().rev(), at).unwrap_or(start)..nearest(right.iter(), at).unwrap_or(end)
    }
}

/// The first byte of the nearest cluster that can be parted from the one before it, or of the last one in reach; none
/// when the item ends before.
fn nearest<'g>(glyphs: impl Iterator<Item = &'g ShapedGlyph>, at: usize) -> Option<usize> {
    let mut others = glyphs.filter(|glyph| glyph.cluster as usize != at).enumerate();
    let found = others.find(|(index, glyph)| !glyph.unsafe_to_break || *index == REACH);
    found.map(|(_, glyph)| glyph.cluster as usize)
}

/// How wide a part of an item is, set by itself. Of letters that do not join, with no Chinese beside them, it is the same
/// wherever they stand.
fn width(shaped: &Shaped, shaper: &mut Shaper, item: &ShapedItem, range: Range<usize>) -> Sum {
    let part = &shaped.text[range.clone()];
    if shaped.cjk || !item.parts() || item.rtl() || !part.chars().all(is_letter) {
        return measure(shaped, shaper, item, range);
    }
    let looks = Looks {
        face: item.item.face,
        features: item.features,
        size: item.size,
        script: item.item.script,
        language: shaped.language_of(item),
    };
    shaped.fonts.words.width(looks, part, || measure(shaped, shaper, item, range.clone()))
}

fn measure(shaped: &Shaped, shaper: &mut Shaper, item: &ShapedItem, range: Range<usize>) -> Sum {
    let mut glyphs = Vec::new();
    shaped.reshape(shaper, item, range, &mut glyphs);
    glyphs.iter().fold(Sum::default(), |sum, glyph| sum.plus(&Sum::of(glyph, item, &shaped.text), 1.0))
}

impl Sum {
    /// The lengths of one glyph.
    pub(super) fn of(glyph: &ShapedGlyph, item: &ShapedItem, text: &str) -> Sum {
        let width = f64::from(glyph.advance);
        let elastic = stretch(text, glyph.cluster as usize);
        if elastic > 0.0 {
            return Sum { width, space: width * f64::from(elastic), letters: 0.0 };
        }
        let letters = if item.parts() && glyph.advance > 0.0 { f64::from(item.size) } else { 0.0 };
        Sum { width, space: 0.0, letters }
    }

    /// This sum with `sign` times another.
    pub(super) fn plus(&self, other: &Sum, sign: f64) -> Sum {
        Sum {
            width: self.width + sign * other.width,
            space: self.space + sign * other.space,
            letters: self.letters + sign * other.letters,
        }
    }
}

/// How much of its advance the character at a byte gives to justification: a space all of it, a Han character a little.
pub(super) fn stretch(text: &str, at: usize) -> f32 {
    match text.as_bytes().get(at) {
        Some(b' ' | b'\t') => 1.0,
        Some(0xc2) if text.as_bytes().get(at + 1) == Some(&0xa0) => 1.0,
        Some(0xe3..) if text[at..].chars().next().is_some_and(cjk::is_elastic) => cjk::ELASTIC,
        _ => 0.0,
    }
}

/// Whether the character at a byte is a space that justification stretches and shrinks.
pub(super) fn stretches(text: &str, at: usize) -> bool {
    stretch(text, at) >= 1.0
}
