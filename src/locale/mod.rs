//! Languages: the words the program itself prints, numbers, dates and lists. One data file a language; numbers, dates
//! and lists through ICU4X.
//!
//! A language is one file of `locales/` and one line of `FILES`. A file holds the variants of its language (`en-GB`,
//! `en-US`); each names only what differs. Nothing here depends on the machine's own language or clock.

mod case_words;
mod change;
mod chart_words;
mod data_words;
mod dates;
mod house;
mod ledger;
mod locators;
mod note_words;
mod numbers;
mod periods;
mod plurals;
mod words;

pub use case_words::CaseWords;
pub use change::{Agreeing, ChangeWords, Subject, Verbs};
pub use chart_words::ChartWords;
pub use data_words::DataWords;
pub use house::HouseWords;
pub use ledger::LedgerWords;
pub use note_words::NoteWords;
pub use plurals::{Plural, Plurals};
pub use words::{BoundWords, Bounds, CitationWords, Locators, Part, Periods, Phrase, Quotes, Ranges, Words};

use crate::spec::{Bound, Calendar};
use dates::{Dates, System};
use icu_list::options::ListFormatterOptions;
use icu_list::{ListFormatter, ListFormatterPreferences};
use numbers::Numbers;
use rust_decimal::Decimal;
use serde::Deserialize;
use std::sync::OnceLock;

/// The language files by language subtag, in the order in which they are offered.
const FILES: &[(&str, &str)] = &[
    ("en", include_str!("locales/en.toml")),
    ("fr", include_str!("locales/fr.toml")),
    ("es", include_str!("locales/es.toml")),
    ("ru", include_str!("locales/ru.toml")),
    ("ar", include_str!("locales/ar.toml")),
    ("zh", include_str!("locales/zh.toml")),
    ("fa", include_str!("locales/fa.toml")),
];

/// A language, with its variant, in which a briefing can be printed.
#[derive(Debug)]
pub struct Locale {
    tag: String,
    default_of: Option<String>,
    data: LocaleData,
    numbers: Numbers,
    digits: [char; 10],
    calendar: Calendar,
    gregorian: Dates,
    solar_hijri: Dates,
    lists: ListFormatterPreferences,
    /// Made when they are first asked for: the names of months.
    month_names: OnceLock<Vec<String>>,
    /// The words that the program itself prints.
    pub words: Words,
    /// The marks between the parts of a citation.
    pub citation: CitationWords,
    /// The words with which charts are described.
    pub chart: ChartWords,
    /// The heads and labels of cases.
    pub cases: CaseWords,
    /// What is said of tables of data.
    pub data_words: DataWords,
    /// How a change is said.
    pub change: ChangeWords,
    /// How it is said with a verb.
    pub verbs: Verbs,
    /// The words of the evidence ledger.
    pub ledger: LedgerWords,
    /// The words of the cover note of a submission.
    pub note: NoteWords,
    /// Numbers in words, where a house style asks for them.
    pub house: HouseWords,
}

/// A language file with one variant laid over it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct LanguageFile {
    language: String,
    direction: Direction,
    default: String,
    note_mark: NoteMark,
    letters: String,
    solar_hijri_first: bool,
    small_references: bool,
    quotes: Quotes,
    bounds: Bounds,
    ranges: Ranges,
    change: ChangeWords,
    verbs: Verbs,
    house: HouseWords,
    periods: Periods,
    words: Words,
    ledger: LedgerWords,
    note: NoteWords,
    locators: Locators,
    citation: CitationWords,
    plurals: Plurals,
    chart: ChartWords,
    cases: CaseWords,
    data: DataWords,
}

/// What a [`Locale`] keeps of its file beside the words.
#[derive(Debug)]
struct LocaleData {
    direction: Direction,
    note_mark: NoteMark,
    letters: Vec<String>,
    solar_hijri_first: bool,
    small_references: bool,
    locators: Locators,
    quotes: Quotes,
    bounds: Bounds,
    ranges: Ranges,
    periods: Periods,
    plurals: Plurals,
}

