//! Values on top of each other: where each piece of a stack begins and ends, what its whole is, and how exact that is.
//! All arithmetic is exact; a share is rounded only where it is printed.

use super::limits::{check_size, count};
use super::places::Names;
use super::{About, At, Context, Layout, Options, Plot, Refusal, Side};
use crate::locale::Locale;
use crate::spec::Bound;
use rust_decimal::{Decimal, RoundingStrategy};

/// A piece of a stack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// The index of its series.
    pub(super) series: usize,
    /// Where it begins on the axis.
    pub(super) from: Decimal,
    /// Where it ends, away from zero.
    pub(super) to: Decimal,
    /// The value it stands for, with the digits that it has in the data, or its share.
    pub(super) size: Decimal,
}

/// The stack of one place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Pile {
    /// Its pieces, in the order of the series; none where the data has a gap.
    pub(super) pieces: Vec<Piece>,
    /// The sum of the values, also where the pieces are shares.
    pub(super) total: Option<Decimal>,
}

impl Pile {
    /// From its lowest to its highest end; zero twice where it has no pieces.
    pub(super) fn ends(&self) -> (Decimal, Decimal) {
        let ends = || self.pieces.iter().flat_map(|piece| [piece.from, piece.to]);
        (ends().min().unwrap_or_default(), ends().max().unwrap_or_default())
    }
}

/// The stacks of all places, each from zero upwards.
pub(super) fn piles(plot: &Plot, layout: Layout, context: Context<'_>) -> Result<Vec<Pile>, Refusal> {
    let sizes = sizes(plot, layout, context)?;
    let pile = |(total, sizes): (Option<Decimal>, Vec<Decimal>)| {
        let mut pieces = Vec::new();
        let mut from = Decimal::ZERO;
        for (series, size) in sizes.into_iter().enumerate() {
            pieces.push(Piece { series, from, to: from + size, size });
            from += size;
        }
        Pile { pieces, total }
    };
    Ok(sizes.into_iter().map(pile).collect())
}

/// The stacks of all places around a middle: negative series before it, positive ones after it, neutral ones across it or,
/// where they stand apart, from `apart` on.
pub(super) fn around(
    plot: &Plot,
    layout: Layout,
    apart: Option<Decimal>,
    context: Context<'_>,
) -> Result<Vec<Pile>, Refusal> {
    let sides = sides(plot);
    let sizes = sizes(plot, layout, context)?;
    Ok(sizes.into_iter().map(|(total, sizes)| Pile { pieces: laid_around(&sizes, &sides, apart), total }).collect())
}

fn sides(plot: &Plot) -> Vec<Side> {
    let all = plot.series.len();
    (0..all).map(|series| plot.options.side(series, all)).collect()
}

fn laid_around(sizes: &[Decimal], sides: &[Side], apart: Option<Decimal>) -> Vec<Piece> {
    let of = |side: Side| sizes.iter().zip(sides).enumerate().filter(move |(_, (_, of))| **of == side);
    let neutral: Decimal = of(Side::Neutral).map(|(_, (size, _))| *size).sum();
    let half = if apart.is_some() { Decimal::ZERO } else { neutral / Decimal::TWO };
    let mut pieces = Vec::new();
    // The last of the negative answers is the mildest, and stands next to the middle.
    let mut left = -half;
    for (series, (size, _)) in of(Side::Negative).collect::<Vec<_>>().into_iter().rev() {
        pieces.push(Piece { series, from: left, to: left - size, size: *size });
        left -= size;
    }
    let mut middle = apart.unwrap_or(-half);
    for (series, (size, _)) in of(Side::Neutral) {
        pieces.push(Piece { series, from: middle, to: middle + size, size: *size });
        middle += size;
    }
    let mut right = half;
    for (series, (size, _)) in of(Side::Positive) {
        pieces.push(Piece { series, from: right, to: right + size, size: *size });
        right += size;
    }
    pieces.sort_by_key(|piece| piece.series);
    pieces
}

/// The sum and the lengths of the pieces of each place; no pieces where the data has no value at all.
type Sizes = Vec<(Option<Decimal>, Vec<Decimal>)>;

