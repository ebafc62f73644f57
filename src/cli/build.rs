//! `briefing build`: checks, then writes the PDF, the Word file, the HTML file, or several of them.

use super::args::{Build, Messages};
use super::editions::{self, Edition, Wanted};
use super::output_name::{LANGUAGE, OUTPUT_FOLDER, output, unknown_ending};
use super::timings::Timings;
use super::{Exit, conclude, conclude_reading, result, say};
use briefing::diag::{Diagnostic, Files, Severity, Sink};
use briefing::evidence::files::{SPECIFICATION, ensure_folder, same_file, write_atomically};
use briefing::page::Pages;
use briefing::{Briefing, Format, Loaded, Options};
use std::path::{Path, PathBuf};

/// Builds; with errors in any edition nothing is written.
pub(super) fn run(build: &Build) -> Exit {
    let mut sink = Sink::default();
    let mut files = Files::default();
    let mut timings = Timings::start();
    let chosen = editions::chosen(&build.spec, build.lang.as_deref(), Wanted::Main);
    let mut made = Some(Vec::new());
    let mut read = true;
    let shown = build.told.shown();
    let formats = match formats(build).and_then(|formats| same_output(build, &chosen).map_or(Ok(formats), Err)) {
        Ok(formats) => formats,
        Err(finding) => {
            sink.push(finding);
            return conclude(sink, &files, &shown);
        }
    };
    for edition in &chosen {
        let mut found = Sink::default();
        let mut loaded =
            briefing::load_with(&build.spec, build.added.options(edition.language.as_deref()), files, &mut found);
        timings.end("load");
        let before = before(build, edition, &mut loaded.files, &mut found);
        read &= super::is_checked(loaded.briefing.as_ref());
        let written = bytes(&loaded, &formats, before.as_ref(), &mut found, &mut timings);
        made = made.zip(written).map(|(mut made, written)| {
            for (format, bytes) in written {
                match output(build, edition, &loaded, format, formats.len() > 1) {
                    Ok(path) => made.push((path, bytes)),
                    Err(finding) => found.push(finding),
                }
            }
            made
        });
        files = loaded.files;
        sink.append(found);
    }
    let denied = build.deny.is_some() && !sink.is_empty();
    let written = made.filter(|_| !denied && !sink.has_errors()).and_then(|made| {
        let written: Option<Vec<_>> =
            made.into_iter().map(|(path, bytes)| write(build, path, &bytes, &mut sink)).collect();
        timings.end("save");
        written
    });
    // without a file and without a finding that says why, the fault is ours
    if written.is_none() && !denied && !sink.has_errors() {
        sink.push(Diagnostic::internal("nothing was written, and nothing wrong was found"));
    }
    let exit = conclude_reading(read, sink, &files, &shown.denying(build.deny));
    if build.timings {
        say(&timings.lines());
    }
    match written {
        Some(lines) if exit == Exit::Done => {
            if shown.quiet {
                Exit::Done
            } else {
                result(&lines.join("\n"))
            }
        }
        None if exit == Exit::Done && denied => stopped(shown.messages),
        _ => exit,
    }
}

/// Warnings that count as errors.
fn stopped(messages: Messages) -> Exit {
    if messages == Messages::Text {
        say("error: nothing was written: by `--deny warnings` the warnings count as errors");
    }
    Exit::Findings
}

/// Several editions cannot be written into one file.
fn same_output(build: &Build, chosen: &[Edition]) -> Option<Diagnostic> {
    let output = build.output.as_ref().filter(|_| chosen.len() > 1)?;
    let named = output.to_string_lossy().contains(LANGUAGE);
    let message = format!("`{}` would be written {} times, once for each edition", output.display(), chosen.len());
    (!named).then(|| {
        Diagnostic::error("same-output", message).help("write `{lang}` in its name: `--output 'NAME-{lang}.pdf'`")
    })
}

