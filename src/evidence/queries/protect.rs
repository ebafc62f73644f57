//! Small numbers that are not given, and others that are not given so that they cannot be worked out.
//!
//! The rule is that of minimum frequency: a count below the threshold is not given (primary suppression). Other counts are not
//! given where from all that is given (rows, their totals, figures) a small one could be told to within less than three
//! numbers (secondary suppression). In tables of several labels the cells are chosen by hypercubes, whose corners can be
//! changed together without a change of any total; what can be told is then examined for all numbers at once ([`audit`]).
//! Hundepool et al., Handbook on Statistical Disclosure Control (2nd ed., 2024), chapters on magnitude and frequency tables;
//! Repsilber, on the hypercube method; Fischetti and Salazar, on the attacker's problem.

mod targets;

use super::audit::{self, Known};
use crate::diag::{Diagnostic, Span};
use std::collections::{BTreeMap, BTreeSet};
use targets::Target;

/// The most groups of unknown size that are examined.
const MOST: usize = 200;
/// How many ways to hide a number are tried at a time.
const TRIED: usize = 24;

/// What a figure or a query table gives of protected data.
#[derive(Debug)]
pub(super) struct Counted {
    /// `figures.ID` or `data.ID`.
    pub name: String,
    /// Where its query stands.
    pub span: Span,
    /// Whether it is a table.
    pub is_table: bool,
    /// For each row of the data that it counts: which, how much it adds, and its labels.
    pub rows: Vec<(u32, u32, Vec<String>)>,
    /// The labels of its rows in which nobody is: without them the table would say so.
    pub absent: Vec<Vec<String>>,
}

/// Whether a number is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// It is.
    Given,
    /// It is below the threshold.
    Small,
    /// It is not, so that others cannot be worked out.
    Withheld,
}

/// The record that counts, and the labels of its row.
pub(super) type Place = (String, Vec<Option<String>>);

/// What may be given.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// For each number its state: of a figure under no labels, of a table under the labels of its rows; a label that is left
    /// open is a total over it.
    pub states: BTreeMap<Place, (State, u32)>,
}

/// A number that somebody may read: which rows of the data are in it.
struct Set {
    rows: Vec<u32>,
    value: u32,
    state: State,
    /// Where it stands.
    places: Vec<(usize, Vec<Option<String>>)>,
    /// Whether it may be withheld: a row or a total of a table.
    may: bool,
    /// Whether it is a row of a table, which tells that somebody is in it.
    is_row: bool,
    /// The groups it is made of.
    groups: Vec<usize>,
}

/// Decides what is given of all that is counted in one table of data; or says what cannot be protected.
pub(super) fn decide(counted: &[&Counted], below: u32) -> Result<Outcome, Vec<Diagnostic>> {
    let mut problem = Problem::new(counted, below);
    problem.run()?;
    let mut outcome = Outcome::default();
    for set in &problem.sets {
        for (owner, labels) in &set.places {
            let Some(owner) = counted.get(*owner) else { continue };
            outcome.states.insert((owner.name.clone(), labels.clone()), (set.state, set.value));
        }
    }
    for query in counted {
        for labels in &query.absent {
            let key = labels.iter().cloned().map(Some).collect();
            outcome.states.insert((query.name.clone(), key), (State::Small, 0));
        }
    }
    Ok(outcome)
}

struct Problem<'a> {
    counted: &'a [&'a Counted],
    below: u32,
    sets: Vec<Set>,
    /// How many are in each of the smallest groups that the sets tell apart.
    groups: Vec<u32>,
}

