//! `briefing batch`: one document for each row of a table and each edition, made in one process on all cores.
//!
//! Everything that can be decided before is decided before anything is written: the table, the names of all documents,
//! who else is writing. Then each document goes its own way. The journal says what is done, so that a run that was
//! killed is taken up again; the manifest says it in the end, in the order of the table.

mod desk;
mod disk;
mod doubts;
mod earlier;
mod entry;
mod findings;
mod journal;
mod manifest;
mod names;
mod progress;
mod run;
mod shard;
mod table;

use super::args::Batch;
use super::editions::{self, Edition, Wanted};
use super::output_name::unknown_ending;
use super::{Exit, conclude, report, result, say};
use briefing::Format;
use briefing::diag::{Diagnostic, Files, Sink};
use briefing::evidence::files::{SPECIFICATION, same_file};
use briefing::evidence::fonts::Kept;
use disk::OutputFolder;
use earlier::Earlier;
use entry::{Entry, Status};
use findings::Findings;
use journal::Journal;
use manifest::{Head, Summary};
use names::{Task, Template};
use progress::Progress;
use run::{Run, State};
use sha2::{Digest, Sha256};
pub use shard::Shard;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufWriter, Write};
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use table::{Row, Table, hex};

/// The column that chooses the edition.
const LANGUAGE: &str = "lang";

/// What is decided before anything is written.
struct Plan {
    specification: String,
    table: Table,
    template: Template,
    tasks: Vec<Task>,
}

/// Makes the batch, or joins the manifests of its parts.
pub(super) fn run(batch: &Batch) -> Exit {
    let (mut files, mut sink) = (Files::default(), Sink::default());
    let plan = match plan(batch, &mut files, &mut sink) {
        Ok(Some(plan)) => plan,
        Ok(None) => return conclude(sink, &files, &batch.told.shown().denying(batch.deny)),
        Err(finding) => return end(batch, sink, finding, &files),
    };
    let exit = doubts(batch, &plan, &files);
    if exit != Exit::Done {
        return exit;
    }
    let folder = match OutputFolder::open(&plan.template.folder) {
        Ok(folder) => folder,
        Err(finding) => return end(batch, sink, finding, &files),
    };
    let _lock = match folder.lock(batch.shard) {
        Ok(lock) => lock,
        Err(finding) => return end(batch, sink, finding, &files),
    };
    if batch.merge {
        let outputs: Vec<&str> = plan.tasks.iter().map(|task| task.output.as_str()).collect();
        return match manifest::merge(&folder, &head(batch, &plan), &outputs) {
            Ok(summary) => conclude_all(batch, &folder, &summary, 0, Exit::Done),
            Err(finding) => end(batch, sink, finding, &files),
        };
    }
    match make(batch, &plan, &folder, files.clone()) {
        Ok(exit) => exit,
        Err(finding) => end(batch, sink, finding, &files),
    }
}

/// Says what is doubtful about the table.
fn doubts(batch: &Batch, plan: &Plan, files: &Files) -> Exit {
    let declared = briefing::parameters(&batch.spec);
    let mut sink = Sink::default();
    doubts::find(&plan.table, &declared, batch.added.options(None).set).into_iter().for_each(|found| sink.push(found));
    if sink.is_empty() {
        return Exit::Done;
    }
    match conclude(sink, files, &batch.told.shown().denying(batch.deny)) {
        // it would be doubtful in every document
        Exit::Done if batch.deny.is_some() => Exit::Findings,
        exit => exit,
    }
}

/// Ends with a finding.
fn end(batch: &Batch, mut sink: Sink, finding: Diagnostic, files: &Files) -> Exit {
    sink.push(finding);
    conclude(sink, files, &batch.told.shown().denying(batch.deny))
}

