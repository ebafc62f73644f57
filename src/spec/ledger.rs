//! What is printed of the evidence ledger.

use super::record::record;
use super::value::Spanned;

record! {
    /// What is printed of the evidence ledger.
    pub struct LedgerChoice {
        /// Whether an annex lists each figure and quotation, with its source, where it is used and what the checks say; the
        /// profile's choice where absent.
        annex: Option<Spanned<bool>>,
    }
}
