//! The command line: its types' documentation is its help.
use super::batch::Shard;
use super::database::{Connections, Forbidden};
pub use super::import::Import;
use super::parameters;
pub use super::shown::{Color, Messages, Shown, Told};
pub use super::submit::Submit;
use super::verify::Verify;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use std::sync::OnceLock;
/// Turns a briefing specification into a tagged, archival PDF, a Word file, or a file for the web.
///
/// The evidence is data, the prose refers to it: figures, quotations and sources are records in a TOML file, and every
/// number prints itself with its bound and its source.
#[derive(Debug, Parser)]
#[command(name = "briefing", version, max_term_width = 100, after_long_help = EXAMPLES)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}
const EXAMPLES: &str = "\
Examples:
  briefing new myanmar-detentions
  briefing check myanmar-detentions
  briefing build myanmar-detentions --output detentions.pdf
  briefing build myanmar-detentions --lang all
  briefing build myanmar-detentions --format pdf,docx
  briefing batch letters --over recipients.csv --output 'out/{recipient}.pdf'
  briefing check myanmar-detentions --format json --deny warnings
  briefing fonts myanmar-detentions
  briefing check myanmar-detentions --format sarif --deny warnings
  briefing check myanmar-detentions --fix
  briefing explain figure-without-period
  briefing verify detentions.pdf --spec myanmar-detentions

Exit codes:
  0   done
  1   the specification has errors; nothing was written
  2   the command line is wrong
  3   a file could not be read or written, or a database not be reached
  70  an internal error: please report it";

/// A command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Checks a specification and writes the PDF, the Word file, or the HTML file
    Build(Build),
    /// Writes a folder with all that is handed in to a body: files, forms, checklist, cover note
    Submit(Submit),
    /// Writes one document for each row of a table, on all cores; what was interrupted can be taken up again
    Batch(Batch),
    /// Shows what is wrong with a specification and writes nothing
    Check(Check),
    /// Says how many words a document has and where they are, as the receiving body counts
    Count(Count),
    /// Writes one chart as a picture or a PDF of its own
    Chart(Chart),
    /// Makes a folder with a specification that builds at once
    New(New),
    /// Says what changed from one briefing to another: figures, quotations, sources, text
    Diff(Diff),
    /// Says what a check finds, why that matters and what to do
    Explain(Explain),
    /// Says which fonts a specification needs, what each shows, and which characters have none
    Fonts(Fonts),
    /// Turns a library of Zotero (CSL-JSON or BibLaTeX) into sources of a specification
    Import(Import),
    /// Shows what receiving bodies ask for: where that was read, when, and how certain it is
    Profiles(Profiles),
    /// Shows the styles of citation, and how each cites a source for the first time and again
    Styles(super::styles::Styles),
    /// Prints the JSON Schema of specifications, for completion in editors; or that of evidence ledgers
    Schema(Schema),
    /// Prints the completions of a shell
    Completions(super::shell::Completions),
    /// Prints the manual page, in the form of man(7)
    Man,
    /// Computes and verifies the hashes of archived copies, and says where each quotation stands in them
    Archive(Archive),
    /// Reads a finished PDF back, and says whether its text, its files and what it prints are as its ledger has them
    Verify(Verify),
    /// Says what may stand behind `--set`, for the completions of shells
    #[command(hide = true)]
    Choices(super::shell::Choices),
    /// Reads one PDF from standard input, for the program itself
    #[command(hide = true)]
    ReadPdf,
    /// Reads one archived copy from standard input, for the program itself
    #[command(hide = true)]
    ReadArchive(ReadArchive),
}

