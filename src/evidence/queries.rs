//! Figures that a query counts in the data: `query = "select count(*) from cases where month = :month"`.
//!
//! The tables that the query names are put into an SQLite database in memory, which lasts as long as the figures are read. A query may
//! read and nothing else; it has so many steps and no more, so that the same query ends in the same way on every machine.

use super::data::{Table, Value};
use crate::diag::{Diagnostic, Sink, Span};
use crate::spec::{Bound, ColumnType, Figure, Param, Spanned, Spec, Text};
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ToSql};
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;
use std::sync::mpsc;

/// How many millions of steps a query may take.
const MILLIONS: u32 = 50;
/// The most bytes of one text.
const LONGEST: i32 = 1_000_000;
/// How many decimals of a number that is no whole one are kept, where it has no more digits than [`DIGITS`].
const DECIMALS: u32 = 6;
/// As many digits of a number that is no whole one are right.
const DIGITS: u32 = 15;
/// From here on a number of the database that is no whole one is not told from the next: 2 to the power of 53.
const LARGEST: f64 = 9_007_199_254_740_992.0;
/// The functions that a query may call: those that give the same for the same on every day and with every version.
const FUNCTIONS: &[&str] = &[
    "abs",
    "avg",
    "ceil",
    "ceiling",
    "coalesce",
    "count",
    "floor",
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

/// Gives each figure with a query its value. What is wrong with a query, or with what comes of it, goes to `sink`.
pub fn fill(spec: &mut Spec, data: &BTreeMap<String, Table>, sink: &mut Sink) {
    let wanted: Vec<(String, Text)> =
        spec.figures.iter().filter_map(|(id, figure)| Some((id.value.clone(), figure.query.clone()?))).collect();
    if wanted.is_empty() {
        return;
    }
    let mut database = match Database::new() {
        Ok(database) => database,
        Err(error) => {
            let span = wanted.first().map_or(Span::new(crate::diag::FileId(0), 0..0), |(_, query)| query.span);
            sink.push(failed(&error, span));
            return;
        }
    };
    for (id, query) in wanted {
        // a table that could not be read was reported
        if named(&query.value, spec.data.iter().map(|(id, _)| &id.value)).iter().any(|id| !data.contains_key(id)) {
            continue;
        }
        if let Some(finding) = never_equal(spec, &query, data) {
            sink.push(finding);
            continue;
        }
        let named = named(&query.value, data.keys());
        let result =
            named.iter().try_for_each(|table| database.load(table, data)).map_err(|error| failed(&error, query.span));
        let value = result.and_then(|()| database.count(&id, &query, spec, data));
        match value {
            Ok((value, read)) => settle(spec, &id, value, &query, &read, sink),
            Err(finding) => sink.push(finding),
        }
    }
}

/// What a parameter of a query stands for: `:month`, `:month_start`, `:month_previous_end`.
fn parameter(name: &str, spec: &Spec) -> Option<String> {
    let name = name.strip_prefix(':')?;
    spec.params.iter().find_map(|(id, param)| param.in_query(name.strip_prefix(id.value.as_str())?))
}

/// Those that there are, to suggest the nearest.
fn parameters(spec: &Spec) -> Vec<String> {
    let of = |(id, param): (&Spanned<String>, &Param)| {
        param.query_names().into_iter().map(|name| format!(":{}{name}", id.value)).collect::<Vec<_>>()
    };
    spec.params.iter().flat_map(of).collect()
}

/// The tables whose names stand in a query as words.
fn named<'a>(query: &str, tables: impl Iterator<Item = &'a String>) -> BTreeSet<String> {
    let words: BTreeSet<String> = query
        .split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_'))
        .map(str::to_ascii_lowercase)
        .collect();
    tables.filter(|table| words.contains(table.as_str())).cloned().collect()
}

