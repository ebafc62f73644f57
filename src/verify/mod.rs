//! A finished PDF read back, and held against the ledger that it carries.
//!
//! In come the bytes of a PDF, which nobody has reason to trust; [`read`] takes its text and its embedded files, with a reader
//! of PDF that shares no code with what writes them. [`examine`] holds what was read against the ledger: out comes a
//! [`Report`], statement by statement, each of which holds, fails, or cannot be made from the file alone.

mod added;
mod device;
mod read;
mod records;
mod seen;
mod statements;

pub use read::{EmbeddedFile, PageReading, Reading, Refused, read};
pub use records::differences;

use crate::ledger::model::Ledger;
use serde::Serialize;

/// Whether a statement holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It was examined, and it is so.
    Holds,
    /// It was examined, and it is not so.
    Fails,
    /// It cannot be told from the file.
    Unknown,
}

/// One thing that is said of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// Its name: `attachments`.
    pub name: &'static str,
    /// Whether it holds.
    pub state: State,
    /// What is said, in one sentence.
    pub says: String,
    /// Each thing that is wrong, or that it cannot be told of.
    pub details: Vec<String>,
    /// What can be done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

impl Statement {
    /// A statement that holds where nothing is against it.
    fn of(name: &'static str, holds: String, fails: String, against: Vec<String>) -> Self {
        let (state, says) = if against.is_empty() { (State::Holds, holds) } else { (State::Fails, fails) };
        Statement { name, state, says, details: against, help: None }
    }

    fn fails(name: &'static str, says: impl Into<String>) -> Self {
        Statement { name, state: State::Fails, says: says.into(), details: Vec::new(), help: None }
    }

    fn unknown(name: &'static str, says: impl Into<String>) -> Self {
        Statement { name, state: State::Unknown, says: says.into(), details: Vec::new(), help: None }
    }

    fn help(self, help: impl Into<String>) -> Self {
        Statement { help: Some(help.into()), ..self }
    }
}

/// What is said of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Whether no statement fails.
    pub holds: bool,
    /// The statements.
    pub statements: Vec<Statement>,
    /// The ledger, where it could be read.
    #[serde(skip)]
    pub ledger: Option<Ledger>,
}

impl Report {
    /// Adds a statement.
    pub fn push(&mut self, statement: Statement) {
        self.holds &= statement.state != State::Fails;
        self.statements.push(statement);
    }
}

/// Holds what was read of a file against the ledger that it carries.
#[must_use]
pub fn examine(reading: &Result<Reading, Refused>) -> Report {
    let mut report = Report { holds: true, statements: Vec::new(), ledger: None };
    match reading {
        Ok(reading) => statements::examine(reading, &mut report),
        Err(refused) => report.push(Statement::fails("file", refused.to_string()).help(refused.remedy())),
    }
    report
}

/// Says in what the records of a ledger differ from a specification, which `name` names.
#[must_use]
pub fn against(differences: Vec<String>, name: &str) -> Statement {
    Statement::of(
        "specification",
        format!("the ledger has the figures, quotations and sources of {name}"),
        format!("the ledger differs from {name}"),
        differences,
    )
}

#[cfg(test)]
mod tests;
