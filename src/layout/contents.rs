//! The table of contents, and lists of figures and tables: a line for each entry, with a leader and the page, which `assemble` fills in.

use super::flow::{Area, Flow};
use super::inline::{self, Placement};
use super::vertical::{Entry, PendingNumber, VBox};
use crate::doc::{Caption, Contents, Frame, Group, Heading, Inline, Listed, Node, Style, Words};
use crate::page::{Role, Target};
use std::sync::Arc;

/// Room kept free at the right for the page number.
const NUMBER_ROOM: f32 = 30.0;
/// From the text to the leader, and from the leader to the number.
const LEADER_GAP: f32 = 5.0;
/// How far a level is indented.
const LEVEL_INDENT: f32 = 14.0;

/// Sets the contents.
pub(super) fn set(flow: &mut Flow<'_>, contents: &Contents, area: Area) {
    let document = flow.document;
    let heading = flow.element(area.parent, Role::Paragraph);
    flow.text(&[Inline::words(contents.title.clone(), None)], Style::BoxHeading, area, heading, None);
    let element = flow.element(area.parent, Role::Contents);
    let mut entries = Vec::new();
    collect(&document.body, contents.listed, &mut entries);
    for entry in &entries {
        line(flow, entry, Area { parent: element, ..area });
    }
    flow.space(flow.setup.theme.shapes.float_gap);
}

/// A line to be set.
struct Line {
    text: String,
    /// How many levels it is indented.
    level: u8,
    anchor: Option<Arc<str>>,
}

fn collect(nodes: &[Node], listed: Listed, entries: &mut Vec<Line>) {
    for node in nodes {
        match node {
            Node::Heading(heading) => entries.extend(of_heading(heading, listed)),
            Node::Figure(figure) if listed == Listed::Figures => {
                entries.extend(figure.caption.as_ref().map(|caption| of_caption(caption, figure.anchor.clone())));
            }
            Node::Table(table) if listed == Listed::Tables => {
                entries.extend(table.caption.as_ref().map(|caption| of_caption(caption, table.anchor.clone())));
            }
            // headings inside boxes are the boxes' own
            Node::Group(Group { frame, children })
                if *frame == Frame::None || !matches!(listed, Listed::Headings(_)) =>
            {
                collect(children, listed, entries);
            }
            Node::List(list) => list.items.iter().for_each(|item| collect(&item.body, listed, entries)),
            _ => {}
        }
    }
}

fn of_heading(heading: &Heading, listed: Listed) -> Option<Line> {
    let Listed::Headings(depth) = listed else { return None };
    let wanted = heading.listed && heading.level > 1 && heading.level <= depth;
    wanted.then(|| Line {
        text: numbered(heading.number.as_deref(), &heading.text),
        level: heading.level - 2,
        anchor: heading.anchor.clone(),
    })
}

fn of_caption(caption: &Caption, anchor: Option<Arc<str>>) -> Line {
    Line { text: numbered(Some(&caption.label), &caption.title), level: 0, anchor }
}

fn numbered(number: Option<&str>, text: &[Inline]) -> String {
    let title = crate::doc::plain_text(text);
    number.filter(|number| !number.is_empty()).map_or(title.clone(), |number| format!("{number}\u{2002}{title}"))
}

fn line(flow: &mut Flow<'_>, entry: &Line, area: Area) {
    let item = flow.element(area.parent, Role::ContentsItem);
    let reference = flow.element(item, Role::Reference);
    let rule = flow.setup.theme.style(Style::ContentsLine);
    let indent = LEVEL_INDENT * f32::from(entry.level);
    let link = entry.anchor.clone().map(Target::Anchor);
    let words = Words { text: entry.text.clone(), link, ..Words::default() };
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
            leader_from: end + LEADER_GAP,
        });
    }
    flow.entries.extend(lines.into_iter().map(Entry::Box));
}

/// From the leader to the number, for `assemble`.
pub(super) const GAP: f32 = LEADER_GAP;
