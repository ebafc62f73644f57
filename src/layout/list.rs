//! Lists: each item hangs on its label.

use super::flow::{Area, Flow};
use super::inline;
use super::vertical::{Entry, LAST_ITEM};
use crate::doc::{List, ListItem, Node, Style};
use crate::page::{ListNumbering, Role};
use crate::text::Align;
use crate::theme::StyleRule;

/// Sets a list.
pub(super) fn set(flow: &mut Flow<'_>, list: &List, area: Area) {
    let element = flow.element(area.parent, Role::List);
    flow.structure.get_mut(element).numbering = Some(list.numbering);
    let indent = indent(flow, list);
    let mut start = flow.entries.len();
    for item in &list.items {
        start = flow.entries.len();
        let item_element = flow.element(element, Role::ListItem);
        set_item(flow, list, item, Area { parent: item_element, main: false, ..area }, indent);
    }
    if list.items.len() > 1 {
        keep_last(flow, start);
    }
    if area.main {
        flow.space(flow.setup.theme.style(Style::Body).after);
    }
}

/// A last item of one line, which begins at `start`, should not stand alone on a page.
fn keep_last(flow: &mut Flow<'_>, start: usize) {
    let (before, item) = flow.entries.split_at_mut(start);
    let lines = item.iter().filter(|entry| matches!(entry, Entry::Box(_))).count();
    let line = before.iter_mut().rev().find_map(|entry| if let Entry::Box(line) = entry { Some(line) } else { None });
    if let Some(line) = line.filter(|line| lines == 1 && !line.heading) {
        line.break_after += LAST_ITEM;
    }
}

/// How far texts stand behind their labels. Recommendations are one list, whatever addressees divide them: the widest label
/// of all decides.
fn indent(flow: &mut Flow<'_>, list: &List) -> f32 {
    if !is_recommendations(list) {
        return own_indent(flow, list);
    }
    if let Some(known) = flow.recommendation_indent {
        return known;
    }
    let widest = widest_of(flow, &flow.document.body).max(own_indent(flow, list));
    flow.recommendation_indent = Some(widest);
    widest
}

fn is_recommendations(list: &List) -> bool {
    list.numbering != ListNumbering::Disc && list.items.first().map(first_style) == Some(Style::Recommendation)
}

fn widest_of(flow: &Flow<'_>, nodes: &[Node]) -> f32 {
    let widths = nodes.iter().map(|node| match node {
        Node::List(list) if is_recommendations(list) => own_indent(flow, list),
        Node::Group(group) => widest_of(flow, &group.children),
        _ => 0.0,
    });
    widths.fold(0.0, f32::max)
}

/// The widest label with its gap, or the theme's indent where that is more.
fn own_indent(flow: &Flow<'_>, list: &List) -> f32 {
    let setting = inline::setting(flow, false);
    let widest = list
        .items
        .iter()
        .map(|item| flow.setup.fonts.width(&item.label, label_rule(flow, list, item).text, setting))
        .fold(0.0, f32::max);
    let shapes = flow.setup.theme.shapes;
    shapes.list_indent.max(widest + shapes.label_gap)
}

/// The style of the item's first paragraph, which the label shares.
fn first_style(item: &ListItem) -> Style {
    match item.body.first() {
        Some(Node::Paragraph(paragraph)) => paragraph.style,
        _ => Style::ListText,
    }
}

fn label_rule(flow: &Flow<'_>, list: &List, item: &ListItem) -> StyleRule {
    let style = first_style(item);
    let mut rule = flow.setup.theme.style(style);
    if style == Style::Recommendation && list.numbering != ListNumbering::Disc {
        // "R1" is set as captions' labels are, as heavy as their titles
        rule.text = flow.setup.theme.style(Style::CaptionLabel).text;
        rule.text.weight = flow.setup.theme.style(Style::CaptionTitle).text.weight;
    }
    rule
}

fn set_item(flow: &mut Flow<'_>, list: &List, item: &ListItem, area: Area, indent: f32) {
    let label_element = flow.element(area.parent, Role::Label);
    let owner = flow.content(label_element);
    let rule = label_rule(flow, list, item);
    let mut label = inline::label(flow, &item.label, rule, area.x, owner, Align::Start);
    let text = flow.setup.theme.style(first_style(item));
    let shift = inline::baseline(flow, text) - inline::baseline(flow, rule);
    for owned in &mut label {
        owned.item = owned.item.moved(0.0, shift);
    }
    let body = flow.element(area.parent, Role::ListBody);
    let inner = Area { x: area.x + indent, width: area.width - indent, parent: body, main: false };
    let start = flow.entries.len();
    item.body.iter().for_each(|node| flow.node(node, inner));
    let first = flow.entries.iter_mut().skip(start).find_map(|entry| match entry {
        Entry::Box(line) => Some(line),
        _ => None,
    });
    if let Some(line) = first {
        line.items.splice(0..0, label);
        line.anchors.extend(item.anchor.clone().map(|anchor| (anchor, 0.0)));
    }
}
