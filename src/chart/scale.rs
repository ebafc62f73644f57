//! Axes: round ticks for values, whole days, months and years for dates. All arithmetic on values is exact.

use super::places::Unit;
use chrono::{Datelike, Days, NaiveDate};
use plotters::coord::ranged1d::{DefaultFormatting, KeyPointHint, KeyPointWeight, Ranged};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::ops::{Range, RangeInclusive};

/// So many steps between the ticks of an axis, where the data allows it.
type Steps = RangeInclusive<i64>;
/// The steps of most axes.
const STEPS: Steps = 3..=5;
/// The steps of a low axis, between whose lines there would be no room for more.
const FEW_STEPS: Steps = 2..=3;
/// The steps of shades: more than lines, as each is a field of its own in the key.
const SHADES: Steps = 5..=9;
/// The part of the spread of the values, as its divisor, that stays free between them and a cut end of the axis.
const CUT_ROOM: i64 = 20;
/// The part of an axis, as its divisor, that may lie beyond the last of its values: what is more says nothing.
const END_ROOM: i64 = 10;
/// The powers of ten that a step may have. Values are refused above 10^15; below 10^-12 the axis stays as it is.
const POWERS: Range<i32> = -12..17;

/// A value axis: it always covers its data, and its ends are ticks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ValueScale {
    low: Decimal,
    high: Decimal,
    ticks: Vec<Decimal>,
}

impl ValueScale {
    /// The axis of a mark whose length is its value: it starts at zero, or ends there where all values are negative.
    pub(super) fn with_zero(values: &[Decimal]) -> Self {
        Self::with_zero_in(values, &STEPS)
    }

    /// The same whose steps are shades.
    pub(super) fn of_shades(values: &[Decimal]) -> Self {
        Self::with_zero_in(values, &SHADES)
    }

    fn with_zero_in(values: &[Decimal], steps: &Steps) -> Self {
        let (low, high) = extent(values);
        Self::covering(low.min(Decimal::ZERO), high.max(Decimal::ZERO), is_whole(values), steps)
    }

    /// The axis of shares of a whole, in per cent.
    pub(super) fn of_shares() -> Self {
        let ticks: Vec<Decimal> = [0, 25, 50, 75, 100].map(Decimal::from).to_vec();
        ValueScale { low: Decimal::ZERO, high: Decimal::ONE_HUNDRED, ticks }
    }

    /// The same axis with room beyond its last tick, up to `high`.
    pub(super) fn reaching(self, high: Decimal) -> Self {
        ValueScale { high: self.high.max(high), ..self }
    }

    /// The same axis from the least value, or zero, to the largest: without the room to its outermost ticks, as long as two
    /// ticks are left.
    pub(super) fn cropped(self, values: &[Decimal]) -> Self {
        let (low, high) = extent(values);
        let (low, high) = (low.min(Decimal::ZERO), high.max(Decimal::ZERO));
        let ticks: Vec<Decimal> = self.ticks.iter().copied().filter(|tick| (low..=high).contains(tick)).collect();
        if ticks.len() < 2 { self } else { ValueScale { low, high, ticks } }
    }

    /// The same axis without the room from its values to an outermost tick far beyond them, as long as two ticks are left: for rows,
    /// whose values are told at their marks. An end that leaves zero out stays where it is.
    pub(super) fn ended(self, values: &[Decimal]) -> Self {
        let room = (self.high - self.low) / Decimal::from(END_ROOM);
        let (low, high) = extent(values);
        let (low, high) = (low.min(Decimal::ZERO), high.max(Decimal::ZERO));
        let high = if self.high > Decimal::ZERO && self.high - high > room { high } else { self.high };
        let low = if self.low < Decimal::ZERO && low - self.low > room { low } else { self.low };
        let ticks: Vec<Decimal> = self.ticks.iter().copied().filter(|tick| (low..=high).contains(tick)).collect();
        if ticks.len() < 2 { self } else { ValueScale { low, high, ticks } }
    }

    /// Where the axis ends.
    pub(super) fn high(&self) -> Decimal {
        self.high
    }

