//! `briefing check`: findings only.

use super::args::{Check, Deny, Format};
use super::editions::{self, Wanted};
use super::{Exit, conclude, say};
use briefing::diag::{Files, Severity, Sink};

/// Goes through all stages, since some limits need pages, and writes nothing. What is found in several editions is said
/// once.
pub(super) fn run(check: &Check) -> Exit {
    let mut sink = Sink::default();
    let mut files = Files::default();
    for edition in editions::chosen(&check.spec, check.lang.as_deref(), Wanted::All) {
        let mut found = Sink::default();
        let loaded =
            briefing::load_with(&check.spec, check.added.options(edition.language.as_deref()), files, &mut found);
        if let Some(briefing) = &loaded.briefing {
            let document = briefing::compose(briefing, &mut found);
            briefing::check(briefing, &document, &mut found);
            let pages = briefing::layout(briefing, &document, &mut found);
            if !found.has_errors() {
                briefing::write(briefing, &document, &pages, &mut found);
            }
        }
        files = loaded.files;
        sink.append(found);
    }
    let clean = sink.is_empty();
    let warned = sink.findings().iter().any(|finding| finding.severity == Severity::Warning);
    let exit = conclude(sink, &files, &check.shown);
    if clean && !check.shown.quiet && check.shown.format == Format::Text {
        say("no findings");
    }
    if exit == Exit::Done && warned && check.deny == Some(Deny::Warnings) { Exit::Findings } else { exit }
}
