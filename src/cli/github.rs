//! Findings as annotations of GitHub Actions: `::error file=…,line=…::message`, one a line.
//!
//! The escapes are those of the runner (`actions/toolkit`, `packages/core/src/command.ts`): `%`, carriage return and line
//! feed in the message; in properties `:` and `,` too.

use super::report::visible;
use briefing::diag::{Diagnostic, Files, Severity};

/// The annotation of a finding; a notice where it has a `reason` to stay.
pub(super) fn line(finding: &Diagnostic, reason: Option<&str>, files: &Files) -> String {
    let command = match (reason, finding.severity) {
        (Some(_), _) => "notice",
        (None, Severity::Error) => "error",
        (None, Severity::Warning) => "warning",
    };
    let mut properties = place(finding, files);
    properties.push(format!("title={}", property(finding.code)));
    let hints = finding.help.iter().filter(|_| reason.is_none()).map(|help| format!("help: {}", visible(help)));
    let reason = reason.map(|reason| format!("allowed: {}", visible(reason)));
    let text: Vec<String> = std::iter::once(visible(&finding.message)).chain(hints).chain(reason).collect();
    format!("::{command} {}::{}", properties.join(","), data(&text.join("\n")))
}

/// Where it stands. Columns are only given within one line: with several, GitHub refuses them.
fn place(finding: &Diagnostic, files: &Files) -> Vec<String> {
    let Some((label, file)) = finding.primary.as_ref().and_then(|label| Some((label, files.get(label.span.file)?)))
    else {
        return Vec::new();
    };
    let range = label.span.range();
    let (start, end) = (file.position(range.start), file.position(range.end));
    let mut properties =
        vec![format!("file={}", property(&file.name)), format!("line={}", start.line), format!("endLine={}", end.line)];
    if start.line == end.line {
        properties.push(format!("col={}", start.column));
        properties.push(format!("endColumn={}", end.column));
    }
    properties
}

/// The text of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(&visible(text)).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use briefing::diag::Span;

    #[test]
    fn what_would_end_a_property_or_a_line_is_escaped() {
        let mut files = Files::default();
        let file = files.add("a,b:c.toml", "spec = 1\nx = \"100%\"\n");
        let finding = Diagnostic::error("x-y", "100 % is: wrong,\nor so").at(Span::new(file, 13..19), "").help("see");
        assert_eq!(
            line(&finding, None, &files),
            "::error file=a%2Cb%3Ac.toml,line=2,endLine=2,col=5,endColumn=11,title=x-y::100 %25 is: wrong,\u{fffd}or so%0Ahelp: see"
        );
        assert_eq!(line(&Diagnostic::warning("x", "y"), None, &files), "::warning title=x::y");
        assert_eq!(
            line(&Diagnostic::warning("x", "y").help("z"), Some("it is so"), &files),
            "::notice title=x::y%0Aallowed: it is so"
        );
    }

    #[test]
    fn several_lines_have_no_columns() {
        let mut files = Files::default();
        let file = files.add("a.toml", "one\ntwo\n");
        let shown = line(&Diagnostic::error("x", "y").at(Span::new(file, 1..6), ""), None, &files);
        assert_eq!(shown, "::error file=a.toml,line=1,endLine=2,title=x::y");
    }
}
