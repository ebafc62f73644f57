//! `briefing completions` and `briefing man`: what shells and manuals want to know of the command line.

use super::args::{Cli, Completions};
use super::{Exit, result, say};
use clap::CommandFactory;

/// Prints the completions of a shell.
pub(super) fn completions(asked: &Completions) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(asked.shell, &mut Cli::command(), "briefing", &mut script);
    result(&String::from_utf8_lossy(&script))
}

/// Prints the manual page, with the commands one after the other.
pub(super) fn man() -> Exit {
    let mut page = Vec::new();
    let mut command = Cli::command();
    command.build();
    let commands = command.get_subcommands().filter(|command| !command.is_hide_set()).cloned();
    for command in std::iter::once(command.clone()).chain(commands) {
        if let Err(error) = clap_mangen::Man::new(command).render(&mut page) {
            say(&format!("error: the manual page cannot be made: {error}"));
            return Exit::Internal;
        }
    }
    result(&String::from_utf8_lossy(&page))
}
