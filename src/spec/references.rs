//! Ids across records: each that is named exists, and none is given twice.
//!
//! What exists is read from the tree, so that a record with a mistake in it does not make every mention of it one.

use super::prose::{Block, Expression, Piece, Prose};
use super::rule::Kind;
use super::strings::shown;
use super::tree::{Reader, Reference, Table};
use crate::diag::{Diagnostic, Span};
use std::collections::BTreeMap;
use toml::de::DeValue;

impl Kind {
    /// The code of the finding, what to call it, and the table that declares it.
    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Kind::Source => ("unknown-source", "source", "sources"),
            Kind::Figure => ("unknown-figure", "figure", "figures"),
            Kind::Data => ("unknown-data", "data", "data"),
            Kind::Chart => ("unknown-chart", "chart", "charts"),
            Kind::Table => ("unknown-table", "table", "tables"),
            Kind::Image => ("unknown-image", "image", "images"),
            Kind::Quotation => ("unknown-quotation", "quotation", "quotations"),
            Kind::Term => ("unknown-term", "term", "terms"),
            Kind::Case => ("unknown-case", "case", "cases"),
        }
    }

    const ALL: [Kind; 9] = [
        Kind::Source,
        Kind::Figure,
        Kind::Data,
        Kind::Chart,
        Kind::Table,
        Kind::Image,
        Kind::Quotation,
        Kind::Term,
        Kind::Case,
    ];
}

/// The records that the expressions of a text name outright (`figures.killed`, `charts.by_year.ref`), so that one that does
/// not exist is found together with all else that is wrong. What an expression computes is seen when it is evaluated.
pub(crate) fn of_prose(prose: &Prose) -> Vec<Reference> {
    let mut found = Vec::new();
    prose.blocks.iter().for_each(|block| of_block(block, &mut found));
    found
}

fn of_block(block: &Block, found: &mut Vec<Reference>) {
    match block {
        Block::Paragraph(pieces) | Block::Heading { text: pieces, .. } => {
            let expressions = pieces.iter().filter_map(|piece| match piece {
                Piece::Expression { expression, .. } => Some(expression),
                _ => None,
            });
            found.extend(expressions.filter_map(of_expression));
        }
        Block::List { items, .. } => items.iter().flatten().for_each(|block| of_block(block, found)),
        Block::Quote(blocks) => blocks.iter().for_each(|block| of_block(block, found)),
        // what stands under a condition may never be printed, and a loop binds names of its own
        Block::If { .. } | Block::For { .. } => {}
    }
}

fn of_expression(expression: &Expression) -> Option<Reference> {
    let mut path = expression.source.trim().split('.');
    let collection = path.next()?;
    let id = path.next()?;
    let plain = !id.is_empty() && id.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    let kind = Kind::ALL.into_iter().find(|kind| *kind != Kind::Source && kind.words().2 == collection);
    // behind the point: `c` stands in `charts.c` twice
    let at = expression.span.start + expression.source.find('.')? as u32 + 1;
    let span = Span { start: at, end: at + id.len() as u32, ..expression.span };
    kind.filter(|kind| plain && *kind != Kind::Data).map(|kind| Reference { kind, id: id.to_owned(), span })
}

/// Looks up every id that was named.
pub(crate) fn resolve(root: &Table<'_>, reader: &mut Reader<'_>) {
    let mut references = std::mem::take(&mut reader.references);
    references.sort_by_key(|reference| reference.span);
    for kind in Kind::ALL {
        let (code, what, table) = kind.words();
        let known = ids(root, table);
        for reference in references.iter().filter(|reference| reference.kind == kind) {
            let id = reference.id.as_str();
            if known.binary_search(&id).is_err() {
                let mut finding = Diagnostic::error(code, format!("unknown {what} `{}`", shown(id)))
                    .at(reference.span, format!("there is no `[{table}.{}]`", shown(id)))
                    .suggest(id, known.iter().copied());
                if known.is_empty() {
                    finding = finding.help(format!("correct the name, or add `[{table}.{}]`", shown(id)));
                }
                reader.sink.push(finding);
            }
        }
    }
}

/// The keys of the table `name`, sorted.
fn ids<'t>(root: &Table<'t>, name: &str) -> Vec<&'t str> {
    let mut ids: Vec<&str> = match root.get(name).map(|entry| entry.node.value) {
        Some(DeValue::Table(table)) => table.iter().map(|(key, _)| key.get_ref().as_ref()).collect(),
        _ => Vec::new(),
    };
    ids.sort_unstable();
    ids
}

/// Reports names of sections or recommendations that are given twice.
pub(crate) fn duplicates(root: &Table<'_>, reader: &mut Reader<'_>) {
    for (list, what) in [("sections", "section"), ("recommendations", "recommendation")] {
        let mut given = Vec::new();
        if let Some(entry) = root.get(list) {
            names(entry.node.value, reader, &mut given);
        }
        given.sort_by_key(|(_, span)| *span);
        let mut first: BTreeMap<String, Span> = BTreeMap::new();
        for (id, span) in given {
            match first.get(&id) {
                Some(before) => reader.sink.push(
                    Diagnostic::error("duplicate-id", format!("two {what}s are called `{}`", shown(&id)))
                        .at(span, "")
                        .also(*before, "the first one")
                        .help("give one of them another `id`"),
                ),
                None => {
                    first.insert(id, span);
                }
            }
        }
    }
}

/// The `id` of each table of a list, and of the sections below.
fn names(list: &DeValue<'_>, reader: &Reader<'_>, given: &mut Vec<(String, Span)>) {
    let DeValue::Array(list) = list else { return };
    for table in list.iter().filter_map(|value| value.get_ref().as_table()) {
        if let Some(id) = table.get("id")
            && let Some(name) = id.get_ref().as_str()
        {
            given.push((name.to_owned(), reader.span(id.span())));
        }
        if let Some(below) = table.get("sections") {
            names(below.get_ref(), reader, given);
        }
    }
}
