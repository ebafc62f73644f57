//! `briefing read-archive`: archived copies come from strangers, so each is read in a process of its own that has limits of
//! memory and time, and that nothing but text comes out of.

use super::args::ReadArchive;
use super::{Exit, result};
use briefing::archive::{Hint, Reader, Text, Unreadable, read};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// The most memory a reader may have.
const MEMORY: u64 = 1 << 30;
/// The most seconds of processor time.
const SECONDS: u64 = 60;
/// The longest that is waited for it.
const PATIENCE: Duration = Duration::from_secs(180);
/// The most that is taken from it: the text, and what JSON adds.
const ANSWER: u64 = 200 << 20;

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
#[expect(clippy::disallowed_methods, reason = "the child is this very program")]
fn ask(bytes: &[u8], hint: &Hint) -> Answer {
    let program = std::env::current_exe().map_err(|_| Unreadable::NoAnswer)?;
    let mut command = Command::new(program);
    command.arg("read-archive").arg(format!("--name={}", hint.name));
    command.args(hint.url.iter().map(|url| format!("--url={url}")));
    command.args(hint.date.iter().map(|date| format!("--date={date}")));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|_| Unreadable::NoAnswer)?;
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(Unreadable::NoAnswer);
    };
    let answer = thread::scope(|scope| {
        // a child that ends early reads no more: that is seen by what it answers
        scope.spawn(move || input.write_all(bytes));
        let reading = scope.spawn(move || {
            let mut answer = Vec::new();
            output.take(ANSWER).read_to_end(&mut answer).map(|_| answer)
        });
        let ended = wait(&mut child);
        let answer = reading.join().ok().and_then(Result::ok);
        ended.then_some(answer).flatten()
    });
    let answer = answer.ok_or(Unreadable::TooCostly)?;
    serde_json::from_slice(&answer).map_err(|_| Unreadable::NoAnswer)?
}

/// Whether the child ended by itself and well; one that takes too long is ended.
#[expect(clippy::disallowed_methods, reason = "how long a stranger's file may take is a matter of the clock")]
fn wait(child: &mut Child) -> bool {
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => thread::sleep(Duration::from_millis(2)),
            Err(_) => break,
        }
    }
    let _ = child.kill();
    let _ = child.wait();
    false
}

/// The child: reads standard input, prints the text as JSON.
pub(super) fn run(arguments: &ReadArchive) -> Exit {
    if limit().is_err() {
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

#[cfg(unix)]
fn limit() -> std::io::Result<()> {
    rlimit::Resource::AS.set(MEMORY, MEMORY)?;
    rlimit::Resource::CORE.set(0, 0)?;
    rlimit::Resource::CPU.set(SECONDS, SECONDS)
}

#[cfg(not(unix))]
fn limit() -> std::io::Result<()> {
    let _ = (MEMORY, SECONDS);
    Ok(())
}
