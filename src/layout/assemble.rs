//! Planned pages to the display list: everything in its place, marked content grouped, links, anchors and outline resolved;
//! running heads and feet last, as artifacts.

use super::flow::{Flowed, artifact, filled};
use super::paginate::{NOTE_RULE, NotePart, Plan, Source, page_numbers};
use super::vertical::{Entry, Owned, Owner, PendingNumber, VBox};
use super::{PageNumbers, Setup};
use crate::doc::{Document, Style};
use crate::page::{
    Anchor, Child, ContentId, ElementId, Item, Link, Mark, OutlineEntry, Page, Pages, Path, Point, Rect, Segment,
    Stroke,
};
use crate::text::{Line, Setting};

/// Makes the pages.
pub(super) fn assemble(document: &Document, flowed: Flowed, plans: &[Plan], setup: Setup<'_>) -> Pages {
    let page_of = page_numbers(&flowed, plans);
    let Flowed { entries, mut notes, heads, structure, orders, .. } = flowed;
    let mut assembler = Assembler {
        document,
        setup,
        pages: Pages { structure, images: document.pictures.clone(), ..Pages::default() },
        page_of,
        element_orders: orders,
        content_orders: Vec::new(),
        link_orders: Vec::new(),
    };
    // each box stands once, and is given away: the list and the pages are never held whole at the same time
    let mut boxes: Vec<Option<Box<VBox>>> = entries
        .into_iter()
        .map(|entry| match entry {
            Entry::Box(frame) | Entry::Float(frame) => Some(Box::new(frame)),
            Entry::Space(_) | Entry::PageBreak | Entry::Opening(_) => None,
        })
        .collect();
    let mut find = |source: Source| match source {
        Source::Entry(index) => boxes.get_mut(index).and_then(Option::take).map(|frame| *frame),
        Source::Head(index) => heads.get(index).cloned(),
    };
    for (number, plan) in plans.iter().enumerate() {
        let setup = if plan.turned { setup.turned() } else { setup };
        assembler.setup = setup;
        let mut canvas = Vec::new();
        for (source, y) in &plan.placed {
            if let Some(frame) = find(*source) {
                assembler.place(frame, number, setup.top() + y, &mut canvas);
            }
        }
        assembler.notes(&plan.notes, &mut notes, number, &mut canvas);
        super::furniture::set(&assembler, number, plans.len(), &mut canvas);
        let items = assembler.mark(canvas);
        assembler.pages.pages.push(Page { width: setup.paper.width, height: setup.paper.height, items });
    }
    assembler.finish()
}

/// The pages in the making.
pub(super) struct Assembler<'a> {
    /// The document.
    pub document: &'a Document,
    /// Theme, paper, faces.
    pub setup: Setup<'a>,
    pages: Pages,
    page_of: PageNumbers,
    element_orders: Vec<u32>,
    content_orders: Vec<u32>,
    link_orders: Vec<u32>,
}

impl Assembler<'_> {
    /// Places a box; its items come in reading order, what lies behind them first.
    fn place(&mut self, frame: VBox, page: usize, y: f32, canvas: &mut Vec<Owned>) {
        let mut items = frame.items;
        items.iter_mut().for_each(|owned| owned.item.shift(0.0, y));
        for number in &frame.page_numbers {
            self.page_number(number, y, &mut items);
        }
        items.sort_by_key(|owned| match owned.owner {
            Owner::Artifact(_) => 0,
            Owner::Element(_, order) => order,
        });
        canvas.extend(items);
        for link in frame.links {
            let index = self.pages.links.len();
            self.pages.links.push(Link {
                page,
                rect: self.setup.outward_rect(Rect { y: link.rect.y + y, ..link.rect }),
                target: link.target,
                contents: link.contents,
                element: link.element,
            });
            self.pages.structure.get_mut(link.element).children.push(Child::Link(index));
            self.link_orders.push(link.order);
        }
        for (name, at) in frame.anchors {
            let anchor = Anchor { page, point: Point { x: 0.0, y: y + at } };
            self.pages.anchors.insert(name, anchor);
        }
        for (level, title) in frame.outline {
            let anchor = Anchor { page, point: Point { x: 0.0, y } };
            self.pages.outline.push(OutlineEntry { level, title, anchor });
        }
        for (element, rect) in frame.figures {
            self.pages.structure.get_mut(element).bbox = Some(self.setup.outward_rect(Rect { y: rect.y + y, ..rect }));
        }
    }

    /// A page number in the contents, with its leader.
    fn page_number(&self, number: &PendingNumber, y: f32, items: &mut Vec<Owned>) {
        let Some(page) = self.page_of.get(&number.anchor) else { return };
        let line = self.line(&self.document.meta.digits.print(page + 1), Style::ContentsLine);
        let left = number.right - line.width;
        let baseline = y + number.baseline;
        for piece in line.pieces {
            let item = self.setup.inward(Item::Glyphs(piece.glyphs), line.width).moved(left, baseline);
            items.push(Owned { owner: number.owner, item });
        }
        let (from, to) = (number.leader_from, left - self.setup.theme.shapes.label_gap);
        let (dot, gap) = (self.setup.theme.shapes.leader_dot, self.setup.theme.shapes.leader_gap);
        if to > from && dot > 0.0 {
            let color = self.setup.theme.colors.hairline;
            let stroke = Stroke { color, width: dot, dash: vec![dot, gap] };
            let segments =
                vec![Segment::Move(Point { x: from, y: baseline }), Segment::Line(Point { x: to, y: baseline })];
            items.push(artifact(Item::Path(Path { segments, fill: None, stroke: Some(stroke) })));
        }
    }

    /// The notes at the foot of the page, below their rule.
    fn notes(&mut self, parts: &[NotePart], notes: &mut [Vec<VBox>], page: usize, canvas: &mut Vec<Owned>) {
        if parts.is_empty() {
            return;
        }
        let shapes = self.setup.theme.shapes;
        let mut lines = |part: &NotePart| -> Vec<VBox> {
            let lines = notes.get_mut(part.note.0 as usize).and_then(|lines| lines.get_mut(part.from..part.to));
            lines.unwrap_or_default().iter_mut().map(std::mem::take).collect()
        };
        let parts_lines: Vec<Vec<VBox>> = parts.iter().map(&mut lines).collect();
        let text: f32 = parts_lines.iter().flatten().map(|line| line.height).sum();
        let gaps = shapes.note_gap * (parts.len() - 1) as f32;
        let mut y = self.setup.top() + self.setup.height() - text - gaps;
        let x = self.setup.left() + self.setup.side();
        // above notes that go on from the page before, the rule goes over the whole measure
        let goes_on = parts.first().is_some_and(|part| part.from > 0);
        let width = if goes_on { self.setup.full_width() - self.setup.side() } else { shapes.note_rule_length };
        if shapes.note_rule_length > 0.0 {
            let rule = Rect { x, y: y - NOTE_RULE, width, height: shapes.hairline };
            canvas.push(artifact(filled(rule, self.setup.theme.colors.grey)));
        }
        for line_boxes in parts_lines {
            for line in line_boxes {
                let height = line.height;
                self.place(line, page, y, canvas);
                y += height;
            }
            y += shapes.note_gap;
        }
    }

    /// A text on one line.
    pub fn line(&self, text: &str, style: Style) -> Line {
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
            items.push(self.setup.outward(item));
        }
        if open.is_some() {
            items.push(Item::End);
        }
        items.shrink_to_fit();
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
