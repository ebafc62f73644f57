//! What a table of contents lists: the same lines for every writer.

use super::{Caption, Contents, Frame, Heading, Listed, Node, Style, plain_text};
use std::sync::Arc;

/// A line of a table of contents, or of a list of figures or tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentsLine {
    /// The number of a heading, the label of a caption; empty where it has none.
    pub number: String,
    /// Its text.
    pub title: String,
    /// How many levels it stands below the first.
    pub level: u8,
    /// Where it leads.
    pub anchor: Option<Arc<str>>,
    /// The look of a heading; none for captions.
    pub heading: Option<Style>,
}

impl Contents {
    /// Its lines, in the order of the nodes.
    pub fn lines<'n>(&self, nodes: impl IntoIterator<Item = &'n Node>) -> Vec<ContentsLine> {
        let mut lines = Vec::new();
        nodes.into_iter().for_each(|node| collect(node, self.listed, &mut lines));
        lines
    }
}

fn collect(node: &Node, listed: Listed, lines: &mut Vec<ContentsLine>) {
    match node {
        Node::Heading(heading) => lines.extend(of_heading(heading, listed)),
        Node::Figure(figure) if listed == Listed::Figures => {
            lines.extend(figure.caption.as_ref().map(|caption| of_caption(caption, figure.anchor.as_ref())));
        }
        Node::Table(table) if listed == Listed::Tables => {
            lines.extend(table.caption.as_ref().map(|caption| of_caption(caption, table.anchor.as_ref())));
        }
        // headings inside boxes are the boxes' own
        Node::Group(group) if group.frame == Frame::None || !matches!(listed, Listed::Headings(_)) => {
            group.children.iter().for_each(|node| collect(node, listed, lines));
        }
        Node::List(list) => list.items.iter().flat_map(|item| &item.body).for_each(|node| collect(node, listed, lines)),
        _ => {}
    }
}

fn of_heading(heading: &Heading, listed: Listed) -> Option<ContentsLine> {
    let Listed::Headings(depth) = listed else { return None };
    let wanted = heading.listed && heading.level > 1 && heading.level <= depth;
    wanted.then(|| ContentsLine {
        number: heading.number.clone().unwrap_or_default(),
        title: plain_text(&heading.text),
        level: heading.level - 2,
        anchor: heading.anchor.clone(),
        heading: Some(heading.style),
    })
}

fn of_caption(caption: &Caption, anchor: Option<&Arc<str>>) -> ContentsLine {
    ContentsLine {
        number: caption.label.clone(),
        title: plain_text(&caption.title),
        level: 0,
        anchor: anchor.cloned(),
        heading: None,
    }
}
