//! What a figure says, in numbers that can be compared: its value, what it may really be, whose count it is, its time.

use crate::spec::{Bound, Estimate, Figure, Source, Spec, Text};
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use std::fmt;

/// The share by which "about" may be off before two numbers contradict each other.
const ABOUT: Decimal = Decimal::from_parts(1, 0, 0, false, 1);

/// A number of a figure, and between which ends the true number lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Amount {
    /// The number as it is written.
    pub(super) value: Decimal,
    /// How exact it is.
    pub(super) bound: Bound,
}

impl Amount {
    /// The value of a figure; none where it has an interval or estimates.
    pub(super) fn of(figure: &Figure) -> Option<Self> {
        let value = figure.value.as_ref()?.value;
        Some(Amount { value, bound: figure.bound.as_ref().map_or(Bound::Exact, |bound| bound.value) })
    }

    /// The least that the true number can be; none where it may be anything.
    pub(super) fn low(self) -> Option<Decimal> {
        match self.bound {
            Bound::Exact | Bound::AtLeast | Bound::MoreThan => Some(self.value),
            Bound::About => Some(self.value - self.value.abs() * ABOUT),
            Bound::AtMost | Bound::FewerThan => None,
        }
    }

    /// The most that the true number can be; none where it may be anything.
    pub(super) fn high(self) -> Option<Decimal> {
        match self.bound {
            Bound::Exact | Bound::AtMost | Bound::FewerThan => Some(self.value),
            Bound::About => Some(self.value + self.value.abs() * ABOUT),
            Bound::AtLeast | Bound::MoreThan => None,
        }
    }
}

/// Between which ends the true number of a figure lies, however the figure gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ends {
    /// The least that it can be; none where it may be anything.
    pub(super) low: Option<Decimal>,
    /// The most that it can be; none where it may be anything.
    pub(super) high: Option<Decimal>,
    /// Whether it is above `low`, or below `high`, and neither of them itself.
    strict: bool,
}

impl Ends {
    /// The ends of a figure: of its number, of its interval, or of all its estimates together. None where an estimate has
    /// no number.
    pub(super) fn of(figure: &Figure) -> Option<Self> {
        if let Some(amount) = Amount::of(figure) {
            return Some(Ends::from(amount));
        }
        if let Some(between) = &figure.between {
            let [low, high] = between.value;
            return Some(Ends { low: Some(low), high: Some(high), strict: false });
        }
        let all: Option<Vec<Ends>> = figure.estimates.iter().map(Ends::of_estimate).collect();
        let all = all.filter(|all| !all.is_empty())?;
        let lows: Option<Vec<Decimal>> = all.iter().map(|ends| ends.low).collect();
        let highs: Option<Vec<Decimal>> = all.iter().map(|ends| ends.high).collect();
        Some(Ends {
            low: lows.and_then(|lows| lows.into_iter().min()),
            high: highs.and_then(|highs| highs.into_iter().max()),
            strict: false,
        })
    }

    /// The ends of one estimate.
    fn of_estimate(estimate: &Estimate) -> Option<Self> {
        if let Some(between) = &estimate.between {
            let [low, high] = between.value;
            return Some(Ends { low: Some(low), high: Some(high), strict: false });
        }
        let bound = estimate.bound.as_ref().map_or(Bound::Exact, |bound| bound.value);
        Some(Ends::from(Amount { value: estimate.value.as_ref()?.value, bound }))
    }

    /// Whether both ends are known.
    pub(super) fn are_closed(self) -> bool {
        self.low.is_some() && self.high.is_some()
    }

    /// Of a count that has no lower end, that it is no less than nothing.
    fn of_a_count(self) -> Self {
        let low = self.low.or_else(|| self.high.filter(|high| !high.is_sign_negative()).map(|_| Decimal::ZERO));
        Ends { low, ..self }
    }

    /// Whether no number lies both in these ends and below `most`.
    fn are_above(self, most: Self) -> bool {
        let strict = self.strict || most.strict;
        self.low.zip(most.high).is_some_and(|(low, high)| low > high || strict && low == high)
    }
}

impl From<Amount> for Ends {
    fn from(amount: Amount) -> Self {
        let strict = matches!(amount.bound, Bound::MoreThan | Bound::FewerThan);
        Ends { low: amount.low(), high: amount.high(), strict }
    }
}

/// Whether counts cannot add up to their whole: of one bound they are compared as they are written, else by their ends.
pub(super) fn contradict(whole: &Figure, parts: &[&Figure]) -> Option<Sum> {
    let amounts: Option<Vec<Amount>> = parts.iter().map(|part| Amount::of(part)).collect();
    let written: Option<Decimal> = amounts.as_ref().map(|parts| parts.iter().map(|part| part.value).sum());
    if let (Some(whole), Some(sum), Some(parts)) = (Amount::of(whole), written, &amounts)
        && whole.bound != Bound::About
        && parts.iter().all(|part| part.bound == whole.bound)
    {
        return (sum != whole.value).then_some(Sum::Is(sum));
    }
    let ends: Vec<Ends> = parts.iter().map(|part| Ends::of(part).map(Ends::of_a_count)).collect::<Option<_>>()?;
    let whole = Ends::of(whole)?;
    let sum = Ends {
        low: ends.iter().map(|part| part.low).sum(),
        high: ends.iter().map(|part| part.high).sum(),
        strict: ends.iter().any(|part| part.strict),
    };
    let known = written.map(Sum::Is);
    if sum.are_above(whole) {
        return known.or_else(|| sum.low.map(Sum::AtLeast));
    }
    whole.are_above(sum).then(|| known.or_else(|| sum.high.map(Sum::AtMost))).flatten()
}

