//! Small specifications with the exact findings: code, line, column, message.

use super::*;
use crate::diag::Files;
use rust_decimal::Decimal;
use std::str::FromStr;

mod editions;

/// The least that is a specification.
const HEAD: &str = "spec = 1\n[briefing]\ntitle = \"T\"\ndate = 2021-02-15\nlanguage = \"en-GB\"\n";

/// A specification that uses all there is.
pub(super) const FULL: &str = include_str!("tests/full.toml");

/// What is read, and the findings by place.
fn outcome(text: &str) -> (Option<Spec>, Vec<Diagnostic>, Files) {
    let mut files = Files::default();
    let file = files.add("t.toml", text);
    let mut sink = Sink::default();
    let spec = read(file, text, &mut sink);
    assert_eq!(spec.is_some(), !sink.has_errors(), "a specification comes back where there is no error: {sink:?}");
    (spec, sink.into_sorted(), files)
}

/// The findings of `text` as `line:column code message`.
fn findings(text: &str) -> Vec<String> {
    let (_, found, files) = outcome(text);
    for finding in &found {
        assert!(!finding.message.ends_with('.') && !finding.message.contains('\n'), "{}", finding.message);
    }
    found.iter().map(|finding| line(finding, &files)).collect()
}

fn line(finding: &Diagnostic, files: &Files) -> String {
    let label = finding.primary.as_ref().expect("a place");
    let position = files.get(label.span.file).unwrap().position(label.span.range().start);
    format!("{}:{} {} {}", position.line, position.column, finding.code, finding.message)
}

/// The findings of the least specification with `rest` after it; its lines count from 1.
fn after_head(rest: &str) -> Vec<String> {
    let (_, found, files) = outcome(&format!("{HEAD}{rest}"));
    let lines = HEAD.lines().count();
    let moved = |finding: &Diagnostic| {
        let text = line(finding, &files);
        let (number, tail) = text.split_once(':').unwrap();
        format!("{}:{tail}", number.parse::<usize>().unwrap() - lines)
    };
    found.iter().map(moved).collect()
}

/// The only finding of a figure with `body` as its keys.
fn figure(body: &str) -> String {
    let found =
        after_head(&format!("[sources.a]\ntype = \"report\"\ntitle = \"A\"\n[figures.f]\nwhat = \"w\"\n{body}"));
    assert_eq!(found.len(), 1, "{body}: {found:?}");
    found.into_iter().next().unwrap()
}

fn help(text: &str) -> Vec<String> {
    outcome(text).1.into_iter().flat_map(|finding| finding.help).collect()
}

