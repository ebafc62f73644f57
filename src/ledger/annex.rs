//! The ledger in print: an annex at the end, put into the document once the checks have said what they find, and before
//! it is laid out.

use super::model::{Examined, NAME};
use super::shown::{Said, Shown};
use crate::compose::{capitalised, source_anchor};
use crate::diag::Sink;
use crate::doc::{
    Caption, Cell, Column, ColumnAlign, Document, Emphasis, Heading, Inline, Node, Orientation, PageReference,
    Paragraph, Row, Style, Table, Use, Words, plain_text,
};
use crate::evidence::quotations::Outcome;
use crate::evidence::{Evidence, citation, figure};
use crate::locale::{Locale, Part};
use crate::page::Target;
use crate::profile::Profile;
use crate::spec::{self, Spanned, Spec, Text};
use std::borrow::Cow;
use std::sync::Arc;

/// The name of the annex among the parts of a document.
const PART: &str = "ledger";
/// How many digits of a hash are printed.
const DIGITS: usize = 12;
/// What stands in the column of copies where each copy stands with its source.
const NOTHING: &str = "–";

/// What an annex is made of.
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
    /// What was found, and what is allowed.
    pub found: &'a Sink,
}

/// The document with its annex, where one is asked for and there is something to list.
#[must_use]
pub fn add(inputs: Inputs<'_>, mut document: Document) -> Document {
    let asked = inputs.spec.ledger.as_ref().and_then(|ledger| ledger.annex.as_ref()).map(|annex| annex.value);
    if !asked.unwrap_or(inputs.profile.ledger) {
        return document;
    }
    let nodes = Writer {
        inputs,
        document: &document,
        shown: Shown::of(inputs.spec, &document),
        said: Said::new(inputs.spec, inputs.evidence, inputs.found),
    }
    .nodes();
    if !nodes.is_empty() {
        document.body.extend(nodes);
        document.parts.push((PART, document.body.len()));
    }
    document
}

/// The document for a file in which nothing is embedded: its annex refers to no file there.
#[must_use]
pub fn unattached<'d>(document: &'d Document, locale: &Locale) -> Cow<'d, Document> {
    let annexed = document.embeds_ledger && document.parts.iter().any(|(name, _)| *name == PART);
    if !annexed {
        return Cow::Borrowed(document);
    }
    let attached = words_of_intro(locale, true);
    let mut document = document.clone();
    for node in &mut document.body {
        if let Node::Paragraph(paragraph) = node
            && plain_text(&paragraph.text) == attached
        {
            paragraph.text = vec![Inline::words(words_of_intro(locale, false), None)];
        }
    }
    Cow::Owned(document)
}

/// What the annex says of itself.
fn words_of_intro(locale: &Locale, embedded: bool) -> String {
    match embedded {
        true => locale.ledger.intro.fill(&[("file", NAME)]),
        false => locale.ledger.intro_alone.clone(),
    }
}

struct Writer<'a> {
    inputs: Inputs<'a>,
    document: &'a Document,
    shown: Shown<'a>,
    said: Said<'a>,
}

