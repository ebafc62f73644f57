use crate::diag::{Files, Sink};
use crate::locale::Locale;
use crate::spec::{Set, Spec, Wanted, read_edition};

const HEAD: &str = "spec = 1\n[briefing]\ntitle = \"Report for {{ params.month }}\"\ndate = 2026-11-02\nlanguage = \"LANGUAGE\"\n\
    [params.month]\ntype = \"month\"\ndefault = \"last month\"\n";

/// The specification with these values set, in a language; or what is found, each as its code and the text it points to.
fn read(rest: &str, language: &str, set: &[(&str, &str)]) -> Result<Spec, Vec<String>> {
    let text = format!("{HEAD}{rest}").replace("LANGUAGE", language);
    let values: Vec<(String, String)> = set.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    let mut files = Files::default();
    let file = files.add("briefing.toml", &text);
    let mut set = Set { values: &values, ..Set::default() };
    set.file = files.add("<parameters>", &set.text());
    let mut sink = Sink::default();
    let wanted = Wanted { language: Some(language), known: &Locale::languages(), set };
    let spec = read_edition(file, &text, wanted, &mut sink);
    let line = |finding: &crate::diag::Diagnostic| {
        format!("{} {}", finding.code, finding.primary.as_ref().map_or("", |label| files.text(label.span)))
    };
    spec.ok_or_else(|| sink.into_sorted().iter().map(line).collect())
}

fn title(rest: &str, language: &str, set: &[(&str, &str)]) -> String {
    read(rest, language, set).unwrap_or_else(|found| panic!("{found:?}")).briefing.title.value
}

#[test]
fn a_parameter_prints_itself_in_the_language_of_the_edition() {
    assert_eq!(title("", "en-GB", &[]), "Report for October 2026", "a month before the date of the document");
    assert_eq!(title("", "fr", &[("month", "2026-02")]), "Report for février 2026");
    assert_eq!(
        title("", "en-GB", &[("month", "2026-02"), ("month", "2026-03")]),
        "Report for March 2026",
        "the last counts"
    );
}

#[test]
fn times_know_those_before_them_and_their_ends() {
    let spec = read("subtitle = \"\"\n", "en-GB", &[]);
    assert!(spec.is_err(), "a key of the parameter, and none that it has");
    let rest = "[[sections]]\nheading = \"{{ params.month.previous }}, {{ params.month.same_last_year.value }}, \
                {{ params.month.start }}, {{ params.month.end.value }}, {{ params.month.year }}\"\ntext = \"Words.\"\n";
    let spec = read(rest, "en-GB", &[("month", "2024-02")]).unwrap();
    assert_eq!(spec.sections[0].heading.value, "January 2024, 2023-02, 1\u{a0}February 2024, 2024-02-29, 2024");
}

/// What `expression` prints of a parameter of this type and value.
fn printed(kind: &str, value: &str, language: &str, expression: &str) -> String {
    let rest = format!(
        "[params.t]\ntype = \"{kind}\"\ndefault = \"{value}\"\n[[sections]]\nheading = \"{{{{ params.{expression} }}}}\"\ntext = \"W.\"\n"
    );
    let spec = read(&rest, language, &[]).unwrap_or_else(|found| panic!("{found:?}"));
    spec.sections[0].heading.value.replace('\u{a0}', " ")
}

#[test]
fn the_year_so_far_and_twelve_months() {
    let to_date = |what: &str| printed("year-to-date", "2026-10", "en-GB", what);
    assert_eq!(to_date("t"), "from January to October 2026");
    assert_eq!(to_date("t.value"), "2026-10");
    assert_eq!(to_date("t.start.value"), "2026-01-01");
    assert_eq!(to_date("t.end.value"), "2026-10-31");
    assert_eq!(to_date("t.period"), "2026-01/2026-10");
    assert_eq!(to_date("t.previous"), "from January to October 2025", "not one that it overlaps");
    assert_eq!(printed("year-to-date", "2026-01", "en-GB", "t"), "January 2026");
    let twelve = |what: &str| printed("twelve-months", "2026-10", "en-GB", what);
    assert_eq!(twelve("t"), "from November 2025 to October 2026");
    assert_eq!(twelve("t.previous.start.value"), "2024-11-01");
    // of a month as well, so that one parameter serves for all
    let month = |what: &str| printed("month", "2026-10", "en-GB", what);
    assert_eq!(month("t.year_to_date.same_last_year.period"), "2025-01/2025-10");
    assert_eq!(month("t.twelve_months.start"), "1 November 2025");
    assert_eq!(printed("quarter", "2026-Q4", "en-GB", "t.period"), "2026-10/2026-12");
    assert_eq!(printed("quarter", "last quarter", "en-GB", "t.value"), "2026-Q3");
    assert_eq!(printed("year-to-date", "last month", "en-GB", "t.value"), "2026-10");
    assert_eq!(printed("month", "2024-03", "en-GB", "t.previous.end.value"), "2024-02-29");
}

