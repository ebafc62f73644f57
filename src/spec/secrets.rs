//! What may not be given away of a specification, as its text alone tells: names of protected cases and what is known of them and
//! printed nowhere, contact data where the body keeps them apart, and the parameters that such names are put together from.

use super::params::next_expression;
use std::collections::BTreeSet;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What stands in place of what is not given away.
pub(crate) const WITHHELD: &str = "[withheld]";

/// What of a protected case is given away whatever is printed: none of it says who it is.
const OPEN: [&str; 3] = ["alias", "identity", "sources"];
/// What a row of a table of cases prints beside the alias.
const ROW: [&str; 5] = ["age", "what", "date", "place", "outcome"];
/// What is given away nowhere, printed or not.
const NAMES: [&str; 3] = ["name", "spellings", "consent"];

/// What may not be given away.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Secrets {
    /// The parameters whose values are names of protected cases, or of who agreed, or part of such names.
    pub parameters: BTreeSet<String>,
    /// Where such names and details stand, quotation marks included, and the values that those parameters have where none is given;
    /// sorted.
    pub places: Vec<Range<usize>>,
}

/// The secrets of a specification; `contact_apart` is whether the body keeps contact data outside what it publishes.
#[must_use]
pub fn secrets(text: &str, contact_apart: bool) -> Secrets {
    let (tree, _) = DeTable::parse_recoverable(text);
    let tree = tree.get_ref();
    let mut found = Secrets::default();
    for (id, case) in table(tree, "cases").into_iter().flatten() {
        let Some(case) = case.get_ref().as_table() else { continue };
        if case.get("identity").and_then(|value| value.get_ref().as_str()) == Some("public") {
            continue;
        }
        let by = table(case, "consent").and_then(|consent| consent.get("by"));
        for name in case.get("name").into_iter().chain(by) {
            found.add(name);
        }
        let printed = printed(tree, id.get_ref());
        for (key, value) in case {
            let key: &str = key.get_ref();
            let is_known = NAMES.contains(&key) || !printed.prints(key);
            if key != "name" && !OPEN.contains(&key) && is_known {
                leaves(value, text, &mut found.places);
            }
        }
    }
    if contact_apart {
        let us = table(tree, "organisation");
        let contact = ["address", "email", "telephone", "website"];
        contact.iter().filter_map(|key| us?.get(*key)).for_each(|value| found.add(value));
    }
    let params = table(tree, "params");
    for id in &found.parameters {
        let default = params.and_then(|params| table(params, id)).and_then(|param| param.get("default"));
        found.places.extend(default.map(Spanned::span));
    }
    found.places.retain(|place| !place.is_empty());
    found.places.sort_by_key(|place| (place.start, place.end));
    found.places.dedup();
    found
}

fn table<'t, 'i>(tree: &'t DeTable<'i>, key: &str) -> Option<&'t DeTable<'i>> {
    tree.get(key).and_then(|value| value.get_ref().as_table())
}

/// How much of a case the document prints for certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Printed {
    /// Its alias, in sentences.
    Alias,
    /// A row of a table.
    Row,
    /// A card: all but names.
    Card,
}

impl Printed {
    fn prints(self, key: &str) -> bool {
        match self {
            Printed::Alias => false,
            Printed::Row => ROW.contains(&key),
            Printed::Card => true,
        }
    }
}

/// What is printed of a case. Where that depends on a condition it is not certain, and then it is not given away: to withhold
/// what is printed does no harm.
fn printed(tree: &DeTable<'_>, id: &str) -> Printed {
    let mut texts = Vec::new();
    tree.get("sections").into_iter().for_each(|sections| strings(sections.get_ref(), &mut texts));
    let texts: Vec<&str> = texts.into_iter().filter(|text| !text.contains("{%")).collect();
    let card = format!("cases.{id}");
    if texts.iter().any(|text| has_block(text, &card)) {
        return Printed::Card;
    }
    let annex = table(tree, "submission").and_then(|submission| submission.get("annex_of_cases"));
    let in_annex = annex.and_then(|annex| annex.get_ref().as_bool()) == Some(true);
    let in_table = table(tree, "tables").into_iter().flatten().any(|(name, table)| {
        let cases = table.get_ref().as_table().and_then(|table| table.get("cases"));
        let mut ids = Vec::new();
        cases.into_iter().for_each(|cases| strings(cases.get_ref(), &mut ids));
        let block = format!("tables.{}", name.get_ref());
        ids.contains(&id) && texts.iter().any(|text| has_block(text, &block))
    });
    if in_annex || in_table { Printed::Row } else { Printed::Alias }
}

/// Whether the record stands alone in a paragraph.
fn has_block(text: &str, record: &str) -> bool {
    let is_block = |line: &str| {
        let inside = line.trim().strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}"));
        inside.is_some_and(|inside| inside.trim() == record)
    };
    let lines: Vec<&str> = text.lines().collect();
    let is_empty = |at: Option<usize>| at.and_then(|at| lines.get(at)).is_none_or(|line| line.trim().is_empty());
    lines.iter().enumerate().any(|(at, line)| is_block(line) && is_empty(at.checked_sub(1)) && is_empty(Some(at + 1)))
}

/// All texts of a value.
fn strings<'t>(value: &'t DeValue<'_>, found: &mut Vec<&'t str>) {
    match value {
        DeValue::String(text) => found.push(text.as_ref()),
        DeValue::Array(list) => list.iter().for_each(|value| strings(value.get_ref(), found)),
        DeValue::Table(table) => table.values().for_each(|value| strings(value.get_ref(), found)),
        _ => {}
    }
}

