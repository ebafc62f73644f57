//! PostgreSQL servers: a connection that reads, and nothing else. Compiled with the feature `postgresql` alone.
//!
//! A [`Session`] holds one read-only transaction of one connection, so that all that is asked of a database in a run comes from one
//! state of it. It lives in a thread of its own: a server that stops answering stops nobody else.

mod faults;
mod names;
mod values;

use super::database::{Answer, BYTES, CELLS, Fault, Field, Request, SECONDS};
use faults::Failure;
use postgres::config::{Host, SslMode};
use postgres::types::ToSql;
use postgres::{Config, IsolationLevel, NoTls, Transaction};
use std::fmt;
use std::net::IpAddr;
use std::sync::mpsc;
use std::time::Duration;
use values::Parameter;

/// How many rows are fetched at a time.
const FETCHED: i32 = 2000;
/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(10);
/// How long an answer is waited for, which is longer than a server that keeps to [`SECONDS`] takes.
const PATIENCE: Duration = Duration::from_secs(3 * SECONDS);

type Asked = (Request, mpsc::Sender<Result<Answer, Fault>>);

/// A connection in use.
pub struct Session(mpsc::Sender<Asked>);

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Session")
    }
}

impl Session {
    /// Begins a session with the server at `address`, in either form that libpq reads. The connection is made by and by:
    /// whether it can be made the first answer says.
    ///
    /// # Errors
    /// [`Fault::NotAnAddress`], [`Fault::Remote`]; [`Fault::Unreachable`] where no thread can be started.
    pub fn open(address: &str) -> Result<Session, Fault> {
        let config = config(address)?;
        let (sender, asked) = mpsc::channel();
        let serve = move || serve(&config, &asked);
        std::thread::Builder::new().name("database".to_owned()).spawn(serve).map_err(|_| Fault::Unreachable)?;
        Ok(Session(sender))
    }

    /// What the database says to `request`.
    ///
    /// # Errors
    /// Why it says nothing.
    pub fn answer(&self, request: &Request) -> Result<Answer, Fault> {
        let (sender, answer) = mpsc::channel();
        self.0.send((request.clone(), sender)).map_err(|_| Fault::Gone)?;
        answer.recv_timeout(PATIENCE).map_err(|_| Fault::Gone)?
    }
}

/// The address, where it is one that may be used.
fn config(address: &str) -> Result<Config, Fault> {
    let mut config: Config = address.parse().map_err(|_| Fault::NotAnAddress("it cannot be read as one"))?;
    if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
        return Err(Fault::NotAnAddress("it names no `host`"));
    }
    if config.get_ssl_mode() == SslMode::Require {
        return Err(Fault::NotAnAddress("it asks for TLS, which the program does not speak: leave `sslmode` out"));
    }
    let near = |host: &Host| match host {
        #[cfg(unix)]
        Host::Unix(_) => true,
        Host::Tcp(name) => name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback()),
    };
    let all_near = config.get_hosts().iter().all(near) && config.get_hostaddrs().iter().all(IpAddr::is_loopback);
    if !all_near {
        return Err(Fault::Remote);
    }
    config.ssl_mode(SslMode::Disable).application_name("briefing");
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(CONNECT);
    }
    Ok(config)
}

/// Answers all that is asked, from one transaction.
fn serve(config: &Config, asked: &mpsc::Receiver<Asked>) {
    let refuse = |fault: &Fault| {
        for (_, answer) in asked {
            // who asked may have gone
            let _ = answer.send(Err(fault.clone()));
        }
    };
    let mut client = match config.connect(NoTls) {
        Ok(client) => client,
        Err(error) => return refuse(&faults::of_connecting(&error)),
    };
    let begun = client.build_transaction().read_only(true).isolation_level(IsolationLevel::RepeatableRead).start();
    let prepared = begun.and_then(|mut transaction| limit(&mut transaction).map(|()| transaction));
    let mut transaction = match prepared {
        Ok(transaction) => transaction,
        Err(error) => return refuse(&faults::of_connecting(&error)),
    };
    for (request, answer) in asked {
        let _ = answer.send(read(&mut transaction, &request));
    }
}

/// Sets the limits of the transaction, and what the text of a value could depend on. A shorter time that the address or the
/// server gives is kept.
fn limit(transaction: &mut Transaction<'_>) -> Result<(), postgres::Error> {
    let milliseconds = SECONDS * 1000;
    transaction.batch_execute(&format!(
        "set local timezone to 'UTC'; \
         select set_config('statement_timeout', '{milliseconds}', true) from pg_settings \
         where name = 'statement_timeout' and setting::bigint not between 1 and {milliseconds}"
    ))
}

/// Reads one answer. What fails leaves the transaction as it was.
fn read(transaction: &mut Transaction<'_>, request: &Request) -> Result<Answer, Fault> {
    let mut attempt = transaction.transaction().map_err(|error| faults::of(&error).0)?;
    let mut answer = match rows(&mut attempt, request) {
        Ok(answer) => answer,
        Err(Failure(fault, missing)) => {
            drop(attempt);
            return Err(names::with_known(transaction, request, fault, missing));
        }
    };
    if !request.ordered {
        answer.sort();
    }
    Ok(answer)
}

fn rows(transaction: &mut Transaction<'_>, request: &Request) -> Result<Answer, Failure> {
    let statement = transaction.prepare(&request.statement).map_err(|error| faults::of(&error))?;
    // what gives no rows is never begun: it could only write, or end the transaction
    if statement.columns().is_empty() {
        return Err(Fault::NoTable.into());
    }
    if let Some(column) = statement.columns().iter().find(|column| !values::is_readable(column.type_())) {
        return Err(Fault::Type(column.name().to_owned(), column.type_().name().to_owned()).into());
    }
    let parameters: Vec<Parameter<'_>> = request.parameters.iter().map(|text| Parameter(text)).collect();
    let mut bound: Vec<&(dyn ToSql + Sync)> = Vec::new();
    for parameter in &parameters {
        bound.push(parameter);
    }
    let portal = transaction.bind(&statement, &bound).map_err(|error| faults::of(&error))?;
    let columns = statement.columns().iter().map(|column| column.name().to_owned()).collect();
    let mut answer = Answer { columns, rows: Vec::new() };
    let (mut cells, mut bytes) = (0, 0);
    loop {
        let fetched = transaction.query_portal(&portal, FETCHED).map_err(|error| faults::of(&error))?;
        for row in &fetched {
            let fields: Result<Vec<Field>, postgres::Error> = (0..row.len()).map(|at| row.try_get(at)).collect();
            let fields = fields.map_err(|error| faults::of(&error))?;
            cells += fields.len();
            bytes += fields.iter().map(Field::bytes).sum::<usize>();
            answer.rows.push(fields);
        }
        if cells > CELLS || bytes > BYTES {
            return Err(Fault::TooMany.into());
        }
        if fetched.len() < usize::try_from(FETCHED).unwrap_or(0) {
            return Ok(answer);
        }
    }
}