#[test]
fn solar_hijri_months_and_years() {
    let month = |language: &str, what: &str| printed("solar-hijri-month", "1405-08", language, what);
    assert_eq!(month("fa", "t"), "آبان ۱۴۰۵ (از ۲۳ اکتبر تا ۲۱ نوامبر ۲۰۲۶)");
    assert_eq!(month("en-GB", "t"), "Aban 1405 AP (from 23 October to 21 November 2026)");
    assert_eq!(month("fa", "t.period"), "2026-10-23/2026-11-21");
    assert_eq!(month("fa", "t.start.value"), "2026-10-23");
    assert_eq!(month("fa", "t.end.value"), "2026-11-21");
    assert_eq!(month("fa", "t.year"), "۱۴۰۵");
    assert_eq!(month("fa", "t.year_to_date.start.value"), "2026-03-21");
    assert_eq!(month("fa", "t.same_last_year.period"), "2025-10-23/2025-11-21");
    assert_eq!(printed("solar-hijri-month", "last month", "fa", "t.value"), "1405-07", "of the 11th of Aban");
    let year = |value: &str, what: &str| printed("solar-hijri-year", value, "fa", what);
    assert_eq!(year("1403", "t.period"), "2024-03-20/2025-03-20", "a leap year");
    assert_eq!(year("last year", "t.value"), "1404");
    assert_eq!(year("1404", "t"), "۱۴۰۴ (از ۲۱ مارس ۲۰۲۵ تا ۲۰ مارس ۲۰۲۶)");
}

#[test]
fn days_are_printed_in_the_calendar_of_the_edition() {
    let heading = |language: &str, calendar: &str, what: &str| {
        let rest = format!(
            "[params.t]\ntype = \"solar-hijri-month\"\ndefault = \"1405-08\"\n[[sections]]\nheading = \"{{{{ params.{what} }}}}\"\ntext = \"W.\"\n"
        );
        let language = format!("{language}\"\ncalendar = {calendar}\nkind = \"K");
        let text = format!("{HEAD}{rest}").replace("LANGUAGE", &language);
        let (mut files, mut sink) = (Files::default(), Sink::default());
        let file = files.add("briefing.toml", &text);
        let spec = read_edition(file, &text, Wanted { known: &Locale::languages(), ..Wanted::default() }, &mut sink);
        spec.unwrap_or_else(|| panic!("{:?}", sink.findings())).sections[0].heading.value.replace('\u{a0}', " ")
    };
    assert_eq!(heading("fa", "{ fa = \"solar-hijri\" }", "t"), "آبان ۱۴۰۵");
    assert_eq!(heading("fa", "\"solar-hijri\"", "t.start"), "۱ آبان ۱۴۰۵");
    assert_eq!(heading("fa", "\"both\"", "t"), "آبان ۱۴۰۵ (از ۲۳ اکتبر تا ۲۱ نوامبر ۲۰۲۶)");
    assert_eq!(heading("fa", "\"solar-hijri\"", "t.year_to_date"), "از فروردین تا آبان ۱۴۰۵");
    assert_eq!(heading("en-GB", "{ fa = \"solar-hijri\" }", "t.start"), "23 October 2026");
}

#[test]
fn a_year_of_the_other_calendar_is_told() {
    let wrong = |kind: &str, value: &str| {
        let rest = format!("[params.t]\ntype = \"{kind}\"\n");
        read(&rest, "en-GB", &[("t", value)]).map(|_| ()).unwrap_err()
    };
    for (kind, value) in [
        ("month", "1405-08"),
        ("year", "1405"),
        ("quarter", "1405-Q1"),
        ("solar-hijri-month", "2026-10"),
        ("solar-hijri-year", "2026"),
        ("solar-hijri-month", "1405-13"),
        ("twelve-months", "2026"),
        ("year-to-date", "2026-Q1"),
    ] {
        assert_eq!(wrong(kind, value), [format!("invalid-parameter t={value}")], "{kind}");
    }
}

