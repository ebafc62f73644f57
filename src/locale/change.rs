//! The words for changes: without a verb, so that they stand behind any subject, and as verbs that agree with one.

use super::words::Phrase;
use serde::Deserialize;

/// How a change from one number to another is said.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeWords {
    /// To a larger number: `{from}`, `{to}`.
    pub rise: Phrase,
    /// To a smaller one: `{from}`, `{to}`.
    pub fall: Phrase,
    /// To the same: `{to}`.
    pub same: Phrase,
    /// Where both are said alike and may differ, as two minimums: `{to}`.
    pub both: Phrase,
    /// Where the numbers do not prove a direction: `{from}`, `{to}`.
    pub unclear: Phrase,
    /// How much larger: `{percent}`.
    pub up: Phrase,
    /// How much smaller: `{percent}`.
    pub down: Phrase,
    /// How much larger, where a number is only about right: `{percent}`.
    pub about_up: Phrase,
    /// How much smaller, where a number is only about right: `{percent}`.
    pub about_down: Phrase,
    /// From an average to a number that is the same: `{to}`.
    pub level: Phrase,
    /// A number that is an average: `{n}`.
    pub average: Phrase,
}

/// The same as verbs.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verbs {
    /// To a larger number: `{from}`, `{to}`.
    pub rise: Agreeing,
    /// To a smaller one: `{from}`, `{to}`.
    pub fall: Agreeing,
    /// To the same: `{to}`.
    pub same: Agreeing,
    /// Where both are said alike and may differ, as two minimums: `{to}`.
    pub both: Agreeing,
    /// Where the numbers do not prove a direction: `{from}`, `{to}`.
    pub unclear: Agreeing,
    /// From an average to a number that is the same: `{to}`.
    pub level: Agreeing,
}

/// A phrase in the forms in which it agrees with a subject; a form that is not there is that of those before it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreeing {
    /// Singular, masculine or without a gender.
    pub masculine: Phrase,
    /// Singular, feminine.
    pub feminine: Option<Phrase>,
    /// Singular, neuter.
    pub neuter: Option<Phrase>,
    /// Plural.
    pub plural: Option<Phrase>,
    /// Plural, feminine.
    pub feminine_plural: Option<Phrase>,
}

/// What a verb agrees with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// One, masculine or without a gender.
    Masculine,
    /// One, feminine.
    Feminine,
    /// One, neuter.
    Neuter,
    /// Several, not all of them feminine.
    Plural,
    /// Several, feminine.
    FemininePlural,
}

impl Subject {
    /// Their names, as they are typed.
    pub const NAMES: [(&str, Subject); 7] = [
        ("masculine", Subject::Masculine),
        ("singular", Subject::Masculine),
        ("feminine", Subject::Feminine),
        ("neuter", Subject::Neuter),
        ("plural", Subject::Plural),
        ("masculine plural", Subject::Plural),
        ("feminine plural", Subject::FemininePlural),
    ];

    /// The one of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Subject::NAMES.iter().find(|(known, _)| *known == name).map(|(_, subject)| *subject)
    }
}

impl Agreeing {
    /// The form that goes with a subject.
    #[must_use]
    pub fn with(&self, subject: Subject) -> &Phrase {
        let form = match subject {
            Subject::Masculine => None,
            Subject::Feminine => self.feminine.as_ref(),
            Subject::Neuter => self.neuter.as_ref(),
            Subject::Plural => self.plural.as_ref(),
            Subject::FemininePlural => self.feminine_plural.as_ref().or(self.plural.as_ref()),
        };
        form.unwrap_or(&self.masculine)
    }
}
