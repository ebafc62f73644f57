//! `[theme]`: which design, and what is changed in it. Its keys are those of [`crate::theme::KEYS`]; a theme file in the
//! briefing's folder has the same ones.

use super::field::{Field, Scalar, read_choice};
use super::rule::Rule;
use super::schema::Schemas;
use super::syntax;
use super::tree::{Entry, Node, Reader, Table};
use super::value::{Spanned, Text};
use crate::diag::{Diagnostic, FileId, Sink};
use crate::page::Color;
use crate::theme::{self, Key, Kind, Setting, Theme};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Map, Value, json};
use toml::de::DeValue;

/// The design that a specification or a theme file asks for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ThemeChoice {
    /// The name of an embedded theme; the profile's where absent.
    pub base: Option<Spanned<String>>,
    /// A theme file below the briefing's folder.
    pub file: Option<Text>,
    /// What is changed, in the order of the file.
    pub settings: Vec<Setting>,
}

/// What `base` is, for the schema and for hints.
const BASE: &str = "The theme to begin with: `parliament`, `plain` or `report`; the profile’s where absent.";
/// What `file` is.
const FILE: &str =
    "A theme file below the briefing’s folder, with the keys of `[theme]`; what stands here goes before it.";

/// Reads a theme file: the keys of `[theme]` without `file`. All that is wrong with it goes to `sink`; where any of that is
/// an error, nothing comes back.
pub fn read_theme(file: FileId, text: &str, sink: &mut Sink) -> Option<ThemeChoice> {
    let mut findings = Sink::default();
    let parsed = syntax::parse(file, text, &mut findings);
    let mut choice = None;
    if parsed.readable {
        let mut found = Sink::default();
        let mut reader = Reader::new(file, text, &mut found);
        let mut root = Table::root(parsed.tree.get_ref(), file);
        root.name = "the theme".to_owned();
        choice = read_table(&root, &["base"], &mut reader);
        findings.append(parsed.without_echoes(found));
    }
    let whole = !findings.has_errors();
    sink.append(findings);
    choice.filter(|_| whole)
}

impl Field for ThemeChoice {
    fn read(node: Node<'_>, _: Rule, reader: &mut Reader<'_>) -> Option<Self> {
        if let DeValue::String(_) = node.value {
            return Some(ThemeChoice { base: Some(base(node, reader)?), ..ThemeChoice::default() });
        }
        let DeValue::Table(_) = node.value else {
            let help = "write `theme = \"plain\"`, or `[theme]` above the keys that you change";
            reader.wrong_type(node, "a string or a table", Some(help.to_owned()));
            return None;
        };
        let table = reader.table(node)?;
        read_table(&table, &["base", "file"], reader)
    }

    fn schema(_: Rule, _: &mut Schemas) -> Value {
        let names: Vec<&str> = Theme::names().collect();
        let mut properties = Map::new();
        properties.insert("base".to_owned(), json!({ "type": "string", "enum": names, "description": BASE }));
        properties.insert("file".to_owned(), json!({ "type": "string", "minLength": 1, "description": FILE }));
        for (name, doc) in theme::TABLES {
            let keys = table_schema(name);
            let schema = if *name == "styles" {
                let styles = Theme::style_names().map(|style| (style.to_owned(), keys.clone()));
                object(styles.collect())
            } else {
                keys
            };
            properties.insert((*name).to_owned(), described(schema, doc));
        }
        json!({ "anyOf": [{ "type": "string", "enum": names }, object(properties)] })
    }
}

