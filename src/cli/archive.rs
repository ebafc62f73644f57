//! `briefing archive`: the hashes of archived copies, filled in where they are absent and compared where they are not, and
//! where each quotation stands in them. The specification is changed byte by byte; a hash that is there is overwritten only
//! where the user names its source.

use super::archive_edits::beside;
use super::args::{Archive, Messages};
use super::{Exit, conclude, fix, result};
use briefing::archive::matching::Match;
use briefing::diag::{Diagnostic, Edit, Files, Fix, Sink, Span};
use briefing::evidence::archives::hexadecimal;
use briefing::evidence::files::{Folder, Kind};
use briefing::evidence::quotations::Outcome;
use briefing::spec::Text;
use briefing::{Briefing, Options};
use serde_json::json;

/// What became of one copy.
struct Row {
    id: String,
    file: String,
    sha256: String,
    state: &'static str,
}

/// Verifies all copies and quotations; fills in what is absent.
pub(super) fn run(archive: &Archive) -> Exit {
    let mut sink = Sink::default();
    let options = Options { archives: Some(&super::read_archive::CHILD), ..Options::default() };
    let mut loaded = briefing::load_with(&archive.spec, options, Files::default(), &mut sink);
    let folder = Folder::of_specification(&archive.spec);
    let (Some(briefing), Ok((folder, _))) = (&loaded.briefing, folder) else {
        return conclude(sink, &loaded.files, &archive.shown);
    };
    let mut kept = Sink::default();
    if let Some(unknown) = archive.replace.iter().find(|id| briefing.spec.sources.get(id).is_none()) {
        let known = briefing.spec.sources.iter().map(|(id, _)| id.value.as_str());
        kept.push(Diagnostic::error("unknown-source", format!("no source `{unknown}`")).suggest(unknown, known));
        return conclude(kept, &loaded.files, &archive.shown);
    }
    if let Some(finding) = too_late(archive, briefing) {
        kept.push(finding);
        return conclude(kept, &loaded.files, &archive.shown);
    }
    let (rows, edits) = copies(archive, briefing, &folder);
    for finding in sink.into_sorted() {
        // what is put right here need not be reported
        let settled = ["archive-mismatch", "unverified-archive"].contains(&finding.code)
            && finding.primary.as_ref().is_some_and(|label| edits.iter().any(|(span, _)| *span == label.span));
        if !settled {
            kept.push(finding);
        }
    }
    let edits: Vec<Edit> = edits.into_iter().map(|(_, edit)| edit).collect();
    if !edits.is_empty() {
        let fixes = edits.into_iter().map(|edit| Fix { title: "archive".to_owned(), edits: vec![edit] });
        let findings: Vec<Diagnostic> = fixes
            .map(|fix| Diagnostic { fix: Some(fix), ..Diagnostic::warning("unverified-archive", "written") })
            .collect();
        let written = fix::prepare(&archive.spec, &findings, &loaded.files)
            .and_then(|fixed| fixed.map_or(Ok(()), |fixed| fixed.write()));
        if let Err(finding) = written {
            kept.push(finding);
            return conclude(kept, &loaded.files, &archive.shown);
        }
        // what was filled in lets more be verified
        let again = briefing::load_with(&archive.spec, options, Files::default(), &mut Sink::default());
        loaded = if again.briefing.is_some() { again } else { loaded };
    }
    if let Some(briefing) = &loaded.briefing {
        quotations(briefing, &mut kept);
        let shown =
            if archive.shown.messages == Messages::Text { table(&rows, briefing) } else { lines(&rows, briefing) };
        if !shown.is_empty() && !archive.shown.quiet && result(&shown) == Exit::Files {
            return Exit::Files;
        }
    }
    conclude(kept, &loaded.files, &archive.shown)
}

/// The finding where the time of capture is one that no check lets pass: as there, a day is left to those west of Greenwich.
fn too_late(archive: &Archive, briefing: &Briefing) -> Option<Diagnostic> {
    let typed = archive.captured.as_ref()?;
    let day = typed.parse::<chrono::DateTime<chrono::Utc>>().ok()?.date_naive().pred_opt()?;
    let date = &briefing.spec.briefing.date;
    (day > date.value).then(|| {
        Diagnostic::error(
            "date-in-future",
            format!("`--captured {typed}` is after the date of the briefing, {}", date.value),
        )
        .help("nothing was written; give the time at which the copies were captured, or correct `date`")
    })
}

