//! The words of a specification, with their places: prose, headings, titles, and what records say.

use super::usage;
use crate::diag::{Sink, Span};
use crate::spec::prose::{Block, CitedSource, Piece, Prose, pieces};
use crate::spec::{Section, Spec, Text};
use std::ops::Range;

/// What stands for an expression, a citation or the end of a line: it ends a word and is none.
pub(super) const BREAK: char = '\u{fffc}';

/// What kind of text a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A paragraph of the summary, a section or a recommendation.
    Body,
    /// A heading of a section, or inside a text.
    Heading,
    /// A title, subtitle, caption, note, label or alternative text.
    Label,
    /// What a record says of itself: `what`, `basis`, the title of a source.
    Record,
    /// Words of others.
    Quotation,
}

/// What the words around a chart or a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Drawn {
    /// Printed with a chart.
    WithChart,
    /// Heard in place of a chart.
    InPlaceOfChart,
    /// Printed with a table.
    WithTable,
}

/// What a [`BREAK`] stands for.
#[derive(Debug, Clone)]
pub(super) enum Mark {
    /// `{{ … }}`: its source.
    Expression(String),
    /// `[@…]`
    Citation(Vec<CitedSource>),
    /// The end of a line.
    Break,
}

impl Mark {
    /// The id of the figure that an expression prints.
    pub(super) fn figure(&self) -> Option<&str> {
        let Mark::Expression(source) = self else { return None };
        source.trim().strip_prefix("figures.").filter(|id| usage::is_id(id))
    }
}

/// A paragraph as plain text, with [`BREAK`] where it is interrupted.
pub(super) struct Paragraph<'a> {
    /// The text.
    pub(super) text: String,
    /// What kind of text it is.
    pub(super) kind: Kind,
    /// What to call it, and the record it belongs to: "the title of the chart", `x`.
    pub(super) name: (&'static str, &'a str),
    /// Whose words it is, where it stands around or in place of a chart or a table.
    pub(super) drawn: Option<Drawn>,
    /// What each [`BREAK`] stands for, with its place in the text.
    pub(super) marks: Vec<(usize, Mark)>,
    /// Whether it stands in a quotation of the text itself: `> …`.
    pub(super) quoted: bool,
    /// The words in italics: titles and foreign words, as a rule.
    pub(super) italics: Vec<Range<usize>>,
    /// Which bytes of it stand where.
    places: Vec<(Range<usize>, Span)>,
}

impl<'a> Paragraph<'a> {
    fn of(pieces: &[Piece], kind: Kind, name: (&'static str, &'a str)) -> Self {
        let mut paragraph = Paragraph {
            text: String::new(),
            kind,
            name,
            drawn: None,
            marks: Vec::new(),
            quoted: false,
            italics: Vec::new(),
            places: Vec::new(),
        };
        for piece in pieces {
            let mark = match piece {
                Piece::Words { text, span, emphasis, .. } => {
                    let start = paragraph.text.len();
                    paragraph.text.push_str(text);
                    if emphasis.italic {
                        paragraph.italics.push(start..paragraph.text.len());
                    }
                    paragraph.places.push((start..paragraph.text.len(), *span));
                    continue;
                }
                Piece::Expression { expression, .. } => Mark::Expression(expression.source.clone()),
                Piece::Citation { items, .. } => Mark::Citation(items.clone()),
                Piece::Break => Mark::Break,
            };
            paragraph.marks.push((paragraph.text.len(), mark));
            paragraph.text.push(BREAK);
        }
        paragraph
    }

    /// A text that is no prose.
    fn of_text(text: &Text, kind: Kind, name: (&'static str, &'a str)) -> Self {
        let pieces = if text.value.contains("{{") { pieces(text, &mut Sink::default()) } else { None };
        pieces.map_or_else(
            || Paragraph {
                text: text.value.clone(),
                kind,
                name,
                drawn: None,
                marks: Vec::new(),
                quoted: false,
                italics: Vec::new(),
                places: vec![(0..text.value.len(), text.locate(0..text.value.len()))],
            },
            |pieces| Paragraph::of(&pieces, kind, name),
        )
    }

