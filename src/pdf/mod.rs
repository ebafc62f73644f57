//! Pages to the bytes of a PDF file: tagged (PDF/UA-1) and archival (PDF/A-2a, or PDF/A-3a with attachments).
//!
//! printpdf writes fonts, pictures and the page tree; one pass over the `lopdf` document that it makes adds the content of
//! the pages, the structure tree, links, outline, embedded files and what the file says about itself. The same input gives
//! the same bytes: there is no clock and no random number, and every name and identifier is our own.
//!
//! `docs/pdf-ua-1.md` says clause by clause how PDF/UA-1 is met and what proves it.

mod attach;
mod check;
mod compress;
mod content;
mod deflated;
mod file;
mod font;
mod glyphs;
mod icc;
mod image;
mod links;
mod meta;
mod object;
mod outline;
#[cfg(test)]
mod sample;
mod stream;
mod tags;
#[cfg(test)]
mod tests;

pub use deflated::Deflated;

use crate::diag::Diagnostic;
use crate::doc::{Attachment, Meta};
use crate::page::{ElementId, Pages};
use crate::text::Fonts;
use lopdf::{Document, ObjectId};
use printpdf::{PdfParseErrorSeverity, PdfSaveOptions};
use std::sync::Arc;

/// The version of PDF that PDF/UA-1, PDF/A-2 and PDF/A-3 build on: ISO 32000-1.
const VERSION: &str = "1.7";

/// Writes `pages` as a PDF file. Streams that were deflated for another one are taken from `known`, and kept there.
///
/// # Errors
///
/// Everything that would make the file break its promises: a figure without alternative text (`missing-alt`), headings
/// that skip a level (`heading-order`), no title (`missing-title`), attachments of one name (`attachment-name`), a font
/// file whose glyphs are damaged (`invalid-font`), and faults of the program itself (`pdf-internal`).
pub fn write(
    pages: &Pages,
    meta: &Meta,
    attachments: &[Attachment],
    fonts: &Fonts,
    known: Option<&Deflated>,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let found = check::findings(pages, meta, attachments);
    if !found.is_empty() {
        return Err(found);
    }
    let mut document = draw(pages, fonts, known)?;
    document.version = VERSION.into();
    let ids = Ids::new(&mut document, pages);
    let structure = finish(&mut document, pages, &ids, meta, attachments)?;
    compress::streams(&mut document, known).map_err(Fault::from)?;
    Ok(file::write(document, structure.objects())?)
}

/// What stops the writing.
#[derive(Debug)]
enum Fault {
    /// A fault of the program itself.
    Own(String),
    /// A font file that turns out to be damaged where its glyphs are.
    Font {
        /// The file, as messages name it.
        file: Arc<str>,
        /// What its parser says.
        error: String,
    },
}

impl From<Fault> for Vec<Diagnostic> {
    fn from(fault: Fault) -> Self {
        vec![match fault {
            Fault::Own(message) => internal(message),
            Fault::Font { file, error } => {
                Diagnostic::error("invalid-font", format!("the glyphs of `{file}` cannot be embedded: {error}"))
                    .help("copy or download the font again, or take another one")
            }
        }]
    }
}

impl From<lopdf::Error> for Fault {
    fn from(error: lopdf::Error) -> Self {
        Fault::Own(format!("the file cannot be written: {error}"))
    }
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        Fault::Own(format!("the file cannot be written: {error}"))
    }
}

/// What printpdf writes, and the content of the pages. Warnings are errors here: each means that something is not in the file.
fn draw(pages: &Pages, fonts: &Fonts, known: Option<&Deflated>) -> Result<Document, Fault> {
    let subsets = font::Subsets::new(pages, fonts)?;
    let mut warnings = Vec::new();
    let frame = content::frame(pages, &subsets, known)?;
    let mut document = frame.to_lopdf_document(&PdfSaveOptions::default(), &mut warnings);
    if let Some(warning) = warnings.into_iter().find(|warning| warning.severity != PdfParseErrorSeverity::Info) {
        return Err(Fault::Own(warning.msg));
    }
    content::fill(&mut document, pages, &subsets)?;
    Ok(document)
}

/// Adds all that printpdf does not write. The order is fixed, since the numbers of objects follow from it.
fn finish<'a>(
    document: &mut Document,
    pages: &'a Pages,
    ids: &'a Ids,
    meta: &Meta,
    attachments: &[Attachment],
) -> Result<tags::Tree<'a>, Fault> {
    let structure = tags::write(document, pages, ids)?;
    links::write(document, pages, ids)?;
    let outline = outline::write(document, pages, ids)?;
    let embedded = attach::write(document, meta, attachments);
    meta::write(document, meta, meta::Parts { structure: structure.root, outline, embedded })?;
    Ok(structure)
}

/// The object numbers of what several steps refer to.
#[derive(Debug)]
struct Ids {
    pages: Vec<ObjectId>,
    elements: Vec<ObjectId>,
    links: Vec<ObjectId>,
}

impl Ids {
    fn new(document: &mut Document, pages: &Pages) -> Self {
        let page_ids = document.get_pages().into_values().collect();
        let elements = pages.structure.elements.iter().map(|_| document.new_object_id()).collect();
        let links = pages.links.iter().map(|_| document.new_object_id()).collect();
        Ids { pages: page_ids, elements, links }
    }

    fn page(&self, index: usize) -> Result<ObjectId, Fault> {
        self.pages.get(index).copied().ok_or_else(|| missing("a page"))
    }

    fn element(&self, id: ElementId) -> Result<ObjectId, Fault> {
        self.elements.get(id.0 as usize).copied().ok_or_else(|| missing("an element"))
    }

    fn link(&self, index: usize) -> Result<ObjectId, Fault> {
        self.links.get(index).copied().ok_or_else(|| missing("a link"))
    }

    /// The key of a link in the parent tree, behind those of the pages.
    fn link_key(&self, index: usize) -> i64 {
        object::integer(self.pages.len() + index)
    }
}

/// A fault of the program itself.
fn internal(message: impl Into<String>) -> Diagnostic {
    Diagnostic::error("pdf-internal", message)
        .help("this is a fault of the program: please report it with the specification that shows it")
}

/// Something that [`check`] has seen is not there after all.
fn missing(what: &str) -> Fault {
    Fault::Own(format!("{what} is missing"))
}
