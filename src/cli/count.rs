//! `briefing count`: how long a document is, as its receiving body counts.

use super::args::Count;
use super::editions::{self, Wanted};
use super::{Exit, conclude, result};
use briefing::Briefing;
use briefing::count::{Counts, DEFINITION, count};
use briefing::diag::{Diagnostic, Files, Severity, Sink};
use briefing::doc::Document;
use briefing::profile::{Counted, Demand};
use std::fmt::Write;

/// How near to a limit the stricter count is said: within 3 in 100.
const NEAR: usize = 33;

/// Composes each edition, and counts.
pub(super) fn run(asked: &Count) -> Exit {
    let mut sink = Sink::default();
    let mut files = Files::default();
    let mut tables = Vec::new();
    for edition in editions::chosen(&asked.spec, asked.lang.as_deref(), Wanted::All) {
        let mut found = Sink::default();
        let options = asked.added.options(edition.language.as_deref());
        let loaded = briefing::load_with(&asked.spec, options, files, &mut found);
        if let Some(briefing) = &loaded.briefing {
            let document = briefing::compose(briefing, &mut found);
            if !found.has_errors() {
                tables.push(table(briefing, &document));
            }
        }
        files = loaded.files;
        sink.append(found);
    }
    if !tables.is_empty() {
        tables.push(DEFINITION.to_owned());
        if result(&tables.join("\n\n")) == Exit::Files {
            return Exit::Files;
        }
    }
    let mut shown = Sink::default();
    let errors = |finding: &Diagnostic| finding.severity == Severity::Error;
    sink.into_sorted().into_iter().filter(errors).for_each(|finding| shown.push(finding));
    conclude(shown, &files, &asked.shown)
}

/// The words of one edition, by where they stand, and what the body makes of them.
fn table(briefing: &Briefing, document: &Document) -> String {
    let counts = count(document);
    let mut text = format!("{} ({})\n", document.meta.title, document.meta.language);
    for place in Counted::ALL {
        let words = counts.of(place);
        if words.characters > 0 {
            // writing to a string does not fail
            let _ = writeln!(text, "  {:20} {:>7}", place.name(), words.words);
        }
    }
    let all = counts.sum(&Counted::ALL);
    let _ = write!(text, "  {:20} {:>7}   {} characters without spaces", "all", all.words, all.characters);
    limits(briefing, &counts, &mut text);
    text
}

/// Each limit of the profile beside what counts towards it.
fn limits(briefing: &Briefing, counts: &Counts, text: &mut String) {
    let mut any = false;
    for rule in &briefing.profile.rules {
        let Some(Demand::Words { at_most, counted }) = &rule.demand else { continue };
        any = true;
        let words = counts.sum(counted);
        let limit = *at_most as usize;
        let names: Vec<&str> = counted.iter().map(|place| place.name()).collect();
        let state = match words.words.cmp(&limit) {
            std::cmp::Ordering::Greater => format!("{} too many", words.words - limit),
            _ => format!("{} left", limit - words.words),
        };
        let _ = write!(
            text,
            "\n\n  {}: {} of {limit} words, {state}\n  counted: {}\n  the rule says: {} ({}, as of {})",
            briefing.profile.name,
            words.words,
            names.join(", "),
            rule.says,
            rule.certainty.in_words(),
            rule.as_of,
        );
        if words.words.abs_diff(limit) * NEAR <= limit {
            let with_notes = counts.sum(&Counted::ALL);
            let _ = write!(
                text,
                "\n  near the limit: {} where dashes divide words too, {} with all that is printed; word processors \
                 may also count numbers of paragraphs and running heads",
                words.strict, with_notes.strict
            );
        }
    }
    if !any {
        let _ = write!(text, "\n\n  {}: no limit of words known", briefing.profile.name);
    }
}
