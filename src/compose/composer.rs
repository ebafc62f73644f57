//! The state of composing: numbers given so far, notes, findings.

use super::citing::Citing;
use super::labels::{Label, Labels};
use super::notes::Notes;
use super::uses::Uses;
use super::{Inputs, eval, part};
use crate::diag::{Diagnostic, Sink, Span};
use crate::doc::{Attachment, Digits, Document, Drawing, Inline, Meta, Node, PlaceKind, Relationship, plain_text};
use crate::page::Picture;
use crate::profile::ProfileNotes;
use crate::spec::NotesAt;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Composes one document.
pub struct Composer<'a> {
    /// What is composed.
    pub(super) inputs: Inputs<'a>,
    /// The labels of a first pass.
    pub(super) labels: Labels,
    /// The labels given in this pass.
    pub(super) given: Labels,
    /// The notes.
    pub(super) notes: Notes,
    /// The template environment.
    pub(super) templates: eval::Templates,
    /// The sources cited so far.
    pub(super) cited: BTreeSet<String>,
    /// The data that charts and tables show.
    pub(super) data: BTreeSet<String>,
    /// Where the evidence is printed.
    pub(super) uses: Uses,
    /// Those of them that a note has given in full.
    pub(super) noted: BTreeSet<String>,
    /// What notes cite, for styles of CSL.
    pub(super) citing: Citing,
    /// Finished drawings, by chart: they do not depend on numbers.
    pub(super) drawings: BTreeMap<String, Drawing>,
    /// The pictures placed so far.
    pub(super) pictures: Vec<Picture>,
    /// Whether it composes one chart, without a list of sources to refer to.
    is_alone: bool,
    /// Whether a reference was left open because what it refers to had no number yet.
    open: bool,
    sink: Sink,
    paragraphs: u32,
    figures: u32,
    tables: u32,
    recommendations: u32,
    sections: Vec<u32>,
    /// How many headings stood inside texts so far.
    text_headings: u32,
    rounds: usize,
}

impl<'a> Composer<'a> {
    pub(super) fn new(inputs: Inputs<'a>, labels: Labels, drawings: Option<BTreeMap<String, Drawing>>) -> Self {
        Composer {
            inputs,
            labels,
            given: Labels::default(),
            notes: if notes_at_end(inputs) { Notes::ending() } else { Notes::default() },
            templates: eval::Templates::new(inputs),
            cited: BTreeSet::new(),
            data: BTreeSet::new(),
            uses: Uses::default(),
            noted: BTreeSet::new(),
            citing: Citing::default(),
            drawings: drawings.unwrap_or_default(),
            pictures: Vec::new(),
            is_alone: false,
            open: false,
            sink: Sink::default(),
            paragraphs: 0,
            figures: 0,
            tables: 0,
            recommendations: 0,
            sections: Vec::new(),
            text_headings: 0,
            rounds: 0,
        }
    }

    /// Composes one chart.
    pub(super) fn of_one(inputs: Inputs<'a>, labels: Labels) -> Self {
        Composer { is_alone: true, ..Composer::new(inputs, labels, None) }
    }

    /// Composes everything, in the order of the profile's parts.
    pub(super) fn document(&mut self) -> Document {
        let profile = self.inputs.profile;
        let mut body = Vec::new();
        let mut parts = Vec::new();
        // an annex is asked for by the author, whatever the profile has
        let annexes =
            ["annex", "data-dictionary"].into_iter().filter(|own| !profile.parts.iter().any(|name| name == own));
        for part in profile.parts.iter().map(String::as_str).chain(annexes).filter_map(part) {
            let start = body.len();
            body.extend(part.lower(self));
            if body.len() > start {
                parts.push((part.name(), body.len()));
            }
        }
        let mut document = Document { parts, ..self.around(body) };
        if !profile.emphasis {
            super::plain::without_emphasis(&mut document);
        }
        document
    }

    /// The document with this body, and all that was gathered while it was made.
    pub(super) fn around(&mut self, body: Vec<Node>) -> Document {
        let document = Document {
            meta: self.meta(),
            body,
            parts: Vec::new(),
            notes: self.notes.take(),
            pictures: std::mem::take(&mut self.pictures),
            attachments: self.attachments(),
            cited: std::mem::take(&mut self.cited),
            data: std::mem::take(&mut self.data),
            uses: self.uses.take(),
            embeds_ledger: !self.is_alone && self.attaches(),
        };
        let unread = super::braces::unread(&document, self.inputs.spec, &self.inputs.evidence.specification);
        unread.into_iter().for_each(|finding| self.report(finding));
        document
    }

