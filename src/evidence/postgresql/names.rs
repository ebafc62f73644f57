//! The names that a database has, to suggest the nearest.

use super::super::database::{Fault, Request};
use super::super::wire::name_at;
use super::faults::{self, Missing};
use postgres::Transaction;

/// Tables and views that can be named without their schema.
const TABLES: &str = "select c.relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace \
    where c.relkind in ('r', 'v', 'm', 'p', 'f') and pg_table_is_visible(c.oid) \
    and n.nspname not in ('pg_catalog', 'information_schema') order by 1 limit 1000";

/// The columns of those of them whose names stand in the query.
const COLUMNS: &str = "select distinct a.attname::text from pg_attribute a join pg_class c on c.oid = a.attrelid \
    where a.attnum > 0 and not a.attisdropped and pg_table_is_visible(c.oid) and c.relname::text = any($1) \
    order by 1 limit 1000";

/// The fault, with what is not there and what is in its place. It is asked in the same transaction.
pub(super) fn with_known(
    transaction: &mut Transaction<'_>,
    request: &Request,
    fault: Fault,
    missing: Option<Missing>,
) -> Fault {
    let fault = faults::placed(fault, &request.statement);
    let (Fault::Refused(_, at), Some(missing)) = (&fault, missing) else { return fault };
    let at = *at;
    let name = at.and_then(|at| request.statement.get(at..)).map(name_at).unwrap_or_default();
    let known = known(transaction, &request.statement, missing).unwrap_or_default();
    if name.is_empty() { fault } else { faults::unknown(missing, name, at, known) }
}

fn known(transaction: &mut Transaction<'_>, statement: &str, missing: Missing) -> Result<Vec<String>, postgres::Error> {
    let mut attempt = transaction.transaction()?;
    let rows = match missing {
        Missing::Table => attempt.query(TABLES, &[])?,
        Missing::Column => {
            let is_name = |letter: char| letter.is_alphanumeric() || letter == '_';
            let words: Vec<String> = statement
                .split(|letter| !is_name(letter))
                .filter(|word| !word.is_empty())
                .flat_map(|word| [word.to_owned(), word.to_lowercase()])
                .collect();
            attempt.query(COLUMNS, &[&words])?
        }
    };
    rows.iter().map(|row| row.try_get(0)).collect()
}
