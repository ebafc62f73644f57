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
use citationberg::{IndependentStyle, Locale as Words, LocaleCode, LocaleFile};
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
        let items = items(sources, locale);
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
                let between = if self.asks_near { ago.clamp(1, NEAR + 1) } else { 1 };
                history.extend(std::iter::repeat_n((&filler, None, true, Some(first)), between));
            }
            Position::Same { first, .. } => {
                history.push((own, None, false, Some(first)));
                history.push((&filler, None, true, Some(first)));
                history.push((own, before.as_ref(), false, Some(first)));
            }
        }
        let mut driver = BibliographyDriver::new();
        let before = if others.is_empty() { &self.silent } else { &self.csl };
        for (item, place, hidden, note) in history {
            driver.citation(request(before, item, place.map(Place::specific), hidden, note, locale));
        }
        driver.citation(request(&self.csl, own, place.as_ref().map(Place::specific), false, cited.note, locale));
        // letters that tell sources apart follow the order of the list
        let style = if others.is_empty() { &self.listless } else { &self.csl };
        let rendered = finish(driver, style, locale);
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
        let plain: Vec<Item> = sources.iter().map(|(id, source)| item::of(id, source, None, false)).collect();
        let order = self.list(&plain, locale)?.items.into_iter().map(|entry| entry.key);
        let items = items(sources, locale);
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
        // letters that tell sources apart come from their citations
        let style = if self.is_for_notes() { &self.silent } else { &self.csl };
        let mut driver = BibliographyDriver::new();
        for item in items {
            driver.citation(request(style, item, None, false, None, locale));
        }
        finish(driver, style, locale).bibliography
    }
}

fn request<'a>(
    style: &'a IndependentStyle,
    item: &'a Item,
    place: Option<SpecificLocator<'a>>,
    hidden: bool,
    note: Option<usize>,
    locale: &Locale,
) -> CitationRequest<'a, Item> {
    let item = CitationItem::new(item, place, None, hidden, None);
    let code = code(locale);
    let words = words(&code);
    CitationRequest::new(vec![item], style, Some(code), words, note)
}

fn finish(driver: BibliographyDriver<'_, Item>, style: &IndependentStyle, locale: &Locale) -> Rendered {
    let code = code(locale);
    let words = words(&code);
    driver.finish(BibliographyRequest { style, locale: Some(code), locale_files: words })
}

fn items(sources: &Sources<'_>, locale: &Locale) -> Vec<Item> {
    let worded = item::has_worded_editions(locale);
    sources.iter().enumerate().map(|(number, (id, source))| item::of(id, source, Some(number), worded)).collect()
}

/// The words of a language, and those of English where it lacks some. They are decoded when a style of CSL is first used.
/// hayagriva looks through all that it is given, for each word: so it is given no more.
fn words(code: &LocaleCode) -> &'static [Words] {
    static WORDS: OnceLock<BTreeMap<&'static str, Vec<Words>>> = OnceLock::new();
    let all = WORDS.get_or_init(|| {
        let decoded = archive::locales();
        let of = |code: &'static str| {
            let has = |words: &Words, code: &str| words.lang.as_ref().is_some_and(|lang| lang.0 == code);
            let wanted = decoded.iter().filter(|words| has(words, code));
            (
                code,
                wanted
                    .cloned()
                    .map(|words| amended(words, code))
                    .chain(decoded.iter().filter(|words| code != FALLBACK && has(words, FALLBACK)).cloned())
                    .collect(),
            )
        };
        CODES.iter().map(|(_, code)| of(code)).collect()
    });
    all.get(code.0.as_str()).map_or(&[], Vec::as_slice)
}

/// The words of our own for languages in which those of CSL are not as documents have them, as the files of CSL are named.
const OWN: &[(&str, &str)] = &[("ar", include_str!("words/ar.xml")), ("fa-IR", include_str!("words/fa.xml"))];

/// The words of a language with those of our own in their place.
fn amended(mut words: Words, code: &str) -> Words {
    let own = OWN.iter().find(|(own, _)| *own == code).and_then(|(_, xml)| LocaleFile::from_xml(xml).ok());
    let Some(own) = own else { return words };
    let LocaleFile { terms, date, style_options, .. } = own;
    words.date.retain(|known| date.iter().all(|own| own.form != known.form));
    words.date.extend(date);
    words.style_options = style_options.or(words.style_options);
    if let (Some(own), Some(known)) = (terms, words.terms.as_mut()) {
        known.terms.retain(|known| own.terms.iter().all(|own| (own.name, own.form) != (known.name, known.form)));
        known.terms.extend(own.terms);
    }
    words
}

/// The words that CSL takes where a language lacks some.
const FALLBACK: &str = "en-US";

/// The languages as the files of CSL are named, the more particular tags first.
const CODES: &[(&str, &str)] = &[
    ("en-US", FALLBACK),
    ("en", "en-GB"),
    ("fr", "fr-FR"),
    ("es", "es-ES"),
    ("ru", "ru-RU"),
    ("ar", "ar"),
    ("fa", "fa-IR"),
    ("zh", "zh-CN"),
];

/// The language as the files of CSL are named.
fn code(locale: &Locale) -> LocaleCode {
    let tag = locale.tag();
    let of = |known: &str| tag == known || tag.split('-').next() == Some(known);
    let code = CODES.iter().find(|(known, _)| of(known)).map_or(FALLBACK, |(_, code)| code);
    LocaleCode(code.to_owned())
}
