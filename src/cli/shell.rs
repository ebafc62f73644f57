//! `briefing completions` and `briefing man`: what shells and manuals want to know of the command line.

use super::args::Cli;
use super::{Exit, result, say};
use clap::{Args, CommandFactory};
use clap_complete::Shell;
use std::path::Path;

/// `briefing completions`.
#[derive(Debug, Args)]
#[command(after_help = "Example: briefing completions bash > ~/.local/share/bash-completion/completions/briefing\n\n\
    Completed are commands, options, their values and paths; in bash, zsh and fish also, behind `--set`, the parameters of the \
    specification on the line and what they can be.")]
pub struct Completions {
    /// The shell
    pub shell: Shell,
}

/// Prints the completions of a shell: those of commands and options, and, where the shell can ask, those of parameters.
pub(super) fn completions(asked: &Completions) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(asked.shell, &mut Cli::command(), "briefing", &mut script);
    result(&with_parameters(asked.shell, &String::from_utf8_lossy(&script)))
}

/// A script that asks `briefing choices` what may stand behind `--set`.
fn with_parameters(shell: Shell, script: &str) -> String {
    match shell {
        Shell::Bash => format!("{script}{}", include_str!("shell/bash")),
        Shell::Fish => format!("{script}{}", include_str!("shell/fish")),
        Shell::Zsh => {
            let script = script.replace(":NAME=VALUE:_default'", ":NAME=VALUE:_briefing_set'");
            // the function stands before the line that calls the first
            let (head, tail) = script.split_once("\n_briefing() {").unwrap_or((&script, ""));
            format!("{head}\n{}\n_briefing() {{{tail}", include_str!("shell/zsh"))
        }
        _ => script.to_owned(),
    }
}

/// `briefing choices`.
#[derive(Debug, Args)]
pub struct Choices {
    /// The words of the line, and behind them what is typed of `NAME=VALUE`
    #[arg(last = true, required = true)]
    words: Vec<String>,
}

/// Prints what may stand behind `--set`, a line each: `NAME=VALUE`, a tab, what there is to say of it.
pub(super) fn choices(asked: &Choices) -> Exit {
    let Some((given, words)) = asked.words.split_last() else { return Exit::Done };
    // every word that names a specification counts: `diff` has two
    let read = |word: &String| briefing::text_of(Path::new(word)).ok();
    let texts = words.iter().skip(2).filter(|word| !word.starts_with('-')).filter_map(read);
    let mut found: Vec<(String, String)> = Vec::new();
    for text in texts {
        for choice in briefing::spec::choices(&text, given) {
            if !found.contains(&choice) {
                found.push(choice);
            }
        }
    }
    if found.is_empty() {
        return Exit::Done;
    }
    let line = |(typed, about): &(String, String)| match about.split_whitespace().collect::<Vec<_>>().join(" ") {
        about if about.is_empty() => format!("{typed}\n"),
        about => format!("{typed}\t{about}\n"),
    };
    let lines = found.iter().map(line);
    result(&lines.collect::<String>())
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
