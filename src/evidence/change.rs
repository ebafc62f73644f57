//! How a number has changed, in words: "rose from 41 to 57 (up 39%)". Each end keeps its bound.
//!
//! A direction is said only where the numbers prove it: of two minimums the true numbers may lie in either order. A
//! percentage is given only where both numbers are known, and where the base is not tiny.

use crate::locale::Locale;
use crate::spec::{Bound, Figure};
use rust_decimal::{Decimal, RoundingStrategy};
use std::cmp::Ordering;

/// Of a smaller base no percentage is given: a few cases more or less would make it anything.
pub const SMALLEST_BASE: u32 = 20;
/// How many decimals a percentage may take on so that it is not printed as 0.
const MOST_DECIMALS: u32 = 6;

/// A change in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// As it is printed.
    pub text: String,
    /// Whether a percentage was left out because the base is tiny.
    pub tiny: bool,
}

/// Why a change cannot be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoChange {
    /// A figure has no single number: an interval, or sources that differ. The first of the two where true.
    NoNumber(bool),
}

/// Why two figures cannot be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unlike {
    /// They are counts of two bodies.
    Counts,
    /// They are of two places.
    Places,
    /// They have two units.
    Units,
    /// The first is the later one.
    Order,
    /// A calendar year, and a year of other months.
    Years,
    /// Times of different length.
    Lengths,
}

/// A number and its bound.
#[derive(Clone, Copy)]
struct Number {
    value: Decimal,
    bound: Bound,
}

impl Number {
    fn of(figure: &Figure) -> Option<Self> {
        let value = figure.value.as_ref()?.value;
        Some(Number { value, bound: figure.bound.as_ref().map_or(Bound::Exact, |bound| bound.value) })
    }

    /// The least that it can be, as it is written; none where there is no least.
    fn low(self) -> Option<Decimal> {
        (!matches!(self.bound, Bound::AtMost | Bound::FewerThan)).then_some(self.value)
    }

    /// The most that it can be.
    fn high(self) -> Option<Decimal> {
        (!matches!(self.bound, Bound::AtLeast | Bound::MoreThan)).then_some(self.value)
    }

    /// Whether the number at the end of the interval is not in it.
    fn is_open(self) -> bool {
        matches!(self.bound, Bound::MoreThan | Bound::FewerThan)
    }

    /// Whether it is certainly smaller than another.
    fn is_below(self, other: Self) -> bool {
        let open = self.is_open() || other.is_open();
        self.high().zip(other.low()).is_some_and(|(high, low)| high < low || (open && high == low))
    }

    /// Which way it went, where that is certain.
    fn towards(self, later: Self) -> Option<Ordering> {
        if self.is_below(later) {
            return Some(Ordering::Greater);
        }
        if later.is_below(self) {
            return Some(Ordering::Less);
        }
        let exact = |number: Self| number.bound == Bound::Exact;
        (exact(self) && exact(later)).then_some(Ordering::Equal)
    }
}

/// The change from one figure to another. `decimals` are those of the percentage, rounded half away from zero; without them
/// there is none. A percentage that would be printed as 0 takes on decimals until it is not.
///
/// # Errors
/// One of the figures has no single number.
pub fn change(from: &Figure, to: &Figure, decimals: Option<u32>, locale: &Locale) -> Result<Change, NoChange> {
    let earlier = Number::of(from).ok_or(NoChange::NoNumber(true))?;
    let later = Number::of(to).ok_or(NoChange::NoNumber(false))?;
    let words = &locale.change;
    let printed = |number: Number, figure: &Figure| {
        let unit = figure.unit.as_ref().map(|unit| format!("\u{a0}{}", unit.value)).unwrap_or_default();
        locale.bounded_in_range(number.bound, &format!("{}{unit}", locale.number(&number.value)))
    };
    let (first, second) = (printed(earlier, from), printed(later, to));
    let direction = earlier.towards(later);
    let phrase = match direction {
        Some(Ordering::Greater) => &words.rise,
        Some(Ordering::Less) => &words.fall,
        Some(Ordering::Equal) => &words.same,
        None if first == second => &words.both,
        None => &words.unclear,
    };
    let text = phrase.fill(&[("from", &first), ("to", &second)]);
    let known = |number: Number| matches!(number.bound, Bound::Exact | Bound::About);
    let moved = direction.filter(|direction| direction.is_ne() && known(earlier) && known(later));
    let Some((direction, decimals)) = moved.zip(decimals) else { return Ok(Change { text, tiny: false }) };
    let tiny = earlier.value < Decimal::from(SMALLEST_BASE);
    let share = (later.value - earlier.value).checked_div(earlier.value);
    let share = share.and_then(|share| share.checked_mul(Decimal::ONE_HUNDRED)).filter(|_| !tiny);
    let rounded = share.and_then(|share| rounded(share.abs(), decimals));
    let Some(rounded) = rounded else { return Ok(Change { text, tiny }) };
    let percent = locale.chart.percent.fill(&[("n", &locale.number(&rounded))]);
    let about = earlier.bound == Bound::About || later.bound == Bound::About;
    let by = match (direction, about) {
        (Ordering::Greater, false) => &words.up,
        (Ordering::Greater, true) => &words.about_up,
        (_, false) => &words.down,
        (_, true) => &words.about_down,
    };
    let marks = &locale.citation;
    let by = by.fill(&[("percent", &percent)]);
    Ok(Change { text: format!("{text}{}{by}{}", marks.open, marks.close), tiny: false })
}

/// A percentage to so many decimals, or to as many more as it needs not to be 0; none where even those are not enough.
fn rounded(share: Decimal, decimals: u32) -> Option<Decimal> {
    (decimals..=MOST_DECIMALS.max(decimals))
        .map(|decimals| share.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero).normalize())
        .find(|rounded| !rounded.is_zero())
}

/// Whether a change can be read from two figures; why not, where it cannot.
#[must_use]
pub fn unlike(from: &Figure, to: &Figure) -> Option<Unlike> {
    let differ = |a: &Option<crate::spec::Text>, b: &Option<crate::spec::Text>| {
        a.as_ref().zip(b.as_ref()).is_some_and(|(a, b)| a.value != b.value)
    };
    if !same_count(from, to) {
        return Some(Unlike::Counts);
    }
    if differ(&from.place, &to.place) {
        return Some(Unlike::Places);
    }
    if from.unit.as_ref().map(|unit| &unit.value) != to.unit.as_ref().map(|unit| &unit.value) {
        return Some(Unlike::Units);
    }
    let (earlier, later) = (&from.period.as_ref()?.value, &to.period.as_ref()?.value);
    if later.is_before(earlier) {
        return Some(Unlike::Order);
    }
    if earlier.is_year_of_other_kind(later) {
        return Some(Unlike::Years);
    }
    (!earlier.is_as_long_as(later)).then_some(Unlike::Lengths)
}

/// Whether two figures are of one count: of one origin, or of one source.
fn same_count(a: &Figure, b: &Figure) -> bool {
    match (&a.origin, &b.origin) {
        (Some(a), Some(b)) => a.value == b.value,
        _ => a.source.as_ref().zip(b.source.as_ref()).is_some_and(|(a, b)| a.value == b.value),
    }
}

#[cfg(test)]
mod tests;
