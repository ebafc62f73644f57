//! `briefing build`: checks, then writes the PDF.

use super::args::Build;
use super::timings::Timings;
use super::{Exit, conclude, result, say};
use briefing::Loaded;
use briefing::diag::{Diagnostic, Sink};
use briefing::evidence::files::{SPECIFICATION, ensure_folder, name_of_specification, same_file, write_atomically};
use std::path::{Path, PathBuf};

/// Where PDFs go when no other place is named.
pub(super) const OUTPUT_FOLDER: &str = "out";

/// Builds; with errors nothing is written.
pub(super) fn run(build: &Build) -> Exit {
    let mut sink = Sink::default();
    let mut timings = Timings::start();
    let loaded = briefing::load(&build.spec, &mut sink);
    timings.end("load");
    let written = bytes(&loaded, &mut sink, &mut timings).and_then(|bytes| {
        let path = write(build, &bytes, &mut sink)?;
        timings.end("save");
        Some((path, bytes.len()))
    });
    let exit = conclude(sink, &loaded.files, &build.shown);
    if build.timings {
        say(&timings.lines());
    }
    match written {
        Some((path, size)) if exit == Exit::Done => {
            if build.shown.quiet {
                return Exit::Done;
            }
            result(&format!("{} ({} kB)", path.display(), size.div_ceil(1000)))
        }
        // without a file and without an error that says why, the fault is ours
        None if exit == Exit::Done => Exit::Internal,
        _ => exit,
    }
}

/// The stages up to the bytes of the file.
fn bytes(loaded: &Loaded, sink: &mut Sink, timings: &mut Timings) -> Option<Vec<u8>> {
    let briefing = loaded.briefing.as_ref()?;
    let document = briefing::compose(briefing, sink);
    timings.end("compose");
    briefing::check(briefing, &document, sink);
    timings.end("check");
    let pages = briefing::layout(briefing, &document, sink);
    timings.end("layout");
    if sink.has_errors() {
        return None;
    }
    let bytes = briefing::write(&document, &pages, sink);
    timings.end("write");
    bytes
}

fn write(build: &Build, bytes: &[u8], sink: &mut Sink) -> Option<PathBuf> {
    let path = build
        .output
        .clone()
        .unwrap_or_else(|| Path::new(OUTPUT_FOLDER).join(format!("{}.pdf", name_of_specification(&build.spec))));
    save(&path, &build.spec, build.output.is_none(), bytes, sink)
}

/// Writes `bytes` to `path`, which must not be the specification; its folder is made where it is our own choice.
pub(super) fn save(path: &Path, spec: &Path, is_default: bool, bytes: &[u8], sink: &mut Sink) -> Option<PathBuf> {
    if same_file(path, spec) || same_file(path, &spec.join(SPECIFICATION)) {
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
