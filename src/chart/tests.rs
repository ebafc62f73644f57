//! What holds for every kind: marks stand at their values, nothing leaves the drawing, no text covers another.

mod contrast;
mod dot_range;
mod emphasis;
mod keys;
mod kinds;
mod several;

use super::*;
use crate::page::{GlyphRun, Item, Path, Point, Rect, Segment};

pub(super) const PALETTE: Palette = Palette {
    ink: Color::rgb(0x16, 0x20, 0x2b),
    grey: Color::rgb(0x5b, 0x66, 0x70),
    hairline: Color::rgb(0x9a, 0xa5, 0xb0),
    accent: Color::rgb(0x12, 0x3a, 0x5c),
    signal: Color::rgb(0xa3, 0x3b, 0x20),
};
/// Executions recorded in Iran each year, 2008 to 2024.
const EXECUTIONS: [i64; 17] = [346, 388, 252, 360, 314, 369, 289, 977, 567, 507, 253, 251, 246, 314, 576, 853, 972];
/// How many sets of data are made up for each kind.
const ROUNDS: usize = 500;
/// How far a mark may be from its value.
const NEAR: f32 = 0.05;

fn locale() -> &'static Locale {
    Locale::find("en-GB").unwrap()
}

pub(super) fn context(width: f32) -> Context<'static> {
    Context { fonts: Fonts::bundled(), locale: locale(), palette: &PALETTE, width }
}

pub(super) fn series(name: &str, values: Vec<Option<Decimal>>, bound: Bound) -> Series {
    Series { name: name.to_owned(), values, bound }
}

pub(super) fn plot(x: Axis, series: Vec<Series>) -> Plot {
    Plot {
        x,
        x_label: "Year".to_owned(),
        series,
        statements: Vec::new(),
        events: Vec::new(),
        highlight: None,
        sort_by_value: true,
        title: "Executions recorded each year".to_owned(),
        subtitle: String::new(),
        options: Options::default(),
    }
}

pub(super) fn years(from: i32, count: usize) -> Axis {
    Axis::Categories((from..).take(count).map(|year| year.to_string()).collect())
}

pub(super) fn whole(numbers: &[i64]) -> Vec<Option<Decimal>> {
    numbers.iter().map(|number| Some(Decimal::from(*number))).collect()
}

fn executions(bound: Bound) -> Plot {
    plot(years(2008, 17), vec![series("Executions", whole(&EXECUTIONS), bound)])
}

fn key(kind: &str, plot: &Plot, width: f32) -> Option<String> {
    find(kind).unwrap().key(plot, context(width))
}

fn draw(kind: &str, plot: &Plot, width: f32) -> Result<Drawing, Refusal> {
    find(kind).unwrap().draw(plot, context(width))
}

fn runs(drawing: &Drawing) -> Vec<&GlyphRun> {
    drawing.items.iter().filter_map(|item| if let Item::Glyphs(run) = item { Some(run) } else { None }).collect()
}

fn paths(drawing: &Drawing) -> Vec<&Path> {
    drawing.items.iter().filter_map(|item| if let Item::Path(path) = item { Some(path) } else { None }).collect()
}

fn texts(drawing: &Drawing) -> Vec<String> {
    runs(drawing).iter().map(|run| run.text.to_string()).collect()
}

fn points(path: &Path) -> Vec<Point> {
    path.segments
        .iter()
        .flat_map(|segment| match segment {
            Segment::Move(at) | Segment::Line(at) => vec![*at],
            Segment::Curve(a, b, c) => vec![*a, *b, *c],
            Segment::Close => vec![],
        })
        .collect()
}

/// The lines of the grid, by their width: `(x, y)` of the start of each.
fn grid(drawing: &Drawing) -> Vec<Point> {
    let hairline = |path: &&&Path| path.stroke.as_ref().is_some_and(|stroke| (stroke.width - 0.4).abs() < 1e-4);
    paths(drawing).iter().filter(hairline).map(|path| points(path)[0]).collect()
}