#[test]
fn a_full_specification_is_read_without_findings() {
    let (spec, found, files) = outcome(FULL);
    assert!(found.is_empty(), "{:#?}", found.iter().map(|f| line(f, &files)).collect::<Vec<_>>());
    let spec = spec.unwrap();
    assert_eq!(spec.sources.ids().collect::<Vec<_>>(), ["zeitung", "amnesty_2021", "un_letter"], "order of the file");
    let author = &spec.sources.get("zeitung").unwrap().author;
    assert!(
        matches!(&author[0], Name::Person { family, given: Some(given) } if family.value == "Fassihi" && given.value == "Farnaz")
    );
    assert!(matches!(&author[1], Name::Institution(name) if name.value == "Reuters"));
    let archive = spec.sources.get("zeitung").unwrap().archive.as_ref().unwrap();
    assert_eq!(archive.captured.as_ref().unwrap().value.to_rfc3339(), "2021-02-10T07:12:00+00:00", "in UTC");
    let issued = |id: &str| spec.sources.get(id).unwrap().issued.as_ref().map(|date| date.value.to_string());
    assert_eq!(issued("zeitung").as_deref(), Some("2019-12-23"));
    assert_eq!(issued("amnesty_2021").as_deref(), Some("2021-04"));
    assert_eq!(issued("un_letter").as_deref(), Some("2020"));
    let figure = spec.figures.get("executions_2020").unwrap();
    assert_eq!(figure.value.as_ref().unwrap().value.to_string(), "1500.50", "digits as written");
    assert_eq!(figure.bound.as_ref().unwrap().value, Bound::AtLeast);
    let period = figure.period.as_ref().unwrap().value;
    assert_eq!((period.from.to_string(), period.to.to_string()), ("2019-11-15".into(), "2019-12".into()));
    let estimates = &spec.figures.get("massacre").unwrap().estimates;
    assert_eq!(estimates[0].between.as_ref().unwrap().value, [Decimal::from(2800), Decimal::from(3800)]);
    assert_eq!(estimates[2].words.as_ref().unwrap().value, "thousands");
    let y = &spec.charts.get("by_year").unwrap().y;
    assert_eq!(y.iter().map(|s| s.column.value.as_str()).collect::<Vec<_>>(), ["executions", "women"]);
    assert_eq!(spec.charts.get("one").unwrap().y.len(), 1);
    let columns = &spec.data.get("executions").unwrap().columns;
    assert_eq!(columns.ids().collect::<Vec<_>>(), ["Year", "executions", "source"]);
    assert_eq!(columns.get("Year").unwrap().r#type.value, ColumnType::Year);
    assert_eq!(spec.sections[0].sections[0].sections[0].heading.value, "Third");
    assert_eq!(spec.briefing.keywords.len(), 2);
    assert_eq!(files.text(spec.sources.entry("un_letter").unwrap().0.span), "un_letter", "the id's place");
}

#[test]
fn all_problems_are_reported_at_once_by_place() {
    let text = "\
spec = 1
[briefing]
tilte = 'x'
date = \"2020-01-01\"
language = \"english\"
[figures.Ab-c]
value = nan
[figures.a]
value = 1.50
between = [3, 2]
source = 'nope'
[sources.b]
title = 'x'
type = 'newspaper'
url = 'http://u:p@x.org'
[charts.c]
kind = 1
data = 'bb'
x = 'a'
y = ['a', { column = 'x', bound = 'atleast' }]
title = 'a\u{202e}b'
";
    assert_eq!(
        findings(text),
        [
            "2:1 missing-key `[briefing]` has no `title`",
            "3:1 unknown-key unknown key `tilte` in `[briefing]`",
            "4:8 wrong-type `date` must be a date, not a string",
            "5:12 invalid-language `language` is no language tag: `english`",
            "6:1 missing-key `[figures.Ab-c]` has no `source`",
            "6:1 missing-key `[figures.Ab-c]` has no `what`",
            "6:10 invalid-id `Ab-c` cannot be an id",
            "7:9 missing-bound `[figures.Ab-c]` does not say how exact its `value` is",
            "7:9 no-number `value` must be a number, not `nan`",
            "8:1 missing-key `[figures.a]` has no `what`",
            "9:9 missing-bound `[figures.a]` does not say how exact its `value` is",
            "10:1 several-numbers `[figures.a]` has `between` beside `value`",
            "10:11 wrong-order `between` must rise: 3 is not below 2",
            "11:10 unknown-source unknown source `nope`",
            "14:8 unknown-type `newspaper` is no type of source in CSL",
            "15:7 invalid-url `url` holds a user name and a password",
            "17:8 wrong-type `kind` must be a string, not an integer",
            "18:8 unknown-data unknown data `bb`",
            "20:35 unknown-value `bound` cannot be `atleast`",
            "21:11 forbidden-character `title` holds U+202E, an invisible character that turns the direction of the text",
        ]
    );
}

#[test]
fn the_head_is_required() {
    assert_eq!(
        findings(""),
        ["1:1 missing-key the specification has no `briefing`", "1:1 missing-key the specification has no `spec`",]
    );
    assert_eq!(after_head("").len(), 0);
    assert_eq!(
        findings(&HEAD.replace("spec = 1", "spec = 2")),
        ["1:8 unknown-version version 2 of the format is not known"]
    );
    assert_eq!(
        findings(&HEAD.replace("spec = 1", "spec = \"1\"")),
        ["1:8 wrong-type `spec` must be a whole number, not a string"]
    );
    assert!(help("spec = 1")[0].starts_with("add `briefing`: what the document is"));
}

#[test]
fn hints_name_the_nearest() {
    assert_eq!(help(&HEAD.replace("title", "tilte"))[1], "did you mean `title`?");
    let source = "[sources.abc_2020]\ntitle = \"x\"\ntype = \"newspaper\"\n";
    assert_eq!(help(&format!("{HEAD}{source}")), ["did you mean `article-newspaper`?"]);
    let source = source.replace("newspaper", "report");
    let text = format!("{HEAD}{source}[quotations.q]\ntext = \"x\"\nspeaker = \"y\"\nsource = \"abc_2002\"\n");
    assert_eq!(help(&text), ["did you mean `abc_2020`?"]);
    let paper = HEAD.replace("date", "paper = \"A4\"\ndate");
    assert_eq!(help(&paper), ["did you mean `a4`?", "it is one of `a4`, `letter`"]);
    let id = format!("{HEAD}[images.My-Image]\nfile = \"a\"\nalt = \"b\"\n");
    assert_eq!(help(&id)[1], "write `my_image`");
}

#[test]
fn each_line_with_a_mistake_of_syntax_is_shown() {
    let text = "a = \nb = [1,\nc = 2\nd = [[\n e = \"\n";
    let found = findings(text);
    assert_eq!(found.len(), 4, "{found:?}");
    assert!(found[0].starts_with("1:5 invalid-toml text must stand in quotation marks"), "{found:?}");
    let many = (0..30).map(|line| format!("k{line} = word\n")).collect::<String>();
    let shown = findings(&many).iter().filter(|finding| finding.contains("invalid-toml")).count();
    assert_eq!(shown, 20);
    assert_eq!(findings("key with space = 1\n"), ["1:5 invalid-toml key with no value"]);
    assert_eq!(findings("[a\nb = 1\n")[0], "1:3 invalid-toml unclosed table");
    assert_eq!(findings("t = \"\"\"never\nclosed"), ["2:7 invalid-toml a string of several lines is not closed"]);
}

#[test]
fn a_spoilt_value_does_not_hide_other_findings() {
    let text = HEAD.replace("\"T\"", "“T”").replace("2021-02-15", "2021-02-30").replace("language", "langauge");
    assert_eq!(
        findings(&text),
        [
            "2:1 missing-key `[briefing]` has no `language`",
            "3:9 invalid-toml TOML knows straight quotation marks only",
            "4:8 invalid-date `2021-02-30` is not a date",
            "5:1 unknown-key unknown key `langauge` in `[briefing]`",
        ]
    );
    // nor does a line that is no key and value hide what is wrong with the values behind it
    let text = HEAD.replace("title = \"T\"", "title \"T\"").replace("2021-02-15", "2021-02-30");
    let found = findings(&format!("{text}[sources.a]\ntype = \"report\ntitle = = \"A\"\n"));
    let starts: Vec<&str> = found.iter().map(|finding| finding.split("` ").next().unwrap()).collect();
    assert_eq!(
        starts,
        [
            "3:7 invalid-toml key with no value",
            "4:8 invalid-date `2021-02-30",
            "7:15 invalid-toml this string has no closing quotation mark",
            "8:9 invalid-toml extra `=`",
        ]
    );
    let one = |line: &str| findings(&HEAD.replace("title = \"T\"", line));
    assert_eq!(one("title = \"T"), ["3:11 invalid-toml this string has no closing quotation mark"]);
    assert_eq!(one("title = T"), ["3:9 invalid-toml text must stand in quotation marks"]);
    assert_eq!(one("title = \"a\\qb\""), ["3:12 invalid-toml this backslash starts no escape"]);
    assert_eq!(one("title = \"a\u{7}b\""), ["3:11 invalid-toml a control character cannot stand in a string"]);
    assert_eq!(one("title = 'it's'"), ["3:13 invalid-toml more stands on this line than a value"]);
    assert_eq!(findings(&HEAD.replace("2021-02-15", "2021-2-5")), ["4:8 invalid-date `2021-2-5` is not a date"]);
    assert_eq!(findings(&HEAD.replace("2021-02-15", "2021-13-01")), ["4:8 invalid-date `2021-13-01` is not a date"]);
}

#[test]
fn what_is_given_twice_says_where_the_first_is() {
    let places = |rest: &str| -> Vec<String> {
        let text = format!("{HEAD}{rest}");
        let (_, found, files) = outcome(&text);
        let place = |span: Span| {
            let position = files.get(span.file).unwrap().position(span.range().start);
            format!("{}:{}", position.line - HEAD.lines().count(), position.column)
        };
        let show = |finding: &Diagnostic| {
            let first = finding.labels.first().map(|label| place(label.span));
            format!("{} {} {first:?}", place(finding.primary.as_ref().unwrap().span), finding.code)
        };
        found.iter().map(show).collect()
    };
    let source = "[sources.a]\ntype = \"report\"\ntitle = \"A\"\n";
    assert_eq!(
        places(&format!("{source}[images.x]\nfile=\"f\"\nalt=\"b\"\n{source}url = \"https://a.org\"\n")),
        ["7:10 duplicate-id Some(\"1:10\")"]
    );
    assert_eq!(places(&format!("{source}title = \"B\"\n")), ["4:1 duplicate-key Some(\"3:1\")"]);
    assert_eq!(
        places(&format!("{source}archive = {{ file = \"a\", file = \"b\" }}\n")),
        ["4:25 duplicate-key Some(\"4:13\")"]
    );
    assert_eq!(
        places(&format!("{source}archive = {{ file = \"a\" }}\n[summary]\ntext=\"x\"\ntext = \"y\"\n")),
        ["7:1 duplicate-key Some(\"6:1\")"]
    );
    let section = "[[sections]]\nheading = \"A\"\nid = \"a\"\n[[sections.sections]]\nheading = \"B\"\nid = \"a\"\n";
    assert_eq!(places(section), ["6:6 duplicate-id Some(\"3:6\")"]);
}

#[test]
fn numbers_are_exact_or_refused() {
    let value = |written: &str| {
        let text = format!(
            "{HEAD}[sources.a]\ntype=\"report\"\ntitle=\"A\"\n[figures.f]\nwhat=\"w\"\nbound=\"exact\"\nsource=\"a\"\nvalue={written}\n"
        );
        let (spec, found, _) = outcome(&text);
        spec.map(|spec| spec.figures.get("f").unwrap().value.as_ref().unwrap().value)
            .ok_or_else(|| found.iter().map(|f| f.code).collect::<Vec<_>>().join(" "))
    };
    let number = |digits: &str| Ok(Decimal::from_str(digits).unwrap());
    assert_eq!(value("834"), number("834"));
    assert_eq!(value("0.1"), number("0.1"));
    assert_eq!(value("1_500.50"), number("1500.50"));
    assert_eq!(value("-3"), number("-3"));
    assert_eq!(value("+3"), number("3"));
    assert_eq!(value("1.5e3"), number("1500"));
    assert_eq!(value("15e-1"), number("1.5"));
    assert_eq!(value("0x1F"), number("31"));
    assert_eq!(value("0.1234567890123456789012345678"), number("0.1234567890123456789012345678"));
    for wrong in [
        "0.12345678901234567890123456789",
        "99999999999999999999999999999999",
        "1e400",
        "1e-40",
        "1e99999999999999999999",
        "1e-9223372036854775808",
        "1e-2147483648",
    ] {
        assert_eq!(value(wrong), Err("out-of-range".to_owned()), "{wrong}");
    }
    for wrong in ["nan", "-inf", "inf", "+nan"] {
        assert_eq!(value(wrong), Err("no-number".to_owned()), "{wrong}");
    }
    assert_eq!(value("\"834\""), Err("wrong-type".to_owned()));
}

#[test]
fn a_figure_says_one_thing() {
    assert_eq!(figure("source = \"a\"\n"), "4:1 no-number `[figures.f]` says no number");
    assert_eq!(
        figure("value = 1\nsource = \"a\"\n"),
        "6:9 missing-bound `[figures.f]` does not say how exact its `value` is"
    );
    assert_eq!(figure("value = 1\nbound = \"exact\"\n"), "4:1 missing-key `[figures.f]` has no `source`");
    assert_eq!(
        figure("value = 1\nbound = \"exact\"\nbetween = [1, 2]\nsource = \"a\"\n"),
        "8:1 several-numbers `[figures.f]` has `between` beside `value`"
    );
    assert_eq!(figure("between = [1, 1]\nsource = \"a\"\n"), "6:11 wrong-order `between` must rise: 1 is not below 1");
    assert_eq!(
        figure("between = [1]\nsource = \"a\"\n"),
        "6:11 wrong-length `between` has 1 numbers; an interval has two"
    );
    assert_eq!(figure("between = 1\nsource = \"a\"\n"), "6:11 wrong-type `between` must be a list, not an integer");
    assert_eq!(
        figure("between = [1, 2]\nbound = \"exact\"\nsource = \"a\"\n"),
        "7:1 needless-bound `bound` says nothing about `between`"
    );
    assert_eq!(figure("estimates = []\n"), "6:13 empty-list `estimates` is empty");
    assert_eq!(figure("estimates = [{ words = \"many\" }]\n"), "6:14 missing-key `estimates` has no `source`");
    assert_eq!(
        figure("estimates = [{ value = 1, source = \"a\" }]\n"),
        "6:24 missing-bound `estimates` does not say how exact its `value` is"
    );
    let bounds = help(&format!(
        "{HEAD}[sources.a]\ntype=\"report\"\ntitle=\"A\"\n[figures.f]\nwhat=\"w\"\nvalue=1\nsource=\"a\"\n"
    ));
    assert_eq!(bounds, ["add `bound`, one of `exact`, `at-least`, `more-than`, `about`, `at-most`, `fewer-than`"]);
}

#[test]
fn periods_and_dates_have_few_forms() {
    let period = |written: &str| {
        figure(
            &format!("value = 1\nbound = \"exact\"\nsource = \"a\"\nexcluded = true\nperiod = {written}\n")
                .replace("excluded = true\n", ""),
        )
    };
    assert_eq!(
        period("\"2020-13\""),
        "9:10 invalid-date `period` must be a year, a month, a date or `{ from = …, to = … }`, not `\"2020-13\"`"
    );
    assert_eq!(
        period("20200"),
        "9:10 invalid-date `period` must be a year, a month, a date or `{ from = …, to = … }`, not `20200`"
    );
    assert_eq!(period("{ from = 2020, to = 2019 }"), "9:30 wrong-order `to` is before `from`: 2019 is before 2020");
    assert_eq!(period("{ from = 2020 }"), "9:10 missing-key `period` has no `to`");
    assert_eq!(period("{ from = 2020, until = 2021, to = 2021 }"), "9:25 unknown-key unknown key `until` in `period`");
    assert_eq!(
        period("2020-11-15T10:00:00Z"),
        "9:10 wrong-type `period` must be a year, a month, a date or `{ from = …, to = … }`, not a date with a time"
    );
    assert_eq!(
        period("[2019, 2020]"),
        "9:10 wrong-type `period` must be a year, a month, a date or `{ from = …, to = … }`, not a list"
    );
    let issued =
        |written: &str| after_head(&format!("[sources.a]\ntype = \"report\"\ntitle = \"A\"\nissued = {written}\n"));
    for good in ["2020", "\"2020\"", "\"2020-11\"", "2020-11-30"] {
        assert!(issued(good).is_empty(), "{good}");
    }
    for bad in ["\"2020-11-30\"", "\"November\"", "0", "\"20-11\"", "\"2020-1\"", "\"0000\"", "\"+020\"", "1.5"] {
        assert_eq!(issued(bad).len(), 1, "{bad}");
    }
}

#[test]
fn records_have_ids_and_lists_have_brackets() {
    assert_eq!(after_head("[[sources]]\ntitle = \"x\"\n"), ["1:1 wrong-type `sources` must be a table, not a list"]);
    assert_eq!(after_head("[sections]\nheading = \"x\"\n"), ["1:1 wrong-type `sections` must be a list, not a table"]);
    assert_eq!(
        help(&format!("{HEAD}[sections]\nheading = \"x\"\n")),
        ["write `[[sections]]`, with two brackets, above each entry"]
    );
    let image = |id: &str| after_head(&format!("[images.{id}]\nfile = \"a\"\nalt = \"b\"\n"));
    assert!(image("a_1").is_empty());
    for id in ["A", "a-b", "\"a b\"", "\"é\"", "1a", "_a", "\"\"", "\"a\\u001b\""] {
        let found = image(id);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("1:9 invalid-id ") && !found[0].contains('\u{1b}'), "{found:?}");
    }
    assert!(after_head("[data.d]\nfile = \"f\"\ncolumns.\"Année de décès\" = { type = \"year\" }\n").is_empty());
    assert_eq!(
        after_head("[data.d]\nfile = \"f\"\ncolumns.year = { type = \"yaer\" }\n"),
        ["3:25 unknown-value `type` cannot be `yaer`"]
    );
    assert_eq!(after_head("figures = 3\n[x]\n").len(), 2);
}

