//! What the text of a file must be when another program reads it: each paragraph, cell and note of the document, once and in
//! order. And which documents are written to be read back so.

use crate::samples::samples;
use crate::support::root;
use briefing::doc::{Caption, Document, Frame, Inline, Listed, Node, NoteId, NotePlace, Style, Table};
use briefing::locale::Locale;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// The cases of the suite that are read back.
const SUITE: [&str; 10] = [
    "cases",
    "calculated",
    "end-notes",
    "every-block",
    "many-notes",
    "persian",
    "report",
    "tables",
    "two-scripts",
    "un-profile",
];

/// All samples in all editions, and the cases of the suite.
pub fn documents() -> Vec<(String, PathBuf, String)> {
    let suite = SUITE.map(|name| root().join("tests/suite").join(name));
    let folders = samples().into_iter().chain(suite);
    folders
        .flat_map(|folder| {
            let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
            let languages = briefing::editions(&folder);
            languages.into_iter().map(move |language| (format!("{name}-{language}"), folder.clone(), language))
        })
        .collect()
}

/// What reads the file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reader {
    /// A word processor: the first mark of a note is the note itself, and those at the end are the very last.
    Word,
    /// A parser of HTML: marks are text, notes stand where they stand.
    Web,
}

/// What a text must be: a paragraph a line as `P`, its label and its text, a note as `N`, its mark and its text; on the web
/// what a picture shows as `A`.
struct Expected<'a> {
    document: &'a Document,
    reader: Reader,
    lines: Vec<String>,
    seen: BTreeSet<NoteId>,
}

/// What a word processor must read.
pub fn word(document: &Document) -> String {
    Expected { document, reader: Reader::Word, lines: Vec::new(), seen: BTreeSet::new() }.word()
}

/// What a parser of HTML must read.
pub fn web(document: &Document) -> String {
    Expected { document, reader: Reader::Web, lines: Vec::new(), seen: BTreeSet::new() }.web()
}

