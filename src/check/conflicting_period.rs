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
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds two figures that give the same number for the same thing at different times. Two descriptions are \
                    taken for one where most of their words are the same, those of the times left out. A warning where both are \
                    from one source, or where one month or year follows the other. Numbers below 20, descriptions of a year that they name, and \
                    two figures that the program counts or calculates, each for its own time, are left alone.",
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
            for earlier in same.into_iter().filter(|earlier| earlier.may_conflict(later)) {
                let (first, second) =
                    (context.locale.period(&earlier.period.value), context.locale.period(&later.period.value));
                if !earlier.is_like(later, &Quantity::of(&format!("{first} {second}"))) {
                    continue;
                }
                let message =
                    format!("`{}` and `{}` date the same number to {first} and to {second}", earlier.id, later.id);
                let finding = if earlier.may_follow(later) {
                    Diagnostic::warning(self.name(), message)
                } else {
                    Diagnostic::error(self.name(), message)
                };
                sink.push(
                    finding
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
    source: Option<&'a str>,
    /// Whether the program counts or calculates it: then its time is a condition of its query, and no slip of the pen.
    is_counted: bool,
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
            source: figure.source.as_ref().map(|source| source.value.as_str()),
            is_counted: figure.query.is_some() || figure.computed_from.is_some(),
            names_its_year: period.value.is_calendar_year() && figure.what.value.contains(&year),
        })
    }

    /// At one place, at times that do not overlap, and not both counted.
    fn may_conflict(&self, other: &Self) -> bool {
        !(self.is_counted && other.is_counted)
            && self.place.zip(other.place).is_none_or(|(a, b)| a == b)
            && !(self.names_its_year && other.names_its_year)
            && apart(&self.period.value, &other.period.value)
    }

    /// The same thing; `times` are the words for the times.
    fn is_like(&self, other: &Self, times: &Quantity) -> bool {
        self.what.without(times).is_like(&other.what.without(times))
    }

    /// Whether the number may well be that of two times: one source gives both, or they are neighbours in a series of
    /// months or years, in which a number does come twice.
    fn may_follow(&self, other: &Self) -> bool {
        let (Some((from, to)), Some((other_from, other_to))) = (self.period.value.days(), other.period.value.days())
        else {
            return false;
        };
        let are_neighbours = to.succ_opt() == Some(other_from) || other_to.succ_opt() == Some(from);
        self.source.is_some() && self.source == other.source || are_neighbours
    }
}

fn apart(a: &Period, b: &Period) -> bool {
    a.days().is_some() && b.days().is_some() && !a.overlaps(b)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{found, graded};
    use super::*;

    fn two(what: &str, period: &str) -> Vec<String> {
        found(&ConflictingPeriod, &pair(what, period, "value = 304\nsource = \"b\""))
    }

    /// A figure of November 2019, and another with what is in `rest`.
    fn pair(what: &str, period: &str, rest: &str) -> String {
        format!(
            "[figures.one]\nwhat = \"protesters killed in the protests\"\nvalue = 304\nbound = \"exact\"\nperiod = \
             \"2019-11\"\nsource = \"a\"\n[figures.two]\nwhat = \"{what}\"\nbound = \"exact\"\nperiod = {period}\n{rest}\n"
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
    fn words_for_the_time_make_no_other_thing() {
        assert_eq!(two("protesters killed in November 2018", "\"2018-11\"").len(), 1);
        assert_eq!(
            two("protesters killed from March to May 2018", "{ from = \"2018-03\", to = \"2018-05\" }").len(),
            1
        );
    }

    #[test]
    fn other_things_and_times_within_each_other() {
        assert_eq!(two("prisoners hanged", "\"2018-11\""), [""; 0]);
        assert_eq!(two("protesters killed during the protests", "2019"), [""; 0]);
    }

    #[test]
    fn one_source_and_the_next_month_are_a_warning() {
        let severity = |period: &str, source: &str| {
            let rest = format!("value = 304\nsource = \"{source}\"");
            graded(&ConflictingPeriod, &pair("protesters killed in the protests", period, &rest), &[])
        };
        assert_eq!(severity("\"2018-11\"", "b"), [Severity::Error]);
        assert_eq!(severity("\"2018-11\"", "a"), [Severity::Warning]);
        assert_eq!(severity("\"2019-10\"", "b"), [Severity::Warning]);
    }

    #[test]
    fn what_the_program_counts_for_two_times_is_two_things() {
        let query = "query = \"select count(*) from cases\"\nsource = \"b\"";
        let typed_and_counted = pair("protesters killed in the protests", "\"2018-11\"", query);
        let two_counted = typed_and_counted.replacen("value = 304", "query = \"select count(*) from cases\"", 1);
        let counted = [("one", 304), ("two", 304)];
        assert_eq!(graded(&ConflictingPeriod, &two_counted, &counted), []);
        assert_eq!(graded(&ConflictingPeriod, &typed_and_counted, &counted[1..]), [Severity::Error]);
    }
}
