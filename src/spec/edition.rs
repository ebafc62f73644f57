//! Editions: the language in which a specification is read. Of a text by language (`title = { en = "…", fr = "…" }`) the
//! reader takes that of the edition, so that what comes out is in one language and no later stage knows of others.

use super::field::{Field, read_filled};
use super::params::Set;
use super::rule::Rule;
use super::strings::shown;
use super::tree::{Entry, Node, Reader, Table};
use super::types::Spec;
use super::value::Spanned;
use crate::diag::{Diagnostic, Span};
use toml::de::{DeTable, DeValue};

/// Which edition is read, and which languages texts may be given in.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// The edition's language, as asked for: a tag of `languages`, or the language alone where one edition has it. The
    /// main language where absent.
    pub language: Option<&'a str>,
    /// The languages that the program knows, without regions. Texts may be written in them before their edition is listed; where none are
    /// given, in any.
    pub known: &'a [&'a str],
    /// Values of parameters.
    pub set: Set<'a>,
}

/// The editions of a file and the one that is read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Edition {
    /// The tag of the main language.
    main: String,
    /// The tags of all editions with their places, the main one among them.
    all: Vec<Spanned<String>>,
    /// The tag of the edition that is read.
    current: String,
    /// The languages that the program knows.
    known: Vec<String>,
}

impl Edition {
    /// The tag of the edition that is read.
    pub(crate) fn current_tag(&self) -> &str {
        &self.current
    }
}

/// The language alone: `en` of `en-GB`.
fn bare(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// Whether two tags name one language, whatever the region.
fn same_language(a: &str, b: &str) -> bool {
    bare(a).eq_ignore_ascii_case(bare(b))
}

/// Whether a key can be meant as a language tag.
fn is_tag(key: &str) -> bool {
    let mut parts = key.split('-');
    let subtag = |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    parts.next().is_some_and(|first| (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic()))
        && parts.all(subtag)
}

/// The editions that a file lists, the main language first where it lists none.
fn listed(root: &DeTable<'_>, place: impl Fn(std::ops::Range<usize>) -> Span) -> (String, Vec<Spanned<String>>) {
    let Some(briefing) = root.get("briefing").and_then(|value| value.get_ref().as_table()) else {
        return (String::new(), Vec::new());
    };
    let tag = |value: &toml::Spanned<DeValue<'_>>| {
        value.get_ref().as_str().map(|tag| Spanned::new(tag.to_owned(), place(value.span())))
    };
    let main = briefing.get("language").and_then(tag);
    let all: Vec<Spanned<String>> = match briefing.get("languages").map(toml::Spanned::get_ref) {
        Some(DeValue::Array(list)) => list.iter().filter_map(tag).collect(),
        _ => main.iter().cloned().collect(),
    };
    (main.map(|main| main.value).unwrap_or_default(), all)
}

/// The tags of the editions of a specification, the main language first; none where they cannot be read, which reading the
/// specification then reports.
#[must_use]
pub fn editions(text: &str) -> Vec<String> {
    let (tree, _) = DeTable::parse_recoverable(text);
    let (main, all) = listed(tree.get_ref(), |range| Span::new(crate::diag::FileId(0), range));
    let others = all.into_iter().map(|tag| tag.value).filter(|tag| *tag != main);
    std::iter::once(main.clone()).filter(|main| !main.is_empty()).chain(others).collect()
}

impl Edition {
    /// The edition of the file `root` that is wanted; a finding where there is none such.
    pub(crate) fn choose(root: &DeTable<'_>, wanted: Wanted<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let (main, all) = listed(root, |range| reader.span(range));
        let asked = wanted.language.unwrap_or(&main).to_owned();
        let mut edition = Edition {
            current: asked.clone(),
            known: wanted.known.iter().map(|&tag| tag.to_owned()).collect(),
            main,
            all,
        };
        match edition.find(&asked) {
            Some(tag) => edition.current = tag,
            None if wanted.language.is_none() => {}
            None => {
                reader.sink.push(edition.unknown_edition(&asked));
                return None;
            }
        }
        Some(edition)
    }

    /// The edition of this tag, or the only one in its language.
    fn find(&self, asked: &str) -> Option<String> {
        let exact = self.all.iter().find(|tag| tag.value.eq_ignore_ascii_case(asked));
        let mut like = self.all.iter().filter(|tag| bare(&tag.value).eq_ignore_ascii_case(asked));
        let only = || like.next().filter(|_| like.next().is_none());
        exact.or_else(only).map(|tag| tag.value.clone())
    }

    fn unknown_edition(&self, asked: &str) -> Diagnostic {
        let known = self.all.iter().map(|tag| tag.value.as_str());
        Diagnostic::error("unknown-edition", format!("the briefing has no edition in `{}`", shown(asked)))
            .suggest(asked, known)
            .help("`languages` in `[briefing]` lists the editions")
    }

    /// Whether there is more than one edition.
    pub(crate) fn is_one_of_several(&self) -> bool {
        self.all.len() > 1
    }

