//! Total-fit line breaking after Knuth and Plass, "Breaking Paragraphs into Lines" (1981): of all ways to break a
//! paragraph the one whose lines together cost least.
//!
//! A line's badness is 100 times the cube of how much its spaces are stretched or shrunk against what they bear; its cost
//! is the square of 1 + badness + penalty. Ragged lines are measured against a share of the measure instead. For each
//! break the best way is kept for each of four fits (tight, good, loose, very loose), since what follows depends on it.
//! In a long ragged text without hyphens badness grows with the shortness itself.

mod costs;
mod hopeless;

use super::breaks::Ending;
use costs::Costs;
use hopeless::{Active, Bounds};

/// Lengths summed from the start of the paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Sum {
    /// Of all advances.
    pub(super) width: f64,
    /// Of the advances of spaces that can be stretched.
    pub(super) space: f64,
    /// Of the sizes of the letters that can be set a little closer or wider.
    pub(super) letters: f64,
}

/// How a line may be made to fill the measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spacing {
    /// Not at all.
    Ragged,
    /// By its spaces.
    Spaces,
    /// By its spaces and, where these would be far from natural, by a trace between its letters: one of [`TRACES`].
    Letters(usize),
}

impl Spacing {
    /// What is tried next for a paragraph that has a fault.
    fn next(self) -> Option<Spacing> {
        match self {
            Spacing::Letters(trace) if trace + 1 < TRACES.len() => Some(Spacing::Letters(trace + 1)),
            _ => None,
        }
    }

    /// What a line can be stretched by, or shrunk: its spaces, and its letters.
    fn bears(self, slack: f64, line: &Sum) -> (f64, f64) {
        let (apart, close) = match self {
            Spacing::Ragged => return (0.0, 0.0),
            Spacing::Spaces => (0.0, 0.0),
            Spacing::Letters(trace) => TRACES.get(trace).copied().unwrap_or_default(),
        };
        let letters = line.letters.max(0.0);
        if slack >= 0.0 { (line.space * STRETCH, letters * apart) } else { (line.space * SHRINK, letters * close) }
    }

    /// How `slack` is shared out: what is added to each space, as a share of it, and after each letter, as a share of its
    /// size. Spaces alone take it as far as they bear half of what they can; then letters take part, and at their limit
    /// spaces take the rest.
    pub(super) fn share(self, slack: f64, line: &Sum) -> (f64, f64) {
        if line.space <= 0.0 || self == Spacing::Ragged {
            return (0.0, 0.0);
        }
        let (spaces, letters) = self.bears(slack, line);
        let (size, alone) = (slack.abs(), spaces * ALONE);
        let taken = if size > alone && letters > 0.0 {
            ((size - alone) * letters / (letters + spaces - alone)).min(letters)
        } else {
            0.0
        };
        let between = if line.letters > 0.0 { taken / line.letters } else { 0.0 };
        ((size - taken) / line.space * slack.signum(), between * slack.signum())
    }
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
    /// How far the mark that a line here ends with hangs beyond the measure.
    pub(super) hang_end: f32,
    /// How far the mark that the next line starts with hangs before it.
    pub(super) hang_start: f32,
}

