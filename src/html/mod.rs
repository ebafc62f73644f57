//! The document as one file for the web: HTML that a screen reader, a telephone and a printer can each make their own of
//! (WHATWG HTML; WCAG 2.2, level AA).
//!
//! It is written from the document and not from its pages, and has no pages of its own. Nothing in it runs, and it needs nothing
//! from elsewhere: style, drawings and pictures are inside. The same document gives the same bytes.

mod blocks;
mod contents;
mod figure;
mod inline;
mod markup;
mod notes;
mod places;
mod style;
mod table;

use crate::doc::{Document, Frame, Group, Node, NoteId};
use crate::locale::Locale;
use crate::text::{Fonts, is_rtl_language};
use crate::theme::{PaperSize, Theme};
use places::Places;
use std::collections::{BTreeMap, BTreeSet};

/// What the writer is told beside the document.
#[derive(Clone, Copy)]
pub struct Setup<'a> {
    /// Its design.
    pub theme: &'a Theme,
    /// The paper it is printed on.
    pub paper: PaperSize,
    /// The faces of its drawings.
    pub fonts: &'a Fonts,
    /// Its language: what is said only to those who hear the page.
    pub locale: &'a Locale,
}

/// The name of the main part, to which the first link leads.
const MAIN: &str = "main";

/// What is being written.
struct Writer<'a> {
    document: &'a Document,
    setup: Setup<'a>,
    rtl: bool,
    out: String,
    places: Places,
    /// The places that stand before what is being written.
    passed: BTreeSet<String>,
    /// How many marks of each note have been written.
    marks: BTreeMap<NoteId, u32>,
    /// Whether the notes at the end have been written.
    ended: bool,
    /// The level of the last heading, and its name.
    level: u8,
    heading: String,
    /// The language of the paragraph that is being written, where it is another one.
    language: Option<String>,
    /// Whether italics are those of titles in a citation.
    citing: bool,
    /// How many of each kind have been written: they make names that are unique.
    drawings: u32,
    boxes: u32,
    lists: u32,
    /// How many tables there were.
    tables: u32,
}

/// Writes the document as the bytes of an `.html` file.
#[must_use]
pub fn write(document: &Document, setup: Setup<'_>) -> Vec<u8> {
    let mut writer = Writer {
        document,
        setup,
        rtl: is_rtl_language(&document.meta.language),
        out: String::new(),
        places: Places::of(document, setup.locale),
        passed: BTreeSet::new(),
        marks: BTreeMap::new(),
        ended: false,
        level: 1,
        heading: String::new(),
        language: None,
        citing: false,
        drawings: 0,
        boxes: 0,
        lists: 0,
        tables: 0,
    };
    writer.file();
    writer.out.into_bytes()
}

/// The direction of a language, as HTML calls it.
fn direction(rtl: bool) -> &'static str {
    if rtl { "rtl" } else { "ltr" }
}

impl Writer<'_> {
    fn file(&mut self) {
        self.out.push_str("<!DOCTYPE html>\n");
        let language = self.document.meta.language.as_str();
        self.element("html", &[("lang", language), ("dir", direction(self.rtl))], |writer| {
            writer.head();
            writer.block("body", &[], Writer::content);
            writer.line();
        });
        self.line();
    }

    fn head(&mut self) {
        let meta = &self.document.meta;
        let (date, keywords) = (meta.date.format("%Y-%m-%d").to_string(), meta.keywords.join(", "));
        self.block("head", &[], |writer| {
            writer.line();
            writer.open("meta", &[("charset", "utf-8")]);
            writer.line();
            writer.open("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
            writer.block("title", &[], |writer| writer.text(&meta.title));
            let said = [
                ("author", meta.author.as_str()),
                ("description", &meta.subject),
                ("keywords", &keywords),
                ("dcterms.date", &date),
            ];
            for (name, content) in said.into_iter().filter(|(_, content)| !content.is_empty()) {
                writer.line();
                writer.open("meta", &[("name", name), ("content", content)]);
            }
            let rules = style::sheet(writer.setup);
            // style is no text: what it holds is ours, and has no markup
            writer.block("style", &[], |writer| {
                writer.out.push('\n');
                writer.out.push_str(&rules);
            });
            writer.line();
        });
    }

    /// The landmarks: the title as header, contents that follow it at once as navigation, the rest as main part, who issues it as
    /// footer where that comes last.
    fn content(&mut self) {
        let nodes = self.document.body.as_slice();
        let is_title = |node: &Node| matches!(node, Node::Cover(_) | Node::Group(Group { frame: Frame::Title, .. }));
        let titles = usize::from(nodes.first().is_some_and(is_title));
        let (header, rest) = nodes.split_at(titles);
        let contents = rest.iter().take_while(|node| matches!(node, Node::Contents(_) | Node::PageBreak)).count();
        let (contents, rest) = rest.split_at(contents);
        let last = rest.last().filter(|node| matches!(node, Node::Group(Group { frame: Frame::Colophon, .. })));
        let (main, footer) = rest.split_at(rest.len() - usize::from(last.is_some()));
        let skip = &self.setup.locale.words.skip_to_text;
        self.block("a", &[("class", "skip"), ("href", "#main")], |writer| writer.text(skip));
        if !header.is_empty() {
            self.block("header", &[], |writer| writer.nodes(header));
        }
        self.nodes(contents);
        self.block("main", &[("id", MAIN)], |writer| {
            writer.nodes(main);
            writer.last_notes();
            writer.line();
        });
        if !footer.is_empty() {
            self.block("footer", &[], |writer| writer.nodes(footer));
        }
        self.line();
    }
}
