//! A figure of one time, in words that name another.

use super::language::Language;
use super::numerals::{Token, tokens, western};
use super::running::{BREAK, Kind, Mark, Paragraph};
use super::written_dates::{self, Written};
use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::spec::Period;
use chrono::{Datelike, NaiveDate};
use std::ops::Range;

/// What a record and the text say of its time is one and the same.
pub(super) struct TimeInWords;

impl Check for TimeInWords {
    fn name(&self) -> &'static str {
        "time-in-words"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a figure whose description (`what`) names years or months and none of its `period`, and a sentence that \
                    dates its only figure (“In November 2018 they killed …”) to a time before the figure’s period. A later \
                    date is left alone: it may be that of the report.",
            why: "The record says November 2019 and the sentence November 2018: one of the two is wrong, and the reader \
                  has no means to see which.",
            example: r##"[figures.killed]
what   = "people killed in the protests of November 2019"
value  = 304
bound  = "at-least"
period = "2018-11"
place  = "Testland"
source = "office""##,
            remedy: "Look the date up in the source and correct the one that is wrong. Where the words mean another event \
                     than the period does, name both times, or `[[allow]]` the finding with its reason.",
            references: "Guidance on Casualty Recording (OHCHR, 2019).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let Some(language) = context.language else { return };
        for figure in context.figures {
            let Some(period) = &figure.figure.period else { continue };
            let what = &figure.figure.what;
            if let Some(other) = other_time(&what.value, &period.value, language) {
                sink.push(
                    self.finding(format!(
                        "`what` of the figure `{}` says {other}, its period does not",
                        figure.id.value
                    ))
                    .at(what.span, format!("{other} here"))
                    .also(period.span, "another time here")
                    .help("look the date up in the source and correct the one that is wrong"),
                );
            }
        }
        for paragraph in context.text.iter().filter(|paragraph| paragraph.kind == Kind::Body && !paragraph.quoted) {
            for (id, sentence) in alone(paragraph) {
                let period = context.figure(id).and_then(|figure| figure.figure.period.as_ref());
                let Some((period, (first, _))) = period.and_then(|period| Some((period, period.value.days()?))) else {
                    continue;
                };
                let words = paragraph.text.get(sentence.clone()).unwrap_or("");
                let dates = written_dates::dates(words, language);
                let earlier = |date: &Written| {
                    date.last_day().is_some_and(|last| last < first) && is_its_time(words, &date.range, language)
                };
                // a date of the right time beside it says that the other is another event's
                let only = !dates.is_empty() && dates.iter().all(earlier);
                let date = dates.first().filter(|_| only).map(|date| date.range.clone());
                let years = if dates.is_empty() { years(words) } else { Vec::new() };
                let before =
                    |(range, year): &(Range<usize>, i32)| *year < first.year() && is_its_time(words, range, language);
                let year = years.first().filter(|_| years.iter().all(before)).map(|(range, _)| range.clone());
                let Some(date) = date.or(year) else { continue };
                let range = sentence.start + date.start..sentence.start + date.end;
                if paragraph.is_in_quotation_marks(range.start) {
                    continue;
                }
                let written = paragraph.text.get(range.clone()).unwrap_or("");
                sink.push(
                    self.finding(format!("`{written}` is before the time of the figure `{id}` in the same sentence"))
                        .at_maybe(paragraph.locate(&range, &context.evidence.specification), "this time here")
                        .also(period.span, "the figure is of this time")
                        .help("look the date up in the source and correct the one that is wrong"),
                );
            }
        }
    }
}

/// What a description says of the time, where nothing of it is in the period.
fn other_time(what: &str, period: &Period, language: &Language) -> Option<String> {
    let (first, last) = period.days()?;
    let dates = written_dates::dates(what, language);
    let dated: Vec<&Written> = dates.iter().filter(|date| date.first_day().is_some()).collect();
    if let Some(date) = dated.first() {
        let within = |date: &&Written| date.first_day() <= Some(last) && date.last_day() >= Some(first);
        return (!dated.iter().any(within)).then(|| what.get(date.range.clone()).unwrap_or("").to_owned());
    }
    let years = years(what);
    let within = |(_, year): &(Range<usize>, i32)| (first.year()..=last.year()).contains(year);
    years.first().filter(|_| !years.iter().any(within)).map(|(_, year)| year.to_string())
}

/// The Gregorian years that a text names, with their places.
fn years(text: &str) -> Vec<(Range<usize>, i32)> {
    let known = |year: &i32| NaiveDate::from_ymd_opt(*year, 1, 1).is_some() && (1800..=2200).contains(year);
    let year = |core: &str| {
        let digits: String = core.trim_end_matches('年').chars().map(western).collect();
        (digits.len() == 4).then(|| digits.parse().ok())?
    };
    let named = |token: &Token<'_>| Some((token.range.clone(), year(token.core).filter(known)?));
    tokens(text).iter().filter_map(named).collect()
}

