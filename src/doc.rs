//! The document: a small closed set of nodes that every block kind lowers itself to and every writer handles whole.
//!
//! All numbers are given here (sections, paragraphs, figures, notes); only page numbers are left to layout. Text is a flat
//! list of [`Inline`]s; each remembers where in the specification it comes from.

pub(crate) mod columns;
mod contents;
mod meta;
mod style;
mod uses;

use crate::diag::Span;
use crate::page::{Item, ListNumbering, Picture, Target};
pub use contents::ContentsLine;
pub use meta::{Attachment, Digits, Furniture, Meta, Relationship, Running};
use std::collections::BTreeSet;
use std::sync::Arc;
pub use style::Style;
pub use uses::{Place, PlaceKind, Use};

/// A briefing with its evidence printed in, ready to be laid out or written in another format.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// What stands in the file's properties and in the running head and foot.
    pub meta: Meta,
    /// The content in reading order.
    pub body: Vec<Node>,
    /// The parts that have content, by their names in profiles, each with the end of its nodes in `body`.
    pub parts: Vec<(&'static str, usize)>,
    /// The notes in the order of their marks; [`NoteId`] is the index.
    pub notes: Vec<Note>,
    /// The pictures that [`Graphic::Picture`] names.
    pub pictures: Vec<Picture>,
    /// Files embedded in the output.
    pub attachments: Vec<Attachment>,
    /// The ids of the sources that it cites.
    pub cited: BTreeSet<String>,
    /// The ids of the data that its charts and tables show.
    pub data: BTreeSet<String>,
    /// Where it prints its evidence, in the order of the text.
    pub uses: Vec<Use>,
    /// Whether its ledger is embedded.
    pub embeds_ledger: bool,
}

/// One piece of the document.
#[derive(Debug, Clone)]
pub enum Node {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Paragraph),
    /// A list.
    List(List),
    /// Nodes that belong together.
    Group(Group),
    /// Nodes side by side, in equal columns.
    Columns(Columns),
    /// A table.
    Table(Table),
    /// A chart or picture with its caption.
    Figure(Figure),
    /// The cover: a page of its own.
    Cover(Cover),
    /// The table of contents, or a list of figures or tables; layout fills in the pages.
    Contents(Contents),
    /// The notes that stand at the end: all with [`NotePlace::End`].
    EndNotes,
    /// What follows starts a new page.
    PageBreak,
}

/// Bold and italic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Emphasis {
    /// Strong.
    pub bold: bool,
    /// Stressed, or a title.
    pub italic: bool,
}

/// A piece of running text.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Words.
    Text(Words),
    /// The mark of a note, set as a superscript that links to it.
    NoteMark(NoteId),
    /// The number of the page on which something stands, with a link to it; layout fills it in.
    Page(PageReference),
    /// The line ends here.
    Break,
}

/// Words with one look.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Words {
    /// The text.
    pub text: String,
    /// Bold, italic.
    pub emphasis: Emphasis,
    /// Whether they are the words of a bound in a number that is set large: they are set as small as those above it.
    pub small: bool,
    /// Where it leads.
    pub link: Option<Target>,
    /// Its language (BCP 47) where it differs from the document's.
    pub language: Option<Arc<str>>,
    /// Where in the specification it stands.
    pub origin: Option<Span>,
}

/// A reference by page number.
#[derive(Debug, Clone, PartialEq)]
pub struct PageReference {
    /// The name of the place.
    pub anchor: Arc<str>,
    /// Bold, italic.
    pub emphasis: Emphasis,
    /// Where in the specification it is asked for.
    pub origin: Option<Span>,
}

impl Inline {
    /// Plain words.
    #[must_use]
    pub fn words(text: impl Into<String>, origin: Option<Span>) -> Inline {
        Inline::Text(Words { text: text.into(), origin, ..Words::default() })
    }

    /// Words with bold or italic.
    #[must_use]
    pub fn emphasised(text: impl Into<String>, emphasis: Emphasis, origin: Option<Span>) -> Inline {
        Inline::Text(Words { text: text.into(), emphasis, origin, ..Words::default() })
    }
}

/// The text of some inlines, without note marks and page numbers.
#[must_use]
pub fn plain_text(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text(words) => words.text.as_str(),
            Inline::NoteMark(_) | Inline::Page(_) => "",
            Inline::Break => " ",
        })
        .collect()
}

