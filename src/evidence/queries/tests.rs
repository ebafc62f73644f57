use super::*;
use crate::evidence::files::testing::Briefing;
use crate::evidence::fonts::Shared;
use crate::evidence::gather;
use std::sync::Arc;

const DATA: &str = "[data.cases]\nfile = \"c.csv\"\nsource = \"a\"\n[data.cases.columns]\nmonth = { type = \"date\" }\n\
    place = { type = \"text\" }\nkilled = { type = \"number\", bound = \"exact\", optional = true }\n\
    [params.place]\ntype = \"text\"\ndefault = \"North\"\n[params.month]\ntype = \"month\"\ndefault = \"2020-02\"\n";
const CSV: &str =
    "month,place,killed\n2020-01-01,North,3\n2020-02-01,North,4.5\n2020-02-01,South,2\n2020-03-01,South,\n";

/// The value of a figure with this query; or the code of the finding and its message.
fn counted(query: &str) -> Result<String, String> {
    let figure = counted_with(query, "bound = \"exact\"")?;
    let source = figure.source.as_ref().filter(|source| source.value == "a");
    source.ok_or("not the source of the data")?;
    Ok(figure.value.as_ref().unwrap().value.to_string())
}

/// The same for a figure with other keys.
fn counted_with(query: &str, keys: &str) -> Result<Figure, String> {
    let mut briefing = Briefing::new().file("c.csv", CSV);
    let rest = format!("{DATA}[figures.f]\nwhat = \"f\"\n{keys}\nquery = \"{query}\"\n");
    let mut spec = briefing.spec(&rest);
    let folder = briefing.folder();
    let text = Arc::clone(&briefing.files.get(spec.spec.span.file).unwrap().text);
    let mut sink = Sink::default();
    let mut evidence = gather(&spec, &text, &folder, Shared::default(), None, &mut briefing.files, &mut sink);
    fill(&mut spec, &mut evidence, &mut briefing.files, &mut sink);
    if let Some(finding) = sink.findings().first() {
        return Err(format!("{}: {}", finding.code, finding.message));
    }
    Ok(spec.figures.get("f").unwrap().clone())
}

#[test]
fn a_query_gives_one_number() {
    assert_eq!(counted("select count(*) from cases").as_deref(), Ok("4"));
    assert_eq!(counted("select sum(killed) from cases where killed is not null").as_deref(), Ok("9.5"));
    assert_eq!(counted("select count(killed) from cases where place = :place").as_deref(), Ok("2"));
    let month = "select sum(killed) from cases where month between :month_start and :month_end";
    assert_eq!(counted(month).as_deref(), Ok("6.5"));
    assert_eq!(counted("select count(*) from cases where substr(month, 1, 7) = :month_previous").as_deref(), Ok("1"));
}

#[test]
fn times_before_the_month_have_their_days() {
    let between =
        |from: &str, to: &str| counted(&format!("select count(*) from cases where month between {from} and {to}"));
    assert_eq!(between(":month_previous_start", ":month_previous_end").as_deref(), Ok("1"));
    assert_eq!(between(":month_year_to_date_start", ":month_end").as_deref(), Ok("3"));
    assert_eq!(between(":month_twelve_months_start", ":month_twelve_months_end").as_deref(), Ok("3"));
    let wrong = between(":month_previous_strt", ":month_end").unwrap_err();
    assert_eq!(wrong, "unknown-parameter: there is no parameter `:month_previous_strt`");
}

#[test]
fn an_average_is_rounded_so_that_it_stays_true() {
    let rounded = |keys: &str| {
        let figure = counted_with("select avg(killed) * 2 from cases where killed is not null", keys).unwrap();
        (figure.value.unwrap().value.to_string(), figure.bound.unwrap().value)
    };
    assert_eq!(rounded("bound = \"about\""), ("6.333333".to_owned(), Bound::About));
    assert_eq!(rounded("bound = \"exact\"\nround = 1"), ("6.3".to_owned(), Bound::About));
    assert_eq!(rounded("bound = \"at-least\"\nround = 2"), ("6.33".to_owned(), Bound::AtLeast));
    assert_eq!(rounded("bound = \"at-most\"\nround = 0"), ("7".to_owned(), Bound::AtMost));
}

#[test]
fn what_is_no_number_is_shown() {
    let came = |query: &str| counted(query).unwrap_err();
    assert_eq!(
        came("select killed from cases where place = 'North'"),
        "query-result: the query of `f` must give one number; 2 rows came, the first with 3"
    );
    assert_eq!(
        came("select killed from cases where place = 'West'"),
        "query-result: the query of `f` must give one number; no row came"
    );
    assert_eq!(
        came("select max(killed) from cases where place = 'West'"),
        "query-result: the query of `f` must give one number; nothing came: no row has a value"
    );
    assert_eq!(
        came("select place from cases limit 1"),
        "query-result: the query of `f` must give one number; the text “North” came"
    );
    assert_eq!(came("select 1, 2 from cases"), "query-result: the query of `f` must give one number; 2 columns came");
    assert!(
        came("select count(*) from casse").starts_with("query-failed: the query cannot be run: no such table: casse")
    );
    assert!(came("selct 1").starts_with("query-failed"));
    assert!(came("select count(*) from cases where place = :palce").starts_with("unknown-parameter"));
}

