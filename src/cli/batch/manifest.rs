//! The manifest: what a batch has made, in the order of the table and the same for however many jobs and parts; and the
//! summary of it.

use super::disk::OutputFolder;
use super::entry::{Entry, Found, Status};
use super::shard::{Shard, file_name};
use briefing::diag::Diagnostic;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Write};

/// The most findings that a summary tells apart; beyond, it counts by code.
const APART: usize = 1000;

/// The first line of a manifest: what the batch was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Head {
    /// The version of this format.
    pub manifest: u32,
    /// The program and its version.
    pub program: String,
    /// The SHA-256 of the specification without what is protected in it.
    pub specification: String,
    /// The SHA-256 of the table's columns that are parameters, without those that are protected.
    pub table: String,
    /// What output names are made of.
    pub output: String,
    /// How many documents the whole batch has.
    pub documents: usize,
    /// The part, where it is one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub shard: Option<String>,
}

/// What a batch came to.
#[derive(Debug, Default)]
pub(super) struct Summary {
    /// How many documents are there.
    pub written: usize,
    /// How many have errors.
    pub failed: usize,
    findings: BTreeMap<Found, Count>,
}

/// How often something was found.
#[derive(Debug, Default, Clone, Copy)]
struct Count {
    documents: usize,
    first_line: usize,
}

/// A summary as it is written.
#[derive(Serialize)]
struct Written<'a> {
    documents: usize,
    written: usize,
    failed: usize,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    of_earlier_runs: &'a [String],
    findings: Vec<Counted<'a>>,
}

/// A finding in a summary.
#[derive(Serialize)]
struct Counted<'a> {
    finding: &'a Found,
    documents: usize,
    first_line: usize,
}

impl Summary {
    /// Counts a document in.
    fn add(&mut self, entry: &Entry) {
        match entry.status {
            Status::Written => self.written += 1,
            Status::Failed => self.failed += 1,
        }
        for found in &entry.findings {
            let apart = self.findings.len() < APART || self.findings.contains_key(found);
            let found =
                if apart { found.clone() } else { Found { message: String::new(), place: None, ..found.clone() } };
            let count = self.findings.entry(found).or_insert(Count { documents: 0, first_line: entry.line });
            count.documents += 1;
        }
    }

    /// As it is written; `left` are documents of earlier runs that lie in the folder still.
    fn text(&self, left: &[String]) -> String {
        let findings = self.findings.iter();
        let written = Written {
            documents: self.written + self.failed,
            written: self.written,
            failed: self.failed,
            of_earlier_runs: left,
            findings: findings
                .map(|(finding, count)| Counted { finding, documents: count.documents, first_line: count.first_line })
                .collect(),
        };
        // plain values cannot fail to be written
        serde_json::to_string_pretty(&written).unwrap_or_default() + "\n"
    }
}

/// Writes manifest and summary; `lines` are the documents' in their order.
pub(super) fn write(
    folder: &OutputFolder,
    head: &Head,
    shard: Option<Shard>,
    (lines, left): (impl Iterator<Item = io::Result<String>>, &[String]),
) -> Result<Summary, Diagnostic> {
    let (name, summary_name) = names(shard);
    let mut summary = Summary::default();
    let staged = folder.stage(&name, &format!("manifest-{}", suffix(shard)), |writer| {
        // plain values cannot fail to be written
        writeln!(writer, "{}", serde_json::to_string(head).unwrap_or_default())?;
        for line in lines {
            let line = line?;
            let entry = Entry::parse(&line).ok_or(io::ErrorKind::InvalidData)?.given_away();
            summary.add(&entry);
            writeln!(writer, "{}", entry.line())?;
        }
        Ok(())
    });
    staged.and_then(super::disk::Staged::publish).map_err(|error| folder.unwritten(&name, &error))?;
    let text = summary.text(left);
    let number = format!("summary-{}", suffix(shard));
    let staged = folder.stage(&summary_name, &number, |writer| writer.write_all(text.as_bytes()));
    staged.and_then(super::disk::Staged::publish).map_err(|error| folder.unwritten(&summary_name, &error))?;
    Ok(summary)
}

/// The names of manifest and summary.
pub(super) fn names(shard: Option<Shard>) -> (String, String) {
    (file_name("manifest", shard, "jsonl"), file_name("summary", shard, "json"))
}

fn suffix(shard: Option<Shard>) -> String {
    shard.map_or_else(|| "whole".to_owned(), |shard| format!("{}-of-{}", shard.number, shard.of))
}

