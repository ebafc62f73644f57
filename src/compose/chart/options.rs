//! What the author asks of a chart beyond its columns: each key is looked up in the data, and one that this kind of chart
//! would not show is a finding.

use super::super::Composer;
use super::joined::SplitRows;
use super::{column, places, rows, short_name, source_of};
use crate::chart::{Annotation, At, Axis, Base, Break, Layout, Options, Side, article};
use crate::diag::{Diagnostic, Span};
use crate::evidence::data::{Table, Value, month_of};
use crate::spec::{
    Bound, Chart, ChartAnnotation, ChartBase, ChartGaps, ChartLayout, ChartNeutral, ChartSeries, ChartSide, ColumnType,
    PlaceName, Spanned,
};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// Which kinds show what a key asks for.
const SHOWN_BY: [(&str, &[&str]); 10] = [
    ("layout", &["bar", "horizontal-bar", "diverging-bar", "area"]),
    (
        "across_sources",
        &["bar", "horizontal-bar", "diverging-bar", "line", "step-line", "area", "slope", "range", "small-multiples"],
    ),
    ("base", &["line", "step-line", "dot-plot", "range", "slope", "small-multiples"]),
    ("provisional", &["bar", "horizontal-bar", "diverging-bar", "line", "step-line", "area"]),
    ("breaks", &["bar", "horizontal-bar", "line", "step-line", "area"]),
    ("annotations", &["bar", "horizontal-bar", "line", "step-line", "area"]),
    ("neutral", &["diverging-bar"]),
    ("side", &["diverging-bar"]),
    ("low", &["bar", "horizontal-bar", "line", "step-line"]),
    ("gaps", &["line", "step-line"]),
];

/// The ends between which a value lies, where they are known.
type Interval = Option<(Decimal, Decimal)>;

/// What a chart is made of, for looking up what its keys name.
pub(super) struct Asked<'a> {
    pub(super) record: &'a Chart,
    pub(super) table: &'a Table,
    /// The id of the data.
    pub(super) data: &'a str,
    /// The index of the column of places.
    pub(super) x: usize,
    pub(super) axis: &'a Axis,
    /// The columns of values, by index, each with its bound.
    pub(super) columns: &'a [(usize, Bound)],
}

/// What holds for the whole chart, whatever its rows.
struct Whole {
    layout: Option<Layout>,
    base: Base,
    neutral_apart: bool,
    join_gaps: bool,
}

impl Whole {
    fn of(record: &Chart) -> Self {
        let layout = record.layout.as_ref().map(|layout| match layout.value {
            ChartLayout::Grouped => Layout::Grouped,
            ChartLayout::Stacked => Layout::Stacked,
            ChartLayout::Percent => Layout::Percent,
        });
        let base = record.base.as_ref().map_or(Base::Unsaid, |base| match base.value {
            ChartBase::Zero => Base::Zero,
            ChartBase::Data => Base::Data,
        });
        let neutral_apart = record.neutral.as_ref().is_some_and(|neutral| neutral.value == ChartNeutral::Apart);
        let join_gaps = record.gaps.as_ref().is_some_and(|gaps| gaps.value == ChartGaps::Join);
        Whole { layout, base, neutral_apart, join_gaps }
    }
}

