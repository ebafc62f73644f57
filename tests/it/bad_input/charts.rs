//! Charts of each kind that the data does not allow.

use super::Bad;
use crate::support::spec_with;

const LONG: &str = r#"[data.d]
file = "d.csv"
source = "a"
columns.place = { type = "text" }
columns.year = { type = "year" }
columns.n = { type = "number", bound = "exact", optional = true }
columns.day = { type = "date", optional = true }
columns.end = { type = "date", optional = true }

"#;

/// A specification with one chart of `d.csv`, whose record ends with `keys`.
fn charted(kind: &str, keys: &str) -> String {
    spec_with(&format!(
        "{LONG}[charts.c]\nkind = \"{kind}\"\ndata = \"d\"\ntitle = \"T\"\n{keys}\n\n[[sections]]\nheading = \"H\"\n\
         text = \"\"\"\n{{{{ charts.c }}}}\n\"\"\"\n"
    ))
}

/// The chart with two rows of data.
fn bad(kind: &str, keys: &str, rows: &str) -> Bad {
    Bad::spec(&charted(kind, keys)).file("d.csv", format!("place,year,n,day,end\n{rows}"))
}

const TWO: &str = "North,2020,3,2020-01-01,2020-02-01\nSouth,2021,4,2020-03-01,\n";

#[test]
fn an_unknown_kind_names_the_nearest() {
    bad("dotplot", "x = \"place\"\ny = \"n\"", TWO).finds("unknown-kind", "\"dotplot\"").refused().says("dot-plot");
    bad("heat-tabel", "x = \"place\"\ny = \"n\"", TWO)
        .finds("unknown-kind", "\"heat-tabel\"")
        .refused()
        .says("heat-table");
}

#[test]
fn an_unknown_column_names_the_nearest() {
    // all of them at once
    bad("bar", "x = \"plaec\"\ny = [\"nn\"]", TWO)
        .finds("unknown-column", "\"plaec\"")
        .finds("unknown-column", "\"nn\"")
        .refused()
        .says("did you mean `place`?")
        .says("did you mean `n`?");
    bad("small-multiples", "x = \"year\"\ny = \"n\"\nsplit = \"plaec\"", TWO)
        .finds("unknown-column", "\"plaec\"")
        .refused()
        .says("did you mean `place`?");
    bad("timeline", "x = \"day\"\ny = \"place\"\nuntil = \"ende\"", TWO)
        .finds("unknown-column", "\"ende\"")
        .refused()
        .says("did you mean `end`?");
}

#[test]
fn two_rows_for_one_panel_and_year() {
    bad("small-multiples", "x = \"year\"\ny = \"n\"\nsplit = \"place\"", "North,2020,3,,\nNorth,2020,5,,\n")
        .finds_at("d.csv", "duplicate-row", 3, 7)
        .refused();
}

#[test]
fn a_split_of_several_columns() {
    bad("heat-table", "x = \"place\"\ny = [\"n\", \"n\"]\nsplit = \"year\"", TWO)
        .finds("needless-columns", "\"year\"\n\n[[")
        .refused();
}

#[test]
fn a_range_with_one_column() {
    bad("range", "x = \"place\"\ny = \"n\"", TWO)
        .finds("chart-refused", "\"range\"")
        .refused()
        .says("lower and the upper");
}

#[test]
fn a_timeline_of_numbers_and_of_names() {
    bad("timeline", "x = \"day\"\ny = \"n\"", TWO).finds("not-text", "\"n\"\n\n[[").refused();
    bad("timeline", "x = \"place\"\ny = \"place\" # texts", TWO).finds("not-a-date", "\"place\"\ny").refused();
}

#[test]
fn an_event_without_a_day() {
    bad("timeline", "x = \"day\"\ny = \"place\"", "North,2020,3,,\n")
        .finds_at("d.csv", "undated-event", 2, 14)
        .refused();
}

#[test]
fn an_event_that_ends_before_it_begins() {
    bad("timeline", "x = \"day\"\ny = \"place\"\nuntil = \"end\"", "North,2020,3,2020-05-01,2020-04-01\n")
        .finds("chart-refused", "\"timeline\"")
        .refused()
        .says("ends before it begins");
}

