//! Tables and keys given twice: the parser says where the second one is, this finds the first.

use super::syntax::{Kind, Mistake};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Whether the byte `at` stands in a table's header: nothing but the header is before it on its line.
pub(super) fn in_header(text: &str, at: usize) -> bool {
    let line = text.get(line_start(text, at)..at).unwrap_or("").trim_start();
    line.starts_with('[') && !line.contains(['{', '=', ',', ']', '#'])
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
}

/// Drops the keys that are only given twice because their table is.
pub(super) fn drop_repeated(mistakes: &mut Vec<Mistake>, text: &str, tree: &DeTable<'_>) {
    let doubled: Vec<usize> = mistakes
        .iter()
        .filter(|mistake| mistake.kind == Kind::DuplicateTable)
        .map(|mistake| mistake.range.start)
        .collect();
    if doubled.is_empty() {
        return;
    }
    let mut headers = Vec::new();
    collect_headers(tree, text, &mut headers);
    headers.sort_unstable_by_key(|header| header.start);
    mistakes.retain(|mistake| {
        let header = headers.iter().rev().find(|header| header.start <= mistake.range.start);
        mistake.kind != Kind::DuplicateKey
            || !header.is_some_and(|header| doubled.iter().any(|start| header.contains(start)))
    });
}

/// The places of all tables that have a header.
fn collect_headers(table: &DeTable<'_>, text: &str, headers: &mut Vec<Range<usize>>) {
    for (_, value) in table {
        match value.get_ref() {
            DeValue::Table(below) => header_of(value, below, text, headers),
            DeValue::Array(list) => {
                for value in list {
                    if let DeValue::Table(below) = value.get_ref() {
                        header_of(value, below, text, headers);
                    }
                }
            }
            _ => {}
        }
    }
}

fn header_of(value: &Spanned<DeValue<'_>>, table: &DeTable<'_>, text: &str, headers: &mut Vec<Range<usize>>) {
    if text.get(value.span()).is_some_and(|header| header.starts_with('[')) {
        headers.push(value.span());
    }
    collect_headers(table, text, headers);
}

/// Where that stands which `mistake` repeats.
pub(super) fn first(mistake: &Mistake, text: &str, tree: &DeTable<'_>) -> Option<Range<usize>> {
    match mistake.kind {
        Kind::DuplicateTable => first_table(text, mistake.range.start),
        Kind::DuplicateKey => first_key(text, mistake.range.clone(), tree),
        _ => None,
    }
}

/// The table whose header is repeated on the line of `at`: what stands above that line is parsed once more, as the tree
/// keeps the last header only.
fn first_table(text: &str, at: usize) -> Option<Range<usize>> {
    let start = line_start(text, at);
    let header = text.get(start..)?.lines().next()?;
    let header = DeTable::parse(header).ok()?;
    let (above, _) = DeTable::parse_recoverable(text.get(..start)?);
    let mut found = None;
    let (mut path, mut table) = (header.get_ref(), above.get_ref());
    while let Some((key, below)) = path.iter().next() {
        let Some((known, value)) = table.get_key_value(key.get_ref().as_ref()) else {
            break;
        };
        found = Some(known.span());
        match (inner(below.get_ref()), inner(value.get_ref())) {
            (Some(next), Some(value)) => (path, table) = (next, value),
            _ => break,
        }
    }
    found
}

/// The table that a value is; of a list of tables, the last.
fn inner<'v, 't>(value: &'v DeValue<'t>) -> Option<&'v DeTable<'t>> {
    match value {
        DeValue::Table(table) => Some(table),
        DeValue::Array(list) => list.iter().last().and_then(|value| value.get_ref().as_table()),
        _ => None,
    }
}

/// The key that is repeated at `range`: the nearest one before of the same name in the same table, as far as dots go.
fn first_key(text: &str, range: Range<usize>, tree: &DeTable<'_>) -> Option<Range<usize>> {
    let dotted = |at: usize| text.get(..at).is_some_and(|before| before.trim_end_matches([' ', '\t']).ends_with('.'));
    let mut same = Vec::new();
    let name = text.get(range.clone())?;
    collect_keys(tree, &Sought { name, text, at: range.start }, &mut same);
    same.into_iter()
        .filter(|key| key.end <= range.start && dotted(key.start) == dotted(range.start))
        .max_by_key(|k| k.start)
}

/// A key that is looked for.
struct Sought<'a> {
    /// As it is written.
    name: &'a str,
    /// The file.
    text: &'a str,
    /// Where it is repeated.
    at: usize,
}

/// The places of all keys that are written like the one sought, but for those in inline tables that it is outside of.
fn collect_keys(table: &DeTable<'_>, sought: &Sought<'_>, found: &mut Vec<Range<usize>>) {
    for (key, value) in table {
        if sought.text.get(key.span()) == Some(sought.name) {
            found.push(key.span());
        }
        match value.get_ref() {
            DeValue::Table(_) => collect_below(value, sought, found),
            DeValue::Array(list) => list.iter().for_each(|value| collect_below(value, sought, found)),
            _ => {}
        }
    }
}

fn collect_below(value: &Spanned<DeValue<'_>>, sought: &Sought<'_>, found: &mut Vec<Range<usize>>) {
    let inline = sought.text.get(value.span()).is_some_and(|raw| raw.starts_with('{'));
    if let DeValue::Table(below) = value.get_ref()
        && (!inline || value.span().contains(&sought.at))
    {
        collect_keys(below, sought, found);
    }
}
