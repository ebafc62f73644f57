//! The documents of a batch, made by several threads in the order of the table. What is wrong with one is said and the
//! others go on; where nothing more can be written, all stop.

use super::super::args::Batch;
use super::desk::Desk;
use super::disk::OutputFolder;
use super::earlier::Earlier;
use super::entry::{Entry, Found, Status};
use super::findings::Findings;
use super::journal::{Journal, Place};
use super::names::Task;
use super::progress::Progress;
use super::table::{Row, Table, hex};
use briefing::diag::{Diagnostic, Files, Sink};
use briefing::evidence::fonts::Kept;
use briefing::pdf::Deflated;
use briefing::{Briefing, Options};
use cap_std::fs::File;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufWriter, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The stack of a thread: as much as the main one has.
const STACK: usize = 8 << 20;

/// A batch that is being made.
pub(super) struct Run<'a> {
    /// What was asked for.
    pub batch: &'a Batch,
    /// The table.
    pub table: &'a Table,
    /// The text of the specification when the batch began.
    pub specification: &'a str,
    /// Where the documents go.
    pub folder: &'a OutputFolder,
    /// The documents of this part, each with its number in the whole.
    pub tasks: Vec<(usize, &'a Task)>,
    /// The fonts and tables of all documents.
    pub fonts: Kept,
    /// What was deflated for earlier documents.
    pub deflated: Arc<Deflated>,
    /// The parameters that the specification declares.
    pub declared: BTreeSet<String>,
    /// Those of them that are part of protected names.
    pub secret: BTreeSet<String>,
    /// The columns that the manifest tells.
    pub published: BTreeSet<String>,
    /// What earlier runs wrote.
    pub earlier: Earlier,
    /// What has been done.
    pub journal: Journal,
    /// What changes while it runs.
    pub state: Mutex<State>,
}

/// What changes while a batch runs.
pub(super) struct State {
    /// The journal's lines, by task.
    pub places: Vec<Option<Place>>,
    /// What was found.
    pub findings: Findings,
    /// How far it is.
    pub progress: Progress,
    /// How long each document took.
    pub timings: BufWriter<File>,
    /// How many documents were there already.
    pub known: usize,
    /// Why no further document is made.
    pub stopped: Option<Diagnostic>,
}

/// What came of one document.
enum Made {
    /// It is there, as an earlier run said.
    Known(Entry, Place),
    /// It was made, or has errors.
    New { entry: Entry, findings: Vec<Diagnostic>, files: Files, bytes: Option<Vec<u8>> },
}

/// A document that is to be brought to the disk.
struct Finished<'t> {
    index: usize,
    /// Its number in the whole.
    number: usize,
    task: &'t Task,
    made: Made,
    elapsed: Duration,
}

