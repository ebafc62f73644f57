//! CSL-JSON: a list of items, as Zotero exports it, or an object with such a list.

mod items;

use super::Broken;
use super::clean::{self, Dated};
use super::draft::{Draft, Named};
use crate::diag::{Diagnostic, FileId, Sink, Span};
use crate::spec::PartialDate;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Variables of CSL that are a key of a source.
const TEXTS: &[(&str, &str)] = &[
    ("title", "title"),
    ("title-short", "title_short"),
    ("shortTitle", "title_short"),
    ("container-title", "container_title"),
    ("edition", "edition"),
    ("volume", "volume"),
    ("issue", "issue"),
    ("page", "page"),
    ("publisher", "publisher"),
    ("publisher-place", "publisher_place"),
    ("number", "number"),
    ("genre", "genre"),
    ("note", "note"),
];

/// What no citation prints.
const NO_PART: &[&str] = &[
    "abstract",
    "annote",
    "call-number",
    "categories",
    "citation-label",
    "container-title-short",
    "custom",
    "journalAbbreviation",
    "keyword",
    "page-first",
    "source",
    "submitted",
    "system_id",
];

/// Reads all items.
pub(super) fn read(
    file: FileId,
    text: &str,
    left_out: &mut BTreeMap<String, usize>,
    sink: &mut Sink,
) -> Vec<Result<Draft, Broken>> {
    let Some(found) = items::of(text) else {
        let finding = Diagnostic::error("not-a-library", "there is no list of items in the file")
            .at(Span::new(file, 0..text.len().min(1)), "a list in `[` `]` was expected")
            .help("export the library as “CSL JSON”");
        sink.push(finding);
        return Vec::new();
    };
    found
        .into_iter()
        .map(|range| item(text.get(range.clone()).unwrap_or(""), Span::new(file, range), left_out))
        .collect()
}

fn item(text: &str, span: Span, left_out: &mut BTreeMap<String, usize>) -> Result<Draft, Broken> {
    let broken = |key: &str, at: Span, why: String| Err(Broken { key: key.to_owned(), span: at, why });
    let first = Span { end: span.start + 1, ..span };
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => {
            let at = items::offset(text, error.line(), error.column());
            let at = Span::new(span.file, span.start as usize + at..span.start as usize + at + 1);
            return broken(&items::key(text), at, format!("it is not JSON: {}", said(&error)));
        }
    };
    let Value::Object(item) = value else {
        return broken("", first, "it is no object in `{` `}`".to_owned());
    };
    let key = ["citation-key", "id"].iter().find_map(|name| plain(item.get(*name)?)).unwrap_or_default();
    let mut draft = Draft::new(&key, first);
    match fill(&mut draft, &item, left_out) {
        Ok(()) => Ok(draft),
        Err(why) => broken(&key, first, why),
    }
}

/// The message of a reader of JSON without its place, which is that of the item.
fn said(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.split(" at line ").next().unwrap_or(&message).to_owned()
}

/// A string or a number, as text.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn fill(draft: &mut Draft, item: &Map<String, Value>, left_out: &mut BTreeMap<String, usize>) -> Result<(), String> {
    draft.kind(item.get("type").and_then(Value::as_str).unwrap_or(""));
    for (variable, key) in TEXTS {
        let Some(value) = item.get(*variable).filter(|value| !value.is_null()) else { continue };
        let text = plain(value).ok_or_else(|| format!("`{variable}` is no text"))?;
        let (text, marked) = if text.contains('<') { clean::without_markup(&text) } else { (text, false) };
        if marked {
            draft.change(format!("the markup of `{variable}` was taken out"));
        }
        draft.text(key, variable, &text);
    }
    for (variable, value) in item {
        if TEXTS.iter().any(|(known, _)| known == variable) || is_empty(value) {
            continue;
        }
        match variable.as_str() {
            "id" | "type" | "citation-key" | "DOI" => {}
            "author" => {
                let authors = names(variable, value, draft)?;
                draft.names("author", &authors);
            }
            "editor" => {
                let editors = names(variable, value, draft)?;
                draft.names("editor", &editors);
            }
            "issued" => draft.issued(variable, &written(value), date(value)),
            "accessed" => draft.accessed(variable, &written(value), date(value)),
            "URL" => draft.address(variable, &plain(value).ok_or("`URL` is no text")?),
            "language" => draft.language(variable, &plain(value).ok_or("`language` is no text")?),
            name if NO_PART.contains(&name) => *left_out.entry(name.to_owned()).or_insert(0) += 1,
            name => draft.lose_field(name, &written(value)),
        }
    }
    if let Some(doi) = item.get("DOI").filter(|value| !is_empty(value)) {
        draft.doi("DOI", &plain(doi).ok_or("`DOI` is no text")?);
    }
    Ok(())
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(table) => table.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// A value in a few words, for messages.
fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(names) => {
            let name = |name: &Value| {
                let part = |key: &str| name.get(key).and_then(Value::as_str).unwrap_or("").to_owned();
                let whole = format!("{} {} {}", part("given"), part("family"), part("literal"));
                whole.split_whitespace().collect::<Vec<_>>().join(" ")
            };
            let names: Vec<String> = names.iter().map(name).filter(|name| !name.is_empty()).collect();
            if names.is_empty() { value.to_string() } else { names.join("; ") }
        }
        Value::Object(table) => {
            let known = ["raw", "literal"].iter().find_map(|key| table.get(*key)?.as_str());
            let parts = || table.get("date-parts").map_or_else(|| value.to_string(), Value::to_string);
            known.map_or_else(parts, str::to_owned)
        }
        other => other.to_string(),
    }
}

