//! A day that no calendar has.

use super::running::Kind;
use super::{Check, Context, Documentation, written_dates};
use crate::diag::{Severity, Sink};

/// Each date in the text is a day.
pub(super) struct ImpossibleDate;

impl Check for ImpossibleDate {
    fn name(&self) -> &'static str {
        "impossible-date"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a date in the text, the titles and the records that there is not: 31 February 2020, 29 February \
                     2021, 31 Mehr 1400. It reads dates whose month is named, in English, French, Spanish, Russian, Arabic, \
                     Persian (of both calendars) and Chinese; quotations and the titles of sources are left alone.",
            why: "Nobody can look up what happened on such a day, and whoever notices it doubts the other dates.",
            example: r##"[[sections]]
heading = "Executions"
text    = "They were put to death on 31 February 2020.""##,
            remedy: "Look the date up in the source. Where the source has it so, quote it.",
            references: "Guidance on Casualty Recording (OHCHR, 2019).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let Some(language) = context.language else { return };
        for paragraph in context.text {
            if paragraph.kind == Kind::Quotation || paragraph.quoted || paragraph.name.0.contains("source") {
                continue;
            }
            for date in written_dates::dates(&paragraph.text, language) {
                if !date.is_impossible() || paragraph.is_in_quotation_marks(date.range.start) {
                    continue;
                }
                let written = paragraph.text.get(date.range.clone()).unwrap_or("");
                sink.push(
                    self.finding(format!("there is no day `{written}`"))
                        .at_maybe(paragraph.locate(&date.range, &context.evidence.specification), "no such day")
                        .help("look the date up in the source; where the source has it so, quote it"),
                );
            }
        }
    }
}