#[test]
fn charts_and_tables_draw_from_what_exists() {
    let data = "[data.d]\nfile = \"f\"\n";
    let chart = |y: &str| {
        after_head(&format!("{data}[charts.c]\nkind = \"bar\"\ndata = \"d\"\nx = \"a\"\ntitle = \"t\"\ny = {y}\n"))
    };
    assert!(
        chart("\"a\"").is_empty()
            && chart("{ column = \"a\" }").is_empty()
            && chart("[\"a\", { column = \"b\" }]").is_empty()
    );
    assert_eq!(chart("[]"), ["8:5 empty-list `y` is empty"]);
    assert_eq!(chart("3"), ["8:5 wrong-type `y` must be a table, not an integer"]);
    assert_eq!(chart("[\"a\", \"\"]"), ["8:11 empty-string `y` is empty"]);
    assert_eq!(
        chart("{ colum = \"a\" }"),
        ["8:5 missing-key `y` has no `column`", "8:7 unknown-key unknown key `colum` in `y`"]
    );
    let chart = |body: &str| after_head(&format!("{data}[charts.c]\nkind = \"bar\"\ntitle = \"t\"\n{body}"));
    assert_eq!(chart(""), ["3:1 missing-key `[charts.c]` has neither `data` nor `figure`"]);
    assert_eq!(
        chart("data = \"d\"\n"),
        ["3:1 missing-key `[charts.c]` has no `x`", "3:1 missing-key `[charts.c]` has no `y`"]
    );
    assert_eq!(
        chart("data = \"d\"\nfigure = \"f\"\n"),
        ["7:1 several-contents `[charts.c]` has both `data` and `figure`", "7:10 unknown-figure unknown figure `f`"]
    );
    assert_eq!(
        chart("figure = \"f\"\nx = \"a\"\ny = \"b\"\nhighlight = \"c\"\n"),
        [
            "6:10 unknown-figure unknown figure `f`",
            "7:1 needless-columns `x` belongs to `data`",
            "8:1 needless-columns `y` belongs to `data`",
            "9:1 needless-columns `highlight` belongs to `data`"
        ]
    );
    let table = |body: &str| after_head(&format!("{data}[tables.t]\ntitle = \"t\"\n{body}"));
    assert!(table("data = \"d\"\ncolumns = [\"a\"]\n").is_empty());
    assert_eq!(table(""), ["3:1 missing-key `[tables.t]` has neither `data` nor `figures` nor `cases`"]);
    assert_eq!(
        table("data = \"d\"\nfigures = [\"f\"]\n"),
        ["6:1 several-contents `[tables.t]` has both `data` and `figures`", "6:12 unknown-figure unknown figure `f`"]
    );
    assert_eq!(table("data = \"e\"\n"), ["5:8 unknown-data unknown data `e`"]);
    assert_eq!(after_head("[[key_figures]]\nfigure = \"f\"\n"), ["2:10 unknown-figure unknown figure `f`"]);
    let nine = "[[key_figures]]\nfigure = \"f\"\n".repeat(9);
    assert!(after_head(&nine).contains(&"17:1 too-many `key_figures` has 9 entries; at most 8 have room".to_owned()));
}

