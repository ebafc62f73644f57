//! Archived sources read back into text with places.
//!
//! In come the bytes of an archived copy, which nobody has reason to trust, and a [`Hint`] of what they are; out goes
//! [`Text`], lines by page, or the reason why there is none ([`Unreadable`]). One file a format. [`matching`] finds the words
//! of a quotation in it. Nothing here touches the disk, and nothing here guesses.

mod docx;
mod html;
pub mod matching;
pub mod pdf;
mod plain;
mod raised;
mod warc;

pub(crate) use docx::entity;
pub use pdf::Place;

use serde::{Deserialize, Serialize};
use std::fmt;
use std::io::{ErrorKind, Read};

/// The most text that is taken from one archive, in bytes: what any expansion of it is stopped at.
pub const TEXT_LIMIT: usize = 64 << 20;

/// The text of an archive.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// Whether `pages` are those of paper; a web page or a text file is one page that nobody counts.
    pub paged: bool,
    /// The pages, in their order.
    pub pages: Vec<Page>,
}

/// One page of an archive.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Its lines, or where there are no pages its paragraphs; none is empty. Raised digits are those of Unicode; other raised text
    /// stands between U+FDD0 and U+FDD1.
    pub lines: Vec<String>,
    /// Where each line stands; empty where that is not known.
    pub places: Vec<Place>,
    /// How many characters on it cannot be read.
    pub unreadable: usize,
}

impl Text {
    /// Text that is not divided into pages, of these paragraphs.
    fn of_paragraphs(lines: impl IntoIterator<Item = String>) -> Self {
        let lines = lines.into_iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
        Text { paged: false, pages: vec![Page { lines, ..Page::default() }] }
    }

    /// The numbers, from 1, of the pages on which nothing can be read, or one character in twenty cannot.
    #[must_use]
    pub fn dark_pages(&self) -> Vec<usize> {
        let dark = |page: &Page| {
            let characters: usize = page.lines.iter().map(|line| line.chars().count()).sum();
            page.lines.is_empty() || page.unreadable * 20 > characters
        };
        self.pages.iter().enumerate().filter(|(_, page)| dark(page)).map(|(index, _)| index + 1).collect()
    }
}

/// What is known of an archive beside its bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hint {
    /// The name of its file.
    pub name: String,
    /// The address that is cited: which page of a web capture is meant.
    pub url: Option<String>,
    /// When it was captured or read, as `2021-02-10`: which of several captures is meant.
    pub date: Option<String>,
}

/// Why an archive gives no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unreadable {
    /// It has no bytes.
    Empty,
    /// A password is needed.
    Locked,
    /// It is encrypted in a way that is not known here.
    Encrypted,
    /// It is broken.
    Broken,
    /// It has no text: pictures of pages, or a page that only a script fills.
    NoText,
    /// Its text is longer than [`TEXT_LIMIT`], or a web capture larger than 128 MiB.
    TooLong,
    /// It is of a kind that is not read.
    UnknownKind,
    /// Its bytes are not text in the encoding they are said to be in.
    WrongEncoding,
    /// The capture does not hold the address that is cited.
    NotCaptured,
    /// Reading took more time or memory than is given.
    TooCostly,
    /// The program that reads it could not be started or did not answer.
    NoAnswer,
}