/// Reads the table and names all documents; nothing where findings say why not.
fn plan(batch: &Batch, files: &mut Files, sink: &mut Sink) -> Result<Option<Plan>, Diagnostic> {
    let specification = briefing::text_of(&batch.spec)?;
    let Some(table) = table::read(&batch.over, &batch.spec, batch.added.options(None), files, sink) else {
        return Ok(None);
    };
    given_once(batch, &table)?;
    let template = Template::parse(&batch.output, &table)?;
    let editions = Editions::new(batch, &table)?;
    let Some(tasks) = names::plan(&template, &table, |row| editions.of(row), sink) else { return Ok(None) };
    let inputs = [batch.spec.clone(), batch.spec.join(SPECIFICATION), batch.over.clone()];
    for task in &tasks {
        let path = template.folder.join(&task.output);
        if inputs.iter().filter(|input| input.file_name() == path.file_name()).any(|input| same_file(&path, input)) {
            let message = format!("`{}` is what the batch is made from", path.display());
            return Err(Diagnostic::error("unwritable-file", message).help("choose another `--output`"));
        }
    }
    match unknown_ending(Path::new(&template.text), &Format::ALL.map(Format::extension)) {
        Some(finding) => Err(finding),
        None => Ok(Some(Plan { specification, table, template, tasks })),
    }
}

/// What the command line gives for all rows is no column as well.
fn given_once(batch: &Batch, table: &Table) -> Result<(), Diagnostic> {
    let twice = batch.added.options(None).set.iter().find_map(|(name, _)| table.columns.get(table.column(name)?));
    match twice {
        Some(column) => {
            let message = format!("the parameter `{}` is given twice: for all rows, and by a column", column.text);
            let finding = Diagnostic::error("given-twice", message).at(column.span, "the column");
            Err(finding.help("leave it out of the command line, or rename the column"))
        }
        None => Ok(()),
    }
}

/// The editions of each row.
struct Editions {
    /// The column that says it.
    column: Option<usize>,
    /// The tags, by what is asked for.
    asked: BTreeMap<String, Vec<String>>,
    /// Those of a row that does not ask.
    usual: Vec<Option<String>>,
}

impl Editions {
    fn new(batch: &Batch, table: &Table) -> Result<Editions, Diagnostic> {
        let column = table.column(LANGUAGE);
        if let (Some(column), Some(_)) = (column.and_then(|column| table.columns.get(column)), &batch.lang) {
            let message = format!("the edition is named twice: by `--lang` and by the column `{LANGUAGE}`");
            let finding = Diagnostic::error("given-twice", message).at(column.span, "the column");
            return Err(finding.help("leave `--lang` out, or rename the column"));
        }
        let main = briefing::editions(&batch.spec).into_iter().next();
        let tags = |lang: Option<&str>| {
            let chosen = editions::chosen(&batch.spec, lang, Wanted::Main).into_iter();
            chosen.map(|edition| edition.language.or_else(|| main.clone())).collect::<Vec<_>>()
        };
        let cells =
            column.into_iter().flat_map(|column| table.rows.iter().filter_map(move |row| row.cells.get(column)));
        let mut asked: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for cell in cells {
            if !asked.contains_key(&cell.text) {
                asked.insert(cell.text.clone(), tags(Some(&cell.text)).into_iter().flatten().collect());
            }
        }
        Ok(Editions { column, asked, usual: tags(batch.lang.as_deref()) })
    }

    fn of(&self, row: &Row) -> Vec<Edition> {
        let cell = self.column.and_then(|column| row.cells.get(column)).filter(|cell| !cell.text.is_empty());
        let asked = cell.and_then(|cell| self.asked.get(&cell.text));
        let tags = asked.map_or_else(|| self.usual.clone(), |tags| tags.iter().cloned().map(Some).collect());
        tags.into_iter().map(|language| Edition { language, main: false }).collect()
    }
}

