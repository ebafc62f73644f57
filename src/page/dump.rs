//! Pages as stable text, to compare and to read: what stands where ([`dump`]), and what a screen reader would say ([`tags`]).

use super::{Artifact, Child, Element, ElementId, GlyphRun, Item, Link, Mark, Page, Pages, Path, Point, Rect, Role};
use super::{Color, ContentId, ListNumbering, Scope, Segment, Target};
use std::collections::BTreeMap;
use std::fmt;

impl Role {
    /// The name of the standard structure type (ISO 32000-1, 14.8.4).
    #[must_use]
    pub const fn standard_type(self) -> &'static str {
        match self {
            Role::Document => "Document",
            Role::Div => "Div",
            Role::Sect => "Sect",
            Role::Heading(1) => "H1",
            Role::Heading(2) => "H2",
            Role::Heading(3) => "H3",
            Role::Heading(4) => "H4",
            Role::Heading(5) => "H5",
            Role::Heading(_) => "H6",
            Role::Paragraph => "P",
            Role::List => "L",
            Role::ListItem => "LI",
            Role::Label => "Lbl",
            Role::ListBody => "LBody",
            Role::BlockQuote => "BlockQuote",
            Role::Table => "Table",
            Role::TableHead => "THead",
            Role::TableBody => "TBody",
            Role::TableRow => "TR",
            Role::HeaderCell => "TH",
            Role::DataCell => "TD",
            Role::Caption => "Caption",
            Role::Figure => "Figure",
            Role::Note => "Note",
            Role::Reference => "Reference",
            Role::Link => "Link",
            Role::Contents => "TOC",
            Role::ContentsItem => "TOCI",
            Role::Span => "Span",
        }
    }
}

/// The pages as text: one line for each item, with places in tenths of a point, then links, anchors and the outline.
#[must_use]
pub fn dump(pages: &Pages) -> String {
    let mut lines: Vec<String> = Vec::new();
    for (number, page) in pages.pages.iter().enumerate() {
        lines.push(format!("page {} {}x{}", number + 1, Tenths(page.width), Tenths(page.height)));
        dump_items(page, &mut lines);
        let links = pages.links.iter().filter(|link| link.page == number);
        lines.extend(links.map(|link| format!("  link {} {} {:?}", At(link.rect), target(link), link.contents)));
    }
    for (name, anchor) in &pages.anchors {
        lines.push(format!("anchor {name} page {} {}", anchor.page + 1, Place(anchor.point)));
    }
    for entry in &pages.outline {
        let indent = "  ".repeat(usize::from(entry.level.saturating_sub(1)));
        lines.push(format!("outline {indent}{:?} page {}", entry.title, entry.anchor.page + 1));
    }
    for (number, picture) in pages.images.iter().enumerate() {
        lines.push(format!("picture {number} {}x{}", picture.width, picture.height));
    }
    ended(lines)
}

/// The structure tree as text: one line for each element, indented, with its properties; below it its own text, a bar
/// between its lines, with the page it stands on, and its links.
#[must_use]
pub fn tags(pages: &Pages) -> String {
    let texts = texts(pages);
    let mut lines: Vec<String> = Vec::new();
    let mut open = vec![(0, Child::Element(pages.structure.root()))];
    // A tree visits each element once; more would be a circle, which is not for this text to follow.
    let limit = pages.structure.elements.len() + pages.structure.contents.len() + pages.links.len();
    while let Some((depth, child)) = open.pop() {
        if lines.len() > limit {
            lines.push("not a tree".into());
            break;
        }
        let line = match child {
            Child::Element(ElementId(id)) => match pages.structure.elements.get(id as usize) {
                Some(element) => {
                    open.extend(element.children.iter().rev().map(|child| (depth + 1, *child)));
                    element_line(element)
                }
                None => format!("no element {id}"),
            },
            Child::Content(id) => match texts.get(&id) {
                Some((page, text)) => format!("{text:?} page {}", page + 1),
                None => "no content".into(),
            },
            Child::Link(index) => match pages.links.get(index) {
                Some(link) => format!("-> {} {:?} page {}", target(link), link.contents, link.page + 1),
                None => format!("no link {index}"),
            },
        };
        lines.push(format!("{}{line}", "  ".repeat(depth)));
    }
    ended(lines)
}

fn ended(lines: Vec<String>) -> String {
    lines.into_iter().flat_map(|line| [line, "\n".to_owned()]).collect()
}

