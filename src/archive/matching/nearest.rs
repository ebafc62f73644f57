//! What stands in an archive instead of a quotation that is not found: the passage that is most like it, with what differs
//! marked. It is shown to the author and never accepted.

use super::tokens::{Token, is_cjk, text};
use rapidfuzz::fuzz::RatioBatchComparator;
use serde::Serialize;
use std::ops::Range;

/// How like a passage must be to be worth showing.
const LIKE: f64 = 0.6;

/// How many words of a quotation are compared; of Chinese, characters.
const WORDS: usize = 400;

/// How a quotation differs from the passage that is nearest to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Difference {
    /// The passage has words that the quotation leaves out.
    Omission,
    /// The quotation has words that the passage has not.
    Insertion,
    /// Words are other words.
    Change,
}

/// The passage that is most like a quotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Nearest {
    /// The page, from 1; none where the archive has no pages.
    pub page: Option<usize>,
    /// The line on the page, or the paragraph, from 1.
    pub line: usize,
    /// How it differs.
    pub difference: Difference,
    /// The passage with the difference: `[-only there-]`, `{+only in the quotation+}`.
    pub shown: String,
}

impl Nearest {
    /// Where it stands, in words.
    #[must_use]
    pub fn place(&self) -> String {
        match self.page {
            Some(page) => format!("page {page}"),
            None => format!("paragraph {}", self.line),
        }
    }
}

/// A word, or a character of a script without spaces; and whether a space stands before it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    text: String,
    spaced: bool,
}

/// The passage of `all` that is most like `needle`. `paged`: it has pages.
pub(super) fn nearest(paged: bool, all: &[Token], needle: &str) -> Option<Nearest> {
    let needle: Vec<char> = needle.chars().collect();
    let mut quoted = words(&needle, |range| needle.get(range).unwrap_or(&[]).iter().collect());
    quoted.truncate(WORDS);
    let bounds = bounds(&all.iter().map(|token| token.c).collect::<Vec<_>>());
    let start = most_like(all, &bounds, &quoted)?;
    let from = start.saturating_sub(quoted.len() / 2 + 2);
    let until = (start + quoted.len() * 2 + 4).min(bounds.len());
    let window: Vec<Word> = bounds
        .get(from..until)?
        .iter()
        .map(|(range, spaced)| Word { text: text(all.get(range.clone()).unwrap_or(&[])), spaced: *spaced })
        // running heads have no words
        .filter(|word| !word.text.is_empty())
        .collect();
    let steps = align(&window, &quoted);
    let first = all.get(bounds.get(start)?.0.start)?;
    let page = paged.then_some(first.page + 1);
    Some(Nearest { page, line: first.line + 1, difference: kind(&steps), shown: show(&steps) })
}

fn words(chars: &[char], text: impl Fn(Range<usize>) -> String) -> Vec<Word> {
    bounds(chars).into_iter().map(|(range, spaced)| Word { text: text(range), spaced }).collect()
}

/// The words among characters, each with whether a space stands before it.
fn bounds(chars: &[char]) -> Vec<(Range<usize>, bool)> {
    let mut found = Vec::new();
    let (mut start, mut spaced) = (0, false);
    for (at, c) in chars.iter().enumerate() {
        if *c == ' ' || is_cjk(*c) {
            if at > start {
                found.push((start..at, spaced));
                spaced = false;
            }
            start = at + 1;
        }
        if *c == ' ' {
            spaced = true;
        } else if is_cjk(*c) {
            found.push((at..at + 1, spaced));
            spaced = false;
        }
    }
    if chars.len() > start {
        found.push((start..chars.len(), spaced));
    }
    found
}

/// Where the run of as many words begins that is most like `words`, if any is like enough.
fn most_like(all: &[Token], bounds: &[(Range<usize>, bool)], words: &[Word]) -> Option<usize> {
    let needle: Vec<char> = joined(words.iter()).chars().collect();
    let scorer = RatioBatchComparator::new(needle.iter().copied());
    let chars: Vec<char> = all.iter().map(|token| token.c).collect();
    let mut best: Option<(usize, f64)> = None;
    for (index, (first, _)) in bounds.iter().enumerate() {
        let (last, _) = bounds.get(index + words.len().saturating_sub(1)).or(bounds.last())?;
        let window = chars.get(first.start..last.end)?;
        let score = scorer.similarity(window.iter().copied());
        if best.is_none_or(|(_, best)| score > best) {
            best = Some((index, score));
        }
    }
    best.filter(|(_, score)| *score >= LIKE).map(|(start, _)| start)
}

