//! Tables that a database gives, over a connection that the caller has: `database = "CASES_DATABASE"`.

use super::reader::Reader;
use super::rows::Written;
use super::statement::Statement;
use super::{Asked, Table, given};
use crate::diag::{Diagnostic, Files, Sink};
use crate::evidence::database::{Answer, BYTES, CELLS, Databases, Fault, Field, Request, SECONDS, Unknown};
use crate::evidence::queries::Parameters;
use crate::spec::{Data, Records, Source, Spanned, Text};

/// Reads the data `id` from the database that they name. All that is wrong goes to `sink`; then nothing comes back.
pub(in super::super) fn read_database(
    (id, data): (&Spanned<String>, &Data),
    (databases, parameters): (Option<&dyn Databases>, &Parameters),
    sources: &Records<Source>,
    files: &mut Files,
    sink: &mut Sink,
) -> Option<Table> {
    let asked = Asked::of(id, data);
    let answer = ask(id, data, (databases, parameters), files);
    match answer {
        Ok(answer) => made((id, asked), &answer, sources, files, sink),
        Err(finding) => {
            sink.push(finding);
            None
        }
    }
}

/// What the database says.
fn ask(
    id: &Spanned<String>,
    data: &Data,
    (databases, parameters): (Option<&dyn Databases>, &Parameters),
    files: &Files,
) -> Result<std::sync::Arc<Answer>, Diagnostic> {
    let Some(variable) = &data.database else {
        return Err(Diagnostic::error("database-address", "no database is named"));
    };
    if !is_name(&variable.value) {
        // it may be an address with a password in it, so that the line where it stands is not shown
        let finding = Diagnostic::error(
            "database-address",
            "`database` is the name of an environment variable, and this is none",
        );
        let finding = finding.at(id.span, "in these data").help(
            "put the address into a variable, `export CASES_DATABASE='host=/run/postgresql dbname=cases'`, and write `database = \"CASES_DATABASE\"`",
        );
        return Err(finding.help("a password that stood here is in the file: change it"));
    }
    let statement = match (&data.query, &data.table) {
        (Some(query), _) => {
            not_pasted(query, files)?;
            Statement::of(query, parameters)?
        }
        (None, Some(table)) => Statement::of_table(&table.value),
        // reported where the specification was read
        (None, None) => {
            return Err(Diagnostic::error("missing-key", "nothing is asked of the database").at(id.span, ""));
        }
    };
    let request = Request {
        variable: variable.value.clone(),
        statement: statement.text.clone(),
        parameters: statement.parameters.clone(),
        ordered: statement.ordered,
    };
    let answer = databases.ok_or(Fault::NotAllowed).and_then(|databases| databases.answer(&request));
    answer.map_err(|fault| finding(&fault, (id, data), variable, &statement))
}

