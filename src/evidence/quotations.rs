//! Quotations against the archived copies of their sources. Only copies whose hash is right are read, and only those from
//! which something is quoted.

use super::archives::hexadecimal;
use super::files::{Folder, Kind};
use crate::archive::matching::{Archive, Level, Match, Miss};
use crate::archive::{Hint, Reader, Text, Unreadable};
use crate::diag::{Diagnostic, Sink};
use crate::spec::{Quotation, Source, Spec, Verify};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// What the archived copy of its source says of a quotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// The file that was read, as the specification names it.
    pub file: String,
    /// Whether that is a text file in place of the copy.
    pub beside: bool,
    /// Its SHA-256, in hexadecimal digits.
    pub sha256: String,
    /// What was found.
    pub outcome: Outcome,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The words, and where.
    Found(Match),
    /// Not the words.
    Missed {
        /// What was found instead.
        miss: Miss,
        /// The pages that cannot be read, from 1.
        dark_pages: Vec<usize>,
    },
    /// The copy cannot be read.
    Unreadable(String, String),
}

/// Looks for each quotation in the archived copy of its source, or in the text file that stands for it or alone. `hashes` are those of
/// the copies that are what the specification says. What is wrong with a text file that stands for a copy goes to `sink`.
pub fn verify(
    spec: &Spec,
    hashes: &BTreeMap<String, [u8; 32]>,
    folder: &Folder,
    reader: &dyn Reader,
    sink: &mut Sink,
) -> BTreeMap<String, Checked> {
    let mut by_source: BTreeMap<&str, Vec<(&str, &Quotation)>> = BTreeMap::new();
    let wanted = |quotation: &Quotation| quotation.verify.as_ref().is_none_or(|verify| verify.value != Verify::None);
    for (id, quotation) in spec.quotations.iter().filter(|(_, quotation)| wanted(quotation)) {
        by_source.entry(&quotation.source.value).or_default().push((&id.value, quotation));
    }
    let mut checked = BTreeMap::new();
    for (id, quotations) in by_source {
        let Some(source) = spec.sources.get(id) else { continue };
        let copy = match copy(source, hashes.get(id), folder, reader) {
            Ok(Some(copy)) => copy,
            Ok(None) => continue,
            Err(finding) => {
                sink.push(*finding);
                continue;
            }
        };
        let outcome: Box<dyn Fn(&Quotation) -> Outcome> = match &copy.text {
            Ok(text) => {
                let archive = Archive::new(text);
                Box::new(move |quotation| look(&archive, text, quotation, source, spec))
            }
            Err(why) => Box::new(|_| Outcome::Unreadable(why.to_string(), why.remedy().to_owned())),
        };
        for (id, quotation) in quotations {
            let outcome = outcome(quotation);
            let (file, sha256) = (copy.file.clone(), hexadecimal(&copy.hash));
            checked.insert(id.to_owned(), Checked { file, beside: copy.beside, sha256, outcome });
        }
    }
    checked
}

/// A copy that was read.
struct Copy {
    file: String,
    beside: bool,
    hash: [u8; 32],
    text: Result<Text, Unreadable>,
}

/// Reads the copy of `source`, or the text file that stands for it; none where there is none, or where the copy is not the one that
/// was archived.
fn copy(
    source: &Source,
    hash: Option<&[u8; 32]>,
    folder: &Folder,
    reader: &dyn Reader,
) -> Result<Option<Copy>, Box<Diagnostic>> {
    let Some(archive) = &source.archive else { return Ok(None) };
    let Some(file) = archive.text.as_ref().or(archive.file.as_ref()) else { return Ok(None) };
    if archive.file.is_some() && hash.is_none() {
        return Ok(None);
    }
    let bytes = folder.read(&file.value, Kind::ARCHIVE, Some(file.span))?;
    let found: [u8; 32] = Sha256::digest(&bytes).into();
    if archive.text.is_some() {
        let digits = hexadecimal(&found);
        let Some(expected) = &archive.text_sha256 else {
            let finding =
                Diagnostic::warning("unverified-archive", "the text of the copy is not protected against change")
                    .at(file.span, "")
                    .help(format!("add `text_sha256 = \"{digits}\"`"));
            return Err(Box::new(finding));
        };
        if !expected.value.eq_ignore_ascii_case(&digits) {
            let finding = Diagnostic::error(
                "archive-mismatch",
                format!("`{}` is another text than the one that was saved", file.value),
            )
            .at(expected.span, "another SHA-256")
            .also(file.span, "this file")
            .help(format!("its SHA-256 is `{digits}`"))
            .help("bring the text back; only where it was replaced on purpose, correct the SHA-256");
            return Err(Box::new(finding));
        }
    } else if hash != Some(&found) {
        let finding = Diagnostic::error("archive-mismatch", format!("`{}` was changed while it was read", file.value))
            .at(file.span, "this file")
            .help("run the program again");
        return Err(Box::new(finding));
    }
    let day = archive.captured.as_ref().map(|time| time.value.date_naive());
    let day = day.or(source.accessed.as_ref().map(|day| day.value));
    let hint = Hint {
        name: file.value.clone(),
        url: source.url.as_ref().map(|url| url.value.clone()),
        date: day.map(|day| day.to_string()),
    };
    let beside = archive.text.is_some();
    Ok(Some(Copy { file: file.value.clone(), beside, hash: found, text: reader.read(&bytes, &hint) }))
}

/// Looks for one quotation.
fn look(archive: &Archive<'_>, text: &Text, quotation: &Quotation, source: &Source, spec: &Spec) -> Outcome {
    let own = quotation.language.as_ref().or(source.language.as_ref()).unwrap_or(&spec.briefing.language);
    let loosest = quotation.verify.as_ref().map_or(Level::Editorial, |verify| level(verify.value));
    match archive.verify(&quotation.text.value, &own.value, loosest) {
        Ok(found) => Outcome::Found(found),
        Err(miss) => Outcome::Missed { miss, dark_pages: text.dark_pages() },
    }
}

/// The level of the archive that a specification names.
fn level(verify: Verify) -> Level {
    match verify {
        Verify::Exact => Level::Exact,
        Verify::Typography => Level::Typography,
        Verify::Pages => Level::Pages,
        Verify::Notes => Level::Notes,
        Verify::Editorial | Verify::None => Level::Editorial,
    }
}
