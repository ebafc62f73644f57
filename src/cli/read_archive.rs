//! `briefing read-archive`: archived copies come from strangers, so each is read in a process of its own that has limits of
//! memory and time, and that nothing but text comes out of.

use super::args::ReadArchive;
use super::child::{self, Silence};
use super::{Exit, result};
use briefing::archive::{Hint, Reader, Text, Unreadable, read};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::Read;
use std::sync::{Mutex, PoisonError};

/// Reads in a child process; what was read once is kept, so that several editions read each copy once.
pub(super) static CHILD: ChildReader = ChildReader { read: Mutex::new(BTreeMap::new()) };

/// The hash of a copy, the address and the day that are meant.
type Key = ([u8; 32], Option<String>, Option<String>);

type Answer = Result<Text, Unreadable>;

/// Starts the program again for each archive.
#[derive(Debug)]
pub(crate) struct ChildReader {
    read: Mutex<BTreeMap<Key, Answer>>,
}

impl Reader for ChildReader {
    fn read(&self, bytes: &[u8], hint: &Hint) -> Answer {
        let key = (Sha256::digest(bytes).into(), hint.url.clone(), hint.date.clone());
        if let Some(known) = self.read.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return known.clone();
        }
        let answer = ask(bytes, hint);
        self.read.lock().unwrap_or_else(PoisonError::into_inner).insert(key, answer.clone());
        answer
    }
}

/// Has a child read `bytes`.
fn ask(bytes: &[u8], hint: &Hint) -> Answer {
    let mut arguments = vec!["read-archive".to_owned(), format!("--name={}", hint.name)];
    arguments.extend(hint.url.iter().map(|url| format!("--url={url}")));
    arguments.extend(hint.date.iter().map(|date| format!("--date={date}")));
    let answer = child::ask(&arguments, bytes).map_err(|silence| match silence {
        Silence::NotStarted => Unreadable::NoAnswer,
        Silence::Ended => Unreadable::TooCostly,
    })?;
    serde_json::from_slice(&answer).map_err(|_| Unreadable::NoAnswer)?
}

/// The child: reads standard input, prints the text as JSON.
pub(super) fn run(arguments: &ReadArchive) -> Exit {
    if child::limit().is_err() {
        return Exit::Internal;
    }
    let hint = Hint { name: arguments.name.clone(), url: arguments.url.clone(), date: arguments.date.clone() };
    let mut bytes = Vec::new();
    if std::io::stdin().lock().read_to_end(&mut bytes).is_err() {
        return Exit::Files;
    }
    match serde_json::to_string(&read(&bytes, &hint)) {
        Ok(answer) => result(&answer),
        Err(_) => Exit::Internal,
    }
}