/// Bars: filled with one of two colours, four straight sides.
fn bars(drawing: &Drawing) -> Vec<Rect> {
    let colored = |path: &&&Path| path.fill == Some(PALETTE.accent) || path.fill == Some(PALETTE.signal);
    paths(drawing)
        .iter()
        .filter(colored)
        .map(|path| points(path))
        .filter(|points| points.len() == 4)
        .map(|points| {
            let (xs, ys) = (points.iter().map(|p| p.x), points.iter().map(|p| p.y));
            let (x, y) = (xs.clone().fold(f32::INFINITY, f32::min), ys.clone().fold(f32::INFINITY, f32::min));
            Rect { x, y, width: xs.fold(0.0, f32::max) - x, height: ys.fold(0.0, f32::max) - y }
        })
        .collect()
}

/// The numbers of the labels of the axis: the first texts of a drawing.
fn tick_numbers(drawing: &Drawing, count: usize) -> Vec<f64> {
    let number = |text: &String| text.replace(',', "").replace('\u{2212}', "-").parse::<f64>().unwrap();
    texts(drawing).iter().take(count).map(number).collect()
}

#[test]
fn bars_end_at_their_values() {
    for bound in [Bound::Exact, Bound::AtLeast, Bound::AtMost, Bound::About] {
        let drawing = draw("bar", &executions(bound), 397.0).unwrap();
        let grid = grid(&drawing);
        let ticks = tick_numbers(&drawing, grid.len());
        assert_eq!(ticks, [0.0, 250.0, 500.0, 750.0, 1000.0]);
        let (zero, top) = (grid[0].y, grid[4].y);
        let bars = bars(&drawing);
        assert_eq!(bars.len(), EXECUTIONS.len());
        for (bar, value) in bars.iter().zip(EXECUTIONS) {
            let expected = zero + (top - zero) * value as f32 / 1000.0;
            assert!((bar.y - expected).abs() < NEAR, "{value}: {} is not {expected}", bar.y);
            assert!((bar.y + bar.height - zero).abs() < NEAR, "{value} does not stand on the axis");
        }
    }
}

#[test]
fn lying_bars_end_at_their_values_the_largest_first() {
    let drawing = draw("horizontal-bar", &executions(Bound::AtLeast), 397.0).unwrap();
    let grid = grid(&drawing);
    assert_eq!(tick_numbers(&drawing, grid.len()), [0.0, 250.0, 500.0, 750.0, 1000.0]);
    let (zero, end) = (grid[0].x, grid[4].x);
    let mut sorted = EXECUTIONS;
    sorted.sort_unstable_by(|a, b| b.cmp(a));
    let bars = bars(&drawing);
    assert_eq!(bars.len(), sorted.len());
    for (bar, value) in bars.iter().zip(sorted) {
        let expected = zero + (end - zero) * value as f32 / 1000.0;
        assert!((bar.x - zero).abs() < NEAR && (bar.x + bar.width - expected).abs() < NEAR, "{value}: {bar:?}");
    }
    assert!(bars.windows(2).all(|pair| pair[0].y < pair[1].y));
}

#[test]
fn lines_pass_through_their_values_at_true_distances() {
    let days = ["2020-01-01", "2020-01-11", "2020-03-01", "2024-12-31"].map(|day| day.parse::<NaiveDate>().unwrap());
    let values = [-40_i64, 7, 33, 12];
    let drawing =
        draw("line", &plot(Axis::Dates(days.to_vec()), vec![series("A", whole(&values), Bound::Exact)]), 397.0);
    let drawing = drawing.unwrap();
    let grid = grid(&drawing);
    let ticks = tick_numbers(&drawing, grid.len());
    let (low, high) = (ticks[0] as f32, *ticks.last().unwrap() as f32);
    let (bottom, top) = (grid[0].y, grid.last().unwrap().y);
    let is_line = |path: &&&Path| path.stroke.as_ref().is_some_and(|stroke| (stroke.width - 1.6).abs() < 1e-4);
    let line = points(paths(&drawing).iter().find(is_line).unwrap());
    assert_eq!(line.len(), values.len());
    let span = (days[3] - days[0]).num_days() as f32;
    for ((at, value), day) in line.iter().zip(values).zip(days) {
        let y = bottom + (top - bottom) * (value as f32 - low) / (high - low);
        let x = line[0].x + (line[3].x - line[0].x) * (day - days[0]).num_days() as f32 / span;
        assert!((at.y - y).abs() < NEAR && (at.x - x).abs() < NEAR, "{day}: {at:?} is not {x} {y}");
    }
}