/// `briefing build`.
#[derive(Debug, Args)]
#[command(after_help = "Example: briefing build briefings/iran-executions --output iran.pdf")]
pub struct Build {
    /// The folder that holds `briefing.toml`, or the file itself
    pub spec: PathBuf,
    /// Where the document is written; `{lang}` stands for the edition's language, `{PARAMETER}` for the value of a
    /// parameter [default: out/NAME.pdf in the current folder, with the values of `--set` behind the name, and with the
    /// language for editions in other languages than the main one]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// As what it is written; several with commas between them [default: as the name of the output ends, or pdf]
    #[arg(long, value_enum, value_delimiter = ',', value_name = "FORMAT")]
    pub format: Vec<DocumentFormat>,
    /// The edition: a language that the specification lists, or `all` [default: the main language]
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// The briefing before this one: what changed since then is printed after the recommendations, and in the notes of
    /// figures that changed
    #[arg(long, value_name = "OLD")]
    pub changes: Option<PathBuf>,
    /// A parameter of the briefing before, where it is not that of this one
    #[arg(long, value_name = "NAME=VALUE", value_parser = pair, requires = "changes")]
    pub set_old: Vec<(String, String)>,
    /// What else counts as an error: with warnings nothing is written
    #[arg(long, value_name = "WHAT")]
    pub deny: Option<Deny>,
    /// Says how long each stage took
    #[arg(long)]
    pub timings: bool,
    #[command(flatten)]
    pub added: Added,
    #[command(flatten)]
    pub told: Told,
}

/// As what a document is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DocumentFormat {
    /// Tagged, archival pages
    Pdf,
    /// Word: an editable file
    Docx,
    /// One accessible file for the web
    Html,
}

impl DocumentFormat {
    /// As the library calls it.
    pub fn format(self) -> briefing::Format {
        match self {
            DocumentFormat::Pdf => briefing::Format::Pdf,
            DocumentFormat::Docx => briefing::Format::Docx,
            DocumentFormat::Html => briefing::Format::Html,
        }
    }
}

/// `briefing batch`.
#[derive(Debug, Args)]
#[command(after_help = "Example: briefing batch letters --over recipients.csv --output 'out/{recipient}.pdf'\n\n\
    Beside the documents stand `manifest.jsonl`, `summary.json` and `timings.jsonl`; docs/batch.md says what is in them.")]
pub struct Batch {
    /// The folder that holds `briefing.toml`, or the file itself
    pub spec: PathBuf,
    /// The table: a CSV, TSV, JSON, JSON Lines, XLSX, ODS or SQLite file, or an id of `[data]`. Each row is a document, each
    /// column a parameter; a column `lang` is the edition
    #[arg(long, value_name = "TABLE")]
    pub over: PathBuf,
    /// Where the documents are written: `{COLUMN}` stands for the row's cell, `{lang}` for the edition's language. A name
    /// that ends in `.docx` makes Word files, one that ends in `.html` files for the web
    #[arg(short, long, value_name = "NAME")]
    pub output: String,
    /// The edition: a language that the specification lists, or `all` [default: the main language]
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// How many documents are made at the same time [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
    /// Makes only one part of the documents: `3/16` is the third of sixteen
    #[arg(long, value_name = "I/N")]
    pub shard: Option<Shard>,
    /// Leaves what is there already and is what it should be; makes the rest
    #[arg(long)]
    pub resume: bool,
    /// What else counts as an error: a document with warnings is not written either
    #[arg(long, value_name = "WHAT")]
    pub deny: Option<Deny>,
    /// Makes no document; joins the manifests of the parts
    #[arg(long, conflicts_with_all = ["shard", "resume", "jobs"])]
    pub merge: bool,
    #[command(flatten)]
    pub added: Added,
    #[command(flatten)]
    pub told: Told,
}

/// `briefing check`.
#[derive(Debug, Args)]
#[command(after_help = "Example: briefing check briefings/iran-executions --deny warnings")]
pub struct Check {
    /// The folder that holds `briefing.toml`, or the file itself
    pub spec: PathBuf,
    /// The edition: a language that the specification lists, or `all` [default: all]
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// What else counts as an error
    #[arg(long, value_name = "WHAT")]
    pub deny: Option<Deny>,
    /// Makes the changes that are certainly right, in the specification, and shows what is left
    #[arg(long)]
    pub fix: bool,
    /// With --fix: shows the changes and makes none
    #[arg(long, requires = "fix")]
    pub dry_run: bool,
    #[command(flatten)]
    pub added: Added,
    #[command(flatten)]
    pub shown: Shown,
}

/// What else counts as an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    /// Warnings
    Warnings,
}

