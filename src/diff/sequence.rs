//! Two sequences laid beside each other: the longest that is common to both, after Hunt and Szymanski ("A fast algorithm
//! for computing longest common subsequences", CACM 20, 1977), which is quick where most elements are unlike.

use std::collections::BTreeMap;

/// The pairs of places that hold the same, in order and as many as can be.
pub(super) fn common<T: Ord>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    let start = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let (old_rest, new_rest) = (old.get(start..).unwrap_or_default(), new.get(start..).unwrap_or_default());
    let end = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(old, new)| old == new).count();
    let (old_end, new_end) = (old.len() - end, new.len() - end);
    let mut pairs: Vec<(usize, usize)> = (0..start).map(|at| (at, at)).collect();
    pairs.extend(
        middle(old.get(start..old_end), new.get(start..new_end)).into_iter().map(|(a, b)| (a + start, b + start)),
    );
    pairs.extend((0..end).map(|at| (old_end + at, new_end + at)));
    pairs
}

/// A pair, and the number of the one before it.
struct Link {
    pair: (usize, usize),
    before: Option<usize>,
}

fn middle<T: Ord>(old: Option<&[T]>, new: Option<&[T]>) -> Vec<(usize, usize)> {
    let (old, new) = (old.unwrap_or_default(), new.unwrap_or_default());
    let mut places: BTreeMap<&T, Vec<usize>> = BTreeMap::new();
    for (at, element) in new.iter().enumerate() {
        places.entry(element).or_default().push(at);
    }
    // of each length, the chain that ends earliest in `new`: its last place there, and its last link
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut links: Vec<Link> = Vec::new();
    for (from, element) in old.iter().enumerate() {
        for to in places.get(element).into_iter().flatten().rev().copied() {
            let length = ends.partition_point(|(end, _)| *end < to);
            let before = length.checked_sub(1).and_then(|shorter| ends.get(shorter)).map(|(_, link)| *link);
            let end = (to, links.len());
            match ends.get_mut(length) {
                Some((known, _)) if *known == to => continue,
                Some(known) => *known = end,
                None => ends.push(end),
            }
            links.push(Link { pair: (from, to), before });
        }
    }
    let mut pairs = Vec::new();
    let mut at = ends.last().map(|(_, link)| *link);
    while let Some(link) = at.and_then(|at| links.get(at)) {
        pairs.push(link.pair);
        at = link.before;
    }
    pairs.reverse();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The length of the longest common sequence, by the book.
    fn longest(old: &[u8], new: &[u8]) -> usize {
        let mut table = vec![vec![0; new.len() + 1]; old.len() + 1];
        for (i, a) in old.iter().enumerate() {
            for (j, b) in new.iter().enumerate() {
                table[i + 1][j + 1] = if a == b { table[i][j] + 1 } else { table[i][j + 1].max(table[i + 1][j]) };
            }
        }
        table[old.len()][new.len()]
    }

    #[test]
    fn the_longest_common_sequence_is_found() {
        let mut state = 12_345_u32;
        let mut next = |most: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % most
        };
        for _ in 0..2000 {
            let mut sequence = || {
                let length = next(14);
                (0..length).map(|_| u8::try_from(next(5)).unwrap()).collect::<Vec<u8>>()
            };
            let (old, new) = (sequence(), sequence());
            let pairs = common(&old, &new);
            assert!(
                pairs.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 < two[1].1),
                "{old:?} {new:?} {pairs:?}"
            );
            assert!(pairs.iter().all(|(a, b)| old[*a] == new[*b]), "{old:?} {new:?} {pairs:?}");
            assert_eq!(pairs.len(), longest(&old, &new), "{old:?} {new:?} {pairs:?}");
        }
    }
}
