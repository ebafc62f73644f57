//! One part of a batch, for the array jobs of schedulers: every n-th document.

use std::fmt;
use std::str::FromStr;

/// The most parts a batch is split into.
const MOST: usize = 10_000;

/// One part of `of`, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shard {
    /// Its number, from 1.
    pub number: usize,
    /// How many there are.
    pub of: usize,
}

impl Shard {
    /// Whether the document at `index`, from 0, is in this part. Neighbours go to different parts, so that a stretch of
    /// long documents does not fall to one of them.
    pub fn has(self, index: usize) -> bool {
        index % self.of == self.number - 1
    }

    /// The shard of a name that ends in `-3-of-16`.
    pub fn of_name(stem: &str) -> Option<(&str, Shard)> {
        let (rest, of) = stem.rsplit_once("-of-")?;
        let (start, number) = rest.rsplit_once('-')?;
        Some((start, format!("{number}/{of}").parse().ok()?))
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (number, of) = text.split_once('/').ok_or("write the part and how many there are: `3/16`")?;
        let whole = |text: &str| text.parse::<usize>().map_err(|_| format!("`{text}` is not a whole number"));
        let shard = Shard { number: whole(number)?, of: whole(of)? };
        let Shard { number, of } = shard;
        if !(1..=MOST).contains(&of) {
            return Err(format!("there may be 1 to {MOST} parts, not {of}"));
        }
        if !(1..=of).contains(&number) {
            return Err(format!("the parts of {of} are 1/{of} to {of}/{of}"));
        }
        Ok(shard)
    }
}

/// The name of a file of the batch itself, or of one of its parts: `manifest-3-of-16.jsonl`.
pub(super) fn file_name(stem: &str, shard: Option<Shard>, extension: &str) -> String {
    match shard {
        Some(Shard { number, of }) => format!("{stem}-{number}-of-{of}.{extension}"),
        None => format!("{stem}.{extension}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_read_and_refused() {
        assert_eq!("3/16".parse(), Ok(Shard { number: 3, of: 16 }));
        for wrong in ["3", "0/16", "17/16", "1/0", "-1/3", "a/b", "1/99999", ""] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
        assert_eq!("1/0".parse::<Shard>(), Err("there may be 1 to 10000 parts, not 0".to_owned()));
        assert_eq!("4/3".parse::<Shard>(), Err("the parts of 3 are 1/3 to 3/3".to_owned()));
    }

    #[test]
    fn every_document_is_in_one_part() {
        let shards: Vec<Shard> = (1..=7).map(|number| Shard { number, of: 7 }).collect();
        for index in 0..50 {
            assert_eq!(shards.iter().filter(|shard| shard.has(index)).count(), 1);
        }
    }

    #[test]
    fn names_say_the_part() {
        let shard = Shard { number: 3, of: 16 };
        assert_eq!(file_name("manifest", Some(shard), "jsonl"), "manifest-3-of-16.jsonl");
        assert_eq!(file_name("manifest", None, "jsonl"), "manifest.jsonl");
        assert_eq!(Shard::of_name("manifest-3-of-16"), Some(("manifest", shard)));
        assert_eq!(Shard::of_name("manifest-17-of-16"), None);
    }
}
