//! Ids: the names of a library's entries, made such that prose can name them.

use super::clean::shown;
use crate::diag::{Diagnostic, Span};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// The ids given so far.
#[derive(Debug, Default)]
pub(super) struct Ids(BTreeSet<String>);

impl Ids {
    /// The id for an entry that the library calls `key`, and whether it is another than `key`.
    pub fn give(&mut self, key: &str) -> (String, bool) {
        let base = proposed(key);
        let numbered = (2..).map(|number: u32| format!("{base}_{number}"));
        let id = std::iter::once(base.clone()).chain(numbered).find(|id| !self.0.contains(id)).unwrap_or(base);
        self.0.insert(id.clone());
        let renamed = id != key;
        (id, renamed)
    }
}

/// The id that is most like `key`: small letters without accents, digits and `_`.
fn proposed(key: &str) -> String {
    // Zotero names entries of CSL-JSON by addresses: http://zotero.org/users/1/items/ABCD2345
    let name = key.rsplit('/').next().filter(|name| key.contains("://") && !name.is_empty()).unwrap_or(key);
    let mut id = String::new();
    for letter in name.nfkd().flat_map(char::to_lowercase) {
        if letter.is_ascii_alphanumeric() {
            id.push(letter);
        } else if !unicode_normalization::char::is_combining_mark(letter) && !id.ends_with('_') {
            id.push('_');
        }
    }
    let id = id.trim_matches('_');
    match id.chars().next() {
        None => "source".to_owned(),
        Some(first) if first.is_ascii_lowercase() => id.to_owned(),
        Some(_) => format!("source_{id}"),
    }
}

/// An entry that has another name here.
pub(super) fn finding(key: &str, id: &str, span: Span) -> Diagnostic {
    let message = match key.is_empty() {
        true => format!("an entry without a name has the id `{id}`"),
        false => format!("`{}` has the id `{id}` here", shown(key)),
    };
    Diagnostic::warning("id-changed", message).at(span, "").help(format!("cite it as `[@{id}]`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_stay_as_they_are_where_they_can() {
        let mut ids = Ids::default();
        let mut give = |key: &str| ids.give(key);
        assert_eq!(give("amnesty_2020"), ("amnesty_2020".to_owned(), false));
        assert_eq!(give("Amnesty:2020"), ("amnesty_2020_2".to_owned(), true));
        assert_eq!(give("Müller-Çelik2020").0, "muller_celik2020");
        assert_eq!(give("http://zotero.org/users/1/items/ABCD2345").0, "abcd2345");
        assert_eq!(give("2019report").0, "source_2019report");
        assert_eq!(give("報告").0, "source");
        assert_eq!(give("").0, "source_2");
    }
}
