//! What the display list draws, handed over for comparison: the text of each cluster with its place.

use super::model::Marks;
use super::text::{PageWords, Place};
use crate::page::{Glyph, GlyphRun, Item, Page, Segment};

/// The words of a page.
pub fn words(page: &Page) -> PageWords {
    let mut words = PageWords::default();
    for item in &page.items {
        match item {
            Item::Glyphs(run) => add(run, &mut words),
            Item::Begin(_) => words.part(),
            Item::End | Item::Path(_) | Item::Clip(_) | Item::Unclip | Item::Image { .. } => {}
        }
    }
    words
}

/// What is painted on a page beside its words.
pub fn marks(page: &Page) -> Marks {
    let mut marks = Marks::default();
    for item in &page.items {
        match item {
            Item::Path(path) => {
                let rings = path.segments.iter().filter(|segment| matches!(segment, Segment::Move(_))).count();
                marks.shapes += usize::from(path.fill.is_some() && rings > 0);
                marks.shapes += if path.stroke.is_some() { rings } else { 0 };
            }
            Item::Image { .. } => marks.pictures += 1,
            Item::Glyphs(_) | Item::Begin(_) | Item::End | Item::Clip(_) | Item::Unclip => {}
        }
    }
    marks
}

fn add(run: &GlyphRun, words: &mut PageWords) {
    let mut x = f64::from(run.origin.x);
    for cluster in run.glyphs.chunk_by(|a, b| a.cluster == b.cluster) {
        let width: f64 = cluster.iter().map(|glyph| f64::from(glyph.advance)).sum();
        let rise = cluster.first().map_or(0.0, |glyph| f64::from(glyph.dy));
        let place = Place { x, y: f64::from(run.origin.y) - rise, end: x + width, em: f64::from(run.size) };
        words.push(text(run, cluster), place);
        x += width;
    }
}

fn text<'a>(run: &'a GlyphRun, cluster: &[Glyph]) -> &'a str {
    let range = cluster.first().map_or(0..0, |glyph| glyph.cluster.start as usize..glyph.cluster.end as usize);
    run.text.get(range).unwrap_or("")
}