/// A width may exceed the measure by this much, so that a text fits the width it was measured at.
pub(super) const TOLERANCE: f64 = 0.005;
/// A space may be stretched by this share of itself before its line counts as loose.
const STRETCH: f64 = 0.5;
/// A space may be shrunk by this share of itself, and never more.
const SHRINK: f64 = 1.0 / 3.0;
/// The space added after a letter is at most so much of its size, and the space taken away so much. The first is less than
/// kerning does to many pairs, and not seen; the others are for paragraphs that have a fault without. R. Bringhurst, "The
/// Elements of Typographic Style", 2.1.9, allows three hundredths.
const TRACES: [(f64, f64); 4] = [(0.012, 0.008), (0.02, 0.012), (0.03, 0.02), (0.045, 0.03)];
/// Spaces take what is wanted alone up to this share of what they bear.
const ALONE: f64 = 0.5;
/// The share of the measure that a ragged line may fall short before it counts as loose.
const RAG: f64 = 0.15;
/// Badness grows no further (but for a trace that still tells bad from worse), so that one hopeless line does not outweigh
/// all the others.
const WORST: f64 = 10_000.0;
/// Hyphens cost this many times more in ragged lines, which need them less.
const RAGGED_HYPHEN: f64 = 2.0;
/// The cost of a fault too: a second line in a row that ends in a hyphen; of a third, four times as much, and so on by squares.
const CONSECUTIVE_HYPHENS: f64 = 3.0e6;
/// The cost of a hyphen on the last line but one.
const HYPHEN_BEFORE_LAST: f64 = 200_000.0;
/// A last line shorter than this share of the measure is next to nothing.
const NEXT_TO_NOTHING: f64 = 0.1;
/// The cost of a cut inside a word that is wider than the measure.
const EMERGENCY: f64 = 1.0e9;
/// The cost of a line that is too wide whatever is done.
const OVERFULL: f64 = 1.0e13;

/// A justified line that fills less than this share of the measure is not worth a look where there is another way.
const STUB: f64 = 0.4;
/// What such a line costs more than the way to its start, at least: half the square of [`WORST`], since its spaces would be
/// stretched to many times of what they bear. What follows a line can make up for thousandths of that.
const HOPELESS: f64 = WORST * WORST / 2.0;

/// A line that is stretched by more times than this of what it bears is surely of the worst badness: the cube is more than
/// 100, by more than any fault of rounding.
const WORST_RATIO: f64 = 4.65;

/// How many fits are told apart.
const FITS: usize = 4;

/// The best way found to end a line at a break, with a given fit.
#[derive(Debug, Clone, Copy)]
struct Best {
    cost: f64,
    /// The break at which that line starts, and the fit of the line before it.
    from: (usize, usize),
    /// How many lines in a row end in a hyphen, this one included.
    hyphens: u8,
}

impl Best {
    const UNKNOWN: Best = Best { cost: f64::INFINITY, from: (0, GOOD), hyphens: 0 };
}

/// The ways to a break, by the fit of the line that ends there.
type Ways = [Best; FITS];

/// What the cheapest way costs.
fn least_of(ways: &Ways) -> f64 {
    ways.iter().map(|way| way.cost).fold(f64::INFINITY, f64::min)
}

/// The fit of the cheapest way.
fn cheapest(ways: &Ways) -> usize {
    (0..FITS).min_by(|a, b| ways[*a].cost.total_cmp(&ways[*b].cost)).unwrap_or(GOOD)
}

/// Lines chosen for a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fit {
    /// What all of them cost.
    pub(super) cost: f64,
    /// The breaks they end at, in order.
    pub(super) ends: Vec<usize>,
    /// Whether there is no fault: no line too loose, no two in a row that end in a hyphen.
    sound: bool,
}

/// Chooses the breaks to end lines at, with as little help of the letters as makes the paragraph sound.
pub(super) fn best_fit(breaks: &[Break], measure: f64, spacing: Spacing) -> (Fit, Spacing) {
    let mut spacing = spacing;
    let mut fit = total_fit(breaks, measure, spacing);
    // letters that join are left alone: there is nothing to try
    if breaks.last().is_none_or(|end| end.at_end.letters <= 0.0) {
        return (fit, spacing);
    }
    while let (false, Some(next)) = (fit.sound, spacing.next()) {
        spacing = next;
        fit = total_fit(breaks, measure, spacing);
    }
    (fit, spacing)
}

