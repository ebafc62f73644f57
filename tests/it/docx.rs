//! Word files: every sample and cases of the suite, read back by LibreOffice: each paragraph, cell and note once and in
//! order. `tests/run` has the validators judge those of all documents; here they are shown faults.

use crate::samples::{judged, samples};
use crate::support::{Case, exit, in_language, root};
use briefing::diag::{Files, Sink};
use briefing::doc::{Caption, Document, Frame, Inline, Listed, Node, NoteId, NotePlace, Style, Table};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The cases of the suite that are written for Word.
const SUITE: [&str; 10] = [
    "calculated",
    "cases",
    "end-notes",
    "every-block",
    "many-notes",
    "persian",
    "report",
    "tables",
    "two-scripts",
    "un-profile",
];

/// What Word's text must be: a paragraph a line as `P`, its label and its text, a note as `N`, its mark and its text.
struct Expected<'a> {
    document: &'a Document,
    lines: Vec<String>,
    seen: BTreeSet<NoteId>,
}

impl Expected<'_> {
    fn of(document: &Document) -> String {
        let mut expected = Expected { document, lines: Vec::new(), seen: BTreeSet::new() };
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
                    if note.place == NotePlace::Table || !self.seen.insert(*id) {
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
                let source = self.text(&figure.source);
                self.push("", &source);
            }
            Node::Cover(cover) => cover.title.iter().chain(&cover.imprint).for_each(|node| self.node(node)),
            Node::Contents(contents) => {
                self.push("", &contents.title);
                let mut lines = Vec::new();
                entries(&self.document.body, contents.listed, &mut lines);
                // the endnotes, which have the last heading here
                let notes = lines.iter().position(|(_, anchor)| anchor == "notes");
                if let Some(at) = notes {
                    let notes = lines.remove(at);
                    lines.push(notes);
                }
                lines.iter().for_each(|(line, _)| self.push("", line));
            }
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

/// A briefing as a Word file, and what its text must be.
fn written(folder: &Path, language: &str) -> (Vec<u8>, String) {
    let mut sink = Sink::default();
    let loaded = briefing::load_with(folder, in_language(language), Files::default(), &mut sink);
    let briefing = loaded.briefing.expect("a briefing");
    let document = briefing::compose(&briefing, &mut sink);
    let bytes = briefing::write_docx(&briefing, &document, &mut sink).expect("a Word file");
    (bytes, Expected::of(&document))
}

/// All samples in all editions, and the cases of the suite.
fn documents() -> Vec<(String, PathBuf, String)> {
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

#[test]
fn word_files_say_what_the_document_says() {
    let case = Case::new();
    let mut files = Vec::new();
    for (name, folder, language) in documents() {
        let (bytes, expected) = written(&folder, &language);
        let file = case.path().join(format!("{name}.docx"));
        fs::write(&file, bytes).expect("a file");
        fs::write(file.with_extension("expected"), expected).expect("a file");
        files.push(file);
    }
    let files: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    judged("word_text.py", &files);
}

#[test]
fn faults_in_word_files_are_seen() {
    let case = Case::new();
    let (bytes, expected) = written(&root().join("tests/suite/every-block"), "en-GB");
    let file = case.path().join("good.docx");
    fs::write(&file, bytes).expect("a file");
    fs::write(file.with_extension("expected"), expected).expect("a file");
    judged("plant_word.py", &[&file]);
}

#[test]
fn word_files_are_the_same_bytes_each_time() {
    let folder = root().join("tests/suite/every-block");
    assert_eq!(written(&folder, "en-GB").0, written(&folder, "en-GB").0);
}

#[test]
fn formats_are_asked_for_by_name_or_by_the_ending_of_the_output() {
    let case = Case::copy(&root().join("tests/suite/two-scripts"));
    let build = |args: &[&str], code: i32| case.run([&["build", ".", "--quiet"], args].concat()).ended(code);
    let is = |name: &str, begin: &[u8]| fs::read(case.path().join(name)).expect("a file").starts_with(begin);
    build(&["--output", "a.docx"], exit::OK);
    assert!(is("a.docx", b"PK"));
    build(&["--output", "b.pdf", "--format", "pdf,docx"], exit::OK);
    assert!(is("b.pdf", b"%PDF") && is("b.docx", b"PK"));
    build(&["--output", "c", "--format", "docx,pdf"], exit::OK);
    assert!(is("c.pdf", b"%PDF") && is("c.docx", b"PK"));
    build(&["--output", "d", "--format", "docx"], exit::OK);
    assert!(is("d", b"PK"));
    let refused = build(&["--output", "e.pdf", "--format", "docx"], exit::USAGE);
    assert!(refused.stderr.contains("format-mismatch"), "{refused}");
    let refused = build(&["--format", "odt"], exit::USAGE);
    assert!(refused.stderr.contains("possible values"), "{refused}");
    assert!(!case.path().join("e.pdf").exists());
}
