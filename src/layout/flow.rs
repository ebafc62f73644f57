//! Nodes to the vertical list: one method a node kind, the larger ones in files of their own.

use super::inline::{self, Placement};
use super::vertical::{Entry, NEVER, Owned, Owner, VBox, WIDOW, height, stack};
use super::{CitedPages, PageNumbers, Setup, notes};
use crate::diag::{Diagnostic, Sink, Span};
use crate::doc::{Document, Frame, Group, Heading, Inline, Node, Paragraph, Style};
use crate::page::{Artifact, Color, ElementId, Item, Path, Point, Rect, Role, Segment, Stroke, Structure};
use crate::text::Align;
use crate::theme::StyleRule;

/// A frame taller than this share of the page is broken over pages; a smaller one is kept whole.
const KEPT_WHOLE: f32 = 0.6;

/// Where nodes are set: from `x` (paper's left edge) over `width`, inside `parent`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area {
    /// The left edge.
    pub x: f32,
    /// The measure.
    pub width: f32,
    /// The element new elements are added to.
    pub parent: ElementId,
    /// Whether this is the main column, with the side column at its left.
    pub main: bool,
}

/// The vertical list in the making.
pub(super) struct Flow<'a> {
    /// The document.
    pub document: &'a Document,
    /// Theme, paper, faces.
    pub setup: Setup<'a>,
    /// The structure tree.
    pub structure: Structure,
    /// The place of each element among its siblings and their content.
    pub orders: Vec<u32>,
    /// The list.
    pub entries: Vec<Entry>,
    /// Table heads that are repeated, as artifacts.
    pub heads: Vec<VBox>,
    /// Lists that are set on sheets of their own.
    pub sheets: Vec<Vec<Entry>>,
    /// Findings.
    pub sink: Sink,
    /// The characters that no face has, with their places.
    pub gaps: Vec<(char, Option<Span>)>,
    /// The element each note is added to, that of its first mark: filled while marks are met.
    pub note_parents: Vec<Option<ElementId>>,
    /// The pages on which places stood when the document was last laid out.
    pub pages: &'a PageNumbers,
    /// The places whose page is printed in the text, and where it is asked for first.
    pub cited_pages: CitedPages,
    next_order: u32,
}

/// What `flow` hands over.
pub(super) struct Flowed {
    /// The list.
    pub entries: Vec<Entry>,
    /// The lines of each note.
    pub notes: Vec<Vec<VBox>>,
    /// Table heads that are repeated, as artifacts.
    pub heads: Vec<VBox>,
    /// Lists that are set on sheets of their own; [`VBox::sheets`] says where they follow.
    pub sheets: Vec<Vec<Entry>>,
    /// The structure tree, without content.
    pub structure: Structure,
    /// The place of each element among its siblings and their content.
    pub orders: Vec<u32>,
    /// The places whose page is printed in the text, and where it is asked for first.
    pub cited_pages: CitedPages,
}

impl<'a> Flow<'a> {
    pub fn new(document: &'a Document, setup: Setup<'a>, pages: &'a PageNumbers) -> Self {
        let mut structure = Structure::new();
        structure.get_mut(ElementId(0)).language = None;
        Flow {
            document,
            setup,
            structure,
            orders: vec![0],
            entries: Vec::new(),
            heads: Vec::new(),
            sheets: Vec::new(),
            sink: Sink::default(),
            gaps: Vec::new(),
            note_parents: vec![None; document.notes.len()],
            pages,
            cited_pages: CitedPages::new(),
            next_order: 1,
        }
    }

    /// The next place in reading order.
    pub fn order(&mut self) -> u32 {
        self.next_order += 1;
        self.next_order
    }

    /// Adds an element at this place in reading order.
    pub fn element(&mut self, parent: ElementId, role: Role) -> ElementId {
        let id = self.structure.add(parent, role);
        let order = self.order();
        self.orders.push(order);
        id
    }

    /// The owner of the next piece of an element's content.
    pub fn content(&mut self, element: ElementId) -> Owner {
        Owner::Element(element, self.order())
    }

