//! What is refused before anything is drawn: plots that could only be drawn falsely or illegibly.

use super::places::Names;
use super::{About, Axis, Plot, Refusal};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Values above this, or below its negative, are refused: their labels no longer fit, and nobody counts so far.
pub(super) const LARGEST: i64 = 1_000_000_000_000_000;

/// The kinds that put the largest value first, where they are not told otherwise.
const SORTED: [&str; 6] = ["horizontal-bar", "diverging-bar", "dot-plot", "lollipop", "range", "pictogram"];
/// The kinds that join what stands side by side.
const JOINING: [&str; 3] = ["line", "step-line", "area"];

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
        Refusal { message: message.into(), help: help.into(), about: None }
    }

    /// The same, of a part of the plot.
    pub(super) fn about(self, part: About) -> Self {
        Refusal { about: Some(part), ..self }
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
        check_series(plot)?;
        check_highlight(plot, places)?;
        self.check_values(plot)?;
        self.check_times(plot)
    }

    /// Times in the order of time, each once: out of it, bars show a rise or fall that never was. Rows in the order of their
    /// values show none.
    fn check_times(&self, plot: &Plot) -> Result<(), Refusal> {
        let axis = &plot.x;
        let is_sorted = self.kind == "slope" || SORTED.contains(&self.kind) && plot.sort_by_value;
        match axis {
            Axis::Categories(names) if JOINING.contains(&self.kind) && !are_years(names) => Err(self.of_names()),
            Axis::Categories(names) => check_names(names),
            Axis::Years(years) if is_sorted => check_once(years, axis, "year"),
            Axis::Years(years) => check_order(years, axis, "year"),
            Axis::Months(days) => check_order(days, axis, "month"),
            Axis::Dates(days) => check_order(days, axis, "date"),
        }
    }

    /// Between two names nothing rises and nothing falls.
    fn of_names(&self) -> Refusal {
        Refusal::new(
            format!("{} `{}` chart joins places that have no order", article(self.kind), self.kind),
            "use `kind = \"bar\"`, `\"lollipop\"` or `\"dot-plot\"`; if they are times, declare the `x` column as `year`, \
             `month` or `date`",
        )
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
        for (number, series) in plot.series.iter().enumerate() {
            if series.values.iter().all(Option::is_none) {
                let message = format!("the column `{}` holds no values", series.name);
                let refusal = Refusal::new(message, "leave the column out of `y`, or fill it in the data file");
                return Err(refusal.about(About::Series(number)));
            }
            for (place, value) in series.values.iter().enumerate() {
                let about = |refusal: Refusal| refusal.about(About::Value(number, place));
                value.as_ref().map_or(Ok(()), |value| self.check_value(value, &plot.x)).map_err(about)?;
            }
        }
        Ok(())
    }

    fn check_value(&self, value: &Decimal, axis: &Axis) -> Result<(), Refusal> {
        check_size(value, "give the column in thousands or millions, and say so in `subtitle`")?;
        if self.negative || !value.is_sign_negative() || value.is_zero() {
            return Ok(());
        }
        let kind = self.kind;
        let help = match axis {
            Axis::Categories(names) if !are_years(names) => {
                "use `kind = \"lollipop\"` or `\"dot-plot\"`, or print the data as a table with `[tables.…]`"
            }
            _ => "use `kind = \"line\"`, or print the data as a table with `[tables.…]`",
        };
        let message = format!("{} `{kind}` chart cannot show the negative value {value}", article(kind));
        Err(Refusal::new(message, help))
    }
}

/// Whether names are years in rising order, which a column of texts may hold as well.
fn are_years(names: &[String]) -> bool {
    Names::of_categories(names).years().is_some()
}

/// "A" or "an", before the name of a kind.
pub(crate) fn article(kind: &str) -> &'static str {
    if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

/// Refuses a value that no axis can hold.
pub(super) fn check_size(value: &Decimal, help: &str) -> Result<(), Refusal> {
    if value.abs() > Decimal::from(LARGEST) {
        return Err(Refusal::new(format!("the value {value} is too large for an axis"), help));
    }
    Ok(())
}

/// How many places an axis has.
#[must_use]
pub fn count(axis: &Axis) -> usize {
    match axis {
        Axis::Categories(names) => names.len(),
        Axis::Years(years) => years.len(),
        Axis::Months(days) | Axis::Dates(days) => days.len(),
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

fn check_order<T: Ord>(times: &[T], axis: &Axis, what: &str) -> Result<(), Refusal> {
    check_once(times, axis, what)?;
    for (at, (before, after)) in times.iter().zip(times.iter().skip(1)).enumerate() {
        let written = axis.as_written();
        let name = |at: usize| written.get(at).cloned().unwrap_or_default();
        if after < before {
            let refusal = Refusal::new(
                format!("the {what}s are not in order: {} comes after {}", name(at + 1), name(at)),
                format!("sort the rows of the data file by {what}, the earliest first"),
            );
            return Err(refusal.about(About::Place(at + 1, at)));
        }
    }
    Ok(())
}

fn check_once<T: Eq>(times: &[T], axis: &Axis, what: &str) -> Result<(), Refusal> {
    for (at, time) in times.iter().enumerate() {
        if let Some(first) = times.iter().take(at).position(|other| other == time) {
            let name = axis.as_written().get(at).cloned().unwrap_or_default();
            return Err(twice(&name, what).about(About::Place(at, first)));
        }
    }
    Ok(())
}

/// A name without what is not seen of it at a glance.
fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The first two that are one name.
fn doubled<'a>(names: impl Iterator<Item = &'a String>) -> Option<(usize, usize)> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    names.enumerate().find_map(|(at, name)| seen.insert(folded(name), at).map(|first| (at, first)))
}

/// Series that bear one name cannot be told apart in the key.
fn check_series(plot: &Plot) -> Result<(), Refusal> {
    let Some((at, _)) = doubled(plot.series.iter().map(|series| &series.name)) else { return Ok(()) };
    let name = plot.series.get(at).map_or("", |series| series.name.as_str());
    let message = format!("two of its columns are named `{name}`");
    Err(Refusal::new(message, "give each column its own `label`, in `[data]` or in `y`").about(About::Series(at)))
}

/// Each name once, however it is written: of two rows of one name nobody can say which holds, or whether both do.
fn check_names(names: &[String]) -> Result<(), Refusal> {
    if let Some((at, first)) = doubled(names.iter()) {
        let name = names.get(at).map_or("", String::as_str);
        let refusal = match names.get(first).filter(|other| other.as_str() != name) {
            None => twice(name, "name"),
            Some(other) => Refusal::new(
                format!("the names `{other}` and `{name}` differ in capital letters or spaces alone"),
                "write a name in one way, and keep one row for each",
            ),
        };
        return Err(refusal.about(About::Place(at, first)));
    }
    Ok(())
}

fn twice(name: &str, what: &str) -> Refusal {
    Refusal::new(
        format!("the {what} {name} stands in two rows"),
        format!("keep one row for each {what}, or name a column that tells them apart in `x` or in `split`"),
    )
}
