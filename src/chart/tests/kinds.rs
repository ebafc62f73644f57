//! The kinds with a row, a panel, a cell or a person a value, and the timeline: what each shows, what each refuses, and that
//! made-up data never makes texts meet or marks leave the drawing.

use super::*;

/// A name in one of four scripts, of up to 80 letters.
fn name(random: &mut Random) -> String {
    let alphabets = ["abcdefghij lmno qrstu", "абвгдеж зиклмн опрсту", "ابتثجح خدذرز سشصضط", "αβγδε ζηθι κλμνξ οπρ"];
    let letters: Vec<char> = random.pick(&alphabets).chars().collect();
    let length = random.pick(&[1, 4, 9, 17, 40, 80]);
    let name: String = (0..length).map(|_| random.pick(&letters)).collect();
    let name = name.trim();
    if name.is_empty() { "x".to_owned() } else { name.to_owned() }
}

fn bound(random: &mut Random) -> Bound {
    random.pick(&[Bound::Exact, Bound::AtLeast, Bound::MoreThan, Bound::About, Bound::AtMost, Bound::FewerThan])
}

/// A plot with so many rows and series at most; `years` where its places must be years or dates.
fn made_up(random: &mut Random, rows: u64, most: u64, negative: bool, years: bool) -> Plot {
    let count = 1 + random.below(rows) as usize;
    let x = loop {
        let axis = random.axis(count);
        match axis {
            Axis::Categories(ref names) if years && names.iter().any(|name| name.parse::<i32>().is_err()) => {}
            Axis::Categories(_) if !years => {
                break Axis::Categories(unlike((0..count).map(|_| name(random)).collect()));
            }
            axis => break axis,
        }
    };
    let columns = unlike((0..1 + random.below(most)).map(|_| name(random)).collect());
    let series = columns.iter().map(|name| series(name, random.values(count, negative), bound(random))).collect();
    let highlight = (random.below(2) == 0).then(|| random.below(count as u64) as usize);
    Plot { highlight, sort_by_value: random.below(2) == 0, ..plot(x, series) }
}

/// A plot for this kind.
fn made_up_for(kind: &str, random: &mut Random, round: usize) -> Plot {
    let few = round % 2 == 1;
    let rows = |most: u64| if few { most.min(8) } else { most };
    match kind {
        "dot-plot" => made_up(random, rows(40), 4, round.is_multiple_of(4), false),
        "lollipop" => made_up(random, rows(40), 1, round.is_multiple_of(4), false),
        "slope" => {
            let mut plot = made_up(random, rows(20), 1, round.is_multiple_of(4), false);
            let count = plot.series[0].values.len();
            for _ in 0..1 + random.below(2) {
                let values = random.values(count, false);
                plot.series.push(series(&format!("{}{}", name(random), plot.series.len()), values, bound(random)));
            }
            plot
        }
        "range" => {
            let mut plot = made_up(random, rows(40), 1, round.is_multiple_of(4), false);
            let low = plot.series[0].values.clone();
            let mut above = |from: &[Option<Decimal>]| -> Vec<Option<Decimal>> {
                from.iter().map(|value| value.map(|value| value + Decimal::from(random.below(40)))).collect()
            };
            let point = above(&low);
            let high = above(&point);
            plot.series.push(series("High", high, bound(random)));
            if round.is_multiple_of(3) {
                plot.series.push(series("Point", point, bound(random)));
            }
            plot
        }
        "small-multiples" => made_up(random, rows(60), rows(24), round.is_multiple_of(4), true),
        "heat-table" => made_up(random, rows(40), rows(14), false, false),
        "pictogram" => {
            let mut plot = made_up(random, rows(20), 1, false, false);
            for value in plot.series[0].values.iter_mut().flatten() {
                *value = Decimal::from(random.below(if few { 60 } else { 14 }));
            }
            plot.series[0].bound = random.pick(&[Bound::Exact, Bound::AtLeast, Bound::MoreThan]);
            plot
        }
        _ => timeline(random, rows(24)),
    }
}

