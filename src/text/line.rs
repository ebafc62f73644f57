//! One line: cuts the shaped items at its ends, puts the pieces in visual order, justifies and aligns them.

use super::breaks::Ending;
use super::cut::{cut_at, stretch};
use super::paragraph::{Shaped, ShapedItem};
use super::shape::{ShapedGlyph, Shaper, is_hidden};
use super::total_fit::{Break, Spacing, Sum};
use super::{Align, Line, Piece};
use crate::page::{Glyph, GlyphRun, Point};
use std::ops::Range;
use std::sync::Arc;
use unicode_bidi::{BidiInfo, Level};

/// A space is never shrunk by more than this share of itself: a third, and a little for rounding.
const MOST_SHRUNK: f32 = -0.34;

/// Where lines stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// May be infinite.
    pub(super) measure: f32,
    pub(super) align: Align,
    pub(super) spacing: Spacing,
}

/// Makes the lines of one paragraph.
pub(super) struct LineMaker<'s> {
    shaped: &'s Shaped,
    place: Place,
    shaper: Option<Shaper>,
    cut: Vec<ShapedGlyph>,
}

/// A piece before it has its place.
struct Part {
    piece: Piece,
    level: u8,
    /// The sum of the advances.
    width: f32,
    /// The sum of what its glyphs give to justification.
    space: f32,
    /// The sum of the sizes of letters that may be set closer or wider.
    letters: f32,
    /// Whether its last glyph ends the text of the line and gives nothing to it.
    last: bool,
    /// Whether it stands at the right end of the line.
    ends: bool,
}

impl<'s> LineMaker<'s> {
    pub(super) fn new(shaped: &'s Shaped, place: Place) -> Self {
        LineMaker { shaped, place, shaper: None, cut: Vec::new() }
    }

    /// The line from the break `from` to the break `to`.
    pub(super) fn line(&mut self, from: &Break, to: &Break) -> Line {
        let shaped = self.shaped;
        let range = from.next..to.end.max(from.next);
        let first = shaped.items.partition_point(|item| item.item.range.end <= range.start);
        let items = shaped.items[first..].iter().take_while(|item| item.item.range.start < range.end);
        let hyphenated = to.ending == Ending::Hyphen;
        let mut parts: Vec<Part> = items.map(|item| self.part(item, &range, hyphenated)).collect();
        let parted = !hyphenated && to.next > range.end && to.next < shaped.text.len();
        if parted
            && let Some(last) = last_shown(&mut parts)
            && let Some(space) = shaped.space(&last.piece)
        {
            last.end_with_space(space);
        }
        if let Some(last) = last_shown(&mut parts) {
            last.end_line();
        }
        let mut blank = shaped.hangs(&range);
        if hyphenated {
            // the hyphen stands at the edge, and not what is blank before it
            blank.1 = 0.0;
        }
        let hang = if range.is_empty() { blank } else { (from.hang_start, to.hang_end) };
        let width = parts.iter().map(|part| part.width).sum::<f32>() - hang.0 - hang.1;
        let space: f32 = parts.iter().map(|part| part.space).sum();
        parts = in_visual_order(parts);
        // no space is added behind the last letter
        if let Some(last) = parts.last_mut().filter(|part| part.letters > 0.0) {
            last.letters = (last.letters - last.piece.glyphs.size).max(0.0);
            last.ends = true;
        }
        let letters: f32 = parts.iter().map(|part| part.letters).sum();
        let line = Sum { width: f64::from(width), space: f64::from(space), letters: f64::from(letters) };
        let (stretch, between) = self.share(&line, to.ending == Ending::Mandatory);
        let filled = width + stretch * space + between * letters;
        let offset = self.offset(filled) - if shaped.rtl { hang.1 } else { hang.0 };
        let (pieces, width) = place(parts, offset, stretch, between);
        // where what hangs outside is blank, it is no part of the line's width
        let width = width - if shaped.rtl { blank.0 } else { blank.1 };
        let hang = (hang.0 - blank.0, hang.1 - blank.1);
        let missing = shaped
            .missing
            .iter()
            .filter(|missing| range.contains(&(shaped.runs[missing.run].range.start + missing.offset)));
        Line { pieces, width, hang, hyphenated, stretch, missing: missing.cloned().collect(), range }
    }

    /// What is added to each space, as a share of itself, and after each letter, as a share of its size.
    fn share(&self, line: &Sum, last: bool) -> (f32, f32) {
        let slack = f64::from(self.place.measure) - line.width;
        let fills = self.place.align == Align::Justify && !last;
        if line.space <= 0.0 || !slack.is_finite() || (slack >= 0.0 && !fills) {
            return (0.0, 0.0);
        }
        // a ragged line that rounding made too wide gives the trace up at its spaces
        let spacing = if self.place.spacing == Spacing::Ragged { Spacing::Spaces } else { self.place.spacing };
        let (stretch, between) = spacing.share(slack, line);
        ((stretch as f32).max(MOST_SHRUNK), between as f32)
    }

