//! Sources in words: notes, short notes, and entries of the list of sources, in one house style after the notes of the
//! Chicago Manual of Style and the United Nations Editorial Manual.
//!
//! - Works that stand alone: Author, *Title*, edited by editor (edition; genre, number; publisher, date), locator, address.
//! - Works that stand in another: Author, “Title”, *Newspaper*, edited by editor, edition, publisher, number, date, locator,
//!   address.
//! - Laws and treaties: as the first, the title upright.
//!
//! Titles are printed as they are written, never re-cased. What a source does not say is left out, and so is a publisher
//! who is the author.

use super::close;
use super::restore::runs_against;
use crate::doc::{Emphasis, Inline, Words};
use crate::locale::{CitationWords, Locale, Part, Phrase};
use crate::page::Target;
use crate::spec::{Name, Source, Text};
use std::sync::Arc;

/// A note: everything there is to find the source and the place in it, without a full stop at the end.
#[must_use]
pub fn note(source: &Source, locator: Option<&str>, locale: &Locale) -> Vec<Inline> {
    let mut writer = Writer::new(source, locale);
    writer.authors(false);
    writer.work();
    if locator.is_none() {
        writer.pages();
    }
    writer.locator(locator);
    writer.address();
    writer.text
}

/// A note on a source that was cited before, without a full stop at the end: its short title or its author and title, and
/// the locator.
#[must_use]
pub fn short(source: &Source, locator: Option<&str>, locale: &Locale) -> Vec<Inline> {
    let mut writer = Writer::new(source, locale);
    if let Some(short) = &source.title_short {
        writer.words(short, Emphasis::default());
    } else {
        writer.family_names();
        writer.title();
    }
    writer.locator(locator);
    writer.text
}

/// Where a copy of a source is kept and when it was made: "archived at …, captured …"; none where there is none.
pub(super) fn archived(source: &Source, locale: &Locale) -> Option<Vec<Inline>> {
    Writer::new(source, locale).archived()
}

/// The address of a source, as people read it, linked.
pub(super) fn address(source: &Source, locale: &Locale) -> Vec<Inline> {
    let mut writer = Writer::new(source, locale);
    if let Some(url) = &source.url {
        writer.link(url);
    }
    writer.text
}

/// An entry of the list of sources, closed by a full stop. The first author's family name comes first.
#[must_use]
pub fn entry(source: &Source, locale: &Locale) -> Vec<Inline> {
    let mut writer = Writer::new(source, locale);
    writer.authors(true);
    writer.work();
    writer.pages();
    writer.address();
    writer.stop();
    if let Some(note) = &source.note {
        writer.plain(&locale.citation.space);
        writer.verbatim(note, Emphasis::default(), None);
        writer.stop();
    }
    writer.text
}

/// How a title is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TitleLook {
    /// A work that stands alone.
    Italic,
    /// A part of another work.
    Quoted,
    /// A law, or a title that the author of the specification supplied in brackets.
    Upright,
}

fn title_look(source: &Source) -> TitleLook {
    let title = source.title.as_str();
    if title.starts_with('[') && title.ends_with(']') {
        return TitleLook::Upright;
    }
    match source.r#type.value.as_str() {
        "bill" | "legislation" | "regulation" | "treaty" => TitleLook::Upright,
        kind if is_part(kind) => TitleLook::Quoted,
        _ => TitleLook::Italic,
    }
}

/// Whether works of this CSL type stand in another work, or on a site.
fn is_part(kind: &str) -> bool {
    kind.starts_with("article")
        || kind.starts_with("entry")
        || kind.starts_with("post")
        || kind.starts_with("review")
        || matches!(
            kind,
            "chapter"
                | "interview"
                | "manuscript"
                | "paper-conference"
                | "personal_communication"
                | "song"
                | "speech"
                | "webpage"
        )
}

/// Writes one citation.
struct Writer<'a> {
    source: &'a Source,
    locale: &'a Locale,
    marks: &'a CitationWords,
    text: Vec<Inline>,
}

