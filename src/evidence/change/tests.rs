use super::*;
use crate::evidence::files::testing::Briefing;

/// The change between two figures of these values and bounds.
fn said(tag: &str, from: (&str, &str), to: (&str, &str)) -> Result<Change, NoChange> {
    let figure = |id: &str, (value, bound): (&str, &str)| {
        format!("[figures.{id}]\nwhat = \"people\"\nvalue = {value}\nbound = \"{bound}\"\nsource = \"a\"\n")
    };
    let spec = Briefing::new().spec(&format!("{}{}", figure("f", from), figure("g", to)));
    let (from, to) = (spec.figures.get("f").unwrap(), spec.figures.get("g").unwrap());
    change(from, to, Some(0), Locale::find(tag).unwrap())
}

fn text(tag: &str, from: u32, to: u32) -> String {
    said(tag, (&from.to_string(), "exact"), (&to.to_string(), "exact")).unwrap().text
}

#[test]
fn a_rise_a_fall_and_none_in_each_language() {
    assert_eq!(text("en-GB", 41, 57), "rose from 41 to 57 (up 39%)");
    assert_eq!(text("en-GB", 57, 41), "fell from 57 to 41 (down 28%)");
    assert_eq!(text("en-GB", 41, 41), "unchanged at 41");
    assert_eq!(text("fr", 41, 57), "en hausse\u{a0}: 41, puis 57 (+39\u{a0}%)");
    assert_eq!(text("es", 57, 41), "en descenso, de 57 a 41 (−28\u{a0}%)");
    assert_eq!(text("ru", 41, 57), "рост: от 41 до 57 (+39\u{a0}%)");
    assert_eq!(text("fa", 41, 57), "افزایش از ۴۱ به ۵۷ (۳۹٪ بیشتر)");
    assert_eq!(text("zh", 41, 57), "由41增至57（增加39%）");
    assert!(text("ar", 41, 41).starts_with("بلا تغيير"));
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
