//! A page painted in pixels, on white.

use super::cells::{Cells, LEVELS, Span};
use super::glyphs::Glyphs;
use super::ground::{Ground, Indexed, Rgb};
use super::outline::Outlines;
use super::trace;
use crate::page::{Color, GlyphRun, Item, Page, Path};
use crate::text::Fonts;

/// What pictures are painted with: each takes the memory and the glyphs of those before it.
pub struct Canvas<'f> {
    /// By rows from the top.
    pub(super) pixels: Vec<u8>,
    glyphs: Glyphs<'f>,
    cells: Cells,
}

/// What the bytes of a painted picture are.
pub(super) enum Colors {
    /// The numbers of the colours in this palette, three bytes a colour.
    Palette(Vec<u8>),
    /// Red, green and blue, of more colours than a palette holds.
    Rgb,
}

impl<'f> Canvas<'f> {
    /// Nothing is painted yet.
    #[must_use]
    pub fn new(fonts: &'f Fonts) -> Self {
        Canvas { pixels: Vec::new(), glyphs: Glyphs::new(fonts), cells: Cells::default() }
    }

    /// The outlines of the glyphs met so far.
    pub(super) fn outlines(&mut self) -> &mut Outlines<'f> {
        &mut self.glyphs.outlines
    }

    /// Paints the page on so many pixels, so many to a point.
    pub(super) fn paint(&mut self, page: &Page, size: (u16, u16), density: f32) -> Colors {
        let count = usize::from(size.0) * usize::from(size.1);
        let ground = Indexed::new(&mut self.pixels, count);
        let brush = Brush { ground, size: (size.0.into(), size.1.into()), clip: None };
        let mut painter = Painter { brush, density, glyphs: &mut self.glyphs, cells: &mut self.cells };
        if painter.page(page).is_some() {
            return Colors::Palette(painter.brush.ground.into_palette());
        }
        let brush =
            Brush { ground: Rgb::new(&mut self.pixels, count), size: (size.0.into(), size.1.into()), clip: None };
        // on such a ground there is room for every colour
        let _ = Painter { brush, density, glyphs: &mut self.glyphs, cells: &mut self.cells }.page(page);
        Colors::Rgb
    }
}

/// A page that is being painted.
struct Painter<'c, 'f, G> {
    brush: Brush<G>,
    density: f32,
    glyphs: &'c mut Glyphs<'f>,
    cells: &'c mut Cells,
}

impl<G: Ground> Painter<'_, '_, G> {
    /// Paints all items; none where the ground does not take all of their colours.
    fn page(&mut self, page: &Page) -> Option<()> {
        for item in &page.items {
            match item {
                // the text chunks say what the structure tree says in a PDF; a chart has no image
                Item::Begin(_) | Item::End | Item::Image { .. } => {}
                Item::Glyphs(run) => self.run(run)?,
                Item::Path(path) => self.path(path)?,
                Item::Clip(segments) => {
                    trace::fill(self.cells, segments, |at| at.times(self.density));
                    self.brush.clip = Some(Clip::new(self.cells));
                }
                Item::Unclip => self.brush.clip = None,
            }
        }
        Some(())
    }

    fn path(&mut self, path: &Path) -> Option<()> {
        if let Some(color) = path.fill {
            trace::fill(self.cells, &path.segments, |at| at.times(self.density));
            self.cells(color)?;
        }
        if let Some(stroke) = &path.stroke {
            trace::stroke(self.cells, &path.segments, stroke, self.density);
            self.cells(stroke.color)?;
        }
        Some(())
    }

    /// Paints the area of the cells.
    fn cells(&mut self, color: Color) -> Option<()> {
        self.brush.ground.take(color)?;
        self.cells.spans(|span| self.brush.paint(span, (0, 0)))
    }

    fn run(&mut self, run: &GlyphRun) -> Option<()> {
        self.brush.ground.take(run.color)?;
        self.glyphs.of_run(run, self.density, self.cells, |span, at| self.brush.paint(span, at))
    }
}

