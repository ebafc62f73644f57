//! Data files with faults, each found at its line and column.

mod files;

use super::*;
use crate::evidence::files::testing::Briefing;
use chrono::NaiveDate;

const COLUMNS: &str =
    "columns.year = { type = \"year\" }\ncolumns.n = { type = \"number\", bound = \"at-least\", label = \"Dead\" }\n";

/// The table of `csv` under these keys, and its findings in one line each.
fn read_csv(csv: impl AsRef<[u8]>, keys: &str) -> (Option<Table>, Vec<String>) {
    let mut briefing = Briefing::new().file("data/d.csv", csv);
    let spec = briefing.spec(&format!("[data.d]\nfile = \"data/d.csv\"\n{keys}"));
    let mut sink = Sink::default();
    let folder = briefing.folder();
    let table = read(spec.data.iter().next().unwrap(), &spec.sources, (&folder, None), &mut briefing.files, &mut sink);
    assert_eq!(table.is_none(), sink.has_errors());
    let lines = sink.into_sorted().iter().map(|finding| briefing.line(finding)).collect();
    (table, lines)
}

fn table(csv: &str, keys: &str) -> Table {
    let (table, lines) = read_csv(csv, keys);
    table.unwrap_or_else(|| panic!("{lines:#?}"))
}

/// The code and place of each finding.
fn faults(csv: &str) -> Vec<String> {
    let (_, lines) = read_csv(csv, COLUMNS);
    lines.iter().map(|line| line.split(": ").next().unwrap().to_owned()).collect()
}

/// The help of the one finding for this cell in the column `n`.
fn help(cell: &str) -> String {
    let (_, lines) = read_csv(format!("year,n\n2020,\"{cell}\"\n"), COLUMNS);
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].starts_with("invalid-cell data/d.csv:2:6: "), "{lines:?}");
    lines[0].split("; ").last().unwrap().to_owned()
}

fn values(table: &Table, column: usize) -> Vec<Value> {
    table.rows.iter().map(|row| row[column].value.clone()).collect()
}

#[test]
fn a_table_is_typed() {
    let keys = format!(
        "{COLUMNS}columns.day = {{ type = \"date\" }}\ncolumns.from = {{ type = \"source\", optional = true }}\n"
    );
    let csv = "\u{feff}year,n,day,from,note\r\n2019,\"12\",2019-11-15,a,\"one, \"\"two\"\"\"\r\n\r\n ۲۰۲۰ , −٣٫٥ ,2020-02-29,,\r\n";
    let table = table(csv, &keys);
    assert_eq!(values(&table, 0), [Value::Year(2019), Value::Year(2020)]);
    let number = |text: &str| Value::Number(text.parse().unwrap());
    assert_eq!(values(&table, 1), [number("12"), number("-3.5")]);
    let day = |y, m, d| Value::Date(NaiveDate::from_ymd_opt(y, m, d).unwrap());
    assert_eq!(values(&table, 2), [day(2019, 11, 15), day(2020, 2, 29)]);
    assert_eq!(values(&table, 3), [Value::Source("a".to_owned()), Value::Empty]);
    assert_eq!(values(&table, 4), [Value::Text("one, \"two\"".to_owned()), Value::Empty]);
    let heads: Vec<&str> = table.columns.iter().map(|column| column.label.as_str()).collect();
    assert_eq!(heads, ["year", "Dead", "day", "from", "note"]);
    assert_eq!(table.columns[1].bound, Some(Bound::AtLeast));
}

#[test]
fn cells_know_their_place_past_quotes_and_lines() {
    let csv = "year,n,note\n2019,1,\"a\nb, c\"\n2020,2,dd\n";
    let (table, _) = read_csv(csv, COLUMNS);
    let spans: Vec<&str> = table.unwrap().rows.iter().flatten().map(|cell| &csv[cell.span.range()]).collect::<Vec<_>>();
    assert_eq!(spans, ["2019", "1", "\"a\nb, c\"", "2020", "2", "dd"]);
    assert_eq!(faults("year,n,note\n2019,1,\"é\nb, c\"\n2020,x,dd\n"), ["invalid-cell data/d.csv:4:6"]);
    assert_eq!(faults("year,n,note\r\n2019,1,é\r\n\r\n\r\n2020,x,\r\n"), ["invalid-cell data/d.csv:5:6"]);
}

#[test]
fn rows_have_a_cell_a_column() {
    let (_, lines) = read_csv("year,n\n2019,1\n2020\n", COLUMNS);
    assert_eq!(
        lines,
        ["ragged-row data/d.csv:3:1: a row of 1 cell in a table of 2 columns; there is no cell for `n`; an empty one \
          still needs its comma"]
    );
    assert_eq!(faults("year,n\n2019,1,2\n2020,1,500\n"), ["ragged-row data/d.csv:2:1", "ragged-row data/d.csv:3:1"]);
    assert_eq!(faults("year,n\n2019,1\n,\n"), ["empty-row data/d.csv:3:1"]);
}

