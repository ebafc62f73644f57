//! The words with which cases are set out.

use super::words::Phrase;
use serde::Deserialize;

/// The heads and labels of cases.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseWords {
    /// The heading of the annex that lists all cases.
    pub annex: String,
    /// The head of the names of cases.
    pub person: String,
    /// The age of a person at the time: `{n}`.
    pub aged: Phrase,
    /// What happened to a person.
    pub what_happened: String,
    /// When it happened.
    pub date: String,
    /// Where it happened.
    pub place: String,
    /// Who is believed to have done it.
    pub believed_responsible: String,
    /// How it happened.
    pub circumstances: String,
    /// What was tried to get redress.
    pub steps_taken: String,
    /// What is known today.
    pub outcome: String,
}
