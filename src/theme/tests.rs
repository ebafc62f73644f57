//! The embedded themes load, hold to the table of keys and can be read; settings change them.

use super::contrast::{self, nearest, pairs, ratio};
use super::*;
use crate::diag::{FileId, Span};

fn setting(table: &str, key: &str, value: impl Into<toml::Value>) -> Setting {
    let span = Span::new(FileId(0), 0..1);
    Setting { table: table.to_owned(), key: key.to_owned(), value: value.into(), span }
}

#[test]
fn every_theme_loads_and_defines_every_style() {
    for (name, text) in THEMES {
        if let Err(error) = Theme::parse(name, text) {
            panic!("{name}: {error}");
        }
        assert!(Theme::find(name).is_some());
    }
}

#[test]
fn a_theme_without_a_style_is_refused() {
    let text = THEMES[0].1.replace("[styles.kicker]", "[styles.kicker2]");
    assert!(Theme::parse("x", &text).is_err());
    let text = THEMES[0].1.replace("#16202b", "black");
    assert!(Theme::parse("x", &text).unwrap_err().contains("not a colour code"));
}

/// What is short for several keys stands in no file.
fn is_short(key: &Key) -> bool {
    key.table == "text" || key.name == "side_column"
}

fn fits(kind: Kind, value: &toml::Value, (least, most): (f32, f32)) -> bool {
    let named = |names: &[&str], value: &toml::Value| value.as_str().is_some_and(|name| names.contains(&name));
    match kind {
        Kind::Number(..) => value.as_float().is_some_and(|v| (f64::from(least)..=f64::from(most)).contains(&v)),
        Kind::Switch => value.is_bool(),
        Kind::Color => value.as_str().and_then(Color::from_hex).is_some(),
        Kind::Ink => value
            .as_str()
            .is_some_and(|name| Color::from_hex(name).is_some() || of("colors").any(|key| key.name == name)),
        Kind::Choice(names) => named(names, value),
        Kind::Choices(names) => value.as_array().is_some_and(|list| list.iter().all(|value| named(names, value))),
        Kind::Text => value.is_str(),
    }
}

#[test]
fn the_files_hold_to_the_table_of_keys() {
    for (name, text) in THEMES {
        let file: toml::Table = toml::from_str(text).unwrap();
        for key in KEYS.iter().filter(|key| key.table != "styles" && !is_short(key)) {
            let Kind::Number(least, most) = key.kind else {
                assert!(fits(key.kind, &file[key.table][key.name], (0.0, 0.0)), "{name} {} {}", key.table, key.name);
                continue;
            };
            assert!(fits(key.kind, &file[key.table][key.name], (least, most)), "{name} {} {}", key.table, key.name);
        }
        for (table, values) in &file {
            for (key, value) in values.as_table().unwrap() {
                let table = if table == "styles" { format!("styles.{key}") } else { table.clone() };
                let Some(style) = table.strip_prefix("styles.") else {
                    assert!(of(&table).any(|known| known.name == key), "{name} {table}.{key}");
                    continue;
                };
                for (key, value) in value.as_table().unwrap() {
                    let known =
                        of(&table).find(|known| known.name == key).unwrap_or_else(|| panic!("{name} {table}.{key}"));
                    let range = match known.kind {
                        Kind::Number(..) if key == "size" => sizes(style),
                        Kind::Number(least, most) => (least, most),
                        _ => (0.0, 0.0),
                    };
                    assert!(fits(known.kind, value, range), "{name} {table}.{key} = {value:?}");
                }
            }
        }
    }
}

#[test]
fn text_can_be_read_on_every_ground() {
    for name in Theme::names() {
        let theme = Theme::find(name).unwrap();
        for pair in pairs(theme) {
            assert!(pair.passes(), "{name}: {} on {}: {:.2} of {}", pair.front, pair.ground, pair.ratio(), pair.least);
        }
        // the cover's text stands on the cover's field, and a box's on its ground
        let grounds: Vec<&str> = pairs(theme).iter().map(|pair| pair.ground).collect();
        assert_eq!(grounds.contains(&"field"), theme.cover.field > 0.0, "{name}");
        assert_eq!(grounds.contains(&"tint"), theme.shapes.box_ground, "{name}");
    }
}

/// What colour alone would tell apart is told apart by lightness too: what a chart sets off differs from its series.
#[test]
fn grey_print_tells_apart_what_colour_does() {
    const DIFFERENT: f64 = 1.5;
    for name in Theme::names() {
        let colors = Theme::find(name).unwrap().colors;
        let found = ratio(colors.series, colors.highlight);
        assert!(found >= DIFFERENT, "{name}: series and highlight {found:.2}");
    }
}

#[test]
fn ratios_are_those_of_wcag() {
    assert!((ratio(Color::BLACK, Color::WHITE) - 21.0).abs() < 1e-9);
    // #767676 is the lightest grey that passes on white, #777777 fails (WCAG technique G18)
    assert!(ratio(Color::rgb(0x76, 0x76, 0x76), Color::WHITE) >= contrast::TEXT);
    assert!(ratio(Color::rgb(0x77, 0x77, 0x77), Color::WHITE) < contrast::TEXT);
}

#[test]
fn the_nearest_colour_that_passes_just_passes() {
    let better = nearest(Color::rgb(0x88, 0x99, 0xaa), Color::WHITE, contrast::TEXT).unwrap();
    let found = ratio(better, Color::WHITE);
    assert!((contrast::TEXT..contrast::TEXT + 0.12).contains(&found), "{} {found}", better.hex());
    let lighter = nearest(Color::rgb(0x50, 0x50, 0x50), Color::BLACK, contrast::TEXT).unwrap();
    assert!(lighter.r > 0x50, "{}", lighter.hex());
    assert_eq!(nearest(Color::BLACK, Color::WHITE, contrast::TEXT), Some(Color::BLACK));
}

#[test]
fn settings_change_a_theme() {
    let base = Theme::find("parliament").unwrap();
    let body = base.style(Style::Body);
    let settings =
        [setting("text", "size", 11.0), setting("colors", "accent", "#004422"), setting("page", "side_column", false)];
    let theme = Theme::changed("parliament", &settings).unwrap();
    let larger = theme.style(Style::Body);
    assert!((larger.text.size - 11.0).abs() < 0.01 && larger.leading > body.leading);
    assert!(theme.style(Style::Note).text.size > base.style(Style::Note).text.size);
    assert_eq!(theme.style(Style::CoverTitle).text.size, base.style(Style::CoverTitle).text.size);
    assert_eq!(theme.style(Style::Title).text.color, Color::rgb(0, 0x44, 0x22));
    assert_eq!(theme.page.side_mm, 0.0);
    assert!(Theme::changed("parlament", &settings).is_err());
}

#[test]
fn a_key_of_its_own_goes_before_a_short_one_and_the_later_before_the_earlier() {
    let settings = [
        setting("styles.body", "size", 9.0),
        setting("text", "size", 12.0),
        setting("styles.note", "size", 7.0),
        setting("styles.note", "size", 8.5),
        setting("text", "align", "start"),
    ];
    let theme = Theme::changed("plain", &settings).unwrap();
    let body = theme.style(Style::Body);
    assert_eq!((body.text.size, body.align), (9.0, Align::Start));
    assert!((body.leading / body.text.size - 14.5 / 10.3).abs() < 0.01, "the leading follows: {}", body.leading);
    assert_eq!(theme.style(Style::Note).text.size, 8.5);
}
