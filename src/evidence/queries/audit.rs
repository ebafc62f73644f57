//! What a reader can work out of numbers that are not given: the least and the most that each of them can be.
//!
//! This is the attacker's problem of statistical disclosure control: each number that is given is an equation over the smallest
//! groups that the numbers tell apart, each that is not given an inequality, and no group has fewer than nobody in it. The
//! least and the most of a number under these are found by the simplex method (Dantzig's, with Bland's rule against cycles).
//! The true numbers are a solution, so that it begins there.

/// What is known of the sum of some groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Known {
    /// The groups, by their number.
    pub groups: Vec<usize>,
    /// How far the sum may lie below the true one; none where nothing limits it but that groups are not negative.
    pub down: Option<u32>,
    /// How far above; none where nothing limits it.
    pub up: Option<u32>,
}

/// Smaller differences are none.
const TINY: f64 = 1e-7;

/// How far the sum of `target` may rise above its true value, and how each group then differs from its own; none where
/// nothing limits it. With `down`, how far it may fall.
pub(super) fn reach(truth: &[u32], known: &[Known], target: &[usize], down: bool) -> Option<(f64, Vec<f64>)> {
    // what is given by itself is no unknown
    let is_fixed =
        |group: &usize| known.iter().any(|fact| fact.groups == [*group] && fact.down == Some(0) && fact.up == Some(0));
    let free: Vec<usize> = (0..truth.len()).filter(|group| !is_fixed(group)).collect();
    let number =
        |groups: &[usize]| -> Vec<usize> { groups.iter().filter_map(|group| free.binary_search(group).ok()).collect() };
    let count = free.len();
    // each group rises by one unknown or falls by another, and both are at least nothing
    let mut rows: Vec<Vec<f64>> = Vec::new();
    let mut limits: Vec<f64> = Vec::new();
    for fact in known {
        for (limit, sign) in [(fact.up, 1.0), (fact.down, -1.0)] {
            let Some(limit) = limit else { continue };
            let mut row = vec![0.0; 2 * count];
            let groups = number(&fact.groups);
            for &group in &groups {
                set(&mut row, group, sign);
                set(&mut row, count + group, -sign);
            }
            if !groups.is_empty() {
                rows.push(row);
                limits.push(f64::from(limit));
            }
        }
    }
    for (group, value) in free.iter().filter_map(|group| truth.get(*group)).enumerate() {
        let mut row = vec![0.0; 2 * count];
        set(&mut row, count + group, 1.0);
        rows.push(row);
        limits.push(f64::from(*value));
    }
    let mut gain = vec![0.0; 2 * count];
    let sign = if down { -1.0 } else { 1.0 };
    for group in number(target) {
        set(&mut gain, group, sign);
        set(&mut gain, count + group, -sign);
    }
    let (most, found) = Tableau::new(rows, limits, gain).solve()?;
    let mut change = vec![0.0; truth.len()];
    for (place, group) in free.iter().enumerate() {
        set(&mut change, *group, at(&found, place) - at(&found, count + place));
    }
    Some((most, change))
}

fn set(row: &mut [f64], index: usize, value: f64) {
    if let Some(place) = row.get_mut(index) {
        *place = value;
    }
}

fn at(row: &[f64], index: usize) -> f64 {
    row.get(index).copied().unwrap_or(0.0)
}

/// A dictionary: each basic unknown in terms of the others.
struct Tableau {
    rows: Vec<Vec<f64>>,
    limits: Vec<f64>,
    gain: Vec<f64>,
    value: f64,
    /// The unknowns outside the basis, by column, and those in it, by row.
    outside: Vec<usize>,
    basis: Vec<usize>,
}

impl Tableau {
    fn new(rows: Vec<Vec<f64>>, limits: Vec<f64>, gain: Vec<f64>) -> Self {
        let (width, height) = (gain.len(), rows.len());
        Tableau {
            rows,
            limits,
            gain,
            value: 0.0,
            outside: (0..width).collect(),
            basis: (width..width + height).collect(),
        }
    }

    /// The most that the gain can be, and the first unknowns there; none where there is no most.
    fn solve(mut self) -> Option<(f64, Vec<f64>)> {
        let width = self.gain.len();
        while let Some(column) = self.entering() {
            let row = self.leaving(column)?;
            self.pivot(row, column);
        }
        let mut found = vec![0.0; width];
        for (unknown, limit) in self.basis.iter().zip(&self.limits) {
            if let Some(place) = found.get_mut(*unknown) {
                *place = *limit;
            }
        }
        Some((self.value, found))
    }

