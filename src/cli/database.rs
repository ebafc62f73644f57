//! Databases: what `--allow-database` allows. Only here is the address read, out of the environment, and it goes nowhere but
//! to the connection.

use briefing::evidence::database::{Answer, Databases, Fault, Request};
#[cfg(feature = "postgresql")]
use briefing::evidence::postgresql::Session;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// As many answers with parameters are kept.
const KEPT: usize = 16;

/// The databases of a run. Each is asked in one connection, and everything once.
#[derive(Debug, Default)]
pub(crate) struct Connections {
    known: Mutex<Known>,
}

/// What is known by now.
#[derive(Debug, Default)]
struct Known {
    #[cfg(feature = "postgresql")]
    sessions: BTreeMap<String, Result<Session, Fault>>,
    answers: BTreeMap<Request, Result<Arc<Answer>, Fault>>,
}

impl Databases for Connections {
    fn answer(&self, request: &Request) -> Result<Arc<Answer>, Fault> {
        // whoever else wants the same waits for the one answer
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = known.answers.get(request) {
            return answer.clone();
        }
        let answer = known.ask(request).map(Arc::new);
        if known.answers.len() >= KEPT {
            // those of single rows of a batch come once
            known.answers.retain(|request, _| request.parameters.is_empty());
        }
        known.answers.insert(request.clone(), answer.clone());
        answer
    }
}

impl Known {
    #[cfg(feature = "postgresql")]
    fn ask(&mut self, request: &Request) -> Result<Answer, Fault> {
        let open = || address(&request.variable).and_then(|address| Session::open(&address));
        let session = self.sessions.entry(request.variable.clone()).or_insert_with(open);
        session.as_ref().map_err(Clone::clone)?.answer(request)
    }

    #[cfg(not(feature = "postgresql"))]
    #[expect(clippy::unused_self, reason = "with the feature `postgresql` it asks")]
    fn ask(&mut self, _: &Request) -> Result<Answer, Fault> {
        Err(Fault::NotBuilt)
    }
}

/// The address in a variable.
#[cfg(feature = "postgresql")]
#[expect(clippy::disallowed_methods, reason = "the command line is where the environment is read")]
fn address(variable: &str) -> Result<String, Fault> {
    match std::env::var(variable) {
        Ok(address) if !address.trim().is_empty() => Ok(address),
        Ok(_) | Err(std::env::VarError::NotPresent) => Err(Fault::Unset),
        Err(std::env::VarError::NotUnicode(_)) => Err(Fault::NotAnAddress("it is not UTF-8")),
    }
}

/// Databases that may not be asked.
#[derive(Debug)]
pub(crate) struct Forbidden;

impl Databases for Forbidden {
    fn answer(&self, _: &Request) -> Result<Arc<Answer>, Fault> {
        Err(if cfg!(feature = "postgresql") { Fault::NotAllowed } else { Fault::NotBuilt })
    }
}