/// What paints, and where it may.
struct Brush<G> {
    ground: G,
    /// Width and height.
    size: (i32, i32),
    clip: Option<Clip>,
}

impl<G: Ground> Brush<G> {
    /// Paints a span whose row and column 0 are those of `at`.
    fn paint(&mut self, span: Span, at: (i32, i32)) -> Option<()> {
        let row = i32::from(span.row) + at.0;
        let (left, right) = ((i32::from(span.from) + at.1).max(0), (i32::from(span.to) + at.1).min(self.size.0));
        if !(0..self.size.1).contains(&row) || left >= right {
            return Some(());
        }
        let start = row as usize * self.size.0 as usize;
        let (from, to) = (start + left as usize, start + right as usize);
        let Some(clip) = &self.clip else {
            if span.level == LEVELS {
                self.ground.cover(from..to);
                return Some(());
            }
            return (from..to).try_for_each(|pixel| self.ground.shade(pixel, span.level));
        };
        (from..to).zip(left..).try_for_each(|(pixel, column)| match clip.level(row, column, span.level) {
            0 => Some(()),
            level => self.ground.shade(pixel, level),
        })
    }
}

/// An area outside of which nothing is painted: how much of each pixel is in it, in an upright rectangle around it.
struct Clip {
    left: i32,
    top: i32,
    width: i32,
    levels: Vec<u8>,
}

impl Clip {
    fn new(cells: &mut Cells) -> Self {
        let spans = cells.all();
        let left = spans.iter().map(|span| i32::from(span.from)).min().unwrap_or_default();
        let right = spans.iter().map(|span| i32::from(span.to)).max().unwrap_or_default();
        let top = spans.first().map_or(0, |span| i32::from(span.row));
        let bottom = spans.last().map_or(top, |span| i32::from(span.row) + 1);
        let width = right - left;
        let mut levels = vec![0; ((bottom - top) * width) as usize];
        for span in spans {
            let start = (i32::from(span.row) - top) * width - left;
            let place = |column: i16| (start + i32::from(column)) as usize;
            if let Some(place) = levels.get_mut(place(span.from)..place(span.to)) {
                place.fill(span.level);
            }
        }
        Clip { left, top, width, levels }
    }

    /// How much of what would be painted of a pixel is painted.
    fn level(&self, row: i32, column: i32, level: u8) -> u8 {
        let (down, along) = (row - self.top, column - self.left);
        if down < 0 || !(0..self.width).contains(&along) {
            return 0;
        }
        let inside = self.levels.get((down * self.width + along) as usize).copied().unwrap_or_default();
        let whole = u16::from(LEVELS);
        ((u16::from(level) * u16::from(inside) + whole / 2) / whole) as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Glyph, Point, Segment, Stroke};
    use crate::text::FaceId;

    const SIDE: u16 = 40;

    fn at(x: f32, y: f32) -> Point {
        Point { x, y }
    }

    fn oblong(x: f32, y: f32, width: f32, height: f32) -> Vec<Segment> {
        vec![
            Segment::Move(at(x, y)),
            Segment::Line(at(x + width, y)),
            Segment::Line(at(x + width, y + height)),
            Segment::Line(at(x, y + height)),
            Segment::Close,
        ]
    }

    fn filled(segments: Vec<Segment>, color: Color) -> Item {
        Item::Path(Path { segments, fill: Some(color), stroke: None })
    }

    fn page(items: Vec<Item>) -> Page {
        Page { width: SIDE.into(), height: SIDE.into(), items }
    }

    /// The pixels of a page, and of how many colours its palette is; none where it has none.
    fn painted(page: &Page) -> (Vec<[u8; 3]>, Option<usize>) {
        let mut canvas = Canvas::new(Fonts::bundled());
        // what the picture before left behind is not seen
        canvas.pixels = vec![7; 9];
        match canvas.paint(page, (SIDE, SIDE), 1.0) {
            Colors::Rgb => (canvas.pixels.as_chunks().0.to_vec(), None),
            Colors::Palette(palette) => {
                let colors = palette.as_chunks().0;
                (canvas.pixels.iter().map(|index| colors[usize::from(*index)]).collect(), Some(colors.len()))
            }
        }
    }

