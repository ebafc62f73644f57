//! One quantity, two times.

use super::quantity::Quantity;
use super::{Check, Context, Documentation};
use crate::diag::{Diagnostic, Severity, Sink};
use crate::spec::{Figure, Period, Spanned, Text};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Two records that count the same thing must say the same of its time.
pub(super) struct ConflictingPeriod;

impl Check for ConflictingPeriod {
    fn name(&self) -> &'static str {
        "conflicting-period"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds two figures that give the same number for the same thing at different times. Two descriptions are \
                    taken for one where most of their words are the same. Numbers below 20, and descriptions of a year that they name, are left alone.",
            why: "The same killings dated November 2018 in one record and November 2019 in another: one of the dates is \
                  probably wrong, and a reader who finds both believes neither.",
            example: r#"[figures.killed]
what   = "protesters killed in the protests"
value  = 304
period = "2019-11"

[figures.killed_again]
what   = "protesters killed during the protests"
value  = 304
period = "2018-11""#,
            remedy: "Look the date up in the source and correct the wrong record. Where both are right, `[[allow]]` \
                     the finding with its reason; where they are different events, say so in `what`.",
            references: "Guidance on Casualty Recording (OHCHR, 2019).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let dated: Vec<Dated<'_>> =
            context.spec.figures.iter().filter_map(|(id, figure)| Dated::new(&id.value, figure)).collect();
        // Only figures that share a number are compared: the work grows with their count, not with its square.
        let mut by_number: BTreeMap<Decimal, Vec<&Dated<'_>>> = BTreeMap::new();
        for later in &dated {
            let same: Vec<&Dated<'_>> =
                later.numbers.iter().filter_map(|number| by_number.get(number)).flatten().copied().collect();
            for earlier in same.into_iter().filter(|earlier| earlier.conflicts(later)) {
                let (first, second) =
                    (context.locale.period(&earlier.period.value), context.locale.period(&later.period.value));
                sink.push(
                    Diagnostic::warning(
                        self.name(),
                        format!("`{}` and `{}` date the same number to {first} and to {second}", earlier.id, later.id),
                    )
                    .at(later.period.span, "one date here")
                    .also(earlier.period.span, "the other here")
                    .help("look the date up in the sources and correct the wrong record")
                    .help("if both are right, allow it with a reason (`[[allow]]`)"),
                );
            }
            for number in &later.numbers {
                let same = by_number.entry(*number).or_default();
                if same.len() < MOST {
                    same.push(later);
                }
            }
        }
    }
}

/// From which number on it is no chance that it comes back.
const SMALLEST: u32 = 20;

/// How many figures of one number are compared with each other.
const MOST: usize = 20;

/// A figure with its time, its numbers and the words that say what it counts.
struct Dated<'a> {
    id: &'a str,
    period: &'a Spanned<Period>,
    numbers: Vec<Decimal>,
    what: Quantity,
    place: Option<&'a str>,
    /// Whether it is of a whole year, and the description says so: "people executed in 2019".
    names_its_year: bool,
}

impl<'a> Dated<'a> {
    fn new(id: &'a str, figure: &'a Figure) -> Option<Self> {
        let period = figure.period.as_ref()?;
        let between = figure.between.iter().flat_map(|between| between.value);
        let estimates = figure.estimates.iter().flat_map(|estimate| {
            estimate
                .value
                .iter()
                .map(|value| value.value)
                .chain(estimate.between.iter().flat_map(|between| between.value))
        });
        let numbers = figure.value.iter().map(|value| value.value).chain(between).chain(estimates);
        let year = period.value.from.year.to_string();
        Some(Dated {
            id,
            period,
            // Small numbers come back from year to year by chance.
            numbers: numbers.filter(|number| *number >= Decimal::from(SMALLEST)).collect(),
            what: Quantity::of(&figure.what.value),
            place: figure.place.as_ref().map(Text::as_str),
            names_its_year: period.value.is_calendar_year() && figure.what.value.contains(&year),
        })
    }

    /// The same thing at one place, at times that do not overlap.
    fn conflicts(&self, other: &Self) -> bool {
        self.place.zip(other.place).is_none_or(|(a, b)| a == b)
            && self.what.is_like(&other.what)
            && !(self.names_its_year && other.names_its_year)
            && apart(&self.period.value, &other.period.value)
    }
}

fn apart(a: &Period, b: &Period) -> bool {
    let ends = |period: &Period| Some((period.from.first_day()?, period.to.last_day()?));
    match (ends(a), ends(b)) {
        (Some((a_from, a_to)), Some((b_from, b_to))) => a_to < b_from || b_to < a_from,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::found;
    use super::*;

    fn two(what: &str, period: &str) -> Vec<String> {
        found(
            &ConflictingPeriod,
            &format!(
                "[figures.one]\nwhat = \"protesters killed in the protests\"\nvalue = 304\nbound = \"exact\"\nperiod = \
                 \"2019-11\"\nsource = \"a\"\n[figures.two]\nwhat = \"{what}\"\nvalue = 304\nbound = \"exact\"\nperiod = \
                 {period}\nsource = \"b\"\n"
            ),
        )
    }

    #[test]
    fn one_number_at_two_times() {
        assert_eq!(
            two("protesters killed during the protests", "\"2018-11\""),
            ["\"2018-11\": `one` and `two` date the same number to November 2019 and to November 2018"]
        );
    }

    #[test]
    fn other_things_and_times_within_each_other() {
        assert_eq!(two("prisoners hanged", "\"2018-11\""), [""; 0]);
        assert_eq!(two("protesters killed during the protests", "2019"), [""; 0]);
    }
}
