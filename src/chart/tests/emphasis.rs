//! What the eye is led to: what is set off, what is told, and in which order.

use super::kinds::{event, many, markers, of_events, one};
use super::*;
use crate::chart::dress::{contrast, dress, muted};

fn colors(drawing: &Drawing) -> Vec<Color> {
    paths(drawing).iter().filter_map(|path| path.fill).filter(|fill| *fill != Color::WHITE).collect()
}

/// The first text of these words.
fn run<'a>(drawing: &'a Drawing, text: &str) -> &'a GlyphRun {
    runs(drawing).into_iter().find(|run| &*run.text == text).unwrap()
}

#[test]
fn all_others_step_back_where_one_place_is_set_off() {
    let pale = muted(PALETTE.accent);
    assert!(
        (3.0..3.2).contains(&contrast(pale, Color::WHITE)),
        "{pale:?} is still seen, and no darker than it must be"
    );
    assert!(contrast(pale, PALETTE.signal) > 2.0, "{pale:?} and what is set off differ in grey");
    for kind in ["bar", "horizontal-bar", "lollipop", "pictogram"] {
        let plain = one(&["a", "b", "c"], &[13, 12, 14], Bound::Exact);
        let all = colors(&draw(kind, &plain, 397.0).unwrap());
        assert!(all.iter().all(|color| *color == PALETTE.accent), "{kind}: {all:?}");
        let set_off = Plot { highlight: Some(1), ..plain };
        let drawing = draw(kind, &set_off, 397.0).unwrap();
        let marks = |color: Color| colors(&drawing).iter().filter(|found| **found == color).count();
        let each = if kind == "pictogram" { 2 } else { 1 };
        let people = if kind == "pictogram" { (24, 54) } else { (each, 2 * each) };
        assert_eq!((marks(PALETTE.signal), marks(pale), marks(PALETTE.accent)), (people.0, people.1, 0), "{kind}");
        assert_eq!(run(&drawing, "13").color, PALETTE.accent, "{kind}: numbers do not step back");
    }
    let slopes = Plot { highlight: Some(0), ..many(&["a", "b"], &[("2014", &[1, 5]), ("2024", &[2, 9])]) };
    let drawing = draw("slope", &slopes, 397.0).unwrap();
    let widths = |color: Color| {
        let of = |path: &&Path| path.stroke.as_ref().is_some_and(|stroke| stroke.color == color);
        paths(&drawing).into_iter().filter(of).map(|path| path.stroke.as_ref().unwrap().width).collect::<Vec<_>>()
    };
    assert!(widths(PALETTE.signal)[0] > 2.0 * widths(muted(PALETTE.grey))[0]);
}

#[test]
fn a_theme_without_colour_sets_off_too() {
    let palette = Palette { accent: Color::BLACK, signal: Color::BLACK, ..PALETTE };
    let plot = Plot { highlight: Some(0), ..one(&["a", "b"], &[3, 2], Bound::Exact) };
    let drawing = find("bar").unwrap().draw(&plot, Context { palette: &palette, ..context(397.0) }).unwrap();
    assert_eq!(colors(&drawing), [Color::BLACK, muted(Color::BLACK)]);
}

#[test]
fn lines_of_patterns_are_seen_and_quiet() {
    for series in 1..6 {
        let fill = dress(series, &PALETTE);
        let line = hatch::quiet(fill.color);
        assert!((1.9..2.1).contains(&contrast(line, fill.color)), "{series}: {line:?} on {:?}", fill.color);
    }
    assert_eq!(hatch::quiet(Color::rgb(0xdf, 0xe3, 0xe7)), Color::WHITE, "on a pale ground nothing but white is seen");
}

#[test]
fn a_value_that_stays_is_told_once() {
    let steps = |kind: &str, highlight| {
        let values = whole(&[31, 31, 34, 34, 22, 22, 22, 19]);
        texts(
            &draw(kind, &Plot { highlight, ..plot(years(2013, 8), vec![series("A", values, Bound::Exact)]) }, 397.0)
                .unwrap(),
        )
    };
    let told = |texts: &[String], wanted: &str| texts.iter().filter(|text| *text == wanted).count();
    let once = steps("step-line", None);
    assert_eq!(["31", "34", "22", "19"].map(|value| told(&once, value)), [1, 1, 1, 1], "{once:?}");
    assert_eq!(told(&steps("step-line", Some(5)), "22"), 2, "where it begins, and where it is set off");
    assert_eq!(told(&steps("line", None), "22"), 3, "a line has a value at each point");
    let mut gap = plot(years(2013, 4), vec![series("A", whole(&[5, 5, 5, 5]), Bound::Exact)]);
    gap.series[0].values[1] = None;
    assert_eq!(told(&texts(&draw("step-line", &gap, 397.0).unwrap()), "5").min(2), 2, "after a gap it is told anew");
}

