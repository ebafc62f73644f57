//! Libraries of sources, as Zotero and other managers of references write them, to records `[sources.ID]`.
//!
//! In comes the text of a file in CSL-JSON or BibLaTeX, out come [`Record`]s and findings: what an entry held that a source
//! cannot hold, what was changed on the way, and each entry that could not be read, with its place. One broken entry never
//! costs another. Ids are kept as far as they can be ids here.

mod bib;
mod clean;
mod csl_json;
mod draft;
mod ids;
mod into;
mod records;

#[cfg(test)]
mod tests;

pub use into::{Existing, Merged, merge};
pub use records::Record;

use crate::diag::{Diagnostic, FileId, Sink, Span};
use draft::Draft;
use std::collections::BTreeMap;

/// The form of a library.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// CSL-JSON.
    CslJson,
    /// BibLaTeX or BibTeX.
    BibLatex,
}

impl Form {
    /// The form of a file, by its name, or by how it begins.
    #[must_use]
    pub fn of(name: &str, text: &str) -> Option<Form> {
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
        match extension.as_str() {
            "json" => Some(Form::CslJson),
            "bib" | "biblatex" | "bibtex" => Some(Form::BibLatex),
            _ => match text.trim_start().chars().next()? {
                '[' | '{' => Some(Form::CslJson),
                '@' | '%' => Some(Form::BibLatex),
                _ => None,
            },
        }
    }
}

/// What was read of a library.
#[derive(Debug, Clone, Default)]
pub struct Library {
    /// The sources, in the order of the file.
    pub records: Vec<Record>,
    /// How many entries could not be read.
    pub broken: usize,
}

/// An entry that cannot become a source.
#[derive(Debug, Clone)]
struct Broken {
    /// Its name in the library, where that could be read.
    key: String,
    /// Its place.
    span: Span,
    /// Why, without a full stop.
    why: String,
}

impl Broken {
    fn finding(&self) -> Diagnostic {
        let name = if self.key.is_empty() { "an entry".to_owned() } else { format!("`{}`", clean::shown(&self.key)) };
        Diagnostic::warning("entry-not-imported", format!("{name} was not imported: {}", self.why))
            .at(self.span, "")
            .help("put it right in the library, and import it again; the others do not depend on it")
    }
}

/// Reads a library from `text`, the text of `file`.
pub fn read(form: Form, file: FileId, text: &str, sink: &mut Sink) -> Library {
    let mut left_out = BTreeMap::new();
    let entries = match form {
        Form::CslJson => csl_json::read(file, text, &mut left_out, sink),
        Form::BibLatex => bib::read(file, text, &mut left_out),
    };
    let mut ids = ids::Ids::default();
    let mut library = Library::default();
    for entry in entries {
        match entry.and_then(Draft::finish) {
            Ok(finished) => {
                finished.report(sink);
                let (id, renamed) = ids.give(&finished.key);
                if renamed {
                    sink.push(ids::finding(&finished.key, &id, finished.span));
                }
                library.records.push(Record { id, key: finished.key, fields: finished.fields });
            }
            Err(broken) => {
                sink.push(broken.finding());
                library.broken += 1;
            }
        }
    }
    if !left_out.is_empty() {
        sink.push(omitted(&left_out));
    }
    library
}

/// What is no part of a citation, said once for the whole file.
fn omitted(left_out: &BTreeMap<String, usize>) -> Diagnostic {
    let names: Vec<String> =
        left_out.iter().map(|(name, count)| format!("`{}` ({count})", clean::shown(name))).collect();
    Diagnostic::warning("fields-left-out", format!("no part of a citation, and left out: {}", names.join(", ")))
        .help("nothing is printed of them; they are kept in the library")
}
