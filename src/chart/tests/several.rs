//! Several series, and what an author asks for beyond columns: stacks, shares, sides, steps, areas, breaks, intervals,
//! provisional values, annotations, and charts that run from right to left.

use super::*;
use crate::chart::dress::{dress, dresses_around};
use crate::chart::limits::count;
use crate::chart::{Annotation, At, Base, Break, Layout, Options, Side};

pub(super) fn parts(columns: &[&[i64]], layout: Layout) -> Plot {
    let named =
        |(at, values): (usize, &&[i64])| series(["Drugs", "Murder", "Security"][at], whole(values), Bound::Exact);
    let all = columns.iter().enumerate().map(named).collect();
    let options = Options { layout: Some(layout), ..Options::default() };
    Plot { options, sort_by_value: false, ..plot(years(2018, columns[0].len()), all) }
}

/// The filled areas of a series with straight sides and four corners, in the order of painting; swatches left out.
fn pieces(drawing: &Drawing, series: usize) -> Vec<Rect> {
    of_color(drawing, dress(series, &PALETTE).color)
}

/// The same of five answers around a middle.
fn pieces_around(drawing: &Drawing, series: usize) -> Vec<Rect> {
    let sides = [Side::Negative, Side::Negative, Side::Neutral, Side::Positive, Side::Positive];
    of_color(drawing, dresses_around(&sides, &PALETTE)[series].color)
}

fn of_color(drawing: &Drawing, color: Color) -> Vec<Rect> {
    let of = paths(drawing).into_iter().filter(|path| path.fill == Some(color)).map(|path| bounds(&points(path)));
    of.filter(|area| (area.width - 11.0).abs() > 0.01 || (area.height - 7.5).abs() > 0.01).collect()
}

fn bounds(points: &[Point]) -> Rect {
    let (xs, ys) = (points.iter().map(|p| p.x), points.iter().map(|p| p.y));
    let (x, y) = (xs.clone().fold(f32::INFINITY, f32::min), ys.clone().fold(f32::INFINITY, f32::min));
    Rect { x, y, width: xs.fold(0.0, f32::max) - x, height: ys.fold(0.0, f32::max) - y }
}

/// The heights of the ticks of zero and of the last one.
pub(super) fn ends_of_axis(drawing: &Drawing) -> (f32, f32) {
    let grid = grid(drawing);
    (grid[0].y, grid.last().unwrap().y)
}

#[test]
fn pieces_of_a_stack_begin_where_the_one_before_ends() {
    let drawing = draw("bar", &parts(&[&[100, 50], &[30, 0], &[70, 50]], Layout::Stacked), 397.0).unwrap();
    let (zero, top) = ends_of_axis(&drawing);
    let y = |value: f32| zero + (top - zero) * value / 200.0;
    for (series, ends) in [(0, (0.0, 100.0)), (1, (100.0, 130.0)), (2, (130.0, 200.0))] {
        let first = pieces(&drawing, series)[0];
        assert!((first.y - y(ends.1)).abs() < NEAR && (first.y + first.height - y(ends.0)).abs() < NEAR, "{first:?}");
    }
    let read = texts(&drawing).join(" ");
    assert!(read.contains("2018 200 2019 100"), "the whole stands above each stack: {read}");
    assert!(read.ends_with("Security 50 Murder 0 Drugs 50"), "the last stack is named beside it: {read}");
}

#[test]
fn pieces_of_no_height_are_named_in_the_order_of_the_stack() {
    let nothing_twice = parts(&[&[1, 0], &[2, 0], &[3, 6]], Layout::Stacked);
    for kind in ["bar", "area"] {
        let read = texts(&draw(kind, &nothing_twice, 397.0).unwrap()).join(" ");
        assert!(read.ends_with("Security 6 Murder 0 Drugs 0"), "{kind}: {read}");
    }
}