    /// Whether a text that is written once, in the main language, will do for this edition.
    fn reads_main(&self) -> bool {
        !self.is_one_of_several() || same_language(&self.main, &self.current)
    }

    /// The entry of a table by language for an edition: its tag, else its language.
    fn entry<'t>(table: &Table<'t>, tag: &str) -> Option<Entry<'t>> {
        let find = |wanted: &str| table.entries.iter().find(|e| e.node.key.eq_ignore_ascii_case(wanted)).copied();
        find(tag).or_else(|| find(bare(tag)))
    }

    /// The tags of the editions for which `has` says no.
    fn missing(&self, has: impl Fn(&str) -> bool) -> Option<Vec<String>> {
        let missing: Vec<String> =
            self.all.iter().map(|tag| tag.value.as_str()).filter(|tag| !has(tag)).map(shown).collect();
        (!missing.is_empty()).then_some(missing)
    }

    /// Whether texts may be given in the language `key`.
    fn knows(&self, key: &str) -> bool {
        let known = |tag: &str| tag.eq_ignore_ascii_case(key) || bare(tag).eq_ignore_ascii_case(key);
        if self.known.is_empty() {
            return is_tag(key);
        }
        self.all.iter().any(|tag| known(&tag.value)) || self.known.iter().any(|tag| same_language(tag, key))
    }
}

/// Whether a value is a table by language and no record: all of its keys look like language tags.
pub(crate) fn is_by_language(node: Node<'_>) -> bool {
    matches!(node.value, DeValue::Table(table) if !table.is_empty() && table.iter().all(|(key, _)| is_tag(key.get_ref())))
}

impl Reader<'_> {
    /// The value of the edition where `node` is a table by language, and `node` itself where it is not. A finding where
    /// there is none for this edition.
    pub(crate) fn text_of_edition<'t>(&mut self, node: Node<'t>, rule: Rule) -> Option<Node<'t>> {
        if matches!(node.value, DeValue::Table(_)) && !matches!(rule, Rule::Same | Rule::Sha256) {
            return self.chosen(node)?.or_else(|| {
                self.missing_in_table(node);
                None
            });
        }
        if rule.needs_translation() && matches!(node.value, DeValue::String(_)) && !self.edition.reads_main() {
            self.missing_beside(node);
            return None;
        }
        Some(node)
    }

    /// What a table by language has for the edition; unknown languages are findings. None outside where `node` is no table.
    pub(crate) fn chosen<'t>(&mut self, node: Node<'t>) -> Option<Option<Node<'t>>> {
        let table = self.table(node)?;
        for entry in table.entries.iter().filter(|entry| !self.edition.knows(entry.node.key)) {
            let key = entry.node.key;
            let tags = self.edition.all.iter().map(|tag| tag.value.as_str());
            let known: Vec<&str> = tags.chain(self.edition.known.iter().map(String::as_str)).collect();
            let message = format!("`{}` is not a language of `{}`", shown(key), shown(node.key));
            self.sink.push(
                Diagnostic::error("unknown-language", message)
                    .at(entry.key_span, "the keys here are languages")
                    .suggest(key, known.iter().copied()),
            );
        }
        // where the briefing does not say its language, which is a finding of its own, any text will do
        let first = table.entries.first().copied().filter(|_| self.edition.current.is_empty());
        let found = Edition::entry(&table, &self.edition.current).or(first);
        Some(found.map(|entry| Node { key: node.key, ..entry.node }))
    }

    /// Of a table by language that does not have the edition's. All editions that it lacks are named, so that each of them
    /// makes the same finding.
    fn missing_in_table(&mut self, node: Node<'_>) {
        let DeValue::Table(raw) = node.value else { return };
        let has = |tag: &str| {
            let mut keys = raw.iter().map(|(key, _)| key.get_ref());
            keys.any(|key| key.eq_ignore_ascii_case(tag) || key.eq_ignore_ascii_case(bare(tag)))
        };
        let missing = self.edition.missing(has).unwrap_or_else(|| vec![shown(&self.edition.current)]);
        self.missing_translation(node, &missing, format!("add `{}` to it", each(&missing, "\"…\"")));
    }

    /// Of a text that is written once, in the main language.
    fn missing_beside(&mut self, node: Node<'_>) {
        let main = self.edition.main.clone();
        if let Some(missing) = self.edition.missing(|tag| same_language(&main, tag)) {
            let own = node.value.as_str().filter(|text| text.chars().count() <= SHORT && is_plain(text)).unwrap_or("…");
            let help = format!("write `{{ {} = \"{own}\", {} }}`", bare(&main), each(&missing, "\"…\""));
            self.missing_translation(node, &missing, help);
        }
    }

    fn missing_translation(&mut self, node: Node<'_>, missing: &[String], help: String) {
        let message = format!("`{}` has no text in {}", shown(node.key), named(missing));
        self.sink
            .push(Diagnostic::error("missing-translation", message).at(node.span, "in too few languages").help(help));
    }
}

