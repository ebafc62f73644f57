//! Pages as a display list, with the structure tree that belongs to them: what layout hands over and what `pdf` writes.
//!
//! Units are points (1/72 inch). The origin is the top left corner of the page, `y` grows downwards. A page's items paint
//! in order. Everything painted stands between a [`Item::Begin`] and its [`Item::End`]: it is either the content of a
//! structure element or an artifact. Begin and End do not nest.

mod color;
pub mod dump;

pub use color::Color;

use crate::diag::Span;
use crate::text::FaceId;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// A point on the page.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// From the left edge.
    pub x: f32,
    /// From the top edge.
    pub y: f32,
}

impl Point {
    /// The point so many times as far from the origin.
    #[must_use]
    pub fn times(self, scale: f32) -> Point {
        Point { x: self.x * scale, y: self.y * scale }
    }
}

/// An upright rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

/// One piece of a path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Segment {
    /// Starts a new ring.
    Move(Point),
    /// A straight line.
    Line(Point),
    /// A cubic Bézier curve: two control points, then its end.
    Curve(Point, Point, Point),
    /// Closes the ring.
    Close,
}

/// How a path's line is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub color: Color,
    /// Its width.
    pub width: f32,
    /// Lengths of dash and gap in turn; empty for a solid line.
    pub dash: Vec<f32>,
}

/// A path, filled, stroked or both (the fill first).
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// Its pieces.
    pub segments: Vec<Segment>,
    /// The colour inside (nonzero winding rule).
    pub fill: Option<Color>,
    /// The line.
    pub stroke: Option<Stroke>,
}

/// One glyph of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    /// Its number in the face.
    pub id: u16,
    /// How far the pen moves, justification included.
    pub advance: f32,
    /// Shift to the right.
    pub dx: f32,
    /// Shift upwards.
    pub dy: f32,
    /// The bytes of the run's text that it shows. Glyphs of one cluster have the same range.
    pub cluster: Range<u32>,
}

/// Glyphs of one face and size on one baseline, from left to right.
#[derive(Debug, Clone, PartialEq)]
pub struct GlyphRun {
    /// The face.
    pub face: FaceId,
    /// Size of the em.
    pub size: f32,
    /// Pen position of the first glyph, on the baseline.
    pub origin: Point,
    /// The colour.
    pub color: Color,
    /// The glyphs in visual order.
    pub glyphs: Vec<Glyph>,
    /// The text shown, in logical order. A hyphen set at a line's end stands here as U+00AD.
    pub text: Arc<str>,
    /// The language (BCP 47) where it differs from the document's.
    pub language: Option<Arc<str>>,
}

impl GlyphRun {
    /// The sum of the advances.
    #[must_use]
    pub fn width(&self) -> f32 {
        self.glyphs.iter().map(|glyph| glyph.advance).sum()
    }
}

/// What an artifact is (ISO 32000-1, 14.8.2.2.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Artifact {
    /// A running head: Pagination, Header.
    Header,
    /// A running foot: Pagination, Footer.
    Footer,
    /// Rules, backgrounds, repeated table heads: Layout.
    Layout,
}

/// What the following items are, up to [`Item::End`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Content of the structure element that holds this content.
    Content(ContentId),
    /// Nothing a reader needs to hear.
    Artifact(Artifact),
}

/// One painted thing.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// Marked content begins.
    Begin(Mark),
    /// Marked content ends.
    End,
    /// Text.
    Glyphs(GlyphRun),
    /// A path.
    Path(Path),
    /// What follows is seen only inside this closed path, until [`Item::Unclip`]. Does not nest.
    Clip(Vec<Segment>),
    /// Ends a clip.
    Unclip,
    /// An image of [`Pages::images`].
    Image {
        /// Its number.
        image: usize,
        /// Where it stands.
        rect: Rect,
    },
}

impl Item {
    /// The item moved by `x` and `y`.
    #[must_use]
    pub fn moved(&self, x: f32, y: f32) -> Item {
        let mut item = self.clone();
        item.shift(x, y);
        item
    }