impl<'a> Writer<'a> {
    fn new(source: &'a Source, locale: &'a Locale) -> Self {
        Writer { source, locale, marks: &locale.citation, text: Vec::new() }
    }

    /// Words of the program's own.
    fn plain(&mut self, text: &str) {
        self.text.push(Inline::words(text, None));
    }

    /// A comma, unless this is the beginning.
    fn comma(&mut self) {
        if !self.text.is_empty() {
            self.plain(&self.marks.comma);
        }
    }

    /// Words of the specification, each byte of which can be found there again.
    fn verbatim(&mut self, text: &Text, emphasis: Emphasis, language: Option<Arc<str>>) {
        let origin = Some(text.locate(0..text.value.len()));
        self.text.push(Inline::Text(Words {
            text: text.value.clone(),
            emphasis,
            link: None,
            language,
            origin,
            ..Words::default()
        }));
    }

    fn words(&mut self, text: &Text, emphasis: Emphasis) {
        self.comma();
        self.verbatim(text, emphasis, None);
    }

    /// "Robin Millard and Emil Ilgar"; "Millard, Robin and Emil Ilgar" where the list is sorted by family names.
    fn authors(&mut self, inverted: bool) {
        self.names(&self.source.author, inverted);
    }

    fn names(&mut self, names: &'a [Name], inverted: bool) {
        let names = names.iter().enumerate().map(|(index, name)| self.name(name, inverted && index == 0)).collect();
        self.enumerate(names);
    }

    /// "edited by Robin Millard".
    fn editors(&mut self) {
        let editors = &self.source.editor;
        if editors.is_empty() {
            return;
        }
        self.comma();
        for part in self.locale.words.edited_by.parts() {
            match part {
                Part::Text(text) => self.plain(text),
                Part::Slot(_) => self.names(editors, false),
            }
        }
    }

    fn name(&self, name: &'a Name, inverted: bool) -> Vec<Inline> {
        match name {
            Name::Institution(name) | Name::Person { family: name, given: None } => vec![verbatim(name)],
            // where a name runs against the text, its parts would change places if they were several pieces
            Name::Person { family, given: Some(given) } if runs_against(family, self.locale.rtl()) => {
                let whole = match inverted {
                    true => format!("{family}{}{given}", self.marks.comma),
                    false => format!("{given} {family}"),
                };
                vec![Inline::words(whole, Some(family.locate(0..family.value.len())))]
            }
            Name::Person { family, given: Some(given) } if inverted => {
                vec![verbatim(family), Inline::words(&self.marks.comma, None), verbatim(given)]
            }
            Name::Person { family, given: Some(given) } => {
                vec![verbatim(given), Inline::words(" ", None), verbatim(family)]
            }
        }
    }

    fn family_names(&mut self) {
        let family = |name: &Name| match name {
            Name::Institution(name) | Name::Person { family: name, .. } => vec![verbatim(name)],
        };
        self.enumerate(self.source.author.iter().map(family).collect());
    }

    /// "a, b and c".
    fn enumerate(&mut self, names: Vec<Vec<Inline>>) {
        for part in self.locale.list_phrase(names.len()).parts() {
            match part {
                Part::Text(text) => self.plain(text),
                Part::Slot(index) => {
                    self.text.extend(
                        index.parse().ok().and_then(|index: usize| names.get(index)).into_iter().flatten().cloned(),
                    );
                }
            }
        }
    }

    fn title(&mut self) {
        let title = &self.source.title;
        let language = self.source.language.as_ref().map(|language| Arc::from(language.value.as_str()));
        self.comma();
        match title_look(self.source) {
            TitleLook::Upright => self.verbatim(title, Emphasis::default(), language),
            TitleLook::Italic => self.verbatim(title, ITALIC, language),
            TitleLook::Quoted => {
                let quotes = self.locale.quotes();
                self.plain(&quotes.outer.0);
                let inner = self.inside_quotes(title.as_str());
                let origin = Some(title.locate(0..title.value.len()));
                self.text.push(Inline::Text(Words { text: inner, language, origin, ..Words::default() }));
                self.plain(&quotes.outer.1);
            }
        }
    }

