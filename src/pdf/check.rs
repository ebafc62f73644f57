//! What must hold before a file is written. The other steps rely on it: a broken structure is refused here, with all that
//! is wrong with it, rather than written as a file that looks right and reads wrong.
//!
//! Nearly all of it is the program's own fault (`pdf-internal`); an author can cause `missing-alt`, `missing-title`,
//! `heading-order` and `attachment-name`.

use super::internal;
use crate::diag::Diagnostic;
use crate::doc::{Attachment, Meta};
use crate::page::{
    Child, Element, ElementId, GlyphRun, Item, Mark, Page, Pages, Picture, Point, Rect, Role, Segment, Stroke,
};
use std::collections::{BTreeMap, BTreeSet};

/// Everything wrong with what is to be written; empty when it can be.
pub fn findings(pages: &Pages, meta: &Meta, attachments: &[Attachment]) -> Vec<Diagnostic> {
    let mut check = Check { pages, found: Vec::new(), begun: vec![0; pages.structure.contents.len()] };
    check.meta(meta);
    check.attachments(attachments);
    for (number, page) in pages.pages.iter().enumerate() {
        check.page(number, page);
    }
    check.contents();
    check.elements();
    check.targets();
    if check.tree() {
        check.headings();
    }
    check.found
}

struct Check<'a> {
    pages: &'a Pages,
    found: Vec<Diagnostic>,
    /// How often each piece of content is begun.
    begun: Vec<usize>,
}

