//! The disk: reading inside the briefing's folder, and writing so that a file is whole or was never touched. Nothing else in
//! the library opens a file.
//!
//! A [`Folder`] is a capability (cap-std): whatever path a specification names, the operating system resolves it below that
//! folder, links included, so that a specification from a stranger cannot print the reader's other files. Only regular
//! files are opened, each up to the size its [`Kind`] allows.

#![expect(clippy::disallowed_methods, reason = "this is the one place that touches the disk")]

mod bundles;

use crate::diag::{Diagnostic, Span};
pub use bundles::new_bundle;
use cap_std::ambient_authority;
use cap_std::fs::{Dir, File, Metadata};
use sha2::{Digest, Sha256};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};

/// What a file is read as: a word for messages, and the largest size that is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// What it is, in messages: "a data file".
    pub name: &'static str,
    /// The largest size in bytes.
    pub limit: u64,
}

impl Kind {
    /// A specification: 8 MiB.
    pub const SPECIFICATION: Kind = Kind { name: "a specification", limit: 8 << 20 };
    /// A theme: 1 MiB.
    pub const THEME: Kind = Kind { name: "a theme", limit: 1 << 20 };
    /// A profile: 1 MiB.
    pub const PROFILE: Kind = Kind { name: "a profile", limit: 1 << 20 };
    /// A CSV file: 64 MiB.
    pub const DATA: Kind = Kind { name: "a data file", limit: 64 << 20 };
    /// A citation style: 1 MiB.
    pub const STYLE: Kind = Kind { name: "a citation style", limit: 1 << 20 };
    /// A library of sources: 64 MiB.
    pub const LIBRARY: Kind = Kind { name: "a library of sources", limit: 64 << 20 };
    /// A picture: 50 MB.
    pub const IMAGE: Kind = Kind { name: "a picture", limit: 50_000_000 };
    /// A font file: 32 MiB.
    pub const FONT: Kind = Kind { name: "a font file", limit: 32 << 20 };
    /// An archived copy of a source: 200 MB.
    pub const ARCHIVE: Kind = Kind { name: "an archived copy", limit: 200_000_000 };
}

/// The name a specification has where only its folder is given.
pub const SPECIFICATION: &str = "briefing.toml";

/// A briefing's folder. Nothing outside it can be read through it.
#[derive(Debug)]
pub struct Folder {
    dir: Dir,
    path: PathBuf,
}

impl Folder {
    /// Opens the folder at `path`.
    ///
    /// # Errors
    /// `missing-file`, `not-a-folder` or `unreadable-file`, with the path as given.
    pub fn open(path: &Path) -> Result<Self, Diagnostic> {
        let dir = Dir::open_ambient_dir(path, ambient_authority()).map_err(|error| unopened(path, &error))?;
        Ok(Folder { dir, path: path.to_owned() })
    }

    /// Opens the folder of the specification at `path`, and says the specification's name in it: `path` is the file, or a
    /// folder that holds a [`SPECIFICATION`]. The file itself is not opened.
    ///
    /// # Errors
    /// As [`Folder::open`]; also `not-utf-8` where the file's name is none.
    pub fn of_specification(path: &Path) -> Result<(Self, String), Diagnostic> {
        if path.is_dir() {
            return Ok((Folder::open(path)?, SPECIFICATION.to_owned()));
        }
        let name = path.file_name().and_then(|name| name.to_str()).ok_or_else(|| {
            Diagnostic::error("not-utf-8", format!("the name of `{}` cannot be read as UTF-8", path.display()))
        })?;
        Ok((Folder::open(parent(path))?, name.to_owned()))
    }

    /// The name of a file in this folder as the author would type it from where the program was started.
    #[must_use]
    pub fn shown(&self, path: &str) -> String {
        let whole = self.path.join(path);
        whole.strip_prefix(".").unwrap_or(&whole).display().to_string()
    }

    /// The bytes of the file at `path`, which the specification names at `at`.
    ///
    /// # Errors
    /// `missing-file`, `outside-folder`, `not-a-file`, `too-large` or `unreadable-file`.
    pub fn read(&self, path: &str, kind: Kind, at: Option<Span>) -> Result<Vec<u8>, Diagnostic> {
        let mut bytes = Vec::new();
        self.each_chunk(path, kind, at, |chunk| bytes.extend_from_slice(chunk))?;
        Ok(bytes)
    }

