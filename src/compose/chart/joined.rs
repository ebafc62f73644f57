//! What a chart joins, adds or lays on one axis: numbers of different sources, bounds or units are no whole, and no series.

use super::super::Composer;
use super::options::Asked;
use super::{rows, short_name, source_of, split};
use crate::chart::{Break, Layout};
use crate::diag::Diagnostic;
use crate::evidence::data::{Cell, Value};
use crate::spec::ColumnType;
use rust_decimal::Decimal;

/// How a kind puts the columns of a row together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Together {
    /// Side by side: each is read for itself.
    Apart,
    /// As parts of a sum.
    Added,
    /// By a line from one to the next.
    Joined,
}

fn together(kind: &str, layout: Option<Layout>) -> Together {
    match layout {
        _ if ["slope", "range"].contains(&kind) => Together::Joined,
        Some(Layout::Grouped) => Together::Apart,
        Some(Layout::Stacked | Layout::Percent) => Together::Added,
        None if ["area", "diverging-bar"].contains(&kind) => Together::Added,
        None => Together::Apart,
    }
}

/// What to do where rows or columns of different sources are put together.
fn help(together: Together) -> &'static str {
    match together {
        Together::Joined => {
            "use `kind = \"dot-plot\"`, which sets them side by side, or say in `across_sources` why they can be compared; \
             the reason is printed below the chart"
        }
        Together::Added | Together::Apart => {
            "write `layout = \"grouped\"`, or say in `across_sources` why they can be added; the reason is printed below \
             the chart"
        }
    }
}

/// Whether a unit is the hundredth part, in one of the languages.
fn is_percent(unit: &str) -> bool {
    [
        "%",
        "٪",
        "per cent",
        "percent",
        "pour cent",
        "por ciento",
        "процент",
        "процента",
        "процентов",
        "بالمئة",
        "بالمائة",
        "في المئة",
        "في المائة",
        "درصد",
        "百分比",
    ]
    .contains(&unit.trim().to_lowercase().as_str())
}

