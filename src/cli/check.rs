//! `briefing check`: findings only, and the changes that are certainly right.

use super::args::{Check, Deny, Format};
use super::{Exit, conclude, fix, result, say};
use briefing::Loaded;
use briefing::diag::{Severity, Sink};

/// How often a file is checked anew after changes: a change can uncover what another one hid.
const ROUNDS: usize = 8;

/// Goes through all stages, since some limits need pages, and writes nothing but, with `--fix`, the specification.
pub(super) fn run(check: &Check) -> Exit {
    let (mut loaded, mut sink) = look(check);
    if check.fix
        && let Some(exit) = change(check, &mut loaded, &mut sink)
    {
        return exit;
    }
    let clean = sink.is_empty();
    let warned = sink.findings().iter().any(|finding| finding.severity == Severity::Warning);
    let exit = conclude(sink, &loaded.files, &check.shown);
    if clean && !check.shown.quiet && check.shown.format == Format::Text {
        say("no findings");
    }
    if exit == Exit::Done && warned && check.deny == Some(Deny::Warnings) { Exit::Findings } else { exit }
}

/// All that is found.
fn look(check: &Check) -> (Loaded, Sink) {
    let mut sink = Sink::default();
    let loaded = briefing::load(&check.spec, &mut sink);
    if let Some(briefing) = &loaded.briefing {
        let document = briefing::compose(briefing, &mut sink);
        briefing::check(briefing, &document, &mut sink);
        let pages = briefing::layout(briefing, &document, &mut sink);
        if !sink.has_errors() {
            briefing::write(&document, &pages, &mut sink);
        }
    }
    (loaded, sink)
}

/// Makes the changes and looks again; with `--dry-run`, shows them. Says how the program ends where that is known then.
fn change(check: &Check, loaded: &mut Loaded, sink: &mut Sink) -> Option<Exit> {
    let mut changed = 0;
    for _ in 0..ROUNDS {
        let fixed = match fix::prepare(&check.spec, sink.findings(), &loaded.files) {
            Ok(Some(fixed)) => fixed,
            Ok(None) => break,
            Err(finding) => {
                sink.push(finding);
                break;
            }
        };
        if check.dry_run {
            return (result(&fixed.diff()) == Exit::Files).then_some(Exit::Files);
        }
        if let Err(finding) = fixed.write() {
            sink.push(finding);
            break;
        }
        changed += fixed.count;
        (*loaded, *sink) = look(check);
    }
    if !check.shown.quiet && check.shown.format == Format::Text {
        say(&match changed {
            0 => "nothing that could be changed for certain".to_owned(),
            1 => "changed 1 place".to_owned(),
            several => format!("changed {several} places"),
        });
    }
    None
}