    /// The text of the file at `path`, without a byte order mark.
    ///
    /// # Errors
    /// As [`Folder::read`]; also `not-utf-8`, with the line and the byte.
    pub fn read_text(&self, path: &str, kind: Kind, at: Option<Span>) -> Result<String, Diagnostic> {
        let text = decode(self.read(path, kind, at)?, path, at)?;
        Ok(text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_owned))
    }

    /// The SHA-256 of the file at `path`; the file is never held whole.
    ///
    /// # Errors
    /// As [`Folder::read`].
    pub fn sha256(&self, path: &str, kind: Kind, at: Option<Span>) -> Result<[u8; 32], Diagnostic> {
        let mut hash = Sha256::new();
        self.each_chunk(path, kind, at, |chunk| hash.update(chunk))?;
        Ok(hash.finalize().into())
    }

    /// Reads the file piece by piece. A file that grows while it is read is stopped at its limit.
    fn each_chunk(
        &self,
        path: &str,
        kind: Kind,
        at: Option<Span>,
        mut take: impl FnMut(&[u8]),
    ) -> Result<(), Diagnostic> {
        const CHUNK: usize = 1 << 16;
        let mut file = self.regular_file(path, kind, at)?;
        let mut chunk = vec![0; CHUNK];
        let mut total = 0;
        loop {
            let length = file.read(&mut chunk).map_err(|error| self.unread(path, at, &error))?;
            total += length as u64;
            if total > kind.limit {
                return Err(too_large(path, kind, at));
            }
            match chunk.get(..length) {
                Some(read) if !read.is_empty() => take(read),
                _ => return Ok(()),
            }
        }
    }

    /// Opens a regular file. What it is is asked before, since opening a pipe waits for somebody to write into it, and
    /// again after, since a path may have been given to another file in between.
    fn regular_file(&self, path: &str, kind: Kind, at: Option<Span>) -> Result<File, Diagnostic> {
        check_path(path, at)?;
        let unread = |error| self.unread(path, at, &error);
        check_regular(&self.dir.metadata(path).map_err(unread)?, path, kind, at)?;
        let file = self.dir.open(path).map_err(unread)?;
        check_regular(&file.metadata().map_err(unread)?, path, kind, at)?;
        Ok(file)
    }

    /// Why a path could not be read.
    fn unread(&self, path: &str, at: Option<Span>, error: &io::Error) -> Diagnostic {
        // cap-std makes the error of a path that leaves the folder itself; the system's own carry a number.
        if error.kind() == io::ErrorKind::PermissionDenied && error.raw_os_error().is_none() {
            return Diagnostic::error("outside-folder", format!("`{path}` leads outside the briefing's folder"))
                .at_maybe(at, "through a link")
                .help("put the file itself into the briefing's folder");
        }
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::InvalidInput => {
                self.missing(path, at)
            }
            io::ErrorKind::PermissionDenied => {
                Diagnostic::error("unreadable-file", format!("`{path}` may not be read: permission denied"))
                    .at_maybe(at, "")
                    .help("give yourself the right to read it")
            }
            // A link to itself has no stable `ErrorKind`; what it leads to is not there.
            _ if self.is_link(path) => self.missing(path, at),
            _ => Diagnostic::error("unreadable-file", format!("`{path}` cannot be read: {error}")).at_maybe(at, ""),
        }
    }

    /// There is no such file: the nearest name in the deepest folder that is there.
    fn missing(&self, path: &str, at: Option<Span>) -> Diagnostic {
        let missing = Diagnostic::error("missing-file", format!("there is no file `{path}` in the briefing's folder"))
            .at_maybe(at, "not found");
        if path.contains('\\') {
            return missing.help("write `/` between folders");
        }
        if self.is_link(path) {
            return Diagnostic::error("missing-file", format!("`{path}` is a link to a file that is not there"))
                .at_maybe(at, "leads nowhere")
                .help("put the file itself into the briefing's folder");
        }
        let (absent, known) = self.neighbours(path);
        missing.suggest(&absent, known.iter().map(String::as_str))
    }

    fn is_link(&self, path: &str) -> bool {
        self.dir.symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink())
    }

    /// The first part of `path` that is not there, and the paths beside it, sorted.
    fn neighbours(&self, path: &str) -> (String, Vec<String>) {
        let mut folder = String::new();
        for part in path.split('/') {
            let next = format!("{folder}{part}");
            if !self.dir.metadata(&next).is_ok_and(|metadata| metadata.is_dir()) {
                return (next, self.names(&folder));
            }
            folder = next + "/";
        }
        (path.to_owned(), Vec::new())
    }

    /// The paths of what is in a folder (its path ends in `/`, or is empty), sorted, without hidden files; none where there
    /// is no such folder.
    #[must_use]
    pub fn names(&self, folder: &str) -> Vec<String> {
        let entries = if folder.is_empty() { self.dir.entries() } else { self.dir.read_dir(folder) };
        let mut names: Vec<String> = entries
            .into_iter()
            .flatten()
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|name| !name.starts_with('.'))
            .map(|name| format!("{folder}{name}"))
            .collect();
        names.sort();
        names
    }
}

