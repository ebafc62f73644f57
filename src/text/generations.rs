//! A memory that does not grow without end: it holds two generations. What is asked for is moved to the young one; when that is
//! full, it becomes the old one, and what was old is forgotten.

use std::collections::BTreeMap;

/// A hash over all that a value depends on.
pub(crate) type Key = [u8; 32];

/// Values by their keys, in two generations.
#[derive(Debug)]
pub(crate) struct Generations<T> {
    /// The most that a generation holds, in the unit of the sizes.
    most: usize,
    young: BTreeMap<Key, (T, usize)>,
    old: BTreeMap<Key, (T, usize)>,
    /// What the young ones take.
    size: usize,
}

impl<T: Clone> Generations<T> {
    /// A memory of two generations of at most this size.
    pub(crate) fn new(most: usize) -> Self {
        Generations { most, young: BTreeMap::new(), old: BTreeMap::new(), size: 0 }
    }

    /// What is known under this key.
    pub(crate) fn get(&mut self, key: &Key) -> Option<T> {
        if let Some((value, _)) = self.young.get(key) {
            return Some(value.clone());
        }
        let (value, size) = self.old.remove(key)?;
        self.keep(*key, value.clone(), size);
        Some(value)
    }

    /// Keeps a value that takes `size`; one that is larger than a generation is not kept.
    pub(crate) fn keep(&mut self, key: Key, value: T, size: usize) {
        if size > self.most {
            return;
        }
        self.size += size;
        if self.size > self.most {
            self.old = std::mem::take(&mut self.young);
            self.size = size;
        }
        self.young.insert(key, (value, size));
    }

    /// How many values there are, and what they take.
    #[cfg(test)]
    pub(crate) fn held(&self) -> (usize, usize) {
        let all = || self.young.values().chain(self.old.values());
        (all().count(), all().map(|(_, size)| size).sum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(number: usize) -> Key {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&number.to_be_bytes());
        key
    }

    #[test]
    fn it_does_not_grow_without_end_and_what_is_in_use_stays() {
        let mut memory = Generations::new(100);
        memory.keep(key(0), 0, 7);
        for number in 1..500 {
            memory.keep(key(number), number, 7);
            assert_eq!(memory.get(&key(number)), Some(number));
            assert_eq!(memory.get(&key(0)), Some(0), "after {number}");
            assert!(memory.held().1 <= 200);
        }
        assert_eq!(memory.get(&key(1)), None);
        assert!(memory.held().0 > 14);
    }

    #[test]
    fn what_is_larger_than_a_generation_pushes_nothing_out() {
        let mut memory = Generations::new(100);
        memory.keep(key(1), 1, 60);
        memory.keep(key(2), 2, 101);
        assert_eq!((memory.get(&key(1)), memory.get(&key(2))), (Some(1), None));
    }
}
