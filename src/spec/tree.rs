//! The TOML tree as the readers see it: tables in the order of the file, each value with its place and its key, and the
//! findings that any reader may have to make.

use super::decode::decode;
use super::edition::Edition;
use super::params::Values;
use super::rule::Kind;
use super::strings;
use super::value::Text;
use crate::diag::{Diagnostic, FileId, Sink, Span};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What is handed from reader to reader.
pub(crate) struct Reader<'a> {
    /// The file that is read.
    pub(crate) file: FileId,
    /// Its text.
    pub(crate) text: &'a str,
    /// Where findings go.
    pub(crate) sink: &'a mut Sink,
    /// The ids named so far, to be looked up when all is read.
    pub(crate) references: Vec<Reference>,
    /// The edition that is read.
    pub(crate) edition: Edition,
    /// What each parameter is.
    pub(crate) params: Values,
    /// Whether some parameter has no value, of which it was said why.
    pub(crate) params_failed: bool,
}

/// A place that names a record by its id.
#[derive(Debug, Clone)]
pub(crate) struct Reference {
    /// What kind of record.
    pub(crate) kind: Kind,
    /// Its id.
    pub(crate) id: String,
    /// The place.
    pub(crate) span: Span,
}

/// A value.
#[derive(Clone, Copy)]
pub(crate) struct Node<'t> {
    /// The value itself.
    pub(crate) value: &'t DeValue<'t>,
    /// Its place; for a table with a header, the header.
    pub(crate) span: Span,
    /// The key it stands under; within a list, the list's.
    pub(crate) key: &'t str,
}

/// A key of a table, with its value.
#[derive(Clone, Copy)]
pub(crate) struct Entry<'t> {
    /// The place of the key.
    pub(crate) key_span: Span,
    /// The value; it knows its key.
    pub(crate) node: Node<'t>,
}

/// A table, its keys in the order of the file.
pub(crate) struct Table<'t> {
    /// Its entries.
    pub(crate) entries: Vec<Entry<'t>>,
    /// Its place: header, key, or the braces with all between.
    pub(crate) span: Span,
    /// What to call it: `[figures.executions]`, `archive`.
    pub(crate) name: String,
}

impl<'t> Table<'t> {
    fn new(table: &'t DeTable<'t>, span: Span, name: String) -> Self {
        let entry = |(key, value): (&'t Spanned<_>, &'t Spanned<DeValue<'t>>)| {
            let key: &'t Spanned<std::borrow::Cow<'t, str>> = key;
            let node = Node { value: value.get_ref(), span: Span::new(span.file, value.span()), key: key.get_ref() };
            Entry { key_span: Span::new(span.file, key.span()), node }
        };
        let mut entries: Vec<Entry<'t>> = table.iter().map(entry).collect();
        entries.sort_by_key(|entry| entry.key_span);
        Table { entries, span, name }
    }

    /// The whole file.
    pub(crate) fn root(table: &'t DeTable<'t>, file: FileId) -> Self {
        Table::new(table, Span::new(file, 0..0), "the specification".to_owned())
    }

    /// A table that has `node` as its only value, under `key`: the short form of a record.
    pub(crate) fn of_one(key: &'t str, node: Node<'t>) -> Self {
        let entry = Entry { key_span: node.span, node: Node { key, ..node } };
        Table { entries: vec![entry], span: node.span, name: format!("`{}`", node.key) }
    }

    /// The entry under `key`.
    pub(crate) fn get(&self, key: &str) -> Option<Entry<'t>> {
        self.entries.iter().find(|entry| entry.node.key == key).copied()
    }

    /// Whether there is such a key.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }
}

/// The keys whose strings are CommonMark.
const PROSE: [&str; 2] = ["text", "about"];

impl<'a> Reader<'a> {
    /// A reader of a file.
    pub(crate) fn new(file: FileId, text: &'a str, sink: &'a mut Sink) -> Self {
        Reader {
            file,
            text,
            sink,
            references: Vec::new(),
            edition: Edition::default(),
            params: Values::default(),
            params_failed: false,
        }
    }