#[test]
fn shares_make_up_a_hundred_and_say_how_they_are_rounded() {
    let thirds = parts(&[&[1, 50], &[1, 25], &[1, 25]], Layout::Percent);
    let drawing = draw("bar", &thirds, 397.0).unwrap();
    assert_eq!(texts(&drawing)[..5], ["0%", "25%", "50%", "75%", "100%"]);
    let (zero, top) = ends_of_axis(&drawing);
    let last = pieces(&drawing, 2);
    assert!((last[0].y - top).abs() < NEAR && (last[0].height - (zero - top) / 3.0).abs() < NEAR, "{last:?}");
    let said = key("bar", &thirds, 397.0).unwrap();
    assert_eq!(said, "Shares are rounded to whole per cent and may not add to 100 because of rounding.");
    let halves = parts(&[&[5], &[5]], Layout::Percent);
    assert_eq!(key("bar", &halves, 397.0).unwrap(), "Shares are rounded to whole per cent.");
    let told = find("bar").unwrap().describe(&thirds, locale());
    assert!(
        told.starts_with("Bar chart of shares of the whole.") && told.contains("Drugs. 2018: 33%; 2019: 50%"),
        "{told}"
    );
}

#[test]
fn a_minimum_in_a_stack_makes_the_whole_one() {
    let mut both = parts(&[&[10, 20], &[5, 6]], Layout::Stacked);
    assert_eq!(key("bar", &both, 397.0), None);
    both.series[1].bound = Bound::AtLeast;
    for kind in ["bar", "horizontal-bar"] {
        let said = key(kind, &both, 397.0).unwrap();
        assert_eq!(said, "The arrowhead at the end of a bar means at least the number shown.");
        let open = paths(&draw(kind, &both, 397.0).unwrap())
            .iter()
            .filter(|path| {
                path.fill.is_none() && path.segments.len() == 3 && path.stroke.as_ref().unwrap().color == PALETTE.ink
            })
            .count();
        assert_eq!(open, 2, "{kind}: one arrowhead a stack");
    }
    let told = find("bar").unwrap().describe(&both, locale());
    assert!(told.contains("Total. 2018: at least 15; 2019: at least 26."), "{told}");
}

#[test]
fn bars_side_by_side_end_at_their_values() {
    let grouped = parts(&[&[100, 50], &[30, 80]], Layout::Grouped);
    let drawing = draw("bar", &grouped, 397.0).unwrap();
    let (zero, top) = ends_of_axis(&drawing);
    for (series, values) in [(0, [100.0, 50.0]), (1, [30.0, 80.0])] {
        for (bar, value) in pieces(&drawing, series).iter().zip(values) {
            assert!((bar.y - (zero + (top - zero) * value / 100.0)).abs() < NEAR, "{series}: {bar:?}");
        }
    }
    assert!(texts(&drawing).join(" ").ends_with("2018 100 30 2019 50 80"));
    let lying = draw("horizontal-bar", &grouped, 397.0).unwrap();
    let (zero, end) = (grid(&lying)[0].x, grid(&lying).last().unwrap().x);
    for (series, values) in [(0, [100.0, 50.0]), (1, [30.0, 80.0])] {
        for (bar, value) in pieces(&lying, series).iter().zip(values) {
            assert!((bar.x + bar.width - (zero + (end - zero) * value / 100.0)).abs() < NEAR, "{series}: {bar:?}");
        }
    }
}

pub(super) fn answers() -> Plot {
    let names = ["Strongly against", "Against", "Neither", "For", "Strongly for"];
    let values: [[i64; 2]; 5] = [[10, 5], [20, 15], [8, 20], [30, 40], [32, 20]];
    let all = names.iter().zip(values).map(|(name, values)| series(name, whole(&values), Bound::Exact)).collect();
    let x = Axis::Categories(vec!["2010".to_owned(), "Now".to_owned()]);
    Plot { sort_by_value: false, ..plot(x, all) }
}

