//! The words of the evidence ledger.

use super::words::Phrase;
use serde::Deserialize;

/// What the ledger's annex prints.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LedgerWords {
    /// What the embedded ledger is, for readers of PDF.
    pub attached: String,
    /// The heading of the annex.
    pub heading: String,
    /// What it shows, where the ledger is embedded as well: `{file}`.
    pub intro: Phrase,
    /// What it shows, where it is not.
    pub intro_alone: String,
    /// The title of the table of figures.
    pub figures: String,
    /// The title of the table of quotations.
    pub quotations: String,
    /// Head of the column of quotations.
    pub quotation: String,
    /// Head of the column of periods and places.
    pub period: String,
    /// Head of the column of places in the document.
    pub uses: String,
    /// Of a figure that is printed nowhere: another was calculated from it.
    pub behind: String,
    /// Head of the column of archived copies.
    pub copy: String,
    /// Of a source without an archived copy.
    pub no_copy: String,
    /// Of a copy that was not there, or had another hash, when the document was made.
    pub copy_absent: String,
    /// Head of the column of what the checks say.
    pub checks: String,
    /// Of a record in which no check finds anything.
    pub passed: String,
    /// Checks whose warnings stand: `{list}`.
    pub warned: Phrase,
    /// A check whose finding is allowed: `{check}`, `{reason}`.
    pub allowed: Phrase,
    /// Of a quotation whose words stand in the archived copy.
    pub found: String,
    /// The same, with the pages of the copy: `{pages}`.
    pub found_on: Phrase,
    /// Of a quotation whose words stand in the text file that is read in place of the copy: `{file}`, the beginning of its `{sha256}`.
    pub found_beside: Phrase,
    /// Of a quotation that was compared with the copy, or the text beside it, and was not found there: `{file}`, `{sha256}`.
    pub missed: Phrase,
    /// Of a quotation whose copy could not be read: `{file}`, `{sha256}`.
    pub unreadable: Phrase,
    /// Of a quotation that was not compared with a copy.
    pub not_compared: String,
}
