//! Braces that nobody read: `{{ … }}` in a text that holds no expressions would be printed as it stands.

use crate::diag::{Diagnostic, Span};
use crate::doc::{Document, Figure, Inline, Node, Row, Running, Table};
use crate::spec::Spec;
use std::collections::BTreeSet;

/// A finding for each text of the specification that is printed, or stands in the file's properties, with such braces. What
/// data files hold is printed as they have it.
pub(super) fn unread(document: &Document, spec: &Spec, source: &str) -> Vec<Diagnostic> {
    let mut leaks = Leaks { file: spec.briefing.title.span, source, seen: BTreeSet::new(), found: Vec::new() };
    let meta = &document.meta;
    leaks.plain(&meta.title);
    [&meta.author, &meta.subject, &meta.furniture.classification].into_iter().for_each(|text| leaks.plain(text));
    meta.keywords.iter().for_each(|word| leaks.plain(word));
    for running in meta.furniture.head.iter().chain(&meta.furniture.foot).flatten() {
        let (Running::Text(text) | Running::PageLabel(text)) = running;
        leaks.plain(text);
    }
    leaks.nodes(&document.body);
    document.notes.iter().for_each(|note| leaks.inlines(&note.text));
    leaks.found
}

struct Leaks<'a> {
    /// A place in the specification.
    file: Span,
    source: &'a str,
    seen: BTreeSet<(usize, String)>,
    found: Vec<Diagnostic>,
}

impl Leaks<'_> {
    fn nodes(&mut self, all: &[Node]) {
        for node in all {
            match node {
                Node::Heading(heading) => self.inlines(&heading.text),
                Node::Paragraph(paragraph) => self.inlines(&paragraph.text),
                Node::List(list) => list.items.iter().for_each(|item| self.nodes(&item.body)),
                Node::Group(group) => self.nodes(&group.children),
                Node::Columns(columns) => columns.cells.iter().for_each(|cell| self.nodes(cell)),
                Node::Table(Table { caption, head, rows, source, .. }) => {
                    caption
                        .iter()
                        .flat_map(|caption| [&caption.title, &caption.subtitle])
                        .for_each(|text| self.inlines(text));
                    self.inlines(source);
                    let cells = |row: &Row| row.cells.iter().for_each(|cell| self.inlines(&cell.text));
                    head.iter().chain(rows).for_each(cells);
                }
                Node::Figure(Figure { caption, source, alt, .. }) => {
                    caption
                        .iter()
                        .flat_map(|caption| [&caption.title, &caption.subtitle])
                        .for_each(|text| self.inlines(text));
                    self.inlines(source);
                    self.plain(alt);
                }
                Node::Cover(cover) => {
                    self.nodes(&cover.title);
                    self.nodes(&cover.imprint);
                }
                Node::Contents(_) | Node::EndNotes | Node::PageBreak => {}
            }
        }
    }

    fn inlines(&mut self, text: &[Inline]) {
        for inline in text {
            if let Inline::Text(words) = inline {
                match words.origin {
                    Some(origin) if origin.file != self.file.file => {}
                    origin => self.text(&words.text, origin),
                }
            }
        }
    }

    fn plain(&mut self, text: &str) {
        self.text(text, None);
    }

    fn text(&mut self, text: &str, origin: Option<Span>) {
        let Some(at) = ["{{", "{%", "{#"].iter().filter_map(|open| text.find(open)).min() else { return };
        let rest = text.get(at..).unwrap_or_default();
        let end =
            ["}}", "%}", "#}"].iter().filter_map(|close| rest.find(close)).min().map_or(rest.len(), |end| end + 2);
        let expression = rest.get(..end).unwrap_or_default();
        // what the program made of the text is found in the specification by its braces
        let within =
            origin.and_then(|origin| Some(origin.range().start + self.source.get(origin.range())?.find(expression)?));
        let anywhere = || self.source.find(text).map(|start| start + at).or_else(|| self.source.find(expression));
        let place = within.or_else(anywhere).map(|at| Span::new(self.file.file, at..at + expression.len()));
        let Some(place) = place else { return };
        if !self.seen.insert((place.range().start, expression.to_owned())) {
            return;
        }
        self.found.push(
            Diagnostic::error("expression-not-read", format!("`{expression}` would be printed as it stands"))
                .at(place, "this text holds no expressions")
                .help(
                    "write the words; expressions stand in the text of the summary, sections and recommendations, in \
                       headings, and in the titles, subtitles and notes of charts and tables",
                ),
        );
    }
}
