//! The vertical list to pages: the breaks with the least cost over the whole document, by dynamic programming.
//!
//! A page that starts at an entry is filled entry by entry; each place where it may end is a candidate whose cost is what
//! the break itself costs (widows, headings left alone), how much of the page stays empty, and what it carries over: floats
//! that did not fit and notes that had to be split. For each place only the cheapest way there is kept, with what it
//! carries, so that the time is linear in the length of the document.

mod filling;

use super::flow::Flowed;
use super::vertical::{Entry, VBox};
use super::{PageNumbers, Setup};
use crate::doc::NoteId;
use filling::{Outcome, Page};

/// What room costs in which more could stand; a part counts as it is. Without it the empty parts of all pages would be made
/// equal, since their squares are then least, and a page would stop in the middle of a paragraph.
const UNFILLED: f32 = 500.0;
/// The thickness of the notes' rule with the space below it.
pub(super) const NOTE_RULE: f32 = 5.0;

/// What stands on a page.
#[derive(Debug, Clone, Default)]
pub(super) struct Plan {
    /// The boxes with the distance of their tops from the top of the text area.
    pub placed: Vec<(Source, f32)>,
    /// The parts of notes at its foot, in order.
    pub notes: Vec<NotePart>,
    /// Whether the page lies on its side.
    pub turned: bool,
}

/// Where a placed box comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// An entry of the list.
    Entry(usize),
    /// A table head printed again.
    Head(usize),
}

/// Lines of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NotePart {
    /// The note.
    pub note: NoteId,
    /// Its first line here.
    pub from: usize,
    /// The line after the last one here.
    pub to: usize,
}

/// What a page leaves to the next.
#[derive(Debug, Clone, Default)]
struct Carry {
    floats: Vec<usize>,
    notes: Vec<(NoteId, usize)>,
}

impl Carry {
    fn is_empty(&self) -> bool {
        self.floats.is_empty() && self.notes.is_empty()
    }
}

/// The cheapest known way to end a page before an entry.
#[derive(Debug, Clone)]
struct Way {
    cost: f32,
    from: usize,
    /// The pages before this one that hold nothing but what was carried over.
    alone: usize,
    carry: Carry,
}

/// A place where a page may end.
struct Offer {
    end: usize,
    cost: f32,
    /// What the page itself costs: moved floats, split notes.
    page: f32,
    /// How far it is filled.
    filled: f32,
    /// Whether nothing speaks against a break there.
    free: bool,
    carry: Carry,
}

/// Finds the pages.
pub(super) fn paginate(flowed: &Flowed, setup: Setup<'_>) -> Vec<Plan> {
    let count = flowed.entries.len();
    let mut ways: Vec<Option<Way>> = vec![None; count + 1];
    if let Some(first) = ways.first_mut() {
        *first = Some(Way { cost: 0.0, from: 0, alone: 0, carry: Carry::default() });
    }
    for start in 0..count {
        let Some(way) = ways.get(start).cloned().flatten() else { continue };
        fill(flowed, setup, start, &way, &mut ways);
    }
    trace(flowed, setup, &ways)
}

/// The page, from 0, on which each named place stands.
pub(super) fn page_numbers(flowed: &Flowed, plans: &[Plan]) -> PageNumbers {
    let mut pages = PageNumbers::new();
    for (number, plan) in plans.iter().enumerate() {
        let frames = plan.placed.iter().filter_map(|(source, _)| flowed.frame(*source));
        let notes = plan.notes.iter().flat_map(|part| {
            flowed.notes.get(part.note.0 as usize).and_then(|lines| lines.get(part.from..part.to)).unwrap_or_default()
        });
        for (anchor, _) in frames.chain(notes).flat_map(|frame| &frame.anchors) {
            pages.insert(anchor.clone(), number);
        }
    }
    pages
}

impl Flowed {
    /// The box that stands at a place.
    pub fn frame(&self, source: Source) -> Option<&VBox> {
        match source {
            Source::Entry(index) => match self.entries.get(index) {
                Some(Entry::Box(frame) | Entry::Float(frame)) => Some(frame),
                _ => None,
            },
            Source::Head(index) => self.heads.get(index),
        }
    }
}

