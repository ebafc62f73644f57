//! The vertical list: what `flow` makes and `paginate` cuts.

use crate::doc::NoteId;
use crate::page::{Artifact, ElementId, Item, Rect, Target};
use std::sync::Arc;

/// A break that is made only where nothing else is left.
pub(super) const NEVER: f32 = 1.0e6;
/// A break after the first or before the last line of a paragraph.
pub(super) const WIDOW: f32 = 400.0;
/// A break between a short text and the chart or table that it introduces.
pub(super) const SEPARATED: f32 = 25.0;
/// A break that leaves the last item of a list alone, in one line.
pub(super) const LAST_ITEM: f32 = 60.0;
/// A break after a line that ends inside a word: with a hyphen, or in an address.
pub(super) const INSIDE_WORD: f32 = 120.0;

/// A piece of the vertical list.
#[derive(Debug, Clone)]
pub(super) enum Entry {
    /// A box that stays whole.
    Box(VBox),
    /// Space; it vanishes at the top and the foot of a page.
    Space(f32),
    /// A box that may move to the top of the next page while text goes on.
    Float(VBox),
    /// A new page begins.
    PageBreak,
    /// What follows opens a section: a new page begins where more than this share of the page is filled.
    Opening(f32),
}

/// A box that stays whole. Its items stand relative to its top and to the paper's left edge.
#[derive(Debug, Clone, Default)]
pub(super) struct VBox {
    /// Its height.
    pub height: f32,
    /// What is painted.
    pub items: Vec<Owned>,
    /// The notes whose marks it carries, in order.
    pub notes: Vec<NoteId>,
    /// Its links.
    pub links: Vec<PendingLink>,
    /// Names of places, with their distance from the top.
    pub anchors: Vec<(Arc<str>, f32)>,
    /// Lines of the outline that lead here: level and title.
    pub outline: Vec<(u8, String)>,
    /// Figures in it, with their boxes.
    pub figures: Vec<(ElementId, Rect)>,
    /// Page numbers to be filled in.
    pub page_numbers: Vec<PendingNumber>,
    /// The sheets that follow its page.
    pub sheets: Vec<usize>,
    /// What a page break after it costs.
    pub break_after: f32,
    /// How far below its top a line of the baseline grid is to lie; none where it stands anywhere.
    pub grid: Option<f32>,
    /// Whether it stands behind all floats that come before it: a table that runs over pages is not overtaken by another.
    pub waits: bool,
    /// The table head (by its index) that is printed again where this box starts a page.
    pub repeat: Option<usize>,
    /// Whether it is a line of a heading.
    pub heading: bool,
    /// Whether it is a chart or table that a line or two before it introduce.
    pub introduced: bool,
}

/// An item with its owner.
#[derive(Debug, Clone)]
pub(super) struct Owned {
    /// Whose content it is.
    pub owner: Owner,
    /// The item.
    pub item: Item,
}

/// Whose content an item is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Owner {
    /// An element's; the number gives its place among the element's other content and children.
    Element(ElementId, u32),
    /// Nobody's.
    Artifact(Artifact),
}

/// A link whose page is not yet known.
#[derive(Debug, Clone)]
pub(super) struct PendingLink {
    /// Relative to the box.
    pub rect: Rect,
    /// Where it leads.
    pub target: Target,
    /// What it says.
    pub contents: String,
    /// Its element.
    pub element: ElementId,
    /// Its place among the element's children.
    pub order: u32,
}

/// The number of the page on which an anchor stands, to be set at the right of a line.
#[derive(Debug, Clone)]
pub(super) struct PendingNumber {
    /// The anchor.
    pub anchor: Arc<str>,
    /// The right edge, from the paper's left edge.
    pub right: f32,
    /// The baseline, from the box's top.
    pub baseline: f32,
    /// Whose content it is.
    pub owner: Owner,
    /// The left end of the leader.
    pub leader_from: f32,
}

impl VBox {
    /// Takes over everything of `other`, moved down by `y`.
    pub fn absorb(&mut self, other: VBox, y: f32) {
        self.items.extend(other.items.into_iter().map(|mut owned| {
            owned.item.shift(0.0, y);
            owned
        }));
        self.notes.extend(other.notes);
        self.links.extend(other.links.into_iter().map(|mut link| {
            link.rect.y += y;
            link
        }));
        self.anchors.extend(other.anchors.into_iter().map(|(name, at)| (name, at + y)));
        self.outline.extend(other.outline);
        self.sheets.extend(other.sheets);
        self.figures.extend(other.figures.into_iter().map(|(element, rect)| (element, Rect { y: rect.y + y, ..rect })));
        self.page_numbers.extend(other.page_numbers.into_iter().map(|mut number| {
            number.baseline += y;
            number
        }));
        self.height = self.height.max(y + other.height);
    }

    /// Takes over everything of `other`, a line that stands beside this one, moved by `x`.
    pub fn absorb_beside(&mut self, mut other: VBox, x: f32) {
        other.items.iter_mut().for_each(|owned| owned.item.shift(x, 0.0));
        other.links.iter_mut().for_each(|link| link.rect.x += x);
        other.figures.iter_mut().for_each(|(_, rect)| rect.x += x);
        self.absorb(other, 0.0);
    }

    /// The same box as an artifact: a table head printed again.
    pub fn as_artifact(&self) -> VBox {
        let items = self
            .items
            .iter()
            .map(|owned| Owned { owner: Owner::Artifact(Artifact::Layout), item: owned.item.clone() })
            .collect();
        VBox { height: self.height, items, break_after: NEVER, ..VBox::default() }
    }
}

/// Stacks a list into one box: spaces kept, floats in their place.
pub(super) fn stack(entries: Vec<Entry>) -> VBox {
    let mut whole = VBox::default();
    let mut y = 0.0;
    let mut space = 0.0;
    for entry in entries {
        match entry {
            Entry::Box(inner) | Entry::Float(inner) => {
                if whole.height > 0.0 || !whole.items.is_empty() {
                    y += space;
                }
                space = 0.0;
                let height = inner.height;
                whole.break_after = inner.break_after;
                whole.absorb(inner, y);
                y += height;
                whole.height = y;
            }
            Entry::Space(amount) => space = amount.max(space),
            Entry::PageBreak | Entry::Opening(_) => {}
        }
    }
    whole
}

/// The height a list has when nothing breaks.
pub(super) fn height(entries: &[Entry]) -> f32 {
    let mut total = 0.0;
    let mut space = 0.0;
    for entry in entries {
        match entry {
            Entry::Box(inner) | Entry::Float(inner) => {
                total += inner.height + if total > 0.0 { space } else { 0.0 };
                space = 0.0;
            }
            Entry::Space(amount) => space = amount.max(space),
            Entry::PageBreak | Entry::Opening(_) => {}
        }
    }
    total
}
