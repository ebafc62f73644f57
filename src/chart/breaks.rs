//! Breaks in a series: a dashed line where the method or the source changes. Nothing is joined across it.

use super::Plot;
use super::places::Names;
use crate::locale::Locale;
use crate::page::Rect;

/// Lines over the height of an upright plot; `edges` says where a place begins.
pub(super) fn upright(plot: &Plot, edges: impl Fn(usize) -> f32, area: Rect) -> Vec<Rect> {
    places(plot).into_iter().map(|at| Rect { x: edges(at), y: area.y, width: 0.0, height: area.height }).collect()
}

/// The first places after breaks, each once, rising.
pub(super) fn places(plot: &Plot) -> Vec<usize> {
    let mut places: Vec<usize> = plot.options.breaks.iter().map(|found| found.at).collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// What changes where, for the line below the chart; in which series, where not all of them break there.
pub(super) fn key(plot: &Plot, locale: &Locale) -> Vec<String> {
    let names = Names::of(&plot.x, locale).names;
    // Several series that break at one place, for one reason, are told once.
    let mut told: Vec<(usize, &str, Vec<String>)> = Vec::new();
    for found in &plot.options.breaks {
        let note = found.note.trim_end_matches('.');
        let series = found.series.and_then(|series| plot.series.get(series)).map(|series| series.name.clone());
        match told.iter_mut().find(|(at, known, _)| (*at, *known) == (found.at, note)) {
            Some((_, _, all)) => all.extend(series),
            None => told.push((found.at, note, series.into_iter().collect())),
        }
    }
    let sentence = |(at, note, series): (usize, &str, Vec<String>)| {
        let place = names.get(at).map_or("", String::as_str);
        let place = match series.len() {
            0 => place.to_owned(),
            all if all == plot.series.len() => place.to_owned(),
            _ => locale.chart.with_interval.fill(&[("value", place), ("interval", &locale.list(&series))]),
        };
        locale.chart.break_key.fill(&[("place", &place), ("note", note)])
    };
    told.into_iter().map(sentence).collect()
}
