//! Charts in words: the description for those who do not see them, and the key to their marks.

pub(super) use super::keys::{
    answers_key, area_key, bars_key, line_key, marked, number_of_bar, points_key, signs_key, statements_key,
};
use super::keys::{has_bridge, shares_key};
use super::marks::{Sign, sign};
use super::places::{Names, Unit};
use super::{At, Layout, Plot, Series, Statement, breaks, stack};
use crate::locale::{ChartWords, Locale};
use crate::spec::Bound;
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// Of fewer values than these no trend is told: the numbers say it.
const LEAST_TREND: usize = 3;
/// A series of up to so many values has them all read out.
const MOST_READ: usize = 12;
/// Up to so many values of all series together are read out: who listens cannot skim.
const MOST_READ_IN_ALL: usize = 24;
/// What ends a sentence.
const STOPS: [char; 9] = ['.', '!', '?', '…', '。', '؟', '۔', ':', '؛'];

/// What the chart shows, in sentences: kind, title, what is measured, the stretch of the axis, the values or their
/// extremes, gaps, bounds, what is provisional, where series break, what is written in the picture.
pub(super) fn describe(kind: &str, plot: &Plot, locale: &Locale) -> String {
    describe_in_order(kind, plot, locale, false, None)
}

/// The same, the largest value first where the plot asks for it.
pub(super) fn describe_sorted(kind: &str, plot: &Plot, locale: &Locale) -> String {
    describe_in_order(kind, plot, locale, plot.sort_by_value, None)
}

/// The same of bars; `sorted`, the largest value first.
pub(super) fn describe_bars(kind: &str, plot: &Plot, sorted: bool, locale: &Locale) -> String {
    match plot.options.layout.filter(|layout| *layout != Layout::Grouped && plot.series.len() > 1) {
        Some(layout) => describe_stacked(kind, plot, layout, sorted, locale),
        None if sorted => describe_sorted(kind, plot, locale),
        None => describe(kind, plot, locale),
    }
}

/// The same of stacks, whose whole is told too, and of shares, which are told as such.
pub(super) fn describe_stacked(kind: &str, plot: &Plot, layout: Layout, sorted: bool, locale: &Locale) -> String {
    if plot.series.len() < 2 {
        return describe_in_order(kind, plot, locale, sorted, None);
    }
    let words = &locale.chart;
    let whole: Vec<Option<Decimal>> = (0..super::limits::count(&plot.x)).map(|place| sum(plot, place)).collect();
    let mut told = plot.clone();
    if layout == Layout::Percent {
        for series in &mut told.series {
            for (value, whole) in series.values.iter_mut().zip(&whole) {
                let share = |value: Decimal, whole: Decimal| (value * Decimal::ONE_HUNDRED).checked_div(whole);
                *value = value.zip(*whole).and_then(|(value, whole)| share(value, whole));
            }
            series.bound = Bound::Exact;
        }
        return describe_in_order(
            &words.shares.fill(&[("kind", kind)]),
            &told,
            locale,
            sorted,
            shares_key(plot, locale),
        );
    }
    let bound = stack::total_bound(plot).unwrap_or(Bound::Exact);
    told.series.push(Series { name: words.total.clone(), values: whole, bound });
    describe_in_order(&words.stacked.fill(&[("kind", kind)]), &told, locale, sorted, None)
}

/// The sum of all series at a place; none where one of them has no value.
fn sum(plot: &Plot, place: usize) -> Option<Decimal> {
    plot.series.iter().map(|series| series.values.get(place).copied().flatten()).sum()
}

/// `shares` is what must be said of the values where they are shares.
fn describe_in_order(kind: &str, plot: &Plot, locale: &Locale, sorted: bool, shares: Option<String>) -> String {
    let percent = shares.is_some();
    let words = &locale.chart;
    let names = Names::of(&plot.x, locale);
    let is_short = names.names.len() <= MOST_READ && names.names.len() * plot.series.len() <= MOST_READ_IN_ALL;
    let mut sentences = vec![kind.to_owned(), plot.title.clone(), plot.subtitle.clone(), stretch(plot, &names, locale)];
    for (number, series) in plot.series.iter().enumerate() {
        let told = Told { plot, number, series, names: &names, locale, percent };
        let values = if is_short { told.all(order(series, sorted)) } else { told.extremes() };
        let values = capitalised(&values);
        sentences.push(if plot.series.len() > 1 {
            words.series.fill(&[("series", &series.name), ("values", &values)])
        } else {
            values
        });
        sentences.extend(told.trend().filter(|_| !sorted));
        sentences.push(told.missing(plot.options.withheld));
    }
    sentences.push(all_bounds(plot, words).unwrap_or_default().to_owned());
    sentences.extend(shares);
    sentences.extend(has_bridge(plot).then(|| words.bridge_key.clone()));
    sentences.extend(asides(plot, &names, locale));
    let ended: Vec<String> = sentences.iter().filter_map(|sentence| ended(sentence, &locale.citation.stop)).collect();
    ended.join(&locale.citation.space)
}