#[test]
fn a_stretch_of_time_in_another_chart() {
    bad("lollipop", "x = \"place\"\ny = \"n\"\nuntil = \"end\"", TWO)
        .finds("needless-columns", "\"end\"\n\n[[")
        .refused();
}

#[test]
fn too_many_people_and_ten_thousand_rows() {
    bad("pictogram", "x = \"place\"\ny = \"n\"", "North,2020,4000,,\n")
        .finds("chart-refused", "\"pictogram\"")
        .refused()
        .says("at most 300 people");
    let rows: String = (0..10_000).map(|n| format!("Place {n},2020,1,,\n")).collect();
    for kind in ["lollipop", "dot-plot", "pictogram", "heat-table"] {
        bad(kind, "x = \"place\"\ny = \"n\"", &rows)
            .finds("chart-refused", &format!("\"{kind}\""))
            .refused()
            .says(&format!("a `{kind}` chart shows at most"));
    }
}

#[test]
fn panels_of_names() {
    bad("small-multiples", "x = \"place\"\ny = \"n\"", TWO)
        .finds("chart-refused", "\"small-multiples\"")
        .refused()
        .says("must be years");
}

#[test]
fn rows_out_of_order_or_twice_are_named_in_the_data() {
    let unsorted = "North,2021,3,2020-03-01,\nSouth,2020,4,2020-01-01,\n";
    for (kind, x, says) in [("line", "day", "comes after 2020-03-01"), ("area", "year", "2020 comes after 2021")] {
        bad(kind, &format!("x = '{x}'\ny = \"n\""), unsorted)
            .finds("chart-refused", &format!("'{x}'"))
            .refused()
            .says(says)
            .shows("d.csv:2")
            .shows("this row");
    }
    let twice = "North,2020,3,2020-01-01,\nSouth,2021,4,2020-01-01,\nEast,2020,5,2020-02-01,\n";
    for (x, says) in [("day", "the date 2020-01-01 stands in two rows"), ("year", "the year 2020 stands in two rows")] {
        bad("bar", &format!("x = '{x}'\ny = \"n\""), twice)
            .finds("chart-refused", &format!("'{x}'"))
            .refused()
            .says(says)
            .shows("an earlier row");
    }
}

#[test]
fn a_value_that_cannot_be_drawn_is_named_in_the_data() {
    bad("bar", "x = \"place\"\ny = \"n\"", "North,2020,3,,\nSouth,2021,-4,,\n")
        .finds("chart-refused", "\"n\"")
        .refused()
        .says("the negative value -4")
        .shows("d.csv:3");
}

#[test]
fn a_row_without_its_day() {
    bad("line", "x = \"day\"\ny = \"n\"", "North,2020,3,2020-01-01,\nSouth,2021,4,,\n")
        .finds("empty-cell", "\"day\"")
        .refused()
        .says("a row has no date")
        .shows("d.csv:3");
}

#[test]
fn only_lines_bridge_gaps() {
    bad("area", "x = \"day\"\ny = \"n\"\ngaps = \"join\"", TWO)
        .finds("needless-key", "\"join\"")
        .refused()
        .says("one of `line`, `step-line`");
    bad("line", "x = \"day\"\ny = \"n\"\ngaps = \"jion\"", TWO)
        .finds("unknown-value", "\"jion\"")
        .refused()
        .says("did you mean `join`?");
}

#[test]
fn two_letters_exchanged_are_seen_in_a_short_name() {
    bad("bra", "x = \"place\"\ny = \"n\"", TWO).finds("unknown-kind", "\"bra\"").refused().says("did you mean `bar`?");
}

/// A picture has no place for notes.
#[test]
fn a_figure_in_what_is_written_in_a_picture() {
    let note = "x = \"place\"\ny = \"n\"\nannotations = [{ at = \"Alpha\", text = \"as {{ figures.f }}\" }]\n\n[figures.f]\nwhat = \"people\"\n\
                value = 3\nbound = \"exact\"\nperiod = 2020\nplace = \"Testland\"\nsource = \"a\"";
    bad("bar", note, TWO).finds("note-in-picture", "\"as {{").refused().says("no place for the note");
}
