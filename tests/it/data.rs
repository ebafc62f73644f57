//! Data and what is counted in them, through the built program: query tables, protection, the dictionary, workbooks.

use crate::support::{Case, exit, is_installed, skipped, spec_with};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// Cases of three places. No row, and no number below the threshold, may be seen anywhere but in this file.
const CASES: &str = "name,place,month,killed\nXerxes Quillfeather,North,2026-09,389\nYolanda Brimstone,North,2026-10,398\n\
    Zebedee Thornapple,South,2026-09,2690\nWilhelmina Foxglove,South,2026-10,2691\nUlysses Marrowbone,East,2026-10,40213\n";

/// North has 787, South 5,381, East 40,213, all 46,381.
fn spec(protect: &str, rest: &str) -> String {
    spec_with(&format!(
        "[data.cases]\nfile = \"data/cases.csv\"\nsource = \"a\"\n{protect}\n[data.cases.columns]\nmonth = {{ type = \"month\" }}\n\
         killed = {{ type = \"integer\", bound = \"exact\" }}\n\n[data.by_place]\n\
         query = \"select place, sum(killed) as killed from cases group by place order by 2 desc\"\n\
         columns.killed = {{ type = \"number\", bound = \"exact\", label = \"Killed\" }}\n\n{rest}"
    ))
}

const SHOWN: &str = "[charts.c]\nkind = \"bar\"\ndata = \"by_place\"\nx = \"place\"\ny = \"killed\"\ntitle = \"Killed by place\"\n\n\
    [tables.t]\ndata = \"by_place\"\ntitle = \"Killed by place\"\ntotals = true\n\n\
    [figures.all]\nwhat = \"people killed\"\nquery = \"select sum(killed) from cases\"\nbound = \"exact\"\nperiod = 2020\nplace = \"All\"\n\n\
    [figures.north]\nwhat = \"people killed in North\"\nquery = \"select sum(killed) from cases where place = 'North'\"\n\
    bound = \"exact\"\nperiod = 2020\nplace = \"North\"\n\n\
    [[sections]]\nheading = \"Facts\"\ntext = \"\"\"\n{{ figures.all }} people were killed, {{ figures.north }} in North.\n\n\
    {{ charts.c }}\n\n{{ tables.t }}\n\"\"\"\n";

fn case(text: &str) -> Case {
    Case::spec(text).file("data/cases.csv", CASES)
}

/// The text of everything that is given away: pages, attachments, Word, HTML, the picture of the chart, the bundle's data.
fn given_away(case: &Case) -> BTreeMap<String, String> {
    case.run(["build", ".", "--format", "pdf,docx,html", "--output", "o.pdf"]).ended(exit::OK);
    case.run(["chart", ".", "c", "--output", "c.svg"]).ended(exit::OK);
    let script = "set -e; mkdir u w; pdfdetach -saveall -o u o.pdf; pdftotext -layout o.pdf u/pages.txt; \
         pdftotext -raw o.pdf u/raw.txt; qpdf --qdf --static-id --object-streams=disable o.pdf u/o.qdf || true; \
         python3 -c \"import zipfile; zipfile.ZipFile('o.docx').extractall('w')\"; cp o.html c.svg u";
    case.run_as(Command::new("sh").args(["-c", script])).ended(exit::OK);
    let all = case.tree().into_iter().filter(|(path, _)| path.starts_with("u") || path.starts_with("w"));
    all.map(|(path, bytes)| (path.display().to_string(), String::from_utf8_lossy(&bytes).into_owned())).collect()
}

/// Whether a number stands in a text as a word, with or without a separator of thousands.
fn has_number(text: &str, number: &str) -> bool {
    let letters = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '#' || c == '-';
    text.match_indices(number).any(|(at, _)| {
        let (before, after) = (text[..at].chars().next_back(), text[at + number.len()..].chars().next());
        !before.is_some_and(letters) && !after.is_some_and(letters)
    })
}

fn tools() -> bool {
    let all = ["pdfdetach", "pdftotext", "qpdf", "python3"].iter().all(|tool| is_installed(tool));
    if !all {
        skipped("what is given away", "pdfdetach, pdftotext, qpdf or python3 is not installed");
    }
    all
}

