//! This program again, as a child that reads what a stranger made: with limits of memory and time, and nothing but its answer
//! comes out of it.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// The most memory a child may have.
const MEMORY: u64 = 1 << 30;
/// Addresses that hold nothing a stranger asks for: the program itself, its stacks, and the allocator's own maps. The allocator takes a
/// gibibyte of addresses before the first line of the program runs; a limit of that size would leave it none for its maps, which it
/// needs or not by where the system has put that gibibyte.
const ROOM: u64 = 512 << 20;
/// The most seconds of processor time.
const SECONDS: u64 = 60;
/// The longest that is waited for it.
const PATIENCE: Duration = Duration::from_secs(180);
/// The most that is taken from it: the text, and what JSON adds.
const ANSWER: u64 = 200 << 20;

/// Why a child gives no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Silence {
    /// It could not be started.
    NotStarted,
    /// It took more than it is given, or ended badly.
    Ended,
}

/// Starts the program with `arguments`, gives it `bytes`, and waits for its answer.
#[expect(clippy::disallowed_methods, reason = "the child is this very program")]
pub(super) fn ask(arguments: &[String], bytes: &[u8]) -> Result<Vec<u8>, Silence> {
    let program = std::env::current_exe().map_err(|_| Silence::NotStarted)?;
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|_| Silence::NotStarted)?;
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(Silence::NotStarted);
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
    answer.ok_or(Silence::Ended)
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

/// Limits this process, which is a child.
#[cfg(unix)]
pub(super) fn limit() -> std::io::Result<()> {
    rlimit::Resource::AS.set(MEMORY + ROOM, MEMORY + ROOM)?;
    rlimit::Resource::CORE.set(0, 0)?;
    rlimit::Resource::CPU.set(SECONDS, SECONDS)
}

/// Limits this process where the system can.
#[cfg(not(unix))]
pub(super) fn limit() -> std::io::Result<()> {
    let _ = (MEMORY, ROOM, SECONDS);
    Ok(())
}
