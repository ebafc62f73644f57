//! Read before it was there.

use super::{Check, Context, Documentation};
use crate::diag::{Diagnostic, Severity, Sink};

/// No source was read before it was published.
pub(super) struct AccessBeforePublication;

impl Check for AccessBeforePublication {
    fn name(&self) -> &'static str {
        "access-before-publication"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a source that was read before it was issued.",
            why: "One of the two dates is wrong, or the source is not the one that was read. Who checks the \
                  figure later looks for the wrong version.",
            example: r#"[sources.institute]
type     = "report"
title    = "Annual report"
issued   = 2021-03-30
accessed = 2021-03-03"#,
            remedy: "Look both dates up and correct the wrong one. Where `issued` is the date of a later \
                     edition, give that of the one that was read.",
            references: "United Nations Editorial Manual Online, Footnotes and other references.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for (id, source) in context.spec.sources.iter() {
            let (Some(issued), Some(accessed)) = (&source.issued, &source.accessed) else { continue };
            // Of a month or a year, the first day: only what is certainly too early is found.
            if issued.value.first_day().is_some_and(|day| accessed.value < day) {
                let message = format!("the source `{}` was read before it was published", id.value);
                sink.push(
                    Diagnostic::error(self.name(), message)
                        .at(accessed.span, "read on this day")
                        .also(issued.span, "published later")
                        .help("look both dates up and correct the wrong one"),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    fn dated(issued: &str) -> Vec<String> {
        let source = "[sources.c]\ntype = \"report\"\ntitle = \"C\"\naccessed = 2021-03-03\nissued = ";
        found(&AccessBeforePublication, &format!("{source}{issued}\n"))
    }

    #[test]
    fn read_too_early() {
        let message = "2021-03-03: the source `c` was read before it was published";
        assert_eq!(dated("2021-03-04"), [message]);
        assert_eq!(dated("\"2021-04\""), [message]);
        assert_eq!(dated("2022"), [message]);
    }

    #[test]
    fn the_same_day_month_or_year_will_do() {
        for issued in ["2021-03-03", "\"2021-03\"", "2021", "2020-12-31"] {
            assert_eq!(dated(issued), [""; 0], "{issued}");
        }
    }
}
