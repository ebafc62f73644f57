//! What a check must know of a language: which words stand around a number, which say how exact it is, which hide who says
//! something. One file a language; lists of words have spaces between them, and a word that ends with `*` stands for all
//! that begin so.

mod ar;
mod en;
mod es;
mod fa;
mod fr;
pub(super) mod months;
mod ru;
mod zh;

use crate::text::is_letter_or_digit;

/// A language, as the checks see it.
pub(super) struct Language {
    /// Its primary subtag, BCP 47.
    pub(super) tag: &'static str,
    /// Words after which a number says which one and not how many: article, page, resolution.
    pub(super) labels: &'static str,
    /// Those of `labels` that end with a full stop within a sentence.
    pub(super) abbreviations: &'static str,
    /// The months, with their abbreviations.
    pub(super) months: &'static str,
    /// Whether months begin with a capital letter.
    pub(super) months_capitalised: bool,
    /// What may stand between a day and its month: "de" in Spanish.
    pub(super) of: &'static str,
    /// Lengths of time: deadlines and sentences more often than counts.
    pub(super) times: &'static str,
    /// What may stand between a number and its length of time: "working days".
    pub(super) kinds_of_time: &'static str,
    /// Words by which a number before them is a count, whatever stands before it.
    pub(super) counted: &'static str,
    /// Those of `counted` that are people or deaths: a number written as a word before them is a count too.
    pub(super) victims: &'static str,
    /// Words after which four digits are a number and no year.
    pub(super) amounts: &'static str,
    /// Words before a year that is followed by a word of `counted`: "in 2019 people were killed".
    pub(super) before_years: &'static str,
    /// Words after four digits that make them a year: "году".
    pub(super) after_years: &'static str,
    /// Words that are capitalised for no other reason than that a sentence begins.
    pub(super) no_names: &'static str,
    /// What joins numbers to a list or a range.
    pub(super) joins: &'static str,
    /// Words after a time of day.
    pub(super) clock: &'static str,
    /// Words before an age, at most four words before it.
    pub(super) ages: &'static str,
    /// Words right before an age: "under 18".
    pub(super) limits_of_age: &'static str,
    /// Words before a number by which it is of known people, or of witnesses, and no count: "the three men", "according to
    /// two prisoners".
    pub(super) determiners: &'static str,
    /// Words for what was done to people or what befell them: "killed", "hanged". A number written as a word is a count next
    /// to them.
    pub(super) deeds: &'static str,
    /// What may stand between such a number and such a word: "were", "have been", "of them".
    pub(super) helpers: &'static str,
    /// Words right before a time of day: "الساعة".
    pub(super) before_clock: &'static str,
    /// Numbers as words. Hundred, thousand and million multiply what stands before them; one is a number only together with
    /// others.
    pub(super) numerals: &'static [(&'static str, u64)],
    /// Phrases that say how exact a number is: "at least", "about".
    pub(super) bounds: &'static [&'static str],
    /// Phrases that make a number a total: "a total of", "exactly".
    pub(super) totals: &'static [&'static str],
    /// Words before the number that a rate is of: "per 100,000".
    pub(super) each: &'static [&'static str],
    /// Phrases after a number that make it a total: "in total".
    pub(super) totals_after: &'static [&'static str],
    /// Words by which a sentence tells what has happened.
    pub(super) past: &'static str,
    /// Words by which it tells what is to come, or until when something holds.
    pub(super) future: &'static str,
    /// Phrases that are true only on the day on which they are written: "last year".
    pub(super) relative: &'static [&'static str],
    /// Phrases that hide who says something: "reportedly".
    pub(super) hearsay: &'static [&'static str],
    /// Phrases that say who says it: "according to".
    pub(super) attributions: &'static [&'static str],
    /// Phrases by which a quotation comes from a second hand: "quoted in".
    pub(super) second_hand: &'static [&'static str],
    /// Words that may stand twice: "had had".
    pub(super) doubles: &'static str,
    /// Words for a row that adds up the others, in tables.
    pub(super) total_rows: &'static [&'static str],
}

const ALL: &[&Language] = &[&ar::AR, &en::EN, &es::ES, &fa::FA, &fr::FR, &ru::RU, &zh::ZH];

/// The language of a tag (`en-GB`); none where the checks do not know it.
pub(super) fn find(tag: &str) -> Option<&'static Language> {
    let primary = tag.split('-').next().unwrap_or("").to_lowercase();
    ALL.iter().copied().find(|language| language.tag == primary)
}

/// Whether `word`, in small letters, is in a list of words.
pub(super) fn holds(words: &str, word: &str) -> bool {
    let first = word.as_bytes().first();
    // nearly all are told apart by their first byte
    words.split_ascii_whitespace().filter(|known| known.as_bytes().first() == first).any(|known| {
        match known.strip_suffix('*') {
            Some(start) => word.starts_with(start),
            None => known == word,
        }
    })
}

