//! What files are called: as the body asks, where it does.

use crate::diag::Diagnostic;
use crate::locale::Locale;
use crate::profile::Profile;
use crate::spec::{PartialDate, Spec};
use chrono::Datelike;

/// The title that the body asks for, with what the specification says put in: "Example Centre, joint submission, Testland,
/// January 2027". None where it asks for none.
///
/// # Errors
/// `submission-incomplete`: something that it names is not said.
pub fn title(profile: &Profile, spec: &Spec, locale: &Locale) -> Result<Option<String>, Diagnostic> {
    let language = spec.briefing.language.value.as_str();
    let Some(pattern) = profile.title_pattern(language) else { return Ok(None) };
    let mut title = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        title.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        title.push_str(&value(name, spec, locale).ok_or_else(|| incomplete(name, profile, spec))?);
        rest = after;
    }
    title.push_str(rest);
    Ok(Some(title))
}

fn value(name: &str, spec: &Spec, locale: &Locale) -> Option<String> {
    let submission = spec.submission.as_ref();
    match name {
        "submitter" => {
            let organisation = spec.organisation.as_ref()?;
            Some(organisation.short_name.as_ref().unwrap_or(&organisation.name).value.clone())
        }
        "country" => Some(submission?.country.as_ref()?.value.clone()),
        "session" => {
            let day = submission?.session.as_ref()?.value;
            Some(locale.partial_date(&PartialDate::month(day.year(), day.month())))
        }
        "title" => Some(spec.briefing.title.value.clone()),
        _ => None,
    }
}

fn incomplete(name: &str, profile: &Profile, spec: &Spec) -> Diagnostic {
    let help = match name {
        "submitter" => "write `[organisation]` with its `name`",
        "country" => "write `country = \"…\"` in `[submission]`",
        "session" => "write `session = 2027-01-18`, the day on which it opens, in `[submission]`",
        _ => "a pattern may name `{submitter}`, `{country}`, `{session}` and `{title}`",
    };
    let message = format!("the title must name the {name}, and nothing says it");
    let place = spec.briefing.profile.as_ref().map_or(spec.briefing.title.span, |profile| profile.span);
    let pattern = profile.title_pattern(&spec.briefing.language.value).unwrap_or_default();
    Diagnostic::error("submission-incomplete", message).at(place, format!("`{pattern}`")).help(help)
}

/// The longest name of a file, in bytes: file systems take 255, and the language and the ending come behind it.
const LONGEST: usize = 160;

/// A title as the name of a file: letters and digits of any script, the rest hyphens. A long one ends at a word.
#[must_use]
pub fn of_file(title: &str) -> String {
    let whole = hyphenated(title);
    if whole.len() <= LONGEST {
        return whole;
    }
    let end = (0..=LONGEST).rev().find(|at| whole.is_char_boundary(*at)).unwrap_or(0);
    let (start, rest) = whole.split_at(end);
    let kept = match start.rfind('-') {
        Some(at) if !rest.starts_with('-') => start.split_at(at).0,
        _ => start,
    };
    kept.trim_end_matches('-').to_owned()
}

fn hyphenated(title: &str) -> String {
    let mut name = String::new();
    for letter in title.chars() {
        if letter.is_alphanumeric() || matches!(letter, '\u{200c}') {
            name.push(letter);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    name.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_names_of_files() {
        assert_eq!(
            of_file("Example Centre, joint submission, Côte d’Ivoire"),
            "Example-Centre-joint-submission-Côte-d-Ivoire"
        );
        assert_eq!(of_file("../../etc"), "etc");
        let long = of_file(&"Very long words in a title ".repeat(20));
        assert!(long.len() <= LONGEST && long.ends_with("-title-Very-long-words-in-a"), "{long}");
        assert_eq!(of_file(&"á".repeat(200)).len(), LONGEST, "one word is cut between letters");
        assert_eq!(of_file("اعدام در ایران"), "اعدام-در-ایران");
    }
}