/// Where the values of a field stand: all of a table between braces, what is in it one by one where it has none. What was agreed to
/// says nothing of a person.
fn leaves(value: &Spanned<DeValue<'_>>, text: &str, found: &mut Vec<Range<usize>>) {
    match value.get_ref() {
        DeValue::Boolean(_) => {}
        DeValue::Array(list) => list.iter().for_each(|value| leaves(value, text, found)),
        DeValue::Table(table)
            if table.contains_key("from") && text.get(value.span()).is_some_and(|own| own.starts_with('{')) =>
        {
            found.push(value.span());
        }
        DeValue::Table(table) => table.values().for_each(|value| leaves(value, text, found)),
        _ => found.push(value.span()),
    }
}

impl Secrets {
    /// Adds a name.
    fn add(&mut self, name: &Spanned<DeValue<'_>>) {
        if let DeValue::Table(by_language) = name.get_ref() {
            by_language.values().for_each(|name| self.add(name));
            return;
        }
        self.places.push(name.span());
        let text = name.get_ref().as_str().unwrap_or_default();
        let mut from = 0;
        while let Some((range, path)) = next_expression(text, from) {
            self.parameters.insert(path.split('.').next().unwrap_or(path).to_owned());
            from = range.end;
        }
    }

    /// The text without them.
    #[must_use]
    pub fn withheld(&self, text: &str) -> String {
        let mut kept = String::with_capacity(text.len());
        let mut from = 0;
        for place in &self.places {
            // one inside another is gone with it
            if place.start < from {
                continue;
            }
            kept.push_str(text.get(from..place.start).unwrap_or_default());
            kept.push('"');
            kept.push_str(WITHHELD);
            kept.push('"');
            from = place.end;
        }
        kept.push_str(text.get(from..).unwrap_or_default());
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_what_they_are_made_of_are_taken_away() {
        let text = "[params.who]\ndefault = \"Ann\"\n[params.where]\ndefault = \"N\"\n[params.by]\n\
            [cases.a]\nname = \"{{ params.who }} B\"\nconsent.by = '''{{params.by.value}}'''\n\
            [cases.b]\nidentity = \"public\"\nname = \"{{ params.where }}\"\n[cases.c]\nidentity = \"protected\"\nname = \"C\"\n";
        let secrets = secrets(text, false);
        assert_eq!(secrets.parameters, ["by", "who"].map(str::to_owned).into());
        let kept = secrets.withheld(text);
        assert!(!["Ann", "{{ params.who", "{{params.by", "\"C\""].iter().any(|secret| kept.contains(secret)), "{kept}");
        assert_eq!(kept.matches("\"[withheld]\"").count(), 4);
        assert!(kept.contains("default = \"N\"") && kept.contains("{{ params.where }}"));
    }

    /// The case `a` as it is given away, where `rest` stands below it.
    fn given(rest: &str) -> String {
        let case = "[cases.a]\nname = \"Ann\"\nspellings = [\"An\"]\nalias = \"Mrs B.\"\nage = 41\nwhat = \"arrest\"\n\
            date = { from = 2025-01-02, to = 2025-01-03 }\nplace = \"N\"\ncircumstances = { en = \"Her flat.\" }\n\
            consent = { by = \"x\", date = 2025-05-05, submit = true }\n";
        let text = format!("{case}{rest}");
        secrets(&text, false).withheld(&text)
    }

    #[test]
    fn what_is_known_of_a_protected_case_is_given_away_where_it_is_printed() {
        let w = "\"[withheld]\"";
        let text = "[[sections]]\ntext = \"We spoke to {{ cases.a }}.\"\n";
        let names = format!("[cases.a]\nname = {w}\nspellings = [{w}]\nalias = \"Mrs B.\"\n");
        let consent = format!("consent = {{ by = {w}, date = {w}, submit = true }}\n");
        let all = format!("age = {w}\nwhat = {w}\ndate = {w}\nplace = {w}\ncircumstances = {{ en = {w} }}\n");
        assert_eq!(given(text), format!("{names}{all}{consent}{text}"));
        let table = "[tables.t]\ncases = [\"a\"]\n[[sections]]\ntext = '''\nX\n\n{{ tables.t }}\n'''\n";
        let row = given(table);
        assert!(row.contains("age = 41") && row.contains("place = \"N\"") && !row.contains("flat"), "{row}");
        let card = given("[[sections]]\ntext = '''\n\n{{cases.a}}\n'''\n");
        assert!(card.contains("Her flat.") && !card.contains("Ann") && !card.contains("2025-05-05"), "{card}");
        let sometimes = given("[[sections]]\ntext = '''\n{% if x %}\n\n{{ cases.a }}\n\n{% endif %}\n'''\n");
        assert!(!sometimes.contains("flat"), "{sometimes}");
    }

    #[test]
    fn contact_data_are_taken_away_where_they_stand_apart() {
        let text = "[params.m]\ndefault = \"a@b.org\"\n[organisation]\nname = \"C\"\nemail = \"{{ params.m }}\"\ntelephone = \"1\"\n";
        assert!(secrets(text, false).places.is_empty());
        let apart = secrets(text, true);
        let kept = apart.withheld(text);
        assert!(!kept.contains("a@b.org") && !kept.contains("\"1\"") && kept.contains("name = \"C\""), "{kept}");
        assert_eq!(apart.parameters, ["m".to_owned()].into());
    }
}