fn dump_items(page: &Page, lines: &mut Vec<String>) {
    let mut depth = 1;
    for item in &page.items {
        if matches!(item, Item::End | Item::Unclip) {
            depth -= 1;
            continue;
        }
        let line = match item {
            Item::Begin(Mark::Content(id)) => format!("content {}", id.0),
            Item::Begin(Mark::Artifact(kind)) => format!("artifact {}", artifact(*kind)),
            Item::Glyphs(run) => glyphs(run),
            Item::Path(path) => outline(path),
            Item::Clip(segments) => format!("clip {}", At(bounds(segments))),
            Item::Image { image, rect } => format!("image {image} {}", At(*rect)),
            Item::End | Item::Unclip => String::new(),
        };
        lines.push(format!("{}{line}", "  ".repeat(depth)));
        depth += usize::from(matches!(item, Item::Begin(_) | Item::Clip(_)));
    }
}

fn artifact(kind: Artifact) -> &'static str {
    match kind {
        Artifact::Header => "header",
        Artifact::Footer => "footer",
        Artifact::Layout => "layout",
    }
}

fn glyphs(run: &GlyphRun) -> String {
    let language = run.language.as_ref().map(|language| format!(" [{language}]")).unwrap_or_default();
    let (size, width, color) = (Tenths(run.size), Tenths(run.width()), Hex(run.color));
    format!("text {} width {width} face {} size {size} {color}{language} {:?}", Place(run.origin), run.face.0, run.text)
}

fn outline(path: &Path) -> String {
    let fill = path.fill.map(|color| format!(" fill {}", Hex(color))).unwrap_or_default();
    let stroke = path.stroke.as_ref().map(|stroke| {
        let dash: Vec<String> = stroke.dash.iter().map(|length| Tenths(*length).to_string()).collect();
        let dash = if dash.is_empty() { String::new() } else { format!(" dash {}", dash.join(",")) };
        format!(" stroke {} {}{dash}", Hex(stroke.color), Tenths(stroke.width))
    });
    let (at, pieces) = (At(bounds(&path.segments)), path.segments.len());
    format!("path {at} of {pieces}{fill}{}", stroke.unwrap_or_default())
}

/// The smallest rectangle that holds all points of a path, control points too.
fn bounds(segments: &[Segment]) -> Rect {
    let points = segments.iter().flat_map(|segment| match *segment {
        Segment::Move(point) | Segment::Line(point) => vec![point],
        Segment::Curve(first, second, end) => vec![first, second, end],
        Segment::Close => Vec::new(),
    });
    let corners = points.fold(None, |corners: Option<(Point, Point)>, point| {
        let (low, high) = corners.unwrap_or((point, point));
        let low = Point { x: low.x.min(point.x), y: low.y.min(point.y) };
        Some((low, Point { x: high.x.max(point.x), y: high.y.max(point.y) }))
    });
    let (low, high) = corners.unwrap_or_default();
    Rect { x: low.x, y: low.y, width: high.x - low.x, height: high.y - low.y }
}

fn target(link: &Link) -> String {
    match &link.target {
        Target::Uri(uri) => uri.to_string(),
        Target::Anchor(name) => format!("#{name}"),
    }
}

/// The text of each piece of content, with a bar between lines, and its page, from 0.
fn texts(pages: &Pages) -> BTreeMap<ContentId, (usize, String)> {
    let mut texts = BTreeMap::new();
    for (number, page) in pages.pages.iter().enumerate() {
        let mut open = None;
        let mut baseline = None;
        for item in &page.items {
            match item {
                Item::Begin(Mark::Content(id)) => {
                    texts.insert(*id, (number, String::new()));
                    (open, baseline) = (Some(*id), None);
                }
                Item::Begin(Mark::Artifact(_)) | Item::End => open = None,
                Item::Glyphs(run) => {
                    if let Some((_, text)) = open.and_then(|id| texts.get_mut(&id)) {
                        let new_line = baseline.replace(run.origin.y).is_some_and(|y| y != run.origin.y);
                        text.push_str(if new_line { " | " } else { "" });
                        text.push_str(&run.text);
                    }
                }
                Item::Path(_) | Item::Clip(_) | Item::Unclip | Item::Image { .. } => {}
            }
        }
    }
    texts
}

fn element_line(element: &Element) -> String {
    let mut line = element.role.standard_type().to_owned();
    let mut property = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            line.push_str(&format!(" {name}={value}"));
        }
    };
    property("id", element.id.clone());
    property("lang", element.language.clone());
    property("scope", element.scope.map(|scope| scope_name(scope).to_owned()));
    property("span", element.cell_span.map(|(columns, rows)| format!("{columns}x{rows}")));
    property("headers", (!element.headers.is_empty()).then(|| element.headers.join(",")));
    property("numbering", element.numbering.map(|numbering| numbering_name(numbering).to_owned()));
    property("bbox", element.bbox.map(|bbox| At(bbox).to_string()));
    property("alt", element.alt.as_ref().map(|alt| format!("{alt:?}")));
    line
}

