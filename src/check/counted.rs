//! What a figure says, in numbers that can be compared: its value, what it may really be, whose count it is, its time.

use crate::spec::{Bound, Figure, Source, Spec, Text};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

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

    /// Whether the true number may be larger than the one written.
    pub(super) fn is_minimum(self) -> bool {
        matches!(self.bound, Bound::AtLeast | Bound::MoreThan)
    }
}

/// Whether two sums of amounts cannot be the same: of one bound they are compared as they are written, else by their ends.
pub(super) fn contradict(whole: Amount, parts: &[Amount]) -> Option<Decimal> {
    let sum: Decimal = parts.iter().map(|part| part.value).sum();
    let alike = whole.bound != Bound::About && parts.iter().all(|part| part.bound == whole.bound);
    let low: Option<Decimal> = parts.iter().map(|part| part.low()).sum();
    let high: Option<Decimal> = parts.iter().map(|part| part.high()).sum();
    let apart = match alike {
        true => sum != whole.value,
        false => {
            low.zip(whole.high()).is_some_and(|(low, high)| low > high)
                || high.zip(whole.low()).is_some_and(|(high, low)| high < low)
        }
    };
    apart.then_some(sum)
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

    fn amount(value: i64, bound: Bound) -> Amount {
        Amount { value: value.into(), bound }
    }

    #[test]
    fn sums_contradict_where_no_number_fits_both() {
        use Bound::{About, AtLeast, AtMost, Exact};
        let sum = |whole, parts: &[Amount]| contradict(whole, parts).is_some();
        assert!(sum(amount(125, Exact), &[amount(115, Exact), amount(6, Exact)]));
        assert!(!sum(amount(121, Exact), &[amount(115, Exact), amount(6, Exact)]));
        assert!(sum(amount(507, AtLeast), &[amount(502, AtLeast)]), "two minimums of one count");
        assert!(!sum(amount(125, Exact), &[amount(115, AtLeast), amount(6, Exact)]), "there may be more");
        assert!(sum(amount(120, Exact), &[amount(115, AtLeast), amount(6, Exact)]));
        assert!(!sum(amount(100, About), &[amount(95, Exact)]));
        assert!(sum(amount(100, About), &[amount(80, Exact)]));
        assert!(!sum(amount(100, AtMost), &[amount(80, Exact)]));
    }

    #[test]
    fn names_go_by_their_abbreviation_too() {
        assert_eq!(
            names("The Iran Human Rights (IHRNGO)"),
            BTreeSet::from(["ihrngo".into(), "iran human rights".into()])
        );
    }
}
