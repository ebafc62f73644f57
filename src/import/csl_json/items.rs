//! Where the items of a file stand, found without understanding them, so that a broken one costs only itself.

use std::ops::Range;

/// The places of the items; none where there is no list.
pub(super) fn of(text: &str) -> Option<Vec<Range<usize>>> {
    let start = match text.trim_start_matches('\u{feff}').trim_start().chars().next()? {
        '[' => text.find('[')? + 1,
        // Better BibTeX and the API of Zotero put the list into an object
        '{' => match text.find("\"items\"").and_then(|at| Some(at + text.get(at..)?.find('[')? + 1)) {
            Some(start) => start,
            None => {
                let whole = text.find('{')?..text.trim_end().len();
                return Some(std::iter::once(whole).collect());
            }
        },
        _ => return None,
    };
    Some(split(text, start))
}

/// The items from `start` on, up to the end of the list.
fn split(text: &str, start: usize) -> Vec<Range<usize>> {
    let margin = margin(text, start);
    let mut found = Vec::new();
    let mut at = start;
    while let Some(begin) = next(text, at) {
        let balanced = end(text, begin);
        // Where an item is not closed, or takes others with it, the next line that begins as the first item did is the next one.
        let sound = balanced
            .filter(|end| serde_json::from_str::<serde_json::Value>(text.get(begin..*end).unwrap_or("")).is_ok());
        let line =
            || margin.as_ref().and_then(|margin| Some(begin + 1 + text.get(begin + 1..)?.find(margin.as_str())?));
        let stop = sound.or_else(line).or(balanced).unwrap_or(text.len());
        // a bracket that closes nothing is an item of its own
        let least = begin + text.get(begin..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        let stop = stop.max(least);
        found.push(
            begin
                ..text
                    .get(begin..stop)
                    .map_or(stop, |item| begin + item.trim_end_matches([',', ' ', '\t', '\r', '\n']).len()),
        );
        at = stop;
    }
    found
}

/// How an item begins in this file, as the first one does: on a line of its own, with its brace at the same place; or, in a file
/// without lines, with its `id`.
fn margin(text: &str, start: usize) -> Option<String> {
    let first = start + text.get(start..)?.find('{')?;
    let line = text.get(..first)?.rfind('\n').and_then(|line| text.get(line..first));
    match line.filter(|margin| margin.chars().all(char::is_whitespace)) {
        Some(margin) => Some(format!("{margin}{{")),
        None => text.get(first..)?.starts_with("{\"id\"").then(|| "{\"id\"".to_owned()),
    }
}

/// Where the next item begins: at the first letter that is no comma; none where the list ends.
fn next(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let begin = at + rest.find(|letter: char| !letter.is_whitespace() && letter != ',')?;
    (!text.get(begin..)?.starts_with(']')).then_some(begin)
}

/// Where the value that begins at `begin` ends, as brackets and strings say.
fn end(text: &str, begin: usize) -> Option<usize> {
    let (mut depth, mut in_string, mut escaped) = (0usize, false, false);
    for (at, byte) in text.bytes().enumerate().skip(begin) {
        if in_string {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth == 0 => return Some(at),
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            b',' if depth == 0 => return Some(at),
            _ => {}
        }
    }
    None
}

/// The byte at a line and a column, both from 1.
pub(super) fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    (start + column.saturating_sub(1)).min(text.len().saturating_sub(1))
}

/// The `id` of an item that is no JSON, as far as it can be seen.
pub(super) fn key(text: &str) -> String {
    let after = |name: &str| {
        let rest = text.split_once(name)?.1.trim_start().strip_prefix(':')?.trim_start();
        Some(rest.strip_prefix('"')?.split(['"', '\n']).next()?.to_owned())
    };
    after("\"id\"").unwrap_or_default()
}
