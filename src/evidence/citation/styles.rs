//! Styles of citation: which there are, and how one is read. Their files are in the Citation Style Language,
//! <https://docs.citationstyles.org/en/stable/specification.html>.

use super::super::files::{Folder, Kind};
use crate::diag::{Diagnostic, Files, Sink, Span};
use crate::locale::Locale;
use crate::profile::{DEFAULT as DEFAULT_PROFILE, Profile};
use crate::spec::Spec;
use citationberg::{CitationFormat, IndependentStyle, Style as AnyStyle, StyleCategory, StyleClass};
use hayagriva::archive::ArchivedStyle;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};

/// The program's own style.
pub const DEFAULT: &str = "briefing";

/// The same with short notes, from the first on: the list of sources has the rest.
pub const SHORT: &str = "briefing-short";

/// The styles that stand here as files (see `styles/LICENCE.md`).
const FILES: &[(&str, &str)] =
    &[("oscola", include_str!("../styles/oscola.csl")), ("un-editorial", include_str!("../styles/un-editorial.csl"))];

/// A style that only names a source.
const NAMING: &str = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><info><title>t</title><id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info><citation><layout><text variable="title"/></layout></citation></style>"#;

/// Where a briefing's own styles lie, below its folder.
const FOLDER: &str = "styles/";

/// How deep the elements of a style may lie in each other, and how often macros may call each other in a row.
const DEPTH: usize = 64;

/// A style of the Citation Style Language.
#[derive(Debug, Clone)]
pub struct Style {
    name: String,
    text: String,
    pub(super) csl: IndependentStyle,
    /// The same without its list, which is not set with each citation.
    pub(super) listless: IndependentStyle,
    /// The same with citations of a title only: for those of which only counts that they are there, and which source they name.
    pub(super) silent: IndependentStyle,
    /// Whether it asks if a source was cited nearby.
    pub(super) asks_near: bool,
}

impl Style {
    fn new(name: &str, text: String, csl: IndependentStyle) -> Self {
        let listless = IndependentStyle { bibliography: None, ..csl.clone() };
        let mut silent = csl.clone();
        silent.citation.layout.elements =
            IndependentStyle::from_xml(NAMING).map_or_else(|_| Vec::new(), |style| style.citation.layout.elements);
        // the tree of a style has many places for a test, all of which show themselves by their names
        let asks_near = format!("{csl:?}").contains("NearNote");
        Style { name: name.to_owned(), text, csl, listless, silent, asks_near }
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text of its file, where it is the briefing's own.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it is made for notes.
    #[must_use]
    pub fn is_for_notes(&self) -> bool {
        self.csl.settings.class == StyleClass::Note
    }

    /// What stands between two sources of one note, in the marks of the language.
    #[must_use]
    pub fn between(&self, locale: &Locale) -> String {
        let marks = &locale.citation;
        let between = self.csl.citation.layout.delimiter.as_deref().unwrap_or("; ");
        between.replace("; ", &marks.semicolon).replace(", ", &marks.comma)
    }

    /// The style of this name that comes with the program; none where there is none.
    ///
    /// # Errors
    /// Why it cannot be used.
    pub fn find(name: &str) -> Option<Result<Style, Fault>> {
        let file = FILES.iter().find(|(known, _)| *known == name).map(|(_, text)| parse(text));
        let style = file.or_else(|| ArchivedStyle::by_name(name).map(|style| independent(style.get())))?;
        Some(style.and_then(suitable).map(|csl| Style::new(name, String::new(), csl)))
    }
}

/// The names of the styles that come with the program, its own first.
pub fn names() -> impl Iterator<Item = &'static str> {
    let archived = ArchivedStyle::all().iter().filter_map(|style| style.names().first().copied());
    [DEFAULT, SHORT].into_iter().chain(FILES.iter().map(|(name, _)| *name)).chain(archived)
}