impl Asked<'_> {
    /// The options of the chart; none where a key names what is not there.
    pub(super) fn options(&self, composer: &mut Composer<'_>) -> Option<Options> {
        let record = self.record;
        let known = self.check_kind(composer);
        let Whole { layout, base, neutral_apart, join_gaps } = Whole::of(record);
        let breaks = self.breaks(composer);
        let annotations = self.annotations(composer);
        let provisional = self.provisional(composer);
        let intervals = self.intervals(composer);
        let unmixed = self.check_joined(layout, composer);
        let options = Options {
            layout,
            base,
            breaks: breaks?,
            annotations: annotations?,
            provisional: provisional?,
            intervals: intervals?,
            sides: self.sides(composer)?,
            neutral_apart,
            join_gaps,
            withheld: composer.inputs.evidence.withheld(self.data, composer.inputs.locale).is_some(),
        };
        let apart = self.check_neutral(&options, composer);
        (known && unmixed && apart).then_some(options)
    }

    /// Neutral answers that stand apart must be there.
    fn check_neutral(&self, options: &Options, composer: &mut Composer<'_>) -> bool {
        let all = self.columns.len();
        let is_neutral = |series: usize| options.side(series, all) == Side::Neutral;
        let Some(neutral) = self.record.neutral.as_ref().filter(|_| options.neutral_apart) else { return true };
        if (0..all).any(is_neutral) {
            return true;
        }
        let message = "there are no neutral answers that could stand apart";
        let finding = Diagnostic::error("needless-key", message).at(neutral.span, "");
        let help = "take it out, or say `side = \"neutral\"` of the column that has them";
        composer.report(finding.help(help));
        false
    }

    /// The options of a chart whose rows `split` takes apart; none where a key speaks of rows or columns, of which a split has
    /// others than the data.
    pub(super) fn options_of_split(&self, composer: &mut Composer<'_>) -> Option<Options> {
        let record = self.record;
        let mut known = self.check_kind(composer);
        let series = |found: fn(&ChartSeries) -> Option<Span>| record.y.iter().find_map(found);
        let of_rows = [
            ("provisional", record.provisional.first().map(|place| place.span)),
            ("breaks", record.breaks.first().map(|found| found.at.span)),
            ("annotations", record.annotations.first().map(|note| note.text.span)),
            ("side", series(|asked| asked.side.as_ref().map(|side| side.span))),
            ("low", series(|asked| asked.low.as_ref().or(asked.high.as_ref()).map(|end| end.span))),
        ];
        for (key, span) in of_rows {
            let Some(span) = span else { continue };
            let message = format!("`{key}` does not work in a chart with `split`");
            let finding = Diagnostic::error("needless-key", message).at(span, "of which series?");
            composer.report(finding.help("give each series a column of its own in the data, and name them in `y`"));
            known = false;
        }
        let Whole { layout, base, neutral_apart, join_gaps } = Whole::of(record);
        let rows = SplitRows::of(self, composer);
        known &= rows.check_added(layout, composer);
        let breaks = rows.breaks(composer);
        known.then(|| Options { layout, base, neutral_apart, join_gaps, breaks, ..Options::default() })
    }

    /// Whether this kind shows all that is asked for.
    fn check_kind(&self, composer: &mut Composer<'_>) -> bool {
        let record = self.record;
        let series = |found: fn(&ChartSeries) -> Option<Span>| record.y.iter().find_map(found);
        let asked = [
            ("layout", record.layout.as_ref().map(|layout| layout.span)),
            ("across_sources", record.across_sources.as_ref().map(|reason| reason.span)),
            ("base", record.base.as_ref().map(|base| base.span)),
            ("provisional", record.provisional.first().map(|place| place.span)),
            ("breaks", record.breaks.first().map(|found| found.at.span)),
            ("annotations", record.annotations.first().map(|note| note.text.span)),
            ("neutral", record.neutral.as_ref().map(|neutral| neutral.span)),
            ("side", series(|asked| asked.side.as_ref().map(|side| side.span))),
            ("low", series(|asked| asked.low.as_ref().or(asked.high.as_ref()).map(|end| end.span))),
            ("gaps", record.gaps.as_ref().map(|gaps| gaps.span)),
        ];
        let kind = record.kind.value.as_str();
        let mut known = true;
        for ((key, kinds), (_, span)) in SHOWN_BY.into_iter().zip(asked) {
            let Some(span) = span.filter(|_| !kinds.contains(&kind)) else { continue };
            let message = format!("{} `{kind}` chart does not show what `{key}` asks for", article(kind));
            let names: Vec<String> = kinds.iter().map(|kind| format!("`{kind}`")).collect();
            let help = format!("take it out, or use one of {}", names.join(", "));
            composer.report(Diagnostic::error("needless-key", message).at(span, "").help(help));
            known = false;
        }
        known
    }

    /// The place that a name means.
    fn place(&self, name: &Spanned<PlaceName>, composer: &mut Composer<'_>) -> Option<At> {
        let text = name.value.0.as_str();
        let raw = places(self.table, self.x);
        if let Some(found) = self.index(text, &raw) {
            return Some(At::Place(found));
        }
        let day = text.parse::<NaiveDate>().ok();
        if let (Axis::Months(days) | Axis::Dates(days), Some(day)) = (self.axis, day)
            && let (Some(first), Some(last)) = (days.first(), days.last())
            && (*first..=self.end(*last)).contains(&day)
        {
            return Some(At::Day(day));
        }
        let message = format!("`{text}` is not on the axis");
        let finding = Diagnostic::error("unknown-category", message).at(name.span, "not in the data");
        let span = raw.first().zip(raw.last()).filter(|_| self.is_time());
        composer.report(match span {
            // a year or a day that is not there is no slip of the pen: the nearest one would be another event
            Some((first, last)) => {
                finding.help(format!("the axis runs from {first} to {last}; correct `{text}`, or take it out"))
            }
            None => finding.suggest(text, raw.iter().map(String::as_str)),
        });
        None
    }

    /// The place of this name; of a day or month on an axis of years, its year.
    fn index(&self, text: &str, raw: &[String]) -> Option<usize> {
        let exact = |wanted: &str| raw.iter().position(|place| place == wanted);
        exact(text).or_else(|| {
            let is_year = self.table.columns.get(self.x).is_some_and(|column| column.kind == ColumnType::Year);
            let year = text.get(..4).filter(|_| is_year && text.get(4..5) == Some("-"))?;
            exact(year)
        })
    }

    /// The last day of the axis: that of its last month.
    fn end(&self, last: NaiveDate) -> NaiveDate {
        match self.axis {
            Axis::Months(_) => month_of(last).last_day().unwrap_or(last),
            _ => last,
        }
    }

    pub(super) fn is_time(&self) -> bool {
        let kind = self.table.columns.get(self.x).map(|column| column.kind);
        matches!(kind, Some(ColumnType::Year | ColumnType::Month | ColumnType::Date))
    }

    /// The breaks that the author declares, and those where the rows of a column name another source.
    fn breaks(&self, composer: &mut Composer<'_>) -> Option<Vec<Break>> {
        let mut breaks = Vec::new();
        for declared in &self.record.breaks {
            let at = match (self.place(&declared.at, composer)?, self.axis) {
                (At::Place(place), _) => place,
                (At::Day(day), Axis::Months(days) | Axis::Dates(days)) => {
                    days.iter().position(|known| *known >= day)?
                }
                _ => return None,
            };
            if at == 0 {
                let finding = Diagnostic::error("break-at-start", "a series cannot break before its first place");
                composer
                    .report(finding.at(declared.at.span, "the first row").help("name the first row after the change"));
                return None;
            }
            breaks.push(Break { at, series: None, note: composer.drawn_text(&declared.note)? });
        }
        if self.record.across_sources.is_none() && self.is_time() && rows::follow_time(self.record) {
            self.add_changes_of_source(&mut breaks, composer);
        }
        breaks.sort_by_key(|found| (found.at, found.series));
        Some(breaks)
    }

    fn add_changes_of_source(&self, breaks: &mut Vec<Break>, composer: &Composer<'_>) {
        let words = &composer.inputs.locale.chart;
        for (number, (column, _)) in self.columns.iter().enumerate() {
            let mut before: Option<String> = None;
            for (at, source) in self.sources(*column, composer) {
                if before.as_ref().is_some_and(|before| *before != source)
                    && !breaks.iter().any(|found| found.at == at && found.series.is_none())
                {
                    let note = words.source_change.fill(&[("source", &short_name(composer, &source))]);
                    let series = (self.columns.len() > 1).then_some(number);
                    breaks.push(Break { at, series, note });
                }
                before = Some(source);
            }
        }
    }

    /// The source of each value of a column that names one, by row; none where the data has one source.
    pub(super) fn sources(&self, column: usize, composer: &Composer<'_>) -> Vec<(usize, String)> {
        let of_data = composer.inputs.spec.data.get(self.data).is_some_and(|data| data.source.is_some());
        let rows = self.table.rows.iter().enumerate().filter(|_| !of_data);
        let known = rows.filter(|(_, row)| row.get(column).is_some_and(|cell| cell.value != Value::Empty));
        known.filter_map(|(at, row)| source_of(self.table, row, column).map(|source| (at, source))).collect()
    }

    fn annotations(&self, composer: &mut Composer<'_>) -> Option<Vec<Annotation>> {
        let one = |note: &ChartAnnotation, composer: &mut Composer<'_>| {
            let text = composer.drawn_text(&note.text)?;
            let at = match (&note.at, &note.value) {
                (Some(at), _) => self.place(at, composer)?,
                (None, Some(value)) => At::Value(value.value),
                (None, None) => return None,
            };
            Some(Annotation { at, text })
        };
        let notes: Vec<_> = self.record.annotations.iter().map(|note| one(note, composer)).collect();
        notes.into_iter().collect()
    }

    /// The provisional places: those of a column of `true` and `false`, or those that are named.
    fn provisional(&self, composer: &mut Composer<'_>) -> Option<Vec<bool>> {
        let mut provisional = vec![false; self.table.rows.len()];
        if let [only] = self.record.provisional.as_slice()
            && let Some(column) = self.table.columns.iter().position(|column| column.name == only.value.0)
        {
            return self.provisional_column(column, composer);
        }
        for named in &self.record.provisional {
            let At::Place(place) = self.place(named, composer)? else { return None };
            *provisional.get_mut(place)? = true;
        }
        if !provisional.contains(&true) {
            provisional.clear();
        }
        Some(provisional)
    }

    fn provisional_column(&self, column: usize, composer: &mut Composer<'_>) -> Option<Vec<bool>> {
        let mut provisional = Vec::new();
        for row in self.table.rows.iter() {
            let cell = row.get(column)?;
            provisional.push(match &cell.value {
                Value::Empty => false,
                Value::Truth(truth) => *truth,
                Value::Text(text) if text == "true" => true,
                Value::Text(text) if text == "false" => false,
                _ => {
                    let finding = Diagnostic::error("invalid-cell", "a cell is neither `true` nor `false`");
                    let help = "write `true` where the row is provisional, and `false` or nothing where it is not";
                    composer.report(finding.at(cell.span, "says whether the row is provisional").help(help));
                    return None;
                }
            });
        }
        Some(provisional)
    }

    /// The intervals of each column that has them.
    fn intervals(&self, composer: &mut Composer<'_>) -> Option<Vec<Vec<Interval>>> {
        if self.record.y.iter().all(|asked| asked.low.is_none() && asked.high.is_none()) {
            return Some(Vec::new());
        }
        let of = |(asked, values): (&ChartSeries, &(usize, Bound))| match (&asked.low, &asked.high) {
            (Some(low), Some(high)) => self.intervals_of(*values, low, high, composer),
            (None, None) => Some(Vec::new()),
            (Some(one), None) | (None, Some(one)) => {
                let finding = Diagnostic::error("half-interval", "an interval has two ends, and one column is named");
                composer.report(finding.at(one.span, "").help("name both `low` and `high`"));
                None
            }
        };
        let all: Vec<_> = self.record.y.iter().zip(self.columns).map(of).collect();
        all.into_iter().collect()
    }

    fn intervals_of(
        &self,
        (values, bound): (usize, Bound),
        low: &Spanned<String>,
        high: &Spanned<String>,
        composer: &mut Composer<'_>,
    ) -> Option<Vec<Interval>> {
        let lows = self.number_column(low, composer)?;
        let highs = self.number_column(high, composer)?;
        let mut intervals = Vec::new();
        let (mut known, mut without) = (0_usize, Vec::new());
        for row in self.table.rows.iter() {
            let number = |at: usize| match row.get(at).map(|cell| &cell.value) {
                Some(Value::Number(number)) => Some(*number),
                _ => None,
            };
            let three = [number(lows), number(values), number(highs)];
            if let Some(beyond) = contradicted(bound, three) {
                let span = row.get(values).or(row.first()).map(|cell| cell.span);
                composer.report(beyond.at_maybe(span, "the value of this row"));
                return None;
            }
            let found = match (number(lows), number(values), number(highs)) {
                (Some(low), Some(value), Some(high)) if low <= value && value <= high => Some((low, high)),
                (None, Some(_), None) => {
                    without.extend(row.get(values).map(|cell| cell.span));
                    None
                }
                (None, None, None) => None,
                _ => {
                    let span = row.get(lows).or(row.first()).map(|cell| cell.span);
                    composer.report(not_rising(three).at_maybe(span, "the low end of this row"));
                    return None;
                }
            };
            known += usize::from(found.is_some());
            intervals.push(found);
        }
        if let Some(first) = without.first() {
            let (some, all) = (without.len(), known + without.len());
            let message = format!("{some} of {all} values have no interval, and look exact");
            let finding =
                Diagnostic::warning("half-bounded", message).at(low.span, "").also(*first, "the first of them");
            composer.report(finding.help("fill both ends, or say in `note` why they are not known"));
        }
        Some(intervals)
    }

    fn number_column(&self, name: &Spanned<String>, composer: &mut Composer<'_>) -> Option<usize> {
        let index = column(composer, self.table, &name.value, name.span, self.data)?;
        super::check_numbers(composer, self.table, index, name.span).then_some(index)
    }

    fn sides(&self, composer: &mut Composer<'_>) -> Option<Vec<Side>> {
        let said: Vec<_> = self.record.y.iter().map(|asked| asked.side.as_ref().map(|side| side.value)).collect();
        if said.iter().all(Option::is_none) {
            return Some(Vec::new());
        }
        if let Some(asked) = self.record.y.iter().find(|asked| asked.side.is_none()) {
            let finding = Diagnostic::error("half-sided", "some columns say their `side`, and this one does not");
            composer.report(finding.at(asked.column.span, "").help("say the `side` of every column, or of none"));
            return None;
        }
        let side = |side: ChartSide| match side {
            ChartSide::Negative => Side::Negative,
            ChartSide::Neutral => Side::Neutral,
            ChartSide::Positive => Side::Positive,
        };
        Some(said.into_iter().flatten().map(side).collect())
    }
}