    /// The axis of a mark whose place is its value, close to the values: it leaves zero out where they do not come near.
    pub(super) fn close_to(values: &[Decimal]) -> Self {
        Self::close_to_in(values, &STEPS)
    }

    fn close_to_in(values: &[Decimal], steps: &Steps) -> Self {
        let (low, high) = extent(values);
        let spread = high - low;
        if spread.is_zero() || low.is_zero() || high.is_zero() || low.is_sign_negative() != high.is_sign_negative() {
            return Self::with_zero_in(values, steps);
        }
        // A mark on the end of an axis that leaves zero out would look like a zero.
        let room = spread / Decimal::from(CUT_ROOM);
        let (low, high) = if low.is_sign_negative() { (low, high + room) } else { (low - room, high) };
        Self::covering(low, high, is_whole(values), steps)
    }

    /// The axis of a mark whose place is its value. It holds zero too, unless the values lie so close together, less
    /// than a quarter of the largest apart, that their differences could not be seen.
    pub(super) fn around(values: &[Decimal]) -> Self {
        Self::around_in(values, &STEPS)
    }

    /// The same of a low panel.
    pub(super) fn around_in_panel(values: &[Decimal]) -> Self {
        Self::around_in(values, &FEW_STEPS)
    }

    fn around_in(values: &[Decimal], steps: &Steps) -> Self {
        let (low, high) = extent(values);
        let spread = high - low;
        if spread.is_zero() || spread * Decimal::from(4) >= low.abs().max(high.abs()) {
            return Self::with_zero_in(values, steps);
        }
        Self::close_to_in(values, steps)
    }

    /// The axis of a chart that has none to be seen, as each value is told at its mark: from the least to the largest.
    pub(super) fn tight(values: &[Decimal]) -> Self {
        let (low, high) = extent(values);
        Self::unstepped(low, high)
    }

    /// The tightest axis of so many round steps; of two such, the one with fewer steps.
    fn covering(low: Decimal, high: Decimal, whole: bool, steps: &Steps) -> Self {
        let mut best: Option<(Decimal, Self)> = None;
        for step in round_steps().filter(|step| !whole || step.fract().is_zero()) {
            let Some(scale) = Self::stepped(low, high, step, steps) else { continue };
            let span = scale.high - scale.low;
            if best.as_ref().is_none_or(|(tightest, _)| span <= *tightest) {
                best = Some((span, scale));
            }
        }
        best.map_or_else(|| Self::unstepped(low, high), |(_, scale)| scale)
    }

    /// The axis with this step, where it has a fit number of steps. Small whole counts have fewer steps.
    fn stepped(low: Decimal, high: Decimal, step: Decimal, most: &Steps) -> Option<Self> {
        let first = low.checked_div(step)?.floor().to_i64()?;
        let last = high.checked_div(step)?.ceil().to_i64()?.max(first.checked_add(1)?);
        let steps = last.checked_sub(first)?;
        let fits = most.contains(&steps) || (step == Decimal::ONE && steps < *most.start());
        if !fits {
            return None;
        }
        let ticks: Vec<Decimal> = (first..=last).map(|n| (Decimal::from(n) * step).normalize()).collect();
        let scale = ValueScale { low: *ticks.first()?, high: *ticks.last()?, ticks };
        (scale.covers(low) && scale.covers(high)).then_some(scale)
    }

    /// The axis of values so small that no step is round enough: its ends are the only ticks.
    fn unstepped(low: Decimal, high: Decimal) -> Self {
        let high = if low == high { low + Decimal::ONE } else { high };
        ValueScale { low, high, ticks: vec![low, high] }
    }

    /// Whether the value stands on the axis.
    pub(super) fn covers(&self, value: Decimal) -> bool {
        self.low <= value && value <= self.high
    }

    /// The ticks, rising.
    pub(super) fn ticks(&self) -> &[Decimal] {
        &self.ticks
    }

    /// Where the axis begins.
    pub(super) fn low(&self) -> Decimal {
        self.low
    }

    /// Where zero is, or the end of the axis nearest to it: the place where marks stand.
    pub(super) fn base(&self) -> Decimal {
        Decimal::ZERO.clamp(self.low, self.high)
    }

