//! What may not be given away of a specification, as its text alone tells: names of protected cases, and the parameters that such
//! names are put together from.

use super::params::next_expression;
use std::collections::BTreeSet;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What may not be given away.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Secrets {
    /// The parameters whose values are names of protected cases, or of who agreed, or part of such names.
    pub parameters: BTreeSet<String>,
    /// Where such names stand, quotation marks included, and the values that those parameters have where none is given; sorted.
    pub places: Vec<Range<usize>>,
}

/// The secrets of a specification.
#[must_use]
pub fn secrets(text: &str) -> Secrets {
    let (tree, _) = DeTable::parse_recoverable(text);
    let tree = tree.get_ref();
    let mut found = Secrets::default();
    for case in table(tree, "cases").into_iter().flat_map(|cases| cases.values()) {
        let Some(case) = case.get_ref().as_table() else { continue };
        let is_public = case.get("identity").and_then(|value| value.get_ref().as_str()) == Some("public");
        let by = table(case, "consent").and_then(|consent| consent.get("by"));
        for name in case.get("name").into_iter().chain(by).filter(|_| !is_public) {
            found.add(name);
        }
    }
    let params = table(tree, "params");
    for id in &found.parameters {
        let default = params.and_then(|params| table(params, id)).and_then(|param| param.get("default"));
        found.places.extend(default.map(Spanned::span));
    }
    found.places.retain(|place| !place.is_empty());
    found.places.sort_by_key(|place| place.start);
    found
}

fn table<'t, 'i>(tree: &'t DeTable<'i>, key: &str) -> Option<&'t DeTable<'i>> {
    tree.get(key).and_then(|value| value.get_ref().as_table())
}

impl Secrets {
    /// Adds a name.
    fn add(&mut self, name: &Spanned<DeValue<'_>>) {
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
        /// What stands in place of a protected name.
        const WITHHELD: &str = "\"[withheld]\"";
        let mut kept = String::with_capacity(text.len());
        let mut from = 0;
        for place in &self.places {
            kept.push_str(text.get(from..place.start).unwrap_or_default());
            kept.push_str(WITHHELD);
            from = place.end.max(from);
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
        let secrets = secrets(text);
        assert_eq!(secrets.parameters, ["by", "who"].map(str::to_owned).into());
        let kept = secrets.withheld(text);
        assert!(!["Ann", "{{ params.who", "{{params.by", "\"C\""].iter().any(|secret| kept.contains(secret)), "{kept}");
        assert_eq!(kept.matches("\"[withheld]\"").count(), 4);
        assert!(kept.contains("default = \"N\"") && kept.contains("{{ params.where }}"));
    }
}