#[test]
fn a_timeline_is_read_from_the_top_down() {
    let long = "Parliament makes offences of many kinds punishable by death";
    let events = ["2018-03-12", "2018-03-12", "2018-09-01", "2019-02-16", "2023-07-01"];
    let events = events.iter().enumerate().map(|(at, day)| event(day, None, &format!("{at}: {long}"))).collect();
    let drawing = draw("timeline", &of_events(events), 397.0).unwrap();
    let tops: Vec<f32> = (0..5)
        .map(|at| runs(&drawing).iter().find(|run| run.text.starts_with(&format!("{at}:"))).unwrap().origin.y)
        .collect();
    // the last two stand side by side
    assert!(tops.windows(2).all(|pair| pair[0] <= pair[1]) && tops[3] > tops[2] && tops[1] > tops[0], "{tops:?}");
    let axis = markers(&drawing, PALETTE.accent)[0].y;
    assert!(axis > tops[4] && run(&drawing, "2020").origin.y > axis, "the axis lies below, its years below it: {axis}");
}

#[test]
fn series_are_named_above_their_marks_in_the_first_row() {
    let far = many(&["a", "b"], &[("Places", &[10, 30]), ("Held", &[100, 20])]);
    let drawing = draw("dot-plot", &far, 397.0).unwrap();
    let (places, held) = (run(&drawing, "Places"), run(&drawing, "Held"));
    let (first, second) = (markers(&drawing, PALETTE.accent), markers(&drawing, PALETTE.signal));
    assert_eq!((first.len(), second.len()), (2, 2), "a key would have markers of its own");
    for (name, mark) in [(places, first[0]), (held, second[0])] {
        let middle = name.origin.x + name.width() / 2.0;
        assert!((middle - mark.x).abs() < 0.1 && name.origin.y < mark.y, "{} {mark:?}", name.text);
    }
    for close in [
        Plot { sort_by_value: false, ..many(&["a", "b"], &[("Places", &[10, 30]), ("People held", &[11, 20])]) },
        Plot {
            sort_by_value: false,
            ..many(&["a"], &[("Places", &[10]), ("Held", &[100]), ("And those of whom nothing is known", &[99])])
        },
    ] {
        let drawing = draw("dot-plot", &close, 397.0).unwrap();
        let count = close.series[0].values.len();
        assert_eq!(markers(&drawing, PALETTE.accent).len(), count + 1, "names that would touch stand in a key");
    }
}

#[test]
fn panels_tell_the_first_value_too() {
    let plot = plot(years(2015, 4), vec![series("North", whole(&[30, 60, 90, 143]), Bound::AtLeast)]);
    let drawing = draw("small-multiples", &plot, 397.0).unwrap();
    let (first, last) = (run(&drawing, "≥\u{A0}30"), run(&drawing, "≥\u{A0}143"));
    assert!(first.origin.x < last.origin.x && first.origin.y > last.origin.y);
}

#[test]
fn names_stand_at_the_height_of_their_values() {
    for kind in ["horizontal-bar", "lollipop", "pictogram", "heat-table"] {
        let drawing = draw(kind, &one(&["Alpha", "Bravo"], &[17, 11], Bound::Exact), 397.0).unwrap();
        let middle = |text: &str| run(&drawing, text).origin.y - 0.33 * run(&drawing, text).size;
        assert!((middle("Alpha") - middle("17")).abs() < NEAR, "{kind}: {} {}", middle("Alpha"), middle("17"));
    }
}

#[test]
fn long_names_take_two_lines_before_they_take_the_room_of_the_marks() {
    let long = "A halt to executions while the law is reviewed";
    let drawing = draw("horizontal-bar", &one(&[long, "b"], &[3, 2], Bound::Exact), 397.0).unwrap();
    assert!(!texts(&drawing).contains(&long.to_owned()));
    assert!(bars(&drawing)[0].x < 0.32 * 397.0);
}