    /// Moves the item by `x` and `y`.
    pub fn shift(&mut self, x: f32, y: f32) {
        let shift = |p: Point| Point { x: p.x + x, y: p.y + y };
        match self {
            Item::Glyphs(run) => run.origin = shift(run.origin),
            Item::Path(Path { segments, .. }) | Item::Clip(segments) => {
                segments.iter_mut().for_each(|segment| *segment = segment.map(shift));
            }
            Item::Image { rect, .. } => (rect.x, rect.y) = (rect.x + x, rect.y + y),
            Item::Begin(_) | Item::End | Item::Unclip => {}
        }
    }
}

impl Segment {
    /// The piece with `f` applied to each of its points.
    #[must_use]
    pub fn map(self, f: impl Fn(Point) -> Point) -> Segment {
        match self {
            Segment::Move(p) => Segment::Move(f(p)),
            Segment::Line(p) => Segment::Line(f(p)),
            Segment::Curve(a, b, c) => Segment::Curve(f(a), f(b), f(c)),
            Segment::Close => Segment::Close,
        }
    }
}

/// One page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
    /// What is painted, in order.
    pub items: Vec<Item>,
}

/// The number of a structure element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementId(pub u32);

/// The number of a piece of marked content: one stretch on one page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentId(pub u32);

/// The standard structure types that are used (ISO 32000-1, 14.8.4). Closed: `pdf` and every other writer handles each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The whole.
    Document,
    /// A division without further meaning.
    Div,
    /// A section.
    Sect,
    /// A heading, 1 to 6.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A list.
    List,
    /// An item of a list.
    ListItem,
    /// A label: of a list item, a note, a numbered paragraph.
    Label,
    /// The body of a list item.
    ListBody,
    /// A quotation set apart.
    BlockQuote,
    /// A table.
    Table,
    /// The rows of a table's head.
    TableHead,
    /// The rows of a table's body.
    TableBody,
    /// A row.
    TableRow,
    /// A head cell; has a scope.
    HeaderCell,
    /// A data cell.
    DataCell,
    /// The caption of a figure or table.
    Caption,
    /// A picture or chart; has an alternative text and a box.
    Figure,
    /// A footnote; has an id.
    Note,
    /// A pointer inside the document.
    Reference,
    /// A link.
    Link,
    /// A table of contents.
    Contents,
    /// A line of the contents.
    ContentsItem,
    /// Words inside a paragraph.
    Span,
}

/// What a head cell is the head of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Its column.
    Column,
    /// Its row.
    Row,
    /// Both.
    Both,
}

/// How a list is labelled (ISO 32000-1, table 347).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListNumbering {
    /// No label.
    None,
    /// A bullet.
    Disc,
    /// 1, 2, 3.
    Decimal,
    /// a, b, c.
    LowerAlpha,
    /// i, ii, iii.
    LowerRoman,
}

/// A child of a structure element, in reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Child {
    /// Another element.
    Element(ElementId),
    /// Marked content.
    Content(ContentId),
    /// A link annotation, by its number in [`Pages::links`].
    Link(usize),
}

/// A structure element.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// What it is.
    pub role: Role,
    /// The element it stands in; none for the root.
    pub parent: Option<ElementId>,
    /// What it holds, in reading order.
    pub children: Vec<Child>,
    /// Alternative text; a figure must have one.
    pub alt: Option<String>,
    /// The language (BCP 47) where it differs from the parent's.
    pub language: Option<String>,
    /// A name unique in the document; a note must have one.
    pub id: Option<String>,
    /// Of head cells.
    pub scope: Option<Scope>,
    /// How many columns and rows a cell covers.
    pub cell_span: Option<(u16, u16)>,
    /// The ids of a cell's head cells, where scope does not say which they are.
    pub headers: Vec<Arc<str>>,
    /// Where a figure stands on its page.
    pub bbox: Option<Rect>,
    /// Of lists.
    pub numbering: Option<ListNumbering>,
    /// Where in the specification it comes from.
    pub origin: Option<Span>,
}

