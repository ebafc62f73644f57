//! The bytes of a PDF to what is compared of it: the words of each page, and the embedded files.

use super::device::{TextDevice, text_string};
use crate::ledger::model::{Marks, NAME};
use crate::ledger::sha256;
use crate::ledger::text::Searchable;
use hayro_interpret::font::FontData;
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as PdfString};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// How deep a name tree may be.
const DEPTH: usize = 16;
/// The most files that are looked at.
const FILES: usize = 10_000;

/// What is compared of a PDF.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// Its pages.
    pub pages: Vec<PageReading>,
    /// The files that are embedded in it, in the order of its name tree.
    pub files: Vec<EmbeddedFile>,
    /// The text of its ledger, where there is one.
    pub ledger: Option<String>,
    /// The text of the embedded specification, where there is one.
    pub specification: Option<String>,
}

/// What is compared of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageReading {
    /// How many characters it has.
    pub characters: usize,
    /// Their hash.
    pub sha256: String,
    /// Its words.
    pub words: Searchable,
    /// What is painted beside them.
    pub marks: Marks,
    /// Places where digits or letters are read aloud that are not those drawn.
    pub disguised: Vec<String>,
    /// Text that is in the file and that nobody sees; it is not among the words.
    pub unseen: Vec<String>,
    /// What lies on it beside its content.
    pub added: Vec<String>,
}

/// A file that is embedded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmbeddedFile {
    /// Its name.
    pub name: String,
    /// How it belongs to the document, where the document says that it does: `Source`, `Data`.
    pub relationship: Option<String>,
    /// Its size in bytes; none where its bytes cannot be read.
    pub size: Option<usize>,
    /// The SHA-256 of its bytes; empty where they cannot be read.
    pub sha256: String,
}

/// Why a file is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refused {
    /// It has no bytes.
    Empty,
    /// It does not begin as a PDF does.
    NoPdf,
    /// A password is needed to open it.
    Locked,
    /// It is encrypted in a way that is not known here.
    Encrypted,
    /// It is cut off or broken.
    Broken,
    /// Reading it takes more time or memory than is given.
    TooCostly,
    /// The process that reads it could not be started, or did not answer.
    NoAnswer,
}

impl Refused {
    /// What can be done.
    #[must_use]
    pub fn remedy(self) -> &'static str {
        match self {
            Refused::Empty | Refused::Broken => "get the file again from where it was published",
            Refused::NoPdf => "name a PDF that `briefing build` wrote",
            Refused::Locked | Refused::Encrypted => {
                "the program writes no locked files: this one was changed; get it again from where it was published"
            }
            Refused::TooCostly => "the program writes no such files: do not trust it, and get it again",
            Refused::NoAnswer => "try again; if it stays so, please report it",
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Refused::Empty => "the file is empty",
            Refused::NoPdf => "the file is no PDF",
            Refused::Locked => "a password is needed to open the file",
            Refused::Encrypted => "the file is encrypted in a way that is not known here",
            Refused::Broken => "the file is cut off or broken",
            Refused::TooCostly => "reading the file takes more time or memory than is given",
            Refused::NoAnswer => "the process that reads the file did not answer",
        })
    }
}

/// Reads a PDF.
///
/// # Errors
/// Why it is not read.
pub fn read(bytes: &[u8]) -> Result<Reading, Refused> {
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or(bytes);
    if bytes.is_empty() {
        return Err(Refused::Empty);
    }
    if !head.windows(5).any(|window| window == b"%PDF-") {
        return Err(Refused::NoPdf);
    }
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Refused::Locked,
        LoadPdfError::Decryption(_) => Refused::Encrypted,
        LoadPdfError::Invalid => Refused::Broken,
    })?;
    let pages = pages(&pdf);
    if pages.is_empty() {
        return Err(Refused::Broken);
    }
    let mut reading = Reading { pages, ..Reading::default() };
    files(&pdf, &mut reading);
    Ok(reading)
}