    pub(super) fn into_labels(self) -> (Labels, BTreeMap<String, Drawing>) {
        (self.given.completed(), self.drawings)
    }

    pub(super) fn into_sink(self) -> Sink {
        self.sink
    }

    /// Whether a reference was left open.
    pub(super) fn is_open(&self) -> bool {
        self.open
    }

    /// The label of something: of the first pass, or already given in this one. Where it has none yet, it may get one
    /// further on.
    pub(super) fn find_label(&mut self, collection: &str, id: &str) -> Option<Label> {
        let label = self.labels.get(collection, id).or_else(|| self.given.get(collection, id)).cloned();
        self.open |= label.is_none();
        label
    }

    /// Reports a finding.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.sink.push(diagnostic);
    }

    /// The next paragraph's number, where the profile numbers paragraphs.
    pub(super) fn paragraph_number(&mut self) -> Option<String> {
        self.inputs.profile.numbered_paragraphs.then(|| {
            self.paragraphs += 1;
            self.inputs.locale.in_digits(&self.paragraphs.to_string())
        })
    }

    /// A number in the digits of the language.
    pub(super) fn printed(&self, number: u32) -> String {
        self.inputs.locale.in_digits(&number.to_string())
    }

    /// The number of the last paragraph; 0 before the first.
    pub(super) fn last_paragraph(&self) -> u32 {
        self.paragraphs
    }

    /// Numbers a figure (chart or picture): its label and anchor.
    pub(super) fn number_figure(&mut self, collection: &'static str, id: &str) -> Label {
        self.figures += 1;
        let text = self.inputs.locale.words.figure.fill(&[("n", &self.printed(self.figures))]);
        let label = self.label(collection, id, text, format!("figure-{}", self.figures));
        self.uses.enter(PlaceKind::Figure, Some(&label));
        label
    }

    /// Numbers a table.
    pub(super) fn number_table(&mut self, id: &str) -> Label {
        self.tables += 1;
        let text = self.inputs.locale.words.table.fill(&[("n", &self.printed(self.tables))]);
        let label = self.label("tables", id, text, format!("table-{}", self.tables));
        self.uses.enter(PlaceKind::Table, Some(&label));
        label
    }

    /// Numbers a recommendation.
    pub(super) fn number_recommendation(&mut self, id: Option<&str>) -> Label {
        self.recommendations += 1;
        let number = self.recommendations.to_string();
        let text = self.inputs.locale.words.recommendation_label.fill(&[("n", &self.printed(self.recommendations))]);
        let label = self.label("recommendations", id.unwrap_or_default(), text, format!("recommendation-{number}"));
        self.uses.enter(PlaceKind::Recommendation, Some(&label));
        label
    }

    /// Begins a section at this depth (from 1): its number and anchor.
    pub(super) fn begin_section(&mut self, depth: usize) -> (Option<String>, Arc<str>) {
        self.sections.resize(depth, 0);
        if let Some(last) = self.sections.last_mut() {
            *last += 1;
        }
        let number = self.inputs.profile.heading_numbers.number(&self.sections);
        let number = number.map(|number| self.inputs.locale.in_digits(&number));
        let path: Vec<String> = self.sections.iter().map(u32::to_string).collect();
        (number, Arc::from(format!("section-{}", path.join("-"))))
    }

    /// The name of the next heading inside a text.
    pub(super) fn text_heading(&mut self) -> Arc<str> {
        self.text_headings += 1;
        Arc::from(format!("heading-{}", self.text_headings))
    }

    /// Gives a label to a thing that has an id.
    pub(super) fn label(&mut self, collection: &'static str, id: &str, text: String, anchor: String) -> Label {
        let label = Label { text, anchor: Arc::from(anchor) };
        if !id.is_empty() {
            self.given.insert(collection, id, label.clone());
        }
        label
    }

    /// Whether the document has a list of sources.
    pub(super) fn lists_sources(&self) -> bool {
        !self.is_alone
            && self.inputs.spec.briefing.source_list.as_ref().is_none_or(|list| list.value)
            && self.inputs.profile.parts.iter().any(|part| part == "source-list")
    }

    fn meta(&self) -> Meta {
        let spec = self.inputs.spec;
        let briefing = &spec.briefing;
        let author = spec.organisation.as_ref().map_or("", |organisation| organisation.name.as_str());
        Meta {
            title: briefing.title.value.clone(),
            author: author.to_owned(),
            subject: briefing.description.as_ref().map_or_else(String::new, |text| text.value.clone()),
            keywords: briefing.keywords.iter().map(|word| word.value.clone()).collect(),
            language: self.inputs.locale.tag().to_owned(),
            date: briefing.date.value,
            digits: Digits(self.inputs.locale.digits()),
            furniture: self.furniture(),
            digest: digest(self.inputs),
        }
    }

    /// Whether files are embedded.
    fn attaches(&self) -> bool {
        self.inputs.spec.briefing.attach.as_ref().is_none_or(|attach| attach.value)
    }

    /// The specification and the data that charts and tables print, unless the author declines.
    fn attachments(&self) -> Vec<Attachment> {
        let spec = self.inputs.spec;
        if !self.attaches() {
            return Vec::new();
        }
        let evidence = self.inputs.evidence;
        let words = &self.inputs.locale.words;
        let specification = Attachment {
            name: "briefing.toml".to_owned(),
            description: words.attached_specification.clone(),
            media_type: "application/toml",
            relationship: Relationship::Source,
            bytes: evidence.given_away().into_bytes().into(),
        };
        let data = evidence.embedded(spec).map(|table| Attachment {
            name: table.attached.clone(),
            description: words.attached_data.fill(&[("file", &table.file)]),
            media_type: table.media_type,
            relationship: Relationship::Data,
            bytes: Arc::clone(&table.bytes),
        });
        std::iter::once(specification).chain(data).collect()
    }
}

