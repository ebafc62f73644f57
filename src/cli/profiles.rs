//! `briefing profiles`: what receiving bodies ask for.

use super::args::Profiles;
use super::{Exit, result, say};
use briefing::diag::{Diagnostic, Files};
use briefing::profile::{AsOf, Certainty, Profile, Rule};
use std::fmt::Write;
use std::time::{SystemTime, UNIX_EPOCH};

/// Prints one profile, or all of them, one line each.
pub(super) fn run(asked: &Profiles) -> Exit {
    let shown: Vec<&Profile> = match &asked.id {
        None => Profile::names().filter_map(Profile::find).collect(),
        Some(id) => match Profile::find(id) {
            Some(profile) => vec![profile],
            None => return unknown(id),
        },
    };
    if asked.check_age {
        return aged(&shown);
    }
    match (asked.id.is_some(), shown.as_slice()) {
        (true, [profile]) => result(&one(profile)),
        _ => result(&list(&shown)),
    }
}

/// One line each: name, limit, body or purpose.
fn list(profiles: &[&Profile]) -> String {
    let longest = profiles.iter().map(|profile| profile.name.len()).max().unwrap_or(0);
    let line = |profile: &&Profile| format!("{:longest$}  {}", profile.name, profile.purpose);
    profiles.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A profile with all its rules.
fn one(profile: &Profile) -> String {
    let mut text = format!("{}: {}", profile.name, profile.purpose);
    // writing to a string does not fail
    if let Some(body) = &profile.body {
        let _ = write!(text, "\nbody: {body}");
    }
    let _ = write!(text, "\ntheme: {}; parts: {}", profile.theme, profile.parts.join(", "));
    if profile.rules.is_empty() {
        let _ = write!(text, "\n\na free form: no body prescribes it");
    }
    for rule in &profile.rules {
        let _ = write!(
            text,
            "\n\n{}  [{}, as of {}; {}]\n  {}\n  {}",
            rule.id,
            rule.certainty,
            rule.as_of,
            examined(rule),
            rule.says,
            rule.url
        );
    }
    text
}

/// Who sees to a rule.
fn examined(rule: &Rule) -> &'static str {
    match (&rule.demand, rule.certainty) {
        (Some(_), Certainty::Unconfirmed) => "a hint: not examined, because it is not confirmed",
        (Some(_), _) => "examined by the program",
        (None, _) => "for a person to see to",
    }
}

/// The rules whose text is older than a year.
fn aged(profiles: &[&Profile]) -> Exit {
    let today = today();
    let limit = AsOf { year: today.year.saturating_sub(1), ..today };
    let old: Vec<String> = profiles
        .iter()
        .flat_map(|profile| profile.rules.iter().map(move |rule| (profile, rule)))
        .filter(|(_, rule)| rule.as_of < limit)
        .map(|(profile, rule)| format!("{}  {}  {}  {}", rule.as_of, profile.name, rule.id, rule.url))
        .collect();
    if old.is_empty() {
        return result("no rule is older than a year");
    }
    match result(&old.join("\n")) {
        Exit::Done => {
            say(&format!(
                "{} rules are older than a year: open each address and see whether it still holds",
                old.len()
            ));
            Exit::Findings
        }
        exit => exit,
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the age of a rule is a matter of today; nothing of it goes into a document"
)]
fn today() -> AsOf {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let days = i64::try_from(seconds / 86_400).unwrap_or(0);
    let date = chrono::DateTime::UNIX_EPOCH.date_naive() + chrono::Duration::days(days);
    let text = date.format("%Y-%m-%d").to_string();
    AsOf::parse(&text).unwrap_or(AsOf { year: 0, month: 0, day: 0 })
}

fn unknown(id: &str) -> Exit {
    let finding = Diagnostic::error("unknown-profile", format!("unknown profile `{id}`"))
        .suggest(id, Profile::names())
        .help("`briefing profiles` lists them; those of a briefing's own stand in its folder `profiles/`");
    say(&super::report::render(&[finding], &[], &Files::default(), super::report::Style::Plain));
    Exit::Usage
}