#[test]
fn a_period_can_be_that_of_a_parameter() {
    let rest = "[params.t]\ntype = \"solar-hijri-month\"\ndefault = \"1405-08\"\n[sources.s]\ntype = \"report\"\ntitle = \"T\"\nissued = 2026\n\
                [figures.f]\nwhat = \"f\"\nvalue = 1\nbound = \"exact\"\nsource = \"s\"\nperiod = \"{{ params.t.period }}\"\n";
    let spec = read(rest, "en-GB", &[]).unwrap_or_else(|found| panic!("{found:?}"));
    let period = spec.figures.get("f").unwrap().period.as_ref().unwrap().value;
    assert_eq!((period.from.to_string(), period.to.to_string()), ("2026-10-23".into(), "2026-11-21".into()));
    assert_eq!(
        read(rest, "en-GB", &[("t", "1405-13")]).map(|_| ()).unwrap_err(),
        ["invalid-parameter t=1405-13"],
        "once"
    );
    for year in ["t.value", "t.year"] {
        let wrong = read(&rest.replace("t.period", year), "en-GB", &[]).map(|_| ()).unwrap_err();
        assert_eq!(wrong, [format!("invalid-date \"{{{{ params.{year} }}}}\"")], "no Gregorian month of 1405");
    }
    let unknown = rest.replace("t.period", "t.perod");
    assert_eq!(read(&unknown, "en-GB", &[]).unwrap_err(), ["unknown-parameter {{ params.t.perod }}"]);
}

#[test]
fn what_is_put_in_stands_where_the_expression_does() {
    let rest = "[params.who]\ntype = \"text\"\ndefault = \"A*B\"\n[[sections]]\nheading = \"H\"\ntext = \"In {{ params.who }} and {{ figurs.x }}.\"\n";
    let spec = read(rest, "en-GB", &[]).unwrap();
    let prose = spec.sections[0].text.as_ref().unwrap();
    let crate::spec::prose::Block::Paragraph(pieces) = &prose.blocks[0] else { panic!("a paragraph") };
    let text = format!("{HEAD}{rest}").replace("LANGUAGE", "en-GB");
    let mut words = String::new();
    for piece in pieces {
        match piece {
            crate::spec::prose::Piece::Words { text, .. } => words.push_str(text),
            crate::spec::prose::Piece::Expression { expression, .. } => {
                assert_eq!(text[expression.span.range()].trim(), "figurs.x", "what follows keeps its place");
            }
            _ => {}
        }
    }
    assert_eq!(words, "In A*B and .", "its marks are no CommonMark");
}

#[test]
fn choices_have_names_by_language() {
    let rest = "[params.country]\ntype = \"choice\"\ndefault = \"norland\"\nnames.norland = { en = \"Norland\", fr = \"Norlande\" }\n\
                names.sudland = { en = \"Sudland\", fr = \"Sudlande\" }\n[[sections]]\nheading = \"{{ params.country }}\"\ntext = \"W.\"\n";
    let heading =
        |language, set: &[(&str, &str)]| read(rest, language, set).map(|spec| spec.sections[0].heading.value.clone());
    assert_eq!(heading("fr", &[]).as_deref(), Ok("Norlande"));
    assert_eq!(heading("en-GB", &[("country", "sudland")]).as_deref(), Ok("Sudland"));
    assert_eq!(heading("en-GB", &[("country", "sudlend")]), Err(vec!["invalid-parameter country=sudlend".to_owned()]));
}

#[test]
fn what_is_wrong_is_said_where_it_was_typed() {
    let wrong = |set: &[(&str, &str)]| read("", "en-GB", set).unwrap_err();
    assert_eq!(wrong(&[("month", "2026-13")]), ["invalid-parameter month=2026-13"]);
    assert_eq!(wrong(&[("month", "October")]), ["invalid-parameter month=October"]);
    assert_eq!(wrong(&[("mont", "2026-10")]), ["unknown-parameter mont=2026-10"]);
    assert_eq!(wrong(&[("month", "2026-10"), ("x", "1")]), ["unknown-parameter x=1"]);
    let number = "[params.n]\ntype = \"number\"\nleast = 1\nmost = 9\n";
    assert_eq!(read(number, "en-GB", &[]).unwrap_err(), ["parameter-not-set n"]);
    assert_eq!(read(number, "en-GB", &[("n", "10")]).unwrap_err(), ["invalid-parameter n=10"]);
    assert!(read(number, "en-GB", &[("n", "9")]).is_ok());
    let unknown = "[[sections]]\nheading = \"{{ params.mnth }}\"\ntext = \"W.\"\n";
    assert_eq!(read(unknown, "en-GB", &[]).unwrap_err(), ["unknown-parameter {{ params.mnth }}"]);
    for (kind, value) in
        [("quarter", "2026-Q5"), ("year", "26"), ("date", "2026-02-30"), ("country", "Iran"), ("text", "{{ x }}")]
    {
        let rest = format!("[params.p]\ntype = \"{kind}\"\n");
        assert_eq!(
            read(&rest, "en-GB", &[("p", value)]).unwrap_err(),
            [format!("invalid-parameter p={value}")],
            "{kind}"
        );
    }
}

