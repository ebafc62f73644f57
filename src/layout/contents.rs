//! The table of contents, and lists of figures and tables: a line for each entry, with a leader and the page, which `assemble` fills in.

use super::flow::{Area, Flow};
use super::inline::{self, Placement};
use super::vertical::{Entry, PendingNumber, VBox};
use crate::doc::{Contents, ContentsLine, Inline, Style, Words};
use crate::page::{Role, Target};

/// Room kept free at the right for the page number.
const NUMBER_ROOM: f32 = 30.0;

/// Sets the contents.
pub(super) fn set(flow: &mut Flow<'_>, contents: &Contents, area: Area) {
    let document = flow.document;
    let heading = flow.element(area.parent, Role::Paragraph);
    flow.text(&[Inline::words(contents.title.clone(), None)], Style::BoxHeading, area, heading, None);
    let element = flow.element(area.parent, Role::Contents);
    for entry in &contents.lines(&document.body) {
        line(flow, entry, Area { parent: element, ..area });
    }
    flow.space(flow.setup.theme.shapes.float_gap);
}

fn line(flow: &mut Flow<'_>, entry: &ContentsLine, area: Area) {
    let item = flow.element(area.parent, Role::ContentsItem);
    let reference = flow.element(item, Role::Reference);
    let rule = flow.setup.theme.style(Style::ContentsLine);
    let indent = flow.setup.theme.shapes.contents_indent * f32::from(entry.level);
    let link = entry.anchor.clone().map(Target::Anchor);
    let text = match entry.number.as_str() {
        "" => entry.title.clone(),
        number => format!("{number}\u{2002}{}", entry.title),
    };
    let words = Words { text, link, ..Words::default() };
    let placement = Placement {
        rule,
        x: area.x + indent,
        width: area.width - indent - NUMBER_ROOM,
        element: reference,
        align: None,
    };
    let mut lines: Vec<VBox> = inline::lines(flow, &[Inline::Text(words)], placement);
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
