//! The structure tree (ISO 32000-1, 14.7): elements with their attributes, the parent tree from content back to elements,
//! and the tree of ids.

use super::object::{self, Flip, integer, name, text};
use super::{Fault, Ids, missing};
use crate::page::{Child, ContentId, Element, ElementId, Item, ListNumbering, Mark, Pages, Role, Scope};
use lopdf::{Dictionary, Document, Object, dictionary};

/// Where each piece of marked content stands: its page and its number there.
#[derive(Debug)]
pub struct Marks {
    places: Vec<Option<Place>>,
    by_page: Vec<Vec<ContentId>>,
}

/// A page and the number (MCID) of a piece of marked content on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    page: usize,
    number: i64,
}

impl Marks {
    /// Numbers the pieces on each page in the order in which they are painted.
    pub fn new(pages: &Pages) -> Self {
        let mut places = vec![None; pages.structure.contents.len()];
        let mut by_page = Vec::with_capacity(pages.pages.len());
        for (page, content) in pages.pages.iter().enumerate() {
            let begun = content.items.iter().filter_map(|item| match item {
                Item::Begin(Mark::Content(id)) => Some(*id),
                _ => None,
            });
            let begun: Vec<ContentId> = begun.collect();
            for (number, id) in begun.iter().enumerate() {
                if let Some(place) = places.get_mut(id.0 as usize) {
                    *place = Some(Place { page, number: integer(number) });
                }
            }
            by_page.push(begun);
        }
        Marks { places, by_page }
    }

    fn place(&self, id: ContentId) -> Result<Place, Fault> {
        self.places.get(id.0 as usize).copied().flatten().ok_or_else(|| missing("a piece of marked content"))
    }
}

/// Adds the tree and returns its root.
pub fn write(document: &mut Document, pages: &Pages, ids: &Ids) -> Result<lopdf::ObjectId, Fault> {
    let marks = Marks::new(pages);
    let root = document.new_object_id();
    for (index, element) in pages.structure.elements.iter().enumerate() {
        let writer = ElementWriter { pages, marks: &marks, ids, element };
        document.set_object(ids.element(ElementId(index as u32))?, writer.dictionary(root)?);
    }
    let parents = parent_tree(document, pages, &marks, ids)?;
    let mut tree = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => ids.element(pages.structure.root())?,
        "ParentTree" => parents,
        "ParentTreeNextKey" => integer(pages.pages.len() + pages.links.len()),
    };
    if let Some(names) = id_tree(document, pages, ids)? {
        tree.set("IDTree", names);
    }
    document.set_object(root, tree);
    Ok(root)
}

/// For each page the elements that own its content by number, then for each link its element.
fn parent_tree(document: &mut Document, pages: &Pages, marks: &Marks, ids: &Ids) -> Result<lopdf::ObjectId, Fault> {
    let mut entries: Vec<Object> = Vec::new();
    for (page, contents) in marks.by_page.iter().enumerate() {
        let owner = |id: &ContentId| {
            let owner = pages.structure.contents.get(id.0 as usize).ok_or_else(|| missing("an owner of content"))?;
            ids.element(*owner).map(Object::Reference)
        };
        let owners: Vec<Object> = contents.iter().map(owner).collect::<Result<_, _>>()?;
        entries.extend([integer(page).into(), document.add_object(owners).into()]);
    }
    for (index, link) in pages.links.iter().enumerate() {
        entries.extend([ids.link_key(index).into(), ids.element(link.element)?.into()]);
    }
    Ok(document.add_object(dictionary! { "Nums" => entries }))
}

/// The elements that have an id, sorted by it.
fn id_tree(document: &mut Document, pages: &Pages, ids: &Ids) -> Result<Option<lopdf::ObjectId>, Fault> {
    let elements = pages.structure.elements.iter().zip(&ids.elements);
    let mut named: Vec<(&str, lopdf::ObjectId)> =
        elements.filter_map(|(element, object)| Some((element.id.as_deref()?, *object))).collect();
    named.sort_unstable_by_key(|(id, _)| id.as_bytes());
    let (Some((first, _)), Some((last, _))) = (named.first(), named.last()) else { return Ok(None) };
    let limits = vec![object::bytes(first.as_bytes()), object::bytes(last.as_bytes())];
    let names = named.iter().flat_map(|(id, object)| [object::bytes(id.as_bytes()), Object::Reference(*object)]);
    let leaf = dictionary! { "Names" => names.collect::<Vec<_>>(), "Limits" => limits };
    let leaf = document.add_object(leaf);
    Ok(Some(document.add_object(dictionary! { "Kids" => vec![Object::Reference(leaf)] })))
}

/// Turns one element into its dictionary.
struct ElementWriter<'a> {
    pages: &'a Pages,
    marks: &'a Marks,
    ids: &'a Ids,
    element: &'a Element,
}