fn timeline(random: &mut Random, most: u64) -> Plot {
    let events = (0..1 + random.below(most))
        .map(|_| {
            let from = NaiveDate::from_ymd_opt(1990 + random.below(30) as i32, 1 + random.below(12) as u32, 1).unwrap();
            let to = (random.below(3) == 0).then(|| from + chrono::Days::new(random.below(900)));
            let words: Vec<String> = (0..1 + random.below(4)).map(|_| name(random)).collect();
            Event { from, to, in_months: false, text: words.join(" ") }
        })
        .collect();
    Plot { events, ..plot(Axis::Categories(vec![]), vec![]) }
}

const KINDS: [&str; 8] =
    ["dot-plot", "lollipop", "slope", "range", "small-multiples", "heat-table", "pictogram", "timeline"];

#[test]
fn nothing_leaves_the_drawing_and_no_text_covers_another() {
    for kind in KINDS {
        let mut random = Random(0x9E37_79B9_7F4A_7C15);
        let mut drawn = 0;
        for round in 0..ROUNDS {
            let plot = made_up_for(kind, &mut random, round);
            let width = 300.0 + random.below(180) as f32;
            let about = format!("{kind} {round}");
            match draw(kind, &plot, width) {
                Ok(drawing) => {
                    drawn += 1;
                    assert_inside(&drawing, &about);
                    assert_apart(&drawing, &about);
                }
                Err(refusal) => {
                    let reasons = ["fit", "long", "page", "one by one", "no value", "first or last"];
                    assert!(reasons.iter().any(|reason| refusal.message.contains(reason)), "{about}: {refusal:?}");
                }
            }
            assert!(find(kind).unwrap().describe(&plot, locale()).ends_with(['.', '…']), "{about}");
        }
        assert!(drawn > ROUNDS / 4, "{kind}: only {drawn} of {ROUNDS} were drawn");
    }
}

pub(super) fn one(names: &[&str], values: &[i64], bound: Bound) -> Plot {
    plot(
        Axis::Categories(names.iter().map(|name| (*name).to_owned()).collect()),
        vec![series("A", whole(values), bound)],
    )
}

