//! Parameters and queries, as somebody uses them who makes the same report for several places and months.

use crate::support::{Case, exit};

const SPEC: &str = r#"spec = 1
[briefing]
title = "Executions in {{ params.country }} in {{ params.month }} (example data)"
date = 2026-11-05
language = "en-GB"
[organisation]
name = "Example Monitor (invented)"
[params.month]
type = "month"
default = "last month"
[params.country]
type = "choice"
names.ruritania = "Ruritania"
names.graustark = "Graustark"
[sources.register]
type = "dataset"
title = "Register (example data)"
author = ["Example Monitor"]
issued = 2026-11-02
[data.months]
file = "data/m.csv"
source = "register"
[data.months.columns]
month = { type = "date" }
country = { type = "text" }
executed = { type = "number", bound = "at-least" }
[figures.now]
what = "people executed in {{ params.country }} in {{ params.month }}"
query = "select executed from months where month = :month_start and country = :country"
bound = "exact"
period = "{{ params.month.value }}"
place = "{{ params.country }}"
[figures.before]
what = "people executed in {{ params.country }} in {{ params.month.previous }}"
query = "select executed from months where substr(month,1,7) = :month_previous and country = :country"
bound = "exact"
period = "{{ params.month.previous.value }}"
place = "{{ params.country }}"
[[sections]]
heading = "{{ params.month }}"
text = """
Recorded executions {{ change(figures.before, figures.now) }} in {{ params.country }}.

{% if params.country.value == "graustark" %}

Graustark publishes its figures. [@register]

{% endif %}
"""
"#;

const DATA: &str = "month,country,executed\n2026-09-01,ruritania,41\n2026-10-01,ruritania,57\n\
                    2026-09-01,graustark,30\n2026-10-01,graustark,21\n";

fn case() -> Case {
    Case::spec(SPEC)
        .file("data/m.csv", DATA)
        .file("rows.csv", "country,month\nruritania,2026-10\ngraustark,2026-10\nruritania,2026-11\n")
        .file("p.toml", "country = \"graustark\"\nmonth = \"2026-10\"\n")
        .file("p.json", "{\"country\": \"graustark\"}")
}

#[test]
fn a_value_is_put_in_wherever_it_is_named() {
    let case = case();
    case.run(["check", ".", "--set", "country=ruritania"]).ended(exit::OK);
    let changes = case.run(["diff", ".", ".", "--set-old", "country=ruritania", "--set-new", "country=graustark"]);
    let changes = changes.ended(exit::OK).stdout;
    for line in [
        "number: exact 57 → exact 21 (-36)",
        "number: exact 41 → exact 30 (-11)",
        "- Executions in Ruritania in October 2026 (example data)",
        "+ Executions in Graustark in October 2026 (example data)",
        "+ Recorded executions fell from 30 to 21 (down 30%) in Graustark.",
        "- Recorded executions rose from 41 to 57 (up 39%) in Ruritania.",
        "+ Graustark publishes its figures.",
    ] {
        assert!(changes.contains(line), "{line}\n{changes}");
    }
}

#[test]
fn two_values_make_two_documents() {
    let case = case();
    for country in ["ruritania", "graustark"] {
        let set = format!("country={country}");
        case.run(["build", ".", "--quiet", "--set", set.as_str(), "--output", &format!("{country}.pdf")])
            .ended(exit::OK);
    }
    let bytes = |name: &str| std::fs::read(case.path().join(name)).expect("a file");
    assert_ne!(bytes("ruritania.pdf"), bytes("graustark.pdf"));
    // the same values from files
    for file in ["p.toml", "p.json"] {
        case.run(["build", ".", "--quiet", "--params", file, "--output", "again.pdf"]).ended(exit::OK);
        assert!(bytes("again.pdf") == bytes("graustark.pdf"), "{file}");
    }
    case.run(["build", ".", "--quiet", "--params", "p.toml", "--set", "country=ruritania", "--output", "again.pdf"])
        .ended(exit::OK);
    assert!(bytes("again.pdf") == bytes("ruritania.pdf"), "what is typed goes before the file");
}

