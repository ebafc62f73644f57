//! Archived copies: what was cited must still be what was read. Each copy's SHA-256 is compared with the one that the
//! specification holds.

use super::files::{Folder, Kind};
use crate::diag::{Diagnostic, Sink};
use crate::spec::{Archive, Records, Source, Text};
use std::collections::BTreeMap;

/// The SHA-256 of each source's archived copy, by the source's id, where it is the one the specification holds. Faults go
/// to `sink`.
pub(super) fn verify(sources: &Records<Source>, folder: &Folder, sink: &mut Sink) -> BTreeMap<String, [u8; 32]> {
    let mut verified = BTreeMap::new();
    for (id, source) in sources.iter() {
        let Some(archive) = &source.archive else { continue };
        match compare(archive, &id.value, folder) {
            Ok(Some(hash)) => {
                verified.insert(id.value.clone(), hash);
            }
            Ok(None) => {}
            Err(finding) => sink.push(*finding),
        }
    }
    verified
}

/// The hash of the copy, where there is one and it is right.
fn compare(archive: &Archive, id: &str, folder: &Folder) -> Result<Option<[u8; 32]>, Box<Diagnostic>> {
    let Some(file) = &archive.file else {
        let without = |hash: &Text, message: String, help: &str| {
            Err(Box::new(Diagnostic::error("archive-without-file", message).at(hash.span, "of what").help(help)))
        };
        return match (&archive.sha256, &archive.text_sha256) {
            (Some(hash), _) => {
                let message = format!("the source `{id}` has a SHA-256 and no file");
                without(hash, message, "name the archived copy: `file = \"sources/…\"`")
            }
            (None, Some(hash)) if archive.text.is_none() => {
                let message = format!("the source `{id}` has the SHA-256 of a text file and does not name it");
                without(hash, message, "name the text file: `text = \"sources/….txt\"`")
            }
            _ => Ok(None),
        };
    };
    let hash = folder.sha256(&file.value, Kind::ARCHIVE, Some(file.span))?;
    let found = hexadecimal(&hash);
    let Some(expected) = &archive.sha256 else {
        let message = format!("the archived copy of `{id}` is not protected against change");
        let finding = Diagnostic::warning("unverified-archive", message).at(file.span, "");
        return Err(Box::new(finding.help(format!("add `sha256 = \"{found}\"`"))));
    };
    if expected.value.eq_ignore_ascii_case(&found) {
        return Ok(Some(hash));
    }
    let message = format!("`{}` is not the copy of `{id}` that was archived", file.value);
    let finding = Diagnostic::error("archive-mismatch", message).at(expected.span, "another SHA-256");
    Err(Box::new(
        finding
            .also(file.span, "this file")
            .help(format!("its SHA-256 is `{found}`"))
            .help("bring the archived file back; only where it was replaced on purpose, correct the SHA-256"),
    ))
}

/// Lower-case hexadecimal digits, two a byte.
#[must_use]
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::files::testing::Briefing;

    const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    fn found(archive: &str) -> (usize, Vec<String>) {
        let mut briefing = Briefing::new().file("sources/s.txt", "");
        let text = format!("[sources.s]\ntype = \"report\"\ntitle = \"S\"\narchive = {{ {archive} }}\n");
        let spec = briefing.spec(&text);
        let mut sink = Sink::default();
        let verified = verify(&spec.sources, &briefing.folder(), &mut sink);
        (verified.len(), sink.findings().iter().map(|finding| briefing.line(finding)).collect())
    }

    #[test]
    fn the_right_copy_is_accepted() {
        assert_eq!(found(&format!("file = \"sources/s.txt\", sha256 = \"{EMPTY}\"")), (1, Vec::new()));
        let upper = EMPTY.to_uppercase();
        assert_eq!(found(&format!("file = \"sources/s.txt\", sha256 = \"{upper}\"")), (1, Vec::new()));
    }

    #[test]
    fn another_file_is_found_out() {
        let other = "0".repeat(64);
        let (verified, lines) = found(&format!("file = \"sources/s.txt\", sha256 = \"{other}\""));
        assert_eq!(verified, 0);
        assert!(lines[0].starts_with("archive-mismatch briefing.toml:15:46: "), "{lines:?}");
        assert!(lines[0].contains(EMPTY), "{lines:?}");
    }

    #[test]
    fn an_absent_copy_and_an_absent_hash_are_found() {
        let (_, lines) = found(&format!("file = \"sources/t.txt\", sha256 = \"{EMPTY}\""));
        assert!(lines[0].starts_with("missing-file briefing.toml:15:20: "), "{lines:?}");
        let (_, lines) = found("file = \"sources/s.txt\"");
        assert!(lines[0].starts_with("unverified-archive briefing.toml:15:20: "), "{lines:?}");
        assert!(lines[0].ends_with(&format!("add `sha256 = \"{EMPTY}\"`")), "{lines:?}");
        let (_, lines) = found(&format!("sha256 = \"{EMPTY}\""));
        assert!(lines[0].starts_with("archive-without-file"), "{lines:?}");
        let (_, lines) = found(&format!("text_sha256 = \"{EMPTY}\""));
        assert!(lines[0].starts_with("archive-without-file"), "{lines:?}");
        assert_eq!(found(&format!("text = \"sources/s.txt\", text_sha256 = \"{EMPTY}\"")), (0, Vec::new()));
    }

    #[test]
    fn a_public_archive_alone_is_enough() {
        assert_eq!(found("url = \"https://archive.example/x\""), (0, Vec::new()));
    }
}