    /// Whether a reader reads it as running text.
    pub(super) fn is_prose(&self) -> bool {
        matches!(self.kind, Kind::Body | Kind::Heading)
    }

    /// Whether a quotation mark is open at the byte `at`.
    pub(super) fn is_in_quotation_marks(&self, at: usize) -> bool {
        let before = self.text.get(..at).unwrap_or("");
        [('“', '”'), ('«', '»'), ('‘', '’'), ('「', '」')].iter().any(|(open, close)| {
            before.rfind(*open).is_some_and(|opened| before.rfind(*close).is_none_or(|closed| closed < opened))
        }) || before.matches('"').count() % 2 == 1
    }

    /// What to call it in a message.
    pub(super) fn title(&self) -> String {
        match self.name {
            (what, "") => what.to_owned(),
            (what, id) => format!("{what} `{id}`"),
        }
    }

    /// Whether a source is cited or a record is printed in it.
    pub(super) fn has_evidence(&self) -> bool {
        self.marks.iter().any(|(_, mark)| match mark {
            Mark::Citation(_) => true,
            Mark::Expression(source) => ["figures.", "quotations."].iter().any(|start| source.contains(start)),
            Mark::Break => false,
        })
    }

    /// Where the bytes `range` of the text stand in `source`, the text of the specification. Where escapes make the two
    /// differ, the same characters are looked for; where those are not there, the place is that of all the words around.
    pub(super) fn locate(&self, range: &Range<usize>, source: &str) -> Option<Span> {
        self.place(range, source).or_else(|| self.around(range).map(|(_, span)| *span))
    }

    /// The same where the place is certain: the file holds these characters there, so that they can be replaced.
    pub(super) fn exactly(&self, range: &Range<usize>, source: &str) -> Option<Span> {
        self.place(range, source).filter(|span| source.get(span.range()) == self.text.get(range.clone()))
    }

    fn place(&self, range: &Range<usize>, source: &str) -> Option<Span> {
        let (words, span) = self.around(range)?;
        let needle = self.text.get(range.start..range.end.min(words.end))?;
        let written = source.get(span.range())?;
        let before = self.text.get(words.start..range.start)?.matches(needle).count();
        let at = match written.len() == words.len() {
            true => range.start - words.start,
            false => written.match_indices(needle).nth(before).map(|(at, _)| at)?,
        };
        let start = span.range().start + at;
        Some(Span::new(span.file, start..start + needle.len()))
    }

    /// The place of the words before the mark at `at`, or of those behind it.
    pub(super) fn beside(&self, at: usize) -> Option<Span> {
        let before = self.places.iter().rev().find(|(words, _)| words.end <= at && !words.is_empty());
        before.or_else(|| self.places.iter().find(|(words, _)| words.start > at)).map(|(_, span)| *span)
    }

    fn around(&self, range: &Range<usize>) -> Option<&(Range<usize>, Span)> {
        // they stand in the order of the text: a paragraph can have tens of thousands of them
        let at = self.places.partition_point(|(words, _)| words.end <= range.start);
        self.places.get(at).filter(|(words, _)| words.contains(&range.start))
    }
}

/// A link.
pub(super) struct Link {
    /// Its words.
    pub(super) text: String,
    /// Their place.
    pub(super) span: Span,
}

/// All words of a specification, in the order of its tables.
pub(super) fn text(spec: &Spec) -> Vec<Paragraph<'_>> {
    let mut found = Vec::new();
    titles(spec, &mut found);
    if let Some(summary) = &spec.summary {
        add(&summary.heading, Kind::Heading, ("the heading of the summary", ""), &mut found);
        prose_of(&summary.text, ("the summary", ""), &mut found);
    }
    sections(&spec.sections, &mut found);
    for recommendation in &spec.recommendations {
        found.push(Paragraph::of_text(&recommendation.to, Kind::Label, ("the addressee", "")));
        prose_of(&recommendation.text, ("a recommendation", ""), &mut found);
    }
    drawn(spec, &mut found);
    records(spec, &mut found);
    found
}

