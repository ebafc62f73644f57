//! The words of tables of data: what stands for a number that is not given, and the data dictionary.

use super::words::Phrase;
use serde::Deserialize;

/// What is said of data.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataWords {
    /// In the place of a number that is not given.
    pub withheld: String,
    /// Below a table or chart in which numbers are not given: `{n}`, the least that is.
    pub withheld_note: Phrase,
    /// Places of a chart whose number is not given: `{list}`.
    pub not_drawn: Phrase,
    /// How many they are, where these are too many to name: `{n}`, `{all}`.
    pub many_not_drawn: Phrase,
    /// What the sign in the place of such a number means: `{sign}`.
    pub not_given_key: Phrase,
    /// The heading of the data dictionary.
    pub dictionary: String,
    /// What it shows.
    pub intro: String,
    /// Head of the column of the names of columns.
    pub column: String,
    /// Head of the column of what these hold.
    pub holds: String,
    /// Head of the column of rules.
    pub rules: String,
    /// What a column holds: words.
    pub text: String,
    /// Numbers.
    pub number: String,
    /// Whole numbers.
    pub integer: String,
    /// Years.
    pub year: String,
    /// Months.
    pub month: String,
    /// Days.
    pub date: String,
    /// Yes or no.
    pub boolean: String,
    /// Sources.
    pub source: String,
    /// The values that a cell may have: `{list}`.
    pub values: Phrase,
    /// No value twice.
    pub unique: String,
    /// A cell may be empty.
    pub optional: String,
    /// The column in which each value stands: `{column}`.
    pub references: Phrase,
    /// How many rows there are: `{n}`.
    pub rows: Phrase,
    /// How many rows the condition of a query leaves out: `{n}`.
    pub left_out: Phrase,
    /// From which data a query counts: `{data}`, and how: `{query}`.
    pub counted: Phrase,
    /// Numbers below `{n}` are protected.
    pub protected: Phrase,
}