    /// How far along the axis the value stands: 0 at its low end, 1 at its high end.
    pub(super) fn share(&self, value: Decimal) -> f64 {
        let part = (value - self.low).to_f64().unwrap_or(0.0);
        part / (self.high - self.low).to_f64().filter(|span| *span > 0.0).unwrap_or(1.0)
    }
}

/// Lets plotters draw its mesh at our ticks, and its series at exact values.
impl Ranged for ValueScale {
    type FormatOption = DefaultFormatting;
    type ValueType = Decimal;

    fn map(&self, value: &Decimal, (from, to): (i32, i32)) -> i32 {
        let length = f64::from(to) - f64::from(from);
        // Both ends of the axis are canvas units, far inside i32, and the share is between 0 and 1.
        (f64::from(from) + length * self.share(*value)).round() as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<Decimal> {
        match hint.weight() {
            KeyPointWeight::Bold => self.ticks.clone(),
            KeyPointWeight::Any => Vec::new(),
        }
    }

    fn range(&self) -> Range<Decimal> {
        self.low..self.high
    }
}

/// 1, 2, 2.5 and 5 times the powers of ten, rising.
fn round_steps() -> impl Iterator<Item = Decimal> {
    POWERS.flat_map(|power| [10, 20, 25, 50].map(|tenths| times_power_of_ten(tenths, power - 1)))
}

/// `number` × 10^`power`.
fn times_power_of_ten(number: i64, power: i32) -> Decimal {
    let places = power.unsigned_abs();
    match power {
        ..0 => Decimal::new(number, places).normalize(),
        0.. => Decimal::from(i128::from(number) * 10_i128.pow(places)),
    }
}

/// The least and the largest value; zero twice where there is none.
fn extent(values: &[Decimal]) -> (Decimal, Decimal) {
    let low = values.iter().copied().min().unwrap_or_default();
    (low, values.iter().copied().max().unwrap_or_default())
}

/// Whether the values are counts: their axis then has no broken ticks.
fn is_whole(values: &[Decimal]) -> bool {
    values.iter().all(|value| value.fract().is_zero())
}

/// How far apart the ticks of a date axis are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateStep {
    /// So many days.
    Days(u32),
    /// So many months, each tick on the first of a month.
    Months(u32),
    /// So many years, each tick on 1 January.
    Years(i32),
}

/// The steps that readers know, rising.
const DATE_STEPS: [DateStep; 16] = [
    DateStep::Days(1),
    DateStep::Days(2),
    DateStep::Days(7),
    DateStep::Days(14),
    DateStep::Months(1),
    DateStep::Months(2),
    DateStep::Months(3),
    DateStep::Months(6),
    DateStep::Years(1),
    DateStep::Years(2),
    DateStep::Years(5),
    DateStep::Years(10),
    DateStep::Years(20),
    DateStep::Years(50),
    DateStep::Years(100),
    DateStep::Years(500),
];

/// The ticks between two days, at most `most` of them, at the smallest known step.
pub(super) fn date_ticks(first: NaiveDate, last: NaiveDate, most: usize) -> (DateStep, Vec<NaiveDate>) {
    date_ticks_from(DateStep::Days(1), first, last, most)
}

/// The ticks of data whose days are these: months have no ticks between months, years none between years.
pub(super) fn date_ticks_of(unit: Unit, days: &[NaiveDate], most: usize) -> (DateStep, Vec<NaiveDate>) {
    let first = days.first().copied().unwrap_or_default();
    let last = days.last().copied().unwrap_or(first);
    let least = match unit {
        Unit::Year => DateStep::Years(1),
        Unit::Month => DateStep::Months(1),
        Unit::Day | Unit::Name => DateStep::Days(1),
    };
    date_ticks_from(least, first, last, most)
}

/// The same at no smaller step than `least`.
fn date_ticks_from(least: DateStep, first: NaiveDate, last: NaiveDate, most: usize) -> (DateStep, Vec<NaiveDate>) {
    let ticks = |step: DateStep| dates_at(step, first, last).take(most.saturating_add(1)).collect::<Vec<_>>();
    let steps = DATE_STEPS.iter().skip_while(|step| **step != least);
    let fitting = steps.map(|&step| (step, ticks(step))).find(|(_, days)| days.len() <= most);
    match fitting {
        Some((step, days)) if !days.is_empty() => (step, days),
        _ => (DateStep::Days(1), vec![first]),
    }
}

