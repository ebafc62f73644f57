//! One page as a picture for the web: SVG, or PNG. In comes a [`Page`] with what it shows in words, out come the bytes of a
//! file. Both are written from the display list that makes the PDF, so that they show the same.
//!
//! Text becomes outlines: a viewer has not our faces. What it says is told by the title and the description that both
//! formats carry.

mod canvas;
mod cells;
mod glyphs;
mod ground;
mod outline;
mod png;
mod svg;
#[cfg(test)]
mod tests;
mod trace;

use crate::page::{Page, Picture};
use crate::text::Fonts;
pub use canvas::Canvas;

/// What a picture says about itself, for those who do not see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// A name that is unique where several pictures stand on one web page: letters, digits, `-`, `_`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it shows.
    pub description: String,
    /// The language of both, BCP 47.
    pub language: String,
}

/// The pixels to a point of a PNG: text of 7.5 points is still read on a screen.
pub const PIXELS_PER_POINT: f32 = 3.0;

/// The page as SVG 1.1.
#[must_use]
pub fn svg(page: &Page, about: &About, fonts: &Fonts) -> Vec<u8> {
    svg_on(&mut Canvas::new(fonts), page, about)
}

/// The same, with what the pictures before it had.
#[must_use]
pub fn svg_on(canvas: &mut Canvas<'_>, page: &Page, about: &About) -> Vec<u8> {
    svg::write(page, about, canvas.outlines()).into_bytes()
}

/// The page as PNG, [`PIXELS_PER_POINT`] pixels to a point; none where it is larger than an image can be.
#[must_use]
pub fn png(page: &Page, about: &About, fonts: &Fonts) -> Option<Vec<u8>> {
    png_on(&mut Canvas::new(fonts), page, about)
}

/// The same, with what the pictures before it had.
#[must_use]
pub fn png_on(canvas: &mut Canvas<'_>, page: &Page, about: &About) -> Option<Vec<u8>> {
    png::write(page, about, PIXELS_PER_POINT, canvas)
}

/// The page as PNG, so many pixels wide; none where it is larger than an image can be.
#[must_use]
pub fn png_of_width(page: &Page, about: &About, fonts: &Fonts, pixels: f32) -> Option<Vec<u8>> {
    png::write(page, about, pixels / page.width, &mut Canvas::new(fonts))
}

/// A picture as the bytes of a PNG file, without metadata; none where it has no pixels.
#[must_use]
pub fn raster(picture: &Picture) -> Option<Vec<u8>> {
    png::raster(picture)
}
