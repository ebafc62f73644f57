//! The ledger of a finished document: its evidence, where each piece of it is printed, and hashes by which a later change is
//! seen.
//!
//! In come the specification, its evidence, the document, its pages and what the checks found; out goes [`model::Ledger`],
//! which is embedded as JSON. Only what the document uses stands in it. Nothing of it needs the bytes of the PDF.

pub mod annex;
mod data;
mod drawn;
pub mod model;
mod order;
mod records;
mod shown;
pub mod text;

use crate::check;
use crate::diag::Sink;
use crate::doc::{Attachment, Document, Relationship, Use as Printing, plain_text};
use crate::evidence::archives::hexadecimal;
use crate::evidence::{Evidence, citation};
use crate::locale::Locale;
use crate::page::{Page, Pages};
use crate::profile::Profile;
use crate::spec::{Source, Spanned, Spec, Text};
use model::{About, Archive, Attached, Chart, Ledger, PageText, Printed, Program, Specification, Use};
use sha2::{Digest, Sha256};
use shown::{Said, Shown};
use std::collections::{BTreeMap, BTreeSet};
use text::Searchable;

/// The JSON Schema of ledgers, draft-07.
pub const SCHEMA: &str = include_str!("schema.json");

/// What a ledger is made of.
#[derive(Clone, Copy)]
pub struct Inputs<'a> {
    /// The specification.
    pub spec: &'a Spec,
    /// What was gathered from files.
    pub evidence: &'a Evidence,
    /// The document's language.
    pub locale: &'a Locale,
    /// For whom it is.
    pub profile: &'a Profile,
    /// The document.
    pub document: &'a Document,
    /// Its pages.
    pub pages: &'a Pages,
    /// What was found, and what is allowed.
    pub found: &'a Sink,
}

/// The ledger of a document; none for one that carries none.
#[must_use]
pub fn build(inputs: Inputs<'_>) -> Option<Ledger> {
    let Inputs { spec, evidence, locale, document, .. } = inputs;
    if !document.embeds_ledger {
        return None;
    }
    let words: Vec<_> = inputs.pages.pages.iter().map(drawn::words).collect();
    let searchable: Vec<Searchable> = words.iter().map(text::PageWords::searchable).collect();
    let builder = Builder {
        inputs,
        uses: printings(inputs, &searchable),
        said: Said::new(spec, evidence, inputs.found),
        shown: Shown::of(spec, document),
    };
    let attachments: Vec<Attached> = document.attachments.iter().map(attached).collect();
    sealed(Ledger {
        ledger: model::VERSION,
        program: Program { name: "briefing".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
        document: About {
            title: document.meta.title.clone(),
            language: document.meta.language.clone(),
            edition: spec.briefing.language.value.clone(),
            direction: if locale.rtl() { "rtl" } else { "ltr" }.to_owned(),
            date: document.meta.date.to_string(),
            profile: inputs.profile.name.clone(),
            pages: inputs.pages.pages.len(),
        },
        specification: Specification {
            attachment: "briefing.toml".to_owned(),
            // as it is embedded: protected names are withheld there
            sha256: embedded(document).map_or_else(|| sha256(evidence.specification.as_bytes()), sha256),
            input_sha256: hexadecimal(&document.meta.digest),
            parameters: parameters(spec, &evidence.secrets().parameters),
        },
        checks: check::running(spec, &evidence.specification).into_iter().map(str::to_owned).collect(),
        figures: builder.figures(),
        quotations: builder.quotations(),
        sources: builder.sources(),
        charts: builder.charts(&attachments),
        data: builder.data(&attachments),
        attachments,
        text: words.iter().zip(&inputs.pages.pages).enumerate().map(page_text).collect(),
        seal: String::new(),
    })
}

/// A ledger with its own hash in it, by which a change is seen that was not made on purpose.
#[must_use]
pub fn sealed(ledger: Ledger) -> Option<Ledger> {
    let bare = Ledger { seal: String::new(), ..ledger };
    let seal = sha256(&model::to_json(&bare).ok()?);
    Some(Ledger { seal, ..bare })
}

/// The values of the parameters, without those that are part of protected names.
fn parameters(spec: &Spec, secret: &BTreeSet<String>) -> BTreeMap<String, String> {
    let value = |param: &crate::spec::Param| text_of(param.default.as_ref());
    let given = spec.params.iter().filter(|(id, _)| !secret.contains(&id.value));
    given.filter_map(|(id, param)| Some((id.value.clone(), value(param)?))).collect()
}

fn page_text((index, (words, page)): (usize, (&text::PageWords, &Page))) -> PageText {
    let (characters, sha256) = words.digest();
    PageText { page: index + 1, characters, sha256, marks: drawn::marks(page) }
}

/// The SHA-256 of some bytes, in hexadecimal digits.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn attached(file: &Attachment) -> Attached {
    Attached {
        name: file.name.clone(),
        media_type: file.media_type.to_owned(),
        relationship: match file.relationship {
            Relationship::Source => "Source",
            Relationship::Data => "Data",
        }
        .to_owned(),
        size: file.bytes.len(),
        sha256: sha256(&file.bytes),
    }
}