    /// Quotation marks inside quotation marks are the inner ones.
    fn inside_quotes(&self, title: &str) -> String {
        let quotes = self.locale.quotes();
        title.replace(&quotes.outer.0, &quotes.inner.0).replace(&quotes.outer.1, &quotes.inner.1)
    }

    /// The title, and what identifies the work: in brackets where it stands alone, in a row where it is part of another.
    fn work(&mut self) {
        self.title();
        let source = self.source;
        if is_part(&source.r#type.value) {
            if let Some(container) = &source.container_title {
                self.words(container, ITALIC);
            }
            self.editors();
            for place in [self.edition(), self.volume(), self.issue()].into_iter().flatten() {
                self.comma();
                self.plain(&place);
            }
            self.row(&[
                source.genre.as_ref(),
                source.number.as_ref(),
                self.publisher(),
                source.publisher_place.as_ref(),
            ]);
            self.comma();
            let date = self.source.issued.as_ref().map(|date| self.locale.partial_date(&date.value));
            self.plain(&date.unwrap_or_else(|| self.locale.words.no_date.clone()));
            return;
        }
        if let Some(container) = &source.container_title {
            self.comma();
            self.fill_italic(&self.locale.words.in_container, container);
        }
        self.editors();
        self.identity();
    }

    /// "(edition, volume, genre, number; publisher, place, date)".
    fn identity(&mut self) {
        let source = self.source;
        self.plain(&self.marks.open);
        let start = self.text.len();
        for place in [self.edition(), self.volume(), self.issue()].into_iter().flatten() {
            if self.text.len() > start {
                self.plain(&self.marks.comma);
            }
            self.plain(&place);
        }
        self.fresh_row(start, &[source.genre.as_ref(), source.number.as_ref()]);
        if self.text.len() > start {
            self.plain(&self.marks.semicolon);
        }
        let start = self.text.len();
        self.fresh_row(start, &[self.publisher(), source.publisher_place.as_ref()]);
        if self.text.len() > start {
            self.plain(&self.marks.comma);
        }
        self.plain(&self.date());
        self.plain(&self.marks.close);
    }

    /// "2nd ed.".
    fn edition(&self) -> Option<String> {
        self.source.edition.as_ref().map(|edition| bound_numbers(&self.locale.edition(edition.as_str())))
    }

    /// "vol. 12".
    fn volume(&self) -> Option<String> {
        self.source.volume.as_ref().map(|volume| bound_numbers(&self.locale.volume(volume.as_str())))
    }

    /// "no. 3".
    fn issue(&self) -> Option<String> {
        self.source.issue.as_ref().map(|issue| bound_numbers(&self.locale.issue(issue.as_str())))
    }

    /// The pages on which it stands, where no place in it is given: "pp. 12–18".
    fn pages(&mut self) {
        if let Some(pages) = &self.source.page {
            self.comma();
            self.plain(&bound_numbers(&self.locale.pages(pages.as_str())));
        }
    }

    /// The texts that are there, a comma before each.
    fn row(&mut self, texts: &[Option<&Text>]) {
        for text in texts.iter().copied().flatten() {
            self.words(text, Emphasis::default());
        }
    }

    /// The texts that are there, a comma between them but none before what is at `start`.
    fn fresh_row(&mut self, start: usize, texts: &[Option<&Text>]) {
        for text in texts.iter().copied().flatten() {
            if self.text.len() > start {
                self.plain(&self.marks.comma);
            }
            self.verbatim(text, Emphasis::default(), None);
        }
    }