/// The text of `bytes`, or where it stops being UTF-8.
fn decode(bytes: Vec<u8>, path: &str, at: Option<Span>) -> Result<String, Diagnostic> {
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let line = bytes.iter().take(valid).filter(|byte| **byte == b'\n').count() + 1;
        let help = match bytes {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "it looks like UTF-16: save it as UTF-8",
            _ => "save it as UTF-8 (in a spreadsheet: “CSV UTF-8”)",
        };
        Diagnostic::error("not-utf-8", format!("`{path}` is not UTF-8: line {line}, byte {} of the file", valid + 1))
            .at_maybe(at, "")
            .help(help)
    })
}

/// Refuses what leads out of the folder by its letters alone, before the disk is asked.
fn check_path(path: &str, at: Option<Span>) -> Result<(), Diagnostic> {
    let outside = |what: &str| {
        Diagnostic::error("outside-folder", format!("`{path}` is outside the briefing's folder"))
            .at_maybe(at, what)
            .help("put the file into the briefing's folder, and name it from there: `data/cases.csv`")
    };
    for part in Path::new(path).components() {
        match part {
            Component::Prefix(_) | Component::RootDir => return Err(outside("an absolute path")),
            Component::ParentDir => return Err(outside("`..` leads out of the folder")),
            Component::CurDir | Component::Normal(_) => {}
        }
    }
    Ok(())
}

fn check_regular(metadata: &Metadata, path: &str, kind: Kind, at: Option<Span>) -> Result<(), Diagnostic> {
    let refused = |what: &str| {
        let finding = Diagnostic::error("not-a-file", format!("`{path}` is {what}, not a file"));
        Err(finding.at_maybe(at, "").help(format!("name {}", kind.name)))
    };
    if metadata.is_dir() {
        return refused("a folder");
    }
    if !metadata.is_file() {
        return refused("a pipe, a socket or a device");
    }
    if metadata.len() > kind.limit {
        return Err(too_large(path, kind, at));
    }
    Ok(())
}

fn too_large(path: &str, kind: Kind, at: Option<Span>) -> Diagnostic {
    let (limit, unit) = match kind.limit {
        limit if limit % (1 << 20) == 0 => (limit >> 20, "MiB"),
        limit => (limit / 1_000_000, "MB"),
    };
    Diagnostic::error("too-large", format!("`{path}` is too large: {} may have {limit} {unit}", kind.name))
        .at_maybe(at, "")
        .help(match kind {
            Kind::DATA => "keep a smaller file: the rows and columns that are used",
            Kind::IMAGE => "keep a smaller file: a picture with fewer pixels",
            _ => "keep a smaller file: the part that is used, or pictures with fewer pixels",
        })
}

/// Why a folder could not be opened.
fn unopened(path: &Path, error: &io::Error) -> Diagnostic {
    let shown = path.display();
    match error.kind() {
        io::ErrorKind::NotFound => Diagnostic::error("missing-file", format!("there is no folder `{shown}`")),
        io::ErrorKind::NotADirectory => Diagnostic::error("not-a-folder", format!("`{shown}` is not a folder")),
        _ => Diagnostic::error("unreadable-file", format!("the folder `{shown}` cannot be opened: {error}")),
    }
}

