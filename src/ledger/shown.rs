//! What of the evidence a document shows, and what the checks say of it.

use super::model::{Allowed, Examined};
use super::records;
use crate::check;
use crate::diag::{self, Diagnostic, FileId, Sink, Span};
use crate::doc::Document;
use crate::evidence::Evidence;
use crate::spec::Spec;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The ids of what a document shows, and of what stands behind it.
pub(super) struct Shown<'a> {
    /// Printed, or behind a figure that is.
    pub(super) figures: BTreeSet<&'a str>,
    /// Printed.
    pub(super) quotations: BTreeSet<&'a str>,
    /// Cited, or behind one of the others.
    pub(super) sources: BTreeSet<&'a str>,
}

impl<'a> Shown<'a> {
    /// What `document` shows of `spec`.
    pub(super) fn of(spec: &'a Spec, document: &'a Document) -> Self {
        let of = |collection| {
            let uses = document.uses.iter().filter(move |used| used.collection == collection);
            uses.map(|used| used.id.as_str())
        };
        let mut figures: BTreeSet<&str> = BTreeSet::new();
        // a calculated figure rests on others, and these may rest on others
        let mut open: Vec<&str> = of("figures").collect();
        while let Some(id) = open.pop() {
            let Some(figure) = spec.figures.get(id).filter(|_| figures.insert(id)) else { continue };
            open.extend(records::computed(figure).into_iter().flat_map(|(_, ids)| ids).map(|id| id.value.as_str()));
        }
        let quotations: BTreeSet<&str> = of("quotations").collect();
        let mut sources: BTreeSet<&str> = document.cited.iter().map(String::as_str).collect();
        let behind = figures.iter().filter_map(|id| spec.figures.get(id));
        sources.extend(behind.flat_map(|figure| {
            let estimates = figure.estimates.iter().map(|estimate| &estimate.source);
            figure.source.iter().chain(estimates).map(|source| source.value.as_str())
        }));
        let quoted = quotations.iter().filter_map(|id| spec.quotations.get(id));
        sources.extend(quoted.map(|quotation| quotation.source.value.as_str()));
        Shown { figures, quotations, sources }
    }
}

/// What the checks said, by record.
pub(super) struct Said<'a> {
    file: FileId,
    /// Where the records stand in the specification.
    places: BTreeMap<String, Range<usize>>,
    found: &'a Sink,
    /// What is allowed, by place.
    allowed: Vec<diag::Allowed>,
}

impl<'a> Said<'a> {
    /// Of these findings.
    pub(super) fn new(spec: &Spec, evidence: &Evidence, found: &'a Sink) -> Self {
        let places = check::places(&evidence.specification);
        Said { file: spec.spec.span.file, places, found, allowed: found.allowed() }
    }

    /// What they say of the record called `figures.ID` or the like.
    pub(super) fn of(&self, name: &str) -> Examined {
        let Some(place) = self.places.get(name) else { return Examined::default() };
        let concerns = |finding: &Diagnostic| {
            let spans = finding.primary.iter().chain(&finding.labels).map(|label| label.span);
            let mut here = spans.filter(|span| span.file == self.file).map(Span::range);
            here.any(|span| span.start < place.end && place.start < span.end.max(span.start + 1))
        };
        let here = self.found.findings().iter().filter(|finding| concerns(finding));
        let warnings: BTreeSet<&str> = here.map(|finding| finding.code).collect();
        let mut allowed: Vec<Allowed> = Vec::new();
        for entry in self.allowed.iter().filter(|entry| concerns(&entry.finding)) {
            let entry = Allowed { check: entry.finding.code.to_owned(), reason: entry.reason.clone() };
            if !allowed.contains(&entry) {
                allowed.push(entry);
            }
        }
        Examined { warnings: warnings.into_iter().map(str::to_owned).collect(), allowed }
    }
}