#[test]
fn dates_periods_and_files_can_be_those_of_a_parameter() {
    let rest = "[params.day]\ntype = \"date\"\ndefault = \"2026-10-05\"\n\
                [sources.s]\ntype = \"report\"\ntitle = \"T\"\naccessed = \"{{ params.day.value }}\"\nissued = \"{{ params.month.value }}\"\n\
                [data.d]\nfile = \"data/{{ params.month.value }}.csv\"\nsource = \"s\"\n";
    let spec = read(rest, "en-GB", &[]).unwrap();
    let source = spec.sources.get("s").unwrap();
    assert_eq!(source.accessed.as_ref().unwrap().value.to_string(), "2026-10-05");
    assert_eq!(source.issued.as_ref().unwrap().value.to_string(), "2026-10");
    assert_eq!(spec.data.get("d").unwrap().file.as_ref().unwrap().value, "data/2026-10.csv");
}

#[test]
fn names_are_by_the_values_that_they_name() {
    let country = "[params.c]\ntype = \"country\"\nnames.IR = { en = \"Iran\", fr = \"l’Iran\" }\nnames.CN = \"China\"\n\
                   [[sections]]\nheading = \"In {{ params.c }}\"\ntext = \"W.\"\n";
    let heading = |language: &str, value: &str| {
        read(country, language, &[("c", value)]).map(|spec| spec.sections[0].heading.value.clone())
    };
    assert_eq!(heading("en-GB", "IR").as_deref(), Ok("In Iran"));
    assert_eq!(heading("fr", "IR").as_deref(), Ok("In l’Iran"));
    assert_eq!(heading("en-GB", "PE").unwrap_err(), ["invalid-parameter c=PE"]);
    let month = "[params.m]\ntype = \"month\"\nnames.\"2026-10\" = \"the first month\"\n\
                 [[sections]]\nheading = \"In {{ params.m }}\"\ntext = \"W.\"\n";
    let spec = read(month, "en-GB", &[("m", "2026-10")]).unwrap();
    assert_eq!(spec.sections[0].heading.value, "In the first month");
}

/// One fault is one finding: the uses of a parameter whose record is faulty are not findings of their own.
#[test]
fn a_fault_in_one_record_says_nothing_of_the_others() {
    let rest = "[params.c]\ntype = \"contry\"\ndefault = \"IR\"\n[[sections]]\nheading = \"{{ params.c }}, {{ params.month }}\"\n\
                text = \"W.\"\n";
    let found = read(rest, "en-GB", &[("month", "2026-02")]).unwrap_err();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].ends_with("\"contry\""), "{found:?}");
}

#[test]
fn values_are_what_the_standards_have() {
    let taken =
        |kind: &str, value: &str| read(&format!("[params.p]\ntype = \"{kind}\"\n"), "en-GB", &[("p", value)]).is_ok();
    for (kind, good, bad) in [
        ("country", "IR", &["XX", "ir", "IRN"][..]),
        ("language", "zh-Hant", &["xx", "english", "f"]),
        ("number", "-7.5", &["1e1", "1_0", "+1", "1.", ".5", "7,5"]),
        ("date", "2026-02-03", &["2026-2-3", "1405-08-09", "0001-01-01", "9999-10-03", "+2026-02-03"]),
        ("month", "2026-02", &["1405-08", "9999-10"]),
        ("year", "2026", &["1405", "9999", "26"]),
    ] {
        assert!(taken(kind, good), "{kind} {good}");
        bad.iter().for_each(|bad| assert!(!taken(kind, bad), "{kind} {bad}"));
    }
}

#[test]
fn a_range_without_a_number_is_found() {
    let rest = "[params.n]\ntype = \"number\"\nleast = 9\nmost = 3\ndefault = \"5\"\n";
    assert_eq!(read(rest, "en-GB", &[]).unwrap_err()[0], "invalid-parameter 9");
}
