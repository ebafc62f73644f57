//! The numbers that nobody may work out: what is small, wherever the numbers that are given tell it apart. That is every number that is
//! asked for, every smallest group, every rest that one number leaves of another ("all" and "all but A" say how many are in A),
//! and every union of small groups, for several numbers together may leave one.

use super::{MOST, Problem, Set, State, audit};
use crate::diag::Diagnostic;
use std::collections::{BTreeMap, BTreeSet};

/// The most unions of small groups that are looked at, beside those that two numbers leave of each other.
const UNIONS: usize = 50_000;
/// The most of them for which the attacker's problem is solved anew: what one solution shows of others is free.
const SOLVED: usize = 300;

/// A number that must not be worked out.
pub(super) struct Target {
    /// The groups that it is made of, in order.
    pub groups: Vec<usize>,
    /// The set that it is, where it is one.
    pub set: Option<usize>,
    /// How far below and above its true value it has been seen to reach.
    seen: (f64, f64),
}

/// How many numbers lie between the least and the most, so far above and so far below the true one: numbers of people are whole.
pub(super) fn whole(up: f64, down: f64) -> f64 {
    (up + 1e-6).floor() + (down + 1e-6).floor()
}

impl Target {
    fn new(groups: Vec<usize>, set: Option<usize>) -> Self {
        Target { groups, set, seen: (0.0, 0.0) }
    }

    /// Takes notice of a way in which all numbers may differ from the true ones.
    fn see(&mut self, change: &[f64]) {
        let by: f64 = self.groups.iter().filter_map(|group| change.get(*group)).sum();
        self.seen = (self.seen.0.min(by), self.seen.1.max(by));
    }

    fn width(&self) -> f64 {
        whole(self.seen.1, -self.seen.0)
    }
}

impl Problem<'_> {
    /// The first small number that can be told too well.
    pub(super) fn open(&self, wanted: f64) -> Result<Option<Target>, Vec<Diagnostic>> {
        let fixed: BTreeSet<usize> = self
            .sets
            .iter()
            .filter(|set| set.state == State::Given && set.groups.len() == 1)
            .flat_map(|set| set.groups.iter().copied())
            .collect();
        if self.groups.len() - fixed.len() > MOST {
            return Err(vec![self.too_many(self.groups.len() - fixed.len())]);
        }
        let mut changes: Vec<Vec<f64>> = Vec::new();
        for target in self.targets() {
            if let Some(target) = self.examined(target, wanted, &mut changes) {
                return Ok(Some(target));
            }
        }
        let mut solved = 0;
        for groups in self.unions() {
            let mut target = Target::new(groups, None);
            changes.iter().for_each(|change| target.see(change));
            if target.width() >= wanted || solved >= SOLVED {
                continue;
            }
            solved += 1;
            if let Some(target) = self.examined(target, wanted, &mut changes) {
                return Ok(Some(target));
            }
        }
        Ok(None)
    }

    /// The number, where it can be told too well. What is found on the way may show of others that they cannot.
    fn examined(&self, mut target: Target, wanted: f64, changes: &mut Vec<Vec<f64>>) -> Option<Target> {
        changes.iter().for_each(|change| target.see(change));
        if target.width() >= wanted {
            return None;
        }
        let known = self.known(&[]);
        for down in [false, true] {
            match audit::reach(&self.groups, &known, &target.groups, down) {
                Some((_, change)) => {
                    target.see(&change);
                    changes.push(change);
                }
                None => target.seen.1 = f64::INFINITY,
            }
        }
        (target.width() < wanted).then_some(target)
    }

    fn is_small(&self, value: u32) -> bool {
        value > 0 && value < self.below
    }

    /// The small numbers: of sets, of the groups that sets tell apart, and of what one set leaves of another.
    fn targets(&self) -> Vec<Target> {
        let mut found: BTreeMap<Vec<usize>, Target> = BTreeMap::new();
        for (index, set) in self.sets.iter().enumerate().filter(|(_, set)| self.is_small(set.value)) {
            found.insert(set.groups.clone(), Target::new(set.groups.clone(), Some(index)));
        }
        for (index, _) in self.groups.iter().enumerate().filter(|(_, value)| self.is_small(**value)) {
            found.entry(vec![index]).or_insert_with(|| Target::new(vec![index], None));
        }
        let left = self.sets.iter().flat_map(|whole| self.sets.iter().filter_map(|part| self.left(whole, part)));
        for groups in left {
            found.entry(groups.clone()).or_insert_with(|| Target::new(groups, None));
        }
        let mut all: Vec<Target> = found.into_values().collect();
        // rows of tables first: what hides them often hides the others
        all.sort_by_key(|target| target.set.and_then(|set| self.sets.get(set)).is_none_or(|set| !set.is_row));
        all
    }

    /// The groups that a part leaves of its whole, where few are in them.
    fn left(&self, whole: &Set, part: &Set) -> Option<Vec<usize>> {
        let rest = whole.value.checked_sub(part.value).filter(|rest| self.is_small(*rest))?;
        let groups: Vec<usize> =
            whole.groups.iter().copied().filter(|group| part.groups.binary_search(group).is_err()).collect();
        let value: u32 = groups.iter().filter_map(|group| self.groups.get(*group)).sum();
        // the part is wholly in it
        (value == rest && groups.len() + part.groups.len() == whole.groups.len()).then_some(groups)
    }

    /// The unions of two and more small groups in which few are, those of few groups first; so many and no more.
    fn unions(&self) -> Vec<Vec<usize>> {
        let small: Vec<(usize, u32)> =
            self.groups.iter().copied().enumerate().filter(|(_, value)| self.is_small(*value)).collect();
        let mut last: Vec<(Vec<usize>, u32)> = small.iter().map(|(group, value)| (vec![*group], *value)).collect();
        let mut all = Vec::new();
        while !last.is_empty() && all.len() < UNIONS {
            let mut longer = Vec::new();
            for (groups, sum) in &last {
                let further = small.iter().filter(|(group, value)| {
                    groups.last().is_some_and(|last| last < group) && self.is_small(sum.saturating_add(*value))
                });
                longer.extend(
                    further.map(|(group, value)| {
                        (groups.iter().copied().chain([*group]).collect::<Vec<_>>(), sum + value)
                    }),
                );
                if all.len() + longer.len() > UNIONS {
                    break;
                }
            }
            all.extend(longer.iter().map(|(groups, _)| groups.clone()));
            last = longer;
        }
        all
    }
}
