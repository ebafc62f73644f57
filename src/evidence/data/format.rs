//! What kinds of files hold data: the end of a file's name says it, and nothing else.

use crate::diag::{Diagnostic, Span};

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Cells with commas between them.
    Csv,
    /// Cells with tabs between them.
    Tsv,
    /// A list of objects.
    Json,
    /// An object a line.
    JsonLines,
    /// A workbook, Office Open XML.
    Xlsx,
    /// A workbook, OpenDocument.
    Ods,
    /// A database.
    Sqlite,
}

/// The ends of names, in the order in which they are listed.
const ENDS: &[(&str, Format)] = &[
    ("csv", Format::Csv),
    ("tsv", Format::Tsv),
    ("tab", Format::Tsv),
    ("json", Format::Json),
    ("jsonl", Format::JsonLines),
    ("ndjson", Format::JsonLines),
    ("xlsx", Format::Xlsx),
    ("ods", Format::Ods),
    ("sqlite", Format::Sqlite),
    ("sqlite3", Format::Sqlite),
    ("db", Format::Sqlite),
];

impl Format {
    /// The kind of the file with this name.
    pub fn of(file: &str, span: Span) -> Result<Self, Diagnostic> {
        let name = file.rsplit('/').next().unwrap_or(file);
        let end = name.rsplit_once('.').map_or("", |(_, end)| end);
        if let Some((_, format)) = ENDS.iter().find(|(known, _)| end.eq_ignore_ascii_case(known)) {
            return Ok(*format);
        }
        let message = format!("what kind of file `{}` is, the end of its name does not say", file);
        let finding = Diagnostic::error("unknown-data-format", message).at(span, "");
        let known: Vec<String> = ENDS.iter().map(|(end, _)| format!("`.{end}`")).collect();
        let finding = finding.help(format!("known are {}", known.join(", ")));
        Err(match end.to_ascii_lowercase().as_str() {
            "xls" | "xlsm" | "xlsb" | "numbers" => finding.help("save it as XLSX"),
            "txt" => finding.help("name it `.csv` where commas separate its cells, `.tsv` where tabs do"),
            _ => finding,
        })
    }

    /// Whether it has sheets.
    pub fn is_workbook(self) -> bool {
        matches!(self, Format::Xlsx | Format::Ods)
    }

    /// The media type of what is embedded of it.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Tsv => "text/tab-separated-values",
            Format::Json => "application/json",
            Format::JsonLines => "application/x-ndjson",
            // of workbooks and databases the table that was read is embedded, as CSV
            Format::Csv | Format::Xlsx | Format::Ods | Format::Sqlite => "text/csv",
        }
    }
}
