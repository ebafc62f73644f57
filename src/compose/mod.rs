//! From the evidence and the text to the document: expressions are evaluated where they stand, records print themselves,
//! numbers are given.
//!
//! Two kinds of blocks are registered, one file each. A [`Part`] is a piece of every document (title, summary, sections)
//! and is set in the order of the profile. A [`Block`] is an evidence record that stands alone in a paragraph
//! (`{{ charts.by_year }}`). Both lower themselves to the closed set of [`crate::doc`] nodes.

mod about;
mod alone;
mod braces;
mod caption;
mod cases;
mod changes;
mod chart;
mod citing;
mod comparisons;
mod composer;
mod contents;
mod dictionary;
mod end_notes;
mod eval;
mod figure;
mod furniture;
mod image;
mod key_figures;
mod key_words;
mod labels;
mod limits;
mod logo;
mod notes;
mod plain;
mod prose;
mod quotation;
mod recommendations;
mod sections;
mod source_list;
mod summary;
mod table;
mod title;
mod typography;
mod uses;

use crate::diag::{Sink, Span};
use crate::diff;
use crate::doc::{Document, Node};
use crate::evidence::Evidence;
use crate::locale::Locale;
use crate::profile::Profile;
use crate::spec::Spec;
use crate::text::Fonts;
use crate::theme::Theme;
pub use alone::alone;
pub use cases::form;
pub use composer::{Composer, source_anchor};
pub use notes::capitalised;

/// What composing needs.
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
    /// The design: charts are drawn to its width and colours.
    pub theme: &'a Theme,
    /// The width of charts and tables in points.
    pub full_width: f32,
    /// The faces: charts measure their labels.
    pub fonts: &'a Fonts,
    /// The briefing before this one, where what changed is to be printed.
    pub before: Option<Before<'a>>,
}

/// The briefing before.
#[derive(Clone, Copy)]
pub struct Before<'a> {
    /// Its specification.
    pub spec: &'a Spec,
    /// Its tables of data.
    pub data: &'a diff::Tables,
    /// The hash over all of its evidence.
    pub digest: [u8; 32],
}

impl<'a> Before<'a> {
    /// A briefing with what was read for it.
    #[must_use]
    pub fn of(spec: &'a Spec, evidence: &'a Evidence) -> Self {
        Before { spec, data: &evidence.data, digest: evidence.digest }
    }
}

/// A piece of every document.
pub trait Part: Sync {
    /// Its name in profiles: `key-figures`.
    fn name(&self) -> &'static str;
    /// Its nodes; none where the specification has nothing for it.
    fn lower(&self, composer: &mut Composer<'_>) -> Vec<Node>;
}

/// An evidence record that stands alone in a paragraph.
pub trait Block: Sync {
    /// The collection it comes from: `charts`.
    fn collection(&self) -> &'static str;
    /// The nodes of the record `id`; `span` is where it is asked for.
    fn lower(&self, id: &str, span: Span, composer: &mut Composer<'_>) -> Vec<Node>;
}

/// The parts.
pub const PARTS: &[&dyn Part] = &[
    &title::Title,
    &key_figures::KeyFigures,
    &summary::Summary,
    &key_words::KeyWords,
    &contents::ContentsPart,
    &sections::Sections,
    &recommendations::Recommendations,
    &changes::Changes,
    &end_notes::EndNotes,
    &source_list::SourceList,
    &about::About,
    &cases::Annex,
    &dictionary::Dictionary,
];

/// The blocks.
pub const BLOCKS: &[&dyn Block] = &[
    &chart::ChartBlock,
    &table::TableBlock,
    &image::ImageBlock,
    &quotation::QuotationBlock,
    &figure::FigureBlock,
    &cases::CaseBlock,
];

/// The part of this name.
#[must_use]
pub fn part(name: &str) -> Option<&'static dyn Part> {
    PARTS.iter().copied().find(|part| part.name() == name)
}

/// The names of all parts.
pub fn parts() -> impl Iterator<Item = &'static str> {
    PARTS.iter().map(|part| part.name())
}

/// Composes the document. Findings go to `sink`; with errors among them the document must not be laid out.
///
/// It is done twice where a cross reference leads forward: what it prints is known only when all has been numbered once.
pub fn compose(inputs: Inputs<'_>, sink: &mut Sink) -> Document {
    let mut first = Composer::new(inputs, labels::Labels::default(), None);
    let document = first.document();
    if !first.is_open() {
        sink.append(first.into_sink());
        return document;
    }
    let (labels, drawings) = first.into_labels();
    let mut second = Composer::new(inputs, labels, Some(drawings));
    let document = second.document();
    sink.append(second.into_sink());
    document
}
