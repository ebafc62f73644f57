//! As what a document is written.

use crate::profile::{Demand, FileFormat, Profile};
use std::path::Path;

/// As what a document is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// The pages, tagged and archival.
    Pdf,
    /// Word: an editable file.
    Docx,
    /// One file for the web.
    Html,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 3] = [Format::Pdf, Format::Docx, Format::Html];

    /// What names of such files end in.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Format::Pdf => "pdf",
            Format::Docx => "docx",
            Format::Html => "html",
        }
    }

    /// Those that the body of a profile takes, of those that there are; PDF where it names none.
    #[must_use]
    pub fn taken(profile: &Profile) -> Vec<Format> {
        let named = profile.demands().find_map(|(_, demand)| match demand {
            Demand::Formats(formats) => Some(formats),
            _ => None,
        });
        match named {
            None => vec![Format::Pdf],
            Some(taken) => Format::ALL
                .into_iter()
                .filter(|format| format.of_file().is_some_and(|format| taken.contains(&format)))
                .collect(),
        }
    }

    /// The format of a file of this name; none where its ending says none.
    #[must_use]
    pub fn of_name(path: &Path) -> Option<Format> {
        let ending = path.extension()?;
        Format::ALL.into_iter().find(|format| ending.eq_ignore_ascii_case(format.extension()))
    }

    /// What bodies call it; none where no body asks for it.
    pub(crate) fn of_file(self) -> Option<FileFormat> {
        match self {
            Format::Pdf => Some(FileFormat::Pdf),
            Format::Docx => Some(FileFormat::Docx),
            Format::Html => None,
        }
    }
}
