//! Which lines need no look. Where words have many syllables, most of the lines that could end at a break are hopelessly loose,
//! since they start too near to it: they are told from the others all at once.

use super::{Break, Fitter, RAG, STRETCH, Sum, WORST_RATIO};

/// The breaks from which lines are looked at, in their order.
#[derive(Debug, Default)]
pub(super) struct Active(pub Vec<Start>);

/// A break at which lines start.
#[derive(Debug, Clone, Copy)]
pub(super) struct Start {
    /// The break.
    pub at: usize,
    /// No way to this break, nor to one behind it, costs less.
    pub least: f64,
}

impl Active {
    /// Adds a break, to which the cheapest way costs so much.
    pub fn push(&mut self, at: usize, cheapest: f64) {
        // those before a start that knows of nothing dearer know of nothing dearer either
        for start in self.0.iter_mut().rev().take_while(|start| start.least > cheapest) {
            start.least = cheapest;
        }
        self.0.push(Start { at, least: cheapest });
    }
}

/// What is known of all lines that start at a break or behind it, or at it or before it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    /// The least of where those behind it start, what they can be stretched by counted [`WORST_RATIO`] times.
    stretched: f64,
    /// The least of where those behind it start.
    start: f64,
    /// The most letters and spaces that those before it leave out.
    letters: f64,
    space: f64,
}

impl Fitter<'_> {
    /// The bounds of all breaks.
    pub(super) fn bounds(&self) -> Vec<Bounds> {
        let (mut letters, mut space) = (f64::NEG_INFINITY, f64::NEG_INFINITY);
        let bound = |at: &Break| {
            (letters, space) = (letters.max(at.at_next.letters), space.max(at.at_next.space));
            let start = at.at_next.width + f64::from(at.hang_start);
            Bounds { stretched: start + WORST_RATIO * self.elastic(&at.at_next), start, letters, space }
        };
        let mut bounds: Vec<Bounds> = self.breaks.iter().map(bound).collect();
        let mut least = (f64::INFINITY, f64::INFINITY);
        for bound in bounds.iter_mut().rev() {
            least = (least.0.min(bound.stretched), least.1.min(bound.start));
            (bound.stretched, bound.start) = least;
        }
        bounds
    }

    /// What a sum can be stretched by.
    fn elastic(&self, sum: &Sum) -> f64 {
        sum.space * STRETCH + sum.letters * self.apart
    }

    /// From which index of `active` on all lines to `to` are surely so loose that their badness grows no further. That is so
    /// where `measure - (end - start)` is more than [`WORST_RATIO`] times `elastic(end) - elastic(start)`: with all that
    /// belongs to the start on one side, the least of all later starts decides for all of them.
    pub(super) fn hopeless(&self, to: usize, active: &[Start]) -> usize {
        // far more than rounding can do, far less than can be seen
        const SLOP: f64 = 0.001;
        let end = &self.breaks[to];
        let width = end.at_end.width + f64::from(end.tail) - f64::from(end.hang_end) - self.measure;
        // letters count for nothing where there are fewer than none
        if self.bounds[to - 1].letters > end.at_end.letters + SLOP {
            return active.len();
        }
        // a line without a space is measured against a share of the measure
        let word = active.partition_point(|start| self.bounds[start.at].space < end.at_end.space);
        let short = |start: &Start| self.bounds[start.at].start - width > WORST_RATIO * RAG * self.measure + SLOP;
        if !active.get(word).is_none_or(short) {
            return active.len();
        }
        let sure = width + WORST_RATIO * self.elastic(&end.at_end) + SLOP;
        active.partition_point(|start| self.bounds[start.at].stretched <= sure)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Spacing;
    use super::super::tests::{Random, anything};
    use super::*;

    #[test]
    fn lines_that_get_no_look_are_hopeless() {
        let breaks = anything(&mut Random(5), 300);
        let fitter = Fitter::new(&breaks, 64.0, Spacing::Letters(0));
        let mut left_out = 0;
        for to in 1..breaks.len() {
            let starts: Vec<Start> = (0..to).map(|at| Start { at, least: 0.0 }).collect();
            let hopeless = fitter.hopeless(to, &starts);
            for from in hopeless..to {
                let loose = [1.0, 2.0];
                assert_eq!(fitter.least_loose((from, to), &loose), 2.0, "{from} to {to}");
            }
            left_out += usize::from(hopeless < to);
        }
        assert!(left_out > breaks.len() / 2, "{left_out} of {}", breaks.len());
    }
}
