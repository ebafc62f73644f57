//! The draft of a cover note: what is sent, by whom, and what is in it. In the language of the edition, for a person to finish.

use super::{File, Inputs, names};
use crate::spec::Submission;
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
        None => format!("\n{}", words.unpublished),
    });
    if let Some(embargo) = submission.and_then(|submission| submission.embargo.as_ref()) {
        line(words.embargo.fill(&[("date", &locale.date(embargo.value))]));
    }
    if let Some(marking) = &spec.briefing.classification {
        line(words.marked.fill(&[("marking", &marking.value)]));
    }
    if spec.cases.iter().any(|(_, case)| !case.is_public()) {
        line(words.withheld.clone());
    }
    // writing to a string does not fail
    let _ = writeln!(text, "\n{name}");
    for line in sender.iter().flat_map(|us| [&us.address, &us.email, &us.telephone]).flatten() {
        let _ = writeln!(text, "{}", line.value);
    }
    text
}

/// The last day on which it is taken, with the hour and the zone where they are said.
fn deadline(submission: &Submission, inputs: Inputs<'_>) -> Option<String> {
    let day = inputs.locale.date(submission.deadline.as_ref()?.value);
    Some(match &submission.deadline_time {
        Some(time) => format!("{day}{}{time}", inputs.locale.citation.comma),
        None => day,
    })
}