pub(super) fn many(names: &[&str], columns: &[(&str, &[i64])]) -> Plot {
    let series = columns.iter().map(|(name, values)| series(name, whole(values), Bound::Exact)).collect();
    plot(Axis::Categories(names.iter().map(|name| (*name).to_owned()).collect()), series)
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn event(from: &str, to: Option<&str>, text: &str) -> Event {
    Event { from: day(from), to: to.map(day), in_months: false, text: text.to_owned() }
}

pub(super) fn of_events(events: Vec<Event>) -> Plot {
    Plot { events, ..plot(Axis::Categories(vec![]), vec![]) }
}

/// The middles of the markers of one colour.
pub(super) fn markers(drawing: &Drawing, color: Color) -> Vec<Point> {
    let middle = |path: &&Path| {
        let points = points(path);
        let (xs, ys) = (points.iter().map(|p| p.x), points.iter().map(|p| p.y));
        let mid = |least: f32, most: f32| (least + most) / 2.0;
        Point {
            x: mid(xs.clone().fold(f32::INFINITY, f32::min), xs.fold(f32::NEG_INFINITY, f32::max)),
            y: mid(ys.clone().fold(f32::INFINITY, f32::min), ys.fold(f32::NEG_INFINITY, f32::max)),
        }
    };
    paths(drawing).iter().filter(|path| path.fill == Some(color)).map(middle).collect()
}

#[test]
fn dots_stand_at_their_values() {
    let plot = many(&["a", "b"], &[("Before", &[10, 30]), ("After", &[40, 20])]);
    let drawing = draw("dot-plot", &plot, 397.0).unwrap();
    let grid = grid(&drawing);
    let ticks = texts(&drawing).into_iter().skip(2).take(grid.len()).collect::<Vec<_>>();
    assert_eq!(ticks, ["0", "10", "20", "30", "40"]);
    let at = |value: f32| grid[0].x + (grid[4].x - grid[0].x) * value / 40.0;
    let before: Vec<f32> = markers(&drawing, PALETTE.accent).iter().map(|at| at.x).collect();
    let after: Vec<f32> = markers(&drawing, PALETTE.signal).iter().map(|at| at.x).collect();
    assert_eq!((before.len(), after.len()), (2, 2));
    for (x, value) in before.iter().chain(&after).zip([10.0, 30.0, 40.0, 20.0]) {
        assert!((x - at(value)).abs() < NEAR, "{value}: {x} is not {}", at(value));
    }
    assert!(texts(&drawing).join(" ").ends_with("a 10 40 b 20 30"), "{:?}", texts(&drawing));
}

#[test]
fn a_row_without_a_value_says_so() {
    let values = vec![Some(Decimal::TEN), None];
    let one =
        plot(Axis::Categories(vec!["a".to_owned(), "b".to_owned()]), vec![series("A", values.clone(), Bound::Exact)]);
    for kind in ["dot-plot", "lollipop", "pictogram"] {
        let texts = texts(&draw(kind, &one, 397.0).unwrap()).join(" ");
        assert!(texts.ends_with("b no data"), "{kind}: {texts}");
    }
    let range =
        plot(one.x.clone(), vec![series("Low", values.clone(), Bound::Exact), series("High", values, Bound::Exact)]);
    assert!(texts(&draw("range", &range, 397.0).unwrap()).join(" ").ends_with("b no data"));
}

#[test]
fn bounds_are_told_at_each_number_and_in_the_key() {
    let minimum = one(&["a", "b"], &[3, 7], Bound::AtLeast);
    for kind in ["dot-plot", "lollipop"] {
        let texts = texts(&draw(kind, &minimum, 397.0).unwrap());
        assert!(texts.contains(&"≥\u{A0}7".to_owned()), "{kind}: {texts:?}");
        assert_eq!(key(kind, &minimum, 397.0).unwrap(), "≥ means at least.");
    }
    let about = one(&["a", "b"], &[3, 7], Bound::About);
    assert!(key("lollipop", &about, 397.0).unwrap().contains("Hollow dot"));
    let hollow = markers(&draw("lollipop", &about, 397.0).unwrap(), Color::WHITE);
    assert_eq!(hollow.len(), 2);
    let people = texts(&draw("pictogram", &minimum, 397.0).unwrap()).join(" ");
    assert!(people.contains("b at least 7"), "{people}");
    assert!(key("pictogram", &minimum, 397.0).unwrap().contains("Arrow to the right: a minimum."));
}

#[test]
fn a_pictogram_has_one_mark_a_person() {
    let drawing = draw("pictogram", &one(&["a", "b", "c"], &[3, 47, 0], Bound::Exact), 397.0).unwrap();
    // a head and a body each
    assert_eq!(markers(&drawing, PALETTE.accent).len(), 2 * 50);
    assert!(texts(&drawing).join(" ").ends_with("b 47 a 3 c 0"), "{:?}", texts(&drawing));
}

#[test]
fn ranges_run_from_low_to_high() {
    let plot = many(&["a"], &[("Low", &[20]), ("High", &[80]), ("Likely", &[50])]);
    let drawing = draw("range", &plot, 397.0).unwrap();
    let grid = grid(&drawing);
    let end = grid.len() - 1;
    let at = |value: f32| grid[0].x + (grid[end].x - grid[0].x) * value / 80.0;
    let thick = |path: &&&Path| path.stroke.as_ref().is_some_and(|stroke| (stroke.width - 3.4).abs() < 1e-4);
    let line = points(paths(&drawing).iter().find(thick).unwrap());
    assert!((line[0].x - at(20.0)).abs() < NEAR && (line[1].x - at(80.0)).abs() < NEAR, "{line:?}");
    assert!((markers(&drawing, PALETTE.accent)[0].x - at(50.0)).abs() < NEAR);
    assert!(texts(&drawing).contains(&"50 (20–80)".to_owned()), "{:?}", texts(&drawing));
    assert_eq!(key("range", &plot, 397.0).unwrap(), "Bar: an interval. Dot: Likely.");
}

#[test]
fn slopes_name_both_ends() {
    let plot = many(&["a", "b"], &[("2014", &[10, 30]), ("2024", &[40, 20])]);
    let drawing = draw("slope", &plot, 397.0).unwrap();
    assert_eq!(texts(&drawing), ["2014", "2024", "b 30", "a 10", "a 40", "b 20"]);
    let told = find("slope").unwrap().describe(&plot, locale());
    assert!(told.contains("a: 10 (2014), 40 (2024); b: 30 (2014), 20 (2024)."), "{told}");
}

#[test]
fn equal_ends_of_slopes_are_moved_apart() {
    let names: Vec<String> = (0..12).map(|n| format!("Province {n}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let drawing = draw("slope", &many(&names, &[("2014", &[7; 12]), ("2024", &[7; 12])]), 397.0).unwrap();
    assert_apart(&drawing, "equal ends");
    assert_inside(&drawing, "equal ends");
}

#[test]
fn panels_have_one_scale_and_their_names() {
    let plot = plot(
        years(2020, 3),
        vec![series("North", whole(&[1, 2, 3]), Bound::Exact), series("South", whole(&[100, 50, 20]), Bound::AtLeast)],
    );
    let drawing = draw("small-multiples", &plot, 397.0).unwrap();
    let texts = texts(&drawing);
    assert_eq!(texts.iter().filter(|text| *text == "100").count(), 1, "one set of ticks a row: {texts:?}");
    assert!(texts.contains(&"North".to_owned()) && texts.contains(&"≥\u{A0}20".to_owned()), "{texts:?}");
    let curves: Vec<Vec<Point>> = paths(&drawing)
        .iter()
        .filter(|path| path.stroke.as_ref().is_some_and(|stroke| (stroke.width - 1.4).abs() < 1e-4))
        .map(|path| points(path))
        .collect();
    // 3 of the first panel lies as much below 100 of the second as the scale says
    let height = 58.0;
    assert!((curves[0][2].y - curves[1][0].y - height * 97.0 / 100.0).abs() < NEAR, "{curves:?}");
}

#[test]
fn cells_print_their_values_and_can_be_read() {
    let columns: Vec<(&str, Vec<i64>)> = ["Jan", "Feb", "Mar"].iter().map(|name| (*name, vec![0, 40, 977])).collect();
    let columns: Vec<(&str, &[i64])> = columns.iter().map(|(name, values)| (*name, values.as_slice())).collect();
    let drawing = draw("heat-table", &many(&["2020", "2021", "2022"], &columns), 397.0).unwrap();
    let texts = texts(&drawing).join(" ");
    assert!(
        texts.starts_with("Jan Feb Mar 2020 0 0 0 2021 40 40 40 2022 977 977 977 0 200 400 600 800 1,000"),
        "{texts}"
    );
    for steps in 1..=9 {
        for step in 0..steps {
            let (ground, text) = heat_table::shade(step, steps, &PALETTE);
            assert!(heat_table::contrast(ground, text) >= 4.5, "{step} of {steps}");
        }
    }
}

#[test]
fn a_heavy_shade_stays_readable_in_every_colour() {
    for (r, g, b) in [(0, 114, 178), (213, 94, 0), (230, 159, 0), (0, 158, 115), (90, 90, 90), (0, 0, 0)] {
        let palette = Palette { accent: Color::rgb(r, g, b), ..PALETTE };
        let shades: Vec<(Color, Color)> = (0..9).map(|step| heat_table::shade(step, 9, &palette)).collect();
        for (ground, text) in shades {
            assert!(heat_table::contrast(ground, text) >= 4.5, "{ground:?} {text:?}");
        }
    }
}

#[test]
fn timelines_print_days_in_order() {
    let plot = of_events(vec![
        event("2020-03-01", Some("2020-05-09"), "second"),
        event("2019-11-15", None, "first"),
        event("2024-12-31", None, "third"),
    ]);
    let read = texts(&draw("timeline", &plot, 397.0).unwrap()).join(" ").replace('\u{a0}', " ");
    assert!(read.ends_with("15 November 2019 first 1 March 2020 – 9 May 2020 second 31 December 2024 third"), "{read}");
    assert_eq!(key("timeline", &plot, 397.0).unwrap(), "Bar: a stretch of time.");
    let told = find("timeline").unwrap().describe(&plot, locale()).replace('\u{a0}', " ");
    assert!(told.contains("15 November 2019: first;"), "{told}");
}

#[test]
fn what_cannot_be_drawn_truthfully_is_refused() {
    let half = plot(
        Axis::Categories(vec!["a".to_owned()]),
        vec![series("Low", whole(&[1]), Bound::Exact), series("High", vec![None], Bound::Exact)],
    );
    let half = Plot {
        x: Axis::Categories(vec!["a".to_owned(), "b".to_owned()]),
        series: vec![
            series("Low", whole(&[1, 2]), Bound::Exact),
            series("High", vec![None, Some(Decimal::TEN)], Bound::Exact),
        ],
        ..half
    };
    let cases = [
        ("pictogram", one(&["a"], &[301], Bound::Exact), "at most 300 people"),
        ("pictogram", one(&["a"], &[30], Bound::About), "are not exact"),
        ("pictogram", one(&["a"], &[30], Bound::AtMost), "are not exact"),
        ("pictogram", one(&["a"], &[-3], Bound::Exact), "negative"),
        (
            "pictogram",
            plot(
                Axis::Categories(vec!["a".to_owned()]),
                vec![series("A", vec![Some(Decimal::new(25, 1))], Bound::Exact)],
            ),
            "2.5 is no whole number",
        ),
        ("range", half, "only one end"),
        ("range", one(&["a"], &[3], Bound::Exact), "needs two columns"),
        ("range", many(&["a"], &[("Low", &[9]), ("High", &[3])]), "from 9 down to 3"),
        ("range", many(&["a"], &[("Low", &[1]), ("High", &[3]), ("P", &[4])]), "outside its range"),
        ("slope", one(&["a"], &[3], Bound::Exact), "two or three columns"),
        ("heat-table", one(&["a"], &[-3], Bound::Exact), "negative"),
        ("small-multiples", one(&["a", "b"], &[3, 4], Bound::Exact), "must be years"),
        ("lollipop", many(&["a"], &[("A", &[1]), ("B", &[2])]), "at most 1 column"),
        ("dot-plot", many(&["a"], &[("A", [1].as_slice()); 5]), "at most 4 columns"),
        (
            "dot-plot",
            plot(years(1900, 41), vec![series("A", vec![Some(Decimal::ONE); 41], Bound::Exact)]),
            "at most 40 rows",
        ),
        ("timeline", of_events(vec![]), "no events"),
        ("timeline", of_events(vec![event("2020-02-01", Some("2020-01-01"), "x")]), "ends before it begins"),
        ("timeline", of_events(vec![event("2020-02-01", None, " ")]), "has no text"),
        ("timeline", of_events(vec![event("2020-02-01", None, "x"); 41]), "at most 40 events"),
        ("timeline", of_events(vec![event("2020-02-01", None, &"n".repeat(90))]), "is too long"),
    ];
    for (kind, plot, message) in cases {
        let refusal = draw(kind, &plot, 397.0).unwrap_err();
        assert!(refusal.message.contains(message), "{kind}: {refusal:?} is not about: {message}");
        assert!(!refusal.help.is_empty() && !refusal.message.ends_with('.') && !refusal.help.ends_with('.'));
    }
    for kind in KINDS.iter().filter(|kind| **kind != "timeline") {
        let none = plot(Axis::Categories(vec![]), vec![series("A", vec![], Bound::Exact)]);
        assert_eq!(draw(kind, &none, 397.0).unwrap_err().message, "the chart has no rows", "{kind}");
        let huge = plot(years(2020, 1), vec![series("A", vec![Some(Decimal::MAX)], Bound::Exact)]);
        let refusal = draw(kind, &huge, 397.0).unwrap_err();
        assert!(refusal.message.contains("too large"), "{kind}: {refusal:?}");
    }
}

#[test]
fn odd_data_is_drawn_as_it_is() {
    for values in [vec![7], vec![0], vec![0, 0, 0], vec![5, 5, 5], vec![1_000_000_000_000_000, 3]] {
        let names: Vec<String> = (0..values.len()).map(|n| (2020 + n).to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let plot = many(&names, &[("2014", &values), ("2024", &values)]);
        let first = Plot { series: plot.series[..1].to_vec(), ..plot.clone() };
        for (kind, plot) in [
            ("dot-plot", &plot),
            ("lollipop", &first),
            ("slope", &plot),
            ("range", &plot),
            ("small-multiples", &plot),
            ("heat-table", &plot),
        ] {
            let about = format!("{kind} {values:?}");
            let drawing = draw(kind, plot, 460.0).unwrap_or_else(|refusal| panic!("{about}: {refusal:?}"));
            assert_inside(&drawing, &about);
            assert_apart(&drawing, &about);
            assert_eq!(drawing, draw(kind, plot, 460.0).unwrap(), "{about}: the same each time");
        }
    }
}
