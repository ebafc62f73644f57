//! `briefing check`: findings only.

use super::args::{Check, Deny, Format};
use super::{Exit, conclude, say};
use briefing::diag::{Severity, Sink};

/// Goes through all stages, since some limits need pages, and writes nothing.
pub(super) fn run(check: &Check) -> Exit {
    let mut sink = Sink::default();
    let loaded = briefing::load_with(&check.spec, check.added.options(), &mut sink);
    if let Some(briefing) = &loaded.briefing {
        let document = briefing::compose(briefing, &mut sink);
        briefing::check(briefing, &document, &mut sink);
        let pages = briefing::layout(briefing, &document, &mut sink);
        if !sink.has_errors() {
            briefing::write(briefing, &document, &pages, &mut sink);
        }
    }
    let clean = sink.is_empty();
    let warned = sink.findings().iter().any(|finding| finding.severity == Severity::Warning);
    let exit = conclude(sink, &loaded.files, &check.shown);
    if clean && !check.shown.quiet && check.shown.format == Format::Text {
        say("no findings");
    }
    if exit == Exit::Done && warned && check.deny == Some(Deny::Warnings) { Exit::Findings } else { exit }
}