/// The name of an embedded theme.
fn base(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Spanned<String>> {
    let name = reader.string(node)?.value;
    if !Theme::names().any(|known| known == name) {
        reader.sink.push(
            Diagnostic::error("unknown-theme", format!("unknown theme `{}`", super::strings::shown(&name)))
                .at(node.span, "no such theme")
                .suggest(&name, Theme::names()),
        );
        return None;
    }
    Some(Spanned::new(name, node.span))
}

/// The keys of `[theme]`, of which `names` are no tables.
fn read_table(table: &Table<'_>, names: &[&str], reader: &mut Reader<'_>) -> Option<ThemeChoice> {
    let known: Vec<&str> = names.iter().copied().chain(theme::TABLES.iter().map(|(name, _)| *name)).collect();
    reader.unknown_keys(table, &known);
    let mut choice = ThemeChoice::default();
    let mut whole = true;
    for entry in table.entries.iter().filter(|entry| known.contains(&entry.node.key)) {
        let read = match entry.node.key {
            "base" => base(entry.node, reader).map(|name| choice.base = Some(name)),
            "file" => reader.string(entry.node).map(|name| choice.file = Some(name)),
            "styles" => styles(*entry, &mut choice.settings, reader),
            name => settings(*entry, name, &mut choice.settings, reader),
        };
        whole &= read.is_some();
    }
    whole.then_some(choice)
}

/// `[theme.styles.NAME]`.
fn styles(entry: Entry<'_>, found: &mut Vec<Setting>, reader: &mut Reader<'_>) -> Option<()> {
    let table = reader.table(entry.node)?;
    let names: Vec<&str> = Theme::style_names().collect();
    let mut whole = true;
    for style in &table.entries {
        let name = style.node.key;
        if names.contains(&name) {
            whole &= settings(*style, &format!("styles.{name}"), found, reader).is_some();
        } else {
            whole = false;
            reader.sink.push(
                Diagnostic::error("unknown-style", format!("unknown style `{}`", super::strings::shown(name)))
                    .at(style.key_span, "no such style")
                    .suggest(name, names.iter().copied()),
            );
        }
    }
    whole.then_some(())
}

/// The keys of one table.
fn settings(entry: Entry<'_>, path: &str, found: &mut Vec<Setting>, reader: &mut Reader<'_>) -> Option<()> {
    let table = reader.table(entry.node)?;
    let known: Vec<&str> = theme::of(path).map(|key| key.name).collect();
    reader.unknown_keys(&table, &known);
    let mut whole = true;
    for entry in &table.entries {
        let Some(key) = theme::of(path).find(|key| key.name == entry.node.key) else { continue };
        let value = value(key, path, entry.node, reader);
        whole &= value.is_some();
        found.extend(value.map(|value| Setting {
            table: path.to_owned(),
            key: key.name.to_owned(),
            value,
            span: entry.node.span,
        }));
    }
    whole.then_some(())
}

fn value(key: &Key, path: &str, node: Node<'_>, reader: &mut Reader<'_>) -> Option<toml::Value> {
    let text = |text: &str| toml::Value::String(text.to_owned());
    match key.kind {
        Kind::Number(least, most) => number(range(key, path, least, most), node, reader),
        Kind::Switch => bool::read(node, Rule::Free, reader).map(toml::Value::Boolean),
        Kind::Color | Kind::Ink => color(key.kind, node, reader),
        Kind::Choice(names) => choice(names, node, reader).map(text),
        Kind::Choices(names) => {
            let nodes = reader.list(node, false)?;
            let read: Vec<_> = nodes.into_iter().map(|node| choice(names, node, reader).map(text)).collect();
            read.into_iter().collect::<Option<_>>().map(toml::Value::Array)
        }
        Kind::Text => reader.string(node).map(|read| text(&read.value)),
    }
}

/// The range of a key; that of a size depends on the style.
fn range(key: &Key, path: &str, least: f32, most: f32) -> (f32, f32) {
    match path.strip_prefix("styles.") {
        Some(style) if key.name == "size" => theme::sizes(style),
        _ => (least, most),
    }
}

fn number((least, most): (f32, f32), node: Node<'_>, reader: &mut Reader<'_>) -> Option<toml::Value> {
    let number = Decimal::read(node, Rule::Free, reader)?;
    let value = number.to_f32().filter(|value| (least..=most).contains(value));
    if value.is_none() {
        let message = format!("`{}` must be from {least} to {most}, not {number}", node.key);
        reader.error("out-of-range", node.span, message, "choose a value in that range");
    }
    value.and(number.to_f64()).map(toml::Value::Float)
}

/// One of a few names.
fn choice(names: &'static [&'static str], node: Node<'_>, reader: &mut Reader<'_>) -> Option<&'static str> {
    read_choice(node, names, |name| name, reader)
}

fn color(kind: Kind, node: Node<'_>, reader: &mut Reader<'_>) -> Option<toml::Value> {
    let text = reader.string(node)?.value;
    let names: Vec<&str> =
        if kind == Kind::Ink { theme::of("colors").map(|key| key.name).collect() } else { Vec::new() };
    if Color::from_hex(&text).is_some() || names.contains(&text.as_str()) {
        return Some(toml::Value::String(text));
    }
    let message = format!("`{}` is not a colour code, which `{}` needs", super::strings::shown(&text), node.key);
    let finding = Diagnostic::error("invalid-color", message)
        .at(node.span, "not a colour code")
        .help("write red, green and blue as `#rrggbb`, such as `#123a5c`");
    reader.sink.push(if names.is_empty() { finding } else { finding.suggest(&text, names) });
    None
}

fn table_schema(table: &str) -> Value {
    let keys = theme::of(table).map(|key| (key.name.to_owned(), described(key_schema(key.kind), key.doc)));
    object(keys.collect())
}

fn object(properties: Map<String, Value>) -> Value {
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

fn described(mut schema: Value, doc: &str) -> Value {
    if let Some(object) = schema.as_object_mut() {
        object.insert("description".to_owned(), json!(doc));
    }
    schema
}

fn key_schema(kind: Kind) -> Value {
    const HEX: &str = "^#[0-9A-Fa-f]{6}$";
    match kind {
        // as written in the table: an `f32` widened to `f64` shows digits nobody wrote
        Kind::Number(least, most) => {
            let exact = |end: f32| end.to_string().parse::<f64>().unwrap_or_default();
            json!({ "type": "number", "minimum": exact(least), "maximum": exact(most) })
        }
        Kind::Switch => json!({ "type": "boolean" }),
        Kind::Color => json!({ "type": "string", "pattern": HEX }),
        Kind::Ink => {
            let names: Vec<&str> = theme::of("colors").map(|key| key.name).collect();
            json!({ "anyOf": [{ "type": "string", "pattern": HEX }, { "type": "string", "enum": names }] })
        }
        Kind::Choice(names) => json!({ "type": "string", "enum": names }),
        Kind::Choices(names) => json!({ "type": "array", "items": { "type": "string", "enum": names } }),
        Kind::Text => json!({ "type": "string", "minLength": 1 }),
    }
}
