//! A source as an item of CSL. Styles may change the case of titles, which here are printed as they are written: so in place of
//! each text stands one letter that no style can change, and the text is put back afterwards.

use crate::locale::Locale;
use crate::spec::{Name, PartialDate, Source, Text};
use citationberg::json::{DateValue, Item, LiteralName, NameItem, NameValue, Value, VecDate, VecDateRange};
use std::collections::BTreeMap;

/// The first of the letters that stand for texts: private use, which no text of a specification can hold.
const FIRST: u32 = 0xF_0000;

/// How many letters a source has.
const EACH: u32 = 8;

/// The variables that letters stand for, in the order of the letters.
pub(super) const VARIABLES: [&str; 7] =
    ["title", "container-title", "publisher", "publisher-place", "genre", "number", "edition"];

/// Those of which styles count with what is a number: "2nd ed.".
const COUNTED: [&str; 2] = ["number", "edition"];

/// What stands for a variable of the source with this number.
fn letter(source: usize, variable: usize) -> Option<char> {
    let source = u32::try_from(source).ok()?;
    char::from_u32(FIRST + source.checked_mul(EACH)? + u32::try_from(variable).ok()?)
}

/// The source and the variable that a letter stands for.
pub(super) fn stands_for(letter: char) -> Option<(usize, &'static str)> {
    let at = u32::from(letter).checked_sub(FIRST)?;
    let variable = VARIABLES.get(usize::try_from(at % EACH).ok()?)?;
    Some((usize::try_from(at / EACH).ok()?, variable))
}

/// The text of a variable.
pub(super) fn text<'a>(source: &'a Source, variable: &str) -> Option<&'a Text> {
    match variable {
        "title" => Some(&source.title),
        "container-title" => source.container_title.as_ref(),
        "publisher" => source.publisher.as_ref(),
        "publisher-place" => source.publisher_place.as_ref(),
        "genre" => source.genre.as_ref(),
        "number" => source.number.as_ref(),
        "edition" => source.edition.as_ref(),
        _ => None,
    }
}

/// Whether editions are printed in the words of the locale. Styles of CSL put the number before its word, as in "2nd ed."; these
/// languages have it behind ("الطبعة 2"), around ("第2版"), or in the gender of the word ("1re éd.").
pub(super) fn has_worded_editions(locale: &Locale) -> bool {
    locale.tag().split('-').next().is_some_and(|language| ["ar", "fa", "fr", "zh"].contains(&language))
}

/// The item of a source; letters stand for its texts where it has a number among the sources at hand, for its edition too
/// where that is `worded`.
pub(super) fn of(id: &str, source: &Source, number: Option<usize>, worded: bool) -> Item {
    let mut item = BTreeMap::new();
    let mut set = |key: &str, value: Value| item.insert(key.to_owned(), value);
    set("id", Value::String(id.to_owned()));
    set("type", Value::String(source.r#type.value.clone()));
    for (index, variable) in VARIABLES.iter().enumerate() {
        let Some(text) = text(source, variable) else { continue };
        let counts = COUNTED.contains(variable)
            && !(worded && *variable == "edition")
            && text.value.bytes().all(|byte| byte.is_ascii_digit());
        let stands = number.filter(|_| !counts).and_then(|number| letter(number, index));
        set(variable, Value::String(stands.map_or_else(|| text.value.clone(), String::from)));
    }
    let plain = [("volume", &source.volume), ("issue", &source.issue), ("page", &source.page), ("URL", &source.url)];
    for (key, text) in plain {
        if let Some(text) = text {
            set(key, Value::String(text.value.clone()));
        }
    }
    if let Some(language) = &source.language {
        set("language", Value::String(language.value.clone()));
    }
    for (key, names) in [("author", &source.author), ("editor", &source.editor)] {
        if !names.is_empty() {
            set(key, Value::Names(names.iter().map(name).collect()));
        }
    }
    if let Some(issued) = &source.issued {
        set("issued", date(issued.value));
    }
    if let Some(accessed) = &source.accessed {
        set("accessed", date(accessed.value.into()));
    }
    Item(item)
}

fn name(name: &Name) -> NameValue {
    match name {
        Name::Institution(name) | Name::Person { family: name, given: None } => {
            NameValue::Literal(LiteralName { literal: name.value.clone() })
        }
        Name::Person { family, given: Some(given) } => {
            // hayagriva would take small words for particles that may be dropped; here they belong to the family name
            let (particle, family) = match family.value.split_once(' ') {
                Some((first, rest)) => (Some(first.to_owned()), rest.to_owned()),
                None => (None, family.value.clone()),
            };
            NameValue::Item(NameItem {
                family,
                given: Some(given.value.clone()),
                non_dropping_particle: particle,
                dropping_particle: None,
                suffix: None,
                comma_suffix: None,
            })
        }
    }
}

fn date(date: PartialDate) -> Value {
    let parts = [u32::try_from(date.year).ok(), date.month, date.day];
    let parts = parts.into_iter().map_while(|part| i16::try_from(part?).ok()).collect();
    Value::Date(DateValue::DateParts {
        date_parts: VecDateRange(vec![VecDate(parts)]),
        literal: None,
        season: None,
        circa: false,
    })
}
