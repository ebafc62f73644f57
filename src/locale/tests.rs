//! What English prints, and that every language file is whole.

use super::*;
use crate::spec::{PartialDate, Period};
use chrono::NaiveDate;
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
    periods::first_day(&date(text)).unwrap()
}

fn period(locale: &Locale, from: &str, to: &str) -> String {
    locale.period(&Period { from: date(from), to: date(to) })
}

#[test]
fn tags_find_their_variant_or_their_language() {
    assert_eq!(Locale::tags(), ["en-GB", "en-US", "fr", "es", "ru", "ar", "ar-EG", "zh", "fa"]);
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
        let gregorian = locales.iter().filter(|locale| locale.calendar == Calendar::Gregorian);
        assert_eq!(gregorian.filter(|locale| locale.default_of.as_deref() == Some(language)).count(), 1, "{language}");
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

/// Every file has every key of the first one, and no plural form less than its language tells apart.
#[test]
fn every_key_is_in_every_file() {
    let keys = |text: &str| {
        let table: toml::Table = text.parse().unwrap();
        let mut found = Vec::new();
        for (name, value) in table.iter().filter(|(name, _)| !["variants", "plurals"].contains(&name.as_str())) {
            match value {
                toml::Value::Table(table) => found.extend(table.keys().map(|key| format!("{name}.{key}"))),
                _ => found.push(name.clone()),
            }
        }
        found.sort();
        found
    };
    for (language, text) in FILES {
        assert_eq!(keys(text), keys(FILES[0].1), "{language}");
    }
    let excluded = |tag| &Locale::find(tag).unwrap().data.plurals.excluded;
    assert!(["fr", "es"].into_iter().all(|tag| excluded(tag).one.is_some() && excluded(tag).many.is_some()));
    let russian = excluded("ru");
    assert!(russian.one.is_some() && russian.few.is_some() && russian.many.is_some());
    let arabic = excluded("ar");
    assert!([&arabic.zero, &arabic.one, &arabic.two, &arabic.few, &arabic.many].into_iter().all(Option::is_some));
}

/// Each bound with numbers of each grammatical kind, as an editor would write them.
#[test]
fn bounds_and_plurals_in_each_language() {
    let numbers = ["1", "2", "5", "11", "21", "100"];
    let say = |tag: &str, bound| {
        let locale = Locale::find(tag).unwrap();
        numbers.map(|number| locale.bounded(bound, &locale.number(&decimal(number))))
    };
    let around = |before: &str, digits: [&str; 6]| digits.map(|digits| format!("{before}{digits}"));
    let (latin, persian) = (numbers, ["۱", "۲", "۵", "۱۱", "۲۱", "۱۰۰"]);
    for (tag, digits, at_least, more, about, most, fewer) in [
        ("fr", latin, "au moins ", "plus de ", "environ ", "au plus ", "moins de "),
        ("es", latin, "al menos ", "más de ", "aproximadamente ", "como máximo ", "menos de "),
        ("ru", latin, "не менее ", "более ", "около ", "не более ", "менее "),
        ("ar", latin, "ما لا يقل عن ", "أكثر من ", "نحو ", "ما لا يزيد على ", "أقل من "),
        ("ar-EG", ["١", "٢", "٥", "١١", "٢١", "١٠٠"], "ما لا يقل عن ", "أكثر من ", "نحو ", "ما لا يزيد على ", "أقل من "),
        ("zh", latin, "至少", "超过", "约", "至多", "不到"),
        ("fa", persian, "دست\u{200c}کم ", "بیش از ", "حدود ", "حداکثر ", "کمتر از "),
    ] {
        assert_eq!(say(tag, Bound::AtLeast), around(at_least, digits));
        assert_eq!(say(tag, Bound::MoreThan), around(more, digits));
        assert_eq!(say(tag, Bound::About), around(about, digits));
        assert_eq!(say(tag, Bound::AtMost), around(most, digits));
        assert_eq!(say(tag, Bound::FewerThan), around(fewer, digits));
    }
    let excluded = |tag: &str| {
        let locale = Locale::find(tag).unwrap();
        numbers.map(|number| locale.excluded(&decimal(number)).chars().take(17).collect::<String>())
    };
    let russian = ["1 случай", "2 случая", "5 случаев", "11 случаев", "21 случай", "100 случае"];
    for (said, wanted) in excluded("ru").iter().zip(russian) {
        assert!(said.contains(wanted), "{said}: {wanted}");
    }
    let arabic = ["حالة أخرى", "حالتان", "5 حالات", "11 حالة", "21 حالة", "100 حالة"];
    for (number, wanted) in numbers.iter().zip(arabic) {
        let said = Locale::find("ar").unwrap().excluded(&decimal(number));
        assert!(said.contains(wanted), "{said}: {wanted}");
    }
}

#[test]
fn numbers_and_ranges_in_each_language() {
    let say = |tag: &str, number: &str| Locale::find(tag).unwrap().number(&decimal(number));
    assert_eq!(say("fr", "-1234567.5"), "\u{2212}1\u{202f}234\u{202f}567,5");
    assert_eq!(say("es", "1234567.5"), "1.234.567,5");
    assert_eq!(say("ru", "1234567.5"), "1\u{a0}234\u{a0}567,5");
    assert_eq!(say("ar", "1234567.5"), "1,234,567.5");
    assert_eq!(say("ar-EG", "1234567.5"), "١٬٢٣٤٬٥٦٧٫٥");
    assert_eq!(say("fa", "-1234.5"), "\u{200e}\u{2212}۱٬۲۳۴٫۵");
    let spread = |tag: &str| {
        let locale = Locale::find(tag).unwrap();
        let from = locale.bounded_in_range(Bound::AtLeast, &locale.number(&decimal("80")));
        let to = locale.bounded_in_range(Bound::MoreThan, &locale.number(&decimal("160")));
        locale.ranges().spread.fill(&[("from", &from), ("to", &to)])
    };
    assert_eq!(spread("fr"), "entre au moins 80 et plus de 160");
    assert_eq!(spread("es"), "de al menos 80 a más de 160");
    assert_eq!(spread("ru"), "от не менее чем 80 до более чем 160");
    assert_eq!(spread("ar"), "من 80 على الأقل إلى أكثر من 160");
    assert_eq!(spread("zh"), "从至少80到超过160");
    assert_eq!(spread("fa"), "از دست\u{200c}کم ۸۰ تا بیش از ۱۶۰");
    assert_eq!(Locale::find("fa").unwrap().in_digits("Page 12"), "Page ۱۲");
}

#[test]
fn periods_in_each_language() {
    let cases = [
        ("fr", "2019-11-01", "2019-11-19", "du 1er au 19\u{a0}novembre 2019"),
        ("fr", "2019-11-15", "2019-12-01", "du 15\u{a0}novembre au 1er\u{a0}décembre 2019"),
        ("fr", "2020-03", "2020-05", "mars à mai 2020"),
        ("es", "2019-11-15", "2019-11-19", "del 15 al 19\u{a0}de noviembre de 2019"),
        ("es", "2020-03", "2020-05", "de marzo a mayo de 2020"),
        ("ru", "2019-11-15", "2019-11-19", "15–19\u{a0}ноября 2019\u{a0}г."),
        ("ru", "2020-03", "2020-05", "март — май 2020\u{a0}г."),
        ("ru", "2018", "2020", "2018–2020\u{a0}гг."),
        ("ar", "2019-11-15", "2019-11-19", "من 15 إلى 19\u{a0}تشرين الثاني/نوفمبر 2019"),
        ("ar", "2019-11", "2019-11", "تشرين الثاني/نوفمبر 2019"),
        ("ar-EG", "2019-11", "2019-11", "نوفمبر ٢٠١٩"),
        ("zh", "2019-11-15", "2019-11-19", "2019年11月15日至19日"),
        ("zh", "2018", "2020", "2018年至2020年"),
        ("fa", "2019-11-15", "2019-11-19", "از ۱۵ تا ۱۹\u{a0}نوامبر ۲۰۱۹"),
    ];
    for (tag, from, to, wanted) in cases {
        assert_eq!(period(Locale::find(tag).unwrap(), from, to), wanted);
    }
}

#[test]
fn days_in_both_calendars_and_years_in_their_own() {
    let locale = |calendar| Locale::find_in("fa", calendar).unwrap();
    let (solar, both) = (locale(Calendar::SolarHijri), locale(Calendar::Both));
    assert_eq!(solar.date(day("2026-11-14")), "۲۳\u{a0}آبان ۱۴۰۵");
    assert_eq!(both.date(day("2026-11-14")), "۲۳\u{a0}آبان ۱۴۰۵ (۱۴\u{a0}نوامبر ۲۰۲۶)");
    assert_eq!(both.partial_date(&date("2020")), "۲۰۲۰ میلادی");
    assert_eq!(solar.partial_date(&date("2020-11")), "نوامبر ۲۰۲۰ میلادی");
    assert_eq!(locale(Calendar::Gregorian).partial_date(&date("2020")), "۲۰۲۰");
    // one Gregorian month, two Solar Hijri ones
    assert_eq!(period(solar, "2019-11-15", "2019-11-25"), "از ۲۴\u{a0}آبان تا ۴\u{a0}آذر ۱۳۹۸");
    // the last day of a leap year, and the first of the next
    assert_eq!(solar.date(day("2021-03-20")), "۳۰\u{a0}اسفند ۱۳۹۹");
    assert_eq!(solar.date(day("2021-03-21")), "۱\u{a0}فروردین ۱۴۰۰");
    assert_eq!(period(both, "2018", "2020"), "از ۲۰۱۸ تا ۲۰۲۰ میلادی");
    // whole months and years of the calendar are said as such
    assert_eq!(period(solar, "2026-10-23", "2026-11-21"), "آبان ۱۴۰۵");
    assert_eq!(period(both, "2026-10-23", "2026-11-21"), "آبان ۱۴۰۵ (از ۲۳\u{a0}اکتبر تا ۲۱\u{a0}نوامبر ۲۰۲۶)");
    assert_eq!(period(solar, "2026-03-21", "2026-11-21"), "از فروردین تا آبان ۱۴۰۵");
    assert_eq!(period(solar, "2025-11-22", "2026-11-21"), "از آذر ۱۴۰۴ تا آبان ۱۴۰۵");
    assert_eq!(period(solar, "2025-03-21", "2026-03-20"), "۱۴۰۴");
    assert_eq!(
        period(locale(Calendar::Gregorian), "2026-10-23", "2026-11-21"),
        "از ۲۳\u{a0}اکتبر تا ۲۱\u{a0}نوامبر ۲۰۲۶"
    );
    let chinese = Locale::find("zh").unwrap();
    let months = Period { from: date("2026-09-23"), to: date("2026-10-22") };
    assert!(chinese.solar_hijri(&months).starts_with("波斯历1405年7月"), "{}", chinese.solar_hijri(&months));
    let english = Locale::find_in("en-GB", Calendar::Both).unwrap().date(day("2026-11-14"));
    assert!(english.starts_with("14\u{a0}November 2026 (23\u{a0}Aban 1405"), "{english}");
}

#[test]
fn places_in_a_source_are_said_in_the_language() {
    let say = |tag: &str, locator: &str| Locale::find(tag).unwrap().locator(locator);
    assert_eq!(say("fr", "p. 8, paras. 3–5"), "p. 8, par. 3–5");
    assert_eq!(say("es", "pp. 8–10"), "págs. 8–10");
    assert_eq!(say("ru", "art. 6 (1)"), "ст. 6 (1)");
    assert_eq!(say("ar", "annex IV"), "المرفق IV");
    assert_eq!(say("fa", "p. 8, para. 12"), "ص ۸، بند ۱۲");
    assert_eq!(say("zh", "para. 12"), "第12段");
    assert_eq!(say("fr", "part “1988 Massacre”"), "part “1988 Massacre”");
    assert_eq!(say("fr", "p. 8 of the annex"), "p. 8 of the annex");
    assert_eq!(say("en-GB", "paras 3–5"), "paras 3–5");
}

/// The names in braces of each phrase of `[words]`, `[bounds]`, `[ranges]`, `[change]`, `[locators]` and `[chart]`, sorted, by its path.
fn slots(text: &str) -> BTreeMap<String, Vec<String>> {
    let table: toml::Table = text.parse().unwrap();
    let mut found = BTreeMap::new();
    for key in ["words", "bounds", "ranges", "change", "locators", "chart"] {
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

#[test]
fn the_marks_of_notes_stand_as_the_united_nations_have_them() {
    // Editorial Manual Online, Footnotes: after the punctuation in English, before it in French and Spanish
    let mark = |tag: &str| Locale::find(tag).map(Locale::note_mark);
    assert_eq!(mark("en-GB"), Some(NoteMark::After));
    assert_eq!(mark("fr"), Some(NoteMark::Before));
    assert_eq!(mark("es"), Some(NoteMark::Before));
}

#[test]
fn letters_of_notes_are_taken_for_nothing_else() {
    let letters = |tag: &str| Locale::find(tag).map(Locale::letters).unwrap_or_default();
    assert_eq!(letters("fa")[..2], ["الف", "ب"], "a bare alef is the digit one");
    assert_eq!(letters("ar")[0], "ب");
    assert!(!letters("ru").contains(&"г".to_owned()), "it would follow the «г.» of a year");
    assert_eq!(letters("en-GB").len(), 26);
}

#[test]
fn inside_brackets_a_second_calendar_has_none() {
    let persian = Locale::find_in("fa", Calendar::Both).unwrap();
    let day = NaiveDate::from_ymd_opt(2021, 3, 30).unwrap();
    assert_eq!(persian.date_inside(day), "۱۰\u{a0}فروردین ۱۴۰۰ / ۳۰\u{a0}مارس ۲۰۲۱");
    assert_eq!(persian.partial_date_inside(&PartialDate::from(day)), persian.date_inside(day));
    assert!(persian.date(day).contains('('));
}