impl<'a> Run<'a> {
    /// Makes all documents: `jobs` threads make them, and as many others bring them to the disk, so that no core waits for it. Of
    /// one job at a time no document is begun before the last is there.
    pub fn all(&self, jobs: usize) -> Result<(), Diagnostic> {
        let jobs = jobs.min(self.tasks.len()).max(1);
        let threads = if jobs == 1 { 1 } else { jobs.saturating_mul(2) };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK).build().map_err(|error| {
            Diagnostic::error("too-many-jobs", format!("{jobs} threads cannot be started: {error}"))
                .help("give fewer `--jobs`")
        })?;
        let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
        let stopping = |finding: Diagnostic| {
            stop.store(true, Ordering::Relaxed);
            self.state().stopped.get_or_insert(finding);
        };
        // whoever stopped taking documents would leave those waiting who make them
        let save = |finished: Finished<'a>| {
            let saved = catch_unwind(AssertUnwindSafe(|| self.save(&finished)));
            saved.unwrap_or_else(|_| Err(self.unsaved(finished.task))).unwrap_or_else(&stopping);
        };
        let make = |hand_over: &dyn Fn(Finished<'a>)| {
            while !stop.load(Ordering::Relaxed) {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let Some(&(number, task)) = self.tasks.get(index) else { break };
                let made = self.one(index, number, task);
                made.map(|finished| finished.into_iter().for_each(hand_over)).unwrap_or_else(&stopping);
            }
        };
        if jobs == 1 {
            pool.install(|| make(&save));
            return Ok(());
        }
        let desk = Desk::new(jobs);
        pool.broadcast(|_| match desk.place() {
            Some(place) => make(&|finished| place.hand_over(finished)),
            None => std::iter::from_fn(|| desk.next()).for_each(&save),
        });
        Ok(())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes one document; an error is one for which all stop.
    #[expect(clippy::disallowed_methods, reason = "the command line is where the clock is read")]
    fn one(&self, index: usize, number: usize, task: &'a Task) -> Result<Option<Finished<'a>>, Diagnostic> {
        let Some(row) = self.table.rows.get(task.row) else { return Ok(None) };
        let start = Instant::now();
        // a fault of the program in one document is no reason to lose the others
        let mut made =
            catch_unwind(AssertUnwindSafe(|| self.make(task, row))).unwrap_or_else(|_| Ok(self.broken(task, row)))?;
        if let Made::New { entry, .. } = &mut made {
            let given = self.given(row).into_iter().filter(|(name, _)| self.secret.contains(name));
            entry.withhold(&given.map(|(_, value)| value).collect::<Vec<_>>());
        }
        Ok(Some(Finished { index, number, task, made, elapsed: start.elapsed() }))
    }

    /// Brings a document to the disk.
    fn save(&self, finished: &Finished<'_>) -> Result<(), Diagnostic> {
        let Finished { index, number, task, made, elapsed } = finished;
        let (entry, staged) = match made {
            Made::Known(entry, _) => (entry, None),
            Made::New { entry, bytes: None, .. } => (entry, None),
            Made::New { entry, bytes: Some(bytes), .. } => {
                // different parts may have the same document where they are parts of different numbers
                let part = self.batch.shard.map(|shard| format!("-{}-of-{}", shard.number, shard.of));
                let temporary = format!("{number}{}", part.unwrap_or_default());
                let staged = self.folder.stage(&task.output, &temporary, |writer| writer.write_all(bytes));
                (entry, Some(staged.map_err(self.folder.unwritable(&task.output))?))
            }
        };
        let timing = serde_json::json!({
            "output": &entry.output,
            "milliseconds": (elapsed.as_secs_f64() * 10_000.0).round() / 10.0,
            "known": matches!(made, Made::Known(..)),
        });
        self.remember(*index, task, made, &timing).map_err(self.folder.unwritable(&task.output))?;
        match staged {
            Some(staged) => staged.publish().map_err(self.folder.unwritable(&task.output)),
            None => Ok(()),
        }
    }

    fn remember(&self, index: usize, task: &Task, made: &Made, timing: &serde_json::Value) -> io::Result<()> {
        let place = match made {
            Made::Known(entry, place) if self.journal.line(*place)?.trim_end() == entry.line() => *place,
            Made::Known(entry, _) | Made::New { entry, .. } => self.journal.add(entry)?,
        };
        let mut state = self.state();
        if let Some(kept) = state.places.get_mut(index) {
            *kept = Some(place);
        }
        match made {
            Made::Known(..) => state.known += 1,
            Made::New { findings, files, .. } => state.findings.add(findings, files, task.row),
        }
        state.progress.step();
        writeln!(state.timings, "{timing}")
    }

    /// A row's parameters: what is given for all rows, and a cell a column; an empty one leaves the parameter at its default.
    fn parameters(&self, row: &Row) -> Vec<(String, String)> {
        let common = self.batch.added.options(None).set.iter().cloned();
        let cells = self.table.columns.iter().zip(&row.cells);
        let given = cells.filter(|(column, cell)| !cell.text.is_empty() && column.text != super::LANGUAGE);
        common.chain(given.map(|(column, cell)| (column.text.clone(), cell.text.clone()))).collect()
    }

    /// Those of them that the specification declares, or that are given for all rows: columns that are no parameter serve for
    /// names and for people.
    fn given(&self, row: &Row) -> Vec<(String, String)> {
        let is_common = |name: &str| self.batch.added.options(None).set.iter().any(|(common, _)| common == name);
        let mut set = self.parameters(row);
        set.retain(|(name, _)| self.declared.contains(name) || is_common(name));
        set
    }

    /// What the manifest tells of a row.
    fn published(&self, row: &Row) -> BTreeMap<String, String> {
        let is_common = |name: &str| self.batch.added.options(None).set.iter().any(|(common, _)| common == name);
        let told = |name: &str| self.published.contains(name) || is_common(name) && !self.secret.contains(name);
        self.parameters(row).into_iter().filter(|(name, _)| told(name)).collect()
    }

    fn entry(&self, task: &Task, row: &Row) -> Entry {
        Entry {
            output: task.output.clone(),
            line: row.line,
            language: task.language.clone().unwrap_or_default(),
            parameters: self.published(row),
            status: Status::Failed,
            inputs: None,
            kept_back: None,
            sha256: None,
            bytes: None,
            pages: None,
            findings: Vec::new(),
        }
    }

    fn make(&self, task: &Task, row: &Row) -> Result<Made, Diagnostic> {
        let set = self.given(row);
        let mut sink = Sink::default();
        let options = Options {
            set: &set,
            kept: Some(&self.fonts),
            deflated: Some(&self.deflated),
            ..self.batch.added.options(task.language.as_deref())
        };
        let loaded = briefing::load_with(&self.batch.spec, options, Files::default(), &mut sink);
        // all documents of a batch are of one state of the data
        if let Some(changed) = sink.findings().iter().find(|finding| finding.code == "changed-data") {
            return Err(changed.clone());
        }
        let mut entry = self.entry(task, row);
        let Some(briefing) = &loaded.briefing else { return Ok(failed(entry, sink, loaded.files)) };
        self.unchanged(briefing)?;
        let (given_away, kept_back) = inputs(briefing, &entry, &set);
        (entry.inputs, entry.kept_back) = (Some(given_away), Some(kept_back));
        if self.batch.resume
            && let Some(known) = self.known(&entry)
        {
            return Ok(known);
        }
        if let Some(what) = self.folder.obstacle(&task.output) {
            let message = format!("`{}` cannot be written: it is {what}", self.folder.shown(&task.output).display());
            sink.push(Diagnostic::error("unwritable-file", message).help("take it away, or choose another `--output`"));
            return Ok(failed(entry, sink, loaded.files));
        }
        if !self.earlier.is_own(&task.output) && self.folder.is_there(&task.output) {
            let message =
                format!("`{}` is there, and no batch has written it", self.folder.shown(&task.output).display());
            sink.push(Diagnostic::error("unwritable-file", message).help("take it away, or choose another `--output`"));
            return Ok(failed(entry, sink, loaded.files));
        }
        let document = briefing::compose(briefing, &mut sink);
        briefing::check(briefing, &document, &mut sink);
        let document = briefing::annexed(briefing, document, &sink);
        let pages = briefing::layout(briefing, &document, &mut sink);
        briefing::check_pages(briefing, &document, &pages, &mut sink);
        let format = briefing::Format::of_name(Path::new(&task.output)).unwrap_or(briefing::Format::Pdf);
        let bytes = match sink.has_errors() {
            true => None,
            false => briefing::write_as(format, briefing, &document, &pages, &mut sink),
        };
        if let Some(bytes) = &bytes {
            briefing::check_file(briefing, format, bytes.len(), &mut sink);
        }
        let is_fit = !sink.has_errors() && (self.batch.deny.is_none() || sink.is_empty());
        let Some(bytes) = bytes.filter(|_| is_fit) else { return Ok(failed(entry, sink, loaded.files)) };
        entry.status = Status::Written;
        entry.sha256 = Some(hex(&Sha256::digest(&bytes)));
        entry.bytes = Some(bytes.len());
        entry.pages = Some(pages.pages.len());
        let findings = found(&mut entry, sink, &loaded.files);
        Ok(Made::New { entry, findings, files: loaded.files, bytes: Some(bytes) })
    }

    /// All documents of a batch are of one specification.
    fn unchanged(&self, briefing: &Briefing) -> Result<(), Diagnostic> {
        if *briefing.evidence.specification == *self.specification {
            return Ok(());
        }
        let message = format!("`{}` was changed while the batch was running", self.batch.spec.display());
        Err(Diagnostic::error("changed-specification", message).help("run it again with `--resume`"))
    }

    /// The document as an earlier run made it, where it is there, whole, and would be made from the same.
    fn known(&self, entry: &Entry) -> Option<Made> {
        let (known, place) = self.journal.known(&entry.output)?;
        let same =
            known.status == Status::Written && known.inputs == entry.inputs && known.kept_back == entry.kept_back;
        let denied = self.batch.deny.is_some() && known.findings.iter().any(|found| found.severity == "warning");
        if !same || denied || self.folder.sha256(&entry.output) != known.sha256 {
            return None;
        }
        // the row may have moved in the table
        Some(Made::Known(Entry { line: entry.line, ..known }, place))
    }

    /// What is said where the program failed while it brought a document to the disk.
    fn unsaved(&self, task: &Task) -> Diagnostic {
        let message = format!("the program failed while it wrote `{}`", self.folder.shown(&task.output).display());
        Diagnostic::error("pdf-internal", message).help("please report it, and run it again with `--resume`")
    }

    /// What is said of a document that the program failed on.
    fn broken(&self, task: &Task, row: &Row) -> Made {
        let message = format!("the program failed on `{}`", task.output);
        let mut sink = Sink::default();
        sink.push(
            Diagnostic::error("pdf-internal", message).help("please report it, with the specification and this row"),
        );
        failed(self.entry(task, row), sink, Files::default())
    }
}