/// Whether a text can be the name of an environment variable.
fn is_name(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

/// A parameter that is put into the text of a query could be more than a value.
fn not_pasted(query: &Text, files: &Files) -> Result<(), Diagnostic> {
    match files.text(query.span).contains("{{") {
        true => {
            let finding =
                Diagnostic::error("database-query", "a parameter is pasted into the query").at(query.span, "");
            Err(finding.help("write its name behind a colon, `:month`: it is sent beside the query"))
        }
        false => Ok(()),
    }
}

/// The table of an answer.
fn made(
    (id, asked): (&Spanned<String>, Asked<'_>),
    answer: &Answer,
    sources: &Records<Source>,
    files: &mut Files,
    sink: &mut Sink,
) -> Option<Table> {
    let name = format!("data.{}", id.value);
    let asked = Asked { name: &name, ..asked };
    let mut findings = Sink::default();
    let is_number = |index| answer.rows.iter().any(|row| matches!(row.get(index), Some(Field::Number(_))));
    given::undeclared(asked, &answer.columns, is_number, &mut findings);
    let head = answer.columns.iter().map(|name| (name.clone(), Written::Plain)).collect();
    let all = std::iter::once(head).chain(answer.rows.iter().map(|row| row.iter().map(raw).collect())).collect();
    let reader = Reader::new(asked, sources, &mut findings);
    let read = given::read(reader, all, &name, files);
    given::table((asked, &id.value), read, findings, "what the database gives", sink)
}

fn raw(field: &Field) -> (String, Written) {
    match field {
        Field::Nothing => (String::new(), Written::Plain),
        Field::Number(text) => (text.clone(), Written::Number),
        Field::Truth(truth) => (truth.to_string(), Written::Truth),
        Field::Day(text) => (text.clone(), Written::Day),
        Field::Time(text) => (text.clone(), Written::Time),
        Field::Text(text) => (text.clone(), Written::Plain),
    }
}

/// What is said of a fault: where, why, and what to do.
fn finding(fault: &Fault, (id, data): (&Spanned<String>, &Data), variable: &Text, statement: &Statement) -> Diagnostic {
    let (name, at) = (&variable.value, variable.span);
    let of = |code, message: String, help: String| Diagnostic::error(code, message).at(at, "").help(help);
    let example = format!("`export {name}='host=/run/postgresql dbname=cases user=reader'`");
    match fault {
        Fault::NotBuilt => of(
            "database-not-built",
            "this program was built without the code that asks databases".to_owned(),
            "build it with `cargo install --path . --features postgresql`, or export the table as CSV".to_owned(),
        ),
        Fault::NotAllowed => of(
            "database-not-allowed",
            format!("the data `{}` are in a database, which may not be asked", id.value),
            "if you trust this specification with what is in the database, say `--allow-database`".to_owned(),
        ),
        Fault::Unset => {
            of("database-address", format!("the environment variable `{name}` is not set"), format!("set it: {example}"))
        }
        Fault::NotAnAddress(why) => of(
            "database-address",
            format!("what the environment variable `{name}` holds is no address of a database: {why}"),
            format!("set it as `psql` takes it: {example}, or `postgresql://reader@localhost/cases`"),
        ),
        Fault::Remote => of(
            "database-address",
            format!("the database of `{name}` is on another machine, and what it gives would travel unencrypted"),
            "open a tunnel, `ssh -N -L 5433:localhost:5432 HOST`, and write `host=localhost port=5433` in the address".to_owned(),
        ),
        Fault::Unreachable => of(
            "database-unavailable",
            format!("nobody answers at the address in `{name}`"),
            "try the same address with `psql`; is the server running, and its port or socket the one that is named?".to_owned(),
        ),
        Fault::Login => of(
            "database-login",
            format!("the server at the address in `{name}` does not let this user in, or has no such database"),
            "try the same address with `psql`: user, password and name of the database; files of passwords are not read".to_owned(),
        ),
        Fault::Gone => of(
            "database-unavailable",
            format!("the database of `{name}` went away while it was asked"),
            "nothing was written; run the command again when the server is there".to_owned(),
        ),
        _ => about_query(fault, data, variable, statement),
    }
}

/// The same of what is wrong with the query.
fn about_query(fault: &Fault, data: &Data, variable: &Text, statement: &Statement) -> Diagnostic {
    let origin = data.query.as_ref().or(data.table.as_ref()).unwrap_or(variable);
    let found = |code, message: String| Diagnostic::error(code, message).at(origin.span, "");
    let only_reads = "a query may read and do nothing else: begin it with `select`";
    match fault {
        Fault::NoTable => {
            found("database-query", "the query gives no rows: it is no `select`".to_owned()).help(only_reads)
        }
        Fault::Writes => found("database-query", "the query would change the database".to_owned()).help(only_reads),
        Fault::TooLong => {
            found("database-limit", format!("the query takes more than {SECONDS} seconds, or than the server allows"))
                .help("ask for fewer rows, or for counts; `explain` in `psql` says what takes so long")
        }
        Fault::TooMany => {
            let message =
                format!("the query gives more than {} million cells, or {} MiB", CELLS / 1_000_000, BYTES >> 20);
            found("database-limit", message)
                .help("ask for fewer rows and columns, or let the database count: `count(*)`, `group by`")
        }
        Fault::UnknownTable(unknown) => missing("table", unknown, data, origin, statement),
        Fault::UnknownColumn(unknown) => missing("column", unknown, data, origin, statement),
        Fault::Type(column, kind) => {
            let message = format!("the column `{column}` has the type `{kind}`, which cannot be read");
            found("database-query", message).help(format!(
                "say in the query as what it is meant: `{column}::text`, `{column}::numeric`, `{column}::date`"
            ))
        }
        Fault::Refused(message, at) => {
            let said = format!("the server cannot run the query: {message}");
            let span = at.filter(|_| data.query.is_some()).map_or(origin.span, |at| place(origin, statement, at, 1));
            Diagnostic::error("database-query", said)
                .at(span, "")
                .help("its language is that of PostgreSQL: try it with `psql`")
        }
        _ => found("database-query", "the database cannot be asked".to_owned()),
    }
}

fn missing(what: &str, unknown: &Unknown, data: &Data, origin: &Text, statement: &Statement) -> Diagnostic {
    let place = unknown.at.filter(|_| data.query.is_some());
    let span = place.map_or(origin.span, |at| self::place(origin, statement, at, unknown.name.len()));
    let message = format!("the database has no {what} `{}`", unknown.name);
    let finding = Diagnostic::error("database-query", message).at(span, "not found");
    let finding = finding.suggest(&unknown.name, unknown.known.iter().map(String::as_str));
    match unknown.known.is_empty() {
        true => finding.help("does the user of the address see it, and is its schema named before it?"),
        false => finding,
    }
}

/// Where a piece of the statement stands in the specification.
fn place(query: &Text, statement: &Statement, at: usize, length: usize) -> crate::diag::Span {
    let start = statement.in_query(at).min(query.value.len());
    query.locate(start..(start + length).min(query.value.len()))
}
