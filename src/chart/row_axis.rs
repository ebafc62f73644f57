//! The axis of lying bars: from zero, of shares, or around a middle with room for neutral answers that stand apart.

use super::scale::ValueScale;
use super::stack::{self, Pile};
use super::{At, Context, Layout, Plot, Refusal, Side};
use rust_decimal::Decimal;

/// How the series of a row are laid.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// From zero: below each other, stacked, or as shares.
    FromZero(Layout),
    /// Around a middle, as they are or as shares.
    Around(Layout),
}

impl Way {
    /// Whether the pieces are shares of a hundred.
    pub(super) fn is_percent(self) -> bool {
        matches!(self, Way::FromZero(Layout::Percent) | Way::Around(Layout::Percent))
    }
}

/// The stacks, and where neutral answers that stand apart begin; none for bars below each other.
pub(super) fn piles(
    plot: &Plot,
    way: Way,
    context: Context<'_>,
) -> Result<(Option<Vec<Pile>>, Option<Decimal>), Refusal> {
    /// From the longest positive bar to the neutral ones, as a part of the axis.
    const APART: i64 = 12;
    match way {
        Way::FromZero(Layout::Grouped) => Ok((None, None)),
        Way::FromZero(layout) => Ok((Some(stack::piles(plot, layout, context)?), None)),
        // Without neutral answers nothing stands apart, and a second axis would stand for nothing.
        Way::Around(layout) if any_apart(plot) => {
            let together = stack::around(plot, layout, Some(Decimal::ZERO), context)?;
            let scale = around_zero(&together, plot);
            let span = scale.high() - scale.low();
            let apart = scale.high() + span / Decimal::from(APART);
            Ok((Some(stack::around(plot, layout, Some(apart), context)?), Some(apart)))
        }
        Way::Around(layout) => Ok((Some(stack::around(plot, layout, None, context)?), None)),
    }
}

/// Whether the answers of a series stand on the second axis.
pub(super) fn stands_apart(plot: &Plot, series: usize) -> bool {
    plot.options.neutral_apart && plot.options.side(series, plot.series.len()) == Side::Neutral
}

fn any_apart(plot: &Plot) -> bool {
    (0..plot.series.len()).any(|series| stands_apart(plot, series))
}

/// The axis of bars around a middle, neutral answers that stand apart left out.
fn around_zero(piles: &[Pile], plot: &Plot) -> ValueScale {
    let pieces = piles.iter().flat_map(|pile| &pile.pieces).filter(|piece| !stands_apart(plot, piece.series));
    let ends: Vec<Decimal> = pieces.flat_map(|piece| [piece.from, piece.to]).collect();
    // Bars that are long on one side only need no empty room on the other.
    ValueScale::with_zero(&ends).cropped(&ends)
}

/// The axis that holds all bars, their intervals and what is noted on them.
pub(super) fn scale(plot: &Plot, way: Way, piles: Option<&[Pile]>, apart: Option<Decimal>) -> ValueScale {
    match (way, piles) {
        (Way::FromZero(Layout::Percent), _) => ValueScale::of_shares(),
        (Way::Around(_), Some(piles)) => {
            let scale = around_zero(piles, plot);
            match apart {
                None => scale,
                // There is a neutral column, and its pieces begin at the second axis: the farthest end is not before it.
                Some(_) => scale.reaching(piles.iter().map(|pile| pile.ends().1).max().unwrap_or_default()),
            }
        }
        (_, piles) => {
            let values = plot.series.iter().flat_map(|series| series.values.iter().flatten().copied());
            let highs = plot.options.intervals.iter().flatten().flatten().map(|(_, high)| *high);
            let totals = piles.into_iter().flatten().filter_map(|pile| pile.total);
            let noted = plot.options.annotations.iter().filter_map(|note| match note.at {
                At::Value(value) => Some(value),
                At::Place(_) | At::Day(_) => None,
            });
            let all: Vec<Decimal> = values.chain(highs).chain(totals).chain(noted).collect();
            ValueScale::with_zero(&all).ended(&all)
        }
    }
}

/// The label of a tick. On both sides of a middle numbers count away from it.
pub(super) fn tick_text(tick: &Decimal, way: Way, context: Context<'_>) -> String {
    let tick = if matches!(way, Way::Around(_)) { tick.abs() } else { *tick };
    if way.is_percent() { stack::percent(tick, context.locale) } else { context.locale.number(&tick) }
}
