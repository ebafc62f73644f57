//! Tables composed from a specification and data.

use crate::diag::Sink;
use crate::doc::{Node, RowKind, Table, plain_text};
use std::fs;

const HEAD: &str = "spec = 1\n[briefing]\ntitle = \"T\"\ndate = 2021-02-15\nlanguage = \"en-GB\"\n\
    [sources.a]\ntype = \"report\"\ntitle = \"A\"\npublisher = \"P\"\nissued = 2021\n\
    [sources.b]\ntype = \"report\"\ntitle = \"B\"\npublisher = \"P\"\nissued = 2021\n\
    [data.d]\nfile = \"d.csv\"\n\
    columns.year = { type = \"year\", label = \"Year\" }\n\
    columns.n = { type = \"number\", label = \"Executions\", bound = \"BOUND\", optional = true, unit = \"persons\" }\n\
    columns.m = { type = \"number\", label = \"Other\", bound = \"exact\", optional = true }\n\
    columns.from = { type = \"source\", optional = true }\n";

const TEXT: &str = "[[sections]]\nheading = \"H\"\ntext = \"\"\"\n{{ tables.t }}\n\"\"\"\n";

#[expect(clippy::disallowed_methods, reason = "a test makes its own folder")]
/// The table `t` with `keys`, over `csv`, and the findings of composing it.
fn compose(csv: &str, bound: &str, keys: &str) -> (Option<Table>, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let spec = format!("{}[tables.t]\n{keys}{TEXT}", HEAD.replace("BOUND", bound));
    write(folder.path(), &spec, csv);
    let mut sink = Sink::default();
    let briefing = crate::load(folder.path(), &mut sink).briefing;
    let document = briefing.map(|briefing| crate::compose(&briefing, &mut sink));
    let body = document.map(|document| document.body).unwrap_or_default();
    let table = body.into_iter().find_map(|node| if let Node::Table(table) = node { Some(table) } else { None });
    (table, sink.into_sorted().into_iter().map(|finding| format!("{}: {}", finding.code, finding.message)).collect())
}

#[expect(clippy::disallowed_methods, reason = "a test makes its own folder")]
fn write(folder: &std::path::Path, spec: &str, csv: &str) {
    fs::write(folder.join("briefing.toml"), spec).unwrap();
    fs::write(folder.join("d.csv"), csv).unwrap();
}

fn data(csv: &str, bound: &str, keys: &str) -> (Option<Table>, Vec<String>) {
    compose(csv, bound, &format!("data = \"d\"\ntitle = \"T\"\n{keys}"))
}

/// The rows as text, cells parted by bars.
fn lines(table: &Table) -> Vec<String> {
    let row = |row: &crate::doc::Row| {
        let cells: Vec<String> = row.cells.iter().map(|cell| plain_text(&cell.text)).collect();
        cells.join("|")
    };
    table.head.iter().chain(&table.rows).map(row).collect()
}

const CSV: &str = "year,n,m,from,where\n2019,280,4,a,North\n2019,1200,1.5,a,South\n2020,267,0,a,North\n";

#[test]
fn heads_say_bound_and_unit_once() {
    let (table, findings) = data(CSV, "at-least", "columns = [\"year\", \"n\", \"m\"]\n");
    let table = table.unwrap();
    assert_eq!(findings, [""; 0]);
    assert_eq!(lines(&table)[..2], ["Year|Executions, at least (persons)|Other", "2019|280|4"]);
    let number = table.rows[1].cells[2].number.unwrap();
    assert_eq!((number.start, number.point, number.end), (0, 1, 3));
}

#[test]
fn totals_keep_their_bound() {
    let keys = "columns = [\"where\", \"n\", \"m\"]\ntotals = true\n";
    let (table, findings) = data(CSV, "exact", keys);
    assert_eq!(findings, [""; 0]);
    assert_eq!(lines(&table.unwrap())[4], "Total|1,747|5.5");
    let (table, _) = data(CSV, "at-least", keys);
    assert_eq!(lines(&table.unwrap())[4], "Total|at least 1,747|5.5");
    let (table, _) = data(CSV, "more-than", "columns = [\"where\", \"n\", \"m\"]\ntotals = [\"n\"]\n");
    assert_eq!(lines(&table.unwrap())[4], "Total|more than 1,747|");
    // a minimum stays one where a number is missing
    let (table, _) = data("year,n,m,from,where\n2019,280,4,a,N\n2020,,1,a,S\n", "at-least", keys);
    assert_eq!(lines(&table.unwrap())[3], "Total|at least 280|5");
}

