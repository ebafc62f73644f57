//! The database in which queries are run: tables go in, rows come out.

use super::super::data::{Given, Table, Value};
use super::parameters::Parameters;
use crate::diag::{Diagnostic, Span};
use crate::spec::{ColumnType, Text};
use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, Statement, ToSql};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;
use std::sync::mpsc;

/// How many millions of steps a query may take.
const MILLIONS: u32 = 50;
/// The most bytes of one text.
const LONGEST: i32 = 1_000_000;
/// How many decimals of a number that is no whole one are kept, where it has no more digits than [`DIGITS`].
pub(super) const DECIMALS: u32 = 6;
/// As many decimals a number can have.
const MOST_DECIMALS: u32 = 28;
/// As many digits of a number that is no whole one are right.
const DIGITS: u32 = 15;
/// From here on a number of the database that is no whole one is not told from the next: 2 to the power of 53.
const LARGEST: f64 = 9_007_199_254_740_992.0;
/// The functions that a query may call: those that give the same for the same on every day and with every version.
const FUNCTIONS: &[&str] = &[
    "abs",
    "avg",
    "coalesce",
    "count",
    "glob",
    "iif",
    "ifnull",
    "instr",
    "length",
    "like",
    "lower",
    "ltrim",
    "max",
    "min",
    "nullif",
    "replace",
    "round",
    "rtrim",
    "sign",
    "substr",
    "substring",
    "sum",
    "total",
    "trim",
    "upper",
    "row_number",
    "rank",
    "dense_rank",
    "lag",
    "lead",
    "first_value",
    "last_value",
];

/// The most rows that a query may give.
pub(super) const ROWS: usize = 10_000;

pub(super) fn failed(error: &rusqlite::Error, span: Span) -> Diagnostic {
    let stopped = matches!(error, rusqlite::Error::SqliteFailure(code, _) if code.code == rusqlite::ErrorCode::OperationInterrupted);
    if stopped {
        return Diagnostic::error("query-limit", format!("the query takes more than {MILLIONS} million steps"))
            .at(span, "stopped here")
            .help("count over fewer rows, or without joins that multiply them");
    }
    let message = error.to_string();
    // the query itself follows, and a guess that the help has in other words
    let message = message.split(" in ").next().unwrap_or(&message);
    let message = message.split(" - should this be").next().unwrap_or(message).to_owned();
    let refused = message.contains("not authorized");
    // as the database says it of all that writes, attaches or changes a setting
    let message = if message == "not authorized" { "it does more than read".to_owned() } else { message };
    let finding = Diagnostic::error("query-failed", format!("the query cannot be run: {message}")).at(span, "");
    finding.help(if refused {
        "a query may read the tables of `[data]` and do nothing else, and call only functions that give the same every day"
    } else if message.contains("overflow") {
        "a sum may be as large as 9,223,372,036,854,775,807; count in thousands"
    } else if message.contains("too big") {
        "a text may have a million bytes"
    } else {
        "its language is that of SQLite; its tables are those of `[data]`, their columns those of the files"
    })
}

/// The database.
pub(super) struct Database {
    connection: Connection,
    loaded: BTreeSet<String>,
}