/// The hash over all that is composed: of the evidence, and of that of the briefing before where it is printed as well.
fn digest(inputs: Inputs<'_>) -> [u8; 32] {
    let own = inputs.evidence.digest;
    inputs.before.map_or(own, |before| Sha256::digest([own, before.digest].concat()).into())
}

/// Whether the notes of the text stand at the end: as the specification says, else as the profile does.
fn notes_at_end(inputs: Inputs<'_>) -> bool {
    let asked = inputs.spec.briefing.notes.as_ref().map(|notes| notes.value);
    asked.map_or(inputs.profile.notes == ProfileNotes::End, |asked| asked == NotesAt::End)
}

/// The name of the place of a source's entry in the list of sources.
#[must_use]
pub fn source_anchor(id: &str) -> Arc<str> {
    Arc::from(format!("source-{id}"))
}

/// A plain text ends where a sentence ends: what follows begins with a capital letter.
pub(super) fn begins_sentence(before: &[Inline]) -> bool {
    let text = plain_text(before);
    let text = text.trim_end().trim_end_matches(['”', '’', '"', ')', ']', '»', '）', '》', '」', '』']);
    text.is_empty() || text.ends_with(['.', '!', '?', '؟', '。', '…'])
}

impl Composer<'_> {
    /// Goes round a loop once more; false, with a finding, where that was too often.
    pub(super) fn take_round(&mut self, span: Span) -> bool {
        self.rounds += 1;
        if self.rounds == eval::ROUNDS + 1 {
            let finding =
                Diagnostic::error("template-limit", format!("the loops go round more than {} times", eval::ROUNDS))
                    .at(span, "stopped here")
                    .help("print data through `[tables]` or `[charts]`");
            self.report(finding);
        }
        self.rounds <= eval::ROUNDS
    }

    /// Reports a reference to something that is never placed in the text, or does not exist.
    pub(super) fn report_unplaced(&mut self, collection: &'static str, id: &str, span: Span) {
        let singular = collection.strip_suffix('s').unwrap_or(collection);
        let known: Vec<String> = self.labels.ids(collection).map(str::to_owned).collect();
        let finding = if collection == "paragraphs" {
            Diagnostic::error(eval::code(collection), format!("unknown {singular} `{id}`"))
                .at(span, "no paragraph has this name")
                .help(format!("name a paragraph by writing `{{{{ label(\"{id}\") }}}}` in it"))
                .suggest(id, known.iter().map(String::as_str))
        } else {
            Diagnostic::error("not-placed", format!("the {singular} `{id}` is referred to but stands nowhere"))
                .at(span, "nothing to refer to")
                .help(format!("place it: write `{{{{ {collection}.{id} }}}}` alone in a paragraph"))
        };
        self.report(finding);
    }
}
