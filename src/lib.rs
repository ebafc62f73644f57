//! Turns a TOML briefing specification into a tagged, archival PDF in which the prose cannot drift from the evidence.
//!
//! One public function a stage, each handing its result to the next:
//!
//! ```no_run
//! use briefing::diag::Sink;
//! use std::path::Path;
//!
//! let mut sink = Sink::default();
//! let loaded = briefing::load(Path::new("briefings/iran-executions"), &mut sink);
//! if let Some(briefing) = &loaded.briefing {
//!     let document = briefing::compose(briefing, &mut sink);
//!     briefing::check(briefing, &document, &mut sink);
//!     let document = briefing::annexed(briefing, document, &sink);
//!     let pages = briefing::layout(briefing, &document, &mut sink);
//!     if !sink.has_errors() {
//!         let bytes = briefing::write(briefing, &document, &pages, &mut sink);
//!         # let _ = bytes;
//!     }
//! }
//! for finding in sink.into_sorted() {
//!     // show `finding` with the texts of `loaded.files`
//!     # let _ = finding;
//! }
//! ```
//!
//! The library never prints, never reads the clock or the environment, and touches the disk in [`evidence::files`] only.

pub mod archive;
pub mod bundle;
pub mod chart;
pub mod check;
pub mod compose;
pub mod count;
pub mod design;
pub mod diag;
pub mod diff;
pub mod doc;
pub mod docx;
pub mod evidence;
mod format;
pub mod html;
pub mod import;
pub mod layout;
pub mod ledger;
pub mod locale;
pub mod page;
pub mod pdf;
pub mod picture;
pub mod profile;
pub mod spec;
pub mod text;
pub mod theme;
pub mod verify;

pub use format::Format;

use diag::{Diagnostic, Files, Sink};
use doc::Document;
use evidence::Evidence;
use evidence::files::{Folder, Kind};
use evidence::fonts::{Kept, Shared};
use locale::Locale;
use page::Pages;
use pdf::Deflated;
use profile::Profile;
use spec::{Calendar, Paper, Spec};
use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;
use theme::{PaperSize, Theme};

/// A specification with all it needs, read and resolved.
pub struct Briefing {
    /// The specification.
    pub spec: Spec,
    /// What its files hold.
    pub evidence: Evidence,
    /// Its language.
    pub locale: &'static Locale,
    /// For whom it is, and what the body asks for.
    pub profile: Cow<'static, Profile>,
    /// Its design.
    pub theme: Theme,
    /// Its paper.
    pub paper: PaperSize,
    /// What was deflated for others.
    pub deflated: Option<Arc<Deflated>>,
}

/// What [`load`] gives.
#[derive(Default)]
pub struct Loaded {
    /// The texts that findings point into.
    pub files: Files,
    /// The briefing; none where the specification cannot be read so far.
    pub briefing: Option<Briefing>,
}

/// What the caller may ask for beside what the specification says.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'a> {
    /// The edition: a tag that the specification lists under `languages`; the main language where absent.
    pub language: Option<&'a str>,
    /// A folder of fonts outside the briefing's: they serve for characters that no other font has.
    pub fonts: Option<&'a Path>,
    /// Values of the specification's parameters, by name, as they were typed.
    pub set: &'a [(String, String)],
    /// Fonts and tables of data that stay in memory from one briefing to the next.
    pub kept: Option<&'a Kept>,
    /// Deflated streams that stay in memory from one briefing to the next.
    pub deflated: Option<&'a Arc<Deflated>>,
    /// Who reads archived copies; where absent, they are read in this process.
    pub archives: Option<&'a dyn archive::Reader>,
    /// Who can ask the databases that the specification names; where absent, they are not asked.
    pub databases: Option<&'a dyn evidence::database::Databases>,
}

/// Reads the specification at `path` (a folder that holds `briefing.toml`, or the file) in its main language, and all that
/// it names.
pub fn load(path: &Path, sink: &mut Sink) -> Loaded {
    load_with(path, Options::default(), Files::default(), sink)
}

