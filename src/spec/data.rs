//! Tables of data, and what is declared of their columns.

use super::record::{choice, record};
use super::records::Records;
use super::rule::{Kind, Rule};
use super::types::{Bound, Period};
use super::value::{Spanned, Text};
use rust_decimal::Decimal;

record! {
    /// A table of data: what a file holds, what a database gives, or what a query over other data gives.
    pub struct Data: check data {
        /// The file, below the briefing's folder: CSV, TSV, JSON, JSON Lines, XLSX, ODS or SQLite, by the end of its name. The first
        /// row names the columns.
        file: Option<Text> => Rule::Same,
        /// The name of the environment variable that holds the address of a PostgreSQL database, in place of `file`; never the
        /// address itself. Beside it stands `query` or `table`.
        database: Option<Text> => Rule::Same,
        /// A query over other tables of `[data]`, in place of `file`: `select place, count(*) as killed from cases group by
        /// place`. Beside `database`, a query that the server runs.
        query: Option<Text> => Rule::Same,
        /// Small numbers that are counted in it are not given, nor is it itself given away.
        protect: Option<Protection>,
        /// The sheet of a workbook; may be absent where it has one.
        sheet: Option<Text> => Rule::Same,
        /// The cells of the sheet that are read, the names of the columns among them: `A3:F40`; all that are filled where absent.
        range: Option<Text> => Rule::Same,
        /// The table of an SQLite file, which may be absent where it has one; or that of a database.
        table: Option<Text> => Rule::Same,
        /// The source of all of it.
        source: Option<Spanned<String>> => Rule::Refers(Kind::Source),
        /// Where in the source.
        locator: Option<Text> => Rule::Name,
        /// The time that it covers, where that is more than the time of its first row to that of its last one: in it, no row is
        /// no case.
        covers: Option<Spanned<Period>>,
        /// The columns: `columns.year = { type = "year", label = "Year" }`. Undeclared columns are text.
        columns: Records<DataColumn> => Rule::AnyKey,
        /// What the reader must know about it.
        note: Option<Text>,
    }
}

impl Data {
    /// The file, the query or the table of a database: what the table comes from, as the specification names it.
    #[must_use]
    pub fn origin(&self) -> Option<&Text> {
        self.file.as_ref().or(self.query.as_ref()).or(self.table.as_ref())
    }

    /// The query over other tables of `[data]`, where the table is what that gives.
    #[must_use]
    pub fn derived(&self) -> Option<&Text> {
        self.query.as_ref().filter(|_| self.database.is_none())
    }
}

record! {
    /// The protection of those who are counted.
    pub struct Protection {
        /// Counts below this number are not given: 3 to 1000.
        below: Spanned<u32>,
    }
}

record! {
    /// A column of data.
    pub struct DataColumn {
        /// What its cells are.
        r#type: Spanned<ColumnType>,
        /// Its head in printed tables; the column's name where absent.
        label: Option<Text>,
        /// The unit of its numbers, printed once, in the head: "per cent".
        unit: Option<Text>,
        /// How exact its numbers are; required for numbers that charts and tables print.
        bound: Option<Spanned<Bound>>,
        /// Whether a cell may be empty; `false` where absent.
        optional: Option<Spanned<bool>>,
        /// Whether each row must have a value of its own; `false` where absent.
        unique: Option<Spanned<bool>>,
        /// The values that a cell may have; any where absent. Of a `boolean` column: the words for yes and no, in this order.
        values: Vec<Spanned<String>>,
        /// The least that a number may be, or the earliest year of a time, 1800 where absent.
        least: Option<Spanned<Decimal>>,
        /// The most that a number may be, or the latest year of a time, 2200 where absent.
        most: Option<Spanned<Decimal>>,
        /// The column in which each value must stand as well: `people.id`.
        references: Option<Spanned<String>>,
    }
}

choice! {
    /// What a column's cells are.
    pub enum ColumnType {
        /// Words.
        Text = "text",
        /// Numbers.
        Number = "number",
        /// Whole numbers.
        Integer = "integer",
        /// Years.
        Year = "year",
        /// Months, `2020-11`.
        Month = "month",
        /// Dates, `2020-11-30`.
        Date = "date",
        /// True or false: `true`, `yes` and `1`, or `false`, `no` and `0`; or the two words that `values` gives.
        Boolean = "boolean",
        /// Ids of `[sources]`: each row names its own source.
        Source = "source",
    }
}

impl ColumnType {
    /// The type that the values of such a column are of: an integer is a number with one more rule.
    #[must_use]
    pub fn stored(self) -> Self {
        match self {
            ColumnType::Integer => ColumnType::Number,
            ColumnType::Text
            | ColumnType::Number
            | ColumnType::Year
            | ColumnType::Month
            | ColumnType::Date
            | ColumnType::Boolean
            | ColumnType::Source => self,
        }
    }
}
