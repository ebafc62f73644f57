//! Files of the other kinds: the same columns, the same findings, and places that people see in their own programs.

use super::*;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

/// The table of a file of this name, and its findings: place, message and label.
fn read_file(name: &str, bytes: impl AsRef<[u8]>, keys: &str) -> (Option<Table>, Vec<String>) {
    let mut briefing = Briefing::new().file(name, bytes);
    let spec = briefing.spec(&format!("[data.d]\nfile = \"{name}\"\n{keys}"));
    let mut sink = Sink::default();
    let folder = briefing.folder();
    let table = read(spec.data.entry("d").unwrap(), &spec.sources, (&folder, None), &mut briefing.files, &mut sink);
    assert_eq!(table.is_none(), sink.has_errors());
    let line = |finding: &Diagnostic| {
        let label = finding.primary.as_ref().map_or("", |label| label.text.as_str());
        format!("{} ({label})", briefing.line(finding))
    };
    (table, sink.into_sorted().iter().map(line).collect())
}

fn good(name: &str, bytes: impl AsRef<[u8]>, keys: &str) -> Table {
    let (table, lines) = read_file(name, bytes, keys);
    assert_eq!(lines, [""; 0], "{name}");
    table.unwrap()
}

fn bad(name: &str, bytes: impl AsRef<[u8]>, keys: &str) -> String {
    let (_, lines) = read_file(name, bytes, keys);
    assert_eq!(lines.len(), 1, "{lines:#?}");
    lines.into_iter().next().unwrap()
}

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook of Office Open XML with these sheets: name, rows, and what follows them. Style 1 is a date.
fn xlsx(sheets: &[(&str, &str, &str)]) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const RELS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let (mut listed, mut related) = (String::new(), String::new());
    let mut parts = Vec::new();
    for (index, (name, rows, after)) in sheets.iter().enumerate() {
        let id = index + 1;
        listed += &format!("<sheet name=\"{name}\" sheetId=\"{id}\" r:id=\"r{id}\"/>");
        related +=
            &format!("<Relationship Id=\"r{id}\" Type=\"{RELS}/worksheet\" Target=\"worksheets/sheet{id}.xml\"/>");
        let sheet = format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData>{after}</worksheet>");
        parts.push((format!("xl/worksheets/sheet{id}.xml"), sheet));
    }
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let styles = format!(
        "<styleSheet xmlns=\"{MAIN}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
    );
    parts.push((
        "xl/workbook.xml".to_owned(),
        format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELS}\"><sheets>{listed}</sheets></workbook>"),
    ));
    parts.push((
        "xl/_rels/workbook.xml.rels".to_owned(),
        format!("<Relationships xmlns=\"{package}\">{related}</Relationships>"),
    ));
    parts.push(("xl/styles.xml".to_owned(), styles));
    parts.push((
        "_rels/.rels".to_owned(),
        format!(
            "<Relationships xmlns=\"{package}\"><Relationship Id=\"a\" Type=\"{RELS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    ));
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    zipped(&parts)
}

fn text(at: &str, text: &str) -> String {
    format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

fn number(at: &str, number: &str) -> String {
    format!("<c r=\"{at}\"><v>{number}</v></c>")
}

fn row(number: u32, cells: &[String]) -> String {
    format!("<row r=\"{number}\">{}</row>", cells.concat())
}

/// A sheet with the head `year`, `n` in row 3, one good row, and `cell` as B5.
fn sheet(cell: &str) -> String {
    [
        row(3, &[text("A3", "year"), text("B3", "n")]),
        row(4, &[number("A4", "2019"), number("B4", "0.1")]),
        row(5, &[number("A5", "2020"), cell.to_owned()]),
    ]
    .concat()
}

fn in_xlsx(cell: &str) -> String {
    bad("data/d.xlsx", xlsx(&[("Cases", &sheet(cell), "")]), COLUMNS)
}

/// A workbook of OpenDocument with one sheet `Cases` of these rows.
fn ods(rows: &str) -> Vec<u8> {
    zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        (
            "content.xml",
            &format!(
                "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body><office:spreadsheet>\
             <table:table table:name=\"Cases\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
            ),
        ),
    ])
}

const ODS_HEAD: &str = "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"1024\"/></table:table-row>\
    <table:table-row><table:table-cell office:value-type=\"string\"><text:p>year</text:p></table:table-cell>\
    <table:table-cell office:value-type=\"string\"><office:annotation><text:p>a note</text:p></office:annotation><text:p>n</text:p></table:table-cell></table:table-row>";

fn ods_with(cell: &str) -> Vec<u8> {
    let year =
        "<table:table-cell office:value-type=\"float\" office:value=\"2019\"><text:p>2019</text:p></table:table-cell>";
    ods(&format!("{ODS_HEAD}<table:table-row>{year}{cell}</table:table-row>"))
}

fn sqlite(statements: &str) -> Vec<u8> {
    let mut database = rusqlite::Connection::open_in_memory().unwrap();
    database.execute_batch(statements).unwrap();
    database.serialize("main").unwrap().to_vec()
}

#[test]
fn the_same_table_comes_from_every_kind_of_file() {
    let cell =
        "<table:table-cell office:value-type=\"float\" office:value=\"0.10\"><text:p>0.1</text:p></table:table-cell>";
    let files: [(&str, Vec<u8>); 8] = [
        ("data/d.tsv", b"year\tn\n2019\t0.1\n".to_vec()),
        ("data/d.json", br#"[{"year": "2019", "n": 1e-1}]"#.to_vec()),
        ("data/d.jsonl", b"{\"year\": 2019, \"n\": 0.1}\n".to_vec()),
        ("data/d.NDJSON", b"{\"year\": 2019,\n \"n\": 0.1}\n\n".to_vec()),
        (
            "data/d.xlsx",
            xlsx(&[(
                "Cases",
                &[row(1, &[text("A1", "year"), text("B1", "n")]), row(2, &[number("A2", "2019"), number("B2", "0.1")])]
                    .concat(),
                "",
            )]),
        ),
        ("data/d.ods", ods_with(cell)),
        ("data/d.sqlite", sqlite("create table t (year integer, n real); insert into t values (2019, 0.1)")),
        ("data/d.csv", b"year,n\n2019,0.1\n".to_vec()),
    ];
    for (name, bytes) in files {
        let table = good(name, &bytes, COLUMNS);
        let heads: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(heads, ["year", "n"], "{name}");
        assert_eq!(values(&table, 0), [Value::Year(2019)], "{name}");
        assert_eq!(values(&table, 1), [Value::Number("0.1".parse().unwrap())], "{name}");
    }
}

#[test]
fn of_what_may_hold_more_the_table_alone_is_embedded() {
    let book = xlsx(&[("Cases", &sheet(&number("B5", "2")), ""), ("Names", &row(1, &[text("A1", "secret")]), "")]);
    let table = good("data/d.xlsx", book, &format!("sheet = \"Cases\"\n{COLUMNS}"));
    assert_eq!(table.attached, "data-d.xlsx-Cases.csv");
    assert_eq!(String::from_utf8(table.bytes.to_vec()).unwrap(), "year,n\n2019,0.1\n2020,2\n");
    assert_eq!(good("data/d.tsv", "year\tn\n2019\t1\n", COLUMNS).media_type, "text/tab-separated-values");
}

#[test]
fn an_end_that_is_not_known_names_those_that_are() {
    let line = bad("data/d.xls", "", "");
    assert!(line.starts_with("unknown-data-format briefing.toml:13:8"), "{line}");
    assert!(line.contains("`.csv`, `.tsv`") && line.contains("save it as XLSX"), "{line}");
    assert!(bad("data/d.csv", "a\n1\n", "sheet = \"X\"\n").starts_with("needless-key"), "csv has no sheets");
    assert!(bad("data/d.csv", "a\n1\n", "table = \"X\"\n").starts_with("needless-key"), "csv has no tables");
}

#[test]
fn cells_of_a_sheet_are_found_where_the_spreadsheet_shows_them() {
    let line = in_xlsx(&text("B5", "many"));
    assert!(line.starts_with("invalid-cell data/d.xlsx:5:6: `many` is no number"), "{line}");
    assert!(line.ends_with("(cell B5, in the column `n`)"), "{line}");
    assert!(in_xlsx("").starts_with("empty-cell data/d.xlsx:5:6"));
    let line = in_xlsx("<c r=\"B5\"><f>SUM(A4:A5)</f></c>");
    assert!(line.starts_with("formula-without-result data/d.xlsx:5:6"), "{line}");
    let line = in_xlsx("<c r=\"B5\" t=\"e\"><f>A9</f><v>#REF!</v></c>");
    assert!(line.starts_with("formula-error data/d.xlsx:5:6: `#REF!` is the error"), "{line}");
    let line = in_xlsx("<c r=\"B5\" s=\"1\"><v>46326</v></c>");
    assert!(line.starts_with("invalid-cell data/d.xlsx:5:6: `2026-10-31` is a day where a number"), "{line}");
    let line = in_xlsx("<c r=\"B5\" t=\"b\"><v>1</v></c>");
    assert!(line.starts_with("invalid-cell data/d.xlsx:5:6: `true` is no number"), "{line}");
    let line = in_xlsx(&text("B5", "12"));
    assert!(line.starts_with("number-as-text data/d.xlsx:5:6: `12` is a text"), "{line}");
}

#[test]
fn merged_cells_and_empty_rows_are_found() {
    let rows = sheet(&number("B5", "1"));
    let line =
        bad("data/d.xlsx", xlsx(&[("Cases", &rows, "<mergeCells><mergeCell ref=\"A4:A5\"/></mergeCells>")]), COLUMNS);
    assert!(line.starts_with("merged-cells data/d.xlsx:4:1: the cells `A4:A5` are merged"), "{line}");
    let elsewhere = "<mergeCells><mergeCell ref=\"D1:E1\"/></mergeCells>";
    good("data/d.xlsx", xlsx(&[("Cases", &rows, elsewhere)]), COLUMNS);
    let gap = rows + &row(40, &[number("A40", "2021"), number("B40", "1")]);
    let line = bad("data/d.xlsx", xlsx(&[("Cases", &gap, "")]), COLUMNS);
    assert!(line.starts_with("empty-row data/d.xlsx:6:1"), "{line}");
    let range = format!("range = \"A3:B5\"\n{COLUMNS}");
    assert_eq!(good("data/d.xlsx", xlsx(&[("Cases", &gap, "")]), &range).rows.len(), 2);
}

#[test]
fn days_of_a_workbook_are_days() {
    let rows = row(1, &[text("A1", "d")]) + &row(2, &["<c r=\"A2\" s=\"1\"><v>46326</v></c>".to_owned()]);
    let keys = "columns.d = { type = \"date\" }\n";
    let table = good("data/d.xlsx", xlsx(&[("S", &rows, "")]), keys);
    assert_eq!(values(&table, 0), [Value::Date(NaiveDate::from_ymd_opt(2026, 10, 31).unwrap())]);
    let line = bad("data/d.xlsx", xlsx(&[("S", &rows.replace("46326", "46326.5"), "")]), keys);
    assert!(line.starts_with("invalid-cell data/d.xlsx:2:1: `2026-10-31 12:00:00` is a time"), "{line}");
    let line = bad("data/d.xlsx", xlsx(&[("S", &rows.replace(" s=\"1\"", ""), "")]), keys);
    assert!(line.starts_with("invalid-cell data/d.xlsx:2:1: `46326` is a number where a day"), "{line}");
}

#[test]
fn sheets_and_ranges_are_named() {
    let book = || xlsx(&[("Cases", &sheet(&number("B5", "1")), ""), ("Notes", "", "")]);
    let line = bad("data/d.xlsx", book(), COLUMNS);
    assert!(line.contains("has 2 sheets") && line.contains("known here: `Cases`, `Notes`"), "{line}");
    let line = bad("data/d.xlsx", book(), &format!("sheet = \"Case\"\n{COLUMNS}"));
    assert!(line.starts_with("unknown-sheet briefing.toml:14:9") && line.contains("did you mean `Cases`?"), "{line}");
    for range in ["A3", "B5:A3", "A3:F3", "A0:B2", "3A:4B", "A1:ZZZZ9", "A1:B99999999"] {
        let line = bad("data/d.xlsx", book(), &format!("sheet = \"Cases\"\nrange = \"{range}\"\n{COLUMNS}"));
        assert!(line.starts_with("invalid-range briefing.toml:15:9"), "{line}");
    }
    assert!(bad("data/d.xlsx", book(), "sheet = \"Notes\"\n").starts_with("empty-data"));
}

#[test]
fn what_is_no_workbook_is_said_to_be_none() {
    let line = bad("data/d.xlsx", "year,n\n2019,1\n", COLUMNS);
    assert!(line.starts_with("not-a-workbook briefing.toml:13:8") && line.contains("name it `.csv`"), "{line}");
    assert!(bad("data/d.xlsx", [0xd0, 0xcf, 0x11, 0xe0, 0], "").contains("has a password"));
    assert!(bad("data/d.xlsx", zipped(&[("a.txt", "b")]), "").starts_with("not-a-workbook"));
    assert!(bad("data/d.ods", zipped(&[("content.xml", "<a><b></a>")]), "").starts_with("not-a-workbook"));
    assert!(bad("data/d.ods", b"", "").contains("the file is empty"));
}

#[test]
fn bombs_are_not_unpacked() {
    let zeros = " ".repeat(sheet::UNPACKED + 1);
    for name in ["data/d.xlsx", "data/d.ods"] {
        let line = bad(name, zipped(&[("xl/workbook.xml", &zeros)]), "");
        assert!(line.starts_with("too-large briefing.toml:13:8"), "{line}");
    }
    let far = row(1, &[text("A1", "a")]) + &row(1_048_576, &[number("XFD1048576", "1")]);
    assert!(bad("data/d.xlsx", xlsx(&[("S", &far, "")]), "").starts_with("too-large"));
    let cell = "<table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"string\"><text:p>a</text:p></table:table-cell>";
    let rows = format!("<table:table-row table:number-rows-repeated=\"1048576\">{cell}</table:table-row>");
    assert!(bad("data/d.ods", ods(&rows), "").starts_with("too-large"));
}

#[test]
fn open_document_has_the_same_findings() {
    let found = |cell: &str| bad("data/d.ods", ods_with(cell), COLUMNS);
    let line =
        found("<table:table-cell office:value-type=\"string\"><text:p>so<text:s/>many</text:p></table:table-cell>");
    assert!(line.starts_with("invalid-cell data/d.ods:4:6: `so many` is no number"), "{line}");
    assert!(line.ends_with("(cell B4, in the column `n`)"), "{line}");
    let line = found("<table:table-cell table:formula=\"of:=SUM([.A4])\"/>");
    assert!(line.starts_with("formula-without-result data/d.ods:4:6"), "{line}");
    let line = found(
        "<table:table-cell table:formula=\"of:=[.X]\" office:value-type=\"string\" office:string-value=\"\"><text:p>#REF!</text:p></table:table-cell>",
    );
    assert!(line.starts_with("formula-error data/d.ods:4:6"), "{line}");
    let line = found(
        "<table:table-cell office:value-type=\"date\" office:date-value=\"2026-10-31\"><text:p>31/10</text:p></table:table-cell>",
    );
    assert!(line.starts_with("invalid-cell data/d.ods:4:6: `2026-10-31` is a day where"), "{line}");
    let line = found(
        "<table:table-cell office:value-type=\"float\" office:value=\"1\" table:number-rows-spanned=\"2\"><text:p>1</text:p></table:table-cell>",
    );
    assert!(line.starts_with("merged-cells data/d.ods:4:6: the cells `B4:B5` are merged"), "{line}");
}

#[test]
fn faults_of_json_have_their_place() {
    for (json, place) in [
        ("{\"year\": 2019}", "1:1"),
        ("[{\"year\": 2019, \"n\": [1]}]", "1:22"),
        ("[{\"year\": 2019, \"n\": 01}]", "1:22"),
        ("[{\"year\": 2019,\n \"n\": nan}]", "2:7"),
        ("[{\"year\": 2019, \"n\": 1},]", "1:25"),
        ("[{\"year\": 2019, \"n\": 1, \"n\": 2}]", "1:25"),
        ("[{\"year\": 2019, \"n\": \"1\\q\"}]", "1:22"),
        ("[{\"year\": 2019, \"n\": 1}", "1:23"),
        ("[{\"year\": 2019, \"n\": 1}] x", "1:26"),
    ] {
        let line = bad("data/d.json", json, COLUMNS);
        assert!(line.starts_with(&format!("invalid-json data/d.json:{place}: ")), "{json}: {line}");
    }
    assert!(
        bad("data/d.json", "[{\"year\": 2019, \"n\": \"x\"}]", COLUMNS).starts_with("invalid-cell data/d.json:1:22")
    );
    assert!(
        bad("data/d.json", "[{\"year\": 2019, \"n\": 1}, {\"year\": 2020}]", COLUMNS)
            .starts_with("empty-cell data/d.json:1:26")
    );
    assert!(bad("data/d.json", "[]", "").starts_with("empty-data"));
}

#[test]
fn databases_are_read_and_not_run() {
    let two = sqlite(
        "create table a (n integer); insert into a values (1); create table b (n integer); create view v as select 1",
    );
    let line = bad("data/d.db", &two, "");
    assert!(line.contains("has 2 tables") && line.contains("`a`, `b`") && !line.contains("`v`"), "{line}");
    assert_eq!(good("data/d.db", &two, "table = \"a\"\n").attached, "data-d.db-a.csv");
    assert!(bad("data/d.db", &two, "table = \"v\"\n").starts_with("unknown-table-in-file briefing.toml:14:9"));
    assert!(bad("data/d.db", "year,n\n", "").starts_with("not-a-database"));
    let mut broken = two.clone();
    broken[100..].iter_mut().for_each(|byte| *byte = 0xaa);
    assert!(bad("data/d.db", broken, "table = \"a\"\n").starts_with("not-a-database"));
    let mut journal = two;
    journal[18..20].copy_from_slice(&[2, 2]);
    assert!(bad("data/d.db", journal, "").contains("journal beside it"));
    let bytes = sqlite("create table a (n); insert into a values (1), (x'00ff')");
    assert!(bad("data/d.db", bytes, "").starts_with("invalid-cell data/d.db:3:1"), "a line a row");
}

#[test]
fn the_file_itself_is_looked_for_before_its_name_is_judged() {
    let mut briefing = Briefing::new();
    let spec = briefing.spec("[data.d]\nfile = \"data/d.parquet\"\n");
    let (mut sink, folder) = (Sink::default(), briefing.folder());
    assert!(
        read(spec.data.entry("d").unwrap(), &spec.sources, (&folder, None), &mut briefing.files, &mut sink).is_none()
    );
    assert!(sink.findings().iter().all(|finding| finding.code == "missing-file"));
}

#[test]
fn texts_that_cells_share_are_read() {
    let rows = row(1, &["<c r=\"A1\" t=\"s\"><v>1</v></c>".to_owned(), "<c r=\"B1\" t=\"s\"><v>0</v></c>".to_owned()])
        + &row(2, &[number("A2", "2019"), number("B2", "5")]);
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let strings = format!("<sst xmlns=\"{main}\"><si><t>n</t></si><si><r><t>ye</t></r><r><t>ar</t></r></si></sst>");
    let mut zip = zip::ZipWriter::new_append(Cursor::new(xlsx(&[("Cases", &rows, "")]))).unwrap();
    zip.start_file("xl/sharedStrings.xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(strings.as_bytes()).unwrap();
    let table = good("data/d.xlsx", zip.finish().unwrap().into_inner(), COLUMNS);
    assert_eq!(table.columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>(), ["year", "n"]);
    assert_eq!(values(&table, 1), [Value::Number(5.into())]);
}

/// As in workbooks: whoever adds the column up elsewhere leaves it out.
#[test]
fn numbers_stored_as_texts_are_found() {
    let columns = "columns.n = { type = \"number\" }\ncolumns.t = { type = \"text\" }\n";
    let found = |name: &str, bytes: Vec<u8>| {
        let (table, lines) = read_file(name, bytes, columns);
        assert_eq!(values(&table.unwrap(), 0), [Value::Number(1.into()), Value::Number(12.into())], "{lines:?}");
        lines
    };
    let json = found("data/d.json", b"[{\"n\": 1, \"t\": \"7\"}, {\"n\": \"12\", \"t\": \"x\"}]".to_vec());
    assert!(json.len() == 1 && json[0].starts_with("number-as-text data/d.json:1:28: `12` is a text"), "{json:?}");
    let database = found("data/d.sqlite", sqlite("create table d (n, t); insert into d values (1, '7'), ('12', 'x');"));
    assert!(database.len() == 1 && database[0].starts_with("number-as-text data/d.sqlite:3:1"), "{database:?}");
}
