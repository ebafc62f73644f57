//! What the author decides about checks: how grave their findings are, and which may stay.

use super::{CHECKS, Check};
use crate::diag::{Diagnostic, Severity, Sink, Span};
use crate::spec::{Allow, Level, Spec, Text};
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The decisions of a specification.
pub(super) struct Levels<'a> {
    spec: &'a Spec,
    allows: Vec<Permission<'a>>,
}

/// An entry of `[[allow]]`.
struct Permission<'a> {
    entry: &'a Allow,
    /// Where it holds; everywhere where there is none.
    places: Option<Vec<Range<usize>>>,
    /// Whether it let anything stand.
    used: bool,
}

impl<'a> Levels<'a> {
    /// Reads the decisions of `spec`, whose text is `text`. Names that are no check, and decisions that need a reason, go
    /// to `sink`.
    pub(super) fn read(spec: &'a Spec, text: &str, sink: &mut Sink) -> Self {
        for (name, level) in spec.checks.iter() {
            match known(&name.value) {
                None => sink.push(unknown(&name.value, name.span)),
                Some(check) if check.severity() == Severity::Error && level.value != Level::Error => {
                    let message = format!(
                        "`{}` finds errors and cannot be switched off: allow each case with a reason",
                        name.value
                    );
                    sink.push(
                        Diagnostic::error("level-without-reason", message)
                            .at(level.span, "no reason is given here")
                            .help(format!("take the line out, and write `[[allow]]` with `check = \"{}\"`", name.value))
                            .help("give a `reason`, and name in `at` the one place it is for"),
                    );
                }
                Some(_) => {}
            }
        }
        for entry in spec.allow.iter().filter(|entry| known(&entry.check.value).is_none()) {
            sink.push(unknown(&entry.check.value, entry.check.span));
        }
        let mut extents = None;
        let mut permission = |entry: &'a Allow| {
            let at = entry.at.as_ref();
            let places = at.map(|at| places(at, text, extents.get_or_insert_with(|| records(text))));
            Permission { entry, places, used: false }
        };
        Levels { spec, allows: spec.allow.iter().map(&mut permission).collect() }
    }

    /// How grave the findings of a check are; none where it does not run.
    pub(super) fn of(&self, check: &dyn Check) -> Option<Severity> {
        match self.spec.checks.get(check.name()).map(|level| level.value) {
            Some(Level::Error) => Some(Severity::Error),
            Some(level) if check.severity() == Severity::Warning => {
                (level == Level::Warning).then_some(Severity::Warning)
            }
            Some(_) => Some(check.severity()),
            None => check.on().then(|| check.severity()),
        }
    }

    /// How grave one finding is: as its check says, unless the author makes it graver.
    pub(super) fn severity(&self, check: &dyn Check, finding: &Diagnostic) -> Severity {
        let set = self.spec.checks.get(check.name()).and_then(|_| self.of(check));
        set.map_or(finding.severity, |set| set.min(finding.severity))
    }

    /// Why a finding may stay, where that is said.
    pub(super) fn reason(&mut self, finding: &Diagnostic) -> Option<&'a str> {
        let spans: Vec<Range<usize>> =
            finding.primary.iter().chain(&finding.labels).map(|label| label.span.range()).collect();
        let permits = |permission: &&mut Permission<'_>| {
            permission.entry.check.value == finding.code
                && permission
                    .places
                    .as_ref()
                    .is_none_or(|places| places.iter().any(|place| spans.iter().any(|span| overlap(place, span))))
        };
        let permission = self.allows.iter_mut().find(permits)?;
        permission.used = true;
        Some(permission.entry.reason.as_str())
    }

    /// The entries that let nothing stand. `ran` says whether a check could look at everything.
    pub(super) fn unused(&self, ran: impl Fn(&dyn Check) -> bool, sink: &mut Sink) {
        for permission in self.allows.iter().filter(|permission| !permission.used) {
            let name = &permission.entry.check;
            let Some(check) = known(&name.value).filter(|check| ran(*check)) else { continue };
            let off = self.of(check).is_none();
            let message = format!("this `[[allow]]` allows nothing: `{}` finds nothing there", name.value);
            let help = match (&permission.places, off) {
                (_, true) => "the check does not run; take the `[[allow]]` out",
                (Some(places), _) if places.is_empty() => "`at` is neither a record nor words of this file; correct it",
                _ => "what it allowed is gone; take the `[[allow]]` out",
            };
            let span = permission.entry.at.as_ref().map_or(name.span, |at| at.span);
            sink.push(Diagnostic::warning("unused-allow", message).at(span, "no finding").help(help));
        }
    }
}