fn names(variable: &str, value: &Value, draft: &mut Draft) -> Result<Vec<Named>, String> {
    let Value::Array(list) = value else { return Err(format!("`{variable}` is no list of names")) };
    let mut names = Vec::new();
    for name in list {
        let Value::Object(name) = name else { return Err(format!("`{variable}` holds something that is no name")) };
        let part = |key: &str| name.get(key).and_then(Value::as_str).map(str::trim).unwrap_or("");
        let literal = part("literal");
        if !literal.is_empty() {
            names.push(Named::Whole(literal.to_owned()));
            continue;
        }
        let mut family = joined(part("non-dropping-particle"), part("family"));
        let given = joined(part("given"), part("dropping-particle"));
        let suffix = part("suffix");
        if !suffix.is_empty() {
            draft.change(format!("`{suffix}` stands with the family name"));
            family = joined(&family, suffix);
        }
        match (family.is_empty(), given.is_empty()) {
            (true, true) => return Err(format!("`{variable}` holds a name without `family` or `literal`")),
            (false, false) => names.push(Named::Person { family, given }),
            (true, false) => names.push(Named::Whole(given)),
            (false, true) => names.push(Named::Whole(family)),
        }
    }
    Ok(names)
}

/// Two parts of a name; a particle that ends in an apostrophe stands close: "d’Estaing".
fn joined(first: &str, second: &str) -> String {
    match (first.is_empty(), second.is_empty()) {
        (true, _) => second.to_owned(),
        (_, true) => first.to_owned(),
        _ if first.ends_with(['’', '\'', '-']) => format!("{first}{second}"),
        _ => format!("{first} {second}"),
    }
}

fn date(value: &Value) -> Option<Dated> {
    let table = match value {
        Value::String(text) => return clean::edtf(text),
        Value::Number(year) => return clean::edtf(&year.to_string()),
        other => other.as_object()?,
    };
    let doubt = table.get("circa").is_some_and(|circa| !matches!(circa, Value::Bool(false) | Value::Null));
    let season = table.get("season").is_some_and(|season| !season.is_null());
    let mut dated = match table.get("date-parts").and_then(Value::as_array).filter(|parts| !parts.is_empty()) {
        Some(parts) => {
            let mut ends = parts.iter().map(|part| from_parts(part.as_array()?));
            let start = ends.next()??;
            match ends.next() {
                Some(end) => Dated { date: clean::common(start, end?), lost: Some("the two ends of the date") },
                None => Dated { date: start, lost: None },
            }
        }
        None => clean::edtf(["raw", "literal"].iter().find_map(|key| table.get(*key)?.as_str())?)?,
    };
    if doubt {
        dated.lost = Some("that the date is uncertain");
    } else if season {
        dated.lost = Some("the season of the date");
    }
    Some(dated)
}

/// `[2019, 12, 23]`, of which Zotero writes the numbers as strings.
fn from_parts(parts: &[Value]) -> Option<PartialDate> {
    let number = |at: usize| match parts.get(at) {
        None => Some(None),
        Some(Value::String(text)) if text.trim().is_empty() => Some(None),
        Some(part) => plain(part)?.trim().parse::<u32>().ok().map(Some),
    };
    clean::date(
        i32::try_from(number(0)??).ok()?,
        number(1)?.filter(|month| *month > 0),
        number(2)?.filter(|day| *day > 0),
    )
}
