//! Whether two descriptions mean the same quantity.

use std::collections::BTreeSet;

/// The share of words two descriptions must have in common (Jaccard index) to be taken for one quantity.
const SAME: f64 = 0.6;

/// Letters by which words are compared.
const STEM: usize = 5;

/// What a figure counts, as the words of its description.
pub(super) struct Quantity(BTreeSet<String>);

impl Quantity {
    /// The words of `what` without numbers, in lower case and cut to their first letters: "protesters" and "protests" are
    /// one.
    pub(super) fn of(what: &str) -> Self {
        let trivial = ["the", "of", "in", "by", "and", "a", "to", "at", "on", "for", "during"];
        let lower = what.to_lowercase();
        let words = lower.split(|letter: char| !letter.is_alphabetic());
        let telling = words.filter(|word| word.len() > 1 && !trivial.contains(word));
        Quantity(telling.map(|word| word.chars().take(STEM).collect()).collect())
    }

    /// The same without the words of another.
    pub(super) fn without(&self, other: &Self) -> Self {
        Quantity(self.0.difference(&other.0).cloned().collect())
    }

    /// Whether any word is the same.
    pub(super) fn shares(&self, other: &Self) -> bool {
        self.0.intersection(&other.0).next().is_some()
    }

    /// Whether most words are the same.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let shared = self.0.intersection(&other.0).count() as f64;
        let all = self.0.union(&other.0).count().max(1) as f64;
        shared / all >= SAME
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn like_is_by_stems_and_without_numbers() {
        let like = |a: &str, b: &str| Quantity::of(a).is_like(&Quantity::of(b));
        assert!(like("protesters killed in the protests of 2019", "killed during protests"));
        assert!(!like("people executed", "people executed for drug offences"));
        assert!(!like("", ""), "nothing said is nothing in common");
    }
}