fn add<'a>(text: &Option<Text>, kind: Kind, name: (&'static str, &'a str), found: &mut Vec<Paragraph<'a>>) {
    found.extend(text.as_ref().map(|text| Paragraph::of_text(text, kind, name)));
}

fn prose_of<'a>(prose: &Prose, name: (&'static str, &'a str), found: &mut Vec<Paragraph<'a>>) {
    each_text(&prose.blocks, false, &mut |kind, quoted, pieces| {
        found.push(Paragraph { quoted, ..Paragraph::of(pieces, kind, name) });
    });
}

fn sections<'a>(all: &'a [Section], found: &mut Vec<Paragraph<'a>>) {
    for section in all {
        found.push(Paragraph::of_text(&section.heading, Kind::Heading, ("a heading", "")));
        if let Some(text) = &section.text {
            prose_of(text, ("the section", section.heading.as_str()), found);
        }
        sections(&section.sections, found);
    }
}

fn titles<'a>(spec: &'a Spec, found: &mut Vec<Paragraph<'a>>) {
    let briefing = &spec.briefing;
    found.push(Paragraph::of_text(&briefing.title, Kind::Label, ("the title", "")));
    add(&briefing.subtitle, Kind::Label, ("the subtitle", ""), found);
    add(&briefing.description, Kind::Label, ("the description", ""), found);
    for key in &spec.key_figures {
        add(&key.label, Kind::Label, ("the label of the key figure", key.figure.value.as_str()), found);
    }
}

/// The words around charts, tables and pictures.
fn drawn<'a>(spec: &'a Spec, found: &mut Vec<Paragraph<'a>>) {
    for (id, chart) in spec.charts.iter() {
        let id = id.value.as_str();
        let mut add = |text: Option<&Text>, name: &'static str, drawn: Drawn| {
            let drawn = Some(drawn);
            found.extend(text.map(|text| Paragraph { drawn, ..Paragraph::of_text(text, Kind::Label, (name, id)) }));
        };
        add(Some(&chart.title), "the title of the chart", Drawn::WithChart);
        add(chart.subtitle.as_ref(), "the subtitle of the chart", Drawn::WithChart);
        add(chart.note.as_ref(), "the note of the chart", Drawn::WithChart);
        add(chart.across_sources.as_ref(), "`across_sources` of the chart", Drawn::WithChart);
        chart.breaks.iter().for_each(|of| add(Some(&of.note), "the note of a break of the chart", Drawn::WithChart));
        chart.annotations.iter().for_each(|of| add(Some(&of.text), "an annotation of the chart", Drawn::WithChart));
        add(chart.alt.as_ref(), "the alternative text of the chart", Drawn::InPlaceOfChart);
    }
    for (id, table) in spec.tables.iter() {
        let id = id.value.as_str();
        let mut add = |text: Option<&Text>, name: &'static str| {
            let drawn = Some(Drawn::WithTable);
            found.extend(text.map(|text| Paragraph { drawn, ..Paragraph::of_text(text, Kind::Label, (name, id)) }));
        };
        add(Some(&table.title), "the title of the table");
        add(table.subtitle.as_ref(), "the subtitle of the table");
        add(table.note.as_ref(), "the note of the table");
    }
    for (id, image) in spec.images.iter() {
        let id = id.value.as_str();
        found.push(Paragraph::of_text(&image.alt, Kind::Label, ("the alternative text of the image", id)));
        if let Some(caption) = &image.caption {
            each_text(&caption.blocks, false, &mut |_, _, pieces| {
                found.push(Paragraph::of(pieces, Kind::Label, ("the caption of the image", id)));
            });
        }
    }
    for (id, data) in spec.data.iter() {
        add(&data.note, Kind::Label, ("the note of the data", id.value.as_str()), found);
    }
}

