//! Charts and pictures with their captions: kept whole, free to move to the top of the next page.

use super::flow::{Area, Flow};
use super::inline::{self, Placement};
use super::vertical::{Entry, NEVER, Owned, VBox, stack};
use crate::doc::{Caption, Figure, Graphic, Inline, Style};
use crate::page::{ElementId, Item, Rect, Role};
use crate::theme::StyleRule;

/// A picture is at most this share of the page's height.
const TALLEST: f32 = 0.6;

/// Sets a figure.
pub(super) fn set(flow: &mut Flow<'_>, figure: &Figure, area: Area) {
    let full = flow.full(area);
    let group = flow.element(full.parent, Role::Div);
    let area = Area { parent: group, ..full };
    let entries = flow.apart(|flow| {
        if let Some(caption) = &figure.caption {
            let element = flow.element(area.parent, Role::Caption);
            set_caption(flow, caption, area, element);
        }
        graphic(flow, figure, area);
        set_source(flow, &figure.source, area);
    });
    let mut whole = stack(entries);
    whole.anchors.extend(figure.anchor.clone().map(|anchor| (anchor, 0.0)));
    whole.break_after = 0.0;
    let gap = flow.setup.theme.shapes.float_gap;
    flow.space(gap);
    flow.entries.push(Entry::Float(whole));
    flow.space(gap);
}

/// Sets a caption: label and title on one line, what is measured below.
pub(super) fn set_caption(flow: &mut Flow<'_>, caption: &Caption, area: Area, element: ElementId) {
    let title = flow.setup.theme.style(Style::CaptionTitle);
    let label = flow.setup.theme.style(Style::CaptionLabel);
    let gap = flow.setup.theme.shapes.caption_gap;
    let setting = inline::setting(flow, false);
    let width = flow.setup.fonts.width(&caption.label, label.text, setting);
    let indent = if caption.label.is_empty() { 0.0 } else { width + gap };
    flow.space(title.before);
    let owner = flow.content(element);
    let label_items = label_items(flow, caption, title, label, area.x, owner);
    let placement = Placement { rule: title, x: area.x + indent, width: area.width - indent, element, align: None };
    let mut lines = inline::lines(flow, &caption.title, placement);
    if let Some(first) = lines.first_mut() {
        first.items.splice(0..0, label_items);
    }
    lines.iter_mut().for_each(|line| line.break_after = NEVER);
    flow.entries.extend(lines.into_iter().map(Entry::Box));
    flow.space(title.after);
    if caption.subtitle.is_empty() {
        flow.space(flow.setup.theme.style(Style::CaptionSubtitle).after);
    } else {
        flow.text(&caption.subtitle, Style::CaptionSubtitle, area, element, None);
    }
}

/// The label on the title's baseline, followed by a space for those who copy or listen.
fn label_items(
    flow: &Flow<'_>,
    caption: &Caption,
    title: StyleRule,
    label: StyleRule,
    x: f32,
    owner: super::vertical::Owner,
) -> Vec<Owned> {
    if caption.label.is_empty() {
        return Vec::new();
    }
    let shift = inline::baseline(flow, title) - inline::baseline(flow, label);
    let mut items = inline::label(flow, &caption.label, label, x, owner, crate::text::Align::Start);
    for owned in &mut items {
        owned.item = owned.item.moved(0.0, shift);
    }
    items
}

/// Sets the line below a figure or table.
pub(super) fn set_source(flow: &mut Flow<'_>, source: &[Inline], area: Area) {
    if source.is_empty() {
        return;
    }
    let element = flow.element(area.parent, Role::Paragraph);
    flow.text(source, Style::SourceLine, area, element, None);
}

fn graphic(flow: &mut Flow<'_>, figure: &Figure, area: Area) {
    let element = flow.element(area.parent, Role::Figure);
    let node = flow.structure.get_mut(element);
    node.alt = Some(figure.alt.clone());
    node.origin = figure.origin;
    let owner = flow.content(element);
    let mut frame = VBox { break_after: NEVER, ..VBox::default() };
    let rect = match &figure.graphic {
        Graphic::Drawing(drawing) => {
            let x = area.x + (area.width - drawing.width) / 2.0;
            let place = |item: &Item| flow.setup.inward(item.clone(), drawing.width).moved(x, 0.0);
            frame.items = drawing.items.iter().map(|item| Owned { owner, item: place(item) }).collect();
            Rect { x, y: 0.0, width: drawing.width, height: drawing.height }
        }
        Graphic::Picture { picture, width } => {
            let rect = picture_rect(flow, *picture, *width, area);
            frame.items.push(Owned { owner, item: Item::Image { image: *picture, rect } });
            rect
        }
    };
    frame.height = rect.height;
    frame.figures.push((element, rect));
    flow.entries.push(Entry::Box(frame));
}

/// As wide as asked, smaller where it would be too tall.
fn picture_rect(flow: &Flow<'_>, picture: usize, share: f32, area: Area) -> Rect {
    let ratio = flow
        .document
        .pictures
        .get(picture)
        .filter(|picture| picture.width > 0)
        .map_or(1.0, |picture| picture.height as f32 / picture.width as f32);
    let width = (area.width * share).min(flow.setup.height() * TALLEST / ratio.max(f32::EPSILON));
    Rect { x: area.x, y: 0.0, width, height: width * ratio }
}
