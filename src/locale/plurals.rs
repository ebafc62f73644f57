//! Phrases that change with a number.

use super::words::Phrase;
use icu_plurals::PluralCategory;
use serde::Deserialize;

/// A phrase in the plural forms of its language (CLDR categories); `other` is always there.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plural {
    /// For zero, in Arabic.
    pub zero: Option<Phrase>,
    /// For one, and what is said like it.
    pub one: Option<Phrase>,
    /// For two, in Arabic.
    pub two: Option<Phrase>,
    /// For few, in Russian and Arabic.
    pub few: Option<Phrase>,
    /// For many, in Russian, Arabic, French and Spanish.
    pub many: Option<Phrase>,
    /// For all the rest.
    pub other: Phrase,
}

impl Plural {
    /// The phrase of a category.
    pub(super) fn form(&self, category: PluralCategory) -> &Phrase {
        let form = match category {
            PluralCategory::Zero => self.zero.as_ref(),
            PluralCategory::One => self.one.as_ref(),
            PluralCategory::Two => self.two.as_ref(),
            PluralCategory::Few => self.few.as_ref(),
            PluralCategory::Many => self.many.as_ref(),
            PluralCategory::Other => None,
        };
        form.unwrap_or(&self.other)
    }
}

/// Words that change with a number.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plurals {
    /// How many cases a count leaves out: `{n}`.
    pub excluded: Plural,
    /// The edition of a book: `{n}`, in the forms of ordinal numbers.
    pub edition: Plural,
}
