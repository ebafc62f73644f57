//! The pixels that are painted on, white at first: by the number of their colour in a palette, or by its three parts.

use super::cells::LEVELS;
use crate::page::Color;
use std::ops::Range;

/// The parts of a colour.
pub(super) const PARTS: usize = 3;

/// What is painted on. Both kinds give the same colours.
pub(super) trait Ground {
    /// Takes up a colour; none where no more can be told apart.
    fn take(&mut self, color: Color) -> Option<()>;
    /// Paints pixels wholly.
    fn cover(&mut self, pixels: Range<usize>);
    /// Paints so much of a pixel, of [`LEVELS`]; none where no more colours can be told apart.
    fn shade(&mut self, pixel: usize, level: u8) -> Option<()>;
}

/// The colour between two, so near the second as the share of [`LEVELS`] says.
fn between(under: [u8; PARTS], over: [u8; PARTS], level: u8) -> [u8; PARTS] {
    let (over_share, under_share, whole) = (u16::from(level), u16::from(LEVELS - level.min(LEVELS)), u16::from(LEVELS));
    std::array::from_fn(|part| {
        ((u16::from(over[part]) * over_share + u16::from(under[part]) * under_share + whole / 2) / whole) as u8
    })
}

fn parts(Color { r, g, b }: Color) -> [u8; PARTS] {
    [r, g, b]
}

/// Makes so many bytes alike. Where the memory is too small there is some to spare in the new one, for a next picture that is a
/// little larger: it costs nothing as long as nothing is written there, and what is written anew costs much.
fn blank(bytes: &mut Vec<u8>, count: usize, value: u8) {
    if bytes.capacity() < count {
        *bytes = Vec::with_capacity(count.next_power_of_two());
    }
    bytes.clear();
    bytes.resize(count, value);
}

/// Three bytes a pixel.
pub(super) struct Rgb<'a> {
    pixels: &'a mut Vec<u8>,
    color: [u8; PARTS],
}

impl<'a> Rgb<'a> {
    pub(super) fn new(pixels: &'a mut Vec<u8>, count: usize) -> Self {
        blank(pixels, count * PARTS, u8::MAX);
        Rgb { pixels, color: [0; PARTS] }
    }
}

impl Ground for Rgb<'_> {
    fn take(&mut self, color: Color) -> Option<()> {
        self.color = parts(color);
        Some(())
    }

    fn cover(&mut self, pixels: Range<usize>) {
        let all = self.pixels.as_chunks_mut::<PARTS>().0;
        if let Some(pixels) = all.get_mut(pixels) {
            pixels.fill(self.color);
        }
    }

    fn shade(&mut self, pixel: usize, level: u8) -> Option<()> {
        let pixel = self.pixels.as_chunks_mut::<PARTS>().0.get_mut(pixel)?;
        *pixel = between(*pixel, self.color, level);
        Some(())
    }
}

/// One byte a pixel: a chart has few colours and their shades. A third of the memory, of the bytes and of the time.
pub(super) struct Indexed<'a> {
    pixels: &'a mut Vec<u8>,
    palette: Palette,
    /// The colour that is painted, and its number.
    color: [u8; PARTS],
    index: u8,
    /// What it makes of one colour below, by levels: nearly always the ground.
    under: u8,
    shades: [Option<u8>; LEVELS as usize + 1],
}

impl<'a> Indexed<'a> {
    pub(super) fn new(pixels: &'a mut Vec<u8>, count: usize) -> Self {
        let mut palette = Palette::new();
        let white = [u8::MAX; PARTS];
        let index = palette.index(white).unwrap_or_default();
        blank(pixels, count, index);
        Indexed { pixels, palette, color: white, index, under: index, shades: [None; _] }
    }

    /// Three bytes a colour, in the order in which they first came.
    pub(super) fn into_palette(self) -> Vec<u8> {
        self.palette.colors.into_flattened()
    }
}

impl Ground for Indexed<'_> {
    fn take(&mut self, color: Color) -> Option<()> {
        let color = parts(color);
        if color != self.color {
            (self.color, self.index) = (color, self.palette.index(color)?);
            self.shades = [None; _];
        }
        Some(())
    }

    fn cover(&mut self, pixels: Range<usize>) {
        if let Some(pixels) = self.pixels.get_mut(pixels) {
            pixels.fill(self.index);
        }
    }

    fn shade(&mut self, pixel: usize, level: u8) -> Option<()> {
        let pixel = self.pixels.get_mut(pixel)?;
        if *pixel != self.under {
            self.under = *pixel;
            self.shades = [None; _];
        }
        let shade = self.shades.get_mut(usize::from(level))?;
        *pixel = match *shade {
            Some(shade) => shade,
            None => {
                let under = self.palette.colors.get(usize::from(*pixel))?;
                *shade.insert(self.palette.index(between(*under, self.color, level))?)
            }
        };
        Some(())
    }
}

/// The colours of a palette and how each is found: in a table of places twice as many as there are colours, the place of
/// one being told by its bytes, and the next where that is taken.
struct Palette {
    colors: Vec<[u8; PARTS]>,
    places: [Option<u8>; 512],
}

impl Palette {
    fn new() -> Self {
        Palette { colors: Vec::new(), places: [None; 512] }
    }

    /// The index of a colour, which is added where it is new; none where the palette is full.
    fn index(&mut self, color: [u8; PARTS]) -> Option<u8> {
        // multiplicative hashing (D. Knuth, "The Art of Computer Programming", volume 3, 6.4)
        const GOLDEN: u32 = 2_654_435_769;
        let [red, green, blue] = color;
        let key = u32::from_le_bytes([red, green, blue, 0]);
        let mut place = (key.wrapping_mul(GOLDEN) >> 23) as usize;
        while let Some(index) = *self.places.get(place)? {
            if self.colors.get(usize::from(index)) == Some(&color) {
                return Some(index);
            }
            place = (place + 1) % self.places.len();
        }
        let index = u8::try_from(self.colors.len()).ok()?;
        self.colors.push(color);
        *self.places.get_mut(place)? = Some(index);
        Some(index)
    }
}