impl Check<'_> {
    fn wrong(&mut self, message: String) {
        self.found.push(internal(message));
    }

    fn meta(&mut self, meta: &Meta) {
        if meta.title.trim().is_empty() {
            let help = "set `title` in `[briefing]`";
            self.found.push(Diagnostic::error("missing-title", "the document has no title").help(help));
        }
        if meta.language.trim().is_empty() {
            self.wrong("the document has no language".into());
        }
        if self.pages.pages.is_empty() {
            self.wrong("the document has no page".into());
        }
    }

    fn attachments(&mut self, attachments: &[Attachment]) {
        let mut names = BTreeSet::new();
        for file in attachments {
            if file.name.trim().is_empty() || !names.insert(&file.name) {
                let message = format!("the attachment name `{}` is empty or stands twice", file.name);
                let help = "give each attached file a name of its own";
                self.found.push(Diagnostic::error("attachment-name", message).help(help));
            }
        }
    }

    /// Marks open and close in turn, everything painted stands inside one, and every number is one.
    fn page(&mut self, number: usize, page: &Page) {
        let mut marked = false;
        let mut clipped = false;
        if !(page.width > 0.0 && page.height > 0.0 && page.width.is_finite() && page.height.is_finite()) {
            self.wrong(format!("page {} has no size", number + 1));
        }
        for item in &page.items {
            let fault = match item {
                Item::Begin(mark) => {
                    self.begin(*mark);
                    std::mem::replace(&mut marked, true).then_some("marked content begins inside marked content")
                }
                Item::End => (!std::mem::take(&mut marked)).then_some("marked content ends that did not begin"),
                Item::Clip(_) if std::mem::replace(&mut clipped, true) => Some("a clip begins inside a clip"),
                Item::Unclip => (!std::mem::take(&mut clipped)).then_some("a clip ends that did not begin"),
                Item::Glyphs(_) | Item::Path(_) | Item::Image { .. } if !marked => {
                    Some("something is painted outside marked content")
                }
                Item::Glyphs(_) | Item::Path(_) | Item::Image { .. } | Item::Clip(_) => None,
            };
            if let Some(fault) = fault.or_else(|| self.item(item)) {
                self.wrong(format!("page {}: {fault}", number + 1));
            }
        }
        if marked || clipped {
            self.wrong(format!("page {}: marked content or a clip does not end", number + 1));
        }
    }

    fn begin(&mut self, mark: Mark) {
        if let Mark::Content(id) = mark {
            match self.begun.get_mut(id.0 as usize) {
                Some(count) => *count += 1,
                None => self.wrong(format!("content {} has no owner", id.0)),
            }
        }
    }

    fn item(&self, item: &Item) -> Option<&'static str> {
        match item {
            Item::Begin(_) | Item::End | Item::Unclip => None,
            Item::Glyphs(run) => run_fault(run),
            Item::Clip(segments) => (!segments_finite(segments)).then_some(NOT_FINITE),
            Item::Path(path) => {
                let sound = segments_finite(&path.segments) && path.stroke.as_ref().is_none_or(stroke_finite);
                (!sound).then_some(NOT_FINITE)
            }
            Item::Image { image, rect } => match self.pages.images.get(*image) {
                None => Some("an image is painted that does not exist"),
                Some(picture) if !whole(picture) => Some("an image has not three bytes for each pixel"),
                Some(_) => (!rect_finite(*rect)).then_some(NOT_FINITE),
            },
        }
    }

    fn contents(&mut self) {
        let wrong: Vec<(usize, usize)> =
            self.begun.iter().copied().enumerate().filter(|(_, count)| *count != 1).collect();
        for (id, count) in wrong {
            self.wrong(format!("content {id} is begun {count} times, not once"));
        }
    }

    /// Each element, piece of content and link hangs in the tree once, where it says it does. Whether that holds.
    fn tree(&mut self) -> bool {
        let before = self.found.len();
        let structure = &self.pages.structure;
        if structure.elements.first().is_none_or(|root| root.role != Role::Document || root.parent.is_some()) {
            self.wrong("the structure tree has no root `Document`".into());
        }
        let mut elements = vec![0usize; structure.elements.len()];
        let mut contents = vec![0usize; structure.contents.len()];
        let mut links = vec![0usize; self.pages.links.len()];
        for (index, element) in structure.elements.iter().enumerate() {
            let here = Some(ElementId(index as u32));
            for child in &element.children {
                let (at, owner, seen) = match *child {
                    Child::Element(id) => {
                        let at = id.0 as usize;
                        (at, structure.elements.get(at).and_then(|child| child.parent), &mut elements)
                    }
                    Child::Content(id) => {
                        let at = id.0 as usize;
                        (at, structure.contents.get(at).copied(), &mut contents)
                    }
                    Child::Link(at) => (at, self.pages.links.get(at).map(|link| link.element), &mut links),
                };
                match seen.get_mut(at) {
                    Some(count) if owner == here => *count += 1,
                    _ => self.found.push(internal(format!("a child of {} belongs elsewhere", title(index, element)))),
                }
            }
        }
        if let Some(root) = elements.first_mut() {
            *root += 1;
        }
        for (kind, counts) in [("element", elements), ("content", contents), ("link", links)] {
            for (index, count) in counts.into_iter().enumerate().filter(|(_, count)| *count != 1) {
                self.wrong(format!("{kind} {index} hangs {count} times in the structure tree, not once"));
            }
        }
        self.roots();
        self.found.len() == before
    }

    /// From each element the way up ends at the root: together with one parent each, that makes it a tree.
    fn roots(&mut self) {
        let elements = &self.pages.structure.elements;
        let mut sound = BTreeSet::from([0]);
        for index in 0..elements.len() {
            let mut way = BTreeSet::new();
            let mut at = index;
            while !sound.contains(&at) && way.insert(at) {
                at = elements.get(at).and_then(|element| element.parent).map_or(at, |parent| parent.0 as usize);
            }
            if sound.contains(&at) {
                sound.extend(way);
            } else {
                self.wrong(format!("element {index} does not belong to the root"));
            }
        }
    }

    fn elements(&mut self) {
        let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, element) in self.pages.structure.elements.iter().enumerate() {
            if let Some(id) = &element.id
                && ids.insert(id, index).is_some()
            {
                self.found.push(internal(format!("the id `{id}` stands twice in the structure tree")));
            }
            if let Some(finding) = element_fault(index, element) {
                self.found.push(finding.at_maybe(element.origin, ""));
            }
        }
    }

    /// Headings in reading order start at 1 and go down by one level at a time (ISO 14289-1, 7.4.2). Only for a tree.
    fn headings(&mut self) {
        let elements = &self.pages.structure.elements;
        let mut level = 0;
        let mut open = vec![self.pages.structure.root()];
        while let Some(element) = open.pop().and_then(|id| elements.get(id.0 as usize)) {
            if let Role::Heading(next) = element.role {
                if next > level + 1 {
                    let message = match level {
                        0 => format!("the first heading has level {next}"),
                        _ => format!("a heading of level {next} follows one of level {level}"),
                    };
                    let help = format!("make it level {} or put a heading between", level + 1);
                    let finding = Diagnostic::error("heading-order", message).at_maybe(element.origin, "").help(help);
                    self.found.push(finding);
                }
                level = next;
            }
            open.extend(element.children.iter().rev().filter_map(|child| match child {
                Child::Element(id) => Some(*id),
                _ => None,
            }));
        }
    }

    /// Links, anchors and the outline lead to places that exist.
    fn targets(&mut self) {
        let pages = self.pages.pages.len();
        for (index, link) in self.pages.links.iter().enumerate() {
            let target = match &link.target {
                crate::page::Target::Anchor(name) => self.pages.anchors.contains_key(name),
                crate::page::Target::Uri(uri) => !uri.is_empty(),
            };
            if link.page >= pages || !rect_finite(link.rect) {
                self.wrong(format!("link {index} stands on no page"));
            }
            if !target {
                self.wrong(format!("link {index} leads nowhere: {:?}", link.target));
            }
            if link.contents.trim().is_empty() {
                self.wrong(format!("link {index} says nothing for those who do not see it"));
            }
        }
        let anchors = self.pages.anchors.iter().map(|(name, anchor)| (name.as_ref(), anchor));
        let outline = self.pages.outline.iter().map(|entry| (entry.title.as_str(), &entry.anchor));
        for (name, anchor) in anchors.chain(outline) {
            if anchor.page >= pages || !point_finite(anchor.point) {
                self.found.push(internal(format!("the anchor `{name}` stands on no page")));
            }
        }
        if self.pages.outline.iter().any(|entry| entry.title.trim().is_empty()) {
            self.wrong("a line of the outline is empty".into());
        }
    }
}