/// Why a style cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    code: &'static str,
    /// In one sentence.
    pub message: String,
    help: String,
    /// Where in the file, in bytes, as far as it has a place.
    at: Option<usize>,
}

fn faulty(message: impl Into<String>, at: Option<usize>) -> Fault {
    let help = "download the file again from https://www.zotero.org/styles, or ask who made it".to_owned();
    Fault { code: "style-faulty", message: message.into(), help, at }
}

/// The style that the specification names, or else its profile, and where.
fn named(spec: &Spec, own_profile: Option<&Profile>) -> Option<(String, Option<Span>)> {
    let briefing = &spec.briefing;
    if let Some(named) = &briefing.citations {
        return Some((named.value.clone(), Some(named.span)));
    }
    let profile = briefing.profile.as_ref();
    let name = profile.map_or(DEFAULT_PROFILE, |profile| profile.value.as_str());
    let of_profile = Profile::find(name).or(own_profile).and_then(|profile| profile.citations.clone());
    Some((of_profile?, profile.map(|profile| profile.span)))
}

/// Whether the style is the program's own with short notes.
pub(in super::super) fn short_notes(spec: &Spec, own_profile: Option<&Profile>) -> bool {
    named(spec, own_profile).is_some_and(|(name, _)| name == SHORT)
}

/// Reads the style that is named. None for the program's own; one that is not there or cannot be used goes to `sink`.
pub(in super::super) fn read(
    spec: &Spec,
    own_profile: Option<&Profile>,
    folder: &Folder,
    files: &mut Files,
    sink: &mut Sink,
) -> Option<Style> {
    let (name, place) = named(spec, own_profile)?;
    if [DEFAULT, SHORT].contains(&name.as_str()) {
        return None;
    }
    let refused = |fault: Fault| {
        let message = match fault.code {
            "style-faulty" => format!("the style `{name}` has a fault: {}", fault.message),
            _ => format!("the style `{name}` cannot be used: {}", fault.message),
        };
        Diagnostic::error(fault.code, message).at_maybe(place, "").help(fault.help)
    };
    if let Some(found) = Style::find(&name) {
        return found.map_err(|fault| sink.push(refused(fault))).ok();
    }
    let path = format!("{FOLDER}{name}.csl");
    let own = folder.names(FOLDER);
    if !own.contains(&path) {
        let own = own.iter().filter_map(|path| path.strip_prefix(FOLDER)?.strip_suffix(".csl"));
        let known: Vec<&str> = names().map(|name| -> &str { name }).chain(own).collect();
        sink.push(
            Diagnostic::error("unknown-style", format!("unknown style of citation `{name}`"))
                .at_maybe(place, "no such style")
                .suggest(&name, known)
                .help("docs/citations.md lists them; your own are in `styles/NAME.csl`"),
        );
        return None;
    }
    let text = folder.read_text(&path, Kind::STYLE, place).map_err(|finding| sink.push(finding)).ok()?;
    let file = files.add(folder.shown(&path), &text);
    match parse(&text).and_then(suitable) {
        Ok(csl) => Some(Style::new(&name, text, csl)),
        Err(fault) => {
            let finding = refused(fault.clone());
            let place = fault.at.map(|at| Span::new(file, at..at + 1));
            sink.push(match place {
                Some(place) => finding.at(place, ""),
                None => finding,
            });
            None
        }
    }
}

#[cfg(test)]
pub(super) fn parse_for_tests(text: &str) -> Result<Style, Fault> {
    parse(text).and_then(suitable).map(|csl| Style::new("t", text.to_owned(), csl))
}

/// Reads a style, which may come from anywhere.
fn parse(text: &str) -> Result<IndependentStyle, Fault> {
    examine(text)?;
    match AnyStyle::from_xml(text) {
        Ok(style) => independent(style),
        Err(error) => {
            let message = error.to_string();
            let line = message.lines().next().unwrap_or("").trim_end_matches('.').to_owned();
            Err(faulty(format!("it is no style of CSL 1.0: {line}"), None))
        }
    }
}