    /// The main column.
    pub fn main_area(&self) -> Area {
        let side = self.setup.side();
        Area {
            x: self.setup.left() + side,
            width: self.setup.full_width() - side,
            parent: self.structure.root(),
            main: true,
        }
    }

    /// The area widened by the side column, where it is the main column.
    pub fn full(&self, area: Area) -> Area {
        if !area.main {
            return area;
        }
        Area { x: self.setup.left(), width: self.setup.full_width(), main: false, ..area }
    }

    /// Sets the whole document.
    pub fn document(&mut self) {
        let document = self.document;
        let mut area = self.main_area();
        let root = area.parent;
        for node in &document.body {
            // a section holds its heading and all that follows up to the next section
            if matches!(node, Node::Heading(heading) if heading.style == Style::Heading1) {
                self.entries.push(Entry::Opening(self.setup.theme.section.page_from));
                area.parent = self.element(root, Role::Sect);
            }
            self.node(node, area);
        }
    }

    /// The list, the notes and the findings.
    pub fn finish(mut self, sink: &mut Sink) -> Flowed {
        let notes = notes::lines(&mut self);
        super::gaps::report(&self.gaps, &mut self.sink);
        sink.append(std::mem::take(&mut self.sink));
        let Flow { entries, heads, sheets, structure, orders, cited_pages, .. } = self;
        Flowed { entries, notes, heads, sheets, structure, orders, cited_pages }
    }

    /// Sets one node.
    pub fn node(&mut self, node: &Node, area: Area) {
        match node {
            Node::Heading(heading) => self.heading(heading, area),
            Node::Paragraph(paragraph) => self.paragraph(paragraph, area),
            Node::List(list) => super::list::set(self, list, area),
            Node::Group(group) => self.group(group, area),
            Node::Columns(columns) => super::columns::set(self, columns, area),
            Node::Table(table) => super::table::set(self, table, area),
            Node::Figure(figure) => super::figure::set(self, figure, area),
            Node::Cover(cover) => super::cover::set(self, cover, area),
            Node::Contents(contents) => super::contents::set(self, contents, area),
            Node::EndNotes => notes::at_end(self, area),
            Node::PageBreak => self.entries.push(Entry::PageBreak),
        }
    }

    /// Sets nodes into a list of their own.
    pub fn apart(&mut self, set: impl FnOnce(&mut Self)) -> Vec<Entry> {
        let outer = std::mem::take(&mut self.entries);
        set(self);
        std::mem::replace(&mut self.entries, outer)
    }

    /// Adds space; of two neighbours the larger counts.
    pub fn space(&mut self, amount: f32) {
        match self.entries.last_mut() {
            Some(Entry::Space(space)) => *space = space.max(amount),
            Some(_) if amount > 0.0 => self.entries.push(Entry::Space(amount)),
            _ => {}
        }
    }

    fn heading(&mut self, heading: &Heading, area: Area) {
        let element = self.element(area.parent, Role::Heading(heading.level));
        let number = heading.number.as_deref();
        // a section without a number has no use for the side column
        let area = if number.is_none() && heading.style == Style::Heading1 { self.full(area) } else { area };
        let first = self.text(&heading.text, heading.style, area, element, number);
        if heading.style == Style::Heading1 {
            self.opener(first, area);
        }
        if let Some(Entry::Box(line)) = first.and_then(|index| self.entries.get_mut(index)) {
            // a chart that was moved belongs before the list of sources, not after it
            line.waits = number.is_none() && heading.style == Style::Heading1;
            if let Some(anchor) = &heading.anchor {
                line.anchors.push((anchor.clone(), 0.0));
            }
            if heading.listed {
                let title = crate::doc::plain_text(&heading.text);
                let title = number.map_or(title.clone(), |number| format!("{number} {title}"));
                line.outline.push((heading.level, title));
            }
        }
    }

