//! What holds for `dot-range`: each mark at its value, each text clear of marks, lines and other texts.

use super::*;

const WIDTH: f32 = 397.0;

fn said(source: &str, said: Said, printed: &str) -> Statement {
    Statement { source: source.to_owned(), said, printed: printed.to_owned() }
}

fn number(source: &str, value: i64, bound: Bound) -> Statement {
    let value = Decimal::from(value);
    said(source, Said::Number(value, bound), &locale().bounded(bound, &locale().number(&value)))
}

fn between(source: &str, low: i64, high: i64) -> Statement {
    let numbers = Said::Between(Decimal::from(low), Decimal::from(high));
    said(source, numbers, &format!("between {low} and {high}"))
}

fn figure(statements: Vec<Statement>) -> Plot {
    Plot { statements, ..plot(Axis::Categories(vec![]), vec![]) }
}

/// Eight statements on November 2019, as sources made them.
fn november() -> Plot {
    figure(vec![
        number("Hands Off Cain 2019", 1500, Bound::MoreThan),
        number("AFP, December 2019", 5, Bound::Exact),
        number("Amnesty International, May 2020", 304, Bound::AtLeast),
        number("Reuters 2019", 1500, Bound::About),
        said("Reuters 2019", Said::Words, "“many hundreds”"),
        between("AFP, May 2020", 200, 225),
        number("Ministry", 230, Bound::AtMost),
    ])
}

fn bounds(path: &Path) -> Rect {
    let points = points(path);
    let (left, top) = points.iter().fold((f32::MAX, f32::MAX), |(x, y), at| (x.min(at.x), y.min(at.y)));
    let (right, bottom) = points.iter().fold((f32::MIN, f32::MIN), |(x, y), at| (x.max(at.x), y.max(at.y)));
    Rect { x: left, y: top, width: right - left, height: bottom - top }
}

/// The discs in the accent colour, by their middles.
fn dots(drawing: &Drawing) -> Vec<Point> {
    let disc = |path: &&&Path| path.fill == Some(PALETTE.accent) && points(path).len() == 13;
    let middle = |area: Rect| Point { x: area.x + area.width / 2.0, y: area.y + area.height / 2.0 };
    paths(drawing).iter().filter(disc).map(|path| middle(bounds(path))).collect()
}

/// The heads of arrows: their tip and the middle of their base.
fn heads(drawing: &Drawing) -> Vec<(f32, f32)> {
    let head = |path: &&&Path| path.fill == Some(PALETTE.accent) && points(path).len() == 3;
    paths(drawing).iter().filter(head).map(|path| (points(path)[0].x, points(path)[1].x)).collect()
}

/// The lines of intervals.
fn intervals(drawing: &Drawing) -> Vec<Rect> {
    let line = |path: &&&Path| path.stroke.as_ref().is_some_and(|stroke| (stroke.width - 3.4).abs() < 1e-4);
    paths(drawing).iter().filter(line).map(|path| bounds(path)).collect()
}

/// Where a value stands, by the lines of the grid.
fn place(drawing: &Drawing, value: f32, last_tick: f32) -> f32 {
    let grid = grid(drawing);
    grid[0].x + (grid.last().unwrap().x - grid[0].x) * value / last_tick
}

fn about(place: f32, wanted: f32) -> bool {
    (place - wanted).abs() < NEAR
}

#[test]
fn marks_stand_at_their_numbers_the_largest_first() {
    let drawing = draw("dot-range", &november(), WIDTH).unwrap();
    let grid = grid(&drawing);
    assert_eq!(tick_numbers(&drawing, grid.len()), [0.0, 500.0, 1000.0, 1500.0]);
    let dots = dots(&drawing);
    for (dot, value) in dots.iter().zip([1500.0, 1500.0, 304.0, 230.0, 5.0]) {
        assert!(about(dot.x, place(&drawing, value, 1500.0)), "{value}: {dot:?}");
    }
    assert_eq!(dots.len(), 5);
    assert!(dots.windows(2).all(|pair| pair[0].y < pair[1].y));
    let interval = intervals(&drawing)[0];
    assert!(about(interval.x, place(&drawing, 200.0, 1500.0)), "{interval:?}");
    assert!(about(interval.x + interval.width, place(&drawing, 225.0, 1500.0)), "{interval:?}");
}

