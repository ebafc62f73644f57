//! The words for changes.

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
    /// How much larger: `{percent}`.
    pub up: Phrase,
    /// How much smaller: `{percent}`.
    pub down: Phrase,
}