impl<'a> Problem<'a> {
    fn new(counted: &'a [&'a Counted], below: u32) -> Self {
        let mut found: BTreeMap<Vec<u32>, Set> = BTreeMap::new();
        let mut weights: BTreeMap<u32, u32> = BTreeMap::new();
        for (owner, query) in counted.iter().enumerate() {
            let mut cells: BTreeMap<Vec<Option<String>>, Vec<u32>> = BTreeMap::new();
            if !query.is_table {
                cells.insert(Vec::new(), Vec::new());
            }
            for (row, weight, labels) in &query.rows {
                weights.insert(*row, *weight);
                for key in keys(labels) {
                    cells.entry(key).or_default().push(*row);
                }
            }
            for (labels, mut rows) in cells {
                rows.sort_unstable();
                let is_row = query.is_table && labels.iter().all(Option::is_some);
                let set = found.entry(rows.clone()).or_insert_with(|| Set {
                    value: rows
                        .iter()
                        .filter_map(|row| weights.get(row))
                        .fold(0, |sum: u32, weight| sum.saturating_add(*weight)),
                    rows,
                    state: State::Given,
                    places: Vec::new(),
                    may: true,
                    is_row: false,
                    groups: Vec::new(),
                });
                set.may &= query.is_table;
                set.is_row |= is_row;
                set.places.push((owner, labels));
            }
        }
        let mut sets: Vec<Set> = found.into_values().collect();
        for set in &mut sets {
            set.state = if set.value < below { State::Small } else { State::Given };
        }
        let groups = groups(&mut sets, &weights);
        Problem { counted, below, sets, groups }
    }

    fn run(&mut self) -> Result<(), Vec<Diagnostic>> {
        // the width of what a number may be: three numbers at least, and two where only two are below the threshold
        let wanted = f64::from(self.below.saturating_sub(2).min(2));
        let mut rounds = 0;
        while let Some(target) = self.open(wanted)? {
            rounds += 1;
            if rounds > self.sets.len() || !self.hide(&target, wanted) {
                return Err(vec![self.cannot(&target)]);
            }
        }
        Ok(())
    }

    /// What is known of the groups, but for the sets `without`, which are taken to be withheld.
    fn known(&self, without: &[usize]) -> Vec<Known> {
        let below = self.below;
        let fact = |(index, set): (usize, &Set)| {
            let state = if without.contains(&index) { State::Withheld } else { set.state };
            let (down, up) = match state {
                State::Given => (Some(0), Some(0)),
                State::Small if set.is_row && set.value > 0 => (Some(set.value - 1), Some(below - 1 - set.value)),
                State::Small => (None, Some(below.saturating_sub(1).saturating_sub(set.value))),
                State::Withheld => (Some(set.value.saturating_sub(below)), None),
            };
            Known { groups: set.groups.clone(), down, up }
        };
        self.sets.iter().enumerate().map(fact).filter(|fact| !fact.groups.is_empty()).collect()
    }

    /// Withholds what hides a number; false where nothing does.
    fn hide(&mut self, target: &Target, wanted: f64) -> bool {
        let mut best: Option<(f64, Vec<usize>)> = None;
        let tried = if target.set.is_some() { TRIED } else { 4 * TRIED };
        for bundle in self.bundles(target).into_iter().take(tried) {
            let known = self.known(&bundle);
            let up = audit::reach(&self.groups, &known, &target.groups, false).map_or(f64::INFINITY, |(by, _)| by);
            let down = audit::reach(&self.groups, &known, &target.groups, true).map_or(0.0, |(by, _)| by);
            let width = targets::whole(up, down).min(wanted);
            if best.as_ref().is_none_or(|(widest, _)| width > widest + 1e-6) {
                best = Some((width, bundle));
            }
            if width >= wanted - 1e-6 {
                break;
            }
        }
        let Some((_, bundle)) = best else { return false };
        for index in bundle {
            self.sets.get_mut(index).into_iter().for_each(|set| set.state = State::Withheld);
        }
        true
    }

    /// Sets that may be withheld together, those that cost least first.
    fn bundles(&self, target: &Target) -> Vec<Vec<usize>> {
        let mut found: Vec<(u64, Vec<usize>)> = Vec::new();
        let own = target.set.and_then(|set| self.sets.get(set)).filter(|set| set.is_row);
        for (owner, labels) in own.into_iter().flat_map(|set| &set.places) {
            found.extend(self.cubes(*owner, labels));
        }
        found.sort();
        found.dedup();
        // one at a time: rows before totals, small ones before large ones
        let mut single: Vec<(bool, u32, usize)> = self
            .sets
            .iter()
            .enumerate()
            .filter(|(_, set)| set.may && set.state == State::Given && set.value > 0)
            .map(|(index, set)| (!set.is_row, set.value, index))
            .collect();
        single.sort_unstable();
        found.into_iter().map(|(_, bundle)| bundle).chain(single.into_iter().map(|(.., index)| vec![index])).collect()
    }

    /// The hypercubes with a corner at a row of a table: for each row that differs in all labels, the sets at the other corners
    /// that are still given, and their sum.
    fn cubes(&self, owner: usize, labels: &[Option<String>]) -> Vec<(u64, Vec<usize>)> {
        let rows: BTreeMap<&[Option<String>], usize> = self
            .sets
            .iter()
            .enumerate()
            .flat_map(|(index, set)| set.places.iter().map(move |(of, labels)| (*of, labels, index)))
            .filter(|(of, labels, _)| *of == owner && labels.iter().all(Option::is_some))
            .map(|(_, labels, index)| (labels.as_slice(), index))
            .collect();
        let opposite = rows.keys().filter(|other| other.iter().zip(labels).all(|(a, b)| a != b));
        let corners = |other: &&&[Option<String>]| -> Option<(u64, Vec<usize>)> {
            let (mut cost, mut bundle) = (0, Vec::new());
            for corner in 1..1_usize << labels.len() {
                let choice = |(place, (a, b)): (usize, (&Option<String>, &Option<String>))| {
                    if (corner >> place) & 1 == 1 { b.clone() } else { a.clone() }
                };
                let key: Vec<Option<String>> = labels.iter().zip(other.iter()).enumerate().map(choice).collect();
                let index = *rows.get(key.as_slice())?;
                let set = self.sets.get(index).filter(|set| set.value > 0)?;
                if set.state == State::Given {
                    // a figure with the same rows cannot be withheld
                    bundle.extend(set.may.then_some(index));
                    cost += u64::from(set.value);
                    if !set.may {
                        return None;
                    }
                }
            }
            (!bundle.is_empty()).then_some((cost, bundle))
        };
        opposite.filter_map(|other| corners(&other)).collect()
    }

    /// The numbers that give a small one away.
    fn cannot(&self, target: &Target) -> Diagnostic {
        let touches = |groups: &BTreeSet<usize>| {
            let groups = groups.clone();
            self.sets.iter().filter(move |set| set.groups.iter().any(|group| groups.contains(group)))
        };
        // the number is in some sets, and what else is in these is in others
        let beside = touches(&target.groups.iter().copied().collect()).flat_map(|set| &set.groups).copied().collect();
        let mut names: Vec<(&str, Span)> = Vec::new();
        for (owner, _) in touches(&beside).flat_map(|set| &set.places) {
            let Some(owner) = self.counted.get(*owner) else { continue };
            if !names.iter().any(|(name, _)| *name == owner.name) {
                names.push((&owner.name, owner.span));
            }
        }
        let listed: Vec<String> = names.iter().map(|(name, _)| format!("`{name}`")).collect();
        let message = format!("from {} a number below {} can be worked out", listed.join(", "), self.below);
        let finding = Diagnostic::error("cannot-protect", message);
        let finding = names
            .iter()
            .skip(1)
            .fold(finding.at_maybe(names.first().map(|(_, span)| *span), ""), |finding, (_, span)| {
                finding.also(*span, "")
            });
        finding.help("leave one of them out, or count in fewer and larger groups")
    }

    fn too_many(&self, count: usize) -> Diagnostic {
        let first = self.counted.iter().find(|query| query.is_table).or(self.counted.first());
        let message =
            format!("{count} numbers hang together, and what can be worked out is examined for {MOST} at most");
        let finding = Diagnostic::error("cannot-protect", message).at_maybe(first.map(|query| query.span), "");
        finding.help("count in fewer and larger groups")
    }
}

/// The labels of a row, and those of all totals in which it is: with each label or without it. A table without labels has
/// one row, which is its total.
fn keys(labels: &[String]) -> Vec<Vec<Option<String>>> {
    let ways = 0..1_usize << labels.len();
    let key = |way: usize| {
        labels.iter().enumerate().map(|(place, label)| ((way >> place) & 1 == 1).then(|| label.clone())).collect()
    };
    ways.map(key).collect()
}

/// The smallest groups that the sets tell apart; each set is told which it is made of.
fn groups(sets: &mut [Set], weights: &BTreeMap<u32, u32>) -> Vec<u32> {
    let mut members: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (index, set) in sets.iter().enumerate() {
        for row in &set.rows {
            members.entry(*row).or_default().push(index);
        }
    }
    let mut found: BTreeMap<&[usize], u32> = BTreeMap::new();
    for (row, of) in &members {
        let sum = found.entry(of).or_default();
        *sum = sum.saturating_add(weights.get(row).copied().unwrap_or(0));
    }
    for (number, of) in found.keys().enumerate() {
        for index in *of {
            sets.get_mut(*index).into_iter().for_each(|set| set.groups.push(number));
        }
    }
    found.into_values().collect()
}

#[cfg(test)]
mod tests;
