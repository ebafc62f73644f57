//! Planned pages to the display list: everything in its place, marked content grouped, links, anchors and outline resolved;
//! running heads and feet last, as artifacts.

use super::flow::{Flowed, artifact, filled};
use super::paginate::{NOTE_RULE, NotePart, Plan, Source, page_numbers};
use super::vertical::{Entry, Owned, Owner, PendingNumber, VBox};
use super::{PageNumbers, Setup};
use crate::doc::{Document, Style};
use crate::page::{
    Anchor, Artifact, Child, ContentId, ElementId, Item, Link, Mark, OutlineEntry, Page, Pages, Path, Point, Rect,
    Segment, Stroke,
};
use crate::text::{Line, Setting};
use crate::theme::MM;

/// The length of the rule above the notes.
const NOTE_RULE_LENGTH: f32 = 64.0;
/// From the running head's baseline to the rule below it.
const HEAD_RULE: f32 = 5.0;

/// Makes the pages.
pub(super) fn assemble(document: &Document, flowed: Flowed, plans: &[Plan], setup: Setup<'_>) -> Pages {
    let page_of = page_numbers(&flowed, plans);
    let Flowed { entries, notes, heads, structure, orders, .. } = flowed;
    let mut assembler = Assembler {
        document,
        setup,
        pages: Pages { structure, images: document.pictures.clone(), ..Pages::default() },
        page_of,
        element_orders: orders,
        content_orders: Vec::new(),
        link_orders: Vec::new(),
    };
    let find = |source: Source| match source {
        Source::Entry(index) => match entries.get(index) {
            Some(Entry::Box(frame) | Entry::Float(frame)) => Some(frame),
            _ => None,
        },
        Source::Head(index) => heads.get(index),
    };
    for (number, plan) in plans.iter().enumerate() {
        let mut canvas = Vec::new();
        for (source, y) in &plan.placed {
            if let Some(frame) = find(*source) {
                assembler.place(frame, number, setup.top() + y, &mut canvas);
            }
        }
        assembler.notes(&plan.notes, &notes, number, &mut canvas);
        assembler.furniture(number, plans.len(), &mut canvas);
        let items = assembler.mark(canvas);
        assembler.pages.pages.push(Page { width: setup.paper.width, height: setup.paper.height, items });
    }
    assembler.finish()
}

struct Assembler<'a> {
    document: &'a Document,
    setup: Setup<'a>,
    pages: Pages,
    page_of: PageNumbers,
    element_orders: Vec<u32>,
    content_orders: Vec<u32>,
    link_orders: Vec<u32>,
}

