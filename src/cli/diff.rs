//! `briefing diff`: what changed from one briefing to another.

use super::args::{Diff, DiffFormat};
use super::editions::{self, Wanted};
use super::report::{escaped, visible};
use super::{Exit, conclude, result};
use briefing::diag::{Diagnostic, Files, Severity, Sink};
use briefing::diff::{Changes, DataChange, Kind, RecordChange, TextChange};
use briefing::doc::Document;
use briefing::evidence::files::same_file;
use briefing::{Briefing, Options};
use std::path::Path;

/// Loads and composes both, and prints what changed. Warnings are the business of `briefing check`.
pub(super) fn run(diff: &Diff) -> Exit {
    let (mut files, mut sink) = (Files::default(), Sink::default());
    let old = side(diff, &diff.old, &diff.set_old, &mut files, &mut sink);
    let new = side(diff, &diff.new, &diff.set_new, &mut files, &mut sink);
    let (Some(old), Some(new)) = (old, new) else {
        let mut errors = Sink::default();
        sink.into_sorted().into_iter().filter(|f| f.severity == Severity::Error).for_each(|f| errors.push(f));
        if !errors.has_errors() {
            errors.push(Diagnostic::internal("the two were not compared, and nothing wrong was found"));
        }
        return conclude(errors, &files, &diff.shown());
    };
    let changes = briefing::diff((&old.0, &old.1), (&new.0, &new.1));
    if same_file(&diff.old, &diff.new) && diff.set_old == diff.set_new && diff.format == DiffFormat::Text {
        let name = visible(&diff.old.display().to_string());
        return result(&format!(
            "nothing changed: both are `{name}`; name two folders, or tell two months apart by `--set-old` and `--set-new`"
        ));
    }
    match diff.format {
        // plain values cannot fail to be written
        DiffFormat::Json => result(&escaped_lines(&serde_json::to_string_pretty(&changes).unwrap_or_default())),
        DiffFormat::Text => result(&text(&changes)),
    }
}

/// One of the two; none where it has errors.
fn side(
    diff: &Diff,
    path: &Path,
    set: &[(String, String)],
    files: &mut Files,
    sink: &mut Sink,
) -> Option<(Briefing, Document)> {
    let edition = editions::chosen(path, diff.lang.as_deref(), Wanted::Main).into_iter().next();
    let language = edition.and_then(|edition| edition.language);
    let mut found = Sink::default();
    let options = Options { set, ..diff.added.options(language.as_deref()) };
    let loaded = briefing::load_with(path, options, std::mem::take(files), &mut found);
    *files = loaded.files;
    let composed = loaded.briefing.map(|briefing| {
        let document = briefing::compose(&briefing, &mut found);
        (briefing, document)
    });
    let composed = composed.filter(|_| !found.has_errors());
    sink.append(found);
    composed
}

/// Line ends stay; other control characters and invisible ones are written as escapes.
fn escaped_lines(json: &str) -> String {
    json.lines().map(escaped).collect::<Vec<_>>().join("\n")
}

fn text(changes: &Changes) -> String {
    if changes.is_empty() {
        return "nothing changed".to_owned();
    }
    let mut lines = Vec::new();
    for (title, records) in
        [("figures", &changes.figures), ("quotations", &changes.quotations), ("sources", &changes.sources)]
    {
        if !records.is_empty() {
            lines.push(title.to_owned());
            records.iter().for_each(|change| record(change, &mut lines));
        }
    }
    if !changes.data.is_empty() {
        lines.push("data".to_owned());
        changes.data.iter().for_each(|change| data(change, &mut lines));
    }
    if !changes.text.is_empty() {
        lines.push("text".to_owned());
        passages(&changes.text, &mut lines);
    }
    lines.join("\n")
}

fn record(change: &RecordChange, lines: &mut Vec<String>) {
    lines.push(format!("  {} {}", visible(&change.id), word(change.kind)));
    for field in &change.fields {
        let (old, new) = (field.old.as_deref().map(visible), field.new.as_deref().map(visible));
        let by = field.difference.as_deref().map(signed);
        let values = match (old, new) {
            (Some(old), Some(new)) => format!("{old} → {new}{}", by.unwrap_or_default()),
            (Some(old), None) if change.kind == Kind::Changed => format!("{old} → nothing"),
            (None, Some(new)) if change.kind == Kind::Changed => format!("nothing → {new}"),
            (old, new) => old.or(new).unwrap_or_default(),
        };
        lines.push(format!("    {}: {values}", field.field));
    }
}

/// So many rows of a table are told; JSON has all.
const ROWS: usize = 40;

fn data(change: &DataChange, lines: &mut Vec<String>) {
    lines.push(format!("  {} {}", visible(&change.id), word(change.kind)));
    let columns = [(&change.added_columns, Kind::Added), (&change.removed_columns, Kind::Removed)];
    for (names, kind) in columns {
        lines.extend(names.iter().map(|name| format!("    column {} {}", visible(name), word(kind))));
    }
    for row in change.rows.iter().take(ROWS) {
        let name = visible(&row.row);
        if row.kind != Kind::Changed {
            lines.push(format!("    {name} {}", word(row.kind)));
        }
        for cell in &row.cells {
            let by = cell.difference.as_deref().map(signed).unwrap_or_default();
            let side = |text: &str| if text.is_empty() { "nothing".to_owned() } else { visible(text) };
            let (column, old, new) = (visible(&cell.column), side(&cell.old), side(&cell.new));
            lines.push(format!("    {name} {column}: {old} → {new}{by}"));
        }
    }
    let further = change.rows.len().saturating_sub(ROWS);
    if further > 0 {
        lines.push(format!("    and {further} further rows: `--format json` has all"));
    }
}

/// A difference with its sign, in brackets.
fn signed(by: &str) -> String {
    if by.starts_with('-') { format!(" ({by})") } else { format!(" (+{by})") }
}

fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Added => "added",
        Kind::Removed => "removed",
        Kind::Changed => "changed",
    }
}

fn passages(changes: &[TextChange], lines: &mut Vec<String>) {
    let mut below: Option<&str> = None;
    for change in changes {
        if below != Some(change.below.as_str()) {
            let place = if change.below.is_empty() { "at the beginning".to_owned() } else { visible(&change.below) };
            lines.push(format!("  {place}"));
            below = Some(&change.below);
        }
        lines.extend(change.old.iter().map(|old| format!("    - {}", visible(old))));
        lines.extend(change.new.iter().map(|new| format!("    + {}", visible(new))));
    }
}
