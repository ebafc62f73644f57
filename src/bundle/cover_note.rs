//! The draft of a cover note: what is sent, by whom, and what is in it. In the language of the edition, for a person to finish.

use super::{File, Inputs, names};
use crate::profile::Demand;
use crate::spec::Submission;
use chrono::NaiveDate;
use std::fmt::Write;

/// The draft.
pub(super) fn write(inputs: Inputs<'_>, files: &[File]) -> String {
    let Inputs { spec, profile, locale, .. } = inputs;
    let words = &locale.note;
    let title = &spec.briefing.title.value;
    let subject = names::title(profile, spec, locale).ok().flatten();
    let submission = spec.submission.as_ref();
    let sender = spec.organisation.as_ref();
    let name = sender.map_or("…", |sender| sender.name.value.as_str());
    let mut text = format!("{}\n\n", words.draft);
    let mut line = |words: String| {
        text.push_str(&words);
        text.push('\n');
    };
    line(words.to.fill(&[("body", profile.body.as_deref().unwrap_or("…"))]));
    line(words.subject.fill(&[("title", subject.as_ref().unwrap_or(title))]));
    if let Some(deadline) = submission.and_then(|submission| deadline(submission, inputs)) {
        line(words.deadline.fill(&[("date", &deadline)]));
    }
    line(format!("\n{}", words.enclosed.fill(&[("title", title), ("name", name)])));
    let joint: Vec<String> =
        submission.iter().flat_map(|submission| &submission.joint).map(|text| text.value.clone()).collect();
    if !joint.is_empty() {
        line(words.joint.fill(&[("names", &joint.join(&locale.citation.semicolon))]));
    }
    line(format!("\n{}", words.files));
    for (name, bytes) in files {
        let size = bytes.len().div_ceil(1000).to_string();
        line(format!("- {}", words.file.fill(&[("file", name), ("size", &size)])));
    }
    let published = submission.and_then(|submission| submission.published.as_ref());
    line(match published {
        Some(published) => format!("\n{}", words.published.fill(&[("place", &published.value)])),
        None if is_confirmed_new(inputs) => format!("\n{}", words.unpublished),
        None => format!("\n{}", words.ask_published),
    });
    if let Some(embargo) = submission.and_then(|submission| submission.embargo.as_ref()) {
        line(words.embargo.fill(&[("date", &locale.date(embargo.value))]));
    }
    if let Some(marking) = &spec.briefing.classification {
        line(words.marked.fill(&[("marking", &marking.value)]));
    }
    if spec.cases.iter().any(|(_, case)| !case.is_public()) {
        line(words.withheld.clone());
        if files.iter().any(|(name, _)| name.starts_with("forms/")) {
            line(words.forms.clone());
        }
    }
    // writing to a string does not fail
    let _ = writeln!(text, "\n{name}");
    for line in sender.iter().flat_map(|us| [&us.address, &us.email, &us.telephone]).flatten() {
        let _ = writeln!(text, "{}", line.value);
    }
    text
}

/// Whether somebody looked, and says that the text was not published before.
fn is_confirmed_new(inputs: Inputs<'_>) -> bool {
    let mut new = inputs.profile.demands().filter(|(_, demand)| **demand == Demand::NotPublishedBefore);
    let seen =
        |id: &str| inputs.spec.submission.as_ref().is_some_and(|submission| submission.confirmed.get(id).is_some());
    new.any(|(rule, _)| seen(&rule.id))
}

/// The last day on which it is taken, with the hour and the zone where they are said: as the author has it, or counted back from
/// the session by the rule of the body.
fn deadline(submission: &Submission, inputs: Inputs<'_>) -> Option<String> {
    let Some(day) = &submission.deadline else {
        let session = submission.session.as_ref()?.value;
        let mut rules = inputs.profile.demands();
        // of a day that is not certain the note says nothing; the checklist does
        let deadline = rules.find_map(|(_, demand)| match demand {
            Demand::Deadline(deadline) if !deadline.about => Some(deadline),
            _ => None,
        })?;
        let day = deadline.day(session)?;
        let time: Vec<&str> = [&deadline.hour, &deadline.zone].into_iter().flatten().map(String::as_str).collect();
        return Some(at(day, &time.join(" "), inputs));
    };
    let time = submission.deadline_time.as_ref().map_or("", |time| time.as_str());
    Some(at(day.value, time, inputs))
}

fn at(day: NaiveDate, time: &str, inputs: Inputs<'_>) -> String {
    let day = inputs.locale.date(day);
    if time.is_empty() { day } else { format!("{day}{}{time}", inputs.locale.citation.comma) }
}