/// `briefing chart`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: briefing chart briefings/iran-executions executions --format png --output executions.png"
)]
pub struct Chart {
    /// The folder that holds `briefing.toml`, or the file itself
    pub spec: PathBuf,
    /// The chart: an id of `[charts]`
    pub id: String,
    /// As what it is written [default: as the name of the output ends, or svg]
    #[arg(long, value_enum)]
    pub format: Option<PictureFormat>,
    /// Where it is written [default: out/NAME-ID.FORMAT in the current folder]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Its width in points, margins included [default: as in the briefing]
    #[arg(long, value_name = "POINTS", value_parser = clap::value_parser!(u16).range(200..=1400))]
    pub width: Option<u16>,
    /// The shape of a picture for social media, in place of a width
    #[arg(long, value_enum, conflicts_with = "width")]
    pub size: Option<super::chart::CardSize>,
    /// The edition: a language that the specification lists [default: the main language]
    #[arg(long, value_name = "LANG", value_parser = super::chart::one_language)]
    pub lang: Option<String>,
    #[command(flatten)]
    pub added: Added,
    /// When findings are coloured
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
    /// Says nothing but errors
    #[arg(short, long)]
    pub quiet: bool,
}

/// As what a chart is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PictureFormat {
    /// Vectors for the web, text as outlines, with title and description
    Svg,
    /// Pixels, three to a point, with title and description
    Png,
    /// A tagged PDF of one page cut to the chart
    Pdf,
}

impl PictureFormat {
    /// What names of such files end in.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            PictureFormat::Svg => "svg",
            PictureFormat::Png => "png",
            PictureFormat::Pdf => "pdf",
        }
    }
}

/// `briefing new`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  briefing new myanmar-detentions\n  briefing new october --template monthly")]
pub struct New {
    /// The folder to make
    pub name: PathBuf,
    /// What it begins with
    #[arg(long, value_enum, default_value_t = Template::Briefing)]
    pub template: Template,
}

/// What a new folder begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Template {
    /// A briefing with a chart, a quotation and a recommendation
    Briefing,
    /// A report that comes every month, in two languages
    Monthly,
}

/// `briefing diff`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  briefing diff october november\n  \
    briefing diff monthly monthly --set-old month=2026-10 --set-new month=2026-11")]
pub struct Diff {
    /// The old one: the folder that holds `briefing.toml`, or the file itself
    pub old: PathBuf,
    /// The new one
    pub new: PathBuf,
    /// The edition that is compared [default: the main language of each]
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// A parameter of the old one
    #[arg(long, value_name = "NAME=VALUE", value_parser = pair)]
    pub set_old: Vec<(String, String)>,
    /// A parameter of the new one
    #[arg(long, value_name = "NAME=VALUE", value_parser = pair)]
    pub set_new: Vec<(String, String)>,
    /// How the changes are written
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub format: DiffFormat,
    /// When findings are coloured
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
    #[command(flatten)]
    pub added: Added,
}

impl Diff {
    /// How findings are shown: for people, since the format is that of the changes.
    pub fn shown(&self) -> Shown {
        Shown { messages: Messages::Text, color: self.color, show_allowed: false, quiet: false }
    }
}

/// How changes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For people
    Text,
    /// One JSON object
    Json,
}

/// A name and a value.
pub(super) fn pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write `NAME=VALUE`")?;
    Ok((name.trim().to_owned(), value.to_owned()))
}

/// `briefing count`.
#[derive(Debug, Args)]
#[command(after_help = "Example: briefing count briefings/iran-executions")]
pub struct Count {
    /// The folder that holds `briefing.toml`, or the file itself
    pub spec: PathBuf,
    /// The edition: a language that the specification lists, or `all` [default: all]
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    #[command(flatten)]
    pub added: Added,
    #[command(flatten)]
    pub shown: Shown,
}

/// `briefing profiles`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  briefing profiles\n  briefing profiles upr-joint\n  briefing profiles --check-age"
)]
pub struct Profiles {
    /// The profile to show with all its rules [default: all, one line each]
    pub id: Option<String>,
    /// The folder of a briefing, whose own profiles are shown too
    #[arg(long, value_name = "FOLDER", default_value = ".", hide_default_value = true)]
    pub spec: PathBuf,
    /// Names the rules whose text is older than a year; ends with exit code 1 where there are any
    #[arg(long)]
    pub check_age: bool,
}

