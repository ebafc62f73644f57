//! What a server says when it does not answer, as a [`Fault`]. Its own words are handed on only where they are about the query:
//! those about the connection name users and hosts.

use super::super::database::{Fault, Unknown};
use postgres::Error;
use postgres::error::{DbError, ErrorPosition, SqlState};

/// A fault, and, where it is about a name that is not there, whether that would be one of a table or of a column.
pub(super) struct Failure(pub Fault, pub Option<Missing>);

/// What is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    /// A table.
    Table,
    /// A column.
    Column,
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Failure(fault, None)
    }
}

/// Why no connection was made.
pub(super) fn of_connecting(error: &Error) -> Fault {
    match error.code().map(SqlState::code) {
        // classes 28 and 3D: invalid authorization, no such database; 42501: this user may not connect
        Some(code) if code.starts_with("28") || code.starts_with("3D") || code == "42501" => Fault::Login,
        Some(_) => Fault::Unreachable,
        // the server asks for a password, and the address has none; or one of the two cannot prove who it is
        None if error.to_string().contains("authentication") || error.to_string().contains("configuration") => {
            Fault::Login
        }
        None => Fault::Unreachable,
    }
}

/// Why a query was not answered.
pub(super) fn of(error: &Error) -> Failure {
    let Some(said) = error.as_db_error() else {
        let unreadable =
            !error.is_closed() && std::error::Error::source(error).is_some_and(|cause| !cause.is::<std::io::Error>());
        return match unreadable {
            true => Fault::Refused("a value cannot be read".to_owned(), None).into(),
            false => Fault::Gone.into(),
        };
    };
    let code = said.code();
    if *code == SqlState::READ_ONLY_SQL_TRANSACTION {
        Fault::Writes.into()
    } else if *code == SqlState::QUERY_CANCELED {
        Fault::TooLong.into()
    } else if *code == SqlState::UNDEFINED_TABLE {
        Failure(refused(said), Some(Missing::Table))
    } else if *code == SqlState::UNDEFINED_COLUMN {
        Failure(refused(said), Some(Missing::Column))
    // 08: the connection; 57P: the administrator; 58: the system; 25P03: a transaction that waited too long
    } else if ["08", "57P", "58", "25P03"].iter().any(|class| code.code().starts_with(class)) {
        Fault::Gone.into()
    } else {
        refused(said).into()
    }
}

fn refused(said: &DbError) -> Fault {
    let at = match said.position() {
        // counted in characters, from 1; where it is in bytes is found out where the statement is known
        Some(ErrorPosition::Original(at)) => usize::try_from(*at).ok().and_then(|at| at.checked_sub(1)),
        _ => None,
    };
    Fault::Refused(said.message().to_owned(), at)
}

/// The fault with its place in bytes of the statement, in place of characters.
pub(super) fn placed(fault: Fault, statement: &str) -> Fault {
    match fault {
        Fault::Refused(message, at) => {
            let at = at.and_then(|at| statement.char_indices().nth(at)).map(|(byte, _)| byte);
            Fault::Refused(message, at)
        }
        other => other,
    }
}

/// What is not there, with the names that are.
pub(super) fn unknown(missing: Missing, name: String, at: Option<usize>, known: Vec<String>) -> Fault {
    let unknown = Unknown { name, at, known };
    match missing {
        Missing::Table => Fault::UnknownTable(unknown),
        Missing::Column => Fault::UnknownColumn(unknown),
    }
}