impl Asked<'_> {
    /// Whether the columns can stand in one chart: each once, of one unit, and where they are added or joined of one source
    /// and, in sums, of one bound, unless the author says why they can be.
    pub(super) fn check_joined(&self, layout: Option<Layout>, composer: &mut Composer<'_>) -> bool {
        self.check_once(composer)
            && self.check_units(composer)
            && self.check_whole(layout, composer)
            && self.check_mixture(layout, composer)
    }

    /// A column beside itself looks like two that agree, and on top of itself like twice as much.
    fn check_once(&self, composer: &mut Composer<'_>) -> bool {
        let is_second = |at: &usize| {
            let column = self.columns.get(*at).map(|(column, _)| column);
            self.columns.iter().take(*at).any(|(before, _)| Some(before) == column)
        };
        let Some(asked) = (0..self.columns.len()).find(is_second).and_then(|at| self.record.y.get(at)) else {
            return true;
        };
        let message = format!("`y` names the column `{}` twice", asked.column.value);
        let finding = Diagnostic::error("needless-columns", message).at(asked.column.span, "a second time");
        composer.report(finding.help("take one of them out, or name the column that was meant"));
        false
    }

    /// On one axis a per cent would stand as high as a person.
    fn check_units(&self, composer: &mut Composer<'_>) -> bool {
        let spec = composer.inputs.spec;
        let declared = spec.data.get(self.data);
        let unit = |(column, _): &(usize, _)| {
            let name = &self.table.columns.get(*column)?.name;
            let unit = declared?.columns.get(name)?.unit.as_ref()?;
            Some((name.as_str(), unit.value.as_str()))
        };
        let known: Vec<(usize, (&str, &str))> =
            self.columns.iter().enumerate().filter_map(|(at, column)| Some((at, unit(column)?))).collect();
        let Some((_, (first, of))) = known.first().copied() else { return true };
        let Some((at, (name, other))) = known.iter().copied().find(|(_, (_, unit))| *unit != of) else { return true };
        let message = format!("`{first}` is in `{of}` and `{name}` in `{other}`, and they stand on one axis");
        let span = self.record.y.get(at).map(|asked| asked.column.span);
        let finding = Diagnostic::error("mixed-units", message).at_maybe(span, "another unit");
        composer
            .report(finding.help("make a chart for each unit; if both are one unit, write it alike in both columns"));
        false
    }

    /// Shares that are given as such and lack a part would be drawn as larger shares than the source has.
    fn check_whole(&self, layout: Option<Layout>, composer: &mut Composer<'_>) -> bool {
        let unit = |column: usize| self.table.columns.get(column).and_then(|column| column.unit.as_deref());
        if layout != Some(Layout::Percent)
            || !self.columns.iter().all(|(column, _)| unit(*column).is_some_and(is_percent))
        {
            return true;
        }
        let value = |row: &[Cell], column: usize| match row.get(column).map(|cell| &cell.value) {
            Some(Value::Number(number)) => *number,
            _ => Decimal::ZERO,
        };
        // each share may be rounded by half of one
        let most = Decimal::new(5, 1) * Decimal::from(self.columns.len());
        for row in self.table.rows.iter() {
            let sum: Decimal = self.columns.iter().map(|(column, _)| value(row, *column)).sum();
            if (sum - Decimal::ONE_HUNDRED).abs() <= most {
                continue;
            }
            let name = row.get(self.x).map_or_else(String::new, |cell| cell.value.as_written());
            let message = format!(
                "the shares of `{name}` come to {} per cent, and would be drawn as if that were all",
                sum.normalize()
            );
            let span = self.record.layout.as_ref().map(|layout| layout.span);
            let finding = Diagnostic::error("shares-of-less", message).at_maybe(span, "shares of the whole");
            let finding =
                row.get(self.x).into_iter().fold(finding, |finding, cell| finding.also(cell.span, "this row"));
            composer.report(
                finding
                    .help("add a column for what is lacking (\"no answer\"), so that each row comes to 100")
                    .help("or write `layout = \"stacked\"`, which draws the numbers as they are"),
            );
            return false;
        }
        true
    }

    /// Columns that are added, or joined by a line, are of one source; those that are added are of one bound.
    fn check_mixture(&self, layout: Option<Layout>, composer: &mut Composer<'_>) -> bool {
        let together = together(self.record.kind.value.as_str(), layout);
        if together == Together::Apart || self.columns.len() < 2 || self.record.across_sources.is_some() {
            return true;
        }
        let all: Vec<Vec<(usize, String)>> =
            self.columns.iter().map(|(column, _)| self.sources(*column, composer)).collect();
        // Row by row: a column may well change its source where all of them do.
        let differ = |of: &[(usize, String)], other: &[(usize, String)]| {
            of.iter().any(|(row, id)| other.iter().any(|(at, source)| at == row && source != id))
        };
        let pairs = || (0..all.len()).flat_map(|at| (at + 1..all.len()).map(move |other| (at, other)));
        let differs = pairs().find(
            |(at, other)| matches!((all.get(*at), all.get(*other)), (Some(of), Some(other)) if differ(of, other)),
        );
        let unlike = self.columns.windows(2).position(|pair| matches!(pair, [(_, of), (_, other)] if of != other));
        let name = |at: usize| {
            let column = self.columns.get(at).and_then(|(column, _)| self.table.columns.get(*column));
            column.map_or("", |column| column.name.as_str())
        };
        let bound = |at: usize| self.columns.get(at).map_or("", |(_, bound)| bound.name());
        let (done, at_the_key) = match together {
            Together::Joined => ("joined", "joins them"),
            Together::Added | Together::Apart => ("added up", "adds them"),
        };
        let (code, what) = match (differs, unlike.filter(|_| together == Together::Added)) {
            (Some((at, other)), _) => {
                let what = format!("the columns `{}` and `{}` of different sources are {done}", name(at), name(other));
                ("mixed-sources", what)
            }
            (None, Some(at)) => {
                let of = |at: usize| format!("`{}` (`{}`)", name(at), bound(at));
                ("mixed-bounds", format!("the columns {} and {} are added up", of(at), of(at + 1)))
            }
            (None, None) => return true,
        };
        let span = self.record.layout.as_ref().map_or(self.record.kind.span, |layout| layout.span);
        composer.report(Diagnostic::error(code, what).at(span, at_the_key).help(help(together)));
        false
    }
}

/// A row of data that `split` takes apart.
struct SplitRow {
    /// Its index.
    row: usize,
    /// The series it belongs to.
    series: usize,
    /// Its place on the axis.
    place: usize,
    source: String,
}