#[test]
fn answers_stand_around_the_middle() {
    let drawing = draw("diverging-bar", &answers(), 397.0).unwrap();
    let ticks: Vec<f32> = grid(&drawing).iter().map(|at| at.x).collect();
    let numbers = texts(&drawing);
    let middle = ticks[numbers.iter().position(|text| text == "0").unwrap()];
    let unit = (ticks.last().unwrap() - middle) / numbers[ticks.len() - 1].parse::<f32>().unwrap();
    let neutral = pieces_around(&drawing, 2)[0];
    assert!((neutral.x - (middle - 4.0 * unit)).abs() < 0.1 && (neutral.width - 8.0 * unit).abs() < 0.1, "{neutral:?}");
    let against = pieces_around(&drawing, 1)[0];
    assert!((against.x + against.width - neutral.x).abs() < NEAR, "the milder one stands next to the middle");
    let apart = Plot { options: Options { neutral_apart: true, ..Options::default() }, ..answers() };
    let drawing = draw("diverging-bar", &apart, 397.0).unwrap();
    let neutral = pieces_around(&drawing, 2);
    let positive = pieces_around(&drawing, 4);
    assert!(neutral.iter().all(|area| area.x > positive[0].x + positive[0].width), "{neutral:?}");
    assert!((neutral[0].x - neutral[1].x).abs() < NEAR, "they begin at one line");
}

#[test]
fn answers_apart_are_told_at_their_ends_and_do_not_order_the_rows() {
    let options = Options { neutral_apart: true, ..Options::default() };
    let mut apart = Plot { options, sort_by_value: true, ..answers() };
    apart.series[2].values = whole(&[2, 90]);
    let drawing = draw("diverging-bar", &apart, 397.0).unwrap();
    let ends: Vec<f32> = pieces_around(&drawing, 2).iter().map(|area| area.x + area.width).collect();
    for (text, end) in [("2", ends[0]), ("90", ends[1])] {
        let run = runs(&drawing).into_iter().find(|run| &*run.text == text && run.origin.x > end).cloned();
        assert!(run.is_some_and(|run| run.origin.x - end < 5.0), "{text} at {end}");
    }
    let y = |text: &str| runs(&drawing).into_iter().find(|run| &*run.text == text).unwrap().origin.y;
    assert!(y("2010") < y("Now"), "62 are for it, then 60; the undecided do not count");
}

#[test]
fn values_stand_clear_of_breaks_and_over_bands() {
    let ends = |value: i64| Some((Decimal::from(value - 9), Decimal::from(value + 9)));
    let values = [40, 41, 43, 60, 62, 61];
    let breaks = vec![Break { at: 3, series: None, note: "x".to_owned() }];
    let options = Options { intervals: vec![values.map(ends).to_vec()], breaks, ..Options::default() };
    let plot = Plot { options, ..plot(years(2015, 6), vec![series("A", whole(&values), Bound::Exact)]) };
    let drawing = draw("line", &plot, 397.0).unwrap();
    let dashed = paths(&drawing).into_iter().find(|path| path.stroke.as_ref().is_some_and(|s| !s.dash.is_empty()));
    let x = points(dashed.unwrap())[0].x;
    let marker = |text: &str| {
        let run = runs(&drawing).into_iter().find(|run| &*run.text == text).unwrap();
        (ink(run).x, ink(run).x + ink(run).width)
    };
    assert!(values.iter().all(|value| marker(&value.to_string()).1 < x || marker(&value.to_string()).0 > x));
    let year = marker("2019");
    let value = marker("62");
    assert!((year.0 + year.1 - value.0 - value.1).abs() < 0.1, "centred over its point, as no whisker stands there");
}

#[test]
fn the_second_axis_stands_only_where_answers_are_neutral_and_never_off_the_plot() {
    let ink_lines = |plot: &Plot| {
        let drawing = draw("diverging-bar", plot, 397.0).unwrap();
        assert_inside(&drawing, "axes");
        let axis = |path: &&&Path| path.stroke.as_ref().is_some_and(|stroke| stroke.color == PALETTE.ink);
        paths(&drawing).iter().filter(axis).count()
    };
    let apart = Plot { options: Options { neutral_apart: true, ..Options::default() }, ..answers() };
    assert_eq!(ink_lines(&apart), 2);
    let mut none_neutral = apart.clone();
    none_neutral.series[2].values = whole(&[0, 0]);
    assert_eq!(ink_lines(&none_neutral), 2, "an axis of zeros");
    let mut two_sided = apart;
    two_sided.series.remove(2);
    assert_eq!(ink_lines(&two_sided), 1, "nothing stands apart");
}