/// `briefing explain`.
#[derive(Debug, Args)]
#[command(after_help = "Example: briefing explain figure-without-period")]
pub struct Explain {
    /// The check, or the code of another finding [default: all checks, one line each]
    pub name: Option<String>,
    /// Prints the documentation of all checks, as Markdown
    #[arg(long, conflicts_with = "name")]
    pub all: bool,
}

/// `briefing schema`.
#[derive(Debug, Args)]
pub struct Schema {
    /// The schema of the evidence ledgers that are embedded in PDFs, in place of that of specifications
    #[arg(long)]
    pub ledger: bool,
    /// Where the schema is written [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// `briefing archive`.
#[derive(Debug, Args)]
#[command(after_help = "Example: briefing archive briefings/iran-executions")]
pub struct Archive {
    /// The folder that holds `briefing.toml`, or the file itself
    pub spec: PathBuf,
    /// The source whose copy was changed on purpose: its hash is written anew
    #[arg(long, value_name = "ID")]
    pub replace: Vec<String>,
    /// When the copies without a time of capture were captured, in UTC: 2021-02-10T09:12:00Z
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub captured: Option<String>,
    #[command(flatten)]
    pub shown: Shown,
}

/// A time in UTC, as TOML writes it.
fn time(typed: &str) -> Result<String, String> {
    let utc = typed.ends_with('Z') && typed.contains('T');
    let known = typed.parse::<chrono::DateTime<chrono::Utc>>().is_ok();
    if utc && known { Ok(typed.to_owned()) } else { Err("write it in UTC: 2021-02-10T09:12:00Z".to_owned()) }
}

/// `briefing read-archive`.
#[derive(Debug, Args)]
pub struct ReadArchive {
    /// The name of the file
    #[arg(long, default_value = "")]
    pub name: String,
    /// The address that is cited
    #[arg(long)]
    pub url: Option<String>,
    /// The day of the capture
    #[arg(long)]
    pub date: Option<String>,
}

/// `briefing fonts`.
#[derive(Debug, Args)]
#[command(after_help = "Example: briefing fonts briefings/iran-executions")]
pub struct Fonts {
    /// The folder that holds `briefing.toml`, or the file itself
    pub spec: PathBuf,
    #[command(flatten)]
    pub added: Added,
    #[command(flatten)]
    pub shown: Shown,
}

/// What is added to a specification.
#[derive(Debug, Args)]
pub struct Added {
    /// A folder of fonts, for characters that neither the bundled fonts nor those of the briefing have
    #[arg(long, value_name = "DIR")]
    pub fonts: Option<PathBuf>,
    /// The value of a parameter of `[params]`; what is given last counts
    #[arg(long, value_name = "NAME=VALUE", value_parser = pair)]
    pub set: Vec<(String, String)>,
    /// A TOML or JSON file of parameters and their values; `--set` goes before it
    #[arg(long, value_name = "FILE", value_parser = parameters::read)]
    pub params: Option<parameters::FromFile>,
    /// Lets the databases be asked that the specification names
    #[arg(long)]
    pub allow_database: bool,
    /// Both together.
    #[arg(skip)]
    all: OnceLock<Vec<(String, String)>>,
    /// The databases, when they may be asked.
    #[arg(skip)]
    databases: Connections,
}

impl Added {
    /// As the library takes it, with the language of the edition.
    pub fn options<'a>(&'a self, language: Option<&'a str>) -> briefing::Options<'a> {
        let all = self.all.get_or_init(|| {
            let file = self.params.iter().flat_map(|file| file.0.iter());
            file.chain(&self.set).cloned().collect()
        });
        briefing::Options {
            language,
            fonts: self.fonts.as_deref(),
            set: all,
            kept: None,
            deflated: None,
            archives: Some(&super::read_archive::CHILD),
            databases: Some(if self.allow_database { &self.databases } else { &Forbidden }),
        }
    }
}
