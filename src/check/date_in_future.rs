//! What had not happened yet.

use super::language::{Language, holds};
use super::running::{BREAK, Kind, Paragraph};
use super::written_dates::{self, Written};
use super::{Check, Context, Documentation, numerals};
use crate::diag::{Diagnostic, Severity, Sink, Span};
use crate::spec::{Case, Figure, Quotation, Source, Spec};
use chrono::NaiveDate;

/// Nothing in a briefing is later than the briefing.
pub(super) struct DateInFuture;

impl Check for DateInFuture {
    fn name(&self) -> &'static str {
        "date-in-future"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a date that lies after the date of the briefing: of a source, an access, an archived \
                    copy, a quotation, the start of a figure's period or of a case, or the consent to a case. An archived copy may be a day later, \
                    since its time is UTC. In the text, a date with its month by name is a warning where its sentence tells what has happened \
                    (\"On 3 March 2031 they were killed\") and has no word for what is to come.",
            why: "A document of April cannot cite a report of May. The date is mistyped, or that of the \
                  briefing is an old one; both make a reader doubt all the other dates.",
            example: r#"[briefing]
title    = "Executions in Testland"
date     = 2021-04-09
language = "en-GB"

[sources.institute]
type   = "report"
title  = "Annual report"
issued = 2021-05-30"#,
            remedy: "Look the date up in the source and correct it, or bring `briefing.date` up to date.",
            references: "Manual on Human Rights Monitoring (OHCHR, revised edition).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let today = &context.spec.briefing.date;
        for dated in dates(context.spec) {
            if dated.first.is_some_and(|day| day > today.value) {
                sink.push(
                    Diagnostic::error(self.name(), format!("{} lies after the date of the briefing", dated.what))
                        .at(dated.span, "later than the briefing")
                        .also(today.span, "the date of the briefing")
                        .help("look the date up in the source and correct it, or bring `briefing.date` up to date"),
                );
            }
        }
        let Some(language) = context.language else { return };
        let own = |paragraph: &&Paragraph<'_>| paragraph.kind == Kind::Body && !paragraph.quoted;
        for paragraph in context.text.iter().filter(own) {
            for date in written_dates::dates(&paragraph.text, language) {
                let later = date.first_day().is_some_and(|day| day > today.value);
                if !later || !is_told_as_past(paragraph, &date, language) {
                    continue;
                }
                let written = paragraph.text.get(date.range.clone()).unwrap_or("");
                let message = format!("`{written}` lies after the date of the briefing, and is told as past");
                sink.push(
                    Diagnostic::warning(self.name(), message)
                        .at_maybe(
                            paragraph.locate(&date.range, &context.evidence.specification),
                            "later than the briefing",
                        )
                        .also(today.span, "the date of the briefing")
                        .help("look the date up in the source and correct it, or bring `briefing.date` up to date"),
                );
            }
        }
    }
}

/// Whether the sentence of a date has a word for what has happened, and none for what is to come.
fn is_told_as_past(paragraph: &Paragraph<'_>, date: &Written, language: &Language) -> bool {
    let ends = |c: char| matches!(c, '.' | '!' | '?' | ';' | '。' | '！' | '？' | '；' | '؟' | '؛') || c == BREAK;
    let text = paragraph.text.as_str();
    let before = text.get(..date.range.start).unwrap_or("");
    let start = before
        .rfind(ends)
        .map_or(0, |at| at + before.get(at..).and_then(|t| t.chars().next()).map_or(0, char::len_utf8));
    let end = text.get(date.range.end..).and_then(|rest| rest.find(ends)).map_or(text.len(), |at| date.range.end + at);
    let sentence = text.get(start..end).unwrap_or("");
    if paragraph.is_in_quotation_marks(date.range.start) {
        return false;
    }
    if language.tag == "zh" {
        if before.ends_with(['到', '至']) {
            return false;
        }
        let has = |words: &str| words.split(' ').any(|word| sentence.contains(word));
        return has(language.past) && !has(language.future);
    }
    let words = numerals::tokens(sentence);
    // Arabic writes "and" together with the next word
    let plain = |lower: &str| lower.strip_prefix('و').filter(|_| language.tag == "ar").map(str::to_owned);
    let has = |list: &str| {
        words.iter().any(|word| word.is(list) || plain(&word.lower).is_some_and(|word| holds(list, &word)))
    };
    // "postponed to 3 March", and in English "was to begin on 3 March", but not "were put to death"
    let leading = numerals::tokens(before);
    let towards = leading.iter().rev().find(|word| !word.is("the le el la")).is_some_and(|word| word.is(TOWARDS));
    let intended = language.tag == "en"
        && words
            .iter()
            .enumerate()
            .any(|(at, word)| word.is("to") && words.get(at + 1).is_some_and(|next| !next.is("death")));
    (has(language.past) || has(language.deeds)) && !has(language.future) && !towards && !intended
}

