use super::*;
use crate::evidence::files::testing::Briefing;

/// The change between two figures of these values and bounds.
fn said(tag: &str, from: (&str, &str), to: (&str, &str)) -> Result<Change, NoChange> {
    let figure = |id: &str, (value, bound): (&str, &str)| {
        format!("[figures.{id}]\nwhat = \"people\"\nvalue = {value}\nbound = \"{bound}\"\nsource = \"a\"\n")
    };
    let spec = Briefing::new().spec(&format!("{}{}", figure("f", from), figure("g", to)));
    let (from, to) = (spec.figures.get("f").unwrap(), spec.figures.get("g").unwrap());
    change(from, to, Manner { decimals: Some(0), subject: None }, Locale::find(tag).unwrap())
}

/// The change as a verb that agrees with a subject; `keys` are further ones of the earlier figure.
fn verb(tag: &str, from: u32, to: u32, subject: &str, keys: &str) -> String {
    let figure = |id: &str, value: u32, keys: &str| {
        format!("[figures.{id}]\nwhat = \"people\"\nvalue = {value}\nbound = \"exact\"\nsource = \"a\"\n{keys}\n")
    };
    let spec = Briefing::new().spec(&format!("{}{}", figure("f", from, keys), figure("g", to, "")));
    let (from, to) = (spec.figures.get("f").unwrap(), spec.figures.get("g").unwrap());
    let manner = Manner { decimals: None, subject: Subject::named(subject) };
    assert!(manner.subject.is_some(), "{subject}");
    change(from, to, manner, Locale::find(tag).unwrap()).unwrap().text
}

fn text(tag: &str, from: u32, to: u32) -> String {
    said(tag, (&from.to_string(), "exact"), (&to.to_string(), "exact")).unwrap().text
}

#[test]
fn a_rise_a_fall_and_none_in_each_language() {
    assert_eq!(text("en-GB", 41, 57), "rose from 41 to 57 (up 39%)");
    assert_eq!(text("en-GB", 57, 41), "fell from 57 to 41 (down 28%)");
    assert_eq!(text("en-GB", 41, 41), "remained unchanged at 41");
    assert_eq!(text("fr", 41, 57), "en hausse\u{a0}: 41, puis 57 (+39\u{a0}%)");
    assert_eq!(text("es", 57, 41), "en descenso, de 57 a 41 (−28\u{a0}%)");
    assert_eq!(text("ru", 41, 57), "рост с 41 до 57 (+39\u{a0}%)");
    assert_eq!(text("fa", 41, 57), "افزایش از ۴۱ به ۵۷ (۳۹٪ بیشتر)");
    assert_eq!(text("zh", 41, 57), "由41增至57（增加39%）");
    assert!(text("ar", 41, 41).starts_with("بلا تغيير"));
}

#[test]
fn a_percentage_is_no_other_number_when_it_is_rounded() {
    assert_eq!(text("en-GB", 1000, 2), "fell from 1,000 to 2 (down 99.8%)");
    assert_eq!(text("en-GB", 200, 201), "rose from 200 to 201 (up 0.5%)");
    assert_eq!(text("en-GB", 1000, 1996), "rose from 1,000 to 1,996 (up 99.6%)");
    assert_eq!(text("en-GB", 1000, 2000), "rose from 1,000 to 2,000 (up 100%)");
    assert_eq!(text("en-GB", 1000, 0), "fell from 1,000 to 0 (down 100%)");
    assert_eq!(text("fr", 1000, 2), "en baisse\u{a0}: 1\u{202f}000, puis 2 (−99,8\u{a0}%)");
}