/// As what the document is written: as it was asked for, or as the name of the output ends.
fn formats(build: &Build) -> Result<Vec<Format>, Diagnostic> {
    let named = build.output.as_deref().and_then(Format::of_name);
    // that the specification is not written over is said when it is tried
    let output = build.output.as_deref().filter(|output| !is_specification(output, &build.spec));
    if let Some(finding) = output.and_then(|output| unknown_ending(output, &Format::ALL.map(Format::extension))) {
        return Err(finding);
    }
    let mut formats: Vec<Format> = build.format.iter().map(|format| format.format()).collect();
    formats.sort_unstable();
    formats.dedup();
    match (formats.as_slice(), named, &build.output) {
        ([], named, _) => Ok(vec![named.unwrap_or(Format::Pdf)]),
        ([one], Some(named), Some(output)) if *one != named => {
            let message = format!(
                "`{}` is the name of a {} file, and {} is asked for",
                output.display(),
                named.extension(),
                one.extension()
            );
            Err(Diagnostic::error("format-mismatch", message)
                .help("let the name and `--format` say the same, or leave one of them away"))
        }
        _ => Ok(formats),
    }
}

/// The briefing before, in the same edition, with those values that it declares. Its errors are said, its warnings are its
/// own business.
fn before(build: &Build, edition: &Edition, files: &mut Files, sink: &mut Sink) -> Option<Briefing> {
    let path = build.changes.as_ref()?;
    let mut found = Sink::default();
    let options = build.added.options(edition.language.as_deref());
    let declared = briefing::parameters(path);
    let shared = options.set.iter().filter(|(name, _)| declared.contains(name));
    let set: Vec<(String, String)> = shared.chain(&build.set_old).cloned().collect();
    let options = Options { set: &set, ..options };
    let loaded = briefing::load_with(path, options, std::mem::take(files), &mut found);
    *files = loaded.files;
    let errors = found.into_sorted().into_iter().filter(|finding| finding.severity == Severity::Error);
    errors.for_each(|finding| sink.push(finding));
    loaded.briefing
}

/// The stages up to the bytes of the files.
fn bytes(
    loaded: &Loaded,
    formats: &[Format],
    before: Option<&Briefing>,
    sink: &mut Sink,
    timings: &mut Timings,
) -> Option<Vec<(Format, Vec<u8>)>> {
    let briefing = loaded.briefing.as_ref()?;
    let document = briefing::compose_since(briefing, before, sink);
    timings.end("compose");
    briefing::check(briefing, &document, sink);
    timings.end("check");
    let document = briefing::annexed(briefing, document, sink);
    let mut pages = Pages::default();
    if briefing::needs_pages(briefing, formats) {
        pages = briefing::layout(briefing, &document, sink);
        briefing::check_pages(briefing, &document, &pages, sink);
        timings.end("layout");
    }
    if sink.has_errors() {
        return None;
    }
    let mut written = Vec::new();
    for &format in formats {
        let bytes = briefing::write_as(format, briefing, &document, &pages, sink)?;
        briefing::check_file(briefing, format, bytes.len(), sink);
        timings.end(match format {
            Format::Pdf => "write",
            Format::Docx => "write docx",
            Format::Html => "write html",
        });
        written.push((format, bytes));
    }
    Some(written)
}

/// Writes a file; the line that says so.
fn write(build: &Build, path: PathBuf, bytes: &[u8], sink: &mut Sink) -> Option<String> {
    let path = save(&path, &build.spec, build.output.is_none(), bytes, sink)?;
    Some(format!("{} ({} kB)", path.display(), bytes.len().div_ceil(1000)))
}

/// Whether a path leads to the specification itself.
pub(super) fn is_specification(path: &Path, spec: &Path) -> bool {
    same_file(path, spec) || same_file(path, &spec.join(SPECIFICATION))
}

/// Writes `bytes` to `path`, which must not be the specification; its folder is made where it is our own choice.
pub(super) fn save(path: &Path, spec: &Path, is_default: bool, bytes: &[u8], sink: &mut Sink) -> Option<PathBuf> {
    if is_specification(path, spec) {
        let message = format!("`{}` is the specification itself", path.display());
        sink.push(Diagnostic::error("unwritable-file", message).help("choose another name for the output"));
        return None;
    }
    let made = if is_default { ensure_folder(Path::new(OUTPUT_FOLDER)) } else { Ok(()) };
    match made.and_then(|()| write_atomically(path, bytes)) {
        Ok(()) => Some(path.to_path_buf()),
        Err(finding) => {
            sink.push(finding);
            None
        }
    }
}