fn failed(mut entry: Entry, sink: Sink, files: Files) -> Made {
    let findings = found(&mut entry, sink, &files);
    Made::New { entry, findings, files, bytes: None }
}

/// The findings, which the entry remembers.
fn found(entry: &mut Entry, sink: Sink, files: &Files) -> Vec<Diagnostic> {
    let findings = sink.into_sorted();
    entry.findings = findings.iter().map(|finding| Found::new(finding, files)).collect();
    findings
}

/// Two hashes over all that a document is made from: the program's version, the language, the parameters, and what was read. The first
/// is without what is protected, and may be given away; by the second an earlier run is compared.
fn inputs(briefing: &Briefing, entry: &Entry, set: &[(String, String)]) -> (String, String) {
    let mut hash = Sha256::new();
    add(&mut hash, env!("CARGO_PKG_VERSION").as_bytes());
    add(&mut hash, entry.language.as_bytes());
    for (name, value) in &entry.parameters {
        add(&mut hash, name.as_bytes());
        add(&mut hash, value.as_bytes());
    }
    add(&mut hash, &briefing.evidence.digest);
    let given_away = hex(&hash.clone().finalize());
    // protected names, which the first leaves out, are compared with the text: another name may stand in it
    for (name, value) in set {
        add(&mut hash, name.as_bytes());
        add(&mut hash, value.as_bytes());
    }
    add(&mut hash, briefing.evidence.specification.as_bytes());
    (given_away, hex(&hash.finalize()))
}

/// Adds a part with its length before it, so that none can pass for the end of another.
fn add(hash: &mut Sha256, part: &[u8]) {
    hash.update((part.len() as u64).to_be_bytes());
    hash.update(part);
}
