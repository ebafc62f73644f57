//! Glyphs in pixels: each is made once for a face, a size and a place inside a pixel. A chart says the same digits again and
//! again.

use super::cells::{Cells, Span};
use super::outline::{Outlines, places};
use super::trace;
use crate::page::{GlyphRun, Point, Segment};
use crate::text::{FaceId, Fonts};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Places inside a pixel, each way: none is off by more than an eighth of one.
const PLACES: i32 = 4;

/// What tells the pixels of one glyph from those of another: its face, its number, the bits of its size in pixels, its place
/// inside a pixel.
type Key = (FaceId, u16, u32, i32, i32);

/// The glyphs met so far.
pub(super) struct Glyphs<'f> {
    pub(super) outlines: Outlines<'f>,
    /// What each covers around its origin.
    known: BTreeMap<Key, Box<[Span]>>,
}

impl<'f> Glyphs<'f> {
    pub(super) fn new(fonts: &'f Fonts) -> Self {
        Glyphs { outlines: Outlines::new(fonts), known: BTreeMap::new() }
    }

    /// Hands on what a run covers, each span with the row and the column that it counts from; none where it is no longer taken.
    pub(super) fn of_run(
        &mut self,
        run: &GlyphRun,
        density: f32,
        cells: &mut Cells,
        mut each: impl FnMut(Span, (i32, i32)) -> Option<()>,
    ) -> Option<()> {
        let (glyphs, scale) = places(run, self.outlines.fonts);
        for (glyph, origin) in glyphs {
            let (column, x) = split(origin.x * density);
            let (row, y) = split(origin.y * density);
            let key = (run.face, glyph.id, (run.size * density).to_bits(), x, y);
            let spans = match self.known.entry(key) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(place) => {
                    let outline = self.outlines.of_glyph(run.face, glyph.id);
                    place.insert(drawn(outline, (scale * density, x, y), cells))
                }
            };
            spans.iter().try_for_each(|span| each(*span, (row, column)))?;
        }
        Some(())
    }
}

/// What a glyph covers whose origin is at a place inside the pixel of row and column 0.
fn drawn(outline: &[Segment], (scale, x, y): (f32, i32, i32), cells: &mut Cells) -> Box<[Span]> {
    let part = |place: i32| place as f32 / PLACES as f32;
    trace::fill(cells, outline, |at| Point { x: at.x * scale + part(x), y: at.y * scale + part(y) });
    cells.all().into()
}

/// The pixel in which a length ends, and at which of the places in it.
fn split(length: f32) -> (i32, i32) {
    let place = (length * PLACES as f32 + 0.5).floor() as i32;
    (place.div_euclid(PLACES), place.rem_euclid(PLACES))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Color, Glyph};

    fn run(x: f32, y: f32) -> GlyphRun {
        GlyphRun {
            face: FaceId(4),
            size: 30.0,
            origin: Point { x, y },
            color: Color::BLACK,
            glyphs: vec![Glyph { id: 40, advance: 8.0, dx: 0.0, dy: 0.0, cluster: 0..1 }],
            text: "A".into(),
            language: None,
        }
    }

    /// Spans, each with its place.
    type Covered = Vec<(Span, (i32, i32))>;

    /// What a run covers, and how many glyphs are known then.
    fn covered(glyphs: &mut Glyphs<'_>, run: &GlyphRun) -> (Covered, usize) {
        let mut all = Vec::new();
        glyphs.of_run(run, 1.0, &mut Cells::default(), |span, at| {
            all.push((span, at));
            Some(())
        });
        (all, glyphs.known.len())
    }

    #[test]
    fn a_glyph_is_drawn_once_for_a_place_inside_a_pixel() {
        let mut glyphs = Glyphs::new(Fonts::bundled());
        let (first, known) = covered(&mut glyphs, &run(50.1, 40.6));
        assert!(first.len() > 50 && known == 1, "{known}");
        let (moved, known) = covered(&mut glyphs, &run(70.0, 20.5));
        let expected: Vec<_> = first.iter().map(|(span, (row, column))| (*span, (row - 20, column + 20))).collect();
        assert_eq!((moved, known), (expected, 1), "further by whole pixels, but for less than an eighth of one");
        assert_eq!(covered(&mut glyphs, &run(50.3, 40.6)).1, 2);
        let larger = GlyphRun { size: 30.5, ..run(50.1, 40.6) };
        assert_eq!(covered(&mut glyphs, &larger).1, 3);
    }

    #[test]
    fn a_place_is_the_nearest_of_a_pixel() {
        assert_eq!([split(3.0), split(3.12), split(3.13), split(3.9)], [(3, 0), (3, 0), (3, 1), (4, 0)]);
        assert_eq!([split(-0.3), split(-3.0)], [(-1, 3), (-3, 0)]);
        assert_eq!(split(f32::NAN), (0, 0));
    }
}
