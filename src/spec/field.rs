//! What a field of a record can be, and how it is read.
//!
//! Each reader makes a finding for whatever it cannot read and then says `None`; the record reads its other fields all the
//! same, so that one pass finds everything.

use super::edition;
use super::records::Records;
use super::rule::Rule;
use super::schema::{self, Schemas};
use super::strings;
use super::tree::{Entry, Node, Reader, Table};
use super::value::Spanned;
use crate::diag::Diagnostic;
use serde_json::{Value, json};
use toml::de::DeValue;

/// What a field of a record can be.
pub(crate) trait Field: Sized {
    /// What it is when its key is absent; none where the key is required.
    fn absent() -> Option<Self> {
        None
    }

    /// Whether it is a table in TOML, so that a list of them is written `[[…]]`.
    const TABLE: bool = false;

    /// Reads it.
    fn read(node: Node<'_>, rule: Rule, reader: &mut Reader<'_>) -> Option<Self>;

    /// Its JSON schema.
    fn schema(rule: Rule, schemas: &mut Schemas) -> Value;
}

/// A value without a place of its own; it is always read as [`Spanned`].
pub(crate) trait Scalar: Sized {
    /// Reads it.
    fn read(node: Node<'_>, rule: Rule, reader: &mut Reader<'_>) -> Option<Self>;

    /// Its JSON schema.
    fn schema(rule: Rule, schemas: &mut Schemas) -> Value;
}

impl<T: Scalar> Field for Spanned<T> {
    fn read(node: Node<'_>, rule: Rule, reader: &mut Reader<'_>) -> Option<Self> {
        T::read(node, rule, reader).map(|value| Spanned::new(value, node.span))
    }

    fn schema(rule: Rule, schemas: &mut Schemas) -> Value {
        T::schema(rule, schemas)
    }
}

impl<T: Field> Field for Option<T> {
    const TABLE: bool = T::TABLE;

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn read(node: Node<'_>, rule: Rule, reader: &mut Reader<'_>) -> Option<Self> {
        if rule == Rule::ByLanguage && edition::is_by_language(node) {
            return edition::read_optional(node, rule, reader);
        }
        if rule == Rule::Withheld && matches!(node.value, DeValue::String(text) if text == super::secrets::WITHHELD) {
            return Some(None);
        }
        T::read(node, rule, reader).map(Some)
    }

    fn schema(rule: Rule, schemas: &mut Schemas) -> Value {
        let one = T::schema(rule, schemas);
        if rule == Rule::ByLanguage { schema::by_language(one) } else { one }
    }
}

impl<T: Field> Field for Vec<T> {
    fn absent() -> Option<Self> {
        Some(Vec::new())
    }

    fn read(node: Node<'_>, rule: Rule, reader: &mut Reader<'_>) -> Option<Self> {
        if rule == Rule::OneOrMany && !matches!(node.value, DeValue::Array(_)) {
            return T::read(node, rule, reader).map(|one| vec![one]);
        }
        if rule == Rule::ByLanguage && edition::is_by_language(node) {
            return edition::read_optional(node, rule, reader).map(Option::unwrap_or_default);
        }
        let nodes = reader.list(node, T::TABLE)?;
        let fits = fits(&nodes, node, rule, reader);
        let read: Vec<Option<T>> = nodes.into_iter().map(|node| read_filled(node, true, rule, reader)).collect();
        if fits { read.into_iter().collect() } else { None }
    }

    fn schema(rule: Rule, schemas: &mut Schemas) -> Value {
        let one = T::schema(rule, schemas);
        match rule {
            Rule::OneOrMany => {
                json!({ "anyOf": [one, { "type": "array", "items": one, "minItems": 1 }] })
            }
            Rule::AtMost(most) => json!({ "type": "array", "items": one, "maxItems": most }),
            Rule::ByLanguage => schema::by_language(json!({ "type": "array", "items": one })),
            _ => json!({ "type": "array", "items": one }),
        }
    }
}

