//! What was worked out for a word before: where it can be hyphenated, and how wide its parts are. A document says the same
//! words again and again, and both take longer than to look them up. What is remembered is what would be found anew.

use super::FaceId;
use super::shape::Features;
use super::total_fit::Sum;
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};
use unicode_script::Script;

/// How many words of a language, and how many parts of words in one look, are remembered: those that come first are those
/// that come often.
const MOST: usize = 20_000;
/// Longer words and parts are rare.
const LONGEST: usize = 64;

/// What the width of a part of a word depends on, beside its letters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Looks<'l> {
    pub(super) face: FaceId,
    pub(super) features: Features,
    pub(super) size: f32,
    pub(super) script: Script,
    pub(super) language: &'l str,
}

/// [`Looks`] that are kept, with the widths in them.
#[derive(Debug)]
struct Widths {
    face: FaceId,
    features: Features,
    size: f32,
    script: Script,
    language: Box<str>,
    known: BTreeMap<Box<str>, Sum>,
}

impl Widths {
    fn are_of(&self, looks: &Looks<'_>) -> bool {
        let own = Looks {
            face: self.face,
            features: self.features,
            size: self.size,
            script: self.script,
            language: &self.language,
        };
        own == *looks
    }
}

/// The bytes of each syllable of a word.
type Syllables = Arc<[u32]>;
/// The words of a language.
type OfLanguage = BTreeMap<Box<str>, Syllables>;

/// The words met so far. Shared by threads.
#[derive(Debug, Default)]
pub(super) struct Words {
    syllables: RwLock<BTreeMap<[u8; 2], OfLanguage>>,
    widths: RwLock<Vec<Widths>>,
}

impl Words {
    /// The syllables of a word in a language, which `find` finds.
    pub(super) fn syllables(&self, language: [u8; 2], word: &str, find: impl FnOnce() -> Vec<u32>) -> Syllables {
        let known = self.syllables.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known.get(&language).and_then(|words| words.get(word)) {
            return Arc::clone(found);
        }
        drop(known);
        let found: Syllables = find().into();
        if word.len() <= LONGEST {
            let mut known = self.syllables.write().unwrap_or_else(PoisonError::into_inner);
            let words = known.entry(language).or_default();
            if words.len() < MOST {
                words.insert(word.into(), Arc::clone(&found));
            }
        }
        found
    }

    /// The width of a part of a word, which `measure` measures.
    pub(super) fn width(&self, looks: Looks<'_>, part: &str, measure: impl FnOnce() -> Sum) -> Sum {
        let known = self.widths.read().unwrap_or_else(PoisonError::into_inner);
        let own = known.iter().find(|widths| widths.are_of(&looks));
        if let Some(found) = own.and_then(|widths| widths.known.get(part)) {
            return *found;
        }
        drop(known);
        let found = measure();
        if part.len() <= LONGEST {
            let mut known = self.widths.write().unwrap_or_else(PoisonError::into_inner);
            keep(&mut known, looks, part, found);
        }
        found
    }
}

fn keep(known: &mut Vec<Widths>, looks: Looks<'_>, part: &str, width: Sum) {
    let at = known.iter().position(|widths| widths.are_of(&looks));
    if at.is_none() && known.len() < MOST_LOOKS {
        let Looks { face, features, size, script, language } = looks;
        known.push(Widths { face, features, size, script, language: language.into(), known: BTreeMap::new() });
    }
    let last = known.len().saturating_sub(1);
    let own = known.get_mut(at.unwrap_or(last)).filter(|widths| widths.are_of(&looks));
    if let Some(own) = own.filter(|widths| widths.known.len() < MOST) {
        own.known.insert(part.into(), width);
    }
}

/// How many looks are kept apart: a design has a dozen or two.
const MOST_LOOKS: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    const LOOKS: Looks<'_> =
        Looks { face: FaceId(0), features: Features::Proportional, size: 10.0, script: Script::Latin, language: "en" };

    fn sum(width: f64) -> Sum {
        Sum { width, ..Sum::default() }
    }

    #[test]
    fn a_word_is_looked_at_once_in_each_language() {
        let words = Words::default();
        let first = words.syllables(*b"en", "ministry", || vec![3, 5]);
        assert_eq!(words.syllables(*b"en", "ministry", || unreachable!()), first);
        assert_eq!(*words.syllables(*b"fr", "ministry", || vec![8]), [8]);
    }

    #[test]
    fn a_part_is_measured_once_in_each_look() {
        let words = Words::default();
        assert_eq!(words.width(LOOKS, "min", || sum(1.0)), sum(1.0));
        assert_eq!(words.width(LOOKS, "min", || unreachable!()), sum(1.0));
        let others = [
            Looks { face: FaceId(1), ..LOOKS },
            Looks { features: Features::SmallCaps, ..LOOKS },
            Looks { size: 9.0, ..LOOKS },
            Looks { script: Script::Greek, ..LOOKS },
            Looks { language: "fr", ..LOOKS },
        ];
        for (index, other) in others.into_iter().enumerate() {
            let width = sum(index as f64 + 2.0);
            assert_eq!(words.width(other, "min", || width), width);
        }
    }

    #[test]
    fn they_do_not_grow_without_end() {
        let words = Words::default();
        for number in 0..MOST + 10 {
            words.syllables(*b"en", &number.to_string(), || vec![1]);
            words.width(LOOKS, &number.to_string(), || sum(1.0));
        }
        for size in 0..2 * MOST_LOOKS {
            words.width(Looks { size: size as f32, ..LOOKS }, "a", || sum(1.0));
        }
        assert_eq!(words.syllables.read().unwrap()[b"en"].len(), MOST);
        let widths = words.widths.read().unwrap();
        assert_eq!((widths[0].known.len(), widths.len()), (MOST, MOST_LOOKS));
    }
}