#[test]
fn a_record_with_a_mistake_can_still_be_named() {
    let text = "[sources.a]\ntitle = \"x\"\n[quotations.q]\ntext = \"t\"\nspeaker = \"s\"\nsource = \"a\"\n";
    assert_eq!(after_head(text), ["1:1 missing-key `[sources.a]` has no `type`"]);
}

#[test]
fn strings_are_not_empty_and_hold_nothing_invisible() {
    let title = |written: &str| findings(&HEAD.replace("\"T\"", written));
    assert_eq!(title("\"\""), ["3:9 empty-string `title` is empty"]);
    assert_eq!(title("\" \\n\""), ["3:9 empty-string `title` is empty"]);
    let subtitle = HEAD.replace("date", "subtitle = \"\"\ndate");
    assert_eq!(help(&subtitle), ["write something, or take it out"]);
    for (written, place, code) in [
        ("\"a\u{200b}b\"", "3:11", "U+200B"),
        ("\"é\\u202eb\"", "3:11", "U+202E"),
        ("\"ab\\u0000\"", "3:12", "U+0000"),
        ("\"ab\\r\"", "3:12", "U+000D"),
        ("\"\"\"\r\na\r\nb\u{e0041}\"\"\"", "5:2", "U+E0041"),
        ("'\u{e123}'", "3:10", "U+E123"),
        ("\"a\u{feff}\"", "3:11", "U+FEFF"),
        ("\"a\u{9b}\"", "3:11", "U+009B"),
        ("\"a\u{2028}\"", "3:11", "U+2028"),
    ] {
        let found = title(written);
        assert_eq!(found.len(), 1, "{written:?}: {found:?}");
        assert!(
            found[0].starts_with(&format!("{place} forbidden-character `title` holds {code}")),
            "{written:?}: {found:?}"
        );
    }
    for good in ["\"می\u{200c}خواهم\"", "\"a\\tb\"", "\"a\u{a0}b\u{ad}c\"", "\"\u{2066}x\u{2069}\"", "\"👩\u{200d}💻\""]
    {
        assert!(title(good).is_empty(), "{good:?}");
    }
    assert_eq!(title("\"a\u{200b}b\u{200b}c\u{202e}\"").len(), 2, "each character once");
}

