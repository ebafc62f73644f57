//! The folder of a bundle: it comes into being whole, and takes the place of another only where nothing is lost by it.

use super::{parent, sync_folder, unwritten};
use crate::diag::Diagnostic;
use sha2::{Digest, Sha256};
use std::io;
use std::path::{Path, PathBuf};

/// Writes files into a new folder `path`, all of them or none. One that is there already is replaced with `replace`, and only
/// where a former bundle stands in it: what its list of hashes names, and nothing else.
///
/// # Errors
/// `unwritable-file`.
pub fn new_bundle(path: &Path, files: &[(String, Vec<u8>)], list: &str, replace: bool) -> Result<(), Diagnostic> {
    let there = path.symlink_metadata().is_ok();
    if there && replace && is_bundle(path, list) {
        let changed = changed(path, list);
        if !changed.is_empty() {
            let message = format!(
                "`{}` holds files that were changed after the bundle was written: `{}`",
                path.display(),
                changed.join("`, `")
            );
            return Err(Diagnostic::error("unwritable-file", message).help(
                "copy to another folder what you wrote into them and delete them here, then run it again; or choose another folder",
            ));
        }
    } else if there {
        let message = format!("`{}` is there already", path.display());
        let help = match replace {
            true => "it holds files that no bundle wrote; choose another folder",
            false => "choose another folder with `--output`, or `--replace` the bundle in it",
        };
        return Err(Diagnostic::error("unwritable-file", message).help(help));
    }
    fill(path, files, there).map_err(|error| unwritten(path, &error))
}

fn fill(path: &Path, files: &[(String, Vec<u8>)], there: bool) -> io::Result<()> {
    let made = tempfile::Builder::new().prefix(".briefing-").tempdir_in(parent(path))?;
    for (name, bytes) in files {
        let file = made.path().join(name);
        std::fs::create_dir_all(parent(&file))?;
        std::fs::write(&file, bytes)?;
    }
    let old = there.then(|| tempfile::Builder::new().prefix(".briefing-old-").tempdir_in(parent(path))).transpose()?;
    if let Some(old) = &old {
        std::fs::rename(path, old.path().join("bundle"))?;
    }
    if let Err(error) = std::fs::rename(made.path(), path) {
        // the old one goes back
        if let Some(old) = &old {
            std::fs::rename(old.path().join("bundle"), path)?;
        }
        return Err(error);
    }
    open_to_all(path)?;
    sync_folder(parent(path))
}

/// A folder is as any program makes it: temporary ones are for their owner alone.
fn open_to_all(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755))?;
    }
    let _ = path;
    Ok(())
}

/// The files of a bundle that have other hashes than its list says; those that are gone are no loss.
fn changed(path: &Path, list: &str) -> Vec<String> {
    let text = std::fs::read_to_string(path.join(list)).unwrap_or_default();
    let differs = |(hash, name): &(&str, &str)| {
        std::fs::read(path.join(name)).is_ok_and(|bytes| {
            let own = Sha256::digest(&bytes);
            own.iter().map(|byte| format!("{byte:02x}")).collect::<String>() != *hash
        })
    };
    let listed = text.lines().filter_map(|line| line.split_once("  "));
    listed.filter(differs).map(|(_, name)| name.to_owned()).collect()
}

/// Whether all files below a folder are named in its list of hashes.
fn is_bundle(path: &Path, list: &str) -> bool {
    let Ok(text) = std::fs::read_to_string(path.join(list)) else { return false };
    let named: Vec<PathBuf> =
        text.lines().filter_map(|line| line.split_once("  ")).map(|(_, name)| path.join(name)).collect();
    let mut folders = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { return false };
        for entry in entries.flatten() {
            let file = entry.path();
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(file),
                Ok(kind) if kind.is_file() && (named.contains(&file) || file == path.join(list)) => {}
                _ => return false,
            }
        }
    }
    true
}
