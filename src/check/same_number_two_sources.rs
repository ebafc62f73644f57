//! One number that looks like two.

use super::quantity::Quantity;
use super::{Check, Context, Documentation};
use crate::diag::{Diagnostic, Severity, Sink};
use crate::spec::{Figure, Period, Spanned, Text};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Sources that agree may be one.
pub(super) struct SameNumberTwoSources;

impl Check for SameNumberTwoSources {
    fn name(&self) -> &'static str {
        "same-number-two-sources"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds two figures, or two estimates, that give the same number for the same thing, time and \
                    place from different sources, unless both say in `basis` how they know, or in \
                    `origin` who counted.",
            why: "Newspapers and organisations repeat each other. A number that comes back from a second source \
                  looks confirmed, and the argument falls with the one source that both had.",
            example: r#"[figures.killed]
what   = "people killed in the protests"
value  = 304
period = "2019-11"
source = "organisation"

[figures.killed_again]
what   = "people killed during the protests"
value  = 304
period = "2019-11"
source = "newspaper""#,
            remedy: "See where each source got the number, and write who counted into `origin` of both: the same \
                     name where it is one count, two names where it is two. Where one only repeats the other, cite the \
                     first alone.",
            references: "Guidance on Casualty Recording (OHCHR, 2019); Berkeley Protocol on Digital Open Source \
                         Investigations (OHCHR and Human Rights Center, University of California, Berkeley, 2022).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let statements: Vec<Statement<'_>> = context.spec.figures.iter().flat_map(Statement::all).collect();
        // Only statements of one number are compared: the work grows with their count, not with its square.
        let mut by_number: BTreeMap<&Number, Vec<&Statement<'_>>> = BTreeMap::new();
        for later in &statements {
            let same = by_number.entry(&later.number).or_default();
            for earlier in same.iter().filter(|earlier| earlier.repeats(later)) {
                let message = format!(
                    "`{}` and `{}` give the same number for the same thing: they may be one source",
                    earlier.source.value, later.source.value
                );
                let silent = if later.is_settled { earlier } else { later };
                let other = if later.is_settled { later } else { earlier };
                sink.push(
                    Diagnostic::warning(self.name(), message)
                        .at(silent.source.span, "where did it get the number?")
                        .also(other.source.span, "the same number")
                        .help("write `origin`, who counted, into both: one name if it is one count, two if it is two")
                        .help("where one only repeats the other, cite the other alone"),
                );
            }
            if same.len() < MOST {
                same.push(later);
            }
        }
    }
}

/// How many statements of one number are compared with each other.
const MOST: usize = 20;

/// What one source says.
struct Statement<'a> {
    what: Quantity,
    number: Number,
    period: Option<Period>,
    place: Option<&'a str>,
    source: &'a Spanned<String>,
    is_settled: bool,
}

/// A number or the two ends of an interval.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Number {
    One(Decimal),
    Between([Decimal; 2]),
}

impl Number {
    fn of(value: Option<&Spanned<Decimal>>, between: Option<&Spanned<[Decimal; 2]>>) -> Option<Self> {
        value.map(|value| Number::One(value.value)).or_else(|| between.map(|ends| Number::Between(ends.value)))
    }
}

impl<'a> Statement<'a> {
    /// What a figure and its estimates say.
    fn all((_, figure): (&'a Spanned<String>, &'a Figure)) -> Vec<Self> {
        let statement = |number, source, is_settled| Statement {
            what: Quantity::of(&figure.what.value),
            number,
            period: figure.period.as_ref().map(|period| period.value),
            place: figure.place.as_ref().map(Text::as_str),
            source,
            is_settled,
        };
        let own = Number::of(figure.value.as_ref(), figure.between.as_ref())
            .zip(figure.source.as_ref())
            .map(|(number, source)| statement(number, source, figure.basis.is_some() || figure.origin.is_some()));
        let estimates = figure.estimates.iter().filter_map(|estimate| {
            let number = Number::of(estimate.value.as_ref(), estimate.between.as_ref())?;
            Some(statement(number, &estimate.source, estimate.basis.is_some() || estimate.origin.is_some()))
        });
        own.into_iter().chain(estimates).collect()
    }

    /// The same of the same thing by another source, where not both say how they know.
    fn repeats(&self, other: &Self) -> bool {
        let one_place = self.place.zip(other.place).is_none_or(|(a, b)| a == b);
        self.number == other.number
            && self.period.zip(other.period).map_or(self.period == other.period, |(a, b)| a.is_same(&b))
            && one_place
            && self.source.value != other.source.value
            && !(self.is_settled && other.is_settled)
            && self.what.is_like(&other.what)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    fn two(second: &str) -> Vec<String> {
        found(
            &SameNumberTwoSources,
            &format!(
                "[figures.one]\nwhat = \"people killed in the protests\"\nvalue = 304\nbound = \"exact\"\nperiod = \
                 2019\nplace = \"Testland\"\nsource = \"a\"\nbasis = \"its own count\"\n[figures.two]\nwhat = \"people killed \
                 during protests\"\nbound = \"at-least\"\n{second}"
            ),
        )
    }

    #[test]
    fn two_sources_of_one_number() {
        let message = "\"b\": `a` and `b` give the same number for the same thing: they may be one source";
        assert_eq!(two("value = 304\nperiod = 2019\nsource = \"b\"\n"), [message]);
    }

    #[test]
    fn other_numbers_times_places_or_one_source_or_a_basis() {
        for second in [
            "value = 305\nperiod = 2019\nsource = \"b\"\n",
            "value = 304\nperiod = 2018\nsource = \"b\"\n",
            "value = 304\nperiod = 2019\nsource = \"a\"\n",
            "value = 304\nperiod = 2019\nsource = \"b\"\nplace = \"Elsewhere\"\n",
            "value = 304\nperiod = 2019\nsource = \"b\"\nbasis = \"as the Institute reports\"\n",
            "value = 304\nperiod = 2019\nsource = \"b\"\norigin = \"the Institute\"\n",
        ] {
            assert_eq!(two(second), [""; 0], "{second}");
        }
    }

    #[test]
    fn estimates_of_one_figure() {
        let estimates = |basis: &str| {
            found(
                &SameNumberTwoSources,
                &format!(
                    "[figures.f]\nwhat = \"people\"\nperiod = 2019\nestimates = [{{ value = 9, bound = \"about\", source = \
                     \"a\", basis = \"x\" }}, {{ value = 9, bound = \"about\", source = \"b\"{basis} }}]\n"
                ),
            )
        };
        assert_eq!(estimates("").len(), 1);
        assert_eq!(estimates(", basis = \"y\""), [""; 0]);
    }
}