/// Words with the spaces between them.
fn joined<'a>(words: impl Iterator<Item = &'a Word>) -> String {
    let mut text = String::new();
    for word in words {
        if word.spaced && !text.is_empty() {
            text.push(' ');
        }
        text += &word.text;
    }
    text
}

/// A word of both, of the passage only, or of the quotation only.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Both(Word),
    There(Word),
    Quoted(Word),
}

impl Step {
    fn word(&self) -> &Word {
        match self {
            Step::Both(word) | Step::There(word) | Step::Quoted(word) => word,
        }
    }
}

/// Aligns all words of the quotation with some of the window; what stands before and after in the window is free.
fn align(window: &[Word], words: &[Word]) -> Vec<Step> {
    let (rows, columns) = (words.len() + 1, window.len() + 1);
    let mut cost = vec![0_u32; rows * columns];
    let at = |row: usize, column: usize| row * columns + column;
    let same = |row: usize, column: usize| {
        let (there, quoted) = (&window[column - 1].text, &words[row - 1].text);
        // a quotation may end before the mark behind its last word
        there == quoted || (row == words.len() && there.trim_end_matches(['.', ',', ';', ':', '!', '?']) == quoted)
    };
    for row in 1..rows {
        cost[at(row, 0)] = u32::try_from(row).unwrap_or(u32::MAX);
        for column in 1..columns {
            let across = cost[at(row - 1, column - 1)] + u32::from(!same(row, column));
            let up = cost[at(row - 1, column)].saturating_add(1);
            let left = cost[at(row, column - 1)].saturating_add(1);
            cost[at(row, column)] = across.min(up).min(left);
        }
    }
    let mut row = rows - 1;
    let mut column = (0..columns).min_by_key(|column| cost[at(row, *column)]).unwrap_or(0);
    // other words at the end are held against the passage's own next ones: who wrote 2025 for 2024 added nothing
    while row > 0
        && column + 1 < columns
        && cost[at(row, column + 1)] == cost[at(row, column)]
        && (column == 0 || !same(row, column))
    {
        column += 1;
    }
    let mut steps = Vec::new();
    while row > 0 {
        let here = cost[at(row, column)];
        let alike = column > 0 && same(row, column);
        // of two ways that cost the same, the one in which the word stands there
        let before = !alike && column > 1 && same(row, column - 1) && here == cost[at(row, column - 1)] + 1;
        if column > 0 && !before && here == cost[at(row - 1, column - 1)] + u32::from(!alike) {
            if alike {
                steps.push(Step::Both(window[column - 1].clone()));
            } else {
                steps.push(Step::Quoted(words[row - 1].clone()));
                steps.push(Step::There(window[column - 1].clone()));
            }
            row -= 1;
            column -= 1;
        } else if column > 0 && here == cost[at(row, column - 1)].saturating_add(1) {
            steps.push(Step::There(window[column - 1].clone()));
            column -= 1;
        } else {
            steps.push(Step::Quoted(words[row - 1].clone()));
            row -= 1;
        }
    }
    steps.reverse();
    steps
}

fn kind(steps: &[Step]) -> Difference {
    let there = steps.iter().any(|step| matches!(step, Step::There(_)));
    let quoted = steps.iter().any(|step| matches!(step, Step::Quoted(_)));
    match (there, quoted) {
        (true, false) => Difference::Omission,
        (false, true) => Difference::Insertion,
        _ => Difference::Change,
    }
}

/// The steps as text; long stretches that are the same are cut down to three words on each side.
fn show(steps: &[Step]) -> String {
    let mut shown = String::new();
    for run in steps.chunk_by(|a, b| std::mem::discriminant(a) == std::mem::discriminant(b)) {
        let text = |run: &[Step]| joined(run.iter().map(Step::word));
        let part = match run {
            [Step::There(_), ..] => format!("[-{}-]", text(run)),
            [Step::Quoted(_), ..] => format!("{{+{}+}}", text(run)),
            [first @ .., _, _, _] if run.len() > 8 => {
                format!("{} … {}", text(first.get(..3).unwrap_or(first)), text(run.get(run.len() - 3..).unwrap_or(run)))
            }
            _ => text(run),
        };
        // of what differs, one may stand with a space and the other not
        let spaces = |step: &Step| {
            step.word().spaced || (!matches!(step, Step::Both(_)) && !step.word().text.starts_with(is_cjk))
        };
        let spaced = run.first().is_some_and(spaces);
        if spaced && !shown.is_empty() {
            shown.push(' ');
        }
        shown += &part;
    }
    shown
}