/// A column of days that is compared with a month, a quarter or a year, which no day is.
fn never_equal(spec: &Spec, query: &Text, data: &BTreeMap<String, Table>) -> Option<Diagnostic> {
    let spaced = query.value.replace('=', " = ").to_ascii_lowercase();
    let words: Vec<&str> =
        spaced.split([' ', '\t', '\n', '(', ')', ';', ',']).filter(|word| !word.is_empty()).collect();
    let tables = named(&query.value, data.keys());
    let is_day = |word: &str| {
        let name = word.rsplit('.').next().unwrap_or(word).trim_matches(['"', '[', ']', '`']);
        let mut columns = tables.iter().filter_map(|table| data.get(table)).flat_map(|table| &table.columns);
        columns.any(|column| column.kind == ColumnType::Date && column.name.eq_ignore_ascii_case(name))
    };
    let is_longer = |word: &str| {
        let param = word.strip_prefix(':').and_then(|name| spec.params.get(name));
        param.is_some_and(|param| param.r#type.value.is_time())
    };
    let (column, param) = words.windows(3).find_map(|three| match three {
        [a, "=" | "==", b] if is_day(a) && is_longer(b) => Some((*a, *b)),
        [a, "=" | "==", b] if is_day(b) && is_longer(a) => Some((*b, *a)),
        _ => None,
    })?;
    let message = format!("`{column}` holds days, and `{param}` is longer than a day: they are never equal");
    let help = format!("write `{column} between {param}_start and {param}_end`");
    Some(Diagnostic::error("query-never-equal", message).at(query.span, "").help(help))
}

/// Writes a value, and the source of the data, into a figure.
fn settle(spec: &mut Spec, id: &str, value: Decimal, query: &Text, tables: &BTreeSet<String>, sink: &mut Sink) {
    let sources: BTreeSet<String> =
        tables.iter().filter_map(|table| Some(spec.data.get(table)?.source.as_ref()?.value.clone())).collect();
    let Some(figure): Option<&mut Figure> = spec.figures.get_mut(id) else { return };
    round(figure, value, query.span);
    if figure.source.is_none() {
        match sources.into_iter().collect::<Vec<_>>().as_slice() {
            [one] => figure.source = Some(Spanned::new(one.clone(), query.span)),
            several => {
                let message = match several {
                    [] => format!("nothing says where the data of `{id}` are from"),
                    _ => format!("the data of `{id}` are from several sources"),
                };
                let finding = Diagnostic::error("query-without-source", message).at(query.span, "");
                sink.push(finding.help("give the data a `source`, or name in the figure the one that it rests on"));
            }
        }
    }
}

/// Writes a value as exactly as the figure asks for it: a least is rounded down and a most up, so that what is said stays
/// true, and what is no longer exact is about right.
fn round(figure: &mut Figure, value: Decimal, span: Span) {
    let Some(decimals) = figure.round.as_ref().map(|round| round.value.min(DECIMALS)) else {
        figure.value = Some(Spanned::new(value, span));
        return;
    };
    let strategy = match figure.bound.as_ref().map(|bound| bound.value) {
        Some(Bound::AtLeast | Bound::MoreThan) => RoundingStrategy::ToNegativeInfinity,
        Some(Bound::AtMost | Bound::FewerThan) => RoundingStrategy::ToPositiveInfinity,
        _ => RoundingStrategy::MidpointAwayFromZero,
    };
    let rounded = value.round_dp_with_strategy(decimals, strategy).normalize();
    if let Some(bound) = figure.bound.as_mut().filter(|bound| bound.value == Bound::Exact && rounded != value) {
        bound.value = Bound::About;
    }
    figure.value = Some(Spanned::new(rounded, span));
}

fn failed(error: &rusqlite::Error, span: Span) -> Diagnostic {
    let stopped = matches!(error, rusqlite::Error::SqliteFailure(code, _) if code.code == rusqlite::ErrorCode::OperationInterrupted);
    if stopped {
        return Diagnostic::error("query-limit", format!("the query takes more than {MILLIONS} million steps"))
            .at(span, "stopped here")
            .help("count over fewer rows, or without joins that multiply them");
    }
    let message = error.to_string();
    let message = message.split(" in ").next().unwrap_or(&message).to_owned();
    let refused = message.contains("not authorized");
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
struct Database {
    connection: Connection,
    loaded: BTreeSet<String>,
}

impl Database {
    fn new() -> rusqlite::Result<Self> {
        let connection = Connection::open_in_memory()?;
        connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
        connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, LONGEST)?;
        Ok(Database { connection, loaded: BTreeSet::new() })
    }

    /// Puts a table in.
    fn load(&mut self, name: &str, data: &BTreeMap<String, Table>) -> rusqlite::Result<()> {
        let Some(table) = data.get(name).filter(|_| !self.loaded.contains(name)) else { return Ok(()) };
        self.connection.authorizer(None::<fn(AuthContext<'_>) -> Authorization>)?;
        let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
        let columns: Vec<String> = table
            .columns
            .iter()
            .map(|column| {
                let kind = match column.kind {
                    ColumnType::Number => "numeric",
                    ColumnType::Year => "integer",
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
            for row in &table.rows {
                insert.execute(rusqlite::params_from_iter(row.iter().map(|cell| Stored(&cell.value))))?;
            }
        }
        transaction.commit()?;
        self.loaded.insert(name.to_owned());
        Ok(())
    }

    /// The one number that a query gives, and the tables that it read.
    fn count(
        &mut self,
        id: &str,
        query: &Text,
        spec: &Spec,
        data: &BTreeMap<String, Table>,
    ) -> Result<(Decimal, BTreeSet<String>), Diagnostic> {
        let broken = |error: rusqlite::Error| failed(&error, query.span);
        let (sender, read) = mpsc::channel();
        let watched = move |context: AuthContext<'_>| read_only(&context, &sender);
        self.connection.authorizer(Some(watched)).map_err(broken)?;
        let mut rounds = 0;
        let handler = move || {
            rounds += 1;
            rounds > MILLIONS * 1000
        };
        self.connection.progress_handler(1000, Some(handler)).map_err(broken)?;
        let mut statement = self.connection.prepare(&query.value).map_err(|error| {
            let message = error.to_string();
            let missing = message.split("no such table: ").nth(1).and_then(|rest| rest.split(' ').next());
            let finding = failed(&error, query.span);
            match missing {
                Some(table) => finding.suggest(table, data.keys().map(String::as_str)),
                None => finding,
            }
        })?;
        if !statement.readonly() {
            let finding = Diagnostic::error("query-failed", "the query cannot be run: it does not only read");
            return Err(finding.at(query.span, "").help("a query may read the tables of `[data]` and do nothing else"));
        }
        for index in 1..=statement.parameter_count() {
            let name = statement.parameter_name(index).unwrap_or("?").to_owned();
            let Some(value) = parameter(&name, spec) else {
                let finding = Diagnostic::error("unknown-parameter", format!("there is no parameter `{name}`"));
                let known = parameters(spec);
                let finding = finding.at(query.span, "in this query").suggest(&name, known.iter().map(String::as_str));
                return Err(finding.help("declare it: `[params.NAME]` with a `type`"));
            };
            statement.raw_bind_parameter(index, value).map_err(broken)?;
        }
        let read: BTreeSet<String> = read.try_iter().filter(|table| data.contains_key(table)).collect();
        if read.is_empty() {
            let finding =
                Diagnostic::error("query-without-data", format!("the query of `{id}` reads no table of `[data]`"));
            return Err(finding.at(query.span, "").help("count in a table, or give the figure its number as `value`"));
        }
        one_number(&mut statement).map(|value| (value, read)).map_err(|error| match error {
            Came::Failed(error) => failed(&error, query.span),
            Came::Other(what) => {
                Diagnostic::error("query-result", format!("the query of `{id}` must give one number; {what}"))
                    .at(query.span, "")
                    .help("select one number of one row: `select count(*) from …`, `select sum(column) from …`")
            }
        })
    }
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

fn one_number(statement: &mut rusqlite::Statement<'_>) -> Result<Decimal, Came> {
    let columns = statement.column_count();
    if columns != 1 {
        return Err(Came::Other(format!("{columns} columns came")));
    }
    let mut rows = statement.raw_query();
    let Some(row) = rows.next()? else { return Err(Came::Other("no row came".to_owned())) };
    let value = match row.get_ref(0)? {
        ValueRef::Integer(number) => Ok(Decimal::from(number)),
        ValueRef::Real(number) if number.abs() < LARGEST => {
            // as the shortest text that is this number, for the conversion from the binary one adds digits
            Decimal::from_str(&number.to_string()).map(to_digits).map_err(|_| Came::Other(format!("{number} came")))
        }
        ValueRef::Real(number) => Err(Came::Other(format!("{number:e} came, which is not exact"))),
        ValueRef::Null => Err(Came::Other("nothing came: no row has a value".to_owned())),
        ValueRef::Text(text) => Err(Came::Other(format!("the text “{}” came", String::from_utf8_lossy(text)))),
        ValueRef::Blob(_) => Err(Came::Other("bytes came".to_owned())),
    }?;
    let mut more = 0;
    while rows.next()?.is_some() {
        more += 1;
        if more == 1000 {
            break;
        }
    }
    if more > 0 { Err(Came::Other(format!("{} rows came, the first with {value}", more + 1))) } else { Ok(value) }
}

/// A number that is no whole one, to the digits that are right.
fn to_digits(number: Decimal) -> Decimal {
    let whole = number.trunc().abs().to_string().len();
    let right = DIGITS.saturating_sub(u32::try_from(whole).unwrap_or(DIGITS));
    number.round_dp(DECIMALS.min(right)).normalize()
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
            Value::Empty => ToSqlOutput::Owned(Sql::Null),
            Value::Text(text) | Value::Source(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            // whole numbers stay exact; the affinity of the column makes numbers of the others
            Value::Number(number) => match i64::try_from(*number).ok().filter(|_| number.fract().is_zero()) {
                Some(whole) => ToSqlOutput::Owned(Sql::Integer(whole)),
                None => ToSqlOutput::Owned(Sql::Text(number.to_string())),
            },
            Value::Year(year) => ToSqlOutput::Owned(Sql::Integer(i64::from(*year))),
            Value::Date(date) => ToSqlOutput::Owned(Sql::Text(date.to_string())),
        })
    }
}

#[cfg(test)]
mod tests;
