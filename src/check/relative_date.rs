//! "Last year", read next year.

use super::language::{self, Language};
use super::running::{Kind, Paragraph};
use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use std::ops::Range;

/// A date can be understood on any day.
pub(super) struct RelativeDate;

impl Check for RelativeDate {
    fn name(&self) -> &'static str {
        "relative-date"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds words that mean another date to a later reader, \"this year\", \"last \
                     month\", \"yesterday\", in the text, headings, titles and labels. Words in quotation marks are \
                     left alone.",
            why: "A briefing is read for years. \"Last year\" then means another year, and a reader who does not \
                     look at the date of the document gets it wrong.",
            example: r##"[[sections]]
heading = "Executions"
text    = "Last year the number of executions rose.""##,
            remedy: "Write the date: \"in 2020\", \"in March 2021\".",
            references: "United Nations Editorial Manual Online, Numbers, dates and time.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let Some(language) = context.language else { return };
        let own = |paragraph: &&Paragraph<'_>| matches!(paragraph.kind, Kind::Body | Kind::Heading | Kind::Label);
        for paragraph in context.text.iter().filter(own) {
            let mut from = 0;
            while let Some(range) = next(paragraph, from, language) {
                from = range.end;
                if paragraph.is_in_quotation_marks(range.start) || is_other(&paragraph.text, &range) {
                    continue;
                }
                let words = paragraph.text.get(range.clone()).unwrap_or("");
                sink.push(
                    self.finding(format!("\u{201c}{words}\u{201d} means another date to a later reader"))
                        .at_maybe(paragraph.locate(&range, &context.evidence.specification), "which date is meant?")
                        .help("write the date: the year, or the month and the year"),
                );
            }
        }
    }
}

/// Whether the words mean a date of the text or a name: « cette année-là », Radio Farda.
fn is_other(text: &str, range: &Range<usize>) -> bool {
    let (before, after) = (text.get(..range.start).unwrap_or("").trim_end(), text.get(range.end..).unwrap_or(""));
    after.starts_with("-là") || ["رادیو", "Radio"].iter().any(|name| before.ends_with(name))
}

fn next(paragraph: &Paragraph<'_>, from: usize, language: &Language) -> Option<Range<usize>> {
    let range = language::phrase(paragraph.text.get(from..)?, language.relative, language)?;
    Some(from + range.start..from + range.end)
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    fn in_language(tag: &str, text: &str) -> Vec<String> {
        let head = format!("spec = 1\n[briefing]\ntitle = \"—\"\ndate = 2021-04-09\nlanguage = \"{tag}\"\n");
        findings(&RelativeDate, &format!("{head}[[sections]]\nheading = \"—\"\ntext = \"{text}\"\n"))
    }

    #[test]
    fn words_of_each_language() {
        for (tag, text, words) in [
            ("fr", "Cette année, le nombre a augmenté.", "Cette année"),
            ("fr", "Il a augmenté le mois dernier.", "le mois dernier"),
            ("es", "Este año aumentaron.", "Este año"),
            ("es", "Aumentaron el mes pasado.", "el mes pasado"),
            ("ru", "В этом году их стало больше.", "В этом году"),
            ("ru", "С января прошлого года", "прошлого года"),
            ("ar", "ارتفع العدد هذا العام.", "هذا العام"),
            ("fa", "امسال بیشتر شدند.", "امسال"),
            ("zh", "今年处决人数增加。", "今年"),
        ] {
            let found = in_language(tag, text);
            assert_eq!(found, [format!("{words}: \u{201c}{words}\u{201d} means another date to a later reader")]);
        }
    }

    #[test]
    fn words_that_mean_no_day_of_the_writer() {
        for (tag, text) in [
            ("fr", "Cette année-là, le nombre a augmenté ; l’année suivante aussi."),
            ("es", "Ese año aumentaron; al año siguiente también."),
            ("ru", "В том году их стало больше; через год тоже."),
            ("ar", "ارتفع العدد في ذلك العام."),
            ("fa", "به گزارش رادیو فردا، در آن سال بیشتر شدند."),
            ("zh", "当年处决人数增加。"),
        ] {
            assert_eq!(in_language(tag, text), [""; 0], "{tag}: {text}");
        }
    }
}
