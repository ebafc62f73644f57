//! An entry on its way to a record: what could be taken over, what was lost, what was changed.

use super::Broken;
use super::clean::{self, Dated, shown};
use super::records::{KEYS, string};
use crate::diag::{Diagnostic, Sink, Span};
use crate::spec::{CSL_TYPES, PartialDate, address_fault};
use std::collections::BTreeMap;

/// A name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named {
    /// An institution, or a person of one name.
    Whole(String),
    /// A person.
    Person {
        /// The family name with the particle that belongs to it: "van der Berg".
        family: String,
        /// The given names, with a particle that does not.
        given: String,
    },
}

/// An entry that is being read.
#[derive(Debug)]
pub(super) struct Draft {
    key: String,
    span: Span,
    fields: BTreeMap<&'static str, String>,
    lost: Vec<String>,
    changed: Vec<String>,
}

/// An entry with all that a source needs.
#[derive(Debug)]
pub(super) struct Finished {
    pub key: String,
    pub span: Span,
    pub fields: Vec<(&'static str, String)>,
    lost: Vec<String>,
    changed: Vec<String>,
}

impl Draft {
    pub fn new(key: &str, span: Span) -> Self {
        let (key, _) = clean::line(key);
        Draft { key, span, fields: BTreeMap::new(), lost: Vec::new(), changed: Vec::new() }
    }

    /// Whether there is a value already.
    pub fn has(&self, key: &str) -> bool {
        self.fields.contains_key(key)
    }

    /// Notes something that a source has no place for.
    pub fn lose(&mut self, what: impl Into<String>) {
        self.lost.push(what.into());
    }

    /// Notes a field that a source has no place for.
    pub fn lose_field(&mut self, name: &str, value: &str) {
        self.lose(format!("`{}` ({})", shown(name), shown(value)));
    }

    /// Notes a change.
    pub fn change(&mut self, what: impl Into<String>) {
        self.changed.push(what.into());
    }

    /// Sets a text; one that is there already is kept, and the other one lost.
    pub fn text(&mut self, key: &'static str, name: &str, value: &str) {
        let (line, taken) = clean::line(value);
        if line.is_empty() {
            return;
        }
        if self.has(key) {
            return self.lose_field(name, &line);
        }
        if taken {
            self.change(format!("invisible characters were taken out of `{name}`"));
        }
        let line = if key == "page" { clean::ranges(&line) } else { line };
        self.fields.insert(key, string(&line));
    }

    /// Sets the type: one of CSL, or `document` where it is none.
    pub fn kind(&mut self, kind: &str) {
        let known = CSL_TYPES.contains(&kind);
        if !known {
            let why = if kind.is_empty() {
                "there was no type".to_owned()
            } else {
                format!("`{}` is none of CSL", shown(kind))
            };
            self.change(format!("the type is `document`: {why}"));
        }
        self.fields.insert("type", string(if known { kind } else { "document" }));
    }

    /// Sets the address.
    pub fn address(&mut self, name: &str, address: &str) {
        let address = address.trim();
        if address.is_empty() {
            return;
        }
        if let Some(fault) = address_fault(address, &["https", "http"]) {
            return self.lose(format!("`{name}`, which is no address on the web: {fault}"));
        }
        self.text("url", name, address);
    }

    /// Sets the address by a DOI, which may be written with or without one.
    pub fn doi(&mut self, name: &str, doi: &str) {
        let doi = doi.trim();
        let bare = ["https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:"];
        let bare = bare.iter().find_map(|start| doi.strip_prefix(start)).unwrap_or(doi).trim();
        let address = format!("https://doi.org/{bare}");
        if self.fields.get("url") == Some(&string(&address)) || bare.is_empty() {
            return;
        }
        if self.has("url") {
            return self.lose_field(name, bare);
        }
        self.address(name, &address);
    }

    /// Sets the language.
    pub fn language(&mut self, name: &str, language: &str) {
        if language.trim().is_empty() {
            return;
        }
        match clean::language(language) {
            Some(tag) => self.text("language", name, &tag),
            None => self.lose(format!("`{name}`: `{}` is no language tag", shown(language))),
        }
    }

    /// Sets the date of publication.
    pub fn issued(&mut self, name: &str, written: &str, dated: Option<Dated>) {
        let Some(dated) = dated else { return self.lose_field(name, written) };
        if let Some(lost) = dated.lost {
            self.lose(format!("{lost} (`{}`)", shown(written)));
        }
        let PartialDate { year, month, day } = dated.date;
        let value = match (month, day) {
            (Some(_), Some(_)) => dated.date.to_string(),
            (Some(_), None) => string(&dated.date.to_string()),
            (None, _) => year.to_string(),
        };
        self.fields.insert("issued", value);
    }

    /// Sets the day on which it was read.
    pub fn accessed(&mut self, name: &str, written: &str, dated: Option<Dated>) {
        match dated.filter(|dated| dated.date.day.is_some() && dated.lost.is_none()) {
            Some(dated) => {
                self.fields.insert("accessed", dated.date.to_string());
            }
            None => self.lose(format!("`{name}` (`{}`), which is no day", shown(written))),
        }
    }

    /// Sets the authors, or the editors.
    pub fn names(&mut self, key: &'static str, names: &[Named]) {
        let tidy = |text: &str| clean::line(text).0;
        let names: Vec<String> = names
            .iter()
            .filter_map(|name| match name {
                Named::Whole(name) => Some(tidy(name)).filter(|name| !name.is_empty()).map(|name| string(&name)),
                Named::Person { family, given } => {
                    let (family, given) = (string(&tidy(family)), string(&tidy(given)));
                    Some(format!("{{ family = {family}, given = {given} }}"))
                }
            })
            .collect();
        if !names.is_empty() {
            self.fields.insert(key, format!("[{}]", names.join(", ")));
        }
    }

    /// The entry as it is, which needs a title.
    pub fn finish(mut self) -> Result<Finished, Broken> {
        if !self.has("title") {
            let why = "it has no title".to_owned();
            return Err(Broken { key: self.key, span: self.span, why });
        }
        if !self.has("type") {
            self.kind("");
        }
        let fields = KEYS.iter().filter_map(|key| Some((*key, self.fields.remove(key)?))).collect();
        Ok(Finished { key: self.key, span: self.span, fields, lost: self.lost, changed: self.changed })
    }
}

impl Finished {
    /// Says what was lost and what was changed.
    pub fn report(&self, sink: &mut Sink) {
        let name = if self.key.is_empty() { "an entry".to_owned() } else { format!("`{}`", shown(&self.key)) };
        if !self.lost.is_empty() {
            let message = format!("{name} loses what a source has no place for: {}", self.lost.join(", "));
            let help = "write what the reader must know into `note`";
            sink.push(Diagnostic::warning("field-not-imported", message).at(self.span, "").help(help));
        }
        if !self.changed.is_empty() {
            let message = format!("{name} was changed: {}", self.changed.join("; "));
            let help = "look at the record";
            sink.push(Diagnostic::warning("entry-changed", message).at(self.span, "").help(help));
        }
    }
}
