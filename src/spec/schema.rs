//! The JSON schema of specifications, draft-07: what editors complete and check from.

use super::field::{Key, Record};
use super::types::Spec;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The definitions gathered so far.
#[derive(Default)]
pub(crate) struct Schemas(BTreeMap<&'static str, Value>);

impl Schemas {
    /// A reference to the definition of a text: a string, or strings by language.
    pub(crate) fn text(&mut self) -> Value {
        self.0.entry("Text").or_insert_with(|| by_language(json!({ "type": "string", "minLength": 1 })));
        json!({ "$ref": "#/definitions/Text" })
    }

    /// A reference to the definition of a record, which is made where it is not there yet.
    pub(crate) fn record<T: Record>(&mut self) -> Value {
        if !self.0.contains_key(T::NAME) {
            // Sections hold sections: the place is taken before the keys are gone through.
            self.0.insert(T::NAME, Value::Null);
            let table = table(T::DOC, T::keys(self));
            self.0.insert(T::NAME, table);
        }
        json!({ "$ref": format!("#/definitions/{}", T::NAME) })
    }
}

/// A table with known keys.
fn table(doc: &[&str], keys: Vec<Key>) -> Value {
    let required: Vec<&str> = keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    let mut properties = Map::new();
    for key in keys {
        properties.insert(key.name.to_owned(), described(key.schema, key.doc));
    }
    let mut table = json!({
        "type": "object",
        "description": description(doc),
        "properties": properties,
        "additionalProperties": false,
    });
    if let (false, Some(object)) = (required.is_empty(), table.as_object_mut()) {
        object.insert("required".to_owned(), json!(required));
    }
    table
}

/// `schema` with a description. Draft-07 ignores what stands beside a reference, hence the list of one around it.
fn described(schema: Value, doc: &[&str]) -> Value {
    let mut schema = if schema.get("$ref").is_some() { json!({ "allOf": [schema] }) } else { schema };
    if let Some(object) = schema.as_object_mut() {
        object.insert("description".to_owned(), Value::String(description(doc)));
    }
    schema
}

/// The lines of a doc comment as one text.
fn description(doc: &[&str]) -> String {
    doc.iter().map(|line| line.trim()).collect::<Vec<_>>().join("\n")
}

/// `one`, or a table of such by language.
pub(crate) fn by_language(one: Value) -> Value {
    let table = json!({
        "type": "object",
        "patternProperties": { "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$": one },
        "additionalProperties": false,
        "minProperties": 1,
    });
    json!({ "anyOf": [one, table] })
}

/// A choice between names, each with the lines of its doc comment. `x-taplo` is what the editors' TOML server shows.
pub(crate) fn choice(names: &[(&str, &[&str])]) -> Value {
    let docs: Vec<String> = names.iter().map(|(_, doc)| description(doc)).collect();
    let names: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
    json!({ "type": "string", "enum": names, "x-taplo": { "docs": { "enumValues": docs } } })
}

/// The JSON schema of specifications, draft-07.
#[must_use]
pub fn schema() -> Value {
    let mut schemas = Schemas::default();
    let mut schema = table(Spec::DOC, Spec::keys(&mut schemas));
    if let Some(object) = schema.as_object_mut() {
        object.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
        object.insert("title".to_owned(), json!("Briefing specification"));
        object.insert("definitions".to_owned(), json!(schemas.0));
    }
    schema
}
