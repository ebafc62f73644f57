//! Printed tables.

use super::record::{choice, record};
use super::rule::{Kind, Rule};
use super::value::{Spanned, Text};
use rust_decimal::Decimal;

record! {
    /// A printed table: of `data`, of `figures`, or of `cases`.
    pub struct Table: check table {
        /// The data it prints: an id of `[data]`.
        data: Option<Spanned<String>> => Rule::Refers(Kind::Data),
        /// The columns printed, by name; all where absent. Only with `data`.
        columns: Vec<Spanned<String>>,
        /// The figures it prints, one row each, or one row an estimate. Only without `data`.
        figures: Vec<Spanned<String>> => Rule::Refers(Kind::Figure),
        /// The cases it prints, one row each. In place of `data` and `figures`.
        cases: Vec<Spanned<String>> => Rule::Refers(Kind::Case),
        /// What it says.
        title: Text,
        /// What is measured.
        subtitle: Option<Text>,
        /// What the reader must know; printed below.
        note: Option<Text>,
        /// Heads that stand over several columns. Only with `data`.
        head_groups: Vec<HeadGroup>,
        /// The column whose values gather the rows: each value is a head of its own, and the column is not printed. Only
        /// with `data`.
        group_by: Option<Spanned<String>>,
        /// `true`: the last row adds up all columns of numbers. A list of columns: those. Only exact numbers of one source
        /// and minimums can be added; the total of minimums is a minimum.
        totals: Option<Spanned<Totals>>,
        /// The same below each group. Only with `group_by`.
        group_totals: Option<Spanned<Totals>>,
        /// What is set off: in heavier type, and on a tinted ground where the theme has one. Only with `data`.
        highlight: Vec<TableHighlight> => Rule::OneOrMany,
        /// How its page is turned: `auto` where absent, on its side where it fits only there.
        orientation: Option<Spanned<Orientation>>,
    }
}

record! {
    /// A head that stands over several columns of a table.
    pub struct HeadGroup {
        /// The head.
        label: Text,
        /// The columns, by name; they stand side by side.
        columns: Vec<Spanned<String>>,
    }
}

/// The columns that are added up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Totals {
    /// None: `false`.
    None,
    /// All columns of numbers: `true`.
    All,
    /// These.
    Columns(Vec<Spanned<String>>),
}

record! {
    /// Which rows or cells of a table are set off, and what that means.
    pub struct TableHighlight: check table_highlight {
        /// The column that decides.
        column: Spanned<String>,
        /// The cell that it must hold, as the file has it.
        is: Option<Text>,
        /// It must hold a number above this one.
        above: Option<Spanned<Decimal>>,
        /// It must hold a number below this one.
        below: Option<Spanned<Decimal>>,
        /// `row` (where absent) or `cell`: what is set off.
        what: Option<Spanned<HighlightPart>>,
        /// What it means, printed below the table: "years with more than 300 executions".
        label: Text,
    }
}

choice! {
    /// What is set off.
    pub enum HighlightPart {
        /// The whole row.
        Row = "row",
        /// The cell of the column that decides.
        Cell = "cell",
    }
}

choice! {
    /// How the page of a table is turned.
    pub enum Orientation {
        /// Upright, or on its side where the table fits only there.
        Auto = "auto",
        /// As the other pages are.
        Portrait = "portrait",
        /// On a page of its own that lies on its side.
        Landscape = "landscape",
    }
}