    /// How far from the left edge the line starts.
    fn offset(&self, width: f32) -> f32 {
        let slack = self.place.measure - width;
        if !slack.is_finite() {
            return 0.0;
        }
        match (self.place.align, self.shaped.rtl) {
            (Align::Center, _) => slack / 2.0,
            (Align::Justify | Align::Start, true) | (Align::End, false) => slack,
            (Align::Justify | Align::Start, false) | (Align::End, true) => 0.0,
        }
    }

    /// The part of an item that stands on the line, if it shows anything.
    fn part(&mut self, item: &ShapedItem, line: &Range<usize>, hyphenated: bool) -> Part {
        let shaped = self.shaped;
        let range = item.item.range.start.max(line.start)..item.item.range.end.min(line.end);
        let text = &shaped.text[range.clone()];
        let rtl = item.rtl();
        let glyphs = self.glyphs(item, &range);
        let mut part = Part {
            piece: empty_piece(shaped, item),
            level: item.item.level,
            width: 0.0,
            space: 0.0,
            letters: 0.0,
            last: false,
            ends: false,
        };
        part.fill(glyphs, &range, &shaped.text, rtl);
        if !item.parts() {
            part.letters = 0.0;
        }
        let hidden = text.contains(|c: char| !c.is_ascii_graphic() && is_hidden(c));
        let shown = if hidden { without_hidden(text, &mut part.piece.glyphs.glyphs) } else { text.to_owned() };
        let hyphen = if hyphenated && range.end == line.end && part.is_shown() { shaped.hyphen(item) } else { None };
        part.piece.glyphs.text = match hyphen {
            Some(hyphen) => part.hyphenate(shown, hyphen, item.raise, rtl),
            None => shown.into(),
        };
        part
    }

    /// The glyphs for a part of an item: those shaped before, or, where a cut would change them, the part shaped anew.
    fn glyphs(&mut self, item: &ShapedItem, range: &Range<usize>) -> &[ShapedGlyph] {
        let all = &self.shaped.glyphs[item.glyphs.clone()];
        let start = cut_at(self.shaped, item, range.start);
        let end = cut_at(self.shaped, item, range.end);
        if let (Some(start), Some(end)) = (start, end) {
            return &all[start.min(end)..start.max(end)];
        }
        let shaper = self.shaper.get_or_insert_with(Shaper::new);
        self.cut.clear();
        self.shaped.reshape(shaper, item, range.clone(), &mut self.cut);
        &self.cut
    }
}

/// A piece with an item's looks and no glyphs.
fn empty_piece(shaped: &Shaped, item: &ShapedItem) -> Piece {
    let run = &shaped.runs[item.item.run];
    let glyphs = GlyphRun {
        face: item.item.face,
        size: item.size,
        origin: Point::default(),
        color: run.style.color,
        glyphs: Vec::new(),
        text: Arc::from(""),
        language: run.language.clone(),
    };
    Piece { glyphs, tag: run.tag }
}

impl Part {
    /// Whether it has any glyph.
    fn is_shown(&self) -> bool {
        !self.piece.glyphs.glyphs.is_empty()
    }

    /// Takes the glyphs of the bytes `range`, with clusters counted from its start.
    fn fill(&mut self, glyphs: &[ShapedGlyph], range: &Range<usize>, text: &str, rtl: bool) {
        let out = &mut self.piece.glyphs.glyphs;
        out.reserve_exact(glyphs.len() + 1);
        for glyph in glyphs {
            self.width += glyph.advance;
            let elastic = stretch(text, glyph.cluster as usize);
            if elastic > 0.0 {
                self.space += glyph.advance * elastic;
            } else if glyph.advance > 0.0 {
                self.letters += self.piece.glyphs.size;
            }
            let start = glyph.cluster - range.start as u32;
            let ShapedGlyph { id, advance, dx, dy, .. } = *glyph;
            out.push(Glyph { id, advance, dx, dy, cluster: start..start });
        }
        let length = range.len() as u32;
        if rtl { close_clusters(out.iter_mut(), length) } else { close_clusters(out.iter_mut().rev(), length) }
    }

    /// Takes note that the line ends here: behind its last character there is nothing to stretch.
    fn end_line(&mut self) {
        let run = &self.piece.glyphs;
        if let Some(glyph) = last_glyph(&run.glyphs) {
            let elastic = stretch(&run.text, glyph.cluster.start as usize);
            if elastic < 1.0 && self.level.is_multiple_of(2) {
                self.space -= glyph.advance * elastic;
                self.last = true;
            }
        }
    }

