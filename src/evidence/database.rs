//! Databases outside the briefing's folder: what is asked of one, what comes back, and why nothing does.
//!
//! The library knows no address and opens no connection of its own accord. Who calls it hands in [`Databases`], which knows
//! where a database is and whether the user allows it to be asked; the code that can speak to a PostgreSQL server is
//! compiled with the feature `postgresql` alone.

use rust_decimal::Decimal;
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// The most cells that an answer may have.
pub const CELLS: usize = 4_000_000;
/// The most bytes of text that an answer may have: 64 MiB, as a file of data.
pub const BYTES: usize = 64 << 20;
/// The most seconds that the server takes over one query.
pub const SECONDS: u64 = 60;

/// Who can ask databases.
pub trait Databases: fmt::Debug + Sync {
    /// What the database says. The same request has the same answer for as long as a run lasts.
    ///
    /// # Errors
    /// Why it says nothing. No [`Fault`] holds an address, a host, a user or a password.
    fn answer(&self, request: &Request) -> Result<Arc<Answer>, Fault>;
}

/// A question to a database.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Request {
    /// The name of the environment variable that holds the address.
    pub variable: String,
    /// The query, with `$1`, `$2` for its parameters.
    pub statement: String,
    /// The parameters, as texts that the server reads as it needs them.
    pub parameters: Vec<String>,
    /// Whether the query itself says in which order its rows come; else they are sorted.
    pub ordered: bool,
}

/// What a database gave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows, each with a field a column.
    pub rows: Vec<Vec<Field>>,
}

impl Answer {
    /// Puts the rows in the one order that they have however the server gave them: by the first column, then the second.
    pub fn sort(&mut self) {
        self.rows.sort_by(|one, other| {
            let fields = one.iter().zip(other).map(|(one, other)| one.order(other));
            fields.fold(Ordering::Equal, Ordering::then)
        });
    }
}

/// A value of a row, as text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Nothing: `null`.
    Nothing,
    /// A number, to its last digit.
    Number(String),
    /// True or false.
    Truth(bool),
    /// A day, `2026-10-31`.
    Day(String),
    /// A day with a time of it, `2026-10-31 14:30:00`.
    Time(String),
    /// Words.
    Text(String),
}

impl Field {
    /// How many bytes of text it has.
    #[must_use]
    pub fn bytes(&self) -> usize {
        match self {
            Field::Nothing | Field::Truth(_) => 0,
            Field::Number(text) | Field::Day(text) | Field::Time(text) | Field::Text(text) => text.len(),
        }
    }

    /// Numbers by their value, all else by its text.
    fn order(&self, other: &Field) -> Ordering {
        let number = |field: &Field| match field {
            Field::Number(text) => Decimal::from_str(text).ok(),
            _ => None,
        };
        let by_value = number(self).zip(number(other)).map_or(Ordering::Equal, |(one, other)| one.cmp(&other));
        by_value.then_with(|| self.cmp(other))
    }
}

/// Why a database says nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The program was built without the code for it.
    NotBuilt,
    /// The user did not allow it.
    NotAllowed,
    /// No such variable is set.
    Unset,
    /// What the variable holds is no address; why, without the address.
    NotAnAddress(&'static str),
    /// The server is on another machine.
    Remote,
    /// Nobody answers at the address.
    Unreachable,
    /// The server does not let this user in, or has no such database.
    Login,
    /// The connection was lost, or the server stopped, after it had answered.
    Gone,
    /// The query gives no rows to read: it is no `select`.
    NoTable,
    /// The query writes.
    Writes,
    /// The query takes too long.
    TooLong,
    /// There are more rows than can be read.
    TooMany,
    /// There is no such table.
    UnknownTable(Unknown),
    /// There is no such column.
    UnknownColumn(Unknown),
    /// A column holds what cannot be read; the column, and the name of its type.
    Type(String, String),
    /// The server refuses the query; what it says, and where in the statement, in bytes.
    Refused(String, Option<usize>),
}

/// A name that a database does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// The name, where the server said which.
    pub name: String,
    /// Where it stands in the statement, in bytes.
    pub at: Option<usize>,
    /// The names that there are.
    pub known: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_have_one_order_however_they_came() {
        let number = |text: &str| Field::Number(text.to_owned());
        let row = |one: &str, other: Field| vec![number(one), other];
        let sorted = vec![
            row("-1", Field::Nothing),
            row("2", Field::Nothing),
            row("2", Field::Truth(true)),
            row("9.5", Field::Text("a".to_owned())),
            row("10", Field::Text("a".to_owned())),
        ];
        for turn in 0..sorted.len() {
            let mut rows = sorted.clone();
            rows.rotate_left(turn);
            let mut answer = Answer { columns: Vec::new(), rows };
            answer.sort();
            assert_eq!(answer.rows, sorted);
        }
    }
}