#[test]
fn what_cannot_be_added_is_not() {
    let keys = "columns = [\"where\", \"n\", \"m\"]\ntotals = true\n";
    for (csv, bound, says) in [
        (CSV, "about", "no-total: `n`: numbers that are `about` cannot be added up"),
        (CSV, "at-most", "no-total: `n`: numbers that are `at-most` cannot be added up"),
        (
            "year,n,m,from,where\n2019,280,4,a,N\n2020,,1,a,S\n",
            "exact",
            "no-total: `n` has an empty cell, so that a total would look complete",
        ),
        (
            "year,n,m,from,where\n2019,280,4,a,N\n2020,1,1,b,S\n",
            "exact",
            "no-total: the numbers of `n` come from different sources",
        ),
        (
            "year,n,m,from,where\n2019,79228162514264337593543950335,4,a,N\n2020,1,1,a,S\n",
            "exact",
            "no-total: `n`: the total has more digits than can be kept exactly",
        ),
    ] {
        let (table, findings) = data(csv, bound, keys);
        assert!(table.is_none() && findings == [says], "{findings:?}");
    }
    for (keys, says) in [
        ("totals = [\"where\"]\n", "no-total: `where` holds no numbers"),
        (
            "columns = [\"n\", \"m\"]\ntotals = true\n",
            "no-total: the first column is added up, so that there is no room for the word `Total`",
        ),
        ("columns = [\"where\", \"n\"]\ntotals = [\"m\"]\n", "no-total: `m` is not printed"),
        ("totals = [\"nn\"]\n", "unknown-column: unknown column `nn`"),
        ("columns = [\"where\"]\ntotals = true\n", "no-total: there is no column of numbers to add up"),
    ] {
        let (table, findings) = data(CSV, "exact", keys);
        assert!(table.is_none() && findings == [says], "{findings:?}");
    }
}

#[test]
fn rows_are_gathered_with_their_totals() {
    let keys = "columns = [\"where\", \"n\"]\ngroup_by = \"year\"\ngroup_totals = true\ntotals = true\n";
    let (table, findings) = data(CSV, "at-least", keys);
    assert_eq!(findings, [""; 0]);
    let table = table.unwrap();
    assert_eq!(
        lines(&table)[1..],
        [
            "2019",
            "North|280",
            "South|1,200",
            "Total, 2019|at least 1,480",
            "2020",
            "North|267",
            "Total, 2020|at least 267",
            "Total|at least 1,747"
        ]
    );
    assert_eq!(table.rows[0].kind, RowKind::Group);
    assert_eq!(table.rows[0].cells[0].columns, 2);
    assert!(table.columns[0].row_head);
    // the groups of a column that is not named, in the order in which they first come
    let (table, _) = data(CSV, "at-least", "columns = [\"year\", \"n\"]\ngroup_by = \"where\"\n");
    assert_eq!(lines(&table.unwrap())[1..], ["North", "2019|280", "2020|267", "South", "2019|1,200"]);
}

#[test]
fn heads_stand_over_columns() {
    let keys = "columns = [\"where\", \"n\", \"m\"]\nhead_groups = [{ label = \"2020\", columns = [\"n\", \"m\"] }]\n";
    let table = data(CSV, "exact", keys).0.unwrap();
    assert_eq!(lines(&table)[..2], ["where|2020", "Executions (persons)|Other"]);
    assert_eq!((table.head[0].cells[0].rows, table.head[0].cells[1].columns), (2, 2));
    for (groups, says) in [
        (
            "[{ label = \"X\", columns = [\"where\", \"m\"] }]",
            "head-group: the columns under `X` do not stand side by side",
        ),
        ("[{ label = \"X\", columns = [\"year\"] }]", "head-group: `year` is not printed"),
        ("[{ label = \"X\", columns = [] }]", "head-group: `X` stands over no column"),
        (
            "[{ label = \"X\", columns = [\"n\"] }, { label = \"Y\", columns = [\"n\", \"m\"] }]",
            "head-group: `n` stands under two heads",
        ),
    ] {
        let keys = format!("columns = [\"where\", \"n\", \"m\"]\nhead_groups = {groups}\n");
        let (table, findings) = data(CSV, "exact", &keys);
        assert!(table.is_none() && findings == [says], "{findings:?}");
    }
}

