//! What can be said only of a finished file: its format, and how large it is.

use super::receiving::because;
use crate::diag::{Diagnostic, Sink, Span};
use crate::profile::{Demand, FileFormat, Profile};

/// A million bytes, as limits of bodies count them.
const MEGABYTE: usize = 1_000_000;

/// Holds a PDF of so many bytes against the rules of the body; `at` is where the profile is named.
pub fn examine(profile: &Profile, at: Option<Span>, bytes: usize, sink: &mut Sink) {
    for (rule, demand) in profile.demands() {
        match demand {
            Demand::Formats(formats) if !formats.contains(&FileFormat::Pdf) => {
                let taken: Vec<&str> = formats.iter().map(|format| format.name()).collect();
                let finding =
                    Diagnostic::warning("format-not-taken", "the body takes no PDF").at_maybe(at, "this body");
                let help = format!(
                    "it takes {}; give it the text in that form, and keep this file as your own",
                    taken.join(", ")
                );
                sink.push(because(finding.help(help), rule));
            }
            Demand::Megabytes(most) if bytes > *most as usize * MEGABYTE => {
                let size = bytes.div_ceil(MEGABYTE);
                let message = format!("the file has {size} MB, and the body takes at most {most}");
                let finding = Diagnostic::error("file-too-large", message).at_maybe(at, "this body");
                sink.push(because(
                    finding.help("use smaller pictures: what is printed 16 cm wide needs 1,900 pixels"),
                    rule,
                ));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(profile: &str, bytes: usize) -> Vec<&'static str> {
        let mut sink = Sink::default();
        examine(Profile::find(profile).unwrap(), None, bytes, &mut sink);
        sink.findings().iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn a_body_that_takes_no_pdf_is_named() {
        assert_eq!(codes("upr-joint", 1000), ["format-not-taken"]);
        assert_eq!(codes("hrc-ngo-general", 1000), ["format-not-taken"]);
        assert_eq!(codes("cedaw", 1000), [""; 0]);
        assert_eq!(codes("parliament-briefing", 90 * MEGABYTE), [""; 0]);
    }

    #[test]
    fn a_file_may_be_as_large_as_the_body_says() {
        assert_eq!(codes("uk-commons", 25 * MEGABYTE), ["format-not-taken"]);
        assert_eq!(codes("uk-commons", 25 * MEGABYTE + 1), ["format-not-taken", "file-too-large"]);
    }
}
