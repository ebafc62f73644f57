//! Link annotations, and what each page says about its own.

use super::object::{self, Flip, integer, name, text};
use super::{Fault, Ids, missing};
use crate::page::{Anchor, Link, Pages, Target};
use lopdf::{Dictionary, Document, Object, dictionary};

/// The annotation flag that lets a link be printed (ISO 32000-1, table 165); PDF/A asks for it.
const PRINT: i64 = 4;

/// Adds the annotations and sets the keys of the pages: reading order by structure, entry into the parent tree.
pub fn write(document: &mut Document, pages: &Pages, ids: &Ids) -> Result<(), Fault> {
    for (index, link) in pages.links.iter().enumerate() {
        document.set_object(ids.link(index)?, annotation(pages, ids, index, link)?);
    }
    for (page, id) in ids.pages.iter().enumerate() {
        let own = pages.links.iter().zip(&ids.links).filter(|(link, _)| link.page == page);
        let own: Vec<Object> = own.map(|(_, object)| Object::Reference(*object)).collect();
        let entries = document.get_dictionary_mut(*id)?;
        entries.set("StructParents", integer(page));
        entries.set("Tabs", "S");
        if own.is_empty() {
            entries.remove(b"Annots");
        } else {
            entries.set("Annots", own);
        }
    }
    Ok(())
}

fn annotation(pages: &Pages, ids: &Ids, index: usize, link: &Link) -> Result<Dictionary, Fault> {
    let page = pages.pages.get(link.page).ok_or_else(|| missing("a page of a link"))?;
    let mut entries = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        "Rect" => Flip::new(page.height).rect(link.rect),
        "Border" => vec![0.into(), 0.into(), 0.into()],
        "F" => PRINT,
        "Contents" => text(&link.contents),
        "StructParent" => ids.link_key(index),
    };
    match &link.target {
        Target::Uri(uri) => {
            entries.set("A", dictionary! { "S" => "URI", "URI" => object::bytes(seven_bit(uri).as_bytes()) });
        }
        Target::Anchor(name) => {
            let anchor = pages.anchors.get(name).ok_or_else(|| missing("an anchor"))?;
            entries.set("Dest", destination(pages, ids, *anchor)?);
        }
    }
    Ok(entries)
}

/// Where a link or bookmark leads: the page, with the place at the top of the window and the zoom as it is.
pub fn destination(pages: &Pages, ids: &Ids, anchor: Anchor) -> Result<Object, Fault> {
    let page = pages.pages.get(anchor.page).ok_or_else(|| missing("a page of an anchor"))?;
    let top = Flip::new(page.height).y(anchor.point.y);
    Ok(vec![ids.page(anchor.page)?.into(), name("XYZ"), Object::Null, Object::Real(top), Object::Null].into())
}

/// An address as PDF wants it (ISO 32000-1, 12.6.4.7): seven bits, anything else percent-encoded.
fn seven_bit(uri: &str) -> String {
    use std::fmt::Write;
    uri.bytes().fold(String::with_capacity(uri.len()), |mut encoded, byte| {
        if byte.is_ascii_graphic() {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_seven_bits() {
        assert_eq!(seven_bit("https://example.org/a?b=c#d"), "https://example.org/a?b=c#d");
        assert_eq!(seven_bit("https://example.org/é x"), "https://example.org/%C3%A9%20x");
    }
}
