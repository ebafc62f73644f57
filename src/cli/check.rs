//! `briefing check`: findings only, and the changes that are certainly right.

use super::args::{Check, Deny, Messages};
use super::editions::{self, Wanted};
use super::{Exit, conclude_reading, fix, result, say};
use briefing::diag::{Files, Severity, Sink};

/// How often a file is checked anew after changes: a change can uncover what another one hid.
const ROUNDS: usize = 8;

/// Goes through all stages, since some limits need pages, and writes nothing but, with `--fix`, the specification.
pub(super) fn run(check: &Check) -> Exit {
    let Looked { mut files, mut sink, mut read } = look(check);
    if check.fix
        && let Some(exit) = change(check, &mut files, &mut sink, &mut read)
    {
        return exit;
    }
    let clean = sink.is_empty();
    let warned = sink.findings().iter().any(|finding| finding.severity == Severity::Warning);
    let exit = conclude_reading(read, sink, &files, &check.shown.denying(check.deny));
    if clean && !check.shown.quiet && check.shown.messages == Messages::Text {
        say("no findings");
    }
    if exit == Exit::Done && warned && check.deny == Some(Deny::Warnings) { Exit::Findings } else { exit }
}

/// What was found.
struct Looked {
    files: Files,
    sink: Sink,
    /// Whether all editions could be read, so that their evidence was checked.
    read: bool,
}

/// All that is found. What is found in several editions is said once.
fn look(check: &Check) -> Looked {
    let mut read = true;
    let mut sink = Sink::default();
    let mut files = Files::default();
    for edition in editions::chosen(&check.spec, check.lang.as_deref(), Wanted::All) {
        let mut found = Sink::default();
        let options = check.added.options(edition.language.as_deref());
        let loaded = briefing::load_with(&check.spec, options, files, &mut found);
        if let Some(briefing) = &loaded.briefing {
            let document = briefing::compose(briefing, &mut found);
            briefing::check(briefing, &document, &mut found);
            let document = briefing::annexed(briefing, document, &found);
            let pages = briefing::layout(briefing, &document, &mut found);
            briefing::check_pages(briefing, &document, &pages, &mut found);
            if !found.has_errors() {
                briefing::write(briefing, &document, &pages, &mut found);
            }
        }
        read &= super::is_checked(loaded.briefing.as_ref());
        files = loaded.files;
        sink.append(found);
    }
    Looked { files, sink, read }
}

/// Makes the changes and looks again; with `--dry-run`, shows them. Says how the program ends where that is known then.
fn change(check: &Check, files: &mut Files, sink: &mut Sink, read: &mut bool) -> Option<Exit> {
    let mut changed = 0;
    for _ in 0..ROUNDS {
        let fixed = match fix::prepare(&check.spec, sink.findings(), files) {
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
        Looked { files: *files, sink: *sink, read: *read } = look(check);
    }
    if !check.shown.quiet && check.shown.messages == Messages::Text {
        say(&match changed {
            0 => "nothing that could be changed for certain".to_owned(),
            1 => "changed 1 place".to_owned(),
            several => format!("changed {several} places"),
        });
    }
    None
}