fn sizes(plot: &Plot, layout: Layout, context: Context<'_>) -> Result<Sizes, Refusal> {
    if plot.options.intervals.iter().flatten().flatten().next().is_some() {
        return Err(Refusal::new(
            "a stack has no place for intervals: each piece begins where the one before it ends",
            "leave `low` and `high` out, or let the columns stand side by side",
        ));
    }
    // the whole that shares are of must be one, though it is not printed
    if layout == Layout::Percent {
        total_bound(plot)?;
    }
    let names = Names::of(&plot.x, context.locale).names;
    let place = |index: usize| -> Result<(Option<Decimal>, Vec<Decimal>), Refusal> {
        let values: Vec<Option<Decimal>> =
            plot.series.iter().map(|series| series.values.get(index).copied().flatten()).collect();
        let known: Vec<Decimal> = values.iter().flatten().copied().collect();
        if known.is_empty() {
            return Ok((None, Vec::new()));
        }
        let name = names.get(index).map_or("", String::as_str);
        if let Some(at) = values.iter().position(Option::is_none) {
            let series = plot.series.get(at).map_or("", |series| series.name.as_str());
            return Err(incomplete(name, series).about(About::Value(at, index)));
        }
        let total: Decimal = known.iter().copied().sum();
        check_size(&total, "give the columns in thousands or millions, and say so in `subtitle`")?;
        match layout {
            Layout::Percent if total.is_zero() => Err(no_shares(name)),
            Layout::Percent => Ok((Some(total), known.iter().map(|value| share(*value, total)).collect())),
            Layout::Grouped | Layout::Stacked => Ok((Some(total), known)),
        }
    };
    (0..count(&plot.x)).map(place).collect()
}

fn incomplete(place: &str, series: &str) -> Refusal {
    Refusal::new(
        format!("`{series}` has no value for `{place}`, and a stack without it would look complete"),
        "fill the cell if the source has the number (not with `0`), or use `layout = \"grouped\"`, which leaves a gap",
    )
}

fn no_shares(place: &str) -> Refusal {
    Refusal::new(
        format!("the values of `{place}` add up to zero, and zero has no shares"),
        "leave the row out, or use `layout = \"stacked\"`",
    )
}

/// A value as a part of a hundred of the whole, unrounded.
fn share(value: Decimal, total: Decimal) -> Decimal {
    value * Decimal::ONE_HUNDRED / total
}

/// A share as it is printed: whole per cent, halves away from zero.
pub(super) fn rounded(share: Decimal) -> Decimal {
    share.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
}

/// A share as it is printed, with its sign: "33%". One that is not zero is never printed as zero.
pub(super) fn percent(share: Decimal, locale: &Locale) -> String {
    let whole = rounded(share);
    let words = &locale.chart;
    if whole.is_zero() && !share.is_zero() {
        return words.percent.fill(&[("n", &format!("<{}", locale.number(&Decimal::ONE)))]);
    }
    words.percent.fill(&[("n", &locale.number(&whole))])
}

/// Whether the printed shares of some place do not add up to 100.
pub(super) fn shares_miss_hundred(plot: &Plot) -> bool {
    let misses = |place: usize| {
        let values: Option<Vec<Decimal>> =
            plot.series.iter().map(|series| series.values.get(place).copied().flatten()).collect();
        let total: Decimal = values.iter().flatten().sum();
        let shares = values.filter(|_| !total.is_zero());
        shares.is_some_and(|values| {
            values.iter().map(|value| rounded(share(*value, total))).sum::<Decimal>() != Decimal::ONE_HUNDRED
        })
    };
    (0..count(&plot.x)).any(misses)
}

/// How exact the sum of all series is: a minimum among exact numbers makes it a minimum.
///
/// # Errors
/// A minimum and a maximum, or one of them and an approximate number, have no sum that could be said.
pub(super) fn total_bound(plot: &Plot) -> Result<Bound, Refusal> {
    let mut total = Bound::Exact;
    for series in &plot.series {
        total = joined(total, series.bound).ok_or_else(|| {
            Refusal::new(
                format!("the sum of `{}` and the other columns is neither a minimum nor a maximum", series.name),
                "stack columns of one kind of bound, or use `layout = \"grouped\"`",
            )
        })?;
    }
    Ok(total)
}

fn joined(a: Bound, b: Bound) -> Option<Bound> {
    use Bound::{About, AtLeast, AtMost, Exact, FewerThan, MoreThan};
    match (a, b) {
        (Exact, other) | (other, Exact) => Some(other),
        (MoreThan, AtLeast | MoreThan) | (AtLeast, MoreThan) => Some(MoreThan),
        (FewerThan, AtMost | FewerThan) | (AtMost, FewerThan) => Some(FewerThan),
        (AtLeast, AtLeast) => Some(AtLeast),
        (AtMost, AtMost) => Some(AtMost),
        (About, About) => Some(About),
        _ => None,
    }
}

/// The layout of a chart of several series, `unsaid` where the specification does not say.
pub(super) fn layout(options: &Options, unsaid: Layout) -> Layout {
    options.layout.unwrap_or(unsaid)
}

fn beyond_hundred(at: At) -> Option<Decimal> {
    match at {
        At::Value(value) if value.is_sign_negative() || value > Decimal::ONE_HUNDRED => Some(value),
        At::Value(_) | At::Place(_) | At::Day(_) => None,
    }
}