/// The columns that the manifest tells: parameters, and what stands in the names of files anyway; nothing that protected names are
/// made of.
fn published(plan: &Plan) -> BTreeSet<String> {
    let secret = briefing::spec::secrets(&plan.specification, false).parameters;
    let declared = briefing::spec::parameters(&plan.specification);
    let is_named = |name: &str| plan.template.text.contains(&format!("{{{name}}}"));
    let names = plan.table.columns.iter().map(|column| &column.text);
    names.filter(|name| !secret.contains(*name) && (declared.contains(name) || is_named(name))).cloned().collect()
}

/// The first line of the manifest of the whole.
fn head(batch: &Batch, plan: &Plan) -> Head {
    let published = published(plan);
    let specification = briefing::spec::secrets(&plan.specification, false).withheld(&plan.specification);
    Head {
        manifest: 1,
        program: concat!("briefing ", env!("CARGO_PKG_VERSION")).to_owned(),
        specification: hex(&Sha256::digest(specification.as_bytes())),
        table: plan.table.sha256(|column| column == LANGUAGE || published.contains(column)),
        output: plan.template.text.clone(),
        documents: plan.tasks.len(),
        shard: batch.shard.map(|shard| shard.to_string()),
    }
}

/// Makes the documents of this part.
fn make(batch: &Batch, plan: &Plan, folder: &OutputFolder, files: Files) -> Result<Exit, Diagnostic> {
    let in_part = |(index, _): &(usize, &Task)| batch.shard.is_none_or(|shard| shard.has(*index));
    let tasks: Vec<(usize, &Task)> = plan.tasks.iter().enumerate().filter(in_part).collect();
    let earlier = Earlier::of(folder, batch.shard).map_err(folder.unwritable(disk::MEMORY))?;
    // a manifest is there only where its batch has ended
    let (manifest, summary) = manifest::names(batch.shard);
    folder.remove(&manifest).map_err(folder.unwritable(&manifest))?;
    folder.remove(&summary).map_err(folder.unwritable(&summary))?;
    let timings = shard::file_name("timings", batch.shard, "jsonl");
    let state = State {
        places: vec![None; tasks.len()],
        findings: Findings::new(files),
        progress: Progress::new(tasks.len(), &batch.told.shown()),
        timings: BufWriter::new(folder.append(&timings, true).map_err(folder.unwritable(&timings))?),
        known: 0,
        stopped: None,
    };
    let (table, specification) = (&plan.table, plan.specification.as_str());
    let journal = Journal::open(folder, batch.shard, batch.resume).map_err(folder.unwritable(disk::MEMORY))?;
    let declared = briefing::parameters(&batch.spec).into_iter().collect();
    let run = Run {
        batch,
        table,
        specification,
        folder,
        tasks,
        fonts: Kept::default(),
        deflated: Arc::default(),
        declared,
        secret: briefing::spec::secrets(specification, false).parameters,
        published: published(plan),
        earlier,
        journal,
        state: Mutex::new(state),
    };
    let cores = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    run.all(batch.jobs.map_or(cores.get(), usize::from))?;
    let Run { tasks, journal, state, earlier, .. } = run;
    let mut state = state.into_inner().unwrap_or_else(PoisonError::into_inner);
    state.progress.end();
    let timed = state.timings.flush();
    // a disk that is full has no room for the timings either: what stopped the batch is what there is to say
    if let Some(finding) = state.stopped.take() {
        return Ok(stopped(batch, state, finding, tasks.len(), table));
    }
    timed.map_err(folder.unwritable(&timings))?;
    folder.sync(tasks.iter().map(|(_, task)| task.output.as_str())).map_err(folder.unwritable(""))?;
    let State { places, findings, known, .. } = state;
    let entries = places.iter().flatten().filter_map(|place| Entry::parse(&journal.line(*place).ok()?));
    let written = entries.filter(|entry| entry.status == Status::Written).map(|entry| entry.output).collect();
    let left = left(batch, plan, folder, (&earlier, &written))?;
    let lines = places.into_iter().flatten().map(|place| journal.line(place));
    let summary = manifest::write(folder, &head(batch, plan), batch.shard, (lines, &left))?;
    folder.sync([manifest.as_str()].into_iter()).map_err(folder.unwritable(&manifest))?;
    let exit = tell(batch, findings, table);
    tell_left(folder, &left);
    Ok(conclude_all(batch, folder, &summary, known, exit))
}

