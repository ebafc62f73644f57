//! Each rule of the body: where it stands, how certain it is, and whether it is kept.

use super::{Inputs, Measures};
use crate::count::DEFINITION;
use crate::diag::{Diagnostic, Severity};
use crate::profile::{Certainty, Demand, Rule};
use std::fmt::Write;

/// A million bytes, as limits of bodies count them.
const MEGABYTE: usize = 1_000_000;

/// How a rule stands.
enum State<'a> {
    /// It was examined, and is kept.
    Kept(String),
    /// It was examined, and is not: what was found.
    Broken(Vec<&'a Diagnostic>),
    /// A person sees to it; what was measured, if anything.
    Open(String),
    /// It was confirmed by nobody.
    Hint,
}

/// The checklist, in Markdown.
pub(super) fn write(inputs: Inputs<'_>) -> String {
    let (spec, profile) = (inputs.spec, inputs.profile);
    let states: Vec<(&Rule, State<'_>)> = profile.rules.iter().map(|rule| (rule, state(rule, inputs))).collect();
    let count = |wanted: fn(&State<'_>) -> bool| states.iter().filter(|(_, state)| wanted(state)).count();
    let broken = count(|state| matches!(state, State::Broken(_)));
    let kept = count(|state| matches!(state, State::Kept(_)));
    let open = count(|state| matches!(state, State::Open(_)));
    let hints = count(|state| matches!(state, State::Hint));
    let mut text = format!(
        "# Checklist: {}\n\nFor: {} (profile `{}`). Document of {}.\n\n",
        spec.briefing.title.value,
        profile.body.as_deref().unwrap_or(&profile.purpose),
        profile.name,
        spec.briefing.date.value,
    );
    // writing to a string does not fail
    let _ = writeln!(text, "{broken} rules broken, {kept} kept, {open} for a person to see to, {hints} not confirmed.");
    let _ = writeln!(text, "Rules change: open each address before you send.\n");
    for (title, wanted) in SECTIONS {
        let these: Vec<_> = states.iter().filter(|(_, state)| wanted(state)).collect();
        if these.is_empty() {
            continue;
        }
        let _ = writeln!(text, "## {title}\n");
        for (rule, state) in these {
            entry(&mut text, rule, state);
        }
        text.push('\n');
    }
    let others = inputs.findings.iter().filter(|finding| finding.rule.is_none()).count();
    if others > 0 {
        let _ =
            writeln!(text, "## Other findings\n\n`briefing check` has {others} that concern no rule of the body.\n");
    }
    let _ = writeln!(text, "{DEFINITION}");
    text
}

/// The sections of the list, with what stands in each.
type Section = (&'static str, fn(&State<'_>) -> bool);

const SECTIONS: [Section; 4] = [
    ("Broken", |state| matches!(state, State::Broken(_))),
    ("For a person to see to", |state| matches!(state, State::Open(_))),
    ("Kept", |state| matches!(state, State::Kept(_))),
    ("Not confirmed: a hint", |state| matches!(state, State::Hint)),
];

fn entry(text: &mut String, rule: &Rule, state: &State<'_>) {
    let mark = if matches!(state, State::Kept(_)) { "x" } else { " " };
    let _ = writeln!(text, "- [{mark}] **{}**: {}", rule.id, rule.says);
    match state {
        State::Kept(detail) | State::Open(detail) if !detail.is_empty() => {
            let _ = writeln!(text, "  {detail}");
        }
        State::Broken(findings) => {
            for finding in findings {
                let _ = writeln!(text, "  found: {} (`{}`)", finding.message, finding.code);
            }
        }
        _ => {}
    }
    let _ = writeln!(text, "  {}, as of {}: <{}>", rule.certainty, rule.as_of, rule.url);
}

fn state<'a>(rule: &Rule, inputs: Inputs<'a>) -> State<'a> {
    if rule.certainty == Certainty::Unconfirmed {
        return State::Hint;
    }
    let Some(demand) = &rule.demand else { return State::Open(String::new()) };
    // a count that only a stricter way to count puts over the limit keeps it
    let only_near =
        |finding: &Diagnostic| matches!(demand, Demand::Words { .. }) && finding.severity == Severity::Warning;
    let of_rule = |finding: &&Diagnostic| finding.rule.as_deref() == Some(rule.id.as_str());
    let found: Vec<&Diagnostic> =
        inputs.findings.iter().filter(of_rule).filter(|finding| !only_near(finding)).collect();
    if *demand == Demand::NoEmblem {
        return State::Open(String::new());
    }
    if !found.is_empty() {
        return State::Broken(found);
    }
    let submission = inputs.spec.submission.as_ref();
    match demand {
        // no program sees all of these
        Demand::Published | Demand::NotPublishedBefore | Demand::SmartRecommendations => State::Open(String::new()),
        Demand::Deadline(_) if submission.is_none_or(|submission| submission.session.is_none()) => {
            State::Open(String::new())
        }
        Demand::NumberedParagraphs if !inputs.profile.numbered_paragraphs => State::Open(String::new()),
        Demand::ContactApart => match super::contact::write(inputs) {
            Some(_) => State::Kept(format!("they stand in {}", super::contact::NAME)),
            None => State::Open("`[organisation]` has no contact data".to_owned()),
        },
        Demand::Pages { at_most, .. } if inputs.profile.takes_word() => {
            let (most, pages) = (*at_most as usize, inputs.measures.pages);
            let counted = format!("{pages} pages in the PDF; {most} may be");
            // a page more or fewer is what two programs differ by
            if pages + 1 >= most {
                State::Open(format!("{counted}. Open the Word file and look at how many it has there"))
            } else {
                State::Kept(counted)
            }
        }
        demand => State::Kept(detail(demand, inputs.measures)),
    }
}

/// By how much a limit is kept.
fn detail(demand: &Demand, measures: Measures<'_>) -> String {
    match demand {
        Demand::Words { at_most, counted } => format!("{} of {at_most} words", measures.counts.sum(counted).words),
        Demand::Pages { at_most, .. } => format!("{} pages in all; {at_most} may be", measures.pages),
        Demand::Megabytes(most) => {
            format!("{} kB of {} MB", measures.bytes.div_ceil(MEGABYTE / 1000), most)
        }
        _ => String::new(),
    }
}
