//! `briefing verify`: a finished PDF, read back in a process of its own and held against its ledger.

use super::child::{self, Silence};
use super::{Exit, result, say};
use briefing::diag::{Diagnostic, Files, Severity, Sink};
use briefing::ledger::model::Ledger;
use briefing::verify::{Reading, Refused, Report, State, Statement, against, differences, examine};
use briefing::{Options, ledger};
use clap::{Args, ValueEnum};
use serde_json::json;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The largest file that is read.
const LARGEST: u64 = 1 << 30;

/// `briefing verify`.
#[derive(Debug, Args)]
#[command(after_help = "Example: briefing verify out/iran.pdf --spec briefings/iran-executions\n\n\
    Exit code 0 where no statement fails, 1 where one does. docs/ledger.md says what each vouches for.")]
pub struct Verify {
    /// The PDF
    pub file: PathBuf,
    /// The specification that the ledger is held against as well: its folder, or the file itself
    #[arg(long, value_name = "SPEC")]
    pub spec: Option<PathBuf>,
    /// How the statements are written
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = VerifyFormat::Text)]
    pub format: VerifyFormat,
    /// Says only what fails
    #[arg(short, long)]
    pub quiet: bool,
}

/// How statements are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum VerifyFormat {
    /// For people
    Text,
    /// One JSON object
    Json,
}

/// Verifies.
pub(super) fn run(asked: &Verify) -> Exit {
    let bytes = match bytes(&asked.file) {
        Ok(bytes) => bytes,
        Err(finding) => return refuse(finding),
    };
    let mut report = examine(&read_apart(&bytes));
    if let (Some(path), Some(ledger)) = (&asked.spec, report.ledger.clone()) {
        match specification(path, &ledger) {
            Ok(statement) => report.push(statement),
            Err(exit) => return exit,
        }
    }
    let text = match asked.format {
        VerifyFormat::Text => text(asked, &report),
        VerifyFormat::Json => as_json(asked, &report, &bytes),
    };
    let written = if text.is_empty() { Exit::Done } else { result(&text) };
    match (written, report.holds) {
        (Exit::Done, true) => Exit::Done,
        (Exit::Done, false) => Exit::Findings,
        (other, _) => other,
    }
}

/// The bytes of the file.
#[expect(clippy::disallowed_methods, reason = "the command line reads the PDF that it is asked about")]
fn bytes(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    let shown = path.display();
    let unreadable = |error: std::io::Error| {
        let (code, message) = match error.kind() {
            std::io::ErrorKind::NotFound => ("missing-file", format!("there is no file `{shown}`")),
            _ => ("unreadable-file", format!("`{shown}` cannot be read: {error}")),
        };
        Diagnostic::error(code, message).help("name a PDF that `briefing build` wrote")
    };
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let about = file.metadata().map_err(unreadable)?;
    if !about.is_file() {
        let finding = Diagnostic::error("not-a-file", format!("`{shown}` is no file"));
        return Err(finding.help("name a PDF that `briefing build` wrote"));
    }
    if about.len() > LARGEST {
        let finding = Diagnostic::error("unreadable-file", format!("`{shown}` is larger than 1 GiB"));
        return Err(finding.help("the program writes no such files"));
    }
    let mut bytes = Vec::new();
    file.take(LARGEST).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

fn refuse(finding: Diagnostic) -> Exit {
    say(&super::report::render(&[finding], &[], &Files::default(), super::report::Style::Plain));
    Exit::Files
}

/// What a child reads of the file.
fn read_apart(bytes: &[u8]) -> Result<Reading, Refused> {
    let answer = child::ask(&["read-pdf".to_owned()], bytes).map_err(|silence| match silence {
        Silence::NotStarted => Refused::NoAnswer,
        Silence::Ended => Refused::TooCostly,
    })?;
    serde_json::from_slice(&answer).map_err(|_| Refused::NoAnswer)?
}

/// The child: reads a PDF from standard input, prints what is compared of it as JSON.
pub(super) fn read() -> Exit {
    if child::limit().is_err() {
        return Exit::Internal;
    }
    let mut bytes = Vec::new();
    if std::io::stdin().lock().read_to_end(&mut bytes).is_err() {
        return Exit::Files;
    }
    match serde_json::to_string(&briefing::verify::read(&bytes)) {
        Ok(answer) => result(&answer),
        Err(_) => Exit::Internal,
    }
}

/// The ledger against a specification on disk, in the same edition and with the same parameters.
fn specification(path: &Path, ledger: &Ledger) -> Result<Statement, Exit> {
    let set: Vec<(String, String)> = ledger.specification.parameters.clone().into_iter().collect();
    let options = Options { language: Some(&ledger.document.edition), set: &set, ..Options::default() };
    let mut sink = Sink::default();
    let loaded = briefing::load_with(path, Options { archives: Some(&Unread), ..options }, Files::default(), &mut sink);
    let Some(briefing) = &loaded.briefing else {
        let found = sink.into_sorted();
        let errors: Vec<_> = found.into_iter().filter(|finding| finding.severity == Severity::Error).collect();
        say(&super::report::render(&errors, &[], &loaded.files, super::report::Style::Plain));
        return Err(super::exit(&errors));
    };
    let mut found = differences(ledger, &briefing.spec);
    if ledger::sha256(briefing.evidence.given_away().as_bytes()) != ledger.specification.sha256 && found.is_empty() {
        found.push(
            "its text has changed, though none of the figures, quotations and sources of the ledger has".to_owned(),
        );
    }
    Ok(against(found, &format!("`{}`", path.display())))
}

/// Reads no archived copies: here only records are compared.
#[derive(Debug)]
struct Unread;

impl briefing::archive::Reader for Unread {
    fn read(
        &self,
        _: &[u8],
        _: &briefing::archive::Hint,
    ) -> Result<briefing::archive::Text, briefing::archive::Unreadable> {
        Err(briefing::archive::Unreadable::UnknownKind)
    }
}

/// The statements for people.
fn text(asked: &Verify, report: &Report) -> String {
    let mut lines = Vec::new();
    for statement in &report.statements {
        if asked.quiet && statement.state != State::Fails {
            continue;
        }
        let state = match statement.state {
            State::Holds => "holds",
            State::Fails => "FAILS",
            State::Unknown => "cannot say",
        };
        lines.push(format!("{state:<10}  {}", statement.says));
        lines.extend(statement.details.iter().map(|detail| format!("{:12}- {detail}", "")));
        lines.extend(statement.help.iter().map(|help| format!("{:12}help: {help}", "")));
    }
    if !asked.quiet {
        let name = asked.file.display();
        lines.push(match report.holds {
            true => format!("`{name}` is as its evidence ledger has it"),
            false => format!("`{name}` is NOT as it was built, or cannot be verified"),
        });
    }
    lines.join("\n")
}

fn as_json(asked: &Verify, report: &Report, bytes: &[u8]) -> String {
    let value = json!({
        "file": asked.file.display().to_string(),
        "sha256": ledger::sha256(bytes),
        "holds": report.holds,
        "statements": report.statements,
    });
    format!("{value:#}")
}