#[test]
fn years_without_a_row_leave_their_room_in_a_line() {
    let x = Axis::Categories(["2000", "2001", "2010"].map(str::to_owned).to_vec());
    let drawing = draw("line", &plot(x, vec![series("A", whole(&[1, 2, 3]), Bound::Exact)]), 397.0).unwrap();
    let is_line = |path: &&&Path| path.stroke.as_ref().is_some_and(|stroke| (stroke.width - 1.6).abs() < 1e-4);
    let line = points(paths(&drawing).iter().find(is_line).unwrap());
    assert!(((line[2].x - line[1].x) - 9.0 * (line[1].x - line[0].x)).abs() < 0.1);
}

#[test]
fn a_gap_in_the_data_is_a_gap_in_the_line() {
    let values = vec![
        Some(Decimal::ONE),
        Some(Decimal::TEN),
        None,
        Some(Decimal::TEN),
        None,
        Some(Decimal::ONE),
        Some(Decimal::TWO),
    ];
    let plot = plot(years(2010, 7), vec![series("A", values, Bound::Exact)]);
    let drawing = draw("line", &plot, 397.0).unwrap();
    let is_line = |path: &&&Path| path.stroke.as_ref().is_some_and(|stroke| (stroke.width - 1.6).abs() < 1e-4);
    let lengths: Vec<usize> = paths(&drawing).iter().filter(is_line).map(|path| points(path).len()).collect();
    assert_eq!(lengths, [2, 2], "the point between two gaps has no line");
    let discs = paths(&drawing).iter().filter(|path| path.fill == Some(PALETTE.accent)).count();
    assert_eq!(discs, 5, "but it has a marker");
    assert!(key("line", &plot, 397.0).unwrap().contains("gap"));
}

#[test]
fn values_are_read_after_their_places() {
    let drawing = draw("bar", &executions(Bound::AtLeast), 397.0).unwrap();
    let read = texts(&drawing).join(" ");
    assert!(read.starts_with("0 250 500 750 1,000 2008 346 2009 388 "), "{read}");
    assert!(read.ends_with(" 2023 853 2024 972"), "{read}");
}

#[test]
fn what_is_set_off_is_bold_and_not_only_coloured() {
    let mut plot = executions(Bound::Exact);
    plot.highlight = Some(16);
    let drawing = draw("bar", &plot, 397.0).unwrap();
    let face = |text: &str| runs(&drawing).iter().find(|run| &*run.text == text).unwrap().face;
    assert_ne!(face("2024"), face("2023"));
    assert_ne!(face("972"), face("853"));
}

#[test]
fn a_huge_value_leaves_a_small_one_where_it_is() {
    let plot = plot(years(2020, 2), vec![series("A", whole(&[1_000_000_000_000_000, 3]), Bound::Exact)]);
    let drawing = draw("bar", &plot, 397.0).unwrap();
    let bars = bars(&drawing);
    assert!((bars[0].height - 147.0).abs() < NEAR && bars[1].height.abs() < NEAR, "{bars:?}");
    assert!(texts(&drawing).contains(&"3".to_owned()));
}

#[test]
fn no_value_is_drawn_as_none() {
    let values = vec![Some(Decimal::TEN), None, Some(Decimal::ZERO)];
    let plot = plot(years(2020, 3), vec![series("A", values, Bound::Exact)]);
    let drawing = draw("bar", &plot, 397.0).unwrap();
    assert_eq!(bars(&drawing).len(), 2);
    assert!(texts(&drawing).join(" ").ends_with("2020 10 2021 no data 2022 0"));
    assert_eq!(key("bar", &plot, 397.0), None, "the words need no key");
    let rows = texts(&draw("horizontal-bar", &plot, 397.0).unwrap()).join(" ");
    assert!(rows.ends_with("2020 10 2022 0 2021 no data"), "{rows}");
}