/// Each figure that is the only one in its sentence, with the place of that.
fn alone<'p>(paragraph: &'p Paragraph<'_>) -> Vec<(&'p str, Range<usize>)> {
    let text = paragraph.text.as_str();
    let mut found = Vec::new();
    let mut start = 0;
    for end in ends(text).chain([text.len()]) {
        let mut marks = paragraph.marks.iter().filter(|(at, mark)| {
            (start..end).contains(at) && matches!(mark, Mark::Expression(source) if source.contains("figures."))
        });
        if let (Some((_, mark)), None) = (marks.next(), marks.next())
            && let Some(id) = mark.figure()
        {
            found.push((id, start..end));
        }
        start = end;
    }
    found
}

/// Where sentences end: behind a full stop before white space, and at the end of a line.
fn ends(text: &str) -> impl Iterator<Item = usize> {
    text.char_indices().filter_map(|(at, letter)| {
        let end = at + letter.len_utf8();
        let next = text.get(end..).and_then(|rest| rest.chars().next());
        let closes = match letter {
            '。' | '！' | '？' => true,
            '.' | '!' | '?' | '؟' => next.is_none_or(|next| next.is_whitespace() || next == BREAK),
            _ => false,
        };
        closes.then_some(end)
    })
}

/// Whether a date says when something happened, "in November 2018", and not since when or of what.
fn is_its_time(sentence: &str, date: &Range<usize>, language: &Language) -> bool {
    let before = sentence.get(..date.start).unwrap_or("");
    if before.ends_with(['(', '（']) {
        return true;
    }
    if language.tag == "zh" {
        return !before.ends_with(['自', '从', '至', '到', '前', '的']);
    }
    let words = match language.tag {
        "en" => "in on during",
        "fr" => "en le",
        "es" => "en el",
        "ru" => "в во",
        "ar" => "في",
        "fa" => "در",
        _ => return false,
    };
    // "between 15 and 19 November": the one date that is written in full stands behind the other
    let between = "between from entre du del между с بين بین از";
    let tokens = tokens(before);
    tokens.last().is_some_and(|word| word.is(words)) || tokens.iter().rev().take(4).any(|word| word.is(between))
}

#[cfg(test)]
mod tests {
    use super::super::testing::found;
    use super::*;

    fn with(what: &str, period: &str, text: &str) -> Vec<String> {
        let rest = format!(
            "[figures.f]\nwhat = \"{what}\"\nvalue = 304\nbound = \"at-least\"\nperiod = {period}\nplace = \"X\"\n\
             source = \"a\"\n[summary]\ntext = \"{text}\"\n"
        );
        found(&TimeInWords, &rest)
    }

    #[test]
    fn a_description_of_another_time() {
        let lines = with("killed in November 2019", "\"2018-11\"", "Words {{ figures.f }}.");
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert!(lines[0].ends_with("`what` of the figure `f` says November 2019, its period does not"), "{lines:?}");
        assert_eq!(with("executions of 2019", "2018", "Words.").len(), 1);
        for (what, period) in [
            ("killed in November 2019", "\"2019-11\""),
            ("killed in November 2019", "2019"),
            ("sentenced in 2018 and executed in 2019", "2019"),
            ("executed", "2019"),
            ("executed by order 4711", "2019"),
            ("executed, 2005 to 2015", "{ from = 2005, to = 2015 }"),
        ] {
            assert_eq!(with(what, period, "Words."), [""; 0], "{what}");
        }
    }

    #[test]
    fn a_sentence_of_an_earlier_time() {
        let said = |text: &str| with("killed", "\"2019-11\"", text);
        let lines = said("In November 2018 security forces killed {{ figures.f }} people.");
        assert_eq!(lines, ["November 2018: `November 2018` is before the time of the figure `f` in the same sentence"]);
        for right in [
            "In November 2019 security forces killed {{ figures.f }} people.",
            "On 20 May 2020 the Office gave the names of {{ figures.f }} people.",
            "Since March 2015 the law allows it; {{ figures.f }} were killed.",
            "In November 2018 nobody counted. Now {{ figures.f }} are known.",
            "In November 2018 it was quiet; in November 2019 they killed {{ figures.f }} people.",
            "The decree of March 2018 was cited when {{ figures.f }} were killed.",
        ] {
            assert_eq!(said(right), [""; 0], "{right}");
        }
    }
}