/// The folder a path stands in.
fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Writes `bytes` to `path` so that, whatever happens, the old file stays whole or the new one stands there: into a new
/// file in the same folder, to the disk, then by renaming. A link is followed.
///
/// # Errors
/// `unwritable-file`: the folder is absent or read-only, the disk is full, or `path` is no regular file. No trace is left.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    let target = replaceable(path)?;
    replace(&target, bytes).map_err(|error| unwritten(path, &error))
}

/// The path that is written for `path`: itself, or what it links to. Only an absent or a regular file is replaced.
fn replaceable(path: &Path) -> Result<PathBuf, Diagnostic> {
    let Ok(metadata) = path.metadata() else { return Ok(path.to_owned()) };
    if !metadata.is_file() {
        let what = if metadata.is_dir() { "a folder" } else { "a pipe, a socket or a device" };
        let message = format!("`{}` cannot be written: it is {what}", path.display());
        return Err(Diagnostic::error("unwritable-file", message).help("choose another name for the output"));
    }
    path.canonicalize().map_err(|error| unwritten(path, &error))
}

fn replace(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = parent(target);
    let mut builder = tempfile::Builder::new();
    builder.prefix(".briefing-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any program creates a file: for everybody, less what the user's mask takes away.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(target).map_err(|error| error.error)?;
    sync_folder(folder)
}

/// Makes the new name last through a loss of power, where the system can do that for a folder.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if !cfg!(unix) {
        return Ok(());
    }
    match std::fs::File::open(folder).and_then(|folder| folder.sync_all()) {
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        done => done,
    }
}

/// What a specification is called: its folder's name, or the file's where that is not [`SPECIFICATION`].
#[must_use]
pub fn name_of_specification(path: &Path) -> String {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let file = path.file_name().filter(|name| !path.is_dir() && *name != SPECIFICATION);
    let folder = if path.is_dir() { Some(path.as_path()) } else { path.parent() };
    let name = match file {
        Some(file) => Path::new(file).file_stem(),
        None => folder.and_then(Path::file_name),
    };
    name.map_or_else(|| "briefing".to_owned(), |name| name.to_string_lossy().into_owned())
}

/// Whether two paths lead to one file, both being there.
#[must_use]
pub fn same_file(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// Makes the folder `path`, which must not be there yet.
///
/// # Errors
/// `unwritable-file`.
pub fn new_folder(path: &Path) -> Result<(), Diagnostic> {
    if path.symlink_metadata().is_ok() {
        let message = format!("`{}` is there already", path.display());
        return Err(Diagnostic::error("unwritable-file", message).help("choose another name; nothing was changed"));
    }
    std::fs::create_dir(path).map_err(|error| unwritten(path, &error))
}

/// Makes the folder `path` where it is absent; its parent must be there.
///
/// # Errors
/// `unwritable-file`.
pub fn ensure_folder(path: &Path) -> Result<(), Diagnostic> {
    match std::fs::create_dir(path) {
        Err(_) if path.is_dir() => Ok(()),
        Err(error) => Err(unwritten(path, &error)),
        Ok(()) => Ok(()),
    }
}

/// Why a file could not be written: `unwritable-file`, with what to do.
#[must_use]
pub fn unwritten(path: &Path, error: &io::Error) -> Diagnostic {
    let (shown, folder) = (path.display(), parent(path).display());
    let (reason, help) = match error.kind() {
        io::ErrorKind::NotFound => (format!("there is no folder `{folder}`"), "make the folder first"),
        // the folder itself is to be made, and a file has its name
        io::ErrorKind::AlreadyExists => (format!("`{shown}` is not a folder"), "choose another place for the output"),
        io::ErrorKind::NotADirectory => (format!("`{folder}` is not a folder"), "choose another place for the output"),
        io::ErrorKind::PermissionDenied => {
            (format!("you may not write into `{folder}`"), "choose another place for the output")
        }
        io::ErrorKind::ReadOnlyFilesystem => {
            (format!("`{folder}` is read-only"), "choose another place for the output")
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            (format!("there is no space left in `{folder}`"), "make space, or choose another place for the output")
        }
        _ => (error.to_string(), "choose another place for the output"),
    };
    Diagnostic::error("unwritable-file", format!("`{shown}` cannot be written: {reason}")).help(help)
}

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