impl Assembler<'_> {
    /// Places a box; its items come in reading order, what lies behind them first.
    fn place(&mut self, frame: &VBox, page: usize, y: f32, canvas: &mut Vec<Owned>) {
        let mut items: Vec<Owned> =
            frame.items.iter().map(|owned| Owned { owner: owned.owner, item: owned.item.moved(0.0, y) }).collect();
        for number in &frame.page_numbers {
            self.page_number(number, y, &mut items);
        }
        items.sort_by_key(|owned| match owned.owner {
            Owner::Artifact(_) => 0,
            Owner::Element(_, order) => order,
        });
        canvas.extend(items);
        for link in &frame.links {
            let index = self.pages.links.len();
            self.pages.links.push(Link {
                page,
                rect: Rect { y: link.rect.y + y, ..link.rect },
                target: link.target.clone(),
                contents: link.contents.clone(),
                element: link.element,
            });
            self.pages.structure.get_mut(link.element).children.push(Child::Link(index));
            self.link_orders.push(link.order);
        }
        for (name, at) in &frame.anchors {
            let anchor = Anchor { page, point: Point { x: 0.0, y: y + at } };
            self.pages.anchors.insert(name.clone(), anchor);
        }
        for (level, title) in &frame.outline {
            let anchor = Anchor { page, point: Point { x: 0.0, y } };
            self.pages.outline.push(OutlineEntry { level: *level, title: title.clone(), anchor });
        }
        for (element, rect) in &frame.figures {
            self.pages.structure.get_mut(*element).bbox = Some(Rect { y: rect.y + y, ..*rect });
        }
    }

    /// A page number in the contents, with its leader.
    fn page_number(&self, number: &PendingNumber, y: f32, items: &mut Vec<Owned>) {
        let Some(page) = self.page_of.get(&number.anchor) else { return };
        let line = self.line(&(page + 1).to_string(), Style::ContentsLine);
        let left = number.right - line.width;
        let baseline = y + number.baseline;
        for piece in line.pieces {
            let item = Item::Glyphs(piece.glyphs).moved(left, baseline);
            items.push(Owned { owner: number.owner, item });
        }
        let (from, to) = (number.leader_from, left - super::contents::GAP);
        if to > from {
            let color = self.setup.theme.colors.hairline;
            let stroke = Stroke { color, width: 0.6, dash: vec![0.6, 2.8] };
            let segments =
                vec![Segment::Move(Point { x: from, y: baseline }), Segment::Line(Point { x: to, y: baseline })];
            items.push(artifact(Item::Path(Path { segments, fill: None, stroke: Some(stroke) })));
        }
    }

    /// The notes at the foot of the page, below their rule.
    fn notes(&mut self, parts: &[NotePart], notes: &[Vec<VBox>], page: usize, canvas: &mut Vec<Owned>) {
        if parts.is_empty() {
            return;
        }
        let shapes = self.setup.theme.shapes;
        let lines = |part: &NotePart| {
            notes.get(part.note.0 as usize).and_then(|lines| lines.get(part.from..part.to)).unwrap_or_default()
        };
        let text: f32 = parts.iter().flat_map(&lines).map(|line| line.height).sum();
        let gaps = shapes.note_gap * (parts.len() - 1) as f32;
        let mut y = self.setup.top() + self.setup.height() - text - gaps;
        let x = self.setup.left() + self.setup.side();
        // above notes that go on from the page before, the rule goes over the whole measure
        let goes_on = parts.first().is_some_and(|part| part.from > 0);
        let width = if goes_on { self.setup.full_width() - self.setup.side() } else { NOTE_RULE_LENGTH };
        let rule = Rect { x, y: y - NOTE_RULE, width, height: shapes.hairline };
        canvas.push(artifact(filled(rule, self.setup.theme.colors.grey)));
        for part in parts {
            for line in lines(part) {
                self.place(line, page, y, canvas);
                y += line.height;
            }
            y += shapes.note_gap;
        }
    }

    /// Running head (not on the first page) and foot.
    fn furniture(&self, page: usize, pages: usize, canvas: &mut Vec<Owned>) {
        let rule = self.setup.theme.page;
        let meta = &self.document.meta;
        let left = self.setup.left();
        let right = left + self.setup.full_width();
        if page > 0 {
            let y = rule.head_mm * MM;
            self.pair(&meta.running_head.0, &meta.running_head.1, (left, right), y, Artifact::Header, canvas);
            if rule.head_rule {
                let rect =
                    Rect { x: left, y: y + HEAD_RULE, width: right - left, height: self.setup.theme.shapes.hairline };
                let item = filled(rect, self.setup.theme.colors.hairline);
                canvas.push(Owned { owner: Owner::Artifact(Artifact::Header), item });
            }
        }
        let label = meta.page_label.replace("{page}", &(page + 1).to_string()).replace("{pages}", &pages.to_string());
        let y = self.setup.paper.height - rule.foot_mm * MM;
        self.pair(&meta.running_foot, &label, (left, right), y, Artifact::Footer, canvas);
    }

    /// A text at each edge. Where both do not fit, the longer one is shortened at a word, with an ellipsis: it only
    /// repeats what the first page says.
    fn pair(&self, start: &str, end: &str, edges: (f32, f32), y: f32, kind: Artifact, canvas: &mut Vec<Owned>) {
        const GAP: f32 = 24.0;
        let room = edges.1 - edges.0;
        let end = self.shortened(end, room * 0.6);
        let start = self.shortened(start, room - end.width - GAP);
        let at = edges.1 - end.width;
        for (line, x) in [(start, edges.0), (end, at)] {
            for piece in line.pieces {
                let item = Item::Glyphs(piece.glyphs).moved(x, y);
                canvas.push(Owned { owner: Owner::Artifact(kind), item });
            }
        }
    }

    fn shortened(&self, text: &str, room: f32) -> Line {
        let mut line = self.line(text, Style::Furniture);
        let mut words: Vec<&str> = text.split(' ').collect();
        while line.width > room && words.len() > 1 {
            words.pop();
            line = self.line(&format!("{} …", words.join(" ")), Style::Furniture);
        }
        line
    }

    fn line(&self, text: &str, style: Style) -> Line {
        let setting = Setting { language: &self.document.meta.language, rtl: self.setup.rtl, hyphenate: false };
        self.setup.fonts.line(text, self.setup.theme.style(style).text, setting)
    }

    /// Groups neighbouring items of one owner into marked content.
    fn mark(&mut self, canvas: Vec<Owned>) -> Vec<Item> {
        let mut items = Vec::with_capacity(canvas.len() + canvas.len() / 2);
        let mut open: Option<Owner> = None;
        for Owned { owner, item } in canvas {
            if !open.is_some_and(|open| same(open, owner)) {
                if open.is_some() {
                    items.push(Item::End);
                }
                items.push(Item::Begin(self.begin(owner)));
                open = Some(owner);
            }
            items.push(item);
        }
        if open.is_some() {
            items.push(Item::End);
        }
        items
    }

    fn begin(&mut self, owner: Owner) -> Mark {
        match owner {
            Owner::Artifact(kind) => Mark::Artifact(kind),
            Owner::Element(element, order) => {
                let id = self.pages.structure.add_content(element);
                self.content_orders.push(order);
                Mark::Content(id)
            }
        }
    }

    /// Puts the children of each element into reading order.
    fn finish(mut self) -> Pages {
        let orders = |child: &Child| {
            let order = match child {
                Child::Element(ElementId(id)) => self.element_orders.get(*id as usize),
                Child::Content(ContentId(id)) => self.content_orders.get(*id as usize),
                Child::Link(index) => self.link_orders.get(*index),
            };
            order.copied().unwrap_or(u32::MAX)
        };
        for element in &mut self.pages.structure.elements {
            element.children.sort_by_key(orders);
        }
        self.pages
    }
}

fn same(a: Owner, b: Owner) -> bool {
    match (a, b) {
        (Owner::Element(a, _), Owner::Element(b, _)) => a == b,
        (Owner::Artifact(a), Owner::Artifact(b)) => a == b,
        _ => false,
    }
}