    /// The rule above a main section's heading, as part of its first line.
    fn opener(&mut self, first: Option<usize>, area: Area) {
        let section = self.setup.theme.section;
        let (full, color) = (self.full(area), self.setup.theme.colors.accent);
        let Some(Entry::Box(line)) = first.and_then(|index| self.entries.get_mut(index)) else { return };
        if section.rule > 0.0 {
            let rect = Rect { x: full.x, y: 0.0, width: full.width, height: section.rule };
            let rule =
                VBox { items: vec![artifact(filled(rect, color))], break_after: line.break_after, ..VBox::default() };
            let heading = std::mem::replace(line, rule);
            line.absorb(heading, section.rule + section.rule_gap);
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph, area: Area) {
        let element = self.element(area.parent, Role::Paragraph);
        let first = self.text(&paragraph.text, paragraph.style, area, element, paragraph.number.as_deref());
        if let (Some(anchor), Some(Entry::Box(line))) =
            (&paragraph.anchor, first.and_then(|index| self.entries.get_mut(index)))
        {
            line.anchors.push((anchor.clone(), 0.0));
        }
    }

    /// Sets text as the content of `element`; returns the index of its first line in the list.
    pub fn text(
        &mut self,
        text: &[Inline],
        style: Style,
        area: Area,
        element: ElementId,
        number: Option<&str>,
    ) -> Option<usize> {
        let rule = self.setup.theme.style(style);
        let mut area = if rule.full { self.full(area) } else { area };
        let side = number.map(|number| self.number(number, style, &mut area, element));
        self.space(rule.before);
        let placement = Placement { rule, x: area.x, width: area.width, element, align: None };
        let mut lines = inline::styled(self, text, style, placement);
        let introduces = crate::doc::plain_text(text).trim_end().ends_with(':');
        if let (Some(side), Some(first)) = (side, lines.first_mut()) {
            first.items.splice(0..0, side);
        }
        self.to_grid(&mut lines, style, rule);
        let first = (!lines.is_empty()).then_some(self.entries.len());
        set_breaks(&mut lines, rule.keep_with_next);
        if let Some(last) = lines.last_mut().filter(|_| introduces) {
            // what a colon announces should not begin on another page
            last.break_after += WIDOW;
        }
        self.entries.extend(lines.into_iter().map(Entry::Box));
        self.space(rule.after);
        first
    }

    /// Puts lines on the baseline grid: each of them, or, of a heading, the text that follows it, so that its distance from
    /// the heading is always the same.
    fn to_grid(&self, lines: &mut [VBox], style: Style, rule: StyleRule) {
        let heading = matches!(style, Style::Heading1 | Style::Heading2 | Style::Heading3 | Style::Addressee);
        let mut below = if heading { rule.after } else { 0.0 };
        let all = self.setup.theme.page.grid > 0.0 && (heading || self.setup.theme.on_grid(rule.leading));
        for line in lines.iter_mut().rev().filter(|_| all) {
            below += if heading { line.height } else { 0.0 };
            line.grid = Some(below);
        }
    }

    /// A number in the side column, or before the text where there is none.
    fn number(&mut self, number: &str, style: Style, area: &mut Area, element: ElementId) -> Vec<Owned> {
        let rule = self.setup.theme.style(style);
        let heading = matches!(style, Style::Heading1 | Style::Heading2 | Style::Heading3);
        let mut look = if heading { rule } else { self.setup.theme.style(Style::Number) };
        look.leading = rule.leading;
        let mut x = self.setup.left();
        if !area.main || self.setup.side() <= 0.0 {
            // inside a box, or without a side column, the number takes room of its own
            let shapes = self.setup.theme.shapes;
            let width = self.setup.fonts.width(number, look.text, inline::setting(self, false));
            let indent = (shapes.list_indent * 2.0).max(width + shapes.label_gap);
            x = area.x;
            area.x += indent;
            area.width -= indent;
        }
        let owner = self.content(element);
        let mut items = inline::label(self, number, look, x, owner, Align::Start);
        // the number stands on the text's baseline, not on its own
        let shift = inline::baseline(self, rule) - inline::baseline(self, look);
        for owned in &mut items {
            owned.item = owned.item.moved(0.0, shift);
        }
        items
    }

    fn group(&mut self, group: &Group, area: Area) {
        match group.frame {
            Frame::None => group.children.iter().for_each(|node| self.node(node, area)),
            Frame::Box => self.boxed(&group.children, area),
            Frame::Quotation => self.quotation(&group.children, area),
            Frame::Title => self.title(&group.children, area),
            Frame::Colophon => self.colophon(&group.children, area),
        }
    }

    /// A tinted or ruled box over the full width.
    fn boxed(&mut self, children: &[Node], area: Area) {
        let shapes = self.setup.theme.shapes;
        let outer = self.full(area);
        let parent = self.element(area.parent, Role::Div);
        let inner = Area {
            x: outer.x + shapes.box_padding,
            width: outer.width - 2.0 * shapes.box_padding,
            parent,
            main: false,
        };
        let entries = self.apart(|flow| children.iter().for_each(|node| flow.node(node, inner)));
        let (tint, hairline) = (self.setup.theme.colors.tint, self.setup.theme.colors.hairline);
        let decorate = |top: f32, bottom: f32, whole: bool| {
            let rect = Rect { x: outer.x, y: top, width: outer.width, height: bottom - top };
            match (shapes.box_ground, whole) {
                (true, _) => vec![filled(rect, tint)],
                (false, true) if shapes.box_rule > 0.0 => vec![outlined(rect, hairline, shapes.box_rule)],
                (false, _) => vec![],
            }
        };
        self.space(shapes.float_gap);
        self.framed(entries, shapes.box_padding, decorate);
        self.space(shapes.float_gap);
    }

    fn quotation(&mut self, children: &[Node], area: Area) {
        let shapes = self.setup.theme.shapes;
        let parent = self.element(area.parent, Role::BlockQuote);
        let bar = shapes.quotation_bar;
        let right = if bar > 0.0 { 0.0 } else { shapes.quotation_indent };
        let indent = bar + shapes.quotation_indent;
        let inner = Area { x: area.x + indent, width: area.width - indent - right, parent, main: false };
        let entries = self.apart(|flow| children.iter().for_each(|node| flow.node(node, inner)));
        let signal = self.setup.theme.colors.signal;
        let decorate = |top: f32, bottom: f32, _: bool| {
            let rect = Rect { x: area.x, y: top, width: bar, height: bottom - top };
            if bar > 0.0 { vec![filled(rect, signal)] } else { vec![] }
        };
        self.space(self.setup.theme.style(Style::Quotation).before);
        self.framed(entries, 0.0, decorate);
        self.space(self.setup.theme.style(Style::Quotation).before);
    }

    /// Adds a list with something painted behind it: as one box, or, taller than most of a page, piece by piece.
    fn framed(&mut self, entries: Vec<Entry>, padding: f32, decorate: impl Fn(f32, f32, bool) -> Vec<Item>) {
        let behind = |frame: &mut VBox, bottom: f32, whole: bool| {
            let items = decorate(0.0, bottom, whole).into_iter().map(artifact);
            frame.items.splice(0..0, items);
        };
        if height(&entries) + 2.0 * padding <= self.setup.height() * KEPT_WHOLE {
            let mut whole = VBox::default();
            let inner = stack(entries);
            let bottom = inner.height + 2.0 * padding;
            whole.absorb(inner, padding);
            whole.height = bottom;
            behind(&mut whole, bottom, true);
            self.entries.push(Entry::Box(whole));
            return;
        }
        let strip = |height: f32| {
            let mut frame = VBox { height, break_after: NEVER, ..VBox::default() };
            behind(&mut frame, height, false);
            frame
        };
        self.entries.push(Entry::Box(strip(padding)));
        for entry in entries {
            match entry {
                Entry::Box(mut inner) | Entry::Float(mut inner) => {
                    let bottom = inner.height;
                    // the ground has no gaps
                    inner.grid = None;
                    behind(&mut inner, bottom, false);
                    self.entries.push(Entry::Box(inner));
                }
                Entry::Space(amount) => self.entries.push(Entry::Box(VBox { break_after: 0.0, ..strip(amount) })),
                Entry::PageBreak | Entry::Opening(_) => {}
            }
        }
        if let Some(Entry::Box(last)) = self.entries.last_mut() {
            last.break_after = NEVER;
        }
        self.entries.push(Entry::Box(VBox { break_after: 0.0, ..strip(padding) }));
    }

    fn title(&mut self, children: &[Node], area: Area) {
        for node in children {
            match node {
                // a logo: it stays where it is
                Node::Figure(_) => {
                    let mut logo = stack(self.apart(|flow| flow.node(node, area)));
                    logo.break_after = NEVER;
                    self.entries.push(Entry::Box(logo));
                    self.space(self.setup.theme.shapes.float_gap);
                }
                _ => self.node(node, area),
            }
        }
        let rule = self.setup.theme.shapes.title_rule;
        if rule > 0.0 {
            let full = self.full(area);
            let rect = Rect { x: full.x, y: 0.0, width: full.width, height: rule };
            let accent = self.setup.theme.colors.accent;
            self.space(self.setup.theme.shapes.title_rule_gap);
            self.rule(rect, accent);
        }
        self.space(self.setup.theme.shapes.float_gap);
    }

    fn colophon(&mut self, children: &[Node], area: Area) {
        let full = self.full(area);
        let shapes = self.setup.theme.shapes;
        let color = self.setup.theme.colors.hairline;
        self.space(self.setup.theme.shapes.float_gap * 1.5);
        let parent = self.element(area.parent, Role::Div);
        let entries = self.apart(|flow| {
            if shapes.colophon_rule > 0.0 {
                flow.rule(Rect { x: full.x, y: 0.0, width: full.width, height: shapes.colophon_rule }, color);
                flow.space(shapes.colophon_gap);
            }
            children.iter().for_each(|node| flow.node(node, Area { parent, ..area }));
        });
        // kept whole where it fits
        if height(&entries) <= self.setup.height() * KEPT_WHOLE {
            self.entries.push(Entry::Box(stack(entries)));
        } else {
            self.entries.extend(entries);
        }
    }

    /// A rule as a box of its own that stays with what follows.
    fn rule(&mut self, rect: Rect, color: Color) {
        let items = vec![artifact(filled(rect, color))];
        self.entries.push(Entry::Box(VBox { height: rect.height, items, break_after: NEVER, ..VBox::default() }));
    }

    /// Reports a finding.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.sink.push(diagnostic);
    }
}