/// The documents of earlier runs that lie in the folder still; `written` are those of this one.
fn left(
    batch: &Batch,
    plan: &Plan,
    folder: &OutputFolder,
    (earlier, written): (&Earlier, &BTreeSet<String>),
) -> Result<Vec<String>, Diagnostic> {
    // a document that another part makes is no one's rest
    let in_part = |index: usize| batch.shard.is_none_or(|shard| shard.has(index));
    let elsewhere: BTreeSet<&str> = plan
        .tasks
        .iter()
        .enumerate()
        .filter(|(index, _)| !in_part(*index))
        .map(|(_, task)| task.output.as_str())
        .collect();
    let is_made = |name: &str| written.contains(name) || elsewhere.contains(name);
    earlier.left(folder, batch.shard, is_made).map_err(folder.unwritable(disk::MEMORY))
}

/// Says what was found.
fn tell(batch: &Batch, findings: Findings, table: &Table) -> Exit {
    let (sink, files, more) = findings.into_shown(table);
    let exit = conclude(sink, &files, &batch.told.shown().denying(batch.deny));
    if let Some(more) = more.filter(|_| !batch.told.shown().quiet) {
        say(&more);
    }
    // one row in which a file is missing or an edition unknown is one row that failed
    if matches!(exit, Exit::Usage | Exit::Files) { Exit::Findings } else { exit }
}

/// Names the documents of earlier runs that lie beside those of this one: whoever sends the folder would send them.
fn tell_left(folder: &OutputFolder, left: &[String]) {
    const SHOWN: usize = 10;
    if left.is_empty() {
        return;
    }
    let mut names: Vec<String> = left
        .iter()
        .take(SHOWN)
        .map(|name| format!("`{}`", report::visible(&folder.shown(name).display().to_string())))
        .collect();
    if left.len() > SHOWN {
        names.push(format!("and {} more, all in the summary", left.len() - SHOWN));
    }
    let what = if left.len() == 1 { "1 document".to_owned() } else { format!("{} documents", left.len()) };
    say(&format!(
        "left by an earlier run and not made by this one: {what}; delete what is not to be sent: {}",
        names.join(", ")
    ));
}

/// Says why the batch stopped before its end.
fn stopped(batch: &Batch, state: State, finding: Diagnostic, total: usize, table: &Table) -> Exit {
    let done = state.places.iter().flatten().count();
    let (mut sink, files, _) = state.findings.into_shown(table);
    sink.push(finding);
    let exit = conclude(sink, &files, &batch.told.shown().denying(batch.deny));
    say(&format!("stopped after {done} of {total} documents; the same command with `--resume` makes the rest"));
    exit
}

/// Says what the batch came to.
fn conclude_all(batch: &Batch, folder: &OutputFolder, summary: &Summary, known: usize, exit: Exit) -> Exit {
    let (manifest, _) = manifest::names(batch.shard);
    let documents = |count: usize| if count == 1 { "1 document".to_owned() } else { format!("{count} documents") };
    let mut text = format!("{}: {} written", folder.shown(&manifest).display(), documents(summary.written));
    if known > 0 {
        text.push_str(&format!(", {known} of them before"));
    }
    if summary.failed > 0 {
        text.push_str(&format!("; {} failed", summary.failed));
    }
    let said = if batch.told.shown().quiet { Exit::Done } else { result(&text) };
    match exit {
        Exit::Done if said != Exit::Done => said,
        Exit::Done if summary.failed > 0 => Exit::Findings,
        exit => exit,
    }
}
