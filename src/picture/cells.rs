//! From the edges of an area to how much of each pixel it covers, by its area there and not from samples.
//!
//! An edge leaves in each pixel that it crosses, a cell, how much height it passes and how much of the cell lies left of it. The
//! sum of the heights from the left is the winding number times the height of a row: of it nothing is covered outside, all
//! of it inside, whatever the number (nonzero winding rule). The method is that of FreeType's and Anti-Grain Geometry's
//! rasterisers; like them it adds the shares of two rings that both have an edge in one pixel. All sums are of whole numbers, so that a ring closes exactly, and the order of edges changes nothing.

use crate::page::Point;

/// In how many steps a pixel is covered, from none to all: the eye sees no finer ones on the edge of a letter, and few steps
/// make few colours, so that a palette holds them.
pub(super) const LEVELS: u8 = 16;

/// Parts of a pixel in which places are counted.
const PARTS: i32 = 1 << SHIFT;
const SHIFT: u32 = 8;
/// Twice the width of a pixel: areas are counted twice, for they are those of trapeziums.
const WHOLE: i32 = 2 * PARTS;
/// The part of a place inside its pixel.
const INSIDE: i32 = PARTS - 1;
/// How far outside the picture an edge is followed, in pixels: what lies farther out is drawn in to there.
const BEFORE: f32 = 8_000.0;
const BEYOND: f32 = 24_000.0;
/// What makes a number of all rows and columns from there to there.
const OFFSET: i32 = 8_192;

/// Neighbouring pixels of a row that are covered alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) row: i16,
    pub(super) from: i16,
    /// The first pixel after them.
    pub(super) to: i16,
    /// How much is covered, of [`LEVELS`]; above 0.
    pub(super) level: u8,
}

/// What an edge leaves in a pixel.
#[derive(Debug, Clone, Copy)]
struct Cell {
    /// Row and column in one number, which sorts as they do.
    place: u32,
    /// The height that is passed, upwards below 0.
    height: i32,
    /// Twice that height times how far from the left it is passed.
    area: i32,
}

/// The edges of one area.
#[derive(Debug, Default)]
pub(super) struct Cells {
    cells: Vec<Cell>,
}

/// A place in parts of a pixel.
type Place = (i32, i32);

fn place(Point { x, y }: Point) -> Place {
    let parts = |at: f32| ((at.clamp(-BEFORE, BEYOND) + BEFORE) * PARTS as f32 + 0.5) as i32 - BEFORE as i32 * PARTS;
    (parts(x), parts(y))
}

impl Cells {
    /// Adds the closed ring through these points, in pixels.
    pub(super) fn ring(&mut self, points: impl IntoIterator<Item = Point>) {
        let mut points = points.into_iter().map(place);
        let Some(first) = points.next() else { return };
        let mut last = first;
        for point in points {
            self.edge(last, point);
            last = point;
        }
        self.edge(last, first);
    }

    /// Adds an edge, row by row.
    fn edge(&mut self, from: Place, to: Place) {
        if from.1 == to.1 {
            return;
        }
        let (sign, upper, lower) = if from.1 < to.1 { (1, from, to) } else { (-1, to, from) };
        let slope = f64::from(lower.0 - upper.0) / f64::from(lower.1 - upper.1);
        let (mut x, mut y) = upper;
        while y < lower.1 {
            let row = y >> SHIFT;
            let end = ((row + 1) << SHIFT).min(lower.1);
            let to = if end == lower.1 { lower.0 } else { upper.0 + (slope * f64::from(end - upper.1)) as i32 };
            self.stretch(row, (x.min(to), x.max(to)), (end - y) * sign);
            (x, y) = (to, end);
        }
    }

