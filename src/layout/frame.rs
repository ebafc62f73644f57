//! Groups with something painted behind, beside or above them: boxes, quotations, the title block, the colophon.

use super::flow::{Area, Flow, artifact, filled, ring};
use super::vertical::{Entry, NEVER, VBox, height, stack};
use crate::doc::{Node, Style};
use crate::page::{Color, Item, Path, Rect, Role, Stroke};

/// A frame taller than this share of the page is broken over pages; a smaller one is kept whole.
const KEPT_WHOLE: f32 = 0.6;

impl Flow<'_> {
    /// A tinted or ruled box over the full width.
    pub(super) fn boxed(&mut self, children: &[Node], area: Area) {
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

    pub(super) fn quotation(&mut self, children: &[Node], area: Area) {
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
        let mut space = 0.0_f32;
        for entry in entries {
            match entry {
                Entry::Box(mut inner) | Entry::Float(mut inner) => {
                    space = 0.0;
                    let bottom = inner.height;
                    // the ground has no gaps
                    inner.grid = None;
                    behind(&mut inner, bottom, false);
                    self.entries.push(Entry::Box(inner));
                }
                Entry::Space(amount) => {
                    // of two neighbours the larger counts
                    let more = (amount - space).max(0.0);
                    space = space.max(amount);
                    self.entries.push(Entry::Box(VBox { break_after: 0.0, ..strip(more) }));
                }
                Entry::PageBreak | Entry::Opening(_) => {}
            }
        }
        if let Some(Entry::Box(last)) = self.entries.last_mut() {
            last.break_after = NEVER;
        }
        self.entries.push(Entry::Box(VBox { break_after: 0.0, ..strip(padding) }));
    }

    pub(super) fn title(&mut self, children: &[Node], area: Area) {
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

    pub(super) fn colophon(&mut self, children: &[Node], area: Area) {
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
}

/// A rectangle's outline.
fn outlined(rect: Rect, color: Color, width: f32) -> Item {
    Item::Path(Path { segments: ring(rect), fill: None, stroke: Some(Stroke { color, width, dash: Vec::new() }) })
}