#[test]
fn no_value_has_its_place_where_bars_are_narrow() {
    let values = (0..40).map(|n| (n % 7 != 0).then(|| Decimal::from(n))).collect();
    let plot = plot(years(1985, 40), vec![series("A", values, Bound::Exact)]);
    let drawing = draw("bar", &plot, 397.0).unwrap();
    assert_eq!(texts(&drawing).iter().filter(|text| *text == "×").count(), 6);
    assert_eq!(key("bar", &plot, 397.0).unwrap(), "× means no data.");
}

#[test]
fn few_bars_stand_together() {
    let drawing = draw("bar", &plot(years(2020, 2), vec![series("A", whole(&[3, 5]), Bound::Exact)]), 480.0).unwrap();
    let bars = bars(&drawing);
    assert!(bars[1].x - (bars[0].x + bars[0].width) < 50.0, "{bars:?}");
}

#[test]
fn a_value_does_not_stand_beside_the_number_of_a_tick() {
    for kind in ["bar", "line"] {
        let huge = [
            series("A", whole(&[999_999_999_999_999, 5, 7, 1]), Bound::AtLeast),
            series("A", whole(&[977, 567, 507, 253]), Bound::AtLeast),
        ];
        for one in huge {
            let drawing = draw(kind, &plot(years(2015, 4), vec![one]), 397.0).unwrap();
            let (left, ticks) = (left_of_plot(&drawing), grid(&drawing).len());
            for run in runs(&drawing).iter().skip(ticks).filter(|run| run.origin.y < grid(&drawing)[0].y) {
                assert!(run.origin.x >= left - 0.1, "{kind}: `{}` stands left of the plot", run.text);
            }
        }
    }
}

/// The left edge of the plot.
fn left_of_plot(drawing: &Drawing) -> f32 {
    grid(drawing)[0].x
}

#[test]
fn a_line_that_ends_early_says_where() {
    let ended = vec![Some(Decimal::from(50)), Some(Decimal::from(48)), None, None];
    let both = vec![series("Ended", ended, Bound::About), series("Whole", whole(&[1, 2, 3, 4]), Bound::Exact)];
    let drawing = draw("line", &plot(years(2020, 4), both), 397.0).unwrap();
    let texts = texts(&drawing);
    assert!(texts.contains(&"≈\u{A0}48 (2021)".to_owned()) && texts.contains(&"4".to_owned()), "{texts:?}");
}

#[test]
fn the_first_values_of_a_short_line_are_told_beside_a_steep_rise() {
    let drawing =
        draw("line", &plot(years(2020, 4), vec![series("A", whole(&[3, 400, 410, 420]), Bound::About)]), 397.0);
    let texts = texts(&drawing.unwrap());
    for value in ["3", "400", "410", "420"] {
        assert!(texts.contains(&format!("≈\u{A0}{value}")), "{value}: {texts:?}");
    }
}

#[test]
fn ticks_of_wide_numbers_are_left_out_evenly() {
    let plot = plot(years(2020, 2), vec![series("A", whole(&[1_000_000_000_000_000, 3]), Bound::Exact)]);
    let texts = texts(&draw("horizontal-bar", &plot, 397.0).unwrap());
    assert_eq!(texts[..3], ["0", "500,000,000,000,000", "1,000,000,000,000,000"]);
}

#[test]
fn descriptions_tell_what_is_set_off_and_what_never_changes() {
    let set_off = Plot { highlight: Some(5), ..executions(Bound::AtLeast) };
    let told = find("bar").unwrap().describe(&set_off, locale());
    assert!(told.contains("The highlighted value is at least 369 (2013); the lowest value is"), "{told}");
    let same = plot(years(2000, 20), vec![series("A", whole(&[7; 20]), Bound::Exact)]);
    let told = find("line").unwrap().describe(&same, locale());
    assert!(told.ends_with("Year: 2000 to 2019. Every value is 7."), "{told}");
}

#[test]
fn a_drawing_is_the_same_each_time() {
    // A `dot-range` chart has no series, a `diverging-bar` chart has more than one; each has tests of its own.
    for kind in ["bar", "horizontal-bar", "line", "step-line", "area"] {
        let first = draw(kind, &executions(Bound::AtLeast), 397.0).unwrap();
        assert_eq!(first, draw(kind, &executions(Bound::AtLeast), 397.0).unwrap(), "{kind}");
    }
}