    /// Adds a piece of an edge inside a row, which passes `height` between its two ends, column by column.
    fn stretch(&mut self, row: i32, (left, right): (i32, i32), height: i32) {
        let first = left >> SHIFT;
        if right - (first << SHIFT) <= PARTS {
            let area = height * ((left & INSIDE) + right - (first << SHIFT));
            return self.add(row, first, height, area);
        }
        let rate = f64::from(height) / f64::from(right - left);
        let (mut at, mut passed) = (left, 0);
        for column in first..=(right - 1) >> SHIFT {
            let begin = column << SHIFT;
            let end = (begin + PARTS).min(right);
            let total = if end == right { height } else { (rate * f64::from(end - left)) as i32 };
            let part = total - passed;
            self.add(row, column, part, part * (at - begin + end - begin));
            (at, passed) = (end, total);
        }
    }

    fn add(&mut self, row: i32, column: i32, height: i32, area: i32) {
        let place = ((row + OFFSET) as u32) << 16 | (column + OFFSET) as u32;
        match self.cells.last_mut() {
            Some(last) if last.place == place => {
                last.height += height;
                last.area += area;
            }
            _ => self.cells.push(Cell { place, height, area }),
        }
    }

    /// Hands on what the area covers, row by row from the left, and forgets it; none where it is no longer taken.
    pub(super) fn spans(&mut self, mut each: impl FnMut(Span) -> Option<()>) -> Option<()> {
        self.cells.sort_unstable_by_key(|cell| cell.place);
        let mut hand_on = |row: i32, from: i32, to: i32, area: i32| match level(area) {
            0 => Some(()),
            level => each(Span { row: row as i16, from: from as i16, to: to as i16, level }),
        };
        let (mut next, mut height) = (0, 0);
        let mut taken = Some(());
        for cells in self.cells.chunk_by(|one, other| one.place == other.place) {
            let Some(place) = cells.first().map(|cell| cell.place) else { continue };
            let (row, column) = ((place >> 16) as i32 - OFFSET, (place & 0xffff) as i32 - OFFSET);
            // where a row ends all rings are closed, and the height is none
            if height != 0 && next < column {
                taken = taken.and_then(|()| hand_on(row, next, column, height * WHOLE));
            }
            height += cells.iter().map(|cell| cell.height).sum::<i32>();
            let left = cells.iter().map(|cell| cell.area).sum::<i32>();
            taken = taken.and_then(|()| hand_on(row, column, column + 1, height * WHOLE - left));
            next = column + 1;
        }
        self.cells.clear();
        taken
    }

    /// All that the area covers, as [`Cells::spans`] hands it on.
    pub(super) fn all(&mut self) -> Vec<Span> {
        let mut all = Vec::new();
        let _ = self.spans(|span| {
            all.push(span);
            Some(())
        });
        all
    }
}

