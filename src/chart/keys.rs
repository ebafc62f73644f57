//! What the line below a chart says of its marks.

use super::alt::ended;
use super::bar::NO_VALUE;
use super::line::bridges;
use super::marks::{Sign, sign};
use super::{Context, Layout, Plot, Said, Statement, breaks, stack};
use crate::locale::Locale;
use crate::spec::Bound;
use rust_decimal::Decimal;

/// What the marks of bars mean, [`NO_VALUE`] among them or not; `unlabelled` is the largest part without a number.
pub(super) fn bars_key(
    plot: &Plot,
    layout: Layout,
    has_sign_for_absent: bool,
    unlabelled: Option<Decimal>,
    context: Context<'_>,
) -> Option<String> {
    let words = &context.locale.chart;
    let whisker = has_intervals(plot).then(|| words.whisker_key.clone());
    let absent = has_sign_for_absent.then(|| plot.options.absent_key(NO_VALUE, context.locale));
    let stacked = layout != Layout::Grouped && plot.series.len() > 1;
    let signs = match layout {
        Layout::Stacked if stacked => signs_of_bars(stack::total_bound(plot).ok(), context.locale),
        Layout::Percent if stacked => shares_key(plot, context.locale),
        _ => signs_beside_intervals(plot, context.locale),
    };
    let unlabelled = unlabelled.map(|size| match layout {
        Layout::Percent => stack::percent(size, context.locale),
        Layout::Grouped | Layout::Stacked => context.locale.number(&size),
    });
    let unlabelled = unlabelled.map(|value| words.unlabelled_key.fill(&[("value", &value)]));
    let provisional = if plot.series.len() > 1 { &words.provisional_pale_key } else { &words.provisional_key };
    joined(context.locale, [signs, unlabelled, whisker, absent, asides_key(plot, provisional, context.locale)])
}

/// What the marks of areas mean.
pub(super) fn area_key(plot: &Plot, layout: Layout, context: Context<'_>) -> Option<String> {
    let words = &context.locale.chart;
    let signs = match layout {
        Layout::Percent => shares_key(plot, context.locale),
        Layout::Grouped | Layout::Stacked => {
            let total = if plot.series.len() > 1 { stack::total_bound(plot).ok() } else { None };
            signs_of_numbers(plot.series.iter().map(|series| series.bound).chain(total), context.locale)
        }
    };
    let gap = has_gap(plot).then(|| words.gap_key.clone());
    // where patterns tell areas apart, those of a provisional stretch are pale
    let pale = plot.series.len() > 1 && plot.options.provisional.contains(&true);
    let provisional = match pale {
        true => {
            [words.provisional_ground_key.as_str(), &words.provisional_pale_key].join(&context.locale.citation.space)
        }
        false => words.provisional_ground_key.clone(),
    };
    joined(context.locale, [signs, gap, asides_key(plot, &provisional, context.locale)])
}

/// How shares are rounded, whether they may miss the hundred, and that they are of numbers with a bound.
pub(super) fn shares_key(plot: &Plot, locale: &Locale) -> Option<String> {
    let words = &locale.chart;
    let misses = stack::shares_miss_hundred(plot);
    let rounding = if misses { &words.not_hundred_key } else { &words.rounding_key };
    let mut bounds: Vec<String> = Vec::new();
    for bound in plot.series.iter().filter_map(|series| locale.bound_word(series.bound)) {
        if !bounds.iter().any(|known| known == bound) {
            bounds.push(bound.to_owned());
        }
    }
    let bounded =
        (!bounds.is_empty()).then(|| words.shares_of_bounded_key.fill(&[("bound", &locale.alternatives(&bounds))]));
    joined(locale, [Some(rounding.clone()), bounded])
}

/// How one sees what is `provisional`, and where series break.
fn asides_key(plot: &Plot, provisional: &str, locale: &Locale) -> Option<String> {
    let provisional = plot.options.provisional.contains(&true).then(|| provisional.to_owned());
    let breaks =
        breaks::key(plot, locale).into_iter().filter_map(|sentence| ended(&sentence, &locale.citation.stop)).map(Some);
    joined(locale, [provisional].into_iter().chain(breaks))
}

