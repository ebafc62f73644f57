//! The table of contents, and lists of figures and tables: nested lists of links.

use super::Writer;
use crate::doc::{Contents, ContentsLine, Listed, Style};

impl Writer<'_> {
    /// The heading and the lines.
    pub(super) fn contents(&mut self, contents: &Contents) {
        self.lists += 1;
        let id = format!("contents-{}", self.lists);
        let lines = contents.lines(&self.document.body);
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
    fn lines(&mut self, lines: &[ContentsLine], level: u8) {
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

    fn contents_line(&mut self, line: &ContentsLine) {
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
