//! Cases: a card, a row of a table, the annex. A protected name is printed nowhere: there is one function that prints the
//! name of a case, and it prints the alias.

use super::about::About;
use super::labels::Labels;
use super::notes::NotePart;
use super::prose::located;
use super::table::{EMPTY, cell};
use super::title::paragraph;
use super::{Block, Composer, Inputs, Part};
use crate::diag::{Sink, Span};
use crate::doc::{
    Caption, Cell, Column, ColumnAlign, Document, Emphasis, Frame, Group, Heading, Inline, Node, Row, Style, Table,
};
use crate::locale::Locale;
use crate::spec::{Case, Spanned, Text};
use std::sync::Arc;

/// `{{ cases.ID }}` alone in a paragraph.
pub(super) struct CaseBlock;

impl Block for CaseBlock {
    fn collection(&self) -> &'static str {
        "cases"
    }

    fn lower(&self, id: &str, span: Span, composer: &mut Composer<'_>) -> Vec<Node> {
        let Some(case) = composer.inputs.spec.cases.get(id) else { return Vec::new() };
        let mut heading = name(case, composer.inputs.locale);
        heading.extend(composer.case_mark(id, span));
        let mut children = vec![paragraph(Style::BoxHeading, heading)];
        for (label, value) in fields(case, composer.inputs.locale) {
            let bold = Emphasis { bold: true, italic: false };
            let label = format!("{label}{}", composer.inputs.locale.citation.colon);
            let text = vec![Inline::emphasised(label, bold, None), value];
            children.push(paragraph(Style::BoxText, text));
        }
        vec![Node::Group(Group { frame: Frame::Box, children })]
    }
}

/// The annex: all cases, where `[submission]` asks for it.
pub(super) struct Annex;

impl Part for Annex {
    fn name(&self) -> &'static str {
        "annex"
    }

    fn lower(&self, composer: &mut Composer<'_>) -> Vec<Node> {
        let inputs = composer.inputs;
        let asked = inputs.spec.submission.as_ref().and_then(|submission| submission.annex_of_cases.as_ref());
        let Some(asked) = asked.filter(|asked| asked.value && !inputs.spec.cases.is_empty()) else { return Vec::new() };
        let heading = Heading {
            level: 2,
            style: Style::Heading1,
            number: None,
            text: vec![Inline::words(inputs.locale.cases.annex.clone(), Some(asked.span))],
            anchor: Some(Arc::from("annex")),
            listed: true,
        };
        let ids: Vec<&str> = inputs.spec.cases.ids().collect();
        composer.notes.begin_table();
        let table = table(composer, &ids, asked.span);
        let notes = composer.notes.end_table();
        vec![Node::PageBreak, Node::Heading(heading), Node::Table(Table { notes, ..table })]
    }
}

/// The name that is printed, and the age.
fn name(case: &Case, locale: &Locale) -> Vec<Inline> {
    case.shown().map(words).into_iter().chain(age(case, locale)).collect()
}

/// ", aged 34".
fn age(case: &Case, locale: &Locale) -> Option<Inline> {
    let age = case.age.as_ref()?;
    let said = locale.cases.aged.fill(&[("n", &locale.in_digits(&age.value.to_string()))]);
    Some(Inline::words(format!("{}{said}", locale.citation.comma), Some(age.span)))
}

fn words(text: &Text) -> Inline {
    Inline::words(text.value.clone(), Some(text.locate(0..text.value.len())))
}

/// What is known of a case, with its labels.
fn fields(case: &Case, locale: &Locale) -> Vec<(String, Inline)> {
    let labels = &locale.cases;
    let date = case.date.as_ref().map(|date| Inline::words(locale.period(&date.value), Some(date.span)));
    let texts = [
        (&labels.what_happened, Some(words(&case.what))),
        (&labels.date, date),
        (&labels.place, case.place.as_ref().map(words)),
        (&labels.believed_responsible, case.perpetrator.as_ref().map(words)),
        (&labels.circumstances, case.circumstances.as_ref().map(words)),
        (&labels.steps_taken, case.remedies.as_ref().map(words)),
        (&labels.outcome, case.outcome.as_ref().map(words)),
    ];
    texts.into_iter().filter_map(|(label, text)| Some((label.clone(), text?))).collect()
}