#[test]
fn a_step_and_an_area_pass_through_their_values() {
    let one = plot(years(2018, 3), vec![series("A", whole(&[4, 8, 6]), Bound::Exact)]);
    let is_line = |path: &&&Path| path.stroke.as_ref().is_some_and(|stroke| (stroke.width - 1.6).abs() < 1e-4);
    let step = draw("step-line", &one, 397.0).unwrap();
    let line = points(paths(&step).iter().find(is_line).unwrap());
    assert_eq!(line.len(), 5);
    assert!((line[0].y - line[1].y).abs() < NEAR && (line[1].x - line[2].x).abs() < NEAR, "{line:?}");
    let area = draw("area", &one, 397.0).unwrap();
    let (zero, top) = ends_of_axis(&area);
    let edge = points(paths(&area).iter().find(is_line).unwrap());
    for (at, value) in edge.iter().zip([4.0, 8.0, 6.0]) {
        assert!((at.y - (zero + (top - zero) * value / 8.0)).abs() < NEAR, "{at:?}");
    }
    let stacked = draw("area", &parts(&[&[1, 2, 3], &[3, 2, 1]], Layout::Stacked), 397.0).unwrap();
    let (zero, top) = ends_of_axis(&stacked);
    let upper = pieces(&stacked, 1)[0];
    assert!((upper.y - top).abs() < NEAR && upper.y + upper.height <= zero, "{upper:?}");
}

#[test]
fn nothing_is_joined_across_a_break() {
    let note = "from 2020 on, two sources for each case";
    let at = |kind: &str, series: Option<usize>| {
        let options = Options { breaks: vec![Break { at: 2, series, note: note.to_owned() }], ..Options::default() };
        let broken = Plot { options, ..plot(years(2018, 4), vec![series_of(&[4, 8, 6, 7])]) };
        (draw(kind, &broken, 397.0).unwrap(), key(kind, &broken, 397.0))
    };
    for kind in ["line", "step-line", "area"] {
        let (drawing, said) = at(kind, None);
        let is_line = |path: &&&Path| path.stroke.as_ref().is_some_and(|stroke| (stroke.width - 1.6).abs() < 1e-4);
        assert_eq!(paths(&drawing).iter().filter(is_line).count(), 2, "{kind}");
        assert_eq!(said.unwrap(), format!("Break before 2020: {note}."), "{kind}");
    }
    let (drawing, _) = at("line", Some(1));
    let is_line = |path: &&&Path| path.stroke.as_ref().is_some_and(|stroke| (stroke.width - 1.6).abs() < 1e-4);
    assert_eq!(paths(&drawing).iter().filter(is_line).count(), 1, "another series breaks");
    let (drawing, said) = at("bar", None);
    let dashed = paths(&drawing).iter().filter(|path| path.stroke.as_ref().is_some_and(|s| !s.dash.is_empty())).count();
    assert!(dashed == 1 && said.is_some());
}

pub(super) fn series_of(values: &[i64]) -> Series {
    series("A", whole(values), Bound::Exact)
}

#[test]
fn provisional_values_are_hatched_and_said_so() {
    let options = Options { provisional: vec![false, false, false, true], ..Options::default() };
    let last = Plot { options, ..plot(years(2018, 4), vec![series_of(&[4, 8, 6, 7])]) };
    for kind in ["bar", "horizontal-bar", "line", "step-line", "area"] {
        let drawing = draw(kind, &last, 397.0).unwrap();
        let clips = drawing.items.iter().filter(|item| matches!(item, Item::Clip(_))).count();
        let ends = drawing.items.iter().filter(|item| matches!(item, Item::Unclip)).count();
        assert!(clips > 0 && clips == ends, "{kind}: {clips} {ends}");
        let said = if kind.ends_with("bar") { "Hatched: provisional." } else { "Hatched ground: provisional." };
        assert!(key(kind, &last, 397.0).unwrap().contains(said), "{kind}");
        let told = find(kind).unwrap().describe(&last, locale());
        assert!(told.ends_with("Provisional: 2021."), "{told}");
    }
}

