//! The vertical list to pages: the breaks with the least cost over the whole document, by dynamic programming.
//!
//! A page that starts at an entry is filled entry by entry; each place where it may end is a candidate whose cost is what
//! the break itself costs (widows, headings left alone), how much of the page stays empty, and what it carries over: floats
//! that did not fit and notes that had to be split. For each place only the cheapest way there is kept, with what it
//! carries, so that the time is linear in the length of the document.

use super::flow::Flowed;
use super::vertical::{Entry, SEPARATED, VBox};
use super::{PageNumbers, Setup};
use crate::doc::{NoteId, Style};

/// What an empty page costs; a part counts by its square.
const EMPTY: f32 = 600.0;
/// What room costs in which more could stand; a part counts as it is. Without it the empty parts of all pages would be made
/// equal, since their squares are then least, and a page would stop in the middle of a paragraph.
const UNFILLED: f32 = 500.0;
/// What a float moved to the next page costs.
const MOVED: f32 = 4.0;
/// What a float with a text of its own costs, besides, for each that was moved before it: texts pile up, and charts elsewhere.
const PILED: f32 = 12.0;
/// What a float costs that is left behind by the next main section.
const CROSSED: f32 = 50.0;
/// What a split note costs.
const SPLIT: f32 = 250.0;
/// What a last page with a few lines only costs.
const SHORT_LAST: f32 = 60.0;
/// A last page filled less than this counts as short.
const SHORT: f32 = 0.12;
/// Lines of a note that stay together at a split.
const NOTE_LINES: usize = 2;
/// Lines that miss the baseline grid by no more than this stand on it.
const GRID_TOLERANCE: f32 = 0.05;
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

enum Outcome {
    /// It stands on the page; a break after it costs so much.
    Placed(f32),
    /// Space, or a float left to the next page.
    Skipped,
    /// A page break.
    Ended,
    /// There is no room.
    Full,
}

/// A page being filled.
struct Page<'a> {
    flowed: &'a Flowed,
    setup: Setup<'a>,
    plan: Plan,
    used: f32,
    space: f32,
    notes_height: f32,
    carry: Carry,
    cost: f32,
    /// Whether an entry of the running list stands on the page.
    begun: bool,
    closed: bool,
    after_moved: bool,
    /// Whether what stands last is a table or a figure, which keeps its distance from the text also where what followed it was
    /// moved.
    after_block: bool,
    /// Whether what stands last is a heading.
    after_heading: bool,
}

impl<'a> Page<'a> {
    fn open(flowed: &'a Flowed, setup: Setup<'a>, carry: &Carry) -> Self {
        let mut page = Page {
            flowed,
            setup,
            plan: Plan::default(),
            used: 0.0,
            space: 0.0,
            notes_height: 0.0,
            carry: Carry::default(),
            cost: 0.0,
            begun: false,
            closed: false,
            after_moved: false,
            after_block: false,
            after_heading: false,
        };
        for &(note, from) in &carry.notes {
            page.note(note, from, page.setup.height() * 0.8);
        }
        for &index in &carry.floats {
            page.float_at_top(index);
        }
        page
    }

    fn is_empty(&self) -> bool {
        self.plan.placed.is_empty() && self.plan.notes.is_empty()
    }

    fn float_at_top(&mut self, index: usize) {
        let Some(Entry::Float(float) | Entry::Box(float)) = self.flowed.entries.get(index) else { return };
        let blocked = !self.carry.floats.is_empty() || !self.fits(float);
        if blocked && !self.plan.placed.is_empty() {
            self.carry.floats.push(index);
            return;
        }
        self.place(Source::Entry(index), float);
        self.add_notes(float);
        self.space = self.setup.theme.shapes.float_gap;
    }

    /// Where the top of a box would stand: below the space, and on the baseline grid where it belongs there. A heading takes
    /// the nearest step, so that what stands above it is as near as can be to what the theme asks for; all else the next.
    fn top(&self, frame: &VBox) -> f32 {
        let y = self.used + if self.used > 0.0 { self.space } else { 0.0 };
        let grid = self.setup.theme.page.grid;
        match frame.grid.filter(|_| grid > 0.0) {
            Some(below) if frame.heading && self.used > 0.0 && !self.after_heading => {
                ((y + below) / grid).round() * grid - below
            }
            Some(below) => ((y + below - GRID_TOLERANCE) / grid).ceil().max(0.0) * grid - below,
            None => y,
        }
    }

    fn fits(&self, frame: &VBox) -> bool {
        self.top(frame) + frame.height + self.notes_with(frame) <= self.setup.height() + 0.01
    }

    /// The height of the notes with those of `frame`.
    fn notes_with(&self, frame: &VBox) -> f32 {
        frame.notes.iter().fold(self.notes_height, |height, note| height + self.note_height(*note, height > 0.0))
    }