fn has_intervals(plot: &Plot) -> bool {
    plot.options.intervals.iter().flatten().flatten().next().is_some()
}

/// What tells the bounds of bars that stand alone or side by side: a sign at the end of the bar, or where a value lies in an
/// interval, whose mark takes its place, a sign before the number.
fn signs_beside_intervals(plot: &Plot, locale: &Locale) -> Option<String> {
    let bounds = |with: bool| {
        let has = |number: usize, values: &[Option<Decimal>]| {
            let known = values.iter().enumerate().filter(|(_, value)| value.is_some());
            known.into_iter().any(|(place, _)| plot.options.interval(number, place).is_some() == with)
        };
        let series = plot.series.iter().enumerate().filter(move |(number, series)| has(*number, &series.values));
        series.map(|(_, series)| series.bound).collect::<Vec<_>>()
    };
    joined(locale, [signs_of_bars(bounds(false), locale), signs_of_numbers(bounds(true), locale)])
}

/// The number of a bar; with the sign of its bound where an interval takes the place of that sign at the end of the bar.
pub(super) fn number_of_bar(plot: &Plot, (series, place): (usize, usize), value: &Decimal, locale: &Locale) -> String {
    let bound = plot.series.get(series).map_or(Bound::Exact, |series| series.bound);
    match plot.options.interval(series, place) {
        Some(_) => marked(bound, value, locale),
        None => locale.number(value),
    }
}

/// What tells the bounds of answers around a middle, whose ends have no room for signs: one sentence where all are alike, else
/// signs before the numbers.
pub(super) fn answers_key(
    plot: &Plot,
    layout: Layout,
    unlabelled: Option<Decimal>,
    context: Context<'_>,
) -> Option<String> {
    let locale = context.locale;
    if layout == Layout::Percent {
        return bars_key(plot, layout, false, unlabelled, context);
    }
    let bounds = if has_mixed_bounds(plot) {
        signs_key(plot, locale)
    } else {
        super::alt::all_bounds(plot, &locale.chart).and_then(|sentence| ended(sentence, &locale.citation.stop))
    };
    let exact = |series: &super::Series| super::Series { bound: Bound::Exact, ..series.clone() };
    let unsigned = Plot { series: plot.series.iter().map(exact).collect(), ..plot.clone() };
    joined(locale, [bounds, bars_key(&unsigned, layout, false, unlabelled, context)])
}

/// Whether the series are not all as exact as the first.
pub(super) fn has_mixed_bounds(plot: &Plot) -> bool {
    let mut bounds = plot.series.iter().map(|series| series.bound);
    let first = bounds.next();
    bounds.any(|bound| Some(bound) != first)
}

/// What the signs at the ends of bars mean, one sentence a sign.
fn signs_of_bars(bounds: impl IntoIterator<Item = Bound>, locale: &Locale) -> Option<String> {
    let words = &locale.chart;
    let mut found: Vec<(Sign, Vec<String>)> = Vec::new();
    for bound in bounds {
        let (Some(sign), Some(word)) = (sign(bound), locale.bound_word(bound)) else { continue };
        match found.iter_mut().find(|(known, _)| *known == sign) {
            Some((_, said)) if said.iter().any(|known| known == word) => {}
            Some((_, said)) => said.push(word.to_owned()),
            None => found.push((sign, vec![word.to_owned()])),
        }
    }
    joined(
        locale,
        found.into_iter().map(|(sign, said)| {
            let phrase = match sign {
                Sign::More => &words.arrowhead_key,
                Sign::Less => &words.arrowhead_back_key,
                Sign::Near => &words.wave_key,
            };
            Some(phrase.fill(&[("bound", &locale.alternatives(&said))]))
        }),
    )
}

/// What the signs before numbers mean.
fn signs_of_numbers(bounds: impl IntoIterator<Item = Bound>, locale: &Locale) -> Option<String> {
    let mut seen: Vec<Bound> = Vec::new();
    for bound in bounds {
        if !seen.contains(&bound) {
            seen.push(bound);
        }
    }
    joined(
        locale,
        seen.into_iter().map(|bound| {
            let (sign, bound) = prefix(bound).zip(locale.bound_word(bound))?;
            Some(locale.chart.sign_key.fill(&[("sign", sign), ("bound", bound)]))
        }),
    )
}