impl Element {
    /// Adds a child at the end. Most elements have one and no more: a cell its text.
    fn push(&mut self, child: Child) {
        if self.children.is_empty() {
            self.children.reserve_exact(1);
        }
        self.children.push(child);
    }
}

/// The structure tree and who owns which marked content.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Structure {
    /// The elements; the first is the root, [`Role::Document`].
    pub elements: Vec<Element>,
    /// The element of each [`ContentId`]. Each id is begun on exactly one page, once.
    pub contents: Vec<ElementId>,
}

impl Structure {
    /// A tree that holds only its root.
    #[must_use]
    pub fn new() -> Self {
        let mut structure = Structure::default();
        structure.elements.push(Structure::element(Role::Document, None));
        structure
    }

    /// The root.
    #[must_use]
    pub fn root(&self) -> ElementId {
        ElementId(0)
    }

    /// Adds an element as the last child of `parent`.
    pub fn add(&mut self, parent: ElementId, role: Role) -> ElementId {
        let id = ElementId(self.elements.len() as u32);
        self.elements.push(Structure::element(role, Some(parent)));
        self.elements[parent.0 as usize].push(Child::Element(id));
        id
    }

    /// Adds a piece of marked content as the last child of `element`.
    pub fn add_content(&mut self, element: ElementId) -> ContentId {
        let id = ContentId(self.contents.len() as u32);
        self.contents.push(element);
        self.elements[element.0 as usize].push(Child::Content(id));
        id
    }

    /// The element, to set its properties.
    pub fn get_mut(&mut self, id: ElementId) -> &mut Element {
        &mut self.elements[id.0 as usize]
    }

    /// The element.
    #[must_use]
    pub fn get(&self, id: ElementId) -> &Element {
        &self.elements[id.0 as usize]
    }

    fn element(role: Role, parent: Option<ElementId>) -> Element {
        Element {
            role,
            parent,
            children: Vec::new(),
            alt: None,
            language: None,
            id: None,
            scope: None,
            cell_span: None,
            headers: Vec::new(),
            bbox: None,
            numbering: None,
            origin: None,
        }
    }
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Target {
    /// An address: https, http or mailto.
    Uri(Arc<str>),
    /// A place in this document, by a name of [`Pages::anchors`].
    Anchor(Arc<str>),
}

/// A link annotation on one page. A link broken over two lines has two.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The page, from 0.
    pub page: usize,
    /// Where it can be clicked.
    pub rect: Rect,
    /// Where it leads.
    pub target: Target,
    /// What it says, for those who do not see it.
    pub contents: String,
    /// Its [`Role::Link`] element.
    pub element: ElementId,
}

/// A place that can be linked to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Anchor {
    /// The page, from 0.
    pub page: usize,
    /// The place; a viewer scrolls so that it is at the top.
    pub point: Point,
}

/// A line of the outline (bookmarks).
#[derive(Debug, Clone, PartialEq)]
pub struct OutlineEntry {
    /// Its depth, from 1. A deeper line belongs to the last shallower one.
    pub level: u8,
    /// Its text.
    pub title: String,
    /// Where it leads.
    pub anchor: Anchor,
}

/// A picture, decoded and without metadata.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Three bytes a pixel, row by row, sRGB; alpha already laid on white.
    pub rgb: Arc<[u8]>,
}

/// The laid-out document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pages {
    /// The pages in order.
    pub pages: Vec<Page>,
    /// The structure tree.
    pub structure: Structure,
    /// The link annotations.
    pub links: Vec<Link>,
    /// The places that links lead to.
    pub anchors: BTreeMap<Arc<str>, Anchor>,
    /// The outline.
    pub outline: Vec<OutlineEntry>,
    /// The pictures that [`Item::Image`] names.
    pub images: Vec<Picture>,
}