const NOT_FINITE: &str = "a coordinate is not a finite number";

/// What one element lacks, by its role.
fn element_fault(index: usize, element: &Element) -> Option<Diagnostic> {
    let name = title(index, element);
    let blank = |text: &Option<String>| text.as_ref().is_none_or(|text| text.trim().is_empty());
    match element.role {
        Role::Figure if blank(&element.alt) => {
            let help = "say in `alt` what the figure shows, for those who do not see it";
            Some(Diagnostic::error("missing-alt", "a figure has no alternative text").help(help))
        }
        Role::Figure if !element.bbox.is_some_and(rect_finite) => Some(internal(format!("{name} has no box"))),
        Role::Note if blank(&element.id) => Some(internal(format!("{name} has no id"))),
        Role::HeaderCell if element.scope.is_none() => Some(internal(format!("{name} has no scope"))),
        Role::List if element.numbering.is_none() => Some(internal(format!("{name} has no numbering"))),
        Role::Heading(level) if !(1..=6).contains(&level) => {
            Some(internal(format!("{name} has level {level}; levels go from 1 to 6")))
        }
        _ => None,
    }
}

fn title(index: usize, element: &Element) -> String {
    format!("the element {index} (`{}`)", element.role.standard_type())
}

/// What is wrong with a run of glyphs.
fn run_fault(run: &GlyphRun) -> Option<&'static str> {
    let finite = |value: f32| value.is_finite();
    if !(run.size > 0.0 && finite(run.size) && point_finite(run.origin)) {
        return Some(NOT_FINITE);
    }
    run.glyphs.iter().find_map(|glyph| {
        let text = run.text.get(glyph.cluster.start as usize..glyph.cluster.end as usize);
        if text.is_none_or(str::is_empty) {
            return Some("a glyph shows no text");
        }
        if glyph.id == 0 {
            return Some("a character has no glyph");
        }
        (!(finite(glyph.advance) && finite(glyph.dx) && finite(glyph.dy))).then_some(NOT_FINITE)
    })
}

fn point_finite(point: Point) -> bool {
    point.x.is_finite() && point.y.is_finite()
}

fn rect_finite(rect: Rect) -> bool {
    [rect.x, rect.y, rect.width, rect.height].into_iter().all(f32::is_finite)
}

fn segments_finite(segments: &[Segment]) -> bool {
    segments.iter().all(|segment| match *segment {
        Segment::Move(point) | Segment::Line(point) => point_finite(point),
        Segment::Curve(first, second, end) => [first, second, end].into_iter().all(point_finite),
        Segment::Close => true,
    })
}

fn stroke_finite(stroke: &Stroke) -> bool {
    stroke.width.is_finite() && stroke.dash.iter().all(|length| length.is_finite())
}

fn whole(picture: &Picture) -> bool {
    let bytes = u64::from(picture.width) * u64::from(picture.height) * 3;
    bytes > 0 && bytes == picture.rgb.len() as u64
}
