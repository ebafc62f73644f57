//! What has been done, on the disk before it is done: a line for each document, brought to the disk before the document
//! takes its name. A line is believed only where the document's bytes and what it would be made from are what it says, so
//! that a run that was killed at any point can be taken up again.

use super::disk::{MEMORY, OutputFolder};
use super::entry::Entry;
use super::shard::{Shard, file_name};
use cap_std::fs::File;
use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The longest line that is read back.
const LONGEST: usize = 16 << 20;

/// Where a line stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    file: usize,
    start: u64,
    length: usize,
}

/// The journal of this run, and those of earlier ones. Of each line only its place is kept.
pub(super) struct Journal {
    lines: Mutex<Lines>,
    /// The journal once more, to be brought to the disk, and how far it has been.
    synced: Mutex<(File, u64)>,
}

/// The files; the first is the one that is written.
struct Lines {
    files: Vec<File>,
    end: u64,
    known: BTreeMap<String, Place>,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Journal {
    /// Opens the journal. With `resume` all that earlier runs, of whatever parts, have written in the folder is known;
    /// else their journals are forgotten, those of other parts apart.
    pub fn open(folder: &OutputFolder, shard: Option<Shard>, resume: bool) -> io::Result<Journal> {
        let own = file_name("journal", shard, "jsonl");
        let others = folder.names(MEMORY).into_iter();
        let others: Vec<String> =
            others.filter(|name| name.starts_with("journal") && name.ends_with(".jsonl") && *name != own).collect();
        let path = |name: &str| format!("{MEMORY}/{name}");
        let file = folder.append(&path(&own), !resume)?;
        let again = file.try_clone()?;
        let mut lines = Lines { files: vec![file], end: 0, known: BTreeMap::new() };
        if resume {
            for name in others {
                lines.files.push(folder.read(&path(&name))?);
            }
            for file in (0..lines.files.len()).rev() {
                lines.learn(file)?;
            }
            lines.close_line()?;
        } else if shard.is_none() {
            others.into_iter().try_for_each(|name| folder.remove(&path(&name)))?;
        }
        Ok(Journal { lines: Mutex::new(lines), synced: Mutex::new((again, 0)) })
    }

    /// What an earlier run has said of the document `output`.
    pub fn known(&self, output: &str) -> Option<(Entry, Place)> {
        let mut lines = locked(&self.lines);
        let place = *lines.known.get(output)?;
        let line = lines.line(place).ok()?;
        Some((Entry::parse(&line)?, place))
    }

    /// Adds a line and brings it to the disk; lines that come at the same time go there together.
    pub fn add(&self, entry: &Entry) -> io::Result<Place> {
        let place = locked(&self.lines).add(entry)?;
        let end = place.start + place.length as u64;
        let mut synced = locked(&self.synced);
        if synced.1 < end {
            let written = locked(&self.lines).end;
            synced.0.sync_data()?;
            synced.1 = written;
        }
        Ok(place)
    }

    /// The line at `place`.
    pub fn line(&self, place: Place) -> io::Result<String> {
        locked(&self.lines).line(place)
    }
}

impl Lines {
    /// Reads the places of a file's lines; a line that is not whole is passed over.
    fn learn(&mut self, index: usize) -> io::Result<()> {
        let Some(file) = self.files.get(index) else { return Ok(()) };
        let mut reader = BufReader::new(file.try_clone()?);
        reader.seek(SeekFrom::Start(0))?;
        let (mut start, mut line) = (0, Vec::new());
        loop {
            line.clear();
            let length = reader.by_ref().take(LONGEST as u64).read_until(b'\n', &mut line)?;
            if length == 0 {
                break;
            }
            let entry = std::str::from_utf8(&line).ok().and_then(Entry::parse);
            if let Some(entry) = entry {
                self.known.insert(entry.output, Place { file: index, start, length });
            }
            start += length as u64;
        }
        if index == 0 {
            self.end = start;
        }
        Ok(())
    }

    /// After a line that was cut off, the next one begins on its own.
    fn close_line(&mut self) -> io::Result<()> {
        let Some(file) = self.files.first_mut() else { return Ok(()) };
        let mut last = [b'\n'];
        if self.end > 0 {
            file.seek(SeekFrom::Start(self.end - 1))?;
            file.read_exact(&mut last)?;
        }
        if last != [b'\n'] {
            file.write_all(b"\n")?;
            self.end += 1;
        }
        Ok(())
    }

    /// Adds a line.
    fn add(&mut self, entry: &Entry) -> io::Result<Place> {
        let line = entry.line() + "\n";
        let Some(file) = self.files.first_mut() else { return Err(io::ErrorKind::NotFound.into()) };
        file.write_all(line.as_bytes())?;
        let place = Place { file: 0, start: self.end, length: line.len() };
        self.end += line.len() as u64;
        Ok(place)
    }

    /// The line at `place`.
    fn line(&mut self, place: Place) -> io::Result<String> {
        let Some(file) = self.files.get_mut(place.file) else { return Err(io::ErrorKind::NotFound.into()) };
        file.seek(SeekFrom::Start(place.start))?;
        let mut bytes = vec![0; place.length];
        file.read_exact(&mut bytes)?;
        String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
    }
}
