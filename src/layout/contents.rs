//! The table of contents, and lists of figures and tables: a line for each entry, with a leader and the page, which `assemble` fills in.

use super::flow::{Area, Flow};
use super::inline::{self, Placement};
use super::vertical::{Entry, Owner, PendingNumber, VBox};
use crate::doc::{Contents, ContentsLine, Inline, Style, Words};
use crate::page::{ElementId, Role, Target};
use crate::text::Align;

/// Room kept free at the right for the page number.
const NUMBER_ROOM: f32 = 30.0;

/// Sets the contents.
pub(super) fn set(flow: &mut Flow<'_>, contents: &Contents, area: Area) {
    let document = flow.document;
    let heading = flow.element(area.parent, Role::Paragraph);
    flow.text(&[Inline::words(contents.title.clone(), None)], Style::BoxHeading, area, heading, None);
    let element = flow.element(area.parent, Role::Contents);
    let lines = contents.lines(&document.body);
    let levels = lines.iter().map(|line| line.level + 1).max().unwrap_or(0);
    let columns: Vec<f32> = (0..levels).map(|level| number_column(flow, &lines, level)).collect();
    for entry in &lines {
        let (above, own) = columns.split_at(usize::from(entry.level).min(columns.len()));
        let column = (above.iter().sum(), own.first().copied().unwrap_or(0.0));
        line(flow, entry, Area { parent: element, ..area }, column);
    }
    flow.space(flow.setup.theme.shapes.float_gap);
}

/// How far the titles of a level stand behind their numbers: the widest decides. The numbers of the next level begin where
/// these titles do.
fn number_column(flow: &Flow<'_>, lines: &[ContentsLine], level: u8) -> f32 {
    let look = flow.setup.theme.style(Style::ContentsLine).text;
    let shapes = flow.setup.theme.shapes;
    let numbers = lines.iter().filter(|line| line.level == level && !line.number.is_empty());
    let width = |line: &ContentsLine| flow.setup.fonts.width(&line.number, look, inline::setting(flow, false));
    let widest = numbers.map(width).fold(0.0, f32::max);
    shapes.contents_indent.max(widest + shapes.label_gap)
}

fn line(flow: &mut Flow<'_>, entry: &ContentsLine, area: Area, (indent, column): (f32, f32)) {
    let item = flow.element(area.parent, Role::ContentsItem);
    let reference = flow.element(item, Role::Reference);
    let rule = flow.setup.theme.style(Style::ContentsLine);
    let link = entry.anchor.clone().map(Target::Anchor);
    let words = Words { text: entry.title.clone(), link, ..Words::default() };
    let hang = if entry.number.is_empty() { 0.0 } else { column };
    let placement = Placement {
        rule,
        x: area.x + indent + hang,
        width: area.width - indent - hang - NUMBER_ROOM,
        element: reference,
        align: None,
    };
    let order = flow.order();
    let mut lines: Vec<VBox> = inline::lines(flow, &[Inline::Text(words)], placement);
    if let Some(first) = lines.first_mut().filter(|_| hang > 0.0) {
        number(flow, entry, (area.x + indent, hang), (reference, order), first);
    }
    if let (Some(last), Some(anchor)) = (lines.last_mut(), &entry.anchor) {
        let end = last.links.last().map_or(area.x, |link| link.rect.x + link.rect.width);
        let owner = flow.content(reference);
        last.page_numbers.push(PendingNumber {
            anchor: anchor.clone(),
            right: area.x + area.width,
            baseline: inline::baseline(flow, rule),
            owner,
            leader_from: end + flow.setup.theme.shapes.label_gap,
        });
    }
    flow.entries.extend(lines.into_iter().map(Entry::Box));
}

/// The number before a title, as part of the title's link: one thing to click, and to hear.
fn number(
    flow: &Flow<'_>,
    entry: &ContentsLine,
    (x, hang): (f32, f32),
    (reference, order): (ElementId, u32),
    first: &mut VBox,
) {
    let element = first.links.first().map_or(reference, |link| link.element);
    let rule = flow.setup.theme.style(Style::ContentsLine);
    let owner = Owner::Element(element, order);
    let label = inline::label(flow, &format!("{}\u{a0}", entry.number), rule, x, owner, Align::Start);
    first.items.splice(0..0, label);
    if let Some(link) = first.links.first_mut() {
        link.rect.x -= hang;
        link.rect.width += hang;
        link.contents = format!("{}\u{2002}{}", entry.number, link.contents);
    }
}