impl Database {
    pub fn new() -> rusqlite::Result<Self> {
        let connection = Connection::open_in_memory()?;
        // a name in double quotation marks that is no column would be a text, and equal to nothing
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
        connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
        connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, LONGEST)?;
        Ok(Database { connection, loaded: BTreeSet::new() })
    }

    /// Puts a table in.
    pub fn load(&mut self, name: &str, data: &BTreeMap<String, Table>) -> rusqlite::Result<()> {
        let Some(table) = data.get(name).filter(|_| !self.loaded.contains(name)) else { return Ok(()) };
        self.connection.authorizer(None::<fn(AuthContext<'_>) -> Authorization>)?;
        let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
        let columns: Vec<String> = table
            .columns
            .iter()
            .map(|column| {
                let kind = match column.kind {
                    ColumnType::Number => "numeric",
                    ColumnType::Year | ColumnType::Boolean => "integer",
                    _ => "text",
                };
                format!("{} {kind}", quoted(&column.name))
            })
            .collect();
        let transaction = self.connection.transaction()?;
        transaction.execute(&format!("create table {} ({})", quoted(name), columns.join(", ")), [])?;
        {
            let places = vec!["?"; table.columns.len()].join(", ");
            let mut insert = transaction.prepare(&format!("insert into {} values ({places})", quoted(name)))?;
            for row in table.rows.iter() {
                insert.execute(rusqlite::params_from_iter(row.iter().map(|cell| Stored(&cell.value))))?;
            }
        }
        transaction.commit()?;
        self.loaded.insert(name.to_owned());
        Ok(())
    }

    /// A query made ready, with its parameters in it, and the tables that it reads.
    fn prepared(
        &mut self,
        (query, span): (&str, Span),
        parameters: &Parameters,
        data: &BTreeMap<String, Table>,
    ) -> Result<(Statement<'_>, BTreeSet<String>), Diagnostic> {
        let broken = |error: rusqlite::Error| failed(&error, span);
        let (sender, read) = mpsc::channel();
        let watched = move |context: AuthContext<'_>| read_only(&context, &sender);
        self.connection.authorizer(Some(watched)).map_err(broken)?;
        let mut rounds = 0;
        let handler = move || {
            rounds += 1;
            rounds > MILLIONS * 1000
        };
        self.connection.progress_handler(1000, Some(handler)).map_err(broken)?;
        let mut statement = self.connection.prepare(query).map_err(|error| {
            let finding = failed(&error, span);
            match (missing(&error), no_column(&error)) {
                (Some(table), _) => finding.suggest(&table, data.keys().map(String::as_str)),
                (None, Some(column)) => {
                    let tables = super::named(query, data.keys());
                    let known = tables.iter().filter_map(|table| data.get(table)).flat_map(|table| &table.columns);
                    finding.suggest(&column, known.map(|column| column.name.as_str())).help(
                        "a text stands between single quotation marks: `'North'`; double ones are for names of columns",
                    )
                }
                (None, None) => finding,
            }
        })?;
        if !statement.readonly() {
            let finding = Diagnostic::error("query-failed", "the query cannot be run: it does not only read");
            return Err(finding.at(span, "").help("a query may read the tables of `[data]` and do nothing else"));
        }
        for index in 1..=statement.parameter_count() {
            let name = statement.parameter_name(index).unwrap_or("?").to_owned();
            let Some(value) = parameters.get(&name) else {
                let finding = Diagnostic::error("unknown-parameter", format!("there is no parameter `{name}`"));
                let finding =
                    finding.at(span, "in this query").suggest(&name, parameters.names().iter().map(String::as_str));
                return Err(finding.help("declare it: `[params.NAME]` with a `type`"));
            };
            statement.raw_bind_parameter(index, value).map_err(broken)?;
        }
        let read = read.try_iter().filter(|table| data.contains_key(table)).collect();
        Ok((statement, read))
    }

    /// The table that a query names and that is not in the database.
    pub fn absent(&self, query: &str) -> Option<String> {
        self.connection.prepare(query).err().as_ref().and_then(missing)
    }

    /// The one number that a query gives, and the tables that it read.
    pub fn count(
        &mut self,
        id: &str,
        query: &Text,
        parameters: &Parameters,
        data: &BTreeMap<String, Table>,
    ) -> Result<(Decimal, BTreeSet<String>), Diagnostic> {
        self.count_whole(id, query, parameters, data).map(|(value, _, read)| (value, read))
    }

    /// The same, and whether no digit of the number was cut off.
    pub fn count_whole(
        &mut self,
        id: &str,
        query: &Text,
        parameters: &Parameters,
        data: &BTreeMap<String, Table>,
    ) -> Result<(Decimal, bool, BTreeSet<String>), Diagnostic> {
        let (mut statement, read) = self.prepared((&query.value, query.span), parameters, data)?;
        if read.is_empty() {
            let finding =
                Diagnostic::error("query-without-data", format!("the query of `{id}` reads no table of `[data]`"));
            return Err(finding.at(query.span, "").help("count in a table, or give the figure its number as `value`"));
        }
        one_number(&mut statement).map(|(value, is_whole)| (value, is_whole, read)).map_err(|error| match error {
            Came::Failed(error) => failed(&error, query.span),
            Came::Other(what) => {
                Diagnostic::error("query-result", format!("the query of `{id}` must give one number; {what}"))
                    .at(query.span, "")
                    .help("select one number of one row: `select count(*) from …`, `select sum(column) from …`")
            }
        })
    }

    /// The rows that a query gives: at most `most` of them.
    pub fn rows(
        &mut self,
        (query, span): (&str, Span),
        most: usize,
        parameters: &Parameters,
        data: &BTreeMap<String, Table>,
    ) -> Result<Rows, Diagnostic> {
        let (mut statement, read) = self.prepared((query, span), parameters, data)?;
        let head: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let width = head.len();
        let (mut rows, mut cut) = (Vec::new(), BTreeSet::new());
        let mut came = statement.raw_query();
        while let Some(row) = came.next().map_err(|error| failed(&error, span))? {
            if rows.len() == most {
                let finding = Diagnostic::error("query-limit", format!("the query gives more than {most} rows"));
                return Err(finding.at(span, "").help("group by fewer things, or leave rows out with `where`"));
            }
            let mut cells = Vec::with_capacity(width);
            for column in 0..width {
                let value = row.get_ref(column).map_err(|error| failed(&error, span))?;
                let name = head.get(column).map_or("", String::as_str);
                if matches!(exact(value), Ok((_, false))) {
                    cut.insert(column);
                }
                cells.push(given(value).map_err(|what| {
                    let message = format!("{what} in the column `{name}` of the query");
                    Diagnostic::error("query-result", message).at(span, "").help("select texts and exact numbers")
                })?);
            }
            rows.push(cells);
        }
        Ok(Rows { head, rows, read, cut })
    }
}

/// What a query gave.
pub(super) struct Rows {
    /// The names of the columns.
    pub head: Vec<String>,
    /// The cells.
    pub rows: Vec<Vec<Given>>,
    /// The tables that it read.
    pub read: BTreeSet<String>,
    /// The columns in which digits of a number were cut off.
    pub cut: BTreeSet<usize>,
}

/// A value of the database; or what it is that is none.
fn given(value: ValueRef<'_>) -> Result<Given, String> {
    match value {
        ValueRef::Null => Ok(Given::Nothing),
        ValueRef::Text(text) => Ok(Given::Text(String::from_utf8_lossy(text).trim().to_owned())),
        ValueRef::Blob(_) => Err("bytes came".to_owned()),
        number => exact(number).map(|(number, _)| Given::Number(number.to_string())),
    }
}

/// The table that an error says there is not.
fn missing(error: &rusqlite::Error) -> Option<String> {
    let message = error.to_string();
    message.split("no such table: ").nth(1).and_then(|rest| rest.split(' ').next()).map(str::to_owned)
}

/// The column that an error says there is not.
fn no_column(error: &rusqlite::Error) -> Option<String> {
    let message = error.to_string();
    let name = message.split("no such column: ").nth(1)?.split(' ').next()?;
    Some(name.rsplit('.').next().unwrap_or(name).trim_matches('"').to_owned())
}

/// What came in place of one number.
enum Came {
    Failed(rusqlite::Error),
    Other(String),
}

impl From<rusqlite::Error> for Came {
    fn from(error: rusqlite::Error) -> Self {
        Came::Failed(error)
    }
}

fn one_number(statement: &mut Statement<'_>) -> Result<(Decimal, bool), Came> {
    let columns = statement.column_count();
    if columns != 1 {
        return Err(Came::Other(format!("{columns} columns came")));
    }
    let mut rows = statement.raw_query();
    let Some(row) = rows.next()? else { return Err(Came::Other("no row came".to_owned())) };
    let value = match row.get_ref(0)? {
        ValueRef::Null => Err(Came::Other("nothing came: no row has a value".to_owned())),
        ValueRef::Text(text) => Err(Came::Other(format!("the text “{}” came", String::from_utf8_lossy(text)))),
        ValueRef::Blob(_) => Err(Came::Other("bytes came".to_owned())),
        number => exact(number).map_err(Came::Other),
    }?;
    let (value, is_whole) = value;
    let mut more = 0;
    while rows.next()?.is_some() {
        more += 1;
        if more == 1000 {
            break;
        }
    }
    if more > 0 {
        return Err(Came::Other(format!("{} rows came, the first with {value}", more + 1)));
    }
    Ok((value, is_whole))
}

/// A number of the database as an exact one, and whether it is that, with no digit cut off; or what came in its place.
fn exact(value: ValueRef<'_>) -> Result<(Decimal, bool), String> {
    match value {
        ValueRef::Integer(number) => Ok((Decimal::from(number), true)),
        ValueRef::Real(number) if number.abs() < LARGEST => {
            // as the shortest text that is this number, for the conversion from the binary one adds digits
            let decimal = Decimal::from_str(&number.to_string()).map_err(|_| format!("{number} came"))?;
            let (kept, right) = (to_digits(decimal, DECIMALS), to_digits(decimal, MOST_DECIMALS));
            match kept.is_zero() && number != 0.0 {
                true => Err(format!("{number:e} came, which is not 0 and smaller than what is told apart")),
                false => Ok((kept, kept == right)),
            }
        }
        ValueRef::Real(number) => Err(format!("{number:e} came, which is not exact")),
        _ => Err("no number came".to_owned()),
    }
}

/// A number that is no whole one, to the digits that are right.
fn to_digits(number: Decimal, decimals: u32) -> Decimal {
    let whole = number.trunc().abs().to_string().len();
    let right = DIGITS.saturating_sub(u32::try_from(whole).unwrap_or(DIGITS));
    number.round_dp(decimals.min(right)).normalize()
}

/// What a query may do: read the tables, which are told to `read`, and call some functions.
fn read_only(context: &AuthContext<'_>, read: &mpsc::Sender<String>) -> Authorization {
    match context.action {
        AuthAction::Read { table_name, .. }
            if ["sqlite_", "pragma_"].iter().any(|inner| table_name.to_ascii_lowercase().starts_with(inner)) =>
        {
            Authorization::Deny
        }
        AuthAction::Read { table_name, .. } => {
            // who asked listens as long as the query is prepared
            let _ = read.send(table_name.to_owned());
            Authorization::Allow
        }
        AuthAction::Select | AuthAction::Recursive => Authorization::Allow,
        AuthAction::Function { function_name } => {
            let wanted = function_name.to_ascii_lowercase();
            if FUNCTIONS.contains(&wanted.as_str()) { Authorization::Allow } else { Authorization::Deny }
        }
        _ => Authorization::Deny,
    }
}

/// A cell as it is stored.
struct Stored<'a>(&'a Value);

impl ToSql for Stored<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        use rusqlite::types::Value as Sql;
        Ok(match self.0 {
            Value::Empty | Value::Below(_) | Value::Withheld => ToSqlOutput::Owned(Sql::Null),
            Value::Truth(truth) => ToSqlOutput::Owned(Sql::Integer(i64::from(*truth))),
            Value::Text(text) | Value::Source(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            // whole numbers stay exact; the affinity of the column makes numbers of the others
            Value::Number(number) => match i64::try_from(*number).ok().filter(|_| number.fract().is_zero()) {
                Some(whole) => ToSqlOutput::Owned(Sql::Integer(whole)),
                None => ToSqlOutput::Owned(Sql::Text(number.to_string())),
            },
            Value::Year(year) => ToSqlOutput::Owned(Sql::Integer(i64::from(*year))),
            time @ (Value::Month(_) | Value::Date(_)) => ToSqlOutput::Owned(Sql::Text(time.as_written())),
        })
    }
}
