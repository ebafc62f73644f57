//! Database files of SQLite: one table of them. The bytes are read as any other file's are and opened in memory, so that no
//! journal beside the file is looked for and nothing is ever written.

use super::rows::{Row, Written};
use super::sheet::UNPACKED;
use super::{Asked, given};
use crate::diag::{Diagnostic, Files};
use rusqlite::Connection;
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;

/// The most bytes of one value.
const LONGEST: i32 = 1_000_000;

/// The rows of the table that `data` names, or of the only one, that of the names first, and the text in which findings show
/// them, which is added to `files`. Line 1 of it has the names.
pub(super) fn read(bytes: &[u8], data: Asked<'_>, name: &str, files: &mut Files) -> Result<Vec<Row>, Diagnostic> {
    if !bytes.starts_with(b"SQLite format 3\0") {
        return Err(
            refused(data, "is no database of SQLite").help("name a file that SQLite wrote, or export the table as CSV")
        );
    }
    // a journal beside the file may hold what was written last
    if bytes.get(18..20) == Some(&[2, 2]) {
        let finding = refused(data, "keeps what was written last in a journal beside it");
        return Err(finding.help("run `pragma journal_mode = delete` in it once, with `sqlite3`"));
    }
    let connection = open(bytes).map_err(|error| failed(data, &error))?;
    let table = choose(&connection, data)?;
    lines(&connection, &table, name, files).map_err(|error| failed(data, &error))
}

fn open(bytes: &[u8]) -> rusqlite::Result<Connection> {
    let mut connection = Connection::open_in_memory()?;
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, LONGEST)?;
    connection.deserialize_read_exact("main", bytes, bytes.len(), true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    Ok(connection)
}

/// The table that is meant. Views are none: what they compute is not in the file.
fn choose(connection: &Connection, data: Asked<'_>) -> Result<String, Diagnostic> {
    let names = || -> rusqlite::Result<Vec<String>> {
        let query = "select name from sqlite_schema where type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name";
        connection.prepare(query)?.query_map([], |row| row.get(0))?.collect()
    };
    let names = names().map_err(|error| failed(data, &error))?;
    let known = names.iter().map(String::as_str);
    match (&data.table, names.as_slice()) {
        (Some(table), _) if names.contains(&table.value) => Ok(table.value.clone()),
        (Some(table), _) => {
            let message = format!("there is no table `{}` in `{}`", table.value, data.name);
            Err(Diagnostic::error("unknown-table-in-file", message)
                .at(table.span, "not found")
                .suggest(&table.value, known))
        }
        (None, [only]) => Ok(only.clone()),
        (None, _) => {
            let message = format!("`{}` has {} tables, and which is meant is not said", data.name, names.len());
            let finding = Diagnostic::error("unknown-table-in-file", message).at(data.span, "");
            Err(finding.help("name it: `table = \"…\"`").suggest("", known))
        }
    }
}

fn lines(connection: &Connection, table: &str, name: &str, files: &mut Files) -> rusqlite::Result<Vec<Row>> {
    let mut statement = connection.prepare(&format!("select * from \"{}\"", table.replace('"', "\"\"")))?;
    let head: Vec<(String, Written)> = statement.column_names().map(|name| (name.to_owned(), Written::Plain)).collect();
    let width = head.len();
    let mut all = vec![head];
    let mut bytes = 0;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let mut cells = Vec::with_capacity(width);
        for column in 0..width {
            let (text, written) = match row.get_ref(column)? {
                ValueRef::Null => (String::new(), Written::Plain),
                ValueRef::Integer(number) => (number.to_string(), Written::Number),
                ValueRef::Real(number) => (number.to_string(), Written::Number),
                ValueRef::Text(text) => match String::from_utf8_lossy(text).trim() {
                    "" => (String::new(), Written::Plain),
                    text => (text.to_owned(), Written::Quoted),
                },
                ValueRef::Blob(_) => ("bytes".to_owned(), Written::Error),
            };
            bytes += text.len();
            cells.push((text, written));
        }
        if bytes > UNPACKED {
            return Err(rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_TOOBIG), None));
        }
        all.push(cells);
    }
    Ok(given::rows(all, name, None, files))
}

fn refused(data: Asked<'_>, what: &str) -> Diagnostic {
    Diagnostic::error("not-a-database", format!("`{}` {what}", data.name)).at(data.span, "")
}

fn failed(data: Asked<'_>, error: &rusqlite::Error) -> Diagnostic {
    refused(data, &format!("cannot be read: {error}")).help("check it with `pragma integrity_check` in `sqlite3`")
}
