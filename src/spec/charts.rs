//! What belongs to the record of a chart: its series, and what can be asked of it beyond columns.

use super::record::{choice, record};
use super::types::Bound;
use super::value::{PlaceName, Spanned, Text};
use rust_decimal::Decimal;

record! {
    /// A series of a chart: a string naming the column, or a table.
    pub struct ChartSeries: shorthand column {
        /// The column.
        column: Spanned<String>,
        /// How exact its numbers are; the column's own where absent.
        bound: Option<Spanned<Bound>>,
        /// Its name in the chart; the column's label where absent.
        label: Option<Text>,
        /// The column of the lower ends of the intervals in which its values lie.
        low: Option<Spanned<String>>,
        /// The column of the upper ends.
        high: Option<Spanned<String>>,
        /// Only for `diverging-bar`: its side of the middle; by its order where absent.
        side: Option<Spanned<ChartSide>>,
    }
}

choice! {
    /// How several columns of a chart stand to each other.
    pub enum ChartLayout {
        /// Side by side.
        Grouped = "grouped",
        /// On top of each other, or one after the other.
        Stacked = "stacked",
        /// As shares of their sum.
        Percent = "percent",
    }
}

choice! {
    /// Where the axis of a line begins.
    pub enum ChartBase {
        /// At zero.
        Zero = "zero",
        /// Near the values.
        Data = "data",
    }
}

choice! {
    /// What a line does where the data have a gap.
    pub enum ChartGaps {
        /// It breaks.
        Break = "break",
        /// It is joined by a dotted line.
        Join = "join",
    }
}

choice! {
    /// Where neutral answers stand.
    pub enum ChartNeutral {
        /// Across the middle.
        Centre = "centre",
        /// Apart, at the right.
        Apart = "apart",
    }
}

choice! {
    /// On which side of the middle answers stand.
    pub enum ChartSide {
        /// Before it.
        Negative = "negative",
        /// Across it.
        Neutral = "neutral",
        /// After it.
        Positive = "positive",
    }
}

record! {
    /// A change of method or source.
    pub struct ChartBreak {
        /// The first place after the change, as in the data.
        at: Spanned<PlaceName>,
        /// What changes; printed below.
        note: Text,
    }
}

record! {
    /// A note in the picture of a chart. It has either `at` or `value`.
    pub struct ChartAnnotation: check annotation {
        /// The place it stands at: a place of the axis, or a date.
        at: Option<Spanned<PlaceName>>,
        /// The value it stands at.
        value: Option<Spanned<Decimal>>,
        /// What it says, in a few words.
        text: Text,
    }
}
