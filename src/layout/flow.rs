//! Nodes to the vertical list: one method a node kind, the larger ones in files of their own.

use super::inline::{self, Placement};
use super::vertical::{Entry, NEVER, Owned, Owner, VBox, WIDOW};
use super::{CitedPages, PageNumbers, Setup, notes};
use crate::diag::{Diagnostic, Sink, Span};
use crate::doc::{Document, Frame, Group, Heading, Inline, Node, Paragraph, Style};
use crate::page::{Artifact, Color, ElementId, Item, Path, Point, Rect, Role, Segment, Structure};
use crate::text::Align;
use crate::theme::StyleRule;

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
    /// How far recommendations stand behind their labels, once it is known.
    pub recommendation_indent: Option<f32>,
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
            recommendation_indent: None,
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
        let Flow { mut entries, heads, sheets, structure, orders, cited_pages, setup, .. } = self;
        super::keep::settle(&mut entries, setup.theme.style(Style::Body).leading);
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

    /// Adds space; of two neighbours the larger counts. What stands below a chart or table is kept apart from what its
    /// follower wants above it: where the chart is moved, the former goes with it and the latter stays.
    pub fn space(&mut self, amount: f32) {
        match self.entries.as_mut_slice() {
            [.., Entry::Float(_), Entry::Space(_)] if amount > 0.0 => self.entries.push(Entry::Space(amount)),
            [.., Entry::Space(space)] => *space = space.max(amount),
            [.., _] if amount > 0.0 => self.entries.push(Entry::Space(amount)),
            _ => {}
        }
    }

    /// Whether what stands last is a heading, with or without space below it.
    fn after_heading(&self) -> bool {
        let last = self.entries.iter().rev().find(|entry| !matches!(entry, Entry::Space(_)));
        matches!(last, Some(Entry::Box(frame)) if frame.heading)
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
            let items = vec![artifact(filled(rect, color))];
            let rule = VBox { items, break_after: line.break_after, heading: true, ..VBox::default() };
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
        // an addressee stands below the heading of the recommendations as text does; a smaller heading keeps its distance
        let heading = is_heading(style);
        if !(style == Style::Addressee && self.after_heading()) {
            self.space(rule.before);
        }
        let large = matches!(style, Style::KeyValue | Style::KeyValueSignal);
        let set = if large { super::columns::value_rule(self, text, rule, area.width) } else { rule };
        let placement = Placement { rule: set, x: area.x, width: area.width, element, align: None };
        let mut lines = inline::styled(self, text, style, placement);
        if large {
            // a number that was made smaller stands level with those beside it
            let down = inline::baseline(self, rule) - inline::baseline(self, set);
            lines.iter_mut().flat_map(|line| &mut line.items).for_each(|owned| owned.item.shift(0.0, down));
        }
        lines.iter_mut().for_each(|line| line.heading = heading);
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
        let heading = is_heading(style);
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

    /// Reports a finding.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.sink.push(diagnostic);
    }
}

/// Whether a style is that of a heading in running text.
fn is_heading(style: Style) -> bool {
    matches!(style, Style::Heading1 | Style::Heading2 | Style::Heading3 | Style::Addressee)
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
