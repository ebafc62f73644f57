//! `briefing import`: a library of Zotero or of another manager of references to records of a specification.

use super::args::{Messages, Shown};
use super::{Exit, conclude, result, say};
use briefing::diag::{Diagnostic, Files, Sink};
use briefing::evidence::files::{Folder, Kind, write_atomically};
use briefing::import::{self, Existing, Form, Record};
use clap::Args;
use std::path::{Path, PathBuf};

/// `briefing import`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  briefing import library.json > sources.toml\n  \
    briefing import library.bib --into briefings/iran-executions")]
pub struct Import {
    /// The library: CSL-JSON (`.json`) or BibLaTeX (`.bib`)
    pub file: PathBuf,
    /// The specification whose end the records are added to; what is there stays as it is [default: the records are
    /// printed]
    #[arg(long, value_name = "SPEC")]
    pub into: Option<PathBuf>,
    /// Sources that the specification has already take the values of the library; `--replace=ID` for one of them
    #[arg(long, value_name = "ID", num_args = 0..=1, require_equals = true, default_missing_value = "", requires = "into")]
    pub replace: Vec<String>,
    #[command(flatten)]
    pub shown: Shown,
}

/// Reads the library; prints its records, or puts them into the specification.
pub(super) fn run(asked: &Import) -> Exit {
    let mut sink = Sink::default();
    let mut files = Files::default();
    let Some(library) = read(asked, &mut files, &mut sink) else {
        return conclude(sink, &files, &asked.shown);
    };
    let broken = library.broken;
    let said = match &asked.into {
        None => {
            let text: Vec<String> = library.records.iter().map(Record::toml).collect();
            if !text.is_empty() && result(&text.join("\n")) == Exit::Files {
                return Exit::Files;
            }
            format!("{} read", counted(library.records.len()))
        }
        Some(spec) => match put(spec, &library.records, asked, &mut files, &mut sink) {
            Ok(said) => said,
            Err(finding) => {
                sink.push(finding);
                return conclude(sink, &files, &asked.shown);
            }
        },
    };
    let exit = conclude(sink, &files, &asked.shown);
    if !asked.shown.quiet && asked.shown.messages == Messages::Text {
        let broken = if broken > 0 { format!(", {broken} not imported") } else { String::new() };
        say(&format!("{said}{broken}"));
    }
    exit
}

fn counted(sources: usize) -> String {
    if sources == 1 { "1 source".to_owned() } else { format!("{sources} sources") }
}

fn read(asked: &Import, files: &mut Files, sink: &mut Sink) -> Option<import::Library> {
    let shown = asked.file.display().to_string();
    let opened = Folder::of_specification(&asked.file);
    let text = match opened.and_then(|(folder, name)| folder.read_text(&name, Kind::LIBRARY, None)) {
        Ok(text) => text,
        // a folder was named, or nothing: what else lies there helps nobody
        Err(finding) if finding.code == "missing-file" => {
            let finding = Diagnostic::error("missing-file", format!("`{shown}` is no file"));
            sink.push(finding.help("name a library that was exported as “CSL JSON” (`.json`) or “BibLaTeX” (`.bib`)"));
            return None;
        }
        Err(finding) => {
            sink.push(finding);
            return None;
        }
    };
    let Some(form) = Form::of(&shown, &text) else {
        let message = format!("`{shown}` is neither CSL-JSON nor BibLaTeX");
        sink.push(Diagnostic::error("not-a-library", message).help("export the library as “CSL JSON” or “BibLaTeX”"));
        return None;
    };
    let file = files.add(shown.clone(), &text);
    let library = import::read(form, file, &text, sink);
    if library.records.is_empty() && library.broken == 0 && !sink.has_errors() {
        sink.push(Diagnostic::warning("not-a-library", format!("`{shown}` holds no entry")));
    }
    Some(library)
}

/// Puts the records into the specification; says what was done.
fn put(
    spec: &Path,
    records: &[Record],
    asked: &Import,
    files: &mut Files,
    sink: &mut Sink,
) -> Result<String, Diagnostic> {
    let (folder, name) = Folder::of_specification(spec)?;
    let bytes = folder.read(&name, Kind::SPECIFICATION, None).map_err(|finding| match finding.code {
        "missing-file" => {
            let message = format!("there is no specification at `{}`; nothing was written", spec.display());
            Diagnostic::error("missing-file", message).help("name a folder that holds `briefing.toml`, or the file")
        }
        _ => finding,
    })?;
    let text = folder.read_text(&name, Kind::SPECIFICATION, None)?;
    // a byte order mark stays
    let mark = bytes.len() - text.len().min(bytes.len());
    let path = folder.shown(&name);
    let file = files.add(path.clone(), &text);
    let existing = match asked.replace.as_slice() {
        [] => Existing::Kept,
        ids if ids.iter().any(String::is_empty) => Existing::Replaced,
        ids => Existing::ReplacedOf(ids.to_vec()),
    };
    if let Existing::ReplacedOf(ids) = &existing
        && let Some(unknown) = ids.iter().find(|id| records.iter().all(|record| record.id != **id))
    {
        let known = records.iter().map(|record| record.id.as_str());
        let message = format!("the library has no source `{unknown}`; nothing was written");
        return Err(Diagnostic::error("unknown-source", message).suggest(unknown, known));
    }
    let merged = import::merge(file, &text, records, &existing, sink)?;
    if merged.text != text {
        let target = if name == briefing::evidence::files::SPECIFICATION && !spec.ends_with(&name) {
            spec.join(&name)
        } else {
            spec.to_owned()
        };
        let whole = [bytes.get(..mark).unwrap_or(&[]), merged.text.as_bytes()].concat();
        write_atomically(&target, &whole)?;
    }
    let replaced = if merged.replaced > 0 { format!(", {} given new values", merged.replaced) } else { String::new() };
    Ok(format!("{path}: {} added{replaced}", counted(merged.added)))
}