impl Writer<'_> {
    fn nodes(&self) -> Vec<Node> {
        let words = &self.inputs.locale.ledger;
        let intro = words_of_intro(self.inputs.locale, self.document.embeds_ledger);
        // quotations fit on the page that the annex begins on, and figures on sheets that follow it
        let tables: Vec<Node> = [self.quotations(), self.figures()].into_iter().flatten().map(Node::Table).collect();
        if tables.is_empty() {
            return tables;
        }
        let heading = Heading {
            level: 2,
            style: Style::Heading1,
            number: None,
            text: vec![Inline::words(words.heading.clone(), None)],
            anchor: Some(Arc::from("evidence-ledger")),
            listed: true,
        };
        let intro =
            Paragraph { style: Style::Body, number: None, text: vec![Inline::words(intro, None)], anchor: None };
        [Node::Heading(heading), Node::Paragraph(intro)].into_iter().chain(tables).collect()
    }

    fn figures(&self) -> Option<Table> {
        let locale = self.inputs.locale;
        let heads = [
            &locale.words.counted,
            &locale.words.number,
            &locale.ledger.period,
            &locale.words.source,
            &locale.ledger.copy,
            &locale.ledger.uses,
            &locale.ledger.checks,
        ];
        let all = self.inputs.spec.figures.iter().filter(|(id, _)| self.shown.figures.contains(id.value.as_str()));
        let rows: Vec<Row> = all.map(|(id, record)| self.figure(id, record)).collect();
        self.table(&locale.ledger.figures, &heads, rows, Orientation::Landscape)
    }

    fn figure(&self, id: &Spanned<String>, record: &spec::Figure) -> Row {
        let locale = self.inputs.locale;
        let number = figure::print(record, locale).text;
        let period =
            record.period.as_ref().map(|period| Inline::words(locale.period(&period.value), Some(period.span)));
        let place = record.place.as_ref().map(|place| Inline::words(place.value.clone(), Some(place.span)));
        let mut sources = Vec::new();
        if let Some(source) = &record.source {
            sources.push((source, record.locator.as_ref(), None));
        }
        for estimate in &record.estimates {
            let said = figure::print_estimate(estimate, record, locale).text;
            sources.push((&estimate.source, estimate.locator.as_ref(), Some(said)));
        }
        let mut copies: Vec<String> = sources.iter().map(|(id, ..)| self.copy(&id.value)).collect();
        copies.sort();
        copies.dedup();
        // beside a list of sources that have different copies each stands with its source
        let apart = copies.len() > 1;
        let cited = sources.iter().map(|(id, locator, said)| {
            let mut text = self.source(id, *locator, said.as_deref());
            if apart {
                let marks = &locale.citation;
                let copy = format!("{}{}{}", marks.open, self.copy(&id.value), marks.close);
                text.push(Inline::words(copy, Some(id.span)));
            }
            text
        });
        let copy = if apart { NOTHING } else { copies.first().map_or(NOTHING, String::as_str) };
        row([
            vec![Inline::words(capitalised(&record.what.value), Some(record.what.span))],
            vec![Inline::words(number, Some(id.span))],
            lines(period.into_iter().chain(place).map(|text| vec![text])),
            lines(cited),
            vec![Inline::words(copy, Some(id.span))],
            self.uses("figures", &id.value),
            self.examined(&format!("figures.{}", id.value), None),
        ])
    }

    fn quotations(&self) -> Option<Table> {
        let locale = self.inputs.locale;
        let heads = [
            &locale.ledger.quotation,
            &locale.words.source,
            &locale.ledger.copy,
            &locale.ledger.uses,
            &locale.ledger.checks,
        ];
        let all = self.inputs.spec.quotations.iter();
        let shown = all.filter(|(id, _)| self.shown.quotations.contains(id.value.as_str()));
        let rows: Vec<Row> = shown.map(|(id, record)| self.quotation(id, record)).collect();
        self.table(&locale.ledger.quotations, &heads, rows, Orientation::Auto)
    }

    fn quotation(&self, id: &Spanned<String>, record: &spec::Quotation) -> Row {
        let locale = self.inputs.locale;
        let marks = &locale.quotes().outer;
        let language = record.language.as_ref().map(|language| Arc::<str>::from(language.value.as_str()));
        let origin = Some(record.text.locate(0..record.text.value.len()));
        let text = format!("{}{}{}", marks.0, record.text.value, marks.1);
        let words = Inline::Text(Words { text, language, origin, ..Words::default() });
        let speaker = Inline::words(capitalised(&record.speaker.value), Some(record.speaker.span));
        let date = record.date.as_ref().map(|date| {
            Inline::words(format!("{}{}", locale.citation.comma, locale.partial_date(&date.value)), Some(date.span))
        });
        row([
            lines([vec![words], std::iter::once(speaker).chain(date).collect()]),
            self.source(&record.source, record.locator.as_ref(), None),
            vec![Inline::words(self.copy(&record.source.value), Some(record.source.span))],
            self.uses("quotations", &id.value),
            self.examined(&format!("quotations.{}", id.value), Some(self.compared(&id.value))),
        ])
    }

    /// A source with the place in it, linked to its entry in the list; and what it says, where several say something else.
    fn source(&self, id: &Spanned<String>, locator: Option<&Text>, said: Option<&str>) -> Vec<Inline> {
        let locale = self.inputs.locale;
        let Some(source) = self.inputs.spec.sources.get(&id.value) else { return Vec::new() };
        let listed = self.document.parts.iter().any(|(part, _)| *part == "source-list");
        let listed = listed && self.document.cited.contains(&id.value);
        let link = listed.then(|| Target::Anchor(source_anchor(&id.value)));
        let mut inlines: Vec<Inline> = Vec::new();
        for inline in citation::short(source, locator.map(Text::as_str), locale) {
            let Inline::Text(mut words) = inline else { continue };
            if !self.inputs.profile.emphasis {
                words.emphasis = Emphasis::default();
            }
            // one link and not three, where all looks alike
            match inlines.last_mut() {
                Some(Inline::Text(last)) if last.emphasis == words.emphasis && last.language == words.language => {
                    last.text.push_str(&words.text);
                }
                _ => inlines.push(Inline::Text(Words { link: link.clone(), origin: Some(id.span), ..words })),
            }
        }
        inlines.extend(said.map(|said| Inline::words(format!("{}{said}", locale.citation.colon), Some(id.span))));
        inlines
    }

    /// The archived copy of a source in short.
    fn copy(&self, id: &str) -> String {
        let words = &self.inputs.locale.ledger;
        let archive = self.inputs.spec.sources.get(id).and_then(|source| source.archive.as_ref());
        match archive.and_then(|archive| archive.sha256.as_ref()) {
            Some(sha256) if self.inputs.evidence.archives.contains_key(id) => {
                sha256.value.to_lowercase().chars().take(DIGITS).collect()
            }
            Some(_) => words.copy_absent.clone(),
            None => words.no_copy.clone(),
        }
    }

    /// Where a record is used, each place once, with a link to it.
    fn uses(&self, collection: &str, id: &str) -> Vec<Inline> {
        let locale = self.inputs.locale;
        let own = self.document.uses.iter().filter(|used| used.collection == collection && used.id == id);
        let mut seen: Vec<&Use> = Vec::new();
        for used in own {
            if !seen.iter().any(|known| known.place.label == used.place.label && used.place.label.is_some()) {
                seen.push(used);
            }
        }
        if seen.is_empty() {
            return vec![Inline::words(locale.ledger.behind.clone(), None)];
        }
        lines(seen.into_iter().map(|used| self.place(used)))
    }

    /// "para. 3, p. 2".
    fn place(&self, used: &Use) -> Vec<Inline> {
        let locale = self.inputs.locale;
        let link = used.place.anchor.clone().map(Target::Anchor);
        let label = used.place.label.clone().map(|text| text.replace(' ', "\u{a0}"));
        let mut text: Vec<Inline> = label
            .into_iter()
            .map(|text| Inline::Text(Words { text, link: link.clone(), ..Words::default() }))
            .collect();
        let Some(anchor) = &used.place.anchor else { return text };
        if !text.is_empty() {
            text.push(Inline::words(locale.citation.comma.as_str(), None));
        }
        for part in locale.page().parts() {
            text.push(match part {
                Part::Text(words) => Inline::words(words.replace(' ', "\u{a0}"), None),
                Part::Slot(_) => {
                    Inline::Page(PageReference { anchor: anchor.clone(), emphasis: Emphasis::default(), origin: None })
                }
            });
        }
        text
    }

    /// What the archived copy says of a quotation.
    fn compared(&self, id: &str) -> String {
        let locale = self.inputs.locale;
        let words = &locale.ledger;
        let Some(checked) = self.inputs.evidence.quotations.get(id) else { return words.not_compared.clone() };
        // whoever reads this must know where to look: a text beside the copy is not the copy
        let digits: String = checked.sha256.chars().take(DIGITS).collect();
        let name = checked.file.rsplit(['/', '\\']).next().unwrap_or(&checked.file);
        let file = [("file", name), ("sha256", digits.as_str())];
        match &checked.outcome {
            Outcome::Found(found) => {
                let pages = found.pages.map(|(from, to)| {
                    let pages = if from == to { format!("p. {from}") } else { format!("pp. {from}–{to}") };
                    locale.locator(&pages)
                });
                match (checked.beside, pages) {
                    (false, Some(pages)) => words.found_on.fill(&[("pages", &pages)]),
                    (false, None) => words.found.clone(),
                    (true, Some(pages)) => {
                        format!("{}{}{pages}", words.found_beside.fill(&file), locale.citation.comma)
                    }
                    (true, None) => words.found_beside.fill(&file),
                }
            }
            Outcome::Missed { .. } => words.missed.fill(&file),
            Outcome::Unreadable(..) => words.unreadable.fill(&file),
        }
    }

    /// What the checks say of a record.
    fn examined(&self, name: &str, first: Option<String>) -> Vec<Inline> {
        let locale = self.inputs.locale;
        let words = &locale.ledger;
        let Examined { warnings, allowed } = self.said.of(name);
        let mut said: Vec<String> = first.into_iter().collect();
        if !warnings.is_empty() {
            said.push(words.warned.fill(&[("list", &warnings.join(&locale.citation.comma))]));
        }
        for entry in &allowed {
            said.push(words.allowed.fill(&[("check", &entry.check), ("reason", &entry.reason)]));
        }
        if warnings.is_empty() && allowed.is_empty() {
            said.push(words.passed.clone());
        }
        lines(said.into_iter().map(|text| vec![Inline::words(text, None)]))
    }

    fn table(&self, title: &str, heads: &[&String], rows: Vec<Row>, orientation: Orientation) -> Option<Table> {
        if rows.is_empty() {
            return None;
        }
        let words = |text: &str| vec![Inline::words(text, None)];
        let columns = heads.iter().enumerate().map(|(place, name)| Column {
            name: (*name).clone(),
            align: ColumnAlign::Start,
            row_head: place == 0,
        });
        let head = heads.iter().map(|text| Cell { text: words(text), ..Cell::default() }).collect();
        let continued = self.inputs.locale.words.continued.fill(&[("label", title)]);
        Some(Table {
            caption: Some(Caption { title: words(title), ..Caption::default() }),
            continued,
            columns: columns.collect(),
            head: vec![Row { cells: head, ..Row::default() }],
            rows,
            orientation,
            ..Table::default()
        })
    }
}

/// A row of these cells.
fn row<const N: usize>(cells: [Vec<Inline>; N]) -> Row {
    let cells = cells.into_iter().map(|text| Cell { text, ..Cell::default() }).collect();
    Row { cells, ..Row::default() }
}

/// Texts below one another.
fn lines(texts: impl IntoIterator<Item = Vec<Inline>>) -> Vec<Inline> {
    let mut all = Vec::new();
    for text in texts.into_iter().filter(|text| !text.is_empty()) {
        if !all.is_empty() {
            all.push(Inline::Break);
        }
        all.extend(text);
    }
    all
}
