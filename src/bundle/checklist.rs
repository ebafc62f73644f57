//! Each rule of the body: where it stands, how certain it is, and whether it is kept.
//!
//! A rule is ticked where a check ran and looked at exactly that, or where the author says who saw to it. What a check found
//! and the author lets stand is no tick, and neither is what no check looked at.

use super::{Inputs, Measures};
use crate::count::DEFINITION;
use crate::diag::{Allowed, Diagnostic, Severity};
use crate::profile::{Certainty, Demand, Rule};
use std::fmt::Write;

/// A million bytes, as limits of bodies count them.
const MEGABYTE: usize = 1_000_000;

/// How a rule stands.
enum State<'a> {
    /// It was examined, and is not kept: what was found.
    Broken(Vec<&'a Diagnostic>),
    /// It is not kept, and the author lets that stand.
    Allowed(Vec<&'a Allowed>),
    /// The check that would examine it is switched off.
    Off(&'a str),
    /// A person sees to it. What was measured comes with it, if anything.
    Open(String),
    /// It was examined, and is kept.
    Kept(String),
    /// A person saw to it: how, and who.
    SeenTo(&'a str),
    /// It asks for nothing.
    Information,
    /// It was confirmed by nobody. What in the document would be against it, if anything.
    Hint(Vec<&'a Diagnostic>),
}

/// A section of the list: its title, what its entries are marked with, how the summary line counts them, and what stands in it.
struct Section {
    title: &'static str,
    mark: &'static str,
    one: &'static str,
    several: &'static str,
    holds: fn(&State<'_>) -> bool,
}

const SECTIONS: [Section; 8] = [
    Section {
        title: "Broken",
        mark: "[ ]",
        one: "rule broken",
        several: "rules broken",
        holds: |state| matches!(state, State::Broken(_)),
    },
    Section {
        title: "Broken, and allowed by the author",
        mark: "[!]",
        one: "broken and allowed",
        several: "broken and allowed",
        holds: |state| matches!(state, State::Allowed(_)),
    },
    Section {
        title: "Not examined: the check is switched off",
        mark: "[!]",
        one: "not examined",
        several: "not examined",
        holds: |state| matches!(state, State::Off(_)),
    },
    Section {
        title: "For a person to see to",
        mark: "[ ]",
        one: "for a person to see to",
        several: "for a person to see to",
        holds: |state| matches!(state, State::Open(_)),
    },
    Section {
        title: "Seen to by a person",
        mark: "[x]",
        one: "seen to by a person",
        several: "seen to by a person",
        holds: |state| matches!(state, State::SeenTo(_)),
    },
    Section {
        title: "Examined and kept",
        mark: "[x]",
        one: "examined and kept",
        several: "examined and kept",
        holds: |state| matches!(state, State::Kept(_)),
    },
    Section {
        title: "For information: what the body does",
        mark: "(i)",
        one: "for information",
        several: "for information",
        holds: |state| matches!(state, State::Information),
    },
    Section {
        title: "Not confirmed: a hint",
        mark: "(?)",
        one: "hint",
        several: "hints",
        holds: |state| matches!(state, State::Hint(_)),
    },
];

/// The checklist, in Markdown.
pub(super) fn write(inputs: Inputs<'_>) -> String {
    let (spec, profile) = (inputs.spec, inputs.profile);
    let states: Vec<(&Rule, State<'_>)> = profile.rules.iter().map(|rule| (rule, state(rule, inputs))).collect();
    let mut text = format!(
        "# Checklist: {}\n\nFor: {} (profile `{}`). Document of {}.\n\n",
        spec.briefing.title.value,
        profile.body.as_deref().unwrap_or(&profile.purpose),
        profile.name,
        spec.briefing.date.value,
    );
    // writing to a string does not fail
    let _ = writeln!(text, "{}", summary(&states));
    let _ = writeln!(text, "Rules change: open each address before you send.\n");
    for section in &SECTIONS {
        let these: Vec<_> = states.iter().filter(|(_, state)| (section.holds)(state)).collect();
        if these.is_empty() {
            continue;
        }
        let _ = writeln!(text, "## {}\n", section.title);
        for (rule, state) in these {
            entry(&mut text, section.mark, rule, state);
        }
        text.push('\n');
    }
    others(&mut text, inputs);
    let _ = writeln!(text, "{DEFINITION}");
    text
}

/// How many rules stand how. Those that are broken and those for a person are counted where there are none too.
fn summary(states: &[(&Rule, State<'_>)]) -> String {
    let mut parts = Vec::new();
    for (index, section) in SECTIONS.iter().enumerate() {
        let number = states.iter().filter(|(_, state)| (section.holds)(state)).count();
        let is_always_said = index == 0 || section.title == "For a person to see to";
        if number > 0 || is_always_said {
            parts.push(format!("{number} {}", if number == 1 { section.one } else { section.several }));
        }
    }
    parts.join(", ") + "."
}

/// What was found that concerns no rule.
fn others(text: &mut String, inputs: Inputs<'_>) {
    let mut counts = Vec::new();
    let found = inputs.findings.iter().filter(|finding| !concerns_a_rule(finding, inputs)).count();
    if found > 0 {
        counts.push(format!("`briefing check` has {found} that concern no rule of the body."));
    }
    let allowed = inputs.allowed.iter().filter(|allowed| !concerns_a_rule(&allowed.finding, inputs)).count();
    if allowed > 0 {
        counts.push(format!("The author lets {allowed} stand: `briefing check --show-allowed` says which, and why."));
    }
    if !counts.is_empty() {
        let _ = writeln!(text, "## Other findings\n\n{}\n", counts.join("\n"));
    }
}

fn entry(text: &mut String, mark: &str, rule: &Rule, state: &State<'_>) {
    let _ = writeln!(text, "- {mark} **{}**: {}", rule.id, rule.says);
    match state {
        State::Kept(detail) | State::Open(detail) if !detail.is_empty() => {
            let _ = writeln!(text, "  {detail}");
        }
        State::SeenTo(how) => {
            let _ = writeln!(text, "  seen to: {}", how.trim());
        }
        State::Off(check) => {
            let _ = writeln!(text, "  not examined: `{check}` is switched off in `[checks]`");
        }
        State::Broken(findings) | State::Hint(findings) => {
            for finding in findings {
                let _ = writeln!(text, "  found: {} (`{}`)", finding.message, finding.code);
            }
        }
        State::Allowed(allowed) => {
            for Allowed { finding, reason } in allowed {
                let _ = writeln!(text, "  found: {} (`{}`)", finding.message, finding.code);
                let _ = writeln!(text, "  broken, allowed: {}", reason.trim());
            }
        }
        _ => {}
    }
    let _ = writeln!(text, "  {}, as of {}: <{}>", rule.certainty, rule.as_of, rule.url);
}

fn state<'a>(rule: &Rule, inputs: Inputs<'a>) -> State<'a> {
    if rule.certainty == Certainty::Unconfirmed {
        return State::Hint(inputs.findings.iter().filter(|finding| finding.rule.as_ref() == Some(&rule.id)).collect());
    }
    if rule.information {
        return State::Information;
    }
    // a count that only a stricter way to count puts over the limit is for a person; so is the day of a deadline that is not certain
    let only_near = |finding: &Diagnostic| match &rule.demand {
        Some(Demand::Words { at_most, counted }) => {
            finding.severity == Severity::Warning && inputs.measures.counts.sum(counted).words <= *at_most as usize
        }
        Some(Demand::Deadline(deadline)) => deadline.about && finding.severity == Severity::Warning,
        _ => false,
    };
    let of_rule = |finding: &&Diagnostic| is_against(finding, rule) && !only_near(finding);
    let found: Vec<&Diagnostic> = inputs.findings.iter().filter(of_rule).collect();
    // whether a picture shows an emblem a person says, whatever the check asks
    if !found.is_empty() && rule.demand != Some(Demand::NoEmblem) {
        return State::Broken(found);
    }
    let of_rule = |allowed: &&Allowed| is_against(&allowed.finding, rule) && !only_near(&allowed.finding);
    let allowed: Vec<&Allowed> = inputs.allowed.iter().filter(of_rule).collect();
    if !allowed.is_empty() && rule.demand != Some(Demand::NoEmblem) {
        return State::Allowed(allowed);
    }
    let check = rule.demand.as_ref().and_then(Demand::examined_by);
    let stands_for =
        |off: &&str| check.is_some_and(|check| *off == check || check.ends_with('-') && off.starts_with(check));
    if let Some(off) = inputs.off.iter().copied().find(stands_for) {
        return State::Off(off);
    }
    let submission = inputs.spec.submission.as_ref();
    let has_session = submission.is_some_and(|submission| submission.session.is_some());
    let has_part = |part: &str| inputs.measures.parts.iter().any(|(name, _)| *name == part);
    if rule.is_for_a_person(has_session, has_part) {
        let seen = submission.and_then(|submission| submission.confirmed.get(&rule.id));
        return seen.map_or_else(|| State::Open(known(rule, inputs)), |how| State::SeenTo(how.as_str()));
    }
    measured(rule, inputs)
}

/// How a rule stands against which nothing was found, by what was measured of the document.
fn measured<'a>(rule: &Rule, inputs: Inputs<'a>) -> State<'a> {
    let submission = inputs.spec.submission.as_ref();
    match &rule.demand {
        Some(Demand::ContactApart) => match super::contact::write(inputs) {
            Some(_) if super::contact::is_given_away(inputs) => State::Open(
                "they stand elsewhere in the specification too, which is given away with the document".to_owned(),
            ),
            Some(_) => State::Kept(format!("they stand in {}", super::contact::NAME)),
            None => State::Open("`[organisation]` has no contact data".to_owned()),
        },
        Some(Demand::Words { at_most, counted }) if inputs.measures.counts.strictest(counted) > *at_most as usize => {
            let counts = inputs.measures.counts;
            let (words, strictest) = (counts.sum(counted).words, counts.strictest(counted));
            let counted = format!("{words} of {at_most} words; {strictest} if all that stands in the text is counted");
            let seen = submission.and_then(|submission| submission.confirmed.get(&rule.id));
            let open = || State::Open(format!("{counted}. Cut a few, or ask the body what it counts"));
            seen.map_or_else(open, |how| State::SeenTo(how.as_str()))
        }
        Some(Demand::Pages { at_most, .. }) if inputs.profile.takes_word() => {
            let (most, pages) = (*at_most as usize, inputs.measures.pages);
            let counted = format!("{pages} pages in the PDF; {most} may be");
            // a page more or fewer is what two programs differ by
            if pages + 1 < most {
                return State::Kept(counted);
            }
            let seen = submission.and_then(|submission| submission.confirmed.get(&rule.id));
            let open = || State::Open(format!("{counted}. Open the Word file and look at how many it has there"));
            seen.map_or_else(open, |how| State::SeenTo(how.as_str()))
        }
        demand => State::Kept(demand.as_ref().map_or_else(String::new, |demand| detail(demand, inputs.measures))),
    }
}

/// What the program can say of a rule that is for a person.
fn known(rule: &Rule, inputs: Inputs<'_>) -> String {
    let session = inputs.spec.submission.as_ref().and_then(|submission| submission.session.as_ref());
    let day = match (&rule.demand, session) {
        (Some(Demand::Deadline(deadline)), Some(session)) => deadline.day(session.value).map(|day| (deadline, day)),
        _ => None,
    };
    day.map_or_else(String::new, |(deadline, day)| {
        let hour = deadline.hour_in_words();
        format!("counted back from the session: about {day}{hour}; look up the day on the calendar of the body")
    })
}

/// Whether a finding says that a rule is not kept: by its id, or, where it names none, by the check that examines the rule.
fn is_against(finding: &Diagnostic, rule: &Rule) -> bool {
    match &finding.rule {
        Some(id) => *id == rule.id,
        None => rule.demand.as_ref().and_then(Demand::examined_by) == Some(finding.code),
    }
}

fn concerns_a_rule(finding: &Diagnostic, inputs: Inputs<'_>) -> bool {
    inputs.profile.rules.iter().any(|rule| is_against(finding, rule))
}

/// By how much a limit is kept.
fn detail(demand: &Demand, measures: Measures<'_>) -> String {
    match demand {
        Demand::Words { at_most, counted } => format!("{} of {at_most} words", measures.counts.sum(counted).words),
        Demand::Pages { at_most, .. } => format!("{} pages in all; {at_most} may be", measures.pages),
        Demand::Megabytes(most) => {
            format!("{} kB; less than {} MB may be", measures.bytes.div_ceil(MEGABYTE / 1000), most)
        }
        Demand::OneFile => "nothing is enclosed with the document".to_owned(),
        _ => String::new(),
    }
}