#[test]
fn addresses_languages_and_hashes() {
    let source = |line: &str| after_head(&format!("[sources.a]\ntype = \"report\"\ntitle = \"A\"\n{line}\n"));
    for good in ["https://a.org", "http://a.org/b?c=d#e", "HTTPS://a.org:8080/", "https://en.wikipedia.org/wiki/Évin"]
    {
        assert!(source(&format!("url = \"{good}\"")).is_empty(), "{good}");
    }
    for bad in [
        "www.a.org",
        "ftp://a.org",
        "javascript:alert(1)",
        "https:a.org",
        "https://",
        "https:///x",
        "https://u@a.org",
        "https://a b.org",
        "https://a.org/\\u0009",
        "file:///etc/passwd",
        "https://a.org/<x>",
    ] {
        let found = source(&format!("url = \"{bad}\""));
        assert_eq!(found.len(), 1, "{bad}: {found:?}");
        assert!(found[0].starts_with("4:7 invalid-url"), "{found:?}");
    }
    for good in ["en", "en-GB", "fa", "zh-Hans-CN", "sr-Cyrl"] {
        assert!(source(&format!("language = \"{good}\"")).is_empty(), "{good}");
    }
    for bad in ["english", "e", "en_GB ", "en-", "12", "und"] {
        assert_eq!(source(&format!("language = \"{bad}\"")).len(), 1, "{bad}");
    }
    let hash = "0123456789abcdefABCDEF".repeat(3);
    assert!(source(&format!("archive = {{ sha256 = \"{}\" }}", &hash[..64])).is_empty());
    assert_eq!(
        source(&format!("archive = {{ sha256 = \"{}\" }}", &hash[..63])),
        ["4:22 invalid-sha256 a SHA-256 has 64 hexadecimal digits, not 63"]
    );
    assert_eq!(
        source(&format!("archive = {{ sha256 = \"{}g\" }}", &hash[..63])),
        ["4:22 invalid-sha256 a SHA-256 has hexadecimal digits only"]
    );
    assert_eq!(
        source("archive = { captured = 2021-02-10T09:12:00 }"),
        ["4:24 wrong-type `captured` must be a date with a time and `Z`, not a date with a time"]
    );
    assert_eq!(source("author = \"Amnesty\""), ["4:10 wrong-type `author` must be a list, not a string"]);
    assert_eq!(
        source("author = [{ given = \"A\" }, 3]"),
        [
            "4:11 missing-key `author` has no `family`",
            "4:28 wrong-type `author` must be a string or a table, not an integer"
        ]
    );
}

