//! Numbers of figures in running text, as the house style of a body has them. In tables, charts and key figures they stand
//! in digits.
//!
//! United Nations Editorial Manual Online, Numbers, dates and time: numbers under ten are words, "per cent" is written out, and
//! of numbers in one series the rule for the highest holds for all
//! (<https://www.un.org/dgacm/en/content/editorial-manual/numbers-dates-time>).

use crate::compose::Inputs;
use crate::profile::{Demand, HouseStyle};
use crate::spec::Figure;
use crate::spec::prose::Piece;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Whether the profile asks for it.
fn asked(inputs: Inputs<'_>) -> bool {
    inputs.profile.demands().any(|(_, demand)| *demand == Demand::HouseStyle(HouseStyle::UnitedNations))
}

/// What a figure prints, of which `text` has the number in digits; `small` says whether a number under ten may be a word.
pub(super) fn figure(figure: &Figure, text: String, small: bool, inputs: Inputs<'_>) -> String {
    if !asked(inputs) {
        return text;
    }
    let word = figure.value.as_ref().filter(|_| small && counts(figure)).and_then(|value| {
        let index = value.value.to_usize().filter(|number| Decimal::from(*number) == value.value)?.checked_sub(1)?;
        Some((inputs.locale.number(&value.value), inputs.locale.house.small_numbers.get(index)?))
    });
    match word {
        Some((digits, word)) => text.replacen(&digits, word, 1),
        None => per_cent(&text, inputs),
    }
}

/// A text with "per cent" for its sign, where the profile asks for it.
pub(super) fn per_cent(text: &str, inputs: Inputs<'_>) -> String {
    if !asked(inputs) {
        return text.to_owned();
    }
    let sign = inputs.locale.chart.percent.fill(&[("n", "")]);
    let words = inputs.locale.house.per_cent.fill(&[("n", "")]);
    match sign == words {
        true => text.to_owned(),
        // the sign may be the unit of a figure, which a space parts from the number
        false => text.replace(&format!("\u{a0}{sign}"), &sign).replace(&sign, &words),
    }
}

/// Whether a figure is a count, and no measure or share.
fn counts(figure: &Figure) -> bool {
    let share = figure.computed_from.as_ref().is_some_and(|from| !from.share.is_empty() || !from.change.is_empty());
    figure.unit.is_none() && !share
}

/// The indices of the expressions that print a count in a sentence in which another one prints ten or more.
pub(super) fn beside_larger(pieces: &[Piece], inputs: Inputs<'_>) -> Vec<usize> {
    if !asked(inputs) {
        return Vec::new();
    }
    let mut sentence = 0_usize;
    let mut printed: Vec<(usize, usize, bool)> = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Words { text, .. } => {
                sentence += [". ", "? ", "! "].iter().map(|end| text.matches(end).count()).sum::<usize>();
            }
            Piece::Expression { expression, .. } => {
                let id = expression.source.trim().strip_prefix("figures.");
                let figure = id.and_then(|id| inputs.spec.figures.get(id)).filter(|figure| counts(figure));
                printed.extend(figure.map(|figure| (index, sentence, is_large(figure))));
            }
            Piece::Citation { .. } | Piece::Break => {}
        }
    }
    let large = |sentence: usize| printed.iter().any(|(_, other, large)| *other == sentence && *large);
    printed.iter().filter(|(_, sentence, _)| large(*sentence)).map(|(index, ..)| *index).collect()
}

/// Whether a figure prints a number of ten or more.
fn is_large(figure: &Figure) -> bool {
    let value = figure.value.as_ref().map(|value| value.value);
    let ends = figure.between.iter().flat_map(|between| between.value);
    let estimates = figure.estimates.iter().flat_map(|estimate| {
        let ends = estimate.between.iter().flat_map(|between| between.value);
        estimate.value.as_ref().map(|value| value.value).into_iter().chain(ends)
    });
    value.into_iter().chain(ends).chain(estimates).any(|number| number >= Decimal::TEN)
}