fn pages(pdf: &Pdf) -> Vec<PageReading> {
    let cache = InterpreterCache::new();
    let mut pages = Vec::new();
    for page in pdf.pages().iter() {
        let visible = page.intersected_crop_box();
        let bounds = Rect::new(visible.x0, visible.y0, visible.x1, visible.y1);
        let settings =
            InterpreterSettings { font_resolver: Arc::new(|_| stand_in()), ..InterpreterSettings::default() };
        let mut context = Context::new(Affine::IDENTITY, bounds, &cache, pdf.xref(), settings);
        let mut device = TextDevice::of_page(bounds);
        interpret_page(page, &mut context, &mut device);
        let (characters, sha256) = device.words.digest();
        let unseen = device.unseen();
        let TextDevice { words, marks, disguised, .. } = device;
        let added = super::added::of_page(page.raw());
        pages.push(PageReading { characters, sha256, words: words.searchable(), marks, disguised, unseen, added });
    }
    pages
}

/// The face for text in fonts that the file does not hold: the program embeds all, so that such text was put in.
fn stand_in() -> Option<(FontData, u32)> {
    const FACE: &[u8] = include_bytes!("../../fonts/SourceSerif4_400Regular_Italic.ttf");
    Some((Arc::new(FACE), 0))
}

/// The files of the name tree. `AF` of the catalog says how each belongs to the document.
fn files(pdf: &Pdf, reading: &mut Reading) {
    let Some(catalog) = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()) else { return };
    let associated: Vec<Dict<'_>> = match catalog.get::<Array<'_>>("AF") {
        Some(files) => dictionaries(&files).collect(),
        None => Vec::new(),
    };
    let mut found = Vec::new();
    if let Some(tree) = catalog.get::<Dict<'_>>("Names").and_then(|names| names.get::<Dict<'_>>("EmbeddedFiles")) {
        walk(&tree, DEPTH, &mut found);
    }
    for file in found {
        let name = name_of(&file).unwrap_or_default();
        let own = associated.iter().find(|other| name_of(other).as_ref() == Some(&name));
        let relationship =
            own.and_then(|own| own.get::<Name<'_>>("AFRelationship")).map(|name| name.as_str().to_owned());
        let stream = file.get::<Dict<'_>>("EF").and_then(|streams| streams.get::<Stream<'_>>("F"));
        let bytes = stream.and_then(|stream| stream.decoded_data().ok().map(std::borrow::Cow::into_owned));
        let text = || bytes.as_ref().and_then(|bytes| String::from_utf8(bytes.clone()).ok());
        match name.as_str() {
            NAME => reading.ledger = text(),
            "briefing.toml" => reading.specification = text(),
            _ => {}
        }
        let hash = bytes.as_deref().map(sha256).unwrap_or_default();
        reading.files.push(EmbeddedFile { name, relationship, size: bytes.map(|bytes| bytes.len()), sha256: hash });
    }
}

/// The dictionaries of an array, whatever stands between them.
fn dictionaries<'a>(array: &Array<'a>) -> impl Iterator<Item = Dict<'a>> {
    array.iter::<Object<'_>>().take(2 * FILES).filter_map(Object::into_dict)
}

fn walk<'a>(tree: &Dict<'a>, depth: usize, found: &mut Vec<Dict<'a>>) {
    if let Some(names) = tree.get::<Array<'_>>("Names") {
        found.extend(dictionaries(&names).take(FILES.saturating_sub(found.len())));
    }
    let kids = tree.get::<Array<'_>>("Kids").filter(|_| depth > 0);
    for kid in kids.iter().flat_map(dictionaries) {
        if found.len() < FILES {
            walk(&kid, depth - 1, found);
        }
    }
}

fn name_of(file: &Dict<'_>) -> Option<String> {
    let name = file.get::<PdfString<'_>>("UF").or_else(|| file.get::<PdfString<'_>>("F"))?;
    Some(text_string(name.as_bytes()))
}