/// Reads the specification at `path` as [`load`] does, with what the caller asks for. `files` are those that findings point
/// into already; what is read again keeps its number, so that the same finding in two editions is one.
pub fn load_with(path: &Path, options: Options<'_>, files: Files, sink: &mut Sink) -> Loaded {
    let mut loaded = Loaded { files, briefing: None };
    match read(path, options, &mut loaded.files, sink) {
        Ok(briefing) => loaded.briefing = briefing,
        Err(finding) => sink.push(finding),
    }
    if loaded.briefing.is_none() && !sink.has_errors() {
        sink.push(Diagnostic::internal("the specification was not read, and nothing wrong was found in it"));
    }
    loaded
}

/// The text of the specification at `path`.
///
/// # Errors
/// What loading it would say: `missing-file`, `too-large`, `not-utf-8` and the like.
pub fn text_of(path: &Path) -> Result<String, Diagnostic> {
    let (folder, name) = Folder::of_specification(path)?;
    folder.read_text(&name, Kind::SPECIFICATION, None).map_err(|finding| absent(path, finding))
}

/// The tags of the editions that the specification at `path` lists, the main language first; none where they cannot be
/// read, of which loading then says why.
#[must_use]
pub fn editions(path: &Path) -> Vec<String> {
    text_of(path).map_or_else(|_| Vec::new(), |text| spec::editions(&text))
}

/// The names of the parameters that the specification at `path` declares; none where it cannot be read, of which loading
/// then says why.
#[must_use]
pub fn parameters(path: &Path) -> Vec<String> {
    text_of(path).map_or_else(|_| Vec::new(), |text| spec::parameters(&text))
}

fn read(path: &Path, options: Options<'_>, files: &mut Files, sink: &mut Sink) -> Result<Option<Briefing>, Diagnostic> {
    let fonts = options.fonts.map(Folder::open).transpose()?;
    let (folder, name) = Folder::of_specification(path)?;
    let text = text_of(path)?;
    let file = files.add(folder.shown(&name), &text);
    let mut set = spec::Set { values: options.set, ..spec::Set::default() };
    if !options.set.is_empty() {
        set.file = files.add("<parameters>", &set.text());
    }
    let wanted = spec::Wanted { language: options.language, known: &Locale::languages(), set };
    let Some(mut spec) = spec::read_edition(file, &text, wanted, sink) else { return Ok(None) };
    let shared = Shared { folder: fonts.as_ref(), kept: options.kept };
    let mut evidence = evidence::gather(&spec, &text, &folder, shared, options.databases, files, sink);
    evidence::count(&mut spec, &mut evidence, files, sink);
    evidence::calculated::fill(&mut spec, sink);
    let reader = options.archives.unwrap_or(&archive::InProcess);
    evidence.quotations = evidence::quotations::verify(&spec, &evidence.archives, &folder, reader, sink);
    Ok(resolve(spec, evidence, options.deflated.cloned(), sink))
}

/// Where there is no specification, what one is and how to make one helps more than the names of the files there are.
fn absent(path: &Path, finding: Diagnostic) -> Diagnostic {
    if finding.code != "missing-file" {
        return finding;
    }
    let path = path.display();
    Diagnostic::error("missing-file", format!("there is no specification at `{path}`"))
        .help("name a folder that holds `briefing.toml`, or a `.toml` file")
        .help("to begin a new one, run `briefing new NAME`")
}

/// Finds language, profile and design by their names.
fn resolve(spec: Spec, evidence: Evidence, deflated: Option<Arc<Deflated>>, sink: &mut Sink) -> Option<Briefing> {
    let language = &spec.briefing.language;
    let calendar = spec.briefing.calendar.as_ref().map_or(Calendar::Gregorian, |calendar| calendar.value);
    let locale = Locale::find_in(&language.value, calendar);
    if locale.is_none() {
        sink.push(
            Diagnostic::error("unknown-language", format!("no words for the language `{}`", language.value))
                .at(language.span, "the program does not speak it yet")
                .suggest(&language.value, Locale::tags()),
        );
    }
    let named = spec.briefing.profile.as_ref();
    let name = named.map_or(profile::DEFAULT, |profile| profile.value.as_str());
    // one that is not there was reported where it was looked for; what depends on no language is examined without one too
    let profile = Profile::find(name).map(Cow::Borrowed).or_else(|| evidence.profile.clone().map(Cow::Owned));
    let (locale, profile) = (locale.or_else(|| Locale::find("en-GB"))?, profile?);
    let paper = match spec.briefing.paper.as_ref().map(|paper| paper.value) {
        Some(Paper::A4) => PaperSize::A4,
        Some(Paper::Letter) => PaperSize::LETTER,
        None => profile.paper.size(),
    };
    let theme = design::resolve(&spec, &evidence, &profile, paper, sink)?;
    Some(Briefing { spec, evidence, locale, profile, theme, paper, deflated })
}