#[test]
fn descriptions_are_sentences() {
    let chart = find("bar").unwrap();
    assert_eq!(
        chart.describe(&executions(Bound::AtLeast), locale()),
        "Bar chart. Executions recorded each year. Year: 2008 to 2024. The lowest value is at least 246 (2020); \
         the highest is at least 977 (2015); the last is at least 972 (2024). All values are minimum counts: the true numbers may be higher."
    );
    let few = plot(
        years(2020, 3),
        vec![series("A", vec![Some(Decimal::TEN), None, Some(Decimal::new(25, 1))], Bound::About)],
    );
    assert_eq!(
        chart.describe(&few, locale()),
        "Bar chart. Executions recorded each year. Year: 2020 to 2022. 2020: about 10; 2022: about 2.5. No data for \
         2021. All values are approximate."
    );
}

#[test]
fn series_with_different_bounds_say_so_at_each_number() {
    let both = vec![
        series("Recorded", whole(&EXECUTIONS), Bound::AtLeast),
        series("Announced", whole(&EXECUTIONS.map(|value| value / 3)), Bound::Exact),
    ];
    let plot = plot(years(2008, 17), both);
    let texts = texts(&draw("line", &plot, 397.0).unwrap());
    assert!(texts.contains(&"≥\u{A0}972".to_owned()) && texts.contains(&"324".to_owned()), "{texts:?}");
    assert!(!texts.contains(&"972".to_owned()));
    let chart = find("line").unwrap();
    assert_eq!(key("line", &plot, 397.0).unwrap(), "≥ means at least.");
    let told = chart.describe(&plot, locale());
    assert!(
        told.contains("Recorded. The lowest value is at least 246 (2020);") && !told.contains("All values"),
        "{told}"
    );
}

#[test]
fn an_axis_that_leaves_zero_out_says_so() {
    let plot = plot(years(2020, 3), vec![series("A", whole(&[950, 960, 955]), Bound::Exact)]);
    assert_eq!(key("line", &plot, 397.0).unwrap(), "The scale does not begin at zero.");
    assert_eq!(key("bar", &plot, 397.0), None);
    let below = Plot { series: vec![series("A", whole(&[-950, -960, -955]), Bound::Exact)], ..plot };
    assert_eq!(key("line", &below, 397.0).unwrap(), "The scale does not begin at zero.");
}

fn named(names: &[&str]) -> Axis {
    Axis::Categories(names.iter().map(|name| (*name).to_owned()).collect())
}