#[test]
fn a_batch_makes_a_document_a_row() {
    let case = case();
    let outcome = case.run(["batch", ".", "--over", "rows.csv", "--output", "out/{country}-{month}.pdf", "--quiet"]);
    let outcome = outcome.ended(exit::FINDINGS);
    assert!(outcome.stderr.contains("the query of `now` must give one number; no row came"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("ruritania,2026-11"), "the row is shown");
    let made = |name: &str| case.path().join("out").join(name).exists();
    assert!(made("ruritania-2026-10.pdf") && made("graustark-2026-10.pdf") && !made("ruritania-2026-11.pdf"));
}

#[test]
fn a_wrong_value_is_shown_where_it_was_typed() {
    let case = case();
    let outcome = case.run(["check", ".", "--set", "country=ruritanya", "--set", "mnth=3"]).ended(exit::FINDINGS);
    for words in ["<parameters>:1:1", "did you mean `ruritania`?", "<parameters>:2:1", "did you mean `month`?"] {
        assert!(outcome.stderr.contains(words), "{words}\n{}", outcome.stderr);
    }
    let outcome = case.run(["check", "."]).ended(exit::FINDINGS);
    assert!(outcome.stderr.contains("the parameter `country` is not set"), "{}", outcome.stderr);
    case.run(["check", ".", "--set", "country"]).ended(exit::USAGE);
    case.run(["check", ".", "--params", "absent.toml"]).ended(exit::USAGE);
}

/// Of two values of one name nobody can tell which is meant.
#[test]
fn a_faulty_file_of_parameters_is_refused() {
    let case = case()
        .file("twice.json", "{\"country\": \"graustark\", \"country\": \"ruritania\"}")
        .file("broken.toml", "country = \"graustark\"\n\nmonth 3\n");
    let twice = case.run(["check", ".", "--params", "twice.json"]).ended(exit::USAGE);
    assert!(twice.stderr.contains("twice.json") && twice.stderr.contains("`country` stands twice"), "{twice}");
    let broken = case.run(["check", ".", "--params", "broken.toml"]).ended(exit::USAGE);
    assert!(broken.stderr.contains("line 3: "), "{broken}");
}

/// A month of the Solar Hijri calendar: the query counts from its first to its last day in the Gregorian calendar, in which
/// the data are; the Persian edition names it.
#[test]
fn a_solar_hijri_month_is_counted_by_its_days() {
    let spec = r#"spec = 1
[briefing]
title = { en = "Cases in {{ params.month }} (example data)", fa = "موارد {{ params.month }}" }
date = 2026-11-25
language = "en-GB"
languages = ["en-GB", "fa"]
calendar = { fa = "solar-hijri" }
[params.month]
type = "solar-hijri-month"
default = "last month"
[sources.register]
type = "dataset"
title = "Register (example data)"
author = ["Example Register"]
issued = 2026-11-24
[data.cases]
file = "data/c.csv"
source = "register"
[data.cases.columns]
day = { type = "date" }
[figures.now]
what = { en = "cases", fa = "موارد" }
query = "select count(*) from cases where day between :month_start and :month_end"
bound = "exact"
period = "{{ params.month.period }}"
[figures.average]
what = { en = "cases in a month, on average", fa = "میانگین موارد" }
query = "select count(*) / 2.0 from cases where day between :month_previous_previous_start and :month_previous_end"
round = 1
bound = "exact"
average_of = 2
period = { from = "{{ params.month.previous.previous.start.value }}", to = "{{ params.month.previous.end.value }}" }
[[sections]]
heading = { en = "Cases", fa = "موارد" }
[sections.text]
en = "Cases {{ change(figures.average, figures.now, false, subject=\"plural\") }}."
fa = "موارد {{ change(figures.average, figures.now, false, subject=\"plural\") }}."
"#;
    // the last day of Mehr, the first and last of Aban, the first of Azar 1405
    let data = "day\n2026-09-01\n2026-10-22\n2026-10-22\n2026-10-23\n2026-11-01\n2026-11-21\n2026-11-22\n";
    let case = Case::spec(spec).file("data/c.csv", data);
    let changes = |lang: &str| {
        let sides = ["diff", ".", ".", "--set-old", "month=1405-07", "--set-new", "month=1405-08", "--lang", lang];
        case.run(sides).ended(exit::OK).stdout
    };
    let english = changes("en-GB");
    for line in [
        "number: exact 2 → exact 3 (+1)",
        "period: 2026-09-23 to 2026-10-22 → 2026-10-23 to 2026-11-21",
        "+ Cases in Aban 1405 AP (from 23 October to 21 November 2026) (example data)",
        "+ Cases rose from an average of 1.5 to 3.",
    ] {
        assert!(english.contains(line), "{line}\n{english}");
    }
    let persian = changes("fa");
    assert!(persian.contains("+ موارد آبان ۱۴۰۵\n") && persian.contains("افزایش یافت"), "{persian}");
    let outcome = case.run(["check", ".", "--set", "month=2026-10"]).ended(exit::FINDINGS);
    assert!(outcome.stderr.contains("is no Solar Hijri month: its years are from 1304 to 1599"), "{outcome}");
}
