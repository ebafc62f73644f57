//! `briefing explain`: what a check, or another finding, means, why that matters, and what to do.

use super::args::Explain;
use super::explain_findings::{self, Explained};
use super::{Exit, result, say};
use briefing::check::{CHECKS, Check, Documentation};
use briefing::diag::{Diagnostic, Files};
use std::fmt::Write;

/// Prints one check, all of them as Markdown, or their list.
pub(super) fn run(explain: &Explain) -> Exit {
    match &explain.name {
        None if explain.all => result(&page()),
        None => result(&list()),
        Some(name) => match CHECKS.iter().find(|check| check.name() == name) {
            Some(check) => result(&one(*check)),
            None => match explain_findings::all().into_iter().find(|finding| finding.code == *name) {
                Some(finding) => result(&of_finding(&finding)),
                None => unknown(name),
            },
        },
    }
}

/// One check, for a terminal.
fn one(check: &dyn Check) -> String {
    let Documentation { finds, why, example, remedy, references } = check.documentation();
    parts(&format!("{} ({})", check.name(), level(check)), finds, [why, example, remedy, references])
}

/// A finding that is no check, for a terminal.
fn of_finding(finding: &Explained) -> String {
    let Explained { code, about, finds, why, example, remedy, references } = finding;
    parts(&format!("{code} (about {about})"), finds, [why, example, remedy, references])
}

/// The fixed parts: what it finds, why that matters, an example, the remedy, the references.
fn parts(head: &str, finds: &str, [why, example, remedy, references]: [&str; 4]) -> String {
    let titled = [("Why it matters", why), ("Example", example), ("Remedy", remedy), ("References", references)];
    let rest = titled.map(|(title, text)| format!("{title}\n{}", indented(text, "  ")));
    format!("{head}\n\n{finds}\n\n{}", rest.join("\n\n"))
}

/// How grave its findings are, and whether it has to be asked for.
fn level(check: &dyn Check) -> String {
    let severity = check.severity();
    if check.on() { severity.to_string() } else { format!("{severity}, where `[checks]` asks for it") }
}

/// Each line that is not empty, moved in.
fn indented(text: &str, by: &str) -> String {
    let line = |line: &str| if line.is_empty() { String::new() } else { format!("{by}{line}") };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// All checks, one line each.
fn list() -> String {
    let longest = CHECKS.iter().map(|check| check.name().len()).max().unwrap_or(0);
    let line = |check: &&dyn Check| {
        format!("{:longest$}  {:7}  {}", check.name(), check.severity().to_string(), check.documentation().summary())
    };
    CHECKS.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// All checks in full: `docs/checks.md`.
fn page() -> String {
    let mut page = String::from(
        "# Checks\n\nWhat the program asks of the evidence before a page is made. This page is printed by `briefing explain --all`; \
         all other\nfindings are listed in [the format](specification.md#findings).\n",
    );
    for check in CHECKS {
        let documentation = check.documentation();
        // Writing to a string does not fail.
        let _ = write!(
            page,
            "\n## `{}`\n\nSeverity: {}. {}\n\n**Why it matters.** {}\n\n**Example.**\n\n```toml fragment\n{}\n```\n\n**Remedy.** {}\n\n**References.** {}\n",
            check.name(),
            level(*check),
            documentation.finds,
            documentation.why,
            documentation.example,
            documentation.remedy,
            documentation.references,
        );
    }
    page
}

fn unknown(name: &str) -> Exit {
    let others = explain_findings::all();
    let names = CHECKS.iter().map(|check| check.name()).chain(others.iter().map(|finding| finding.code.as_str()));
    let finding = Diagnostic::error("unknown-check", format!("there is no check `{name}`"))
        .suggest(name, names)
        .help("`briefing explain` lists the checks; all other findings are in docs/specification.md");
    say(&super::report::render(&[finding], &[], &Files::default(), super::report::Style::Plain));
    Exit::Usage
}