/// What breaks after each line cost: the first and the last line should not stand alone.
pub(super) fn set_breaks(lines: &mut [VBox], keep_with_next: bool) {
    let count = lines.len();
    for (index, line) in lines.iter_mut().enumerate() {
        let last = index + 1 == count;
        if last {
            line.break_after = if keep_with_next { NEVER } else { line.break_after };
        } else if keep_with_next {
            line.break_after = NEVER;
        } else if index == 0 || index + 2 == count {
            line.break_after += WIDOW;
        }
    }
}

/// An item that belongs to nobody.
pub(super) fn artifact(item: Item) -> Owned {
    Owned { owner: Owner::Artifact(Artifact::Layout), item }
}

/// A filled rectangle.
pub(super) fn filled(rect: Rect, color: Color) -> Item {
    Item::Path(Path { segments: ring(rect), fill: Some(color), stroke: None })
}

/// A rectangle's outline.
fn outlined(rect: Rect, color: Color, width: f32) -> Item {
    Item::Path(Path { segments: ring(rect), fill: None, stroke: Some(Stroke { color, width, dash: Vec::new() }) })
}

/// The corners of a rectangle, as a closed path.
pub(super) fn ring(rect: Rect) -> Vec<Segment> {
    let (left, top) = (rect.x, rect.y);
    let (right, bottom) = (rect.x + rect.width, rect.y + rect.height);
    vec![
        Segment::Move(Point { x: left, y: top }),
        Segment::Line(Point { x: right, y: top }),
        Segment::Line(Point { x: right, y: bottom }),
        Segment::Line(Point { x: left, y: bottom }),
        Segment::Close,
    ]
}
