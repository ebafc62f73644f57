//! What can be said only of a finished file: its format, and how large it is.

use super::receiving::{body_of, says};
use crate::diag::{Diagnostic, Sink, Span};
use crate::profile::{Demand, FileFormat, Profile};

/// A million bytes, as limits of bodies count them.
const MEGABYTE: usize = 1_000_000;

/// Holds a file, its format and its bytes, against the rules of the body; `at` is where the profile is named. A format that no
/// body asks for (HTML) has none.
pub fn examine(profile: &Profile, at: Option<Span>, (format, bytes): (Option<FileFormat>, usize), sink: &mut Sink) {
    for (rule, demand) in profile.demands() {
        match demand {
            Demand::Formats(formats) if !format.is_some_and(|format| formats.contains(&format)) => {
                let taken: Vec<&str> = formats.iter().map(|format| format.name()).collect();
                let message = format!("no {} is accepted by {}", short(format), body_of(profile));
                let finding = Diagnostic::warning("format-not-taken", message).at_maybe(at, "for this body");
                let other = [FileFormat::Docx, FileFormat::Pdf].into_iter().find(|other| formats.contains(other));
                let help = match other {
                    Some(FileFormat::Docx) => "write it for Word: `--format docx`".to_owned(),
                    Some(_) => "write it as PDF: `--format pdf`".to_owned(),
                    None => format!("accepted are {}; send the text in that form", taken.join(", ")),
                };
                sink.push(says(finding.help(help), rule, false));
            }
            Demand::Megabytes(most) if bytes >= *most as usize * MEGABYTE => {
                let size = bytes.div_ceil(MEGABYTE);
                let message =
                    format!("the file has {size} MB, and less than {most} are accepted by {}", body_of(profile));
                let finding = Diagnostic::error("file-too-large", message).at_maybe(at, "for this body");
                let help = "use smaller pictures: what is printed 16 cm wide needs 1,900 pixels";
                sink.push(says(finding.help(help), rule, false));
            }
            _ => {}
        }
    }
}

/// What people call a format.
fn short(format: Option<FileFormat>) -> &'static str {
    match format {
        None => "HTML file",
        Some(FileFormat::Docx) => "Word file",
        Some(other) => other.name(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(profile: &str, bytes: usize) -> Vec<&'static str> {
        codes_as(Some(FileFormat::Pdf), profile, bytes)
    }

    fn codes_as(format: Option<FileFormat>, profile: &str, bytes: usize) -> Vec<&'static str> {
        let mut sink = Sink::default();
        examine(Profile::find(profile).unwrap(), None, (format, bytes), &mut sink);
        sink.findings().iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn a_body_that_takes_no_pdf_is_named() {
        assert_eq!(codes("upr-joint", 1000), ["format-not-taken"]);
        assert_eq!(codes("hrc-ngo-general", 1000), ["format-not-taken"]);
        assert_eq!(codes_as(Some(FileFormat::Docx), "upr-joint", 1000), [""; 0]);
        assert_eq!(codes_as(None, "upr-joint", 1000), ["format-not-taken"]);
        assert_eq!(codes_as(None, "parliament-briefing", 1000), [""; 0], "who says nothing of formats takes it");
        assert_eq!(codes("cedaw", 1000), [""; 0]);
        assert_eq!(codes("parliament-briefing", 90 * MEGABYTE), [""; 0]);
    }

    #[test]
    fn a_file_may_be_as_large_as_the_body_says() {
        assert_eq!(codes("uk-commons", 25 * MEGABYTE - 1), ["format-not-taken"]);
        assert_eq!(codes("uk-commons", 25 * MEGABYTE), ["format-not-taken", "file-too-large"], "less than 25 MB");
    }
}
