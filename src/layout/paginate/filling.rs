//! A page that is being filled, entry by entry: what stands where, what it costs, what it leaves to the next.

use super::super::Setup;
use super::super::flow::Flowed;
use super::super::vertical::{Entry, SEPARATED, VBox};
use super::{Carry, NOTE_RULE, NotePart, Plan, Source};
use crate::doc::{NoteId, Style};

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
/// What an empty page costs; a part counts by its square.
const EMPTY: f32 = 600.0;

/// What became of an entry.
pub(super) enum Outcome {
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
pub(super) struct Page<'a> {
    flowed: &'a Flowed,
    setup: Setup<'a>,
    /// What stands on it.
    pub plan: Plan,
    /// How far it is filled, notes aside.
    pub used: f32,
    space: f32,
    /// What its notes take at the foot.
    pub notes_height: f32,
    /// What it leaves to the next page.
    pub carry: Carry,
    /// What it costs: moved floats, split notes.
    pub cost: f32,
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
    /// A page that begins with what was carried over.
    pub fn open(flowed: &'a Flowed, setup: Setup<'a>, carry: &Carry) -> Self {
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

    /// Whether nothing stands on it.
    pub fn is_empty(&self) -> bool {
        self.plan.placed.is_empty() && self.plan.notes.is_empty()
    }

    fn float_at_top(&mut self, index: usize) {
        let Some(Entry::Float(float) | Entry::Box(float)) = self.flowed.entries.get(index) else { return };
        let blocked = !self.carry.floats.is_empty() || !self.fits(float);
        if blocked && !self.is_empty() {
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

    /// Adds an entry, where there is room.
    pub fn push(&mut self, index: usize, entry: &Entry) -> Outcome {
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
    pub fn emptiness(&self) -> f32 {
        let empty = 1.0 - (self.used + self.notes_height) / self.setup.height();
        EMPTY * empty.max(0.0).powi(2)
    }

    /// What it costs as the last page.
    pub fn last_cost(&self) -> f32 {
        let short = if self.used < self.setup.height() * SHORT { SHORT_LAST } else { 0.0 };
        short + 100.0 * self.carry.floats.len() as f32
    }
}
