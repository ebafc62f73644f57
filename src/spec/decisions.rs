//! What the author decides about checks: how grave their findings are, and which may stay.

use super::record::{choice, record};
use super::value::{Spanned, Text};

choice! {
    /// How grave the findings of a check are.
    pub enum Level {
        /// Nothing is written.
        Error = "error",
        /// The document is written; the author should look.
        Warning = "warning",
        /// The check does not run.
        Off = "off",
    }
}

record! {
    /// Findings that are meant to stay.
    pub struct Allow {
        /// The check that finds them.
        check: Spanned<String>,
        /// Where: a record, `figures.ID`, or words of the specification; everywhere where absent.
        at: Option<Text>,
        /// Why they may stay.
        reason: Text,
    }
}