/// The rows of such data that have a value and name its source, in the order of series and places.
pub(super) struct SplitRows<'a> {
    asked: &'a Asked<'a>,
    series: usize,
    rows: Vec<SplitRow>,
}

impl<'a> SplitRows<'a> {
    pub(super) fn of(asked: &'a Asked<'a>, composer: &Composer<'_>) -> Self {
        let empty = SplitRows { asked, series: 0, rows: Vec::new() };
        let table = asked.table;
        let by = asked.record.split.as_ref();
        let by = by.and_then(|by| table.columns.iter().position(|column| column.name == by.value));
        let (Some(by), Some((column, _))) = (by, asked.columns.first()) else { return empty };
        if composer.inputs.spec.data.get(asked.data).is_none_or(|data| data.source.is_some()) {
            return empty;
        }
        let is_time = table
            .columns
            .get(asked.x)
            .is_some_and(|column| matches!(column.kind, ColumnType::Year | ColumnType::Month | ColumnType::Date));
        // The axis has the places of all series in the order of time, and those that all of them lack; names are as they first appear.
        let written = if is_time { asked.axis.as_written() } else { distinct(super::places(table, asked.x)) };
        let all = split::series_of_rows(table, by);
        let found = |(row, (cells, series)): (usize, (&Vec<_>, &usize))| {
            let cells: &[Cell] = cells;
            let known = cells.get(*column).is_some_and(|cell| cell.value != Value::Empty);
            let source = source_of(table, cells, *column).filter(|_| known)?;
            let name = cells.get(asked.x)?.value.as_written();
            let place = written.iter().position(|place| *place == name)?;
            Some(SplitRow { row, series: *series, place, source })
        };
        let mut rows: Vec<SplitRow> = table.rows.iter().zip(&all).enumerate().filter_map(found).collect();
        rows.sort_by_key(|row| (row.series, row.place));
        SplitRows { asked, series: all.iter().max().map_or(0, |most| most + 1), rows }
    }

    /// A break wherever a series goes on with the number of another source.
    pub(super) fn breaks(&self, composer: &Composer<'_>) -> Vec<Break> {
        let record = self.asked.record;
        if record.across_sources.is_some() || !self.asked.is_time() || !rows::follow_time(record) {
            return Vec::new();
        }
        let words = &composer.inputs.locale.chart;
        let mut breaks = Vec::new();
        for (before, row) in self.rows.iter().zip(self.rows.iter().skip(1)) {
            if before.series == row.series && before.source != row.source {
                let note = words.source_change.fill(&[("source", &short_name(composer, &row.source))]);
                let series = (self.series > 1).then_some(row.series);
                breaks.push(Break { at: row.place, series, note });
            }
        }
        breaks.sort_by_key(|found| (found.at, found.series));
        breaks
    }

    /// Whether the series of each place are of one source, where they are added.
    pub(super) fn check_added(&self, layout: Option<Layout>, composer: &mut Composer<'_>) -> bool {
        let record = self.asked.record;
        let together = together(record.kind.value.as_str(), layout);
        if together == Together::Apart || record.across_sources.is_some() {
            return true;
        }
        let other = |row: &SplitRow| {
            self.rows.iter().find(|before| before.place == row.place && before.source != row.source).map(|row| row.row)
        };
        let Some((row, before)) = self.rows.iter().find_map(|row| Some((row.row, other(row)?))) else { return true };
        let done = if together == Together::Joined { "joined" } else { "added up" };
        let message = format!("rows of different sources for one place are {done}");
        let span = record.layout.as_ref().map_or(record.kind.span, |layout| layout.span);
        let finding = Diagnostic::error("mixed-sources", message).at(span, "puts them together");
        let cell =
            |row: usize| self.asked.table.rows.get(row).and_then(|row| row.get(self.asked.x)).map(|cell| cell.span);
        let finding = [(cell(row), "this row"), (cell(before), "a row of another source")]
            .into_iter()
            .filter_map(|(span, word)| Some((span?, word)))
            .fold(finding, |finding, (span, word)| finding.also(span, word));
        composer.report(finding.help(help(together)));
        false
    }
}

/// Each name once, in the order in which they first appear.
fn distinct(names: Vec<String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for name in names {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}
