//! `briefing profiles`: what receiving bodies ask for.

use super::args::Profiles;
use super::{Exit, result, say};
use briefing::diag::{Diagnostic, Files, Sink};
use briefing::evidence::files::Folder;
use briefing::evidence::profiles;
use briefing::profile::{AsOf, Certainty, HeadingNumbers, Profile, ProfileNotes, ProfilePaper, Rule};
use std::fmt::Write;
use std::time::{SystemTime, UNIX_EPOCH};

/// Prints one profile, or all of them, one line each.
pub(super) fn run(asked: &Profiles) -> Exit {
    let (mut files, mut sink) = (Files::default(), Sink::default());
    let own = own(asked, &mut files, &mut sink);
    let mut all: Vec<&Profile> = Profile::names().filter_map(Profile::find).collect();
    all.extend(&own);
    let shown: Vec<&Profile> = match &asked.id {
        None => all,
        Some(id) => all.into_iter().filter(|profile| profile.name == *id).take(1).collect(),
    };
    if let (Some(id), true, false) = (&asked.id, shown.is_empty(), sink.has_errors()) {
        return unknown(id, &own);
    }
    if sink.has_errors() {
        say(&super::report::render(&sink.into_sorted(), &[], &files, super::report::Style::Plain));
        return Exit::Findings;
    }
    if asked.check_age {
        return aged(&shown);
    }
    match (asked.id.is_some(), shown.as_slice()) {
        (true, [profile]) => result(&one(profile)),
        _ => result(&list(&shown)),
    }
}

/// The profiles of a briefing's folder: all of them, or the one that is asked for.
fn own(asked: &Profiles, files: &mut Files, sink: &mut Sink) -> Vec<Profile> {
    let folder = match Folder::of_specification(&asked.spec) {
        Ok((folder, _)) => folder,
        Err(finding) => {
            sink.push(finding);
            return Vec::new();
        }
    };
    let is_meant = |name: &String| asked.id.as_ref().is_none_or(|id| id == name) && Profile::find(name).is_none();
    let names: Vec<String> = profiles::own(&folder).into_iter().filter(is_meant).collect();
    names.iter().filter_map(|name| profiles::find(name, &folder, files, sink)).collect()
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
    let _ = write!(text, "\nparts: {}", profile.parts.join(", "));
    let _ = write!(text, "\n{}", layout(profile));
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

/// How a document of the profile is laid out.
fn layout(profile: &Profile) -> String {
    let paper = match profile.paper {
        ProfilePaper::A4 => "A4",
        ProfilePaper::Letter => "US Letter",
    };
    let size = profile.type_size.map_or_else(String::new, |size| {
        let margins = size.margins.map_or_else(String::new, |margins| format!(", margins of {margins} points"));
        let spacing = size.spacing.map_or_else(String::new, |spacing| format!(", {} spaced", spacing.name()));
        format!("; running text of {} points{margins}{spacing}", size.points)
    });
    let headings = match profile.heading_numbers {
        HeadingNumbers::None => "not numbered",
        HeadingNumbers::Decimal => "1, 1.1, 1.1.1",
        HeadingNumbers::UnitedNations => "I., A., 1. (United Nations)",
    };
    let notes = match profile.notes {
        ProfileNotes::Foot => "at the foot of the page",
        ProfileNotes::End => "at the end",
    };
    let yes = |yes: bool, one: &'static str, other: &'static str| if yes { one } else { other };
    format!(
        "theme: {}; paper: {paper}{size}\nparagraphs: {}; headings: {headings}; contents: {}\nnotes: {notes}; citations: {}; bold and \
         italics: {}",
        profile.theme,
        yes(profile.numbered_paragraphs, "numbered", "not numbered"),
        yes(profile.contents, "printed", "not printed"),
        profile.citations.as_deref().unwrap_or("the program’s own style"),
        yes(profile.emphasis, "allowed", "not allowed"),
    )
}

/// Who sees to a rule.
fn examined(rule: &Rule) -> &'static str {
    match (&rule.demand, rule.certainty) {
        (Some(_), Certainty::Unconfirmed) => "a hint: not examined, because it is not confirmed",
        (None, Certainty::Unconfirmed) => "a hint",
        _ if rule.information => "for information: what the body does",
        // where there is a session to count back from, and the part that it speaks of
        (Some(_), _) if rule.is_for_a_person(true, |_| true) => "examined in part, and for a person to see to",
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

fn unknown(id: &str, own: &[Profile]) -> Exit {
    let mut known: Vec<&str> = Profile::names().collect();
    known.extend(own.iter().map(|profile| profile.name.as_str()));
    let finding = Diagnostic::error("unknown-profile", format!("unknown profile `{id}`"))
        .suggest(id, known)
        .help("`briefing profiles` lists them; those of a briefing's own stand in its folder `profiles/`: name it with `--spec`");
    say(&super::report::render(&[finding], &[], &Files::default(), super::report::Style::Plain));
    Exit::Usage
}