/// Chooses the breaks to end lines at. The first of `breaks` is the start of the paragraph and never among them; a break
/// with an infinite penalty is not chosen.
pub(super) fn total_fit(breaks: &[Break], measure: f64, spacing: Spacing) -> Fit {
    let mut best = vec![[Best::UNKNOWN; FITS]; breaks.len()];
    if let Some(first) = best.first_mut() {
        first[GOOD].cost = 0.0;
    }
    let fitter = Fitter::new(breaks, measure, spacing);
    // the cheapest way to each break
    let mut cheapest_to = vec![f64::INFINITY; breaks.len()];
    if let Some(first) = cheapest_to.first_mut() {
        *first = 0.0;
    }
    let mut active = Active::default();
    active.push(0, 0.0);
    for to in 1..breaks.len() {
        let (mut ways, dropped) = fitter.ways(to, &mut active, (&best, &cheapest_to));
        let reached = ways.iter().any(|way| way.cost.is_finite());
        if let (true, false, Some(from)) = (active.0.is_empty(), reached, dropped) {
            let fit = cheapest(&best[from]);
            ways[GOOD] = Best { cost: best[from][fit].cost + OVERFULL, from: (from, fit), hyphens: 0 };
        }
        best[to] = ways;
        cheapest_to[to] = least_of(&ways);
        if breaks[to].ending == Ending::Mandatory {
            active.0.clear();
        }
        if ways.iter().any(|way| way.cost.is_finite()) {
            active.push(to, cheapest_to[to]);
        }
    }
    trace(&best)
}

/// Walks back from the end of the paragraph.
fn trace(best: &[Ways]) -> Fit {
    let Some(last) = best.last() else { return Fit { cost: 0.0, ends: Vec::new(), sound: true } };
    let mut ends = Vec::new();
    let (mut at, mut fit) = (best.len() - 1, cheapest(last));
    let cost = last[fit].cost;
    let mut sound = true;
    while at > 0 {
        ends.push(at);
        sound &= fit != VERY_LOOSE && best[at][fit].hyphens < 2;
        (at, fit) = best[at][fit].from;
    }
    ends.reverse();
    Fit { cost, ends, sound }
}

struct Fitter<'b> {
    breaks: &'b [Break],
    measure: f64,
    ragged: bool,
    costs: Costs,
    /// What [`Fitter::hopeless`] has to know of the breaks; nothing of ragged text.
    bounds: Vec<Bounds>,
    /// The space that may come after a letter, and that may be taken away, as shares of its size.
    apart: f64,
    close: f64,
}

impl<'b> Fitter<'b> {
    fn new(breaks: &'b [Break], measure: f64, spacing: Spacing) -> Self {
        let (apart, close) = match spacing {
            Spacing::Ragged | Spacing::Spaces => (0.0, 0.0),
            Spacing::Letters(trace) => TRACES.get(trace).copied().unwrap_or_default(),
        };
        let ragged = spacing == Spacing::Ragged;
        let costs = Costs::of(breaks, measure, ragged);
        let mut fitter = Fitter { breaks, measure, ragged, costs, bounds: Vec::new(), apart, close };
        if !ragged {
            fitter.bounds = fitter.bounds();
        }
        fitter
    }

    /// Whether a justified line from `from` to `to` would fill less than [`STUB`] of the measure and is not the last one: it
    /// costs more than [`HOPELESS`].
    fn is_stub(&self, from: usize, to: usize) -> bool {
        let (from, to) = (&self.breaks[from], &self.breaks[to]);
        !self.ragged && to.ending != Ending::Mandatory && to.at_end.width - from.at_next.width < self.measure * STUB
    }

    /// The least that a line costs that ends at `end` and is stretched by more than it bears, and by so much that its badness
    /// grows no further; none where that is no fault.
    fn loose(&self, end: &Break) -> Option<[f64; 2]> {
        let fault = !self.ragged && end.ending != Ending::Mandatory;
        fault.then(|| [100.0, WORST].map(|badness| self.cost(end, badness) + self.costs.too_loose))
    }

    /// The least that a line costs that is surely stretched too far, by [`Fitter::loose`]; of any other, minus infinity.
    fn least_loose(&self, (from, to): (usize, usize), [loose, worst]: &[f64; 2]) -> f64 {
        // more than one by more than any fault of rounding
        const SURELY: f64 = 1.001;
        let (start, end) = (&self.breaks[from], &self.breaks[to]);
        let slack = self.slack(start, end);
        let bears = self.stretch(start, end);
        if slack <= bears * SURELY || bears <= 0.0 {
            return f64::NEG_INFINITY;
        }
        if slack > bears * WORST_RATIO { *worst } else { *loose }
    }