    /// Adds the space that parts this line's last word from the next line's first: it takes no room, but those who listen
    /// or copy would else have the two words as one (ISO 32000-1, 14.8.2.5).
    fn end_with_space(&mut self, id: u16) {
        let run = &mut self.piece.glyphs;
        let start = run.text.len() as u32;
        run.text = format!("{} ", run.text).into();
        let glyph = Glyph { id, advance: 0.0, dx: 0.0, dy: 0.0, cluster: start..start + 1 };
        if self.level % 2 == 1 {
            run.glyphs.insert(0, glyph);
        } else {
            run.glyphs.push(glyph);
        }
    }

    /// Adds the hyphen at the end of the line; gives the text with a soft hyphen for it.
    fn hyphenate(&mut self, mut shown: String, (id, advance): (u16, f32), raise: f32, rtl: bool) -> Arc<str> {
        let start = shown.len() as u32;
        shown.push('\u{ad}');
        let glyph = Glyph { id, advance, dx: 0.0, dy: raise, cluster: start..shown.len() as u32 };
        self.width += advance;
        self.letters += self.piece.glyphs.size;
        let glyphs = &mut self.piece.glyphs.glyphs;
        if rtl {
            glyphs.insert(0, glyph);
        } else {
            glyphs.push(glyph);
        }
        shown.into()
    }
}

/// The last glyph that takes up room, where text runs from left to right.
fn last_glyph(glyphs: &[Glyph]) -> Option<&Glyph> {
    glyphs.iter().rfind(|glyph| glyph.advance > 0.0)
}

/// Ends each cluster where the next one starts. The glyphs come from the last cluster to the first.
fn close_clusters<'g>(glyphs: impl Iterator<Item = &'g mut Glyph>, length: u32) {
    let (mut current, mut end) = (length, length);
    for glyph in glyphs {
        if glyph.cluster.start < current {
            (end, current) = (current, glyph.cluster.start);
        }
        glyph.cluster.end = end;
    }
}

/// The text without hidden characters; moves the clusters accordingly.
fn without_hidden(text: &str, glyphs: &mut [Glyph]) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut moved = vec![0_u32; text.len() + 1];
    for (at, character) in text.char_indices() {
        moved[at] = shown.len() as u32;
        if !is_hidden(character) {
            shown.push(character);
        }
    }
    moved[text.len()] = shown.len() as u32;
    for glyph in glyphs {
        glyph.cluster = moved[glyph.cluster.start as usize]..moved[glyph.cluster.end as usize];
    }
    shown
}

/// The last part that shows anything.
fn last_shown(parts: &mut [Part]) -> Option<&mut Part> {
    parts.iter_mut().rfind(|part| part.is_shown())
}

/// Orders parts from left to right (UAX 9, rule L2). Those that show nothing take part: the controls of an isolate keep it
/// apart from a number beside it. Then they go.
fn in_visual_order(parts: Vec<Part>) -> Vec<Part> {
    if parts.iter().all(|part| part.level == 0) {
        return parts.into_iter().filter(Part::is_shown).collect();
    }
    let levels: Vec<Level> = parts.iter().filter_map(|part| Level::new(part.level).ok()).collect();
    let mut parts: Vec<Option<Part>> = parts.into_iter().map(Some).collect();
    let order = BidiInfo::reorder_visual(&levels);
    let placed = order.into_iter().filter_map(|index| parts.get_mut(index).and_then(Option::take));
    placed.filter(Part::is_shown).collect()
}

/// Sets parts one after the other from `x` on; gives them with the end of the last one.
/// `by` is what is added to each space, as a share of itself, `between` what is added after each letter, as a share of its
/// size.
fn place(parts: Vec<Part>, mut x: f32, by: f32, between: f32) -> (Vec<Piece>, f32) {
    let place = |part: Part| {
        let Part { mut piece, width, space, letters, last, ends, .. } = part;
        piece.glyphs.origin.x = x;
        let apart = if letters > 0.0 { between * piece.glyphs.size } else { 0.0 };
        if (by != 0.0 && space > 0.0) || apart != 0.0 {
            let text = piece.glyphs.text.clone();
            let rightmost = piece.glyphs.glyphs.iter().rposition(|glyph| glyph.advance > 0.0).filter(|_| ends);
            let end = last_glyph(&piece.glyphs.glyphs).filter(|_| last).map(|glyph| glyph.cluster.start);
            for (index, glyph) in piece.glyphs.glyphs.iter_mut().enumerate() {
                let elastic = stretch(&text, glyph.cluster.start as usize);
                if elastic > 0.0 && Some(glyph.cluster.start) != end {
                    glyph.advance *= 1.0 + by * elastic;
                } else if elastic == 0.0 && glyph.advance > 0.0 && Some(index) != rightmost {
                    glyph.advance += apart;
                }
            }
        }
        x += width + space * by + letters * between;
        piece
    };
    let pieces = parts.into_iter().map(place).collect();
    (pieces, x)
}
