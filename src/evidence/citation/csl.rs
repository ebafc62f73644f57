//! Citations by a style of CSL: hayagriva sets each from the item of its source and from what was cited before it.
//!
//! A document is composed from front to back, so each citation is set for itself, behind those earlier ones that decide its
//! form: the first one of its source, and the one before it.

use super::additions;
use super::item;
use super::locator::Place;
use super::restore::{self, Sources};
use super::styles::Style;
use crate::doc::Inline;
use crate::locale::Locale;
use crate::spec::Source;
use citationberg::json::{Item, Value};
use citationberg::{Locale as Words, LocaleCode};
use hayagriva::archive;
use hayagriva::{BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, Rendered, SpecificLocator};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// How far apart two notes may be for a style that asks whether a source was cited nearby (CSL 1.0.2, `near-note`).
const NEAR: usize = 5;

/// What was cited before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position<'a> {
    /// The source was not cited.
    First,
    /// It was cited, first in this note, last so many notes ago.
    Again {
        /// The number of the note that cites it first.
        first: usize,
        /// How many notes ago it was cited last.
        ago: usize,
    },
    /// It is the one that was cited just before.
    Same {
        /// The number of the note that cites it first.
        first: usize,
        /// The place that was cited just before.
        before: Option<&'a str>,
    },
}

/// A citation.
#[derive(Debug, Clone, Copy)]
pub struct Cited<'a> {
    /// The id of the source.
    pub id: &'a str,
    /// The source.
    pub source: &'a Source,
    /// The place in it.
    pub locator: Option<&'a str>,
    /// What was cited before.
    pub position: Position<'a>,
    /// The number of its note; none in a table.
    pub note: Option<usize>,
}

impl Style {
    /// A citation in a note, without a full stop at its end. `others` are the sources that it could be taken for, itself
    /// among them, which styles of authors and dates tell apart by letters.
    #[must_use]
    pub fn cite(&self, cited: Cited<'_>, others: &Sources<'_>, locale: &Locale) -> Vec<Inline> {
        let own = [(cited.id, cited.source)];
        let sources = if others.is_empty() { &own } else { others };
        let items = items(sources);
        let number = sources.iter().position(|(id, _)| *id == cited.id);
        let Some(own) = number.and_then(|number| items.get(number)) else { return Vec::new() };
        let filler = Item(BTreeMap::from([("id".to_owned(), Value::String("-".to_owned()))]));
        let place = cited.locator.map(|locator| Place::of(locator, locale));
        let before = match cited.position {
            Position::Same { before, .. } => before.map(|locator| Place::of(locator, locale)),
            _ => None,
        };
        // each with its place, whether it is hidden, and the number of its note
        let mut history: Vec<(&Item, Option<&Place>, bool, Option<usize>)> = Vec::new();
        if !others.is_empty() {
            // in their order, which their letters follow
            history.extend(items.iter().map(|other| (other, None, false, cited.note)));
            history.push((&filler, None, true, cited.note));
        }
        match cited.position {
            Position::First => {}
            Position::Again { first, ago } => {
                history.push((own, None, false, Some(first)));
                // other notes lie between
                history.extend(std::iter::repeat_n((&filler, None, true, Some(first)), ago.clamp(1, NEAR + 1)));
            }
            Position::Same { first, .. } => {
                history.push((own, None, false, Some(first)));
                history.push((&filler, None, true, Some(first)));
                history.push((own, before.as_ref(), false, Some(first)));
            }
        }
        history.push((own, place.as_ref(), false, cited.note));
        let mut driver = BibliographyDriver::new();
        for (item, place, hidden, note) in history {
            driver.citation(self.request(item, place.map(Place::specific), hidden, note, locale));
        }
        let rendered = self.finish(driver, locale);
        let Some(last) = rendered.citations.last() else { return Vec::new() };
        let mut text = restore::inlines(&last.citation, sources, cited.source, locale);
        if cited.position == Position::First && (self.is_for_notes() || self.csl.bibliography.is_none()) {
            additions::add(&mut text, cited.source, locale);
        }
        text
    }

    /// The list of sources in the order of the style, each entry closed by a full stop; none where the style has no list.
    #[must_use]
    pub fn entries(&self, sources: &Sources<'_>, locale: &Locale) -> Option<Vec<(String, Vec<Inline>)>> {
        self.csl.bibliography.as_ref()?;
        let plain: Vec<Item> = sources.iter().map(|(id, source)| item::of(id, source, None)).collect();
        let order = self.list(&plain, locale)?.items.into_iter().map(|entry| entry.key);
        let items = items(sources);
        let mut set: BTreeMap<String, Vec<Inline>> = BTreeMap::new();
        for entry in self.list(&items, locale)?.items {
            let Some((_, source)) = sources.iter().find(|(id, _)| *id == entry.key) else { continue };
            let mut text = restore::inlines(&entry.content, sources, source, locale);
            additions::add(&mut text, source, locale);
            additions::close_entry(&mut text, source, locale);
            set.insert(entry.key, text);
        }
        Some(order.filter_map(|id| set.remove(&id).map(|text| (id, text))).collect())
    }

    fn list(&self, items: &[Item], locale: &Locale) -> Option<hayagriva::RenderedBibliography> {
        let mut driver = BibliographyDriver::new();
        for item in items {
            driver.citation(self.request(item, None, false, None, locale));
        }
        self.finish(driver, locale).bibliography
    }

    fn request<'a>(
        &'a self,
        item: &'a Item,
        place: Option<SpecificLocator<'a>>,
        hidden: bool,
        note: Option<usize>,
        locale: &Locale,
    ) -> CitationRequest<'a, Item> {
        let item = CitationItem::new(item, place, None, hidden, None);
        CitationRequest::new(vec![item], &self.csl, Some(code(locale)), words(), note)
    }

    fn finish(&self, driver: BibliographyDriver<'_, Item>, locale: &Locale) -> Rendered {
        driver.finish(BibliographyRequest { style: &self.csl, locale: Some(code(locale)), locale_files: words() })
    }
}

fn items(sources: &Sources<'_>) -> Vec<Item> {
    sources.iter().enumerate().map(|(number, (id, source))| item::of(id, source, Some(number))).collect()
}

/// The words of all languages, which are decoded when a style of CSL is first used.
fn words() -> &'static [Words] {
    static WORDS: OnceLock<Vec<Words>> = OnceLock::new();
    WORDS.get_or_init(archive::locales)
}

/// The language as the files of CSL are named.
fn code(locale: &Locale) -> LocaleCode {
    let tag = locale.tag();
    let code = match tag.split('-').next().unwrap_or(tag) {
        "en" if tag == "en-US" => "en-US",
        "en" => "en-GB",
        "fr" => "fr-FR",
        "es" => "es-ES",
        "ru" => "ru-RU",
        "ar" => "ar",
        "fa" => "fa-IR",
        "zh" => "zh-CN",
        _ => tag,
    };
    LocaleCode(code.to_owned())
}
