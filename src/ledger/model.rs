//! What stands in a ledger, as JSON has it. `docs/ledger.schema.json` is its published schema: a change here is a change there,
//! and one that readers cannot take raises [`VERSION`].

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The version of the format.
pub const VERSION: u32 = 1;

/// The name under which a ledger is embedded.
pub const NAME: &str = "evidence-ledger.json";

/// The evidence of one finished document, and where it is printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ledger {
    /// The version of the format: 1.
    pub ledger: u32,
    /// What made the document.
    pub program: Program,
    /// What the document says about itself.
    pub document: About,
    /// What it was made from.
    pub specification: Specification,
    /// The checks that were run. A document is not written while one of them finds an error that is not allowed.
    pub checks: Vec<String>,
    /// The figures that it uses, in the order of the specification.
    pub figures: Vec<Figure>,
    /// The quotations that it uses.
    pub quotations: Vec<Quotation>,
    /// The sources of these, and those that it cites.
    pub sources: Vec<Source>,
    /// The charts that it shows.
    pub charts: Vec<Chart>,
    /// The tables of data behind these: those that charts and tables show, those that figures were counted in, and those that
    /// they were made from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub data: Vec<Data>,
    /// The files that are embedded beside this one.
    pub attachments: Vec<Attached>,
    /// The text of each page, as a hash.
    pub text: Vec<PageText>,
    /// The SHA-256 of the ledger itself: of this file with an empty `seal`.
    pub seal: String,
}

/// The program that made a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Program {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// What a document says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// Its title.
    pub title: String,
    /// Its language, BCP 47.
    pub language: String,
    /// The edition of the specification, as that names it.
    pub edition: String,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// Its date.
    pub date: String,
    /// The profile it was made for.
    pub profile: String,
    /// How many pages it has.
    pub pages: usize,
}

/// What a document was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Specification {
    /// The embedded file that it is.
    pub attachment: String,
    /// The SHA-256 of its text.
    pub sha256: String,
    /// The SHA-256 over all that went in: the specification as it is embedded, the data, pictures, fonts and archived copies.
    pub input_sha256: String,
    /// The values of its parameters, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parameters: BTreeMap<String, String>,
}

/// A finding that the author lets stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allowed {
    /// The check.
    pub check: String,
    /// Why it may stand.
    pub reason: String,
}

/// What the checks say of one record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Examined {
    /// The checks whose warnings stand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
    /// What is allowed, with the reasons.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowed: Vec<Allowed>,
}

/// A time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// Its start: a day, a month or a year.
    pub from: String,
    /// Its end, in the same way.
    pub to: String,
}

/// A number of the evidence. Numbers are texts, so that none is rounded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// Its id in the specification.
    pub id: String,
    /// What it counts.
    pub what: String,
    /// With its bound and unit, in the words of the language.
    pub printed: String,
    /// The number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// How exact it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<String>,
    /// The two ends of an interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub between: Option<[String; 2]>,
    /// What each source says, where they disagree.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub estimates: Vec<Estimate>,
    /// The unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The time it holds for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// The place it holds for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The id of its source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Where in the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locator: Option<String>,
    /// How it was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// How many cases were left out as unconfirmed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excluded: Option<String>,
    /// Who counted, where the source only passes it on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// The query that counted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub query: Option<String>,
    /// What that query counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<Counted>,
    /// How it was calculated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub computed_from: Option<Computed>,
    /// What the checks say.
    pub checks: Examined,
    /// Where it is printed; empty for one that only stands behind another.
    pub uses: Vec<Use>,
}

/// What a query counted. How many rows that are is not said of protected data.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    /// The ids of the data that it read.
    pub data: Vec<String>,
    /// How many rows it counted, where it read one table and no other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<usize>,
    /// How many rows its condition left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_out: Option<usize>,
    /// Its numbers below this one are not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<u32>,
}

/// A table of data.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Data {
    /// Its id in the specification.
    pub id: String,
    /// Its file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The environment variable that held the address of the database that gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub database: Option<String>,
    /// The query that made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub query: Option<String>,
    /// What that query counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<Counted>,
    /// The id of its source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// How many rows it has. Not said of protected data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<usize>,
    /// The embedded file that has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attachment: Option<String>,
    /// The SHA-256 of that: of the file, or, of a workbook, a database or a query, of the table as CSV. Not said of protected
    /// data, whose rows could be tried out against it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// It is protected: it is not embedded, and numbers below this one that are counted in it are not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protected_below: Option<u32>,
}