#[test]
fn words_are_no_numbers() {
    for word in [
        "many", "nan", "inf", "-inf", "1e999", "0x10", "1_000", "1.", ".5", "--1", "1-2", "½", "𝟏", "1.5.2", "-",
        "12 dead",
    ] {
        assert!(!help(word).is_empty(), "{word}");
    }
    assert_eq!(help("1,500"), "write `1500`: no separators between thousands");
    assert_eq!(help("1 234 567"), "write `1234567`: no separators between thousands");
    assert_eq!(help("۱٬۵۰۰"), "write `1500`: no separators between thousands");
    assert_eq!(help("1,5"), "write `1.5`: decimals with a point");
    assert_eq!(help("12%"), "leave the sign out and name the unit in the column's label");
    assert_eq!(help("99999999999999999999999999999999"), "write at most 28 digits");
    assert_eq!(help("0.00000000000000000000000000001"), "write at most 28 digits");
}

#[test]
fn empty_cells_need_leave() {
    assert_eq!(faults("year,n\n2019,1\n2020,\n"), ["empty-cell data/d.csv:3:6"]);
    assert_eq!(faults("year,n\n2019,1\n2020,\"  \"\n"), ["empty-cell data/d.csv:3:6"]);
    let table = table("year,n\n2019,\n", "columns.n = { type = \"number\", optional = true }\n");
    assert_eq!(values(&table, 1), [Value::Empty]);
}

#[test]
fn days_and_years_are_of_the_calendar() {
    let keys = "columns.d = { type = \"date\" }\ncolumns.y = { type = \"year\" }\n";
    for (cell, fits) in [
        ("2019-02-29", false),
        ("2020-02-29", true),
        ("2019-13-01", false),
        ("15/11/2019", false),
        ("2019-11", false),
        ("2019-11-15T00:00", false),
        ("2019-1-5", false),
        ("2019-11-15-", false),
        ("0000-01-01", false),
    ] {
        assert_eq!(read_csv(format!("d,y\n{cell},2019\n"), keys).1.is_empty(), fits, "{cell}");
    }
    for (cell, fits) in
        [("2019", true), ("0", false), ("02019", false), ("-44", false), ("2019.0", false), ("19e2", false)]
    {
        assert_eq!(read_csv(format!("d,y\n2019-01-01,{cell}\n"), keys).1.is_empty(), fits, "{cell}");
    }
}

#[test]
fn sources_must_exist() {
    let (_, lines) = read_csv(
        "s\nannual\nb\n",
        "columns.s = { type = \"source\" }\n[sources.annual_2020]\ntype = \"report\"\ntitle = \"X\"\n",
    );
    assert_eq!(
        lines,
        ["unknown-source data/d.csv:2:1: `annual` is no source of the specification; did you mean `annual_2020`?"]
    );
}

#[test]
fn columns_have_names_of_their_own() {
    assert_eq!(faults("year,n,n\n2019,1,2\n"), ["duplicate-column data/d.csv:1:8"]);
    assert_eq!(faults("year,n,\n2019,1,2\n"), ["unnamed-column data/d.csv:1:8"]);
    let (_, lines) = read_csv("yaer,n\n2019,1\n", COLUMNS);
    assert_eq!(
        lines,
        ["unknown-column briefing.toml:14:9: there is no column `year` in `data/d.csv`; did you mean `yaer`?"]
    );
}

#[test]
fn tables_of_nothing() {
    for csv in ["", "\n\n", "year,n\n", "\u{feff}"] {
        let (_, lines) = read_csv(csv, COLUMNS);
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert!(lines[0].starts_with("empty-data briefing.toml:13:8: `data/d.csv` is empty"), "{lines:?}");
    }
}

#[test]
fn files_of_other_kinds() {
    assert_eq!(faults("year;n\n2019;1\n"), ["not-comma-separated data/d.csv:1:1"]);
    assert_eq!(faults("year\tn\n2019\t1\n"), ["not-comma-separated data/d.csv:1:1"]);
    assert_eq!(faults("year,n\n2019,\"1\n2020,2\n"), ["unclosed-quote data/d.csv:2:6"]);
    let (_, lines) = read_csv(b"year,n\n2019,\xe9\n", COLUMNS);
    assert!(lines[0].starts_with("not-utf-8 briefing.toml:13:8: `data/d.csv` is not UTF-8: line 2, byte 13"));
}

#[test]
fn a_file_that_is_wrong_throughout_is_not_recited() {
    let csv = format!("year,n\n{}", "2019,x\n".repeat(1000));
    let (_, lines) = read_csv(csv, COLUMNS);
    assert_eq!(lines.len(), 21);
    assert!(lines.iter().any(|line| line.contains("`data/d.csv` has 980 further faults, not shown")), "{lines:?}");
}

