//! A recommendation that nobody can measure.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::profile::Demand;

/// A recommendation says by when.
pub(super) struct RecommendationNotSmart;

impl Check for RecommendationNotSmart {
    fn name(&self) -> &'static str {
        "recommendation-not-smart"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a recommendation that names no time, and that there is none at all, where the profile’s body asks for recommendations that are specific, measurable and bound to a time. That it is specific only a reader can say.",
            why: "A recommendation without a date is accepted with pleasure and never looked at again.",
            example: r##"[briefing]
title    = "Executions in Testland"
date     = 2027-01-04
language = "en-GB"
profile  = "upr-joint"

[[recommendations]]
to   = "Testland"
text = "Respect human rights.""##,
            remedy: "Say in its `text` who does what by when: “within one year”, “before the mid-term report”, “by the end of 2028”.",
            references: "UPR Info, guidance on SMART recommendations; the rules of the receiving bodies, as `briefing profiles` lists them.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let wanted = |demand: &Demand| *demand == Demand::SmartRecommendations;
        let Some((rule, _)) = context.profile.demands().find(|(_, demand)| wanted(demand)) else { return };
        if context.spec.recommendations.is_empty() {
            let finding = self.finding("there are no recommendations".to_owned());
            let label = format!("asked for by {}", super::receiving::body(context));
            let finding = finding.at(super::receiving::place(context), label);
            let finding = finding.help("add `[[recommendations]]`, each with a time in its `text`");
            sink.push(super::receiving::because(finding, rule, context));
            return;
        }
        if context.spec.briefing.language.value.split('-').next() != Some("en") {
            return;
        }
        for recommendation in &context.spec.recommendations {
            let source = recommendation.text.span.map(|span| span.start as usize..span.end as usize);
            let text = source.and_then(|range| context.evidence.specification.get(range)).unwrap_or_default();
            let text = text.to_lowercase();
            let words: Vec<&str> = text.split(|letter: char| !letter.is_alphanumeric()).collect();
            let timed = says_when(&words);
            if !timed {
                let finding = self.finding("the recommendation names no time".to_owned());
                let finding = finding.at(recommendation.to.span, "by when?");
                let finding = finding.help("say by when in its `text`: \"within one year\"");
                sink.push(super::receiving::because(finding, rule, context));
            }
        }
    }
}

/// Words that say a time, or that something is to be done now.
const TIMES: [&str; 14] = [
    "immediately",
    "immediate",
    "now",
    "forthwith",
    "annually",
    "annual",
    "yearly",
    "monthly",
    "month",
    "months",
    "year",
    "years",
    "deadline",
    "session",
];

/// Words before a time; before other words they say where or by what: "within its borders", "by law".
const BEFORE: [&str; 5] = ["within", "by", "before", "until", "from"];

/// What follows them in a time, beside numbers.
const UNITS: [&str; 37] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "hours",
    "end",
    "next",
    "term",
    "review",
    "cycle",
    "session",
    "spring",
    "summer",
    "autumn",
    "winter",
    "one",
    "two",
    "three",
    "six",
    "ten",
    "twelve",
];

/// So many words after such a word its time stands: "by the end of the second year".
const NEAR: usize = 5;

/// What has a number that is no year.
const NUMBERED: [&str; 12] =
    ["article", "art", "articles", "law", "act", "no", "section", "paragraph", "para", "resolution", "bill", "decree"];

/// Whether the words, small, say by when or how often.
fn says_when(words: &[&str]) -> bool {
    let words: Vec<&str> = words.iter().copied().filter(|word| !word.is_empty()).collect();
    let is_of_something =
        |at: usize| at.checked_sub(1).and_then(|at| words.get(at)).is_some_and(|word| NUMBERED.contains(word));
    words.iter().enumerate().any(|(at, word)| {
        let is_time = |near: usize| {
            words.get(near).is_some_and(|word| {
                UNITS.contains(word)
                    || (word.starts_with(|letter: char| letter.is_ascii_digit()) && !is_of_something(near))
            })
        };
        TIMES.contains(word)
            || (is_year(word) && !is_of_something(at))
            || (BEFORE.contains(word) && (at + 1..=at + NEAR).any(is_time))
    })
}

fn is_year(word: &str) -> bool {
    word.parse::<u32>().is_ok_and(|year| (2000..2100).contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timed(text: &str) -> bool {
        let text = text.to_lowercase();
        says_when(&text.split(|letter: char| !letter.is_alphanumeric()).collect::<Vec<_>>())
    }

    #[test]
    fn a_time_is_told_from_a_place_and_a_law() {
        for text in [
            "Free them within one year",
            "before the mid-term report",
            "by the end of 2028",
            "Report annually",
            "in 2029",
        ] {
            assert!(timed(text), "{text}");
        }
        for text in ["End it within its borders", "Forbid it by law", "Repeal Article 2020", "Respect human rights"] {
            assert!(!timed(text), "{text}");
        }
    }
}
