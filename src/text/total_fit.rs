//! Total-fit line breaking after Knuth and Plass, "Breaking Paragraphs into Lines" (1981): of all ways to break a
//! paragraph the one whose lines together cost least.
//!
//! A line's badness is 100 times the cube of how much its spaces are stretched or shrunk against what they bear; its cost
//! is the square of 1 + badness + penalty. Ragged lines are measured against a share of the measure instead.

use super::breaks::Ending;

/// Lengths summed from the start of the paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Sum {
    /// Of all advances.
    pub(super) width: f64,
    /// Of the advances of spaces that can be stretched.
    pub(super) space: f64,
}

/// A place where a line may end, measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Break {
    /// The end of what the line shows.
    pub(super) end: usize,
    /// Where the next line starts.
    pub(super) next: usize,
    pub(super) ending: Ending,
    pub(super) penalty: f32,
    /// The sum up to `end`.
    pub(super) at_end: Sum,
    /// The sum up to `next`.
    pub(super) at_next: Sum,
    /// The width of the hyphen, where it ends in one.
    pub(super) tail: f32,
}

/// A width may exceed the measure by this much, so that a text fits the width it was measured at.
pub(super) const TOLERANCE: f64 = 0.005;
/// A space may be stretched by this share of itself before its line counts as loose.
const STRETCH: f64 = 0.5;
/// A space may be shrunk by this share of itself, and never more.
const SHRINK: f64 = 1.0 / 3.0;
/// The share of the measure that a ragged line may fall short before it counts as loose.
const RAG: f64 = 0.15;
/// Badness grows no further (but for a trace that still tells bad from worse), so that one hopeless line does not outweigh
/// all the others.
const WORST: f64 = 10_000.0;
/// Hyphens cost this many times more in ragged lines, which need them less.
const RAGGED_HYPHEN: f64 = 2.0;
/// The cost of a second line in a row that ends in a hyphen.
const CONSECUTIVE_HYPHENS: f64 = 150_000.0;
/// The cost of a hyphen on the last line but one.
const HYPHEN_BEFORE_LAST: f64 = 60_000.0;
/// The cost of a single word on the last line.
const RUNT: f64 = 40_000.0;
/// The cost of a tight line next to a loose one.
const UNEVEN: f64 = 8_000.0;
/// The cost of a cut inside a word that is wider than the measure.
const EMERGENCY: f64 = 1.0e9;
/// The cost of a line that is too wide whatever is done.
const OVERFULL: f64 = 1.0e13;

/// The best way found to end a line at a break.
#[derive(Debug, Clone, Copy)]
struct Best {
    cost: f64,
    /// The break at which that line starts.
    from: usize,
    /// How its spaces stand: 0 tight, 1 good, 2 loose, 3 very loose.
    fit: u8,
}

/// Chooses the breaks to end lines at, in order. The first of `breaks` is the start of the paragraph and not among them.
pub(super) fn total_fit(breaks: &[Break], measure: f64, justify: bool) -> Vec<usize> {
    let mut best = vec![Best { cost: f64::INFINITY, from: 0, fit: 1 }; breaks.len()];
    if let Some(first) = best.first_mut() {
        first.cost = 0.0;
    }
    let fitter = Fitter { breaks, measure, justify };
    let mut active: Vec<usize> = vec![0];
    for to in 1..breaks.len() {
        let mut dropped = None;
        let mut chosen = best[to];
        active.retain(|&from| {
            let keep = fitter.may_hold(from, to);
            if keep {
                fitter.consider(from, to, best[from], &mut chosen);
            } else {
                dropped = Some(from);
            }
            keep
        });
        if let (true, true, Some(from)) = (active.is_empty(), chosen.cost.is_infinite(), dropped) {
            chosen = Best { cost: best[from].cost + OVERFULL, from, fit: 1 };
        }
        best[to] = chosen;
        if breaks[to].ending == Ending::Mandatory {
            active.clear();
        }
        if chosen.cost.is_finite() {
            active.push(to);
        }
    }
    trace(&best)
}

