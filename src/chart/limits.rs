//! What is refused before anything is drawn: plots that could only be drawn falsely or illegibly.

use super::{Axis, Plot, Refusal};
use rust_decimal::Decimal;

/// Values above this, or below its negative, are refused: their labels no longer fit, and nobody counts so far.
pub(super) const LARGEST: i64 = 1_000_000_000_000_000;

/// What a kind can show.
pub(super) struct Limits {
    /// The kind's name.
    pub(super) kind: &'static str,
    /// The places on its axis.
    pub(super) places: usize,
    /// Its series.
    pub(super) series: usize,
    /// Whether values may be negative.
    pub(super) negative: bool,
}

impl Refusal {
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Refusal { message: message.into(), help: help.into() }
    }
}

impl Limits {
    /// Refuses what the kind cannot show.
    pub(super) fn check(&self, plot: &Plot) -> Result<(), Refusal> {
        if !plot.statements.is_empty() {
            return Err(self.of_figure());
        }
        let places = count(&plot.x);
        if places == 0 || plot.series.is_empty() {
            return Err(Refusal::new("the chart has no rows", "check that the data file holds rows below its head"));
        }
        if places > self.places {
            return Err(self.too_many(places));
        }
        if plot.series.len() > self.series {
            return Err(self.too_many_series(plot.series.len()));
        }
        check_lengths(plot, places)?;
        check_highlight(plot, places)?;
        self.check_values(plot)?;
        check_dates(&plot.x)
    }

    fn of_figure(&self) -> Refusal {
        Refusal::new(
            format!("{} `{}` chart is drawn from data, not from a figure", article(self.kind), self.kind),
            "use `kind = \"dot-range\"` to show what each source says, or name `data`, `x` and `y`",
        )
    }

    fn too_many(&self, places: usize) -> Refusal {
        let (kind, most) = (self.kind, self.places);
        Refusal::new(
            format!("{} `{kind}` chart shows at most {most} rows legibly, and this data has {places}", article(kind)),
            "print the data as a table with `[tables.…]`, or chart fewer rows",
        )
    }

    fn too_many_series(&self, series: usize) -> Refusal {
        let (kind, most) = (self.kind, self.series);
        let noun = if most == 1 { "column" } else { "columns" };
        let help = if most == 1 {
            "make a chart for each column, or use `kind = \"line\"` to show them together"
        } else {
            "chart fewer columns, or print the data as a table with `[tables.…]`"
        };
        let message =
            format!("{} `{kind}` chart shows at most {most} {noun} of values, and `y` names {series}", article(kind));
        Refusal::new(message, help)
    }

    fn check_values(&self, plot: &Plot) -> Result<(), Refusal> {
        if let Some(series) = plot.series.iter().find(|series| series.values.iter().all(Option::is_none)) {
            let name = &series.name;
            return Err(Refusal::new(
                format!("the column `{name}` holds no values"),
                "leave the column out of `y`, or fill it in the data file",
            ));
        }
        for value in plot.series.iter().flat_map(|series| series.values.iter().flatten()) {
            check_size(value, "give the column in thousands or millions, and say so in `subtitle`")?;
            if !self.negative && value.is_sign_negative() && !value.is_zero() {
                let kind = self.kind;
                return Err(Refusal::new(
                    format!("{} `{kind}` chart cannot show the negative value {value}", article(kind)),
                    "use `kind = \"line\"`, or print the data as a table with `[tables.…]`",
                ));
            }
        }
        Ok(())
    }
}

/// "A" or "an", before the name of a kind.
fn article(kind: &str) -> &'static str {
    if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

/// Refuses a value that no axis can hold.
pub(super) fn check_size(value: &Decimal, help: &str) -> Result<(), Refusal> {
    if value.abs() > Decimal::from(LARGEST) {
        return Err(Refusal::new(format!("the value {value} is too large for an axis"), help));
    }
    Ok(())
}

/// The places of an axis.
pub(super) fn count(axis: &Axis) -> usize {
    match axis {
        Axis::Categories(names) => names.len(),
        Axis::Dates(days) => days.len(),
    }
}

fn check_lengths(plot: &Plot, places: usize) -> Result<(), Refusal> {
    match plot.series.iter().find(|series| series.values.len() != places) {
        None => Ok(()),
        Some(series) => Err(Refusal::new(
            format!("the column `{}` has {} values for {places} rows", series.name, series.values.len()),
            "give every row a value or an empty cell",
        )),
    }
}

fn check_highlight(plot: &Plot, places: usize) -> Result<(), Refusal> {
    match plot.highlight.filter(|&index| index >= places) {
        None => Ok(()),
        Some(index) => Err(Refusal::new(
            format!("row {} is to be set off, and the data has {places}", index.saturating_add(1)),
            "name a value of the `x` column in `highlight`",
        )),
    }
}

fn check_dates(axis: &Axis) -> Result<(), Refusal> {
    let Axis::Dates(days) = axis else { return Ok(()) };
    for (before, after) in days.iter().zip(days.iter().skip(1)) {
        if after == before {
            return Err(Refusal::new(
                format!("the date {after} stands in two rows"),
                "keep one row for each date, or name a column that tells them apart in `x`",
            ));
        }
        if after < before {
            return Err(Refusal::new(
                format!("the dates are not in order: {after} comes after {before}"),
                "sort the rows of the data file by date, the earliest first",
            ));
        }
    }
    Ok(())
}
