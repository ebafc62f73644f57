//! `briefing submit`: a folder with all that is handed in to a body. Nothing is sent.

use super::args::{Added, Shown};
use super::editions::{self, Edition, Wanted};
use super::output_name::OUTPUT_FOLDER;
use super::{Exit, conclude, result};
use briefing::bundle::{File, HASHES, Measures, names};
use briefing::diag::{Diagnostic, Files, Sink};
use briefing::evidence::files::{ensure_folder, name_of_specification, new_bundle};
use briefing::profile::Demand;
use briefing::{Briefing, Format, Loaded};
use clap::Args;
use std::path::{Path, PathBuf};

/// `briefing submit`.
#[derive(Debug, Args)]
#[command(after_help = "Example: briefing submit briefings/upr-submission\n\nNothing is sent anywhere.")]
pub struct Submit {
    /// The folder that holds `briefing.toml`, or the file itself
    pub spec: PathBuf,
    /// The folder that is made [default: out/NAME-submission in the current folder]
    #[arg(short, long, value_name = "FOLDER")]
    pub output: Option<PathBuf>,
    /// Replaces a bundle that was made there before
    #[arg(long)]
    pub replace: bool,
    /// The edition: a language that the specification lists, or `all` [default: the main language]
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    #[command(flatten)]
    pub added: Added,
    #[command(flatten)]
    pub shown: Shown,
}

/// Makes the bundle; with errors nothing is written.
pub(super) fn run(asked: &Submit) -> Exit {
    let mut sink = Sink::default();
    let mut files = Files::default();
    let mut made: Option<Vec<File>> = Some(Vec::new());
    let chosen = editions::chosen(&asked.spec, asked.lang.as_deref(), Wanted::Main);
    for edition in &chosen {
        let mut found = Sink::default();
        let options = asked.added.options(edition.language.as_deref());
        let loaded = briefing::load_with(&asked.spec, options, files, &mut found);
        let bundle = edition_bundle(&loaded, edition, &mut found);
        // each edition has a folder of its own where there are several
        let folder = match (chosen.len(), &edition.language) {
            (2.., Some(language)) => format!("{language}/"),
            _ => String::new(),
        };
        made = made.zip(bundle).map(|(mut made, bundle)| {
            made.extend(bundle.into_iter().map(|(name, bytes)| (format!("{folder}{name}"), bytes)));
            made
        });
        files = loaded.files;
        sink.append(found);
    }
    let written = made.filter(|_| !sink.has_errors()).and_then(|made| write(asked, &made, &mut sink));
    if written.is_none() && !sink.has_errors() {
        sink.push(Diagnostic::internal("no bundle was made, and nothing wrong was found"));
    }
    let exit = conclude(sink, &files, &asked.shown);
    match written {
        Some(lines) if exit == Exit::Done && !asked.shown.quiet => result(&lines.join("\n")),
        _ => exit,
    }
}

/// The files of one edition; none where something stands against it.
fn edition_bundle(loaded: &Loaded, edition: &Edition, sink: &mut Sink) -> Option<Vec<File>> {
    let briefing = loaded.briefing.as_ref()?;
    let title = briefing::submission_title(briefing).map_err(|finding| sink.push(finding)).ok()?;
    let document = briefing::compose(briefing, sink);
    briefing::check(briefing, &document, sink);
    let document = briefing::annexed(briefing, document, sink);
    let pages = briefing::layout(briefing, &document, sink);
    briefing::check_pages(briefing, &document, &pages, sink);
    if sink.has_errors() {
        return None;
    }
    let name = names::of_file(&title);
    let name = match (&edition.language, edition.main) {
        (Some(language), false) => format!("{name}-{language}"),
        _ => name,
    };
    let formats = Format::taken(&briefing.profile);
    let mut finished = Vec::new();
    for &format in &formats {
        let bytes = briefing::write_as(format, briefing, &document, &pages, sink)?;
        briefing::check_file(briefing, format, bytes.len(), sink);
        finished.push((format!("{name}.{}", format.extension()), bytes));
    }
    let largest = finished.iter().map(|(_, bytes)| bytes.len()).max().unwrap_or(0);
    finished.extend(forms(briefing, &formats, sink)?);
    let counts = briefing::count::count(&document);
    let measures = Measures { counts: &counts, parts: &document.parts, pages: pages.pages.len(), bytes: largest };
    let ledger = briefing::ledger(briefing, &document, &pages, sink);
    (!sink.has_errors()).then(|| briefing::bundle(briefing, measures, sink, finished, ledger.as_ref()))
}

/// The form of each case, for a body that takes single cases.
fn forms(briefing: &Briefing, formats: &[Format], sink: &mut Sink) -> Option<Vec<File>> {
    let wanted = briefing.profile.demands().any(|(_, demand)| matches!(demand, Demand::Cases(_)));
    let mut forms = Vec::new();
    for id in briefing.spec.cases.ids().filter(|_| wanted) {
        let document = briefing::case_form(briefing, id, sink)?;
        let pages = briefing::layout(briefing, &document, sink);
        if sink.has_errors() {
            return None;
        }
        // a form that is filled in on a site is copied from a text that can be edited
        let formats = if formats.is_empty() { &[Format::Docx] } else { formats };
        for &format in formats {
            let bytes = briefing::write_as(format, briefing, &document, &pages, sink)?;
            forms.push((format!("forms/{id}.{}", format.extension()), bytes));
        }
    }
    Some(forms)
}

/// Writes the folder; the lines that say so.
fn write(asked: &Submit, files: &[File], sink: &mut Sink) -> Option<Vec<String>> {
    let folder = asked.output.clone().unwrap_or_else(|| default_folder(&asked.spec));
    let parent = if asked.output.is_none() { ensure_folder(Path::new(OUTPUT_FOLDER)) } else { Ok(()) };
    match parent.and_then(|()| new_bundle(&folder, files, HASHES, asked.replace)) {
        Ok(()) => {
            let line =
                |(name, bytes): &File| format!("{} ({} kB)", folder.join(name).display(), bytes.len().div_ceil(1000));
            Some(files.iter().map(line).collect())
        }
        Err(finding) => {
            sink.push(finding);
            None
        }
    }
}

fn default_folder(spec: &Path) -> PathBuf {
    Path::new(OUTPUT_FOLDER).join(format!("{}-submission", name_of_specification(spec)))
}
