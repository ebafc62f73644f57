//! Records put into a specification: new ones are added at its end, those that it has are left alone or, where that is
//! asked for, given the values of the library. Nothing else of the file changes.

use super::Record;
use crate::diag::{Diagnostic, FileId, Sink, Span};
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What becomes of sources that the specification has already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Existing {
    /// They stay as they are.
    Kept,
    /// They take the values of the library.
    Replaced,
    /// Those with these ids take the values of the library.
    ReplacedOf(Vec<String>),
}

impl Existing {
    fn replaces(&self, id: &str) -> bool {
        match self {
            Existing::Kept => false,
            Existing::Replaced => true,
            Existing::ReplacedOf(ids) => ids.iter().any(|known| known == id),
        }
    }
}

/// A specification with records put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// Its text.
    pub text: String,
    /// How many records are new.
    pub added: usize,
    /// How many took new values.
    pub replaced: usize,
}

/// Puts `records` into `text`, the specification that is `file`.
///
/// # Errors
/// `invalid-toml` where the specification cannot be read, or could not be read afterwards.
pub fn merge(
    file: FileId,
    text: &str,
    records: &[Record],
    existing: &Existing,
    sink: &mut Sink,
) -> Result<Merged, Diagnostic> {
    let unread = |message: &str, help: &str| Diagnostic::error("invalid-toml", message).help(help);
    let tree = DeTable::parse(text).map_err(|_| {
        unread("the specification is no TOML; nothing was written", "`briefing check` says where it is not")
    })?;
    let sources = match tree.get_ref().get("sources").map(Spanned::get_ref) {
        Some(DeValue::Table(sources)) => Some(sources),
        _ => None,
    };
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut merged = Merged { text: String::new(), added: 0, replaced: 0 };
    let mut end = String::new();
    for record in records {
        match sources.and_then(|sources| sources.get_key_value(record.id.as_str())) {
            None => {
                end.push('\n');
                end.push_str(&record.toml());
                merged.added += 1;
            }
            Some((key, old)) if existing.replaces(&record.id) => {
                if replace(file, text, record, key.span(), old, &mut edits, sink) {
                    merged.replaced += 1;
                }
            }
            Some((key, _)) => sink.push(
                Diagnostic::warning("source-exists", format!("`{}` is there already and stays as it is", record.id))
                    .at(Span::new(file, key.span()), "")
                    .help(format!("`--replace={}` gives it the values of the library", record.id)),
            ),
        }
    }
    merged.text = edited(text, edits);
    if !end.is_empty() {
        if !merged.text.ends_with('\n') && !merged.text.is_empty() {
            merged.text.push('\n');
        }
        merged.text.push_str(&end);
    }
    match DeTable::parse(&merged.text) {
        Ok(_) => Ok(merged),
        Err(_) => Err(unread(
            "records cannot be added to `sources` as it is written; nothing was written",
            "write each source below a header of its own: `[sources.ID]`",
        )),
    }
}

/// Gives a source the values of the library, key by key; what the library does not say stays.
fn replace(
    file: FileId,
    text: &str,
    record: &Record,
    at: Range<usize>,
    old: &Spanned<DeValue<'_>>,
    edits: &mut Vec<(Range<usize>, String)>,
    sink: &mut Sink,
) -> bool {
    let refused = |range: Range<usize>, message: String, help: &str| {
        Diagnostic::warning("source-exists", message).at(Span::new(file, range), "").help(help.to_owned())
    };
    let header = |range: Range<usize>| text.get(range).is_some_and(|text| text.starts_with('['));
    let DeValue::Table(table) = old.get_ref() else { return false };
    if !header(old.span()) {
        let message = format!("`{}` has no header of its own and stays as it is", record.id);
        sink.push(refused(at, message, "write it below a header of its own: `[sources.ID]`"));
        return false;
    }
    let known: BTreeMap<&str, &Spanned<DeValue<'_>>> =
        table.iter().map(|(key, value)| (key.get_ref().as_ref(), value)).collect();
    let mut added = String::new();
    for (key, value) in &record.fields {
        match known.get(key) {
            None => added.push_str(&format!("\n{key} = {value}")),
            Some(old) if matches!(old.get_ref(), DeValue::Table(_)) => {
                let message = format!("`{key}` of `{}` is given by language and stays as it is", record.id);
                sink.push(refused(old.span(), message, "change it by hand"));
            }
            Some(old) => edits.push((old.span(), value.clone())),
        }
    }
    let own = table.iter().map(|(_, value)| value.span()).filter(|span| !is_header_table(text, span, table));
    let last = own.map(|span| span.end).max().unwrap_or(old.span().end);
    let line_end = text.get(last..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| last + at);
    let line_end =
        if text.get(..line_end).is_some_and(|before| before.ends_with('\r')) { line_end - 1 } else { line_end };
    if !added.is_empty() {
        edits.push((line_end..line_end, added));
    }
    true
}

/// Whether a value is a table below a header of its own, such as `[sources.a.archive]`.
fn is_header_table(text: &str, span: &Range<usize>, table: &DeTable<'_>) -> bool {
    let is_table = table.iter().any(|(_, value)| value.span() == *span && matches!(value.get_ref(), DeValue::Table(_)));
    is_table && text.get(span.clone()).is_some_and(|text| text.starts_with('['))
}

fn edited(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| range.start);
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    for (range, replacement) in edits {
        new.push_str(text.get(at..range.start).unwrap_or(""));
        new.push_str(&replacement);
        at = range.end;
    }
    new + text.get(at..).unwrap_or("")
}
