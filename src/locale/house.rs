//! The words that a house style asks for.

use super::words::Phrase;
use serde::Deserialize;

/// How numbers are printed in running text where the house style of a body asks for words.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HouseWords {
    /// A number of per cent: `{n}`.
    pub per_cent: Phrase,
    /// The numbers from one to nine; none where the language's numbers change with what they count.
    pub small_numbers: Vec<String>,
}