/// What records say of themselves.
fn records<'a>(spec: &'a Spec, found: &mut Vec<Paragraph<'a>>) {
    for (id, figure) in spec.figures.iter() {
        let id = id.value.as_str();
        found.push(Paragraph::of_text(&figure.what, Kind::Record, ("`what` of the figure", id)));
        add(&figure.basis, Kind::Record, ("`basis` of the figure", id), found);
        for estimate in &figure.estimates {
            add(&estimate.basis, Kind::Record, ("`basis` of an estimate of", id), found);
            add(&estimate.by, Kind::Record, ("`by` of an estimate of", id), found);
        }
    }
    for (id, source) in spec.sources.iter() {
        let id = id.value.as_str();
        found.push(Paragraph::of_text(&source.title, Kind::Record, ("the title of the source", id)));
        add(&source.publisher, Kind::Record, ("the publisher of the source", id), found);
        add(&source.note, Kind::Record, ("the note of the source", id), found);
    }
    for (id, quotation) in spec.quotations.iter() {
        let id = id.value.as_str();
        found.push(Paragraph::of_text(&quotation.text, Kind::Quotation, ("the quotation", id)));
        found.push(Paragraph::of_text(&quotation.speaker, Kind::Record, ("the speaker of the quotation", id)));
        if let Some(translation) = &quotation.translation {
            found.push(Paragraph::of_text(
                &translation.text,
                Kind::Quotation,
                ("the translation of the quotation", id),
            ));
        }
    }
}

/// The prose that readers read as text: summary, sections, recommendations.
pub(super) fn prose(spec: &Spec) -> Vec<&Prose> {
    fn of_sections<'a>(sections: &'a [Section], found: &mut Vec<&'a Prose>) {
        for section in sections {
            found.extend(&section.text);
            of_sections(&section.sections, found);
        }
    }
    let mut found: Vec<&Prose> = spec.summary.iter().map(|summary| &summary.text).collect();
    of_sections(&spec.sections, &mut found);
    found.extend(spec.recommendations.iter().map(|recommendation| &recommendation.text));
    found
}

/// The paragraphs and headings of a prose, those in lists and conditions included.
pub(super) fn paragraphs(prose: &Prose) -> Vec<Paragraph<'static>> {
    let mut found = Vec::new();
    prose_of(prose, ("the text", ""), &mut found);
    found
}

/// The links of a prose. Parts of one link (bold words, lines) are joined.
pub(super) fn links(prose: &Prose) -> Vec<Link> {
    let mut found: Vec<Link> = Vec::new();
    each_text(&prose.blocks, false, &mut |_, _, pieces| {
        let mut last: Option<&str> = None;
        for piece in pieces {
            let Piece::Words { text, link: Some(address), span, .. } = piece else {
                last = None;
                continue;
            };
            match found.last_mut().filter(|_| last == Some(address.as_str())) {
                Some(link) => {
                    link.text.push_str(text);
                    link.span.end = span.end;
                }
                None => found.push(Link { text: text.clone(), span: *span }),
            }
            last = Some(address);
        }
    });
    found
}

/// Calls `see` with the pieces of each paragraph and heading, and with whether they stand in a quotation.
fn each_text<'a>(blocks: &'a [Block], quoted: bool, see: &mut impl FnMut(Kind, bool, &'a [Piece])) {
    for block in blocks {
        match block {
            Block::Paragraph(text) => see(Kind::Body, quoted, text),
            Block::Heading { text, .. } => see(Kind::Heading, quoted, text),
            Block::List { items, .. } => items.iter().for_each(|item| each_text(item, quoted, see)),
            Block::Quote(blocks) => each_text(blocks, true, see),
            Block::For { body: blocks, .. } => each_text(blocks, quoted, see),
            Block::If { branches, otherwise } => {
                branches.iter().for_each(|(_, blocks)| each_text(blocks, quoted, see));
                each_text(otherwise, quoted, see);
            }
        }
    }
}
