//! What English prints, and that every language file is whole.

use super::*;
use std::collections::BTreeMap;

fn en() -> &'static Locale {
    Locale::find("en-GB").unwrap()
}

fn us() -> &'static Locale {
    Locale::find("en-US").unwrap()
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// `2019`, `2019-11` or `2019-11-15`.
fn date(text: &str) -> PartialDate {
    let mut parts = text.split('-').map(|part| part.parse::<u32>().unwrap());
    let year = i32::try_from(parts.next().unwrap()).unwrap();
    PartialDate { year, month: parts.next(), day: parts.next() }
}

fn day(text: &str) -> NaiveDate {
    first_day(&date(text)).unwrap()
}

fn period(locale: &Locale, from: &str, to: &str) -> String {
    locale.period(&Period { from: date(from), to: date(to) })
}

#[test]
fn tags_find_their_variant_or_their_language() {
    assert_eq!(Locale::tags(), ["en-GB", "en-US"]);
    assert_eq!(Locale::find("en").map(Locale::tag), Some("en-GB"));
    assert_eq!(Locale::find("EN-us").map(Locale::tag), Some("en-US"));
    assert_eq!(Locale::find("en-AU").map(Locale::tag), Some("en-GB"));
    assert!(Locale::find("enx").is_none());
    assert!(Locale::find("").is_none());
}

#[test]
fn numbers_are_grouped_and_keep_their_decimals() {
    for (number, printed) in [
        ("0", "0"),
        ("246", "246"),
        ("1500", "1,500"),
        ("1234567.50", "1,234,567.50"),
        ("-1234.5", "\u{2212}1,234.5"),
        ("-0.05", "\u{2212}0.05"),
        ("79228162514264337593543950335", "79,228,162,514,264,337,593,543,950,335"),
    ] {
        assert_eq!(en().number(&decimal(number)), printed);
    }
    assert_eq!(en().year(2020), "2020");
}

#[test]
fn bounds_are_said() {
    let say = |bound, number| en().bounded(bound, &en().number(&decimal(number)));
    assert_eq!(say(Bound::Exact, "97"), "97");
    assert_eq!(say(Bound::AtLeast, "246"), "at least 246");
    assert_eq!(say(Bound::MoreThan, "30000"), "more than 30,000");
    assert_eq!(say(Bound::About, "1500"), "about 1,500");
    assert_eq!(say(Bound::AtMost, "8"), "at most 8");
    assert_eq!(say(Bound::FewerThan, "1"), "fewer than 1");
    assert_eq!(en().bound_word(Bound::AtLeast), Some("at least"));
    assert_eq!(en().bound_word(Bound::Exact), None);
    assert_eq!(en().between(&decimal("2800"), &decimal("3800")), "between 2,800 and 3,800");
    let spread = en().ranges().spread.fill(&[("from", "2,800"), ("to", "more than 30,000")]);
    assert_eq!(spread, "from 2,800 to more than 30,000");
    assert_eq!(en().ranges().between.lead(), Some("between"));
}

#[test]
fn day_and_month_stay_on_one_line() {
    assert_eq!(en().date(day("2020-09-03")), "3\u{A0}September 2020");
    assert_eq!(us().date(day("2020-09-03")), "September\u{A0}3, 2020");
    assert_eq!(en().partial_date(&date("2020-09")), "September 2020");
    assert_eq!(en().partial_date(&date("2020")), "2020");
    assert_eq!(en().month_short(day("2020-11-03")), "Nov");
    assert_eq!(en().month_year_short(day("2020-11-03")), "Nov 2020");
    assert_eq!(en().day_month_short(day("2020-11-03")), "3\u{A0}Nov");
    assert_eq!(en().date_short(day("2020-11-03")), "3\u{A0}Nov 2020");
}

