//! `briefing chart`: one chart as a picture or a PDF of its own.

use super::args::{Chart, Messages, PictureFormat, Shown};
use super::build::save;
use super::output_name::OUTPUT_FOLDER;
use super::{Exit, conclude, result, say};
use briefing::diag::{Diagnostic, Files, Sink};
use briefing::evidence::files::name_of_specification;
use briefing::{Alone, Briefing};
use std::path::{Path, PathBuf};

/// Writes the chart; with errors nothing is written.
pub(super) fn run(chart: &Chart) -> Exit {
    let mut sink = Sink::default();
    let loaded = briefing::load(&chart.spec, &mut sink);
    if let Some(briefing) = loaded.briefing.as_ref().filter(|briefing| briefing.spec.charts.get(&chart.id).is_none()) {
        return unknown(chart, briefing);
    }
    let drawn = loaded
        .briefing
        .as_ref()
        .and_then(|briefing| briefing::chart_alone(briefing, &chart.id, chart.width.map(f32::from), &mut sink));
    let drawn = loaded.briefing.as_ref().zip(drawn).filter(|_| !sink.has_errors());
    let written = drawn.and_then(|(briefing, alone)| {
        let bytes = bytes(briefing, &alone, chart.format, &mut sink)?;
        save(&path(chart), &chart.spec, chart.output.is_none(), &bytes, &mut sink)
    });
    let shown = Shown { messages: Messages::Text, color: chart.color, show_allowed: false, quiet: chart.quiet };
    let exit = conclude(sink, &loaded.files, &shown);
    match written {
        Some(_) if exit == Exit::Done && chart.quiet => Exit::Done,
        Some(path) if exit == Exit::Done => result(&path.display().to_string()),
        // without a file and without an error that says why, the fault is ours
        None if exit == Exit::Done => Exit::Internal,
        _ => exit,
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

/// The bytes of the file.
fn bytes(briefing: &Briefing, alone: &Alone, format: PictureFormat, sink: &mut Sink) -> Option<Vec<u8>> {
    let fonts = &briefing.evidence.fonts;
    let page = alone.pages.pages.first()?;
    match format {
        PictureFormat::Svg => Some(briefing::picture::svg(page, &alone.about, fonts)),
        PictureFormat::Png => briefing::picture::png(page, &alone.about, fonts),
        PictureFormat::Pdf => briefing::write(briefing, &alone.document, &alone.pages, sink),
    }
}

fn path(chart: &Chart) -> PathBuf {
    let name = || {
        let spec = name_of_specification(&chart.spec);
        Path::new(OUTPUT_FOLDER).join(format!("{spec}-{}.{}", chart.id, chart.format.extension()))
    };
    chart.output.clone().unwrap_or_else(name)
}