    /// By how much a line is narrower than the measure, or wider (below 0).
    fn slack(&self, start: &Break, end: &Break) -> f64 {
        let width = end.at_end.width - start.at_next.width;
        self.measure - (width + f64::from(end.tail - end.hang_end - start.hang_start))
    }

    /// By how much a line may be stretched before it counts as loose.
    fn stretch(&self, start: &Break, end: &Break) -> f64 {
        let space = if self.ragged { 0.0 } else { end.at_end.space - start.at_next.space };
        let letters = (end.at_end.letters - start.at_next.letters).max(0.0);
        if space > 0.0 { space * STRETCH + letters * self.apart } else { self.measure * RAG }
    }

    /// The best ways to `to` from the breaks in `active`, of which those go from which no line can reach it; the last of them.
    /// With all breaks come the ways to them, and what the cheapest of each costs.
    fn ways(&self, to: usize, active: &mut Active, (best, cheapest): (&[Ways], &[f64])) -> (Ways, Option<usize>) {
        let active = &mut active.0;
        let mut ways = [Best::UNKNOWN; FITS];
        let (mut kept, mut dropped) = (0, None);
        // the least that a way to `to` costs so far
        let mut least = f64::INFINITY;
        let loose = self.loose(&self.breaks[to]);
        let hopeless = if loose.is_some() { self.hopeless(to, active) } else { active.len() };
        for index in 0..active.len() {
            let start = active[index];
            let from = start.at;
            let stub = self.is_stub(from, to);
            let worst = loose.filter(|_| index >= hopeless).map(|[_, worst]| start.least + worst);
            // so are those that follow: they start later still
            if (stub && least <= HOPELESS) || worst.is_some_and(|worst| worst >= ways[VERY_LOOSE].cost) {
                active.copy_within(index.., kept);
                kept += active.len() - index;
                break;
            }
            // nine of ten lines looked at are too loose, and dearer than another that is
            if let Some(loose) = &loose
                && cheapest[from] + self.least_loose((from, to), loose) >= ways[VERY_LOOSE].cost
            {
                active[kept] = start;
                kept += 1;
                continue;
            }
            let (ratio, too_wide) = self.ratio(&self.breaks[from], &self.breaks[to]);
            if too_wide {
                dropped = Some(from);
                continue;
            }
            active[kept] = start;
            kept += 1;
            if (!stub || least > cheapest[from] + HOPELESS)
                && let Some(ratio) = ratio
                && self.consider((from, to), ratio, (&best[from], cheapest[from]), &mut ways)
            {
                least = least_of(&ways);
            }
        }
        active.truncate(kept);
        (ways, dropped)
    }

    /// Takes the line from one break to another, stretched by `ratio`, if it may make a better way there than the one known;
    /// whether it may. With the ways to its start comes what the cheapest of them costs.
    fn consider(
        &self,
        (from, to): (usize, usize),
        ratio: f64,
        (before, cheapest): (&Ways, f64),
        ways: &mut Ways,
    ) -> bool {
        let (start, end) = (&self.breaks[from], &self.breaks[to]);
        let last = end.ending == Ending::Mandatory;
        let badness = if last && ratio >= 0.0 { 0.0 } else { self.costs.badness(ratio) };
        let fit = if last { GOOD } else { fit(ratio) };
        let mut line = self.cost(end, badness);
        let justify = !self.ragged;
        if justify && fit == VERY_LOOSE {
            line += self.costs.too_loose;
        }
        if last && start.next > 0 && start.ending != Ending::Mandatory {
            line += self.last_line(start, end);
        }
        // no way to its start makes up for the line itself
        if cheapest + line >= ways[fit].cost {
            return false;
        }
        let hyphen = end.ending == Ending::Hyphen;
        for (earlier, way) in before.iter().enumerate() {
            let uneven = justify && earlier.abs_diff(fit) > 1;
            let row = if hyphen { CONSECUTIVE_HYPHENS * f64::from(way.hyphens) * f64::from(way.hyphens) } else { 0.0 };
            let cost = way.cost + line + row + if uneven { self.costs.uneven } else { 0.0 };
            if cost < ways[fit].cost {
                let hyphens = if hyphen { way.hyphens.saturating_add(1) } else { 0 };
                ways[fit] = Best { cost, from: (from, earlier), hyphens };
            }
        }
        true
    }

