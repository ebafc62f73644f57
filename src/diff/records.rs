//! Records by id, key by key.

use super::{FieldChange, Kind, RecordChange};
use crate::spec::{Estimate, Figure, Name, Period, Quotation, Records, Source, Spanned, Text};
use rust_decimal::Decimal;

/// A key with what it holds, and the number in it with its bound's name where one can be taken from another.
pub(super) struct Field {
    name: &'static str,
    value: Option<String>,
    number: Option<(Decimal, &'static str)>,
}

/// The records that changed; `fields` says what a record holds, always the same keys.
pub(super) fn compare<T>(old: &Records<T>, new: &Records<T>, fields: impl Fn(&T) -> Vec<Field>) -> Vec<RecordChange> {
    let mut changes = Vec::new();
    for (id, record) in new.iter() {
        let before = old.get(&id.value);
        let kind = if before.is_some() { Kind::Changed } else { Kind::Added };
        let old = before.map_or_else(Vec::new, &fields);
        let fields = differing(old, fields(record));
        if kind == Kind::Added || !fields.is_empty() {
            changes.push(RecordChange { id: id.value.clone(), kind, fields });
        }
    }
    for (id, record) in old.iter().filter(|(id, _)| new.get(&id.value).is_none()) {
        changes.push(RecordChange {
            id: id.value.clone(),
            kind: Kind::Removed,
            fields: differing(fields(record), Vec::new()),
        });
    }
    changes
}

/// The keys whose values differ; a side that has no record has no keys.
fn differing(old: Vec<Field>, new: Vec<Field>) -> Vec<FieldChange> {
    let (mut old, mut new) = (old.into_iter(), new.into_iter());
    let mut changes = Vec::new();
    loop {
        let (before, after) = (old.next(), new.next());
        let Some(field) = before.as_ref().or(after.as_ref()).map(|field| field.name) else { return changes };
        let number = |side: &Option<Field>| side.as_ref().and_then(|field| field.number);
        let difference = number(&before).zip(number(&after)).filter(|((_, old), (_, new))| old == new);
        let difference =
            difference.and_then(|((old, _), (new, _))| new.checked_sub(old)).map(|by| by.normalize().to_string());
        let (before, after) = (before.and_then(|field| field.value), after.and_then(|field| field.value));
        if before != after {
            changes.push(FieldChange { field, old: before, new: after, difference });
        }
    }
}

fn field(name: &'static str, value: Option<String>) -> Field {
    Field { name, value, number: None }
}

fn text(name: &'static str, value: Option<&Text>) -> Field {
    field(name, value.map(|value| value.value.clone()))
}

fn plain(name: &'static str, value: Option<&Spanned<String>>) -> Field {
    field(name, value.map(|value| value.value.clone()))
}

fn shown<T: ToString>(name: &'static str, value: Option<&Spanned<T>>) -> Field {
    field(name, value.map(|value| value.value.to_string()))
}

/// What a figure holds.
pub(super) fn figure(figure: &Figure) -> Vec<Field> {
    let (value, bound) = (figure.value.as_ref(), figure.bound.as_ref().map(|bound| bound.value.name()));
    vec![
        text("what", Some(&figure.what)),
        Field { name: "number", value: number(figure), number: value.map(|value| value.value).zip(bound) },
        text("unit", figure.unit.as_ref()),
        shown("average_of", figure.average_of.as_ref()),
        field("period", figure.period.as_ref().map(|period| self::period(&period.value))),
        text("place", figure.place.as_ref()),
        plain("source", figure.source.as_ref()),
        text("locator", figure.locator.as_ref()),
        text("basis", figure.basis.as_ref()),
        shown("excluded", figure.excluded.as_ref()),
        text("origin", figure.origin.as_ref()),
        plain("superseded_by", figure.superseded_by.as_ref()),
    ]
}

/// The number of a figure, or all of them, with bounds as specifications write them.
fn number(figure: &Figure) -> Option<String> {
    if !figure.estimates.is_empty() {
        return Some(figure.estimates.iter().map(estimate).collect::<Vec<_>>().join("; "));
    }
    let bound = figure.bound.as_ref().map(|bound| bound.value.name());
    bounded(figure.value.as_ref(), figure.between.as_ref(), bound)
}

fn estimate(estimate: &Estimate) -> String {
    let bound = estimate.bound.as_ref().map(|bound| bound.value.name());
    let number = bounded(estimate.value.as_ref(), estimate.between.as_ref(), bound);
    let words = || estimate.words.as_ref().map(|words| words.value.clone());
    format!("{} ({})", number.or_else(words).unwrap_or_default(), estimate.source.value)
}

fn bounded(
    value: Option<&Spanned<Decimal>>,
    between: Option<&Spanned<[Decimal; 2]>>,
    bound: Option<&str>,
) -> Option<String> {
    let bound = bound.map(|bound| format!("{bound} ")).unwrap_or_default();
    match (value, between) {
        (Some(value), _) => Some(format!("{bound}{}", value.value.normalize())),
        (None, Some(between)) => {
            let [low, high] = between.value;
            Some(format!("between {} and {}", low.normalize(), high.normalize()))
        }
        (None, None) => None,
    }
}

fn period(period: &Period) -> String {
    if period.from == period.to { period.from.to_string() } else { format!("{} to {}", period.from, period.to) }
}

/// What a quotation holds.
pub(super) fn quotation(quotation: &Quotation) -> Vec<Field> {
    let translation = quotation.translation.as_ref();
    vec![
        text("text", Some(&quotation.text)),
        text("speaker", Some(&quotation.speaker)),
        shown("date", quotation.date.as_ref()),
        plain("source", Some(&quotation.source)),
        text("locator", quotation.locator.as_ref()),
        plain("language", quotation.language.as_ref()),
        text("translation", translation.map(|translation| &translation.text)),
        text("translator", translation.map(|translation| &translation.translator)),
    ]
}

/// What a source holds.
pub(super) fn source(source: &Source) -> Vec<Field> {
    let names = |names: &[Name]| (!names.is_empty()).then(|| names.iter().map(name).collect::<Vec<_>>().join("; "));
    let archive = source.archive.as_ref();
    vec![
        plain("type", Some(&source.r#type)),
        text("title", Some(&source.title)),
        field("author", names(&source.author)),
        field("editor", names(&source.editor)),
        text("container_title", source.container_title.as_ref()),
        text("edition", source.edition.as_ref()),
        text("volume", source.volume.as_ref()),
        text("issue", source.issue.as_ref()),
        text("page", source.page.as_ref()),
        text("publisher", source.publisher.as_ref()),
        text("publisher_place", source.publisher_place.as_ref()),
        shown("issued", source.issued.as_ref()),
        text("number", source.number.as_ref()),
        text("genre", source.genre.as_ref()),
        text("url", source.url.as_ref()),
        shown("accessed", source.accessed.as_ref()),
        plain("language", source.language.as_ref()),
        text("note", source.note.as_ref()),
        text("archive.file", archive.and_then(|archive| archive.file.as_ref())),
        text("archive.sha256", archive.and_then(|archive| archive.sha256.as_ref())),
    ]
}

fn name(name: &Name) -> String {
    match name {
        Name::Institution(name) => name.value.clone(),
        Name::Person { family, given: None } => family.value.clone(),
        Name::Person { family, given: Some(given) } => format!("{family}, {given}"),
    }
}