/// A row whose low end, value and high end are not all there or not in this order.
fn not_rising(three: [Option<Decimal>; 3]) -> Diagnostic {
    let shown = three.map(|number| number.map_or_else(|| "empty".to_owned(), |number| number.to_string())).join(", ");
    if three.iter().all(Option::is_some) {
        let message = format!("low, value and high are not in rising order: {shown}");
        let help = "look the three numbers up and correct the wrong one";
        return Diagnostic::error("wrong-order", message).help(help);
    }
    let message = format!("of low, value and high one is missing: {shown}");
    Diagnostic::error("wrong-order", message)
        .help("fill all three cells if the source has the numbers, or only the value")
}

/// A number that is a minimum cannot lie in an interval that begins below it, nor a maximum in one that ends above it.
fn contradicted(bound: Bound, three: [Option<Decimal>; 3]) -> Option<Diagnostic> {
    let [Some(low), Some(value), Some(high)] = three else { return None };
    let (end, reaches, is_beyond) = match bound {
        Bound::AtLeast | Bound::MoreThan => ("begins", low, low < value),
        Bound::AtMost | Bound::FewerThan => ("ends", high, value < high),
        Bound::Exact | Bound::About => return None,
    };
    let message = format!("the value is `{}` {value}, and its interval {end} at {reaches}", bound.name());
    let help = "a number with an interval is an estimate: write `bound = \"about\"`, or leave `low` and `high` out";
    is_beyond.then(|| Diagnostic::error("wrong-order", message).help(help))
}
