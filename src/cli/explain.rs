//! `briefing explain`: what a check finds, why that matters, and what to do.

use super::args::Explain;
use super::{Exit, result, say};
use briefing::check::{CHECKS, Check};
use briefing::diag::{Diagnostic, Files};
use std::fmt::Write;

/// Prints one check, all of them as Markdown, or their list.
pub(super) fn run(explain: &Explain) -> Exit {
    match &explain.name {
        None if explain.all => result(&page()),
        None => result(&list()),
        Some(name) => match CHECKS.iter().find(|check| check.name() == name) {
            Some(check) => result(&one(*check)),
            None => unknown(name),
        },
    }
}

/// One check, for a terminal.
fn one(check: &dyn Check) -> String {
    let documentation = check.documentation();
    format!(
        "{} ({})\n\n{}\n\nWhy it matters\n{}\n\nExample\n{}\n\nRemedy\n{}\n\nReferences\n{}",
        check.name(),
        level(check),
        documentation.finds,
        indented(documentation.why, "  "),
        indented(documentation.example, "  "),
        indented(documentation.remedy, "  "),
        indented(documentation.references, "  "),
    )
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
    let names = CHECKS.iter().map(|check| check.name());
    let finding = Diagnostic::error("unknown-check", format!("there is no check `{name}`"))
        .suggest(name, names)
        .help("`briefing explain` lists the checks; all other findings are in docs/specification.md");
    say(&super::report::render(&[finding], &[], &Files::default(), super::report::Style::Plain));
    Exit::Usage
}