/// A heading.
#[derive(Debug, Clone)]
pub struct Heading {
    /// Its depth, from 1. The document's title has level 1 and [`Style::Title`]; sections follow at 2.
    pub level: u8,
    /// Its look.
    pub style: Style,
    /// Its number: "1", "1.2", "II."; set in the side column where the theme has one.
    pub number: Option<String>,
    /// Its text.
    pub text: Vec<Inline>,
    /// The name that links lead to, unique in the document.
    pub anchor: Option<Arc<str>>,
    /// Whether it stands in the outline and the contents.
    pub listed: bool,
}

/// A paragraph.
#[derive(Debug, Clone)]
pub struct Paragraph {
    /// Its look.
    pub style: Style,
    /// Its number; set in the side column where the theme has one.
    pub number: Option<String>,
    /// Its text.
    pub text: Vec<Inline>,
    /// The name that links lead to.
    pub anchor: Option<Arc<str>>,
}

/// The cover: a page of its own, without running head and foot.
#[derive(Debug, Clone, Default)]
pub struct Cover {
    /// Kind, title, subtitle: on the coloured field where the theme has one.
    pub title: Vec<Node>,
    /// Who issues it, and when: at the foot of the page.
    pub imprint: Vec<Node>,
    /// The organisation's logo.
    pub logo: Option<Plate>,
    /// A picture above the title.
    pub picture: Option<Plate>,
}

/// A picture that the design places.
#[derive(Debug, Clone)]
pub struct Plate {
    /// Its number in [`Document::pictures`].
    pub picture: usize,
    /// What it shows, for those who do not see it; none where it only adorns.
    pub alt: Option<String>,
    /// Where in the specification it stands.
    pub origin: Option<Span>,
}

/// A list.
#[derive(Debug, Clone)]
pub struct List {
    /// How its items are labelled.
    pub numbering: ListNumbering,
    /// Its items.
    pub items: Vec<ListItem>,
}

/// An item of a list.
#[derive(Debug, Clone)]
pub struct ListItem {
    /// Its label: "•", "1.", "R3".
    pub label: String,
    /// Its content.
    pub body: Vec<Node>,
    /// The name that links lead to.
    pub anchor: Option<Arc<str>>,
}

/// What surrounds a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frame {
    /// Nothing: the group only says that its nodes belong together.
    None,
    /// A tinted box; never broken over pages unless taller than one.
    Box,
    /// A quotation: a bar at its side, a `BlockQuote` in the structure tree.
    Quotation,
    /// The title block at the top of the first page: a rule below.
    Title,
    /// A closing block: a hairline above, full width.
    Colophon,
}

/// Nodes that belong together.
#[derive(Debug, Clone)]
pub struct Group {
    /// What surrounds them.
    pub frame: Frame,
    /// The nodes.
    pub children: Vec<Node>,
}

/// Nodes side by side, in equal columns (key figures). Kept on one page.
#[derive(Debug, Clone)]
pub struct Columns {
    /// The columns' content, from the first to the last; at most four stand in a row.
    pub cells: Vec<Vec<Node>>,
}

/// A caption above a figure or table.
#[derive(Debug, Clone, Default)]
pub struct Caption {
    /// "Figure 1".
    pub label: String,
    /// The finding.
    pub title: Vec<Inline>,
    /// What is measured, in what unit.
    pub subtitle: Vec<Inline>,
}

/// A chart or picture.
#[derive(Debug, Clone)]
pub struct Figure {
    /// Its caption, where it has one.
    pub caption: Option<Caption>,
    /// The picture itself.
    pub graphic: Graphic,
    /// What it shows, for those who do not see it; never empty.
    pub alt: String,
    /// Source and notes below it.
    pub source: Vec<Inline>,
    /// The name that links lead to.
    pub anchor: Option<Arc<str>>,
    /// Where in the specification it stands.
    pub origin: Option<Span>,
}

/// What a figure shows.
#[derive(Debug, Clone)]
pub enum Graphic {
    /// A drawing: its text is real text.
    Drawing(Drawing),
    /// A picture of [`Document::pictures`].
    Picture {
        /// Its number.
        picture: usize,
        /// The width asked for, as a share of the full width, above 0 and at most 1.
        width: f32,
    },
}