/// What the marks of a line chart mean; `is_cut` where its axis leaves zero out.
pub(super) fn line_key(plot: &Plot, locale: &Locale, is_cut: bool) -> Option<String> {
    let words = &locale.chart;
    let signs = signs_of_numbers(plot.series.iter().map(|series| series.bound), locale);
    let gap = if has_bridge(plot) { Some(&words.bridge_key) } else { has_gap(plot).then_some(&words.gap_key) };
    let cut = is_cut.then(|| words.cut_axis_key.clone());
    let interval = if plot.series.len() == 1 { &words.band_key } else { &words.whisker_key };
    let interval = has_intervals(plot).then(|| interval.clone());
    joined(locale, [signs, interval, gap.cloned(), cut, asides_key(plot, &words.provisional_ground_key, locale)])
}

/// What the marks of a chart of statements mean; only those that it has.
pub(super) fn statements_key(statements: &[Statement], locale: &Locale) -> Option<String> {
    let words = &locale.chart;
    let any = |found: fn(&Said) -> bool| statements.iter().any(|statement| found(&statement.said));
    let points_to = |side: Sign| {
        statements.iter().any(|said| matches!(said.said, Said::Number(_, bound) if sign(bound) == Some(side)))
    };
    let (more, less) = (points_to(Sign::More), points_to(Sign::Less));
    joined(
        locale,
        [
            any(|said| matches!(said, Said::Number(_, bound) if *bound != Bound::About)).then(|| words.dot_key.clone()),
            points_to(Sign::Near).then(|| words.hollow_dot_key.clone()),
            more.then(|| words.arrow_key.clone()),
            less.then(|| words.arrow_back_key.clone()),
            (more || less).then(|| words.arrow_length_key.clone()),
            any(|said| matches!(said, Said::Between(..))).then(|| words.interval_key.clone()),
            any(|said| *said == Said::Words).then(|| words.words_key.clone()),
        ],
    )
}

/// What the signs before numbers mean; none where all are exact.
pub(super) fn signs_key(plot: &Plot, locale: &Locale) -> Option<String> {
    signs_of_numbers(plot.series.iter().map(|series| series.bound), locale)
}

/// What the marks of a chart of points mean; `is_cut` where its axis leaves zero out.
pub(super) fn points_key(plot: &Plot, locale: &Locale, is_cut: bool) -> Option<String> {
    let words = &locale.chart;
    let hollow = plot.series.iter().any(|series| series.bound == Bound::About).then(|| words.hollow_dot_key.clone());
    let cut = is_cut.then(|| words.cut_axis_key.clone());
    joined(locale, [signs_key(plot, locale), hollow, cut])
}

fn has_gap(plot: &Plot) -> bool {
    plot.series.iter().flat_map(|series| &series.values).any(Option::is_none) || !plot.x.gaps().is_empty()
}

/// Whether a line is joined across a gap.
pub(super) fn has_bridge(plot: &Plot) -> bool {
    plot.series.iter().enumerate().any(|(number, series)| !bridges(plot, number, series).is_empty())
}

pub(super) fn joined(locale: &Locale, sentences: impl IntoIterator<Item = Option<String>>) -> Option<String> {
    let sentences: Vec<String> = sentences.into_iter().flatten().collect();
    (!sentences.is_empty()).then(|| sentences.join(&locale.citation.space))
}

/// The sign of a bound before a number.
fn prefix(bound: Bound) -> Option<&'static str> {
    match bound {
        Bound::Exact => None,
        Bound::AtLeast => Some("≥"),
        Bound::MoreThan => Some(">"),
        Bound::About => Some("≈"),
        Bound::AtMost => Some("≤"),
        Bound::FewerThan => Some("<"),
    }
}

/// A number in a line chart, where no bar carries its bound: "≥ 972".
pub(super) fn marked(bound: Bound, value: &Decimal, locale: &Locale) -> String {
    let number = locale.number(value);
    prefix(bound).map_or_else(|| number.clone(), |sign| format!("{sign}\u{A0}{number}"))
}
