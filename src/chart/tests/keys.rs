//! What the line below says of marks that could be misread, and where the numbers of areas stand.

use super::several::{answers, ends_of_axis, parts, series_of};
use super::*;

#[test]
fn what_is_provisional_is_not_mistaken_for_the_pattern_of_a_series() {
    let mut stacked = parts(&[&[4, 8], &[6, 7]], Layout::Stacked);
    stacked.options.provisional = vec![false, true];
    for kind in ["bar", "horizontal-bar"] {
        let said = key(kind, &stacked, 397.0).unwrap();
        assert!(said.contains("Pale with an outline: provisional.") && !said.contains("Hatched"), "{kind}: {said}");
    }
}

#[test]
fn parts_too_small_for_their_number_are_told_of() {
    let said = |kind: &str, plot: &Plot| key(kind, plot, 397.0).unwrap_or_default();
    let shares = parts(&[&[960, 500], &[30, 200], &[10, 300]], Layout::Percent);
    for kind in ["horizontal-bar", "bar"] {
        assert!(said(kind, &shares).contains("Parts without a number: 3% or less."), "{kind}: {}", said(kind, &shares));
    }
    let stacked = parts(&[&[900], &[91], &[9]], Layout::Stacked);
    assert!(
        said("horizontal-bar", &stacked).contains("Parts without a number: 9 or less."),
        "{}",
        said("horizontal-bar", &stacked)
    );
    let all_told = parts(&[&[300, 500], &[300, 200], &[400, 300]], Layout::Percent);
    let nothing = parts(&[&[300, 500], &[300, 500], &[0, 0]], Layout::Percent);
    for plot in [all_told, nothing] {
        assert!(!said("horizontal-bar", &plot).contains("without a number"), "{}", said("horizontal-bar", &plot));
    }
    let mut answers = answers();
    answers.series[4].values = whole(&[32, 1]);
    assert!(
        said("diverging-bar", &answers).contains("Parts without a number: 1 or less."),
        "{}",
        said("diverging-bar", &answers)
    );
}

#[test]
fn no_key_speaks_of_a_sign_that_is_not_drawn() {
    let mut answers = answers();
    let said = |kind: &str, plot: &Plot| key(kind, plot, 397.0).unwrap_or_default();
    for series in &mut answers.series {
        series.bound = Bound::AtLeast;
    }
    let all = said("diverging-bar", &answers);
    assert!(all.contains("All values are minimum counts") && !all.contains("arrowhead"), "{all}");
    answers.series[0].bound = Bound::Exact;
    let some = said("diverging-bar", &answers);
    assert!(some.contains("≥ means at least.") && !some.contains("arrowhead"), "{some}");
    assert!(texts(&draw("diverging-bar", &answers, 397.0).unwrap()).iter().any(|text| text.starts_with('≥')));

    let mut about = plot(years(2010, 2), vec![series("A", whole(&[10, 11]), Bound::About)]);
    let pair = |low: i64, high: i64| Some((Decimal::from(low), Decimal::from(high)));
    about.options.intervals = vec![vec![pair(8, 12), pair(9, 13)]];
    for kind in ["bar", "horizontal-bar"] {
        let whole = said(kind, &about);
        assert!(whole.contains("≈ means about.") && !whole.contains("wave"), "{kind}: {whole}");
        assert!(texts(&draw(kind, &about, 397.0).unwrap()).iter().any(|text| text.starts_with('≈')), "{kind}");
    }
    about.options.intervals = vec![vec![pair(8, 12), None]];
    let both = said("bar", &about);
    assert!(both.contains("≈ means about.") && both.contains("wave"), "{both}");
}

#[test]
fn shares_read_out_say_how_they_are_rounded_and_what_they_rest_on() {
    let mut shares = parts(&[&[1, 2], &[1, 2], &[1, 2]], Layout::Percent);
    shares.series[1].bound = Bound::AtLeast;
    for kind in ["bar", "horizontal-bar", "area", "diverging-bar"] {
        let told = find(kind).unwrap().describe(&shares, locale());
        assert!(told.contains("may not add to 100"), "{kind}: {told}");
        assert!(told.contains("not all exact (at least)"), "{kind}: {told}");
    }
}

#[test]
fn a_break_of_some_series_names_them() {
    let breaks = |series: &[Option<usize>]| {
        let mut plot = parts(&[&[1, 2, 3], &[4, 5, 6]], Layout::Grouped);
        let one = |series: &Option<usize>| Break { at: 1, series: *series, note: "a new way".to_owned() };
        plot.options.breaks = series.iter().map(one).collect();
        key("line", &plot, 397.0).unwrap_or_default()
    };
    let one = breaks(&[Some(1)]);
    assert!(one.contains('(') && one.contains("a new way"), "{one}");
    assert!(!breaks(&[Some(0), Some(1)]).contains('('));
    assert!(!breaks(&[None]).contains('('));
}

#[test]
fn what_is_provisional_in_an_area_is_not_covered_by_its_fill() {
    let (one, two): (&[&[i64]], &[&[i64]]) = (&[&[4, 8, 9]], &[&[4, 8, 9], &[6, 7, 8]]);
    for columns in [one, two] {
        let mut areas = parts(columns, Layout::Stacked);
        let plain = paths(&draw("area", &areas, 397.0).unwrap()).iter().filter(|path| path.fill.is_some()).count();
        areas.options.provisional = vec![false, false, true];
        let drawing = draw("area", &areas, 397.0).unwrap();
        let filled = paths(&drawing).iter().filter(|path| path.fill.is_some()).count();
        assert_eq!(filled, plain + 1 + columns.len(), "a ground and a piece of each area");
    }
}

#[test]
fn values_stand_above_areas_and_nearest_to_their_own_points() {
    let steep = plot(years(2000, 6), vec![series_of(&[5, 60, 8, 90, 3, 80])]);
    let drawing = draw("area", &steep, 260.0).unwrap();
    let is_edge = |path: &&&Path| path.stroke.as_ref().is_some_and(|stroke| (stroke.width - 1.6).abs() < 1e-4);
    let edge = points(paths(&drawing).iter().find(is_edge).unwrap());
    let ticks = grid(&drawing).len();
    for run in runs(&drawing).iter().skip(ticks).filter(|run| run.origin.y < ends_of_axis(&drawing).0) {
        let area = ink(run);
        for pair in edge.windows(2) {
            for part in 0..=20 {
                let part = part as f32 / 20.0;
                let x = pair[0].x + (pair[1].x - pair[0].x) * part;
                let y = pair[0].y + (pair[1].y - pair[0].y) * part;
                let beside = x < area.x || x > area.x + area.width;
                assert!(beside || run.origin.y <= y + 0.1, "`{}` stands on the area", run.text);
            }
        }
    }
}
