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
            let timed = TIMES.iter().any(|time| words.contains(time)) || words.iter().any(|word| is_year(word));
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
const TIMES: [&str; 20] = [
    "within",
    "by",
    "before",
    "until",
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
    "cycle",
    "review",
];

fn is_year(word: &str) -> bool {
    word.parse::<u32>().is_ok_and(|year| (2000..2100).contains(&year))
}
