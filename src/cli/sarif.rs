//! Findings as a log of SARIF 2.1.0 (OASIS, <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>).
//!
//! All checks are declared as rules, also those that found nothing, so that a tool can tell "found nothing" from "did not
//! run". What `[[allow]]` lets stand is a result with a suppression.

use super::report::escaped;
use briefing::check::{CHECKS, Check};
use briefing::diag::{Allowed, Diagnostic, Edit, Files, Fix, Label, Severity, Span};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// The log of one run.
pub(super) fn log(findings: &[Diagnostic], allowed: &[Allowed], files: &Files) -> String {
    let (rules, places) = rules(findings);
    let found = findings.iter().map(|finding| result(finding, &places, files));
    let also = allowed.iter().map(|allowed| {
        let mut result = result(&allowed.finding, &places, files);
        if let Some(object) = result.as_object_mut() {
            let suppression = json!([{ "kind": "inSource", "justification": allowed.reason }]);
            object.insert("suppressions".to_owned(), suppression);
        }
        result
    });
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "briefing", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": found.chain(also).collect::<Vec<Value>>(),
        }],
    });
    // Maps with string keys and plain values cannot fail to be written.
    let text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.lines().map(escaped).collect::<Vec<_>>().join("\n")
}

/// The checks, then the codes of other findings; and the place of each in the list.
fn rules(findings: &[Diagnostic]) -> (Vec<Value>, BTreeMap<&'static str, usize>) {
    let mut rules: Vec<Value> = CHECKS.iter().map(|check| rule(*check)).collect();
    let mut places: BTreeMap<&'static str, usize> =
        CHECKS.iter().enumerate().map(|(index, check)| (check.name(), index)).collect();
    for finding in findings {
        places.entry(finding.code).or_insert_with(|| {
            rules.push(json!({ "id": finding.code }));
            rules.len() - 1
        });
    }
    (rules, places)
}

fn rule(check: &dyn Check) -> Value {
    let about = check.documentation();
    json!({
        "id": check.name(),
        "shortDescription": { "text": about.summary() },
        "fullDescription": { "text": format!("{} {}", about.finds, about.why) },
        "help": { "text": format!("{}\n\n{}", about.remedy, about.references) },
        "defaultConfiguration": { "level": level(check.severity()), "enabled": check.on() },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn result(finding: &Diagnostic, rules: &BTreeMap<&'static str, usize>, files: &Files) -> Value {
    let hints = finding.help.iter().map(|help| format!("\nhelp: {help}"));
    let text = std::iter::once(finding.message.clone()).chain(hints).collect::<String>();
    let mut result = json!({ "ruleId": finding.code, "level": level(finding.severity), "message": { "text": text } });
    let Some(object) = result.as_object_mut() else { return result };
    if let Some(index) = rules.get(finding.code) {
        object.insert("ruleIndex".to_owned(), json!(index));
    }
    if let Some(place) = finding.primary.as_ref().and_then(|label| location(label, files)) {
        object.insert("locations".to_owned(), json!([place]));
    }
    let related: Vec<Value> = finding.labels.iter().filter_map(|label| location(label, files)).collect();
    if !related.is_empty() {
        object.insert("relatedLocations".to_owned(), json!(related));
    }
    if let Some(fix) = finding.fix.as_ref() {
        object.insert("fixes".to_owned(), json!([change(fix, files)]));
    }
    result
}

fn location(label: &Label, files: &Files) -> Option<Value> {
    let mut place = json!({ "physicalLocation": physical(label.span, files)? });
    if let (false, Some(object)) = (label.text.is_empty(), place.as_object_mut()) {
        object.insert("message".to_owned(), json!({ "text": label.text }));
    }
    Some(place)
}

fn physical(span: Span, files: &Files) -> Option<Value> {
    let file = files.get(span.file)?;
    let range = span.range();
    let (start, end) = (file.position(range.start), file.position(range.end));
    let region = json!({
        "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column,
        "byteOffset": range.start, "byteLength": range.len(),
    });
    Some(json!({ "artifactLocation": { "uri": uri(&file.name) }, "region": region }))
}

fn change(fix: &Fix, files: &Files) -> Value {
    let replacement = |edit: &Edit| {
        let range = edit.span.range();
        let deleted = json!({ "byteOffset": range.start, "byteLength": range.len() });
        json!({ "deletedRegion": deleted, "insertedContent": { "text": edit.replacement } })
    };
    let changes = fix.edits.iter().filter_map(|edit| {
        let file = files.get(edit.span.file)?;
        Some(json!({ "artifactLocation": { "uri": uri(&file.name) }, "replacements": [replacement(edit)] }))
    });
    json!({ "description": { "text": fix.title }, "artifactChanges": changes.collect::<Vec<Value>>() })
}

/// A path as a reference of RFC 3986: whatever is not a plain character is written as its bytes. The first part of a
/// relative path must not look like a scheme.
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let mut uri = if path.starts_with('/') { "file://".to_owned() } else { String::new() };
    for byte in path.bytes() {
        match plain(byte) {
            true => uri.push(char::from(byte)),
            false => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_references() {
        assert_eq!(uri("a b/ü:1.toml"), "a%20b/%C3%BC%3A1.toml");
        assert_eq!(uri("/tmp/x.toml"), "file:///tmp/x.toml");
    }

    #[test]
    fn a_finding_has_its_rule_its_place_and_its_change() {
        let mut files = Files::default();
        let file = files.add("b.toml", "spec = 1\nurl = \"x\"\n");
        let span = Span::new(file, 15..18);
        let finding =
            Diagnostic::warning(CHECKS[0].name(), "m").at(span, "here").help("h").fix("take it out", span, "");
        let other = Diagnostic::error("unknown-key", "k");
        let allowed = Allowed { finding: finding.clone(), reason: "why".to_owned() };
        let log: Value = serde_json::from_str(&log(&[finding, other], &[allowed], &files)).unwrap();
        let run = &log["runs"][0];
        assert_eq!(run["tool"]["driver"]["rules"].as_array().unwrap().len(), CHECKS.len() + 1);
        let results = run["results"].as_array().unwrap();
        assert_eq!(results[0]["message"]["text"], "m\nhelp: h");
        assert_eq!(results[0]["locations"][0]["physicalLocation"]["region"]["startLine"], 2);
        assert_eq!(results[0]["locations"][0]["physicalLocation"]["region"]["endColumn"], 10);
        assert_eq!(results[0]["fixes"][0]["artifactChanges"][0]["replacements"][0]["deletedRegion"]["byteLength"], 3);
        assert_eq!(results[1]["ruleIndex"], CHECKS.len());
        assert_eq!(results[2]["suppressions"][0]["justification"], "why");
    }
}
