//! `--params FILE`: the values of parameters in a TOML or JSON file.

use briefing::evidence::files::{Folder, Kind};
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
    let text = Folder::open(folder)
        .and_then(|folder| folder.read_text(name, Kind::THEME, None))
        .map_err(|finding| finding.message)?;
    type Pairs = Result<Vec<(String, String)>, String>;
    let values: Pairs = if name.to_ascii_lowercase().ends_with(".json") {
        let table: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(&text).map_err(|error| format!("it is no JSON object: {error}"))?;
        table.into_iter().map(|(name, value)| json(value).map(|value| (name.clone(), value)).ok_or(name)).collect()
    } else {
        let table: toml::Table = text.parse().map_err(|error: toml::de::Error| error.message().to_owned())?;
        table.into_iter().map(|(name, value)| plain(value).map(|value| (name.clone(), value)).ok_or(name)).collect()
    };
    values.map(FromFile).map_err(|name| format!("`{name}` is neither a string nor a number nor a date"))
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
