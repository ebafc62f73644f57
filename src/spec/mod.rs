//! TOML to [`Spec`]: every value keeps its place, every problem of a file is found at once, prose becomes a small tree.
//!
//! In comes the text of one file, out come a [`Spec`] and findings. The file is parsed to a tree of values with their
//! places (`syntax`, `tree`); each record reads its table (`record`, `field`, `scalars`, `strings`) under what holds
//! between keys (`checks`); of texts by language it takes that of the edition (`edition`); at last every id that is named is looked up (`references`). A [`Spec`] that comes back is
//! whole: required keys are there, ids exist, dates are days, prose is parsed. Nothing is evaluated and no other file is
//! opened.

mod cases;
mod charts;
mod checks;
mod computation;
mod data;
mod decisions;
mod decode;
mod design;
mod duplicates;
mod edition;
mod field;
mod font;
mod front;
mod languages;
mod ledger;
mod params;
mod period;
mod place;
pub mod prose;
mod record;
mod records;
mod references;
mod rule;
mod scalars;
mod schema;
mod secrets;
pub mod solar_hijri;
mod sources;
mod strings;
mod submission;
mod syntax;
mod tables;
mod tree;
mod types;
mod value;

#[cfg(test)]
mod tests;

pub use cases::{Case, Consent, Identity};
pub use charts::*;
pub use checks::MAX_DEPTH;
pub use computation::Computation;
pub use data::*;
pub use decisions::{Allow, Level};
pub use design::{ThemeChoice, read_theme};
pub use edition::{Wanted, editions};
pub use font::{DesignFamily, FontFamily};
pub use front::{ListOf, NotesAt};
pub use languages::{Calendar, Term};
pub use ledger::LedgerChoice;
pub use params::{Param, ParamType, Set, Typed, choices, parameters, protected_files};
pub use place::{field_at, field_in_words};
pub use records::Records;
pub use schema::schema;
pub use secrets::{Secrets, secrets};
pub use sources::{Archive, Name, Source};
pub use strings::MAX_STRING;
pub(crate) use strings::{CSL_TYPES, address_fault, forbidden};
pub use submission::Submission;
pub use tables::*;
pub use types::*;
pub use value::{PartialDate, PlaceName, Spanned, Text};

use crate::diag::{Diagnostic, FileId, Sink, Span};
use edition::Edition;
use field::Record;
use tree::Reader;

/// The longest specification, in bytes: 8 MiB.
pub const MAX_SPECIFICATION: usize = 8 << 20;

/// Reads a specification from `text`, the text of `file`, in its main language. All that is wrong with it goes to `sink`;
/// where any of that is an error, nothing comes back.
pub fn read(file: FileId, text: &str, sink: &mut Sink) -> Option<Spec> {
    read_edition(file, text, Wanted::default(), sink)
}

/// Reads one edition of a specification, as [`read`] does the main one.
pub fn read_edition(file: FileId, text: &str, wanted: Wanted<'_>, sink: &mut Sink) -> Option<Spec> {
    if text.len() > MAX_SPECIFICATION {
        let message = format!("the specification is longer than {} MiB", MAX_SPECIFICATION >> 20);
        let finding = Diagnostic::error("too-large", message).at(Span::new(file, 0..0), "");
        sink.push(finding.help("put long tables into data files"));
        return None;
    }
    let mut findings = Sink::default();
    let parsed = syntax::parse(file, text, &mut findings);
    let mut spec = None;
    if parsed.readable {
        let mut found = Sink::default();
        let mut reader = Reader::new(file, text, &mut found);
        if let Some(edition) = Edition::choose(parsed.tree.get_ref(), wanted, &mut reader) {
            reader.edition = edition;
            let root = tree::Table::root(parsed.tree.get_ref(), file);
            let mut wrong = Sink::default();
            reader.params = params::resolve(&root, parsed.tree.get_ref(), &reader, wanted.set, &mut wrong);
            reader.params_failed = wrong.has_errors() || reader.params.unread();
            reader.sink.append(wrong);
            spec = Spec::read(&root, &mut reader);
            references::resolve(&root, &mut reader);
            references::duplicates(&root, &mut reader);
            spec.iter_mut().for_each(|spec| {
                edition::settle(spec, &reader.edition);
                params::settle(&mut spec.params, &reader.params);
            });
        }
        findings.append(parsed.without_echoes(found));
    }
    let whole = !findings.has_errors();
    sink.append(findings);
    spec.filter(|_| whole)
}