/// Whether a list has neither too many entries nor, where one is needed, none.
fn fits(nodes: &[Node<'_>], list: Node<'_>, rule: Rule, reader: &mut Reader<'_>) -> bool {
    match rule {
        Rule::AtMost(most) => match nodes.get(most) {
            Some(surplus) => {
                let message = format!("`{}` has {} entries; at most {most} have room", list.key, nodes.len());
                reader.error("too-many", surplus.span, message, "take some out");
                false
            }
            None => true,
        },
        Rule::OneOrMany if nodes.is_empty() => {
            reader.error("empty-list", list.span, format!("`{}` is empty", list.key), "name one entry or more");
            false
        }
        _ => true,
    }
}

impl<T: Field> Field for Records<T> {
    fn absent() -> Option<Self> {
        Some(Records::default())
    }

    fn read(node: Node<'_>, rule: Rule, reader: &mut Reader<'_>) -> Option<Self> {
        let table = records_table(node, rule, reader)?;
        let read: Vec<_> = table.entries.iter().map(|entry| read_record(*entry, rule, reader)).collect();
        read.into_iter().collect()
    }

    fn schema(rule: Rule, schemas: &mut Schemas) -> Value {
        let one = T::schema(rule.of_records(), schemas);
        match rule {
            Rule::AnyKey | Rule::NamesOfValues => json!({ "type": "object", "additionalProperties": one }),
            _ => json!({
                "type": "object",
                "patternProperties": { strings::ID_PATTERN: one },
                "additionalProperties": false,
            }),
        }
    }
}

/// The table of records; a better hint than usual where a list came.
fn records_table<'t>(node: Node<'t>, rule: Rule, reader: &mut Reader<'_>) -> Option<Table<'t>> {
    if matches!(node.value, DeValue::Table(_)) || rule == Rule::AnyKey {
        return reader.table(node);
    }
    reader.wrong_type(node, "a table", Some(format!("give each record an id: `[{}.ID]`", node.key)));
    None
}

fn read_record<T: Field>(entry: Entry<'_>, rule: Rule, reader: &mut Reader<'_>) -> Option<(Spanned<String>, T)> {
    let id = entry.node.key;
    let named = matches!(rule, Rule::AnyKey | Rule::NamesOfValues) || strings::check_id(id, entry.key_span, reader);
    let record = T::read(entry.node, rule.of_records(), reader);
    if named { Some((Spanned::new(id.to_owned(), entry.key_span), record?)) } else { None }
}

/// A record: a table with known keys.
pub(crate) trait Record: Sized {
    /// Its name in the schema.
    const NAME: &'static str;

    /// What it is.
    const DOC: &'static [&'static str];

    /// Its keys, each with what it is, whether it is required, and its schema.
    fn keys(schemas: &mut Schemas) -> Vec<Key>;

    /// Reads it.
    fn read(table: &Table<'_>, reader: &mut Reader<'_>) -> Option<Self>;
}

/// A key of a record, for the schema.
pub(crate) struct Key {
    /// Its name.
    pub(crate) name: &'static str,
    /// What it is: the lines of its doc comment.
    pub(crate) doc: &'static [&'static str],
    /// Whether it must be given.
    pub(crate) required: bool,
    /// What its value can be.
    pub(crate) schema: Value,
}

/// Reads the field `key` of `table`; a finding where it is missing and required.
pub(crate) fn read_field<T: Field>(
    table: &Table<'_>,
    key: &str,
    doc: &[&str],
    rule: Rule,
    reader: &mut Reader<'_>,
) -> Option<T> {
    match table.get(key) {
        Some(entry) => read_filled(entry.node, T::absent().is_some(), rule, reader),
        None => T::absent().or_else(|| {
            reader.missing_key(table, key, doc.first().copied().unwrap_or(""));
            None
        }),
    }
}

/// Reads a value; a finding where it is a string without any words.
pub(crate) fn read_filled<T: Field>(node: Node<'_>, optional: bool, rule: Rule, reader: &mut Reader<'_>) -> Option<T> {
    if let DeValue::String(text) = node.value
        && text.trim().is_empty()
    {
        let help = if optional { "write something, or take it out" } else { "write something; it is required" };
        reader.error("empty-string", node.span, format!("`{}` is empty", node.key), help);
        return None;
    }
    T::read(node, rule, reader)
}

/// Reads a value that is one of a few names.
pub(crate) fn read_choice<T: Copy>(
    node: Node<'_>,
    all: &[T],
    name: fn(T) -> &'static str,
    reader: &mut Reader<'_>,
) -> Option<T> {
    let text = reader.string(node)?;
    let value = text.as_str();
    let found = all.iter().copied().find(|&choice| name(choice) == value);
    if found.is_none() {
        let names: Vec<&str> = all.iter().map(|&choice| name(choice)).collect();
        reader.sink.push(
            Diagnostic::error("unknown-value", format!("`{}` cannot be `{}`", node.key, strings::shown(value)))
                .at(node.span, "")
                .suggest(value, names.iter().copied())
                .help(format!(
                    "it is one of {}",
                    names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ")
                )),
        );
    }
    found
}