/// Walks back from the end of the paragraph.
fn trace(best: &[Best]) -> Vec<usize> {
    let mut chosen = Vec::new();
    let mut at = best.len().saturating_sub(1);
    while at > 0 {
        chosen.push(at);
        at = best[at].from;
    }
    chosen.reverse();
    chosen
}

struct Fitter<'b> {
    breaks: &'b [Break],
    measure: f64,
    justify: bool,
}

impl Fitter<'_> {
    /// Whether a line from `from` up to `to`, or to a later break, can still fit.
    fn may_hold(&self, from: usize, to: usize) -> bool {
        let (start, end) = (self.breaks[from].at_next, self.breaks[to].at_end);
        let shrink = if self.justify { (end.space - start.space) * SHRINK } else { 0.0 };
        end.width - start.width - shrink <= self.measure + TOLERANCE
    }

    /// Takes the line from `from` to `to` if it fits and makes a better way to `to` than the one known.
    fn consider(&self, from: usize, to: usize, before: Best, chosen: &mut Best) {
        if before.cost >= chosen.cost {
            return;
        }
        let (start, end) = (&self.breaks[from], &self.breaks[to]);
        let Some(ratio) = self.ratio(start, end) else { return };
        let last = end.ending == Ending::Mandatory;
        let badness = if last && ratio >= 0.0 { 0.0 } else { badness(ratio) };
        let fit = if last { 1 } else { fit(ratio) };
        let cost = before.cost
            + self.cost(start, end, badness)
            + if self.justify && before.fit.abs_diff(fit) > 1 { UNEVEN } else { 0.0 };
        if cost < chosen.cost {
            *chosen = Best { cost, from, fit };
        }
    }

    /// How much a line is stretched (above 0) or shrunk (below) against what it bears; none when it does not fit.
    fn ratio(&self, start: &Break, end: &Break) -> Option<f64> {
        let slack = self.measure - (end.at_end.width - start.at_next.width + f64::from(end.tail));
        let space = end.at_end.space - start.at_next.space;
        if slack >= 0.0 {
            let bears = if self.justify && space > 0.0 { space * STRETCH } else { self.measure * RAG };
            return Some(if bears > 0.0 { slack / bears } else { 0.0 });
        }
        let shrink = if self.justify { space * SHRINK } else { 0.0 };
        (slack >= -shrink - TOLERANCE).then(|| if shrink > 0.0 { (slack / shrink).max(-1.0) } else { 0.0 })
    }

    fn cost(&self, start: &Break, end: &Break, badness: f64) -> f64 {
        let hyphen = |b: &Break| b.ending == Ending::Hyphen;
        let last = end.ending == Ending::Mandatory;
        let dearer = if hyphen(end) && !self.justify { RAGGED_HYPHEN } else { 1.0 };
        let line = 1.0 + badness + f64::from(end.penalty) * dearer;
        let mut cost = line * line;
        for (applies, extra) in [
            (hyphen(start) && hyphen(end), CONSECUTIVE_HYPHENS),
            (hyphen(start) && last, HYPHEN_BEFORE_LAST),
            (last && self.is_runt(start, end), RUNT),
            (end.ending == Ending::Emergency, EMERGENCY),
        ] {
            if applies {
                cost += extra;
            }
        }
        cost
    }

    /// Whether a last line, not the only one, holds a single word.
    fn is_runt(&self, start: &Break, end: &Break) -> bool {
        let single = end.at_end.space - start.at_next.space <= 0.0;
        single && start.next > 0 && !matches!(start.ending, Ending::Mandatory) && end.end > start.next
    }
}

fn badness(ratio: f64) -> f64 {
    let size = ratio.abs();
    let cube = 100.0 * size * size * size;
    if cube > WORST { WORST + size } else { cube }
}

fn fit(ratio: f64) -> u8 {
    match ratio {
        r if r < -0.5 => 0,
        r if r <= 0.5 => 1,
        r if r <= 1.0 => 2,
        _ => 3,
    }
}
