//! Pages that run from right to left.
//!
//! Layout works as if all pages ran from left to right: `x` is the distance from the edge where lines start, the side column
//! comes first, the first column of a table too. Of a right-to-left edition each page is turned over as a whole when it is
//! put together, and with it margins, columns, bars, rules, leaders, links and the boxes of figures. What has a direction of
//! its own, that is a line of text or a drawing, is turned over once more on its way in, and so stands as it was made.
//! These are the two methods of [`Setup`] to go through: [`Setup::inward`] with all that holds glyphs or a drawing, and
//! [`Setup::outward`] and [`Setup::outward_rect`] when a page is assembled.

use super::Setup;
use crate::page::{GlyphRun, Item, Path, Point, Rect, Segment};

impl Setup<'_> {
    /// An item of a line or a drawing that is `width` wide and starts at 0, as layout takes it.
    pub(super) fn inward(&self, item: Item, width: f32) -> Item {
        if self.rtl { turned(item, width) } else { item }
    }

    /// An item as it stands on the page.
    pub(super) fn outward(&self, item: Item) -> Item {
        if self.rtl { turned(item, self.paper.width) } else { item }
    }

    /// A rectangle as it stands on the page.
    pub(super) fn outward_rect(&self, rect: Rect) -> Rect {
        if self.rtl { turned_rect(rect, self.paper.width) } else { rect }
    }
}

fn turned_rect(rect: Rect, width: f32) -> Rect {
    Rect { x: width - rect.x - rect.width, ..rect }
}

/// The item seen from the other side of a strip that is `width` wide; glyphs and pictures are moved and not themselves
/// turned over.
fn turned(item: Item, width: f32) -> Item {
    let turn = |p: Point| Point { x: width - p.x, ..p };
    let turn_all = |segments: Vec<Segment>| segments.into_iter().map(|segment| segment.map(turn)).collect();
    match item {
        Item::Glyphs(run) => {
            let origin = Point { x: width - run.origin.x - run.width(), ..run.origin };
            Item::Glyphs(GlyphRun { origin, ..run })
        }
        Item::Path(path) => Item::Path(Path { segments: turn_all(path.segments), ..path }),
        Item::Clip(segments) => Item::Clip(turn_all(segments)),
        Item::Image { image, rect } => Item::Image { image, rect: turned_rect(rect, width) },
        Item::Begin(_) | Item::End | Item::Unclip => item,
    }
}

#[cfg(test)]
mod tests;