/// What one source says of a figure.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Estimate {
    /// As it is printed.
    pub printed: String,
    /// The number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// How exact it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<String>,
    /// The two ends of an interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub between: Option<[String; 2]>,
    /// The source's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// The id of the source.
    pub source: String,
    /// Where in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locator: Option<String>,
}

/// How a figure was calculated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Computed {
    /// `sum`, `difference`, `share` or `change`.
    pub operation: String,
    /// The ids of the figures it was calculated from.
    pub figures: Vec<String>,
}

/// Words of others.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quotation {
    /// Its id in the specification.
    pub id: String,
    /// The words.
    pub text: String,
    /// Their language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Who said or wrote them.
    pub speaker: String,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The id of the source.
    pub source: String,
    /// Where in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locator: Option<String>,
    /// The words in the document's language, and who translated them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub translation: Option<Translation>,
    /// Whether the words stand in the archived copy of the source.
    pub verified: Verified,
    /// What the checks say.
    pub checks: Examined,
    /// Where it is printed.
    pub uses: Vec<Use>,
}

/// A translation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Translation {
    /// The words.
    pub text: String,
    /// Who translated them.
    pub translator: String,
}

/// Whether the words of a quotation stand in the archived copy of its source.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verified {
    /// The level at which they were found; none where they were not looked for or not found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// What was found instead: `not-found`, where they were compared with the copy and do not stand there; `unreadable`, where the copy
    /// cannot be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// The text file that was read in place of the copy, as the specification names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text_file: Option<String>,
    /// The SHA-256 of the file that was read: the copy, or the text file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// The pages of the copy, from and to, counted from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<[usize; 2]>,
    /// Why they were not looked for, where the author says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its id in the specification.
    pub id: String,
    /// Its CSL item type.
    pub r#type: String,
    /// Its title.
    pub title: String,
    /// Its entry in the list of sources, in words.
    pub entry: String,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The archived copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archive: Option<Archive>,
}

/// An archived copy. It is not in the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Archive {
    /// Its SHA-256, where the specification gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// Whether the copy was there when the document was made, and had this hash.
    pub present: bool,
    /// When it was captured, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub captured: Option<String>,
    /// Where a public archive keeps it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chart {
    /// Its id in the specification.
    pub id: String,
    /// What it says.
    pub title: String,
    /// Its label in the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The page it stands on, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<usize>,
    /// The embedded file that it was drawn from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<String>,
    /// The SHA-256 of that file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// The figure that it was drawn from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<String>,
}

/// An embedded file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attached {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// `Source` or `Data`, as PDF/A-3 has it.
    pub relationship: String,
    /// How many bytes it has.
    pub size: usize,
    /// Their SHA-256.
    pub sha256: String,
}

/// A place where a record is printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Use {
    /// `paragraph`, `table`, `figure`, `key-figures`, `summary`, `section`, `recommendation`, `changes` or `other`.
    pub place: String,
    /// Its name as references print it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The page, from 1, on which that place begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<usize>,
    /// What is printed, exactly, page by page. Empty where the record is drawn and not written.
    pub printed: Vec<Printed>,
}

/// Text on a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Printed {
    /// The page, from 1.
    pub page: usize,
    /// The text.
    pub text: String,
}

/// The text of one page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageText {
    /// The page, from 1.
    pub page: usize,
    /// How many characters it has, white space and hyphens at the ends of lines not counted.
    pub characters: usize,
    /// The SHA-256 of these in UTF-8, in the order in which the page draws them.
    pub sha256: String,
    /// How many areas, lines and pictures it has.
    pub marks: Marks,
}

/// What is painted on a page beside its text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Marks {
    /// Areas that are filled, and lines that are drawn, each ring of a path by itself.
    pub shapes: usize,
    /// Pictures.
    pub pictures: usize,
}

/// The ledger as a file.
///
/// # Errors
/// Never in practice: all keys are texts.
pub fn to_json(ledger: &Ledger) -> serde_json::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(ledger)?;
    bytes.push(b'\n');
    Ok(bytes)
}