fn scope_name(scope: Scope) -> &'static str {
    match scope {
        Scope::Column => "column",
        Scope::Row => "row",
        Scope::Both => "both",
    }
}

fn numbering_name(numbering: ListNumbering) -> &'static str {
    match numbering {
        ListNumbering::None => "none",
        ListNumbering::Disc => "disc",
        ListNumbering::Decimal => "decimal",
        ListNumbering::LowerAlpha => "lower-alpha",
        ListNumbering::LowerRoman => "lower-roman",
    }
}

/// A length with one digit behind the point, never a negative zero.
struct Tenths(f32);

impl fmt::Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.1}", (f64::from(self.0) * 10.0).round() / 10.0 + 0.0)
    }
}

/// A point as `x,y`.
struct Place(Point);

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{}", Tenths(self.0.x), Tenths(self.0.y))
    }
}

/// A rectangle as `x,y widthxheight`.
struct At(Rect);

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Rect { x, y, width, height } = self.0;
        write!(f, "{} {}x{}", Place(Point { x, y }), Tenths(width), Tenths(height))
    }
}

/// A colour as `#rrggbb`.
struct Hex(Color);

impl fmt::Display for Hex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0.r, self.0.g, self.0.b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Anchor, Glyph, OutlineEntry, Stroke};
    use crate::text::FaceId;

    fn run(text: &str) -> Item {
        let glyph = Glyph { id: 1, advance: 12.34, dx: 0.0, dy: 0.0, cluster: 0..text.len() as u32 };
        Item::Glyphs(GlyphRun {
            face: FaceId(2),
            size: 10.5,
            origin: Point { x: 72.04, y: -0.01 },
            color: Color::rgb(0, 16, 255),
            glyphs: vec![glyph],
            text: text.into(),
            language: Some("fr".into()),
        })
    }

    fn sample() -> Pages {
        let mut pages = Pages { structure: crate::page::Structure::new(), ..Pages::default() };
        let root = pages.structure.root();
        let paragraph = pages.structure.add(root, Role::Paragraph);
        let link = pages.structure.add(paragraph, Role::Link);
        pages.structure.get_mut(paragraph).id = Some("p1".into());
        let content = pages.structure.add_content(link);
        pages.structure.get_mut(link).children.push(Child::Link(0));
        pages.links.push(Link {
            page: 0,
            rect: Rect { x: 1.0, y: 2.0, width: 3.0, height: 4.0 },
            target: Target::Anchor("there".into()),
            contents: "go \"there\"".into(),
            element: link,
        });
        let anchor = Anchor { page: 0, point: Point { x: 0.0, y: 9.96 } };
        pages.anchors.insert("there".into(), anchor);
        pages.outline.push(OutlineEntry { level: 2, title: "There".into(), anchor });
        let rule = Path {
            segments: vec![Segment::Move(Point { x: 5.0, y: 5.0 }), Segment::Line(Point { x: 1.0, y: 8.0 })],
            fill: None,
            stroke: Some(Stroke { color: Color::BLACK, width: 0.5, dash: vec![2.0, 1.0] }),
        };
        let items = vec![
            Item::Begin(Mark::Content(content)),
            run("été"),
            Item::End,
            Item::Begin(Mark::Artifact(Artifact::Layout)),
            Item::Path(rule),
            Item::End,
        ];
        pages.pages.push(Page { width: 595.0, height: 842.0, items });
        pages
    }

    #[test]
    fn pages_are_dumped_line_by_line() {
        let expected = "\
page 1 595.0x842.0
  content 0
    text 72.0,0.0 width 12.3 face 2 size 10.5 #0010ff [fr] \"été\"
  artifact layout
    path 1.0,5.0 4.0x3.0 of 2 stroke #000000 0.5 dash 2.0,1.0
  link 1.0,2.0 3.0x4.0 #there \"go \\\"there\\\"\"
anchor there page 1 0.0,10.0
outline   \"There\" page 1
";
        assert_eq!(dump(&sample()), expected);
    }

    #[test]
    fn tags_are_dumped_as_a_tree() {
        let expected = "\
Document
  P id=p1
    Link
      \"été\" page 1
      -> #there \"go \\\"there\\\"\" page 1
";
        assert_eq!(tags(&sample()), expected);
    }

    #[test]
    fn a_circle_ends() {
        let mut pages = sample();
        let root = pages.structure.root();
        pages.structure.get_mut(ElementId(2)).children.push(Child::Element(root));
        assert!(tags(&pages).ends_with("not a tree\n"));
    }
}
