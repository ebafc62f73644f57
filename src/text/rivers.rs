//! Rivers: spaces that stand one below the other over several lines and show as a white stripe. Where one runs through a
//! justified paragraph, the breaks along it are moved, if that costs little.

use super::cut::stretches;
use super::paragraph::Shaped;
use super::total_fit::{Break, Fit, Spacing, total_fit};

/// Spaces in so many lines one below the other are a river. Three in a row are common, and not seen.
const RIVER: usize = 4;
/// Two spaces stand one below the other where their centres are no further apart than this share of a space's width.
const REACH: f64 = 0.5;
/// What a paragraph without a river may cost more: less than any of the faults that are never wanted.
const WORTH: f64 = 200_000.0;
/// Longer paragraphs, in lines, are left as they are: each try sets a paragraph whole, and one of several pages is not seen
/// at once.
const LONGEST: usize = 80;
/// How often breaks are moved in one paragraph.
const ROUNDS: usize = 3;

/// Lines of a paragraph, from the first to the last, that a river runs through.
type River = std::ops::Range<usize>;

/// The ends of lines of a justified paragraph, chosen anew where a river runs through the lines of `fit`.
pub(super) fn without_rivers(
    shaped: &Shaped,
    breaks: &[Break],
    measure: f64,
    spacing: Spacing,
    fit: Fit,
) -> Vec<usize> {
    if fit.ends.len() <= RIVER || fit.ends.len() > LONGEST {
        return fit.ends;
    }
    let spaces: Vec<usize> = (0..shaped.text.len()).filter(|at| stretches(&shaped.text, *at)).collect();
    let finder = Finder { shaped, breaks, measure, spacing, spaces };
    let limit = fit.cost + WORTH;
    let mut chosen = fit.ends;
    for _ in 0..ROUNDS {
        let Some(river) = finder.longest(&chosen) else { break };
        let length = |ends: &[usize]| finder.longest(ends).map_or(0, |river| river.len());
        let others = river.clone().take(river.len() - 1).map(|line| {
            let mut barred = breaks.to_vec();
            if let Some(end) = chosen.get(line).and_then(|end| barred.get_mut(*end)) {
                end.penalty = f32::INFINITY;
            }
            total_fit(&barred, measure, spacing)
        });
        let better = others.filter(|other| other.cost <= limit).map(|other| (length(&other.ends), other));
        let better = better.filter(|(length, _)| *length < river.len());
        let best = better.min_by(|a, b| a.0.cmp(&b.0).then(a.1.cost.total_cmp(&b.1.cost)));
        let Some((_, other)) = best else { break };
        chosen = other.ends;
    }
    chosen
}

struct Finder<'s> {
    shaped: &'s Shaped,
    breaks: &'s [Break],
    measure: f64,
    spacing: Spacing,
    /// The bytes of the text's spaces.
    spaces: Vec<usize>,
}

impl Finder<'_> {
    /// The longest river, if there is one.
    fn longest(&self, ends: &[usize]) -> Option<River> {
        let mut above: Vec<(f64, usize)> = Vec::new();
        let mut found: Option<River> = None;
        let mut from = 0;
        for (line, &to) in ends.iter().enumerate() {
            let (centres, width) = self.centres(&self.breaks[from], &self.breaks[to]);
            from = to;
            let reach = width * REACH;
            let below: Vec<(f64, usize)> = centres.into_iter().map(|x| (x, 1 + chain(&above, x, reach))).collect();
            let length = below.iter().map(|(_, length)| *length).max().unwrap_or(0);
            if length >= RIVER.max(found.as_ref().map_or(0, |river| river.len() + 1)) {
                found = Some(line + 1 - length..line + 1);
            }
            above = below;
        }
        found
    }

    /// Where the centres of a line's spaces stand, from its start on, and how wide a space is there.
    fn centres(&self, from: &Break, to: &Break) -> (Vec<f64>, f64) {
        let shaped = self.shaped;
        let start = from.at_next;
        let line = to.at_end.plus(&start, -1.0);
        let slack = self.measure - (line.width + f64::from(to.tail - to.hang_end - from.hang_start));
        let last = to.end >= shaped.text.trim_end().len();
        let (stretch, between) = if last && slack > 0.0 { (0.0, 0.0) } else { self.spacing.share(slack, &line) };
        let first = self.spaces.partition_point(|at| *at < from.next);
        let inside = self.spaces[first..].iter().take_while(|at| **at < to.end);
        let mut width = 0.0;
        let centres = inside
            .filter_map(|at| Some((shaped.sums.get(*at)?, shaped.sums.get(at + 1)?)))
            .map(|(before, after)| {
                let own = (after.width - before.width) * (1.0 + stretch);
                width = f64::max(width, own);
                let until = before.plus(&start, -1.0);
                until.width + stretch * until.space + between * until.letters + own / 2.0
            })
            .collect();
        (centres, width)
    }
}

/// How many spaces in a row end in one that stands above `x`.
fn chain(above: &[(f64, usize)], x: f64, reach: f64) -> usize {
    let first = above.partition_point(|(other, _)| *other < x - reach);
    above[first..].iter().take_while(|(other, _)| *other <= x + reach).map(|(_, length)| *length).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Color;
    use crate::text::{Family, Figures, Fonts, Setting, TextRun, TextStyle, Weight};

    const STYLE: TextStyle = TextStyle {
        family: Family::Serif,
        weight: Weight::Regular,
        italic: false,
        size: 10.3,
        color: Color::BLACK,
        figures: Figures::Proportional,
        small_caps: false,
        superscript: false,
    };
    const TEXT: &str = "Iran put at least 267 people to death in 2020, among them four who were children at the time of the \
        alleged offence. The authorities announced only 91 of these executions; the others became known through families, \
        lawyers and fellow prisoners, and each of them was confirmed by at least two independent sources. Several \
        defendants were convicted after proceedings that lasted minutes, without counsel of their choosing, and on the \
        strength of confessions which they retracted in court as having been obtained under torture.";

    /// The lengths of the longest rivers at many measures, with the breaks that cost least and with those chosen.
    #[test]
    fn rivers_are_led_away() {
        let run = TextRun { text: TEXT, style: STYLE, language: None, tag: 0 };
        let setting = Setting { language: "en", rtl: false, hyphenate: true };
        let shaped = Fonts::bundled().shape(&[run], setting);
        let spaces: Vec<usize> = (0..TEXT.len()).filter(|at| stretches(TEXT, *at)).collect();
        let (mut before, mut after) = (0, 0);
        for measure in 140..340_u32 {
            let (breaks, measure, spacing) = (&shaped.breaks[..], f64::from(measure), Spacing::Spaces);
            let finder = Finder { shaped: &shaped, breaks, measure, spacing, spaces: spaces.clone() };
            let fit = total_fit(breaks, measure, spacing);
            let length = |ends: &[usize]| finder.longest(ends).map_or(0, |river| river.len());
            let found = length(&fit.ends);
            let left = length(&without_rivers(&shaped, breaks, measure, spacing, fit.clone()));
            assert!(left <= found, "at {measure}: {left} lines after {found}");
            (before, after) = (before + usize::from(found > 0), after + usize::from(left > 0));
        }
        assert!(before >= 3 && after < before, "{before} rivers before, {after} after");
    }

    #[test]
    fn spaces_one_below_the_other_are_a_chain() {
        let above = [(10.0, 1), (20.0, 3), (30.0, 2)];
        assert_eq!(chain(&above, 20.4, 0.5), 3);
        assert_eq!(chain(&above, 25.0, 0.5), 0);
        assert_eq!(chain(&above, 25.0, 5.0), 3);
    }
}