/// Words right before a date at which something ends or for which it is meant.
const TOWARDS: &str = "to for towards au pour al para hacia на до к إلى لغاية تا";

/// A date of the specification.
struct Dated {
    /// Which one, in words.
    what: String,
    /// The first day it can mean.
    first: Option<NaiveDate>,
    /// Its place.
    span: Span,
}

/// All dates that lie in the past of a briefing, in the order of their kinds.
fn dates(spec: &Spec) -> Vec<Dated> {
    let sources = spec.sources.iter().flat_map(|(id, source)| of_source(&id.value, source));
    let quotations = spec.quotations.iter().filter_map(|(id, quotation)| of_quotation(&id.value, quotation));
    let figures = spec.figures.iter().filter_map(|(id, figure)| of_figure(&id.value, figure));
    let cases = spec.cases.iter().flat_map(|(id, case)| of_case(&id.value, case));
    sources.chain(quotations).chain(figures).chain(cases).collect()
}

fn of_case(id: &str, case: &Case) -> Vec<Dated> {
    let happened = case.date.as_ref().map(|date| Dated {
        what: format!("the date of the case `{id}`"),
        first: date.value.from.first_day(),
        span: date.span,
    });
    let agreed = case.consent.as_ref().and_then(|consent| consent.date.as_ref()).map(|date| Dated {
        what: format!("the consent to the case `{id}`"),
        first: Some(date.value),
        span: date.span,
    });
    happened.into_iter().chain(agreed).collect()
}

fn of_source(id: &str, source: &Source) -> Vec<Dated> {
    let issued = source.issued.as_ref().map(|issued| Dated {
        what: format!("the date of the source `{id}`"),
        first: issued.value.first_day(),
        span: issued.span,
    });
    let accessed = source.accessed.as_ref().map(|accessed| Dated {
        what: format!("the day on which the source `{id}` was read"),
        first: Some(accessed.value),
        span: accessed.span,
    });
    let captured = source.archive.as_ref().and_then(|archive| archive.captured.as_ref()).map(|captured| Dated {
        what: format!("the time at which `{id}` was archived"),
        // West of Greenwich it may be the day before.
        first: captured.value.date_naive().pred_opt(),
        span: captured.span,
    });
    [issued, accessed, captured].into_iter().flatten().collect()
}

fn of_quotation(id: &str, quotation: &Quotation) -> Option<Dated> {
    let date = quotation.date.as_ref()?;
    Some(Dated { what: format!("the date of the quotation `{id}`"), first: date.value.first_day(), span: date.span })
}

fn of_figure(id: &str, figure: &Figure) -> Option<Dated> {
    let period = figure.period.as_ref()?;
    Some(Dated {
        what: format!("the start of the period of `{id}`"),
        first: period.value.from.first_day(),
        span: period.span,
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    #[test]
    fn each_date_that_lies_ahead() {
        let rest = r#"
            [sources.c]
            type = "report"
            title = "C"
            issued = "2021-05"
            accessed = 2021-06-01
            archive = { url = "https://example.org/c", captured = 2021-06-02T00:00:00Z }
            [quotations.q]
            text = "Words"
            speaker = "S"
            date = 2021-04-10
            source = "a"
            [figures.f]
            what = "people"
            value = 1
            bound = "exact"
            source = "a"
            period = { from = 2022, to = 2023 }
        "#;
        assert_eq!(
            found(&DateInFuture, rest),
            [
                "\"2021-05\": the date of the source `c` lies after the date of the briefing",
                "2021-06-01: the day on which the source `c` was read lies after the date of the briefing",
                "2021-06-02T00:00:00Z: the time at which `c` was archived lies after the date of the briefing",
                "2021-04-10: the date of the quotation `q` lies after the date of the briefing",
                "{ from = 2022, to = 2023 }: the start of the period of `f` lies after the date of the briefing",
            ]
        );
    }

    #[test]
    fn the_day_itself_its_month_and_what_has_begun() {
        let rest = r#"
            [sources.c]
            type = "report"
            title = "C"
            issued = "2021-04"
            accessed = 2021-04-09
            archive = { url = "https://example.org/c", captured = 2021-04-10T08:00:00Z }
            [figures.f]
            what = "people"
            value = 1
            bound = "exact"
            source = "a"
            period = { from = 2020, to = 2025 }
        "#;
        assert_eq!(found(&DateInFuture, rest), [""; 0]);
    }
}