impl Expected<'_> {
    fn web(mut self) -> String {
        let is_colophon = |node: &&Node| matches!(node, Node::Group(group) if group.frame == Frame::Colophon);
        let last = self.document.body.last().filter(is_colophon);
        let (text, colophon) = self.document.body.split_at(self.document.body.len() - usize::from(last.is_some()));
        text.iter().for_each(|node| self.node(node));
        if self.document.notes.iter().any(|note| note.place == NotePlace::Foot) {
            let locale = Locale::find(&self.document.meta.language).expect("a language");
            self.push("", &locale.words.notes);
        }
        self.notes(NotePlace::Foot);
        colophon.iter().for_each(|node| self.node(node));
        self.lines.join("\n")
    }

    fn notes(&mut self, place: NotePlace) {
        for note in self.document.notes.iter().filter(|note| note.place == place) {
            let text = self.text(&note.text);
            self.lines.push(format!("N\t{}\t{text}", note.mark));
        }
    }

    /// What a picture shows.
    fn shown(&mut self, alt: Option<&str>) {
        if let (Reader::Web, Some(alt)) = (self.reader, alt) {
            self.lines.push(format!("A\t\t{}", alt.replace(['\n', '\t'], " ")));
        }
    }

    fn word(mut self) -> String {
        let document = self.document;
        let expected = &mut self;
        // the heading of endnotes goes with them to the end
        let end = document.body.iter().position(|node| matches!(node, Node::EndNotes));
        let (last, body): (Vec<_>, Vec<_>) =
            document.body.iter().enumerate().partition(|(at, _)| end.is_some_and(|end| *at + 1 == end));
        for (_, node) in body.into_iter().chain(last) {
            expected.node(node);
        }
        for (at, note) in document.notes.iter().enumerate() {
            let id = NoteId(u32::try_from(at).expect("a small number"));
            if note.place != NotePlace::Table && expected.seen.contains(&id) {
                let text = expected.text(&note.text);
                expected.lines.push(format!("N\t{}\t{text}", note.mark));
            }
        }
        expected.lines.join("\n")
    }

    fn push(&mut self, label: &str, text: &str) {
        self.lines.push(format!("P\t{label}\t{text}"));
    }

    fn text(&mut self, inlines: &[Inline]) -> String {
        let mut text = String::new();
        for inline in inlines {
            match inline {
                Inline::Text(words) => text.push_str(&words.text.replace(['\n', '\t'], " ")),
                Inline::NoteMark(id) => {
                    let note = &self.document.notes[usize::try_from(id.0).expect("a small number")];
                    // the first mark is the note itself
                    if self.reader == Reader::Web || note.place == NotePlace::Table || !self.seen.insert(*id) {
                        text.push_str(&note.mark);
                    }
                }
                Inline::Page(_) => text.push('#'),
                Inline::Break => text.push(' '),
            }
        }
        text
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Heading(heading) => {
                let text = self.text(&heading.text);
                self.push(heading.number.as_deref().unwrap_or(""), &text);
            }
            Node::Paragraph(paragraph) => {
                let text = self.text(&paragraph.text);
                self.push(paragraph.number.as_deref().unwrap_or(""), &text);
            }
            Node::List(list) => {
                for item in &list.items {
                    let before = self.lines.len();
                    item.body.iter().for_each(|node| self.node(node));
                    if let Some(first) = self.lines.get_mut(before) {
                        *first = first.replacen("P\t\t", &format!("P\t{}\t", item.label), 1);
                    }
                }
            }
            Node::Group(group) => group.children.iter().for_each(|node| self.node(node)),
            Node::Columns(columns) => columns.cells.iter().for_each(|cell| self.key_figure(cell)),
            Node::Table(table) => self.table(table),
            Node::Figure(figure) => {
                self.caption(figure.caption.as_ref());
                self.shown(Some(&figure.alt));
                let source = self.text(&figure.source);
                self.push("", &source);
            }
            Node::Cover(cover) => {
                for plate in cover.logo.iter().chain(&cover.picture) {
                    self.shown(plate.alt.as_deref());
                }
                cover.title.iter().chain(&cover.imprint).for_each(|node| self.node(node));
            }
            Node::Contents(contents) => {
                self.push("", &contents.title);
                let mut lines = Vec::new();
                entries(&self.document.body, contents.listed, &mut lines);
                // the endnotes, which have the last heading here
                let notes = lines.iter().position(|(_, anchor)| anchor == "notes");
                if let Some(at) = notes.filter(|_| self.reader == Reader::Word) {
                    let notes = lines.remove(at);
                    lines.push(notes);
                }
                lines.iter().for_each(|(line, _)| self.push("", line));
            }
            Node::EndNotes if self.reader == Reader::Web => self.notes(NotePlace::End),
            Node::EndNotes | Node::PageBreak => {}
        }
    }

    /// The bound and the number are one line.
    fn key_figure(&mut self, cell: &[Node]) {
        let mut bound = String::new();
        for node in cell {
            match node {
                Node::Paragraph(paragraph) if paragraph.style == Style::KeyBound => bound = self.text(&paragraph.text),
                Node::Paragraph(paragraph) => {
                    let text = format!("{bound} {}", self.text(&paragraph.text));
                    bound.clear();
                    self.push("", &text);
                }
                other => self.node(other),
            }
        }
    }

    fn caption(&mut self, caption: Option<&Caption>) {
        if let Some(caption) = caption {
            let text = format!("{} {}", caption.label, self.text(&caption.title));
            self.push("", &text);
            let text = self.text(&caption.subtitle);
            self.push("", &text);
        }
    }

    fn table(&mut self, table: &Table) {
        self.caption(table.caption.as_ref());
        for cell in table.head.iter().chain(&table.rows).flat_map(|row| &row.cells) {
            let text = self.text(&cell.text);
            self.push("", &text);
        }
        for note in &table.notes {
            let note = &self.document.notes[usize::try_from(note.0).expect("a small number")];
            let text = format!("{} {}", note.mark, self.text(&note.text));
            self.push("", &text);
        }
        let source = self.text(&table.source);
        self.push("", &source);
    }
}

/// The lines of the contents, each with the name of its place.
fn entries(nodes: &[Node], listed: Listed, lines: &mut Vec<(String, String)>) {
    for node in nodes {
        let entry = match (node, listed) {
            (Node::Heading(heading), Listed::Headings(depth)) => {
                let wanted = heading.listed && heading.level > 1 && heading.level <= depth;
                wanted.then(|| (heading.number.clone().unwrap_or_default(), &heading.text, heading.anchor.clone()))
            }
            (Node::Figure(figure), Listed::Figures) => {
                figure.caption.as_ref().map(|caption| (caption.label.clone(), &caption.title, None))
            }
            (Node::Table(table), Listed::Tables) => {
                table.caption.as_ref().map(|caption| (caption.label.clone(), &caption.title, None))
            }
            (Node::Group(group), _) if group.frame == Frame::None || !matches!(listed, Listed::Headings(_)) => {
                entries(&group.children, listed, lines);
                None
            }
            _ => None,
        };
        lines.extend(entry.map(|(label, text, anchor)| {
            let line = format!("{label} {}", briefing::doc::plain_text(text));
            (line, anchor.as_deref().unwrap_or("").to_owned())
        }));
    }
}
