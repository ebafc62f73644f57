//! The structure tree (ISO 32000-1, 14.7): elements with their attributes, the parent tree from content back to elements,
//! and the tree of ids.

use super::object::{self, Flip, integer, name, text};
use super::{Fault, Ids, missing};
use crate::page::{Child, ContentId, Element, ElementId, Item, ListNumbering, Mark, Pages, Role, Scope};
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

/// Where each piece of marked content stands: its page and its number there.
#[derive(Debug)]
pub struct Marks {
    places: Vec<Option<Place>>,
    by_page: Vec<Vec<ContentId>>,
}

/// A page and the number (MCID) of a piece of marked content on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    page: u32,
    number: u32,
}

impl Place {
    fn page(self) -> usize {
        self.page as usize
    }
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
                    *place = Some(Place { page: page as u32, number: number as u32 });
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

/// The tree: its root stands in the document; its elements and the lists of the parent tree are many and made when they are
/// written.
#[derive(Debug)]
pub struct Tree<'a> {
    /// The root.
    pub root: ObjectId,
    pages: &'a Pages,
    ids: &'a Ids,
    marks: Marks,
    /// The list of each page: the elements that own its content.
    owners: Vec<ObjectId>,
}

/// Adds the root of the tree.
pub fn write<'a>(document: &mut Document, pages: &'a Pages, ids: &'a Ids) -> Result<Tree<'a>, Fault> {
    let marks = Marks::new(pages);
    let root = document.new_object_id();
    let owners: Vec<ObjectId> = marks.by_page.iter().map(|_| document.new_object_id()).collect();
    let parents = parent_tree(document, pages, &owners, ids)?;
    let mut entries = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => ids.element(pages.structure.root())?,
        "ParentTree" => parents,
        "ParentTreeNextKey" => integer(pages.pages.len() + pages.links.len()),
    };
    if let Some(names) = id_tree(document, pages, ids)? {
        entries.set("IDTree", names);
    }
    document.set_object(root, entries);
    Ok(Tree { root, pages, ids, marks, owners })
}

impl Tree<'_> {
    /// What is not in the document yet, with the numbers it has there.
    pub fn objects(&self) -> impl Iterator<Item = Result<(ObjectId, Object), Fault>> {
        let elements = self.pages.structure.elements.iter().enumerate().map(|(index, element)| {
            let writer = ElementWriter { pages: self.pages, marks: &self.marks, ids: self.ids, element };
            Ok((self.ids.element(ElementId(index as u32))?, writer.dictionary(self.root)?.into()))
        });
        let lists = self.owners.iter().zip(&self.marks.by_page).map(|(list, contents)| {
            let owner = |id: &ContentId| {
                let owner = self.pages.structure.contents.get(id.0 as usize);
                self.ids.element(*owner.ok_or_else(|| missing("an owner of content"))?).map(Object::Reference)
            };
            Ok((*list, contents.iter().map(owner).collect::<Result<Vec<Object>, Fault>>()?.into()))
        });
        elements.chain(lists)
    }
}

/// For each page the elements that own its content by number, then for each link its element.
fn parent_tree(document: &mut Document, pages: &Pages, owners: &[ObjectId], ids: &Ids) -> Result<ObjectId, Fault> {
    let mut entries: Vec<Object> = Vec::new();
    for (page, list) in owners.iter().enumerate() {
        entries.extend([integer(page).into(), (*list).into()]);
    }
    for (index, link) in pages.links.iter().enumerate() {
        entries.extend([ids.link_key(index).into(), ids.element(link.element)?.into()]);
    }
    Ok(document.add_object(dictionary! { "Nums" => entries }))
}

/// The elements that have an id, sorted by it.
fn id_tree(document: &mut Document, pages: &Pages, ids: &Ids) -> Result<Option<ObjectId>, Fault> {
    let elements = pages.structure.elements.iter().zip(&ids.elements);
    let mut named: Vec<(&str, ObjectId)> =
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
    fn dictionary(&self, root: ObjectId) -> Result<Dictionary, Fault> {
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
                Child::Content(id) => return Ok(Some(self.marks.place(*id)?.page())),
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
                if Some(place.page()) == page {
                    i64::from(place.number).into()
                } else {
                    let page = self.ids.page(place.page())?;
                    dictionary! { "Type" => "MCR", "Pg" => page, "MCID" => i64::from(place.number) }.into()
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
                Child::Content(id) => return Ok(Some(self.marks.place(id)?.page())),
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