#[test]
fn verbs_agree_with_their_subject() {
    let rise = |tag: &str, subject: &str| verb(tag, 41, 57, subject, "");
    let same = |tag: &str, subject: &str| verb(tag, 41, 41, subject, "");
    assert_eq!(rise("en-GB", "plural"), "rose from 41 to 57");
    assert_eq!(
        (same("en-GB", "singular"), same("en-GB", "plural")),
        ("was unchanged at 41".into(), "were unchanged at 41".into())
    );
    assert_eq!(rise("fr", "singular"), "a augmenté\u{a0}: 41, puis 57");
    assert_eq!(rise("fr", "feminine plural"), "ont augmenté\u{a0}: 41, puis 57");
    assert_eq!(same("fr", "feminine plural"), "sont restées inchangées\u{a0}: 41");
    assert_eq!(same("fr", "plural"), "sont restés inchangés\u{a0}: 41");
    assert_eq!(rise("es", "feminine plural"), "aumentaron de 41 a 57");
    assert_eq!(rise("ru", "neuter"), "выросло с 41 до 57");
    assert_eq!(rise("ru", "feminine plural"), "выросли с 41 до 57");
    assert_eq!(rise("ru", "feminine"), "выросла с 41 до 57");
    assert!(rise("ar", "masculine").starts_with("ارتفع من"));
    assert!(rise("ar", "plural").starts_with("ارتفعت من"), "things in the plural agree as one in the feminine");
    assert_eq!(rise("fa", "plural"), "از ۴۱ به ۵۷ افزایش یافت");
    assert_eq!(rise("zh", "plural"), "由41增至57");
    for tag in ["en-GB", "fr", "es", "ru", "ar", "fa", "zh"] {
        for (subject, _) in Subject::NAMES {
            for to in [30, 41, 57] {
                let text = verb(tag, 41, to, subject, "");
                assert!(!text.contains(['{', '}']), "{text}");
            }
        }
    }
}

#[test]
fn an_average_is_said_to_be_one() {
    let from = |tag: &str, to: u32| verb(tag, 41, to, "plural", "average_of = 12");
    assert_eq!(from("en-GB", 57), "rose from an average of 41 to 57");
    assert_eq!(from("en-GB", 41), "were at the average of 41");
    assert_eq!(from("fr", 57), "ont augmenté\u{a0}: 41 en moyenne, puis 57");
    assert_eq!(from("es", 30), "disminuyeron de un promedio de 41 a 30");
    assert_eq!(from("zh", 57), "由平均41增至57");
    // the length of an average is that of one of its parts
    let a = "source = \"a\"";
    let year = format!("{a}\nperiod = 2019\naverage_of = 12");
    assert_eq!(why(&year, &format!("{a}\nperiod = \"2020-01\"")), None);
    assert_eq!(why(&year, &format!("{a}\nperiod = 2020")), Some(Unlike::Lengths));
}

#[test]
fn bounds_stay_and_then_there_is_no_percentage() {
    let change = said("en-GB", ("280", "at-least"), ("267", "at-least")).unwrap();
    assert_eq!(change, Change { text: "went from at least 280 to at least 267".to_owned(), tiny: false });
    let about = said("en-GB", ("100", "about"), ("150", "exact")).unwrap();
    assert_eq!(about.text, "rose from about 100 to 150 (up about 50%)");
    assert!(said("fr", ("150", "exact"), ("100", "about")).unwrap().text.ends_with("(environ −33\u{a0}%)"));
}

#[test]
fn a_direction_is_said_where_the_numbers_prove_it() {
    let text = |from, to| said("en-GB", from, to).unwrap().text;
    assert_eq!(text(("41", "exact"), ("57", "at-least")), "rose from 41 to at least 57");
    assert_eq!(text(("57", "exact"), ("41", "at-least")), "went from 57 to at least 41");
    assert_eq!(text(("57", "at-least"), ("41", "exact")), "fell from at least 57 to 41");
    assert_eq!(text(("41", "at-least"), ("57", "exact")), "went from at least 41 to 57");
    assert_eq!(text(("41", "exact"), ("41", "about")), "went from 41 to about 41");
    assert_eq!(text(("41", "exact"), ("41", "at-least")), "went from 41 to at least 41");
    assert_eq!(text(("41", "exact"), ("41", "more-than")), "rose from 41 to more than 41");
    assert_eq!(text(("41", "fewer-than"), ("41", "exact")), "rose from fewer than 41 to 41");
    assert_eq!(text(("41", "at-least"), ("41", "at-least")), "numbered at least 41 both times");
    assert_eq!(text(("41", "about"), ("41", "about")), "numbered about 41 both times");
}

