//! Rivers: spaces that stand one below the other over several lines and show as a white stripe. Where one runs through a
//! justified paragraph, the breaks along it are moved, if that costs little.

use super::cut::stretches;
use super::paragraph::Shaped;
use super::total_fit::{Break, Fit, total_fit};

/// Spaces in so many lines one below the other are a river. Three in a row are common, and not seen.
const RIVER: usize = 4;
/// Two spaces stand one below the other where their centres are no further apart than this share of a space's width.
const REACH: f64 = 0.5;
/// What a paragraph without a river may cost more: less than any of the faults that are never wanted.
const WORTH: f64 = 40_000.0;
/// How often breaks are moved in one paragraph.
const ROUNDS: usize = 3;

/// Lines of a paragraph, from the first to the last, that a river runs through.
type River = std::ops::Range<usize>;

/// The ends of lines of a justified paragraph, chosen anew where a river runs through the lines of `fit`.
pub(super) fn without_rivers(shaped: &Shaped, breaks: &[Break], measure: f64, fit: Fit) -> Vec<usize> {
    if fit.ends.len() <= RIVER {
        return fit.ends;
    }
    let spaces: Vec<usize> = (0..shaped.text.len()).filter(|at| stretches(&shaped.text, *at)).collect();
    let limit = fit.cost + WORTH;
    let mut chosen = fit.ends;
    for _ in 0..ROUNDS {
        let Some(river) = longest(shaped, breaks, measure, &chosen, &spaces) else { break };
        let length = |ends: &[usize]| longest(shaped, breaks, measure, ends, &spaces).map_or(0, |river| river.len());
        let others = river.clone().take(river.len() - 1).map(|line| {
            let mut barred = breaks.to_vec();
            if let Some(end) = chosen.get(line).and_then(|end| barred.get_mut(*end)) {
                end.penalty = f32::INFINITY;
            }
            total_fit(&barred, measure, true)
        });
        let better = others.filter(|other| other.cost <= limit).map(|other| (length(&other.ends), other));
        let better = better.filter(|(length, _)| *length < river.len());
        let best = better.min_by(|a, b| a.0.cmp(&b.0).then(a.1.cost.total_cmp(&b.1.cost)));
        let Some((_, other)) = best else { break };
        chosen = other.ends;
    }
    chosen
}

/// The longest river, if there is one.
fn longest(shaped: &Shaped, breaks: &[Break], measure: f64, ends: &[usize], spaces: &[usize]) -> Option<River> {
    let mut above: Vec<(f64, usize)> = Vec::new();
    let mut found: Option<River> = None;
    let mut from = 0;
    for (line, &to) in ends.iter().enumerate() {
        let (centres, width) = centres(shaped, &breaks[from], &breaks[to], measure, spaces);
        from = to;
        let below: Vec<(f64, usize)> = centres.into_iter().map(|x| (x, 1 + chain(&above, x, width * REACH))).collect();
        let length = below.iter().map(|(_, length)| *length).max().unwrap_or(0);
        if length >= RIVER.max(found.as_ref().map_or(0, |river| river.len() + 1)) {
            found = Some(line + 1 - length..line + 1);
        }
        above = below;
    }
    found
}

/// How many spaces in a row end in one that stands above `x`.
fn chain(above: &[(f64, usize)], x: f64, reach: f64) -> usize {
    let first = above.partition_point(|(other, _)| *other < x - reach);
    above[first..].iter().take_while(|(other, _)| *other <= x + reach).map(|(_, length)| *length).max().unwrap_or(0)
}

/// Where the centres of a line's spaces stand, from its start on, and how wide a space is there.
fn centres(shaped: &Shaped, from: &Break, to: &Break, measure: f64, spaces: &[usize]) -> (Vec<f64>, f64) {
    let start = from.at_next;
    let space = to.at_end.space - start.space;
    let natural = to.at_end.width - start.width + f64::from(to.tail - to.hang_end - from.hang_start);
    let last = to.end >= shaped.text.trim_end().len();
    let stretch = if space > 0.0 && !(last && natural < measure) { (measure - natural) / space } else { 0.0 };
    let first = spaces.partition_point(|at| *at < from.next);
    let inside = spaces[first..].iter().take_while(|at| **at < to.end);
    let mut width = 0.0;
    let centres = inside
        .filter_map(|at| Some((shaped.sums.get(*at)?, shaped.sums.get(at + 1)?)))
        .map(|(before, after)| {
            let own = (after.width - before.width) * (1.0 + stretch);
            width = f64::max(width, own);
            before.width - start.width + stretch * (before.space - start.space) + own / 2.0
        })
        .collect();
    (centres, width)
}