#[test]
fn sections_stand_three_deep() {
    let section = |depth: usize| format!("[[{}sections]]\nheading = \"x\"\n", "sections.".repeat(depth - 1));
    assert!(after_head(&[section(1), section(2), section(3)].concat()).is_empty());
    assert_eq!(
        after_head(&[section(1), section(2), section(3), section(4), section(5)].concat()),
        ["7:1 too-deep sections stand at most 3 deep"]
    );
}

#[test]
fn prose_points_into_its_string() {
    let text = |written: &str| after_head(&format!("[[sections]]\nheading = \"x\"\ntext = {written}\n"));
    assert_eq!(
        text("\"\"\"\nOne [@nope].\n\nTwo {{ x y }}.\n\"\"\""),
        [
            "4:7 unknown-source unknown source `nope`",
            "6:10 expression-syntax this expression is not well formed: unexpected input after expression"
        ]
    );
    assert_eq!(
        text("\"\\u00e9\\t{{ x y }}\""),
        ["3:22 expression-syntax this expression is not well formed: unexpected input after expression"]
    );
    assert_eq!(
        text("\"\"\"a \\\n\n    b ![c](d)\"\"\""),
        ["5:7 unsupported-markdown images in Markdown cannot be printed"]
    );
    assert_eq!(
        text("\"\"\"\r\na\r\n{% if %}\r\nb\r\n{% endif %}\r\n\"\"\""),
        ["5:1 empty-expression this expression is empty"]
    );
    assert_eq!(text("'''\na <br> b\n'''"), ["4:3 unsupported-markdown HTML cannot be printed"]);
}