/// A finished drawing: a display list with its own origin at the top left. It holds no [`Item::Begin`] or
/// [`Item::End`]; its texts stand in reading order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drawing {
    /// Its width in points.
    pub width: f32,
    /// Its height in points.
    pub height: f32,
    /// What is painted.
    pub items: Vec<Item>,
}

/// A table.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// Its caption.
    pub caption: Option<Caption>,
    /// "Table 2 (continued)": set above the head where the table goes on.
    pub continued: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows of the head; repeated on each page.
    pub head: Vec<Row>,
    /// The rows of the body.
    pub rows: Vec<Row>,
    /// Its notes, in the order of their marks; they stand below it.
    pub notes: Vec<NoteId>,
    /// Source and method below it.
    pub source: Vec<Inline>,
    /// How its page is turned.
    pub orientation: Orientation,
    /// The name that links lead to.
    pub anchor: Option<Arc<str>>,
    /// Where in the specification it stands.
    pub origin: Option<Span>,
}

/// How the page of a table is turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Orientation {
    /// Upright, or lying where the table fits only there.
    #[default]
    Auto,
    /// As the other pages are.
    Portrait,
    /// On a page of its own that lies on its side.
    Landscape,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name in findings.
    pub name: String,
    /// How its cells stand.
    pub align: ColumnAlign,
    /// Whether its cells are the heads of their rows.
    pub row_head: bool,
}

/// How a column's cells stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnAlign {
    /// At the start of the line.
    Start,
    /// Numbers: below one another at the decimal sign, tabular figures.
    Number,
}

/// What a row of a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RowKind {
    /// One of many.
    #[default]
    Plain,
    /// The head of the rows below it, up to the next one: its one cell covers all columns.
    Group,
    /// The total of a group: heavier type.
    GroupTotal,
    /// The total of the whole: a rule above, heavier type.
    Total,
}

/// A row of a table.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// The cells, one a column unless they span.
    pub cells: Vec<Cell>,
    /// What it is.
    pub kind: RowKind,
    /// Whether it is set off: heavier type, and a tinted ground where the theme has one.
    pub highlight: bool,
}

/// A cell of a table.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// Its text.
    pub text: Vec<Inline>,
    /// How many columns it covers; 0 counts as 1.
    pub columns: u16,
    /// How many rows of the head it covers; 0 counts as 1. Of no meaning in the body.
    pub rows: u16,
    /// The number in its first words, where it has one.
    pub number: Option<NumberPlace>,
    /// Whether it is set off, as [`Row::highlight`] is.
    pub highlight: bool,
}

/// Where a number stands in the first words of a cell, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberPlace {
    /// Its first digit, or the sign before it.
    pub start: usize,
    /// Its decimal sign, or its end where it has none: numbers of a column stand below one another here.
    pub point: usize,
    /// Its end.
    pub end: usize,
}

/// The table of contents, or a list of figures or tables.
#[derive(Debug, Clone)]
pub struct Contents {
    /// Its heading.
    pub title: String,
    /// What it lists.
    pub listed: Listed,
}

/// What a table of contents lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// Headings down to this level.
    Headings(u8),
    /// Charts and pictures with a caption.
    Figures,
    /// Tables with a caption.
    Tables,
}

/// The number of a note in [`Document::notes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoteId(pub u32);

impl NoteId {
    /// The name of the note's place, unique in the document.
    #[must_use]
    pub fn anchor(self) -> String {
        format!("note-{}", self.0 + 1)
    }

    /// The name of the place of the note's mark.
    #[must_use]
    pub fn mark_anchor(self) -> String {
        format!("mark-{}", self.0 + 1)
    }
}

/// Where a note stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotePlace {
    /// At the foot of the page that carries its mark.
    Foot,
    /// Below the table whose cell carries its mark.
    Table,
    /// With the others where [`Node::EndNotes`] stands.
    End,
}

/// A note.
#[derive(Debug, Clone)]
pub struct Note {
    /// Its number or letter, as printed.
    pub mark: String,
    /// Where it stands.
    pub place: NotePlace,
    /// Its text.
    pub text: Vec<Inline>,
}