#[test]
fn an_interval_reaches_from_its_low_to_its_high_end() {
    let ends = |low: i64, high: i64| Some((Decimal::from(low), Decimal::from(high)));
    let options = Options { intervals: vec![vec![ends(2, 9), None, ends(6, 6)]], ..Options::default() };
    let between = Plot { options, ..plot(years(2018, 3), vec![series("A", whole(&[4, 8, 6]), Bound::About)]) };
    let drawing = draw("bar", &between, 397.0).unwrap();
    let (zero, top) = ends_of_axis(&drawing);
    let y = |value: f32| zero + (top - zero) * value / 10.0;
    let whisker = paths(&drawing)
        .iter()
        .filter(|path| path.stroke.as_ref().is_some_and(|stroke| (stroke.width - 0.9).abs() < 1e-4))
        .map(|path| bounds(&points(path)))
        .find(|area| area.width < 0.01 && area.height > 1.0)
        .unwrap();
    assert!((whisker.y - y(9.0)).abs() < NEAR && (whisker.y + whisker.height - y(2.0)).abs() < NEAR, "{whisker:?}");
    let four = runs(&drawing)
        .into_iter()
        .find(|run| run.text.starts_with('≈') && run.text.ends_with('4') && run.origin.y < y(9.0))
        .is_some();
    assert!(four, "the value stands above its interval");
    let told = find("bar").unwrap().describe(&between, locale());
    assert!(told.contains("2018: about 4 (between 2 and 9); 2019: about 8;"), "{told}");
    assert!(key("line", &between, 397.0).unwrap().contains("The band runs"));
}

#[test]
fn annotations_stand_at_their_places_and_values() {
    let note = |at, text: &str| Annotation { at, text: text.to_owned() };
    let annotations = vec![note(At::Place(1), "law changed"), note(At::Value(Decimal::from(5)), "level of 2010")];
    let options = Options { annotations, ..Options::default() };
    let noted = Plot { options, ..plot(years(2018, 3), vec![series_of(&[4, 8, 6])]) };
    for kind in ["bar", "line", "area"] {
        let drawing = draw(kind, &noted, 397.0).unwrap();
        let run = |text: &str| runs(&drawing).into_iter().find(|run| &*run.text == text).unwrap().clone();
        assert!(run("law changed").origin.y < run("8").origin.y, "{kind}: above the plot");
        assert!(run("level of 2010").origin.x > run("2020").origin.x, "{kind}: right of the plot");
        let told = find(kind).unwrap().describe(&noted, locale());
        assert!(told.ends_with("Note at 2019: law changed. Note at 5: level of 2010."), "{told}");
    }
    let lying = draw("horizontal-bar", &noted, 397.0).unwrap_err();
    assert!(lying.message.contains("stands at a value"), "{lying:?}");
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let months = Axis::Dates(["2017-10-01", "2017-11-01", "2017-12-01"].map(day).to_vec());
    let dated = Plot { x: months, ..noted };
    assert_eq!(dated.place_of(At::Day(day("2017-11-13"))), Some(1));
}

#[test]
fn an_axis_begins_where_its_author_says() {
    let based = |base| {
        let options = Options { base, ..Options::default() };
        Plot { options, ..plot(years(2020, 3), vec![series_of(&[950, 960, 955])]) }
    };
    let cuts = |plot: &Plot| find("line").unwrap().cuts_axis(plot);
    let said = |plot: &Plot| key("line", plot, 397.0).is_some();
    assert!(cuts(&based(Base::Unsaid)) && said(&based(Base::Unsaid)), "a finding and a sentence");
    assert!(!cuts(&based(Base::Data)) && said(&based(Base::Data)), "the sentence stays");
    assert!(!cuts(&based(Base::Zero)) && !said(&based(Base::Zero)));
    let zigzag = |plot: &Plot| {
        paths(&draw("line", plot, 397.0).unwrap()).iter().any(|path| path.stroke.is_some() && path.segments.len() == 5)
    };
    assert!(zigzag(&based(Base::Data)) && !zigzag(&based(Base::Zero)));
}