impl ElementWriter<'_> {
    fn dictionary(&self, root: lopdf::ObjectId) -> Result<Dictionary, Fault> {
        let element = self.element;
        let parent = element.parent.map_or(Ok(root), |parent| self.ids.element(parent))?;
        let mut entries = dictionary! {
            "Type" => "StructElem",
            "S" => name(element.role.standard_type()),
            "P" => parent,
        };
        let page = self.page()?;
        if let Some(page) = page {
            entries.set("Pg", self.ids.page(page)?);
        }
        let children: Vec<Object> =
            element.children.iter().map(|child| self.child(*child, page)).collect::<Result<_, _>>()?;
        if !children.is_empty() {
            entries.set("K", children);
        }
        if let Some(alt) = &element.alt {
            entries.set("Alt", text(alt));
        }
        if let Some(language) = &element.language {
            entries.set("Lang", text(language));
        }
        if let Some(id) = &element.id {
            entries.set("ID", object::bytes(id.as_bytes()));
        }
        if let Some(attributes) = self.attributes()? {
            entries.set("A", attributes);
        }
        Ok(entries)
    }

    /// The page of the element's own first piece of content; only what stands elsewhere needs to name its page.
    fn page(&self) -> Result<Option<usize>, Fault> {
        for child in &self.element.children {
            match child {
                Child::Content(id) => return Ok(Some(self.marks.place(*id)?.page)),
                Child::Link(index) => return Ok(self.pages.links.get(*index).map(|link| link.page)),
                Child::Element(_) => {}
            }
        }
        Ok(None)
    }

    fn child(&self, child: Child, page: Option<usize>) -> Result<Object, Fault> {
        Ok(match child {
            Child::Element(id) => self.ids.element(id)?.into(),
            Child::Content(id) => {
                let place = self.marks.place(id)?;
                if Some(place.page) == page {
                    place.number.into()
                } else {
                    let page = self.ids.page(place.page)?;
                    dictionary! { "Type" => "MCR", "Pg" => page, "MCID" => place.number }.into()
                }
            }
            Child::Link(index) => {
                let link = self.pages.links.get(index).ok_or_else(|| missing("a link"))?;
                let (object, page) = (self.ids.link(index)?, self.ids.page(link.page)?);
                dictionary! { "Type" => "OBJR", "Obj" => object, "Pg" => page }.into()
            }
        })
    }

    fn attributes(&self) -> Result<Option<Dictionary>, Fault> {
        Ok(match self.element.role {
            Role::HeaderCell | Role::DataCell => self.cell(),
            Role::List => self.element.numbering.map(|numbering| {
                dictionary! { "O" => "List", "ListNumbering" => list_numbering(numbering) }
            }),
            Role::Figure => self.figure()?,
            _ => None,
        })
    }

    fn cell(&self) -> Option<Dictionary> {
        let mut attributes = dictionary! { "O" => "Table" };
        if let Some(scope) = self.element.scope {
            attributes.set("Scope", scope_name(scope));
        }
        let (columns, rows) = self.element.cell_span.unwrap_or((1, 1));
        for (key, count) in [("ColSpan", columns), ("RowSpan", rows)] {
            if count > 1 {
                attributes.set(key, i64::from(count));
            }
        }
        let headers: Vec<Object> = self.element.headers.iter().map(|id| object::bytes(id.as_bytes())).collect();
        if !headers.is_empty() {
            attributes.set("Headers", headers);
        }
        (attributes.len() > 1).then_some(attributes)
    }

    fn figure(&self) -> Result<Option<Dictionary>, Fault> {
        let page = self.first_page()?.and_then(|page| self.pages.pages.get(page));
        let (Some(bbox), Some(page)) = (self.element.bbox, page) else { return Ok(None) };
        let bbox = Flip::new(page.height).rect(bbox);
        Ok(Some(dictionary! { "O" => "Layout", "Placement" => "Block", "BBox" => bbox }))
    }

    /// The page of the first content in the element or below it.
    fn first_page(&self) -> Result<Option<usize>, Fault> {
        let mut open: Vec<Child> = self.element.children.iter().rev().copied().collect();
        while let Some(child) = open.pop() {
            match child {
                Child::Content(id) => return Ok(Some(self.marks.place(id)?.page)),
                Child::Link(_) => {}
                Child::Element(id) => {
                    let element = self.pages.structure.elements.get(id.0 as usize);
                    open.extend(element.into_iter().flat_map(|element| element.children.iter().rev().copied()));
                }
            }
        }
        Ok(None)
    }
}

fn scope_name(scope: Scope) -> Object {
    name(match scope {
        Scope::Column => "Column",
        Scope::Row => "Row",
        Scope::Both => "Both",
    })
}

fn list_numbering(numbering: ListNumbering) -> Object {
    name(match numbering {
        ListNumbering::None => "None",
        ListNumbering::Disc => "Disc",
        ListNumbering::Decimal => "Decimal",
        ListNumbering::LowerAlpha => "LowerAlpha",
        ListNumbering::LowerRoman => "LowerRoman",
    })
}