/// The first of `phrases` in `text`, as a whole word or words, whatever its capitals: its place.
pub(super) fn phrase(text: &str, phrases: &[&str], language: &Language) -> Option<std::ops::Range<usize>> {
    let lower = Lower::of(text);
    let bytes = lower.text.as_bytes();
    let unspaced = language.tag == "zh";
    // one pass over the text for all phrases: few of its bytes begin both a word and a phrase
    let mut begins = [false; 256];
    for first in phrases.iter().filter_map(|phrase| phrase.as_bytes().first()) {
        begins[usize::from(*first)] = true;
    }
    let starts = |at: &usize| {
        bytes.get(*at).is_some_and(|byte| begins[usize::from(*byte)]) && (unspaced || !lower.is_joined_before(*at))
    };
    let found = (0..bytes.len()).filter(starts).find_map(|at| {
        let here = bytes.get(at..)?;
        let whole = |end: usize| unspaced || !lower.is_joined_after(end);
        let is_here = |phrase: &&&str| {
            let phrase = phrase.as_bytes();
            phrase.first() == here.first() && here.starts_with(phrase) && whole(at + phrase.len())
        };
        phrases.iter().find(is_here).map(|phrase| at..at + phrase.len())
    });
    found.map(|range| lower.original(&range))
}

/// Whether `text` ends with one of `phrases`, as a whole word: its place.
pub(super) fn ends_with(text: &str, phrases: &[&str], language: &Language) -> Option<std::ops::Range<usize>> {
    let trimmed = text.trim_end();
    let lower = Lower::of(trimmed);
    let found = phrases.iter().filter_map(|phrase| {
        let at = lower.text.strip_suffix(phrase)?.len();
        (language.tag == "zh" || lower.is_whole(at..lower.text.len())).then_some(at..lower.text.len())
    });
    found.min_by_key(|range| range.start).map(|range| lower.original(&range))
}

/// Whether `text` starts with one of `phrases`, as a whole word.
pub(super) fn starts_with(text: &str, phrases: &[&str], language: &Language) -> bool {
    let lower = Lower::of(text.trim_start());
    phrases
        .iter()
        .any(|phrase| lower.text.starts_with(phrase) && (language.tag == "zh" || lower.is_whole(0..phrase.len())))
}

/// A text in small letters that knows where each byte came from.
struct Lower {
    text: String,
    /// For each byte of `text`, the byte of the original's character; and the length of the original.
    places: Vec<usize>,
}

impl Lower {
    fn of(original: &str) -> Self {
        let (text, places) = (String::with_capacity(original.len()), Vec::with_capacity(original.len() + 1));
        let mut lower = Lower { text, places };
        for (at, c) in original.char_indices() {
            if c.is_ascii() {
                lower.text.push(c.to_ascii_lowercase());
                lower.places.push(at);
                continue;
            }
            // The typographic apostrophe and the typed one are one.
            for small in (if c == '’' { '\'' } else { c }).to_lowercase() {
                lower.text.push(small);
                lower.places.resize(lower.text.len(), at);
            }
        }
        lower.places.push(original.len());
        lower
    }

    fn is_whole(&self, range: std::ops::Range<usize>) -> bool {
        !self.is_joined_before(range.start) && !self.is_joined_after(range.end)
    }

    fn is_joined_before(&self, at: usize) -> bool {
        self.text.get(..at).and_then(|text| text.chars().next_back()).is_some_and(is_letter_or_digit)
    }

    fn is_joined_after(&self, at: usize) -> bool {
        self.text.get(at..).and_then(|text| text.chars().next()).is_some_and(is_letter_or_digit)
    }

    fn original(&self, range: &std::ops::Range<usize>) -> std::ops::Range<usize> {
        let place = |at: usize| self.places.get(at).copied().unwrap_or(0);
        place(range.start)..place(range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_as_whole_words_where_they_stand() {
        let language = find("en-GB").unwrap();
        let text = "İt was Reportedly so.";
        assert_eq!(phrase(text, &["reportedly"], language).map(|range| &text[range]), Some("Reportedly"));
        assert_eq!(phrase("unreportedly", &["reportedly"], language), None);
        assert_eq!(ends_with("killed at least ", &["at least"], language), Some(7..15));
        assert_eq!(ends_with("that least", &["at least"], language), None);
        assert!(starts_with(" in total, they", &["in total"], language));
    }

    #[test]
    fn every_list_is_in_small_letters() {
        for language in ALL {
            let lists = [
                language.labels,
                language.months,
                language.counted,
                language.times,
                language.before_years,
                language.deeds,
                language.helpers,
                language.past,
                language.future,
            ];
            for list in lists {
                assert_eq!(list, list.to_lowercase(), "{}", language.tag);
            }
            let phrases =
                [language.bounds, language.totals, language.relative, language.hearsay, language.attributions];
            for phrase in phrases.into_iter().flatten() {
                assert_eq!(**phrase, phrase.to_lowercase().replace('’', "'"), "{}", language.tag);
            }
            assert!(!language.numerals.is_empty() && !language.victims.is_empty(), "{}", language.tag);
        }
        assert!(find("xx").is_none() && find("ar-EG").is_some());
    }
}
