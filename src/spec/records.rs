//! Records by id, in the order of the file.

use super::value::Spanned;
use std::collections::BTreeMap;

/// Records by id, in the order of the file.
#[derive(Debug, Clone)]
pub struct Records<T> {
    entries: Vec<(Spanned<String>, T)>,
    by_id: BTreeMap<String, usize>,
}

impl<T> Default for Records<T> {
    fn default() -> Self {
        Records { entries: Vec::new(), by_id: BTreeMap::new() }
    }
}

impl<T> Records<T> {
    /// The record with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&T> {
        self.entry(id).map(|(_, record)| record)
    }

    /// The record with this id, and its id with the place where it is given.
    #[must_use]
    pub fn entry(&self, id: &str) -> Option<(&Spanned<String>, &T)> {
        self.by_id.get(id).and_then(|&index| self.entries.get(index)).map(|(id, record)| (id, record))
    }

    /// All records with their ids, in the order of the file.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&Spanned<String>, &T)> + DoubleEndedIterator {
        self.entries.iter().map(|(id, record)| (id, record))
    }

    /// The record with this id, to be changed.
    pub fn get_mut(&mut self, id: &str) -> Option<&mut T> {
        let index = *self.by_id.get(id)?;
        self.entries.get_mut(index).map(|(_, record)| record)
    }

    /// All records, to be changed.
    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.entries.iter_mut().map(|(_, record)| record)
    }

    /// The ids, in the order of the file.
    #[must_use]
    pub fn ids(&self) -> impl ExactSizeIterator<Item = &str> + DoubleEndedIterator {
        self.entries.iter().map(|(id, _)| id.value.as_str())
    }

    /// How many records there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// Of two records with one id, which TOML does not allow, the first stays.
impl<T> FromIterator<(Spanned<String>, T)> for Records<T> {
    fn from_iter<I: IntoIterator<Item = (Spanned<String>, T)>>(entries: I) -> Self {
        let mut records = Records::default();
        for (id, record) in entries {
            if !records.by_id.contains_key(&id.value) {
                records.by_id.insert(id.value.clone(), records.entries.len());
                records.entries.push((id, record));
            }
        }
        records
    }
}
