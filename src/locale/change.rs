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
}