impl Unreadable {
    /// What can be done about it.
    #[must_use]
    pub fn remedy(self) -> &'static str {
        match self {
            Unreadable::Locked | Unreadable::Encrypted => "archive a copy without a password",
            Unreadable::NotCaptured => "compare `url` of the source with the addresses of the capture",
            Unreadable::NoAnswer => "try again; if it stays so, please report it",
            Unreadable::Empty | Unreadable::Broken => "fetch the copy again, and run `briefing archive`",
            Unreadable::TooLong => {
                "archive the part of it that is quoted, or save that as a text file and name it: `text = \"sources/….txt\"`"
            }
            _ => "save its words as a text file beside it and name that: `text = \"sources/….txt\"`",
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Unreadable::Empty => "the file is empty",
            Unreadable::Locked => "a password is needed to open it",
            Unreadable::Encrypted => "it is encrypted in a way that is not known here",
            Unreadable::Broken => "the file is broken",
            Unreadable::NoText => "it holds no text: pictures of pages, or a page that only a script fills",
            Unreadable::TooLong => "it holds more than is read of one file: 64 MiB of text, 128 MiB of a web capture",
            Unreadable::UnknownKind => "it is neither text, HTML, PDF, DOCX, WARC nor WACZ",
            Unreadable::WrongEncoding => "its bytes are not text in the encoding that they are said to be in",
            Unreadable::NotCaptured => "the capture does not hold the address of the source",
            Unreadable::TooCostly => "reading it takes more time or memory than is given",
            Unreadable::NoAnswer => "the process that reads it did not answer",
        })
    }
}

/// Who reads archives. The library reads in its own process; the command line in one that can be ended.
pub trait Reader: fmt::Debug + Sync {
    /// The text of the archive `bytes`.
    ///
    /// # Errors
    /// [`Unreadable`].
    fn read(&self, bytes: &[u8], hint: &Hint) -> Result<Text, Unreadable>;
}

/// Reads in this process. A file that is made to exhaust memory can do so.
#[derive(Debug, Clone, Copy)]
pub struct InProcess;

impl Reader for InProcess {
    fn read(&self, bytes: &[u8], hint: &Hint) -> Result<Text, Unreadable> {
        read(bytes, hint)
    }
}

/// The text of the archive `bytes`; what it is, its first bytes say, and only where they say nothing its name.
///
/// # Errors
/// [`Unreadable`].
pub fn read(bytes: &[u8], hint: &Hint) -> Result<Text, Unreadable> {
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or(bytes);
    let text = if bytes.is_empty() {
        return Err(Unreadable::Empty);
    } else if head.windows(5).any(|window| window == b"%PDF-") {
        of_pdf(bytes)?
    } else if bytes.starts_with(b"PK\x03\x04") {
        match docx::read(bytes)? {
            Some(text) => text,
            None => warc::read_wacz(bytes, hint)?,
        }
    } else if bytes.starts_with(&[0x1f, 0x8b]) {
        warc::read(&inflate(flate2::read::MultiGzDecoder::new(bytes), warc::LIMIT)?, hint)?
    } else if bytes.starts_with(b"WARC/") {
        warc::read(bytes, hint)?
    } else if bytes.len() > TEXT_LIMIT {
        return Err(Unreadable::TooLong);
    } else if html::looks_like(head, &hint.name) {
        html::read(bytes, None)?
    } else {
        plain::read(bytes)?
    };
    if text.pages.iter().all(|page| page.lines.is_empty()) { Err(Unreadable::NoText) } else { Ok(text) }
}

fn of_pdf(bytes: &[u8]) -> Result<Text, Unreadable> {
    let pages = pdf::pages(bytes.to_vec(), TEXT_LIMIT).map_err(|fault| match fault {
        pdf::PdfFault::Locked => Unreadable::Locked,
        pdf::PdfFault::Encrypted => Unreadable::Encrypted,
        pdf::PdfFault::Broken => Unreadable::Broken,
        pdf::PdfFault::TooLong => Unreadable::TooLong,
    })?;
    let page = |page: pdf::PdfPage| Page { lines: page.lines, places: page.places, unreadable: page.unreadable };
    Ok(Text { paged: true, pages: pages.into_iter().map(page).collect() })
}

/// All that `reader` gives, up to `limit` bytes.
fn inflate(reader: impl Read, limit: usize) -> Result<Vec<u8>, Unreadable> {
    let mut bytes = Vec::new();
    reader.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(|error| match error.kind() {
        ErrorKind::OutOfMemory => Unreadable::TooLong,
        _ => Unreadable::Broken,
    })?;
    if bytes.len() > limit { Err(Unreadable::TooLong) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests;