/// A text of so many characters is repeated in a hint.
const SHORT: usize = 60;

/// Whether a text can stand between quotation marks as it is.
fn is_plain(text: &str) -> bool {
    !text.contains(|c: char| c.is_control() || "\"\\`".contains(c))
}

/// Tags in backticks.
fn named(tags: &[String]) -> String {
    tags.iter().map(|tag| format!("`{tag}`")).collect::<Vec<_>>().join(", ")
}

/// The same value for each of the tags: `fr = "…", es = "…"`.
fn each(tags: &[String], value: &str) -> String {
    tags.iter().map(|tag| format!("{tag} = {value}")).collect::<Vec<_>>().join(", ")
}

/// A value that may be given by language, and is absent where the edition's language is not among them.
pub(crate) fn read_optional<T: Field>(node: Node<'_>, rule: Rule, reader: &mut Reader<'_>) -> Option<Option<T>> {
    match reader.chosen(node)? {
        Some(chosen) => read_filled(chosen, true, rule, reader).map(Some),
        None => Some(None),
    }
}

/// Of a quotation: the editions in other languages than its own have a translation.
pub(crate) fn quotation(table: &Table<'_>, reader: &mut Reader<'_>) {
    if !reader.edition.is_one_of_several() {
        return;
    }
    let own = table.get("language").and_then(|entry| entry.node.value.as_str().map(str::to_owned));
    let own = own.unwrap_or_else(|| reader.edition.main.clone());
    let main = reader.edition.main.clone();
    let given = table.get("translation").map(|entry| entry.node);
    let has = |tag: &str| {
        same_language(tag, &own)
            || match given {
                Some(node) if is_by_language(node) => node.value.as_table().is_some_and(|by| {
                    by.iter().any(|(key, _)| {
                        key.get_ref().eq_ignore_ascii_case(tag) || key.get_ref().eq_ignore_ascii_case(bare(tag))
                    })
                }),
                Some(_) => same_language(tag, &main),
                None => false,
            }
    };
    if has(&reader.edition.current.clone()) {
        return;
    }
    if let Some(missing) = reader.edition.missing(has) {
        let span = given.map_or(table.span, |node| node.span);
        let added = each(&missing, "{ text = \"…\", translator = \"…\" }");
        let help = match given {
            None => format!("add `translation = {{ {added} }}`"),
            Some(node) if is_by_language(node) => format!("add `{added}` to it"),
            Some(_) => format!("give it by language: `translation = {{ {} = …, {added} }}`", bare(&main)),
        };
        let message = format!("{} has no translation into {}", table.name, named(&missing));
        reader.sink.push(Diagnostic::error("missing-translation", message).at(span, "in too few languages").help(help));
    }
}

/// Of `[briefing]`: the editions are different, and the main language is one of them.
pub(crate) fn languages(table: &Table<'_>, reader: &mut Reader<'_>) {
    let Some(list) = table.get("languages").filter(|entry| matches!(entry.node.value, DeValue::Array(_))) else {
        return;
    };
    let (main, all) = (reader.edition.main.clone(), reader.edition.all.clone());
    for (index, tag) in all.iter().enumerate() {
        let before = all.iter().take(index).find(|before| before.value.eq_ignore_ascii_case(&tag.value));
        if let Some(before) = before {
            reader.sink.push(
                Diagnostic::error("duplicate-edition", format!("the edition `{}` is listed twice", shown(&tag.value)))
                    .at(tag.span, "")
                    .also(before.span, "the first one")
                    .help("delete one of them"),
            );
        }
    }
    if !main.is_empty() && !all.iter().any(|tag| tag.value.eq_ignore_ascii_case(&main)) {
        let message = format!("`languages` leaves out the main language, `{}`", shown(&main));
        let help = format!("add `\"{}\"`, or make one of the others the `language`", shown(&main));
        reader.error("missing-edition", list.node.span, message, &help);
    }
}

/// Makes a specification that was read for one edition monolingual: the briefing is in its language, and quotations in
/// another say in which.
pub(crate) fn settle(spec: &mut Spec, edition: &Edition) {
    if !edition.is_one_of_several() {
        return;
    }
    if let Some(tag) = edition.all.iter().find(|tag| tag.value == edition.current) {
        spec.briefing.language = tag.clone();
    }
    for quotation in spec.quotations.values_mut() {
        let own = quotation.language.take();
        let tag = own.as_ref().map_or(edition.main.as_str(), |tag| tag.value.as_str());
        if same_language(tag, &edition.current) {
            quotation.translation = None;
        } else {
            let span = own.as_ref().map_or(quotation.text.span, |tag| tag.span);
            quotation.language = Some(Spanned::new(tag.to_owned(), span));
        }
    }
    for source in spec.sources.values_mut() {
        let span = source.title.span;
        source.language.get_or_insert_with(|| Spanned::new(edition.main.clone(), span));
        let translated = source.title.of_edition;
        source.language.take_if(|tag| translated || same_language(&tag.value, &edition.current));
    }
}