fn known(name: &str) -> Option<&'static dyn Check> {
    CHECKS.iter().copied().find(|check| check.name() == name)
}

fn unknown(name: &str, span: Span) -> Diagnostic {
    Diagnostic::error("unknown-check", format!("there is no check `{name}`"))
        .at(span, "no such check")
        .suggest(name, CHECKS.iter().map(|check| check.name()))
        .help("`briefing explain` lists the checks")
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end.max(b.start + 1) && b.start < a.end
}

/// Where `at` holds: the record it names, or each place where its words stand, but not in the entry itself.
fn places(at: &Text, text: &str, records: &BTreeMap<String, Range<usize>>) -> Vec<Range<usize>> {
    if let Some(record) = records.get(&at.value) {
        return vec![record.clone()];
    }
    let own = at.span.range();
    let found = text.match_indices(&at.value).map(|(start, words)| start..start + words.len());
    found.filter(|place| !overlap(place, &own)).collect()
}

/// The places of all records, from the first byte of their keys to the last of their values, by `figures.ID`.
pub(super) fn records(text: &str) -> BTreeMap<String, Range<usize>> {
    let (root, _) = DeTable::parse_recoverable(text);
    let mut found = BTreeMap::new();
    for (collection, value) in root.get_ref() {
        let collection = collection.get_ref();
        match value.get_ref() {
            DeValue::Table(table) => {
                for (id, record) in table {
                    found.insert(format!("{collection}.{}", id.get_ref()), extent(&id.span(), record));
                }
            }
            DeValue::Array(list) => named(collection, list.iter(), &mut found),
            _ => {}
        }
    }
    found
}

/// Tables of a list that have an `id`, those below them included.
fn named<'t>(
    collection: &str,
    list: impl Iterator<Item = &'t Spanned<DeValue<'t>>>,
    found: &mut BTreeMap<String, Range<usize>>,
) {
    for value in list {
        let DeValue::Table(table) = value.get_ref() else { continue };
        if let Some(id) = table.get("id").and_then(|id| id.get_ref().as_str()) {
            found.insert(format!("{collection}.{id}"), extent(&value.span(), value));
        }
        if let Some(DeValue::Array(below)) = table.get("sections").map(Spanned::get_ref) {
            named(collection, below.iter(), found);
        }
    }
}

/// From `start` over all that a value holds.
fn extent(start: &Range<usize>, value: &Spanned<DeValue<'_>>) -> Range<usize> {
    let mut whole = start.start.min(value.span().start)..start.end.max(value.span().end);
    let mut take = |key: &Range<usize>, value: &Spanned<DeValue<'_>>| {
        let inner = extent(key, value);
        whole = whole.start.min(inner.start)..whole.end.max(inner.end);
    };
    match value.get_ref() {
        DeValue::Table(table) => table.iter().for_each(|(key, value)| take(&key.span(), value)),
        DeValue::Array(list) => list.iter().for_each(|value| take(&value.span(), value)),
        _ => {}
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_reach_from_their_name_to_their_last_value() {
        let text = "[figures.a]\nwhat = \"x\"\nestimates = [{ value = 1 }]\n[figures]\nb = { what = \"y\" }\n[[sections]]\nid = \"s\"\n";
        let found = records(text);
        let of = |name: &str| &text[found[name].clone()];
        assert!(
            of("figures.a").starts_with("[figures.a]") && of("figures.a").ends_with("value = 1 }]"),
            "{}",
            of("figures.a")
        );
        assert_eq!(of("figures.b"), "b = { what = \"y\" }");
        assert!(of("sections.s").starts_with("[[sections]]"), "{}", of("sections.s"));
    }
}