    /// So many fields of a pixel, each of another colour.
    fn fields(count: u16) -> Vec<Item> {
        let field = |field: u16| {
            let [low, high] = field.to_le_bytes();
            let place = oblong(f32::from(field % SIDE), f32::from(field / SIDE), 1.0, 1.0);
            filled(place, Color::rgb(low, high, 90))
        };
        (0..count).map(field).collect()
    }

    #[test]
    fn more_colors_than_a_palette_holds_are_the_same_without_one() {
        // white is one of them
        let (few, colors) = painted(&page(fields(255)));
        assert_eq!(colors, Some(256));
        let (many, colors) = painted(&page(fields(256)));
        assert_eq!(colors, None);
        assert_eq!(few[..255], many[..255]);
        assert_eq!((few[255], many[255]), ([255; 3], [255, 0, 90]));
        assert_eq!(few[256..], many[256..]);
    }

    #[test]
    fn shades_are_the_same_on_both_grounds() {
        let dash = Stroke { color: Color::rgb(200, 30, 60), width: 1.3, dash: vec![3.0, 1.5] };
        let line = vec![Segment::Move(at(3.0, 30.0)), Segment::Line(at(36.0, 21.0))];
        let glyph = Glyph { id: 40, advance: 8.0, dx: 0.0, dy: 0.0, cluster: 0..1 };
        let run = GlyphRun {
            face: FaceId(4),
            size: 17.0,
            origin: at(4.2, 35.4),
            color: Color::BLACK,
            glyphs: vec![glyph.clone(), glyph],
            text: "AA".into(),
            language: None,
        };
        let marks = vec![
            filled(oblong(2.4, 20.3, 30.5, 17.6), Color::rgb(0, 90, 180)),
            Item::Path(Path { segments: line, fill: None, stroke: Some(dash) }),
            Item::Glyphs(run),
        ];
        let (few, colors) = painted(&page(marks.clone()));
        assert!(colors.is_some_and(|colors| colors > 20), "{colors:?}");
        let (many, colors) = painted(&page([fields(256), marks].concat()));
        assert_eq!(colors, None);
        let below = 8 * usize::from(SIDE);
        assert_eq!(few[below..], many[below..]);
    }

    #[test]
    fn nothing_is_painted_outside_a_clip_or_the_page() {
        let clip = oblong(10.0, 10.5, 8.0, 8.0);
        let wide = filled(oblong(-90.0, -90.0, 900.0, 900.0), Color::BLACK);
        let after = filled(oblong(-3.0, 38.0, 5.0, 9.0), Color::BLACK);
        let (pixels, _) = painted(&page(vec![Item::Clip(clip), wide, Item::Unclip, after]));
        let pixel = |x: usize, y: usize| pixels[y * usize::from(SIDE) + x][0];
        assert_eq!((pixel(9, 12), pixel(10, 12), pixel(17, 12), pixel(18, 12)), (255, 0, 0, 255));
        assert_eq!((pixel(12, 9), pixel(12, 10), pixel(12, 11), pixel(12, 18)), (255, 128, 0, 128));
        assert_eq!(pixel(12, 19), 255);
        assert_eq!((pixel(1, 39), pixel(2, 39), pixel(39, 37)), (0, 255, 255));
        assert_eq!(pixels.iter().filter(|pixel| pixel[0] < 255).count(), 8 * 9 + 4);
        let nothing = vec![Item::Clip(oblong(5.0, 5.0, 0.0, 3.0)), filled(oblong(0.0, 0.0, 40.0, 40.0), Color::BLACK)];
        assert!(painted(&page(nothing)).0.iter().all(|pixel| *pixel == [255; 3]));
    }
}