    fn note_lines(&self, note: NoteId) -> &'a [VBox] {
        self.flowed.notes.get(note.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// The height a whole note adds: its lines, and the gap or the rule above it.
    fn note_height(&self, note: NoteId, further: bool) -> f32 {
        self.note_head(further) + self.note_lines(note).iter().map(|line| line.height).sum::<f32>()
    }

    fn note_head(&self, further: bool) -> f32 {
        let shapes = self.setup.theme.shapes;
        if further { shapes.note_gap } else { shapes.note_space + NOTE_RULE }
    }

    fn place(&mut self, source: Source, frame: &VBox) {
        let y = self.top(frame);
        self.plan.placed.push((source, y));
        self.used = y + frame.height;
        self.space = 0.0;
        self.after_heading = frame.heading;
    }

    /// Puts the notes of a placed box at the foot; what does not fit is carried over.
    fn add_notes(&mut self, frame: &VBox) {
        for note in &frame.notes {
            let room = self.setup.height() - self.used;
            self.note(*note, 0, room);
        }
    }

    /// Puts lines of a note at the foot while the notes stay below `room`; the rest is carried over.
    fn note(&mut self, note: NoteId, from: usize, room: f32) {
        let lines = self.note_lines(note);
        if !self.carry.notes.is_empty() {
            self.carry.notes.push((note, from));
            return;
        }
        let mut height = self.notes_height + self.note_head(!self.plan.notes.is_empty());
        let mut to = from;
        for line in lines.iter().skip(from) {
            // a page that holds nothing else takes a line in any case
            if height + line.height > room + 0.01 && (to > from || !self.plan.placed.is_empty()) {
                break;
            }
            height += line.height;
            to += 1;
        }
        // a split leaves at least two lines on each side where there are as many
        let left = lines.len() - to;
        if left > 0 && left < NOTE_LINES && to >= from + 2 * NOTE_LINES {
            to -= NOTE_LINES - left;
            height = self.notes_height + self.note_head(!self.plan.notes.is_empty());
            height += lines.get(from..to).unwrap_or_default().iter().map(|line| line.height).sum::<f32>();
        }
        if to > from || lines.is_empty() {
            self.plan.notes.push(NotePart { note, from, to });
            self.notes_height = height;
        }
        if to < lines.len() {
            self.carry.notes.push((note, to));
            self.cost += SPLIT;
            self.closed = true;
        }
    }

    fn push(&mut self, index: usize, entry: &Entry) -> Outcome {
        match entry {
            Entry::Space(amount) => {
                // what stands below a chart goes with it, what the next heading wants above it does not
                let previous = index.checked_sub(1).and_then(|index| self.flowed.entries.get(index));
                let moved = self.after_moved && !self.after_block && matches!(previous, Some(Entry::Float(_)));
                let most = if moved { self.setup.theme.style(Style::Body).after } else { f32::MAX };
                self.space = self.space.max(amount.min(most));
                Outcome::Skipped
            }
            Entry::Opening(share) if self.used > share * self.setup.height() => Outcome::Ended,
            Entry::Opening(_) => {
                self.cost += CROSSED * self.carry.floats.len() as f32;
                Outcome::Skipped
            }
            Entry::PageBreak if self.begun || !self.plan.placed.is_empty() => Outcome::Ended,
            Entry::PageBreak => Outcome::Skipped,
            Entry::Box(frame) => self.push_box(index, frame),
            Entry::Float(frame) => self.push_float(index, frame),
        }
    }

    fn push_float(&mut self, index: usize, frame: &VBox) -> Outcome {
        let empty = self.is_empty();
        let behind = !self.carry.floats.is_empty() || self.closed;
        if !behind && (empty || self.fits(frame)) {
            self.begun = true;
            self.after_moved = false;
            self.place(Source::Entry(index), frame);
            self.after_block = true;
            self.add_notes(frame);
            return Outcome::Placed(frame.break_after);
        }
        let apart = SEPARATED + PILED * self.carry.floats.len() as f32;
        self.cost += MOVED + if frame.introduced { apart } else { 0.0 };
        self.carry.floats.push(index);
        self.after_moved = true;
        if !self.after_block {
            self.space = self.space.min(self.setup.theme.style(Style::Body).after);
        }
        Outcome::Skipped
    }

    fn push_box(&mut self, index: usize, frame: &VBox) -> Outcome {
        let head = frame.repeat.filter(|_| !self.begun).and_then(|head| Some((head, self.flowed.heads.get(head)?)));
        let empty = self.is_empty();
        let overtakes = frame.waits && !self.carry.floats.is_empty();
        if !empty && (overtakes || !self.room_for(frame, head.map_or(0.0, |(_, head)| head.height))) {
            return Outcome::Full;
        }
        if let Some((number, head)) = head {
            self.place(Source::Head(number), head);
        }
        self.begun = true;
        self.after_moved = false;
        self.place(Source::Entry(index), frame);
        // the rows of a table that is not kept whole
        self.after_block = frame.repeat.is_some();
        self.add_notes(frame);
        Outcome::Placed(frame.break_after)
    }

    /// Whether a box fits with its notes, the last of which may be split.
    fn room_for(&self, frame: &VBox, head: f32) -> bool {
        let body = self.top(frame) + head + frame.height;
        if body + self.notes_with(frame) <= self.setup.height() + 0.01 {
            return !self.closed || frame.notes.is_empty();
        }
        let Some((last, others)) = frame.notes.split_last() else { return false };
        if self.closed || !self.carry.notes.is_empty() {
            return false;
        }
        let mut height = self.notes_height;
        for note in others {
            height += self.note_height(*note, height > 0.0);
        }
        let lines = self.note_lines(*last);
        let least: f32 = lines.iter().take(NOTE_LINES).map(|line| line.height).sum();
        let splits = lines.len() >= 2 * NOTE_LINES;
        splits && body + height + self.note_head(height > 0.0) + least <= self.setup.height() + 0.01
    }

    /// What the empty part of the page costs.
    fn emptiness(&self) -> f32 {
        let empty = 1.0 - (self.used + self.notes_height) / self.setup.height();
        EMPTY * empty.max(0.0).powi(2)
    }

    fn last_cost(&self) -> f32 {
        let short = if self.used < self.setup.height() * SHORT { SHORT_LAST } else { 0.0 };
        short + 100.0 * self.carry.floats.len() as f32
    }
}
