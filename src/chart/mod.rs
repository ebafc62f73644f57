//! Charts: a [`Plot`] of exact values becomes a [`Drawing`] of vector marks and real text. One file a kind, registered in
//! [`CHARTS`].

mod above;
mod across;
mod alt;
mod area;
mod bar;
mod beside;
mod breaks;
mod canvas;
mod columns;
mod cut;
mod diverging_bar;
mod dot_plot;
mod dot_range;
mod dress;
mod ends;
mod first_row;
mod frame;
mod gaps;
mod hatch;
mod heat_table;
mod horizontal_bar;
mod key_row;
mod keys;
mod labels;
mod legend;
mod limits;
mod line;
mod lollipop;
mod marks;
mod named_rows;
mod options;
mod periods;
mod pictogram;
mod places;
mod points;
mod range;
mod row_axis;
mod rows;
mod scale;
mod slope;
mod small_multiples;
mod stack;
mod step_line;
#[cfg(test)]
mod tests;
mod timeline;
mod tips;

pub use gaps::Gap;
pub(crate) use limits::article;
pub use limits::count;
pub use options::{Annotation, At, Base, Break, Layout, Options, Side};

use crate::doc::Drawing;
use crate::locale::Locale;
use crate::page::Color;
use crate::spec::Bound;
use crate::text::Fonts;
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// What is drawn: values from the evidence, already checked, in the order of the data.
#[derive(Debug, Clone, PartialEq)]
pub struct Plot {
    /// The places on the category axis.
    pub x: Axis,
    /// What the x column is called.
    pub x_label: String,
    /// The series; each has as many values as the axis has places.
    pub series: Vec<Series>,
    /// What each source says; only for `dot-range`, which has neither places nor series.
    pub statements: Vec<Statement>,
    /// What happened when; only for `timeline`, which has neither places nor series.
    pub events: Vec<Event>,
    /// The place to be set off, by its index.
    pub highlight: Option<usize>,
    /// Whether rows are sorted by value, the largest first (kinds with one row a value).
    pub sort_by_value: bool,
    /// The finding, for the alternative text.
    pub title: String,
    /// What is measured, for the alternative text; may be empty.
    pub subtitle: String,
    /// What else the author asks for.
    pub options: Options,
}

/// The places on the category axis.
#[derive(Debug, Clone, PartialEq)]
pub enum Axis {
    /// Names, as printed.
    Categories(Vec<String>),
    /// Years.
    Years(Vec<i32>),
    /// Months, by their first days.
    Months(Vec<NaiveDate>),
    /// Days.
    Dates(Vec<NaiveDate>),
}

/// A series.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// Its values; none where the data has a gap.
    pub values: Vec<Option<Decimal>>,
    /// How exact they are.
    pub bound: Bound,
}

/// Something that happened on a day or over a stretch of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its day, or its first one.
    pub from: NaiveDate,
    /// Its last day, where it lasted.
    pub to: Option<NaiveDate>,
    /// Whether only months are known, of which these are the first and the last day.
    pub in_months: bool,
    /// What happened.
    pub text: String,
}

/// What a kind is drawn from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Columns of numbers, or the statements of a figure.
    Values,
    /// A column of dates and one of texts.
    Events,
}

/// What one source says of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The source, in short.
    pub source: String,
    /// What it says.
    pub said: Said,
    /// The same as it is printed, with bound and unit: "more than 400".
    pub printed: String,
}

/// What a source says: a number, an interval, or words alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// A number and how exact it is.
    Number(Decimal, Bound),
    /// The two ends of an interval, rising.
    Between(Decimal, Decimal),
    /// No number: "thousands".
    Words,
}

/// What a kind needs to draw.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The faces.
    pub fonts: &'a Fonts,
    /// Words, digits and dates.
    pub locale: &'a Locale,
    /// The colours.
    pub palette: &'a Palette,
    /// The width of the drawing in points.
    pub width: f32,
}

/// The colours of a chart, from the theme.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Palette {
    /// Text and axis line.
    pub ink: Color,
    /// Secondary text.
    pub grey: Color,
    /// Hairlines.
    pub hairline: Color,
    /// The first series.
    pub accent: Color,
    /// What is set off.
    pub signal: Color,
}

/// Why a plot cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What to do.
    pub help: String,
    /// What of the plot is wrong; none where it is the kind, or the whole.
    pub about: Option<About>,
}

/// A part of a plot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// A series, by its index.
    Series(usize),
    /// A value, by its series and place.
    Value(usize, usize),
    /// A place of the axis, by its index, and an earlier one that it does not go with.
    Place(usize, usize),
}

/// A kind of chart.
pub trait Chart: Sync {
    /// Its name in specifications: `bar`.
    fn name(&self) -> &'static str;
    /// What it is for, in one sentence.
    fn purpose(&self) -> &'static str;
    /// What it is drawn from.
    fn needs(&self) -> Needs {
        Needs::Values
    }
    /// Draws it.
    ///
    /// # Errors
    /// A plot that cannot be drawn truthfully or legibly is refused.
    fn draw(&self, plot: &Plot, context: Context<'_>) -> Result<Drawing, Refusal>;
    /// Says what it shows, for those who do not see it: kind, what, span, extremes, last value, bounds.
    fn describe(&self, plot: &Plot, locale: &Locale) -> String;
    /// Sentences for the line below the chart that explain its marks, where it has marks to explain; which marks it has
    /// may depend on its width.
    fn key(&self, plot: &Plot, context: Context<'_>) -> Option<String>;
    /// Whether its axis of values leaves zero out, though the author did not ask for that.
    fn cuts_axis(&self, _plot: &Plot) -> bool {
        false
    }
}

/// The kinds of chart.
pub const CHARTS: &[&dyn Chart] = &[
    &bar::Bar,
    &horizontal_bar::HorizontalBar,
    &diverging_bar::DivergingBar,
    &line::Line,
    &step_line::StepLine,
    &area::Area,
    &dot_range::DotRange,
    &dot_plot::DotPlot,
    &lollipop::Lollipop,
    &slope::Slope,
    &range::Range,
    &small_multiples::SmallMultiples,
    &heat_table::HeatTable,
    &pictogram::Pictogram,
    &timeline::Timeline,
];

/// The kind of this name.
#[must_use]
pub fn find(name: &str) -> Option<&'static dyn Chart> {
    CHARTS.iter().copied().find(|chart| chart.name() == name)
}

/// The names of all kinds, to suggest the nearest one.
pub fn names() -> impl Iterator<Item = &'static str> {
    CHARTS.iter().map(|chart| chart.name())
}