#[test]
fn what_cannot_be_drawn_truthfully_is_refused() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let one = |x: Axis, values: Vec<Option<Decimal>>| plot(x, vec![series("A", values, Bound::Exact)]);
    let highlighted = Plot { highlight: Some(1), ..one(years(2020, 1), whole(&[1])) };
    let ones = |count: usize| vec![Some(Decimal::ONE); count];
    let cases = [
        ("bar", one(years(2020, 0), vec![]), "the chart has no rows"),
        ("bar", plot(years(2020, 1), vec![]), "the chart has no rows"),
        ("line", one(years(2020, 2), vec![None, None]), "the column `A` holds no values"),
        ("bar", one(years(2020, 1), whole(&[-1])), "a `bar` chart cannot show the negative value -1"),
        (
            "horizontal-bar",
            one(years(2020, 1), whole(&[-1])),
            "a `horizontal-bar` chart cannot show the negative value -1",
        ),
        (
            "bar",
            one(years(2020, 1), whole(&[1_000_000_000_000_001])),
            "the value 1000000000000001 is too large for an axis",
        ),
        ("line", one(years(2020, 1), vec![Some(Decimal::MIN)]), "is too large for an axis"),
        ("bar", one(years(1900, 61), ones(61)), "a `bar` chart shows at most 60 rows legibly, and this data has 61"),
        ("horizontal-bar", one(years(1900, 41), ones(41)), "at most 40 rows"),
        ("line", one(years(1400, 501), ones(501)), "at most 500 rows"),
        ("line", plot(years(2020, 1), vec![series("A", ones(1), Bound::Exact); 5]), "at most 4 columns"),
        ("bar", one(years(2020, 2), ones(3)), "the column `A` has 3 values for 2 rows"),
        ("bar", highlighted, "row 2 is to be set off, and the data has 1"),
        (
            "line",
            one(Axis::Dates(vec![day("2020-02-01"), day("2020-01-01")]), ones(2)),
            "2020-01-01 comes after 2020-02-01",
        ),
        ("line", one(Axis::Dates(vec![day("2020-02-01"); 2]), ones(2)), "the date 2020-02-01 stands in two rows"),
        ("bar", one(Axis::Months(vec![day("2020-02-01"); 2]), ones(2)), "the month 2020-02 stands in two rows"),
        ("bar", one(named(&["a", "b", "a"]), ones(3)), "the name a stands in two rows"),
        (
            "slope",
            one(named(&["a b", "A  b"]), ones(2)),
            "the names `a b` and `A  b` differ in capital letters or spaces alone",
        ),
        (
            "bar",
            plot(years(2020, 1), vec![series("A", ones(1), Bound::Exact), series("a", ones(1), Bound::Exact)]),
            "two of its columns are named `a`",
        ),
        ("area", one(Axis::Years(vec![2021, 2020]), ones(2)), "2020 comes after 2021"),
        ("bar", one(Axis::Years(vec![2021, 2020, 2021]), ones(3)), "the year 2021 stands in two rows"),
        ("bar", one(Axis::Categories(vec!["a\u{1F600}".to_owned()]), ones(1)), "no face has the character"),
        ("horizontal-bar", one(Axis::Categories(vec!["n".repeat(80)]), ones(1)), "is too long for the chart"),
        (
            "bar",
            one(Axis::Categories((0..20).map(|n| format!("Ministry of the Interior {n}")).collect()), ones(20)),
            "do not fit below the axis",
        ),
    ];
    for (kind, plot, message) in cases {
        let refusal = draw(kind, &plot, 397.0).unwrap_err();
        assert!(refusal.message.contains(message), "{kind}: {refusal:?} is not about: {message}");
        assert!(!refusal.help.is_empty() && !refusal.message.ends_with('.') && !refusal.help.ends_with('.'));
    }
}

/// The same names, none like another.
fn unlike(names: Vec<String>) -> Vec<String> {
    let mut seen = std::collections::BTreeSet::new();
    let apart =
        |(at, name): (usize, String)| if seen.insert(name.to_lowercase()) { name } else { format!("{name}{at}") };
    names.into_iter().enumerate().map(apart).collect()
}

/// Numbers that look random and are the same each time (Marsaglia's xorshift).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: u64) -> u64 {
        (self.next() >> 11) % end
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize]
    }

    fn name(&mut self, longest: u64) -> String {
        let alphabet = self.pick(&["abcdefghij lmno qrstu", "абвгдеж зиклмн опрсту", "ابتثجح خدذرز سشصضط"]);
        let letters: Vec<char> = alphabet.chars().collect();
        let length = self.pick(&[1, 4, 9, 17, 40, 80]) + self.below(3);
        let name: String = (0..length.min(longest)).map(|_| self.pick(&letters)).collect();
        name.trim().to_owned() + "x"
    }

    fn axis(&mut self, count: usize) -> Axis {
        let day = NaiveDate::from_ymd_opt(1979 + self.below(40) as i32, 1 + self.below(12) as u32, 1).unwrap();
        let (months, days) = (1 + self.below(14) as u32, 1 + self.below(40));
        match self.below(4) {
            0 => years(1950 + self.below(40) as i32, count),
            1 => Axis::Categories(unlike((0..count).map(|_| self.name(80)).collect())),
            2 => Axis::Dates((0..count).map(|n| day + chrono::Months::new(n as u32 * months)).collect()),
            _ => Axis::Dates((0..count).map(|n| day + chrono::Days::new(n as u64 * days)).collect()),
        }
    }

    fn values(&mut self, count: usize, negative: bool) -> Vec<Option<Decimal>> {
        let most = self.pick(&[2, 10, 100, 1000, 30_000, 5_000_000, 1_000_000_000_000_000]);
        let (places, gaps) = (self.pick(&[0, 0, 0, 1, 2]), self.pick(&[0, 0, 3, 10]));
        let mut values: Vec<Option<Decimal>> = (0..count)
            .map(|_| {
                let number = self.below(most + 1) as i64;
                let sign = if negative && self.below(3) == 0 { -1 } else { 1 };
                (gaps == 0 || self.below(gaps) > 0).then(|| Decimal::new(sign * number, places))
            })
            .collect();
        values[0].get_or_insert(Decimal::ONE);
        values
    }

    fn plot(&mut self, most_places: u64, most_series: u64, negative: bool) -> Plot {
        let count = 1 + self.below(most_places) as usize;
        let x = self.axis(count);
        let bounds = [Bound::Exact, Bound::AtLeast, Bound::MoreThan, Bound::About, Bound::AtMost, Bound::FewerThan];
        let negative = negative && self.below(4) == 0;
        let names: Vec<String> = (0..=self.below(most_series)).map(|_| self.name(30)).collect();
        let series =
            unlike(names).iter().map(|name| series(name, self.values(count, negative), self.pick(&bounds))).collect();
        let highlight = (self.below(2) == 0).then(|| self.below(count as u64) as usize);
        Plot { highlight, sort_by_value: self.below(2) == 0, ..plot(x, series) }
    }
}