#[test]
fn a_query_makes_a_table() {
    if !tools() {
        return;
    }
    let case = case(&spec("", SHOWN));
    let files = given_away(&case);
    assert_eq!(files["u/by_place.csv"], "place,killed\nEast,40213\nSouth,5381\nNorth,787\n");
    assert!(files["u/pages.txt"].contains("46,381"), "{}", files["u/pages.txt"]);
    let ledger: serde_json::Value = serde_json::from_str(&files["u/evidence-ledger.json"]).expect("JSON");
    let tables: Vec<(&str, u64)> = ledger["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|t| (t["id"].as_str().unwrap(), t["rows"].as_u64().unwrap()))
        .collect();
    assert_eq!(tables, [("cases", 5), ("by_place", 3)]);
    assert_eq!(ledger["data"][1]["counted"]["data"][0], "cases");
    assert_eq!(ledger["data"][1]["source"], "a", "it rests on the source of its data");
    assert_eq!(ledger["charts"][0]["data"], "by_place.csv");
    let north = &ledger["figures"][1]["counted"];
    assert_eq!((north["rows"].as_u64(), north["left_out"].as_u64()), (Some(2), Some(3)));
    case.run(["verify", "o.pdf", "--spec", "."]).ended(exit::OK);
}

#[test]
fn small_numbers_are_in_no_byte_that_is_given_away() {
    if !tools() {
        return;
    }
    let secrets = ["787", "5381", "5,381", "2690", "2691"];
    let names = ["Quillfeather", "Brimstone", "Thornapple", "Foxglove", "Marrowbone"];
    // the test sees them where they are not protected
    let open = given_away(&case(&spec("", SHOWN)));
    assert!(["787", "5381", "2690"].iter().all(|secret| open.values().any(|text| has_number(text, secret))));
    assert!(open.values().any(|text| text.contains("Quillfeather")));
    let case = case(&spec("protect = { below = 1000 }", SHOWN));
    let files = given_away(&case);
    for (name, text) in &files {
        for secret in secrets {
            assert!(!has_number(text, secret), "{secret} stands in {name}");
        }
        for secret in names {
            assert!(!text.contains(secret), "{secret} stands in {name}");
        }
    }
    assert!(!files.contains_key("u/data-cases.csv"), "the rows are not embedded");
    assert_eq!(files["u/by_place.csv"], "place,killed\nEast,40213\nNorth,<1000\nSouth,withheld\n");
    let pages = &files["u/raw.txt"];
    for said in
        ["46,381 people were killed", "fewer than 1,000 in North", "withheld", "Numbers below 1,000 are not given"]
    {
        assert!(pages.contains(said), "{said}\n{pages}");
    }
    case.run(["verify", "o.pdf", "--spec", "."]).ended(exit::OK);
}

#[test]
fn nothing_that_is_hashed_can_be_tried_out() {
    if !tools() {
        return;
    }
    // two files from which the same is given make the same bytes: no hash says which it was
    let text = spec("protect = { below = 1000 }", SHOWN);
    let first = given_away(&case(&text));
    let other =
        CASES.replace("South,2026-10,2691", "South,2026-10,2692").replace("North,2026-10,398", "North,2026-10,397");
    let second = given_away(&Case::spec(&text).file("data/cases.csv", other));
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    for (name, text) in &first {
        assert_eq!(text, &second[name], "{name}");
    }
}

/// The one error of a specification.
fn refused(text: &str) -> (String, String) {
    let outcome = case(text).run(["check", ".", "--format", "json"]).ended(exit::FINDINGS);
    let errors: Vec<_> = outcome.findings().into_iter().filter(|finding| finding.severity == "error").collect();
    assert_eq!(errors.len(), 1, "{outcome}");
    (errors[0].code.clone(), errors[0].text.clone())
}

#[test]
fn what_cannot_be_protected_is_an_error() {
    let section = "[[sections]]\nheading = \"Facts\"\ntext = \"Words that need no source.\"\n";
    let figure = |id: &str, query: &str, bound: &str| {
        format!(
            "[figures.{id}]\nwhat = \"people of {id}\"\nquery = \"{query}\"\nbound = \"{bound}\"\nperiod = 2020\nplace = \"North\"\n\n"
        )
    };
    let protected = |rest: &str| spec("protect = { below = 1000 }", &format!("{rest}{section}"));
    let sum = "select sum(killed) from cases";
    for (rest, says) in [
        // the rows themselves
        ("[tables.t]\ndata = \"cases\"\ntitle = \"Cases\"\n\n".to_owned(), "would print the rows"),
        // a figure and another whose difference is small
        (
            figure("all", sum, "exact") + &figure("south_east", "select sum(killed) from cases where place <> 'North'", "exact"),
            "can be worked out",
        ),
        // a minimum
        (figure("north", "select sum(killed) from cases where place = 'North'", "at-least"), "no minimum"),
        // other ways to get at the rows
        (figure("most", "select max(killed) from cases", "exact"), "may give single rows away"),
        (figure("rows", "select count(*) from cases", "exact"), "counted in two ways"),
        (figure("share", "select sum(killed) * 100 / 46381 from cases", "exact"), "may give single rows away"),
        (figure("two", "select sum(killed) from (select * from cases)", "exact"), "cannot be told of this query"),
        (figure("made", "select sum(killed) from by_place", "exact"), "not all given"),
        ("[data.names]\nquery = \"select name, sum(killed) as n from cases group by place\"\ncolumns.n = { type = \"number\" }\n\n".to_owned(), "no groups"),
        ("[data.names]\nquery = \"select name, month from cases\"\n\n".to_owned(), "counts nothing"),
        (
            "[data.north]\nquery = \"select month, sum(killed) as n from cases where place = 'North' group by month\"\n\
             columns.n = { type = \"number\", bound = \"exact\" }\n\n"
                .to_owned(),
            "all numbers of `data.north`",
        ),
    ] {
        let (code, text) = refused(&protected(&rest));
        assert_eq!(code, "cannot-protect", "{text}");
        assert!(text.contains(says), "{says}: {text}");
    }
}

#[test]
fn a_threshold_that_protects_nothing_is_refused() {
    for below in ["2", "0", "1001", "-5"] {
        let (code, text) = refused(&spec(&format!("protect = {{ below = {below} }}"), crate::support::SECTION));
        assert!(code == "out-of-range" || code == "wrong-type", "{text}");
    }
}

#[test]
fn query_tables_with_faults_are_found() {
    let with = |query: &str, columns: &str| {
        spec("", &format!("[data.q]\nquery = \"{query}\"\n{columns}\n{}", crate::support::SECTION))
    };
    let number = "columns.n = { type = \"number\", bound = \"exact\" }";
    for (query, columns, wanted, says) in [
        ("select place, count(*) as n from casse group by place", number, "query-failed", "did you mean `cases`"),
        ("select place, count(*) as n from cases group by place", "", "undeclared-column", "columns.n = { type"),
        ("select place as n from cases where place = 'East'", number, "invalid-cell", "no number"),
        ("select place, count(*) as n from cases where place = 'West' group by place", number, "empty-data", "data.q"),
        ("select place, name from cases", number, "unknown-column", "no column `n`"),
        ("delete from cases", number, "query-failed", "does more than read"),
        (
            "with recursive a(i) as (select 1 union all select i + 1 from a) select i as n from a, cases",
            number,
            "query-limit",
            "10000 rows",
        ),
        (
            "with recursive a(i) as (select 1 union all select i + 1 from a) select max(i) as n from a, cases",
            number,
            "query-limit",
            "50 million",
        ),
        ("select 1 as n", number, "query-without-data", "no table"),
        ("select count(*) as n from q", number, "circular-query", "`q` reads `q`"),
    ] {
        let (code, text) = refused(&with(query, columns));
        assert_eq!(code, wanted, "{query}: {text}");
        assert!(text.contains(says), "{says}: {text}");
    }
    let both = spec("", crate::support::SECTION)
        .replace("file = \"data/cases.csv\"", "file = \"data/cases.csv\"\nquery = \"select 1\"");
    assert_eq!(refused(&both).0, "several-origins");
    let sheet = with("select count(*) as n from cases", &format!("{number}\nsheet = \"x\""));
    assert_eq!(refused(&sheet).0, "needless-key");
}

#[test]
fn a_query_reads_other_query_tables_whatever_their_order() {
    let text = spec(
        "",
        "[data.b]\nquery = \"select count(*) as n from a where killed > 1000\"\ncolumns.n = { type = \"number\", bound = \"exact\" }\n\n\
         [data.a]\nquery = \"select place, killed from by_place\"\ncolumns.killed = { type = \"number\", bound = \"exact\" }\n\n\
         [tables.t]\ndata = \"b\"\ntitle = \"Places\"\n\n\
         [[sections]]\nheading = \"Facts\"\ntext = \"\"\"\n{{ tables.t }}\n\"\"\"\n",
    );
    let case = case(&text);
    case.run(["build", ".", "--output", "o.html", "--format", "html"]).ended(exit::OK);
    let html = String::from_utf8(case.tree()[Path::new("o.html")].clone()).expect("UTF-8");
    assert!(html.contains(">2</td>"), "{html}");
}

#[test]
fn a_circle_of_queries_is_found() {
    let number = "columns.n = { type = \"number\" }";
    let text = spec(
        "",
        &format!(
            "[data.a]\nquery = \"select n from b\"\n{number}\n\n[data.b]\nquery = \"select n from a\"\n{number}\n{}",
            crate::support::SECTION
        ),
    );
    let (code, says) = refused(&text);
    assert!(code == "circular-query" && says.contains("`a` reads `b` reads `a`"), "{says}");
}

#[test]
fn the_dictionary_is_printed_in_every_language_and_format() {
    for (language, heading, rule) in [
        ("en-GB", "Data dictionary", "no value twice"),
        ("fr", "Dictionnaire des données", "aucune valeur en double"),
        ("es", "Diccionario de datos", "ningún valor repetido"),
        ("ru", "Словарь данных", "значения не повторяются"),
        ("ar", "قاموس البيانات", "لا تتكرر أي قيمة"),
        ("fa", "فرهنگ داده‌ها", "هیچ مقداری تکرار نمی‌شود"),
        ("zh", "数据字典", "值不重复"),
    ] {
        let text = spec("protect = { below = 1000 }", crate::support::SECTION)
            .replace("language = \"en-GB\"", &format!("language = \"{language}\"\ndata_dictionary = true"))
            .replace("month = { type", "name = { type = \"text\", unique = true }\nmonth = { type");
        let case = case(&text);
        if language == "zh" {
            // there is no font for it here: what is composed is looked at
            let loaded = briefing::load(case.path(), &mut briefing::diag::Sink::default());
            let document =
                briefing::compose(&loaded.briefing.expect("a briefing"), &mut briefing::diag::Sink::default());
            let said = format!("{:?}", document.body);
            assert!(said.contains(heading) && said.contains(rule), "{said}");
            continue;
        }
        case.run(["build", ".", "--format", "pdf,docx,html", "--output", "o.pdf"]).ended(exit::OK);
        let html = String::from_utf8(case.tree()[Path::new("o.html")].clone()).expect("UTF-8");
        assert!(html.contains(heading) && html.contains(rule), "{language}: {html}");
        // how many rows protected data have is not said; how many groups there are is
        let rows = html.matches("select place, sum(killed)").count();
        assert_eq!(rows, 1, "{language}");
    }
}

#[test]
fn workbooks_of_libreoffice_are_read() {
    let folder = crate::support::root().join("tests/data");
    for file in ["libreoffice.xlsx", "libreoffice.ods"] {
        let text = spec_with(&format!(
            "[data.d]\nfile = \"{file}\"\nsource = \"a\"\ncolumns.day = {{ type = \"date\" }}\ncolumns.place = {{ type = \"text\" }}\n\
             columns.killed = {{ type = \"integer\", bound = \"exact\" }}\ncolumns.share = {{ type = \"number\", bound = \"exact\" }}\n\
             columns.confirmed = {{ type = \"boolean\" }}\n\n[tables.t]\ndata = \"d\"\ntitle = \"Cases\"\n\n\
             [[sections]]\nheading = \"Facts\"\ntext = \"\"\"\n{{{{ tables.t }}}}\n\"\"\"\n"
        ));
        let case = Case::spec(&text).file(file, std::fs::read(folder.join(file)).expect("a file"));
        let outcome = case.run(["build", ".", "--format", "html", "--output", "o.html"]).ended(exit::OK);
        assert!(!outcome.stderr.contains("number-as-text"), "{outcome}");
        let html = String::from_utf8(case.tree()[Path::new("o.html")].clone()).expect("UTF-8");
        let text = html.replace("&nbsp;", " ").replace('\u{a0}', " ").replace("&quot;", "\"");
        for cell in
            ["31 October 2026", "اصفهان", "1,500", "33.5", ">yes<", ">no<", "one, with a comma", "a \"quoted\" word"]
        {
            assert!(text.contains(cell), "{file}: {cell}");
        }
    }
}

#[test]
fn two_tables_of_one_file_are_embedded_once() {
    if !tools() {
        return;
    }
    let text = spec("", SHOWN) + "\n[data.again]\nfile = \"data/cases.csv\"\nsource = \"a\"\n";
    let case = case(&text).file("data-cases.csv", "other,n\nx,1\n");
    let other = text.clone() + "\n[data.other]\nfile = \"data-cases.csv\"\nsource = \"a\"\n";
    let case = case.file("briefing.toml", other);
    let files = given_away(&case);
    assert_eq!(files["u/data-cases.csv"], CASES);
    assert_eq!(files["u/other-data-cases.csv"], "other,n\nx,1\n");
    assert!(!files.keys().any(|name| name.contains("again")), "{:?}", files.keys());
}

#[test]
fn a_batch_goes_over_other_files_than_csv() {
    let text = spec_with(
        "[params.place]\ntype = \"text\"\ndefault = \"Nowhere\"\n\n[data.rows]\nfile = \"rows.json\"\n\n[data.made]\n\
         query = \"select distinct place from rows order by place\"\n\n\
         [[sections]]\nheading = \"{{ params.place }}\"\ntext = \"Words that need no source.\"\n",
    );
    let json = "[{\"place\": \"North\"}, {\"place\": \"South\"}, {\"place\": \"South\"}]";
    let lines = "{\"place\": \"East\"}\n";
    let case = Case::spec(&text).file("rows.json", json).file("more.jsonl", lines);
    let run =
        |over: &str, out: &str| case.run(["batch", ".", "--over", over, "--output", &format!("{out}/{{place}}.pdf")]);
    for (over, out, wanted) in [("made", "m", 2), ("more.jsonl", "l", 1)] {
        std::fs::create_dir(case.path().join(out)).expect("a folder");
        run(over, out).ended(exit::OK);
        let made = case
            .tree()
            .into_keys()
            .filter(|path| path.starts_with(out) && path.extension().is_some_and(|end| end == "pdf"));
        assert_eq!(made.count(), wanted, "{over}");
    }
}

#[test]
fn a_fault_far_down_is_named_with_its_line() {
    let rows: String = (0..70_000).map(|row| format!("n,North,2026-0{},1\n", row % 9 + 1)).collect();
    let csv = format!("name,place,month,killed\n{rows}n,North,2026-13,1\n");
    let text = spec("", crate::support::SECTION);
    let outcome = Case::spec(&text).file("data/cases.csv", csv).run(["check", ".", "--format", "json"]);
    let findings = outcome.ended(exit::FINDINGS).findings();
    let places: Vec<_> =
        findings.iter().filter(|finding| finding.severity == "error").map(|finding| &finding.place).collect();
    assert_eq!(places, [&Some(("data/cases.csv".to_owned(), 70_002, 9))], "{findings:?}");
}

#[test]
fn a_file_that_is_too_large_is_refused_before_it_is_read() {
    let case = case(&spec("", crate::support::SECTION));
    let file = std::fs::File::create(case.path().join("data/cases.csv")).expect("a file");
    file.set_len(2 << 30).expect("a sparse file");
    let outcome = case.run(["check", ".", "--format", "json"]).ended(exit::FINDINGS);
    assert!(outcome.findings().iter().any(|finding| finding.code == "too-large"), "{outcome}");
}

#[test]
#[cfg(not(feature = "postgresql"))]
fn a_database_is_named_and_never_asked_by_the_program_as_it_is() {
    let with = |keys: &str| {
        let text = format!("[data.cases]\n{keys}\nsource = \"a\"\n{}", crate::support::SECTION);
        Case::spec(&spec_with(&text))
    };
    let query = "database = \"CASES_DATABASE\"\nquery = \"select place from cases\"";
    for (keys, code, words) in [
        (query, "database-not-built", "--features postgresql"),
        ("database = \"CASES_DATABASE\"\ntable = \"cases\"", "database-not-built", "export the table as CSV"),
        ("database = \"CASES_DATABASE\"", "missing-key", "`query`"),
        ("database = \"C\"\nquery = \"select 1\"\ntable = \"t\"", "several-origins", "`table` beside `query`"),
        ("database = \"C\"\nfile = \"c.csv\"", "several-origins", "leave `database` out"),
        ("database = \"C\"\ntable = \"t\"\nsheet = \"s\"", "needless-key", "workbooks"),
        ("database = \"C\"\nquery = \"select :monht\"", "unknown-parameter", ":monht"),
        ("database = \"C\"\nquery = \"select now()\"", "database-query", "tomorrow"),
    ] {
        let case = with(keys);
        let outcome = case.run(["build", ".", "--output", "o.pdf", "--allow-database"]).ended(exit::FINDINGS);
        assert!(outcome.stderr.contains(code) && outcome.stderr.contains(words), "{keys}: {outcome}");
        assert!(!case.path().join("o.pdf").exists());
    }
    // the line of an address is not shown
    let case = with("database = \"postgresql://quillreader:xyzzy@localhost/brimstone\"\ntable = \"cases\"");
    for format in ["text", "json", "sarif", "github"] {
        let outcome = case.run(["check", ".", "--messages", format]).ended(exit::FINDINGS);
        let said = format!("{}{}", outcome.stdout, outcome.stderr);
        assert!(said.contains("database-address"), "{outcome}");
        assert!(!["quillreader", "xyzzy", "brimstone"].iter().any(|secret| said.contains(secret)), "{outcome}");
    }
}