#[test]
fn periods_are_short_and_without_doubt() {
    for (from, to, british) in [
        ("2020", "2020", "2020"),
        ("2019-11", "2019-11", "November 2019"),
        ("2019-11-15", "2019-11-15", "15\u{A0}November 2019"),
        ("2019-11-15", "2019-11-19", "15–19\u{A0}November 2019"),
        ("2019-11-15", "2019-12-03", "from 15\u{A0}November to 3\u{A0}December 2019"),
        ("2020-03", "2020-05", "from March to May 2020"),
        ("2018", "2020", "from 2018 to 2020"),
        ("2023-08-01", "2024-03-31", "from 1\u{A0}August 2023 to 31\u{A0}March 2024"),
        ("2019-11", "2020-01-05", "from November 2019 to 5\u{A0}January 2020"),
        ("2019-11-15", "2020-11-19", "from 15\u{A0}November 2019 to 19\u{A0}November 2020"),
    ] {
        assert_eq!(period(en(), from, to), british);
    }
    assert_eq!(period(us(), "2019-11-15", "2019-11-19"), "November\u{A0}15–19, 2019");
    assert_eq!(period(us(), "2019-11-15", "2019-12-03"), "from November\u{A0}15 to December\u{A0}3, 2019");
}

#[test]
fn a_date_that_is_none_does_not_stop_anything() {
    let impossible = PartialDate { year: 2019, month: Some(13), day: Some(40) };
    assert_eq!(en().partial_date(&impossible), "2019");
    let _ = en().period(&Period { from: impossible, to: date("2020") });
}

#[test]
fn lists_and_plurals_follow_the_language() {
    let items = ["a", "b", "c"].map(str::to_owned);
    assert_eq!(en().list(&items), "a, b and c");
    assert_eq!(us().list(&items), "a, b, and c");
    assert_eq!(en().list(&items[..2]), "a and b");
    assert_eq!(en().list(&items[..1]), "a");
    assert_eq!(en().list(&[]), "");
    assert_eq!(en().list_phrase(3), Phrase::new("{0}, {1} and {2}"));
    assert_eq!(en().alternatives(&items), "a, b or c");
    assert_eq!(en().excluded(&decimal("1")), "1 further case was left out as unconfirmed");
    assert_eq!(en().excluded(&decimal("1200")), "1,200 further cases were left out as unconfirmed");
    assert_eq!(en().excluded(&decimal("0")), "0 further cases were left out as unconfirmed");
}

#[test]
fn every_file_can_be_read_and_names_its_language() {
    for (language, text) in FILES {
        let locales = read(text).unwrap();
        assert!(locales.iter().all(|locale| locale.tag.split('-').next() == Some(language)), "{language}");
        assert_eq!(locales.iter().filter(|locale| locale.default_of.as_deref() == Some(language)).count(), 1);
    }
}

#[test]
fn an_unknown_key_is_refused() {
    let (_, text) = FILES[0];
    for (good, bad) in [("\nsummary =", "\nsumary ="), ("\n[chart]", "\n[chart]\npie = \"Pie chart\"")] {
        assert!(read(&text.replace(good, bad)).is_err(), "{bad}");
    }
    assert!(read(&format!("{text}\nwords.sumary = \"x\"")).is_err(), "in a variant");
}

/// Every phrase fills the same places in every language, but for periods, whose order is the language's own.
#[test]
fn the_places_to_fill_are_the_same_in_every_file() {
    let (_, english) = FILES[0];
    let expected = slots(english);
    for (language, text) in FILES {
        assert_eq!(slots(text), expected, "{language}");
    }
}

/// The names in braces of each phrase of `[words]`, `[bounds]`, `[ranges]` and `[chart]`, sorted, by its path.
fn slots(text: &str) -> BTreeMap<String, Vec<String>> {
    let table: toml::Table = text.parse().unwrap();
    let mut found = BTreeMap::new();
    for key in ["words", "bounds", "ranges", "chart"] {
        collect(key, &table[key], &mut found);
    }
    found
}

fn collect(path: &str, value: &toml::Value, found: &mut BTreeMap<String, Vec<String>>) {
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table {
                collect(&format!("{path}.{key}"), value, found);
            }
        }
        value => {
            let text = value.as_str().unwrap();
            // What stands between the items of a list has its spaces with it.
            assert!(text == text.trim() || path.ends_with(".separator"), "{path}");
            let mut names: Vec<String> =
                text.split('{').skip(1).map(|part| part.split('}').next().unwrap().to_owned()).collect();
            names.sort();
            found.insert(path.to_owned(), names);
        }
    }
}