/// What a run of text covers: capitals and descenders.
fn ink(run: &GlyphRun) -> Rect {
    let (x, y) = (run.origin.x, run.origin.y - 0.68 * run.size);
    Rect { x, y, width: run.width(), height: 0.88 * run.size }
}

fn assert_inside(drawing: &Drawing, about: &str) {
    let inside = |x: f32, y: f32| {
        let slack = 0.02;
        assert!((-slack..=drawing.width + slack).contains(&x), "{about}: x {x} of {}", drawing.width);
        assert!((-slack..=drawing.height + slack).contains(&y), "{about}: y {y} of {}", drawing.height);
    };
    for path in paths(drawing) {
        points(path).iter().for_each(|at| inside(at.x, at.y));
    }
    for run in runs(drawing) {
        let area = ink(run);
        inside(area.x, area.y);
        inside(area.x + area.width, area.y + area.height);
    }
}

fn assert_apart(drawing: &Drawing, about: &str) {
    let runs = runs(drawing);
    for (index, a) in runs.iter().enumerate() {
        for b in &runs[index + 1..] {
            let (first, second) = (ink(a), ink(b));
            // Runs of one line meet where the face changes.
            let across = (first.x + first.width).min(second.x + second.width) - first.x.max(second.x);
            let down = (first.y + first.height).min(second.y + second.height) - first.y.max(second.y);
            assert!(across < 0.05 || down < 0.05, "{about}: `{}` covers `{}`", a.text, b.text);
        }
    }
}

#[test]
fn nothing_leaves_the_drawing_and_no_text_covers_another() {
    for (kind, places, series, negative) in
        [("bar", 60, 1, false), ("horizontal-bar", 40, 1, false), ("line", 120, 4, true)]
    {
        let mut random = Random(0x9E37_79B9_7F4A_7C15);
        let mut drawn = 0;
        for round in 0..ROUNDS {
            let most = if round % 2 == 0 { places } else { 12 };
            let plot = random.plot(most, series, negative);
            let width = 260.0 + random.below(200) as f32;
            let about = format!("{kind} {round}");
            match draw(kind, &plot, width) {
                Ok(drawing) => {
                    drawn += 1;
                    assert_inside(&drawing, &about);
                    assert_apart(&drawing, &about);
                }
                Err(refusal) => {
                    let of_names = "joins places that have no order";
                    let known = ["fit", "long", of_names].iter().any(|known| refusal.message.contains(known));
                    assert!(known, "{refusal:?}");
                }
            }
            assert!(find(kind).unwrap().describe(&plot, locale()).ends_with(['.', '…']), "{about}");
        }
        assert!(drawn > ROUNDS / 2, "{kind}: only {drawn} of {ROUNDS} were drawn");
    }
}