/// Joins the manifests of the parts that lie in the folder. `outputs` are all documents of the batch in their order.
pub(super) fn merge(folder: &OutputFolder, head: &Head, outputs: &[&str]) -> Result<Summary, Diagnostic> {
    // a manifest of the whole is there only where the whole is: not where this is refused
    let (manifest, summary) = names(None);
    folder.remove(&manifest).map_err(folder.unwritable(&manifest))?;
    folder.remove(&summary).map_err(folder.unwritable(&summary))?;
    let shards = parts(folder)?;
    let mut readers = Vec::new();
    for shard in &shards {
        let name = names(Some(*shard)).0;
        let file = folder.read(&name).map_err(|error| unread(folder, &name, &error.to_string()))?;
        let mut lines = BufReader::new(file).lines();
        let first = lines.next().and_then(Result::ok).unwrap_or_default();
        let expected = Head { shard: Some(shard.to_string()), ..head.clone() };
        same_batch(folder, &name, &first, &expected)?;
        readers.push((name, lines));
    }
    // the parts hold the documents in turn, each in its order
    let mut broken = None;
    let lines = outputs.iter().enumerate().map(|(index, output)| {
        let Some((name, lines)) = shards.iter().position(|shard| shard.has(index)).and_then(|at| readers.get_mut(at))
        else {
            return Err(io::ErrorKind::UnexpectedEof.into());
        };
        let line = lines.next().unwrap_or_else(|| Ok(String::new()))?;
        let why = match Entry::parse(&line).filter(|entry| entry.output == **output) {
            None => Some(format!("it does not have `{output}` where it should")),
            Some(entry) => not_there(folder, &entry),
        };
        match why {
            Some(why) => {
                broken = Some((name.clone(), why));
                Err(io::ErrorKind::InvalidData.into())
            }
            None => Ok(line),
        }
    });
    let summary = write(folder, head, None, (lines, &[]));
    match broken {
        Some((name, why)) => Err(unread(folder, &name, &why)),
        None => summary,
    }
}

/// Why a document that was written is not what its line says; none where it is.
fn not_there(folder: &OutputFolder, entry: &Entry) -> Option<String> {
    let output = &entry.output;
    let found = folder.sha256(output);
    match entry.status {
        Status::Failed => None,
        Status::Written if found.is_none() => Some(format!("its document `{output}` is not there")),
        Status::Written if found != entry.sha256 => Some(format!("its document `{output}` is another one")),
        Status::Written => None,
    }
}

/// The parts whose manifests are there: all of one number.
fn parts(folder: &OutputFolder) -> Result<Vec<Shard>, Diagnostic> {
    let mut shards: Vec<Shard> = folder.names(".").iter().filter_map(|name| part(name)).collect();
    shards.sort_by_key(|shard| (shard.of, shard.number));
    let Some(of) = shards.first().map(|shard| shard.of) else {
        let message = format!("there is no `manifest-1-of-N.jsonl` in `{}`", folder.path().display());
        return Err(
            Diagnostic::error("missing-part", message).help("run the parts first, with `--shard 1/N` and so on")
        );
    };
    if shards.iter().any(|shard| shard.of != of) {
        let message =
            format!("the manifests in `{}` are of batches in different numbers of parts", folder.path().display());
        return Err(Diagnostic::error("missing-part", message).help("take those away that are not of this batch"));
    }
    let missing: Vec<String> = (1..=of)
        .map(|number| Shard { number, of })
        .filter(|shard| !shards.contains(shard))
        .map(|shard| format!("`{shard}`"))
        .collect();
    if missing.is_empty() {
        return Ok(shards);
    }
    let message = format!("{} of {of} parts have no manifest in `{}`", missing.len(), folder.path().display());
    let (shown, further) = missing.split_at(missing.len().min(12));
    let further = if further.is_empty() { String::new() } else { format!(" and {} more", further.len()) };
    Err(Diagnostic::error("missing-part", message)
        .help(format!("run them, with `--shard`: {}{further}", shown.join(", "))))
}

fn part(name: &str) -> Option<Shard> {
    let (stem, shard) = Shard::of_name(name.strip_suffix(".jsonl")?)?;
    (stem == "manifest").then_some(shard)
}

fn same_batch(folder: &OutputFolder, name: &str, first: &str, expected: &Head) -> Result<(), Diagnostic> {
    let Ok(found) = serde_json::from_str::<Head>(first) else {
        return Err(unread(folder, name, "its first line is not that of a manifest"));
    };
    let differs = [
        ("program", found.program != expected.program),
        ("specification", found.specification != expected.specification),
        ("table", found.table != expected.table),
        ("`--output`", found.output != expected.output),
        ("number of documents", found.documents != expected.documents),
    ];
    match differs.iter().find(|(_, differs)| *differs) {
        Some((what, _)) => Err(unread(folder, name, &format!("its {what} is not that of this batch"))),
        None => Ok(()),
    }
}

fn unread(folder: &OutputFolder, name: &str, why: &str) -> Diagnostic {
    let message = format!("`{}` cannot be joined: {why}", folder.shown(name).display());
    Diagnostic::error("missing-part", message).help("run this part again, with the same specification and table")
}