/// Prints the evidence into the text: the document, with its notes and numbers.
pub fn compose(briefing: &Briefing, sink: &mut Sink) -> Document {
    compose_since(briefing, None, sink)
}

/// Composes as [`compose()`] does, and prints what changed in the evidence since the briefing `before`.
pub fn compose_since(briefing: &Briefing, before: Option<&Briefing>, sink: &mut Sink) -> Document {
    compose::compose(inputs(briefing, before), sink)
}

fn inputs<'a>(briefing: &'a Briefing, before: Option<&'a Briefing>) -> compose::Inputs<'a> {
    compose::Inputs {
        spec: &briefing.spec,
        evidence: &briefing.evidence,
        locale: briefing.locale,
        profile: &briefing.profile,
        theme: &briefing.theme,
        full_width: briefing.theme.full_width(briefing.paper),
        fonts: &briefing.evidence.fonts,
        before: before.map(|before| compose::Before::of(&before.spec, &before.evidence)),
    }
}

/// Asks of the evidence what a careful editor would ask.
pub fn check(briefing: &Briefing, document: &Document, sink: &mut Sink) {
    let document = (!sink.has_errors()).then_some(document);
    check::run(input(briefing, document, None), sink);
}

/// Holds the pages against what the receiving body asks for.
pub fn check_pages(briefing: &Briefing, document: &Document, pages: &Pages, sink: &mut Sink) {
    check::run_on_pages(input(briefing, Some(document), Some(pages)), sink);
}

/// Holds a finished file of so many bytes against what the receiving body asks for.
pub fn check_file(briefing: &Briefing, format: Format, bytes: usize, sink: &mut Sink) {
    let profile = briefing.spec.briefing.profile.as_ref().map(|profile| profile.span);
    check::output::examine(&briefing.profile, profile, (format.of_file(), bytes), sink);
}

fn input<'a>(briefing: &'a Briefing, document: Option<&'a Document>, pages: Option<&'a Pages>) -> check::Input<'a> {
    check::Input {
        spec: &briefing.spec,
        evidence: &briefing.evidence,
        locale: briefing.locale,
        cited: document.map(|document| &document.cited),
        profile: &briefing.profile,
        document,
        pages,
        theme: Some(&briefing.theme),
    }
}

/// What changed from `old` to `new`: in the evidence by id, in the text by paragraph.
#[must_use]
pub fn diff(old: (&Briefing, &Document), new: (&Briefing, &Document)) -> diff::Changes {
    let side = |(briefing, document)| {
        let briefing: &Briefing = briefing;
        diff::Side { spec: &briefing.spec, data: &briefing.evidence.data, document }
    };
    diff::compare(side(old), side(new))
}

/// Lays the document out.
pub fn layout(briefing: &Briefing, document: &Document, sink: &mut Sink) -> Pages {
    let setup = layout::Setup {
        theme: &briefing.theme,
        paper: briefing.paper,
        fonts: &briefing.evidence.fonts,
        rtl: briefing.locale.rtl(),
    };
    let mut found = Sink::default();
    let pages = layout::layout(document, setup, &mut found);
    // where a font file that is named cannot be read, that is the finding, and not what it would have shown
    let echo = |finding: &Diagnostic| briefing.evidence.font_files.broken && finding.code == "missing-glyph";
    let mut said = false;
    for mut finding in found.into_sorted().into_iter().filter(|one| !echo(one)) {
        if finding.code == "missing-glyph" && !std::mem::replace(&mut said, true) {
            finding.help.push(briefing.evidence.font_files.looked_in());
        }
        sink.push(in_field(briefing, finding));
    }
    pages
}

/// Whether pages are laid out for these formats: for a PDF, and where the body limits how many there are.
#[must_use]
pub fn needs_pages(briefing: &Briefing, formats: &[Format]) -> bool {
    let limited = || briefing.profile.demands().any(|(_, demand)| matches!(demand, profile::Demand::Pages { .. }));
    formats.contains(&Format::Pdf) || limited()
}

