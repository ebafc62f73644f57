//! What costs depend on how a paragraph is set. Where no word can be hyphenated, there is less to choose from, and what buys
//! evenness at the price of wider spaces is bought less often.

use super::{Break, Ending, WORST};

/// The cost of a tight line next to a loose one.
const UNEVEN: f64 = 8_000.0;
/// The same without hyphens: at 8,000 the spaces of Persian deviate by three hundredths more in squares.
const UNHYPHENATED_UNEVEN: f64 = 1_200.0;
/// The cost of a justified line looser than its spaces bear: a fault, dearer than all that only looks less well.
const TOO_LOOSE: f64 = 3.0e6;
/// The same without hyphens, where such lines cannot be avoided and one very loose line is no better than two.
const UNHYPHENATED_TOO_LOOSE: f64 = 1.0e6;
/// The cost of a single word, or of next to nothing, on the last line.
const RUNT: f64 = 500_000.0;
/// The same in ragged text, where another line falls short for it.
const RAGGED_RUNT: f64 = 90_000.0;
/// The same in a long ragged text without hyphens: it is not seen there as in a heading, and many lines fall short for it.
const LONG_RAGGED_RUNT: f64 = 10_000.0;
/// A text of more lines than this is long.
const LONG: f64 = 4.0;

/// The costs of a paragraph.
#[derive(Debug, Clone, Copy)]
pub(super) struct Costs {
    /// Whether the badness of a line grows with how far it falls short, and not with the cube: the sum of squares is least.
    linear: bool,
    pub uneven: f64,
    pub runt: f64,
    pub too_loose: f64,
}

impl Costs {
    pub fn of(breaks: &[Break], measure: f64, ragged: bool) -> Costs {
        let hyphens = breaks.iter().any(|at| at.ending == Ending::Hyphen);
        let long = breaks.last().is_some_and(|end| end.at_end.width > measure * LONG);
        let (linear, uneven, runt, too_loose) = match (hyphens, ragged) {
            (_, true) if hyphens || !long => (false, 0.0, RAGGED_RUNT, 0.0),
            (_, true) => (true, 0.0, LONG_RAGGED_RUNT, 0.0),
            (true, false) => (false, UNEVEN, RUNT, TOO_LOOSE),
            (false, false) => (false, UNHYPHENATED_UNEVEN, RUNT, UNHYPHENATED_TOO_LOOSE),
        };
        Costs { linear, uneven, runt, too_loose }
    }

    /// The badness of a line stretched (above 0) or shrunk by a share of what it bears.
    pub fn badness(&self, ratio: f64) -> f64 {
        let size = ratio.abs();
        let badness = 100.0 * if self.linear { size } else { size * size * size };
        if badness > WORST { WORST + size } else { badness }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Random, breaks};
    use super::super::{Spacing, total_fit};
    use super::*;

    /// The squares of what all lines but the last fall short of the measure.
    fn squares(breaks: &[Break], measure: f64) -> f64 {
        let ends = total_fit(breaks, measure, Spacing::Ragged).ends;
        let starts = std::iter::once(0).chain(ends.iter().copied());
        let widths = starts.zip(&ends).map(|(from, to)| breaks[*to].at_end.width - breaks[from].at_next.width);
        let mut lacks: Vec<f64> = widths.map(|width| (measure - width).powi(2)).collect();
        lacks.pop();
        lacks.iter().sum()
    }

    #[test]
    fn long_ragged_text_without_hyphens_falls_less_short() {
        let mut random = Random(3);
        let (mut without, mut with) = (0.0, 0.0);
        for _ in 0..60 {
            let words: Vec<f64> = (0..70).map(|_| f64::from(2 + random.below(9))).collect();
            let plain = breaks(&words);
            let mut barred = plain.clone();
            barred.insert(1, Break { ending: Ending::Hyphen, penalty: f32::INFINITY, ..plain[1] });
            without += squares(&plain, 60.0);
            with += squares(&barred, 60.0);
        }
        assert!(without < with * 0.99, "{without} against {with}");
    }

    #[test]
    fn a_heading_keeps_away_from_a_single_last_word() {
        let short = breaks(&[9.0, 9.0, 9.0, 9.0, 5.0]);
        let long = breaks(&[9.0; 40]);
        assert!(Costs::of(&short, 40.0, true).runt > Costs::of(&long, 40.0, true).runt);
        assert_eq!(Costs::of(&long, 40.0, false).badness(2.0), 800.0);
        assert_eq!(Costs::of(&long, 40.0, true).badness(-2.0), 200.0);
    }
}
