//! The draft of a cover note: what is sent, by whom, and what is in it. In English, for a person to finish.

use super::{File, Inputs, names};
use crate::locale::Locale;
use std::fmt::Write;

/// The draft.
pub(super) fn write(inputs: Inputs<'_>, files: &[File]) -> String {
    let spec = inputs.spec;
    let title = &spec.briefing.title.value;
    let english = Locale::find("en");
    let subject = english.and_then(|locale| names::title(inputs.profile, spec, locale).ok().flatten());
    let to = inputs.profile.body.as_deref().unwrap_or("…");
    let submission = spec.submission.as_ref();
    // writing to a string does not fail
    let mut text =
        format!("DRAFT. Nothing has been sent.\n\nTo: {to}\nSubject: {}\n\n", subject.as_ref().unwrap_or(title));
    let sender = spec.organisation.as_ref();
    let name = sender.map_or("…", |sender| sender.name.value.as_str());
    let _ = writeln!(text, "Please find enclosed “{title}”, submitted by {name}.");
    let joint: Vec<&str> =
        submission.iter().flat_map(|submission| &submission.joint).map(|text| text.value.as_str()).collect();
    if !joint.is_empty() {
        let _ = writeln!(text, "It is submitted jointly by: {}.", joint.join("; "));
    }
    let _ = writeln!(text, "\nEnclosed:");
    for (name, bytes) in files {
        let _ = writeln!(text, "- {name} ({} kB)", bytes.len().div_ceil(1000));
    }
    let published = submission.and_then(|submission| submission.published.as_ref());
    let _ = match published {
        Some(published) => writeln!(text, "\nThe text was published before: {}.", published.value),
        None => writeln!(text, "\nThe text has not been published before."),
    };
    if let Some(embargo) = &spec.briefing.classification {
        let _ = writeln!(text, "It is marked: {}.", embargo.value);
    }
    if spec.cases.iter().any(|(_, case)| !case.is_public()) {
        let _ =
            writeln!(text, "Names of some persons are withheld in it; please keep those in the forms confidential.");
    }
    let _ = writeln!(text, "\n{name}");
    for line in sender.iter().flat_map(|us| [&us.address, &us.email, &us.telephone]).flatten() {
        let _ = writeln!(text, "{}", line.value);
    }
    text
}