#[test]
fn arrows_point_to_where_the_number_may_lie() {
    let drawing = draw("dot-range", &november(), WIDTH).unwrap();
    let directions: Vec<bool> = heads(&drawing).iter().map(|(tip, base)| tip > base).collect();
    assert_eq!(directions, [true, true, false], "more than 1,500, at least 304, at most 230");
    let hollow =
        paths(&drawing).iter().filter(|path| path.fill == Some(Color::WHITE) && points(path).len() == 13).count();
    assert_eq!(hollow, 1, "about 1,500");
}

#[test]
fn sources_can_stay_in_their_order() {
    let plot = Plot { sort_by_value: false, ..november() };
    let drawing = draw("dot-range", &plot, WIDTH).unwrap();
    let read = texts(&drawing).join(" ");
    assert!(read.starts_with("0 500 1,000 1,500 Hands Off Cain 2019 more than 1,500 AFP, December 2019 5 "), "{read}");
    assert_eq!(drawing, draw("dot-range", &plot, WIDTH).unwrap());
}

#[test]
fn small_numbers_beside_large_ones_are_told_by_their_labels() {
    let plot = figure(vec![
        number("A", 3, Bound::AtMost),
        number("B", 30_000, Bound::MoreThan),
        number("C", 7, Bound::Exact),
        number("D", 0, Bound::Exact),
    ]);
    let drawing = draw("dot-range", &plot, WIDTH).unwrap();
    assert_clear(&drawing, "small");
    for wanted in ["at most 3", "more than 30,000", "7", "0"] {
        assert!(texts(&drawing).iter().any(|text| text == wanted), "{wanted}: {:?}", texts(&drawing));
    }
}

#[test]
fn each_source_is_told_with_its_number_and_bound() {
    let chart = find("dot-range").unwrap();
    assert_eq!(
        chart.describe(&november(), locale()),
        "Chart of what each source says. Executions recorded each year. Hands Off Cain 2019: more than 1,500; \
         Reuters 2019: about 1,500; Amnesty International, May 2020: at least 304; Ministry: at most 230; \
         AFP, May 2020: between 200 and 225; AFP, December 2019: 5; Reuters 2019: “many hundreds”."
    );
}