/// The same, refused where one column would be shown as shares of itself.
pub(super) fn checked_layout(plot: &Plot, unsaid: Layout) -> Result<Layout, Refusal> {
    let layout = layout(&plot.options, unsaid);
    if layout == Layout::Percent && plot.series.len() < 2 {
        return Err(Refusal::new(
            "one column has no shares: each would be 100",
            "name the columns that make up the whole in `y`, or leave `layout` out",
        ));
    }
    if layout == Layout::Percent
        && let Some(value) = plot.options.annotations.iter().find_map(|note| beyond_hundred(note.at))
    {
        return Err(Refusal::new(
            format!("the annotation at {value} stands outside the axis of shares, which ends at 100"),
            "give its `value` in per cent, from 0 to 100",
        ));
    }
    Ok(layout)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{context, plot, series, whole, years};
    use super::*;

    fn of(columns: &[&[i64]]) -> Plot {
        let named = |(at, values): (usize, &&[i64])| series(&format!("S{at}"), whole(values), Bound::Exact);
        plot(years(2000, columns[0].len()), columns.iter().enumerate().map(named).collect())
    }

    #[test]
    fn pieces_follow_each_other_without_a_gap() {
        let piles = piles(&of(&[&[1, 4], &[2, 0], &[3, 6]]), Layout::Stacked, context(300.0)).unwrap();
        let ends: Vec<_> = piles[0].pieces.iter().map(|piece| (piece.from, piece.to)).collect();
        assert_eq!(ends, [(0, 1), (1, 3), (3, 6)].map(|(a, b)| (Decimal::from(a), Decimal::from(b))));
        assert_eq!(piles[1].total, Some(Decimal::TEN));
    }

    #[test]
    fn shares_are_exact_and_say_when_their_roundings_miss_the_hundred() {
        let thirds = of(&[&[1], &[1], &[1]]);
        assert!(shares_miss_hundred(&thirds));
        let thirds = piles(&thirds, Layout::Percent, context(300.0)).unwrap();
        assert_eq!(percent(thirds[0].pieces[0].size, context(1.0).locale), "33%");
        let halves = of(&[&[5], &[5]]);
        assert!(!shares_miss_hundred(&halves));
        let halves = piles(&halves, Layout::Percent, context(300.0)).unwrap();
        assert_eq!(halves[0].pieces[1].to, Decimal::ONE_HUNDRED);
        assert_eq!(percent(Decimal::new(4, 1), context(1.0).locale), "<1%");
        assert_eq!(percent(Decimal::new(125, 1), context(1.0).locale), "13%");
    }

    #[test]
    fn neutral_answers_stand_across_the_middle_or_apart() {
        let answers = of(&[&[10], &[20], &[8], &[30], &[32]]);
        let across = around(&answers, Layout::Stacked, None, context(300.0)).unwrap();
        let ends: Vec<_> = across[0].pieces.iter().map(|piece| (piece.from, piece.to)).collect();
        assert_eq!(
            ends,
            [(-24, -34), (-4, -24), (-4, 4), (4, 34), (34, 66)].map(|(a, b)| (Decimal::from(a), Decimal::from(b)))
        );
        let apart = around(&answers, Layout::Stacked, Some(Decimal::from(80)), context(300.0)).unwrap();
        assert_eq!(apart[0].pieces[2].from, Decimal::from(80));
        assert_eq!(apart[0].pieces[1].from, Decimal::ZERO);
    }

    #[test]
    fn a_stack_with_a_hole_or_of_nothing_is_refused() {
        let mut hole = of(&[&[1, 2], &[3, 4]]);
        hole.series[1].values[1] = None;
        assert!(
            piles(&hole, Layout::Stacked, context(300.0)).unwrap_err().message.contains("`S1` has no value for `2001`")
        );
        let zero = of(&[&[0], &[0]]);
        assert!(piles(&zero, Layout::Percent, context(300.0)).unwrap_err().message.contains("zero has no shares"));
        assert!(piles(&zero, Layout::Stacked, context(300.0)).is_ok());
    }

    #[test]
    fn a_minimum_makes_the_sum_a_minimum() {
        let mut both = of(&[&[1], &[2]]);
        both.series[1].bound = Bound::AtLeast;
        assert_eq!(total_bound(&both), Ok(Bound::AtLeast));
        both.series[0].bound = Bound::MoreThan;
        assert_eq!(total_bound(&both), Ok(Bound::MoreThan));
        both.series[0].bound = Bound::AtMost;
        assert!(total_bound(&both).is_err());
        both.series[0].bound = Bound::About;
        assert!(total_bound(&both).is_err());
    }
}
