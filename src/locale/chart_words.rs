//! What is said below charts and in their descriptions.

use super::words::Phrase;
use serde::Deserialize;

/// The words with which a chart is described to those who do not see it, and its marks are explained to those who do.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChartWords {
    /// The kind `bar`.
    pub bar: String,
    /// The kind `horizontal-bar`.
    pub horizontal_bar: String,
    /// The kind `line`.
    pub line: String,
    /// The kind `diverging-bar`.
    pub diverging_bar: String,
    /// The kind `step-line`.
    pub step_line: String,
    /// The kind `area`.
    pub area: String,
    /// A kind whose series stand on top of each other: `{kind}`.
    pub stacked: Phrase,
    /// A kind that shows shares: `{kind}`.
    pub shares: Phrase,
    /// The sum of all series.
    pub total: String,
    /// A share: `{n}`.
    pub percent: Phrase,
    /// The kind `dot-range`.
    pub dot_range: String,
    /// The kind `dot-plot`.
    pub dot_plot: String,
    /// The kind `lollipop`.
    pub lollipop: String,
    /// The kind `slope`.
    pub slope: String,
    /// The kind `range`.
    pub range: String,
    /// The kind `small-multiples`.
    pub small_multiples: String,
    /// The kind `heat-table`.
    pub heat_table: String,
    /// The kind `pictogram`.
    pub pictogram: String,
    /// The kind `timeline`.
    pub timeline: String,
    /// First and last place of the axis: `{axis}`, `{from}`, `{to}`.
    pub span: Phrase,
    /// How many names an axis has that does not run from one to another: `{axis}`, `{n}`.
    pub places: Phrase,
    /// A place with its value: `{place}`, `{value}`.
    pub point: Phrase,
    /// Between such.
    pub separator: String,
    /// The least value: `{value}`, `{place}`.
    pub lowest: Phrase,
    /// The greatest value: `{value}`, `{place}`.
    pub highest: Phrase,
    /// The last value: `{value}`, `{place}`.
    pub last: Phrase,
    /// The value that is set off by its colour: `{value}`, `{place}`.
    pub highlighted: Phrase,
    /// All values are the same: `{value}`.
    pub equal: Phrase,
    /// Places without a value: `{list}`.
    pub missing: Phrase,
    /// How many places have no value, where these are too many to name: `{n}`, `{all}`.
    pub many_missing: Phrase,
    /// What is said of one of several series: `{series}`, `{values}`.
    pub series: Phrase,
    /// All values are bounded from below.
    pub all_minimum: String,
    /// All values are approximate.
    pub all_approximate: String,
    /// All values are bounded from above.
    pub all_maximum: String,
    /// What the arrowhead beyond the end of a bar means: `{bound}`.
    pub arrowhead_key: Phrase,
    /// What the arrowhead that points back to a bar means: `{bound}`.
    pub arrowhead_back_key: Phrase,
    /// What the wave beyond the end of a bar means: `{bound}`.
    pub wave_key: Phrase,
    /// What a sign before a number means: `{sign}`, `{bound}`.
    pub sign_key: Phrase,
    /// What stands for a value that the data does not have: `{sign}`.
    pub no_value_key: Phrase,
    /// What a gap in a line means.
    pub gap_key: String,
    /// That a bar of a timeline covers the whole months, where no days are known.
    pub month_key: String,
    /// That a line is joined across a gap, dotted.
    pub bridge_key: String,
    /// The values begin above zero.
    pub cut_axis_key: String,
    /// How shares are rounded.
    pub rounding_key: String,
    /// The same where the rounded shares of a place do not add up to 100.
    pub not_hundred_key: String,
    /// How large the parts are at most that are too small for their number: `{value}`.
    pub unlabelled_key: Phrase,
    /// Shares of numbers that are not exact: `{bound}`.
    pub shares_of_bounded_key: Phrase,
    /// What a thin line with ticks at its ends means.
    pub whisker_key: String,
    /// What a pale band along a line means.
    pub band_key: String,
    /// A value and the interval in which it lies: `{value}`, `{interval}`.
    pub with_interval: Phrase,
    /// What hatched marks mean.
    pub provisional_key: String,
    /// The same where patterns tell series apart.
    pub provisional_pale_key: String,
    /// The same of lines and areas.
    pub provisional_ground_key: String,
    /// Which places are provisional: `{list}`.
    pub provisional: Phrase,
    /// Where a series breaks, and why: `{place}`, `{note}`.
    pub break_key: Phrase,
    /// Why a series breaks where its rows name another source: `{source}`.
    pub source_change: Phrase,
    /// What is written in the picture: `{place}`, `{text}`.
    pub annotation: Phrase,
    /// What a filled dot means.
    pub dot_key: String,
    /// What a dot with nothing inside means.
    pub hollow_dot_key: String,
    /// What an arrow to the right means.
    pub arrow_key: String,
    /// What an arrow to the left means.
    pub arrow_back_key: String,
    /// What the length of an arrow means.
    pub arrow_length_key: String,
    /// What a thick line with ticks at its ends means.
    pub interval_key: String,
    /// What it means that a source is quoted and has no mark.
    pub words_key: String,
    /// The ends of a range, read out: `{low}`, `{high}`.
    pub range_point: Phrase,
    /// What the dot on a range is: `{series}`.
    pub point_key: Phrase,
    /// What a mark in the form of a person means.
    pub person_key: String,
    /// The title of the table of a chart's data: `{figure}`.
    pub data_title: Phrase,
    /// What a bar beside the text of an event means.
    pub stretch_key: String,
}
