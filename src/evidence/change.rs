//! How a number has changed, in words: "rose from 41 to 57 (up 39%)". Each end keeps its bound; a percentage is given only
//! where both numbers are known, and where the base is not tiny.

use crate::locale::Locale;
use crate::spec::{Bound, Figure};
use rust_decimal::{Decimal, RoundingStrategy};

/// Of a smaller base no percentage is given: a few cases more or less would make it anything.
pub const SMALLEST_BASE: u32 = 20;

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

/// The change from one figure to another. `decimals` are those of the percentage, rounded half away from zero; without them
/// there is none.
///
/// # Errors
/// One of the figures has no single number.
pub fn change(from: &Figure, to: &Figure, decimals: Option<u32>, locale: &Locale) -> Result<Change, NoChange> {
    let (earlier, earlier_bound) = number(from).ok_or(NoChange::NoNumber(true))?;
    let (later, later_bound) = number(to).ok_or(NoChange::NoNumber(false))?;
    let words = &locale.change;
    let printed = |value: &Decimal, bound| {
        let number = locale.number(value);
        let unit = from.unit.as_ref().map(|unit| format!("\u{a0}{}", unit.value)).unwrap_or_default();
        locale.bounded_in_range(bound, &format!("{number}{unit}"))
    };
    let (first, second) = (printed(&earlier, earlier_bound), printed(&later, later_bound));
    if earlier == later && earlier_bound == later_bound {
        return Ok(Change { text: words.same.fill(&[("to", &second)]), tiny: false });
    }
    let phrase = if later >= earlier { &words.rise } else { &words.fall };
    let text = phrase.fill(&[("from", &first), ("to", &second)]);
    let known = |bound| matches!(bound, Bound::Exact | Bound::About);
    let wanted = decimals.filter(|_| known(earlier_bound) && known(later_bound) && earlier != later);
    let Some(decimals) = wanted else { return Ok(Change { text, tiny: false }) };
    let tiny = earlier < Decimal::from(SMALLEST_BASE);
    let share = (later - earlier).checked_div(earlier).and_then(|share| share.checked_mul(Decimal::ONE_HUNDRED));
    let Some(share) = share.filter(|_| !tiny) else { return Ok(Change { text, tiny }) };
    let rounded = share.abs().round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero).normalize();
    let percent = locale.chart.percent.fill(&[("n", &locale.number(&rounded))]);
    let by = if later > earlier { &words.up } else { &words.down }.fill(&[("percent", &percent)]);
    let marks = &locale.citation;
    Ok(Change { text: format!("{text}{}{by}{}", marks.open, marks.close), tiny: false })
}

/// Whether two figures are of one count: of one origin, or of one source.
#[must_use]
pub fn same_count(a: &Figure, b: &Figure) -> bool {
    let same = |a: &str, b: &str| a == b;
    match (&a.origin, &b.origin) {
        (Some(a), Some(b)) => same(&a.value, &b.value),
        _ => a.source.as_ref().zip(b.source.as_ref()).is_some_and(|(a, b)| same(&a.value, &b.value)),
    }
}

fn number(figure: &Figure) -> Option<(Decimal, Bound)> {
    let value = figure.value.as_ref()?.value;
    Some((value, figure.bound.as_ref().map_or(Bound::Exact, |bound| bound.value)))
}

#[cfg(test)]
mod tests;