/// A file of a source, with its hash in the specification.
struct Copy<'a> {
    file: &'a Text,
    known: Option<&'a Text>,
    key: &'static str,
}

/// The state of each copy, and the changes of the specification, each with the place of the finding that it settles.
fn copies(archive: &Archive, briefing: &Briefing, folder: &Folder) -> (Vec<Row>, Vec<(Span, Edit)>) {
    let (mut rows, mut edits) = (Vec::new(), Vec::new());
    for (id, source) in briefing.spec.sources.iter() {
        let Some(record) = &source.archive else { continue };
        let copy = record.file.as_ref().map(|file| Copy { file, known: record.sha256.as_ref(), key: "sha256" });
        let text =
            record.text.as_ref().map(|file| Copy { file, known: record.text_sha256.as_ref(), key: "text_sha256" });
        // what cannot be read, loading has said
        let hash = |copy: &Copy<'_>| Some(hexadecimal(&folder.sha256(&copy.file.value, Kind::ARCHIVE, None).ok()?));
        let found = [copy, text].into_iter().flatten().filter_map(|copy| hash(&copy).map(|hash| (copy, hash)));
        let mut captured = archive.captured.as_ref().filter(|_| record.captured.is_none());
        for (copy, hash) in found {
            let (file, mut keys) = (copy.file, Vec::new());
            let state = match copy.known {
                Some(known) if known.value.eq_ignore_ascii_case(&hash) => "as archived",
                Some(known) if archive.replace.contains(&id.value) => {
                    edits.push((known.span, Edit { span: known.span, replacement: format!("\"{hash}\"") }));
                    "replaced"
                }
                Some(_) => "changed",
                None => {
                    keys.push((copy.key, format!("\"{hash}\"")));
                    "hash written"
                }
            };
            // of another file nobody knows when it was captured
            let time = captured.take().filter(|_| state != "changed");
            keys.extend(time.map(|time| ("captured", time.clone())));
            if !keys.is_empty() {
                let place = (file.span.start as usize, file.span.end as usize);
                let (at, replacement) = beside(&briefing.evidence.specification, place, &keys);
                edits.push((file.span, Edit { span: Span::new(file.span.file, at..at), replacement }));
            }
            rows.push(Row { id: id.value.clone(), file: file.value.clone(), sha256: hash, state });
        }
    }
    (rows, edits)
}

/// Reports quotations that do not stand in their copies, as `briefing check` does.
fn quotations(briefing: &Briefing, sink: &mut Sink) {
    let mut found = Sink::default();
    let composed = briefing::compose(briefing, &mut Sink::default());
    briefing::check(briefing, &composed, &mut found);
    for finding in found.into_sorted() {
        if briefing::check::OF_ARCHIVES.contains(&finding.code) {
            sink.push(finding);
        }
    }
}

fn place(found: &Match) -> String {
    match found.pages {
        Some((from, to)) if from == to => format!("page {from} of the file"),
        Some((from, to)) => format!("pages {from} to {to} of the file"),
        None => format!("paragraph {}", found.line),
    }
}

/// For people: a line a copy, a line a quotation.
fn table(rows: &[Row], briefing: &Briefing) -> String {
    let width = rows.iter().map(|row| row.id.chars().count()).max().unwrap_or(0);
    let mut lines: Vec<String> = rows
        .iter()
        .map(|row| format!("{:width$}  {:12}  {}  {}", row.id, row.state, row.sha256.get(..16).unwrap_or(""), row.file))
        .collect();
    for (id, checked) in &briefing.evidence.quotations {
        lines.push(match &checked.outcome {
            Outcome::Found(found) => {
                format!("quotation {id}: {}, {} ({})", checked.file, place(found), found.level.name())
            }
            Outcome::Missed { .. } => format!("quotation {id}: {}, not found", checked.file),
            Outcome::Unreadable(why, _) => format!("quotation {id}: {}, not verified: {why}", checked.file),
        });
    }
    lines.join("\n")
}

/// For tools: a JSON object a line.
fn lines(rows: &[Row], briefing: &Briefing) -> String {
    let copies = rows.iter().map(|row| {
        json!({ "archive": row.id, "file": row.file, "sha256": row.sha256, "state": row.state }).to_string()
    });
    let quotations = briefing
        .evidence
        .quotations
        .iter()
        .map(|(id, checked)| json!({ "quotation": id, "checked": checked }).to_string());
    copies.chain(quotations).collect::<Vec<_>>().join("\n")
}
