//! The folder of a batch's documents. Everything is written below it, whatever links lie in it (cap-std), and each file is
//! whole or was never touched.

use super::shard::Shard;
use super::table::hex;
use briefing::diag::Diagnostic;
use briefing::evidence::files::{ensure_folder, unwritten};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, File, OpenOptions};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs::TryLockError;
use std::io::{self, BufWriter, Read};
use std::path::{Path, PathBuf};

/// The folder, in the documents' own, of what a batch remembers.
pub(super) const MEMORY: &str = ".batch";

/// What goes wrong with bringing a folder to the disk and is no fault.
const PASSED_OVER: [io::ErrorKind; 4] =
    [io::ErrorKind::InvalidInput, io::ErrorKind::Unsupported, io::ErrorKind::NotFound, io::ErrorKind::NotADirectory];

/// The folder of the documents, opened.
pub(super) struct OutputFolder {
    dir: Dir,
    path: PathBuf,
}

/// What keeps others out of the folder as long as it lives.
pub(super) struct Lock(#[expect(dead_code, reason = "the system unlocks when they are closed")] Vec<std::fs::File>);

/// A file that is on the disk and does not bear its name yet; without [`Staged::publish`] it goes away again.
pub(super) struct Staged<'f> {
    folder: &'f OutputFolder,
    temporary: String,
    name: String,
    published: bool,
}

impl OutputFolder {
    /// Opens the folder; it is made where its parent is there.
    #[expect(clippy::disallowed_methods, reason = "the folder that was named on the command line")]
    pub fn open(path: &Path) -> Result<Self, Diagnostic> {
        ensure_folder(path)?;
        let dir = Dir::open_ambient_dir(path, ambient_authority()).map_err(|error| unwritten(path, &error))?;
        dir.create_dir_all(MEMORY).map_err(|error| unwritten(&path.join(MEMORY), &error))?;
        Ok(OutputFolder { dir, path: path.to_owned() })
    }

    /// Its own path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The path of a file as it is said in messages.
    pub fn shown(&self, name: &str) -> PathBuf {
        let path = self.path.join(name);
        path.strip_prefix(".").map(Path::to_owned).unwrap_or(path)
    }

    /// Keeps out every other batch, or, for a part of one, those that do not do another part.
    pub fn lock(&self, shard: Option<Shard>) -> Result<Lock, Diagnostic> {
        let whole = self.lock_file("lock")?;
        let Some(part) = shard else {
            self.taken("lock", whole.try_lock())?;
            return Ok(Lock(vec![whole]));
        };
        self.taken("lock", whole.try_lock_shared())?;
        let name = format!("lock-{}-of-{}", part.number, part.of);
        let own = self.lock_file(&name)?;
        self.taken(&name, own.try_lock())?;
        Ok(Lock(vec![whole, own]))
    }

