//! `briefing chart`: one chart as a picture or a PDF of its own.

use super::args::{Chart, Messages, PictureFormat, Shown};
use super::build::{is_specification, save};
use super::editions::{self, Wanted};
use super::output_name::{OUTPUT_FOLDER, unknown_ending};
use super::{Exit, conclude, result, say};
use briefing::diag::{Diagnostic, Files, Sink};
use briefing::evidence::files::name_of_specification;
use briefing::{Alone, Briefing};
use clap::ValueEnum;
use std::path::{Path, PathBuf};

/// Wider pages than this, in points, have letters too small to be read in a picture for social media.
const WIDEST: f32 = 760.0;

/// The shape of a picture for social media.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CardSize {
    /// 1200 by 675 pixels
    Wide,
    /// 1080 by 1080 pixels
    Square,
}

impl CardSize {
    /// Its width and height in pixels.
    #[must_use]
    pub fn pixels(self) -> (f32, f32) {
        match self {
            CardSize::Wide => (1200.0, 675.0),
            CardSize::Square => (1080.0, 1080.0),
        }
    }
}

/// A picture is of one edition.
pub(super) fn one_language(text: &str) -> Result<String, String> {
    if text == editions::ALL { Err("a picture has one language".to_owned()) } else { Ok(text.to_owned()) }
}

/// Writes the chart; with errors nothing is written.
pub(super) fn run(chart: &Chart) -> Exit {
    let mut sink = Sink::default();
    let shown = Shown { messages: Messages::Text, color: chart.color, show_allowed: false, quiet: chart.quiet };
    let format = match format(chart) {
        Ok(format) => format,
        Err(finding) => {
            sink.push(finding);
            return conclude(sink, &Files::default(), &shown);
        }
    };
    let edition = editions::chosen(&chart.spec, chart.lang.as_deref(), Wanted::Main).into_iter().next();
    let language = edition.as_ref().and_then(|edition| edition.language.as_deref());
    let loaded = briefing::load_with(&chart.spec, chart.added.options(language), Files::default(), &mut sink);
    if let Some(briefing) = loaded.briefing.as_ref().filter(|briefing| briefing.spec.charts.get(&chart.id).is_none()) {
        return unknown(chart, briefing);
    }
    let drawn = loaded.briefing.as_ref().and_then(|briefing| drawn(chart, briefing, &mut sink));
    let drawn = loaded.briefing.as_ref().zip(drawn).filter(|_| !sink.has_errors());
    let written = drawn.and_then(|(briefing, alone)| {
        let bytes = bytes(briefing, &alone, (chart, format), &mut sink)?;
        let other = edition.as_ref().filter(|edition| !edition.main).and(language);
        let path = save(&path(chart, format, other), &chart.spec, chart.output.is_none(), &bytes, &mut sink)?;
        // who posts a picture pastes its description into a field of its own; the other formats carry it where it is read
        if format == PictureFormat::Png {
            let text = format!("{}\n\n{}\n", alone.about.title, alone.about.description);
            save(&path.with_extension("alt.txt"), &chart.spec, false, text.as_bytes(), &mut sink)?;
        }
        Some(path)
    });
    if written.is_none() && !sink.has_errors() {
        sink.push(Diagnostic::internal("no chart was written, and nothing wrong was found"));
    }
    let exit = conclude(sink, &loaded.files, &shown);
    match written {
        Some(_) if exit == Exit::Done && chart.quiet => Exit::Done,
        Some(path) if exit == Exit::Done => result(&path.display().to_string()),
        _ => exit,
    }
}

/// As what it is written: as it was asked for, or as the name of the output ends.
fn format(chart: &Chart) -> Result<PictureFormat, Diagnostic> {
    let known = PictureFormat::value_variants();
    let endings: Vec<&str> = known.iter().map(|format| format.extension()).collect();
    let Some(output) = &chart.output else { return Ok(chart.format.unwrap_or(PictureFormat::Svg)) };
    // that the specification is not written over is said when it is tried
    if let Some(finding) = unknown_ending(output, &endings).filter(|_| !is_specification(output, &chart.spec)) {
        return Err(finding);
    }
    let ending = output.extension().unwrap_or_default();
    let named = known.iter().copied().find(|format| ending.eq_ignore_ascii_case(format.extension()));
    match (chart.format, named) {
        (Some(asked), Some(named)) if asked != named => {
            let (asked, named) = (asked.extension(), named.extension());
            let message = format!("`{}` is the name of a {named} file, and {asked} is asked for", output.display());
            Err(Diagnostic::error("format-mismatch", message)
                .help("let the name and `--format` say the same, or leave one of them away"))
        }
        (asked, named) => Ok(asked.or(named).unwrap_or(PictureFormat::Svg)),
    }
}

fn unknown(chart: &Chart, briefing: &Briefing) -> Exit {
    let id = &chart.id;
    let known: Vec<&str> = briefing.spec.charts.ids().collect();
    let finding = Diagnostic::error("unknown-chart", format!("the specification has no chart `{id}`"));
    let finding = finding.suggest(id, known.iter().copied());
    let finding = if known.is_empty() {
        finding.help("add one: `[charts.ID]`")
    } else {
        finding.help(format!("its charts: `{}`", known.join("`, `")))
    };
    say(&super::report::render(&[finding], &[], &Files::default(), super::report::Style::Plain));
    Exit::Usage
}

/// The chart on its page.
fn drawn(chart: &Chart, briefing: &Briefing, sink: &mut Sink) -> Option<Alone> {
    match chart.size {
        None => briefing::chart_alone(briefing, &chart.id, chart.width.map(f32::from), sink),
        Some(size) => {
            let (width, height) = size.pixels();
            let points = width / briefing::picture::PIXELS_PER_POINT;
            briefing::chart_on_card(briefing, &chart.id, (points, WIDEST), width / height, sink)
        }
    }
}

/// The bytes of the file.
fn bytes(
    briefing: &Briefing,
    alone: &Alone,
    (chart, format): (&Chart, PictureFormat),
    sink: &mut Sink,
) -> Option<Vec<u8>> {
    let fonts = &briefing.evidence.fonts;
    let page = alone.pages.pages.first()?;
    match format {
        PictureFormat::Svg => Some(briefing::picture::svg(page, &alone.about, fonts)),
        PictureFormat::Png => match chart.size {
            Some(size) => briefing::picture::png_of_width(page, &alone.about, fonts, size.pixels().0),
            None => briefing::picture::png(page, &alone.about, fonts),
        },
        PictureFormat::Pdf => briefing::write(briefing, &alone.document, &alone.pages, sink),
    }
}

/// Where it is written; editions in other languages than the main one have theirs in the name.
fn path(chart: &Chart, format: PictureFormat, language: Option<&str>) -> PathBuf {
    let name = || {
        let spec = name_of_specification(&chart.spec);
        let language = language.map_or_else(String::new, |language| format!("-{language}"));
        Path::new(OUTPUT_FOLDER).join(format!("{spec}-{}{language}.{}", chart.id, format.extension()))
    };
    chart.output.clone().unwrap_or_else(name)
}
