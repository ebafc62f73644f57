//! Charts that would join, add or lay on one axis what does not belong together: sources, units, places without an order, years
//! out of it.

use super::Bad;
use crate::support::spec_with;

const DATA: &str = r#"[sources.b]
type = "report"
title = "Another count"
publisher = "The Monitor"
issued = 2021

[data.d]
file = "d.csv"
columns.place = { type = "text" }
columns.year = { type = "year" }
columns.m = { type = "number", bound = "at-least", unit = "people" }
columns.m_source = { type = "source" }
columns.n = { type = "number", bound = "exact", unit = "per cent" }
columns.low = { type = "number", bound = "exact" }
columns.high = { type = "number", bound = "exact" }
columns.n_source = { type = "source" }

"#;

/// A chart of two rows, which are of two sources in both columns.
fn bad(kind: &str, keys: &str) -> Bad {
    with(kind, keys, "North,2020,3,a,4,4,6,b\nSouth,2020,5,b,6,4,6,a\n")
}

fn with(kind: &str, keys: &str, rows: &str) -> Bad {
    let spec = spec_with(&format!(
        "{DATA}[charts.c]\nkind = \"{kind}\"\ndata = \"d\"\ntitle = \"T\"\n{keys}\n\n[[sections]]\nheading = \"H\"\n\
         text = \"\"\"\n{{{{ charts.c }}}}\n\"\"\"\n"
    ));
    Bad::spec(&spec).file("d.csv", format!("place,year,m,m_source,n,low,high,n_source\n{rows}"))
}

#[test]
fn rows_of_two_sources_are_not_added() {
    let split = "x = \"year\"\ny = \"n\"\nsplit = \"place\"";
    bad("bar", &format!("{split}\nlayout = \"stacked\""))
        .finds("mixed-sources", "\"stacked\"")
        .refused()
        .says("rows of different sources for one place are added up");
    bad("area", split).finds("mixed-sources", "\"area\"").refused();
}

#[test]
fn columns_of_two_sources_are_not_joined() {
    let keys = "x = \"place\"\ny = [\"low\", \"m\"]";
    for kind in ["slope", "range"] {
        with(kind, keys, "North,2020,9,a,4,4,6,b\nSouth,2020,9,b,6,4,6,a\n")
            .finds("mixed-sources", if kind == "slope" { "\"slope\"" } else { "\"range\"" })
            .refused()
            .says("the columns `low` and `m` of different sources are joined")
            .says("across_sources");
    }
}

#[test]
fn two_units_and_one_column_twice() {
    let keys = "x = \"place\"\ny = [\"m\", \"n\"]";
    bad("bar", keys).finds("mixed-units", "\"n\"]").refused().says("`m` is in `people` and `n` in `per cent`");
    let keys = "x = \"place\"\ny = [\"n\", \"n\"]\nlayout = \"stacked\"";
    bad("bar", keys).finds("needless-columns", "\"n\"]").refused().says("twice");
}

#[test]
fn a_minimum_does_not_lie_in_an_interval_that_begins_below_it() {
    let keys = "x = \"place\"\ny = { column = \"m\", low = \"low\", high = \"high\" }";
    with("bar", keys, "North,2020,4,a,4,4,6,a\nSouth,2020,5,a,6,4,6,a\n")
        .finds_at("d.csv", "wrong-order", 3, 12)
        .refused()
        .says("the value is `at-least` 5, and its interval begins at 4");
}

#[test]
fn years_out_of_order_and_names_joined_by_a_line() {
    let rows = "North,2020,3,a,4,4,6,a\nSouth,2019,5,a,6,4,6,a\n";
    with("bar", "x = \"year\"\ny = \"n\"", rows)
        .finds("chart-refused", "\"year\"\ny = \"n\"")
        .refused()
        .says("2019 comes after 2020");
    for kind in ["line", "step-line", "area"] {
        with(kind, "x = \"place\"\ny = \"n\"", rows)
            .finds(
                "chart-refused",
                if kind == "line" {
                    "\"line\""
                } else if kind == "area" {
                    "\"area\""
                } else {
                    "\"step-line\""
                },
            )
            .refused()
            .says("joins places that have no order")
            .says("lollipop");
    }
}

/// 60 and 37 per cent were drawn as 62 and 38.
#[test]
fn shares_that_lack_a_part() {
    let spec = |rows: &str| {
        let data = "[data.d]\nfile = \"d.csv\"\nsource = \"a\"\ncolumns.place = { type = \"text\" }\n\
                    columns.yes = { type = \"number\", bound = \"exact\", unit = \"per cent\" }\n\
                    columns.no = { type = \"number\", bound = \"exact\", unit = \"per cent\" }\n\
                    [charts.c]\nkind = \"bar\"\ndata = \"d\"\nx = \"place\"\ny = [\"yes\", \"no\"]\nlayout = \"percent\"\ntitle = \"T\"\n\
                    [[sections]]\nheading = \"H\"\ntext = \"\"\"\n{{ charts.c }}\n\"\"\"\n";
        Bad::spec(&spec_with(data)).file("d.csv", format!("place,yes,no\n{rows}"))
    };
    spec("North,50,50\nSouth,60,37\n")
        .finds("shares-of-less", "\"percent\"")
        .refused()
        .says("the shares of `South` come to 97 per cent");
    let rounded = spec("North,50,50\nSouth,60,39\n");
    rounded.case.run(["build", ".", "--quiet", "--output", "new.pdf"]).ended(0);
}