/// The places where the evidence is printed, by collection and id, each with what is printed there.
type Printings<'a> = BTreeMap<(&'a str, &'a str), Vec<(&'a Printing, Use)>>;

/// Looks for each use on the pages.
fn printings<'a>(inputs: Inputs<'a>, pages: &[Searchable]) -> Printings<'a> {
    let mut found = Printings::new();
    // what stands in one place, as the rows of a table do, stands there in order: each is looked for where the last was found
    let (mut place, mut reached) = (None, 0);
    for used in &inputs.document.uses {
        let anchor = used.place.anchor.as_ref();
        let page = anchor.and_then(|anchor| inputs.pages.anchors.get(anchor)).map(|anchor| anchor.page);
        let first = page.unwrap_or(0);
        if place != anchor {
            (place, reached) = (anchor, first);
        }
        let look = |text: &String| {
            let here = text::find(pages, reached, text);
            if here.is_empty() && reached > first { text::find(pages, first, text) } else { here }
        };
        let printed: Vec<(usize, String)> = used.printed.iter().flat_map(look).collect();
        reached = printed.last().map_or(reached, |(page, _)| *page);
        let record = Use {
            place: used.place.kind.name().to_owned(),
            label: used.place.label.clone(),
            page: page.map(|page| page + 1),
            printed: printed.into_iter().map(|(page, text)| Printed { page: page + 1, text }).collect(),
        };
        found.entry((used.collection, used.id.as_str())).or_default().push((used, record));
    }
    found
}

/// Puts the records together.
struct Builder<'a> {
    inputs: Inputs<'a>,
    uses: Printings<'a>,
    said: Said<'a>,
    shown: Shown<'a>,
}

impl Builder<'_> {
    /// Where a record is printed.
    fn uses(&self, collection: &str, id: &str) -> Vec<Use> {
        let own = self.uses.get(&(collection, id)).into_iter().flatten();
        own.map(|(_, record)| record.clone()).collect()
    }

    fn sources(&self) -> Vec<model::Source> {
        let all = self.inputs.spec.sources.iter().filter(|(id, _)| self.shown.sources.contains(id.value.as_str()));
        all.map(|(id, source)| self.source(id, source)).collect()
    }

    fn source(&self, id: &Spanned<String>, source: &Source) -> model::Source {
        model::Source {
            id: id.value.clone(),
            r#type: source.r#type.value.clone(),
            title: source.title.value.clone(),
            entry: plain_text(&citation::entry(source, self.inputs.locale)),
            url: source.url.as_ref().map(|url| url.value.clone()),
            archive: source.archive.as_ref().map(|archive| Archive {
                sha256: archive.sha256.as_ref().map(|sha256| sha256.value.to_lowercase()),
                present: self.inputs.evidence.archives.contains_key(&id.value),
                captured: archive.captured.as_ref().map(|time| time.value.to_rfc3339()),
                url: archive.url.as_ref().map(|url| url.value.clone()),
            }),
        }
    }

    fn charts(&self, attachments: &[Attached]) -> Vec<Chart> {
        let spec = self.inputs.spec;
        let chart = |used: &Printing| {
            let record = spec.charts.get(&used.id)?;
            let table = record.data.as_ref().and_then(|data| self.inputs.evidence.data.get(&data.value));
            let name = table.map(|table| table.attached.clone());
            let file = attachments.iter().find(|file| Some(&file.name) == name.as_ref());
            Some(Chart {
                id: used.id.clone(),
                title: record.title.value.clone(),
                label: used.place.label.clone(),
                page: self.uses("charts", &used.id).first().and_then(|used| used.page),
                data: file.map(|file| file.name.clone()),
                sha256: file.map(|file| file.sha256.clone()),
                figure: record.figure.as_ref().map(|figure| figure.value.clone()),
            })
        };
        self.inputs.document.uses.iter().filter(|used| used.collection == "charts").filter_map(chart).collect()
    }
}

/// The text of an optional field.
fn text_of(text: Option<&Text>) -> Option<String> {
    text.map(|text| text.value.clone())
}

/// The specification among the attachments.
fn embedded(document: &Document) -> Option<&[u8]> {
    let is_source = |file: &&Attachment| file.relationship == Relationship::Source;
    document.attachments.iter().find(is_source).map(|file| &*file.bytes)
}

#[cfg(test)]
pub(crate) mod tests;
