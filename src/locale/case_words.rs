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
    /// The title of the form of one case: `{name}`.
    pub case_of: Phrase,
    /// The label of who agreed.
    pub consent_by: String,
    /// The label of whether the case may be submitted.
    pub may_submit: String,
    /// The label of whether the State may be told the name.
    pub may_share: String,
    /// The label of whether the name may be published.
    pub may_publish: String,
    /// Yes.
    pub yes: String,
    /// No.
    pub no: String,
}
