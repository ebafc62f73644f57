//! What earlier runs wrote into the folder: so that no file is overwritten that is not the batch's own, and that last month's documents,
//! which lie beside this month's and are none of them, are named.

use super::disk::{MEMORY, OutputFolder};
use super::entry::{Entry, Status};
use super::manifest;
use super::shard::{Shard, file_name};
use std::collections::BTreeSet;
use std::io::{self, BufRead, BufReader, Write};

/// The documents of earlier runs, by their names.
#[derive(Debug, Default)]
pub(super) struct Earlier {
    /// Those that the manifest of this batch, or of this part, says were written.
    written: BTreeSet<String>,
    /// Those, and all that any manifest or journal in the folder says were.
    own: BTreeSet<String>,
}

impl Earlier {
    /// Reads what is known before it is written anew, and keeps it for a run that is interrupted.
    pub fn of(folder: &OutputFolder, shard: Option<Shard>) -> io::Result<Earlier> {
        let (own_manifest, _) = manifest::names(shard);
        let mut earlier = Earlier::default();
        let list = list(shard);
        for name in lines(folder, &list) {
            earlier.written.insert(name);
        }
        for entry in lines(folder, &own_manifest).iter().filter_map(|line| Entry::parse(line)) {
            if entry.status == Status::Written {
                earlier.written.insert(entry.output);
            }
        }
        earlier.own.clone_from(&earlier.written);
        let journals = folder.names(MEMORY).into_iter().map(|name| format!("{MEMORY}/{name}"));
        let manifests = folder.names(".").into_iter().filter(|name| name.starts_with("manifest"));
        for name in journals.chain(manifests).filter(|name| name.ends_with(".jsonl")) {
            let entries = lines(folder, &name).into_iter().filter_map(|line| Entry::parse(&line));
            let written = entries.filter(|entry| entry.status == Status::Written);
            earlier.own.extend(written.map(|entry| entry.output));
        }
        if !earlier.written.is_empty() {
            earlier.keep(folder, shard, &earlier.written)?;
        }
        Ok(earlier)
    }

    /// Whether a batch in this folder has written the document.
    pub fn is_own(&self, output: &str) -> bool {
        self.own.contains(output)
    }

    /// The documents of earlier runs that are there and that this run, or another part of it, has not made. They are kept in mind as
    /// long as they lie there.
    pub fn left<'a>(
        &self,
        folder: &OutputFolder,
        shard: Option<Shard>,
        is_made: impl Fn(&str) -> bool + 'a,
    ) -> io::Result<Vec<String>> {
        let is_there = |name: &&String| folder.sha256(name).is_some();
        let left: Vec<String> = self.written.iter().filter(|name| !is_made(name)).filter(is_there).cloned().collect();
        if !self.written.is_empty() {
            self.keep(folder, shard, &left.iter().cloned().collect())?;
        }
        Ok(left)
    }

    fn keep(&self, folder: &OutputFolder, shard: Option<Shard>, names: &BTreeSet<String>) -> io::Result<()> {
        let mut text = String::new();
        for name in names {
            text.push_str(name);
            text.push('\n');
        }
        if names.is_empty() {
            return folder.remove(&list(shard));
        }
        let staged = folder.stage(&list(shard), "earlier", |writer| writer.write_all(text.as_bytes()))?;
        staged.publish()
    }
}

fn list(shard: Option<Shard>) -> String {
    format!("{MEMORY}/{}", file_name("earlier", shard, "txt"))
}

/// The lines of a file; none where it is not there.
fn lines(folder: &OutputFolder, name: &str) -> Vec<String> {
    let file = folder.read(name).ok();
    file.into_iter().flat_map(|file| BufReader::new(file).lines().map_while(Result::ok).collect::<Vec<_>>()).collect()
}