#[test]
fn the_key_explains_the_marks_that_are_there() {
    let told = key("dot-range", &november(), WIDTH).unwrap();
    for words in ["Filled dot", "Hollow dot", "to the right", "to the left", "length", "interval", "quotation marks"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let plain = figure(vec![number("A", 3, Bound::Exact), number("B", 5, Bound::Exact)]);
    assert_eq!(key("dot-range", &plain, WIDTH).unwrap(), "Filled dot: the number as given.");
}

#[test]
fn what_no_chart_of_statements_can_show_is_refused() {
    let one = |value| number("A", value, Bound::Exact);
    let words = || said("A", Said::Words, "“thousands”");
    let cases = [
        (figure(vec![]), "fewer than two estimates"),
        (figure(vec![one(1)]), "fewer than two estimates"),
        (figure(vec![one(1); 26]), "at most 25 sources legibly, and the figure has 26"),
        (figure(vec![words(), words()]), "no source of the figure gives a number"),
        (figure(vec![one(1), one(-1)]), "cannot show the negative value -1"),
        (figure(vec![one(1), one(1_000_000_000_000_001)]), "is too large for an axis"),
        (figure(vec![one(1), number(&"n".repeat(80), 2, Bound::Exact)]), "is too long for the chart"),
        (
            figure(vec![one(1), said("A", Said::Words, &"thousands and thousands ".repeat(20))]),
            "too long for the chart",
        ),
        (figure(vec![one(1), said("A", Said::Between(Decimal::ONE, Decimal::TEN), &"wide ".repeat(60))]), "do not fit"),
        (executions(Bound::Exact), "is drawn from a figure, not from data"),
    ];
    for (plot, message) in cases {
        let refusal = draw("dot-range", &plot, WIDTH).unwrap_err();
        assert!(refusal.message.contains(message), "{refusal:?} is not about: {message}");
        assert!(!refusal.help.is_empty() && !refusal.message.ends_with('.') && !refusal.help.ends_with('.'));
    }
    assert!(draw("dot-range", &figure(vec![one(1); 25]), WIDTH).is_ok());
    for kind in ["bar", "horizontal-bar", "line"] {
        let refusal = draw(kind, &november(), WIDTH).unwrap_err();
        assert!(refusal.message.contains("is drawn from data, not from a figure"), "{kind}: {refusal:?}");
    }
}

/// No text touches a mark, and no line of the grid runs through one: white lies between them.
fn assert_clear(drawing: &Drawing, about: &str) {
    assert_inside(drawing, about);
    assert_apart(drawing, about);
    let is_mark = |path: &&Path| {
        path.fill == Some(PALETTE.accent) || path.stroke.as_ref().is_some_and(|stroke| stroke.color == PALETTE.accent)
    };
    let is_blank = |path: &&Path| path.fill == Some(Color::WHITE) && points(path).len() == 4;
    let paths = paths(drawing);
    let marks: Vec<Rect> = paths.iter().copied().filter(is_mark).map(bounds).collect();
    let blanks: Vec<Rect> = paths.iter().copied().filter(is_blank).map(bounds).collect();
    for run in runs(drawing) {
        let text = ink(run);
        for mark in &marks {
            let across = (text.x + text.width).min(mark.x + mark.width) - text.x.max(mark.x);
            let down = (text.y + text.height).min(mark.y + mark.height) - text.y.max(mark.y);
            assert!(across < -1.0 || down < 0.05, "{about}: `{}` touches a mark {mark:?}", run.text);
        }
        for rule in grid(drawing).iter().filter(|rule| (text.x..text.x + text.width).contains(&rule.x)) {
            let bottom = paths.iter().filter(|path| is_rule(path)).map(|path| bounds(path).height).fold(0.0, f32::max);
            let blank = |area: &Rect| area.x <= text.x && text.x + text.width <= area.x + area.width + 0.05;
            assert!(text.y > bottom || blanks.iter().any(blank), "{about}: {rule:?} runs through `{}`", run.text);
        }
    }
}

fn is_rule(path: &Path) -> bool {
    path.stroke.as_ref().is_some_and(|stroke| (stroke.width - 0.4).abs() < 1e-4)
}

impl Random {
    fn statements(&mut self) -> Vec<Statement> {
        let most = self.pick(&[2, 10, 100, 1000, 30_000, 5_000_000, 1_000_000_000_000_000]);
        let all = [Bound::Exact, Bound::AtLeast, Bound::MoreThan, Bound::About, Bound::AtMost, Bound::FewerThan];
        let count = 2 + self.below(24) as usize;
        let mut statements: Vec<Statement> = (0..count)
            .map(|_| {
                let source = self.name(80);
                let value = self.below(self.0 % most + 1) as i64;
                match self.below(8) {
                    0 => said(&source, Said::Words, &format!("“{}”", self.name(60))),
                    1 => between(&source, value, value + 1 + self.below(most) as i64 / 2),
                    _ => number(&source, value, self.pick(&all)),
                }
            })
            .collect();
        statements[0] = number("First", most as i64, self.pick(&all));
        statements
    }
}

#[test]
fn nothing_leaves_the_drawing_and_nothing_touches() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut drawn = 0;
    for round in 0..ROUNDS {
        let plot = Plot { sort_by_value: random.below(2) == 0, ..figure(random.statements()) };
        let width = 260.0 + random.below(200) as f32;
        match draw("dot-range", &plot, width) {
            Ok(drawing) => {
                drawn += 1;
                assert_clear(&drawing, &format!("round {round}"));
            }
            Err(refusal) => {
                let known = ["fit", "long", "large"].iter().any(|word| refusal.message.contains(word));
                assert!(known, "{refusal:?}");
            }
        }
    }
    assert!(drawn > ROUNDS / 3, "only {drawn} of {ROUNDS} were drawn");
}