/// The form of one case, for a body that takes single cases: a document of its own with all that is known, the name included
/// where somebody agreed to its being submitted. None where there is no such case.
pub fn form(inputs: Inputs<'_>, id: &str, sink: &mut Sink) -> Option<Document> {
    let case = inputs.spec.cases.get(id)?;
    let labels = &inputs.locale.cases;
    let submitted = case.consent.as_ref().is_some_and(|consent| consent.submit.value);
    let full = case.name.as_ref().filter(|_| submitted).or_else(|| case.shown())?;
    let mut composer = Composer::new(inputs, Labels::default(), None);
    // the title stands in the properties of the file, in lists of files and in running heads: a protected name is in the body alone
    let named = case.shown().map_or(id, |shown| shown.value.as_str());
    let title = labels.case_of.fill(&[("name", named)]);
    let heading = Heading {
        level: 1,
        style: Style::Title,
        number: None,
        text: vec![Inline::words(title.clone(), Some(full.span))],
        anchor: None,
        listed: false,
    };
    let mut body = vec![Node::Group(Group { frame: Frame::Title, children: vec![Node::Heading(heading)] })];
    let mut person = vec![words(full)];
    person.extend(age(case, inputs.locale));
    let mut add = |label: &str, text: Vec<Inline>| {
        let bold = Emphasis { bold: true, italic: false };
        let label = Inline::emphasised(format!("{label}{}", inputs.locale.citation.colon), bold, None);
        body.push(paragraph(Style::Body, [vec![label], text].concat()));
    };
    add(&labels.person, person);
    for (label, value) in fields(case, inputs.locale) {
        add(&label, vec![value]);
    }
    for source in &case.sources {
        let text = composer.cite(&source.value, None);
        add(&inputs.locale.words.source, text);
    }
    if let Some(consent) = &case.consent {
        let word = |given: &Spanned<bool>| if given.value { &labels.yes } else { &labels.no };
        let said = |given: &Spanned<bool>| vec![Inline::words(word(given).clone(), Some(given.span))];
        add(&labels.consent_by, vec![words(&consent.by)]);
        add(&labels.may_submit, said(&consent.submit));
        add(&labels.may_share, said(&consent.share_with_state));
        add(&labels.may_publish, said(&consent.publish));
    }
    body.extend(About.lower(&mut composer));
    let mut document = composer.around(body);
    document.meta.title = title;
    document.attachments.clear();
    // hashes over pages with a protected name would let anyone with a list of names try them out
    document.embeds_ledger = false;
    sink.append(composer.into_sink());
    Some(document)
}

/// A table of cases, one row each.
pub(super) fn table(composer: &mut Composer<'_>, ids: &[&str], span: Span) -> Table {
    let inputs = composer.inputs;
    let labels = &inputs.locale.cases;
    let heads = [&labels.person, &labels.date, &labels.place, &labels.what_happened];
    let head = Row { cells: heads.iter().map(|text| cell(text.as_str(), None)).collect(), ..Row::default() };
    let columns = heads.iter().enumerate().map(|(place, name)| Column {
        name: (*name).clone(),
        align: ColumnAlign::Start,
        row_head: place == 0,
    });
    let columns = columns.collect();
    let mut rows = Vec::new();
    for id in ids {
        let Some(case) = inputs.spec.cases.get(id) else { continue };
        let mut person = name(case, inputs.locale);
        person.extend(composer.case_mark(id, span));
        let or_empty = |text: Option<Inline>| match text {
            Some(text) => Cell { text: vec![text], ..Cell::default() },
            None => cell(EMPTY, Some(span)),
        };
        let date = case.date.as_ref().map(|date| Inline::words(inputs.locale.period(&date.value), Some(date.span)));
        let mut what = vec![words(&case.what)];
        if let Some(outcome) = &case.outcome {
            what.push(Inline::words(inputs.locale.citation.semicolon.clone(), None));
            what.push(words(outcome));
        }
        let cells = vec![
            Cell { text: person, ..Cell::default() },
            or_empty(date),
            or_empty(case.place.as_ref().map(words)),
            Cell { text: what, ..Cell::default() },
        ];
        rows.push(Row { cells, ..Row::default() });
    }
    Table { caption: None::<Caption>, columns, head: vec![head], rows, origin: Some(span), ..Table::default() }
}

impl Composer<'_> {
    /// The parts of the note that gives the sources of a case.
    pub(super) fn case_note(&mut self, id: &str, span: Span) -> Vec<NotePart> {
        let Some(case) = self.inputs.spec.cases.get(id) else { return Vec::new() };
        let sources = case.sources.iter();
        sources
            .map(|source| {
                let text = located(self.cite(&source.value, None), span);
                let between = self.between_sources();
                NotePart { key: format!("source {} ", source.value), lead: None, text, between }
            })
            .collect()
    }

    /// The mark of that note; none where the case has no source.
    fn case_mark(&mut self, id: &str, span: Span) -> Option<Inline> {
        let parts = self.case_note(id, span);
        (!parts.is_empty()).then(|| Inline::NoteMark(self.add_note(parts)))
    }
}