#[test]
fn a_chart_runs_from_right_to_left_where_its_language_does() {
    let rtl = Locale::right_to_left();
    for (kind, plot) in [
        ("bar", executions(Bound::AtLeast)),
        ("bar", parts(&[&[100, 50], &[30, 20]], Layout::Stacked)),
        ("horizontal-bar", executions(Bound::AtLeast)),
        ("diverging-bar", answers()),
        ("line", executions(Bound::Exact)),
        ("area", executions(Bound::Exact)),
    ] {
        let chart = find(kind).unwrap();
        let left = chart.draw(&plot, context(397.0)).unwrap();
        let right = chart.draw(&plot, Context { locale: rtl, ..context(397.0) }).unwrap();
        let near = |a: f32, b: f32| (a - b).abs() < 0.02;
        for (a, b) in paths(&left).iter().zip(paths(&right)) {
            let same = points(a).iter().zip(points(b)).all(|(a, b)| near(a.x, 397.0 - b.x) && near(a.y, b.y));
            assert!(same, "{kind}: {a:?} {b:?}");
        }
        for (a, b) in runs(&left).iter().zip(runs(&right)) {
            assert!(
                a.text == b.text && near(a.origin.x, 397.0 - b.origin.x - b.width()),
                "{kind}: {} {}",
                a.text,
                b.text
            );
        }
    }
}

#[test]
fn what_several_series_cannot_show_is_refused() {
    let hole = {
        let mut hole = parts(&[&[1, 2], &[3, 4]], Layout::Stacked);
        hole.series[1].values[1] = None;
        hole
    };
    let mixed = {
        let mut mixed = parts(&[&[1], &[2]], Layout::Stacked);
        (mixed.series[0].bound, mixed.series[1].bound) = (Bound::AtLeast, Bound::AtMost);
        mixed
    };
    let wide: Vec<Series> = (0..6).map(|n| series(&format!("S{n}"), whole(&[1; 40]), Bound::Exact)).collect();
    let sided = Options { sides: vec![Side::Positive, Side::Positive], ..Options::default() };
    let cases = [
        ("bar", hole.clone(), "`Murder` has no value for `2019`"),
        ("area", hole, "`Murder` has no value for `2019`"),
        ("bar", mixed, "is neither a minimum nor a maximum"),
        ("bar", parts(&[&[-1], &[2]], Layout::Stacked), "cannot show the negative value -1"),
        ("bar", parts(&[&[0], &[0]], Layout::Percent), "zero has no shares"),
        ("bar", parts(&[&[3]], Layout::Percent), "one column has no shares"),
        ("line", parts(&[&[1, 2], &[3, 4]], Layout::Stacked), "lines are not stacked"),
        ("area", parts(&[&[1, 2], &[3, 4]], Layout::Grouped), "would cover each other"),
        ("diverging-bar", parts(&[&[1], &[2]], Layout::Grouped), "do not stand side by side"),
        (
            "diverging-bar",
            Plot { options: sided, ..parts(&[&[1], &[2]], Layout::Stacked) },
            "on both sides of its middle",
        ),
        ("bar", plot(years(1980, 40), wide.clone()), "do not fit on the width"),
        ("horizontal-bar", plot(years(1980, 40), wide.clone()), "do not fit on a page"),
        ("bar", plot(years(1980, 40), [wide.clone(), wide].concat()), "at most 6 columns"),
    ];
    for (kind, plot, message) in cases {
        let refusal = draw(kind, &plot, 397.0).unwrap_err();
        assert!(refusal.message.contains(message), "{kind}: {refusal:?} is not about: {message}");
        assert!(!refusal.help.is_empty() && !refusal.message.ends_with('.') && !refusal.help.ends_with('.'));
    }
}

