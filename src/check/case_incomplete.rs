//! A case that does not say what the body asks for.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink, Span};
use crate::profile::{CaseField, Demand};
use crate::spec::{Case, PartialDate};

/// A case has the fields that the profile’s body wants.
pub(super) struct CaseIncomplete;

impl Check for CaseIncomplete {
    fn name(&self) -> &'static str {
        "case-incomplete"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a case that lacks what the profile’s body asks of each: victim, perpetrator, date, place, circumstances, steps taken, consent. Where the body asks for the full name, an alias and an abbreviated name are not enough; where it asks for the month, a year is not.",
            why: "A communication without one of them is not processed; nobody writes back.",
            example: r##"[briefing]
title    = "A disappearance in Testland"
date     = 2027-01-04
language = "en-GB"
profile  = "wgeid-case"

[cases.a]
alias = "Mr A."
what  = "enforced disappearance""##,
            remedy: "Write the field that the message names; where something is not known, say so in it. Consent is asked for before it is written down; without it, take the case out.",
            references: "The rules of the receiving bodies, as `briefing profiles` lists them with their addresses and dates.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let demands = || {
            context.profile.demands().filter_map(|(rule, demand)| match demand {
                Demand::Cases(fields) => Some((rule, fields)),
                _ => None,
            })
        };
        let label = format!("asked for by {}", super::receiving::body(context));
        if let Some((rule, _)) = demands().next().filter(|_| context.spec.cases.is_empty()) {
            let finding = self
                .finding("there is no case".to_owned())
                .at(super::receiving::place(context), label.clone())
                .help("write one for each person: `[cases.ID]`");
            sink.push(super::receiving::because(finding, rule, context));
        }
        for (rule, fields) in demands() {
            for (id, case) in context.spec.cases.iter() {
                for field in fields {
                    let Some(Lack { what, help, place }) = missing(*field, case, context) else { continue };
                    let message = match field {
                        CaseField::Consent => {
                            format!("nothing says who agreed that the case `{}` be submitted", id.value)
                        }
                        _ => format!("the case `{}` does not say {what}", id.value),
                    };
                    let finding = self.finding(message).at(place.unwrap_or(id.span), label.clone()).help(help);
                    // the fields of a form are one rule, whose sentence need not name them all
                    let silent =
                        *field == CaseField::Consent && !["consent", "agree"].iter().any(|w| rule.says.contains(w));
                    sink.push(match silent {
                        true => super::receiving::of(finding, rule),
                        false => super::receiving::because(finding, rule, context),
                    });
                }
            }
        }
    }
}

/// What a case lacks.
struct Lack {
    /// In words, after "the case does not say".
    what: &'static str,
    /// How it is added.
    help: &'static str,
    /// Where less than that is said; none where nothing is.
    place: Option<Span>,
}

fn missing(field: CaseField, case: &Case, context: Context<'_>) -> Option<Lack> {
    let lack = |there: bool, what, help| (!there).then_some(Lack { what, help, place: None });
    match field {
        CaseField::Victim => lack(case.shown().is_some(), "who suffered", "write `name` or `alias`"),
        CaseField::FullName => full_name(case),
        CaseField::Perpetrator => lack(
            case.perpetrator.is_some(),
            "who is believed responsible",
            "write `perpetrator`; where nobody knows, say so",
        ),
        CaseField::Date => lack(case.date.is_some(), "when it happened", "write `date`: a day, a month or a year"),
        CaseField::Month => {
            let known = |date: &PartialDate| date.month.is_some();
            let date = case.date.as_ref();
            (!date.is_some_and(|date| known(&date.value.from) && known(&date.value.to))).then(|| Lack {
                what: "in which month and year it happened",
                help: "write `date` with the month, `date = \"2020-05\"`, or with the day",
                place: date.map(|date| date.span),
            })
        }
        CaseField::Place => lack(case.place.is_some(), "where it happened", "write `place`"),
        CaseField::Circumstances => lack(case.circumstances.is_some(), "how it happened", "write `circumstances`"),
        CaseField::Remedies => lack(
            case.remedies.is_some(),
            "what was tried to get redress",
            "write `remedies`; where nothing could be tried, say why",
        ),
        CaseField::Consent => lack(
            case.consent.as_ref().is_some_and(|consent| consent.submit.value),
            "who agreed to what",
            "ask, then write `consent = { by = \"…\", submit = …, share_with_state = …, publish = … }`; without consent, take \
             the case out",
        ),
        CaseField::Submitter => lack(
            context.spec.organisation.is_some(),
            "who submits it",
            "write `[organisation]` with `name` and `email`",
        ),
    }
}

/// The name in full. One that is protected stands in the form alone, for the body.
fn full_name(case: &Case) -> Option<Lack> {
    let help =
        "write `name` in full; where `identity` is protected it stands in the form for the body and nowhere else";
    match &case.name {
        None => Some(Lack { what: "the full name", help, place: case.alias.as_ref().map(|alias| alias.span) }),
        Some(name) if is_abbreviated(&name.value) => {
            Some(Lack { what: "the name without abbreviations", help, place: Some(name.span) })
        }
        Some(_) => None,
    }
}

/// Words with a full stop that are no abbreviated names: titles, and what follows a name.
const WHOLE: [&str; 12] = ["dr.", "fr.", "jr.", "mr.", "mrs.", "ms.", "prof.", "rev.", "sr.", "sra.", "st.", "sta."];

/// Whether a part of a name is an initial or cut short: "K. Sample", "J.R. Sample", "Moh. Sample", "K Sample". A name may be one
/// word, and in Chinese one letter.
fn is_abbreviated(name: &str) -> bool {
    let outside = name.split('(').next().unwrap_or_default();
    let words: Vec<&str> = outside.split_whitespace().map(|word| word.trim_end_matches(',')).collect();
    let dotted = |word: &str| word.ends_with('.') && !WHOLE.contains(&word.to_lowercase().as_str());
    // "y" and "e" join Spanish and Portuguese names, "U" stands before Burmese ones
    let initial = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().filter(|_| letters.next().is_none());
        first.is_some_and(|letter| letter.is_uppercase() || ('\u{620}'..='\u{64a}').contains(&letter))
    };
    words.iter().enumerate().any(|(at, word)| dotted(word) || (initial(word) && !(at == 0 && *word == "U")))
}

#[cfg(test)]
mod tests {
    use super::is_abbreviated;

    #[test]
    fn initials_are_told_from_names() {
        for name in
            ["K. Sample", "K Sample", "J.R. Sample", "Karim S.", "Moh. Sample", "А. Примеров", "م نمونه", "Mr K."]
        {
            assert!(is_abbreviated(name), "{name}");
        }
        for name in [
            "Karim Sample",
            "Karim Sample (invented, a. k. a. K.)",
            "Dr. Karim Sample Jr.",
            "José Ejemplo y Muestra",
            "U Sample Maung",
            "王 小明",
            "Samplewala",
            "فرح نمونه",
        ] {
            assert!(!is_abbreviated(name), "{name}");
        }
    }
}