/// Says of a character that no font has in which field of the specification it stands.
fn in_field(briefing: &Briefing, mut finding: Diagnostic) -> Diagnostic {
    let label = finding.primary.as_mut().filter(|_| finding.code == "missing-glyph");
    if let Some(label) = label.filter(|label| label.span.file == briefing.spec.spec.span.file)
        && let Some(field) = spec::field_at(&briefing.evidence.specification, label.span.start as usize)
    {
        label.text = format!("in {}", spec::field_in_words(&field));
    }
    finding
}

/// One chart of a briefing on a page of its own.
pub struct Alone {
    /// The document that holds only the chart.
    pub document: Document,
    /// Its one page, cut to the chart.
    pub pages: Pages,
    /// What the chart shows, in words.
    pub about: picture::About,
}

/// Draws the chart `id` alone, `width` points wide, or as wide as in the briefing. None where there is no such chart or it
/// cannot be drawn.
pub fn chart_alone(briefing: &Briefing, id: &str, width: Option<f32>, sink: &mut Sink) -> Option<Alone> {
    chart_on(briefing, id, width, 0.0, sink)
}

/// Draws the chart `id` alone on a page that is `ratio` times as wide as it is high: as wide as the first of `widths`, or as
/// much wider as the chart needs, up to the second. None where it cannot be drawn so.
pub fn chart_on_card(briefing: &Briefing, id: &str, widths: (f32, f32), ratio: f32, sink: &mut Sink) -> Option<Alone> {
    /// So much wider each page is than the one before it, at least.
    const STEP: f32 = 1.02;
    let mut width = widths.0;
    loop {
        let mut tried = Sink::default();
        let drawn = chart_on(briefing, id, Some(width), width / ratio, &mut tried);
        let needed = drawn.as_ref().and_then(|alone| alone.pages.pages.first()).map_or(0.0, |page| page.height * ratio);
        let is_refused = tried.findings().iter().any(|finding| finding.code == "chart-refused");
        // what is too narrow for its names may have room for them on a wider page
        if drawn.is_some() && needed <= width + 0.01 || drawn.is_none() && (!is_refused || width >= widths.1) {
            sink.append(tried);
            return drawn;
        }
        if width >= widths.1 {
            let finding = Diagnostic::error("does-not-fit", format!("the chart `{id}` is too high for this shape"));
            sink.push(finding.help("leave `--size` out, or chart fewer rows"));
            return None;
        }
        width = (width * STEP).max(needed).min(widths.1);
    }
}

/// Draws the chart on a page that is not lower than `height`.
fn chart_on(briefing: &Briefing, id: &str, width: Option<f32>, height: f32, sink: &mut Sink) -> Option<Alone> {
    let theme = layout::cut(&briefing.theme);
    let margins = (theme.page.left_mm + theme.page.right_mm) * theme::MM;
    let width = width.unwrap_or_else(|| briefing.theme.full_width(briefing.paper) + margins);
    let inputs = compose::Inputs {
        spec: &briefing.spec,
        evidence: &briefing.evidence,
        locale: briefing.locale,
        profile: &briefing.profile,
        theme: &theme,
        full_width: width - margins,
        fonts: &briefing.evidence.fonts,
        before: None,
    };
    let document = compose::alone(inputs, id, sink)?;
    let paper = PaperSize { width, height };
    let setup = layout::Setup { theme: &theme, paper, fonts: &briefing.evidence.fonts, rtl: briefing.locale.rtl() };
    let pages = layout::alone(&document, setup, sink);
    let about = picture::About {
        id: id.to_owned(),
        title: document.meta.title.clone(),
        description: document.meta.subject.clone(),
        language: document.meta.language.clone(),
    };
    Some(Alone { document, pages, about })
}

/// Writes the document in a format; none where that cannot be done without a fault.
pub fn write_as(
    format: Format,
    briefing: &Briefing,
    document: &Document,
    pages: &Pages,
    sink: &mut Sink,
) -> Option<Vec<u8>> {
    match format {
        Format::Pdf => write(briefing, document, pages, sink),
        Format::Docx => write_docx(briefing, document, sink),
        Format::Html => Some(write_html(briefing, document)),
    }
}