#[test]
fn a_query_reads_and_does_nothing_else() {
    for query in [
        "delete from cases",
        "drop table cases",
        "attach 'x.db' as x",
        "pragma user_version",
        "create table t (a)",
        "select random()",
        "select date('now')",
        "select load_extension('x')",
        "select strftime('%s', 'now') + 0 from cases limit 1",
        "select current_timestamp + 0 from cases limit 1",
        "select current_date + 0 from cases limit 1",
        "select timediff('now', '2020-01-01') from cases limit 1",
        "select sqlite_version() + 0 from cases limit 1",
        "select total_changes() from cases limit 1",
        "select length(hex(zeroblob(450000000))) from cases limit 1",
        "select length(printf('%.900000000c', 'x')) from cases limit 1",
        "select count(*) from sqlite_master",
        "select count(*) from pragma_table_info('cases')",
        "vacuum into 'x.db'",
    ] {
        let error = counted(query).unwrap_err();
        assert!(error.starts_with("query-failed"), "{query}: {error}");
    }
}

#[test]
fn what_is_not_exact_is_not_said() {
    let error = |query: &str| counted(query).unwrap_err();
    assert!(error("select 12345678901234567890123 from cases limit 1").starts_with("query-result"));
    assert!(error("select 9007199254740993.5 from cases limit 1").contains("not exact"));
    assert_eq!(counted("select 9007199254740993 from cases limit 1").as_deref(), Ok("9007199254740993"));
    assert_eq!(counted("select 123456789012.123456 from cases limit 1").as_deref(), Ok("123456789012.123"));
    assert!(error("select sum(9223372036854775807) from cases").contains("overflow"));
}

#[test]
fn a_figure_rests_on_data() {
    assert!(counted("select 5").unwrap_err().starts_with("query-without-data"));
    assert!(counted("select 5 where 'cases' = 'cases'").unwrap_err().starts_with("query-without-data"));
    let twice = "with some as (select * from cases) select count(*) from some";
    assert_eq!(counted(twice).as_deref(), Ok("4"));
}

#[test]
fn a_day_is_no_month() {
    let error = counted("select count(*) from cases where month = :month").unwrap_err();
    assert!(error.starts_with("query-never-equal"), "{error}");
    assert!(counted("select count(*) from cases where (:month=cases.month)").is_err());
    assert_eq!(counted("select count(*) from cases where month >= :month_start").as_deref(), Ok("3"));
    for wrong in [
        "month<=:month",
        "month between :month_start and :month",
        "month not between :month and :month_end",
        "cases.month >= '2020-02'",
        "month in (:month_start, :month)",
        "month is not :month_year",
    ] {
        let error = counted(&format!("select count(*) from cases where {wrong}")).unwrap_err();
        assert!(error.starts_with("query-never-equal"), "{wrong}: {error}");
    }
    assert_eq!(counted("select count(*) from cases where month <> '2020-02-01'").as_deref(), Ok("2"));
}

/// `'2020-01' >= '2020-01-01'` is false: a January would be left out and nobody would see it.
#[test]
fn a_month_is_no_day() {
    let counted = |condition: &str| {
        let mut briefing = Briefing::new().file("c.csv", "month,killed\n2020-01,3\n2020-02,4\n");
        let data = "[data.cases]\nfile = \"c.csv\"\nsource = \"a\"\n[data.cases.columns]\nmonth = { type = \"month\" }\n\
            killed = { type = \"number\", bound = \"exact\" }\n[params.month]\ntype = \"month\"\ndefault = \"2020-02\"\n\
            [params.shamsi]\ntype = \"solar-hijri-month\"\ndefault = \"1398-11\"\n";
        let query = format!("select sum(killed) from cases where {condition}");
        let rest = format!("{data}[figures.f]\nwhat = \"f\"\nbound = \"exact\"\nquery = \"{query}\"\n");
        let mut spec = briefing.spec(&rest);
        let folder = briefing.folder();
        let mut sink = Sink::default();
        let mut evidence = gather(&spec, &rest, &folder, Shared::default(), None, &mut briefing.files, &mut sink);
        fill(&mut spec, &mut evidence, &mut briefing.files, &mut sink);
        let found: Vec<String> =
            sink.findings().iter().map(|f| format!("{}: {} {:?}", f.code, f.message, f.help)).collect();
        if found.is_empty() {
            Ok(spec.figures.get("f").unwrap().value.as_ref().unwrap().value.to_string())
        } else {
            Err(found)
        }
    };
    let wrong = counted("month between :month_year_to_date_start and :month").unwrap_err().concat();
    assert!(wrong.contains("holds months, and `:month_year_to_date_start` is a day"), "{wrong}");
    let wrong = counted("month = :month_start").unwrap_err().concat();
    assert!(wrong.contains("write its month: `substr(:month_start, 1, 7)`"), "{wrong}");
    let wrong = counted("month = :shamsi").unwrap_err().concat();
    assert!(wrong.contains("of another calendar"), "{wrong}");
    assert_eq!(counted("month between substr(:month_year_to_date_start, 1, 7) and :month"), Ok("7".to_owned()));
    assert_eq!(counted("month = :month_previous"), Ok("3".to_owned()));
}

