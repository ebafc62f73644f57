//! `--params FILE`: the values of parameters in a TOML or JSON file.

use briefing::evidence::files::{Folder, Kind};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use std::fmt;
use std::path::Path;

/// Names and values, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FromFile(pub Vec<(String, String)>);

/// Reads such a file.
///
/// # Errors
/// What is wrong with it, in one sentence.
pub fn read(path: &str) -> Result<FromFile, String> {
    let path = Path::new(path);
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().and_then(|name| name.to_str()).ok_or("name a file")?;
    let text =
        Folder::open(folder).and_then(|folder| folder.read_text(name, Kind::THEME, None)).map_err(|finding| {
            match finding.code {
                // what is said of a briefing's files names its folder, which this one need not stand in
                "missing-file" => "there is no such file".to_owned(),
                _ => finding.message,
            }
        })?;
    type Pairs = Result<Vec<(String, String)>, String>;
    let values: Pairs = if name.to_ascii_lowercase().ends_with(".json") {
        let table: Object = serde_json::from_str(&text).map_err(|error| format!("it is no JSON object: {error}"))?;
        table.0.into_iter().map(|(name, value)| json(value).map(|value| (name.clone(), value)).ok_or(name)).collect()
    } else {
        let table: toml::Table = text.parse().map_err(|error| unparsed(&text, &error))?;
        table.into_iter().map(|(name, value)| plain(value).map(|value| (name.clone(), value)).ok_or(name)).collect()
    };
    values.map(FromFile).map_err(|name| format!("`{name}` is neither a string nor a number nor a date"))
}

/// What is wrong with a text that is no TOML, and on which line.
fn unparsed(text: &str, error: &toml::de::Error) -> String {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    format!("line {}: {}", before.matches('\n').count() + 1, error.message())
}

/// The members of a JSON object, none of which stands twice: which of the two is meant nobody can tell.
struct Object(Vec<(String, serde_json::Value)>);

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Members)
    }
}

struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Object;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of parameters")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
        let mut members: Vec<(String, serde_json::Value)> = Vec::new();
        while let Some((name, value)) = map.next_entry::<String, _>()? {
            if members.iter().any(|(known, _)| *known == name) {
                return Err(serde::de::Error::custom(format!("`{name}` stands twice")));
            }
            members.push((name, value));
        }
        Ok(Object(members))
    }
}

fn json(value: serde_json::Value) -> Option<String> {
    match value {
        serde_json::Value::String(text) => Some(text),
        serde_json::Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn plain(value: toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Float(number) => Some(number.to_string()),
        toml::Value::Datetime(date) => Some(date.to_string()),
        _ => None,
    }
}