#[test]
fn a_small_percentage_is_not_nothing() {
    assert_eq!(text("en-GB", 1002, 1003), "rose from 1,002 to 1,003 (up 0.1%)");
}

#[test]
fn a_tiny_base_has_no_percentage() {
    let change = said("en-GB", ("4", "exact"), ("9", "exact")).unwrap();
    assert_eq!(change, Change { text: "rose from 4 to 9".to_owned(), tiny: true });
    assert!(!said("en-GB", ("20", "exact"), ("21", "exact")).unwrap().tiny);
    assert!(said("en-GB", ("0", "exact"), ("9", "exact")).unwrap().tiny);
}

#[test]
fn halves_are_rounded_away_from_zero() {
    assert!(text("en-GB", 200, 205).ends_with("(up 3%)"));
    assert!(text("en-GB", 200, 195).ends_with("(down 3%)"));
}

/// Why a change from one figure to another, of these keys, cannot be said.
fn why(from: &str, to: &str) -> Option<Unlike> {
    let figure =
        |id: &str, keys: &str| format!("[figures.{id}]\nwhat = \"people\"\nvalue = 41\nbound = \"exact\"\n{keys}\n");
    let spec = Briefing::new().spec(&format!("{}{}", figure("f", from), figure("g", to)));
    unlike(spec.figures.get("f").unwrap(), spec.figures.get("g").unwrap())
}

#[test]
fn unlike_figures_are_not_compared() {
    let a = "source = \"a\"";
    assert_eq!(why(a, a), None);
    assert_eq!(why(a, "source = \"b\""), Some(Unlike::Counts));
    assert_eq!(why("source = \"a\"\norigin = \"o\"", "source = \"b\"\norigin = \"o\""), None);
    let with = |keys: &str| format!("{a}\n{keys}");
    let places = ("place = \"Testland\"", "place = \"Otherland\"");
    assert_eq!(why(&with(places.0), &with(places.1)), Some(Unlike::Places));
    assert_eq!(why(&with("unit = \"km\""), &with("unit = \"kg\"")), Some(Unlike::Units));
    assert_eq!(why(&with("unit = \"km\""), a), Some(Unlike::Units));
    assert_eq!(why(&with("period = 2019"), &with("period = 2020")), None);
    assert_eq!(why(&with("period = 2020"), &with("period = 2019")), Some(Unlike::Order));
    let other = "period = { from = 2020-10-10, to = 2021-10-08 }";
    assert_eq!(why(&with("period = 2020"), &with(other)), Some(Unlike::Years));
    let six = "period = { from = 2015, to = 2020 }";
    assert_eq!(why(&with("period = 2014"), &with(six)), Some(Unlike::Lengths));
}

/// "About 1,000" and "about 1,010" may be in either order.
#[test]
fn of_numbers_about_right_no_direction_is_claimed_that_they_do_not_prove() {
    let about = |from: &str, to: &str| said("en-GB", (from, "about"), (to, "about")).unwrap().text;
    assert_eq!(about("1000", "1010"), "went from about 1,000 to about 1,010");
    assert_eq!(about("1010", "1000"), "went from about 1,010 to about 1,000");
    assert_eq!(about("1500", "1600"), "rose from about 1,500 to about 1,600 (up about 7%)");
    assert_eq!(about("1000", "2000"), "rose from about 1,000 to about 2,000 (up about 100%)");
    let exact = |from: &str, to: &str| said("en-GB", (from, "about"), (to, "exact")).unwrap().text;
    assert_eq!(exact("40.3", "41"), "rose from about 40.3 to 41 (up about 2%)");
    assert_eq!(exact("40", "41"), "went from about 40 to 41");
}
