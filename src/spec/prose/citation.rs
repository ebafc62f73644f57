//! `[@source, locator; @other]`

use super::marks::{Context, Found, Mark, reach, trimmed};
use super::{CitedSource, Piece};
use crate::spec::value::Spanned;
use std::ops::Range;

const HELP: &str = "write `[@source]`, `[@source, p. 4]` or `[@source, p. 4; @other]`";

/// The citation that starts at the start of `rest`.
pub(super) fn mark(rest: Range<usize>, context: &mut Context<'_>) -> Found {
    let slice = context.slice(rest.clone());
    let Some(length) = reach(slice).find(']').map(|at| at + 1) else {
        let range = rest.start..rest.start + 2;
        context.error("malformed-citation", range, "this citation is not closed", "write `]` after it");
        return Found::Unclosed;
    };
    let range = rest.start..rest.start + length;
    let items = items(range.start + 1..range.end - 1, context);
    let span = context.text.locate(range.clone());
    Found::Mark(Mark { range, piece: items.map(|items| Piece::Citation { items, span }) })
}

/// The sources between the brackets; findings where they are malformed.
fn items(inside: Range<usize>, context: &mut Context<'_>) -> Option<Vec<CitedSource>> {
    let mut start = inside.start;
    let mut items = Vec::new();
    for part in context.slice(inside).split(';') {
        items.push(item(start..start + part.len(), context));
        start += part.len() + 1;
    }
    items.into_iter().collect()
}

fn item(range: Range<usize>, context: &mut Context<'_>) -> Option<CitedSource> {
    let item = trimmed(&context.text.value, range.clone());
    let part = context.slice(item.clone());
    let Some(cited) = part.strip_prefix('@') else {
        // An empty part has no place of its own.
        let place = if item.is_empty() { range } else { item };
        context.error("malformed-citation", place, "each source of a citation starts with `@`", HELP);
        return None;
    };
    let length =
        cited.find(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')).unwrap_or(cited.len());
    let id = item.start + 1..item.start + 1 + length;
    let rest = trimmed(&context.text.value, id.end..item.end);
    let after = context.slice(rest.clone());
    if length == 0 {
        context.error("malformed-citation", item, "no id follows the `@`", HELP);
        return None;
    }
    if !(after.is_empty() || after.starts_with(',')) {
        context.error("malformed-citation", rest, "a comma must stand between the source and the place in it", HELP);
        return None;
    }
    let source = Spanned::new(context.slice(id.clone()).to_owned(), context.text.locate(id));
    context.citations.push(source.clone());
    let locator = if after.is_empty() { None } else { Some(locator(rest, context)?) };
    Some(CitedSource { source, locator })
}

/// What stands after the comma at the start of `range`.
fn locator(range: Range<usize>, context: &mut Context<'_>) -> Option<Spanned<String>> {
    let place = trimmed(&context.text.value, range.start + 1..range.end);
    let locator = context.slice(place.clone());
    let fault = if locator.is_empty() {
        "nothing follows the comma"
    } else if locator.contains("{{") || locator.contains('[') {
        "expressions and brackets cannot stand in a citation"
    } else {
        let words = locator.split_whitespace().collect::<Vec<_>>().join(" ");
        return Some(Spanned::new(words, context.text.locate(place)));
    };
    context.error("malformed-citation", if place.is_empty() { range } else { place }, fault, HELP);
    None
}