/// Tries all pages that begin at `start`; first at once, then after pages that hold only what was carried over.
fn fill(flowed: &Flowed, setup: Setup<'_>, start: usize, way: &Way, ways: &mut [Option<Way>]) {
    let mut carry = way.carry.clone();
    let mut before = way.cost;
    for alone in 0.. {
        for offer in offers(flowed, setup, start, &carry) {
            let cost = before + offer.cost;
            let Some(slot) = ways.get_mut(offer.end) else { continue };
            if slot.as_ref().is_none_or(|known| cost < known.cost) {
                *slot = Some(Way { cost, from: start, alone, carry: offer.carry });
            }
        }
        if carry.is_empty() {
            return;
        }
        let page = Page::open(flowed, setup, &carry);
        if page.is_empty() {
            return;
        }
        before += page.cost + page.emptiness();
        carry = page.carry;
    }
}

/// The places where a page may end that begins at `start`.
fn offers(flowed: &Flowed, setup: Setup<'_>, start: usize, carry: &Carry) -> Vec<Offer> {
    let mut page = Page::open(flowed, setup, carry);
    let mut offers = Vec::new();
    let mut offer = |page: &Page<'_>, end: usize, cost: f32, free: bool| {
        let (filled, carry) = (page.used + page.notes_height, page.carry.clone());
        offers.push(Offer { end, cost: cost + page.cost, page: page.cost, filled, free, carry });
    };
    let mut whole = true;
    for (index, entry) in flowed.entries.iter().enumerate().skip(start) {
        match page.push(index, entry) {
            Outcome::Skipped => {}
            Outcome::Placed(break_after) => {
                if index + 1 < flowed.entries.len() {
                    offer(&page, index + 1, break_after + page.emptiness(), break_after < 1.0);
                }
            }
            Outcome::Full => {
                whole = false;
                break;
            }
            Outcome::Ended => {
                whole = false;
                let opening = matches!(entry, Entry::Opening(_));
                if !opening {
                    offer(&page, index + 1, 0.0, true);
                } else if index > start {
                    // what is carried over may fill the next page too: the section is asked again there
                    offer(&page, index, 0.0, true);
                } else if page.carry.is_empty() {
                    offer(&page, index + 1, 0.0, true);
                }
                break;
            }
        }
    }
    if whole {
        offer(&page, flowed.entries.len(), page.last_cost(), true);
    }
    charge_unfilled(&mut offers, setup.height());
    offers
}

/// Adds to each place what it leaves empty though more could stand there at no further cost.
fn charge_unfilled(offers: &mut [Offer], height: f32) {
    let mut reach = (f32::MAX, 0.0_f32);
    for offer in offers.iter_mut().rev() {
        // to go on would move a float or split a note
        if (reach.0 - offer.page).abs() > 0.01 {
            reach = (offer.page, 0.0);
        }
        offer.cost += UNFILLED * (reach.1 - offer.filled).max(0.0) / height;
        if offer.free {
            reach.1 = reach.1.max(offer.filled);
        }
    }
}

/// Follows the cheapest way back and makes the pages.
fn trace(flowed: &Flowed, setup: Setup<'_>, ways: &[Option<Way>]) -> Vec<Plan> {
    let mut ends = Vec::new();
    let mut at = flowed.entries.len();
    while at > 0 {
        let Some(way) = ways.get(at).and_then(Option::as_ref) else { break };
        ends.push((way.from, at, way.alone));
        at = way.from;
    }
    ends.reverse();
    let mut plans = Vec::with_capacity(ends.len());
    let mut carry = Carry::default();
    for (start, end, alone) in ends {
        for _ in 0..alone {
            let page = Page::open(flowed, setup, &carry);
            carry = page.carry;
            plans.push(page.plan);
        }
        let mut page = Page::open(flowed, setup, &carry);
        for (index, entry) in flowed.entries.iter().enumerate().take(end).skip(start) {
            page.push(index, entry);
        }
        carry = page.carry;
        plans.push(page.plan);
    }
    while !carry.is_empty() {
        let page = Page::open(flowed, setup, &carry);
        let stuck = page.is_empty();
        carry = page.carry;
        plans.push(page.plan);
        if stuck {
            break;
        }
    }
    plans
}

#[cfg(test)]
mod tests;
