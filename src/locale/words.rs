//! The words of a language file: phrases with places to fill in, and the tables that hold them.

use serde::Deserialize;

/// A piece of a [`Phrase`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'a> {
    /// Words printed as they are.
    Text(&'a str),
    /// The name of a place to fill in, without its braces.
    Slot(&'a str),
}

/// Words with named places to fill in: `Page {page} of {pages}`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Phrase(String);

impl Phrase {
    /// A phrase of these words, with its places in braces.
    #[must_use]
    pub fn new(words: impl Into<String>) -> Self {
        Phrase(words.into())
    }

    /// The pieces in order, for callers that fill a place with more than text (a link, italics).
    #[must_use]
    pub fn parts(&self) -> Vec<Part<'_>> {
        let mut parts = Vec::new();
        let mut rest = self.0.as_str();
        while let Some((before, name, after)) = next_slot(rest) {
            if !before.is_empty() {
                parts.push(Part::Text(before));
            }
            parts.push(Part::Slot(name));
            rest = after;
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest));
        }
        parts
    }

    /// The phrase with each place filled by the value of that name. One without a value stays as written, to be seen.
    #[must_use]
    pub fn fill(&self, values: &[(&str, &str)]) -> String {
        self.parts()
            .into_iter()
            .map(|part| match part {
                Part::Text(text) => text.to_owned(),
                Part::Slot(name) => value_of(name, values).map_or_else(|| format!("{{{name}}}"), str::to_owned),
            })
            .collect()
    }

    /// The words before the first place, where there are any: "between" of `between {from} and {to}`.
    #[must_use]
    pub fn lead(&self) -> Option<&str> {
        let (before, _, _) = next_slot(&self.0)?;
        Some(before.trim()).filter(|lead| !lead.is_empty())
    }

    /// The phrase as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Text before the next `{name}`, the name, and the text after it.
fn next_slot(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

fn value_of<'a>(name: &str, values: &[(&str, &'a str)]) -> Option<&'a str> {
    values.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
}

/// How a bound is said.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoundWords {
    /// Alone, above a large number: "at least".
    pub word: String,
    /// Around a number in a sentence: "at least {n}".
    pub phrase: Phrase,
    /// Around a number that is an end of a range of what sources say.
    pub in_range: Phrase,
}

/// How each bound is said; an exact number is said bare.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Bounds {
    /// That number or more.
    pub at_least: BoundWords,
    /// More than that number.
    pub more_than: BoundWords,
    /// Roughly that number.
    pub about: BoundWords,
    /// That number or fewer.
    pub at_most: BoundWords,
    /// Fewer than that number.
    pub fewer_than: BoundWords,
}

/// How two numbers are said together.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ranges {
    /// One source's interval: `{from}`, `{to}`.
    pub between: Phrase,
    /// The lowest and the highest of what several sources say: `{from}`, `{to}`.
    pub spread: Phrase,
}

/// How a stretch of time is said. The places are explained in the language file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Periods {
    /// Days of one month: "15–19 November 2019".
    pub days: Phrase,
    /// Days of one year in different months: "from 15 November to 3 December 2019".
    pub days_of_year: Phrase,
    /// Days of different years: "from 1 August 2023 to 31 March 2024".
    pub days_range: Phrase,
    /// Months of one year: "from March to May 2020".
    pub months_of_year: Phrase,
    /// Years, as bare numbers: "from 2018 to 2020".
    pub years: Phrase,
    /// Anything else: "from November 2019 to 5 January 2020".
    pub range: Phrase,
    /// A year alone: `{year}`.
    pub year: Phrase,
    /// How the first day of a month is numbered before the month's name: "1", "1er".
    pub first_day: String,
    /// The names of the twelve months where CLDR's are not those of official documents; else empty.
    pub months: Vec<String>,
    /// A day in both calendars: `{first}`, `{second}`.
    pub both: Phrase,
    /// The same inside brackets, where no others are to stand: `{first}`, `{second}`.
    pub both_inside: Phrase,
    /// A month or year of the Gregorian calendar where days are printed in another: `{date}`.
    pub gregorian: Phrase,
    /// A month of the Solar Hijri calendar: `{month}`, `{year}`.
    pub solar_hijri_month: Phrase,
    /// A year of it: `{year}`.
    pub solar_hijri_year: Phrase,
}

/// Quotation marks: opening and closing.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quotes {
    /// Around a quotation.
    pub outer: (String, String),
    /// Around a quotation inside another.
    pub inner: (String, String),
    /// Whether the full stop of a quotation stands behind the mark that closes it.
    pub stop_outside: bool,
}

