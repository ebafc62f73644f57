//! How a number has changed, in words: "rose from 41 to 57 (up 39%)". Each end keeps its bound.
//!
//! A direction is said only where the numbers prove it: of two minimums the true numbers may lie in either order, and so may
//! those of "about 1,000" and "about 1,010". A
//! percentage is given only where both numbers are known, and where the base is not tiny.

use crate::locale::{Locale, Phrase, Subject};
use crate::spec::{Bound, Figure};
use rust_decimal::{Decimal, RoundingStrategy};
use std::cmp::Ordering;

/// Of a smaller base no percentage is given: a few cases more or less would change it greatly.
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
    /// Whether it is an average.
    average: bool,
}

/// How a change is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manner {
    /// The decimals of the percentage, rounded half away from zero; without them there is none.
    pub decimals: Option<u32>,
    /// What a verb agrees with; without it, words that stand behind any subject.
    pub subject: Option<Subject>,
}

impl Number {
    fn of(figure: &Figure) -> Option<Self> {
        let value = figure.value.as_ref()?.value;
        let bound = figure.bound.as_ref().map_or(Bound::Exact, |bound| bound.value);
        Some(Number { value, bound, average: figure.average_of.is_some() })
    }

    /// The least that it can be, as it is written; none where there is no least.
    fn low(self) -> Option<Decimal> {
        let low = self.value.checked_sub(self.leeway());
        low.filter(|_| !matches!(self.bound, Bound::AtMost | Bound::FewerThan))
    }

    /// The most that it can be.
    fn high(self) -> Option<Decimal> {
        let high = self.value.checked_add(self.leeway());
        high.filter(|_| !matches!(self.bound, Bound::AtLeast | Bound::MoreThan))
    }

    /// How far a number that is about right may be off: half a unit of the last digit that is not 0. "About 1,500" is 1,450 to
    /// 1,550.
    fn leeway(self) -> Decimal {
        if self.bound != Bound::About {
            return Decimal::ZERO;
        }
        let number = self.value.normalize();
        let (mut digits, mut unit) = (number.mantissa(), Decimal::new(1, number.scale()));
        while digits != 0 && digits % 10 == 0 {
            digits /= 10;
            unit *= Decimal::TEN;
        }
        unit / Decimal::TWO
    }

    /// Whether the number at the end of the interval is not in it.
    fn is_open(self) -> bool {
        matches!(self.bound, Bound::MoreThan | Bound::FewerThan | Bound::About)
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

/// How a change goes from the one number to the other.
#[derive(Clone, Copy)]
enum Way {
    Rise,
    Fall,
    Same,
    Both,
    Unclear,
    Level,
}

impl Way {
    /// The words for it, with a verb or without.
    fn phrase(self, subject: Option<Subject>, locale: &Locale) -> &Phrase {
        let (words, verbs) = (&locale.change, &locale.verbs);
        let (alone, verb) = match self {
            Way::Rise => (&words.rise, &verbs.rise),
            Way::Fall => (&words.fall, &verbs.fall),
            Way::Same => (&words.same, &verbs.same),
            Way::Both => (&words.both, &verbs.both),
            Way::Unclear => (&words.unclear, &verbs.unclear),
            Way::Level => (&words.level, &verbs.level),
        };
        subject.map_or(alone, |subject| verb.with(subject))
    }
}

/// The change from one figure to another. A percentage that would say something else when it is rounded takes on decimals.
///
/// # Errors
/// One of the figures has no single number.
pub fn change(from: &Figure, to: &Figure, manner: Manner, locale: &Locale) -> Result<Change, NoChange> {
    let earlier = Number::of(from).ok_or(NoChange::NoNumber(true))?;
    let later = Number::of(to).ok_or(NoChange::NoNumber(false))?;
    let printed = |number: Number, figure: &Figure| {
        let unit = figure.unit.as_ref().map(|unit| format!("\u{a0}{}", unit.value)).unwrap_or_default();
        locale.bounded_in_range(number.bound, &format!("{}{unit}", locale.number(&number.value)))
    };
    let average = |number: Number, text: String| {
        if number.average { locale.change.average.fill(&[("n", &text)]) } else { text }
    };
    let (first, second) = (printed(earlier, from), printed(later, to));
    let direction = earlier.towards(later);
    let way = match direction {
        Some(Ordering::Greater) => Way::Rise,
        Some(Ordering::Less) => Way::Fall,
        Some(Ordering::Equal) if earlier.average == later.average => Way::Same,
        Some(Ordering::Equal) if earlier.average => Way::Level,
        None if first == second && earlier.average == later.average => Way::Both,
        _ => Way::Unclear,
    };
    let (first, second) = (average(earlier, first), average(later, second));
    let text = way.phrase(manner.subject, locale).fill(&[("from", &first), ("to", &second)]);
    Ok(with_percentage(text, (earlier, later), direction, manner.decimals, locale))
}

/// The words, with the percentage where there is one.
fn with_percentage(
    text: String,
    (earlier, later): (Number, Number),
    direction: Option<Ordering>,
    decimals: Option<u32>,
    locale: &Locale,
) -> Change {
    let words = &locale.change;
    let known = |number: Number| matches!(number.bound, Bound::Exact | Bound::About);
    let moved = direction.filter(|direction| direction.is_ne() && known(earlier) && known(later));
    let Some((direction, decimals)) = moved.zip(decimals) else { return Change { text, tiny: false } };
    let tiny = earlier.value < Decimal::from(SMALLEST_BASE);
    let share = (later.value - earlier.value).checked_div(earlier.value);
    let share = share.and_then(|share| share.checked_mul(Decimal::ONE_HUNDRED)).filter(|_| !tiny);
    let rounded = share.and_then(|share| rounded(share.abs(), decimals));
    let Some(rounded) = rounded else { return Change { text, tiny } };
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
    Change { text: format!("{text}{}{by}{}", marks.open, marks.close), tiny: false }
}

/// A percentage to so many decimals, or to as many more as it needs to say what it is: not 0; not 100, which says that all or as much
/// again, where it is not; and no number that is off by a quarter of itself, as 1 is of 0.5. None where even those are not
/// enough.
fn rounded(share: Decimal, decimals: u32) -> Option<Decimal> {
    let is_true = |rounded: &Decimal| {
        let off = (*rounded - share).abs();
        !rounded.is_zero()
            && (*rounded != Decimal::ONE_HUNDRED || share == *rounded)
            && off.checked_mul(Decimal::from(4)).is_some_and(|off| off < share)
    };
    (decimals..=MOST_DECIMALS.max(decimals))
        .map(|decimals| share.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero).normalize())
        .find(is_true)
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
    (!from.is_for_as_long_as(to)).then_some(Unlike::Lengths)
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