/// The days at which `step` puts a tick, from `first` to `last`.
fn dates_at(step: DateStep, first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let start = first_tick(step, first);
    std::iter::successors(start, move |day| next_tick(step, *day)).take_while(move |day| *day <= last)
}

fn first_tick(step: DateStep, first: NaiveDate) -> Option<NaiveDate> {
    let coarse = match step {
        DateStep::Days(_) => return Some(first),
        DateStep::Months(months) => {
            let month = first.month0() - first.month0() % months;
            NaiveDate::from_ymd_opt(first.year(), month + 1, 1)?
        }
        DateStep::Years(years) => NaiveDate::from_ymd_opt(first.year() - first.year().rem_euclid(years), 1, 1)?,
    };
    if coarse < first { next_tick(step, coarse) } else { Some(coarse) }
}

fn next_tick(step: DateStep, day: NaiveDate) -> Option<NaiveDate> {
    match step {
        DateStep::Days(days) => day.checked_add_days(Days::new(u64::from(days))),
        DateStep::Months(months) => day.checked_add_months(chrono::Months::new(months)),
        DateStep::Years(years) => day.with_year(day.year().checked_add(years)?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(numbers: &[&str]) -> Vec<Decimal> {
        numbers.iter().map(|text| text.parse().unwrap()).collect()
    }

    fn ticks(scale: &ValueScale) -> Vec<String> {
        scale.ticks().iter().map(ToString::to_string).collect()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn ticks_are_round_and_few() {
        for (most, expected) in [
            ("977", vec!["0", "250", "500", "750", "1000"]),
            ("1", vec!["0", "1"]),
            ("2", vec!["0", "1", "2"]),
            ("7", vec!["0", "2", "4", "6", "8"]),
            ("0.3", vec!["0", "0.1", "0.2", "0.3"]),
            ("12.5", vec!["0", "2.5", "5", "7.5", "10", "12.5"]),
            (
                "1000000000000000",
                vec!["0", "250000000000000", "500000000000000", "750000000000000", "1000000000000000"],
            ),
        ] {
            assert_eq!(ticks(&ValueScale::with_zero(&values(&[most]))), expected, "{most}");
        }
    }

    #[test]
    fn an_axis_without_values_or_of_zeros_is_still_an_axis() {
        assert_eq!(ticks(&ValueScale::with_zero(&[])), ["0", "1"]);
        assert_eq!(ticks(&ValueScale::with_zero(&values(&["0", "0"]))), ["0", "1"]);
    }

    #[test]
    fn every_axis_covers_its_data() {
        let mut number = Decimal::new(1, 14);
        while number < Decimal::from(1_000_000_000_000_000_i64) {
            for low in [Decimal::ZERO, -number, number / Decimal::from(3), number] {
                for scale in [ValueScale::around(&[low, number]), ValueScale::with_zero(&[low, number])] {
                    assert!(scale.covers(low) && scale.covers(number), "{low} {number} {scale:?}");
                    assert!((0.0..=1.0).contains(&scale.share(number)), "{scale:?}");
                }
            }
            number *= Decimal::new(17, 1);
        }
    }

    #[test]
    fn close_values_leave_zero_and_far_ones_do_not() {
        assert_eq!(ValueScale::around(&values(&["901", "950"])).low(), Decimal::from(875));
        assert_eq!(ValueScale::around(&values(&["700", "950"])).low(), Decimal::ZERO);
        assert_eq!(ValueScale::around(&values(&["5", "5"])).low(), Decimal::ZERO);
        assert_eq!(ticks(&ValueScale::around(&values(&["-5", "12"]))), ["-5", "0", "5", "10", "15"]);
        assert_eq!(ValueScale::around(&values(&["-950", "-901"])).base(), Decimal::from(-875));
    }

    #[test]
    fn no_value_stands_where_a_cut_axis_begins() {
        for numbers in [["900", "950"], ["225", "240"], ["99.1", "99.2"], ["1000000", "1000001"]] {
            let low = values(&numbers);
            let high: Vec<Decimal> = low.iter().map(|number| -*number).collect();
            let (cut, below) = (ValueScale::around(&low), ValueScale::around(&high));
            assert!(cut.base() > Decimal::ZERO && cut.base() < low[0], "{cut:?}");
            assert!(below.base() < Decimal::ZERO && below.base() > high[0], "{below:?}");
        }
    }

    #[test]
    fn dates_have_whole_units() {
        let (step, ticks) = date_ticks(day("2023-01-15"), day("2025-04-02"), 6);
        assert_eq!(step, DateStep::Months(6));
        assert_eq!(ticks, ["2023-07-01", "2024-01-01", "2024-07-01", "2025-01-01"].map(day));
        let (step, ticks) = date_ticks(day("1979-04-01"), day("2024-12-31"), 8);
        assert_eq!(step, DateStep::Years(10));
        assert_eq!(ticks, ["1980-01-01", "1990-01-01", "2000-01-01", "2010-01-01", "2020-01-01"].map(day));
        let (step, ticks) = date_ticks(day("2024-02-27"), day("2024-03-02"), 8);
        assert_eq!((step, ticks.len()), (DateStep::Days(1), 5));
        assert_eq!(date_ticks(day("2024-02-27"), day("2024-02-27"), 8).1, [day("2024-02-27")]);
        let months = ["2024-01-01", "2024-02-01", "2024-04-01"].map(day);
        assert_eq!(date_ticks_of(Unit::Month, &months, 40).0, DateStep::Months(1), "months stay months");
        assert_eq!(date_ticks_of(Unit::Year, &["2020-01-01", "2022-01-01"].map(day), 40).0, DateStep::Years(1));
    }

    #[test]
    fn an_axis_of_rows_ends_where_its_values_end() {
        let ended = |numbers: &[&str]| ValueScale::around(&values(numbers)).ended(&values(numbers));
        let far = ended(&["3100", "220"]);
        assert_eq!((far.low(), far.high()), (Decimal::ZERO, Decimal::from(3100)));
        assert_eq!(ticks(&far), ["0", "1000", "2000", "3000"]);
        assert_eq!(
            ended(&["977", "251"]).high(),
            Decimal::from(1000),
            "a tick just beyond the last value says how far it is"
        );
        assert_eq!((ended(&["-7", "-3"]).low(), ended(&["-7", "-3"]).high()), (Decimal::from(-7), Decimal::ZERO));
        let cut = ended(&["901", "950"]);
        assert_eq!(cut.low(), Decimal::from(875), "a cut end stays");
        assert!(cut.covers(Decimal::from(950)) && cut.ticks().len() >= 2, "{cut:?}");
        assert!(ended(&["-950", "-901"]).high() == Decimal::from(-875));
    }

    #[test]
    fn panels_have_fewer_lines_and_shades_more_steps() {
        let panel = ValueScale::around_in_panel(&values(&["8", "171"]));
        assert_eq!(ticks(&panel), ["0", "100", "200"]);
        assert_eq!(ticks(&ValueScale::around_in_panel(&values(&["1", "0"]))), ["0", "1"]);
        assert_eq!(ValueScale::of_shades(&values(&["9", "203"])).ticks().len(), 10);
        assert_eq!(ticks(&ValueScale::of_shades(&values(&["1", "3"]))), ["0", "1", "2", "3"]);
    }

    #[test]
    fn a_cropped_axis_ends_at_its_values_and_keeps_two_ticks() {
        let of = |values: &[i64]| values.iter().map(|value| Decimal::from(*value)).collect::<Vec<_>>();
        let values = of(&[-81, 70]);
        let axis = ValueScale::with_zero(&values).cropped(&values);
        assert_eq!((axis.low(), axis.high()), (Decimal::from(-81), Decimal::from(70)));
        assert!(axis.ticks().len() >= 2 && axis.ticks().iter().all(|tick| axis.covers(*tick)), "{axis:?}");
        let small = of(&[0, 0]);
        assert_eq!(ValueScale::with_zero(&small).cropped(&small), ValueScale::with_zero(&small));
    }
}