/// What is handed in, by name: the finished files with all that goes with them, what the checks `found`, the ledger.
#[must_use]
pub fn bundle(
    briefing: &Briefing,
    measures: bundle::Measures<'_>,
    found: &Sink,
    finished: Vec<bundle::File>,
    ledger: Option<&ledger::model::Ledger>,
) -> Vec<bundle::File> {
    let Briefing { spec, evidence, profile, locale, .. } = briefing;
    let off = &check::off(spec, &evidence.specification);
    let (findings, allowed) = (&found.clone().into_sorted(), &found.allowed());
    let inputs = bundle::Inputs { spec, evidence, profile, locale, measures, findings, allowed, off };
    let ledger = ledger.and_then(|ledger| Some((ledger::model::NAME.to_owned(), ledger::model::to_json(ledger).ok()?)));
    bundle::assemble(inputs, finished, ledger)
}

/// The title that the body asks for, or that of the briefing.
///
/// # Errors
/// `submission-incomplete`: the body asks for something that nothing says.
pub fn submission_title(briefing: &Briefing) -> Result<String, Diagnostic> {
    let title = bundle::names::title(&briefing.profile, &briefing.spec, briefing.locale)?;
    Ok(title.unwrap_or_else(|| briefing.spec.briefing.title.value.clone()))
}

/// The form of one case as a document of its own; none where there is no such case.
pub fn case_form(briefing: &Briefing, id: &str, sink: &mut Sink) -> Option<Document> {
    compose::form(inputs(briefing, None), id, sink)
}

/// The document with its ledger in print, where the specification or the profile asks for one; `found` holds what the checks
/// said, so it is added after them and before the layout.
#[must_use]
pub fn annexed(briefing: &Briefing, document: Document, found: &Sink) -> Document {
    let Briefing { spec, evidence, locale, profile, .. } = briefing;
    ledger::annex::add(ledger::annex::Inputs { spec, evidence, locale, profile, found }, document)
}

/// The ledger of a finished document: what it prints, where, and what the checks said, which stands in `found`. None for a
/// document without attachments, or one that is not the whole briefing.
#[must_use]
pub fn ledger(briefing: &Briefing, document: &Document, pages: &Pages, found: &Sink) -> Option<ledger::model::Ledger> {
    ledger::build(ledger::Inputs {
        spec: &briefing.spec,
        evidence: &briefing.evidence,
        locale: briefing.locale,
        profile: &briefing.profile,
        document,
        pages,
        found,
    })
}

/// Writes the pages as a PDF with its ledger; none where that fails. `sink` holds what the checks found.
pub fn write(briefing: &Briefing, document: &Document, pages: &Pages, sink: &mut Sink) -> Option<Vec<u8>> {
    let ledger = ledger(briefing, document, pages, sink).and_then(|ledger| ledger::model::to_json(&ledger).ok());
    let mut attachments = document.attachments.clone();
    attachments.extend(ledger.map(|bytes| doc::Attachment {
        name: ledger::model::NAME.to_owned(),
        description: briefing.locale.ledger.attached.clone(),
        media_type: "application/json",
        relationship: doc::Relationship::Data,
        bytes: bytes.into(),
    }));
    match pdf::write(pages, &document.meta, &attachments, &briefing.evidence.fonts, briefing.deflated.as_deref()) {
        Ok(bytes) => Some(bytes),
        Err(findings) => {
            findings.into_iter().for_each(|finding| sink.push(finding));
            None
        }
    }
}

/// Writes the document as a Word file; none where that cannot be done without a fault.
pub fn write_docx(briefing: &Briefing, document: &Document, sink: &mut Sink) -> Option<Vec<u8>> {
    let Briefing { theme, paper, evidence, profile, locale, .. } = briefing;
    let face = profile.word_face.as_deref();
    let spacing = profile.type_size.and_then(|size| size.spacing);
    let setup = docx::Setup { theme, paper: *paper, fonts: &evidence.fonts, emphasis: profile.emphasis, face, spacing };
    let bytes = docx::write(&ledger::annex::unattached(document, locale), setup);
    if bytes.is_none() {
        let finding = Diagnostic::error("docx-internal", "the Word file cannot be written");
        sink.push(finding.help("this is a fault of the program: please report it with the specification"));
    }
    bytes
}

/// Writes the document as one HTML file.
#[must_use]
pub fn write_html(briefing: &Briefing, document: &Document) -> Vec<u8> {
    let Briefing { theme, paper, evidence, locale, .. } = briefing;
    let setup = html::Setup { theme, paper: *paper, fonts: &evidence.fonts, locale };
    html::write(&ledger::annex::unattached(document, locale), setup)
}