/// How much of a pixel this area covers, counted twice, whichever way round it runs.
fn level(area: i32) -> u8 {
    const PIXEL: u32 = (WHOLE * PARTS) as u32;
    let covered = area.unsigned_abs().min(PIXEL) * u32::from(LEVELS);
    ((covered + PIXEL / 2) / PIXEL) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIDE: usize = 16;

    /// What a sheet of 16 by 16 pixels shows of an area.
    fn levels(rings: &[&[(f32, f32)]]) -> Vec<u8> {
        let mut cells = Cells::default();
        for ring in rings {
            cells.ring(ring.iter().map(|&(x, y)| Point { x, y }));
        }
        let mut levels = vec![0; SIDE * SIDE];
        let mut last = (i16::MIN, i16::MIN);
        let taken = cells.spans(|span| {
            assert!(last <= (span.row, span.from) && span.from < span.to, "in order, none twice: {last:?} {span:?}");
            last = (span.row, span.to);
            let side = SIDE as i16;
            if (0..side).contains(&span.row) {
                for column in span.from.max(0)..span.to.min(side) {
                    levels[span.row as usize * SIDE + column as usize] = span.level;
                }
            }
            Some(())
        });
        assert_eq!(taken, Some(()));
        assert!(cells.cells.is_empty());
        levels
    }

    /// How much of each pixel is inside: counted at 24 by 24 places in it, by the crossings of a line to the left.
    fn counted(rings: &[&[(f32, f32)]]) -> Vec<f32> {
        const PLACES: usize = 24;
        let at = |place: usize| (place as f32 + 0.5) / PLACES as f32;
        let winding = |x: f32, y: f32| -> i32 {
            let edges = rings.iter().flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)));
            let crossed = edges.filter(|(a, b)| (a.1 <= y) != (b.1 <= y));
            let left = crossed.filter(|(a, b)| a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0) < x);
            left.map(|(a, b)| if a.1 < b.1 { 1 } else { -1 }).sum()
        };
        let share = |pixel: usize| {
            let (row, column) = ((pixel / SIDE) as f32, (pixel % SIDE) as f32);
            let places = (0..PLACES * PLACES).map(|place| (at(place / PLACES), at(place % PLACES)));
            places.filter(|(y, x)| winding(column + x, row + y) != 0).count() as f32 / (PLACES * PLACES) as f32
        };
        (0..SIDE * SIDE).map(share).collect()
    }

    #[test]
    fn whole_pixels_are_covered_wholly_and_half_ones_by_half() {
        let square = levels(&[&[(2.0, 3.0), (5.5, 3.0), (5.5, 5.25), (2.0, 5.25)]]);
        let row = |row: usize| &square[row * SIDE..(row + 1) * SIDE];
        let (half, quarter, eighth) = (LEVELS / 2, LEVELS / 4, LEVELS / 8);
        assert_eq!(row(3)[..7], [0, 0, LEVELS, LEVELS, LEVELS, half, 0]);
        assert_eq!(row(4), row(3));
        assert_eq!(row(5)[..7], [0, 0, quarter, quarter, quarter, eighth, 0]);
        assert!(row(2).iter().chain(row(6)).all(|level| *level == 0));
    }

    #[test]
    fn as_much_is_covered_as_is_counted() {
        let triangle: &[(f32, f32)] = &[(1.3, 2.1), (14.2, 5.7), (6.4, 13.9)];
        let flat: &[(f32, f32)] = &[(0.2, 7.1), (15.8, 7.4), (15.1, 8.3), (0.4, 7.9)];
        let outer: &[(f32, f32)] = &[(1.0, 1.0), (15.0, 1.5), (14.5, 15.0), (1.5, 14.5)];
        let hole: &[(f32, f32)] = &[(4.0, 4.0), (4.5, 11.0), (11.0, 11.5), (11.5, 4.5)];
        let inside: &[(f32, f32)] = &[(3.2, 7.1), (12.8, 7.4), (12.1, 8.3), (3.4, 7.9)];
        for rings in [vec![triangle], vec![flat], vec![outer, hole], vec![outer, inside]] {
            for (pixel, (level, share)) in levels(&rings).iter().zip(counted(&rings)).enumerate() {
                // half a level, and what the counting is off by
                let off = (f32::from(*level) / f32::from(LEVELS) - share).abs();
                assert!(off < 0.5 / f32::from(LEVELS) + 0.03, "{pixel}: {level} of {LEVELS} and {share} in {rings:?}");
            }
        }
    }

    #[test]
    fn what_lies_outside_ends_at_the_edge_of_what_is_followed() {
        let wide = levels(&[&[(-1.0e9, 4.0), (1.0e9, 4.0), (1.0e9, 6.0), (-1.0e9, 6.0)]]);
        assert!(wide[4 * SIDE..6 * SIDE].iter().all(|level| *level == LEVELS));
        assert_eq!(wide.iter().filter(|level| **level > 0).count(), 2 * SIDE);
        levels(&[&[(f32::NAN, f32::INFINITY), (f32::NEG_INFINITY, 3.0), (f32::MAX, f32::NAN)]]);
    }

    #[test]
    fn who_takes_no_more_gets_no_more() {
        let mut cells = Cells::default();
        cells.ring([(1.0, 1.0), (3.0, 1.0), (3.0, 9.0)].map(|(x, y)| Point { x, y }));
        let mut taken = 0;
        let end = cells.spans(|_| {
            taken += 1;
            (taken < 3).then_some(())
        });
        assert_eq!((end, taken), (None, 3));
        assert!(cells.cells.is_empty());
    }
}