    /// The publisher, unless it is an author or the newspaper itself.
    fn publisher(&self) -> Option<&'a Text> {
        let source = self.source;
        let is_author = |publisher: &Text| {
            source.author.iter().any(|name| matches!(name, Name::Institution(name) if name.value == publisher.value))
        };
        let is_container =
            |publisher: &Text| source.container_title.as_ref().is_some_and(|title| title.value == publisher.value);
        source.publisher.as_ref().filter(|publisher| !is_author(publisher) && !is_container(publisher))
    }

    /// The date inside brackets.
    fn date(&self) -> String {
        let issued = self.source.issued.as_ref();
        issued.map_or_else(|| self.locale.words.no_date.clone(), |date| self.locale.partial_date_inside(&date.value))
    }

    /// A phrase whose one place is filled by a title in italics.
    fn fill_italic(&mut self, phrase: &Phrase, title: &Text) {
        for part in phrase.parts() {
            match part {
                Part::Text(text) => self.plain(text),
                Part::Slot(_) => self.verbatim(title, ITALIC, None),
            }
        }
    }

    /// Where in the source. The number stays with its "p." or "para.".
    fn locator(&mut self, locator: Option<&str>) {
        if let Some(locator) = locator.map(str::trim).filter(|locator| !locator.is_empty()) {
            self.comma();
            let locator = self.locale.locator(locator);
            self.plain(&bound_numbers(&locator));
        }
    }

    /// The address, when it was read, and where a copy is kept.
    fn address(&mut self) {
        if let Some(url) = &self.source.url {
            self.comma();
            self.link(url);
        }
        let details = self.copies();
        if details.is_empty() {
            return;
        }
        self.plain(&self.marks.open);
        for (index, detail) in details.into_iter().enumerate() {
            if index > 0 {
                self.plain(&self.marks.semicolon);
            }
            self.text.extend(detail);
        }
        self.plain(&self.marks.close);
    }

    /// "accessed …", "archived at …, captured …".
    fn copies(&self) -> Vec<Vec<Inline>> {
        let words = &self.locale.words;
        let accessed = self.source.accessed.as_ref().map(|date| {
            vec![Inline::words(words.accessed.fill(&[("date", &self.locale.date_inside(date.value))]), None)]
        });
        accessed.into_iter().chain(self.archived()).collect()
    }

    fn archived(&self) -> Option<Vec<Inline>> {
        let words = &self.locale.words;
        let archive = self.source.archive.as_ref()?;
        let mut writer = Writer::new(self.source, self.locale);
        match &archive.url {
            Some(url) => {
                for part in words.archived.parts() {
                    match part {
                        Part::Text(text) => writer.plain(text),
                        Part::Slot(_) => writer.link(url),
                    }
                }
            }
            // A file beside the specification is of no use to the reader unless it is said when it was made.
            None => {
                archive.captured.as_ref()?;
                writer.plain(&words.archived_copy);
            }
        }
        if let Some(captured) = &archive.captured {
            writer.comma();
            writer.plain(&words.captured.fill(&[("date", &self.locale.date_inside(captured.value.date_naive()))]));
        }
        Some(writer.text)
    }

    /// An address as people read it: without its scheme, and without a slash that says nothing.
    fn link(&mut self, url: &Text) {
        let shown = url.value.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
        let shown = match shown.find('/') {
            Some(slash) if slash + 1 == shown.len() => shown.trim_end_matches('/'),
            _ => shown,
        };
        let start = url.value.find(shown).unwrap_or(0);
        self.text.push(Inline::Text(Words {
            text: shown.to_owned(),
            link: Some(Target::Uri(Arc::from(url.as_str()))),
            origin: Some(url.locate(start..start + shown.len())),
            ..Words::default()
        }));
    }

    fn stop(&mut self) {
        close(&mut self.text, &self.marks.stop);
    }
}

/// Words of the specification, plain.
fn verbatim(text: &Text) -> Inline {
    Inline::words(&text.value, Some(text.locate(0..text.value.len())))
}

const ITALIC: Emphasis = Emphasis { bold: false, italic: true };

/// "p. 8" with a space at which no line breaks.
fn bound_numbers(text: &str) -> String {
    let digit = |at: usize| text.get(at + 1..).and_then(|rest| rest.chars().next()).is_some_and(char::is_numeric);
    text.char_indices().map(|(at, letter)| if letter == ' ' && digit(at) { '\u{a0}' } else { letter }).collect()
}