#[test]
fn limits_hold() {
    let long = |length: usize| findings(&HEAD.replace("\"T\"", &format!("\"{}\"", "x".repeat(length))));
    assert!(long(MAX_STRING).is_empty());
    assert_eq!(long(MAX_STRING + 1), ["3:9 too-large `title` is longer than 1024 KiB"]);
    let padded = |length: usize| findings(&format!("{HEAD}{}", "#".repeat(length - HEAD.len())));
    assert!(padded(MAX_SPECIFICATION).is_empty());
    assert_eq!(padded(MAX_SPECIFICATION + 1), ["1:1 too-large the specification is longer than 8 MiB"]);
}

#[test]
fn anything_else_makes_findings_but_no_panic() {
    // Every prefix of a full specification, and the whole with each line taken out.
    for end in (0..FULL.len()).step_by(7).filter(|at| FULL.is_char_boundary(*at)) {
        let _ = outcome(&FULL[..end]);
    }
    let lines: Vec<&str> = FULL.lines().collect();
    for out in 0..lines.len() {
        let text: String =
            lines.iter().enumerate().filter(|(at, _)| *at != out).map(|(_, line)| format!("{line}\n")).collect();
        let _ = outcome(&text);
    }
    for text in [
        "\u{feff}",
        "[[",
        "a = {",
        "[[a]]\n[a]\n",
        "[a]\n[[a]]\n",
        "spec = 1\nspec.a = 2\n",
        "\0",
        "[a.b]\n[a]\nb = 1\n",
    ] {
        let _ = outcome(text);
    }
}

#[test]
fn the_schema_follows_the_records() {
    let schema = schema();
    assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    assert_eq!(schema["required"], serde_json::json!(["spec", "briefing"]));
    assert_eq!(schema["additionalProperties"], false);
    let source = &schema["definitions"]["Source"];
    assert_eq!(source["required"], serde_json::json!(["type", "title"]));
    assert_eq!(source["properties"]["title"]["description"], "Its title, as printed on it.");
    assert!(source["properties"]["type"]["enum"].as_array().unwrap().len() > 40);
    assert_eq!(schema["definitions"]["Section"]["properties"]["sections"]["items"]["$ref"], "#/definitions/Section");
    assert_eq!(schema["definitions"]["Figure"]["properties"]["bound"]["enum"][1], "at-least");
    let text = schema.to_string();
    for name in schema["definitions"].as_object().unwrap().keys() {
        assert!(text.contains(&format!("\"#/definitions/{name}\"")), "{name} is not used");
    }
}
