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
    assert_eq!(change, Change { text: "fell from at least 280 to at least 267".to_owned(), tiny: false });
    let one = said("en-GB", ("280", "exact"), ("267", "at-least")).unwrap();
    assert_eq!(one.text, "fell from 280 to at least 267");
    let about = said("en-GB", ("100", "about"), ("150", "exact")).unwrap();
    assert_eq!(about.text, "rose from about 100 to 150 (up 50%)");
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
