//! The table of contents, and lists of figures and tables: nested lists of links.

use super::Writer;
use crate::doc::{Caption, Contents, Frame, Heading, Listed, Node, Style, plain_text};
use std::sync::Arc;

/// A line.
struct Line {
    number: String,
    title: String,
    level: usize,
    anchor: Option<Arc<str>>,
}

impl Writer<'_> {
    /// The heading and the lines.
    pub(super) fn contents(&mut self, contents: &Contents) {
        self.lists += 1;
        let id = format!("contents-{}", self.lists);
        let mut lines = Vec::new();
        collect(&self.document.body, contents.listed, &mut lines);
        let captions = !matches!(contents.listed, Listed::Headings(_));
        let class = if captions { "contents captions" } else { "contents" };
        self.block("nav", &[("class", class), ("aria-labelledby", &id)], |writer| {
            writer.block("h2", &[("id", &id), ("class", Style::Heading1.name())], |writer| {
                writer.text(&contents.title);
            });
            writer.lines(&lines, 0);
            writer.line();
        });
    }

    /// The lines of one level, each with the deeper ones that follow it.
    fn lines(&mut self, lines: &[Line], level: usize) {
        if lines.is_empty() {
            return;
        }
        self.block("ol", &[], |writer| {
            for part in lines.chunk_by(|_, next| next.level > level) {
                let Some((first, rest)) = part.split_first() else { continue };
                writer.block("li", &[], |writer| {
                    writer.contents_line(first);
                    writer.lines(rest, level + 1);
                });
            }
            writer.line();
        });
    }

    fn contents_line(&mut self, line: &Line) {
        let content = |writer: &mut Self| {
            if !line.number.is_empty() {
                writer.element("span", &[("class", "label")], |writer| writer.text(&line.number));
                writer.text(" ");
            }
            writer.element("span", &[], |writer| writer.text(&line.title));
        };
        match &line.anchor {
            Some(anchor) => self.element("a", &[("href", &format!("#{anchor}"))], content),
            None => self.element("span", &[], content),
        }
    }
}

fn collect(nodes: &[Node], listed: Listed, lines: &mut Vec<Line>) {
    for node in nodes {
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
                collect(&group.children, listed, lines);
            }
            Node::List(list) => list.items.iter().for_each(|item| collect(&item.body, listed, lines)),
            _ => {}
        }
    }
}

fn of_heading(heading: &Heading, listed: Listed) -> Option<Line> {
    let Listed::Headings(depth) = listed else { return None };
    let wanted = heading.listed && heading.level > 1 && heading.level <= depth;
    wanted.then(|| Line {
        number: heading.number.clone().unwrap_or_default(),
        title: plain_text(&heading.text),
        level: usize::from(heading.level - 2),
        anchor: heading.anchor.clone(),
    })
}

fn of_caption(caption: &Caption, anchor: Option<&Arc<str>>) -> Line {
    Line { number: caption.label.clone(), title: plain_text(&caption.title), level: 0, anchor: anchor.cloned() }
}