    /// How much a line is stretched (above 0) or shrunk (below) against what it bears, none when it does not fit; and
    /// whether neither it nor one up to a later break can.
    fn ratio(&self, start: &Break, end: &Break) -> (Option<f64>, bool) {
        let (line, from) = (&end.at_end, &start.at_next);
        let width = line.width - from.width;
        let space = if self.ragged { 0.0 } else { line.space - from.space };
        let letters = (line.letters - from.letters).max(0.0);
        let slack = self.slack(start, end);
        if slack >= 0.0 {
            let bears = self.stretch(start, end);
            return (Some(if bears > 0.0 { slack / bears } else { 0.0 }), false);
        }
        let (spaces, letters) = (space * SHRINK, letters * self.close);
        let hang = f64::from(start.hang_start + end.hang_end);
        let too_wide = width - spaces - letters - hang > self.measure + TOLERANCE;
        let shrink = if spaces > 0.0 { spaces + letters } else { 0.0 };
        let fits = slack >= -shrink - TOLERANCE;
        (fits.then(|| if shrink > 0.0 { (slack / shrink).max(-1.0) } else { 0.0 }), too_wide)
    }

    /// What a line costs that ends at `end`, whatever came before.
    fn cost(&self, end: &Break, badness: f64) -> f64 {
        let ragged_hyphen = end.ending == Ending::Hyphen && self.ragged;
        let dearer = if ragged_hyphen { RAGGED_HYPHEN } else { 1.0 };
        // where a break is welcome, a line may fall short for nothing, but none is better than a good one
        let line = (1.0 + badness + f64::from(end.penalty) * dearer).max(1.0);
        line * line + if end.ending == Ending::Emergency { EMERGENCY } else { 0.0 }
    }

    /// What a last line adds that is not the only one: by the hyphen before it, and by holding next to nothing.
    fn last_line(&self, start: &Break, end: &Break) -> f64 {
        let hyphen = if start.ending == Ending::Hyphen { HYPHEN_BEFORE_LAST } else { 0.0 };
        let single = end.at_end.space - start.at_next.space <= 0.0 && end.end > start.next;
        let short = end.at_end.width - start.at_next.width < self.measure * NEXT_TO_NOTHING;
        hyphen + if single || short { self.costs.runt } else { 0.0 }
    }
}

/// The fit of a good line, and of one stretched further than it bears.
const GOOD: usize = 1;
const VERY_LOOSE: usize = 3;

