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

/// What changes where, for the line below the chart.
pub(super) fn key(plot: &Plot, locale: &Locale) -> Vec<String> {
    let names = Names::of(&plot.x, locale).names;
    let sentence = |found: &super::Break| {
        let place = names.get(found.at).map_or("", String::as_str);
        locale.chart.break_key.fill(&[("place", place), ("note", found.note.trim_end_matches('.'))])
    };
    // Several series that break at one place, for one reason, are told once.
    let mut sentences: Vec<String> = plot.options.breaks.iter().map(sentence).collect();
    sentences.dedup();
    sentences
}