#[test]
fn declarations_are_kept() {
    let found = |csv: &str, keys: &str| read_csv(csv, keys).1;
    let id = "columns.id = { type = \"integer\", unique = true }\n";
    assert_eq!(
        found("id\n7\n8\n07\n", id),
        [
            "duplicate-value data/d.csv:4:1: `7` stands twice in the column `id`; delete one of the rows, or take `unique` away"
        ]
    );
    assert!(found("id\n1.5\n", id)[0].starts_with("invalid-cell data/d.csv:2:1: `1.5` is no whole number"));
    assert_eq!(values(&table("id\n۱۲\n3.0\n", id), 0), [Value::Number(12.into()), Value::Number(3.into())]);
    let month = "columns.m = { type = \"month\" }\n";
    assert_eq!(values(&table("m\n۲۰۲۶-۱۰\n", month), 0), [Value::Month(NaiveDate::from_ymd_opt(2026, 10, 1).unwrap())]);
    for (cell, what) in
        [("2026-13", "no month of"), ("2026-10-31", "a day where"), ("October", "no month;"), ("2026", "no month;")]
    {
        let line = &found(&format!("m\n{cell}\n"), month)[0];
        assert!(line.starts_with("invalid-cell data/d.csv:2:1") && line.contains(what), "{line}");
    }
    let sex = "columns.sex = { type = \"text\", values = [\"female\", \"male\"], optional = true }\n";
    assert_eq!(
        found("sex,x\nfemale,1\n,2\nfemal,3\n", sex),
        [
            "value-not-declared data/d.csv:4:1: `femal` is none of the values of the column `sex`; did you mean `female`?"
        ]
    );
    let number = "columns.n = { type = \"number\", values = [\"1\", \"x\"] }\n";
    assert!(found("n\n1.0\n", number)[0].starts_with("invalid-cell briefing.toml:14:47: `x` is no number"));
}

#[test]
fn names_that_differ_in_case_are_one_name() {
    let (_, lines) = read_csv("year,n,N\n2019,1,2\n", COLUMNS);
    assert_eq!(lines.len(), 1);
    assert!(lines[0].contains("`n` and `N` differ in capital letters alone"), "{lines:?}");
}

#[test]
fn texts_that_spreadsheets_run_are_found() {
    for cell in ["=1+1", "+98 21", "@sum"] {
        let (table, lines) = read_csv(format!("a,b\n{cell},1\n"), "");
        assert!(table.is_some() && lines.len() == 1, "{lines:?}");
        assert!(lines[0].starts_with("formula-in-text data/d.csv:2:1"), "{lines:?}");
    }
    assert_eq!(read_csv("n\n+1\n", "columns.n = { type = \"number\" }\n").1, [""; 0]);
}

#[test]
fn references_lead_to_rows() {
    let found = |to: &str| {
        let briefing = Briefing::new().file("data/p.csv", "id,x\np1,1\np2,2\n");
        let mut briefing = briefing.file("data/d.csv", "person,y\np1,1\n,2\np3,3\n");
        let spec = briefing.spec(&format!(
            "[data.people]\nfile = \"data/p.csv\"\n[data.d]\nfile = \"data/d.csv\"\ncolumns.person = {{ type = \"text\", \
             optional = true, references = \"{to}\" }}\n"
        ));
        let (mut sink, folder) = (Sink::default(), briefing.folder());
        let mut tables = BTreeMap::new();
        for (id, data) in spec.data.iter() {
            let table = read((id, data), &spec.sources, (&folder, None), &mut briefing.files, &mut sink);
            tables.insert(id.value.clone(), table.unwrap());
        }
        references(&spec, &tables, &mut sink);
        sink.into_sorted().iter().map(|finding| briefing.line(finding)).collect::<Vec<_>>().join("|")
    };
    assert!(found("people.id").starts_with("broken-reference data/d.csv:4:1: `p3` does not stand in `people.id`"));
    assert!(found("people.idd").contains("did you mean `id`?"));
    assert!(found("peple.id").contains("did you mean `people`?"));
    assert!(found("people").contains("is no column of data"));
}

#[test]
fn times_of_other_calendars_are_found() {
    let found = |kind: &str, cell: &str, keys: &str| {
        let (_, lines) = read_csv(format!("t,n\n{cell},1\n"), &format!("columns.t = {{ type = \"{kind}\"{keys} }}\n"));
        lines.join("|")
    };
    let day = found("date", "1405-07-20", "");
    assert!(
        day.starts_with(
            "invalid-cell data/d.csv:2:1: `1405-07-20` is below the years of the column, which begin with 1800"
        ),
        "{day}"
    );
    assert!(day.contains("Solar Hijri") && day.contains("that day is `2026-10-12`"), "{day}");
    for (kind, cell) in
        [("date", "0202-10-03"), ("date", "9999-10-03"), ("month", "1405-08"), ("year", "1405"), ("year", "26")]
    {
        assert!(found(kind, cell, "").starts_with("invalid-cell"), "{kind} {cell}");
    }
    assert!(found("year", "1405", "").contains("declare the column as `text`"));
    assert!(!found("date", "9999-10-03", "").contains("Solar Hijri"));
    assert_eq!(found("year", "1632", ", least = 1500"), "");
    assert_eq!(found("date", "1800-01-01", ""), "");
    assert!(found("year", "2020", ", most = 2019").contains("above the years of the column, which end with 2019"));
    assert!(found("number", "-1", ", least = 0").contains("below the numbers of the column, which begin with 0"));
    assert_eq!(found("number", "1405", ""), "");
}
