//! Parameters in conditions: what is compared, and what it is never equal to.

use super::value::Value;
use super::{Param, ParamType, codes};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// A value as conditions compare it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// A number.
    Number(Decimal),
    /// Anything else, as it is typed.
    Text(String),
}

impl std::fmt::Display for Typed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Typed::Number(number) => write!(f, "{number}"),
            Typed::Text(text) => write!(f, "{text}"),
        }
    }
}

impl Param {
    /// What can be asked of it in conditions: `value`, and of times `year`, `previous` and their like.
    #[must_use]
    pub fn attributes(&self) -> BTreeMap<String, Typed> {
        let Some(value) = self.value() else { return BTreeMap::new() };
        let asked = value.asked().filter_map(|name| Some((name.to_owned(), value.ask(name)?.typed())));
        asked.chain([("value".to_owned(), value.typed())]).collect()
    }

    /// What names behind points lead to: nothing, `value`, `previous.start.value`.
    #[must_use]
    pub fn asked(&self, path: &[&str]) -> Option<Typed> {
        self.behind(path).map(|value| value.typed())
    }

    fn behind(&self, path: &[&str]) -> Option<Value> {
        let path = path.strip_suffix(&["value"]).unwrap_or(path);
        path.iter().try_fold(self.value()?, |value, name| value.ask(name))
    }

    /// Why what `path` leads to is never equal to a text; none where it may be.
    #[must_use]
    pub fn never_equal(&self, path: &[&str], text: &str) -> Option<String> {
        let value = self.behind(path)?;
        let shape = |text: &str| -> String {
            text.chars().map(|letter| if letter.is_ascii_digit() { '0' } else { letter.to_ascii_uppercase() }).collect()
        };
        let choices: Vec<&str> = self.choices.iter().map(|choice| choice.value.as_str()).collect();
        match value {
            Value::Number(_) | Value::Year(_) => Some("it is a number: write it without quotation marks".to_owned()),
            Value::Date(_) | Value::Time(_) => {
                let raw = value.raw();
                let quarter = |text: &str| shape(text).replace("Q0", "Q");
                (quarter(&raw) != quarter(text)).then(|| format!("write it as it is typed: `\"{raw}\"`"))
            }
            Value::Text(_) if path.iter().any(|name| *name != "value") => None,
            Value::Text(_) if !choices.is_empty() => (!choices.contains(&text)).then(|| {
                format!(
                    "it is one of {}",
                    choices.iter().map(|choice| format!("`\"{choice}\"`")).collect::<Vec<_>>().join(", ")
                )
            }),
            Value::Text(_) if self.r#type.value == ParamType::Country => {
                (!codes::is_country(text)).then(|| "write the two capital letters of ISO 3166-1: `\"IR\"`".to_owned())
            }
            Value::Text(_) => None,
        }
    }
}