/// What is provisional, where series break, what is written in the picture.
fn asides(plot: &Plot, names: &Names, locale: &Locale) -> Vec<String> {
    let words = &locale.chart;
    let mut sentences = Vec::new();
    let provisional = names.names.iter().enumerate().filter(|(place, _)| plot.options.is_provisional(*place));
    let provisional: Vec<String> = provisional.map(|(_, name)| name.clone()).collect();
    if !provisional.is_empty() {
        sentences.push(words.provisional.fill(&[("list", &locale.list(&provisional))]));
    }
    sentences.extend(breaks::key(plot, locale));
    for note in &plot.options.annotations {
        let place = match note.at {
            At::Place(place) => names.names.get(place).cloned().unwrap_or_default(),
            At::Day(day) => locale.date_short(day),
            At::Value(value) => locale.number(&value),
        };
        sentences.push(words.annotation.fill(&[("place", &place), ("text", &note.text)]));
    }
    sentences
}

/// The sentence with its full stop; none where there is nothing said.
pub(super) fn ended(sentence: &str, stop: &str) -> Option<String> {
    let sentence = sentence.trim();
    match sentence.chars().next_back() {
        None => None,
        Some(last) if STOPS.contains(&last) => Some(sentence.to_owned()),
        Some(_) => Some(format!("{sentence}{stop}")),
    }
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// From where to where the axis runs, or how many names it has; nothing where all values are read out.
fn stretch(plot: &Plot, names: &Names, locale: &Locale) -> String {
    let axis = plot.x_label.as_str();
    match (names.names.first(), names.names.last()) {
        (Some(from), Some(to)) if names.unit != Unit::Name && names.names.len() > 1 => {
            locale.chart.span.fill(&[("axis", axis), ("from", from), ("to", to)])
        }
        _ if names.names.len() > MOST_READ => {
            let count = locale.number(&Decimal::from(names.names.len()));
            locale.chart.places.fill(&[("axis", axis), ("n", &count)])
        }
        _ => String::new(),
    }
}

/// The order in which the values are shown.
fn order(series: &Series, sorted: bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..series.values.len()).collect();
    if sorted {
        let value = |index: &usize| series.values.get(*index).copied().flatten();
        order.sort_by_key(|place| std::cmp::Reverse(value(place)));
    }
    order
}

/// What is told of a series.
struct Told<'a> {
    plot: &'a Plot,
    /// The index of the series.
    number: usize,
    series: &'a Series,
    names: &'a Names,
    locale: &'a Locale,
    /// Whether the values are shares.
    percent: bool,
}

