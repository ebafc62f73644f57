//! What stands in an archive instead of a quotation that is not found: the passage that is most like it, with what differs
//! marked. It is shown to the author and never accepted.

use super::tokens::{Token, text};
use rapidfuzz::fuzz::RatioBatchComparator;
use serde::Serialize;
use std::ops::Range;

/// How like a passage must be to be worth showing.
const LIKE: f64 = 0.6;

/// How many words of a quotation are compared.
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
    /// The page, from 1.
    pub page: usize,
    /// How it differs.
    pub difference: Difference,
    /// The passage with the difference: `[-only there-]`, `{+only in the quotation+}`.
    pub shown: String,
}

/// The passage of `all` that is most like `needle`.
pub(super) fn nearest(all: &[Token], needle: &str) -> Option<Nearest> {
    let words: Vec<&str> = needle.split_whitespace().take(WORDS).collect();
    let bounds = word_bounds(all);
    let (start, score) = most_like(all, &bounds, &words)?;
    if score < LIKE {
        return None;
    }
    let from = start.saturating_sub(words.len() / 2 + 2);
    let until = (start + words.len() * 2 + 4).min(bounds.len());
    let window: Vec<String> =
        bounds.get(from..until)?.iter().map(|range| text(all.get(range.clone()).unwrap_or(&[]))).collect();
    let steps = align(&window, &words);
    let page = all.get(bounds.get(start)?.start)?.page + 1;
    Some(Nearest { page, difference: kind(&steps), shown: show(&steps) })
}

/// The words of an archive, as ranges of tokens.
fn word_bounds(all: &[Token]) -> Vec<Range<usize>> {
    let mut bounds = Vec::new();
    let mut start = 0;
    for (at, token) in all.iter().enumerate() {
        if token.c == ' ' {
            if at > start {
                bounds.push(start..at);
            }
            start = at + 1;
        }
    }
    if all.len() > start {
        bounds.push(start..all.len());
    }
    bounds
}

/// Where the run of as many words begins that is most like `words`.
fn most_like(all: &[Token], bounds: &[Range<usize>], words: &[&str]) -> Option<(usize, f64)> {
    let needle: Vec<char> = words.join(" ").chars().collect();
    let scorer = RatioBatchComparator::new(needle.iter().copied());
    let chars: Vec<char> = all.iter().map(|token| token.c).collect();
    let mut best: Option<(usize, f64)> = None;
    for (index, first) in bounds.iter().enumerate() {
        let last = bounds.get(index + words.len().saturating_sub(1)).or(bounds.last())?;
        let window = chars.get(first.start..last.end)?;
        let score = scorer.similarity(window.iter().copied());
        if best.is_none_or(|(_, best)| score > best) {
            best = Some((index, score));
        }
    }
    best
}

/// A word of both, of the passage only, or of the quotation only.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Both(String),
    There(String),
    Quoted(String),
}

/// Aligns all words of the quotation with some of the window; what stands before and after in the window is free.
fn align(window: &[String], words: &[&str]) -> Vec<Step> {
    let (rows, columns) = (words.len() + 1, window.len() + 1);
    let mut cost = vec![0_u32; rows * columns];
    let at = |row: usize, column: usize| row * columns + column;
    for row in 1..rows {
        cost[at(row, 0)] = u32::try_from(row).unwrap_or(u32::MAX);
        for column in 1..columns {
            let same = window[column - 1] == words[row - 1];
            let across = cost[at(row - 1, column - 1)] + u32::from(!same);
            let up = cost[at(row - 1, column)].saturating_add(1);
            let left = cost[at(row, column - 1)].saturating_add(1);
            cost[at(row, column)] = across.min(up).min(left);
        }
    }
    let mut column = (0..columns).min_by_key(|column| cost[at(rows - 1, *column)]).unwrap_or(0);
    let mut row = rows - 1;
    let mut steps = Vec::new();
    while row > 0 {
        let here = cost[at(row, column)];
        let same = column > 0 && window[column - 1] == words[row - 1];
        if column > 0 && here == cost[at(row - 1, column - 1)] + u32::from(!same) {
            if same {
                steps.push(Step::Both(window[column - 1].clone()));
            } else {
                steps.push(Step::Quoted(words[row - 1].to_owned()));
                steps.push(Step::There(window[column - 1].clone()));
            }
            row -= 1;
            column -= 1;
        } else if column > 0 && here == cost[at(row, column - 1)].saturating_add(1) {
            steps.push(Step::There(window[column - 1].clone()));
            column -= 1;
        } else {
            steps.push(Step::Quoted(words[row - 1].to_owned()));
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
    let mut parts: Vec<String> = Vec::new();
    for run in steps.chunk_by(|a, b| std::mem::discriminant(a) == std::mem::discriminant(b)) {
        let words: Vec<&str> = run
            .iter()
            .map(|step| match step {
                Step::Both(word) | Step::There(word) | Step::Quoted(word) => word.as_str(),
            })
            .collect();
        match (run.first(), words.as_slice()) {
            (Some(Step::There(_)), _) => parts.push(format!("[-{}-]", words.join(" "))),
            (Some(Step::Quoted(_)), _) => parts.push(format!("{{+{}+}}", words.join(" "))),
            (_, [a, b, c, _, .., x, y, z]) if words.len() > 8 => parts.push(format!("{a} {b} {c} … {x} {y} {z}")),
            _ => parts.push(words.join(" ")),
        }
    }
    parts.join(" ")
}