#[test]
fn rows_and_cells_are_set_off_by_rules() {
    let keys = "highlight = [{ column = \"n\", above = 279, what = \"cell\", label = \"more than 279\" }, \
                { column = \"year\", is = \"2020\", label = \"last year\" }]\n";
    let (table, findings) = data(CSV, "exact", keys);
    assert_eq!(findings, [""; 0]);
    let table = table.unwrap();
    let cells: Vec<bool> = table.rows.iter().map(|row| row.cells[1].highlight).collect();
    let rows: Vec<bool> = table.rows.iter().map(|row| row.highlight).collect();
    assert_eq!((cells, rows), (vec![true, true, false], vec![false, false, true]));
    assert!(plain_text(&table.source).contains("In bold: more than 279; last year."), "{}", plain_text(&table.source));
    let (_, findings) = data(CSV, "exact", "highlight = { column = \"year\", is = \"2002\", label = \"x\" }\n");
    assert_eq!(findings, ["nothing-highlighted: no row is set off by `year`"]);
    for (rule, says) in [
        ("{ column = \"where\", above = 1, label = \"x\" }", "cannot-highlight: `where` holds no numbers"),
        ("{ column = \"n\", label = \"x\" }", "missing-key"),
        ("{ column = \"n\", is = \"1\", above = 1, label = \"x\" }", "several-contents"),
        ("{ column = \"nm\", is = \"1\", label = \"x\" }", "unknown-column: unknown column `nm`"),
    ] {
        let (_, findings) = data(CSV, "exact", &format!("highlight = {rule}\n"));
        assert!(findings.len() == 1 && findings[0].starts_with(says), "{findings:?}");
    }
    let (_, findings) = data(
        CSV,
        "exact",
        "columns = [\"where\"]\nhighlight = { column = \"n\", above = 1, what = \"cell\", label = \"x\" }\n",
    );
    assert_eq!(findings, ["cannot-highlight: `n` is not printed"]);
}

#[test]
fn figures_of_one_source_and_period_are_added() {
    let figure = |id: &str, value: &str, bound: &str, period: &str, source: &str| {
        format!(
            "[figures.{id}]\nwhat = \"{id}\"\nvalue = {value}\nbound = \"{bound}\"\nperiod = {period}\nsource = \"{source}\"\n"
        )
    };
    let of = |figures: String| {
        let keys = format!("figures = [\"x\", \"y\"]\ntitle = \"T\"\ntotals = true\n{figures}");
        compose(CSV, "exact", &keys)
    };
    let (table, findings) = of(figure("x", "3", "exact", "2020", "a") + &figure("y", "4.5", "at-least", "2020", "a"));
    assert_eq!(findings, [""; 0]);
    let table = table.unwrap();
    assert_eq!(lines(&table)[3], "Total|at least 7.5");
    assert_eq!(table.rows[2].cells[0].columns, 2);
    for (other, says) in [
        (figure("y", "4", "exact", "2019", "a"), "no-total: `y` has another period than the figure before it"),
        (figure("y", "4", "exact", "2020", "b"), "no-total: `y` has another source than the figure before it"),
        (figure("y", "4", "about", "2020", "a"), "no-total: numbers that are `about` cannot be added up"),
    ] {
        let (table, findings) = of(figure("x", "3", "exact", "2020", "a") + &other);
        assert!(table.is_none() && findings == [says], "{findings:?}");
    }
}

#[test]
fn keys_of_data_do_not_stand_with_figures() {
    let figure = "[figures.x]\nwhat = \"x\"\nvalue = 3\nbound = \"exact\"\nperiod = 2020\nsource = \"a\"\n";
    for key in ["group_by = \"year\"", "highlight = { column = \"n\", above = 1, label = \"x\" }", "head_groups = []"] {
        let (_, findings) = compose(CSV, "exact", &format!("figures = [\"x\"]\ntitle = \"T\"\n{key}\n{figure}"));
        assert!(findings.len() == 1 && findings[0].starts_with("needless-columns"), "{findings:?}");
    }
    let (_, findings) = data(CSV, "exact", "group_totals = true\n");
    assert_eq!(findings, ["needless-totals: `group_totals` without groups"]);
}

#[test]
fn an_estimate_beside_other_figures_keeps_what_it_rests_on() {
    let figures = "[figures.f]\nwhat = \"executed\"\nvalue = 3\nbound = \"exact\"\nperiod = 2020\nplace = \"X\"\nsource = \"a\"\n\
        [figures.g]\nwhat = \"awaiting execution\"\nperiod = 2020\nplace = \"X\"\nestimates = [\n\
        { value = 160, bound = \"more-than\", source = \"a\", basis = \"a figure of B, quoted by A\" },\n\
        { value = 90, bound = \"more-than\", source = \"b\" } ]\n";
    let keys = format!("figures = [\"f\", \"g\"]\ntitle = \"T\"\n{figures}");
    let (table, findings) = compose(CSV, "exact", &keys);
    assert_eq!(findings, [""; 0]);
    let lines = lines(&table.unwrap());
    assert!(lines[2].starts_with("Awaiting execution: a figure of B, quoted by A|"), "{lines:?}");
    assert!(lines[3].starts_with("Awaiting execution|"), "{lines:?}");
}