impl Random {
    /// What an author might ask for.
    fn options(&mut self, plot: &Plot, kind: &str) -> Options {
        let places = count(&plot.x);
        let lying = ["horizontal-bar", "diverging-bar"].contains(&kind);
        let annotations = (0..self.pick(&[0, 0, 1, 2, 4])).map(|_| {
            let at = if self.below(4) == 0 || lying {
                At::Value(Decimal::from(self.below(2000)))
            } else {
                At::Place(self.below(places as u64) as usize)
            };
            Annotation { at, text: self.name(40) }
        });
        let annotations = if kind == "diverging-bar" { Vec::new() } else { annotations.collect() };
        let provisional = (0..self.pick(&[0, places])).map(|_| self.below(3) == 0).collect();
        let layout = self.pick(&[None, Some(Layout::Grouped), Some(Layout::Stacked), Some(Layout::Percent)]);
        let breaks = (1..places).filter(|_| self.below(12) == 0 && !plot.sort_by_value);
        let breaks = breaks.map(|at| Break { at, series: None, note: "x".to_owned() }).collect();
        let base = self.pick(&[Base::Unsaid, Base::Zero, Base::Data]);
        let neutral_apart = self.below(2) == 0;
        Options { layout, base, breaks, annotations, provisional, neutral_apart, ..Options::default() }
    }

    /// Each value between two ends, where the series stand side by side.
    fn intervals(&mut self, plot: &Plot) -> Vec<Vec<Option<(Decimal, Decimal)>>> {
        let around = |value: &Option<Decimal>| value.map(|value| (value / Decimal::TWO, value + value / Decimal::TEN));
        if self.below(3) > 0 {
            return Vec::new();
        }
        plot.series.iter().map(|series| series.values.iter().map(around).collect()).collect()
    }
}

/// What may be said of data that was made up without regard to what charts can show.
const EXPECTED: [&str; 12] = [
    "no order",
    "outside the axis",
    "fit",
    "too large",
    "long",
    "no value for",
    "no shares",
    "neither a minimum nor",
    "not stacked",
    "cover each other",
    "side by side",
    "both sides",
];

#[test]
fn nothing_leaves_the_drawing_whatever_is_asked_for() {
    for (kind, places, series) in [
        ("bar", 30, 5),
        ("horizontal-bar", 30, 5),
        ("diverging-bar", 30, 5),
        ("line", 60, 3),
        ("step-line", 60, 3),
        ("area", 60, 4),
    ] {
        let mut random = Random(0x2545_F491_4F6C_DD1D);
        let mut drawn = 0;
        for round in 0..ROUNDS {
            let most = if round % 2 == 0 { places } else { 8 };
            let mut plot = random.plot(most, series, false);
            // Gaps and bounds of all kinds could rarely be stacked.
            if random.below(3) > 0 {
                let bound = plot.series[0].bound;
                for series in &mut plot.series {
                    series.bound = bound;
                    series.values.iter_mut().for_each(|value| *value = Some(value.unwrap_or(Decimal::ONE)));
                }
            }
            plot.options = random.options(&plot, kind);
            if kind.ends_with("line") || (kind.ends_with("bar") && plot.options.layout == Some(Layout::Grouped)) {
                plot.options.intervals = random.intervals(&plot);
            }
            if kind.ends_with("line") && random.below(4) > 0
                || kind == "area" && plot.options.layout == Some(Layout::Grouped)
            {
                plot.options.layout = None;
            }
            let width = 300.0 + random.below(200) as f32;
            let about = format!("{kind} {round}");
            match draw(kind, &plot, width) {
                Ok(drawing) => {
                    drawn += 1;
                    assert_inside(&drawing, &about);
                    assert_apart(&drawing, &about);
                }
                Err(refusal) => {
                    assert!(EXPECTED.iter().any(|known| refusal.message.contains(known)), "{about}: {refusal:?}");
                }
            }
            assert!(find(kind).unwrap().describe(&plot, locale()).ends_with(['.', '…']), "{about}");
        }
        assert!(drawn > ROUNDS / 4, "{kind}: only {drawn} of {ROUNDS} were drawn");
    }
}
