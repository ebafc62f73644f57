//! Embedded files (PDF/A-3 associated files): in the name tree for viewers, in `AF` with what each is to the document.

use super::meta::pdf_date;
use super::object::{integer, name, text};
use crate::doc::{Attachment, Meta, Relationship};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

/// Adds the files. Returns nothing without any.
pub fn write(document: &mut Document, meta: &Meta, attachments: &[Attachment]) -> Option<Embedded> {
    let files: Vec<(&str, ObjectId)> =
        attachments.iter().map(|file| (file.name.as_str(), file_specification(document, meta, file))).collect();
    let associated = files.iter().map(|(_, id)| Object::Reference(*id)).collect();
    let mut sorted = files;
    // A name tree is sorted by the bytes of its keys (ISO 32000-1, 7.9.6).
    sorted.sort_by_cached_key(|(file, _)| key(file));
    let names: Vec<Object> = sorted.iter().flat_map(|(file, id)| [text(file), Object::Reference(*id)]).collect();
    (!names.is_empty())
        .then(|| Embedded { associated, names: dictionary! { "EmbeddedFiles" => dictionary! { "Names" => names } } })
}

/// What the catalog says of embedded files.
#[derive(Debug)]
pub struct Embedded {
    /// The files in the given order (`AF`).
    pub associated: Vec<Object>,
    /// The name tree (`Names`).
    pub names: Dictionary,
}

fn key(file: &str) -> Vec<u8> {
    text(file).as_str().map(<[u8]>::to_vec).unwrap_or_default()
}

fn file_specification(document: &mut Document, meta: &Meta, file: &Attachment) -> ObjectId {
    let parameters = dictionary! { "Size" => integer(file.bytes.len()), "ModDate" => text(&pdf_date(meta.date)) };
    let entries = dictionary! { "Type" => "EmbeddedFile", "Subtype" => name(file.media_type), "Params" => parameters };
    let stream = document.add_object(Stream::new(entries, file.bytes.to_vec()));
    document.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => text(&file.name),
        "UF" => text(&file.name),
        "Desc" => text(&file.description),
        "AFRelationship" => match file.relationship {
            Relationship::Source => "Source",
            Relationship::Data => "Data",
        },
        "EF" => dictionary! { "F" => stream, "UF" => stream },
    })
}