fn independent(style: AnyStyle) -> Result<IndependentStyle, Fault> {
    match style {
        AnyStyle::Independent(style) => Ok(style),
        AnyStyle::Dependent(style) => Err(Fault {
            code: "style-faulty",
            message: "it only refers to another style".to_owned(),
            help: format!("take that one: {}", style.parent_link.href),
            at: None,
        }),
    }
}

/// A style that numbers or abbreviates its sources is made for marks in the text; a note has to say what the source is.
fn suitable(mut style: IndependentStyle) -> Result<IndependentStyle, Fault> {
    let numbers = style.info.category.iter().any(|category| {
        matches!(category, StyleCategory::CitationFormat { format: CitationFormat::Numeric | CitationFormat::Label })
    });
    if !numbers {
        // a dash in place of names says nothing to those who listen, and comes out wrong where there are several names
        if let Some(list) = &mut style.bibliography {
            list.subsequent_author_substitute = None;
        }
        return Ok(style);
    }
    Err(Fault {
        code: "unsuitable-style",
        message: "it gives its sources numbers or labels, and a note has to say what the source is".to_owned(),
        help: "take a style for notes, or for authors and dates: `chicago-notes`, `oscola`, `un-editorial`, `apa`"
            .to_owned(),
        at: None,
    })
}

/// What is asked of a file before it is believed: that it is well formed and not too deep, and that its macros are there and
/// do not call each other in a circle.
fn examine(text: &str) -> Result<(), Fault> {
    let mut reader = Reader::from_str(text);
    let mut depth = 0usize;
    let mut within: Option<(String, usize)> = None;
    let mut calls: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut called: BTreeMap<String, usize> = BTreeMap::new();
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(0).min(text.len().saturating_sub(1));
        let event = reader.read_event().map_err(|error| faulty(format!("it is no XML: {error}"), Some(at)))?;
        let (start, opens) = match &event {
            Event::Start(start) => (start, true),
            Event::Empty(start) => (start, false),
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                if within.as_ref().is_some_and(|(_, level)| depth <= *level) {
                    within = None;
                }
                continue;
            }
            Event::DocType(_) => {
                return Err(faulty("it declares a document type, which a style has no use for", Some(at)));
            }
            Event::Eof => break,
            _ => continue,
        };
        if let Some(name) = attribute(start, "macro") {
            called.entry(name.clone()).or_insert(at);
            if let Some((caller, _)) = &within {
                calls.entry(caller.clone()).or_default().insert(name);
            }
        }
        if start.local_name().as_ref() == "macro" {
            let name = attribute(start, "name").unwrap_or_default();
            calls.entry(name.clone()).or_default();
            within = Some((name, depth));
        }
        if opens {
            depth += 1;
        }
        if depth > DEPTH {
            return Err(faulty("its elements lie too deep in each other", Some(at)));
        }
    }
    if let Some((name, at)) = called.iter().find(|(name, _)| !calls.contains_key(*name)) {
        return Err(faulty(format!("it has no macro `{name}`"), Some(*at)));
    }
    match calls.keys().find(|name| level(name, &calls, 0).is_none()) {
        Some(name) => {
            Err(faulty(format!("its macro `{name}` goes round in a circle, or through too many others"), None))
        }
        None => Ok(()),
    }
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = start.try_get_attribute(name).ok()??;
    Some(attribute.value.into_owned())
}

/// How many macros lie below `name`; none where there are too many, as in a circle.
fn level(name: &str, calls: &BTreeMap<String, BTreeSet<String>>, depth: usize) -> Option<usize> {
    const DEEPEST: usize = 16;
    if depth > DEEPEST {
        return None;
    }
    let below: Option<Vec<usize>> =
        calls.get(name).into_iter().flatten().map(|called| level(called, calls, depth + 1)).collect();
    Some(below?.into_iter().max().unwrap_or(0) + 1)
}
