//! The nodes of the document as elements.

use super::inline::language_of;
use super::{Writer, direction};
use crate::doc::{Columns, Cover, Frame, Group, Heading, Inline, List, ListItem, Node, Paragraph, Style};
use crate::page::ListNumbering;
use crate::text::is_rtl_language;

/// The share of the text's width that a logo on a cover takes.
const LOGO: f32 = 0.3;

impl Writer<'_> {
    /// All nodes, one after the other.
    pub(super) fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            self.node(node);
        }
        self.line();
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Heading(heading) => self.heading(heading),
            Node::Paragraph(paragraph) => self.paragraph(paragraph),
            Node::List(list) => self.list(list),
            Node::Group(group) => self.group(group),
            Node::Columns(columns) => self.key_figures(columns),
            Node::Table(table) => self.table(table),
            Node::Figure(figure) => self.figure(figure),
            Node::Cover(cover) => self.cover(cover),
            Node::Contents(contents) => self.contents(contents),
            Node::EndNotes => self.end_notes(),
            // only paper has pages
            Node::PageBreak => self.block("div", &[("class", "page-break")], |_| {}),
        }
    }

    fn heading(&mut self, heading: &Heading) {
        let level = heading.level.clamp(1, 6);
        let anchor = heading.anchor.as_deref().unwrap_or_default();
        self.block(&format!("h{level}"), &[("id", anchor), ("class", heading.style.name())], |writer| {
            if let Some(number) = &heading.number {
                writer.element("span", &[("class", "label")], |writer| writer.text(number));
                writer.text(" ");
            }
            writer.inlines(&heading.text);
        });
        self.level = level;
        if !anchor.is_empty() {
            anchor.clone_into(&mut self.heading);
        }
        self.passed.insert(anchor.to_owned());
    }

    /// A paragraph; all in another language, it says so as a whole and runs as that does.
    fn paragraph(&mut self, paragraph: &Paragraph) {
        let language = language_of(&paragraph.text).map(str::to_owned);
        let lang = language.clone().unwrap_or_default();
        let other = !lang.is_empty() && is_rtl_language(&lang) != self.rtl;
        let dir = if other { direction(!self.rtl) } else { "" };
        let anchor = paragraph.anchor.as_deref().unwrap_or_default();
        let style = paragraph.style.name();
        let numbered = format!("{style} numbered");
        let class = if paragraph.number.is_some() { numbered.as_str() } else { style };
        self.block("p", &[("id", anchor), ("class", class), ("lang", &lang), ("dir", dir)], |writer| {
            if let Some(number) = &paragraph.number {
                writer.paragraph_number(number, anchor);
            }
            writer.language = language;
            writer.citing = matches!(paragraph.style, Style::Reference | Style::Note | Style::SourceLine);
            writer.inlines(&paragraph.text);
            writer.citing = false;
            writer.language = None;
        });
        self.passed.insert(anchor.to_owned());
    }

    /// The number of a paragraph: a link to it where it has a name, so that its address can be copied.
    fn paragraph_number(&mut self, number: &str, anchor: &str) {
        let href = if anchor.is_empty() { String::new() } else { format!("#{anchor}") };
        let name = if anchor.is_empty() { "span" } else { "a" };
        self.element(name, &[("class", "label"), ("href", &href)], |writer| writer.text(number));
        self.text(" ");
    }

    fn list(&mut self, list: &List) {
        let bullets = matches!(list.numbering, ListNumbering::Disc | ListNumbering::None);
        let name = if bullets { "ul" } else { "ol" };
        // bullets are the reader's own; any other label is text, and says what the document says
        let class = if bullets { "" } else { "labelled" };
        self.block(name, &[("class", class)], |writer| {
            list.items.iter().for_each(|item| writer.item(item, !bullets));
            writer.line();
        });
    }

    fn item(&mut self, item: &ListItem, labelled: bool) {
        let anchor = item.anchor.as_deref().unwrap_or_default();
        self.block("li", &[("id", anchor)], |writer| {
            if labelled && !item.label.is_empty() {
                writer.element("span", &[("class", "label")], |writer| writer.text(&item.label));
                writer.text(" ");
                writer.element("div", &[("class", "said")], |writer| writer.nodes(&item.body));
            } else {
                writer.nodes(&item.body);
            }
        });
        self.passed.insert(anchor.to_owned());
    }

    fn group(&mut self, group: &Group) {
        match group.frame {
            // the title is the header and the colophon the footer, where they stand as such
            Frame::None => self.nodes(&group.children),
            Frame::Title => self.block("div", &[("class", "title-block")], |writer| writer.nodes(&group.children)),
            Frame::Colophon => self.block("div", &[("class", "colophon")], |writer| writer.nodes(&group.children)),
            Frame::Quotation => self.quotation(&group.children),
            Frame::Box => self.boxed(&group.children),
        }
    }

    /// A box is a section with its heading.
    fn boxed(&mut self, children: &[Node]) {
        let heading = match children.split_first() {
            Some((Node::Paragraph(first), rest)) if first.style == Style::BoxHeading => Some((first, rest)),
            _ => None,
        };
        let Some((heading, rest)) = heading else {
            return self.block("div", &[("class", "box")], |writer| writer.nodes(children));
        };
        self.boxes += 1;
        let id = format!("box-{}", self.boxes);
        let name = format!("h{}", (self.level + 1).min(6));
        self.block("section", &[("class", "box"), ("aria-labelledby", &id)], |writer| {
            writer.block(&name, &[("id", &id), ("class", heading.style.name())], |writer| {
                writer.inlines(&heading.text);
            });
            writer.nodes(rest);
        });
    }

    /// A quotation, and who said it as its caption.
    fn quotation(&mut self, children: &[Node]) {
        let is_said_by =
            |node: &Node| matches!(node, Node::Paragraph(paragraph) if paragraph.style == Style::Attribution);
        let quoted = children.iter().take_while(|node| !is_said_by(node)).count();
        let (quoted, rest) = children.split_at(quoted);
        let Some((Node::Paragraph(said_by), after)) = rest.split_first() else {
            return self.block("blockquote", &[], |writer| writer.nodes(quoted));
        };
        self.block("figure", &[("class", "quotation-block")], |writer| {
            writer.block("blockquote", &[], |writer| writer.nodes(quoted));
            writer.block("figcaption", &[("class", Style::Attribution.name())], |writer| {
                writer.inlines(&said_by.text);
            });
            writer.line();
        });
        self.nodes(after);
    }

    /// Key figures: a list under a heading that is heard and not seen.
    fn key_figures(&mut self, columns: &Columns) {
        let title = &self.setup.locale.words.key_figures;
        let name = format!("h{}", (self.level + 1).min(6));
        self.block("div", &[], |writer| {
            writer.block(&name, &[("class", "hidden")], |writer| writer.text(title));
            // numbers stand level, where only some have a bound above them
            let bounded = columns.cells.iter().any(|cell| has_bound(cell));
            let class = if bounded { "key-figures bounded" } else { "key-figures" };
            writer.block("ul", &[("class", class)], |writer| {
                for cell in &columns.cells {
                    let class = if has_bound(cell) { "" } else { "bare" };
                    writer.block("li", &[("class", class)], |writer| writer.key_figure(cell));
                }
                writer.line();
            });
            writer.line();
        });
    }

    /// The bound and the number are one paragraph, so that nobody has one without the other.
    fn key_figure(&mut self, cell: &[Node]) {
        let mut bound: Option<&Paragraph> = None;
        for node in cell {
            match node {
                Node::Paragraph(paragraph) if is_blank(paragraph) => {}
                Node::Paragraph(paragraph) if paragraph.style == Style::KeyBound => bound = Some(paragraph),
                Node::Paragraph(paragraph) => {
                    let anchor = paragraph.anchor.as_deref().unwrap_or_default();
                    self.block("p", &[("id", anchor), ("class", paragraph.style.name())], |writer| {
                        if let Some(bound) = bound.take() {
                            let class = [("class", bound.style.name())];
                            writer.element("span", &class, |writer| writer.inlines(&bound.text));
                            writer.text(" ");
                        }
                        writer.inlines(&paragraph.text);
                    });
                }
                other => self.node(other),
            }
        }
        if let Some(bound) = bound {
            self.paragraph(bound);
        }
    }

    /// The cover: the title on the coloured field, who issues it below.
    fn cover(&mut self, cover: &Cover) {
        self.block("div", &[("class", "cover")], |writer| {
            if let Some(logo) = &cover.logo {
                writer.plate(logo, LOGO);
            }
            if let Some(picture) = &cover.picture {
                writer.plate(picture, 1.0);
            }
            writer.block("div", &[("class", "field")], |writer| writer.nodes(&cover.title));
            writer.nodes(&cover.imprint);
        });
    }
}

/// What only keeps the lines of neighbours level has no meaning here.
fn is_blank(paragraph: &Paragraph) -> bool {
    paragraph.text.iter().all(|inline| matches!(inline, Inline::Text(words) if words.text.trim().is_empty()))
}

fn has_bound(cell: &[Node]) -> bool {
    cell.iter().any(
        |node| matches!(node, Node::Paragraph(paragraph) if paragraph.style == Style::KeyBound && !is_blank(paragraph)),
    )
}