/// What parts add up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sum {
    /// The numbers as they are written.
    Is(Decimal),
    /// Where one has no single number, the least that they can be.
    AtLeast(Decimal),
    /// The most that they can be.
    AtMost(Decimal),
}

impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Sum::Is(sum) => write!(f, "{sum}"),
            Sum::AtLeast(sum) => write!(f, "at least {sum}"),
            Sum::AtMost(sum) => write!(f, "at most {sum}"),
        }
    }
}

/// Whether two numbers of one thing cannot both be right: they have one bound and differ, or no true number fits both.
pub(super) fn apart(a: Amount, b: Amount) -> bool {
    let beyond = |a: Amount, b: Amount| a.low().zip(b.high()).is_some_and(|(low, high)| low > high);
    let alike = a.bound == b.bound && a.bound != Bound::About;
    (alike && a.value != b.value) || beyond(a, b) || beyond(b, a)
}

/// Whose count a figure is: the names by which it goes. Two figures with a name in common are of one series.
pub(super) fn counters(origin: Option<&Text>, source: Option<&str>, spec: &Spec) -> BTreeSet<String> {
    if let Some(origin) = origin {
        return names(&origin.value);
    }
    let Some(id) = source else { return BTreeSet::new() };
    let made = spec.sources.get(id).map(makers).unwrap_or_default();
    if made.is_empty() { BTreeSet::from([format!("[{id}]")]) } else { made }
}

/// Who made a source: its authors or editors, else its publisher, else what it stands in.
pub(super) fn makers(source: &Source) -> BTreeSet<String> {
    use crate::spec::Name;
    let authors = source.makers().iter().flat_map(|name| match name {
        Name::Institution(name) => names(&name.value),
        Name::Person { family, given } => {
            let given = given.as_ref().map_or("", Text::as_str);
            names(&format!("{given} {}", family.value))
        }
    });
    let authors: BTreeSet<String> = authors.collect();
    if !authors.is_empty() {
        return authors;
    }
    let other = source.publisher.as_ref().or(source.container_title.as_ref());
    other.map(|name| names(&name.value)).unwrap_or_default()
}

/// A name and its abbreviation in brackets, in small letters: "Iran Human Rights (IHRNGO)" goes by both.
pub(super) fn names(name: &str) -> BTreeSet<String> {
    let plain = |text: &str| {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).filter(|word| word != "the").collect::<Vec<_>>().join(" ")
    };
    let (before, rest) = name.split_once('(').unwrap_or((name, ""));
    let inside = rest.split(')').next().unwrap_or("");
    [plain(before), plain(inside)].into_iter().filter(|name| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A figure that is written so: `exact 120`, `at-least 80`, `between 10 20`, `estimates 10 20`.
    fn figure(written: &str) -> Figure {
        let keys = match written.split(' ').collect::<Vec<_>>().as_slice() {
            ["between", low, high] => format!("between = [{low}, {high}]"),
            ["estimates", low, high] => format!(
                "estimates = [{{ value = {low}, bound = \"exact\", source = \"a\" }}, {{ value = {high}, bound = \"exact\", \
                 source = \"b\" }}]"
            ),
            [bound, value] => format!("value = {value}\nbound = \"{bound}\""),
            _ => String::new(),
        };
        crate::check::testing::figure(&keys)
    }

    fn sum(whole: &str, parts: &[&str]) -> Option<String> {
        let parts: Vec<Figure> = parts.iter().map(|part| figure(part)).collect();
        contradict(&figure(whole), &parts.iter().collect::<Vec<_>>()).map(|sum| sum.to_string())
    }

    #[test]
    fn sums_contradict_where_no_number_fits_both() {
        for (whole, parts, said) in [
            ("exact 125", ["exact 115", "exact 6"], "121"),
            ("exact 120", ["at-least 115", "exact 6"], "121"),
            ("exact 120", ["at-least 80", "at-least 50"], "130"),
            ("exact 120", ["more-than 80", "at-least 40"], "120"),
            ("fewer-than 120", ["exact 80", "at-least 40"], "120"),
            ("exact 120", ["at-least 121", "at-most 6"], "127"),
            ("at-most 120", ["at-least 80", "at-least 50"], "130"),
            ("exact 120", ["between 70 90", "at-least 51"], "at least 121"),
            ("exact 120", ["between 10 20", "exact 90"], "at most 110"),
            ("between 100 120", ["exact 80", "exact 50"], "130"),
            ("exact 120", ["estimates 70 90", "exact 51"], "at least 121"),
            ("about 100", ["exact 40", "exact 40"], "80"),
        ] {
            assert_eq!(sum(whole, &parts).as_deref(), Some(said), "{whole}: {parts:?}");
        }
        assert_eq!(sum("at-least 507", &["at-least 502"]).as_deref(), Some("502"), "two minimums of one count");
    }

    #[test]
    fn sums_that_can_be_true() {
        for (whole, parts) in [
            ("exact 121", ["exact 115", "exact 6"]),
            ("exact 125", ["at-least 115", "exact 6"]),
            ("exact 120", ["at-least 80", "at-least 40"]),
            ("at-least 120", ["at-least 80", "exact 50"]),
            ("about 100", ["exact 45", "exact 50"]),
            ("at-most 100", ["exact 40", "exact 40"]),
            ("exact 120", ["at-most 100", "at-most 30"]),
            ("exact 120", ["between 70 90", "exact 40"]),
            ("estimates 100 130", ["exact 80", "at-least 40"]),
        ] {
            assert_eq!(sum(whole, &parts), None, "{whole}: {parts:?}");
        }
    }

    #[test]
    fn names_go_by_their_abbreviation_too() {
        assert_eq!(
            names("The Iran Human Rights (IHRNGO)"),
            BTreeSet::from(["ihrngo".into(), "iran human rights".into()])
        );
    }
}
