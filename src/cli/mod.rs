//! The command line: one file a command. Only here is anything printed, and only here are the clock and the environment
//! read.

mod archive;
mod archive_edits;
pub mod args;
mod batch;
mod build;
mod chart;
mod check;
mod child;
mod count;
mod database;
mod diff;
mod editions;
mod explain;
mod explain_findings;
mod fix;
mod fonts;
mod github;
mod import;
mod new;
mod output_name;
mod parameters;
mod profiles;
mod read_archive;
pub mod report;
mod sarif;
mod schema;
mod shell;
mod shown;
mod styles;
mod submit;
mod timings;
pub mod verify;

use args::{Cli, Color, Command, Messages, Shown};
use briefing::diag::{Allowed, Diagnostic, Files, Severity, Sink};
use clap::Parser;
use report::Style;
use std::io::{IsTerminal, Write};
use std::process::ExitCode;

/// How the program ends. The numbers are public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done.
    Done,
    /// The specification has errors; nothing was written.
    Findings,
    /// The command line is wrong.
    Usage,
    /// A file could not be read or written, or a database not be reached.
    Files,
    /// An internal error.
    Internal,
}

impl Exit {
    fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Exit::Done => 0,
            Exit::Findings => 1,
            Exit::Usage => 2,
            Exit::Files => 3,
            Exit::Internal => 70,
        })
    }
}

/// Runs the command that was typed.
pub(crate) fn run() -> ExitCode {
    let exit = match Cli::parse().command {
        Command::Batch(batch) => batch::run(&batch),
        Command::Build(build) => build::run(&build),
        Command::Chart(chart) => chart::run(&chart),
        Command::Check(check) => check::run(&check),
        Command::Count(count) => count::run(&count),
        Command::Diff(diff) => diff::run(&diff),
        Command::Explain(explain) => explain::run(&explain),
        Command::Fonts(fonts) => fonts::run(&fonts),
        Command::Import(asked) => import::run(&asked),
        Command::New(new) => new::run(&new),
        Command::Profiles(profiles) => profiles::run(&profiles),
        Command::Styles(asked) => styles::run(&asked),
        Command::Submit(submit) => submit::run(&submit),
        Command::Schema(schema) => schema::run(&schema),
        Command::Completions(asked) => shell::completions(&asked),
        Command::Man => shell::man(),
        Command::Choices(asked) => shell::choices(&asked),
        Command::Archive(archive) => archive::run(&archive),
        Command::Verify(asked) => verify::run(&asked),
        Command::ReadPdf => verify::read(),
        Command::ReadArchive(read) => read_archive::run(&read),
    };
    exit.code()
}

/// Shows findings on standard error (or, for tools, on standard output) and says how the program ends.
fn conclude(sink: Sink, files: &Files, shown: &Shown) -> Exit {
    let allowed = sink.allowed();
    let findings = sink.into_sorted();
    let listed: Vec<Diagnostic> =
        findings.iter().filter(|finding| !shown.quiet || finding.severity == Severity::Error).cloned().collect();
    let also: &[Allowed] = if shown.show_allowed { &allowed } else { &[] };
    let written = match shown.messages {
        Messages::Text => {
            let text = report::render(&listed, also, files, style(shown.color));
            if !text.is_empty() {
                say(&text);
            }
            Exit::Done
        }
        Messages::Json => lines(&listed, also, |finding, reason| report::json_line(finding, reason, files)),
        Messages::Github => lines(&listed, also, |finding, reason| github::line(finding, reason, files)),
        // Other tools expect to be told what was suppressed.
        Messages::Sarif => result(&sarif::log(&listed, &allowed, files)),
    };
    if written == Exit::Files { written } else { exit(&findings) }
}

/// One line a finding, to standard output.
fn lines(listed: &[Diagnostic], allowed: &[Allowed], line: impl Fn(&Diagnostic, Option<&str>) -> String) -> Exit {
    let found = listed.iter().map(|finding| line(finding, None));
    let also = allowed.iter().map(|allowed| line(&allowed.finding, Some(&allowed.reason)));
    let lines: Vec<String> = found.chain(also).collect();
    if lines.is_empty() { Exit::Done } else { result(&lines.join("\n")) }
}

/// Files that cannot be reached weigh more than what is wrong in those that can; a fault of our own weighs most.
fn exit(findings: &[Diagnostic]) -> Exit {
    const FILES: [&str; 5] = ["missing-file", "not-a-folder", "unreadable-file", "unwritable-file", "not-a-file"];
    const USAGE: [&str; 5] =
        ["unknown-edition", "same-output", "format-mismatch", "unknown-format", "database-not-allowed"];
    const INTERNAL: [&str; 3] = ["pdf-internal", "docx-internal", "internal-error"];
    let errors: Vec<&Diagnostic> = findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    if errors.iter().any(|finding| INTERNAL.contains(&finding.code)) {
        Exit::Internal
    } else if errors.iter().any(|finding| USAGE.contains(&finding.code)) {
        Exit::Usage
    } else if errors.iter().any(|finding| {
        // a database that cannot be reached now may be there when the same command is run again
        finding.code == "database-unavailable" || FILES.contains(&finding.code) && finding.primary.is_none()
    }) {
        Exit::Files
    } else if errors.is_empty() {
        Exit::Done
    } else {
        Exit::Findings
    }
}

fn style(color: Color) -> Style {
    let wanted = match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => std::io::stderr().is_terminal() && !no_color(),
    };
    if wanted { Style::Colour } else { Style::Plain }
}

#[expect(clippy::disallowed_methods, reason = "the command line is where the environment is read: no-color.org")]
fn no_color() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

/// Concludes; where the specification could not be `read`, says to people that the checks did not run. Tools see it by the
/// errors. Where there is no file at all, there is nothing that waits.
fn conclude_reading(read: bool, sink: Sink, files: &Files, shown: &Shown) -> Exit {
    let waits = !read && sink.findings().iter().any(|finding| finding.primary.is_some());
    let exit = conclude(sink, files, shown);
    if waits && shown.messages == Messages::Text && !shown.quiet {
        say("\nnote: the evidence was not checked: that waits until the errors above are mended");
    }
    exit
}

/// Whether the evidence of what was read could be checked: the checks read its language.
fn is_checked(briefing: Option<&briefing::Briefing>) -> bool {
    briefing.is_some_and(|briefing| briefing::locale::Locale::find(&briefing.spec.briefing.language.value).is_some())
}

/// A message: to standard error. Where nobody listens there is nobody to tell.
fn say(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{}", text.trim_end());
}

/// A result: to standard output. Where the reader has gone away (`briefing schema | head -1`) all is well; where it cannot
/// be written, that is said.
fn result(text: &str) -> Exit {
    let mut out = std::io::stdout().lock();
    match writeln!(out, "{}", text.trim_end()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            say(&format!("error: standard output cannot be written: {error}"));
            Exit::Files
        }
        _ => Exit::Done,
    }
}