    /// The table that `node` is; a finding where it is none.
    pub(crate) fn table<'t>(&mut self, node: Node<'t>) -> Option<Table<'t>> {
        let DeValue::Table(table) = node.value else {
            let key = strings::shown(node.key);
            self.wrong_type(node, "a table", Some(format!("write `[{key}]` above its keys, or `{key} = {{ … }}`")));
            return None;
        };
        Some(Table::new(table, node.span, self.table_name(node)))
    }

    /// A header as it stands in the file; the key of any other table.
    fn table_name(&self, node: Node<'_>) -> String {
        match self.text.get(node.span.range()) {
            Some(header) if header.starts_with('[') => format!("`{}`", strings::shown(header)),
            _ => format!("`{}`", strings::shown(node.key)),
        }
    }

    /// The entries of the list that `node` is, all under its key; a finding where it is none.
    pub(crate) fn list<'t>(&mut self, node: Node<'t>, of_tables: bool) -> Option<Vec<Node<'t>>> {
        let DeValue::Array(array) = node.value else {
            let help = match (of_tables, node.value) {
                (true, DeValue::Table(_)) => format!("write `[[{}]]`, with two brackets, above each entry", node.key),
                (true, _) => format!("write `[[{}]]` above the keys of each entry", node.key),
                (false, _) => "put it in brackets: `[…]`".to_owned(),
            };
            self.wrong_type(node, "a list", Some(help));
            return None;
        };
        let entry = |value: &'t Spanned<DeValue<'t>>| Node {
            value: value.get_ref(),
            span: Span::new(self.file, value.span()),
            key: node.key,
        };
        Some(array.iter().map(entry).collect())
    }

    /// The text that `node` is, free of forbidden characters; a finding where it is none.
    pub(crate) fn string(&mut self, node: Node<'_>) -> Option<Text> {
        let DeValue::String(_) = node.value else {
            let help = match node.value {
                DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {
                    let raw = self.text.get(node.span.range()).unwrap_or("…");
                    Some(format!("put it in quotation marks: `\"{raw}\"`"))
                }
                _ => None,
            };
            self.wrong_type(node, "a string", help);
            return None;
        };
        let raw = self.text.get(node.span.range()).unwrap_or("");
        let (value, origin) = decode(raw, node.span.range().start);
        let text = Text::decoded(value, node.span, origin);
        let text = if text.value.contains("{{") { self.with_params(text, PROSE.contains(&node.key)) } else { text };
        strings::check(node.key, &text, self.sink).then_some(text)
    }

    /// Reports keys that are not `known`.
    pub(crate) fn unknown_keys(&mut self, table: &Table<'_>, known: &[&str]) {
        for entry in table.entries.iter().filter(|entry| !known.contains(&entry.node.key)) {
            let key = strings::shown(entry.node.key);
            self.sink.push(
                Diagnostic::error("unknown-key", format!("unknown key `{key}` in {}", table.name))
                    .at(entry.key_span, "")
                    .suggest(entry.node.key, known.iter().copied()),
            );
        }
    }

    /// Reports that a required key is missing.
    pub(crate) fn missing_key(&mut self, table: &Table<'_>, key: &str, doc: &str) {
        self.sink.push(
            Diagnostic::error("missing-key", format!("{} has no `{key}`", table.name))
                .at(table.span, format!("`{key}` is required"))
                .help(format!("add `{key}`: {}", phrase(doc))),
        );
    }

    /// Reports a value of the wrong type.
    pub(crate) fn wrong_type(&mut self, node: Node<'_>, wanted: &str, help: Option<String>) {
        let came = type_name(node.value);
        let message = format!("`{}` must be {wanted}, not {came}", strings::shown(node.key));
        let mut finding = Diagnostic::error("wrong-type", message).at(node.span, format!("this is {came}"));
        finding.help.extend(help);
        self.sink.push(finding);
    }

    /// Reports that a value is not what its key wants.
    pub(crate) fn error(&mut self, code: &'static str, span: Span, message: impl Into<String>, help: &str) {
        self.sink.push(Diagnostic::error(code, message).at(span, "").help(help));
    }

    /// The place of `range`, in bytes of the file.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, range)
    }
}

/// What a value is, with its article.
fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "an integer",
        DeValue::Float(_) => "a decimal number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(datetime) => match (datetime.date, datetime.time) {
            (Some(_), Some(_)) => "a date with a time",
            (None, _) => "a time",
            (Some(_), None) => "a date",
        },
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// A doc comment's first sentence as part of a message: no full stop, a small letter first.
fn phrase(doc: &str) -> String {
    let line = doc.trim().lines().next().unwrap_or("");
    let sentence = line.split_once(". ").map_or(line, |(first, _)| first).trim_end_matches('.');
    let mut characters = sentence.chars();
    match (characters.next(), characters.clone().next()) {
        // "SHA-256" and the like keep their capitals.
        (Some(first), Some(second)) if second.is_lowercase() || second == ' ' => {
            first.to_lowercase().chain(characters).collect()
        }
        _ => sentence.to_owned(),
    }
}