    fn lock_file(&self, name: &str) -> Result<std::fs::File, Diagnostic> {
        let name = format!("{MEMORY}/{name}");
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true);
        let file = self.dir.open_with(&name, &options).map_err(|error| self.unwritten(&name, &error))?;
        Ok(file.into_std())
    }

    fn taken(&self, name: &str, outcome: Result<(), TryLockError>) -> Result<(), Diagnostic> {
        match outcome {
            Ok(()) => Ok(()),
            Err(TryLockError::WouldBlock) => {
                let message = format!("another batch is writing into `{}`", self.path.display());
                Err(Diagnostic::error("batch-running", message)
                    .help("wait until it has ended, or write into another folder"))
            }
            Err(TryLockError::Error(error)) => Err(self.unwritten(&format!("{MEMORY}/{name}"), &error)),
        }
    }

    /// Why a file of the folder could not be written.
    pub fn unwritten(&self, name: &str, error: &io::Error) -> Diagnostic {
        unwritten(&self.shown(name), error)
    }

    /// The same, for `map_err`.
    pub fn unwritable<'f>(&'f self, name: &'f str) -> impl FnOnce(io::Error) -> Diagnostic + 'f {
        move |error| self.unwritten(name, &error)
    }

    /// Opens a file for adding to its end; an older one is emptied before where `fresh`.
    pub fn append(&self, name: &str, fresh: bool) -> io::Result<File> {
        if fresh {
            self.remove(name)?;
        }
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(true);
        self.dir.open_with(name, &options)
    }

    /// Opens a file.
    pub fn read(&self, name: &str) -> io::Result<File> {
        self.dir.open(name)
    }

    /// The names of what is in a folder below this one, or in itself where `folder` is `.`; sorted.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let entries = self.dir.read_dir(folder).into_iter().flatten();
        let mut names: Vec<String> = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
        names.sort();
        names
    }

    /// Removes a file, where there is one.
    pub fn remove(&self, name: &str) -> io::Result<()> {
        match self.dir.remove_file(name) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Whether something stands at a name.
    pub fn is_there(&self, name: &str) -> bool {
        self.dir.symlink_metadata(name).is_ok()
    }

    /// The SHA-256 of a regular file, where there is one that can be read.
    pub fn sha256(&self, name: &str) -> Option<String> {
        const CHUNK: usize = 1 << 16;
        if !self.dir.symlink_metadata(name).ok()?.is_file() {
            return None;
        }
        let (mut file, mut hash, mut chunk) = (self.dir.open(name).ok()?, Sha256::new(), vec![0; CHUNK]);
        loop {
            let length = file.read(&mut chunk).ok()?;
            match chunk.get(..length) {
                Some(read) if !read.is_empty() => hash.update(read),
                _ => return Some(hex(&hash.finalize())),
            }
        }
    }

    /// Why nothing can stand at `name`: something is there that is no file, and would be lost or block the way.
    pub fn obstacle(&self, name: &str) -> Option<&'static str> {
        for folder in name.match_indices('/').filter_map(|(at, _)| name.get(..at)) {
            match self.dir.metadata(folder) {
                Ok(metadata) if metadata.is_dir() => {}
                Ok(_) => return Some("below a file"),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    return self.dir.symlink_metadata(folder).is_ok().then_some("below a link that leads nowhere");
                }
                Err(_) => {
                    return Some("below a link that leads out of the folder, or a folder that may not be entered");
                }
            }
        }
        let metadata = self.dir.symlink_metadata(name).ok()?;
        match (metadata.is_dir(), metadata.is_file() || metadata.is_symlink()) {
            (true, _) => Some("a folder"),
            (false, false) => Some("a pipe, a socket or a device"),
            (false, true) => None,
        }
    }

    /// Writes a file to the disk, under a name of its own; `number` tells it from those that are written at the same time.
    pub fn stage(
        &self,
        name: &str,
        number: &str,
        write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
    ) -> io::Result<Staged<'_>> {
        let temporary = format!("{MEMORY}/{number}.tmp");
        // what a killed run has left
        self.remove(&temporary)?;
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        let file = self.dir.open_with(&temporary, &options)?;
        let staged = Staged { folder: self, temporary, name: name.to_owned(), published: false };
        let mut writer = BufWriter::new(file);
        write(&mut writer)?;
        let file = writer.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        Ok(staged)
    }

    /// Makes the names of all that was written last through a loss of power.
    #[expect(clippy::disallowed_methods, reason = "a folder is opened only to be brought to the disk")]
    pub fn sync<'n>(&self, names: impl Iterator<Item = &'n str>) -> io::Result<()> {
        let folders: BTreeSet<&str> =
            names.map(|name| name.rsplit_once('/').map_or("", |(folder, _)| folder)).collect();
        for folder in folders.into_iter().filter(|_| cfg!(unix)) {
            match std::fs::File::open(self.path.join(folder)).and_then(|folder| folder.sync_all()) {
                // a system that cannot do that for folders; the folder of a document that could not be written
                Err(error) if PASSED_OVER.contains(&error.kind()) => {}
                done => done?,
            }
        }
        Ok(())
    }
}

impl Staged<'_> {
    /// Gives the file its name; the folders of its name are made. A link that stands there is replaced, not followed.
    pub fn publish(mut self) -> io::Result<()> {
        if let Some((folder, _)) = self.name.rsplit_once('/') {
            self.folder.dir.create_dir_all(folder)?;
        }
        self.folder.dir.rename(&self.temporary, &self.folder.dir, &self.name)?;
        self.published = true;
        Ok(())
    }
}

impl Drop for Staged<'_> {
    fn drop(&mut self) {
        if !self.published {
            let _ = self.folder.remove(&self.temporary);
        }
    }
}