/// Which way lines run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Direction {
    Ltr,
    Rtl,
}

/// Where the mark of a note stands beside the punctuation that ends a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NoteMark {
    /// Before it, as in French.
    Before,
    /// After it, as in English.
    After,
}

/// The variants of the languages, each in each calendar, the Gregorian first. A language is read when it is first asked
/// for; a file that cannot be read is left out, and fails a test.
fn of_language(index: usize) -> &'static [Locale] {
    static READ: [OnceLock<Vec<Locale>>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];
    match (READ.get(index), FILES.get(index)) {
        (Some(read_once), Some((_, text))) => read_once.get_or_init(|| read(text).unwrap_or_default()),
        _ => &[],
    }
}

/// The variants of one language file.
fn read(text: &str) -> Result<Vec<Locale>, String> {
    let mut table: toml::Table = text.parse().map_err(|error: toml::de::Error| error.to_string())?;
    let Some(toml::Value::Table(variants)) = table.remove("variants") else {
        return Err("a language file needs `[variants.TAG]`".to_owned());
    };
    let read = variants.into_iter().map(|(tag, changes)| variant(&table, &tag, changes));
    Ok(read.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

/// A variant in each calendar.
fn variant(base: &toml::Table, tag: &str, changes: toml::Value) -> Result<Vec<Locale>, String> {
    let mut whole = toml::Value::Table(base.clone());
    overlay(&mut whole, changes);
    let file: LanguageFile = whole.try_into().map_err(|error: toml::de::Error| format!("{tag}: {error}"))?;
    let calendars = Calendar::ALL.iter().map(|calendar| Locale::new(tag, file.clone(), *calendar));
    calendars.collect::<Option<Vec<_>>>().ok_or_else(|| format!("{tag}: ICU4X has no data for this tag"))
}

/// Lays `changes` over `base`: tables key by key, anything else whole.
fn overlay(base: &mut toml::Value, changes: toml::Value) {
    match (base, changes) {
        (toml::Value::Table(base), toml::Value::Table(changes)) => {
            for (key, change) in changes {
                overlay(base.entry(key).or_insert(toml::Value::Boolean(false)), change);
            }
        }
        (base, changes) => *base = changes,
    }
}

impl Locale {
    fn new(tag: &str, file: LanguageFile, calendar: Calendar) -> Option<Self> {
        let icu: icu_locale_core::Locale = tag.parse().ok()?;
        let LanguageFile {
            language, direction, default, note_mark, letters, solar_hijri_first, small_references, ..
        } = file;
        let LanguageFile {
            quotes,
            bounds,
            ranges,
            change,
            verbs,
            house,
            periods,
            words,
            ledger,
            locators,
            citation,
            ..
        } = file;
        let LanguageFile { plurals, chart, cases, data: data_words, note, .. } = file;
        // names of letters of more than one sign have spaces between them
        let letters = match letters.contains(' ') {
            true => letters.split_whitespace().map(str::to_owned).collect(),
            false => letters.chars().map(String::from).collect(),
        };
        let numbers = Numbers::new(&icu)?;
        Some(Locale {
            tag: tag.to_owned(),
            default_of: (default == tag).then_some(language),
            digits: numbers.digits(),
            numbers,
            calendar,
            gregorian: Dates::new(tag, System::Gregorian, &periods.first_day, &periods.months)?,
            solar_hijri: Dates::new(tag, System::SolarHijri, &periods.first_day, &[])?,
            data: LocaleData {
                direction,
                note_mark,
                letters,
                solar_hijri_first,
                small_references,
                locators,
                quotes,
                bounds,
                ranges,
                periods,
                plurals,
            },
            lists: (&icu).into(),
            month_names: OnceLock::new(),
            words,
            citation,
            chart,
            change,
            verbs,
            cases,
            data_words,
            ledger,
            note,
            house,
        })
    }

    /// The locale for a BCP 47 tag: its own variant, else its language's default (`en` and `en-AU` give `en-GB`). None
    /// where the language has no file. Days are in the Gregorian calendar.
    #[must_use]
    pub fn find(tag: &str) -> Option<&'static Locale> {
        Locale::find_in(tag, Calendar::Gregorian)
    }

    /// The same with days in a calendar.
    #[must_use]
    pub fn find_in(tag: &str, calendar: Calendar) -> Option<&'static Locale> {
        let language = tag.split('-').next().unwrap_or(tag);
        let index = FILES.iter().position(|(known, _)| known.eq_ignore_ascii_case(language))?;
        let all = || of_language(index).iter().filter(|locale| locale.calendar == calendar);
        let exact = all().find(|locale| locale.tag.eq_ignore_ascii_case(tag));
        exact.or_else(|| all().find(|locale| locale.default_of.is_some()))
    }

    /// The languages that have a file, without regions.
    #[must_use]
    pub fn languages() -> Vec<&'static str> {
        FILES.iter().map(|(language, _)| *language).collect()
    }

    /// All tags that have a variant of their own.
    #[must_use]
    pub fn tags() -> Vec<&'static str> {
        let all = (0..FILES.len()).flat_map(of_language);
        all.filter(|locale| locale.calendar == Calendar::Gregorian).map(Locale::tag).collect()
    }

    /// English words that run from right to left, to test what turns round.
    #[cfg(test)]
    pub(crate) fn right_to_left() -> &'static Locale {
        static TURNED: OnceLock<Vec<Locale>> = OnceLock::new();
        let text = FILES.first().map_or("", |(_, text)| text).replace("direction = \"ltr\"", "direction = \"rtl\"");
        TURNED.get_or_init(|| read(&text).unwrap_or_default()).first().expect("a variant")
    }

    /// The BCP 47 tag.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// Where the mark of a note stands beside the punctuation that ends a clause.
    #[must_use]
    pub fn note_mark(&self) -> NoteMark {
        self.data.note_mark
    }

    /// The letters that mark the notes of a table, in order; at least one.
    #[must_use]
    pub fn letters(&self) -> &[String] {
        &self.data.letters
    }

    /// Whether the full stop of a quotation stands behind the mark that closes it, and not before.
    #[must_use]
    pub fn stop_outside(&self) -> bool {
        self.data.quotes.stop_outside
    }

    /// Whether what a cross reference prints begins with a small letter inside a sentence.
    #[must_use]
    pub fn small_references(&self) -> bool {
        self.data.small_references
    }

    /// The ten digits.
    #[must_use]
    pub fn digits(&self) -> [char; 10] {
        self.digits
    }

    /// A text of the program's own, such as the number of a page, with its digits `0` to `9` as the language has them.
    #[must_use]
    pub fn in_digits(&self, text: &str) -> String {
        let digit = |letter: char| letter.to_digit(10).and_then(|digit| self.digits.get(digit as usize).copied());
        text.chars().map(|letter| digit(letter).unwrap_or(letter)).collect()
    }

    /// Whether lines run from right to left.
    #[must_use]
    pub fn rtl(&self) -> bool {
        self.data.direction == Direction::Rtl
    }

    /// Yes or no.
    #[must_use]
    pub fn truth(&self, truth: bool) -> &str {
        if truth { &self.cases.yes } else { &self.cases.no }
    }

    /// A number with its digits grouped: "1,500", "−2.50". No line can break inside it.
    #[must_use]
    pub fn number(&self, number: &Decimal) -> String {
        self.numbers.grouped(number)
    }

    /// A year: never grouped.
    #[must_use]
    pub fn year(&self, year: i32) -> String {
        self.numbers.year(year)
    }

    /// Where the last number of a text stands, in bytes: its start (with its sign), its decimal sign or, where it has none,
    /// its end, and its end.
    #[must_use]
    pub fn last_number(&self, text: &str) -> Option<(usize, usize, usize)> {
        self.numbers.last_in(text)
    }

    /// A printed number with its bound: "at least 246"; bare where it is exact.
    #[must_use]
    pub fn bounded(&self, bound: Bound, number: &str) -> String {
        self.bound_words(bound).map_or_else(|| number.to_owned(), |words| words.phrase.fill(&[("n", number)]))
    }

    /// A printed number with its bound as an end of [`Ranges::spread`].
    #[must_use]
    pub fn bounded_in_range(&self, bound: Bound, number: &str) -> String {
        self.bound_words(bound).map_or_else(|| number.to_owned(), |words| words.in_range.fill(&[("n", number)]))
    }

    /// The bound alone, for the line above a large number: "at least". None for an exact number.
    #[must_use]
    pub fn bound_word(&self, bound: Bound) -> Option<&str> {
        self.bound_words(bound).map(|words| words.word.as_str())
    }

    fn bound_words(&self, bound: Bound) -> Option<&BoundWords> {
        let bounds = &self.data.bounds;
        match bound {
            Bound::Exact => None,
            Bound::AtLeast => Some(&bounds.at_least),
            Bound::MoreThan => Some(&bounds.more_than),
            Bound::About => Some(&bounds.about),
            Bound::AtMost => Some(&bounds.at_most),
            Bound::FewerThan => Some(&bounds.fewer_than),
        }
    }

    /// An interval that one source gives: "between 2,800 and 3,800".
    #[must_use]
    pub fn between(&self, from: &Decimal, to: &Decimal) -> String {
        self.data.ranges.between.fill(&[("from", &self.number(from)), ("to", &self.number(to))])
    }

    /// How two numbers are said together, each already printed.
    #[must_use]
    pub fn ranges(&self) -> &Ranges {
        &self.data.ranges
    }

    /// An enumeration: "a, b and c".
    #[must_use]
    pub fn list(&self, items: &[String]) -> String {
        ListFormatter::try_new_and(self.lists, ListFormatterOptions::default())
            .map_or_else(|_| items.join(", "), |formatter| formatter.format(items.iter()).to_string())
    }

    /// An enumeration of `count` items that are more than text: the places to fill are `{0}`, `{1}` and so on.
    #[must_use]
    pub fn list_phrase(&self, count: usize) -> Phrase {
        let places: Vec<String> = (0..count).map(|index| format!("{{{index}}}")).collect();
        Phrase::new(self.list(&places))
    }

    /// A choice: "a, b or c".
    #[must_use]
    pub fn alternatives(&self, items: &[String]) -> String {
        ListFormatter::try_new_or(self.lists, ListFormatterOptions::default())
            .map_or_else(|_| items.join(", "), |formatter| formatter.format(items.iter()).to_string())
    }

    /// The phrase in the form that goes with `number`, with `{n}` filled by it.
    #[must_use]
    pub fn plural(&self, plural: &Plural, number: &Decimal) -> String {
        plural.form(self.numbers.category(number)).fill(&[("n", &self.number(number))])
    }

    /// The phrase in the form that goes with an ordinal number, with `{n}` filled by its digits: "2nd".
    fn ordinal(&self, plural: &Plural, number: u32) -> String {
        plural.form(numbers::ordinal(&self.tag, number)).fill(&[("n", &self.in_digits(&number.to_string()))])
    }

    /// How many cases a count leaves out: "12 further cases were left out as unconfirmed".
    #[must_use]
    pub fn excluded(&self, number: &Decimal) -> String {
        self.plural(&self.data.plurals.excluded, number)
    }

    /// The quotation marks.
    #[must_use]
    pub fn quotes(&self) -> &Quotes {
        &self.data.quotes
    }
}

#[cfg(test)]
mod tests;