fn fit(ratio: f64) -> usize {
    match ratio {
        r if r < -0.5 => 0,
        r if r <= 0.5 => GOOD,
        r if r <= 1.0 => 2,
        _ => VERY_LOOSE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words of the given widths, parted by spaces of width 1; a negative width ends in a hyphenation point.
    pub(super) fn breaks(words: &[f64]) -> Vec<Break> {
        let start = Break {
            end: 0,
            next: 0,
            ending: Ending::Plain,
            penalty: 0.0,
            at_end: Sum::default(),
            at_next: Sum::default(),
            tail: 0.0,
            hang_end: 0.0,
            hang_start: 0.0,
        };
        let mut breaks = vec![start];
        let mut sum = Sum::default();
        for (index, word) in words.iter().enumerate() {
            let at_end = Sum { width: sum.width + word.abs(), ..sum };
            let hyphen = *word < 0.0;
            let space = if hyphen { 0.0 } else { 1.0 };
            sum = at_end.plus(&Sum { width: space, space, letters: 0.0 }, 1.0);
            let ending = if hyphen { Ending::Hyphen } else { Ending::Plain };
            let (penalty, tail) = if hyphen { (135.0, 0.5) } else { (0.0, 0.0) };
            let (end, next) = (index + 1, index + 1);
            breaks.push(Break { end, next, ending, penalty, at_end, at_next: sum, tail, ..start });
        }
        if let Some(last) = breaks.last_mut() {
            last.ending = Ending::Mandatory;
        }
        breaks
    }

    /// The same without shortcuts: all lines from all starts that a line can still reach, stubs apart.
    fn without_shortcuts(breaks: &[Break], measure: f64, spacing: Spacing) -> Fit {
        let fitter = Fitter::new(breaks, measure, spacing);
        let mut best = vec![[Best::UNKNOWN; FITS]; breaks.len()];
        best[0][GOOD].cost = 0.0;
        let mut active = vec![0];
        for to in 1..breaks.len() {
            let mut ways = [Best::UNKNOWN; FITS];
            let mut dropped = None;
            active.retain(|from| {
                let stub = fitter.is_stub(*from, to);
                if stub && least_of(&ways) <= HOPELESS {
                    return true;
                }
                let (ratio, too_wide) = fitter.ratio(&breaks[*from], &breaks[to]);
                let before = &best[*from];
                if too_wide {
                    dropped = Some(*from);
                } else if let Some(ratio) = ratio
                    && (!stub || least_of(&ways) > least_of(before) + HOPELESS)
                {
                    fitter.consider((*from, to), ratio, (before, least_of(before)), &mut ways);
                }
                !too_wide
            });
            if let (true, false, Some(from)) = (active.is_empty(), least_of(&ways).is_finite(), dropped) {
                let fit = cheapest(&best[from]);
                ways[GOOD] = Best { cost: best[from][fit].cost + OVERFULL, from: (from, fit), hyphens: 0 };
            }
            best[to] = ways;
            if breaks[to].ending == Ending::Mandatory {
                active.clear();
            }
            if least_of(&ways).is_finite() {
                active.push(to);
            }
        }
        trace(&best)
    }

    /// Knuth's MMIX generator.
    pub(super) struct Random(pub u64);

    impl Random {
        pub fn below(&mut self, end: u32) -> u32 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) as u32 % end
        }
    }

    /// A paragraph with words of any length, with syllables, words of one letter, marks that hang, places without a space,
    /// lines that end, and breaks that are barred.
    pub(super) fn anything(random: &mut Random, words: u32) -> Vec<Break> {
        let mut found = breaks(&[]);
        let mut sum = Sum::default();
        for _ in 0..words {
            for syllable in (0..=random.below(4)).rev() {
                let letters = f64::from(1 + random.below(5));
                let width = letters * (0.8 + f64::from(random.below(5)) / 10.0);
                sum = sum.plus(&Sum { width, space: 0.0, letters }, 1.0);
                let hyphen = syllable > 0;
                // no space comes after the last letter of a line
                let at_end = if hyphen { sum } else { Sum { letters: sum.letters - 1.0, ..sum } };
                let space = if !hyphen && random.below(9) > 0 { 1.0 } else { 0.0 };
                let at_next = sum.plus(&Sum { width: space, space, letters: 0.0 }, 1.0);
                let at = found.len();
                let ending = if hyphen { Ending::Hyphen } else { Ending::Plain };
                let penalty = if hyphen { 180.0 + random.below(90) as f32 } else { 0.0 };
                let tail = if hyphen { 0.5 } else { 0.0 };
                let hang_end = if random.below(5) == 0 { 0.4 } else { 0.0 };
                let hang_start = if random.below(7) == 0 { 0.3 } else { 0.0 };
                found.push(Break { end: at, next: at, ending, penalty, at_end, at_next, tail, hang_end, hang_start });
                sum = at_next;
            }
            if random.below(60) == 0
                && let Some(last) = found.last_mut()
            {
                last.ending = Ending::Mandatory;
            }
            if random.below(50) == 0
                && let Some(last) = found.last_mut()
            {
                last.penalty = f32::INFINITY;
            }
        }
        if let Some(last) = found.last_mut() {
            (last.ending, last.penalty) = (Ending::Mandatory, 0.0);
        }
        found
    }

    #[test]
    fn shortcuts_change_no_line() {
        let mut random = Random(11);
        let mut lines = 0;
        for round in 0..400 {
            let breaks = anything(&mut random, 20 + round % 90);
            for measure in [9.0, 17.3, 31.0, 48.5, 64.0, 120.0] {
                for spacing in [Spacing::Ragged, Spacing::Spaces, Spacing::Letters(0), Spacing::Letters(3)] {
                    let fit = total_fit(&breaks, measure, spacing);
                    assert_eq!(fit, without_shortcuts(&breaks, measure, spacing), "{round}, {measure}, {spacing:?}");
                    lines += fit.ends.len();
                }
            }
        }
        assert!(lines > 10_000);
    }

    #[test]
    fn nothing_and_one_word() {
        assert!(total_fit(&[], 10.0, Spacing::Spaces).ends.is_empty());
        assert!(total_fit(&breaks(&[]), 10.0, Spacing::Spaces).ends.is_empty());
        assert_eq!(total_fit(&breaks(&[3.0]), 10.0, Spacing::Spaces).ends, [1]);
    }

    #[test]
    fn the_whole_paragraph_decides_not_the_first_line() {
        // First fit would set "5 5 5", a tight line, and leave "9" and "9" alone on loose ones.
        let words = [5.0, 5.0, 4.9, 5.0, 5.0, 5.0, 2.0];
        assert_eq!(total_fit(&breaks(&words), 17.0, Spacing::Spaces).ends, [3, 6, 7]);
        let words = [3.0, 3.0, 3.0, 8.0, 4.0, 6.0];
        let chosen = total_fit(&breaks(&words), 11.0, Spacing::Spaces).ends;
        assert_eq!(chosen.last(), Some(&6));
    }

    #[test]
    fn a_hyphen_is_used_only_where_it_saves_a_bad_line() {
        assert_eq!(total_fit(&breaks(&[4.0, 4.0, -2.0, 2.0, 4.0, 4.0]), 9.2, Spacing::Spaces).ends[0], 2);
        assert_eq!(total_fit(&breaks(&[4.0, -4.0, 8.0, 4.0, 4.0, 4.0]), 9.5, Spacing::Spaces).ends[0], 2);
    }

    #[test]
    fn spaces_shrink_by_a_third_at_most() {
        // Two spaces give up two thirds; the line is 11 wide without them.
        let words = [3.0, 3.0, 3.0, 6.0];
        assert_eq!(total_fit(&breaks(&words), 10.4, Spacing::Spaces).ends, [3, 4]);
        assert_eq!(total_fit(&breaks(&words), 10.2, Spacing::Spaces).ends[0], 2);
        assert_eq!(total_fit(&breaks(&words), 10.4, Spacing::Ragged).ends[0], 2, "ragged lines do not shrink");
    }

    #[test]
    fn a_word_too_wide_stands_alone_and_the_rest_goes_on() {
        assert_eq!(total_fit(&breaks(&[2.0, 50.0, 2.0, 2.0]), 10.0, Spacing::Spaces).ends, [1, 2, 4]);
        assert_eq!(total_fit(&breaks(&[50.0, 50.0]), 10.0, Spacing::Ragged).ends, [1, 2]);
    }

    #[test]
    fn a_forced_end_starts_anew() {
        let mut breaks = breaks(&[2.0, 2.0, 2.0, 2.0]);
        breaks[2].ending = Ending::Mandatory;
        assert_eq!(total_fit(&breaks, 100.0, Spacing::Spaces).ends, [2, 4]);
    }

    #[test]
    fn cuts_inside_a_word_are_as_few_as_can_be() {
        let mut breaks = breaks(&[1.0; 30]);
        let mut width = 0.0;
        for at in &mut breaks[1..30] {
            width += 1.0;
            at.ending = Ending::Emergency;
            (at.at_end, at.at_next) = (Sum { width, ..Sum::default() }, Sum { width, ..Sum::default() });
        }
        breaks[30].at_end = Sum { width: 30.0, ..Sum::default() };
        assert_eq!(total_fit(&breaks, 10.0, Spacing::Spaces).ends.len(), 3);
    }
}