    /// By Bland's rule, of the columns that raise the gain the one with the first unknown.
    fn entering(&self) -> Option<usize> {
        let raising = (0..self.gain.len()).filter(|column| at(&self.gain, *column) > TINY);
        raising.min_by_key(|column| self.outside.get(*column))
    }

    /// The row that limits a column first; of several, that with the first unknown.
    fn leaving(&self, column: usize) -> Option<usize> {
        let mut found: Option<(f64, usize, usize)> = None;
        for (index, row) in self.rows.iter().enumerate() {
            let slope = at(row, column);
            if slope <= TINY {
                continue;
            }
            let (ratio, unknown) = (at(&self.limits, index) / slope, self.basis.get(index).copied()?);
            let first =
                found.is_none_or(|(best, other, _)| ratio < best - TINY || ratio <= best + TINY && unknown < other);
            if first {
                found = Some((ratio, unknown, index));
            }
        }
        found.map(|(_, _, index)| index)
    }

    fn pivot(&mut self, row: usize, column: usize) {
        let Some(mut own) = self.rows.get(row).cloned() else { return };
        let slope = at(&own, column);
        own.iter_mut().for_each(|cell| *cell /= slope);
        set(&mut own, column, 1.0 / slope);
        let limit = at(&self.limits, row) / slope;
        for (index, other) in self.rows.iter_mut().enumerate().filter(|(index, _)| *index != row) {
            let factor = at(other, column);
            if factor.abs() > TINY {
                subtract(other, &own, factor, column);
                let rest = (at(&self.limits, index) - factor * limit).max(0.0);
                set(&mut self.limits, index, rest);
            }
        }
        let factor = at(&self.gain, column);
        subtract(&mut self.gain, &own, factor, column);
        self.value += factor * limit;
        set(&mut self.limits, row, limit);
        if let Some(place) = self.rows.get_mut(row) {
            *place = own;
        }
        if let (Some(inside), Some(outside)) = (self.basis.get_mut(row), self.outside.get_mut(column)) {
            std::mem::swap(inside, outside);
        }
    }
}

/// Takes `factor` times the pivot's row away from another; its column changes sides.
fn subtract(row: &mut [f64], pivot: &[f64], factor: f64, column: usize) {
    for (index, (cell, own)) in row.iter_mut().zip(pivot).enumerate() {
        *cell = if index == column { -factor * own } else { *cell - factor * own };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(groups: &[usize]) -> Known {
        Known { groups: groups.to_vec(), down: Some(0), up: Some(0) }
    }

    /// The least and the most of a sum.
    fn range(truth: &[u32], known: &[Known], target: &[usize]) -> (i64, Option<i64>) {
        let own: u32 = target.iter().map(|group| truth[*group]).sum();
        let whole = |number: f64| number.round() as i64;
        let up = reach(truth, known, target, false).map(|(by, _)| i64::from(own) + whole(by));
        let down = reach(truth, known, target, true).map_or(0.0, |(by, _)| by);
        (i64::from(own) - whole(down), up)
    }

    #[test]
    fn a_number_alone_in_its_total_is_known() {
        // 3 + 20 = 23, and 20 and 23 are given
        assert_eq!(range(&[3, 20], &[given(&[0, 1]), given(&[1])], &[0]), (3, Some(3)));
        // of two it is not
        assert_eq!(range(&[3, 20], &[given(&[0, 1])], &[0]), (0, Some(23)));
        let small = Known { groups: vec![0], down: Some(2), up: Some(1) };
        assert_eq!(range(&[3, 20], &[given(&[0, 1]), small], &[0]), (1, Some(4)));
        assert_eq!(range(&[3, 20], &[], &[0]), (0, None));
    }

    #[test]
    fn a_table_is_known_along_its_rows_and_columns() {
        // 0 1 2 / 3 4 5 / 6 7 8, all margins given
        let margins: Vec<Known> =
            [[0, 1, 2], [3, 4, 5], [6, 7, 8], [0, 3, 6], [1, 4, 7], [2, 5, 8]].iter().map(|line| given(line)).collect();
        let truth = [3, 9, 30, 12, 8, 40, 25, 33, 60];
        let with = |shown: &[usize]| -> Vec<Known> {
            margins.iter().cloned().chain(shown.iter().map(|cell| given(&[*cell]))).collect()
        };
        // four corners hide each other
        assert_eq!(range(&truth, &with(&[2, 5, 6, 7, 8]), &[0]), (0, Some(12)));
        // three of them do not
        assert_eq!(range(&truth, &with(&[2, 4, 5, 6, 7, 8]), &[0]), (3, Some(3)));
    }
}