/// The words that the program itself prints. Those without a place to fill in are plain strings.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// The kind of document, above the title.
    pub briefing: String,
    /// Heading of the summary box.
    pub summary: String,
    /// What stands before the key words.
    pub key_words: String,
    /// What the large numbers below the title are, for screen readers.
    pub key_figures: String,
    /// Heading of the table of contents.
    pub contents: String,
    /// Heading of the list of charts and pictures.
    pub list_of_figures: String,
    /// Heading of the list of tables.
    pub list_of_tables: String,
    /// Heading of the list of sources.
    pub sources: String,
    /// Before the one source of a chart or table: "Source".
    pub source: String,
    /// Before several sources of a chart or table: "Sources".
    pub sources_label: String,
    /// Heading of the notes, where they stand at the end.
    pub notes: String,
    /// The label of a chart or picture: `{n}`.
    pub figure: Phrase,
    /// The label of a table: `{n}`.
    pub table: Phrase,
    /// Before a remark below a chart or table: "Note".
    pub note: String,
    /// A note that was given before: `{n}`.
    pub see_note: Phrase,
    /// What the mark of a note is, for screen readers: `{n}`.
    pub note_number: Phrase,
    /// The link from a note back to its mark, for screen readers: `{n}`.
    pub back_to_note: Phrase,
    /// The first link of a web page, which passes over what stands before the text.
    pub skip_to_text: String,
    /// A pointer to a numbered paragraph: `{n}`.
    pub paragraph_reference: Phrase,
    /// A pointer to a section: `{n}`.
    pub section_reference: Phrase,
    /// The page number in the foot: `{page}`, `{pages}`.
    pub page_of: Phrase,
    /// Heading of the recommendations.
    pub recommendations: String,
    /// Heading of the recommendations to one addressee: `{addressee}`.
    pub recommendations_to: Phrase,
    /// The label of a recommendation: `{n}`.
    pub recommendation_label: Phrase,
    /// Heading of the closing block on the author: `{organisation}`.
    pub about: Phrase,
    /// Heading of the contact lines.
    pub contact: String,
    /// Before an e-mail address.
    pub email: String,
    /// Before a telephone number.
    pub telephone: String,
    /// Before the address of a web site.
    pub website: String,
    /// Where a public archive keeps a source: `{url}`.
    pub archived: Phrase,
    /// A source of which a copy is kept, without a public address.
    pub archived_copy: String,
    /// When a copy was made: `{date}`.
    pub captured: Phrase,
    /// When an address was read: `{date}`.
    pub accessed: Phrase,
    /// The book or collection that a source stands in: `{title}`.
    pub in_container: Phrase,
    /// Who edited a source: `{names}`.
    pub edited_by: Phrase,
    /// Of a source that bears none.
    pub no_date: String,
    /// What each of several sources says, in full: `{list}`.
    pub estimates_differ: Phrase,
    /// How a number was found, and what it includes: `{text}`.
    pub basis: Phrase,
    /// From what a number was calculated: `{text}`.
    pub calculated: Phrase,
    /// A share: `{part}`, `{whole}`.
    pub share_of: Phrase,
    /// That what was calculated was rounded.
    pub rounded: String,
    /// What "at least" means, below a chart or table.
    pub at_least_key: String,
    /// Who translated a quotation: `{name}`.
    pub translated_by: Phrase,
    /// The words before translation: `{text}`.
    pub in_original: Phrase,
    /// The head of a column of numbers.
    pub number: String,
    /// The head of a column that says what is counted.
    pub counted: String,
    /// In an empty cell.
    pub no_data: String,
    /// Above the head of a table that goes on: `{label}`.
    pub continued: Phrase,
    /// The last row of a table, which adds up the others.
    pub total: String,
    /// The row that adds up a group: `{group}`.
    pub group_total: Phrase,
    /// What heavier type means in a table: `{text}`.
    pub highlight_key: Phrase,
    /// What the attached specification is, for readers of PDF.
    pub attached_specification: String,
    /// What an attached file of data is: `{file}`.
    pub attached_data: Phrase,
    /// Heading of what changed: `{date}`, that of the briefing before.
    pub changes_since: Phrase,
    /// Head of the column of what a figure was.
    pub before: String,
    /// Head of the column of what a figure is.
    pub now: String,
    /// In the note of a figure that changed: `{figure}`, what it was.
    pub changed_from: Phrase,
    /// Where nothing changed.
    pub no_changes: String,
    /// Sources that are new or differ: `{list}`.
    pub changed_sources: Phrase,
    /// Sources that are gone: `{list}`.
    pub dropped_sources: Phrase,
    /// Quotations that are new or differ: `{list}`.
    pub changed_quotations: Phrase,
    /// Quotations that are gone: `{list}`.
    pub dropped_quotations: Phrase,
}

/// Places in a source, which specifications may type in English: each with `{n}`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Locators {
    /// "p."
    pub page: Phrase,
    /// "pp."
    pub pages: Phrase,
    /// "para."
    pub paragraph: Phrase,
    /// "paras."
    pub paragraphs: Phrase,
    /// "art."
    pub article: Phrase,
    /// "arts."
    pub articles: Phrase,
    /// "sect."
    pub section: Phrase,
    /// "chap."
    pub chapter: Phrase,
    /// "table"
    pub table: Phrase,
    /// "annex"
    pub annex: Phrase,
    /// "note"
    pub note: Phrase,
    /// "vol."
    pub volume: Phrase,
    /// "no.", of the issues of a volume.
    pub issue: Phrase,
}

/// The marks between the parts of a citation, with their spaces.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CitationWords {
    /// Between parts: ", ".
    pub comma: String,
    /// Between groups: "; ".
    pub semicolon: String,
    /// Between a source and what it says: ": ".
    pub colon: String,
    /// Before what stands in brackets.
    pub open: String,
    /// After what stands in brackets.
    pub close: String,
    /// At the end.
    pub stop: String,
    /// Between two sentences.
    pub space: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_filled_in_any_order() {
        let phrase = Phrase("{b} of {a}{a}!".to_owned());
        assert_eq!(phrase.fill(&[("a", "x"), ("b", "y")]), "y of xx!");
        assert_eq!(phrase.parts().len(), 5);
    }

    #[test]
    fn a_value_that_looks_like_a_place_is_not_filled_again() {
        assert_eq!(Phrase("{a} {b}".to_owned()).fill(&[("a", "{b}"), ("b", "1")]), "{b} 1");
    }

    #[test]
    fn an_unfilled_or_unclosed_place_stays_visible() {
        assert_eq!(Phrase("see {n} {".to_owned()).fill(&[]), "see {n} {");
    }
}
