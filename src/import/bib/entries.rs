//! Where the entries of a file stand, found without understanding them, so that a broken one costs only itself.

use biblatex::{RawChunk, Spanned};
use std::ops::Range;

/// The places of all that begins with `@` at the beginning of a line. What lies between two entries is a comment.
pub(super) fn of(text: &str) -> Vec<Range<usize>> {
    let mut starts = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start();
        if begins(bare) || begins_without_brace(bare) {
            starts.push(at + line.len() - bare.len());
        }
        at += line.len();
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(text.len());
        found.extend(one_line(text, *start..end).into_iter().map(|range| whole(text, range)));
    }
    found
}

/// The entry up to the brace that closes it: what stands between it and the next one is a comment.
fn whole(text: &str, range: Range<usize>) -> Range<usize> {
    let end = text.get(range.clone()).and_then(closing).map_or(range.end, |at| range.start + at + 1);
    range.start..end
}

/// Where the brace or bracket that opens an entry is closed.
fn closing(entry: &str) -> Option<usize> {
    let open = entry.find(['{', '('])?;
    let bracket = entry.get(open..)?.starts_with('(');
    let (mut depth, mut escaped, mut quoted) = (0usize, false, false);
    for (at, byte) in entry.bytes().enumerate().skip(open + usize::from(bracket)) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'{' => depth += 1,
            b'}' if depth <= 1 && !bracket => return Some(at),
            b'}' => depth = depth.saturating_sub(1),
            b'"' if bracket && depth == 0 => quoted = !quoted,
            b')' if bracket && depth == 0 && !quoted => return Some(at),
            _ => {}
        }
    }
    None
}

/// The text with braces around entries that stand in brackets, `@report( … )`, which BibTeX knows too. Each stays in its place.
pub(super) fn braced(text: &str) -> std::borrow::Cow<'_, str> {
    let bracketed = |range: &Range<usize>| {
        let entry = text.get(range.clone()).unwrap_or("");
        let open = entry.find(['{', '(']).filter(|at| entry.get(*at..).is_some_and(|rest| rest.starts_with('(')))?;
        Some((range.start + open, range.start + closing(entry)?))
    };
    let places: Vec<(usize, usize)> = of(text).iter().filter_map(bracketed).collect();
    if places.is_empty() {
        return text.into();
    }
    let mut braced = text.to_owned();
    for (open, close) in places {
        braced.replace_range(open..=open, "{");
        braced.replace_range(close..=close, "}");
    }
    braced.into()
}

/// Several entries on one line, as some programs write them.
fn one_line(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let part = text.get(range.clone()).unwrap_or("");
    let (mut depth, mut escaped, mut starts) = (0usize, false, vec![0]);
    for (at, byte) in part.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'@' if depth == 0 && at > 0 && begins(part.get(at..).unwrap_or("")) => starts.push(at),
            _ => {}
        }
    }
    let ends = starts.iter().skip(1).copied().chain([part.len()]);
    starts.iter().zip(ends).map(|(start, end)| range.start + start..range.start + end).collect()
}

/// Whether an entry begins here: `@report{`.
fn begins(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('@') else { return false };
    let name = rest.trim_start_matches(|letter: char| letter.is_ascii_alphanumeric());
    name.len() < rest.len() && name.trim_start_matches([' ', '\t']).starts_with(['{', '('])
}

/// Whether an entry begins here whose brace is missing: `@book b, title=…`. It must not take the one before it with it.
fn begins_without_brace(text: &str) -> bool {
    unbraced(text).is_some_and(|(kind, key)| {
        let known = biblatex::EntryType::new(kind);
        !matches!(known, biblatex::EntryType::Unknown(_)) && !key.is_empty() && !key.contains(char::is_whitespace)
    })
}

/// The kind and the name of an entry without a brace.
fn unbraced(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix('@')?;
    let (kind, rest) = rest.split_once([' ', '\t'])?;
    let (key, _) = rest.split_once(',')?;
    kind.chars().all(|letter| letter.is_ascii_alphanumeric()).then_some((kind, key.trim()))
}

/// The name of an entry that the parser refuses, as far as it can be seen.
pub(super) fn key(text: &str) -> String {
    if begins_without_brace(text) {
        return unbraced(text).map_or(String::new(), |(_, key)| key.to_owned());
    }
    let inside = text.split_once(['{', '(']).map_or("", |(_, inside)| inside);
    let key = inside.split([',', '\n', '}', '=']).next().unwrap_or("").trim();
    if key.contains(char::is_whitespace) { String::new() } else { key.to_owned() }
}

/// Whether a kind of entry only serves others.
pub(super) fn is_no_source(kind: &str) -> bool {
    ["xdata", "set", "comment", "preamble", "string"].contains(&kind.to_ascii_lowercase().as_str())
}

/// The keys that `crossref` or `xdata` lists.
pub(super) fn list<'t>(field: &[Spanned<RawChunk<'t>>]) -> Vec<&'t str> {
    let whole = field.iter().flat_map(|chunk| match chunk.v {
        RawChunk::Normal(text) | RawChunk::Abbreviation(text) => text.split(','),
    });
    whole.map(str::trim).filter(|key| !key.is_empty()).collect()
}