impl Told<'_> {
    fn value(&self, value: &Decimal) -> String {
        if self.percent {
            return stack::percent(*value, self.locale);
        }
        self.locale.bounded(self.series.bound, &self.locale.number(value))
    }

    /// The value of a place, with the interval in which it lies.
    fn at(&self, index: usize) -> Option<String> {
        let value = self.value(&self.series.values.get(index).copied().flatten()?);
        let Some((low, high)) = self.plot.options.interval(self.number, index) else { return Some(value) };
        let interval = self.locale.between(&low, &high);
        Some(self.locale.chart.with_interval.fill(&[("value", &value), ("interval", &interval)]))
    }

    fn known(&self) -> impl DoubleEndedIterator<Item = (&String, Decimal)> {
        self.names.names.iter().zip(&self.series.values).filter_map(|(name, value)| value.map(|value| (name, value)))
    }

    fn all(&self, order: Vec<usize>) -> String {
        let point = |index: usize| {
            let place = self.names.names.get(index)?;
            let value = self.at(index)?;
            Some(self.locale.chart.point.fill(&[("place", place), ("value", &value)]))
        };
        order.into_iter().filter_map(point).collect::<Vec<_>>().join(&self.locale.chart.separator)
    }

    /// How the last value stands to the first, where both are exact, of times, final and counted alike; of a minimum nobody knows
    /// where it went.
    fn trend(&self) -> Option<String> {
        let Told { plot, series, names, locale, .. } = *self;
        if names.unit == Unit::Name || series.bound != Bound::Exact || !plot.options.breaks.is_empty() {
            return None;
        }
        let known = |(place, value): (usize, &Option<Decimal>)| value.map(|value| (place, value));
        let is_final = |(place, _): &(usize, Decimal)| !plot.options.is_provisional(*place);
        let known: Vec<(usize, Decimal)> =
            series.values.iter().enumerate().filter_map(known).filter(is_final).collect();
        let [(first, from), .., (last, to)] = known.as_slice() else { return None };
        if known.len() < LEAST_TREND {
            return None;
        }
        let phrase = match from.cmp(to) {
            Ordering::Less => &locale.change.rise,
            Ordering::Greater => &locale.change.fall,
            // what lies between them may have moved
            Ordering::Equal => return None,
        };
        let said = phrase.fill(&[("from", &self.value(from)), ("to", &self.value(to))]);
        let marks = &locale.citation;
        let (first, last) = (names.names.get(*first)?, names.names.get(*last)?);
        Some(format!("{}{}{first}–{last}{}", capitalised(&said), marks.open, marks.close))
    }

    /// Of several equal values the first is named. An axis of names has no last value that would mean more than another.
    /// What the chart sets off is told too, where it is none of these.
    fn extremes(&self) -> String {
        let words = &self.locale.chart;
        let lowest = self.known().rev().min_by(|a, b| a.1.cmp(&b.1).then(Ordering::Greater));
        let highest = self.known().rev().max_by(|a, b| a.1.cmp(&b.1));
        let last = self.known().next_back().filter(|_| self.names.unit != Unit::Name);
        if let (Some((_, low)), Some((_, high))) = (lowest, highest)
            && low == high
        {
            return words.equal.fill(&[("value", &self.value(&low))]);
        }
        let told = [lowest, highest, last];
        let set_off = self
            .plot
            .highlight
            .and_then(|at| Some((self.names.names.get(at)?, self.series.values.get(at).copied().flatten()?)));
        let set_off = set_off.filter(|_| !told.contains(&set_off));
        [(&words.highlighted, set_off), (&words.lowest, lowest), (&words.highest, highest), (&words.last, last)]
            .into_iter()
            .filter_map(|(phrase, found)| found.map(|(place, value)| (phrase, place, value)))
            .map(|(phrase, place, value)| phrase.fill(&[("value", &self.value(&value)), ("place", place)]))
            .collect::<Vec<_>>()
            .join(&words.separator)
    }

    fn missing(&self, withheld: bool) -> String {
        let gaps = self.plot.x.gaps();
        let mut names: Vec<String> = Vec::new();
        for (place, (name, value)) in self.names.names.iter().zip(&self.series.values).enumerate() {
            let lacking = gaps.iter().find(|gap| gap.at == place);
            names.extend(lacking.into_iter().flat_map(|gap| gap.names(&self.plot.x, self.locale)));
            names.extend(value.is_none().then(|| name.clone()));
        }
        // of a wide gap not all places are named
        let lacking: usize = gaps.iter().map(|gap| gap.count).sum();
        let empty = self.series.values.iter().filter(|value| value.is_none()).count();
        let (chart, data) = (&self.locale.chart, &self.locale.data_words);
        let (some, many) = match withheld {
            false => (&chart.missing, &chart.many_missing),
            true => (&data.not_drawn, &data.many_not_drawn),
        };
        match empty + lacking {
            0 => String::new(),
            1..=MOST_READ => some.fill(&[("list", &self.locale.list(&names))]),
            count => {
                let number = |count: usize| self.locale.number(&Decimal::from(count));
                many.fill(&[("n", &number(count)), ("all", &number(self.names.names.len() + lacking))])
            }
        }
    }
}

/// What holds for all values, where all series have bounds of one kind.
pub(super) fn all_bounds<'a>(plot: &Plot, words: &'a ChartWords) -> Option<&'a str> {
    let mut signs = plot.series.iter().map(|series| sign(series.bound));
    let first = signs.next()??;
    if !signs.all(|other| other == Some(first)) {
        return None;
    }
    Some(match first {
        Sign::More => words.all_minimum.as_str(),
        Sign::Near => words.all_approximate.as_str(),
        Sign::Less => words.all_maximum.as_str(),
    })
}

/// What a chart of statements shows, in sentences: kind, title, what is measured, and in the order in which they are drawn
/// each source with what it says.
pub(super) fn describe_statements(plot: &Plot, shown: &[&Statement], locale: &Locale) -> String {
    let words = &locale.chart;
    let point = |said: &&Statement| words.point.fill(&[("place", &said.source), ("value", &said.printed)]);
    let points: Vec<String> = shown.iter().map(point).collect();
    let sentences = [&words.dot_range, &plot.title, &plot.subtitle, &points.join(&words.separator)];
    let stop = &locale.citation.stop;
    let ended: Vec<String> = sentences.into_iter().filter_map(|sentence| ended(sentence, stop)).collect();
    ended.join(&locale.citation.space)
}

/// What a chart shows whose places are told one by one: kind, title, what is measured, and each place with what is said of
/// it.
pub(super) fn describe_points(kind: &str, plot: &Plot, points: &[(String, String)], locale: &Locale) -> String {
    let words = &locale.chart;
    let point = |(place, said): &(String, String)| words.point.fill(&[("place", place), ("value", said)]);
    let points = points.iter().map(point).collect::<Vec<_>>().join(&words.separator);
    let sentences = [kind, &plot.title, &plot.subtitle, &points, all_bounds(plot, words).unwrap_or_default()];
    let stop = &locale.citation.stop;
    let ended: Vec<String> = sentences.into_iter().filter_map(|sentence| ended(sentence, stop)).collect();
    ended.join(&locale.citation.space)
}