#[test]
fn a_query_without_end_is_stopped() {
    let endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n, cases";
    assert!(counted(endless).unwrap_err().starts_with("query-limit"));
}

/// What the database takes without a word.
#[test]
fn slips_of_the_pen_are_found() {
    let found = |query: &str| counted(query).unwrap_err();
    let column = found("select count(*) from cases where \\\"plce\\\" = 'North'");
    assert!(column.starts_with("query-failed: the query cannot be run: no such column: \"plce\""), "{column}");
    assert!(found("select count(*) from cases where place = \\\"North\\\"").starts_with("query-failed"));
    assert_eq!(found("select sum(place) from cases"), "query-adds-texts: `sum(place)` adds up a column of texts");
    assert_eq!(found("select avg(cases.month) from cases"), "query-adds-texts: `avg(month)` adds up a column of days");
    assert_eq!(
        found("select count(*) from cases where month >= 2020-02-01"),
        "query-unquoted-date: `2020-02-01` is a subtraction in a query: it gives 2017"
    );
    assert_eq!(
        found("select count(*) / 3 from cases"),
        "query-drops-rest: the query of `f` divides whole numbers and drops the rest: 1 came, where it is 1.333333"
    );
    assert_eq!(
        found("select count(*) from cases where substr(month, 1, 7) = :month_start"),
        "query-never-equal: `substr(month, …)` holds months, and `:month_start` is a day: they are never equal, nor is one \
         before the other"
    );
}

#[test]
fn what_is_meant_is_no_slip() {
    for (query, value) in [
        ("select count(*) from cases where \\\"place\\\" = 'North'", "2"),
        ("select sum(place) from (select killed as place from cases)", "9.5"),
        ("select sum(killed) / 5 from cases where killed is not null", "1.9"),
        ("select count(*) / 2 from cases", "2"),
        ("select round(count(*) * 1.0 / 3, 2) from cases", "1.33"),
        ("select 2020 - 10 + count(*) from cases", "2014"),
        ("select count(*) from cases where substr(month, 1, 7) = substr(:month_start, 1, 7)", "2"),
        ("select count(*) from cases where substr(month, 1, 4) = :month_year", "4"),
        ("select count(*) from cases where month between '2020-02-01' and :month_end", "2"),
    ] {
        assert_eq!(counted(query).as_deref(), Ok(value), "{query}");
    }
}

#[test]
fn an_empty_cell_is_no_nothing() {
    let came =
        |query: &str, keys: &str| counted_with(query, keys).map(|figure| figure.value.unwrap().value.to_string());
    let exact = "bound = \"exact\"";
    let wrong = came("select sum(killed) from cases", exact).unwrap_err();
    assert_eq!(wrong, "query-passes-over: `sum(killed)` of `f` passes over 1 row whose `killed` is empty");
    assert!(
        came("select avg(killed) from cases", "bound = \"at-least\"").unwrap_err().starts_with("query-passes-over")
    );
    assert_eq!(came("select sum(killed) from cases", "bound = \"at-least\"").as_deref(), Ok("9.5"));
    assert_eq!(came("select sum(killed) from cases where place = 'North'", exact).as_deref(), Ok("7.5"));
}

#[test]
fn a_number_with_more_decimals_than_are_kept_is_not_exact() {
    let wrong = |query: &str| counted(query).unwrap_err();
    assert!(wrong("select count(*) / 3.0 from cases").contains("is not exact"));
    assert!(wrong("select count(*) * 0.0000001 from cases").contains("which is not 0"));
    assert_eq!(counted("select 0.1 + 0.2 + count(*) from cases").as_deref(), Ok("4.3"));
}

#[test]
fn an_average_is_of_as_many_as_it_says() {
    let keys = |of: u32| format!("bound = \"exact\"\nround = 1\naverage_of = {of}\nperiod = \"2020\"");
    let query = "select avg(killed) from cases where month <= :month_end and killed is not null";
    assert!(counted_with(query, &keys(3)).is_ok());
    assert_eq!(
        counted_with(query, &keys(12)).unwrap_err(),
        "average-miscounted: `f` is said to be an average of 12, and is one of 3"
    );
    let grouped = "select avg(n) from (select sum(killed) as n from cases group by month)";
    assert!(counted_with(grouped, &keys(3)).unwrap_err().contains("one of 2"), "a month without a number has none");
}
